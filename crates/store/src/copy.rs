//! A copy of the database while others go on reading and writing it.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::fault::StoreFault;
use crate::reader::Reader;

impl Reader {
    /// Copies the database as it stands now into a new file at `to`: one moment of it, in one file, without a write-ahead
    /// log beside it. Writers are not held up. It is not durable before the caller has synced it.
    ///
    /// # Errors
    /// The database cannot be read, or the file cannot be written.
    pub fn copy_to(&self, to: &Path) -> Result<(), StoreFault> {
        let mut into = Connection::open(to)?;
        // In one step: between two of them a writer would make it begin again.
        match Backup::new(&self.connection, &mut into)?.step(-1)? {
            StepResult::Done => {}
            _ => return Err(StoreFault::Busy),
        }
        into.query_row("PRAGMA journal_mode = DELETE", (), |_| Ok(()))?;
        into.close().map_err(|(_, error)| error.into())
    }
}
