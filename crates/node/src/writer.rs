//! The writer: the only way into the database, and from the database into the state.
//!
//! A synchronous struct behind one lock. Entries are durable before they are applied and applied before
//! they are announced. Another process may write to the same folder: whatever it appended is folded first.

use std::collections::BTreeMap;
use std::sync::RwLock;

use net::wire::{BATCH_BYTES_MAX, BATCH_ENTRIES_MAX};
use record::fold::{Folded, Signatures};
use record::key::SecretKey;
use record::seal::{Statement, seal_all};
use record::{
    Checkpoint, CosignatureKind, Entry, Lane, LogId, LogKey, Member, PartyId, SignedCheckpoint,
    SpaceId, Stem, Verdict,
};
use store::{Appended, Batch, NewEntry, Store};

use crate::doubt::Doubts;
use crate::fault::NodeFault;
use crate::forks::stored_proofs;
use crate::replay::{fold_anew, replay, replay_ahead};
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
    fn held(
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

    /// Notes who said to hold a branch before anything of it was here: their receipts were kept for its heads.
    fn note_held_before(&self, state: &mut Space, branch: &LogId) -> Result<(), NodeFault> {
        for (party, kind, size) in self.held(branch, &state.record.roster())? {
            state.note_held(branch.key, party, kind, size);
        }
        Ok(())
    }

    /// Seals `statements` as the next entries of `log` and signs heads over them.
    ///
    /// # Errors
    /// The statements do not fit together, or the database fails.
    pub fn append_own(
        &mut self,
        spaces: &Spaces,
        space: SpaceId,
        log: LogKey,
        statements: Vec<Statement>,
        node_key: &SecretKey,
        now_ms: u64,
    ) -> Result<Outcome, NodeFault> {
        let entries = {
            let spaces = read(spaces);
            let Some(state) = spaces.get(&space) else {
                return Ok(Outcome::Moved);
            };
            seal_all(statements, &state.record, &log)?
        };
        self.append_entries(spaces, space, log, entries, node_key, now_ms)
    }

    /// Appends own entries that are sealed already, all or nothing, with as many heads over them as it takes for
    /// every part to fit into one batch on the wire: no peer could be handed a part that does not.
    ///
    /// # Errors
    /// [`NodeFault::Stopped`] if two versions of the log are signed already, or something in it waits; or the database
    /// fails.
    pub fn append_entries(
        &mut self,
        spaces: &Spaces,
        space: SpaceId,
        log: LogKey,
        entries: Vec<Entry>,
        node_key: &SecretKey,
        now_ms: u64,
    ) -> Result<Outcome, NodeFault> {
        if entries.is_empty() {
            return Ok(Outcome::Done(Vec::new()));
        }
        self.doubts.check(&space)?;
        let id = log.in_space(space);
        let leaves: Vec<_> = entries.iter().map(Entry::leaf_hash).collect();
        let ends = ends_of_batches(&entries);
        let (size, roots, fitted) = {
            let spaces = read(spaces);
            let Some(state) = spaces.get(&space) else {
                return Ok(Outcome::Moved);
            };
            let stop = state.stop_of(&log).filter(|_| log.lane == Lane::Main);
            if let Some(why) = stop {
                return Err(NodeFault::Stopped { space, why });
            }
            // The keys were changed by another process, and this one has not read them yet.
            let identity = state
                .record
                .identity(&log.party)
                .filter(|_| log.lane != Lane::Identity);
            if identity.is_some_and(|identity| identity.latest().node != *node_key.public()) {
                return Err(NodeFault::Busy);
            }
            let fit = |entry: &Entry| state.record.signatures_fit(&log.party, entry);
            let fitted: Vec<bool> = entries.iter().map(fit).collect();
            let root = |end: &usize| state.record.root_with(&log, &leaves[..*end]);
            let roots: Vec<_> = ends.iter().map(root).collect();
            (state.record.size(&log), roots, fitted)
        };
        let mut previous = self
            .store
            .last_checkpoint(&id)?
            .map(|checkpoint| checkpoint.hash());
        let mut heads = Vec::with_capacity(ends.len());
        for (end, root) in ends.iter().zip(roots) {
            let head = Checkpoint {
                log: id,
                size: size + *end as u64,
                root,
                previous,
                time_ms: now_ms,
            }
            .sign(node_key);
            previous = Some(head.hash());
            heads.push(head);
        }
        let new = New {
            log: id,
            stem: None,
            size,
            entries: &entries,
            fitted: &fitted,
            heads: &heads,
        };
        let Some(before) = self.store_new(spaces, &new, now_ms)? else {
            return Ok(Outcome::Moved);
        };
        // After the database, so that a crash in between leaves the database ahead; before anybody can be told.
        self.doubts.signed(id, size + entries.len() as u64)?;
        Ok(Outcome::Done(self.apply_all(spaces, &new, before)?))
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

/// After how many entries each batch ends, if these go over the wire in as few batches as possible.
fn ends_of_batches(entries: &[Entry]) -> Vec<usize> {
    let (mut ends, mut count, mut bytes) = (Vec::new(), 0, 0);
    for (index, entry) in entries.iter().enumerate() {
        let more = entry.encode().len();
        if count == BATCH_ENTRIES_MAX || bytes + more > BATCH_BYTES_MAX {
            ends.push(index);
            (count, bytes) = (0, 0);
        }
        count += 1;
        bytes += more;
    }
    ends.push(entries.len());
    ends
}

/// The read lock. A thread that panicked while writing left a state that was only half applied: stop too.
pub fn read(spaces: &Spaces) -> std::sync::RwLockReadGuard<'_, BTreeMap<SpaceId, Space>> {
    spaces.read().expect("the state is whole")
}

/// The write lock; see [`read`].
pub fn write(spaces: &Spaces) -> std::sync::RwLockWriteGuard<'_, BTreeMap<SpaceId, Space>> {
    spaces.write().expect("the state is whole")
}
