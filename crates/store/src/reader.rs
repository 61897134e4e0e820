//! Reading: the connection that everything is read from, and the few things all reads share.

use std::path::PathBuf;

use record::{Hash, Lane, LogId, LogKey, PartyId, SpaceId, Stem};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row};

use crate::database;
use crate::fault::StoreFault;
use crate::schema::{APPLICATION, MIGRATIONS};

/// The database for reading. A reader never waits for the writer, nor the writer for it.
#[derive(Debug)]
pub struct Reader {
    pub(crate) connection: Connection,
    pub(crate) place: Place,
}

/// Where a database is.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// A file.
    File(PathBuf),
    /// Memory, under this name.
    Memory(String),
    /// A file of another VFS, which one connection holds for itself.
    Alone {
        /// The file.
        path: PathBuf,
        /// The name under which SQLite knows the VFS.
        vfs: String,
    },
}

impl Place {
    pub(crate) fn connect(&self, flags: OpenFlags) -> rusqlite::Result<Connection> {
        match self {
            Place::File(path) => Connection::open_with_flags(path, flags),
            Place::Memory(name) => Connection::open_with_flags(name, flags),
            Place::Alone { path, vfs } => {
                let connection = Connection::open_with_flags_and_vfs(path, flags, vfs.as_str())?;
                // Before anything is read: otherwise a write-ahead log needs memory that connections share.
                connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
                Ok(connection)
            }
        }
    }
}

impl Reader {
    /// A further connection to the same database, for another thread. It cannot write.
    ///
    /// # Errors
    /// SQLite fails.
    pub fn reader(&self) -> Result<Reader, StoreFault> {
        let place = self.place.clone();
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = place.connect(flags)?;
        let connection = database::prepare_reader(connection, APPLICATION, MIGRATIONS)?;
        Ok(Reader { connection, place })
    }

    /// The logs of a space of which entries are stored, each branch with its number of entries, ordered by log. What a
    /// branch shares with others is counted, too.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn heads(&self, space: &SpaceId) -> Result<Vec<(LogKey, u64)>, StoreFault> {
        let mut statement = self.connection.prepare_cached(
            "SELECT party, lane, epoch, branch, (SELECT max(idx) + 1 FROM entries WHERE log = logs.id)
             FROM logs WHERE space = (SELECT id FROM spaces WHERE space = ?1)",
        )?;
        let head = |row: &Row<'_>| {
            let size: Option<i64> = row.get(4)?;
            Ok(size.map(|size| (log_key(row, 0), size as u64)))
        };
        let rows = statement.query_map([space.as_bytes()], head)?;
        let mut heads = Vec::new();
        for row in rows {
            if let Some((key, size)) = row? {
                heads.push((key?, size));
            }
        }
        heads.sort();
        Ok(heads)
    }

    /// How many entries of `log` are stored.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn size(&self, log: &LogId) -> Result<u64, StoreFault> {
        let Some(row) = self.log_row(log)? else {
            return Ok(0);
        };
        let sql = "SELECT ifnull(max(idx) + 1, 0) FROM entries WHERE log = ?1";
        let mut query = self.connection.prepare_cached(sql)?;
        Ok(query.query_row([row], |row| row.get::<_, i64>(0))? as u64)
    }

    /// Reads the whole file and checks its structure and indexes (`PRAGMA integrity_check`). Empty means
    /// sound; otherwise what SQLite found, a line each. Seconds for each gigabyte.
    ///
    /// # Errors
    /// The database cannot be read at all.
    pub fn verify_pages(&self) -> Result<Vec<String>, StoreFault> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let lines = statement.query_map((), |row| row.get::<_, String>(0))?;
        let lines = lines.collect::<Result<Vec<_>, _>>()?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    }

    /// Where a branch left its log; none for the one that came first, or for one that is not here.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn stem(&self, branch: &LogId) -> Result<Option<Stem>, StoreFault> {
        let Some(row) = self.log_row(branch)?.filter(|_| branch.key.branch > 0) else {
            return Ok(None);
        };
        let sql = "SELECT of, start FROM logs WHERE id = ?1";
        let mut query = self.connection.prepare_cached(sql)?;
        let stem = query.query_row([row], |row| {
            let of = LogKey {
                branch: row.get(0)?,
                ..branch.key
            };
            Ok(Stem {
                of,
                at: row.get::<_, i64>(1)? as u64,
            })
        })?;
        Ok(Some(stem).filter(|stem| stem.of.branch < branch.key.branch))
    }

    /// The branch on which entry `index` of this one stands, and how far that is shared with it: to the end, if it is
    /// this one.
    pub(crate) fn part(&self, log: &LogId, index: u64) -> Result<(LogId, u64), StoreFault> {
        let (mut log, mut end) = (*log, u64::MAX);
        while let Some(stem) = self.stem(&log)?.filter(|stem| index < stem.at) {
            (log, end) = (stem.of.in_space(log.space), stem.at);
        }
        Ok((log, end))
    }

    pub(crate) fn log_row(&self, log: &LogId) -> Result<Option<i64>, StoreFault> {
        let key = (
            log.space.as_bytes(),
            log.key.party.as_bytes(),
            number(log.key.lane.number()),
            log.key.epoch,
            log.key.branch,
        );
        let id = self
            .connection
            .prepare_cached(
                "SELECT id FROM logs WHERE space = (SELECT id FROM spaces WHERE space = ?1)
                 AND party = ?2 AND lane = ?3 AND epoch = ?4 AND branch = ?5",
            )?
            .query_row(key, |row| row.get(0))
            .optional()?;
        Ok(id)
    }
}

/// A log's key from four columns beginning with `first`: party, lane, epoch, branch.
pub(crate) fn log_key(row: &Row<'_>, first: usize) -> Result<LogKey, StoreFault> {
    let lane: i64 = row.get(first + 1)?;
    let lane = Lane::from_number(lane as u64)
        .ok_or(rusqlite::Error::IntegralValueOutOfRange(first + 1, lane))?;
    let party = PartyId(Hash(row.get(first)?));
    let log = LogKey::of(party, lane, row.get(first + 2)?);
    let branch = row.get(first + 3)?;
    Ok(LogKey { branch, ..log })
}

/// A number as SQLite holds it. What strangers sign may be larger; it is the largest then, and whoever
/// reads it back compares in the same way.
pub(crate) fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
