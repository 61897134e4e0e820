//! Signed heads: evidence beside the entries, kept forever.
//!
//! A checkpoint may be stored before the entries under it, or without them (a witness has no entries).

use record::{Hash, LogId, LogKey, SignedCheckpoint, SpaceId};
use rusqlite::{Row, Transaction};

use crate::fault::StoreFault;
use crate::reader::{Reader, log_key, number};
use crate::writer::{Store, intern_log};

impl Store {
    /// Stores a signed head; nothing changes if it is known.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed.
    pub fn put_checkpoint(&mut self, checkpoint: &SignedCheckpoint) -> Result<(), StoreFault> {
        self.write(|tx| insert_checkpoint(tx, &checkpoint.head.log, checkpoint, false))
    }

    /// Keeps a signed head that contradicts what is stored (a fork) as evidence. It is never among
    /// [`Reader::checkpoints`], so nobody takes it for the head of the entries here.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed.
    pub fn put_conflict(&mut self, checkpoint: &SignedCheckpoint) -> Result<(), StoreFault> {
        self.write(|tx| insert_checkpoint(tx, &checkpoint.head.log, checkpoint, true))
    }
}

impl Reader {
    /// The logs of a space of which a signed head is stored, with entries under it or without, ordered by log.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn logs_with_heads(&self, space: &SpaceId) -> Result<Vec<LogKey>, StoreFault> {
        let mut query = self.connection.prepare_cached(
            "SELECT party, lane, epoch, branch FROM logs
             WHERE space = (SELECT id FROM spaces WHERE space = ?1)
             AND EXISTS (SELECT 1 FROM checkpoints WHERE log = logs.id AND conflict = 0)",
        )?;
        let rows = query.query_map([space.as_bytes()], |row| Ok(log_key(row, 0)))?;
        let mut logs = Vec::new();
        for row in rows {
            logs.push(row??);
        }
        logs.sort();
        Ok(logs)
    }

    /// The signed head of `log` with the largest size; of several with one size the last to come.
    ///
    /// # Errors
    /// [`StoreFault::DamagedHead`] if it is not what was written.
    pub fn last_checkpoint(&self, log: &LogId) -> Result<Option<SignedCheckpoint>, StoreFault> {
        self.checkpoint_within(log, u64::MAX)
    }

    /// The signed head of `log` with the largest size up to `size_max`.
    ///
    /// # Errors
    /// As [`Reader::last_checkpoint`].
    pub fn checkpoint_within(
        &self,
        log: &LogId,
        size_max: u64,
    ) -> Result<Option<SignedCheckpoint>, StoreFault> {
        let sql = "SELECT size, hash, bytes FROM checkpoints
             WHERE log = ?1 AND conflict = 0 AND size <= ?2 ORDER BY size DESC, id DESC LIMIT 1";
        let (mut log, mut size_max) = (*log, size_max);
        loop {
            let Some(row) = self.log_row(&log)? else {
                return Ok(None);
            };
            let found = self.heads_by(&log, sql, (row, number(size_max)))?.pop();
            match (found, self.stem(&log)?) {
                // A head over what the branch shares with others stands with them.
                (None, Some(stem)) => {
                    (log, size_max) = (stem.of.in_space(log.space), size_max.min(stem.at));
                }
                (found, _) => return Ok(found),
            }
        }
    }

    /// The signed heads of `log` with at least `from_size` entries, ordered by size and then by arrival; of a branch those
    /// over more than it shares with others.
    ///
    /// # Errors
    /// As [`Reader::last_checkpoint`].
    pub fn checkpoints(
        &self,
        log: &LogId,
        from_size: u64,
    ) -> Result<Vec<SignedCheckpoint>, StoreFault> {
        self.first_checkpoints(log, from_size, u64::MAX)
    }

    /// The first `most` of [`Reader::checkpoints`].
    ///
    /// # Errors
    /// As [`Reader::last_checkpoint`].
    pub fn first_checkpoints(
        &self,
        log: &LogId,
        from_size: u64,
        most: u64,
    ) -> Result<Vec<SignedCheckpoint>, StoreFault> {
        let sql = "SELECT size, hash, bytes FROM checkpoints
             WHERE log = ?1 AND conflict = 0 AND size >= ?2 ORDER BY size, id LIMIT ?3";
        match self.log_row(log)? {
            Some(row) => self.heads_by(log, sql, (row, number(from_size), number(most))),
            None => Ok(Vec::new()),
        }
    }

    /// The signed heads of `log` that contradict its first branch, in the order in which they came: those whose entries
    /// are not here, and those of its other branches.
    ///
    /// # Errors
    /// As [`Reader::last_checkpoint`].
    pub fn conflicts(&self, log: &LogId) -> Result<Vec<SignedCheckpoint>, StoreFault> {
        let log = log.key.whole().in_space(log.space);
        let Some(row) = self.log_row(&log)? else {
            return Ok(Vec::new());
        };
        let sql = "SELECT size, hash, bytes FROM checkpoints JOIN logs ON logs.id = log
             WHERE (space, party, lane, epoch) =
                 (SELECT space, party, lane, epoch FROM logs WHERE id = ?1)
             AND (conflict = 1 OR branch > 0) ORDER BY checkpoints.id";
        self.heads_by(&log, sql, (row,))
    }

    /// As [`Reader::checkpoints`], from the first on, without those that are not what was written.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn sound_checkpoints(&self, log: &LogId) -> Result<Vec<SignedCheckpoint>, StoreFault> {
        let Some(log_row) = self.log_row(log)? else {
            return Ok(Vec::new());
        };
        let mut query = self.connection.prepare_cached(
            "SELECT size, hash, bytes FROM checkpoints WHERE log = ?1 AND conflict = 0 ORDER BY size, id",
        )?;
        let mut rows = query.query([log_row])?;
        let mut heads = Vec::new();
        while let Some(row) = rows.next()? {
            heads.extend(checkpoint_in(row, 0, log).ok());
        }
        Ok(heads)
    }

    /// The checkpoint with this hash, also one that contradicts what is stored.
    ///
    /// # Errors
    /// As [`Reader::last_checkpoint`].
    pub fn checkpoint(&self, hash: &Hash) -> Result<Option<SignedCheckpoint>, StoreFault> {
        let mut query = self.connection.prepare_cached(
            "SELECT party, lane, epoch, branch, spaces.space, size, hash, bytes FROM checkpoints
             JOIN logs ON logs.id = log JOIN spaces ON spaces.id = logs.space WHERE hash = ?1",
        )?;
        let mut rows = query.query([hash.as_bytes()])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let log = log_key(row, 0)?.in_space(SpaceId(Hash(row.get(4)?)));
        checkpoint_in(row, 5, &log).map(Some)
    }

    fn heads_by(
        &self,
        log: &LogId,
        sql: &str,
        which: impl rusqlite::Params,
    ) -> Result<Vec<SignedCheckpoint>, StoreFault> {
        let mut query = self.connection.prepare_cached(sql)?;
        let mut rows = query.query(which)?;
        let mut heads = Vec::new();
        while let Some(row) = rows.next()? {
            heads.push(checkpoint_in(row, 0, log)?);
        }
        Ok(heads)
    }
}

/// A checkpoint found wrong before is one that contradicts now; the other way round nothing changes, unless the entries
/// under it have come: then it is the head of that branch, with what was said of it.
pub(crate) fn insert_checkpoint(
    tx: &Transaction<'_>,
    log: &LogId,
    checkpoint: &SignedCheckpoint,
    conflict: bool,
) -> rusqlite::Result<()> {
    let is_branch = log.key.branch > 0;
    let (_, log) = intern_log(tx, log)?;
    if is_branch {
        let hash = checkpoint.hash();
        let known = "(SELECT id FROM checkpoints WHERE hash = ?2)";
        let moved = [
            format!("UPDATE cosignatures SET log = ?1 WHERE checkpoint = {known}"),
            format!("UPDATE checkpoints SET log = ?1, conflict = 0 WHERE id = {known}"),
        ];
        for sql in moved {
            tx.prepare_cached(&sql)?.execute((log, hash.as_bytes()))?;
        }
    }
    tx.prepare_cached(
        "INSERT INTO checkpoints (log, size, conflict, hash, bytes) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (hash) DO UPDATE SET conflict = max(conflict, excluded.conflict)",
    )?
    .execute((
        log,
        number(checkpoint.head.size),
        conflict,
        checkpoint.hash().as_bytes(),
        &checkpoint.bytes,
    ))?;
    Ok(())
}

/// A checkpoint of `log` from three columns beginning with `first`: size, hash, bytes.
pub(crate) fn checkpoint_in(
    row: &Row<'_>,
    first: usize,
    log: &LogId,
) -> Result<SignedCheckpoint, StoreFault> {
    let size: i64 = row.get(first)?;
    let written: [u8; 32] = row.get(first + 1)?;
    let bytes: Vec<u8> = row.get(first + 2)?;
    SignedCheckpoint::decode(&bytes)
        .ok()
        .filter(|found| {
            found.head.log == log.key.whole().in_space(log.space)
                && number(found.head.size) == size
                && found.hash().0 == written
        })
        .ok_or(StoreFault::DamagedHead {
            log: *log,
            size: size as u64,
        })
}
