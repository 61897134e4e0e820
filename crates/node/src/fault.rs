//! Faults: what the operator has to know. Logged once, where they are handled.

use std::path::PathBuf;

use crate::heal::Stop;

/// What went wrong on this machine.
#[derive(Debug, thiserror::Error)]
pub enum NodeFault {
    /// The record's database.
    #[error("the record's database: {0}")]
    Store(#[from] store::StoreFault),
    /// The private database.
    #[error("the private database: {0}")]
    Private(#[from] private::PrivateFault),
    /// The connection layer.
    #[error("the connection layer: {0}")]
    Net(#[from] net::TlsError),
    /// The port for peers.
    #[error("the port for peers: {0}")]
    Listener(std::io::Error),
    /// A file.
    #[error("{path}: {cause}", path = path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// A key file does not hold the key that is looked for.
    #[error("{path} does not hold the key (32 bytes) that the identity log names; take the right file, or restore it from your backup", path = path.display())]
    Key {
        /// Which.
        path: PathBuf,
    },
    /// New keys that do not follow from the old ones.
    #[error(
        "these keys cannot replace the party's: the root or the recovery keys are not those that its identity log commits to, or somebody has not signed"
    )]
    NotDue,
    /// The folder holds no party yet.
    #[error("{path} holds no party yet; run `detente init --dir {path}` first", path = path.display())]
    NotInitialised {
        /// Which folder.
        path: PathBuf,
    },
    /// Not a backup of a party.
    #[error("{path} is no backup: it holds no identity", path = path.display())]
    NotABackup {
        /// Which folder.
        path: PathBuf,
    },
    /// These keys are not the party's.
    #[error("the keys in {path} are not those of this party", path = path.display())]
    OtherKeys {
        /// Which folder.
        path: PathBuf,
    },
    /// The folder holds a party already.
    #[error("{path} holds a party already; choose another folder", path = path.display())]
    AlreadyInitialised {
        /// Which folder.
        path: PathBuf,
    },
    /// An own entry could not be put together.
    #[error("an own entry could not be sealed: {0}")]
    Seal(#[from] record::entry::EntryError),
    /// Stored bytes are not what was signed.
    #[error("stored bytes are damaged: {what}")]
    Damaged {
        /// Which entry, and how.
        what: String,
    },
    /// This folder may be older than what was signed from it, and not every peer has answered yet.
    #[error(
        "in space {space} this node may have signed more than its folder holds; it signs nothing until every other member's node has answered"
    )]
    InDoubt {
        /// Where.
        space: record::SpaceId,
    },
    /// Nothing can be added to this party's own log as it is.
    #[error(
        "in space {space} this party's own log is {}; nothing more is signed there until that is mended, at the latest by `detente record heal`",
        match why { Stop::Forked => "signed in two versions", Stop::Waits => "waiting for what is not here" }
    )]
    Stopped {
        /// Where.
        space: record::SpaceId,
        /// Why.
        why: Stop,
    },
    /// Somebody else replaced this party's keys, and with the own ones nothing can be signed.
    #[error(
        "in space {space} somebody else replaced this party's keys; with those in this folder nothing can be signed there"
    )]
    Replaced {
        /// Where.
        space: record::SpaceId,
    },
    /// An own entry stands in the record and does not count: no rule of ours should ever seal such a one.
    #[error(
        "in space {space} this node sealed something that does not count; what it was for is not done"
    )]
    Void {
        /// Where.
        space: record::SpaceId,
    },
    /// These keys have opened as many epochs of the log as others take.
    #[error(
        "with its present keys this party healed its log in space {space} as often as others take; change its keys first"
    )]
    Epochs {
        /// Where.
        space: record::SpaceId,
    },
    /// The log has as many epochs as nodes take of any.
    #[error(
        "the log of this party in space {space} was healed as often as nodes take; it cannot go on there"
    )]
    LastEpoch {
        /// Where.
        space: record::SpaceId,
    },
    /// Another process has the folder open.
    #[error("another process has {path} open; stop it and try again", path = path.display())]
    InUse {
        /// Which folder.
        path: PathBuf,
    },
    /// Another process moved the head again and again.
    #[error("another process keeps writing to this folder; stop it and try again")]
    Busy,
}
