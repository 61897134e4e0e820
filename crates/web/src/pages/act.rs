//! What a delegate can do. The words under a button say what it commits to; what an act asks for decides its form.

/// What a delegate can do. The words under a button say what it commits to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Bring in an item.
    Propose,
    /// Bring words in for discussion; commits nobody.
    BringIn,
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
    /// Ask that words of an entry are erased.
    AskErasure,
    /// Erase what was asked for at the own node, and say so.
    EraseHere,
    /// Keep it, and say so.
    KeepWords,
    /// Accredit a delegate.
    Accredit,
    /// Revoke a delegate's powers.
    Revoke,
    /// Hand an office over to a successor.
    HandOver,
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
            Act::BringIn => "bring-in",
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
            Act::AskErasure => "ask-erasure",
            Act::EraseHere => "erase-here",
            Act::KeepWords => "keep-words",
            Act::Accredit => "accredit",
            Act::Revoke => "revoke",
            Act::HandOver => "hand-over",
        }
    }

    /// The act with this place in addresses.
    pub fn from_slug(slug: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.slug() == slug)
    }

    /// All of them.
    pub const ALL: [Act; 21] = [
        Act::Propose,
        Act::BringIn,
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
        Act::AskErasure,
        Act::EraseHere,
        Act::KeepWords,
        Act::Accredit,
        Act::Revoke,
        Act::HandOver,
    ];

    /// The key of the button.
    pub fn key(&self) -> String {
        match self {
            Act::AskErasure => "erasure-act-ask".to_owned(),
            Act::EraseHere => "erasure-act-erase".to_owned(),
            Act::KeepWords => "erasure-act-keep".to_owned(),
            Act::Accredit => "settings-delegate-accredit".to_owned(),
            Act::Revoke => "settings-delegate-revoke".to_owned(),
            Act::HandOver => "settings-delegate-hand-over".to_owned(),
            // i18n: framework-act-
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
            Act::Decline
            | Act::Suspend
            | Act::Withdraw
            | Act::Revoke
            | Act::AskErasure
            | Act::EraseHere
            | Act::KeepWords => ActInput::Reason,
            Act::Defer => ActInput::Date,
            Act::Amend
            | Act::Move
            | Act::Position
            | Act::Propose
            | Act::BringIn
            | Act::Accredit
            | Act::HandOver => ActInput::Form,
            Act::Agree
            | Act::Release
            | Act::Resume
            | Act::Conclude
            | Act::AcceptTheirs
            | Act::ProposeAgain => ActInput::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_is_found_by_its_address() {
        for act in Act::ALL {
            assert_eq!(Act::from_slug(act.slug()), Some(act));
        }
    }
}
