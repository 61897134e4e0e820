//! The parts that several pages are made of: words with their language, parties, statuses, texts, acts.
//!
//! Words from the record keep the language they were written in; only what the product itself says is translated.

use crate::frame::Frame;

/// Words and the language they are in, as a tag: `en`, `zh-Hans`, `zh-Hant` or any other.
#[derive(Clone, Default)]
pub struct Words {
    /// The tag of the language.
    pub lang: String,
    /// The words.
    pub text: String,
}

impl Words {
    /// Words in a language.
    pub fn new(lang: &str, text: &str) -> Words {
        Words { lang: lang.to_owned(), text: text.to_owned() }
    }
}

/// A title in the reader's language (or the nearest there is), with the other languages below it.
#[derive(Clone, Default)]
pub struct Titled {
    /// For this reader.
    pub main: Words,
    /// The others.
    pub others: Vec<Words>,
}

/// A party, as it is shown.
#[derive(Clone, Default)]
pub struct Party {
    /// Its name in the reader's language.
    pub name: String,
    /// Its letter, by the order of the founding.
    pub letter: String,
    /// Whether it is the reader's own. The reader's own party stands first wherever parties stand side by side.
    pub own: bool,
}

/// A person who acts for a party.
#[derive(Clone, Default)]
pub struct Person {
    /// The name, in the order and script the person uses.
    pub name: String,
    /// The office, in the reader's language; empty when none was given.
    pub office: String,
}

impl Person {
    /// Name and office.
    pub fn words(&self, frame: &Frame) -> String {
        if self.office.is_empty() {
            return self.name.clone();
        }
        frame.a2("record-entry-signed-by", "person", &self.name, "party", &self.office)
    }
}

/// Where an item or a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Brought in; not every party has answered.
    Proposed,
    /// Two or more texts for the same place, none in effect.
    Rivals,
    /// Agreed by every party concerned.
    InEffect,
    /// In effect, and suspended by at least one party.
    Suspended,
    /// Put off to a date.
    Deferred,
    /// Declined: it can no longer take effect.
    Declined,
    /// A rival took effect.
    Overtaken,
    /// A party has withdrawn from it.
    Withdrawn,
    /// Concluded by agreement.
    Concluded,
    /// Two rivals in effect after a fork; rests until it is settled.
    Contested,
    /// Of a kind this version does not know.
    NotUnderstood,
}

impl Status {
    /// The statuses a list can be filtered by, in this order.
    pub const FILTERS: [Status; 8] = [
        Status::Proposed,
        Status::Rivals,
        Status::InEffect,
        Status::Suspended,
        Status::Deferred,
        Status::Declined,
        Status::Withdrawn,
        Status::Concluded,
    ];

    /// Its name in addresses (`?status=in-effect`) and in class names.
    pub fn slug(&self) -> &'static str {
        match self {
            Status::Proposed => "proposed",
            Status::Rivals => "rivals",
            Status::InEffect => "in-effect",
            Status::Suspended => "suspended",
            Status::Deferred => "deferred",
            Status::Declined => "declined",
            Status::Overtaken => "overtaken",
            Status::Withdrawn => "withdrawn",
            Status::Concluded => "concluded",
            Status::Contested => "contested",
            Status::NotUnderstood => "not-understood",
        }
    }

    /// The key of its name on screen.
    pub fn key(&self) -> &'static str {
        match self {
            Status::Proposed => "framework-tag-proposed",
            Status::Rivals => "framework-tag-rivals",
            Status::InEffect => "framework-tag-in-effect",
            Status::Suspended => "framework-tag-suspended",
            Status::Deferred => "framework-tag-deferred",
            Status::Declined => "framework-tag-declined",
            Status::Overtaken => "framework-tag-overtaken",
            Status::Withdrawn => "framework-tag-withdrawn",
            Status::Concluded => "framework-tag-concluded",
            Status::Contested => "framework-tag-contested",
            Status::NotUnderstood => "framework-tag-not-understood",
        }
    }
}

/// Whose turn it is.
#[derive(Clone)]
pub enum Turn {
    /// The reader's party.
    Reader,
    /// These other parties, by name.
    Others(Vec<String>),
    /// Nobody's.
    Nobody,
}

impl Turn {
    /// Whether the reader's party is to act.
    pub fn is_reader(&self) -> bool {
        matches!(self, Turn::Reader)
    }

    /// Whose turn it is, in words; the reader's party is named, too.
    pub fn words(&self, frame: &Frame) -> String {
        match self {
            Turn::Reader => {
                let party = frame.seat.as_ref().map(|seat| seat.party.as_str()).unwrap_or_default();
                frame.a("framework-status-waiting", "party", party)
            }
            Turn::Others(parties) => frame.a("framework-status-waiting", "party", frame.join(parties)),
            Turn::Nobody => frame.t("framework-turn-nobody"),
        }
    }
}

/// A list, under the name its parties gave it.
#[derive(Clone, Default)]
pub struct ListRef {
    /// Its place in addresses: `dialogues`, `cooperation` or `differences`.
    pub slug: String,
    /// Its name in the reader's language.
    pub name: String,
    /// What the list is for: one sentence.
    pub purpose: String,
}

/// A source, in short: "per Zheng Tao, 2020".
#[derive(Clone, Default)]
pub struct Per {
    /// The author, or authors.
    pub author: String,
    /// The year.
    pub year: String,
}

impl Per {
    /// In words.
    pub fn words(&self, frame: &Frame) -> String {
        frame.a2("framework-item-source", "author", &self.author, "year", &self.year)
    }
}

/// An item, as other pages point to it.
#[derive(Clone, Default)]
pub struct ItemRef {
    /// Id in addresses.
    pub id: String,
    /// Its number on its list: "D 12".
    pub number: String,
    /// Its title.
    pub title: Titled,
}

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
    /// The entry: "A 12".
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
    /// Its language versions, the reader's first.
    pub versions: Vec<Version>,
    /// How each party stands to it, the reader's first.
    pub stances: Vec<StanceLine>,
    /// The proposer's reason, if one was given.
    pub reason: Option<Words>,
}

impl Text {
    /// The first 8 characters of its id.
    pub fn id_short(&self) -> &str {
        self.id.get(..8).unwrap_or(&self.id)
    }
}

/// What a delegate can do. The words under a button say what it commits to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Bring in an item.
    Propose,
    /// Agree to a text.
    Agree,
    /// Decline a text, with a reason.
    Decline,
    /// Put the matter off to a date.
    Defer,
    /// Take back one's own agreement.
    Release,
    /// Propose another text for the item.
    Amend,
    /// Propose to move the item to another list.
    Move,
    /// Suspend what is in effect.
    Suspend,
    /// Resume what one's own party suspended.
    Resume,
    /// Withdraw from what is in effect.
    Withdraw,
    /// Propose that the item is concluded.
    Conclude,
    /// State one's own position.
    Position,
    /// Among rivals: agree to theirs, take back ours.
    AcceptTheirs,
    /// Propose the same words again, after both sides gave way at once.
    ProposeAgain,
    /// Accredit a delegate.
    Accredit,
    /// Revoke a delegate's powers.
    Revoke,
}

/// What an act asks for before the check page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActInput {
    /// Nothing.
    Nothing,
    /// A reason: fields `reason` and `reason_lang`.
    Reason,
    /// A date, and a reason if one likes: fields `until`, `reason` and `reason_lang`.
    Date,
    /// A form of its own: the act is a link.
    Form,
}

impl Act {
    /// Its place in addresses: `{base}/item/{id}/{act}`.
    pub fn slug(&self) -> &'static str {
        match self {
            Act::Propose => "propose",
            Act::Agree => "agree",
            Act::Decline => "decline",
            Act::Defer => "defer",
            Act::Release => "release",
            Act::Amend => "amend",
            Act::Move => "move",
            Act::Suspend => "suspend",
            Act::Resume => "resume",
            Act::Withdraw => "withdraw",
            Act::Conclude => "conclude",
            Act::Position => "position",
            Act::AcceptTheirs => "accept-theirs",
            Act::ProposeAgain => "propose-again",
            Act::Accredit => "accredit",
            Act::Revoke => "revoke",
        }
    }

    /// The act with this place in addresses.
    pub fn from_slug(slug: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.slug() == slug)
    }

    /// All of them.
    pub const ALL: [Act; 16] = [
        Act::Propose,
        Act::Agree,
        Act::Decline,
        Act::Defer,
        Act::Release,
        Act::Amend,
        Act::Move,
        Act::Suspend,
        Act::Resume,
        Act::Withdraw,
        Act::Conclude,
        Act::Position,
        Act::AcceptTheirs,
        Act::ProposeAgain,
        Act::Accredit,
        Act::Revoke,
    ];

    /// The key of the button.
    pub fn key(&self) -> String {
        match self {
            Act::Accredit => "settings-delegate-accredit".to_owned(),
            Act::Revoke => "settings-delegate-revoke".to_owned(),
            _ => format!("framework-act-{}", self.slug()),
        }
    }

    /// The key of the words under the button: what it commits to.
    pub fn commits_key(&self) -> String {
        format!("{}-commits", self.key())
    }

    /// What it asks for.
    pub fn input(&self) -> ActInput {
        match self {
            Act::Decline | Act::Suspend | Act::Withdraw | Act::Revoke => ActInput::Reason,
            Act::Defer => ActInput::Date,
            Act::Amend | Act::Move | Act::Position | Act::Propose | Act::Accredit => ActInput::Form,
            Act::Agree | Act::Release | Act::Resume | Act::Conclude | Act::AcceptTheirs | Act::ProposeAgain => {
                ActInput::Nothing
            }
        }
    }
}

/// A language's own name; the tag itself for a language the product does not speak.
pub fn language_name(tag: &str) -> String {
    i18n::Lang::ALL
        .into_iter()
        .find(|lang| lang.tag() == tag)
        .map_or_else(|| tag.to_owned(), |lang| lang.own_name().to_owned())
}

/// Hex in groups of four, to be compared by eye or read aloud.
pub fn grouped_hex(hex: &str) -> Vec<String> {
    hex.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect()
}

/// The machine form of a time.
pub fn iso(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).map(|time| time.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_grouped() {
        assert_eq!(grouped_hex("3f9a21c0aa"), ["3f9a", "21c0", "aa"]);
    }

    #[test]
    fn every_act_is_found_by_its_address() {
        for act in Act::ALL {
            assert_eq!(Act::from_slug(act.slug()), Some(act));
        }
    }
}
