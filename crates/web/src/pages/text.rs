//! Texts and how the parties stand to them.

use super::parts::{Party, Person, Status, Words, language_name};
use crate::frame::Frame;

/// One language version of a text.
#[derive(Clone, Default)]
pub struct Version {
    /// The tag of the language.
    pub lang: String,
    /// The title; may be empty.
    pub title: String,
    /// The paragraphs.
    pub paragraphs: Vec<String>,
    /// Whether the version is authentic; otherwise it is a courtesy translation.
    pub authentic: bool,
}

impl Version {
    /// The language's own name.
    pub fn language(&self) -> String {
        language_name(&self.lang)
    }
}

/// How a party stands to a text.
#[derive(Clone)]
pub enum Stance {
    /// It agreed.
    Agreed(Signed),
    /// It declined, with its reason.
    Declined(Signed, Option<Words>),
    /// It asked to take its agreement back; the text dies when the others have noted it.
    TookBack(Signed),
    /// It put the matter off.
    Deferred(Signed, i64),
    /// It accepts another party's text and waits until its own is withdrawn.
    Pending,
    /// It has not answered.
    Silent,
}

/// Who signed, when, and where it stands in the record.
#[derive(Clone, Default)]
pub struct Signed {
    /// Who.
    pub person: Person,
    /// When, ms UTC.
    pub at: i64,
    /// The entry: "A-12".
    pub entry: String,
    /// Where the entry is shown.
    pub href: String,
}

/// A party and how it stands to a text.
#[derive(Clone)]
pub struct StanceLine {
    /// The party.
    pub party: Party,
    /// How it stands.
    pub stance: Stance,
}

impl StanceLine {
    /// The key of the word for it.
    pub fn key(&self) -> &'static str {
        match self.stance {
            Stance::Agreed(_) => "framework-stance-agreed",
            Stance::Declined(..) => "framework-stance-declined",
            Stance::TookBack(_) => "framework-stance-took-back",
            Stance::Deferred(..) => "framework-stance-deferred",
            Stance::Pending => "framework-stance-pending",
            Stance::Silent => "framework-stance-silent",
        }
    }

    /// Name for class attributes.
    pub fn slug(&self) -> &'static str {
        match self.stance {
            Stance::Agreed(_) => "agreed",
            Stance::Declined(..) => "declined",
            Stance::TookBack(_) => "took-back",
            Stance::Deferred(..) => "deferred",
            Stance::Pending => "pending",
            Stance::Silent => "silent",
        }
    }

    /// Who signed it, if anybody did.
    pub fn signed(&self) -> Option<&Signed> {
        match &self.stance {
            Stance::Agreed(signed)
            | Stance::Declined(signed, _)
            | Stance::TookBack(signed)
            | Stance::Deferred(signed, _) => Some(signed),
            Stance::Pending | Stance::Silent => None,
        }
    }

    /// The reason of a decline.
    pub fn reason(&self) -> Option<&Words> {
        match &self.stance {
            Stance::Declined(_, reason) => reason.as_ref(),
            _ => None,
        }
    }

    /// The date a deferral names, ms UTC.
    pub fn until(&self) -> Option<&i64> {
        match &self.stance {
            Stance::Deferred(_, until) => Some(until),
            _ => None,
        }
    }
}

/// What a text would do once it is agreed.
#[derive(Clone)]
pub enum TextKind {
    /// Put an item on a list.
    New,
    /// Replace the text that stands.
    Amend,
    /// Move the item to this list.
    Move(String),
    /// Conclude the item.
    Conclude,
}

impl TextKind {
    /// What it would do, in words.
    pub fn words(&self, frame: &Frame) -> String {
        match self {
            TextKind::New => frame.t("framework-text-new"),
            TextKind::Amend => frame.t("framework-text-amend"),
            TextKind::Move(list) => frame.a("framework-text-move", "list", list),
            TextKind::Conclude => frame.t("framework-text-conclude"),
        }
    }
}

/// A text: what one party proposed, or what all agreed.
#[derive(Clone)]
pub struct Text {
    /// Its statement id, hex. Forms send it back as `text`.
    pub id: String,
    /// The digest of what is on screen, hex. Forms send it back as `shown`.
    pub shown: String,
    /// What it would do.
    pub kind: TextKind,
    /// Where it stands.
    pub status: Status,
    /// Who brought it in.
    pub by: Party,
    /// When, ms UTC.
    pub at: i64,
    /// The entry that proposed it: "A-12". It tells rivals apart, here and in the history.
    pub entry: String,
    /// Where the entry is shown.
    pub href: String,
    /// Its language versions, the reader's first.
    pub versions: Vec<Version>,
    /// What stands for words of it that this party erased.
    pub erased: Vec<String>,
    /// What it changes among the members, a sentence for each.
    pub changes: Vec<String>,
    /// How each party stands to it, the reader's first.
    pub stances: Vec<StanceLine>,
}

impl Text {
    /// The first 8 characters of its id.
    pub fn id_short(&self) -> &str {
        self.id.get(..8).unwrap_or(&self.id)
    }
}
