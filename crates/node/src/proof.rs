//! What this node signs for whoever asks about the logs of its own seats: receipts of inclusion and of consistency
//! (RFC 9942), and a head as a signed note.
//!
//! Each is over a tree whose head was signed and stored before. So nothing here can say of a log what its heads do not
//! say, in whatever order it is asked for.

use std::sync::Arc;

use record::history::History;
use record::key::KeyError;
use record::receipt::{Proof, Receipt};
use record::view::Position;
use record::{LogKey, PartyId, SignedCheckpoint, SpaceId, note};

use crate::fault::NodeFault;
use crate::node::Node;
use crate::seat::Seat;

/// Why there is no such proof.
#[derive(Debug, thiserror::Error)]
pub enum NoProof {
    /// The log is of a party that has no seat here; only its own node can sign for it.
    #[error("only the node of its own party signs proofs about a log")]
    NotOwn,
    /// No head of so many entries was signed, or of none over that entry.
    #[error("there is no signed head for it")]
    NoHead,
    /// The node's keys are not known in the space.
    #[error("nobody in the space knows this node's keys")]
    Untold,
    /// Signed notes have no type for the key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The node.
    #[error(transparent)]
    Node(#[from] NodeFault),
}

impl From<store::StoreFault> for NoProof {
    fn from(fault: store::StoreFault) -> NoProof {
        NodeFault::from(fault).into()
    }
}

/// A head as a signed note, and whom other programs are told to trust for it.
pub struct Noted {
    /// The head.
    pub head: SignedCheckpoint,
    /// The note (C2SP tlog-checkpoint).
    pub note: String,
    /// The key that signed it, as programs for signed notes read it.
    pub verifier: String,
}

impl Node {
    /// The largest head of a log that covers only what is held.
    ///
    /// # Errors
    /// None was signed, or the database cannot be read.
    pub fn latest_head(&self, space: &SpaceId, log: &LogKey) -> Result<SignedCheckpoint, NoProof> {
        let size = self.read(space, |state| state.record.size(log));
        let id = log.in_space(*space);
        let head = self.stored(|reader| reader.checkpoint_within(&id, size.unwrap_or_default()))?;
        head.ok_or(NoProof::NoHead)
    }

    /// The head of a log over exactly so many entries.
    ///
    /// # Errors
    /// As [`Node::latest_head`].
    pub fn head_at(
        &self,
        space: &SpaceId,
        log: &LogKey,
        size: u64,
    ) -> Result<SignedCheckpoint, NoProof> {
        let id = log.in_space(*space);
        let head = self.stored(|reader| reader.checkpoint_within(&id, size))?;
        let head = head.filter(|head| head.head.size == size);
        head.ok_or(NoProof::NoHead)
    }

    /// A receipt for where an entry of an own log stands, in the tree of the log's largest head.
    ///
    /// # Errors
    /// It is not an own log, or no head covers the entry.
    pub fn inclusion_receipt(&self, space: &SpaceId, at: &Position) -> Result<Receipt, NoProof> {
        let (head, index) = (self.latest_head(space, &at.log)?, at.index);
        let size = head.head.size;
        if index >= size {
            return Err(NoProof::NoHead);
        }
        let path = self.path(space, &at.log, |history| {
            history.inclusion_proof(index, size)
        })?;
        self.signed(&head, Proof::Inclusion { size, index, path })
    }

    /// A receipt that the largest head of an own log extends the one over `old` entries.
    ///
    /// # Errors
    /// It is not an own log, or there are no two such heads.
    pub fn consistency_receipt(
        &self,
        space: &SpaceId,
        log: &LogKey,
        old: u64,
    ) -> Result<Receipt, NoProof> {
        let head = self.latest_head(space, log)?;
        let new = head.head.size;
        self.head_at(space, log, old)?;
        let path = self.path(space, log, |history| history.consistency_proof(old, new))?;
        self.signed(&head, Proof::Consistency { old, new, path })
    }

    /// The largest head of an own log as a signed note.
    ///
    /// # Errors
    /// It is not an own log, no head was signed, or the node key is none that notes have a type for.
    pub fn noted(&self, space: &SpaceId, log: &LogKey) -> Result<Noted, NoProof> {
        let seat = self.known_seat(space, &log.party)?;
        let head = self.latest_head(space, log)?;
        Ok(Noted {
            note: note::sign(&head.head, &seat.keys.node)?,
            verifier: note::verifier(&head.head.log, seat.keys.node.public())?,
            head,
        })
    }

    /// The seat of a party, if whoever holds the space can verify what its node signs.
    fn known_seat(&self, space: &SpaceId, party: &PartyId) -> Result<Arc<Seat>, NoProof> {
        let seat = self.seat(party).ok_or(NoProof::NotOwn)?;
        match self.knows_node_key(space, &seat) {
            true => Ok(seat),
            false => Err(NoProof::Untold),
        }
    }

    fn path<T>(
        &self,
        space: &SpaceId,
        log: &LogKey,
        path: impl FnOnce(&History) -> T,
    ) -> Result<T, NoProof> {
        let found = self.read(space, |state| state.record.history(log).map(path));
        found.flatten().ok_or(NoProof::NoHead)
    }

    fn signed(&self, head: &SignedCheckpoint, proof: Proof) -> Result<Receipt, NoProof> {
        let log = head.head.log;
        let seat = self.known_seat(&log.space, &log.key.party)?;
        Ok(Receipt::sign(log, proof, &head.head.root, &seat.keys.node))
    }
}
