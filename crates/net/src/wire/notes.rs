//! Working notes of a closed space, on the wire.
//!
//! They are no entries: no log, no place, no signature, no time. Who sends them is known from the connection, and the
//! connection proves nothing to anybody else: TLS authenticates by keys that both ends share afterwards, and a pouch
//! is sealed in a mode in which whoever can open it could have written it.

use std::collections::BTreeSet;

use record::cbor::{Reader, Writer};
use record::{Hash, SpaceId};

use super::WireError;
use super::codec::{at_most, expect_array, read_count};

/// The most notes in one message.
pub const NOTES_MAX: usize = 64;
/// The most bytes of the words of one note.
pub const NOTE_BYTES_MAX: usize = 16 << 10;
/// The most bytes of the name under a note.
const NAME_BYTES_MAX: usize = 2 << 10;
/// The most notes of a space that a message can say are held.
pub const NOTES_HELD_MAX: usize = 1 << 15;

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

/// Notes of one space, and which of them the sender holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notes {
    /// The space.
    pub space: SpaceId,
    /// What the sender holds: the receiver sends it the rest. None if it does not say.
    pub held: Option<BTreeSet<NoteId>>,
    /// The notes.
    pub list: Vec<Note>,
}

impl Notes {
    pub(super) fn write(&self, w: &mut Writer) {
        w.bytes(self.space.as_bytes());
        match &self.held {
            Some(held) => {
                w.array(held.len() as u64);
                held.iter().for_each(|id| {
                    w.bytes(id);
                });
            }
            None => {
                w.null();
            }
        }
        w.array(self.list.len() as u64);
        for note in &self.list {
            w.array(3).bytes(&note.id);
            match &note.name {
                Some(name) => w.str(name),
                None => w.null(),
            };
            w.str(&note.words);
        }
    }

    pub(super) fn read(r: &mut Reader<'_>) -> Result<Notes, WireError> {
        let space = SpaceId(Hash(r.bytes_n()?));
        let held = r.null_or(read_ids)?;
        let count = read_count(r, "notes", NOTES_MAX)?;
        let list = (0..count).map(|_| read_note(r)).collect::<Result<_, _>>()?;
        Ok(Notes { space, held, list })
    }
}

/// In ascending order and each once: a set has one encoding.
fn read_ids(r: &mut Reader<'_>) -> Result<BTreeSet<NoteId>, WireError> {
    let count = read_count(r, "notes held", NOTES_HELD_MAX)?;
    let mut ids = BTreeSet::new();
    for _ in 0..count {
        let id: NoteId = r.bytes_n()?;
        if ids.last().is_some_and(|last| *last >= id) {
            return Err(WireError::Order);
        }
        ids.insert(id);
    }
    Ok(ids)
}

fn read_note(r: &mut Reader<'_>) -> Result<Note, WireError> {
    expect_array(r, 3)?;
    let id = r.bytes_n()?;
    let name = r.null_or(|r| short(r, "name", NAME_BYTES_MAX))?;
    let words = short(r, "note", NOTE_BYTES_MAX)?;
    Ok(Note { id, name, words })
}

fn short(r: &mut Reader<'_>, what: &'static str, most: usize) -> Result<String, WireError> {
    let text = r.str()?;
    at_most(what, text.len(), most)?;
    Ok(text.to_owned())
}
