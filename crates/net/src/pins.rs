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
    /// Whose key this is: of the one who showed it, else of the one who names it. Anybody can name a key, also another
    /// party's; so naming takes a shown key from nobody, and a key that two name is nobody's.
    fn party(&self, key: &Hash) -> Option<PartyId> {
        let whose = |keys: &BTreeMap<PartyId, Hash>| {
            let theirs = keys.iter().filter(|(_, other)| *other == key);
            theirs.map(|(party, _)| *party).collect::<Vec<_>>()
        };
        let shown = whose(&self.shown);
        let whose = match shown.is_empty() {
            true => whose(&self.named),
            false => shown,
        };
        match whose[..] {
            [party] => Some(party),
            _ => None,
        }
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

    /// Somebody proved to hold this key. If it is the one that a party's identity log names, and the party had an
    /// earlier one, then that one is refused from now on, and this says whose it was.
    pub(crate) fn shown(&self, spki_hash: &Hash) -> Option<PartyId> {
        let mut table = self.write();
        let party = table.party(spki_hash)?;
        let is_new = table.named.get(&party) == Some(spki_hash)
            && table.shown.insert(party, *spki_hash) != Some(*spki_hash);
        is_new.then_some(party)
    }

    /// The keys that the party may show.
    pub fn of(&self, party: &PartyId) -> Vec<Hash> {
        let table = self.read();
        let keys = [table.shown.get(party), table.named.get(party)];
        let keys: BTreeSet<Hash> = keys.into_iter().flatten().copied().collect();
        let is_theirs = |key: &Hash| table.party(key) == Some(*party);
        keys.into_iter().filter(is_theirs).collect()
    }

    /// Forgets a key. Open connections that use it are refused from their next request on.
    pub fn unpin(&self, spki_hash: &Hash) {
        let mut table = self.write();
        table.shown.retain(|_, key| key != spki_hash);
        table.named.retain(|_, key| key != spki_hash);
    }

    /// Whether unknown keys may come as far as first contact: only while an invitation is open.
    pub fn admit_strangers(&self, admit: bool) {
        self.write().strangers = admit;
    }

    /// Whose key this is.
    pub fn party(&self, spki_hash: &Hash) -> Option<PartyId> {
        self.read().party(spki_hash)
    }

    /// Whether the handshake goes through for this key.
    pub(crate) fn admits(&self, spki_hash: &Hash) -> bool {
        let table = self.read();
        table.strangers || table.party(spki_hash).is_some()
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
                assert_eq!(pins.shown(&OWN), None, "nothing changes");
                assert_eq!(pins.party(&THEIRS), Some(hostile));
            }
        }
    }

    #[test]
    fn a_key_that_two_name_is_nobodys_until_somebody_is_known_to_show_it() {
        for (honest, hostile) in pairs() {
            let pins = Pins::new();
            pins.follow(honest, OWN, NEXT);
            pins.follow(hostile, THEIRS, NEXT);
            assert_eq!((pins.party(&NEXT), pins.shown(&NEXT)), (None, None));
            assert!(!pins.admits(&NEXT));
            assert_eq!(pins.of(&honest), [OWN], "the earlier key stays good");
            pins.follow(honest, NEXT, NEXT);
            assert_eq!(pins.party(&NEXT), Some(honest));
        }
    }

    #[test]
    fn the_earlier_key_is_refused_once_the_new_one_was_shown() {
        let (party, _) = pairs()[0];
        let pins = Pins::new();
        pins.follow(party, OWN, NEXT);
        assert_eq!(pins.of(&party), [OWN, NEXT]);
        assert_eq!(pins.shown(&OWN), None);
        assert_eq!(pins.shown(&NEXT), Some(party));
        assert_eq!((pins.of(&party), pins.party(&OWN)), (vec![NEXT], None));
        assert_eq!(pins.shown(&NEXT), None, "once");
    }
}
