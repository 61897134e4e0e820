//! Views: the state as of one entry, as sizes of logs.
//!
//! A rule never reads the running state. It reads what its entry's author knew: the own log before the
//! entry, and the other logs up to what `seen` says. That is why every order of delivery gives one state.

use std::collections::BTreeMap;

use crate::ids::LogKey;

/// How much of each log is known. A log that is absent is not known at all.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct View(BTreeMap<LogKey, u64>);

/// A place in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Which log.
    pub log: LogKey,
    /// Which entry, counted from 0.
    pub index: u64,
}

impl View {
    /// How many entries of `log` are known.
    pub fn size(&self, log: &LogKey) -> u64 {
        self.0.get(log).copied().unwrap_or(0)
    }

    /// Whether the entry at `position` is known.
    pub fn holds(&self, position: &Position) -> bool {
        position.index < self.size(&position.log)
    }

    /// Knows `log` up to `size`; never shrinks.
    pub fn raise(&mut self, log: LogKey, size: u64) {
        let known = self.0.entry(log).or_insert(0);
        *known = size.max(*known);
    }

    /// Knows everything that `other` knows.
    pub fn join(&mut self, other: &View) {
        other
            .0
            .iter()
            .for_each(|(log, size)| self.raise(*log, *size));
    }

    /// The known logs and their sizes, in the order of the keys.
    pub fn sizes(&self) -> impl Iterator<Item = (&LogKey, u64)> {
        self.0.iter().map(|(log, size)| (log, *size))
    }
}
