//! One item: `{base}/item/{id}`.

use askama::Template;

use super::act::{Act, ActInput};
use super::parts::{Choice, ItemRef, ListRef, Party, Person, Status, Turn, Words};
use super::text::{Text, Version};
use crate::frame::Frame;

/// An item of a list, or a principle: where it stands, its texts, its positions, what can be done, what was done.
///
/// Acts: POST `{base}/item/{id}/{act}` with the fields `text` (statement id) and `shown` (digest of what was on screen),
/// and, as the act asks for it, `reason`, `reason_lang`, `until` (a date, `2026-12-01`), `answers` (statement id of what a
/// suspension answers, may be empty). Acts that need a form are links: GET
/// `{base}/item/{id}/propose`, `/amend`, `/move`, `/position`.
#[derive(Template)]
#[template(path = "item/item.html")]
pub struct ItemPage {
    /// The frame.
    pub frame: Frame,
    /// The list it stands on.
    pub list: ListRef,
    /// The item.
    pub item: ItemRef,
    /// Where it stands.
    pub status: Status,
    /// Whose turn it is.
    pub turn: Turn,
    /// Since when it stands so, ms UTC.
    pub since: i64,
    /// Who brought it in or proposed it, in words.
    pub origin: String,
    /// Where the words come from.
    pub sources: Vec<Source>,
    /// Marks, in the reader's language: "invented for the demo".
    pub marks: Vec<String>,
    /// The area, in the reader's language; empty when none was given.
    pub area: String,
    /// What was brought in for discussion, newest first. It is its source's; nobody is committed to it.
    pub brought_in: Vec<BroughtIn>,
    /// Whether both sides gave way at once, so that neither text can take effect.
    pub gave_way: bool,
    /// What a suspension may be in answer to: statement ids and words.
    pub answerable: Vec<Choice>,
    /// The text that is in effect, if one is.
    pub standing: Option<Text>,
    /// Texts that are proposed and alive: one, or rivals side by side.
    pub proposed: Vec<Text>,
    /// Texts that are dead, overtaken or were replaced, newest first.
    pub past: Vec<Text>,
    /// Each party's stated positions, the reader's own first.
    pub positions: Vec<PositionColumn>,
    /// What this person can do now; the first is the one that is waited for, if any is.
    pub acts: Vec<ActOffer>,
    /// Suspensions, withdrawals and deferrals that hold now, in the parties' words.
    pub holds: Vec<Hold>,
    /// What was done, newest first.
    pub history: Vec<HistoryLine>,
    /// What was typed for an act that is not offered any more, so that it is not lost.
    pub kept: Option<Words>,
    /// Other items this one points to, or that point to it.
    pub links: Vec<Link>,
}

/// A source of the words.
#[derive(Clone, Default)]
pub struct Source {
    /// In short, as shown after "per": "Zheng Tao, 2020".
    pub label: String,
    /// The full reference: author, role, title, publisher, date.
    pub full: Words,
}

/// Words brought in for discussion.
#[derive(Clone)]
pub struct BroughtIn {
    /// Who brought them in.
    pub by: Party,
    /// When, ms UTC.
    pub at: i64,
    /// Whose words they are.
    pub sources: Vec<Source>,
    /// Their language versions, the reader's first.
    pub versions: Vec<Version>,
    /// What stands for words of it that this party erased.
    pub erased: Vec<String>,
    /// The entry: "A-12".
    pub entry: String,
    /// Where the entry is shown.
    pub href: String,
}

/// One party's positions.
#[derive(Clone)]
pub struct PositionColumn {
    /// The party.
    pub party: Party,
    /// Its positions, the one that holds first.
    pub positions: Vec<Position>,
}

/// A position a party stated.
#[derive(Clone)]
pub struct Position {
    /// Its language versions, the reader's first.
    pub versions: Vec<Version>,
    /// What stands for words of it that this party erased.
    pub erased: Vec<String>,
    /// When, ms UTC.
    pub at: i64,
    /// By whom.
    pub person: Person,
    /// The entry: "B-7".
    pub entry: String,
    /// Where the entry is shown.
    pub href: String,
    /// Whether a later one replaced it.
    pub replaced: bool,
}

/// Something this person can do.
#[derive(Clone)]
pub struct ActOffer {
    /// The act.
    pub act: Act,
    /// Statement id of the text it acts on; empty when it acts on the item.
    pub text: String,
    /// Digest of what is on screen.
    pub shown: String,
    /// Which text is meant, when several stand side by side: "Borealis's text of 3 November".
    pub target: String,
    /// Whether it is the act that is waited for.
    pub main: bool,
    /// What was typed, after an error.
    pub reason: String,
    /// The language of the reason.
    pub reason_lang: String,
    /// What was typed as a date, after an error.
    pub until: String,
    /// Whether the form stands open (after an error).
    pub open: bool,
}

impl ActOffer {
    /// An offer without anything typed.
    pub fn new(act: Act, text: &str, shown: &str) -> ActOffer {
        ActOffer {
            act,
            text: text.to_owned(),
            shown: shown.to_owned(),
            target: String::new(),
            main: false,
            reason: String::new(),
            reason_lang: String::new(),
            until: String::new(),
            open: false,
        }
    }

    /// Whether it is a link to a form of its own.
    pub fn is_link(&self) -> bool {
        self.act.input() == ActInput::Form
    }

    /// Whether it is a button alone.
    pub fn is_button(&self) -> bool {
        self.act.input() == ActInput::Nothing
    }

    /// Whether it asks for a date.
    pub fn asks_date(&self) -> bool {
        self.act.input() == ActInput::Date
    }

    /// Whether it asks what it is in answer to.
    pub fn asks_answers(&self) -> bool {
        self.act == Act::Suspend
    }

    /// Start of the ids of its fields.
    pub fn id(&self) -> String {
        format!(
            "{}-{}",
            self.act.slug(),
            self.text.get(..8).unwrap_or("item")
        )
    }

    /// Id of its reason.
    pub fn reason_id(&self) -> String {
        format!("{}-reason", self.id())
    }

    /// Id of its date.
    pub fn until_id(&self) -> String {
        format!("{}-until", self.id())
    }

    /// Id of its "in answer to".
    pub fn answers_id(&self) -> String {
        format!("{}-answers", self.id())
    }

    /// The key of the hint under "Reason": needed or not.
    pub fn reason_hint(&self) -> &'static str {
        if self.asks_date() || self.act == Act::Decline {
            "framework-form-reason-hint"
        } else {
            "framework-form-reason-needed"
        }
    }
}

/// A suspension, withdrawal or deferral that holds now.
#[derive(Clone)]
pub struct Hold {
    /// Who.
    pub party: Party,
    /// What, in the reader's language: "Suspended by Borealis since 3 August 2026".
    pub what: String,
    /// The reason, in the party's words.
    pub reason: Option<Words>,
    /// What it is in answer to: words and address.
    pub answers: Option<(String, String)>,
    /// Also suspended by the same act, as a count.
    pub also: usize,
}

/// One line of the history.
#[derive(Clone)]
pub struct HistoryLine {
    /// When, ms UTC.
    pub at: i64,
    /// Which party.
    pub party: Party,
    /// Who.
    pub person: Person,
    /// What was done, in the reader's language.
    pub did: String,
    /// In its own words, if any: a reason, a title.
    pub words: Option<Words>,
    /// The entry: "A-12".
    pub entry: String,
    /// The first 8 characters of the entry's hash.
    pub hash: String,
    /// Where the entry is shown.
    pub href: String,
}

/// A link to another item.
#[derive(Clone)]
pub struct Link {
    /// What kind, in the reader's language: "is talked about in".
    pub kind: String,
    /// Who makes the link.
    pub by: Party,
    /// The other item.
    pub item: ItemRef,
}

impl PositionColumn {
    /// Whether earlier positions were replaced.
    pub fn has_replaced(&self) -> bool {
        self.positions.iter().any(|position| position.replaced)
    }
}

impl ItemPage {
    /// Whether several proposed texts are rivals.
    pub fn rivals(&self) -> bool {
        self.proposed.len() > 1
    }

    /// Whether the act that is waited for is among those offered.
    pub fn main_act(&self) -> Option<&ActOffer> {
        self.acts.iter().find(|offer| offer.main)
    }

    /// The acts that stand in the open: they are waited for.
    pub fn main_acts(&self) -> Vec<&ActOffer> {
        self.acts.iter().filter(|offer| offer.main).collect()
    }

    /// The other acts.
    pub fn other_acts(&self) -> Vec<&ActOffer> {
        self.acts.iter().filter(|offer| !offer.main).collect()
    }
}
