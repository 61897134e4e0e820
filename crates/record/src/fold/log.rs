//! One log, or one branch of a forked one, as the fold keeps it.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use super::Signatures;
use super::said::Said;
use super::waiting::Need;
use crate::body::Body;
use crate::entry::Entry;
use crate::heal;
use crate::history::History;
use crate::ids::{Hash, Lane, LogKey};
use crate::kind::Kind;
use crate::leaf::{Leaf, Seen};
use crate::view::View;

/// What an entry takes that is held, beyond its bytes.
const HELD_BYTES: usize = 512;

/// Where a branch left the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stem {
    /// The branch that it left, which has the entry before it.
    pub of: LogKey,
    /// How many entries it shares with that branch.
    pub at: u64,
}

/// Everything stored of a branch, and how much of it is folded. Only the tree has what it shares with others.
#[derive(Default)]
pub(super) struct Log {
    /// Where it left another branch; none for the one that came first.
    pub stem: Option<Stem>,
    pub history: History,
    /// Those that wait, from the first one on, as many as there is room for.
    pub held: VecDeque<Held>,
    /// What the first one that waits still lacks; none if none waits, or it has to be looked at again.
    pub need: Option<Need>,
    /// The largest identity size that an entry of its own names.
    pub sealed_under: u64,
    /// For each folded entry of its own, what its author knew of the other logs; shared while nothing new was seen.
    pub seen: Vec<Arc<View>>,
    /// For each folded entry of its own, the code of its verdict.
    pub verdicts: Vec<u8>,
    /// What was said in its own folded entries.
    pub said: Said,
    /// Sizes at which the party signed a head that is held here: the last folded one and all later ones.
    pub heads: BTreeSet<u64>,
    /// Running hash over leaves and verdicts from the first entry of the log on, for the state digest.
    pub digest: Hash,
}

/// A stored entry that waits for what its author had seen.
pub(super) struct Held {
    pub leaf: Leaf,
    pub body: Body,
    pub body_bytes: Vec<u8>,
    pub signatures: Signatures,
    /// What it takes of the room: a body twice, as bytes and decoded, and its contents, which whoever feeds the record
    /// holds with it.
    pub bytes: usize,
}

impl Held {
    pub fn new(entry: &Entry, signatures: Signatures) -> Held {
        let bytes = entry.leaf_bytes.len() + 2 * entry.body_bytes.len() + entry.content_bytes();
        Held {
            leaf: entry.leaf.clone(),
            body: entry.body.clone(),
            body_bytes: entry.body_bytes.clone(),
            signatures,
            bytes: bytes + HELD_BYTES,
        }
    }

    /// What its author says to have seen: the rows of its leaf, and the heads that it names if it is the heal that opens
    /// a later epoch. In an identity log there is nothing to have seen: what has rows there is no entry of one.
    pub fn rows(&self, log: &LogKey) -> Vec<Seen> {
        if log.lane == Lane::Identity {
            return Vec::new();
        }
        let healed = (self.body.kind == Kind::Heal)
            .then(|| heal::seen(log, &self.body.fields))
            .flatten();
        let rows = self.leaf.seen.iter().copied();
        rows.chain(healed.unwrap_or_default()).collect()
    }
}

impl Log {
    /// Index of its first entry that no other branch has.
    pub fn start(&self) -> u64 {
        self.stem.map_or(0, |stem| stem.at)
    }

    /// Index of its first entry that is not folded.
    pub fn next(&self) -> u64 {
        self.start() + self.verdicts.len() as u64
    }

    /// How many entries wait.
    pub fn waiting(&self) -> u64 {
        self.history.size().saturating_sub(self.next())
    }

    /// How many entries there are up to the last folded one of its own; none if none is folded.
    pub fn folded(&self) -> Option<u64> {
        let own = self.verdicts.len() as u64;
        (own > 0).then(|| self.start() + own)
    }

    /// The running hash after one more entry.
    pub fn chain(digest: &Hash, leaf: &Hash, verdict: u8) -> Hash {
        Hash::labelled(
            "detente/1/digest",
            &[digest.as_bytes(), leaf.as_bytes(), &[verdict]],
        )
    }

    /// The largest size up to `limit` for which a signed head of this branch is held.
    pub fn provable(&self, limit: u64) -> Option<u64> {
        let sizes = self.heads.range(..=limit);
        sizes
            .copied()
            .next_back()
            .filter(|size| *size > self.start())
    }
}
