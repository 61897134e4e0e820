//! First contact without a network: the same request and the same answer, as two files carried by hand.
//!
//! Nothing in them is sealed, because neither side has the other's key yet: they go the way that the invitation
//! went. What a TLS connection would show of the invitee, that it has the key it names, nothing shows here; the
//! six words and the first pouch do.

use net::Invitation;
use net::invitation::{FirstContact, Welcome, six_word_indices};
use net::wire::Draft;
use record::{Entry, PartyId};

use crate::node::Node;
use crate::peers::{ContactError, self_proving};

impl Node {
    /// The request that shows the invitation's secret, for the inviter's [`Node::welcome_request`].
    ///
    /// # Errors
    /// The node does not act for `party`.
    pub fn request(
        &self,
        party: PartyId,
        invitation: &Invitation,
        addresses: Vec<String>,
    ) -> Result<Vec<u8>, ContactError> {
        let seat = self.seat(&party).ok_or(ContactError::NotSeated)?;
        let contact = FirstContact {
            secret: invitation.secret,
            identity: seat.identity.iter().map(Entry::encode).collect(),
            addresses,
        };
        Ok(contact.encode())
    }

    /// Takes a request to one of our invitations: who it is, and the answer to bring back. A request that was
    /// taken before is answered again, since the file with the answer may have been lost on the way.
    ///
    /// # Errors
    /// Not a request, or its secret opens nothing here.
    pub fn welcome_request(
        &self,
        bytes: &[u8],
        now_ms: u64,
    ) -> Result<(PartyId, Vec<u8>), ContactError> {
        let contact = FirstContact::decode(bytes).map_err(|_| ContactError::NotAContact)?;
        let (invitee, identity, _) =
            self_proving(&contact.identity).ok_or(ContactError::NotAContact)?;
        let welcome = self.welcome(identity.latest().tls, &contact, now_ms);
        let welcome = welcome.ok_or(ContactError::NotInvited)?;
        Ok((invitee, welcome.encode()))
    }

    /// The answer as it was given, if this secret is the one that this peer came in by.
    pub(crate) fn answer_again(&self, invitee: PartyId, contact: &FirstContact) -> Option<Welcome> {
        let known = self.peers().all().remove(&invitee)?;
        let came_by =
            |inviter: &PartyId| six_word_indices(inviter, &invitee, &contact.secret) == known.words;
        let seat = self.seats().find(|seat| came_by(&seat.party))?;
        let founded = |space: &record::SpaceId| {
            let membership = |state: &crate::Space| state.record.founding().membership.clone();
            let both = self.read(space, membership)?;
            let named = |party| both.role(party).is_some();
            (both.members.len() == 2 && named(&invitee) && named(&seat.party)).then_some(*space)
        };
        let space = self.space_ids().iter().find_map(founded)?;
        let (founding, payloads) = self.founding_of(&space).ok()??;
        Some(Welcome {
            identity: seat.identity.iter().map(Entry::encode).collect(),
            draft: Some(Draft { founding, payloads }),
        })
    }

    /// Takes the inviter's answer, as [`Node::accept`] takes it from the network.
    ///
    /// # Errors
    /// Not an answer, or from another party than the invitation names.
    pub fn accept_answer(
        &self,
        party: PartyId,
        invitation: &Invitation,
        bytes: &[u8],
    ) -> Result<PartyId, ContactError> {
        let answer = Welcome::decode(bytes).map_err(|_| ContactError::NotAContact)?;
        self.meet(party, invitation, answer)
    }
}
