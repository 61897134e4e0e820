//! What the own node has of a space, and what of it goes to the peer.

use std::collections::{BTreeMap, BTreeSet};

use record::fold::Rung;
use record::fork::ForkName;
use record::{Hash, Lane, LogKey, PartyId, SignedCheckpoint};

use super::FORKS_MAX;
use crate::wire::NoteId;

/// What the own node holds of a space that it shares with the peer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    /// Whose logs are taken.
    pub members: BTreeSet<PartyId>,
    /// The latest checkpoint of each log; all entries under it are stored, and none beyond.
    pub heads: BTreeMap<LogKey, SignedCheckpoint>,
    /// How many receipts are held, in the order in which they were stored here.
    pub receipts: u64,
    /// How many of the peer's receipts were taken, by the peer's count.
    pub taken: u64,
    /// The proofs of forks that are held, by [`ForkProof::name`].
    pub forks: BTreeMap<ForkName, LogKey>,
    /// Of each log that is known to be forked, the branches that are held: each one's [`record::Record::ladder`].
    pub branches: BTreeMap<LogKey, BTreeMap<u8, Vec<Rung>>>,
    /// Of each other identity log the same: the peer may know of a branch that only its own keys verify.
    pub keys: BTreeMap<LogKey, BTreeMap<u8, Vec<Rung>>>,
    /// What goes between the two nodes.
    pub sharing: Sharing,
    /// The witnesses among the members.
    pub witnesses: BTreeSet<PartyId>,
    /// Heads that a witness was shown and cannot compare, for whoever has a tree.
    pub questions: BTreeMap<Hash, SignedCheckpoint>,
    /// The logs of which something waits here for what its author had seen in others.
    pub waiting: BTreeSet<LogKey>,
    /// The working notes that are held; none where the space is on record or takes no more, and between witnesses.
    pub notes: Option<BTreeSet<NoteId>>,
}

/// What goes between two nodes in a space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sharing {
    /// Entries of every log.
    #[default]
    Entries,
    /// The peer is a witness: of the parties' logs it is given heads, with the proof that each extends the one before.
    ToWitness {
        /// Whether its entry into the space is held here. Before it entered it signs nothing, and lets what it is shown
        /// rest; it may hold the keys by then.
        entered: bool,
    },
    /// The own node is a witness: what it has of the parties' logs is heads.
    AsWitness,
}

impl Holding {
    /// Number of entries of `log` that are stored.
    pub fn size(&self, log: &LogKey) -> u64 {
        self.heads.get(log).map_or(0, |head| head.head.size)
    }

    /// Whether a log is known to be forked.
    pub fn is_forked(&self, log: &LogKey) -> bool {
        self.branches.contains_key(log)
    }

    /// Whether entries of `log` go between the two nodes. A witness is given none but keys; its own log says that it
    /// entered, and nothing else.
    pub fn passes(&self, log: &LogKey) -> bool {
        self.sharing == Sharing::Entries
            || log.lane == Lane::Identity
            || self.witnesses.contains(&log.party)
    }

    /// Whether a proof about `log` is new here, and there is room for one more.
    pub(super) fn wants_fork(&self, log: &LogKey, name: &ForkName) -> bool {
        let held = self.forks.values().filter(|held| *held == log).count();
        self.members.contains(&log.party) && held < FORKS_MAX && !self.forks.contains_key(name)
    }
}
