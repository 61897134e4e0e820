//! Takes a batch from a peer, or says why not: with a signed refusal, which the other side keeps.

use canary::Canary;
use net::wire::Batch;
use net::{LookedOver, Refusal, RefusalCode, Stored};
use record::fold::Stem;
use record::{Lane, LogId, LogKey, PartyId, SignedCheckpoint};

use super::{Seated, shares};
use crate::accept::{self, Checked, Objection};
use crate::clock::now_ms;
use crate::fault::NodeFault;
use crate::refolds::may_fold_anew;
use crate::writer::{New, Outcome};

/// A log by its hexadecimal digits and numbers, for the names of facts.
fn log_words(log: &LogId) -> String {
    let LogKey {
        party, lane, epoch, ..
    } = log.key;
    format!(
        "{}/{}/{}/{epoch}",
        log.space.hex(),
        party.hex(),
        lane.number()
    )
}

impl Seated {
    fn refusal(&self, batch: &Batch, objection: Objection) -> Option<Box<Refusal>> {
        let code = match objection {
            Objection::Malformed => RefusalCode::Malformed,
            Objection::Mismatch => RefusalCode::Mismatch,
            Objection::Fork => RefusalCode::Fork,
            Objection::UnknownKey => RefusalCode::UnknownKey,
            Objection::Epochs => RefusalCode::Quota,
            Objection::NotMember => return None, // the same answer as for an unknown space
        };
        self.signed_refusal(&batch.checkpoint, code)
    }

    pub(super) fn signed_refusal(
        &self,
        head: &SignedCheckpoint,
        code: RefusalCode,
    ) -> Option<Box<Refusal>> {
        let log = head.head.log;
        let seat = self.node.seat(&self.party)?;
        let size = self
            .node
            .read(&log.space, |state| state.record.size(&log.key))
            .unwrap_or(0);
        let refusal = Refusal {
            by: self.party,
            code,
            log,
            size,
            checkpoint: head.hash(),
            time_ms: now_ms(),
            signature: Vec::new(),
        };
        Some(Box::new(refusal.sign(&seat.keys.node)))
    }

    /// Keeps the last refusal of each log that is held here, if the peer's node signed it.
    pub(super) fn keep_refusal(&self, peer: &PartyId, refusal: &Refusal) -> Result<(), NodeFault> {
        let signed = self.node.read(&refusal.log.space, |state| {
            let identity = state.record.identity(&refusal.by);
            let mut keys = identity.into_iter().flat_map(|one| one.node_keys_from(1));
            shares(state, peer)
                && state.record.size(&refusal.log.key) > 0
                && keys.any(|key| refusal.is_signed_by(key))
        });
        if refusal.by != *peer || signed != Some(true) {
            return Ok(());
        }
        tracing::warn!(code = ?refusal.code, "a peer did not take our entries");
        let fact = format!("refusal/{peer}/{}", log_words(&refusal.log));
        Ok(self
            .node
            .writer()
            .store
            .put_fact(&fact, &refusal.encode())?)
    }

    /// Keeps the proof that a head contradicts what is held here, if it does. True if that is news.
    pub(super) fn keep_contradiction(&self, head: &SignedCheckpoint) -> bool {
        let found = self.node.contradiction(head);
        let kept = found.and_then(|found| match found {
            Some(proof) => self.node.keep_fork(&proof, now_ms()),
            None => Ok(false),
        });
        kept.unwrap_or_else(|fault| {
            tracing::error!(%fault, "a proof of a fork could not be stored");
            false
        })
    }

    /// Whether entries that begin here may be taken from a peer: those that may have everything judged anew only as often
    /// as that is bearable. Then they are counted, once for each batch.
    fn may_fold(
        &self,
        peer: &PartyId,
        (log, at): (&LogId, u64),
        opens: bool,
        is_counted: &mut bool,
    ) -> bool {
        let may = self.node.read(&log.space, |state| {
            if *is_counted || !may_fold_anew(state, &log.key, opens, at) {
                return true;
            }
            *is_counted = true;
            let refolds = self.node.refolds();
            refolds.may(state, log.key.party, *peer, now_ms())
        });
        may.unwrap_or(false)
    }

    /// Checks a batch and stores it, and again if its log moved meanwhile.
    pub(super) fn store_batch(
        &self,
        peer: &PartyId,
        batch: &Batch,
        mut looked: Option<LookedOver>,
    ) -> Result<Stored, Option<Box<Refusal>>> {
        let (space, mut is_counted) = (batch.log().space, false);
        for _ in 0..8 {
            let checked = accept::check(&self.node.spaces, batch, looked.take()).ok_or(None)?;
            let (log, stem, size, entries, fitted) = match checked {
                Checked::New {
                    log,
                    stem,
                    size,
                    entries,
                    fitted,
                } => (log, stem, size, entries, fitted),
                Checked::Known => return Ok(Stored::Known),
                Checked::Gap => return Ok(Stored::Gap),
                Checked::Refused(objection) => {
                    if objection == Objection::Fork {
                        self.keep_contradiction(&batch.checkpoint);
                    }
                    return Err(self.refusal(batch, objection));
                }
            };
            let at = stem.as_ref().map_or(size, |stem| stem.at);
            let begins = (&log.in_space(space), at);
            if !self.may_fold(peer, begins, stem.is_some(), &mut is_counted) {
                return Err(self.signed_refusal(&batch.checkpoint, RefusalCode::Quota));
            }
            if canary::planted(Canary::CosignFirst) {
                self.cosign_first(&batch.checkpoint);
            }
            let new = New {
                log: log.in_space(space),
                stem,
                size,
                entries: &entries,
                fitted: &fitted,
                heads: std::slice::from_ref(&batch.checkpoint),
            };
            let appended = self.node.writer().append(&self.node.spaces, &new, now_ms());
            match appended {
                Ok(Outcome::Moved) => continue,
                Ok(Outcome::Done(_)) => {
                    self.follow(stem.as_ref(), &log, &batch.checkpoint);
                    return Ok(Stored::New);
                }
                Err(fault) => {
                    tracing::error!(%fault, "a peer's entries could not be stored");
                    return Err(self.signed_refusal(&batch.checkpoint, RefusalCode::Full));
                }
            }
        }
        Err(self.signed_refusal(&batch.checkpoint, RefusalCode::Full))
    }

    /// Does what follows from entries that were just stored.
    fn follow(&self, stem: Option<&Stem>, log: &LogKey, head: &SignedCheckpoint) {
        if let Some(stem) = stem
            && let Err(fault) = self.node.keep_parting(stem, log, head)
        {
            tracing::error!(%fault, "a proof of a fork could not be stored");
        }
        if log.lane == Lane::Identity {
            self.node.follow_connection_keys(); // before the receipt that says we know them
        }
        // What a release obliges us to seal is on the disk before the receipt for the release.
        if let Err(fault) = self.node.do_duties(head.head.log.space, now_ms()) {
            tracing::error!(%fault, "entries are stored, but what follows from them is not done");
        }
        self.node.announce();
    }

    /// A bug on purpose: says that it has what is not stored yet.
    fn cosign_first(&self, head: &SignedCheckpoint) {
        let stored = self.node.writer().store.put_checkpoint(head);
        let space = head.head.log.space;
        let cosigned = stored
            .map_err(NodeFault::from)
            .and_then(|()| self.node.cosign(self.party, space, head, now_ms()));
        tracing::trace!(?cosigned, "a bug");
    }
}
