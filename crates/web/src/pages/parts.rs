//! The parts that several pages are made of: words with their language, parties, statuses, lists and items.
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
        Words {
            lang: lang.to_owned(),
            text: text.to_owned(),
        }
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
        frame.a2(
            "record-entry-signed-by",
            "person",
            &self.name,
            "party",
            &self.office,
        )
    }
}

/// Where an item or a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Brought in as somebody's published words; no text is proposed, nobody is committed.
    ForDiscussion,
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
    /// All of them, in the order of the screen.
    pub const ALL: [Status; 12] = [
        Status::ForDiscussion,
        Status::Proposed,
        Status::Rivals,
        Status::InEffect,
        Status::Suspended,
        Status::Deferred,
        Status::Declined,
        Status::Overtaken,
        Status::Withdrawn,
        Status::Concluded,
        Status::Contested,
        Status::NotUnderstood,
    ];

    /// The status with this name in addresses.
    pub fn from_slug(slug: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.slug() == slug)
    }

    /// The statuses a list can be filtered by, in this order.
    pub const FILTERS: [Status; 9] = [
        Status::ForDiscussion,
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
            Status::ForDiscussion => "for-discussion",
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
            Status::ForDiscussion => "framework-tag-for-discussion",
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

impl Status {
    /// The key of the sentence that says what it means, where that needs saying.
    pub fn means_key(&self) -> Option<&'static str> {
        match self {
            Status::ForDiscussion => Some("framework-status-for-discussion-means"),
            Status::InEffect => Some("framework-status-in-effect-means"),
            Status::Declined => Some("framework-status-dead-means"),
            Status::Overtaken => Some("framework-status-overtaken-means"),
            Status::Contested => Some("framework-status-contested-means"),
            _ => None,
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
    /// Nobody's: nothing is proposed yet. Any party can propose a text.
    Unproposed,
    /// Nobody's: it ended so, in words.
    Ended(String),
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
                let party = frame
                    .seat
                    .as_ref()
                    .map(|seat| seat.party.as_str())
                    .unwrap_or_default();
                frame.a("framework-status-waiting", "party", party)
            }
            Turn::Others(parties) => {
                frame.a("framework-status-waiting", "party", frame.join(parties))
            }
            Turn::Unproposed => frame.t("framework-turn-unproposed"),
            Turn::Ended(how) => how.clone(),
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

/// Something to choose in a form.
#[derive(Clone, Default)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// The words on screen.
    pub words: String,
    /// Whether it is chosen.
    pub chosen: bool,
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

/// A language's own name; the tag itself for a language the product does not speak.
pub fn language_name(tag: &str) -> String {
    i18n::Lang::ALL
        .into_iter()
        .find(|lang| lang.tag() == tag)
        .map_or_else(|| tag.to_owned(), |lang| lang.own_name().to_owned())
}

/// Hex in groups of four, to be compared by eye or read aloud.
pub fn grouped_hex(hex: &str) -> Vec<String> {
    hex.as_bytes()
        .chunks(4)
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect()
}

/// The machine form of a time.
pub fn iso(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms)
        .map(|time| time.to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_grouped() {
        assert_eq!(grouped_hex("3f9a21c0aa"), ["3f9a", "21c0", "aa"]);
    }
}
