//! The chronicle: what every entry did, kept small, log by log.
//!
//! A million entries stand here, so nothing is kept twice: where an entry stands is where it is found, and its
//! place among all others follows from that and from how much its author knew. Places ascend along a log, so
//! the causal order of everything is a merge of the logs and need not be kept.

use std::collections::BTreeMap;
use std::ops::Range;

use record::view::Position;
use record::{Kind, LogKey, ObjectId, StatementId, Verdict};

use crate::place::Place;

/// Every folded entry of a space.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chronicle {
    logs: BTreeMap<LogKey, Told>,
    /// Which entries speak of an object, so that one item is shown without reading all of them.
    spoken_of: BTreeMap<ObjectId, BTreeMap<LogKey, Vec<u64>>>,
}

/// What the entries of one log did.
#[derive(Clone, Debug)]
struct Told {
    /// The place of the log's party in the agreed order.
    order: usize,
    /// The index of the first entry here.
    first: u64,
    deeds: Vec<Deed>,
}

/// What one entry did.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    pub(crate) statement: StatementId,
    /// See [`Place::depth`].
    pub(crate) depth: u64,
    pub(crate) kind: Kind,
    pub(crate) verdict: Verdict,
    pub(crate) objects: Box<[ObjectId]>,
    pub(crate) refs: Box<[StatementId]>,
    /// Few entries give one.
    pub(crate) reason: Option<Box<(String, String)>>,
    pub(crate) until_day: Option<u64>,
    pub(crate) contents: u64,
}

/// One entry as the history shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event<'a> {
    /// Where it stands.
    pub at: Position,
    /// Where among everything said.
    pub place: Place,
    /// The statement.
    pub statement: StatementId,
    /// What kind.
    pub kind: Kind,
    /// Whether it counts.
    pub verdict: Verdict,
    /// The objects it is about.
    pub objects: &'a [ObjectId],
    /// The statements it acts on.
    pub refs: &'a [StatementId],
    /// The first reason given, with its language.
    pub reason: Option<&'a (String, String)>,
    /// Until which day, for a deferral.
    pub until_day: Option<u64>,
    /// To how many contents it commits.
    pub contents: u64,
}

impl Chronicle {
    /// Adds the entry at `at`, the next one of its log.
    pub(crate) fn tell(&mut self, at: Position, place: Place, deed: Deed) {
        for object in &deed.objects {
            let of_log = self.spoken_of.entry(*object).or_default();
            of_log.entry(at.log).or_default().push(at.index);
        }
        let told = self.logs.entry(at.log).or_insert_with(|| Told {
            order: place.order,
            first: at.index,
            deeds: Vec::new(),
        });
        debug_assert_eq!(told.first + told.deeds.len() as u64, at.index);
        told.deeds.push(deed);
    }

    /// The entry at `at`.
    pub(crate) fn event(&self, at: &Position) -> Option<Event<'_>> {
        let told = self.logs.get(&at.log)?;
        let number = at.index.checked_sub(told.first)?;
        let number = usize::try_from(number).ok()?;
        (number < told.deeds.len()).then(|| told.event(&at.log, number))
    }

    /// All entries in causal order; what is concurrent in the agreed order of the parties.
    pub(crate) fn events(&self) -> Events<'_> {
        let parts = self.logs.iter().map(|(log, told)| Part {
            log,
            told,
            left: 0..told.deeds.len(),
        });
        Events {
            parts: parts.collect(),
        }
    }

    /// The entries that speak of an object, in the same order.
    pub(crate) fn of(&self, object: &ObjectId) -> Vec<Event<'_>> {
        let of_logs = self.spoken_of.get(object).into_iter().flatten();
        let positions = of_logs.flat_map(|(log, indexes)| {
            let log = *log;
            indexes
                .iter()
                .map(move |index| Position { log, index: *index })
        });
        let mut events: Vec<Event<'_>> = positions.filter_map(|at| self.event(&at)).collect();
        events.sort_by_key(|event| (event.place, event.statement));
        events
    }

    /// Puts what is left of a statement's reason in its place, and tells where the statement stands.
    pub(crate) fn forget(
        &mut self,
        statement: &StatementId,
        reason: Option<&(String, String)>,
    ) -> Vec<Position> {
        let mut places = Vec::new();
        for (log, told) in &mut self.logs {
            for (index, deed) in (told.first..).zip(&mut told.deeds) {
                if deed.statement == *statement {
                    deed.reason = reason.cloned().map(Box::new);
                    places.push(Position { log: *log, index });
                }
            }
        }
        places
    }
}

impl Told {
    fn place(&self, log: &LogKey, number: usize) -> Place {
        let index = self.first + number as u64;
        Place::new(self.deeds[number].depth, self.order, log, index)
    }

    fn event(&self, log: &LogKey, number: usize) -> Event<'_> {
        let deed = &self.deeds[number];
        let (log, index) = (*log, self.first + number as u64);
        Event {
            at: Position { log, index },
            place: self.place(&log, number),
            statement: deed.statement,
            kind: deed.kind,
            verdict: deed.verdict,
            objects: &deed.objects,
            refs: &deed.refs,
            reason: deed.reason.as_deref(),
            until_day: deed.until_day,
            contents: deed.contents,
        }
    }
}

/// Entries in causal order, from either end: nothing is computed for those that nobody asks for.
#[derive(Clone, Debug)]
pub struct Events<'a> {
    parts: Vec<Part<'a>>,
}

/// What is left of one log.
#[derive(Clone, Debug)]
struct Part<'a> {
    log: &'a LogKey,
    told: &'a Told,
    left: Range<usize>,
}

impl<'a> Part<'a> {
    /// Two branches of a forked log may have entries at one place; their ids put these into an order that is the
    /// same everywhere.
    fn place(&self, number: usize) -> (Place, StatementId) {
        let place = self.told.place(self.log, number);
        (place, self.told.deeds[number].statement)
    }

    fn event(&self, number: usize) -> Event<'a> {
        self.told.event(self.log, number)
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        let unread = self.parts.iter_mut().filter(|part| !part.left.is_empty());
        let first = unread.min_by_key(|part| part.place(part.left.start))?;
        let number = first.left.next()?;
        Some(first.event(number))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.parts.iter().map(|part| part.left.len()).sum();
        (left, Some(left))
    }
}

impl DoubleEndedIterator for Events<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let unread = self.parts.iter_mut().filter(|part| !part.left.is_empty());
        let last = unread.max_by_key(|part| part.place(part.left.end - 1))?;
        let number = last.left.next_back()?;
        Some(last.event(number))
    }
}

impl ExactSizeIterator for Events<'_> {}
