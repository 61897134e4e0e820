//! Requests for erasure: `{base}/record/erasures`.

use askama::Template;

use super::parts::{Party, Person, Words};
use crate::frame::Frame;

/// Who asked for what, what each party answered, and what this party can answer.
///
/// POST `{base}/record/erasures` with `request` (statement id), `act` (`erase-here`, `keep-words`), `reason`,
/// `reason_lang`. Answers with the check page.
#[derive(Template)]
#[template(path = "record/erasures.html")]
pub struct ErasuresPage {
    /// The frame.
    pub frame: Frame,
    /// The requests, the newest first.
    pub requests: Vec<Request>,
}

/// One request.
#[derive(Clone)]
pub struct Request {
    /// Its statement id, hex.
    pub id: String,
    /// The entry that asks, and where it is shown.
    pub entry: (String, String),
    /// What it asks, in the reader's language.
    pub asked: String,
    /// Where the words stand that are to go; none if this node does not know them.
    pub of: Option<String>,
    /// Who asks.
    pub party: Party,
    /// Which person.
    pub person: Person,
    /// When, ms UTC.
    pub at: i64,
    /// The legal basis.
    pub basis: Option<Words>,
    /// What each party answered, in words, with its reason.
    pub answers: Vec<(String, Option<Words>)>,
    /// Whether this person can say that the words are erased here.
    pub may_erase: bool,
    /// Whether this person can say that they are kept.
    pub may_keep: bool,
    /// The reason that was typed.
    pub reason: String,
    /// Its language.
    pub reason_lang: String,
}

impl Request {
    /// The id of the field for the reason.
    pub fn reason_id(&self) -> String {
        format!("reason-{}", &self.id[..8])
    }

    /// The answers that this person can give: slug of the act, key of its words, whether it is the plain one.
    pub fn acts(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let erase = (
            "erase-here",
            "erasure-act-erase",
            "erasure-act-erase-commits",
        );
        let keep = ("keep-words", "erasure-act-keep", "erasure-act-keep-commits");
        let all = [(self.may_erase, erase), (self.may_keep, keep)];
        all.into_iter()
            .filter_map(|(may, act)| may.then_some(act))
            .collect()
    }
}
