//! Views: the state as of one entry, as sizes of logs.
//!
//! A rule never reads the running state. It reads what its entry's author knew: the own log before the
//! entry, and the other logs up to what `seen` says. That is why every order of delivery gives one state.

use crate::ids::LogKey;

/// How much of each log is known. A log that is absent is not known at all.
///
/// A row for each log, in the order of the logs: there are few, and one view is copied for every entry.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct View(Vec<(LogKey, u64)>);

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
        self.row(log).map_or(0, |row| self.0[row].1)
    }

    /// Whether the entry at `position` is known.
    pub fn holds(&self, position: &Position) -> bool {
        position.index < self.size(&position.log)
    }

    /// Knows `log` up to `size`; never shrinks.
    pub fn raise(&mut self, log: LogKey, size: u64) {
        match self.row(&log) {
            Ok(row) => self.0[row].1 = size.max(self.0[row].1),
            Err(row) => self.0.insert(row, (log, size)),
        }
    }

    /// Where the row of a log stands, or would.
    fn row(&self, log: &LogKey) -> Result<usize, usize> {
        self.0.binary_search_by_key(log, |(known, _)| *known)
    }

    /// Knows everything that `other` knows.
    pub fn join(&mut self, other: &View) {
        let rows = other.0.iter();
        rows.for_each(|(log, size)| self.raise(*log, *size));
    }

    /// The known logs and their sizes, in the order of the keys.
    pub fn sizes(&self) -> impl Iterator<Item = (&LogKey, u64)> {
        self.0.iter().map(|(log, size)| (log, *size))
    }
}
