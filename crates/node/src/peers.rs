//! Peers: the other parties' nodes, their pinned keys, and first contact.
//!
//! What is known of a peer stands as public facts beside the record: its identity log, its addresses,
//! whether it is paused. The secret of an invitation is never kept, only its hash, and it opens one thing
//! once: the exchange of identity logs and of the draft of a founding.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

use domain::wording::{NAME, texts_of};
use net::invitation::{FirstContact, Invitation, Welcome, secret_hash, six_word_indices};
use net::wire::Draft;
use net::{Pins, TlsIdentity};
use record::cbor::{self, Reader, Writer};
use record::identity::Identity;
use record::{Entry, Hash, PartyId, SpaceId};
use store::Store;

use crate::act::ActError;
use crate::clock::random;
use crate::fault::NodeFault;
use crate::founding::parties;
use crate::node::Node;
use crate::seat::Name;
use crate::verify::Fault;

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

    /// Makes an invitation for `party`, to be handed over by a way that both trust.
    ///
    /// # Errors
    /// The node does not act for `party`, or the database fails.
    pub fn invite(
        &self,
        party: PartyId,
        offer: &Offer,
        addresses: Vec<String>,
    ) -> Result<Invitation, ActError> {
        let seat = self.seat(&party).ok_or(ActError::NotSeated)?;
        let secret = random();
        let fact = format!("invitation/{}", secret_hash(&secret));
        self.writer()
            .store
            .put_fact(&fact, &write_offer(party, offer))
            .map_err(NodeFault::from)?;
        self.peers.pins.admit_strangers(true);
        Ok(Invitation {
            inviter: party,
            addresses,
            spki_hash: seat.keys.tls()?.spki_hash(),
            secret,
        })
    }

    /// Somebody showed the secret of an invitation. None if it opens nothing: the same answer in every case. Whom it let
    /// in may ask again, and is given the same: the answer may have been lost.
    pub(crate) fn welcome(
        &self,
        caller: Hash,
        contact: &FirstContact,
        now_ms: u64,
    ) -> Option<Welcome> {
        let fact = format!("invitation/{}", secret_hash(&contact.secret));
        // Whoever has no secret and is nobody known costs no signature.
        let is_invited = self.stored(|reader| reader.fact(&fact)).ok()?.is_some();
        (is_invited || self.peers.pins.party(&caller).is_some()).then_some(())?;
        let (invitee, identity, entries) = self_proving(&contact.identity)?;
        names_key(&identity, &caller).then_some(())?;
        // Looked up and used up under one lock: of two callers with the secret one is let in.
        let mut writer = self.writer();
        let Some(offer) = writer.store.fact(&fact).ok()? else {
            drop(writer);
            return self.answer_again(invitee, contact);
        };
        let (inviter, offer) = read_offer(&offer)?;
        let seat = self.seat(&inviter)?;
        (offer.expires_ms > now_ms && invitee != inviter).then_some(())?;
        let meets_again = offer.titles.is_empty();
        (!meets_again || self.peers.lock().contains_key(&invitee)).then_some(())?;
        writer.store.drop_fact(&fact).ok()?;
        let left = writer
            .store
            .facts("invitation/")
            .map_or(0, |facts| facts.len());
        drop(writer);
        self.peers.pins.admit_strangers(left > 0);
        let words = six_word_indices(&inviter, &invitee, &contact.secret);
        self.keep_peer(invitee, entries, caller, contact.addresses.clone(), words)
            .ok()?;
        let draft = match meets_again {
            true => None,
            false => Some(
                self.found_with(inviter, invitee, &offer, &contact.secret, now_ms)
                    .ok()?,
            ),
        };
        Some(Welcome {
            identity: seat.identity.iter().map(Entry::encode).collect(),
            draft,
        })
    }

    /// Drafts the founding that the invitation offered and enters it. The order of the two is drawn by lot from
    /// the secret and both ids, which neither side chose knowing the other's.
    fn found_with(
        &self,
        inviter: PartyId,
        invitee: PartyId,
        offer: &Offer,
        secret: &[u8; 32],
        now_ms: u64,
    ) -> Result<Draft, ActError> {
        let (first, second) = (inviter.min(invitee), inviter.max(invitee));
        let lot = Hash::labelled(
            "detente/1/lot",
            &[first.as_bytes(), second.as_bytes(), secret],
        );
        let order = if lot.0[0] & 1 == 0 {
            [first, second]
        } else {
            [second, first]
        };
        let languages: Vec<&str> = offer.languages.iter().map(String::as_str).collect();
        let (founding, payloads) =
            self.draft_founding(inviter, parties(&order), &languages, &offer.titles);
        let space = self.keep_own_founding(&founding, &payloads)?;
        self.enter(space, inviter, now_ms)?;
        Ok(Draft { founding, payloads })
    }

    /// Takes an invitation: exchanges identity logs, pins the inviter and keeps the founding draft. Entering it is an act
    /// of its own, after the two people compared the six words.
    ///
    /// # Errors
    /// The inviter cannot be reached, is another one than the invitation names, or the secret opens nothing.
    pub async fn accept(
        &self,
        party: PartyId,
        invitation: &Invitation,
        addresses: Vec<String>,
    ) -> Result<PartyId, ContactError> {
        let seat = self.seat(&party).ok_or(ContactError::NotSeated)?;
        let contact = FirstContact {
            secret: invitation.secret,
            identity: seat.identity.iter().map(Entry::encode).collect(),
            addresses,
        };
        let answer = first_contact(invitation, &seat.keys.tls()?, &contact).await?;
        self.meet(party, invitation, answer)
    }

    /// Takes the inviter's answer, whichever way it came: pins the inviter and keeps the founding draft.
    pub(crate) fn meet(
        &self,
        party: PartyId,
        invitation: &Invitation,
        answer: Welcome,
    ) -> Result<PartyId, ContactError> {
        let (inviter, identity, entries) =
            self_proving(&answer.identity).ok_or(ContactError::OtherParty)?;
        if inviter != invitation.inviter || !names_key(&identity, &invitation.spki_hash) {
            return Err(ContactError::OtherParty);
        }
        // The draft first: what the inviter sends of the space once it can dial must find it known.
        if let Some(draft) = answer.draft {
            self.keep_founding(&draft.founding, &draft.payloads)
                .map_err(|_| ContactError::OtherParty)?;
        }
        let words = six_word_indices(&inviter, &party, &invitation.secret);
        let pin = invitation.spki_hash;
        self.keep_peer(inviter, entries, pin, invitation.addresses.clone(), words)?;
        Ok(inviter)
    }

    pub(crate) fn keep_peer(
        &self,
        party: PartyId,
        identity: Vec<Entry>,
        pin: Hash,
        addresses: Vec<String>,
        words: [u8; 6],
    ) -> Result<(), NodeFault> {
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

/// Whether an identity log names this key of the connection: the last one, or the one before, which is shown until
/// everybody has heard of the last one.
fn names_key(identity: &Identity, key: &Hash) -> bool {
    let size = identity.size();
    let sizes = [size, size.saturating_sub(1).max(1)];
    sizes
        .into_iter()
        .any(|size| identity.at(size).any(|keys| keys.tls == *key))
}

async fn first_contact(
    invitation: &Invitation,
    tls: &TlsIdentity,
    contact: &FirstContact,
) -> Result<Welcome, ContactError> {
    let mut last = ContactError::NoAddress;
    for address in &invitation.addresses {
        let mut client = match net::Client::connect(address, tls, invitation.spki_hash).await {
            Ok(client) => client,
            Err(cause) => {
                last = ContactError::Unreachable {
                    address: address.clone(),
                    cause,
                };
                continue;
            }
        };
        let posted = client
            .post(
                net::PATH_FIRST_CONTACT,
                contact.encode(),
                net::invitation::FIRST_CONTACT_BYTES_MAX,
                std::time::Duration::ZERO,
            )
            .await;
        match posted {
            Ok(bytes) => return Welcome::decode(&bytes).map_err(|_| ContactError::Refused),
            // It was asked too often, or broke off: asking again does no harm.
            Err(cause) if cause.may_pass() => {
                last = ContactError::Unreachable {
                    address: address.clone(),
                    cause,
                };
            }
            Err(_) => return Err(ContactError::Refused),
        }
    }
    Err(last)
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

/// Reads an identity log that proves itself: whose, its keys, its entries.
pub(crate) fn self_proving(encoded: &[Vec<u8>]) -> Option<(PartyId, Identity, Vec<Entry>)> {
    let entries: Vec<Entry> = encoded
        .iter()
        .map(|bytes| Entry::decode(bytes).ok())
        .collect::<Option<_>>()?;
    let (first, rest) = entries.split_first()?;
    let party = PartyId(first.leaf.statement.0);
    let mut identity = Identity::incept(party, &first.leaf, &first.body, &first.body_bytes)?;
    for entry in rest {
        identity.extend(&entry.leaf, &entry.body, &entry.body_bytes);
    }
    Some((party, identity, entries))
}

fn fact_of(party: &PartyId) -> String {
    format!("peer/{party}")
}

fn write_peer(party: &PartyId, peer: &PeerKnown) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(7)
        .bytes(party.as_bytes())
        .array(peer.identity.len() as u64);
    peer.identity.iter().for_each(|entry| {
        w.bytes(&entry.encode());
    });
    w.array(peer.addresses.len() as u64);
    peer.addresses.iter().for_each(|address| {
        w.str(address);
    });
    w.bytes(&peer.words).bool(peer.confirmed).bool(peer.paused);
    w.bytes(peer.pin.as_bytes());
    w.finish()
}

fn read_peer(bytes: &[u8]) -> Option<(PartyId, PeerKnown)> {
    cbor::check(bytes).ok()?;
    let mut r = Reader::new(bytes);
    let fields = r.array().ok()?;
    (6..=7).contains(&fields).then_some(())?;
    let party = PartyId(Hash(r.bytes_n().ok()?));
    let count = r.array().ok()?;
    let encoded: Vec<Vec<u8>> = (0..count)
        .map(|_| r.bytes().ok().map(<[u8]>::to_vec))
        .collect::<Option<_>>()?;
    let (_, identity, entries) = self_proving(&encoded)?;
    let count = r.array().ok()?;
    let addresses = (0..count)
        .map(|_| r.str().ok().map(str::to_owned))
        .collect::<Option<_>>()?;
    let (words, confirmed, paused) = (r.bytes_n().ok()?, r.bool().ok()?, r.bool().ok()?);
    // Before there were new keys of the connection, the first one was the only one.
    let pin = match fields {
        6 => identity.latest().tls,
        _ => Hash(r.bytes_n().ok()?),
    };
    Some((
        party,
        PeerKnown {
            identity: entries,
            pin,
            addresses,
            words,
            confirmed,
            paused,
        },
    ))
}

fn write_offer(party: PartyId, offer: &Offer) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(4)
        .bytes(party.as_bytes())
        .u64(offer.expires_ms)
        .array(offer.languages.len() as u64);
    offer.languages.iter().for_each(|lang| {
        w.str(lang);
    });
    w.array(offer.titles.len() as u64);
    offer.titles.iter().for_each(|title| {
        w.array(2).str(&title.lang).str(&title.text);
    });
    w.finish()
}

fn read_offer(bytes: &[u8]) -> Option<(PartyId, Offer)> {
    cbor::check(bytes).ok()?;
    let mut r = Reader::new(bytes);
    (r.array().ok()? == 4).then_some(())?;
    let party = PartyId(Hash(r.bytes_n().ok()?));
    let expires_ms = r.u64().ok()?;
    let count = r.array().ok()?;
    let languages = (0..count)
        .map(|_| r.str().ok().map(str::to_owned))
        .collect::<Option<_>>()?;
    let count = r.array().ok()?;
    let mut titles = Vec::new();
    for _ in 0..count {
        (r.array().ok()? == 2).then_some(())?;
        titles.push(Name {
            lang: r.str().ok()?.to_owned(),
            text: r.str().ok()?.to_owned(),
        });
    }
    Some((
        party,
        Offer {
            titles,
            languages,
            expires_ms,
        },
    ))
}

/// Why first contact failed.
#[derive(Debug, thiserror::Error)]
pub enum ContactError {
    /// This node does not act for that party.
    #[error("this node does not act for that party")]
    NotSeated,
    /// The invitation names no address.
    #[error("the invitation names no address; ask for a new one")]
    NoAddress,
    /// Nobody answers there.
    #[error(
        "{address} cannot be reached ({cause}); ask whether the node is running, and try again"
    )]
    Unreachable {
        /// Where.
        address: String,
        /// What happened.
        cause: net::ClientError,
    },
    /// The secret opens nothing there.
    #[error(
        "the other node does not know this invitation: it was used, has lapsed, or was taken back; ask for a new one"
    )]
    Refused,
    /// Not a file of a first contact.
    #[error("this is not a file of a first contact, or it is damaged; have it written again")]
    NotAContact,
    /// The secret in the request opens nothing here.
    #[error(
        "the request answers no open invitation of this node: it was used by somebody else, or has lapsed; invite again"
    )]
    NotInvited,
    /// Another party answered than the invitation names.
    #[error(
        "another party answered than the one that the invitation names; do not go on, and call the person who invited you"
    )]
    OtherParty,
    /// For the operator.
    #[error(transparent)]
    Fault(#[from] NodeFault),
}
