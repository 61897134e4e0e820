//! Where one item stands: its status, whose turn it is, how it ended, since when, and who put it forward.

use domain::item::ItemStatus;
use domain::relationship::Event;
use domain::{Item, Source};
use i18n::Arg;
use record::{Kind, PartyId, StatementId, TextStatus, Verdict};

use crate::pages::parts::{Party, Status, Turn};
use crate::view::Scene;

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
pub fn deferrals<'a>(scene: &Scene<'a>, item: &Item) -> Vec<(PartyId, u64, Event<'a>)> {
    let of = |party: PartyId| {
        let (until, event) = scene.relationship().put_off(&item.object, &party)?;
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
    let contested = item.status(relationship, record) == ItemStatus::Contested;
    let healer = item.rests_for(relationship, record);
    let is_to_settle = |party: &PartyId| match healer {
        Some(healer) => healer == *party,
        None => contested || waits(party),
    };
    let waiting: Vec<PartyId> = scene.parties().into_iter().filter(is_to_settle).collect();
    match waiting.as_slice() {
        [] if item.texts.is_empty() => Turn::Unproposed,
        [] if item.status(relationship, record) == ItemStatus::Declined => {
            let endings = endings(scene, item).into_iter().map(|(_, what)| what);
            let endings: Vec<String> = endings.collect();
            Turn::Ended(scene.l.list(&endings))
        }
        [] => Turn::Nobody,
        [only] if *only == scene.own => Turn::Reader,
        _ => Turn::Others(scene.names(&waiting)),
    }
}

/// How the texts of an item ended that can no longer take effect: who declined or took back which, and when.
pub fn endings<'a>(scene: &Scene<'a>, item: &Item) -> Vec<(Event<'a>, String)> {
    let events = scene.relationship().history_of(&item.object);
    let ended = |event: Event<'a>| {
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
        (dead && event.verdict == Verdict::Valid).then(|| (event, scene.l.ta(key, &args)))
    };
    events.into_iter().filter_map(ended).collect()
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
        .map(|text| text.about().sources.as_slice());
    let brought = || {
        item.brought_in
            .first()
            .map(|brought| brought.about.sources.as_slice())
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
pub fn by(scene: &Scene<'_>, item: &Item) -> Party {
    item.origin()
        .map(|origin| scene.party(&origin.place.party()))
        .unwrap_or_default()
}
