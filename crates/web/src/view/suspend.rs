//! The form that suspends many items at once: everything in effect that this party has not ended,
//! principles included.

use domain::{Item, List};

use crate::fields::Fields;
use crate::frame::Section;
use crate::pages::parts::ListRef;
use crate::pages::suspend::{SuspendGroup, SuspendLine, SuspendPage};
use crate::view::{Scene, item as item_view, lists, propose, stand};

/// The form, with what was typed.
pub fn page(scene: &Scene<'_>, fields: &Fields) -> SuspendPage {
    let group = |list: ListRef, items: Vec<&Item>| {
        let lines = items.into_iter();
        let items: Vec<SuspendLine> = lines.filter_map(|item| line(scene, item, fields)).collect();
        (!items.is_empty()).then_some(SuspendGroup { list, items })
    };
    let on_lists = List::ALL
        .into_iter()
        .map(|list| (lists::list_ref(&scene.l, list), lists::on_list(scene, list)));
    // A principle in effect can be suspended like anything else that was agreed, so it can be here, too.
    let principles = (
        propose::principles_ref(&scene.l),
        lists::principle_items(scene),
    );
    SuspendPage {
        frame: scene.frame(Section::Framework, &scene.l.t("framework-suspend-many")),
        groups: on_lists
            .chain([principles])
            .filter_map(|(list, items)| group(list, items))
            .collect(),
        reason: fields.get("reason").to_owned(),
        reason_lang: fields.get("reason_lang").to_owned(),
        answerable: item_view::answerable(scene, fields.get("answers")),
        back: format!("{}/framework", scene.base),
    }
}

fn line(scene: &Scene<'_>, item: &Item, fields: &Fields) -> Option<SuspendLine> {
    let text = item.current(scene.relationship(), scene.record())?;
    let standing = scene.relationship().standing(&text);
    let ended = standing.suspended.contains(&scene.own) || standing.withdrawn.contains(&scene.own);
    let concluded = stand::status(scene, item) == crate::pages::parts::Status::Concluded;
    let hex = text.hex();
    (!ended && !concluded).then(|| SuspendLine {
        item: scene.item_ref(item),
        status: stand::status(scene, item),
        since: stand::since(scene, item),
        ticked: fields.all("text").any(|ticked| ticked == hex),
        text: hex,
        ring_fenced: false,
    })
}
