//! The framework: the three lists, their counts and rows, and where each item stands.

use std::collections::BTreeSet;

use domain::{Item, List, Subject};
use i18n::Localizer;
use record::rule::held;
use record::{Kind, ObjectId, PartyId, TextStatus};

use crate::frame::Section;
use crate::pages::framework::{FrameworkPage, ItemRow, ListPage};
use crate::pages::parts::{Choice, ListRef, Status};
use crate::pages::relationship::{ListCard, Principle, PrinciplesDigest};
use crate::view::{Scene, stand};

/// Where the notes are, in addresses.
pub const NOTES: &str = "notes";

/// What a reader asks a list for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words that each row must have.
    pub q: String,
    /// The status that each row must have.
    pub status: Option<Status>,
    /// The area that each row must have.
    pub area: Option<ObjectId>,
}

/// A list under its name on screen.
pub fn list_ref(l: &Localizer, list: List) -> ListRef {
    // i18n: framework-list-
    let key = format!("framework-list-{}", list.word());
    ListRef {
        slug: list.word().to_owned(),
        name: l.t(&key),
        purpose: l.t(&format!("{key}-about")),
    }
}

/// The list an item stands on; for a principle, the principles.
pub fn list_of(scene: &Scene<'_>, item: &Item) -> ListRef {
    match item.list(scene.relationship(), scene.record()) {
        Some(list) => list_ref(&scene.l, list),
        None => ListRef {
            slug: String::new(),
            name: scene.l.t("framework-title"),
            purpose: String::new(),
        },
    }
}

/// The items of a list, in the order that all nodes agree on.
pub fn on_list<'a>(scene: &Scene<'a>, list: List) -> Vec<&'a Item> {
    let (relationship, record) = (scene.relationship(), scene.record());
    let on_list = |item: &&Item| {
        let listed = !matches!(
            item.subject(relationship, record),
            Some(Subject::Principle | Subject::Area)
        );
        listed && item.list(relationship, record) == Some(list)
    };
    relationship.items().into_iter().filter(on_list).collect()
}

fn row(scene: &Scene<'_>, item: &Item) -> ItemRow {
    let ledger = scene.record().ledger();
    let text = stand::speaking(scene, item).and_then(|id| ledger.text(&id));
    // Nothing was proposed: nobody has anything to agree to.
    let required: Vec<PartyId> = text
        .map(|text| ledger.required(text).collect())
        .unwrap_or_default();
    let agreed = text.map_or(0, |text| {
        required
            .iter()
            .filter(|party| held(&text.assents, party, scene.record().known()))
            .count()
    });
    ItemRow {
        item: scene.item_ref(item),
        status: stand::status(scene, item),
        turn: stand::turn(scene, item),
        by: stand::by(scene, item),
        per: stand::sources(scene, item)
            .iter()
            .map(|source| source.label.clone())
            .collect(),
        agreed,
        required: required.len(),
        positions: scene
            .own_first(item.positions.keys().copied().collect())
            .iter()
            .map(|party| scene.party(party))
            .collect(),
        since: stand::since(scene, item),
    }
}

fn counts(scene: &Scene<'_>, items: &[&Item]) -> Vec<(Status, usize)> {
    tally(
        &items
            .iter()
            .map(|item| stand::status(scene, item))
            .collect::<Vec<_>>(),
    )
}

/// How many of each status there are, without those that are none.
fn tally(statuses: &[Status]) -> Vec<(Status, usize)> {
    let count = |status: &Status| statuses.iter().filter(|other| *other == status).count();
    Status::ALL
        .iter()
        .map(|status| (*status, count(status)))
        .filter(|(_, n)| *n > 0)
        .collect()
}

/// The three lists with their counts.
pub fn cards(scene: &Scene<'_>) -> Vec<ListCard> {
    let card = |list: List| {
        let items = on_list(scene, list);
        ListCard {
            list: list_ref(&scene.l, list),
            counts: counts(scene, &items),
            total: items.len(),
        }
    };
    List::ALL.into_iter().map(card).collect()
}

/// How many principles the home page shows.
const PRINCIPLES_SHOWN: usize = 3;

/// The guiding principles in short.
pub fn principles_digest(scene: &Scene<'_>) -> PrinciplesDigest {
    let mut first = principles(scene);
    let statuses: Vec<Status> = first.iter().map(|principle| principle.status).collect();
    first.truncate(PRINCIPLES_SHOWN);
    PrinciplesDigest {
        counts: tally(&statuses),
        total: statuses.len(),
        first,
    }
}

/// The guiding principles.
pub fn principles(scene: &Scene<'_>) -> Vec<Principle> {
    let principle = |item: &Item| Principle {
        item: scene.item_ref(item),
        status: stand::status(scene, item),
        origin: stand::origin(scene, item),
        per: stand::sources(scene, item)
            .iter()
            .map(|source| source.label.clone())
            .collect(),
    };
    principle_items(scene).into_iter().map(principle).collect()
}

/// The items that are guiding principles, in the order that all nodes agree on.
pub fn principle_items<'a>(scene: &Scene<'a>) -> Vec<&'a Item> {
    let (relationship, record) = (scene.relationship(), scene.record());
    let is_principle =
        |item: &&Item| item.subject(relationship, record) == Some(Subject::Principle);
    relationship
        .items()
        .into_iter()
        .filter(is_principle)
        .collect()
}

/// The framework page.
pub fn overview(scene: &Scene<'_>) -> FrameworkPage {
    FrameworkPage {
        frame: scene.frame(Section::Framework, &scene.l.t("framework-title")),
        principles: principles(scene),
        lists: cards(scene),
        notes: notes(scene).len(),
        may_propose: scene.may(Kind::Propose),
    }
}

/// One list.
pub fn page(scene: &Scene<'_>, list: List, wanted: &Wanted) -> ListPage {
    let mut page = rows_page(
        scene,
        list_ref(&scene.l, list),
        &on_list(scene, list),
        wanted,
    );
    page.may_propose = scene.may(Kind::Propose);
    page
}

/// The notes: what was brought in and has no list or area of its own yet.
pub fn notes_page(scene: &Scene<'_>, wanted: &Wanted) -> ListPage {
    let list = ListRef {
        slug: NOTES.to_owned(),
        name: scene.l.t("framework-list-notes"),
        purpose: scene.l.t("framework-list-notes-about"),
    };
    rows_page(scene, list, &notes(scene), wanted)
}

fn notes<'a>(scene: &Scene<'a>) -> Vec<&'a Item> {
    let (relationship, record) = (scene.relationship(), scene.record());
    let is_note = |item: &&Item| item.subject(relationship, record) == Some(Subject::Note);
    relationship.items().into_iter().filter(is_note).collect()
}

fn rows_page(scene: &Scene<'_>, list: ListRef, items: &[&Item], wanted: &Wanted) -> ListPage {
    let in_effect = |item: &&Item| {
        item.current(scene.relationship(), scene.record())
            .is_some_and(|id| scene.record().status(&id) == Some(TextStatus::InEffect))
    };
    let of_area = |item: &&&Item| {
        let areas = || item.areas(scene.relationship(), scene.record());
        wanted.area.is_none_or(|area| areas().contains(&area))
    };
    let chosen: Vec<&Item> = items.iter().filter(of_area).copied().collect();
    let rows = chosen
        .iter()
        .map(|item| row(scene, item))
        .filter(|row| fits(row, wanted))
        .collect();
    ListPage {
        frame: scene.frame(Section::Framework, &list.name),
        lists: cards(scene),
        counts: counts(scene, &chosen),
        total: items.len(),
        in_area: chosen.len(),
        areas: areas(scene, items, wanted.area),
        q: wanted.q.clone(),
        status: wanted.status,
        rows,
        may_propose: false,
        may_suspend: scene.may(Kind::Suspend) && items.iter().any(in_effect),
        list,
    }
}

/// The areas that items of a list name, in the order that all nodes agree on.
fn areas(scene: &Scene<'_>, items: &[&Item], wanted: Option<ObjectId>) -> Vec<Choice> {
    let (relationship, record) = (scene.relationship(), scene.record());
    let named: BTreeSet<ObjectId> = items
        .iter()
        .flat_map(|item| item.areas(relationship, record))
        .collect();
    domain::area::areas(relationship, record)
        .into_iter()
        .filter(|(area, _)| named.contains(&area.object) || wanted == Some(area.object))
        .map(|(area, _)| Choice {
            value: area.object.hex(),
            words: scene.area_words(area),
            chosen: wanted == Some(area.object),
        })
        .collect()
}

fn fits(row: &ItemRow, wanted: &Wanted) -> bool {
    let title = &row.item.title;
    let mut text = format!("{} {} {}", row.item.number, title.main.text, row.by.name);
    title
        .others
        .iter()
        .map(|other| &other.text)
        .chain(&row.per)
        .for_each(|more| {
            text.push(' ');
            text.push_str(more);
        });
    let text = text.to_lowercase();
    wanted.status.is_none_or(|status| status == row.status)
        && wanted
            .q
            .to_lowercase()
            .split_whitespace()
            .all(|word| text.contains(word))
}
