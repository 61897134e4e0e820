//! Commands: what a person wants to do, before it is decided whether it can be done.
//!
//! A command that acts on a text names it by its statement id, which is the digest of exactly what stood
//! on the check page: if the text moved meanwhile, the id no longer fits and the command is refused.

use record::founding::Membership;
use record::{ObjectId, PartyId, StatementId};

use crate::erasure::Outcome;
use crate::fact::{About, List, Subject};
use crate::wording::Wordings;

/// What a proposal or an item is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A new object, with random bytes for its id.
    New {
        /// What it is.
        subject: Subject,
        /// On which list, for items.
        list: Option<List>,
    },
    /// An object that is there: the text replaces what is in effect, or rivals what is open.
    Existing(ObjectId),
}

/// What a person wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Put a text forward and assent to it.
    Propose {
        /// About what.
        target: Target,
        /// The words.
        wordings: Wordings,
        /// What is said beside them.
        about: About,
    },
    /// Bring an item in for discussion, as somebody else's published words; commits nobody.
    BringIn {
        /// What it is.
        subject: Subject,
        /// On which list.
        list: Option<List>,
        /// The words.
        wordings: Wordings,
        /// What is said beside them.
        about: About,
    },
    /// Propose that an item in effect moves to another list, with its words unchanged.
    Move {
        /// The item.
        object: ObjectId,
        /// Where to.
        to: List,
    },
    /// Propose that an item in effect is concluded.
    Conclude {
        /// The item.
        object: ObjectId,
    },
    /// Assent to a text.
    Assent {
        /// The text, as shown.
        text: StatementId,
    },
    /// Decline a text: we have not assented and never will.
    Decline {
        /// The text, as shown.
        text: StatementId,
        /// Why, with its language, if a reason is given.
        reason: Option<Reason>,
    },
    /// Ask to be let go of our assent.
    Release {
        /// The text.
        text: StatementId,
    },
    /// Accept theirs and withdraw our rivals: releases now, assent when ours are dead.
    AcceptTheirs {
        /// Their text, as shown.
        text: StatementId,
    },
    /// Not now: until a date.
    Defer {
        /// The item.
        object: ObjectId,
        /// Until which day (days since 1970-01-01, UTC).
        until_day: u64,
        /// Why.
        reason: Option<Reason>,
    },
    /// Suspend our part in texts in effect, all in one act.
    Suspend {
        /// The texts.
        texts: Vec<StatementId>,
        /// Why.
        reason: Reason,
        /// What this answers.
        answers: Option<StatementId>,
    },
    /// Resume what we suspended.
    Resume {
        /// The texts.
        texts: Vec<StatementId>,
    },
    /// Withdraw from texts in effect.
    Withdraw {
        /// The texts.
        texts: Vec<StatementId>,
        /// Why.
        reason: Reason,
    },
    /// Propose other members: who is to be in, as what, and how many parties must assent.
    ChangeMembers {
        /// All members as they are to be.
        members: Membership,
        /// The party that lost all its keys, if this puts another in its place.
        lost: Option<PartyId>,
        /// What the change is called.
        wordings: Wordings,
    },
    /// State our position on an item.
    Position {
        /// The item.
        object: ObjectId,
        /// The words.
        wordings: Wordings,
    },
    /// Ask that content of a statement is erased, wherever it is held.
    AskErasure {
        /// The statement.
        of: StatementId,
        /// Which of its contents, by their places from 0.
        contents: Vec<u64>,
        /// The legal basis, in words.
        basis: Reason,
    },
    /// Say what our node does about such a request. Erased is done as soon as it is on the record.
    AnswerErasure {
        /// The request.
        request: StatementId,
        /// What it does.
        outcome: Outcome,
        /// Why, if a reason is given.
        reason: Option<Reason>,
    },
}

/// A reason in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Language tag.
    pub lang: String,
    /// The words.
    pub text: String,
}
