//! What the net wants of the node, and all that it wants. There are two real ones: the node, and the doubles in tests
//! and simulation.
//!
//! The methods of a host may block until a disk has written; the driver calls them on a thread for that.

use std::collections::BTreeSet;

use record::fold::Rung;
use record::fork::{ForkName, ForkProof};
use record::{Hash, LogKey, PartyId, SignedCheckpoint, SpaceId};

use crate::invitation::{FirstContact, Welcome};
use crate::looked::LookedOver;
use crate::refusal::Refusal;
use crate::replica::Holding;
use crate::wire::{Batch, Draft, Extend, Note, NoteId, Receipt, Receipts};

/// The node, as the net sees it. One host speaks for one party.
pub trait Host: Send + Sync + 'static {
    /// The spaces shared with `peer`: it is a member, or it is named in a founding that stands here.
    fn spaces(&self, peer: PartyId) -> Vec<SpaceId>;
    /// What is held of `space`. `None` if it is unknown or not shared with `peer`: the same answer.
    fn holding(&self, peer: PartyId, space: SpaceId) -> Option<Holding>;
    /// Entries of `log` from `from` up to the largest checkpoint that the limits of a batch allow.
    fn batch(&self, peer: PartyId, space: SpaceId, log: LogKey, from: u64) -> Option<Batch>;
    /// Entries of a branch of a forked log after the last one that `known` shares with it, as [`Host::batch`] gives them.
    fn branch(
        &self,
        peer: PartyId,
        space: SpaceId,
        branch: LogKey,
        known: &[Rung],
    ) -> Option<Batch>;
    /// Decodes and verifies a batch whose turn has not come, as far as that depends on nothing that may change until
    /// then. None if there is nothing in it for this host.
    fn look_over(&self, peer: PartyId, batch: &Batch) -> Option<LookedOver>;
    /// Verifies a batch against its checkpoint and stores it durably. The batch begins where the own copy of the log
    /// ends; of an identity log, or one that is known to be forked, there or before. False if nothing of it was new. `looked` is what was found in it before.
    ///
    /// # Errors
    /// It was not taken; the refusal, if there is one, is sent to the peer.
    fn store(
        &self,
        peer: PartyId,
        batch: Batch,
        looked: Option<LookedOver>,
    ) -> Result<Stored, Option<Box<Refusal>>>;
    /// Signs that everything under this head is on the disk here. It came with a batch that was stored.
    fn acknowledge(&self, peer: PartyId, head: SignedCheckpoint);
    /// The signed answer to a batch for which the peer has no room left here.
    fn no_room(&self, batch: &Batch) -> Option<Box<Refusal>>;
    /// At most [`crate::wire::RECEIPTS_MAX`] receipts from `from` on, no more than fit a message; such as came from
    /// `peer` may be left out.
    fn receipts(&self, peer: PartyId, space: SpaceId, from: u64) -> Option<Receipts>;
    /// Verifies and keeps receipts, and that those of `peer` are taken up to `next`; not so if some are for what has
    /// still to come.
    fn take_receipts(&self, peer: PartyId, space: SpaceId, next: u64, list: Vec<Receipt>);
    /// These working notes of `space`, as far as they are still there and shared with `peer`.
    fn notes(&self, peer: PartyId, space: SpaceId, ids: &[NoteId]) -> Vec<Note>;
    /// Keeps notes from `peer`, as far as there is room for them.
    fn take_notes(&self, peer: PartyId, space: SpaceId, list: Vec<Note>);
    /// Compares a head that `peer` holds with the own copy of the log; keeps the proof if they contradict.
    fn examine(&self, peer: PartyId, head: SignedCheckpoint) -> Examined;
    /// The proof of a fork with this name, if it is held.
    fn fork(&self, peer: PartyId, space: SpaceId, name: ForkName) -> Option<ForkProof>;
    /// Verifies a proof of a fork and keeps it. False if it proves nothing.
    fn take_fork(&self, peer: PartyId, proof: ForkProof) -> bool;
    /// The latest head of `log` with the proof that it extends the tree of the first `from` entries.
    fn extension(&self, peer: PartyId, space: SpaceId, log: LogKey, from: u64) -> Option<Extend>;
    /// Signs a head as a witness, if it extends the one that was signed last; durable before it is answered.
    ///
    /// # Errors
    /// It was not signed; the refusal, if there is one, is sent to the peer.
    fn witness(&self, peer: PartyId, extend: Extend) -> Result<(), Option<Box<Refusal>>>;
    /// `peer` has told how far it holds these logs of `space`.
    fn shown(&self, peer: PartyId, space: SpaceId, sizes: Vec<(LogKey, u64)>);
    /// `peer` has told how far it holds every log of `space`; it is ahead of us in these.
    fn compared(&self, peer: PartyId, space: SpaceId, ahead: BTreeSet<LogKey>);
    /// The peer refused our entries, or would found a space, or says where it can be reached.
    fn told(&self, peer: PartyId, news: News);
    /// Drafts of spaces that wait for `peer`.
    fn drafts(&self, peer: PartyId) -> Vec<Draft>;
    /// The founding of `space`. `None` if it is unknown or not shared with `peer`: the same answer.
    fn founding(&self, peer: PartyId, space: SpaceId) -> Option<Draft>;
    /// Where this node can be reached (`host:port`).
    fn addresses(&self) -> Vec<String>;
    /// Somebody with the TLS key `caller` shows the secret of an invitation. `None` if it opens nothing.
    fn first_contact(&self, caller: Hash, contact: FirstContact) -> Option<Welcome>;
}

/// What became of a batch that was not refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// What was new of it is durable.
    New,
    /// All of it was held before.
    Known,
    /// It begins after what is held here.
    Gap,
}

/// What a head shows that a peer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Examined {
    /// That it fits, or nothing.
    Nothing,
    /// Something new that is kept: a proof of a fork, or what may lead to one.
    News,
    /// It is over an identity log, with other entries than are held here: those may bring the key that signed it.
    OtherKeys,
}

/// What a peer tells besides entries and receipts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// A space that it would found.
    Draft(Draft),
    /// It did not take our entries.
    Refusal(Refusal),
    /// Where it can be reached.
    Addresses(Vec<String>),
    /// It showed the connection key that its identity log names, in place of an earlier one.
    Key(Hash),
}
