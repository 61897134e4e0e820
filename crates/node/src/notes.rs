//! The working notes of closed spaces: unsigned, in files of their own, and gone after the agreed day.
//!
//! Until that day ends (UTC, by this node's own clock) notes are kept and handed to the other members. Then each node
//! erases its file and takes no note any more, also if its clock is set back: that the day is past is written down.
//! No note, and nothing of one, is ever logged.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::sync::MutexGuard;

use domain::Refusal;
use domain::decide::check_note;
use record::{PartyId, Role, SpaceId};
use store::notes::Notes;
pub use store::notes::{Note, NoteId};

use crate::act::ActError;
use crate::clock::end_of_day;
use crate::fault::NodeFault;
use crate::node::Node;

/// The files that are open, and the spaces whose notes are gone for good.
#[derive(Default)]
pub struct Books {
    open: BTreeMap<SpaceId, Notes>,
    /// How many notes were there when this was last looked at.
    seen: BTreeMap<SpaceId, u64>,
    over: BTreeSet<SpaceId>,
}

/// What somebody wants to leave as a note.
#[derive(Clone, Debug)]
pub struct NewNote {
    /// Its random name: whoever sends it twice leaves it once.
    pub id: NoteId,
    /// The language of whoever writes, for a refusal; it is not kept.
    pub lang: String,
    /// The words.
    pub words: String,
    /// The name to put under it, if the writer wants one.
    pub name: Option<String>,
}

impl Node {
    fn books(&self) -> MutexGuard<'_, Books> {
        self.notes.lock().expect("the notes' files are whole")
    }

    /// To the end of which day notes are kept in this space; none if it is on record.
    pub fn notes_until_day(&self, space: &SpaceId) -> Option<u64> {
        self.read(space, |state| state.record.founding().terms.notes_until_day)
            .flatten()
    }

    /// Whether notes are taken in this space at this time.
    pub fn takes_notes(&self, space: &SpaceId, now_ms: u64) -> bool {
        let day = self.notes_until_day(space);
        day.is_some_and(|day| !is_past(day, now_ms)) && !self.books().over.contains(space)
    }

    /// The notes of a space, in the order in which they came here; none where there are none to be.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn notes(&self, space: &SpaceId, now_ms: u64) -> Result<Vec<Note>, NodeFault> {
        match self.takes_notes(space, now_ms) {
            true => Ok(self.book(space)?.all()?),
            false => Ok(Vec::new()),
        }
    }

    /// Leaves a note for the members of a closed space. Nobody signs it, and nobody's name is on it unless given.
    ///
    /// # Errors
    /// The space is on record, its day is past, the words cannot be shown, there is no room, or the file fails.
    pub fn write_note(
        &self,
        space: SpaceId,
        party: PartyId,
        note: &NewNote,
        now_ms: u64,
    ) -> Result<(), ActError> {
        let speaks = self.read(&space, |state| {
            let role = state.record.membership().1.role(&party);
            matches!(role, Some(Role::Party | Role::Facilitator))
        });
        if self.seat(&party).is_none() || speaks != Some(true) {
            return Err(ActError::NotSeated);
        }
        if self.notes_until_day(&space).is_none() {
            return Err(Refusal::SpaceOnRecord.into());
        }
        if !self.takes_notes(&space, now_ms) {
            return Err(Refusal::NotesOver.into());
        }
        check_note(&note.lang, &note.words, note.name.as_deref())?;
        let note = Note {
            id: note.id,
            name: note.name.clone(),
            words: note.words.clone(),
        };
        let id = note.id;
        let mut book = self.book(&space)?;
        let kept = book.put(&party, 1, &[note]).map_err(NodeFault::from)?;
        if kept == 0 && !book.ids().map_err(NodeFault::from)?.contains(&id) {
            return Err(Refusal::TooManyNotes.into());
        }
        drop(book);
        self.announce();
        Ok(())
    }

    /// The names of the notes that are held; none if no notes are taken.
    pub(crate) fn note_ids(&self, space: &SpaceId, now_ms: u64) -> Option<BTreeSet<NoteId>> {
        self.takes_notes(space, now_ms)
            .then(|| self.book(space).ok()?.ids().ok())
            .flatten()
    }

    /// Keeps notes that `peer` handed over, as far as there is room for them.
    pub(crate) fn take_notes(
        &self,
        space: &SpaceId,
        peer: &PartyId,
        list: &[Note],
        now_ms: u64,
    ) -> Result<(), NodeFault> {
        if !self.takes_notes(space, now_ms) {
            return Ok(());
        }
        let members = self.read(space, |state| {
            state.record.membership().1.members.len() as u64
        });
        // A peer hands on what others wrote, too.
        let writers = members.unwrap_or(2).saturating_sub(1).max(1);
        self.book(space)?.put(peer, writers, list)?;
        self.announce();
        Ok(())
    }

    /// The file of a space, opened or begun.
    fn book(&self, space: &SpaceId) -> Result<Book<'_>, NodeFault> {
        let mut books = self.books();
        if !books.open.contains_key(space) {
            let path = self.notes_path(space);
            if let Some(folder) = path.parent() {
                let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
                made.map_err(|cause| NodeFault::File {
                    path: folder.to_owned(),
                    cause,
                })?;
            }
            let book = Notes::open(&path)?;
            books.open.insert(*space, book);
        }
        Ok(Book {
            books,
            space: *space,
        })
    }

    fn notes_path(&self, space: &SpaceId) -> PathBuf {
        self.folder()
            .join("notes")
            .join(format!("{}.db", space.hex()))
    }

    /// Erases the notes whose day is past. Called at the start and again and again; cheap when there is nothing.
    ///
    /// # Errors
    /// A file cannot be erased; it is tried again.
    pub fn end_notes(&self, now_ms: u64) -> Result<(), NodeFault> {
        for space in self.space_ids() {
            let due = self
                .notes_until_day(&space)
                .is_some_and(|day| is_past(day, now_ms));
            if due {
                self.erase_notes(space)?;
            }
        }
        Ok(())
    }

    /// The file first, then that it is gone: a crash in between erases once more.
    fn erase_notes(&self, space: SpaceId) -> Result<(), NodeFault> {
        let fact = over_fact(&space);
        {
            let mut books = self.books();
            let open = books.open.remove(&space);
            let path = self.notes_path(&space);
            match open {
                Some(book) => book.erase()?,
                None if path.exists() => Notes::open(&path)?.erase()?,
                None if books.over.contains(&space) => return Ok(()),
                None => {}
            }
            books.over.insert(space);
        }
        let mut writer = self.writer();
        if writer.store.fact(&fact)?.is_none() {
            writer.store.put_fact(&fact, &[])?;
            tracing::info!(%space, "the notes of a closed space are erased, as agreed");
        }
        drop(writer);
        self.announce();
        Ok(())
    }

    /// Reads of which spaces the notes are gone for good.
    pub(crate) fn recall_ended_notes(&self) -> Result<(), NodeFault> {
        for space in self.space_ids() {
            let over = self.stored(|reader| reader.fact(&over_fact(&space)))?;
            if over.is_some() {
                self.erase_notes(space)?;
            }
        }
        Ok(())
    }

    /// Whether another process left notes since this was last asked.
    pub(crate) fn new_notes(&self, now_ms: u64) -> Result<bool, NodeFault> {
        let mut new = false;
        for space in self.space_ids() {
            if self.takes_notes(&space, now_ms) {
                let mut book = self.book(&space)?;
                let count = book.count()?;
                new |= book.books.seen.insert(space, count) != Some(count);
            }
        }
        Ok(new)
    }
}

/// An open file under the lock of all of them.
struct Book<'a> {
    books: MutexGuard<'a, Books>,
    space: SpaceId,
}

impl std::ops::Deref for Book<'_> {
    type Target = Notes;

    fn deref(&self) -> &Notes {
        &self.books.open[&self.space]
    }
}

impl std::ops::DerefMut for Book<'_> {
    fn deref_mut(&mut self) -> &mut Notes {
        let open = self.books.open.get_mut(&self.space);
        open.expect("it was opened under this lock")
    }
}

fn is_past(day: u64, now_ms: u64) -> bool {
    end_of_day(day).is_some_and(|end| now_ms > end)
}

fn over_fact(space: &SpaceId) -> String {
    format!("notes-over/{}", space.hex())
}
