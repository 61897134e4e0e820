//! The relationship as the entries of its space say: items, texts, positions, standing acts, names.
//!
//! Facts are kept by position and never overwritten. What is current is derived from them and from the
//! record, so the order in which entries arrived leaves no trace.

use std::collections::BTreeMap;

use record::fold::Folded;
use record::rule::Text;
use record::view::Position;
use record::{Body, Kind, ObjectId, PartyId, Payload, Record, StatementId, Verdict};

use crate::fact::{self, List, Mark, Subject};
use crate::item::{Item, Proposal};
use crate::standing::{Standing, StandingAct};
use crate::wording::{self, NAME, OFFICE, REASON, Source, Wordings, texts_of};

/// Everything that was said and agreed in one space.
#[derive(Clone, Debug, Default)]
pub struct Relationship {
    items: BTreeMap<ObjectId, Item>,
    texts: BTreeMap<StatementId, Proposal>,
    standing: Vec<StandingAct>,
    names: BTreeMap<PartyId, Vec<(String, String)>>,
    delegates: BTreeMap<Position, DelegateNames>,
    history: Vec<Event>,
    counters: BTreeMap<PartyId, u64>,
}

/// What a delegate is called, by the position of the accreditation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DelegateNames {
    /// Names, each with its language where one is given.
    pub names: Vec<(String, String)>,
    /// Offices, each with its language.
    pub offices: Vec<(String, String)>,
}

/// One entry as the history shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Where it stands.
    pub at: Position,
    /// Causal depth: how many entries its author knew, itself included. Grows along every chain of cause.
    pub depth: u64,
    /// The statement.
    pub statement: StatementId,
    /// What kind.
    pub kind: Kind,
    /// Whether it counts.
    pub verdict: Verdict,
    /// The objects it is about.
    pub objects: Vec<ObjectId>,
    /// The statements it acts on.
    pub refs: Vec<StatementId>,
    /// The first reason given, with its language.
    pub reason: Option<(String, String)>,
    /// Until which day, for a deferral.
    pub until_day: Option<u64>,
}

impl Relationship {
    /// Takes a folded entry and its payloads (erased or missing ones as none).
    pub fn apply(&mut self, record: &Record, folded: &Folded, payloads: &[Option<Payload>]) {
        let body = &folded.body;
        self.read_names(folded, payloads);
        let mut event = self.event(folded, payloads);
        if folded.verdict == Verdict::Valid {
            match body.kind {
                Kind::Propose => self.take_proposal(folded, payloads, event.depth),
                Kind::BringIn => self.take_item(folded, payloads, event.depth),
                Kind::Position => {
                    if let Some(item) =
                        fact::object(body).and_then(|object| self.items.get_mut(&object))
                    {
                        item.take_position(
                            folded.at,
                            folded.statement,
                            Wordings::read(&body.payloads, payloads),
                        );
                    }
                }
                Kind::Suspend | Kind::Withdraw | Kind::Resume => {
                    self.standing
                        .push(StandingAct::read(record, folded, event.reason.clone()));
                }
                _ => {}
            }
        }
        event.objects = self.objects_of(body);
        self.history.push(event);
    }

    fn event(&self, folded: &Folded, payloads: &[Option<Payload>]) -> Event {
        let body = &folded.body;
        let own = folded.at.index + 1;
        let known: u64 = folded
            .view
            .sizes()
            .filter(|(log, _)| **log != folded.at.log)
            .map(|(_, size)| size)
            .sum();
        let reason = texts_of(REASON, &body.payloads, payloads).next();
        Event {
            at: folded.at,
            depth: known + own,
            statement: folded.statement,
            kind: body.kind,
            verdict: folded.verdict,
            objects: Vec::new(),
            refs: body.refs.clone(),
            reason: reason
                .map(|(lang, text)| (lang.unwrap_or_default().to_owned(), text.to_owned())),
            until_day: body.fields.u64(fact::field::UNTIL_DAY),
        }
    }

    fn objects_of(&self, body: &Body) -> Vec<ObjectId> {
        let slots = body.slots.iter().map(|slot| slot.object);
        let named = fact::object(body).filter(|_| body.slots.is_empty());
        let through_texts = body
            .refs
            .iter()
            .filter_map(|id| self.texts.get(id))
            .flat_map(|text| text.objects.iter().copied());
        let mut objects: Vec<ObjectId> = slots.chain(named).chain(through_texts).collect();
        objects.sort();
        objects.dedup();
        objects
    }

    fn read_names(&mut self, folded: &Folded, payloads: &[Option<Payload>]) {
        let pairs = |media_type| -> Vec<(String, String)> {
            let texts = texts_of(media_type, &folded.body.payloads, payloads);
            texts
                .map(|(lang, text)| (lang.unwrap_or_default().to_owned(), text.to_owned()))
                .collect()
        };
        match folded.body.kind {
            Kind::Inception | Kind::Rotate => {
                let names = pairs(NAME);
                if !names.is_empty() {
                    self.names.insert(folded.at.log.party, names);
                }
            }
            Kind::Accredit => {
                self.delegates.insert(
                    folded.at,
                    DelegateNames {
                        names: pairs(NAME),
                        offices: pairs(OFFICE),
                    },
                );
            }
            _ => {}
        }
    }

    fn take_item(&mut self, folded: &Folded, payloads: &[Option<Payload>], depth: u64) {
        let Some(object) = fact::object(&folded.body) else {
            return;
        };
        let number = self.next_number(folded.at.log.party, &object);
        let item = self
            .items
            .entry(object)
            .or_insert_with(|| Item::new(object));
        item.bring_in(
            folded,
            Wordings::read(&folded.body.payloads, payloads),
            Source::read_all(&folded.body.payloads, payloads),
            number,
            depth,
        );
    }

    fn take_proposal(&mut self, folded: &Folded, payloads: &[Option<Payload>], depth: u64) {
        let body = &folded.body;
        let objects: Vec<ObjectId> = body.slots.iter().map(|slot| slot.object).collect();
        for object in &objects {
            let number = self.next_number(folded.at.log.party, object);
            let item = self
                .items
                .entry(*object)
                .or_insert_with(|| Item::new(*object));
            item.take_text(folded, number, depth);
        }
        let proposal = Proposal {
            at: folded.at,
            depth,
            objects,
            slots: body.slots.clone(),
            subject: Subject::read(body),
            list: List::read(body),
            areas: fact::areas(body),
            marks: Mark::read_all(body),
            wordings: Wordings::read(&body.payloads, payloads),
            sources: Source::read_all(&body.payloads, payloads),
        };
        self.texts.entry(folded.statement).or_insert(proposal);
    }

    /// A party's own count of the objects it was the first of its own log to bring: stable in every order.
    fn next_number(&mut self, party: PartyId, object: &ObjectId) -> u64 {
        if self
            .items
            .get(object)
            .is_some_and(|item| item.origins().any(|origin| origin.at.log.party == party))
        {
            return 0;
        }
        let counter = self.counters.entry(party).or_default();
        *counter += 1;
        *counter
    }

    /// All objects, in causal order; what is concurrent in the agreed order of the parties.
    pub fn items(&self, record: &Record) -> Vec<&Item> {
        let mut items: Vec<&Item> = self.items.values().collect();
        items.sort_by_cached_key(|item| {
            item.origin(record)
                .map(|origin| (origin.depth, order_of(record, &origin.at), origin.at.index))
        });
        items
    }

    /// One object.
    pub fn item(&self, object: &ObjectId) -> Option<&Item> {
        self.items.get(object)
    }

    /// One text as proposed.
    pub fn text(&self, id: &StatementId) -> Option<&Proposal> {
        self.texts.get(id)
    }

    /// The history in causal order; what is concurrent in the agreed order of the parties.
    pub fn history(&self, record: &Record) -> Vec<&Event> {
        let mut events: Vec<&Event> = self.history.iter().collect();
        events.sort_by_key(|event| {
            (
                event.depth,
                order_of(record, &event.at),
                event.at.log.lane,
                event.at.index,
            )
        });
        events
    }

    /// The history of one object.
    pub fn history_of(&self, record: &Record, object: &ObjectId) -> Vec<&Event> {
        self.history(record)
            .into_iter()
            .filter(|event| event.objects.contains(object))
            .collect()
    }

    /// Who suspended or withdrew from a text, and has not resumed.
    pub fn standing(&self, text: &StatementId) -> Standing {
        Standing::of(&self.standing, text)
    }

    /// The standing acts themselves.
    pub fn standing_acts(&self) -> &[StandingAct] {
        &self.standing
    }

    /// A party's name in `lang`; else in any language; else none.
    pub fn party_name(&self, party: &PartyId, lang: &str) -> Option<&str> {
        best_of(self.names.get(party)?, lang)
    }

    /// The names of the delegate accredited at `at`.
    pub fn delegate(&self, at: &Position) -> Option<&DelegateNames> {
        self.delegates.get(at)
    }

    /// Texts in which `party` is required, has neither assented nor renounced, and which are open: its turn.
    pub fn waiting_for(&self, record: &Record, party: &PartyId) -> Vec<StatementId> {
        let view = record.known();
        let waits = |text: &Text| {
            record
                .ledger()
                .required(text)
                .any(|required| required == *party)
                && !record::rule::held(&text.assents, party, view)
                && !record::rule::held(&text.renounces, party, view)
        };
        let mut waiting: Vec<StatementId> = record
            .ledger()
            .texts()
            .filter(|(id, text)| waits(text) && record.status(id) == Some(record::TextStatus::Open))
            .map(|(id, _)| *id)
            .collect();
        waiting.sort_by_key(|id| {
            self.texts
                .get(id)
                .map(|text| (text.depth, order_of(record, &text.at), text.at.index))
        });
        waiting
    }

    /// Forgets the content of one erased payload of `statement`: whatever was read from it.
    pub fn forget(
        &mut self,
        statement: &StatementId,
        commitments: &[record::Commitment],
        payloads: &[Option<Payload>],
    ) {
        if let Some(text) = self.texts.get_mut(statement) {
            text.wordings = Wordings::read(commitments, payloads);
            text.sources = Source::read_all(commitments, payloads);
        }
    }
}

/// The pair whose language is `lang`, else the first.
pub fn best_of<'a>(names: &'a [(String, String)], lang: &str) -> Option<&'a str> {
    names
        .iter()
        .find(|(l, _)| l == lang)
        .or_else(|| names.first())
        .map(|(_, name)| name.as_str())
}

/// The place of a position's party in the agreed order.
pub fn order_of(record: &Record, at: &Position) -> usize {
    let members = &record.founding().membership.members;
    members
        .iter()
        .position(|member| member.party == at.log.party)
        .unwrap_or(members.len())
}

/// The letter of a party: A for the first in the agreed order, and so on. Given by lot, for brackets and numbers.
pub fn letter_of(record: &Record, party: &PartyId) -> char {
    let members = &record.founding().membership.members;
    let place = members
        .iter()
        .position(|member| member.party == *party)
        .unwrap_or(25)
        .min(25);
    char::from(b'A' + place as u8)
}

pub use wording::WORDING;
