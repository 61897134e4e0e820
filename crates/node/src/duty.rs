//! Duties: what a party's node seals by itself, because the rule says so.
//!
//! A release by another party obliges every required node that has not assented to renounce; nobody has to
//! click, and withholding it would be visible. Owed renounces come before waiting assents, and both are
//! derived again at start, so a crash in between leaves nothing undone.

use std::sync::Arc;

use domain::decide::{Pending, pending};
use private::PendingStatement;
use record::fold::Folded;
use record::seal::Statement;
use record::{
    Body, Cosignature, CosignatureKind, Kind, LogKey, PartyId, SignedCheckpoint, SpaceId,
    StatementId, Verdict, Void,
};

use crate::clock::random;
use crate::fault::NodeFault;
use crate::node::Node;
use crate::seat::Seat;
use crate::shared::signers;
use crate::writer::{Outcome, read, write};

impl Node {
    /// Keeps a signed statement until it can count.
    pub(crate) fn keep_pending(
        &self,
        space: SpaceId,
        party: PartyId,
        id: &StatementId,
        statement: &Statement,
    ) -> Result<(), NodeFault> {
        let pending = PendingStatement {
            space,
            party,
            statement: *id,
            body: statement.clone(),
        };
        Ok(self.private().put_pending(&pending)?)
    }

    /// The statements of `party` that wait, with the text that each would assent to.
    ///
    /// # Errors
    /// The private database cannot be read.
    pub fn waiting(
        &self,
        space: &SpaceId,
        party: &PartyId,
    ) -> Result<Vec<(StatementId, StatementId)>, NodeFault> {
        let all = self.private().pending(space)?;
        let ours = all.into_iter().filter(|waiting| waiting.party == *party);
        Ok(ours
            .filter_map(|waiting| Some((waiting.statement, assented_text(&waiting.body)?)))
            .collect())
    }

    /// Takes back a statement that waits.
    ///
    /// # Errors
    /// The private database cannot be written.
    pub fn cancel_waiting(
        &self,
        space: &SpaceId,
        statement: &StatementId,
    ) -> Result<(), NodeFault> {
        // Under the writer's lock: either it was sealed before, or it is not sealed any more.
        let writer = self.writer();
        self.private().drop_pending(space, statement)?;
        drop(writer);
        self.announce();
        Ok(())
    }

    /// Says for `party`, in a signed receipt, that everything under this head is on the disk here. Not before the
    /// party entered and told its keys: until then nobody in the space can verify it.
    pub(crate) fn cosign(
        &self,
        party: PartyId,
        space: SpaceId,
        head: &SignedCheckpoint,
        now_ms: u64,
    ) -> Result<(), NodeFault> {
        let Some(seat) = self.seat(&party) else {
            return Ok(());
        };
        if !self.entered(&space, &party) {
            return Ok(());
        }
        if !self.knows_node_key(&space, &seat) {
            self.owed_receipts().insert(space);
            return Ok(());
        }
        let log = head.head.log;
        let receipt = Cosignature {
            by: party,
            space,
            checkpoint: head.hash(),
            kind: CosignatureKind::Mirror,
            time_ms: now_ms,
        };
        let kept = self
            .writer()
            .store
            .put_cosignature(&log, &receipt.sign(&seat.keys.node))?;
        tracing::trace!(?kept, "cosigned");
        if let Some(state) = write(&self.spaces).get_mut(&space) {
            state.note_cosigned(&head.head, party, receipt.kind);
        }
        Ok(())
    }

    /// Cosigns what was stored before the party entered, or before a crash.
    pub(crate) fn cosign_what_is_held(&self, space: SpaceId, now_ms: u64) -> Result<(), NodeFault> {
        for party in self.seats().map(|seat| seat.party).collect::<Vec<_>>() {
            let of_others = self.read(&space, |state| {
                let behind = |log: &&LogKey| {
                    log.party != party && state.held(log, &party) < state.record.size(log)
                };
                state.record.logs().filter(behind).copied().collect()
            });
            let of_others: Vec<LogKey> = of_others.unwrap_or_default();
            for log in of_others {
                let head = self.stored(|reader| reader.last_checkpoint(&log.in_space(space)))?;
                if let Some(head) = head {
                    self.cosign(party, space, &head, now_ms)?;
                }
            }
        }
        Ok(())
    }

    /// Seals new keys and what is owed, then what waited and counts now; again, until nothing is left.
    pub(crate) fn do_duties(&self, space: SpaceId, now_ms: u64) -> Result<(), NodeFault> {
        self.erase_answered(space)?;
        if self.awaited(&space).is_some() {
            return Ok(()); // done as soon as the peers have answered
        }
        for party in self.seats().map(|seat| seat.party).collect::<Vec<_>>() {
            self.tell_new_keys(space, party, now_ms)?;
            self.drop_lost_acts(space, party, now_ms)?;
            let stop = self.read(&space, |state| state.stop(&party)).flatten();
            if stop.is_some() || self.check_keys(space, party).is_err() {
                continue; // done as soon as the party's log is whole; never with keys that somebody else replaced
            }
            while self.renounce_owed(space, party, now_ms)?
                || self.seal_waiting(space, party, now_ms)?
            {}
        }
        // What came while nobody in the space knew our keys; after what it obliges us to seal.
        let knows = |seat: Arc<Seat>| self.knows_node_key(&space, &seat);
        match self.seats().any(knows) && self.owed_receipts().remove(&space) {
            true => self.cosign_what_is_held(space, now_ms),
            false => Ok(()),
        }
    }

    /// Seals what is new in the party's identity log, where it is a member.
    fn tell_new_keys(&self, space: SpaceId, party: PartyId, now_ms: u64) -> Result<(), NodeFault> {
        let mut writer = self.writer();
        let Some(seat) = self.seat(&party) else {
            return Ok(());
        };
        let log = LogKey::identity(party);
        let begun = self.read(&space, |state| state.record.size(&log) > 0);
        match begun == Some(true) {
            true => self.append_identity(&mut writer, space, &seat, now_ms),
            false => Ok(()),
        }
    }

    fn renounce_owed(
        &self,
        space: SpaceId,
        party: PartyId,
        now_ms: u64,
    ) -> Result<bool, NodeFault> {
        let Some(seat) = self.seat(&party) else {
            return Ok(false);
        };
        let mut writer = self.writer();
        let log = self.current(&space, &party);
        let owed = {
            let spaces = read(&self.spaces);
            let Some(state) = spaces.get(&space) else {
                return Ok(false);
            };
            // Entry 0 is the entering. What is owed until then is sealed right after it.
            if state.record.size(&log) == 0 {
                return Ok(false);
            }
            state
                .record
                .ledger()
                .owed_renounces(&party, &state.record.view_of(&log))
        };
        if owed.is_empty() {
            return Ok(false);
        }
        let sign = |text: StatementId| {
            let mut body = Body::new(space, party, Kind::Renounce, random());
            body.refs = vec![text];
            Statement::sign(&body, Vec::new(), &seat.keys.node)
        };
        let statements = owed.into_iter().map(sign).collect();
        let outcome = writer.append_own(
            &self.spaces,
            space,
            log,
            statements,
            &seat.keys.node,
            now_ms,
        )?;
        // Moved: look again. Appended: only if it counted, or the same would be owed again for ever.
        let counted = |one: &Folded| one.at.log == log && one.verdict == Verdict::Valid;
        match outcome {
            Outcome::Moved => Ok(true),
            Outcome::Done(folded) if folded.iter().any(counted) => Ok(true),
            Outcome::Done(_) => {
                tracing::error!(%space, "what the node renounced by itself does not count");
                Ok(false)
            }
        }
    }

    fn seal_waiting(&self, space: SpaceId, party: PartyId, now_ms: u64) -> Result<bool, NodeFault> {
        let Some(seat) = self.seat(&party) else {
            return Ok(false);
        };
        let mut writer = self.writer();
        let log = self.current(&space, &party);
        let waiting = self.private().pending(&space)?;
        for waiting in waiting.into_iter().filter(|waiting| waiting.party == party) {
            let verdict = {
                let spaces = read(&self.spaces);
                let Some(state) = spaces.get(&space) else {
                    return Ok(false);
                };
                // A crash after sealing and before forgetting: it stands on the record already.
                let sealed = writer.store.find(&space, &waiting.statement)?.is_some();
                match assented_text(&waiting.body) {
                    Some(text) if !sealed => pending(&state.record, party, &text),
                    _ => Pending::Drop(Void::Repeated),
                }
            };
            let verdict = match verdict {
                Pending::Ready if !self.still_entitled(&waiting, now_ms) => {
                    Pending::Drop(Void::NotEntitled)
                }
                verdict => verdict,
            };
            match verdict {
                Pending::Wait => continue,
                Pending::Drop(reason) => {
                    self.give_up(&waiting, Some(reason), now_ms)?;
                    return Ok(true);
                }
                Pending::Ready => {
                    let statements = vec![waiting.body.clone()];
                    let outcome = writer.append_own(
                        &self.spaces,
                        space,
                        log,
                        statements,
                        &seat.keys.node,
                        now_ms,
                    )?;
                    if let Outcome::Done(_) = outcome {
                        self.private().drop_pending(&space, &waiting.statement)?;
                    }
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Whether whoever signed a statement that waited still has the powers for it, and they have not expired.
    fn still_entitled(&self, waiting: &PendingStatement, now_ms: u64) -> bool {
        let by = signers(&waiting.body);
        by.iter().all(|kid| {
            let powers = self.powers_of(waiting.space, waiting.party, kid);
            powers.is_some_and(|powers| {
                powers.kinds.contains(&Kind::Assent)
                    && powers.together <= by.len() as u64
                    && powers
                        .expires_ms
                        .is_none_or(|expires_ms| expires_ms > now_ms)
            })
        })
    }
}

pub(crate) fn assented_text(statement: &Statement) -> Option<StatementId> {
    let body = Body::decode(&statement.body_bytes).ok()?;
    (body.kind == Kind::Assent)
        .then(|| body.refs.first().copied())
        .flatten()
}
