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
    /// The key that each party's identity log names.
    named: BTreeMap<PartyId, Hash>,
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

    /// Says which keys are the party's: the one that it showed last, and the one that its identity log names. They are
    /// two while its node waits for everybody to hear of the new one.
    pub fn follow(&self, party: PartyId, shown: Hash, named: Hash) {
        let mut table = self.write();
        table.parties.retain(|_, other| *other != party);
        table.parties.extend([(shown, party), (named, party)]);
        table.named.insert(party, named);
    }

    /// Somebody proved to hold this key. If it is the one that a party's identity log names, and the party had an
    /// earlier one, then that one is refused from now on, and this says whose it was.
    pub(crate) fn shown(&self, spki_hash: &Hash) -> Option<PartyId> {
        let mut table = self.write();
        let party = *table.parties.get(spki_hash)?;
        let before = table.parties.len();
        if table.named.get(&party) == Some(spki_hash) {
            table
                .parties
                .retain(|key, other| *other != party || key == spki_hash);
        }
        (table.parties.len() < before).then_some(party)
    }

    /// The keys that the party may show.
    pub fn of(&self, party: &PartyId) -> Vec<Hash> {
        let table = self.read();
        let theirs = table.parties.iter().filter(|(_, other)| *other == party);
        theirs.map(|(key, _)| *key).collect()
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
