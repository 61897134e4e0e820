//! Makes the write-ahead log whole before a database is opened.
//!
//! After a sync that failed, the operating system may show what it could not write as if it were on the disk, and call
//! it clean: no later sync writes it. The process stops; but if it is then killed, whoever opens the database reads a
//! log without a gap, goes on behind it, and loses at the next power cut what it acknowledged since. Nothing tells such
//! a log from a sound one. So a log that was left behind is written once more, as a new file: what is read from it is
//! then what the disk has.
//!
//! The file is replaced, not overwritten: a cut in the middle would harm bytes that were safe.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::StoreFault;

/// Writes the log of the database at `path` anew, if one was left behind and nobody has the database open. Who has it
/// open has done this before, or has made the log.
///
/// # Errors
/// The log cannot be read or written; the database should not be opened then.
pub fn write_anew(path: &Path) -> Result<(), StoreFault> {
    let log = beside(path, "-wal");
    match fs::metadata(&log) {
        Ok(found) if found.len() > 0 => {}
        _ => return Ok(()),
    }
    let Some(_held) = hold(path)? else {
        return Ok(());
    };
    let aside = beside(path, "-wal-new");
    match replace(&log, &aside) {
        Ok(()) => Ok(()),
        // Whoever had it until just now has emptied it in the meantime.
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(cause) => {
            let _ = fs::remove_file(aside);
            Err(StoreFault::WriteAhead { path: log, cause })
        }
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// A connection that has the database for itself, in a way that leaves the log alone; none if somebody else has it.
fn hold(path: &Path) -> Result<Option<Connection>, StoreFault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::ZERO)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    let read = connection.query_row("SELECT count(*) FROM sqlite_schema", (), |_| Ok(()));
    match read {
        Ok(()) => Ok(Some(connection)),
        // Somebody has it; or it is no sound database, and opening it will say so.
        Err(_) => Ok(None),
    }
}

fn replace(file: &Path, aside: &Path) -> io::Result<()> {
    fs::copy(file, aside)?;
    File::options().write(true).open(aside)?.sync_all()?;
    fs::rename(aside, file)?;
    match file.parent() {
        Some(folder) => sync_folder(folder),
        None => Ok(()),
    }
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    let here = Path::new(".");
    let folder = if folder.as_os_str().is_empty() {
        here
    } else {
        folder
    };
    File::open(folder)?.sync_all()
}

/// Folders cannot be synced there, and a rename is not undone.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
