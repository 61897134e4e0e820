//! Foundings of spaces that somebody has not entered yet: those that a peer offers, and those that it is given.

use net::wire::Draft;
use record::{Founding, LogKey, PartyId, SpaceId};

use super::{Seated, shares};
use crate::act::ActError;
use crate::fault::NodeFault;
use crate::space::Space;
use crate::writer::read;

/// The most drafts of spaces from one peer that wait for us to enter; the peer sends the rest again later.
const DRAFTS_MAX: usize = 32;

impl Seated {
    /// The founding for a member: a witness is not told what the relationship is called.
    pub(super) fn draft_for(&self, peer: &PartyId, space: &SpaceId) -> Option<Draft> {
        let (founding, mut payloads) = self.node.founding_of(space).ok()??;
        if self.node.read(space, |state| state.is_witness(peer))? {
            payloads.clear();
        }
        Some(Draft { founding, payloads })
    }

    /// Keeps a draft from a peer that is named in its founding, up to a limit. It may not name us: then a change of
    /// members lets us in, which we see once we hold the entries.
    pub(super) fn keep_draft(&self, peer: &PartyId, draft: &Draft) {
        let Some(founding) = Founding::read(&draft.founding) else {
            return;
        };
        let is_known = self.node.read(&founding.space, |_| ()).is_some();
        if is_known || founding.membership.role(peer).is_none() {
            return;
        }
        let space = founding.space;
        let kept = match self.has_room_for(peer, &space) {
            Ok(true) => self.node.keep_offered(founding, &draft.payloads).map(drop),
            Ok(false) => {
                tracing::warn!(peer = %peer.short(), "a peer drafts more spaces than we keep unanswered");
                Ok(())
            }
            Err(fault) => Err(fault),
        };
        if let Err(fault) = kept {
            tracing::warn!(%fault, "a peer's draft of a space is not kept");
        }
    }

    /// Whether there is room for one more space that this peer offers, and notes that it did. Counted by who offers:
    /// whom a founding names besides, everybody can choose.
    fn has_room_for(&self, peer: &PartyId, space: &SpaceId) -> Result<bool, ActError> {
        let (names, own) = (format!("offered/{peer}/"), LogKey::main(self.party));
        let writer = self.node.writer();
        let offered = writer.store.facts(&names).map_err(NodeFault::from)?;
        let spaces = read(&self.node.spaces);
        let waits = |name: &String| {
            let space = spaces
                .iter()
                .find(|(space, _)| name.ends_with(&space.hex()));
            space.is_some_and(|(_, state)| state.record.size(&own) == 0)
        };
        if offered.iter().filter(|(name, _)| waits(name)).count() >= DRAFTS_MAX {
            return Ok(false);
        }
        drop((spaces, writer));
        let fact = format!("{names}{}", space.hex());
        self.node
            .writer()
            .store
            .put_fact(&fact, &[])
            .map_err(NodeFault::from)?;
        Ok(true)
    }

    /// The spaces that are shared with a peer who has not entered them.
    pub(super) fn drafts_for(&self, peer: &PartyId) -> Vec<Draft> {
        let waiting: Vec<SpaceId> = {
            let spaces = read(&self.node.spaces);
            let not_in =
                |state: &Space| shares(state, peer) && state.record.size(&LogKey::main(*peer)) == 0;
            spaces
                .iter()
                .filter(|(_, state)| not_in(state))
                .map(|(space, _)| *space)
                .collect()
        };
        let draft = |space: SpaceId| self.draft_for(peer, &space);
        waiting.into_iter().filter_map(draft).collect()
    }
}
