//! The working notes of one closed space, in a file of their own.
//!
//! A file for each space, so that on the agreed day it can go as a whole. No note says who wrote it or when: neither
//! is asked for, and what is not kept cannot be found. How many came from whom is counted apart from them, because
//! nobody may fill what is there for all.

use std::collections::BTreeSet;
use std::fs::remove_file;
use std::path::{Path, PathBuf};

use record::PartyId;
use rusqlite::{Connection, OptionalExtension};

use crate::database::{self, Latch};
use crate::fault::StoreFault;
use crate::reader::number;

/// Marks the file as one of these ("dtNT").
const APPLICATION: i32 = 0x6474_4E54;

const MIGRATIONS: &[&str] = &["
    CREATE TABLE notes (
        seq INTEGER PRIMARY KEY,             -- order of arrival on this node
        id BLOB NOT NULL UNIQUE,
        name TEXT,
        words TEXT NOT NULL
    ) STRICT;
    CREATE TABLE counts (
        party BLOB NOT NULL UNIQUE,
        notes INTEGER NOT NULL,
        bytes INTEGER NOT NULL
    ) STRICT;
"];

/// The most notes that one party writes in a space.
pub const NOTES_MAX: u64 = 1_000;
/// The most bytes of them.
const NOTES_BYTES_MAX: u64 = 4 << 20;

/// A random name, so that a note that comes twice is there once.
pub type NoteId = [u8; 16];

/// One note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its random name.
    pub id: NoteId,
    /// Whose it is, if the writer wanted to say so.
    pub name: Option<String>,
    /// The words.
    pub words: String,
}

/// The notes of one space, open.
#[derive(Debug)]
pub struct Notes {
    path: PathBuf,
    connection: Connection,
    latch: Latch,
}

impl Notes {
    /// Opens the file at `path`, or begins a new one.
    ///
    /// # Errors
    /// Not a file of this kind, or SQLite fails.
    pub fn open(path: &Path) -> Result<Notes, StoreFault> {
        let connection = Connection::open(path)?;
        let connection = database::prepare(connection, APPLICATION, MIGRATIONS)?;
        Ok(Notes {
            path: path.to_owned(),
            connection,
            latch: Latch::default(),
        })
    }

    /// Keeps what is new of these notes, as long as there is room: `from` handed them over, and speaks for at most so
    /// many `writers`. How many were new and kept.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed.
    pub fn put(
        &mut self,
        from: &PartyId,
        writers: u64,
        notes: &[Note],
    ) -> Result<usize, StoreFault> {
        let (notes_max, bytes_max) = (NOTES_MAX * writers, NOTES_BYTES_MAX * writers);
        self.latch.write(&mut self.connection, |tx| {
            let counted = "SELECT notes, bytes FROM counts WHERE party = ?1";
            let counted = tx.query_row(counted, [from.as_bytes()], |row| {
                Ok((row.get::<_, i64>(0)? as u64, row.get::<_, i64>(1)? as u64))
            });
            let (mut count, mut bytes) = counted.optional()?.unwrap_or_default();
            let mut kept = 0;
            for note in notes {
                let more = (note.words.len() + note.name.as_ref().map_or(0, String::len)) as u64;
                if count >= notes_max || bytes + more > bytes_max {
                    break;
                }
                let new = tx.execute(
                    "INSERT INTO notes (id, name, words) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                    (note.id, &note.name, &note.words),
                )?;
                kept += new;
                count += new as u64;
                bytes += more * new as u64;
            }
            tx.execute(
                "INSERT INTO counts (party, notes, bytes) VALUES (?1, ?2, ?3)
                 ON CONFLICT (party) DO UPDATE SET notes = excluded.notes, bytes = excluded.bytes",
                (from.as_bytes(), number(count), number(bytes)),
            )?;
            Ok(kept)
        })
    }

    /// All of them, in the order in which they came here.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn all(&self) -> Result<Vec<Note>, StoreFault> {
        let sql = "SELECT id, name, words FROM notes ORDER BY seq";
        let mut query = self.connection.prepare_cached(sql)?;
        let notes = query.query_map((), |row| {
            Ok(Note {
                id: row.get(0)?,
                name: row.get(1)?,
                words: row.get(2)?,
            })
        })?;
        Ok(notes.collect::<Result<_, _>>()?)
    }

    /// The names of all of them.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn ids(&self) -> Result<BTreeSet<NoteId>, StoreFault> {
        let mut query = self.connection.prepare_cached("SELECT id FROM notes")?;
        let ids = query.query_map((), |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// How many there are.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn count(&self) -> Result<u64, StoreFault> {
        let sql = "SELECT count(*) FROM notes";
        let mut query = self.connection.prepare_cached(sql)?;
        Ok(query.query_row((), |row| row.get::<_, i64>(0))? as u64)
    }

    /// Overwrites everything and removes the file. If another process still reads, what the write-ahead log holds
    /// goes with the file and is not overwritten.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed or the file cannot be removed.
    pub fn erase(mut self) -> Result<(), StoreFault> {
        self.latch.write(&mut self.connection, |tx| {
            tx.execute_batch("DELETE FROM notes; DELETE FROM counts;")
        })?;
        self.latch.empty_write_ahead(&self.connection)?;
        drop(self.connection);
        for ending in ["-wal", "-shm", ""] {
            let mut path = self.path.clone().into_os_string();
            path.push(ending);
            match remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(StoreFault::Remove(error));
                }
                _ => {}
            }
        }
        Ok(())
    }
}
