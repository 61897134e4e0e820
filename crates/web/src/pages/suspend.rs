//! Suspending many items in one signed statement: `{base}/suspend`.

use askama::Template;

use super::parts::{Choice, ItemRef, ListRef, Status};
use crate::frame::Frame;

/// The form: items to tick and one reason.
///
/// POST `{base}/suspend` with `text` (statement id of a text in effect, repeated), `reason`, `reason_lang`, `answers`
/// (statement id, may be empty). Answers with the check page.
#[derive(Template)]
#[template(path = "suspend/suspend.html")]
pub struct SuspendPage {
    /// The frame.
    pub frame: Frame,
    /// The items in effect, by list.
    pub groups: Vec<SuspendGroup>,
    /// The reason that was typed.
    pub reason: String,
    /// Its language.
    pub reason_lang: String,
    /// What it may be in answer to: statement ids and words.
    pub answerable: Vec<Choice>,
    /// Where "Back" leads.
    pub back: String,
}

/// Items of one list.
#[derive(Clone)]
pub struct SuspendGroup {
    /// The list.
    pub list: ListRef,
    /// The items in effect.
    pub items: Vec<SuspendLine>,
}

/// An item that can be suspended.
#[derive(Clone)]
pub struct SuspendLine {
    /// The item.
    pub item: ItemRef,
    /// Statement id of its text in effect.
    pub text: String,
    /// Where it stands: in effect, or suspended by another party.
    pub status: Status,
    /// Since when, ms UTC.
    pub since: i64,
    /// Whether it is ticked.
    pub ticked: bool,
    /// Whether the parties agreed to keep it apart from everything else.
    pub ring_fenced: bool,
}
