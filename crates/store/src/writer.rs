//! The one writer: appending entries, and what every write has in common.

use std::ops::Deref;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use record::{Entry, LogId, SignedCheckpoint, SpaceId, Stem};
use rusqlite::{ErrorCode, OpenFlags, OptionalExtension, Transaction};

use crate::database::{self, Latch};
use crate::entries::{bytes_of, mark};
use crate::fault::StoreFault;
use crate::heads::insert_checkpoint;
use crate::payloads::{Holder, insert_payloads};
use crate::reader::{Place, Reader, number};
use crate::schema::{APPLICATION, MIGRATIONS};
use crate::write_ahead::write_anew;

/// The database with the right to write. Synchronous; every write is durable when it returns.
///
/// It derefs to a [`Reader`] on the same connection, so whatever can be read can be read here too.
#[derive(Debug)]
pub struct Store {
    reader: Reader,
    latch: Latch,
}

/// Entries for one log.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    /// Which log.
    pub log: LogId,
    /// How many entries the log has, as far as the caller knows. If it has more or fewer, nothing is written.
    pub expected_size: u64,
    /// The entries that follow, in order.
    pub entries: &'a [NewEntry<'a>],
    /// A signed head to store in the same transaction. It may be of a larger size than this batch reaches.
    pub checkpoint: Option<&'a SignedCheckpoint>,
}

/// An entry that was verified and is to be stored.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// Whether its signatures fitted; start relies on it and does not verify again.
    pub fitted: bool,
    /// When it came or was sealed, by this node's clock (milliseconds since 1970, UTC).
    pub received_ms: u64,
}

/// What became of an append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Appended {
    /// Everything is on the disk.
    Stored,
    /// Nothing was written: this log is not of the expected size. Fold what is missing and decide again.
    HeadMoved {
        /// The first log of the call with another size.
        log: LogId,
        /// Its size.
        size: u64,
    },
}

impl Store {
    /// Whether it can be read and, as far as is known, written.
    ///
    /// # Errors
    /// It cannot be read, or an earlier write failed.
    pub fn check_usable(&self) -> Result<(), StoreFault> {
        self.latch.check()?;
        self.newest().map(|_| ())
    }

    /// Opens the database at `path`, creates it if there is none, and migrates it to the newest version.
    ///
    /// # Errors
    /// Not a database of ours, one of a later version, or SQLite fails.
    pub fn open(path: &Path) -> Result<Store, StoreFault> {
        Store::at(Place::File(path.to_owned()))
    }

    /// A database in memory, gone with its last connection. For tests and simulation.
    ///
    /// # Errors
    /// SQLite fails.
    pub fn in_memory() -> Result<Store, StoreFault> {
        // Connections to one memory database find it by a name that must be unique in the process.
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        Store::at(Place::Memory(format!("file:/detente-{number}?vfs=memdb")))
    }

    /// Opens the database at `path` for this process alone: nobody else has it open, nor can open it meanwhile.
    ///
    /// # Errors
    /// As [`Store::open`]; [`StoreFault::Busy`] if another connection is open.
    pub fn open_exclusively(path: &Path) -> Result<Store, StoreFault> {
        let opened = Store::open_alone(path, "unix");
        opened.map_err(|fault| match fault {
            StoreFault::Database(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) =>
            {
                StoreFault::Busy
            }
            fault => fault,
        })
    }

    /// Opens the database at `path` through the VFS that SQLite knows as `vfs`, with the settings of
    /// [`Store::open`] save one: it holds the file for itself, because such a VFS need not have memory that
    /// connections share. So there is no further [`Reader`] beside it. For tests on a disk that fails.
    ///
    /// # Errors
    /// As [`Store::open`]; also if there is no such VFS.
    pub fn open_alone(path: &Path, vfs: &str) -> Result<Store, StoreFault> {
        let (path, vfs) = (path.to_owned(), vfs.to_owned());
        Store::at(Place::Alone { path, vfs })
    }

    fn at(place: Place) -> Result<Store, StoreFault> {
        if let Place::File(path) = &place {
            write_anew(path)?;
        }
        let connection = place.connect(OpenFlags::default())?;
        let connection = database::prepare(connection, APPLICATION, MIGRATIONS)?;
        Ok(Store {
            reader: Reader { connection, place },
            latch: Latch::default(),
        })
    }

    /// Appends to one or more logs: all of it or nothing, durable on return. The only write of entries.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed; then this store writes no more.
    pub fn append(&mut self, batches: &[Batch<'_>]) -> Result<Appended, StoreFault> {
        self.write_or_leave(|tx| {
            for batch in batches {
                let size = append_one(tx, batch)?;
                if size != batch.expected_size {
                    let log = batch.log;
                    return Ok(Err(Appended::HeadMoved { log, size }));
                }
            }
            Ok(Ok(Appended::Stored))
        })
    }

    /// Opens a branch that leaves its log at `stem`, and appends its first entries: all of it or nothing.
    ///
    /// # Errors
    /// As [`Store::append`].
    pub fn append_branch(
        &mut self,
        stem: &Stem,
        batches: &[Batch<'_>],
    ) -> Result<Appended, StoreFault> {
        let connection = &mut self.reader.connection;
        self.latch.write_or_leave(connection, |tx| {
            for batch in batches {
                let log = batch.log;
                // Another process opened a branch with this name, or has more of it.
                let size = match batch.expected_size == stem.at {
                    true if is_known(tx, &log)? => u64::MAX,
                    true => {
                        open(tx, &log, stem)?;
                        append_one(tx, batch)?
                    }
                    false => append_one(tx, batch)?,
                };
                if size != batch.expected_size {
                    return Ok(Err(Appended::HeadMoved { log, size }));
                }
            }
            Ok(Ok(Appended::Stored))
        })
    }

    /// One durable transaction.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreFault> {
        self.latch.write(&mut self.reader.connection, work)
    }

    /// One durable transaction, or none: when `work` gives its inner `Err`, nothing of it is kept.
    pub(crate) fn write_or_leave<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<Result<T, T>>,
    ) -> Result<T, StoreFault> {
        self.latch.write_or_leave(&mut self.reader.connection, work)
    }

    /// Moves the write-ahead log into the database file and empties it, so that nothing erased lingers there.
    ///
    /// False if somebody is reading just now; it does not wait, because everything else would wait with it.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed.
    pub fn empty_write_ahead(&mut self) -> Result<bool, StoreFault> {
        self.latch.empty_write_ahead(&self.reader.connection)
    }
}

impl Deref for Store {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

fn is_known(tx: &Transaction<'_>, log: &LogId) -> rusqlite::Result<bool> {
    let (_, row) = intern_log(tx, log)?;
    let sql = "SELECT EXISTS (SELECT 1 FROM entries WHERE log = ?1)";
    tx.prepare_cached(sql)?.query_row([row], |row| row.get(0))
}

fn open(tx: &Transaction<'_>, log: &LogId, stem: &Stem) -> rusqlite::Result<()> {
    let (_, row) = intern_log(tx, log)?;
    let sql = "UPDATE logs SET of = ?2, start = ?3 WHERE id = ?1";
    tx.prepare_cached(sql)?
        .execute((row, stem.of.branch, number(stem.at)))?;
    Ok(())
}

/// Appends one batch and gives the size that its log had before.
fn append_one(tx: &Transaction<'_>, batch: &Batch<'_>) -> rusqlite::Result<u64> {
    let (space, log) = intern_log(tx, &batch.log)?;
    let size = tx
        .prepare_cached(
            "SELECT coalesce((SELECT max(idx) + 1 FROM entries WHERE log = ?1),
                             (SELECT start FROM logs WHERE id = ?1))",
        )?
        .query_row([log], |row| row.get::<_, i64>(0))? as u64;
    if size != batch.expected_size {
        return Ok(size);
    }
    let mut insert = tx.prepare_cached(
        "INSERT INTO entries (space, log, idx, statement, fitted, received_ms, bytes, mark, leaf, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for (index, new) in (size..).zip(batch.entries) {
        let received_ms = number(new.received_ms);
        let leaf_hash = new.entry.leaf_hash();
        let mark = mark(&batch.log, index, &leaf_hash, new.fitted, received_ms);
        let seq = insert.insert((
            space,
            log,
            number(index),
            new.entry.leaf.statement.as_bytes(),
            new.fitted,
            received_ms,
            number(bytes_of(new.entry) as u64),
            mark.as_bytes(),
            &new.entry.leaf_bytes,
            &new.entry.body_bytes,
        ))?;
        insert_payloads(tx, Holder::Entry(seq), &new.entry.payloads)?;
    }
    if let Some(checkpoint) = batch.checkpoint {
        insert_checkpoint(tx, &batch.log, checkpoint, false)?;
    }
    Ok(size)
}

/// The row of a space; a space has one as soon as anything of it is stored.
pub(crate) fn intern_space(tx: &Transaction<'_>, space: &SpaceId) -> rusqlite::Result<i64> {
    let known = tx
        .prepare_cached("SELECT id FROM spaces WHERE space = ?1")?
        .query_row([space.as_bytes()], |row| row.get(0))
        .optional()?;
    match known {
        Some(id) => Ok(id),
        None => tx
            .prepare_cached("INSERT INTO spaces (space) VALUES (?1)")?
            .insert([space.as_bytes()]),
    }
}

/// The rows of a log's space and of the log.
pub(crate) fn intern_log(tx: &Transaction<'_>, log: &LogId) -> rusqlite::Result<(i64, i64)> {
    let space = intern_space(tx, &log.space)?;
    let key = (
        space,
        log.key.party.as_bytes(),
        number(log.key.lane.number()),
        log.key.epoch,
        log.key.branch,
    );
    let known = tx
        .prepare_cached(
            "SELECT id FROM logs WHERE space = ?1 AND party = ?2 AND lane = ?3 AND epoch = ?4 AND branch = ?5",
        )?
        .query_row(key, |row| row.get(0))
        .optional()?;
    let id = match known {
        Some(id) => id,
        None => tx
            .prepare_cached(
                "INSERT INTO logs (space, party, lane, epoch, branch, of, start)
                 VALUES (?1, ?2, ?3, ?4, ?5, 0, 0)",
            )?
            .insert(key)?,
    };
    Ok((space, id))
}
