//! What this machine has signed: the largest head of each own log, in a file that belongs into no backup.
//!
//! A database that is older than this file must not be written to as if nothing had happened, or the party would sign
//! other entries where it signed some before, and contradict itself for all to see. A copy of this file is no witness:
//! it knows the inode that it was made on, and somewhere else it counts for nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use record::{Hash, LogId, SpaceId};
use rusqlite::Connection;

use crate::database::{self, Latch};
use crate::fault::StoreFault;
use crate::reader::{log_key, number};
use crate::write_ahead::write_anew;

/// Marks the file as one of these ("dtHW").
const APPLICATION: i32 = 0x6474_4857;

const MIGRATIONS: &[&str] = &[
    "
    CREATE TABLE signed (
        space BLOB NOT NULL,
        party BLOB NOT NULL,
        lane INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        size INTEGER NOT NULL,
        UNIQUE (space, party, lane, epoch)
    ) STRICT;
    CREATE TABLE doubts (space BLOB NOT NULL UNIQUE) STRICT;
    CREATE TABLE made_on (inode INTEGER NOT NULL) STRICT;
",
    "
    CREATE TABLE restored (yes INTEGER NOT NULL UNIQUE CHECK (yes = 1)) STRICT;
",
];

/// The file, open.
#[derive(Debug)]
pub struct HighWater {
    path: PathBuf,
    connection: Connection,
    latch: Latch,
}

impl HighWater {
    /// Opens the file at `path`, or begins a new one that knows nothing.
    ///
    /// # Errors
    /// Not a file of this kind, or SQLite fails.
    pub fn open(path: &Path) -> Result<HighWater, StoreFault> {
        write_anew(path)?;
        let connection = Connection::open(path)?;
        let connection = database::prepare(connection, APPLICATION, MIGRATIONS)?;
        Ok(HighWater {
            path: path.to_owned(),
            connection,
            latch: Latch::default(),
        })
    }

    /// Whether this is the very file that was written to before: not a new one, and not a copy.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn is_witness(&self) -> Result<bool, StoreFault> {
        let made_on =
            self.connection
                .query_row("SELECT ifnull(max(inode), 0) FROM made_on", (), |row| {
                    row.get::<_, i64>(0)
                })?;
        Ok(made_on != 0 && made_on == self.inode())
    }

    /// From now on this file is a witness, here. `restored` says that the party may have signed elsewhere before.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed.
    pub fn begin(&mut self, restored: bool) -> Result<(), StoreFault> {
        let inode = self.inode();
        self.latch.write(&mut self.connection, |tx| {
            tx.execute("DELETE FROM made_on", ())?;
            tx.execute("INSERT INTO made_on (inode) VALUES (?1)", [inode])?;
            if restored {
                tx.execute("INSERT OR IGNORE INTO restored (yes) VALUES (1)", ())?;
            }
            Ok(())
        })
    }

    /// Whether the party may have signed elsewhere before this file was begun, in spaces that are not known here.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn is_restored(&self) -> Result<bool, StoreFault> {
        let sql = "SELECT count(*) FROM restored";
        Ok(self
            .connection
            .query_row(sql, (), |row| row.get::<_, i64>(0))?
            > 0)
    }

    fn inode(&self) -> i64 {
        let about = std::fs::metadata(&self.path);
        about.map_or(0, |about| number(about.ino()))
    }

    /// The largest size of each log at which a head was signed.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn signed(&self) -> Result<BTreeMap<LogId, u64>, StoreFault> {
        let sql = "SELECT party, lane, epoch, 0, space, size FROM signed";
        let mut query = self.connection.prepare_cached(sql)?;
        let mut rows = query.query(())?;
        let mut signed = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let space = SpaceId(Hash(row.get(4)?));
            let size: i64 = row.get(5)?;
            signed.insert(log_key(row, 0)?.in_space(space), size as u64);
        }
        Ok(signed)
    }

    /// Notes that heads of these sizes were signed; a smaller size than before changes nothing.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed.
    pub fn raise(&mut self, logs: &[(LogId, u64)]) -> Result<(), StoreFault> {
        let sql = "INSERT INTO signed (space, party, lane, epoch, size) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (space, party, lane, epoch) DO UPDATE SET size = max(size, excluded.size)";
        self.latch.write(&mut self.connection, |tx| {
            let mut insert = tx.prepare_cached(sql)?;
            for (log, size) in logs {
                insert.execute((
                    log.space.as_bytes(),
                    log.key.party.as_bytes(),
                    number(log.key.lane.number()),
                    log.key.epoch,
                    number(*size),
                ))?;
            }
            Ok(())
        })
    }

    /// The spaces in which nothing may be sealed until the peers have answered.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn doubts(&self) -> Result<BTreeSet<SpaceId>, StoreFault> {
        let mut query = self.connection.prepare_cached("SELECT space FROM doubts")?;
        let mut rows = query.query(())?;
        let mut doubts = BTreeSet::new();
        while let Some(row) = rows.next()? {
            doubts.insert(SpaceId(Hash(row.get(0)?)));
        }
        Ok(doubts)
    }

    /// Puts a space in doubt, or takes it out of doubt.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed.
    pub fn set_doubt(&mut self, space: &SpaceId, in_doubt: bool) -> Result<(), StoreFault> {
        let sql = match in_doubt {
            true => "INSERT INTO doubts (space) VALUES (?1) ON CONFLICT DO NOTHING",
            false => "DELETE FROM doubts WHERE space = ?1",
        };
        self.latch.write(&mut self.connection, |tx| {
            tx.execute(sql, [space.as_bytes()])
        })?;
        Ok(())
    }
}
