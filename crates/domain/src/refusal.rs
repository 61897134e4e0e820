//! Refusals: why a command was not carried out, as a code with data.
//!
//! A refusal is for the person who pressed the button; the edge says it in their language with a hint. It
//! never means that something on the record changed.

use record::{ObjectId, PartyId, StatementId, Void};

/// Why a command was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such text is known here.
    UnknownText(StatementId),
    /// No such item is known here.
    UnknownItem(ObjectId),
    /// Nothing was written in any language.
    NothingWritten,
    /// A language has a text and no title, or a title longer than allowed.
    TitleMissing {
        /// The language tag.
        lang: String,
    },
    /// A title or text is longer than allowed.
    TooLong {
        /// The language tag.
        lang: String,
        /// How many characters are allowed.
        chars_max: usize,
    },
    /// A wording contains a character that can hide or reorder text.
    HiddenCharacter {
        /// The language tag.
        lang: String,
        /// The code point.
        code_point: u32,
    },
    /// All wordings are courtesy translations.
    NoAuthenticText,
    /// This version does not understand everything that the text would bring.
    NotUnderstood(StatementId),
    /// An item has to stand on one of the lists.
    ListMissing,
    /// The text changed since it was shown.
    TextMoved,
    /// The text is already in effect.
    AlreadyInEffect,
    /// The text is dead.
    TextDead,
    /// Our side assented already.
    AlreadyAssented,
    /// Our side declined this text before; it can be proposed again.
    DeclinedBefore,
    /// Our side assented to a rival that is still alive: take that back first, or use "accept theirs".
    RivalAssented {
        /// The rival.
        rival: StatementId,
    },
    /// A rival is in effect.
    RivalInEffect {
        /// The rival.
        rival: StatementId,
    },
    /// A party said two things about the item that exclude one another, and has not healed its log yet.
    Contested {
        /// Which party.
        party: PartyId,
    },
    /// There is no assent of ours to take back.
    NothingToRelease,
    /// There is no rival of ours to withdraw: plain agreement is enough.
    NoRivalOfOurs,
    /// The item has no text in effect to act on.
    NotInEffect,
    /// We have not suspended this.
    NotSuspendedByUs,
    /// We suspended or withdrew from this already.
    AlreadySuspended,
    /// The item stands on this list already.
    AlreadyOnList,
    /// A date that is past.
    DatePast,
    /// No entry was chosen.
    NothingChosen,
    /// A reason is needed.
    ReasonMissing,
    /// That entry is not known here, has no such content, or is of those that are never erased.
    NothingToErase,
    /// The space is closed: what is only said is not signed there.
    SpaceClosed,
    /// The space is on record: there are no notes in it.
    SpaceOnRecord,
    /// The day to which notes are kept in this space is past.
    NotesOver,
    /// No more notes of ours are taken in this space.
    TooManyNotes,
    /// No such request for erasure is known here.
    UnknownRequest,
    /// Our party answered that request already.
    AnsweredBefore,
    /// Our party is not required for this text or not allowed to do this here.
    NotOurs {
        /// Our party.
        party: PartyId,
    },
    /// The person's key has no full powers for this act here.
    PowersMissing,
    /// The key holds no office here that could be handed over to that person.
    OfficeNotHeld,
    /// These members could not decide anything, or they are those that there are.
    MembersUnsound,
    /// Our side agreed to a change of members; what was put forward before it is not agreed to any more.
    MembersAgreed,
    /// Another text on this lacks nothing but the word of a party that lost its keys, which may be under way.
    RivalWaits,
    /// The same person signed this already; it takes somebody else.
    SignedBefore,
    /// The person's full powers have expired.
    PowersExpired {
        /// When (milliseconds since 1970, UTC).
        expires_ms: u64,
    },
    /// The record's rule would make the act void.
    WouldBeVoid(Void),
}

impl Refusal {
    /// The code: the key of the message in `refusals.ftl`, without its prefix.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::UnknownText(_) => "unknown-text",
            Refusal::UnknownItem(_) => "unknown-item",
            Refusal::NothingWritten => "nothing-written",
            Refusal::TitleMissing { .. } => "title-missing",
            Refusal::TooLong { .. } => "too-long",
            Refusal::HiddenCharacter { .. } => "hidden-character",
            Refusal::NoAuthenticText => "no-authentic-text",
            Refusal::NotUnderstood(_) => "not-understood",
            Refusal::ListMissing => "list-missing",
            Refusal::TextMoved => "text-moved",
            Refusal::AlreadyInEffect => "already-in-effect",
            Refusal::TextDead => "text-dead",
            Refusal::AlreadyAssented => "already-assented",
            Refusal::DeclinedBefore => "declined-before",
            Refusal::RivalAssented { .. } => "rival-assented",
            Refusal::RivalInEffect { .. } => "rival-in-effect",
            Refusal::Contested { .. } => "contested",
            Refusal::NothingToRelease => "nothing-to-release",
            Refusal::NoRivalOfOurs => "no-rival-of-ours",
            Refusal::NotInEffect => "not-in-effect",
            Refusal::NotSuspendedByUs => "not-suspended-by-us",
            Refusal::AlreadySuspended => "already-suspended",
            Refusal::AlreadyOnList => "already-on-list",
            Refusal::DatePast => "date-past",
            Refusal::NothingChosen => "nothing-chosen",
            Refusal::ReasonMissing => "reason-missing",
            Refusal::NothingToErase => "nothing-to-erase",
            Refusal::SpaceClosed => "space-closed",
            Refusal::SpaceOnRecord => "space-on-record",
            Refusal::NotesOver => "notes-over",
            Refusal::TooManyNotes => "too-many-notes",
            Refusal::UnknownRequest => "unknown-request",
            Refusal::AnsweredBefore => "answered-before",
            Refusal::NotOurs { .. } => "not-ours",
            Refusal::PowersMissing => "powers-missing",
            Refusal::OfficeNotHeld => "office-not-held",
            Refusal::MembersUnsound => "members-unsound",
            Refusal::MembersAgreed => "members-agreed",
            Refusal::RivalWaits => "rival-waits",
            Refusal::SignedBefore => "signed-before",
            Refusal::PowersExpired { .. } => "powers-expired",
            Refusal::WouldBeVoid(_) => "would-be-void",
        }
    }

    /// Every code, for the test that each has a message in every language.
    pub const CODES: [&'static str; 41] = [
        "unknown-text",
        "unknown-item",
        "nothing-written",
        "title-missing",
        "too-long",
        "hidden-character",
        "no-authentic-text",
        "not-understood",
        "list-missing",
        "text-moved",
        "already-in-effect",
        "text-dead",
        "already-assented",
        "declined-before",
        "rival-assented",
        "rival-in-effect",
        "nothing-to-release",
        "no-rival-of-ours",
        "not-in-effect",
        "not-suspended-by-us",
        "already-suspended",
        "already-on-list",
        "date-past",
        "nothing-chosen",
        "reason-missing",
        "nothing-to-erase",
        "space-closed",
        "space-on-record",
        "notes-over",
        "too-many-notes",
        "unknown-request",
        "answered-before",
        "not-ours",
        "powers-missing",
        "office-not-held",
        "members-unsound",
        "members-agreed",
        "rival-waits",
        "signed-before",
        "powers-expired",
        "would-be-void",
    ];
}

impl core::fmt::Display for Refusal {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.code())
    }
}

impl core::error::Error for Refusal {}
