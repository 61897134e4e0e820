//! Erasure: a party asks that content is erased, and each party says what its own node does about it.
//!
//! Nobody can erase anything at another party's node. A request is words with a legal basis; an answer is the
//! word of a person of the answering party. A node carries out what its own party's people answered, and no
//! proof depends on any of it.

use record::fold::Folded;
use record::view::Position;
use record::{Body, PartyId, StatementId};

use crate::fact::field;
use crate::place::Place;

/// What a party's node does about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The content is erased there.
    Erased,
    /// The content is kept there.
    Kept,
}

impl Outcome {
    const ALL: [Outcome; 2] = [Outcome::Erased, Outcome::Kept];

    /// The number on the wire.
    pub fn number(self) -> u64 {
        self as u64 + 1
    }

    /// The outcome that `body` states; none if this version does not know it.
    pub fn read(body: &Body) -> Option<Outcome> {
        let number = body.fields.u64(field::OUTCOME)?;
        Outcome::ALL
            .into_iter()
            .find(|outcome| outcome.number() == number)
    }

    /// The outcome with this word.
    pub fn from_word(word: &str) -> Option<Outcome> {
        Outcome::ALL
            .into_iter()
            .find(|outcome| outcome.word() == word)
    }

    /// The word in commands and answers to programs.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Erased => "erased",
            Outcome::Kept => "kept",
        }
    }
}

/// A request to erase content of one statement. The legal basis stands in its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// Where; the log's party asks.
    pub at: Position,
    /// Where among everything said.
    pub place: Place,
    /// The statement that asks.
    pub statement: StatementId,
    /// The statement whose content it is about.
    pub of: StatementId,
    /// Which of its contents, by their places from 0.
    pub contents: Vec<u64>,
    /// What the parties answered, in causal order.
    pub answers: Vec<Answer>,
}

/// What one party answered to a request; if it gave a reason, that stands in its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Where; the log's party answers.
    pub at: Position,
    /// Where among everything said.
    pub place: Place,
    /// The statement.
    pub statement: StatementId,
    /// What its node does.
    pub outcome: Outcome,
}

impl Erasure {
    /// Reads a request; none if it names no statement.
    pub(crate) fn read(folded: &Folded, place: Place) -> Option<Erasure> {
        Some(Erasure {
            at: folded.at,
            place,
            statement: folded.statement,
            of: *folded.body.refs.first()?,
            contents: crate::fact::numbers(&folded.body, field::CONTENTS),
            answers: Vec::new(),
        })
    }

    /// Where a party stands: that it erased, which cannot be undone, else what it said last.
    pub fn answer_of(&self, party: &PartyId) -> Option<&Answer> {
        let mut own = self
            .answers
            .iter()
            .filter(|answer| answer.at.log.party == *party);
        let erased = own.clone().find(|answer| answer.outcome == Outcome::Erased);
        erased.or_else(|| own.next_back())
    }
}
