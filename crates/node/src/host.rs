//! The node as the net sees it: what it shows a peer, and what it takes from one.
//!
//! A peer is shown a space if it is a member, and up to its removal if it was one; to everybody else a space that is
//! unknown and one that is not theirs are the same answer. What comes is checked by `accept`, stored by the writer, and
//! cosigned only after that.

mod drafts;
mod intake;
mod served;

use std::collections::BTreeSet;
use std::sync::Arc;

use net::wire::{Batch, Draft, Receipt, Receipts};
use net::{
    Examined, Extend, FirstContact, Holding, Host, LookedOver, News, Note, NoteId, Refusal,
    RefusalCode, Sharing, Stored, Welcome,
};
use record::fold::Rung;
use record::fork::{ForkName, ForkProof};
use record::{Hash, LogId, LogKey, PartyId, SignedCheckpoint, SpaceId};
use store::Reader;

use crate::accept;
use crate::clock::now_ms;
use crate::node::Node;
use crate::space::Space;
use crate::witness::Witnessed;
use crate::writer::{read, write};
use served::{head_within, is_within};

/// A node speaking for one of its seats.
pub struct Seated {
    /// The node.
    pub node: Arc<Node>,
    /// The seat.
    pub party: PartyId,
    /// Where it can be reached.
    pub addresses: Vec<String>,
}

/// Whether the space is the peer's, too: members, and those who left, who are served up to their removal.
fn shares(state: &Space, peer: &PartyId) -> bool {
    state.record.was_member(peer)
}

impl Seated {
    /// Whether the exchange with this peer is paused: then nothing is shared, whoever dials.
    fn paused(&self, peer: &PartyId) -> bool {
        self.node.peers().is_paused(peer)
    }

    /// Whether the space is this seat's; or nobody's here: one that a member offered, of which we do not hold enough yet
    /// to see that it lets us in.
    fn is_ours(&self, state: &Space) -> bool {
        let is_seated = |party: &PartyId| shares(state, party);
        is_seated(&self.party) || !self.node.seats().any(|seat| is_seated(&seat.party))
    }

    /// Whether a member offered this space, and what is held does not show yet that it lets us in. Of such a space
    /// entries are taken, and none given away: who else may read them is not known.
    fn is_offered(&self, space: &SpaceId) -> bool {
        self.node
            .read(space, |state| !shares(state, &self.party))
            .unwrap_or(false)
    }

    /// Whether the space is shared with this peer now. To the peer, unknown, not its own and paused are one answer.
    fn shared(&self, peer: &PartyId, space: &SpaceId) -> bool {
        !self.paused(peer)
            && self
                .node
                .read(space, |state| shares(state, peer) && self.is_ours(state))
                == Some(true)
    }

    /// Whether notes go between the two nodes now: a witness sees none.
    fn shares_notes(&self, peer: &PartyId, space: &SpaceId) -> bool {
        let sharing = |state: &Space| state.between(&self.party, peer).sharing;
        self.shared(peer, space) && self.node.read(space, sharing) == Some(Sharing::Entries)
    }

    /// Whether entries of this log go between the two nodes now.
    fn passes(&self, peer: &PartyId, log: &LogId) -> bool {
        let passes = |state: &Space| state.between(&self.party, peer).passes(&log.key);
        self.shared(peer, &log.space) && self.node.read(&log.space, passes) == Some(true)
    }
}

impl Host for Seated {
    fn spaces(&self, peer: PartyId) -> Vec<SpaceId> {
        let paused = self.paused(&peer);
        let spaces = read(&self.node.spaces);
        let shared = spaces
            .iter()
            .filter(|(_, state)| !paused && shares(state, &peer) && self.is_ours(state));
        shared.map(|(space, _)| *space).collect()
    }

    fn holding(&self, peer: PartyId, space: SpaceId) -> Option<Holding> {
        self.shared(&peer, &space).then_some(())?;
        self.held(&peer, &space)
    }

    fn batch(&self, peer: PartyId, space: SpaceId, log: LogKey, from: u64) -> Option<Batch> {
        let log = log.in_space(space);
        self.passes(&peer, &log).then_some(())?;
        if self.is_offered(&space) {
            return None; // who else may read this is not known here yet
        }
        self.batch_from(&peer, &log, from)
    }

    fn branch(
        &self,
        peer: PartyId,
        space: SpaceId,
        branch: LogKey,
        known: &[Rung],
    ) -> Option<Batch> {
        let from = self
            .node
            .read(&space, |state| state.record.last_common(&branch, known))?;
        self.batch(peer, space, branch, from)
    }

    fn look_over(&self, peer: PartyId, batch: &Batch) -> Option<LookedOver> {
        self.passes(&peer, &batch.log()).then_some(())?;
        accept::look_over(&self.node.spaces, batch)
    }

    fn store(
        &self,
        peer: PartyId,
        batch: Batch,
        looked: Option<LookedOver>,
    ) -> Result<Stored, Option<Box<Refusal>>> {
        if !self.passes(&peer, &batch.log()) {
            return Err(None);
        }
        self.store_batch(&peer, &batch, looked)
    }

    fn acknowledge(&self, _peer: PartyId, head: SignedCheckpoint) {
        let space = head.head.log.space;
        if let Err(fault) = self.node.cosign(self.party, space, &head, now_ms()) {
            tracing::error!(%fault, "entries are stored, but the receipt is not signed");
        }
        self.node.announce();
    }

    fn no_room(&self, batch: &Batch) -> Option<Box<Refusal>> {
        self.signed_refusal(&batch.checkpoint, RefusalCode::Quota)
    }

    fn receipts(&self, peer: PartyId, space: SpaceId, from: u64) -> Option<Receipts> {
        self.shared(&peer, &space).then_some(())?;
        self.receipts_from(&peer, space, from)
    }

    fn take_receipts(&self, peer: PartyId, space: SpaceId, next: u64, list: Vec<Receipt>) {
        if !self.shared(&peer, &space) {
            return;
        }
        if let Err(fault) = self.node.take_receipts(peer, space, next, &list) {
            tracing::error!(%fault, "receipts could not be stored");
        }
        self.node.announce();
    }

    fn notes(&self, peer: PartyId, space: SpaceId, ids: &[NoteId]) -> Vec<Note> {
        if !self.shares_notes(&peer, &space) {
            return Vec::new();
        }
        let held = self.node.notes(&space, now_ms()).unwrap_or_default();
        let wanted = held.into_iter().filter(|note| ids.contains(&note.id));
        let note = |store::notes::Note { id, name, words }| Note { id, name, words };
        wanted.map(note).collect()
    }

    fn take_notes(&self, peer: PartyId, space: SpaceId, list: Vec<Note>) {
        if !self.shares_notes(&peer, &space) {
            return;
        }
        let note = |Note { id, name, words }| store::notes::Note { id, name, words };
        let list: Vec<_> = list.into_iter().map(note).collect();
        if let Err(fault) = self.node.take_notes(&space, &peer, &list, now_ms()) {
            tracing::error!(%fault, "notes could not be kept");
        }
    }

    fn examine(&self, peer: PartyId, head: SignedCheckpoint) -> Examined {
        let is_news =
            self.keep_contradiction(&head) || self.node.keep_question(&self.party, peer, &head);
        match is_news {
            true => Examined::News,
            false if self.node.is_of_other_keys(&head) => Examined::OtherKeys,
            false => Examined::Nothing,
        }
    }

    fn fork(&self, peer: PartyId, space: SpaceId, name: ForkName) -> Option<ForkProof> {
        self.shared(&peer, &space).then_some(())?;
        let limits = self.limits_of(&peer, &space);
        let proof = self.node.fork_named(&space, &name);
        proof.filter(|proof| is_within(limits.as_ref(), proof))
    }

    fn take_fork(&self, peer: PartyId, proof: ForkProof) -> bool {
        let log = proof.log();
        if !self.shared(&peer, &log.space) {
            return true;
        }
        let holds = self.node.read(&log.space, |state| {
            let identity = state.record.identity(&log.key.party);
            let identity = identity.filter(|identity| proof.names_keys_of(identity))?;
            Some(proof.holds(identity))
        });
        match holds.flatten() {
            None => true, // nothing to verify it with, and so nothing to hold against it
            Some(false) => false,
            // Another peer may have brought it a moment ago, or one too many: it holds all the same.
            Some(true) => {
                if let Err(fault) = self.node.keep_fork(&proof, now_ms()) {
                    tracing::error!(%fault, "a proof of a fork could not be stored");
                }
                true
            }
        }
    }

    fn extension(&self, peer: PartyId, space: SpaceId, log: LogKey, from: u64) -> Option<Extend> {
        self.shared(&peer, &space).then_some(())?;
        let limits = self.limits_of(&peer, &space);
        let size = self.node.read(&space, |state| state.record.size(&log))?;
        let id = log.in_space(space);
        let head = |reader: &Reader| head_within(reader, &id, size, limits.as_ref());
        self.node.extension(self.node.stored(head)??, from)
    }

    fn witness(&self, peer: PartyId, extend: Extend) -> Result<(), Option<Box<Refusal>>> {
        let head = &extend.checkpoint;
        if !self.shared(&peer, &head.head.log.space) {
            return Err(None);
        }
        match self.node.witness(self.party, &extend, now_ms()) {
            Ok(Witnessed::Signed | Witnessed::Moved) => Ok(()),
            Ok(Witnessed::No(code)) => {
                // Two heads of one size prove a fork by themselves; of others the peer makes the proof.
                self.keep_contradiction(head);
                Err(code.and_then(|code| self.signed_refusal(head, code)))
            }
            Err(fault) => {
                tracing::error!(%fault, "a head could not be witnessed");
                Err(self.signed_refusal(head, RefusalCode::Full))
            }
        }
    }

    fn shown(&self, peer: PartyId, space: SpaceId, sizes: Vec<(LogKey, u64)>) {
        let is_less = |state: &Space| {
            let mut sizes = sizes.iter();
            sizes.any(|(log, size)| state.is_news_of_less(log, &peer, *size))
        };
        // Asked first: it is news once in a long while, and readers of pages need not wait for it.
        if self.shared(&peer, &space) && self.node.read(&space, is_less) == Some(true) {
            if let Some(state) = write(&self.node.spaces).get_mut(&space) {
                for (log, size) in &sizes {
                    state.note_shown(log, &peer, *size);
                }
            }
            self.node.announce();
        }
    }

    fn compared(&self, peer: PartyId, space: SpaceId, ahead: BTreeSet<LogKey>) {
        if let Err(fault) = self.node.compared(&space, &peer, &ahead, now_ms()) {
            tracing::error!(%fault, "what was in doubt stays so");
        }
    }

    fn told(&self, peer: PartyId, news: News) {
        if self.paused(&peer) {
            return;
        }
        let done = match news {
            News::Draft(draft) => {
                self.keep_draft(&peer, &draft);
                Ok(())
            }
            News::Addresses(addresses) => self.node.note_addresses(&peer, addresses),
            News::Refusal(refusal) => self.keep_refusal(&peer, &refusal),
            News::Key(key) => self.node.note_connection_key(&peer, key),
        };
        if let Err(fault) = done {
            tracing::error!(%fault, "what a peer told could not be kept");
        }
    }

    fn drafts(&self, peer: PartyId) -> Vec<Draft> {
        match self.paused(&peer) {
            true => Vec::new(),
            false => self.drafts_for(&peer),
        }
    }

    fn founding(&self, peer: PartyId, space: SpaceId) -> Option<Draft> {
        self.shared(&peer, &space).then_some(())?;
        self.draft_for(&peer, &space)
    }

    fn addresses(&self) -> Vec<String> {
        self.addresses.clone()
    }

    fn first_contact(&self, caller: Hash, contact: FirstContact) -> Option<Welcome> {
        self.node.welcome(caller, &contact, now_ms())
    }
}
