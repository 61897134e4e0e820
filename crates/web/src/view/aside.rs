//! What stands on the Waiting page beside what waits: signatures that were given up, and drafts. Both are private.

use i18n::Arg;
use node::GivenUp;
use record::{ObjectId, Void};

use crate::pages::act::Act;
use crate::pages::waiting::{DraftLine, GivenUpLine};
use crate::view::{Scene, words};

/// An assent that waited and can no longer count; none if its text is not known here.
pub fn given_up(scene: &Scene<'_>, one: &GivenUp) -> Option<GivenUpLine> {
    let object = scene.relationship().object_of(&one.text)?;
    let item = scene.relationship().item(&object)?;
    let signer = scene.signer(&scene.own, &one.signer).name;
    let reason = Void::ALL.into_iter().find(|void| *void as u8 == one.reason);
    let (why, next) = match reason {
        None => (
            scene.l.t("waiting-given-up-restored"),
            "waiting-given-up-restored-next",
        ),
        // The own text, or a third one, was agreed to first.
        Some(Void::RivalInEffect) => (
            scene.l.t("waiting-given-up-overtaken"),
            "waiting-given-up-overtaken-next",
        ),
        // Its author took it back, or somebody declined it.
        Some(Void::RenouncedBefore) => (
            scene.l.t("waiting-given-up-dead"),
            "waiting-given-up-dead-next",
        ),
        Some(Void::NotEntitled) => (
            scene
                .l
                .ta("waiting-given-up-powers", &[("person", Arg::from(&signer))]),
            "waiting-given-up-powers-next",
        ),
        Some(other) => {
            let reason = words::void(&scene.l, other);
            (
                scene
                    .l
                    .ta("waiting-given-up-other", &[("reason", Arg::from(&reason))]),
                "waiting-given-up-other-next",
            )
        }
    };
    Some(GivenUpLine {
        item: scene.item_ref(item),
        text: scene.text_name(&one.text),
        signer,
        why,
        next: scene.l.t(next),
        at: one.at_ms as i64,
        action: format!("{}/waiting/{}/read", scene.base, one.statement.hex()),
    })
}

/// A form with words in it that are not signed; none if what it is about is not here any more.
pub fn draft(scene: &Scene<'_>, form: &str, at: i64) -> Option<DraftLine> {
    let (key, object) = match form.split('/').collect::<Vec<_>>().as_slice() {
        ["propose"] => ("framework-form-propose".to_owned(), None),
        ["suspend"] => ("framework-suspend-many".to_owned(), None),
        ["item", id, slug] => (Act::from_slug(slug)?.key(), Some(ObjectId::from_hex(id)?)),
        _ => return None,
    };
    let item = match object {
        Some(object) => Some(scene.relationship().item(&object)?),
        None => None,
    };
    Some(DraftLine {
        what: scene.l.t(&key),
        item: item.map(|item| scene.item_ref(item)),
        href: format!("{}/{form}", scene.base),
        form: form.to_owned(),
        at,
    })
}
