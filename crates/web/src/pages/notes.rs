//! The working notes of a closed space: `{base}/notes`.

use askama::Template;

use crate::frame::Frame;

/// The notes, and the form for another one.
///
/// POST `{base}/notes` with `id` (the random name of the note), `words`, `name` (may be empty).
#[derive(Template)]
#[template(path = "notes/notes.html")]
pub struct NotesPage {
    /// The frame.
    pub frame: Frame,
    /// The notes, in the order in which they came to this node.
    pub notes: Vec<Left>,
    /// Whether notes are still taken.
    pub taken: bool,
    /// The random name of the note that is being written, hex.
    pub id: String,
    /// The words that were typed.
    pub words: String,
    /// The name that was typed.
    pub name: String,
}

/// A note.
#[derive(Clone)]
pub struct Left {
    /// Its lines.
    pub paragraphs: Vec<String>,
    /// The name that its writer put under it.
    pub name: Option<String>,
}
