//! The relationship as the entries of its space say: items, texts, positions, standing acts, names.
//!
//! Facts are kept by position and never overwritten. What is current is derived from them and from the
//! record, so the order in which entries arrived leaves no trace.

mod apply;

use std::collections::{BTreeMap, BTreeSet};

use record::rule::Text;
use record::view::Position;
use record::{Kind, ObjectId, PartyId, Record, StatementId};

use crate::chronicle::Chronicle;
pub use crate::chronicle::{Event, Events};
use crate::erasure::Erasure;
use crate::item::{Item, Proposal};
use crate::place::Place;
pub use crate::place::letter_of;
use crate::standing::{Standing, StandingAct};
pub(crate) use apply::keep;

/// Everything that was said and agreed in one space.
#[derive(Clone, Debug, Default)]
pub struct Relationship {
    items: BTreeMap<ObjectId, Box<Item>>,
    texts: BTreeMap<StatementId, Box<Proposal>>,
    standing: Vec<StandingAct>,
    erasures: BTreeMap<StatementId, Erasure>,
    /// The requests to which each party answered that its node erased what was asked for.
    erased_by: BTreeMap<PartyId, BTreeSet<StatementId>>,
    /// Which standing acts concern each text.
    concerning: BTreeMap<StatementId, BTreeSet<Place>>,
    /// The texts that build on each text.
    built_on: BTreeMap<StatementId, Vec<StatementId>>,
    names: BTreeMap<PartyId, (Position, Vec<(String, String)>)>,
    delegates: BTreeMap<Position, DelegateNames>,
    chronicle: Chronicle,
    /// The objects that each party brought up, in causal order.
    brought_up: BTreeMap<PartyId, Vec<ObjectId>>,
}

/// What a delegate is called, by the position of the accreditation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DelegateNames {
    /// Names, each with its language where one is given.
    pub names: Vec<(String, String)>,
    /// Offices, each with its language.
    pub offices: Vec<(String, String)>,
}

impl Relationship {
    /// The texts on the same objects that build on this one, in causal order.
    fn built_on(&self, base: &StatementId) -> Vec<StatementId> {
        let objects = self.texts.get(base).map(|text| text.slots.objects());
        let objects = objects.unwrap_or_default();
        let text = |id: &StatementId| {
            let text = self.texts.get(id)?;
            let mut claimed = text.slots.objects().iter();
            let shared = claimed.any(|object| objects.contains(object));
            shared.then_some((text.place, *id))
        };
        let built = self.built_on.get(base).into_iter().flatten();
        let mut built: Vec<(Place, StatementId)> = built.filter_map(text).collect();
        built.sort();
        built.into_iter().map(|(_, id)| id).collect()
    }

    /// All objects, in causal order; what is concurrent in the agreed order of the parties.
    pub fn items(&self) -> Vec<&Item> {
        let mut items: Vec<&Item> = self.items.values().map(Box::as_ref).collect();
        items.sort_by_key(|item| item.origin().map(|origin| origin.place));
        items
    }

    /// One object.
    pub fn item(&self, object: &ObjectId) -> Option<&Item> {
        self.items.get(object).map(Box::as_ref)
    }

    /// The objects that cite this one, in the order of the lists.
    pub fn cited_by(&self, record: &Record, object: &ObjectId) -> Vec<&Item> {
        let mut items = self.items();
        items.retain(|item| item.cites(self, record).contains(object));
        items
    }

    /// One text as proposed.
    pub fn text(&self, id: &StatementId) -> Option<&Proposal> {
        self.texts.get(id).map(Box::as_ref)
    }

    /// The item that a text is about: the first object that it claims. None if the text is not known here, or claims
    /// nothing.
    pub fn object_of(&self, text: &StatementId) -> Option<ObjectId> {
        self.text(text)?.slots.objects().first().copied()
    }

    /// The history in causal order; what is concurrent in the agreed order of the parties. It can be read from
    /// its end, and costs what is read of it.
    pub fn history(&self) -> Events<'_> {
        self.chronicle.events()
    }

    /// The history of one object.
    pub fn history_of(&self, object: &ObjectId) -> Vec<Event<'_>> {
        self.chronicle.of(object)
    }

    /// What the entry at `at` did; none if it is not folded.
    pub fn event(&self, at: &Position) -> Option<Event<'_>> {
        self.chronicle.event(at)
    }

    /// Until which day `party` put an object off, if that was the last thing it did about it besides stating positions.
    pub fn put_off(&self, object: &ObjectId, party: &PartyId) -> Option<(u64, Event<'_>)> {
        let history = self.history_of(object);
        let last = history
            .into_iter()
            .rev()
            .find(|event| event.at.log.party == *party && event.kind != Kind::Position)?;
        Some((last.until_day.filter(|_| last.kind == Kind::Defer)?, last))
    }

    /// Who suspended or withdrew from a text, and has not resumed.
    pub fn standing(&self, text: &StatementId) -> Standing {
        let places = self.concerning.get(text).into_iter().flatten();
        // Two branches of a forked log may have acts at one place.
        let acts = |place: &Place| {
            let from = self.standing.partition_point(|act| act.place < *place);
            let place = *place;
            let acts = self.standing[from..].iter();
            acts.take_while(move |act| act.place == place)
        };
        let concerns = |act: &&StandingAct| act.concerns(text);
        Standing::of(places.flat_map(acts).filter(concerns))
    }

    /// The standing acts themselves, in causal order.
    pub fn standing_acts(&self) -> &[StandingAct] {
        &self.standing
    }

    /// The requests for erasure, in causal order.
    pub fn erasures(&self) -> Vec<&Erasure> {
        let mut erasures: Vec<&Erasure> = self.erasures.values().collect();
        erasures.sort_by_key(|asked| asked.place);
        erasures
    }

    /// The requests to which `party` answered that its node erased what was asked for.
    pub fn erased_by(&self, party: &PartyId) -> impl Iterator<Item = &Erasure> {
        let requests = self.erased_by.get(party).into_iter().flatten();
        requests.filter_map(|request| self.erasures.get(request))
    }

    /// The request for erasure that this statement is.
    pub fn erasure(&self, request: &StatementId) -> Option<&Erasure> {
        self.erasures.get(request)
    }

    /// The first request on which the node of `party` erased content `n` of a statement.
    pub fn erased_for(&self, party: &PartyId, of: &StatementId, n: u64) -> Option<&Erasure> {
        self.erased_by(party)
            .filter(|asked| asked.of == *of && asked.contents.contains(&n))
            .min_by_key(|asked| asked.place)
    }

    /// Every entry that seals this statement: one, or one for each lane.
    pub fn said(&self, statement: &StatementId) -> impl Iterator<Item = Event<'_>> {
        let statement = *statement;
        self.history()
            .filter(move |event| event.statement == statement)
    }

    /// A party's name in `lang`; else in any language; else none.
    pub fn party_name(&self, party: &PartyId, lang: &str) -> Option<&str> {
        best_of(&self.names.get(party)?.1, lang)
    }

    /// A party's names, each with its language.
    pub fn party_names(&self, party: &PartyId) -> &[(String, String)] {
        self.names
            .get(party)
            .map_or(&[], |(_, names)| names.as_slice())
    }

    /// The names of the delegate accredited at `at`.
    pub fn delegate(&self, at: &Position) -> Option<&DelegateNames> {
        self.delegates.get(at)
    }

    /// Texts in which `party` is required, has neither assented nor renounced, and which are open: its turn.
    pub fn waiting_for(&self, record: &Record, party: &PartyId) -> Vec<StatementId> {
        let texts = record.ledger().texts().map(|(id, _)| *id);
        let mut waiting: Vec<StatementId> = texts
            .filter(|id| self.waits_for(record, party, id))
            .collect();
        waiting.sort_by_key(|id| self.texts.get(id).map(|text| text.place));
        waiting
    }

    /// Whether an open text waits for `party`: it is required, and has neither assented nor renounced.
    pub fn waits_for(&self, record: &Record, party: &PartyId, id: &StatementId) -> bool {
        let view = record.known();
        let waits = |text: &Text| {
            record
                .ledger()
                .required(text)
                .any(|required| required == *party)
                && !record::rule::held(&text.assents, party, view)
                && !record::rule::held(&text.renounces, party, view)
        };
        record.ledger().text(id).is_some_and(waits)
            && record.status(id) == Some(record::TextStatus::Open)
    }
}

/// Each once, in the order of first appearance.
pub(crate) fn distinct<T: Copy + Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    let mut distinct: Vec<T> = all.filter(|one| seen.insert(*one)).collect();
    distinct.shrink_to_fit(); // kept for as long as the record is
    distinct
}

/// The pair whose language is `lang`, else the first.
pub fn best_of<'a>(names: &'a [(String, String)], lang: &str) -> Option<&'a str> {
    names
        .iter()
        .find(|(l, _)| l == lang)
        .or_else(|| names.first())
        .map(|(_, name)| name.as_str())
}
