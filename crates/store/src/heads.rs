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
        self.write(|tx| insert_checkpoint(tx, checkpoint, false))
    }

    /// Keeps a signed head that contradicts what is stored (a fork) as evidence. It is never among
    /// [`Reader::checkpoints`], so nobody takes it for the head of the entries here.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed.
    pub fn put_conflict(&mut self, checkpoint: &SignedCheckpoint) -> Result<(), StoreFault> {
        self.write(|tx| insert_checkpoint(tx, checkpoint, true))
    }
}

impl Reader {
    /// The logs of a space of which a signed head is stored, with entries under it or without, ordered by log.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn logs_with_heads(&self, space: &SpaceId) -> Result<Vec<LogKey>, StoreFault> {
        let mut query = self.connection.prepare_cached(
            "SELECT party, lane, epoch FROM logs
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
        match self.log_row(log)? {
            Some(row) => Ok(self.heads_by(log, sql, (row, number(size_max)))?.pop()),
            None => Ok(None),
        }
    }

    /// The signed heads of `log` with at least `from_size` entries, ordered by size and then by arrival.
    ///
    /// # Errors
    /// As [`Reader::last_checkpoint`].
    pub fn checkpoints(
        &self,
        log: &LogId,
        from_size: u64,
    ) -> Result<Vec<SignedCheckpoint>, StoreFault> {
        let sql = "SELECT size, hash, bytes FROM checkpoints
             WHERE log = ?1 AND conflict = 0 AND size >= ?2 ORDER BY size, id";
        match self.log_row(log)? {
            Some(row) => self.heads_by(log, sql, (row, number(from_size))),
            None => Ok(Vec::new()),
        }
    }

    /// The signed heads of `log` that contradict what is stored, in the order in which they came.
    ///
    /// # Errors
    /// As [`Reader::last_checkpoint`].
    pub fn conflicts(&self, log: &LogId) -> Result<Vec<SignedCheckpoint>, StoreFault> {
        let sql = "SELECT size, hash, bytes FROM checkpoints
             WHERE log = ?1 AND conflict = 1 ORDER BY id";
        match self.log_row(log)? {
            Some(row) => self.heads_by(log, sql, (row,)),
            None => Ok(Vec::new()),
        }
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
            "SELECT party, lane, epoch, spaces.space, size, hash, bytes FROM checkpoints
             JOIN logs ON logs.id = log JOIN spaces ON spaces.id = logs.space WHERE hash = ?1",
        )?;
        let mut rows = query.query([hash.as_bytes()])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let log = log_key(row, 0)?.in_space(SpaceId(Hash(row.get(3)?)));
        checkpoint_in(row, 4, &log).map(Some)
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

/// A checkpoint found wrong before is one that contradicts now; the other way round nothing changes.
pub(crate) fn insert_checkpoint(
    tx: &Transaction<'_>,
    checkpoint: &SignedCheckpoint,
    conflict: bool,
) -> rusqlite::Result<()> {
    let (_, log) = intern_log(tx, &checkpoint.head.log)?;
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
            found.head.log == *log && number(found.head.size) == size && found.hash().0 == written
        })
        .ok_or(StoreFault::DamagedHead {
            log: *log,
            size: size as u64,
        })
}
