//! Waiting assents that are given up because they can no longer count. Whoever signs one is promised to be told; the
//! private database keeps it for the Waiting page until somebody of the seat has read it.

use private::{GivenUp, PendingStatement};
use record::{Kid, PartyId, SpaceId, StatementId, Void};

use crate::duty::assented_text;
use crate::fault::NodeFault;
use crate::node::Node;

/// In place of the number of a reason: it waited in an old copy, and may have been cancelled since.
pub const GIVEN_UP_RESTORED: u8 = 0;

impl Node {
    /// What waits in a copy that was restored is not sealed: since then it may have been cancelled. Whoever signed it is told.
    pub(crate) fn give_up_all(&self, now_ms: u64) -> Result<(), NodeFault> {
        let spaces = self.private().spaces_with_pending()?;
        for space in spaces {
            let waiting = self.private().pending(&space)?;
            for waiting in waiting {
                self.give_up(&waiting, None, now_ms)?;
            }
        }
        Ok(())
    }

    /// Drops a statement that can no longer count, and keeps it for its party to be told. One that is on the record
    /// already needs no telling. Without a `reason` it is one from an old copy ([`GIVEN_UP_RESTORED`]).
    pub(crate) fn give_up(
        &self,
        waiting: &PendingStatement,
        reason: Option<Void>,
        now_ms: u64,
    ) -> Result<(), NodeFault> {
        let text = assented_text(&waiting.body).filter(|_| reason != Some(Void::Repeated));
        let Some(text) = text else {
            return Ok(self
                .private()
                .drop_pending(&waiting.space, &waiting.statement)?);
        };
        tracing::info!(?reason, "a waiting assent was given up");
        let signature = waiting.body.signatures.first();
        let signer = signature
            .and_then(|bytes| record::cose::parse_signature(bytes).ok())
            .map_or(Kid([0; 32]), |signature| signature.kid);
        Ok(self.private().give_up(&GivenUp {
            space: waiting.space,
            party: waiting.party,
            statement: waiting.statement,
            text,
            signer,
            reason: reason.map_or(GIVEN_UP_RESTORED, |reason| reason as u8),
            at_ms: now_ms,
        })?)
    }

    /// The waiting assents of `party` that were given up and that nobody has read of yet.
    ///
    /// # Errors
    /// The private database cannot be read.
    pub fn given_up(&self, space: &SpaceId, party: &PartyId) -> Result<Vec<GivenUp>, NodeFault> {
        Ok(self.private().given_up(space, party)?)
    }

    /// Notes that somebody of the seat has read of it.
    ///
    /// # Errors
    /// The private database cannot be written.
    pub fn note_read(
        &self,
        space: &SpaceId,
        party: &PartyId,
        statement: &StatementId,
    ) -> Result<(), NodeFault> {
        self.private().drop_given_up(space, party, statement)?;
        self.announce();
        Ok(())
    }
}
