//! The framework: the three lists, their counts and rows, and where each item stands.

use domain::item::ItemStatus;
use domain::relationship::Event;
use domain::{Item, List, Source, Subject};
use i18n::{Arg, Localizer};
use record::rule::held;
use record::{Kind, PartyId, StatementId, TextStatus, Verdict};

use crate::frame::Section;
use crate::pages::framework::{FrameworkPage, ItemRow, ListPage};
use crate::pages::parts::{ListRef, Status, Turn};
use crate::pages::relationship::{ListCard, Principle, PrinciplesDigest};
use crate::view::{Scene, waiting};

/// Where the notes are, in addresses.
pub const NOTES: &str = "notes";

/// What a reader asks a list for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words that each row must have.
    pub q: String,
    /// The status that each row must have.
    pub status: Option<Status>,
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
    relationship
        .items(record)
        .into_iter()
        .filter(on_list)
        .collect()
}

/// Where an item stands, as a tag.
pub fn status(scene: &Scene<'_>, item: &Item) -> Status {
    let (relationship, record) = (scene.relationship(), scene.record());
    if item.subject(relationship, record).is_none() {
        return Status::NotUnderstood;
    }
    match item.status(relationship, record) {
        ItemStatus::InEffect => Status::InEffect,
        ItemStatus::Suspended { .. } => Status::Suspended,
        ItemStatus::Withdrawn { .. } => Status::Withdrawn,
        ItemStatus::Concluded => Status::Concluded,
        ItemStatus::Declined => Status::Declined,
        ItemStatus::Contested => Status::Contested,
        ItemStatus::ForDiscussion | ItemStatus::Proposed { .. } => {
            match deferrals(scene, item).is_empty() {
                false => Status::Deferred,
                true if item.texts.is_empty() => Status::ForDiscussion,
                true if item.open(relationship, record).len() > 1 => Status::Rivals,
                true => Status::Proposed,
            }
        }
    }
}

/// The deferrals that hold: by whom, until which day, and the entry.
pub fn deferrals<'a>(scene: &Scene<'a>, item: &Item) -> Vec<(PartyId, u64, &'a Event)> {
    let of = |party: PartyId| {
        let (until, event) = waiting::deferred(scene, &item.object, &party)?;
        (until > scene.today()).then_some((party, until, event))
    };
    scene.parties().into_iter().filter_map(of).collect()
}

/// Whose turn it is: the parties that have neither agreed to nor declined an open text of the item.
pub fn turn(scene: &Scene<'_>, item: &Item) -> Turn {
    let (relationship, record) = (scene.relationship(), scene.record());
    let open = item.open(relationship, record);
    let waits = |party: &PartyId| {
        open.iter()
            .any(|text| relationship.waits_for(record, party, text))
    };
    let waiting: Vec<PartyId> = scene.parties().into_iter().filter(waits).collect();
    match waiting.as_slice() {
        [] if item.texts.is_empty() => Turn::Unproposed,
        [] if item.status(relationship, record) == ItemStatus::Declined => {
            Turn::Ended(endings(scene, item).join(&scene.l.t("frame-list-separator")))
        }
        [] => Turn::Nobody,
        [only] if *only == scene.own => Turn::Reader,
        _ => Turn::Others(scene.names(&waiting)),
    }
}

/// How the texts of an item ended that can no longer take effect: who declined or took back which, and when.
fn endings(scene: &Scene<'_>, item: &Item) -> Vec<String> {
    let events = scene.relationship().history_of(&item.object);
    let ended = |event: &&Event| {
        let several = item.texts.len() > 1;
        let key = match event.kind {
            Kind::Renounce if scene.by_node(&event.at) => return None,
            Kind::Renounce if several => "framework-ended-declined-of",
            Kind::Renounce => "framework-ended-declined",
            Kind::Release if several => "framework-ended-released-of",
            Kind::Release => "framework-ended-released",
            _ => return None,
        };
        let text = event.refs.first().filter(|id| item.texts.contains(id))?;
        let dead = scene.record().status(text) == Some(TextStatus::Dead);
        let (party, date) = (
            scene.name(&event.at.log.party),
            scene.l.date(scene.at(&event.at)),
        );
        let text = scene.text_name(text);
        let args = [
            ("party", Arg::from(&party)),
            ("date", Arg::from(&date)),
            ("text", Arg::from(&text)),
        ];
        (dead && event.verdict == Verdict::Valid).then(|| scene.l.ta(key, &args))
    };
    events.iter().filter_map(ended).collect()
}

/// Since when it stands so: its last entry.
pub fn since(scene: &Scene<'_>, item: &Item) -> i64 {
    let history = scene.relationship().history_of(&item.object);
    history
        .last()
        .map_or(scene.now, |event| scene.at(&event.at))
}

/// The text that speaks for the item now: in effect, else the first open one, else the last.
pub fn speaking(scene: &Scene<'_>, item: &Item) -> Option<StatementId> {
    let (relationship, record) = (scene.relationship(), scene.record());
    item.current(relationship, record)
        .or_else(|| item.open(relationship, record).first().copied())
        .or_else(|| item.texts.last().copied())
}

/// The sources of what speaks for the item.
pub fn sources<'a>(scene: &Scene<'a>, item: &'a Item) -> &'a [Source] {
    let of_text = speaking(scene, item)
        .and_then(|id| scene.relationship().text(&id))
        .map(|text| text.sources.as_slice());
    let brought = || {
        item.brought_in
            .first()
            .map(|brought| brought.sources.as_slice())
    };
    of_text
        .filter(|sources| !sources.is_empty())
        .or_else(brought)
        .unwrap_or_default()
}

/// Who brought the item in or proposed it, in words. To bring in commits nobody; to propose does.
pub fn origin(scene: &Scene<'_>, item: &Item) -> String {
    let proposed = item.brought_in.is_empty();
    let party = by(scene, item).name;
    let key = match proposed {
        true => "framework-item-proposed-by",
        false => "framework-item-brought-in",
    };
    scene.l.ta(key, &[("party", Arg::from(&party))])
}

/// Who put the item forward.
pub fn by(scene: &Scene<'_>, item: &Item) -> crate::pages::parts::Party {
    item.origin(scene.record())
        .map(|origin| scene.party(&origin.at.log.party))
        .unwrap_or_default()
}

fn row(scene: &Scene<'_>, item: &Item) -> ItemRow {
    let ledger = scene.record().ledger();
    let text = speaking(scene, item).and_then(|id| ledger.text(&id));
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
        status: status(scene, item),
        turn: turn(scene, item),
        by: by(scene, item),
        per: sources(scene, item)
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
        since: since(scene, item),
    }
}

fn counts(scene: &Scene<'_>, items: &[&Item]) -> Vec<(Status, usize)> {
    tally(
        &items
            .iter()
            .map(|item| status(scene, item))
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
        status: status(scene, item),
        origin: origin(scene, item),
        per: sources(scene, item)
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
        .items(record)
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
    relationship
        .items(record)
        .into_iter()
        .filter(is_note)
        .collect()
}

fn rows_page(scene: &Scene<'_>, list: ListRef, items: &[&Item], wanted: &Wanted) -> ListPage {
    let in_effect = |item: &&Item| {
        item.current(scene.relationship(), scene.record())
            .is_some_and(|id| scene.record().status(&id) == Some(TextStatus::InEffect))
    };
    let rows = items
        .iter()
        .map(|item| row(scene, item))
        .filter(|row| fits(row, wanted))
        .collect();
    ListPage {
        frame: scene.frame(Section::Framework, &list.name),
        lists: cards(scene),
        counts: counts(scene, items),
        total: items.len(),
        q: wanted.q.clone(),
        status: wanted.status,
        rows,
        may_propose: false,
        may_suspend: scene.may(Kind::Suspend) && items.iter().any(in_effect),
        list,
    }
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
