//! What can be done to a text, whether it counts, and where a text stands.

use crate::body::Slot;
use crate::founding::Membership;
use crate::ids::{PartyId, StatementId};

/// What a verdict depends on, taken from a statement of one of the record's kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Puts a text forward.
    Propose {
        /// The slots it claims.
        slots: Vec<Slot>,
        /// The membership version that fixes who is required.
        membership: StatementId,
        /// The membership that the text would bring, if it is a membership change.
        brings: Option<Membership>,
        /// In a succession, the party whose keys are all lost: the others put a new party in its place.
        lost: Option<PartyId>,
    },
    /// Assents to a text.
    Assent(StatementId),
    /// Asks to be let go of one's assent.
    Release(StatementId),
    /// Has not assented and never will.
    Renounce {
        /// The text.
        text: StatementId,
        /// Sealed by the node after a release, not by a delegate.
        by_node: bool,
    },
}

/// Whether an act counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It counts.
    Valid,
    /// It counts for nothing anywhere, and why.
    Void(Void),
    /// Of a kind that this version does not know; kept and passed on.
    NotUnderstood,
}

/// Why an act is void. The numbers stand in the state digest and in databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Void {
    /// A signature is malformed or does not fit.
    BadSignature = 1,
    /// Signed by a key that had no power for this.
    NotEntitled = 2,
    /// The author is no member, or its role does not allow this.
    NotAllowed = 3,
    /// The statement lacks what its kind needs.
    Malformed = 4,
    /// Stands elsewhere than at the start of a log, or the start is something else.
    NotAtStart = 5,
    /// Names a text that no valid proposal in view put forward.
    UnknownText = 6,
    /// The author is not required for this text.
    NotRequired = 7,
    /// The text builds on one that is not in effect in view.
    BaseNotInEffect = 8,
    /// The author renounced this text before.
    RenouncedBefore = 9,
    /// The author assented to a rival that is not dead in view.
    RivalAlive = 10,
    /// A rival is in effect in view.
    RivalInEffect = 11,
    /// The author assented to a later membership that is not dead in view.
    MembershipPending = 12,
    /// There is no assent of one's own to release.
    NothingToRelease = 13,
    /// The author assented before; only a release can follow.
    AssentedBefore = 14,
    /// The node renounced by itself with no release in view that obliges it to.
    NoReleaseInView = 15,
    /// Says the same statement that already stands in this log.
    Repeated = 16,
}

impl Void {
    /// Every reason, for databases and tables.
    pub const ALL: [Void; 16] = [
        Void::BadSignature,
        Void::NotEntitled,
        Void::NotAllowed,
        Void::Malformed,
        Void::NotAtStart,
        Void::UnknownText,
        Void::NotRequired,
        Void::BaseNotInEffect,
        Void::RenouncedBefore,
        Void::RivalAlive,
        Void::RivalInEffect,
        Void::MembershipPending,
        Void::NothingToRelease,
        Void::AssentedBefore,
        Void::NoReleaseInView,
        Void::Repeated,
    ];
}

impl Verdict {
    /// 0 valid, 255 not understood, else the number of the reason.
    pub fn code(self) -> u8 {
        match self {
            Verdict::Valid => 0,
            Verdict::Void(reason) => reason as u8,
            Verdict::NotUnderstood => 255,
        }
    }

    /// The word for it in commands and JSON; screens say it in the reader's language.
    pub fn word(self) -> String {
        match self {
            Verdict::Valid => "valid".to_owned(),
            Verdict::NotUnderstood => "not-understood".to_owned(),
            Verdict::Void(reason) => format!("void-{}", reason as u8),
        }
    }
}

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextStatus {
    /// Neither in effect nor dead, and no rival in effect.
    Open,
    /// All required parties assented.
    InEffect,
    /// It can never come into effect.
    Dead,
    /// Neither, but a rival is in effect.
    Overtaken,
    /// After a fork: in effect and dead, or in effect beside a rival in effect.
    Contested,
}

impl TextStatus {
    /// The word for it in commands and JSON; screens say it in the reader's language.
    pub fn word(self) -> &'static str {
        match self {
            TextStatus::Open => "open",
            TextStatus::InEffect => "in-effect",
            TextStatus::Dead => "dead",
            TextStatus::Overtaken => "overtaken",
            TextStatus::Contested => "contested",
        }
    }
}
