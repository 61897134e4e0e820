//! Receipts: the cosignatures of signed heads, kept forever and counted in the order in which they came, so
//! that a peer can say how far it took them.

use record::{CosignatureKind, Hash, LogId, PartyId, SignedCheckpoint, SignedCosignature, SpaceId};
use rusqlite::{OptionalExtension, Row, Transaction};

use crate::fault::StoreFault;
use crate::heads::{checkpoint_in, insert_checkpoint};
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

/// A receipt with the head that it is for, and its arrival number here. Arrival numbers grow, with gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedReceipt {
    /// When it came, counted here.
    pub arrival: u64,
    /// The head.
    pub checkpoint: SignedCheckpoint,
    /// The receipt.
    pub cosignature: SignedCosignature,
}

impl Store {
    /// Gives every receipt of `space` another arrival number, in the same order and above all numbers that this folder or
    /// a copy of it gave out before the party opened this `epoch` of a log: whoever took some from a copy, counts on with
    /// its numbers.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed.
    pub fn renumber_receipts(&mut self, space: &SpaceId, epoch: u32) -> Result<(), StoreFault> {
        self.write(|tx| {
            let sql = "SELECT ifnull(max(id), 0) FROM cosignatures";
            let last: i64 = tx.query_row(sql, [], |row| row.get(0))?;
            // A copy lives as long as nobody notices, and takes no four thousand million receipts in that time.
            let era = ((last >> 32) + 1).max(epoch.into());
            let sql = "WITH numbered AS MATERIALIZED (
                     SELECT id, row_number() OVER (ORDER BY id) AS number FROM cosignatures
                     WHERE space = (SELECT id FROM spaces WHERE space = ?1))
                 UPDATE cosignatures SET id = ?2 + numbered.number FROM numbered
                 WHERE cosignatures.id = numbered.id";
            tx.execute(sql, (space.as_bytes(), era << 32))
        })?;
        Ok(())
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
        self.write(|tx| insert_cosignature(tx, log, cosignature))
    }

    /// Stores receipts, each for a checkpoint of the log beside it, in one transaction.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed; none is stored then.
    pub fn put_cosignatures(
        &mut self,
        list: &[(LogId, &SignedCosignature)],
    ) -> Result<Vec<Kept>, StoreFault> {
        self.write(|tx| {
            let one = |(log, cosignature): &(LogId, &SignedCosignature)| {
                insert_cosignature(tx, log, cosignature)
            };
            list.iter().map(one).collect()
        })
    }

    /// Stores a head with the cosignature that a witness gives for it, if the last head of its log is still `last`: one
    /// transaction, so that no two heads that do not follow one another are ever signed. False if it is not, or if a
    /// head with this hash is known.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed.
    pub fn put_witnessed(
        &mut self,
        last: Option<&Hash>,
        head: &SignedCheckpoint,
        cosignature: &SignedCosignature,
    ) -> Result<bool, StoreFault> {
        let log = &head.head.log;
        self.write_or_leave(|tx| {
            let (_, row) = intern_log(tx, log)?;
            let found: Option<[u8; 32]> = tx
                .prepare_cached(
                    "SELECT hash FROM checkpoints WHERE log = ?1 AND conflict = 0
                     ORDER BY size DESC, id DESC LIMIT 1",
                )?
                .query_row([row], |row| row.get(0))
                .optional()?;
            if found.map(Hash) != last.copied() {
                return Ok(Err(false));
            }
            insert_checkpoint(tx, log, head, false)?;
            Ok(match insert_cosignature(tx, log, cosignature)? {
                Kept::New => Ok(true),
                Kept::Known | Kept::NoCheckpoint => Err(false),
            })
        })
    }
}

fn insert_cosignature(
    tx: &Transaction<'_>,
    log: &LogId,
    cosignature: &SignedCosignature,
) -> rusqlite::Result<Kept> {
    let receipt = &cosignature.receipt;
    let (space, log) = intern_log(tx, log)?;
    // The head may be that of any branch of this log.
    let sql = "SELECT checkpoints.id, size, log FROM checkpoints JOIN logs ON logs.id = log
         WHERE hash = ?1 AND (space, party, lane, epoch) =
             (SELECT space, party, lane, epoch FROM logs WHERE id = ?2)";
    let checkpoint: Option<(i64, i64, i64)> = tx
        .prepare_cached(sql)?
        .query_row((receipt.checkpoint.as_bytes(), log), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((checkpoint, size, log)) = checkpoint else {
        return Ok(Kept::NoCheckpoint);
    };
    let new = tx
        .prepare_cached(
            "INSERT INTO cosignatures (space, checkpoint, log, size, party, kind, hash, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
        )?
        .execute((
            space,
            checkpoint,
            log,
            size,
            receipt.by.as_bytes(),
            kind_number(receipt.kind),
            hash_of(cosignature).as_bytes(),
            &cosignature.bytes,
        ))?;
    Ok(if new == 1 { Kept::New } else { Kept::Known })
}

impl Reader {
    /// The receipts for the checkpoint with this hash, in the order in which they came.
    ///
    /// # Errors
    /// [`StoreFault::DamagedHead`] if one is not what was written.
    pub fn cosignatures(&self, checkpoint: &Hash) -> Result<Vec<SignedCosignature>, StoreFault> {
        let Some(cosigned) = self.checkpoint(checkpoint)? else {
            return Ok(Vec::new());
        };
        let mut query = self.connection.prepare_cached(
            "SELECT party, kind, hash, bytes FROM cosignatures
             WHERE checkpoint = (SELECT id FROM checkpoints WHERE hash = ?1) ORDER BY id",
        )?;
        let mut rows = query.query([checkpoint.as_bytes()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(cosignature_in(row, &cosigned)?);
        }
        Ok(found)
    }

    /// The largest size of a checkpoint of `log` for which `by` gave a cosignature of this kind: if it is a mirror's, so
    /// many entries are on that party's disk. 0 if there is none.
    ///
    /// A damaged row can make the answer smaller but not larger than what was cosigned.
    ///
    /// # Errors
    /// [`StoreFault::DamagedHead`] if the checkpoint or its cosignature is not what was written.
    pub fn cosigned_size(
        &self,
        log: &LogId,
        by: &PartyId,
        kind: CosignatureKind,
    ) -> Result<u64, StoreFault> {
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
        let mut rows = query.query((log_row, by.as_bytes(), kind_number(kind)))?;
        let Some(row) = rows.next()? else {
            return Ok(0);
        };
        let checkpoint = checkpoint_in(row, 4, log)?;
        cosignature_in(row, &checkpoint)?;
        Ok(checkpoint.head.size)
    }

    /// The arrival number of the last receipt of `space`; 0 if there is none.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn last_receipt(&self, space: &SpaceId) -> Result<u64, StoreFault> {
        let sql = "SELECT ifnull(max(id), 0) FROM cosignatures
             WHERE space = (SELECT id FROM spaces WHERE space = ?1)";
        let mut query = self.connection.prepare_cached(sql)?;
        let last: i64 = query.query_row([space.as_bytes()], |row| row.get(0))?;
        Ok(last as u64)
    }

    /// At most `limit` receipts of `space` after arrival number `after` (0 for all), in the order in which they
    /// came. A damaged one is left out: evidence is lost, and the rest must still reach the peers.
    /// [`Reader::cosignatures`] names it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn receipts(
        &self,
        space: &SpaceId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<NumberedReceipt>, StoreFault> {
        let mut query = self.connection.prepare_cached(
            "SELECT party, kind, cosignatures.hash, cosignatures.bytes, cosignatures.id, checkpoints.hash
             FROM cosignatures JOIN checkpoints ON checkpoints.id = checkpoint
             WHERE space = (SELECT id FROM spaces WHERE space = ?1) AND cosignatures.id > ?2
             ORDER BY cosignatures.id LIMIT ?3",
        )?;
        let mut rows = query.query((space.as_bytes(), number(after), number(limit as u64)))?;
        let mut receipts = Vec::new();
        while let Some(row) = rows.next()? {
            match self.receipt_in(row) {
                Ok(receipt) => receipts.extend(receipt),
                Err(StoreFault::DamagedHead { .. }) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(receipts)
    }

    fn receipt_in(&self, row: &Row<'_>) -> Result<Option<NumberedReceipt>, StoreFault> {
        let (arrival, hash): (i64, [u8; 32]) = (row.get(4)?, row.get(5)?);
        let Some(checkpoint) = self.checkpoint(&Hash(hash))? else {
            return Ok(None);
        };
        let cosignature = cosignature_in(row, &checkpoint)?;
        Ok(Some(NumberedReceipt {
            arrival: arrival as u64,
            checkpoint,
            cosignature,
        }))
    }
}

/// A cosignature of `checkpoint` from the columns party, kind, hash, bytes.
fn cosignature_in(
    row: &Row<'_>,
    checkpoint: &SignedCheckpoint,
) -> Result<SignedCosignature, StoreFault> {
    let party: [u8; 32] = row.get(0)?;
    let kind: i64 = row.get(1)?;
    let written: [u8; 32] = row.get(2)?;
    let bytes: Vec<u8> = row.get(3)?;
    let fits = |found: &SignedCosignature| {
        hash_of(found).0 == written
            && found.receipt.by.as_bytes() == &party
            && kind_number(found.receipt.kind) == kind
            && found.receipt.checkpoint == checkpoint.hash()
    };
    SignedCosignature::decode(&bytes)
        .ok()
        .filter(fits)
        .ok_or(StoreFault::DamagedHead {
            log: checkpoint.head.log,
            size: checkpoint.head.size,
        })
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
