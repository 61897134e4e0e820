//! Notes of domestic constraints with their approval steps: `{base}/advisor/note`.

use askama::Template;

use crate::frame::Frame;
use crate::pages::advisor::agenda::{Asked, Number};
use crate::pages::parts::Choice;

/// A note: what it says, and the form it is made from.
///
/// POST `{base}/advisor/note/new` or `{base}/advisor/note/{id}` with `name`, `constraint`, `about` (object id or empty), for each
/// step `step-name-0`, `step-day-0` (`2027-03-01` or empty), `step-status-0`, `step-shown-0` (`1`), ..., `version`, and `do`:
/// `more` shows the form again with room for more steps.
#[derive(Template)]
#[template(path = "advisor/note.html")]
pub struct NotePage {
    /// The frame.
    pub frame: Frame,
    /// What its owner calls it.
    pub name: String,
    /// The constraint, in the owner's words.
    pub constraint: String,
    /// The item that it is about: all there are.
    pub about: Vec<Choice>,
    /// The steps, with room for more.
    pub steps: Vec<StepForm>,
    /// The version of the paper that the form was made from; empty for a new one.
    pub version: String,
    /// Where the form is sent.
    pub action: String,
    /// What there is once it is kept; none for a new one.
    pub kept: Option<KeptNote>,
}

/// A step as it is typed.
#[derive(Clone)]
pub struct StepForm {
    /// What it is called.
    pub name: Number,
    /// When it is expected.
    pub day: Number,
    /// Where it stands.
    pub status: Asked,
    /// Name and id of the box that lets its status be published.
    pub shown_id: String,
    /// Whether that is ticked.
    pub shown: bool,
}

/// What a note shows once it is kept.
#[derive(Clone, Default)]
pub struct KeptNote {
    /// The item that it is about, by its name; empty if none.
    pub about: String,
    /// The steps.
    pub steps: Vec<StepLine>,
    /// Of these, what a person chose to be able to show.
    pub publish: Vec<Publish>,
    /// Where a step's status is put into a form.
    pub publish_action: String,
    /// Whether the form is to be seen at once: something is wrong with it.
    pub form_open: bool,
    /// Where its deletion is sent.
    pub delete: String,
}

/// A step in words.
#[derive(Clone)]
pub struct StepLine {
    /// What it is called.
    pub name: String,
    /// When it is expected.
    pub day: String,
    /// Where it stands.
    pub status: String,
    /// Whether its status may be published.
    pub shown: bool,
}

/// A step whose status can be put into a form for the record.
#[derive(Clone)]
pub struct Publish {
    /// Its place among what may be shown.
    pub place: String,
    /// What it is called.
    pub name: String,
    /// Exactly the words that would be put there.
    pub text: String,
    /// Whether other words stand in that form, which these would take the place of.
    pub replaces: bool,
}
