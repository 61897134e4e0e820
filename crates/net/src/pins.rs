//! Whose TLS key is whose.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use record::{Hash, PartyId};

/// The keys that peers authenticate with, shared between the node, which keeps it up to date, and the net.
#[derive(Clone, Debug, Default)]
pub struct Pins {
    inner: Arc<RwLock<PinTable>>,
}

#[derive(Debug, Default)]
struct PinTable {
    parties: BTreeMap<Hash, PartyId>,
    strangers: bool,
}

impl Pins {
    /// No pins, no strangers.
    pub fn new() -> Pins {
        Pins::default()
    }

    /// Says that the key with this hash is the party's.
    pub fn pin(&self, spki_hash: Hash, party: PartyId) {
        self.write().parties.insert(spki_hash, party);
    }

    /// Forgets a key. Open connections that use it are refused from their next request on.
    pub fn unpin(&self, spki_hash: &Hash) {
        self.write().parties.remove(spki_hash);
    }

    /// Replaces all pins, for instance after a rotation of keys.
    pub fn replace(&self, parties: BTreeMap<Hash, PartyId>) {
        self.write().parties = parties;
    }

    /// Whether unknown keys may come as far as first contact: only while an invitation is open.
    pub fn admit_strangers(&self, admit: bool) {
        self.write().strangers = admit;
    }

    /// Whose key this is.
    pub fn party(&self, spki_hash: &Hash) -> Option<PartyId> {
        self.read().parties.get(spki_hash).copied()
    }

    /// Whether the handshake goes through for this key.
    pub(crate) fn admits(&self, spki_hash: &Hash) -> bool {
        let table = self.read();
        table.strangers || table.parties.contains_key(spki_hash)
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, PinTable> {
        self.inner
            .read()
            .expect("nothing panics with the pins held")
    }

    fn write(&self) -> std::sync::RwLockWriteGuard<'_, PinTable> {
        self.inner
            .write()
            .expect("nothing panics with the pins held")
    }
}
