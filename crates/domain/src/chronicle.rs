//! The chronicle: what every entry did, kept small, log by log.
//!
//! A million entries stand here, so nothing is kept twice: where an entry stands is where it is found, and its
//! place among all others follows from that and from how much its author knew. Places ascend along a log, so
//! the causal order of everything is a merge of the logs and need not be kept.

use std::collections::BTreeMap;
use std::ops::Range;

use record::chunked::Chunked;
use record::view::Position;
use record::{Kind, LogKey, ObjectId, StatementId, Verdict};

use crate::place::Place;

/// Every folded entry of a space.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chronicle {
    logs: BTreeMap<LogKey, u32>,
    told: Vec<Told>,
    /// Which entries speak of an object, so that one item is shown without reading all of them.
    spoken_of: BTreeMap<ObjectId, Vec<Mention>>,
}

/// An entry, by the numbers of its log and of its place among what that told.
#[derive(Clone, Copy, Debug)]
struct Mention {
    log: u32,
    number: u32,
}

/// What the entries of one log did.
#[derive(Clone, Debug)]
struct Told {
    log: LogKey,
    /// The index of the first entry here.
    first: u64,
    deeds: Chunked<Deed>,
}

/// What one entry did.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    pub(crate) statement: StatementId,
    /// See [`Place::depth`].
    pub(crate) depth: u64,
    /// See [`Place::order`].
    pub(crate) order: u16,
    /// The number of its kind.
    pub(crate) kind: u64,
    pub(crate) verdict: Verdict,
    pub(crate) gives_reason: bool,
    /// To how many contents it commits.
    pub(crate) contents: u16,
    pub(crate) named: Named,
}

/// What an entry names. Of what counts for nothing most names nothing that anybody knows, most of the rest one object,
/// and an act on a text that text beside it.
#[derive(Clone, Debug)]
pub(crate) enum Named {
    Nothing,
    Object([ObjectId; 1]),
    Text(Box<[StatementId; 1]>),
    Act(Box<([ObjectId; 1], [StatementId; 1])>),
    More(Box<More>),
}

#[derive(Clone, Debug)]
pub(crate) struct More {
    objects: Box<[ObjectId]>,
    refs: Box<[StatementId]>,
    until_day: Option<u64>,
}

impl Named {
    pub(crate) fn new(objects: &[ObjectId], refs: &[StatementId], until_day: Option<u64>) -> Named {
        match (objects, refs, until_day) {
            ([], [], None) => Named::Nothing,
            ([object], [], None) => Named::Object([*object]),
            ([], [text], None) => Named::Text(Box::new([*text])),
            ([object], [text], None) => Named::Act(Box::new(([*object], [*text]))),
            _ => Named::More(Box::new(More {
                objects: objects.into(),
                refs: refs.into(),
                until_day,
            })),
        }
    }

    fn objects(&self) -> &[ObjectId] {
        match self {
            Named::Nothing | Named::Text(_) => &[],
            Named::Object(object) => object,
            Named::Act(named) => &named.0,
            Named::More(more) => &more.objects,
        }
    }

    fn refs(&self) -> &[StatementId] {
        match self {
            Named::Nothing | Named::Object(_) => &[],
            Named::Text(text) => &**text,
            Named::Act(named) => &named.1,
            Named::More(more) => &more.refs,
        }
    }

    fn until_day(&self) -> Option<u64> {
        match self {
            Named::More(more) => more.until_day,
            _ => None,
        }
    }
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
    /// The statements it acts on; of very many the first.
    pub refs: &'a [StatementId],
    /// Whether it came with a reason, which stands in its words.
    pub gives_reason: bool,
    /// Until which day, for a deferral.
    pub until_day: Option<u64>,
    /// To how many contents it commits.
    pub contents: u64,
}

impl Chronicle {
    /// Adds the entry at `at`, the next one of its log.
    pub(crate) fn tell(&mut self, at: Position, deed: Deed) {
        let log = *self.logs.entry(at.log).or_insert_with(|| {
            self.told.push(Told {
                log: at.log,
                first: at.index,
                deeds: Chunked::default(),
            });
            self.told.len() as u32 - 1
        });
        let told = &mut self.told[log as usize];
        let number = told.deeds.len() as u32;
        debug_assert_eq!(told.first + u64::from(number), at.index);
        for object in deed.named.objects() {
            let mentions = self.spoken_of.entry(*object).or_default();
            if mentions.is_empty() {
                mentions.reserve_exact(1); // of most objects little is said
            }
            mentions.push(Mention { log, number });
        }
        told.deeds.push(deed);
    }

    /// The entry at `at`.
    pub(crate) fn event(&self, at: &Position) -> Option<Event<'_>> {
        let told = &self.told[*self.logs.get(&at.log)? as usize];
        let number = at.index.checked_sub(told.first)?;
        let number = usize::try_from(number).ok()?;
        (number < told.deeds.len()).then(|| told.event(number))
    }

    /// All entries in causal order; what is concurrent in the agreed order of the parties.
    pub(crate) fn events(&self) -> Events<'_> {
        let parts = self.told.iter().map(|told| Part {
            told,
            left: 0..told.deeds.len(),
        });
        Events {
            parts: parts.collect(),
        }
    }

    /// The entries that speak of an object, in the same order.
    pub(crate) fn of(&self, object: &ObjectId) -> Vec<Event<'_>> {
        let mentions = self.spoken_of.get(object).into_iter().flatten();
        let event = |one: &Mention| self.told[one.log as usize].event(one.number as usize);
        let mut events: Vec<Event<'_>> = mentions.map(event).collect();
        events.sort_by_key(|event| (event.place, event.statement));
        events
    }
}

impl Told {
    fn place(&self, number: usize) -> Place {
        let index = self.first + number as u64;
        let deed = &self.deeds[number];
        Place::new(deed.depth, deed.order, &self.log, index)
    }

    fn event(&self, number: usize) -> Event<'_> {
        let deed = &self.deeds[number];
        let (log, index) = (self.log, self.first + number as u64);
        Event {
            at: Position { log, index },
            place: self.place(number),
            statement: deed.statement,
            kind: Kind::from_number(deed.kind),
            verdict: deed.verdict,
            objects: deed.named.objects(),
            refs: deed.named.refs(),
            gives_reason: deed.gives_reason,
            until_day: deed.named.until_day(),
            contents: deed.contents.into(),
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
    told: &'a Told,
    left: Range<usize>,
}

impl<'a> Part<'a> {
    /// Two branches of a forked log may have entries at one place; their ids put these into an order that is the
    /// same everywhere.
    fn place(&self, number: usize) -> (Place, StatementId) {
        let place = self.told.place(number);
        (place, self.told.deeds[number].statement)
    }

    fn event(&self, number: usize) -> Event<'a> {
        self.told.event(number)
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
