//! Appends entries of our own: sealed, and under heads that the node key signs.

use net::wire::{BATCH_BYTES_MAX, BATCH_ENTRIES_MAX};
use record::key::SecretKey;
use record::seal::{Statement, seal_all};
use record::{Checkpoint, Entry, Hash, Lane, LogId, LogKey, SignedCheckpoint, SpaceId};

use super::{New, Outcome, Spaces, Writer, read};
use crate::fault::NodeFault;

impl Writer {
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
        let heads = self.heads_over(id, size, ends.into_iter().zip(roots), node_key, now_ms)?;
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

    /// Signed heads of a log after its last one, each naming the one before.
    fn heads_over(
        &self,
        log: LogId,
        size: u64,
        parts: impl Iterator<Item = (usize, Hash)>,
        node_key: &SecretKey,
        time_ms: u64,
    ) -> Result<Vec<SignedCheckpoint>, NodeFault> {
        let last = self.store.last_checkpoint(&log)?;
        let mut previous = last.map(|checkpoint| checkpoint.hash());
        let head = |(end, root): (usize, Hash)| {
            let head = Checkpoint {
                log,
                size: size + end as u64,
                root,
                previous,
                time_ms,
            }
            .sign(node_key);
            previous = Some(head.hash());
            head
        };
        Ok(parts.map(head).collect())
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
