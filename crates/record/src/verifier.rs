//! Verifying the signatures of entries away from the record that they will stand in.

use std::collections::BTreeMap;

use crate::cose::{self, Purpose};
use crate::entry::Entry;
use crate::ids::Kid;
use crate::key::PublicKey;

/// The keys of one party that a batch of its entries names, as far as they are known: it can be asked on any
/// thread, while the record goes on.
pub struct Verifier(BTreeMap<Kid, PublicKey>);

impl Verifier {
    /// With these keys.
    pub fn new(keys: impl IntoIterator<Item = PublicKey>) -> Verifier {
        Verifier(keys.into_iter().map(|key| (key.kid(), key)).collect())
    }

    /// Whether every signature of `entry` fits. `false` may also mean that a key is not known yet; then the fold
    /// verifies once more. A kid names one key for good, so a signature that fits here fits in every later view.
    pub fn fits(&self, entry: &Entry) -> bool {
        entry.leaf.signatures.iter().all(|bytes| {
            let Ok(envelope) = cose::parse_signature(bytes) else {
                return false;
            };
            let fits = |key| {
                let verified = envelope.verify_detached(Purpose::Statement, key, &entry.body_bytes);
                verified.is_ok()
            };
            envelope.party == entry.body.party
                && envelope.space == entry.body.space
                && self.0.get(&envelope.kid).is_some_and(fits)
        })
    }
}

/// The keys that are named in the signatures of `entry`; those that cannot be read name none.
pub fn signers(entry: &Entry) -> impl Iterator<Item = Kid> {
    let signatures = entry.leaf.signatures.iter();
    signatures.filter_map(|bytes| Some(cose::parse_signature(bytes).ok()?.kid))
}
