//! What two nodes say to one another, and its bytes.
//!
//! A *message* is a CBOR array that begins with its number; a *bundle* is an array of byte strings with a
//! message in each, so that a message nobody here understands is passed over and the next one is read.
//! A bundle is the body of a request or an answer over HTTPS, and the same messages stand in a pouch.
//!
//! Nothing is verified here: that is the node's work, with the record's rules. What is held to here are the
//! limits, before anything is kept.
//!
//! The surprising thing is what makes a batch checkable without a buffer: its entries end exactly where the
//! checkpoint that comes with it does. So whoever writes a log signs a checkpoint before more than
//! [`BATCH_BYTES_MAX`] bytes or [`BATCH_ENTRIES_MAX`] entries stand without one, and keeps them all; whoever
//! passes a log on serves up to the largest checkpoint that fits.

use record::cbor::CborError;
use record::fork::ForkProof;
use record::tree::PROOF_MAX;
use record::{
    ENTRY_BYTES_MAX, Hash, LogId, LogKey, Payload, SignedCheckpoint, SignedCosignature, SpaceId,
};

use crate::refusal::Refusal;

mod branches;
mod codec;
mod notes;

pub use branches::{Branches, RUNGS_MAX};
pub(crate) use codec::{
    at_most, expect_array, read_addresses, read_bytes, read_count, read_log, write_addresses,
    write_log,
};
pub use codec::{decode_bundle, encode_bundle};
pub use notes::{NOTE_BYTES_MAX, NOTES_HELD_MAX, NOTES_MAX, Note, NoteId, Notes};

/// The most bytes of entries in one batch (4 MiB).
pub const BATCH_BYTES_MAX: usize = 4 << 20;
/// The most entries in one batch.
pub const BATCH_ENTRIES_MAX: usize = 4096;
/// The largest message: a full batch with its lengths and its checkpoint.
pub const MESSAGE_BYTES_MAX: usize = BATCH_BYTES_MAX + (64 << 10);
/// The largest bundle, and so the largest body of a request or an answer.
pub const BUNDLE_BYTES_MAX: usize = MESSAGE_BYTES_MAX + (64 << 10);
/// The most messages in one bundle.
pub const BUNDLE_MESSAGES_MAX: usize = 256;
/// The most heads in one message.
pub const HEADS_MAX: usize = 512;
/// The most receipts in one message.
pub const RECEIPTS_MAX: usize = 1024;
/// The most addresses of a node, and the most bytes of one.
pub const ADDRESSES_MAX: usize = 8;
/// The most bytes of one address.
pub const ADDRESS_BYTES_MAX: usize = 260;
/// The largest checkpoint, cosignature or refusal: with an ML-DSA-44 signature, one has about 2.7 KB.
pub const SIGNED_BYTES_MAX: usize = 4096;

/// The largest proof: two heads, or one, with a path. Longer ones are refused before anything of them is read.
pub const PROOF_BYTES_MAX: usize = 2 * SIGNED_BYTES_MAX + 34 * (PROOF_MAX + 1) + 32;

/// One thing that a node tells another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The sender begins anew and holds nothing against what it was told before.
    Hello(Hello),
    /// What the sender holds of a space.
    Heads(Heads),
    /// "Send me this log from here on."
    Pull(Pull),
    /// Entries of a log, asked for or not.
    Entries(Batch),
    /// Cosignatures, each with its checkpoint.
    Receipts(Receipts),
    /// The sender does not take what it was sent.
    Refused(Refusal),
    /// A space that the sender would found with the receiver, or the founding that the receiver asked for.
    Draft(Draft),
    /// "You told me of a space that I do not share with you: if I should, send me its founding."
    Ask(SpaceId),
    /// Two heads that one party signed and that contradict one another.
    Fork(Box<ForkProof>),
    /// A head for a witness.
    Extend(Extend),
    /// What the sender holds of a log that was forked: the receiver sends it the rest.
    Branches(Branches),
    /// Working notes of a closed space. Nobody signs them.
    Notes(Notes),
    /// A head that a witness was shown and has no tree to compare it with: whoever has one compares.
    Compare(SignedCheckpoint),
}

/// The first message after connecting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hello {
    /// Where the sender can be reached (`host:port`); none if it can only dial.
    pub addresses: Vec<String>,
    /// Whether the receiver should answer with its own.
    pub answer: bool,
}

/// What a node holds of a space. A log that is not named was not told of; it need not be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heads {
    /// The space.
    pub space: SpaceId,
    /// The latest checkpoint of each log, all entries under it held.
    pub heads: Vec<SignedCheckpoint>,
    /// How many of the *receiver's* receipts the sender has taken, by the receiver's own count.
    pub receipts_from: u64,
}

/// A request for entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pull {
    /// The space.
    pub space: SpaceId,
    /// The log.
    pub log: LogKey,
    /// Number of entries that the sender already holds.
    pub from: u64,
}

/// Consecutive entries of one log with the checkpoint they end at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Index of the first entry.
    pub from: u64,
    /// The entries' bytes, each as [`record::Entry::encode`] gives them.
    pub entries: Vec<Vec<u8>>,
    /// The head after the last of them; it names space and log.
    pub checkpoint: SignedCheckpoint,
}

/// Receipts of one space, in the sender's own order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipts {
    /// The space.
    pub space: SpaceId,
    /// The sender's count before the first of them.
    pub from: u64,
    /// The sender's count after the last of them; it may have left some out.
    pub next: u64,
    /// The sender's count of all; if it is more than `next`, the receiver asks for the rest with its heads.
    pub of: u64,
    /// The receipts.
    pub list: Vec<Receipt>,
}

/// A cosignature with the checkpoint that it is for: evidence that stands by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The head.
    pub checkpoint: SignedCheckpoint,
    /// Who vouches for it.
    pub cosignature: SignedCosignature,
}

/// A head for a witness, which holds no entries: with the proof that it extends the one that the witness signed last
/// (RFC 9162 section 2.1.4; the add-checkpoint of C2SP tlog-witness).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extend {
    /// The head.
    pub checkpoint: SignedCheckpoint,
    /// The size that the witness is believed to have signed last; 0 for none.
    pub from: u64,
    /// The proof from the tree of that size; empty for none.
    pub path: Vec<Hash>,
}

/// The draft of a founding, for a party that is named in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The founding body's bytes.
    pub founding: Vec<u8>,
    /// Its payloads, in the order of its commitments.
    pub payloads: Vec<Payload>,
}

impl Batch {
    /// The log, named in full.
    pub fn log(&self) -> LogId {
        self.checkpoint.head.log
    }

    /// The size of the log after this batch.
    pub fn end(&self) -> u64 {
        self.from + self.entries.len() as u64
    }

    /// Whether it keeps to the limits and ends at its checkpoint.
    pub fn is_sound(&self) -> bool {
        let bytes: usize = self.entries.iter().map(Vec::len).sum();
        (1..=BATCH_ENTRIES_MAX).contains(&self.entries.len())
            && bytes <= BATCH_BYTES_MAX
            && self.entries.iter().all(|e| e.len() <= ENTRY_BYTES_MAX)
            && self.from.checked_add(self.entries.len() as u64) == Some(self.checkpoint.head.size)
    }

    /// Leaves out the entries before `size`, which the receiver holds. `None` if none are left.
    #[must_use]
    pub fn after(mut self, size: u64) -> Option<Batch> {
        let held = size.saturating_sub(self.from);
        if held >= self.entries.len() as u64 {
            return None;
        }
        self.entries.drain(..held as usize);
        self.from += held;
        Some(self)
    }
}

impl Receipt {
    /// Whether both parts belong together and to `space`.
    pub fn is_about(&self, space: SpaceId) -> bool {
        self.checkpoint.head.log.space == space
            && self.cosignature.receipt.space == space
            && self.cosignature.receipt.checkpoint == self.checkpoint.hash()
    }
}

/// Why bytes are no message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// Not deterministic CBOR, or not of the expected shape.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// More than is accepted.
    #[error("{what}: more than {most}")]
    TooMuch {
        /// Of what.
        what: &'static str,
        /// The limit.
        most: usize,
    },
    /// The entries do not end where their checkpoint does, or there are none.
    #[error("the entries do not end at their checkpoint")]
    Batch,
    /// Not a checkpoint.
    #[error("not a checkpoint")]
    Checkpoint,
    /// Not a proof.
    #[error("not a proof")]
    Proof,
    /// A number that no file here could hold: what is counted and stored is below 2^63.
    #[error("a number beyond what can be counted")]
    Number,
    /// A refusal of a later version or none at all.
    #[error("not a refusal")]
    Refusal,
    /// Names that have an order are out of it, or one comes twice.
    #[error("out of order")]
    Order,
    /// More than the peer may ask for in so short a time; see [`crate::quota`].
    #[error("more than this peer may ask for in so short a time")]
    Quota,
    /// The first bytes are not those of a pouch or invitation of this version.
    #[error("not of this kind or version")]
    Label,
}
