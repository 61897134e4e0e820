//! The proof that a party forked its log: two heads that it signed, of which the larger does not begin with the
//! smaller. Two signatures and at most 64 hashes; nothing of what the log says is in it.

use std::collections::BTreeSet;

use crate::checkpoint::SignedCheckpoint;
use crate::cose::parse_signature;
use crate::heal;
use crate::history::History;
use crate::identity::Identity;
use crate::ids::{Hash, Kid, LogId};
use crate::key::PublicKey;
use crate::tree::verify_consistency;

/// The hashes of the two heads of a proof, the smaller one first: what is proven, whatever path shows it.
pub type ForkName = [Hash; 2];

/// Two heads that do not extend one another, and what shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForkProof {
    /// The head with fewer entries, or one of two with as many.
    pub first: SignedCheckpoint,
    /// The other.
    pub second: SignedCheckpoint,
    /// The root that the second tree had at the size of the first.
    pub prefix: Hash,
    /// The consistency proof from `prefix` to the root of the second (RFC 9162 section 2.1.4); empty for equal sizes.
    pub path: Vec<Hash>,
}

impl ForkProof {
    /// The proof from two heads of one log and the tree under the larger one; none if they do not contradict.
    pub fn of(
        one: &SignedCheckpoint,
        other: &SignedCheckpoint,
        larger: &History,
    ) -> Option<ForkProof> {
        let (first, second) = match one.head.size <= other.head.size {
            true => (one, other),
            false => (other, one),
        };
        let (old, new) = (first.head.size, second.head.size);
        let (prefix, path) = match old == new {
            true => (second.head.root, Vec::new()),
            false => (larger.root_at(old)?, larger.consistency_proof(old, new)),
        };
        let proof = ForkProof {
            first: first.clone(),
            second: second.clone(),
            prefix,
            path,
        };
        proof.contradicts().then_some(proof)
    }

    /// Whether both heads are of one log, signed by node keys of its party that may open its epoch, and contradict one
    /// another.
    pub fn holds(&self, identity: &Identity) -> bool {
        let signed = |checkpoint: &SignedCheckpoint| {
            let mut keys = self.keys_of(identity);
            checkpoint.head.log.key.party == identity.party
                && keys.any(|key| checkpoint.verify(key).is_ok())
        };
        self.contradicts() && signed(&self.first) && signed(&self.second)
    }

    /// Whether both heads say to be signed by node keys that are known here. Another one may have come with a renewal that
    /// is not here: then nothing can be said of the proof.
    pub fn names_keys_of(&self, identity: &Identity) -> bool {
        let kids: BTreeSet<Kid> = self.keys_of(identity).map(PublicKey::kid).collect();
        let known = |head: &SignedCheckpoint| {
            parse_signature(&head.bytes).is_ok_and(|read| kids.contains(&read.kid))
        };
        known(&self.first) && known(&self.second)
    }

    /// The node keys that may prove this. One that was replaced proves nothing of what later keys open: whoever stole it
    /// could keep its party from every epoch before that begins.
    fn keys_of<'a>(&self, identity: &'a Identity) -> impl Iterator<Item = &'a PublicKey> {
        let least = heal::opened_under(self.log().key.epoch);
        least
            .into_iter()
            .flat_map(|least| identity.node_keys_from(least))
    }

    /// The log that was forked.
    pub fn log(&self) -> LogId {
        self.first.head.log
    }

    /// What is proven.
    pub fn name(&self) -> ForkName {
        let mut heads = [self.first.hash(), self.second.hash()];
        heads.sort();
        heads
    }

    fn contradicts(&self) -> bool {
        let (first, second) = (&self.first.head, &self.second.head);
        let leads = verify_consistency(
            first.size,
            &self.prefix,
            second.size,
            &second.root,
            &self.path,
        );
        first.log == second.log && first.size > 0 && leads && first.root != self.prefix
    }
}
