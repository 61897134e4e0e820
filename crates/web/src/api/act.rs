//! Acts as JSON, and what is meant by them.

use domain::command::Reason;
use domain::{About, Command, List, Outcome, Subject, Target, Wording, Wordings};
use record::{ObjectId, StatementId};
use serde::Deserialize;

use super::problem::Trouble;

/// An act, as JSON; the names are those of the command line.
#[derive(Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Act {
    /// Propose a text: for a new item on `list`, or for `item`.
    Propose {
        list: Option<String>,
        item: Option<String>,
        words: Vec<Words>,
        /// Ids of areas; without it, those that the item has.
        areas: Option<Vec<String>>,
        /// Ids of the principles that it cites; without it, those that the item cites.
        cites: Option<Vec<String>>,
    },
    /// Agree to a text.
    Assent { text: String },
    /// Decline a text for good.
    Decline { text: String, reason: Option<Why> },
    /// Take one's own agreement back.
    Release { text: String },
    /// Accept theirs, withdraw ours.
    AcceptTheirs { text: String },
    /// Put an item off to a date (`2027-03-01`).
    Defer {
        item: String,
        until: String,
        reason: Option<Why>,
    },
    /// Propose to move an item.
    Move { item: String, to: String },
    /// Propose to conclude an item.
    Conclude { item: String },
    /// Suspend texts in effect.
    Suspend { texts: Vec<String>, reason: Why },
    /// Resume what we suspended.
    Resume { texts: Vec<String> },
    /// Withdraw from texts in effect.
    Withdraw { texts: Vec<String>, reason: Why },
    /// State our position on an item.
    Position { item: String, words: Vec<Words> },
    /// Ask that contents of a statement are erased, by their places from 0.
    AskErasure {
        statement: String,
        contents: Vec<u64>,
        basis: Why,
    },
    /// Say what our node does about such a request: `erased` or `kept`.
    AnswerErasure {
        request: String,
        outcome: String,
        reason: Option<Why>,
    },
}

/// Words in one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    lang: String,
    title: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    courtesy: bool,
}

/// A reason in one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Why {
    lang: String,
    text: String,
}

impl Act {
    /// What is asked for. `standing` says what stands beside the words of an item now.
    pub fn command(self, standing: impl Fn(&ObjectId) -> About) -> Result<Command, Trouble> {
        Ok(match self {
            Act::Propose {
                list,
                item,
                words,
                areas,
                cites,
            } => {
                let target = match (list, item) {
                    (Some(word), None) => Target::New {
                        subject: Subject::Item,
                        list: Some(list_of(&word)?),
                    },
                    (None, Some(item)) => Target::Existing(object(&item)?),
                    _ => return Err(Trouble::malformed("propose: either list or item")),
                };
                let mut about = match &target {
                    Target::Existing(object) => standing(object),
                    Target::New { .. } => About::default(),
                };
                if let Some(areas) = areas {
                    about.areas = objects(&areas)?;
                }
                if let Some(cites) = cites {
                    about.cites = objects(&cites)?;
                }
                Command::Propose {
                    target,
                    wordings: wordings(words),
                    about,
                }
            }
            Act::Assent { text } => Command::Assent {
                text: statement(&text)?,
            },
            Act::Decline { text, reason } => Command::Decline {
                text: statement(&text)?,
                reason: reason.map(Why::into_reason),
            },
            Act::Release { text } => Command::Release {
                text: statement(&text)?,
            },
            Act::AcceptTheirs { text } => Command::AcceptTheirs {
                text: statement(&text)?,
            },
            Act::Defer {
                item,
                until,
                reason,
            } => {
                let until_day = i18n::day_of_date(&until)
                    .ok_or_else(|| Trouble::malformed("until: a date such as 2027-03-01"))?;
                Command::Defer {
                    object: object(&item)?,
                    until_day,
                    reason: reason.map(Why::into_reason),
                }
            }
            Act::Move { item, to } => Command::Move {
                object: object(&item)?,
                to: list_of(&to)?,
            },
            Act::Conclude { item } => Command::Conclude {
                object: object(&item)?,
            },
            Act::Suspend { texts, reason } => Command::Suspend {
                texts: statements(&texts)?,
                reason: reason.into_reason(),
                answers: None,
            },
            Act::Resume { texts } => Command::Resume {
                texts: statements(&texts)?,
            },
            Act::Withdraw { texts, reason } => Command::Withdraw {
                texts: statements(&texts)?,
                reason: reason.into_reason(),
            },
            Act::Position { item, words } => Command::Position {
                object: object(&item)?,
                wordings: wordings(words),
            },
            Act::AskErasure {
                statement: of,
                contents,
                basis,
            } => Command::AskErasure {
                of: statement(&of)?,
                contents,
                basis: basis.into_reason(),
            },
            Act::AnswerErasure {
                request,
                outcome,
                reason,
            } => Command::AnswerErasure {
                request: statement(&request)?,
                outcome: Outcome::from_word(&outcome)
                    .ok_or_else(|| Trouble::malformed("outcome: erased or kept"))?,
                reason: reason.map(Why::into_reason),
            },
        })
    }
}

impl Why {
    fn into_reason(self) -> Reason {
        Reason {
            lang: self.lang,
            text: self.text,
        }
    }
}

/// The list that a word names.
pub fn list_of(word: &str) -> Result<List, Trouble> {
    List::from_word(word)
        .ok_or_else(|| Trouble::malformed("list: dialogues, cooperation or differences"))
}

fn object(hex: &str) -> Result<ObjectId, Trouble> {
    ObjectId::from_hex(hex).ok_or_else(|| Trouble::malformed("item: 32 hexadecimal digits"))
}

fn statement(hex: &str) -> Result<StatementId, Trouble> {
    StatementId::from_hex(hex).ok_or_else(|| Trouble::malformed("text: 64 hexadecimal digits"))
}

fn statements(list: &[String]) -> Result<Vec<StatementId>, Trouble> {
    list.iter().map(|hex| statement(hex)).collect()
}

fn objects(ids: &[String]) -> Result<Vec<ObjectId>, Trouble> {
    ids.iter().map(|id| object(id)).collect()
}

fn wordings(words: Vec<Words>) -> Wordings {
    let wording = |w: Words| Wording {
        lang: w.lang,
        title: w.title,
        text: w.text,
        courtesy: w.courtesy,
    };
    Wordings(words.into_iter().map(wording).collect())
}
