//! Folds what is stored and not applied: at the start, and when another process wrote to the folder.

use record::{CosignatureKind, LogId, LogKey, Member, PartyId, SpaceId};

use super::{Spaces, Writer, read, write};
use crate::fault::NodeFault;
use crate::forks::stored_proofs;
use crate::replay::{fold_anew, replay, replay_ahead};
use crate::space::Space;

impl Writer {
    /// Replays every stored space into `spaces`.
    ///
    /// # Errors
    /// The database is damaged or cannot be read.
    pub fn load(&mut self, spaces: &Spaces) -> Result<(), NodeFault> {
        let newest = self.store.newest()?;
        for row in self.store.spaces()? {
            let space = row.space;
            write(spaces)
                .entry(space)
                .or_insert_with(|| Space::new(row.founding));
            replay_ahead(&self.store, spaces, space)?;
            self.fold_anew(spaces, space)?;
            self.load_evidence(spaces, space)?;
        }
        self.looked = newest;
        Ok(())
    }

    /// Folds what another process stored here, or this one before it stopped, in order of arrival. Whether
    /// anything was new.
    ///
    /// # Errors
    /// The database is damaged or cannot be read.
    pub fn catch_up(&self, spaces: &Spaces, space: SpaceId) -> Result<bool, NodeFault> {
        let any = replay(&self.store, spaces, space)?;
        self.fold_anew(spaces, space)?;
        self.load_evidence(spaces, space)?;
        Ok(any)
    }

    /// Folds a space anew, the keys first, if a branch of a forked identity log came after something had been judged
    /// without it.
    fn fold_anew(&self, spaces: &Spaces, space: SpaceId) -> Result<(), NodeFault> {
        let founding = read(spaces).get(&space).and_then(|state| {
            let founding = state.record.founding();
            state.record.is_stale().then(|| founding.clone())
        });
        let Some(founding) = founding else {
            return Ok(());
        };
        let mut anew = Space::new(founding);
        fold_anew(&self.store, &mut anew)?;
        if let Some(state) = write(spaces).get_mut(&space) {
            anew.answered = state.answered.take();
            anew.shows_less = std::mem::take(&mut state.shows_less);
            anew.erased = std::mem::take(&mut state.erased);
            anew.questions = std::mem::take(&mut state.questions);
            *state = anew;
        }
        Ok(())
    }

    /// Notes the signed heads that are held since it last looked, and who said to hold what. Reads first: nobody
    /// who shows a page should wait for the database.
    fn load_evidence(&self, spaces: &Spaces, space: SpaceId) -> Result<(), NodeFault> {
        let (logs, members) = {
            let spaces = read(spaces);
            let Some(state) = spaces.get(&space) else {
                return Ok(());
            };
            let noted = |log: &LogKey| state.heads_noted.get(log).copied().unwrap_or(0);
            let known = |log: &LogKey| (noted(log), state.record.folded_size(log));
            let logs = state.record.logs().map(|log| (*log, known(log)));
            let members = state.record.roster();
            (logs.collect::<Vec<_>>(), members)
        };
        for (log, (noted, known)) in logs {
            let id = log.in_space(space);
            // No entry names a head below the largest one over what is folded.
            let named = self.store.checkpoint_within(&id, known)?;
            let from = named.map_or(noted, |head| head.head.size.max(noted));
            let heads = self.store.checkpoints(&id, from)?;
            let held = self.held(&id, &members)?;
            let mut spaces = write(spaces);
            let Some(state) = spaces.get_mut(&space) else {
                return Ok(());
            };
            for head in heads {
                state.record.note_head(log, head.head.size);
                state.heads_noted.insert(log, head.head.size);
            }
            for (party, kind, size) in held {
                state.note_held(log, party, kind, size);
            }
        }
        let proofs = stored_proofs(&self.store, &space)?;
        if let Some(state) = write(spaces).get_mut(&space) {
            for proof in proofs {
                state.note_fork(proof);
            }
        }
        Ok(())
    }

    /// Of a log, or a branch of it, who said to hold how much, or to have seen a head over how much.
    pub(super) fn held(
        &self,
        log: &LogId,
        members: &[Member],
    ) -> Result<Vec<(PartyId, CosignatureKind, u64)>, NodeFault> {
        let mut held = Vec::with_capacity(2 * members.len());
        for party in members.iter().map(|member| member.party) {
            for kind in [CosignatureKind::Mirror, CosignatureKind::Witness] {
                let size = self.store.cosigned_size(log, &party, kind)?;
                held.push((party, kind, size));
            }
        }
        Ok(held)
    }
}
