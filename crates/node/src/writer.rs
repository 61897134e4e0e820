//! The writer: the only way into the database, and from the database into the state.
//!
//! A synchronous struct behind one lock. Entries are durable before they are applied and applied before
//! they are announced. Another process may write to the same folder: whatever it appended is folded first.

mod load;
mod own;

use std::collections::BTreeMap;
use std::sync::RwLock;

use record::fold::{Folded, Signatures};
use record::{Entry, LogId, SignedCheckpoint, SpaceId, Stem, Verdict};
use store::{Appended, Batch, NewEntry, Store};

use crate::doubt::Doubts;
use crate::fault::NodeFault;
use crate::space::Space;

/// The spaces of a node by their ids; readers take this lock, build a page and drop it.
pub type Spaces = RwLock<BTreeMap<SpaceId, Space>>;

/// The database and the right to write to it.
pub struct Writer {
    /// The record's database.
    pub store: Store,
    /// What was signed on this machine.
    pub doubts: Doubts,
    /// Up to which arrival number every space was looked at: nothing up to it is left to apply.
    pub looked: u64,
}

/// Checked entries of one log, with heads over parts of them in order, the last over all of them.
pub struct New<'a> {
    /// Which log, and which branch of it.
    pub log: LogId,
    /// Where the branch leaves the log, if it is a new one.
    pub stem: Option<Stem>,
    /// How many entries it has before them.
    pub size: u64,
    /// The entries.
    pub entries: &'a [Entry],
    /// Of each, whether its signatures fitted.
    pub fitted: &'a [bool],
    /// The heads.
    pub heads: &'a [SignedCheckpoint],
}

/// What an append came to.
#[must_use]
pub enum Outcome {
    /// Durable and applied.
    Done(Vec<Folded>),
    /// The log had moved; what was missing is folded now. Decide again.
    Moved,
}

impl Outcome {
    /// What was folded, if `sealed` own entries were appended to `log` and every one of them counts; none if it had moved.
    /// An act may seal nothing: all of it waits.
    ///
    /// # Errors
    /// [`NodeFault::Void`]: something was sealed that does not count, so what it was for is not done.
    pub fn counted(self, log: &LogId, sealed: usize) -> Result<Option<Vec<Folded>>, NodeFault> {
        let Outcome::Done(folded) = self else {
            return Ok(None);
        };
        let counts = |one: &&Folded| one.at.log == log.key && one.verdict == Verdict::Valid;
        match folded.iter().filter(counts).count() == sealed {
            true => Ok(Some(folded)),
            false => Err(NodeFault::Void { space: log.space }),
        }
    }
}

impl Writer {
    /// Notes who said to hold a branch before anything of it was here: their receipts were kept for its heads.
    fn note_held_before(&self, state: &mut Space, branch: &LogId) -> Result<(), NodeFault> {
        for (party, kind, size) in self.held(branch, &state.record.roster())? {
            state.note_held(branch.key, party, kind, size);
        }
        Ok(())
    }

    /// Appends checked entries, then applies them.
    ///
    /// # Errors
    /// The database fails.
    pub fn append(
        &mut self,
        spaces: &Spaces,
        new: &New<'_>,
        now_ms: u64,
    ) -> Result<Outcome, NodeFault> {
        match self.store_new(spaces, new, now_ms)? {
            Some(before) => Ok(Outcome::Done(self.apply_all(spaces, new, before)?)),
            None => Ok(Outcome::Moved),
        }
    }

    /// Stores checked entries, durable on return, and gives the newest arrival number before them. None if the log
    /// had moved; what was missing is folded then.
    fn store_new(
        &mut self,
        spaces: &Spaces,
        new: &New<'_>,
        now_ms: u64,
    ) -> Result<Option<u64>, NodeFault> {
        let rows = new
            .entries
            .iter()
            .zip(new.fitted)
            .map(|(entry, fitted)| NewEntry {
                entry,
                fitted: *fitted,
                received_ms: now_ms,
            });
        let rows: Vec<NewEntry<'_>> = rows.collect();
        let mut batches = Vec::with_capacity(new.heads.len());
        let mut from = new.size;
        for head in new.heads {
            let part = (from - new.size) as usize..(head.head.size - new.size) as usize;
            batches.push(Batch {
                log: new.log,
                expected_size: from,
                entries: &rows[part],
                checkpoint: Some(head),
            });
            from = head.head.size;
        }
        let before = self.store.newest()?;
        let appended = match &new.stem {
            Some(stem) => self.store.append_branch(stem, &batches)?,
            None => self.store.append(&batches)?,
        };
        if let Appended::HeadMoved { .. } = appended {
            self.catch_up(spaces, new.log.space)?;
            return Ok(None);
        }
        Ok(Some(before))
    }

    /// Applies what was just stored, and folds the space anew if that changes what was judged before.
    fn apply_all(
        &mut self,
        spaces: &Spaces,
        new: &New<'_>,
        before: u64,
    ) -> Result<Vec<Folded>, NodeFault> {
        let folded = self.apply_new(spaces, new, before)?;
        let is_stale = |state: &Space| state.record.is_stale();
        if read(spaces).get(&new.log.space).is_some_and(is_stale) {
            let _ = self.catch_up(spaces, new.log.space)?;
        }
        Ok(folded)
    }

    /// Applies what was just stored. If no other process wrote anything since the last look, nobody need look at these
    /// entries again.
    fn apply_new(
        &mut self,
        spaces: &Spaces,
        new: &New<'_>,
        before: u64,
    ) -> Result<Vec<Folded>, NodeFault> {
        let (space, log) = (new.log.space, new.log.key);
        let newest = self.store.newest()?;
        let alone = before == self.looked && newest - before == new.entries.len() as u64;
        let mut folded = Vec::new();
        if let Some(state) = write(spaces).get_mut(&space) {
            if let Some(stem) = new.stem {
                state.record.open_branch(log, stem);
            }
            for head in new.heads {
                state.record.note_head(log, head.head.size);
            }
            for (entry, fits) in new.entries.iter().zip(new.fitted) {
                let signatures = if *fits {
                    Signatures::Stored(true)
                } else {
                    Signatures::Verify
                };
                folded.extend(state.apply(&self.store, log, entry, signatures)?);
            }
            if log.branch > 0 {
                self.note_held_before(state, &new.log)?;
            }
            if alone {
                state.last_arrival = newest;
                self.looked = newest;
            }
        }
        Ok(folded)
    }
}

/// The read lock. A thread that panicked while writing left a state that was only half applied: stop too.
pub fn read(spaces: &Spaces) -> std::sync::RwLockReadGuard<'_, BTreeMap<SpaceId, Space>> {
    spaces.read().expect("the state is whole")
}

/// The write lock; see [`read`].
pub fn write(spaces: &Spaces) -> std::sync::RwLockWriteGuard<'_, BTreeMap<SpaceId, Space>> {
    spaces.write().expect("the state is whole")
}

#[cfg(test)]
mod tests {
    use record::view::{Position, View};
    use record::{Body, Hash, Kind, LogKey, PartyId, StatementId, Void};

    use super::*;

    const PARTY: PartyId = PartyId(Hash([1; 32]));
    const SPACE: SpaceId = SpaceId(Hash([2; 32]));

    fn folded(log: LogKey, verdict: Verdict) -> Folded {
        Folded {
            at: Position { log, index: 0 },
            statement: StatementId(Hash([3; 32])),
            body: Body::new(SPACE, PARTY, Kind::Heal, [0; 16]),
            signers: Vec::new(),
            verdict,
            view: View::default().into(),
        }
    }

    #[test]
    fn an_act_is_done_only_if_each_of_its_own_entries_counts() {
        let log = LogKey::main(PARTY);
        let counted = |folded, sealed| Outcome::Done(folded).counted(&log.in_space(SPACE), sealed);
        let valid = folded(log, Verdict::Valid);
        let void = folded(log, Verdict::Void(Void::Repeated));
        // What had waited for it counts beside it, and is nothing of ours.
        let other = folded(LogKey::identity(PARTY), Verdict::Valid);
        let both = counted(vec![valid.clone(), other.clone()], 1);
        assert_eq!(both.ok().flatten().map(|all| all.len()), Some(2));
        let fault = |done| matches!(done, Err(NodeFault::Void { space: SPACE }));
        assert!(fault(counted(vec![void.clone()], 1)));
        assert!(fault(counted(vec![valid, void], 2)));
        assert!(fault(counted(vec![other], 1)));
        assert!(matches!(counted(Vec::new(), 0), Ok(Some(_))));
        let moved = Outcome::Moved.counted(&log.in_space(SPACE), 1);
        assert!(matches!(moved, Ok(None)));
    }
}
