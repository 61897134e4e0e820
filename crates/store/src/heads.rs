//! Signed heads and the receipts for them: evidence beside the entries, kept forever.
//!
//! A checkpoint may be stored before the entries under it, or without them (a witness has no entries).

use record::{CosignatureKind, Hash, LogId, PartyId, SignedCheckpoint, SignedCosignature};
use rusqlite::{OptionalExtension, Row, Transaction};

use crate::fault::StoreFault;
use crate::reader::{Reader, number};
use crate::writer::{Store, intern_log};

/// What became of a cosignature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Kept {
    /// It is stored.
    New,
    /// This party's cosignature of this kind is stored already. The first one counts: its time is evidence.
    Known,
    /// The checkpoint it is for is unknown in that log; nothing was stored.
    NoCheckpoint,
}

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

    /// Stores a receipt for a checkpoint of `log`.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed.
    pub fn put_cosignature(
        &mut self,
        log: &LogId,
        cosignature: &SignedCosignature,
    ) -> Result<Kept, StoreFault> {
        let receipt = &cosignature.receipt;
        self.write(|tx| {
            let (_, log) = intern_log(tx, log)?;
            let checkpoint: Option<(i64, i64)> = tx
                .prepare_cached("SELECT id, size FROM checkpoints WHERE hash = ?1 AND log = ?2")?
                .query_row((receipt.checkpoint.as_bytes(), log), |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()?;
            let Some((checkpoint, size)) = checkpoint else {
                return Ok(Kept::NoCheckpoint);
            };
            let new = tx
                .prepare_cached(
                    "INSERT INTO cosignatures (checkpoint, log, size, party, kind, hash, bytes)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
                )?
                .execute((
                    checkpoint,
                    log,
                    size,
                    receipt.by.as_bytes(),
                    kind_number(receipt.kind),
                    hash_of(cosignature).as_bytes(),
                    &cosignature.bytes,
                ))?;
            Ok(if new == 1 { Kept::New } else { Kept::Known })
        })
    }
}

impl Reader {
    /// The signed head of `log` with the largest size; of several with one size the last to come.
    ///
    /// # Errors
    /// [`StoreFault::DamagedHead`] if it is not what was written.
    pub fn last_checkpoint(&self, log: &LogId) -> Result<Option<SignedCheckpoint>, StoreFault> {
        let sql = "SELECT size, hash, bytes FROM checkpoints
             WHERE log = ?1 AND conflict = 0 ORDER BY size DESC, id DESC LIMIT 1";
        let Some(row) = self.log_row(log)? else {
            return Ok(None);
        };
        Ok(self.heads_by(log, sql, (row,))?.pop())
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

    /// The receipts for the checkpoint with this hash, in the order in which they came.
    ///
    /// # Errors
    /// [`StoreFault::DamagedHead`] if one is not what was written.
    pub fn cosignatures(&self, checkpoint: &Hash) -> Result<Vec<SignedCosignature>, StoreFault> {
        let mut query = self.connection.prepare_cached(
            "SELECT party, kind, cosignatures.hash, cosignatures.bytes, checkpoints.bytes
             FROM cosignatures JOIN checkpoints ON checkpoints.id = checkpoint
             WHERE checkpoints.hash = ?1 ORDER BY cosignatures.id",
        )?;
        let mut rows = query.query([checkpoint.as_bytes()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(cosignature_in(row, checkpoint)?);
        }
        Ok(found)
    }

    /// The largest size of a checkpoint of `log` for which `by` gave a mirror cosignature: so many entries
    /// are on that party's disk. 0 if there is none.
    ///
    /// A damaged row can make the answer smaller but not larger than what was cosigned.
    ///
    /// # Errors
    /// [`StoreFault::DamagedHead`] if the checkpoint or its cosignature is not what was written.
    pub fn cosigned_size(&self, log: &LogId, by: &PartyId) -> Result<u64, StoreFault> {
        let Some(log_row) = self.log_row(log)? else {
            return Ok(0);
        };
        let mut query = self.connection.prepare_cached(
            "SELECT party, kind, cosignatures.hash, cosignatures.bytes,
                    checkpoints.size, checkpoints.hash, checkpoints.bytes
             FROM cosignatures JOIN checkpoints ON checkpoints.id = checkpoint
             WHERE cosignatures.log = ?1 AND party = ?2 AND kind = ?3 AND conflict = 0
             ORDER BY cosignatures.size DESC LIMIT 1",
        )?;
        let mirror = kind_number(CosignatureKind::Mirror);
        let mut rows = query.query((log_row, by.as_bytes(), mirror))?;
        let Some(row) = rows.next()? else {
            return Ok(0);
        };
        let checkpoint = checkpoint_in(row, 4, log)?;
        cosignature_fits(row, &checkpoint.hash())
            .map(|_| checkpoint.head.size)
            .ok_or(StoreFault::DamagedHead {
                log: *log,
                size: checkpoint.head.size,
            })
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
fn checkpoint_in(row: &Row<'_>, first: usize, log: &LogId) -> Result<SignedCheckpoint, StoreFault> {
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

/// A cosignature whose checkpoint's bytes stand in the fifth column, to name it if it is damaged.
fn cosignature_in(row: &Row<'_>, checkpoint: &Hash) -> Result<SignedCosignature, StoreFault> {
    match cosignature_fits(row, checkpoint) {
        Some(found) => Ok(found),
        None => {
            let bytes: Vec<u8> = row.get(4)?;
            let head = SignedCheckpoint::decode(&bytes).map(|found| found.head);
            let (log, size) = head.map_or((unknown_log(), 0), |head| (head.log, head.size));
            Err(StoreFault::DamagedHead { log, size })
        }
    }
}

/// The cosignature in columns party, kind, hash, bytes, if it is what was written.
fn cosignature_fits(row: &Row<'_>, checkpoint: &Hash) -> Option<SignedCosignature> {
    let party: [u8; 32] = row.get(0).ok()?;
    let kind: i64 = row.get(1).ok()?;
    let written: [u8; 32] = row.get(2).ok()?;
    let bytes: Vec<u8> = row.get(3).ok()?;
    let found = SignedCosignature::decode(&bytes).ok()?;
    let fits = hash_of(&found).0 == written
        && found.receipt.by.as_bytes() == &party
        && kind_number(found.receipt.kind) == kind
        && found.receipt.checkpoint == *checkpoint;
    fits.then_some(found)
}

fn unknown_log() -> LogId {
    record::LogKey::main(PartyId::default()).in_space(record::SpaceId::default())
}

fn hash_of(cosignature: &SignedCosignature) -> Hash {
    Hash::labelled("detente/1/stored-cosignature", &[&cosignature.bytes])
}

fn kind_number(kind: CosignatureKind) -> i64 {
    match kind {
        CosignatureKind::Mirror => 0,
        CosignatureKind::Witness => 1,
    }
}
