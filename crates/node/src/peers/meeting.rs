//! First contact: one side invites, the other shows the secret, and both know each other's keys.

use net::TlsIdentity;
use net::invitation::{FirstContact, Invitation, Welcome, secret_hash, six_word_indices};
use net::wire::Draft;
use record::identity::Identity;
use record::{Entry, Hash, PartyId};

use super::Offer;
use super::kept::{read_offer, self_proving, write_offer};
use crate::act::ActError;
use crate::clock::random;
use crate::fault::NodeFault;
use crate::founding::parties;
use crate::node::Node;

impl Node {
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
