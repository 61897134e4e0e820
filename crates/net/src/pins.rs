//! Whose TLS key is whose.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, RwLock};

use record::{Hash, PartyId};

/// The keys that peers authenticate with, shared between the node, which keeps it up to date, and the net.
#[derive(Clone, Debug, Default)]
pub struct Pins {
    inner: Arc<RwLock<PinTable>>,
}

#[derive(Debug, Default)]
struct PinTable {
    /// The key that each party showed last.
    shown: BTreeMap<PartyId, Hash>,
    /// The key that each party's identity log names.
    named: BTreeMap<PartyId, Hash>,
    strangers: bool,
}

impl PinTable {
    /// Whether a key is the party's: the one that it showed last, or the one that it names, unless another showed it.
    /// Anybody can name a key, also another party's, so naming takes a shown key from nobody.
    fn is_of(&self, party: &PartyId, key: &Hash) -> bool {
        let is_shown = self.shown.values().any(|shown| shown == key);
        self.shown.get(party) == Some(key) || (self.named.get(party) == Some(key) && !is_shown)
    }

    /// Who somebody is that proved to hold this key: whom they say they are, if it is that party's. A key that two
    /// name can be held by one only, and that one says who it is. Who says nothing is the one whose key it is, if
    /// it is one party's.
    fn party(&self, key: &Hash, says: Option<PartyId>) -> Option<PartyId> {
        if let Some(party) = says.filter(|party| self.is_of(party, key)) {
            return Some(party);
        }
        let parties: BTreeSet<&PartyId> = self.parties(key).collect();
        let mut parties = parties.into_iter();
        let only = parties.next().copied();
        only.filter(|_| parties.next().is_none())
    }

    /// Everybody whose key this may be, some of them twice.
    fn parties(&self, key: &Hash) -> impl Iterator<Item = &PartyId> {
        let all = self.shown.keys().chain(self.named.keys());
        all.filter(|party| self.is_of(party, key))
    }
}

impl Pins {
    /// No pins, no strangers.
    pub fn new() -> Pins {
        Pins::default()
    }

    /// Says which keys are the party's: the one that it showed last, and the one that its identity log names. They are
    /// two while its node waits for everybody to hear of the new one.
    pub fn follow(&self, party: PartyId, shown: Hash, named: Hash) {
        let mut table = self.write();
        table.shown.insert(party, shown);
        table.named.insert(party, named);
    }

    /// Somebody proved to hold this key, and says who they are. If it is the one that a party's identity log names, and the
    /// party had an earlier one, then that one is refused from now on, and this says whose it was.
    pub(crate) fn shown(&self, spki_hash: &Hash, says: Option<PartyId>) -> Option<PartyId> {
        let mut table = self.write();
        let party = table.party(spki_hash, says)?;
        let is_new = table.named.get(&party) == Some(spki_hash)
            && table.shown.insert(party, *spki_hash) != Some(*spki_hash);
        is_new.then_some(party)
    }

    /// The keys that the party may show.
    pub fn of(&self, party: &PartyId) -> Vec<Hash> {
        let table = self.read();
        let keys = [table.shown.get(party), table.named.get(party)];
        let keys: BTreeSet<Hash> = keys.into_iter().flatten().copied().collect();
        let is_theirs = |key: &Hash| table.is_of(party, key);
        keys.into_iter().filter(is_theirs).collect()
    }

    /// Whether unknown keys may come as far as first contact: only while an invitation is open.
    pub fn admit_strangers(&self, admit: bool) {
        self.write().strangers = admit;
    }

    /// Whose key this is; none if it may be several parties'.
    pub fn party(&self, spki_hash: &Hash) -> Option<PartyId> {
        self.read().party(spki_hash, None)
    }

    /// Who somebody is that proved to hold this key and says who they are.
    pub(crate) fn party_that_says(
        &self,
        spki_hash: &Hash,
        says: Option<PartyId>,
    ) -> Option<PartyId> {
        self.read().party(spki_hash, says)
    }

    /// Whether the handshake goes through for this key.
    pub(crate) fn admits(&self, spki_hash: &Hash) -> bool {
        let table = self.read();
        table.strangers || table.parties(spki_hash).next().is_some()
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

#[cfg(test)]
mod tests {
    use record::{Hash, PartyId};

    use super::Pins;

    const OWN: Hash = Hash([1; 32]);
    const NEXT: Hash = Hash([2; 32]);
    const THEIRS: Hash = Hash([9; 32]);

    /// An honest party and a hostile one, whichever comes first by its id.
    fn pairs() -> [(PartyId, PartyId); 2] {
        let [one, other] = [3, 4].map(|byte| PartyId(Hash([byte; 32])));
        [(one, other), (other, one)]
    }

    #[test]
    fn whoever_names_a_key_that_another_party_shows_takes_it_from_nobody() {
        for (honest, hostile) in pairs() {
            for hostile_first in [false, true] {
                let pins = Pins::new();
                let honest_comes = || pins.follow(honest, OWN, OWN);
                if !hostile_first {
                    honest_comes();
                }
                pins.follow(hostile, THEIRS, OWN);
                if hostile_first {
                    honest_comes();
                }
                assert_eq!(pins.party(&OWN), Some(honest));
                assert_eq!(pins.of(&honest), [OWN]);
                assert_eq!(pins.of(&hostile), [THEIRS], "nor is it dialled so");
                assert_eq!(pins.shown(&OWN, None), None, "nothing changes");
                let posing = pins.party_that_says(&OWN, Some(hostile));
                assert_eq!(posing, Some(honest), "whatever is said");
                assert_eq!(pins.party(&THEIRS), Some(hostile));
            }
        }
    }

    #[test]
    fn a_key_that_two_name_is_of_the_one_who_shows_it_and_says_so() {
        for (honest, hostile) in pairs() {
            let pins = Pins::new();
            pins.follow(honest, OWN, NEXT);
            pins.follow(hostile, THEIRS, NEXT);
            assert_eq!((pins.party(&NEXT), pins.shown(&NEXT, None)), (None, None));
            assert!(pins.admits(&NEXT), "who it is they say in their request");
            assert_eq!(pins.of(&honest), [OWN, NEXT]);
            let stranger = PartyId(Hash([7; 32]));
            assert_eq!(pins.party_that_says(&NEXT, Some(stranger)), None);
            assert_eq!(pins.shown(&NEXT, Some(honest)), Some(honest));
            assert_eq!(pins.party(&NEXT), Some(honest));
            assert_eq!(pins.of(&hostile), [THEIRS]);
        }
    }

    #[test]
    fn the_earlier_key_is_refused_once_the_new_one_was_shown() {
        let (party, _) = pairs()[0];
        let pins = Pins::new();
        pins.follow(party, OWN, NEXT);
        assert_eq!(pins.of(&party), [OWN, NEXT]);
        assert_eq!(pins.shown(&OWN, None), None);
        assert_eq!(pins.shown(&NEXT, None), Some(party));
        assert_eq!((pins.of(&party), pins.party(&OWN)), (vec![NEXT], None));
        assert_eq!(pins.shown(&NEXT, None), None, "once");
    }
}
