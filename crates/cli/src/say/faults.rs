//! Faults of the node in the reader's language: what, where, and what to do.

use anyhow::Error;
use i18n::Localizer;
use net::invitation::InvitationError;
use node::peers::ContactError;
use node::{ActError, NodeFault};
use private::PrivateFault;
use store::StoreFault;

use super::{exit, with};

/// The words for whatever a node, a database or the system reports, and the exit code.
pub fn said(l: Localizer, error: &Error) -> (String, u8) {
    if let Some(fault) = error.downcast_ref::<NodeFault>() {
        return node(l, fault);
    }
    if let Some(error) = error.downcast_ref::<ActError>() {
        return act(l, error);
    }
    if let Some(error) = error.downcast_ref::<ContactError>() {
        return contact(l, error);
    }
    if let Some(error) = error.downcast_ref::<InvitationError>() {
        return (invitation(l, error), exit::FAULT);
    }
    (format!("{error:#}"), exit::FAULT)
}

fn act(l: Localizer, error: &ActError) -> (String, u8) {
    match error {
        ActError::Refused(refusal) => (web::say_refusal(&l, refusal), exit::WAITING),
        ActError::Forgotten => (l.t("refusals-text-moved"), exit::WAITING),
        ActError::NotSeated => (l.t("fault-not-seated"), exit::FAULT),
        ActError::Unsigned(why) => (web::say_unsigned(&l, *why), exit::FAULT),
        ActError::Stopped(why) => (web::say_stop(&l, *why), exit::FAULT),
        ActError::Replaced => (l.t("refusals-replaced"), exit::FAULT),
        ActError::InDoubt => (l.t("refusals-in-doubt"), exit::OUT_OF_TOUCH),
        ActError::Fault(fault) => node(l, fault),
    }
}

fn contact(l: Localizer, error: &ContactError) -> (String, u8) {
    let words = match error {
        ContactError::NotSeated => l.t("fault-not-seated"),
        ContactError::NoAddress => l.t("settings-invitation-no-address"),
        ContactError::Refused => l.t("settings-invitation-refused"),
        ContactError::NotAContact => l.t("fault-contact-file"),
        ContactError::NotInvited => l.t("fault-not-invited"),
        ContactError::OtherParty => l.t("settings-invitation-other-party"),
        ContactError::Fault(fault) => return node(l, fault),
        ContactError::Unreachable { address, .. } => {
            let words = with(
                l,
                "settings-invitation-unreachable",
                &[("address", address)],
            );
            return (words, exit::OUT_OF_TOUCH);
        }
    };
    (words, exit::FAULT)
}

fn invitation(l: Localizer, error: &InvitationError) -> String {
    match error {
        InvitationError::OtherVersion => l.t("fault-invitation-version"),
        InvitationError::NotOne | InvitationError::Damaged => l.t("settings-invitation-damaged"),
    }
}

fn node(l: Localizer, fault: &NodeFault) -> (String, u8) {
    let words = match fault {
        NodeFault::Store(fault) => return store(l, fault),
        NodeFault::Private(fault) => return private(l, fault),
        NodeFault::Net(cause) => with(l, "fault-connection", &[("cause", &cause.to_string())]),
        NodeFault::Listener(cause) => with(l, "fault-connection", &[("cause", &cause.to_string())]),
        NodeFault::File { path, cause } => with(
            l,
            "fault-file",
            &[
                ("path", &path.display().to_string()),
                ("cause", &cause.to_string()),
            ],
        ),
        NodeFault::Key { path } => with(l, "fault-key", &[("path", &path.display().to_string())]),
        NodeFault::NotDue => l.t("fault-not-due"),
        NodeFault::NotInitialised { path } => with(
            l,
            "fault-not-initialised",
            &[("path", &path.display().to_string())],
        ),
        NodeFault::AlreadyInitialised { path } => with(
            l,
            "fault-already-initialised",
            &[("path", &path.display().to_string())],
        ),
        NodeFault::NotABackup { path } => with(
            l,
            "backup-not-one",
            &[("path", &path.display().to_string())],
        ),
        NodeFault::OtherKeys { path } => with(
            l,
            "backup-other-keys",
            &[("path", &path.display().to_string())],
        ),
        NodeFault::InUse { path } => {
            with(l, "backup-in-use", &[("path", &path.display().to_string())])
        }
        NodeFault::Seal(cause) => with(l, "fault-seal", &[("cause", &cause.to_string())]),
        NodeFault::Damaged { what } => {
            return (with(l, "fault-damaged", &[("what", what)]), exit::UNSOUND);
        }
        NodeFault::Stopped { why, .. } => web::say_stop(&l, *why),
        NodeFault::Replaced { .. } => l.t("refusals-replaced"),
        NodeFault::Void { .. } => l.t("fault-void"),
        NodeFault::Epochs { .. } => l.t("fault-epochs"),
        NodeFault::LastEpoch { .. } => l.t("fault-last-epoch"),
        NodeFault::InDoubt { .. } => return (l.t("refusals-in-doubt"), exit::OUT_OF_TOUCH),
        NodeFault::Busy => with(l, "fault-busy", &[("file", RECORD)]),
    };
    (words, exit::FAULT)
}

const RECORD: &str = "record.db";
const PRIVATE: &str = "private.db";

fn store(l: Localizer, fault: &StoreFault) -> (String, u8) {
    let file = ("file", RECORD);
    let words = match fault {
        StoreFault::Damaged { .. }
        | StoreFault::DamagedHead { .. }
        | StoreFault::DamagedFounding { .. } => {
            let what = fault.to_string();
            return (with(l, "fault-damaged", &[("what", &what)]), exit::UNSOUND);
        }
        StoreFault::Stop(_) | StoreFault::Stopped => with(l, "fault-stopped", &[file]),
        StoreFault::Busy => with(l, "fault-busy", &[file]),
        StoreFault::Newer { found, known } => newer(l, RECORD, *found, *known),
        StoreFault::Foreign { .. } => with(l, "fault-foreign", &[file]),
        StoreFault::NoWriteAhead { .. } => with(l, "fault-no-write-ahead", &[file]),
        StoreFault::WriteAhead { cause, .. } => unreadable(l, RECORD, &cause.to_string()),
        StoreFault::NoFounding | StoreFault::Remove(_) => fault.to_string(),
        StoreFault::Database(cause) => unreadable(l, RECORD, &cause.to_string()),
    };
    (words, exit::FAULT)
}

fn private(l: Localizer, fault: &PrivateFault) -> (String, u8) {
    let file = ("file", PRIVATE);
    let words = match fault {
        PrivateFault::LoginTaken => l.t("fault-login-taken"),
        PrivateFault::KeyTaken => l.t("fault-key-taken"),
        PrivateFault::NoSuchPerson => l.t("fault-no-such-person"),
        PrivateFault::Damaged(what) => unreadable(l, PRIVATE, what),
        PrivateFault::Password(cause) => {
            with(l, "fault-password", &[("cause", &cause.to_string())])
        }
        PrivateFault::Stop(_) | PrivateFault::Stopped => with(l, "fault-stopped", &[file]),
        PrivateFault::Busy => with(l, "fault-busy", &[file]),
        PrivateFault::WriteAhead(cause) => unreadable(l, PRIVATE, &cause.to_string()),
        PrivateFault::Newer { found, known } => newer(l, PRIVATE, *found, *known),
        PrivateFault::Foreign { .. } => with(l, "fault-foreign", &[file]),
        PrivateFault::NoWriteAhead { .. } => with(l, "fault-no-write-ahead", &[file]),
        PrivateFault::Database(cause) => unreadable(l, PRIVATE, &cause.to_string()),
    };
    (words, exit::FAULT)
}

fn newer(l: Localizer, file: &str, found: usize, known: usize) -> String {
    let (found, known) = (found.to_string(), known.to_string());
    with(
        l,
        "fault-newer",
        &[("file", file), ("found", &found), ("known", &known)],
    )
}

fn unreadable(l: Localizer, file: &str, cause: &str) -> String {
    with(l, "fault-unreadable", &[("file", file), ("cause", cause)])
}

#[cfg(test)]
mod tests {
    use i18n::Lang;
    use record::{Hash, SpaceId};

    use super::*;

    /// What a healing that is not possible tells the operator; each says what to do, and no two the same.
    #[test]
    fn what_keeps_a_log_from_being_healed_is_said_in_every_language() {
        let space = SpaceId(Hash([1; 32]));
        for lang in Lang::ALL {
            let say = |fault| said(lang.l(), &Error::new(fault));
            let (last, code) = say(NodeFault::LastEpoch { space });
            assert!(last.contains("255"), "{last}");
            let (often, _) = say(NodeFault::Epochs { space });
            let (void, _) = say(NodeFault::Void { space });
            assert_eq!(code, exit::FAULT);
            assert!(!format!("{last}{often}{void}").contains('⟦'));
            assert!(last != often && often != void);
        }
    }
}
