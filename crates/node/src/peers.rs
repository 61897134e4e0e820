//! Peers: the other parties' nodes, their pinned keys, and first contact.
//!
//! What is known of a peer stands as public facts beside the record: its identity log, its addresses,
//! whether it is paused. The secret of an invitation is never kept, only its hash, and it opens one thing
//! once: the exchange of identity logs and of the draft of a founding.

mod kept;
mod meeting;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

use domain::wording::{NAME, texts_of};
use net::Pins;
use net::invitation::six_word_indices;
use record::identity::Identity;
use record::{Entry, Hash, PartyId, SpaceId};
use store::Store;

use crate::fault::NodeFault;
use crate::node::Node;
use crate::seat::Name;
use crate::verify::Fault;

pub(crate) use kept::self_proving;
use kept::{fact_of, read_peer, write_peer};
pub use meeting::ContactError;

/// What is known of another party's node.
#[derive(Clone, Debug)]
pub struct PeerKnown {
    /// Its identity log, self-proving.
    pub identity: Vec<Entry>,
    /// The hash of the TLS key that it showed last. Its identity log may name another one by now.
    pub pin: Hash,
    /// Where it can be reached, as it said.
    pub addresses: Vec<String>,
    /// The words that both people compare.
    pub words: [u8; 6],
    /// Whether our people said that the words were the same.
    pub confirmed: bool,
    /// Whether we have paused the exchange.
    pub paused: bool,
}

impl PeerKnown {
    /// What the party calls itself, by language, in its first identity entry.
    pub fn names(&self) -> Vec<(String, String)> {
        let Some(inception) = self.identity.first() else {
            return Vec::new();
        };
        let texts = texts_of(NAME, &inception.body.payloads, &inception.payloads);
        texts
            .map(|(lang, text)| (lang.unwrap_or_default().to_owned(), text.to_owned()))
            .collect()
    }
}

/// All peers and their pins.
pub struct Peers {
    known: Mutex<BTreeMap<PartyId, PeerKnown>>,
    pins: Pins,
}

/// What an invitation offers to found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The title of the relationship, by language. Without one nothing is founded: a party that is a peer already, and
    /// lost its data, meets this node again.
    pub titles: Vec<Name>,
    /// Its languages.
    pub languages: Vec<String>,
    /// When the invitation lapses (milliseconds since 1970, UTC).
    pub expires_ms: u64,
}

/// How long an invitation is open: seven days.
pub const INVITATION_MS: u64 = 7 * 86_400_000;

impl Peers {
    /// Reads what is known.
    pub(crate) fn load(store: &Store) -> Result<Peers, NodeFault> {
        let pins = Pins::new();
        let mut known = BTreeMap::new();
        for (_, value) in store.facts("peer/")? {
            let (party, peer) = read_peer(&value).ok_or_else(|| NodeFault::Damaged {
                what: "what is known of a peer".into(),
            })?;
            known.insert(party, peer);
        }
        pins.admit_strangers(!store.facts("invitation/")?.is_empty());
        Ok(Peers {
            known: Mutex::new(known),
            pins,
        })
    }

    /// Reads again what another process may have changed. True if anything is new.
    ///
    /// Bytes that are known are not read again: a peer's identity log takes a signature an entry to prove.
    pub(crate) fn reload(&self, store: &Store) -> Result<bool, NodeFault> {
        self.pins
            .admit_strangers(!store.facts("invitation/")?.is_empty());
        let stored = store.facts("peer/")?;
        let mut known = self.lock();
        let same = known.len() == stored.len()
            && known
                .iter()
                .zip(&stored)
                .all(|((party, peer), (name, value))| {
                    *name == fact_of(party) && write_peer(party, peer) == *value
                });
        if !same {
            let mut fresh = BTreeMap::new();
            for (_, value) in stored {
                let (party, peer) = read_peer(&value).ok_or_else(|| NodeFault::Damaged {
                    what: "what is known of a peer".into(),
                })?;
                fresh.insert(party, peer);
            }
            *known = fresh;
        }
        Ok(!same)
    }

    /// The pinned keys, shared with the net.
    pub fn pins(&self) -> &Pins {
        &self.pins
    }

    /// What is known of every peer.
    pub fn all(&self) -> BTreeMap<PartyId, PeerKnown> {
        self.lock().clone()
    }

    /// Whether the exchange with `party` is paused.
    pub(crate) fn is_paused(&self, party: &PartyId) -> bool {
        self.lock().get(party).is_some_and(|peer| peer.paused)
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<PartyId, PeerKnown>> {
        self.known.lock().expect("a table is always whole")
    }
}

impl Node {
    /// The peers.
    pub fn peers(&self) -> &Peers {
        &self.peers
    }

    pub(crate) fn keep_peer(
        &self,
        party: PartyId,
        identity: Vec<Entry>,
        pin: Hash,
        addresses: Vec<String>,
        words: [u8; 6],
    ) -> Result<(), NodeFault> {
        // Who comes by a file shows no key: it is not to be another party's.
        if self
            .peers
            .pins
            .party(&pin)
            .is_some_and(|other| other != party)
        {
            return Err(NodeFault::Damaged {
                what: "a key of the connection that is another party's".into(),
            });
        }
        // What is known of a party's keys is not forgotten because somebody shows less of them.
        if let Some(known) = self.peers.lock().get(&party)
            && known.identity.len() > identity.len()
        {
            return Err(NodeFault::Damaged {
                what: "an identity log that lacks later keys".into(),
            });
        }
        self.change_peer(
            party,
            PeerKnown {
                identity,
                pin,
                addresses,
                words,
                confirmed: false,
                paused: false,
            },
        )
    }

    fn change_peer(&self, party: PartyId, peer: PeerKnown) -> Result<(), NodeFault> {
        let mut writer = self.writer();
        self.put_peer(&mut writer.store, party, peer)?;
        drop(writer);
        self.announce();
        Ok(())
    }

    /// Under the writer's lock until it stands in memory too, or another thread could read it back older.
    fn put_peer(
        &self,
        store: &mut Store,
        party: PartyId,
        peer: PeerKnown,
    ) -> Result<(), NodeFault> {
        store.put_fact(&fact_of(&party), &write_peer(&party, &peer))?;
        self.peers.lock().insert(party, peer);
        self.follow_connection_keys();
        Ok(())
    }

    /// Lets every peer come with the key that it showed last, and with the one that its identity log names: as it was
    /// kept here, or as a space has it since. Nothing but that log says which keys are a party's.
    pub(crate) fn follow_connection_keys(&self) {
        for (party, known) in self.peers.all() {
            let named = self.identity_of(&party, &known.identity);
            let named = named.map_or(known.pin, |identity| identity.latest().tls);
            self.peers.pins.follow(party, known.pin, named);
        }
    }

    /// The longest identity log of a peer that is held here.
    pub(crate) fn identity_of(&self, peer: &PartyId, kept: &[Entry]) -> Option<Identity> {
        let encoded: Vec<Vec<u8>> = kept.iter().map(Entry::encode).collect();
        let kept = self_proving(&encoded).map(|(_, identity, _)| identity);
        let in_space = |space: &SpaceId| {
            self.read(space, |state| state.record.identity(peer).cloned())
                .flatten()
        };
        let spaces = self.space_ids();
        let known = spaces.iter().filter_map(in_space).chain(kept);
        known.max_by_key(Identity::size)
    }

    /// Notes that a peer showed the connection key that its identity log names: an earlier one is refused from now on.
    pub(crate) fn note_connection_key(&self, party: &PartyId, key: Hash) -> Result<(), NodeFault> {
        self.with_peer(party, |peer| peer.pin = key)
    }

    /// Changes what stands in the database, not what this process remembers: another one may have written since.
    fn with_peer(
        &self,
        party: &PartyId,
        change: impl FnOnce(&mut PeerKnown),
    ) -> Result<(), NodeFault> {
        let mut writer = self.writer();
        let Some(known) = writer.store.fact(&fact_of(party))? else {
            return Ok(());
        };
        let (_, mut peer) = read_peer(&known).ok_or_else(|| NodeFault::Damaged {
            what: "what is known of a peer".into(),
        })?;
        change(&mut peer);
        self.put_peer(&mut writer.store, *party, peer)?;
        drop(writer);
        self.announce();
        Ok(())
    }

    /// Notes that our people compared the six words and found them equal.
    ///
    /// # Errors
    /// The database fails.
    pub fn confirm_words(&self, party: &PartyId) -> Result<(), NodeFault> {
        self.with_peer(party, |peer| peer.confirmed = true)
    }

    /// Pauses or resumes the exchange with a peer.
    ///
    /// # Errors
    /// The database fails.
    pub fn pause(&self, party: &PartyId, paused: bool) -> Result<(), NodeFault> {
        self.with_peer(party, |peer| peer.paused = paused)
    }

    /// Notes where a peer says that it can be reached.
    ///
    /// # Errors
    /// The database fails.
    pub fn note_addresses(&self, party: &PartyId, addresses: Vec<String>) -> Result<(), NodeFault> {
        let same = self
            .peers
            .lock()
            .get(party)
            .is_none_or(|peer| peer.addresses == addresses);
        if same || addresses.is_empty() {
            return Ok(());
        }
        self.with_peer(party, |peer| peer.addresses = addresses)
    }

    /// Makes another node of this process or machine known without first contact; for the demo and for tests.
    ///
    /// # Errors
    /// The identity does not prove itself, or the database fails.
    pub fn introduce(
        &self,
        party: PartyId,
        identity: &[Entry],
        addresses: Vec<String>,
    ) -> Result<(), NodeFault> {
        // Nobody invited: the smaller id stands for who did, so that both sides show the same words.
        let own = self.seats().next().map_or(party, |seat| seat.party);
        let words = six_word_indices(&own.min(party), &own.max(party), &[0; 32]);
        let encoded: Vec<Vec<u8>> = identity.iter().map(Entry::encode).collect();
        let (_, proven, _) = self_proving(&encoded).ok_or_else(|| NodeFault::Damaged {
            what: "an identity log".into(),
        })?;
        let pin = proven.latest().tls;
        self.keep_peer(party, identity.to_vec(), pin, addresses, words)?;
        self.confirm_words(&party)
    }
}

/// The peers whose kept identity does not prove itself any more.
pub(crate) fn damaged(store: &Store) -> Result<Vec<Fault>, NodeFault> {
    let facts = store.facts("peer/")?;
    let broken = facts
        .into_iter()
        .filter(|(name, value)| !is_sound(name, value));
    Ok(broken.map(|(name, _)| Fault::Peer { name }).collect())
}

/// Whether a fact beside the record is what was written, as far as that can be seen: of a peer it can.
pub(crate) fn is_sound(name: &str, value: &[u8]) -> bool {
    !name.starts_with("peer/") || read_peer(value).is_some_and(|(party, _)| name == fact_of(&party))
}
