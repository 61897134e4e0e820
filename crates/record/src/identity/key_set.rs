//! The keys of a party, as an entry of its identity log names them.

use super::Identity;
use crate::body::{Body, Fields};
use crate::cbor::Writer;
use crate::ids::{Hash, PartyId, SpaceId};
use crate::key::PublicKey;
use crate::kind::Kind;
use crate::leaf::SIGNATURES_MAX;

/// The most recovery keys that can sign one recovery: the new root signs beside them.
pub const RECOVERERS_MAX: u64 = SIGNATURES_MAX - 1;
/// The most recovery keys that a party can commit to.
pub const RECOVERY_KEYS_MAX: u64 = 32;

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

/// The commitment to a root or recovery key that is not in use yet.
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

    pub(super) fn read(fields: &Fields) -> Option<KeySet> {
        let key = |number| PublicKey::read(&mut fields.get(number)?).ok();
        let recovery = match fields.get(7) {
            None => None,
            Some(mut r) => {
                (r.array().ok()? == 2).then_some(())?;
                let m = r.u64().ok()?;
                let n = r.array().ok()?;
                (m >= 1 && m <= n && n <= RECOVERY_KEYS_MAX).then_some(())?;
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
    pub fn rotation(&self, earlier: &Identity, nonce: [u8; 16]) -> Body {
        let mut body = Body::new(SpaceId::default(), earlier.party, Kind::Rotate, nonce);
        body.fields = self.write().with(FIELD_AFTER, |w| {
            w.bytes(earlier.last().as_bytes());
        });
        body
    }

    /// The body that puts these keys in place of the earlier ones when the committed root is lost; to be signed by
    /// the new root and by the holders of these recovery keys, in this order.
    pub fn recovery(&self, earlier: &Identity, by: &[PublicKey], nonce: [u8; 16]) -> Body {
        let mut body = Body::new(SpaceId::default(), earlier.party, Kind::Recover, nonce);
        let holders = |w: &mut Writer| {
            w.array(by.len() as u64);
            by.iter().for_each(|key| key.write(w));
        };
        body.fields = self.write().with(8, holders).with(FIELD_AFTER, |w| {
            w.bytes(earlier.last().as_bytes());
        });
        body
    }
}

/// Field of a renewal that names the statement before it. What recovery keys signed once would otherwise be sound again
/// wherever the same keys are committed to, and bring back what it put in place then.
pub(super) const FIELD_AFTER: u64 = 9;

/// The recovery keys that a recovery reveals; none if they are not told as they should be.
pub fn recoverers(body: &Body) -> Option<Vec<PublicKey>> {
    let mut r = body.fields.get(8)?;
    let count = r.array().ok()?;
    (count <= RECOVERERS_MAX).then_some(())?;
    (0..count).map(|_| PublicKey::read(&mut r).ok()).collect()
}
