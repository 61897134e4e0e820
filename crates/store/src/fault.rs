//! What can go wrong with the database: for the operator, never for the person at the form.

use record::{LogId, SpaceId};

/// A fault of the store. Logged once, where it is handled.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    /// What is stored at this place is not what was written: leaf, body, payload, place or verdict differ,
    /// or the entry is missing though later ones are there. A peer can supply it again.
    #[error("entry {index} of {log:?} is damaged in the database")]
    Damaged {
        /// Which log.
        log: LogId,
        /// Which entry, counted from 0.
        index: u64,
    },
    /// A stored checkpoint, or a cosignature of it, is not what was written.
    #[error("a signed head of size {size} of {log:?} is damaged in the database")]
    DamagedHead {
        /// Which log.
        log: LogId,
        /// Size of the head, as far as it can still be read.
        size: u64,
    },
    /// The stored founding of this space, or a payload of it, is not what was written.
    #[error("the founding of {space:?} is damaged in the database")]
    DamagedFounding {
        /// Which space.
        space: SpaceId,
    },
    /// A write failed and it is unknown what reached the disk. This store writes no more; open it again.
    #[error("a write failed; the database must be opened again")]
    Stop(#[source] rusqlite::Error),
    /// A write after one that failed with [`StoreFault::Stop`].
    #[error("an earlier write failed; the database must be opened again")]
    Stopped,
    /// Another process was writing for longer than we wait. Nothing was written; try again.
    #[error("another process is writing to the database")]
    Busy,
    /// The file was written by a later version of this program.
    #[error("the database has version {found}; this program knows versions up to {known}")]
    Newer {
        /// The version found in the file.
        found: usize,
        /// The last version that this program knows.
        known: usize,
    },
    /// A database, but not one of this kind.
    #[error("not a database of this kind (application id {found:#x})")]
    Foreign {
        /// The application id found in the file.
        found: i32,
    },
    /// The file system cannot hold a write-ahead log (some network file systems).
    #[error("the file system does not support a write-ahead log (journal mode {mode})")]
    NoWriteAhead {
        /// The journal mode that SQLite fell back to.
        mode: String,
    },
    /// A file cannot be removed.
    #[error("a file cannot be removed: {0}")]
    Remove(#[source] std::io::Error),
    /// The log of a process that ended early cannot be written anew, so that it is unknown what the disk has of it.
    #[error("the write-ahead log {path:?} cannot be made safe")]
    WriteAhead {
        /// The log.
        path: std::path::PathBuf,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
    /// Bytes that found no space, or payloads that are not the founding's.
    #[error("the bytes found no space")]
    NoFounding,
    /// A read failed, or the database could not be opened.
    #[error("the database could not be read")]
    Database(#[from] rusqlite::Error),
}
