//! The notes of a closed space, and what such a space says above every page.

use i18n::Arg;
use node::clock::end_of_day;
use node::notes::Note;

use crate::frame::Section;
use crate::pages::notes::{Left, NotesPage};
use crate::view::Scene;

/// What is typed into the form.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The random name of the note that is being written, hex.
    pub id: String,
    /// The words.
    pub words: String,
    /// The name under it.
    pub name: String,
}

/// That the space is closed, and when its notes go; none where it is on record.
pub fn banner(scene: &Scene<'_>) -> Option<String> {
    let day = scene.record().founding().terms.notes_until_day?;
    let end = end_of_day(day).and_then(|ms| i64::try_from(ms).ok());
    let end = end.unwrap_or(i64::MAX);
    let key = match scene.now > end {
        true => "notes-banner-over",
        false => "notes-banner",
    };
    let date = scene.l.date(end);
    Some(scene.l.ta(key, &[("date", Arg::from(&date))]))
}

/// The page; none where the space is on record.
pub fn page(scene: &Scene<'_>, notes: &[Note], taken: bool, typed: &Typed) -> Option<NotesPage> {
    scene.record().founding().terms.notes_until_day?;
    let left = |note: &Note| Left {
        paragraphs: note.words.split('\n').map(str::to_owned).collect(),
        name: note.name.clone(),
    };
    Some(NotesPage {
        frame: scene.frame(Section::Framework, &scene.l.t("notes-title")),
        notes: notes.iter().map(left).collect(),
        taken,
        id: typed.id.clone(),
        words: typed.words.clone(),
        name: typed.name.clone(),
    })
}
