//! A party's identity log: its own keys, from the first one on.
//!
//! The inception names every key and pre-commits to the next root key; a rotation is signed by that next
//! root. Where both roots are lost, as many holders of recovery keys as the party said before put new keys in
//! their place. The log is self-proving: whoever holds it needs nobody's word for who the party is. Keys are
//! looked up by the log's size, so that a later rotation never rewrites the past.

mod key_set;

use std::collections::{BTreeMap, BTreeSet};

use crate::body::Body;
use crate::cose::{self, Purpose};
use crate::fold::Stem;
use crate::ids::{Kid, LogKey, PartyId, SpaceId, StatementId};
use crate::key::{PublicKey, SecretKey};
use crate::kind::Kind;
use crate::leaf::Leaf;
use crate::view::Position;

use key_set::FIELD_AFTER;
pub use key_set::{KeySet, RECOVERERS_MAX, RECOVERY_KEYS_MAX, next_root_commitment, recoverers};

/// Signs an identity body with a root or recovery key.
pub fn sign_identity(body_bytes: &[u8], party: PartyId, key: &SecretKey) -> Vec<u8> {
    let nowhere = SpaceId::default();
    cose::sign(Purpose::Statement, key, party, nowhere, body_bytes, false)
}

/// Seals an identity body as a leaf (identity leaves see nothing).
pub fn seal_identity(body_bytes: &[u8], signatures: Vec<Vec<u8>>) -> Leaf {
    Leaf {
        statement: Body::id_of(body_bytes),
        signatures,
        identity_size: 0,
        seen: Vec::new(),
    }
}

/// A party's keys over time. If it forked its identity log, the keys of every branch at a size are its keys at that size:
/// what was valid stays so, whichever branch comes later.
///
/// Every entry renews the keys, which needs the committed root or the recovery keys. One that does not is no entry of an
/// identity log: whoever stole a node key could put it on a branch of its own, and the keys of before a renewal with it
/// beside those of after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Whose.
    pub party: PartyId,
    /// By branch; `versions[i]` holds from size `i + 1` on.
    branches: BTreeMap<u8, Vec<Version>>,
}

/// What one entry gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version {
    said: StatementId,
    keys: KeySet,
}

impl Identity {
    /// Starts from the first entry; none if it does not found `party`.
    pub fn incept(party: PartyId, leaf: &Leaf, body: &Body, body_bytes: &[u8]) -> Option<Identity> {
        let mut identity = Identity::unknown(party);
        let first = incepted(party, leaf, body, body_bytes)?;
        identity.branches.insert(0, vec![first]);
        Some(identity)
    }

    /// An identity of which no entry is known.
    pub(crate) fn unknown(party: PartyId) -> Identity {
        let branches = BTreeMap::new();
        Identity { party, branches }
    }

    /// Takes the entry at this place, the next one of a branch that left the log at `stem`. False if it is not sound, and
    /// changes nothing.
    pub(crate) fn take(
        &mut self,
        at: &Position,
        stem: Option<Stem>,
        leaf: &Leaf,
        body: &Body,
        body_bytes: &[u8],
    ) -> bool {
        let Some(next) = self.given_by(at, stem, leaf, body, body_bytes) else {
            return false;
        };
        let branch = at.log.branch;
        match stem.filter(|stem| stem.at == at.index && stem.at > 0) {
            Some(stem) => self.leave(branch, stem.of.branch, stem.at),
            None => drop(self.branches.entry(branch).or_default()),
        }
        let versions = self.branches.get_mut(&branch);
        versions.map(|versions| versions.push(next)).is_some()
    }

    /// Takes the next entry of a log that was not forked. False if it renews nothing, and changes nothing.
    pub fn extend(&mut self, leaf: &Leaf, body: &Body, body_bytes: &[u8]) -> bool {
        let at = Position {
            log: LogKey::identity(self.party),
            index: self.size(),
        };
        self.take(&at, None, leaf, body, body_bytes)
    }

    /// What this entry gives at this place; none if it is not sound there.
    pub(crate) fn given_by(
        &self,
        at: &Position,
        stem: Option<Stem>,
        leaf: &Leaf,
        body: &Body,
        body_bytes: &[u8],
    ) -> Option<Version> {
        let Some(last) = at.index.checked_sub(1) else {
            return incepted(self.party, leaf, body, body_bytes);
        };
        let leaves = stem.filter(|stem| stem.at == at.index);
        let branch = leaves.map_or(at.log.branch, |stem| stem.of.branch);
        let before = self.branches.get(&branch)?.get(last as usize)?;
        renewed(self.party, before, leaf, body, body_bytes)
    }

    /// Lets `branch` begin with the first `at` entries of branch `of`.
    fn leave(&mut self, branch: u8, of: u8, at: u64) {
        if let Some(keys) = self.up_to(of, at) {
            self.branches.insert(branch, keys);
        }
    }

    /// The identity as the first `at` entries of branch `of` give it; none if they found nothing.
    pub fn before(&self, of: u8, at: u64) -> Option<Identity> {
        let branches = BTreeMap::from([(0, self.up_to(of, at)?)]);
        let party = self.party;
        Some(Identity { party, branches })
    }

    fn up_to(&self, of: u8, at: u64) -> Option<Vec<Version>> {
        let versions = self.branches.get(&of)?.get(..at as usize)?;
        (!versions.is_empty()).then(|| versions.to_vec())
    }

    /// The keys at `size` entries, of each branch that is as long. None at size 0.
    pub fn at(&self, size: u64) -> impl Iterator<Item = &KeySet> {
        let index = size.checked_sub(1);
        let branches = self.branches.values();
        branches.filter_map(move |versions| Some(&versions.get(index? as usize)?.keys))
    }

    /// The keys at the largest known size.
    pub fn latest(&self) -> &KeySet {
        &self.newest().keys
    }

    /// The statement that gave them.
    pub fn last(&self) -> StatementId {
        self.newest().said
    }

    /// Of two branches of one length, the one whose last statement is the greater.
    fn newest(&self) -> &Version {
        let last = |versions: &[Version]| (versions.len(), versions.last().map(|one| one.said));
        let longest = self.branches.values().max_by_key(|versions| last(versions));
        longest
            .and_then(|versions| versions.last())
            .expect("an identity has at least its inception")
    }

    /// The root, seal or node key with this name, of any version.
    pub fn key(&self, kid: &Kid) -> Option<&PublicKey> {
        let versions = self.branches.values().flat_map(|all| all.iter().rev());
        let mut keys = versions.flat_map(|one| [&one.keys.node, &one.keys.seal, &one.keys.root]);
        keys.find(|key| key.kid() == *kid)
    }

    /// How many entries are known, on the longest branch.
    pub fn size(&self) -> u64 {
        self.branches.values().map(Vec::len).max().unwrap_or(0) as u64
    }

    /// Node keys that may have signed a head over entries sealed under identity size `from` or later.
    pub fn node_keys_from(&self, from: u64) -> impl Iterator<Item = &PublicKey> {
        let skipped = from.saturating_sub(1) as usize;
        let versions = self.branches.values();
        versions
            .flat_map(move |all| all.iter().skip(skipped))
            .map(|one| &one.keys.node)
    }
}

/// What a sound first entry gives.
fn incepted(party: PartyId, leaf: &Leaf, body: &Body, body_bytes: &[u8]) -> Option<Version> {
    let keys = KeySet::read(&body.fields)?;
    let sound = body.kind == Kind::Inception
        && body.party == PartyId::default()
        && leaf.statement.0 == party.0;
    let said = leaf.statement;
    (sound && signed_by(&[&keys.root], leaf, body, body_bytes)).then_some(Version { said, keys })
}

/// What a sound entry puts in place of what was `before`.
fn renewed(
    party: PartyId,
    before: &Version,
    leaf: &Leaf,
    body: &Body,
    body_bytes: &[u8],
) -> Option<Version> {
    let follows = body.fields.array(FIELD_AFTER) == Some(before.said.0.0);
    let next = KeySet::read(&body.fields).filter(|_| follows && body.party == party)?;
    let is_due = match body.kind {
        Kind::Rotate => {
            next_root_commitment(&next.root) == before.keys.next_root
                && signed_by(&[&next.root], leaf, body, body_bytes)
        }
        Kind::Recover => recoverers(body).is_some_and(|by| {
            let mut signers = vec![&next.root];
            signers.extend(&by);
            are_enough(&by, &before.keys) && signed_by(&signers, leaf, body, body_bytes)
        }),
        _ => false,
    };
    let said = leaf.statement;
    is_due.then_some(Version { said, keys: next })
}

/// Whether these recovery keys were all committed to before, and are as many as have to sign.
fn are_enough(by: &[PublicKey], before: &KeySet) -> bool {
    before.recovery.as_ref().is_some_and(|(needed, committed)| {
        let is_committed = |key: &PublicKey| committed.contains(&next_root_commitment(key));
        by.len() as u64 >= *needed && by.iter().all(is_committed)
    })
}

/// Whether the leaf has a signature by each of these keys, in this order, and no key stands twice.
fn signed_by(keys: &[&PublicKey], leaf: &Leaf, body: &Body, body_bytes: &[u8]) -> bool {
    let distinct: BTreeSet<Kid> = keys.iter().map(|key| key.kid()).collect();
    if keys.len() != leaf.signatures.len() || distinct.len() != keys.len() {
        return false;
    }
    if leaf.identity_size != 0 || !leaf.seen.is_empty() || body.space != SpaceId::default() {
        return false; // the same leaf stands in every space, so it can know of none
    }
    keys.iter().zip(&leaf.signatures).all(|(key, signature)| {
        cose::parse_signature(signature).is_ok_and(|envelope| {
            envelope.party == body.party
                && envelope.space == body.space
                && envelope
                    .verify_detached(Purpose::Statement, key, body_bytes)
                    .is_ok()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Hash;
    use crate::testing::Player;

    #[test]
    fn an_inception_stands_in_no_space_and_knows_of_none() {
        let player = Player::new("asteria");
        let incepts = |body: &Body, identity_size| {
            let bytes = body.encode();
            let leaf = Leaf {
                identity_size,
                ..seal_identity(
                    &bytes,
                    vec![sign_identity(&bytes, body.party, &player.root)],
                )
            };
            Identity::incept(PartyId(leaf.statement.0), &leaf, body, &bytes).is_some()
        };
        let mut body = player.inception.body.clone();
        assert!(incepts(&body, 0));
        assert!(!incepts(&body, 1));
        body.space = SpaceId(Hash([1; 32]));
        assert!(!incepts(&body, 0));
    }
}
