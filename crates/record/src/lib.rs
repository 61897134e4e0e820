//! The signed record: what was said, what is agreed, and how anybody can check it.
//!
//! Statements are signed by people, sealed by their node as entries of one log per party and space, and
//! cosigned by the counterparts' nodes. From the entries alone follows which texts are in effect.
//!
//! This crate knows no clock, no randomness, no files and no network: time and random bytes are arguments.
//! What it reads comes from strangers, so nothing here panics on input and nothing allocates by an
//! announced length. An auditor who reads one crate of this repository reads this one, together with
//! `docs/reference/record-format.md`.

pub mod audit;
pub mod body;
pub mod bundle;
pub mod cbor;
pub mod checkpoint;
pub mod chunked;
pub mod cose;
pub mod entry;
pub mod fold;
pub mod fork;
pub mod founding;
pub mod heal;
pub mod history;
pub mod identity;
pub mod ids;
pub mod key;
pub mod kind;
pub mod leaf;
pub mod note;
pub mod powers;
pub mod receipt;
pub mod register;
pub mod rule;
pub mod seal;
#[doc(hidden)]
pub mod testing;
pub mod tree;
pub mod verifier;
pub mod view;

pub use body::{Body, Commitment, Payload, Slot};
pub use checkpoint::{
    Checkpoint, Cosignature, CosignatureKind, SignedCheckpoint, SignedCosignature,
};
pub use entry::Entry;
pub use fold::{Fit, Folded, Record, Stem};
pub use founding::{Founding, Member, Role};
pub use ids::{Hash, Kid, Lane, LogId, LogKey, ObjectId, PartyId, SpaceId, StatementId};
pub use kind::Kind;
pub use leaf::{Leaf, Seen};
pub use rule::{TextStatus, Verdict, Void};
pub use view::View;

/// The version of the record's format that this crate reads and writes.
pub const FORMAT_VERSION: u64 = 1;
/// The largest entry in bytes: leaf, body and payloads together (1 MiB).
pub const ENTRY_BYTES_MAX: usize = 1 << 20;
/// The most members a space can have.
pub const MEMBERS_MAX: usize = 32;
