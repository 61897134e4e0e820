//! What can go wrong with the private database.

/// A fault of the private database: for the operator. A wrong password or an expired link is none.
#[derive(Debug, thiserror::Error)]
pub enum PrivateFault {
    /// Somebody has this login name already.
    #[error("the login name is taken")]
    LoginTaken,
    /// Somebody here has this key already; a key says who signed, so it is one person's.
    #[error("somebody here has this key already")]
    KeyTaken,
    /// There is no such person.
    #[error("there is no such person")]
    NoSuchPerson,
    /// What is stored is not what was written.
    #[error("the private database is damaged: {0}")]
    Damaged(&'static str),
    /// The password could not be hashed; in practice, not enough memory or a password beyond 4 GiB.
    #[error("the password could not be hashed: {0}")]
    Password(argon2::Error),
    /// A write failed and it is unknown what reached the disk. Nothing more is written; open the file again.
    #[error("a write failed; the private database must be opened again")]
    Stop(#[source] rusqlite::Error),
    /// A write after one that failed with [`PrivateFault::Stop`].
    #[error("an earlier write failed; the private database must be opened again")]
    Stopped,
    /// Another process was writing for longer than we wait. Nothing was written; try again.
    #[error("another process is writing to the private database")]
    Busy,
    /// The file was written by a later version of this program.
    #[error("the private database has version {found}; this program knows versions up to {known}")]
    Newer {
        /// The version found in the file.
        found: usize,
        /// The last version that this program knows.
        known: usize,
    },
    /// A database, but not one of this kind.
    #[error("not a private database (application id {found:#x})")]
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
    /// The log of a process that ended early cannot be made safe.
    #[error(transparent)]
    WriteAhead(#[from] store::StoreFault),
    /// A read failed, or the database could not be opened.
    #[error("the private database could not be read")]
    Database(#[from] rusqlite::Error),
}
