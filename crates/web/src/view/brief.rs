//! The handover brief as a page: what the domain derives, under the names that the reader knows.

use domain::List;
use domain::brief::{OpenItem, brief};
use i18n::Arg;
use record::view::Position;
use record::{Kid, ObjectId, StatementId};

use crate::frame::Section;
use crate::pages::brief::{BriefPage, OpenLine, OpenList, Predecessor, SignedLine};
use crate::pages::parts::{ItemRef, Person};
use crate::view::{Scene, lists, stand, words};

/// What the node has beside the record.
pub struct Beside {
    /// The key that handed over, and the entries that it signed last.
    pub from: Option<(Kid, Vec<Position>)>,
    /// The texts to which an assent is signed and waits to be sealed.
    pub waiting: Vec<StatementId>,
}

/// The page.
pub fn page(scene: &Scene<'_>, beside: &Beside) -> BriefPage {
    let brief = brief(scene.relationship(), scene.record());
    let mut open: Vec<OpenList> = Vec::new();
    for item in &brief.open {
        let Some(line) = line(scene, item) else {
            continue;
        };
        let name = list_name(scene, item.list);
        match open.last_mut().filter(|list| list.name == name) {
            Some(list) => list.lines.push(line),
            None => open.push(OpenList {
                name,
                lines: vec![line],
            }),
        }
    }
    let of_text = |text: &StatementId| scene.relationship().object_of(text);
    BriefPage {
        frame: scene.frame(Section::Settings, &scene.l.t("settings-brief")),
        predecessor: beside
            .from
            .as_ref()
            .map(|(kid, signed)| predecessor(scene, kid, signed)),
        open,
        for_discussion: brief
            .for_discussion
            .iter()
            .map(|(list, count)| {
                let href = match list {
                    Some(list) => format!("/{}?status=for-discussion", list.word()),
                    None => "#principles".to_owned(),
                };
                (list_name(scene, *list), href, *count)
            })
            .collect(),
        waiting: beside
            .waiting
            .iter()
            .filter_map(of_text)
            .filter_map(|object| item_ref(scene, &object))
            .collect(),
        dialogues: brief
            .dialogues
            .iter()
            .filter_map(|(object, last)| Some((item_ref(scene, object)?, scene.at(last))))
            .collect(),
        powers_end: powers_end(scene),
    }
}

/// What a list is called; the principles, where there is none.
fn list_name(scene: &Scene<'_>, list: Option<List>) -> String {
    match list {
        Some(list) => lists::list_ref(&scene.l, list).name,
        None => scene.l.t("framework-principles"),
    }
}

fn item_ref(scene: &Scene<'_>, object: &ObjectId) -> Option<ItemRef> {
    Some(scene.item_ref(scene.relationship().item(object)?))
}

fn line(scene: &Scene<'_>, open: &OpenItem) -> Option<OpenLine> {
    let item = scene.relationship().item(&open.object)?;
    let put_off = |(party, day): &(record::PartyId, u64)| {
        let (party, date) = (scene.name(party), scene.l.date(*day as i64 * 86_400_000));
        let args = [("party", Arg::from(&party)), ("date", Arg::from(&date))];
        scene.l.ta("settings-brief-put-off", &args)
    };
    Some(OpenLine {
        item: scene.item_ref(item),
        status: stand::status(scene, item),
        turn: stand::turn(scene, item),
        put_off: open.put_off.iter().map(put_off).collect(),
        last: scene.at(&open.last),
    })
}

fn predecessor(scene: &Scene<'_>, kid: &Kid, signed: &[Position]) -> Predecessor {
    let line = |at: &Position| {
        let event = scene.relationship().event(at)?;
        let object = event.objects.first();
        Some(SignedLine {
            kind: words::kind(&scene.l, event.kind),
            item: object.and_then(|object| item_ref(scene, object)),
            at: scene.at(at),
            entry: scene.entry(at),
            href: scene.entry_href(at),
        })
    };
    Predecessor {
        person: scene.signer(&scene.own, kid),
        signed: signed.iter().filter_map(line).collect(),
    }
}

/// The own delegates whose powers still hold and end on a day, the first to end first.
fn powers_end(scene: &Scene<'_>) -> Vec<(Person, i64)> {
    let Some(register) = scene.record().register(&scene.own) else {
        return Vec::new();
    };
    let holds = |kid: &Kid| register.powers(kid, scene.record().known());
    let all = register
        .all()
        .filter_map(|(kid, _)| Some((kid, holds(kid)?)));
    let mut ending: Vec<(Person, i64)> = all
        .filter_map(|(kid, given)| {
            let until = given.powers.expires_ms? as i64;
            Some((scene.signer(&scene.own, kid), until))
        })
        .collect();
    ending.sort_by_key(|(_, until)| *until);
    ending
}
