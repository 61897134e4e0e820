//! What the replica asks for: all of its output.

use std::collections::BTreeSet;

use record::fold::Rung;
use record::fork::{ForkName, ForkProof};
use record::{LogKey, SignedCheckpoint, SpaceId};

use crate::refusal::Refusal;
use crate::wire::{Batch, Draft, Extend, Message, Note, NoteId, Receipt};

/// What is to be done for the replica, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Send this to the peer.
    Send(Message),
    /// Read the log from there and call `Replica::serve`.
    Serve {
        /// The space.
        space: SpaceId,
        /// The log.
        log: LogKey,
        /// Number of entries that the peer holds.
        from: u64,
    },
    /// Send what a branch has after the last entry that one of these rungs shares with it.
    ServeBranch {
        /// The space.
        space: SpaceId,
        /// The branch, as it is numbered here.
        branch: LogKey,
        /// What the peer holds of the log.
        known: Vec<Rung>,
    },
    /// Read the receipts from there and call `Replica::serve_receipts`.
    ServeReceipts {
        /// The space.
        space: SpaceId,
        /// By the own node's count.
        from: u64,
    },
    /// Verify and store, then call `Replica::holding` or `Replica::refuse`.
    Store(Batch),
    /// Send the proof of a fork with this name.
    ServeFork {
        /// The space.
        space: SpaceId,
        /// The proof's name.
        name: ForkName,
    },
    /// Verify this proof and keep it, then call `Replica::holding` or, if it proves nothing, `Replica::doubt`.
    TakeFork(Box<ForkProof>),
    /// Send the latest head of a log to a witness, with the proof that it extends the tree of this size.
    ServeExtend {
        /// The space.
        space: SpaceId,
        /// The log.
        log: LogKey,
        /// What the witness signed last.
        from: u64,
    },
    /// Verify and sign as a witness, then call `Replica::holding` or `Replica::refuse`.
    Witness(Extend),
    /// Keep these receipts and that the peer's were taken up to `next`, then call `Replica::holding`.
    TakeReceipts {
        /// The space.
        space: SpaceId,
        /// The new [`Holding::taken`](super::Holding::taken).
        next: u64,
        /// The receipts; not verified yet.
        list: Vec<Receipt>,
        /// Whether to go on with `Replica::ask_for_receipts` if they were taken.
        more: bool,
    },
    /// The peer has told how far it holds these logs: compare that with what it acknowledged before.
    Shown {
        /// The space.
        space: SpaceId,
        /// Number of entries of each log that it named.
        sizes: Vec<(LogKey, u64)>,
    },
    /// Read these notes and send those that are still there.
    ServeNotes {
        /// The space.
        space: SpaceId,
        /// Which.
        ids: Vec<NoteId>,
    },
    /// Keep these notes, then call `Replica::holding`.
    TakeNotes {
        /// The space.
        space: SpaceId,
        /// The notes; none of them was held.
        list: Vec<Note>,
    },
    /// Compare this head with the log at that size: a head that does not fit proves a fork.
    Examine(SignedCheckpoint),
    /// The peer has told how far it holds every log of a space; these are the logs in which it is ahead.
    Compare {
        /// The space.
        space: SpaceId,
        /// Where it is ahead; empty if nowhere.
        ahead: BTreeSet<LogKey>,
    },
    /// The peer would found a space.
    TakeDraft(Draft),
    /// The peer did not take our entries; evidence.
    TakeRefusal(Refusal),
    /// Where the peer can be reached, as it says.
    TakeAddresses(Vec<String>),
    /// Answer the peer's hello, and send drafts that wait for it.
    Greet,
    /// The peer asks for the founding of this space. If it is shared with the peer, send it; if not, say nothing.
    ServeFounding(SpaceId),
}
