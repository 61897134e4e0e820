//! Replication between nodes: a state machine without sockets, and a driver that performs it over HTTPS.
//!
//! This crate knows `record` and nothing else of the project, so it cannot send what was never meant to
//! leave. It verifies no entry and stores none: that is the node's part, behind [`Host`].
//!
//! - [`wire`]: what two nodes say to one another, with its limits.
//! - [`replica`]: the state machine for one peer; inputs are calls, outputs are values.
//! - [`Peer`]: performs those on a [`Host`]; bundles of messages go in and come out.
//! - [`Net`]: the server, the links that dial, and TLS 1.3 with pinned keys on both sides.
//! - [`invitation`]: first contact.
//! - [`pouch`]: the same messages in a sealed file.

mod backoff;
mod body;
pub mod client;
mod host;
pub mod invitation;
mod link;
mod lock;
mod looked;
mod outbox;
mod peer;
mod pins;
pub mod pouch;
pub mod quota;
pub mod refusal;
pub mod replica;
mod server;
pub mod tls;
pub mod wire;

pub use backoff::Backoff;
pub use client::{Client, ClientError};
pub use host::{Examined, Host, News, Stored};
pub use invitation::{FirstContact, Invitation, Welcome, six_word_indices};
pub use looked::{Looked, LookedOver};
pub use peer::Peer;
pub use pins::Pins;
pub use refusal::{Refusal, RefusalCode};
pub use replica::{Holding, Sharing};
pub use server::Net;
pub use tls::{TlsError, TlsIdentity};
pub use wire::{Batch, Branches, Draft, Extend, Note, NoteId, Receipt, Receipts};

/// Where bundles are posted; the answer is a bundle.
pub const PATH_EXCHANGE: &str = "/detente/1/exchange";
/// As [`PATH_EXCHANGE`], but an answer without messages is held back until there is one.
pub const PATH_WAIT: &str = "/detente/1/wait";
/// Where a stranger shows the secret of an invitation; the only path that answers one.
pub const PATH_FIRST_CONTACT: &str = "/detente/1/first-contact";
/// The header of a request in which a party says who it is, by its id in hexadecimal digits: of use where somebody else
/// names its connection key, too.
pub const HEADER_PARTY: &str = "detente-party";
/// How long [`PATH_WAIT`] holds back.
pub const WAIT_MS: u64 = 25_000;
