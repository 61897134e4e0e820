//! The witness: a member that holds the founding, the identity logs and its own, and of the parties' logs nothing but
//! signed heads.
//!
//! Of two heads of different sizes it cannot say whether they contradict one another: it has no tree. A head that somebody
//! shows it, which is smaller than the one that it signed and which it did not sign, it passes on to the members; one of
//! them has the tree.
//!
//! It signs a head when it follows from the one that it signed last (RFC 9162 section 2.1.4), and writes that down in
//! the same transaction, before it answers: the rule of C2SP tlog-witness. So it never vouches for two versions of one
//! log, and two parties that were told different things learn of it from the witness. It cannot read a word.

use std::collections::BTreeMap;

use net::{Extend, Holding, RefusalCode, Sharing};
use record::heal;
use record::tree::{root_of, verify_consistency};
use record::{Cosignature, CosignatureKind, Hash, LogKey, Member, PartyId, Role, SignedCheckpoint};

use crate::fault::NodeFault;
use crate::node::Node;
use crate::space::Space;
use crate::writer::write;

/// What a witness did with a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Witnessed {
    /// Signed, and durable.
    Signed,
    /// Another head was signed meanwhile, or this very one before.
    Moved,
    /// Not signed.
    No(Option<RefusalCode>),
}

impl Space {
    /// Whether `party` is a witness here.
    pub fn is_witness(&self, party: &PartyId) -> bool {
        let is_it = |one: &Member| one.party == *party && one.role == Role::Witness;
        self.record.roster().iter().any(is_it)
    }

    /// The heads that a witness cannot compare, of logs of which no fork is proven.
    fn questions(&self) -> BTreeMap<Hash, SignedCheckpoint> {
        let open = self.questions.iter();
        let open = open.filter(|((log, _), _)| !self.forks.contains_key(log));
        open.map(|(_, head)| (head.hash(), head.clone())).collect()
    }

    /// What goes between the nodes of these two, and nothing else of a holding.
    pub(crate) fn between(&self, own: &PartyId, peer: &PartyId) -> Holding {
        let roster = self.record.roster();
        let witnesses = roster.iter().filter(|one| one.role == Role::Witness);
        Holding {
            sharing: match (self.is_witness(own), self.is_witness(peer)) {
                (true, _) => Sharing::AsWitness,
                (_, true) => Sharing::ToWitness {
                    entered: self.record.size(&LogKey::main(*peer)) > 0,
                },
                _ => Sharing::Entries,
            },
            witnesses: witnesses.map(|one| one.party).collect(),
            questions: self.questions(),
            ..Holding::default()
        }
    }
}

impl Node {
    /// A head with the proof that it extends the tree of the first `from` entries of its log.
    pub(crate) fn extension(&self, checkpoint: SignedCheckpoint, from: u64) -> Option<Extend> {
        let log = checkpoint.head.log;
        let path = self.read(&log.space, |state| {
            let history = state.record.history(&log.key)?;
            Some(history.consistency_proof(from, checkpoint.head.size))
        })??;
        Some(Extend {
            checkpoint,
            from,
            path,
        })
    }

    /// Signs a head for `party` as a witness, if it extends the one that was signed last.
    pub(crate) fn witness(
        &self,
        party: PartyId,
        extend: &Extend,
        now_ms: u64,
    ) -> Result<Witnessed, NodeFault> {
        let (head, id) = (&extend.checkpoint, extend.checkpoint.head.log);
        let (Some(seat), true) = (self.seat(&party), self.entered(&id.space, &party)) else {
            return Ok(Witnessed::No(None));
        };
        let mut writer = self.writer();
        if !self.knows_node_key(&id.space, &seat) {
            return Ok(Witnessed::No(None)); // nobody could verify what it signs
        }
        match self.signed_by_its_party(head) {
            None => return Ok(Witnessed::No(Some(RefusalCode::UnknownKey))),
            Some(false) => return Ok(Witnessed::No(Some(RefusalCode::Mismatch))),
            Some(true) => {}
        }
        let last = writer.store.last_checkpoint(&id)?;
        let (size, root) = match &last {
            Some(last) => (last.head.size, last.head.root),
            None => (0, root_of(&[])),
        };
        if size != extend.from || (size, root) == (head.head.size, head.head.root) {
            return Ok(Witnessed::Moved);
        }
        if !verify_consistency(size, &root, head.head.size, &head.head.root, &extend.path) {
            return Ok(Witnessed::No(Some(RefusalCode::Mismatch)));
        }
        let receipt = Cosignature {
            by: party,
            space: id.space,
            checkpoint: head.hash(),
            kind: CosignatureKind::Witness,
            time_ms: now_ms,
        };
        let signed = receipt.sign(&seat.keys.node);
        let last = last.map(|last| last.hash());
        let stored = writer.store.put_witnessed(last.as_ref(), head, &signed)?;
        drop(writer);
        self.announce();
        Ok(match stored {
            true => Witnessed::Signed,
            false => Witnessed::Moved,
        })
    }

    /// Notes a head that `peer` holds and `own`, a witness, neither signed nor can compare: one of each log and peer, since
    /// a peer can make as many as it likes. True if it is new.
    pub(crate) fn keep_question(
        &self,
        own: &PartyId,
        peer: PartyId,
        head: &SignedCheckpoint,
    ) -> bool {
        let (log, place) = (head.head.log, (head.head.log.key, peer));
        let is_open = |state: &Space| {
            let has_tree = state.record.size(&log.key) > 0;
            state.is_witness(own) && !has_tree && state.questions.get(&place) != Some(head)
        };
        let signed = |reader: &store::Reader| reader.checkpoint(&head.hash());
        if self.read(&log.space, is_open) != Some(true)
            || !matches!(self.stored(signed), Ok(None))
            || self.signed_by_its_party(head) != Some(true)
        {
            return false;
        }
        if let Some(state) = write(&self.spaces).get_mut(&log.space) {
            state.questions.insert(place, head.clone());
        }
        self.announce();
        true
    }

    /// Whether a node key of its party signed a head, of those that may open its epoch; none if its keys are not known here.
    fn signed_by_its_party(&self, head: &SignedCheckpoint) -> Option<bool> {
        let log = head.head.log;
        self.read(&log.space, |state| {
            let identity = state.record.identity(&log.key.party)?;
            let least = heal::opened_under(log.key.epoch);
            let mut keys = least
                .into_iter()
                .flat_map(|least| identity.node_keys_from(least));
            Some(keys.any(|key| head.verify(key).is_ok()))
        })?
    }
}
