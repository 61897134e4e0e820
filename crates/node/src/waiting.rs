//! Entries that wait: they are stored, and are not folded before what their authors had seen is here, too.

use std::collections::VecDeque;

use record::{Entry, Payload, StatementId};

/// The most entries of a log that wait, and the most bytes of them; what comes in one batch is taken whole.
const ENTRIES_MAX: usize = 8192;
const BYTES_MAX: usize = 4 << 20;

/// The entries of one log that wait, in order. The record holds what they say; here is what the record does not hold.
#[derive(Default)]
pub struct Waiting {
    entries: VecDeque<Held>,
    bytes: usize,
}

struct Held {
    statement: StatementId,
    payloads: Vec<Option<Payload>>,
    bytes: usize,
}

impl Waiting {
    pub fn push(&mut self, entry: &Entry) {
        // The record holds a body twice, as bytes and decoded.
        let bytes = entry.leaf_bytes.len() + 2 * entry.body_bytes.len() + entry.content_bytes();
        self.bytes += bytes;
        self.entries.push_back(Held {
            statement: entry.leaf.statement,
            payloads: entry.payloads.clone(),
            bytes,
        });
    }

    /// The payloads of the first one, which waits no more.
    pub fn pop(&mut self) -> Vec<Option<Payload>> {
        let first = self.entries.pop_front();
        first.map_or_else(Vec::new, |held| {
            self.bytes -= held.bytes;
            held.payloads
        })
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether so much waits that no more is taken. Other logs go on, and when that has come, this one does, too. What
    /// its author has seen, but nobody has, stops it for good.
    pub fn is_full(&self) -> bool {
        self.entries.len() >= ENTRIES_MAX || self.bytes >= BYTES_MAX
    }

    /// Puts what is left of a statement's contents in the place of what was held.
    pub fn forget(&mut self, of: &StatementId, left: &[Option<Payload>]) {
        let same = self.entries.iter_mut().filter(|held| held.statement == *of);
        same.for_each(|held| held.payloads = left.to_vec());
    }
}
