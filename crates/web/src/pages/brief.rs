//! The handover brief: `{base}/settings/brief`, with `from` the key that handed over.

use askama::Template;

use super::parts::{ItemRef, Person, Status, Turn};
use crate::frame::Frame;

/// What whoever takes an office over has to know; made to be printed.
#[derive(Template)]
#[template(path = "settings/brief.html")]
pub struct BriefPage {
    /// The frame.
    pub frame: Frame,
    /// Who held the office before, and what they signed last.
    pub predecessor: Option<Predecessor>,
    /// What is open, by list, the lists without anything left out.
    pub open: Vec<OpenList>,
    /// The lists on which something was brought in for discussion that waits for nobody: which, where, how many.
    pub for_discussion: Vec<(String, String, usize)>,
    /// Assents that are signed and wait to be sealed: private.
    pub waiting: Vec<ItemRef>,
    /// The dialogues that go on, with the time of the last entry, ms UTC.
    pub dialogues: Vec<(ItemRef, i64)>,
    /// The delegates whose powers end on a day, ms UTC.
    pub powers_end: Vec<(Person, i64)>,
}

/// Who held the office before.
pub struct Predecessor {
    /// Who, and in which office.
    pub person: Person,
    /// What was signed last: the kind of act, the item's title if there is one, when, the entry and where it is shown.
    pub signed: Vec<SignedLine>,
}

/// Something that was signed.
pub struct SignedLine {
    /// What kind of act.
    pub kind: String,
    /// The item, if it is about one.
    pub item: Option<ItemRef>,
    /// When, ms UTC.
    pub at: i64,
    /// The entry's number.
    pub entry: String,
    /// Where it is shown.
    pub href: String,
}

/// What is open on one list.
pub struct OpenList {
    /// The list.
    pub name: String,
    /// Its open items.
    pub lines: Vec<OpenLine>,
}

/// An open item.
pub struct OpenLine {
    /// The item.
    pub item: ItemRef,
    /// Where it stands.
    pub status: Status,
    /// Whose turn it is.
    pub turn: Turn,
    /// Who put it off, until when, in words.
    pub put_off: Vec<String>,
    /// When it was spoken of last, ms UTC.
    pub last: i64,
}
