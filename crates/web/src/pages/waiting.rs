//! What waits for this person: `{base}/waiting`.

use askama::Template;

use super::parts::{ItemRef, ListRef, Party, Status};
use crate::frame::Frame;

/// Everything that needs this person's act, grouped by the act.
#[derive(Template)]
#[template(path = "waiting/waiting.html")]
pub struct WaitingPage {
    /// The frame.
    pub frame: Frame,
    /// The groups that are not empty.
    pub groups: Vec<WaitingGroup>,
    /// Signatures of this seat that were given up, which somebody of it is to read of.
    pub given_up: Vec<GivenUpLine>,
    /// What lacks signatures of this seat; nobody outside it sees it.
    pub shared: Vec<SharedLine>,
    /// What this person has typed and not signed; nobody else sees it.
    pub drafts: Vec<DraftLine>,
    /// What the others have from us: "Borealis has 2 items from us". One line per party that has any.
    pub with_others: Vec<WithOther>,
}

/// An act that lacks signatures of this seat.
#[derive(Clone)]
pub struct SharedLine {
    /// What it does.
    pub what: String,
    /// The item, if it is known already.
    pub item: Option<ItemRef>,
    /// Who signed, in words.
    pub by: Vec<String>,
    /// How many more must sign.
    pub lacks: usize,
    /// Since when it waits, ms UTC.
    pub since: i64,
    /// Where its check page is asked for; none if the reader signed it already.
    pub sign: Option<String>,
    /// Where it is taken back.
    pub take_back: String,
}

impl SharedLine {
    /// Who signed, and how many are lacking, in words.
    pub fn words(&self, frame: &Frame) -> String {
        let people = frame.join(&self.by);
        let args = [
            ("people", i18n::Arg::from(&people)),
            ("count", self.lacks.into()),
        ];
        frame.l.ta("waiting-shared-by", &args)
    }
}

/// The reasons why something waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitingFor {
    /// A text of another party: agree, decline or defer.
    Answer,
    /// A rival of our own text: choose.
    Rival,
    /// What was deferred has come due.
    Due,
    /// A text to which both sides gave way: propose again, or leave it.
    Again,
    /// An agreement that waits until our own text is withdrawn.
    Pending,
    /// A contested place.
    Contested,
}

impl WaitingFor {
    /// Whether it is signed already, and private until it can be sealed.
    pub fn is_pending(&self) -> bool {
        *self == WaitingFor::Pending
    }

    /// The key of the heading.
    pub fn key(&self) -> &'static str {
        match self {
            WaitingFor::Answer => "waiting-group-assent",
            WaitingFor::Rival => "waiting-group-rival",
            WaitingFor::Due => "waiting-group-deferred",
            WaitingFor::Again => "waiting-group-again",
            WaitingFor::Pending => "waiting-group-pending",
            WaitingFor::Contested => "waiting-group-contested",
        }
    }
}

/// Items that wait for the same act.
#[derive(Clone)]
pub struct WaitingGroup {
    /// For what.
    pub kind: WaitingFor,
    /// The items, the longest waiting first.
    pub lines: Vec<WaitingLine>,
}

/// An item that waits for this person.
#[derive(Clone)]
pub struct WaitingLine {
    /// The item.
    pub item: ItemRef,
    /// Its list.
    pub list: ListRef,
    /// Who brought in what waits.
    pub by: Party,
    /// Where it stands.
    pub status: Status,
    /// Since when it waits, ms UTC.
    pub since: i64,
    /// Where a signature that is not yet on the record can be cancelled: POST, without fields.
    pub cancel: Option<String>,
}

/// An agreement that was signed, waited, and can no longer count.
#[derive(Clone)]
pub struct GivenUpLine {
    /// The item.
    pub item: ItemRef,
    /// Which text it would have agreed to: "Borealis’s text of 3 November 2026 (entry B-7)".
    pub text: String,
    /// Who had signed it.
    pub signer: String,
    /// Why it can no longer count, in the reader's language.
    pub why: String,
    /// What can be done, in the reader's language.
    pub next: String,
    /// When it was given up, ms UTC.
    pub at: i64,
    /// Where "I have read this" is sent: POST, without fields.
    pub action: String,
}

/// A form into which this person typed something.
#[derive(Clone)]
pub struct DraftLine {
    /// What the form does, in the reader's language.
    pub what: String,
    /// The item it is about; none for a new one or for several.
    pub item: Option<ItemRef>,
    /// Where the form is, with the words in it.
    pub href: String,
    /// Its name, to discard it.
    pub form: String,
    /// When it was kept, ms UTC.
    pub at: i64,
}

/// What another party has from us.
#[derive(Clone)]
pub struct WithOther {
    /// The party's name.
    pub party: String,
    /// How many items.
    pub n: usize,
    /// Since when the oldest waits, ms UTC.
    pub since: i64,
}

impl WithOther {
    /// In words.
    pub fn words(&self, frame: &Frame) -> String {
        let date = frame.l.date(self.since);
        let args = [
            ("party", (&self.party).into()),
            ("count", self.n.into()),
            ("date", (&date).into()),
        ];
        frame.l.ta("waiting-empty-others", &args)
    }
}
