//! A party's identity log: its own keys, from the first one on.
//!
//! The inception names every key and pre-commits to the next root key; a rotation is signed by that next
//! root. The log is self-proving: whoever holds it needs nobody's word for who the party is. Keys are
//! looked up by the log's size, so that a later rotation never rewrites the past.

use crate::body::{Body, Fields};
use crate::cbor::Writer;
use crate::cose::{self, Purpose};
use crate::ids::{Hash, Kid, PartyId, SpaceId};
use crate::key::{PublicKey, SecretKey};
use crate::kind::Kind;
use crate::leaf::Leaf;

/// The keys of a party at one size of its identity log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySet {
    /// Cold: rotates keys.
    pub root: PublicKey,
    /// Commitment to the next root key.
    pub next_root: Hash,
    /// Warm: founds, joins, accredits and revokes.
    pub seal: PublicKey,
    /// Seals leaves, signs checkpoints, cosigns.
    pub node: PublicKey,
    /// SHA-256 of the TLS certificate's public key (SPKI).
    pub tls: Hash,
    /// X25519 key for sealed pouches.
    pub encryption: [u8; 32],
    /// m-of-n recovery: how many of these commitments to recovery keys must sign.
    pub recovery: Option<(u64, Vec<Hash>)>,
}

/// The commitment to a root key that is not in use yet.
pub fn next_root_commitment(key: &PublicKey) -> Hash {
    Hash::labelled("detente/1/next-root", &[key.as_bytes()])
}

impl KeySet {
    fn write(&self) -> Fields {
        let key = |key: &PublicKey| {
            let key = key.clone();
            move |w: &mut Writer| key.write(w)
        };
        let fields = Fields::default()
            .with(1, key(&self.root))
            .with(2, |w| {
                w.bytes(self.next_root.as_bytes());
            })
            .with(3, key(&self.seal))
            .with(4, key(&self.node))
            .with(5, |w| {
                w.bytes(self.tls.as_bytes());
            })
            .with(6, |w| {
                w.bytes(&self.encryption);
            });
        match &self.recovery {
            None => fields,
            Some((m, keys)) => fields.with(7, |w| {
                w.array(2).u64(*m).array(keys.len() as u64);
                keys.iter().for_each(|hash| {
                    w.bytes(hash.as_bytes());
                });
            }),
        }
    }

    fn read(fields: &Fields) -> Option<KeySet> {
        let key = |number| PublicKey::read(&mut fields.get(number)?).ok();
        let recovery = match fields.get(7) {
            None => None,
            Some(mut r) => {
                (r.array().ok()? == 2).then_some(())?;
                let m = r.u64().ok()?;
                let n = r.array().ok()?;
                (m >= 1 && m <= n && n <= 32).then_some(())?;
                let keys = (0..n)
                    .map(|_| r.bytes_n().ok().map(Hash))
                    .collect::<Option<_>>()?;
                Some((m, keys))
            }
        };
        Some(KeySet {
            root: key(1)?,
            next_root: Hash(fields.array(2)?),
            seal: key(3)?,
            node: key(4)?,
            tls: Hash(fields.array(5)?),
            encryption: fields.array(6)?,
            recovery,
        })
    }

    /// The inception body of a party with these keys. Its hash is the party.
    pub fn inception(&self, nonce: [u8; 16]) -> Body {
        let mut body = Body::new(
            SpaceId::default(),
            PartyId::default(),
            Kind::Inception,
            nonce,
        );
        body.fields = self.write();
        body
    }

    /// The body that puts these keys in place of the earlier ones; to be signed by the new root.
    pub fn rotation(&self, party: PartyId, nonce: [u8; 16]) -> Body {
        let mut body = Body::new(SpaceId::default(), party, Kind::Rotate, nonce);
        body.fields = self.write();
        body
    }
}

/// Signs an identity body with a root key and seals it as a leaf (identity leaves see nothing).
pub fn seal_identity(body_bytes: &[u8], party: PartyId, root: &SecretKey) -> Leaf {
    let signature = cose::sign(
        Purpose::Statement,
        root,
        party,
        SpaceId::default(),
        body_bytes,
        false,
    );
    Leaf {
        statement: Body::id_of(body_bytes),
        signatures: vec![signature],
        identity_size: 0,
        seen: Vec::new(),
    }
}

/// A party's keys over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Whose.
    pub party: PartyId,
    /// `versions[i]` holds from size `i + 1` on.
    versions: Vec<KeySet>,
}

impl Identity {
    /// Starts from the first entry; none if it does not found `party`.
    pub fn incept(party: PartyId, leaf: &Leaf, body: &Body, body_bytes: &[u8]) -> Option<Identity> {
        let keys = KeySet::read(&body.fields)?;
        let sound = body.kind == Kind::Inception
            && body.party == PartyId::default()
            && leaf.statement.0 == party.0;
        (sound && signed_by(&keys.root, leaf, body, body_bytes)).then(|| Identity {
            party,
            versions: vec![keys],
        })
    }

    /// Takes the next entry. An entry that does not rotate validly leaves the keys as they are.
    pub fn extend(&mut self, leaf: &Leaf, body: &Body, body_bytes: &[u8]) -> bool {
        let current = self
            .versions
            .last()
            .expect("an identity has at least its inception")
            .clone();
        let next = KeySet::read(&body.fields).filter(|next| {
            body.kind == Kind::Rotate
                && body.party == self.party
                && next_root_commitment(&next.root) == current.next_root
                && signed_by(&next.root, leaf, body, body_bytes)
        });
        let rotated = next.is_some();
        self.versions.push(next.unwrap_or(current));
        rotated
    }

    /// The keys at `size` entries; beyond the known size the last known ones. None at size 0.
    pub fn at(&self, size: u64) -> Option<&KeySet> {
        let known = self.versions.len() as u64;
        self.versions.get(size.min(known).checked_sub(1)? as usize)
    }

    /// The keys at the largest known size.
    pub fn latest(&self) -> &KeySet {
        self.versions
            .last()
            .expect("an identity has at least its inception")
    }

    /// The seal or node key with this name, of any version.
    pub fn key(&self, kid: &Kid) -> Option<&PublicKey> {
        let newest_first = self.versions.iter().rev();
        let mut keys = newest_first.flat_map(|keys| [&keys.node, &keys.seal, &keys.root]);
        keys.find(|key| key.kid() == *kid)
    }

    /// How many entries are known.
    pub fn size(&self) -> u64 {
        self.versions.len() as u64
    }

    /// Node keys that may have signed a head over entries sealed under identity size `from` or later.
    pub fn node_keys_from(&self, from: u64) -> impl Iterator<Item = &PublicKey> {
        self.versions
            .iter()
            .skip(from.saturating_sub(1) as usize)
            .map(|keys| &keys.node)
    }
}

fn signed_by(root: &PublicKey, leaf: &Leaf, body: &Body, body_bytes: &[u8]) -> bool {
    let [signature] = leaf.signatures.as_slice() else {
        return false;
    };
    if leaf.identity_size != 0 || !leaf.seen.is_empty() {
        return false; // the same leaf stands in every space, so it can know of none
    }
    cose::parse_signature(signature).is_ok_and(|envelope| {
        envelope.party == body.party
            && body.space == SpaceId::default()
            && envelope.space == body.space
            && envelope
                .verify_detached(Purpose::Statement, root, body_bytes)
                .is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Player;

    #[test]
    fn an_inception_stands_in_no_space_and_knows_of_none() {
        let player = Player::new("asteria");
        let incepts = |body: &Body, identity_size| {
            let bytes = body.encode();
            let leaf = Leaf {
                identity_size,
                ..seal_identity(&bytes, body.party, &player.root)
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
