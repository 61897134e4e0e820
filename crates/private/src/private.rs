//! The private database: opening it, and what every write has in common.
//!
//! It is opened like the record's (`store::database`), on purpose without using that crate: what is private
//! knows nothing of what is shared. A test compares the settings of the two.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::fault::PrivateFault;
use crate::schema::{APPLICATION, MIGRATIONS};

/// How long we wait for another process that writes.
const WAIT: Duration = Duration::from_secs(5);

const PRAGMAS: &str = "
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA cell_size_check = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA temp_store = MEMORY;
";

/// The private papers of one node. Synchronous; every write is durable when it returns.
#[derive(Debug)]
pub struct Private {
    pub(crate) connection: Connection,
    stopped: bool,
}

impl Private {
    /// Opens the database at `path`, creates it if there is none, and migrates it to the newest version.
    ///
    /// # Errors
    /// Not a database of ours, one of a later version, or SQLite fails.
    pub fn open(path: &Path) -> Result<Private, PrivateFault> {
        store::write_anew(path)?;
        Private::with(Connection::open(path)?)
    }

    /// A database in memory, for tests and simulation.
    ///
    /// # Errors
    /// SQLite fails.
    pub fn in_memory() -> Result<Private, PrivateFault> {
        Private::with(Connection::open_in_memory()?)
    }

    /// Opens the database at `path` through the VFS that SQLite knows as `vfs`, with the settings of
    /// [`Private::open`] save one: it holds the file for itself, because such a VFS need not have memory that
    /// connections share. For tests on a disk that fails.
    ///
    /// # Errors
    /// As [`Private::open`]; also if there is no such VFS.
    pub fn open_alone(path: &Path, vfs: &str) -> Result<Private, PrivateFault> {
        let connection = Connection::open_with_flags_and_vfs(path, OpenFlags::default(), vfs)?;
        // Before anything is read: otherwise a write-ahead log needs memory that connections share.
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        Private::with(connection)
    }

    fn with(mut connection: Connection) -> Result<Private, PrivateFault> {
        // First of all, so that a file that is not ours stays as it is.
        let found: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
        if found != 0 && found != APPLICATION {
            return Err(PrivateFault::Foreign { found });
        }
        connection.busy_timeout(WAIT)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        let found = version(&connection)?;
        if found > MIGRATIONS.len() {
            let known = MIGRATIONS.len();
            return Err(PrivateFault::Newer { found, known });
        }
        connection.execute_batch(PRAGMAS)?;
        let mode: String =
            connection.query_row("PRAGMA journal_mode = WAL", (), |row| row.get(0))?;
        if !["wal", "memory"].contains(&mode.as_str()) {
            return Err(PrivateFault::NoWriteAhead { mode });
        }
        migrate(&mut connection)?;
        Ok(Private {
            connection,
            stopped: false,
        })
    }

    /// Copies the database as it stands now into a new file at `to`, in one file, without a write-ahead log beside it. It is
    /// not durable before the caller has synced it.
    ///
    /// # Errors
    /// The database cannot be read, or the file cannot be written.
    pub fn copy_to(&self, to: &Path) -> Result<(), PrivateFault> {
        let mut into = Connection::open(to)?;
        match Backup::new(&self.connection, &mut into)?.step(-1)? {
            StepResult::Done => {}
            _ => return Err(PrivateFault::Busy),
        }
        into.query_row("PRAGMA journal_mode = DELETE", (), |_| Ok(()))?;
        into.close().map_err(|(_, error)| error.into())
    }

    /// Whether it can be read and, as far as is known, written.
    ///
    /// # Errors
    /// It cannot be read, or an earlier write failed.
    pub fn check_usable(&self) -> Result<(), PrivateFault> {
        if self.stopped {
            return Err(PrivateFault::Stopped);
        }
        let sql = "SELECT count(*) FROM (SELECT 1 FROM sessions LIMIT 1)";
        let mut query = self.connection.prepare_cached(sql)?;
        Ok(query
            .query_row((), |row| row.get::<_, i64>(0))
            .map(|_| ())?)
    }

    /// Empties the write-ahead log, so that nothing deleted lingers there. If another process reads just now it
    /// is left for the next time.
    pub(crate) fn forget(&mut self) -> Result<(), PrivateFault> {
        self.connection.busy_timeout(Duration::ZERO)?;
        let emptied = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |_| Ok(()));
        self.connection.busy_timeout(WAIT)?;
        self.stopped |= emptied.is_err();
        emptied.map_err(PrivateFault::Stop)
    }

    /// One durable transaction. After one that failed nobody knows what the disk has, so nothing is written
    /// until the file is opened again.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, PrivateFault> {
        if self.stopped {
            return Err(PrivateFault::Stopped);
        }
        let begun = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate);
        let result = match begun {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                return Err(PrivateFault::Busy);
            }
            begun => begun.and_then(|tx| {
                let done = work(&tx)?;
                tx.commit().map(|()| done)
            }),
        };
        self.stopped = result.is_err();
        result.map_err(PrivateFault::Stop)
    }
}

/// One transaction for each step, so that a crash leaves one version or the next.
fn migrate(connection: &mut Connection) -> Result<(), PrivateFault> {
    while version(connection)? < MIGRATIONS.len() {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Read again under the lock: another process may have taken this step meanwhile.
        let from = version(&step)?;
        if let Some(sql) = MIGRATIONS.get(from) {
            step.execute_batch(sql)?;
            step.pragma_update(None, "application_id", APPLICATION)?;
            step.pragma_update(None, "user_version", from as i64 + 1)?;
        }
        step.commit()?;
    }
    Ok(())
}

/// A negative version is no version of ours, and so a later one.
fn version(connection: &Connection) -> Result<usize, PrivateFault> {
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(usize::try_from(found).unwrap_or(usize::MAX))
}

/// A time or count as SQLite holds it.
pub(crate) fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_as_durable_and_as_forgetful_as_the_record() {
        let folder = tempfile::tempdir().unwrap();
        let ours = Private::open(&folder.path().join("private.db")).unwrap();
        let other = Connection::open(folder.path().join("record.db")).unwrap();
        let other = store::database::prepare(other, 7, &[]).unwrap();
        let settings = |connection: &Connection| {
            [
                "synchronous",
                "fullfsync",
                "checkpoint_fullfsync",
                "foreign_keys",
                "secure_delete",
                "cell_size_check",
                "trusted_schema",
                "temp_store",
                "busy_timeout",
            ]
            .map(|name| {
                connection
                    .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
                    .unwrap()
            })
        };
        assert_eq!(settings(&ours.connection), settings(&other));
        assert_eq!(settings(&ours.connection)[..2], [2, 1]);
    }

    #[test]
    fn a_database_of_the_first_version_keeps_its_sessions() {
        let first = Connection::open_in_memory().unwrap();
        first.execute_batch(MIGRATIONS[0]).unwrap();
        first
            .pragma_update(None, "application_id", APPLICATION)
            .unwrap();
        first.pragma_update(None, "user_version", 1).unwrap();
        let token = [7; 32];
        let hash = crate::wrap::hash_of_token("detente/1/session", &token);
        first
            .execute_batch(
                "INSERT INTO people VALUES (1, zeroblob(32), 'lin', 'en', zeroblob(32), 1, zeroblob(16),
                 zeroblob(32), zeroblob(16), zeroblob(48))",
            )
            .unwrap();
        first
            .execute("INSERT INTO sessions VALUES (?1, 1, 0, 0)", [hash])
            .unwrap();
        let mut private = Private::with(first).unwrap();
        let limits = crate::Limits {
            idle_ms: 9,
            absolute_ms: 9,
        };
        let found = private.session(&token, 1, &limits).unwrap();
        assert_eq!(found, Some((crate::PersonId(1), crate::Scope::All)));
        private.check_usable().unwrap();
    }

    #[test]
    fn after_a_failed_write_nothing_is_written_until_it_is_opened_again() {
        let mut private = Private::in_memory().unwrap();
        let failed = private.write(|tx| tx.execute("INSERT INTO nowhere VALUES (1)", ()));
        assert!(matches!(failed, Err(PrivateFault::Stop(_))));
        assert!(matches!(private.check_usable(), Err(PrivateFault::Stopped)));
        let next = private.write(|_| Ok(()));
        assert!(matches!(next, Err(PrivateFault::Stopped)));
    }
}
