//! How this program opens SQLite: durable, forgetful of what is deleted, and always at the newest version.
//!
//! `synchronous=FULL`, because a receipt depends on every commit: in a simulated power cut `NORMAL` lost
//! acknowledged rows in two of three trials and `FULL` in none. `secure_delete`, because erased means gone.

use std::time::Duration;

use canary::Canary;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, DropBehavior, ErrorCode, Transaction, TransactionBehavior};

use crate::StoreFault;

/// How long a connection waits for another one's lock.
const WAIT: Duration = Duration::from_secs(5);

/// What every connection sets; none of it is kept in the file.
const PRAGMAS: &str = "
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA cell_size_check = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA temp_store = MEMORY;
    PRAGMA wal_autocheckpoint = 4000;
";

/// Lets writes through until one fails.
///
/// After a failed write nobody knows what the disk has: the operating system may report a lost page once and
/// then call it clean. So nothing is retried, and whoever opens the file again recovers.
#[derive(Debug, Default)]
pub struct Latch {
    stopped: bool,
}

impl Latch {
    /// One durable transaction.
    ///
    /// # Errors
    /// [`StoreFault::Busy`] if another process writes; [`StoreFault::Stop`] if anything fails, and
    /// [`StoreFault::Stopped`] ever after.
    pub fn write<T>(
        &mut self,
        connection: &mut Connection,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreFault> {
        self.write_or_leave(connection, |tx| work(tx).map(Ok))
    }

    /// One durable transaction, or none: when `work` gives its inner `Err`, nothing of it is kept.
    ///
    /// # Errors
    /// As [`Latch::write`].
    pub fn write_or_leave<T>(
        &mut self,
        connection: &mut Connection,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<Result<T, T>>,
    ) -> Result<T, StoreFault> {
        if self.stopped || canary::write_is_lost() {
            return Err(StoreFault::Stopped);
        }
        let begun = commit_late(connection)
            .and_then(|()| connection.transaction_with_behavior(TransactionBehavior::Immediate));
        let result = match begun {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                return Err(StoreFault::Busy);
            }
            begun => begun.and_then(|tx| match work(&tx)? {
                Ok(done) => commit(tx).map(|()| done),
                Err(left) => tx.rollback().map(|()| left),
            }),
        };
        self.stopped = result.is_err();
        result.map_err(StoreFault::Stop)
    }

    /// Whether writes still go through, as far as is known.
    ///
    /// # Errors
    /// [`StoreFault::Stopped`] after a write that failed.
    pub fn check(&self) -> Result<(), StoreFault> {
        match self.stopped {
            true => Err(StoreFault::Stopped),
            false => Ok(()),
        }
    }

    /// Moves the write-ahead log into the database file and empties it. False if somebody is reading just now;
    /// it does not wait, because everything else would wait with it.
    ///
    /// # Errors
    /// As [`Latch::write`].
    pub fn empty_write_ahead(&mut self, connection: &Connection) -> Result<bool, StoreFault> {
        if self.stopped {
            return Err(StoreFault::Stopped);
        }
        commit_late(connection)?;
        connection.busy_timeout(Duration::ZERO)?;
        let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
        let busy = connection.query_row(sql, (), |row| row.get::<_, i64>(0));
        connection.busy_timeout(WAIT)?;
        self.stopped = busy.is_err();
        Ok(busy.map_err(StoreFault::Stop)? == 0)
    }
}

fn commit(mut tx: Transaction<'_>) -> rusqlite::Result<()> {
    if canary::planted(Canary::AcknowledgedFirst) {
        tx.set_drop_behavior(DropBehavior::Ignore);
        return Ok(());
    }
    tx.commit()
}

/// The other half of [`Canary::AcknowledgedFirst`]: what was only acknowledged is committed by the next write.
fn commit_late(connection: &Connection) -> rusqlite::Result<()> {
    match canary::planted(Canary::AcknowledgedFirst) && !connection.is_autocommit() {
        true => connection.execute_batch("COMMIT"),
        false => Ok(()),
    }
}

/// Prepares a connection that may write: settings, write-ahead log, and the migrations that are missing.
///
/// `application` is the number that marks files of this kind. `migrations[n]` leads from version n to n+1;
/// the list only ever grows at its end.
///
/// # Errors
/// The file is of another kind or of a later version, or SQLite fails.
pub fn prepare(
    mut connection: Connection,
    application: i32,
    migrations: &[&str],
) -> Result<Connection, StoreFault> {
    // First of all, so that a file that is not ours stays as it is.
    check_kind(&connection, application, migrations.len())?;
    settle(&connection)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", (), |row| row.get(0))?;
    if !["wal", "memory"].contains(&mode.as_str()) {
        return Err(StoreFault::NoWriteAhead { mode });
    }
    migrate(&mut connection, application, migrations)?;
    Ok(connection)
}

/// Prepares a connection that only reads. It changes nothing, so the file must be at its newest version.
///
/// # Errors
/// As [`prepare`].
pub fn prepare_reader(
    connection: Connection,
    application: i32,
    migrations: &[&str],
) -> Result<Connection, StoreFault> {
    check_kind(&connection, application, migrations.len())?;
    settle(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn settle(connection: &Connection) -> Result<(), StoreFault> {
    connection.busy_timeout(WAIT)?;
    connection.set_prepared_statement_cache_capacity(64);
    // One statement, one plan. Otherwise SQLite plans a statement anew whenever a parameter changes, which
    // took two thirds of the time of reading entries.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(PRAGMAS)?;
    if canary::planted(Canary::NormalSync) {
        connection.pragma_update(None, "synchronous", "NORMAL")?;
    }
    Ok(())
}

fn check_kind(connection: &Connection, application: i32, known: usize) -> Result<(), StoreFault> {
    let found: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if found != 0 && found != application {
        return Err(StoreFault::Foreign { found });
    }
    match version(connection)? {
        found if found > known => Err(StoreFault::Newer { found, known }),
        _ => Ok(()),
    }
}

/// One transaction for each step, so that a crash leaves one version or the next.
fn migrate(
    connection: &mut Connection,
    application: i32,
    migrations: &[&str],
) -> Result<(), StoreFault> {
    // A step may put a table in the place of another one that rows refer to.
    connection.pragma_update(None, "foreign_keys", false)?;
    while version(connection)? < migrations.len() {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Read again under the lock: another process may have taken this step meanwhile.
        let from = version(&step)?;
        if let Some(sql) = migrations.get(from) {
            step.execute_batch(sql)?;
            step.pragma_update(None, "application_id", application)?;
            step.pragma_update(None, "user_version", from as i64 + 1)?;
        }
        step.commit()?;
    }
    Ok(connection.pragma_update(None, "foreign_keys", true)?)
}

/// A negative version is no version of ours, and so a later one.
fn version(connection: &Connection) -> Result<usize, StoreFault> {
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(usize::try_from(found).unwrap_or(usize::MAX))
}
