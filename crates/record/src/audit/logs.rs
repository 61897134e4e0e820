//! The complete logs of a bundle, each branch of a forked one by itself.
//!
//! A branch says with a root which entries it shares with one that came before it. Whoever wrote the bundle put the branches
//! into the order in which they came to it; here they get one of their own, that of the entries on which they part. So
//! bundles of the same entries are told alike, whoever wrote them.

use std::collections::BTreeMap;

use super::{BranchShown, Flaw};
use crate::bundle::{Bundle, Part};
use crate::entry::Entry;
use crate::fold::{BRANCHES_MAX, Stem};
use crate::history::History;
use crate::ids::{Hash, Lane, LogKey};
use crate::view::Position;

/// The complete logs, by branch.
pub struct Logs<'a>(BTreeMap<LogKey, Branch<'a>>);

/// One branch; for a log that was not forked, all of it.
pub struct Branch<'a> {
    /// Where it left another branch; none for the first.
    pub stem: Option<Stem>,
    /// The tree from the first entry of the log on.
    history: History,
    /// The entries that no branch before it has.
    entries: Vec<&'a Entry>,
}

impl<'a> Branch<'a> {
    /// Index of its first entry that no branch before it has.
    pub fn start(&self) -> u64 {
        self.stem.map_or(0, |stem| stem.at)
    }
}

impl<'a> Logs<'a> {
    /// Puts the entries of a bundle where they stand; a branch that does not stand anywhere goes to `flaws`.
    pub fn of(bundle: &'a Bundle, flaws: &mut Vec<Flaw>) -> Logs<'a> {
        let mut readings: BTreeMap<LogKey, Reading<'a>> = BTreeMap::new();
        for part in &bundle.parts {
            let (log, flaw) = match part {
                Part::Entry { log, entry } => (log, readings.entry(*log).or_default().take(entry)),
                Part::Branch { log, size, root } => {
                    let opening = Now::Opening(*size, *root);
                    (log, readings.entry(*log).or_default().turn(opening))
                }
                _ => continue,
            };
            flaws.extend(flaw.map(|size| Flaw::Branch(*log, size)));
        }
        let mut logs = BTreeMap::new();
        for (log, mut reading) in readings {
            // A branch on which nothing stands is none.
            let flaw = reading.turn(Now::Nowhere);
            flaws.extend(flaw.map(|size| Flaw::Branch(log, size)));
            logs.extend(in_order(log, reading.strands));
        }
        Logs(logs)
    }

    /// Whether anything of this log is here.
    pub fn has(&self, log: &LogKey) -> bool {
        self.0.contains_key(&log.whole())
    }

    /// The branch with this name.
    pub fn branch(&self, log: &LogKey) -> Option<&Branch<'a>> {
        self.0.get(log)
    }

    /// The branches of a log, each after the one that it left.
    pub fn branches(&self, log: &LogKey) -> impl Iterator<Item = (&LogKey, &Branch<'a>)> {
        self.0.range(log.all_branches())
    }

    /// The branch that has `root` over its first `size` entries: the one on which the last of them stands.
    pub fn branch_with(
        &self,
        log: &LogKey,
        size: u64,
        root: &Hash,
    ) -> Option<(&LogKey, &Branch<'a>)> {
        let mut branches = self.branches(log);
        branches.find(|(_, branch)| branch.history.root_at(size) == Some(*root))
    }

    /// Every branch, identity logs first: every other log needs keys.
    pub fn keys_first(&self) -> impl Iterator<Item = (&LogKey, &Branch<'a>)> {
        let is_keys = |log: &LogKey| log.lane == Lane::Identity;
        let keys = self.0.iter().filter(move |(log, _)| is_keys(log));
        keys.chain(self.0.iter().filter(move |(log, _)| !is_keys(log)))
    }

    /// Whether there are logs beside those of keys.
    pub fn say_something(&self) -> bool {
        self.0.keys().any(|log| log.lane != Lane::Identity)
    }

    /// The entries of a branch that no branch before it has, each with its place.
    pub fn entries(&self, log: &LogKey) -> impl Iterator<Item = (Position, &'a Entry)> {
        let log = *log;
        let branch = self.0.get(&log);
        branch.into_iter().flat_map(move |branch| {
            let places = (branch.start()..).map(move |index| Position { log, index });
            places.zip(branch.entries.iter().copied())
        })
    }

    /// The branches of the logs that were forked.
    pub fn forked(&self) -> Vec<BranchShown> {
        let is_forked = |log: &LogKey| self.branches(log).nth(1).is_some();
        let shown = |(log, branch): (&LogKey, &Branch<'_>)| {
            let size = branch.history.size();
            let root = branch.history.root_at(size)?;
            let (log, stem) = (*log, branch.stem);
            Some(BranchShown {
                log,
                stem,
                size,
                root,
                is_signed: false, // until its heads are checked
            })
        };
        let branches = self.0.iter().filter(|(log, _)| is_forked(log));
        branches.filter_map(shown).collect()
    }
}

/// A log as it is read, part by part.
struct Reading<'a> {
    strands: Vec<Strand<'a>>,
    now: Now,
}

/// A branch with everything that it shares with others.
#[derive(Default)]
struct Strand<'a> {
    history: History,
    entries: Vec<&'a Entry>,
}

/// Where the next entry of a log stands.
#[derive(Clone, Copy)]
enum Now {
    /// On the last strand.
    Last,
    /// On a new one, that shares so many entries with another and has this root over them.
    Opening(u64, Hash),
    /// On none that could be found.
    Nowhere,
}

impl Default for Reading<'_> {
    fn default() -> Self {
        let (strands, now) = (Vec::new(), Now::Last);
        Reading { strands, now }
    }
}

impl<'a> Reading<'a> {
    /// Goes on elsewhere; the size at which a branch was to be opened on which nothing stands.
    fn turn(&mut self, to: Now) -> Option<u64> {
        match std::mem::replace(&mut self.now, to) {
            Now::Opening(size, _) => Some(size),
            Now::Last | Now::Nowhere => None,
        }
    }

    /// Takes the next entry; the size at which its branch was to leave the log, if that cannot be.
    fn take(&mut self, entry: &'a Entry) -> Option<u64> {
        let leaf = entry.leaf_hash();
        match self.now {
            Now::Last if self.strands.is_empty() => self.strands.push(Strand::default()),
            Now::Last => {}
            Now::Nowhere => return None,
            Now::Opening(size, root) => match self.leaving(size, &root, &leaf) {
                Some(strand) => {
                    self.strands.push(strand);
                    self.now = Now::Last;
                }
                None => {
                    self.now = Now::Nowhere;
                    return Some(size);
                }
            },
        }
        let strand = self.strands.last_mut()?;
        strand.history.push(leaf);
        strand.entries.push(entry);
        None
    }

    /// What a branch shares with others that leaves the log after `size` entries of this root, where `leaf` follows. None if
    /// nothing has that root, if it leaves nothing, or if there are as many branches as anybody follows.
    ///
    /// A log that ends there was not forked by what goes on, and nobody is to be told that it was.
    fn leaving(&self, size: u64, root: &Hash, leaf: &Hash) -> Option<Strand<'a>> {
        let has = |strand: &&Strand<'a>| strand.history.root_at(size) == Some(*root);
        let mut others = self.strands.iter().filter(has);
        let first = others.clone().next()?;
        let parts = others.all(|other| other.history.leaf(size).is_some_and(|next| next != *leaf));
        (parts && self.strands.len() < usize::from(BRANCHES_MAX)).then(|| Strand {
            history: first.history.prefix(size),
            entries: first.entries[..size as usize].to_vec(),
        })
    }
}

/// The branches of a log in the order of the leaves on which they part. Each shares most with the one right before it.
fn in_order<'a>(log: LogKey, mut strands: Vec<Strand<'a>>) -> Vec<(LogKey, Branch<'a>)> {
    let named = |number: usize| LogKey {
        branch: number as u8,
        ..log
    };
    let shared = |one: &Strand<'_>, other: &Strand<'_>| {
        let same = |index: &u64| one.history.leaf(*index) == other.history.leaf(*index);
        // None is as long as all of another: they part before either ends.
        (0..one.history.size()).take_while(same).count() as u64
    };
    strands.sort_by(|one, other| {
        let at = shared(one, other);
        one.history.leaf(at).cmp(&other.history.leaf(at))
    });
    let before = |number: usize| {
        let strand = &strands[number];
        let at = shared(&strands[number - 1], strand);
        // The one on which the last shared entry stands, as a record names it.
        let has = |other: &Strand<'_>| other.history.root_at(at) == strand.history.root_at(at);
        let of = strands.iter().position(has).unwrap_or(0);
        Stem { of: named(of), at }
    };
    let stems = (0..strands.len()).map(|number| (number > 0).then(|| before(number)));
    let stems: Vec<Option<Stem>> = stems.collect();
    let branch = |(number, (stem, mut strand)): (usize, (Option<Stem>, Strand<'a>))| {
        let start = stem.map_or(0, |stem| stem.at);
        let entries = strand.entries.split_off(start as usize);
        let history = strand.history;
        (
            named(number),
            Branch {
                stem,
                history,
                entries,
            },
        )
    };
    let branches = stems.into_iter().zip(strands).enumerate();
    branches.map(branch).collect()
}
