//! Deterministic CBOR (RFC 8949 section 4.2.1): one check over received bytes, a reader for what has
//! been checked, a writer for our own. Hashes and signatures are taken over the bytes as received, so
//! two encodings of one value must never both be acceptable: the check refuses, and nothing re-encodes.
//!
//! It knows nothing of entries or fields, and it never allocates for a length that a peer announces.
//!
//! The surprising thing is how little the record's profile has: integers, byte and text strings, arrays,
//! maps, false, true and null. Floats, tags, undefined and other simple values are refused, although
//! they can be deterministic; [`check_general`] takes them too and serves to compare with the RFC.

mod canonical;
mod head;
mod reader;
#[cfg(test)]
mod tests;
mod writer;

use thiserror::Error;

pub use canonical::{check, check_general};
pub use reader::Reader;
pub use writer::Writer;

/// How many arrays, maps and tags may stand inside one another.
pub const DEPTH_MAX: usize = 64;

/// Why bytes were refused, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("CBOR at byte {offset}: {what}")]
pub struct CborError {
    /// Where the item at fault begins.
    pub offset: usize,
    /// What is wrong with it.
    pub what: CborFault,
}

/// What can be wrong with CBOR bytes. The last three come from reading, the others from checking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CborFault {
    /// The item, or what its head announces, does not fit in the bytes that are left.
    #[error("the bytes end before the item does")]
    CutShort,
    /// Bytes follow the one item.
    #[error("bytes follow the end of the item")]
    Trailing,
    /// A number, length or float in more bytes than it needs.
    #[error("not in its shortest form")]
    NotShortest,
    /// A string, array or map without a length.
    #[error("of indefinite length")]
    Indefinite,
    /// A head to which the RFC gives no meaning.
    #[error("a reserved head")]
    Reserved,
    /// Deeper than [`DEPTH_MAX`].
    #[error("nested more than {DEPTH_MAX} deep")]
    TooDeep,
    /// A map key that should stand before the one before it.
    #[error("a map key out of order")]
    KeyOrder,
    /// The same map key twice.
    #[error("a map key given twice")]
    KeyTwice,
    /// Text that is not UTF-8.
    #[error("text that is not UTF-8")]
    NotUtf8,
    /// Deterministic, but not in the record's profile.
    #[error("a float, which the record does not use")]
    Float,
    /// Deterministic, but not in the record's profile.
    #[error("a tag, which the record does not use")]
    Tag,
    /// Deterministic, but not in the record's profile.
    #[error("a simple value other than false, true and null")]
    Simple,
    /// An item of another kind than the one to be read.
    #[error("expected {0}")]
    Expected(&'static str),
    /// An integer that the type to be read cannot hold.
    #[error("a number out of range")]
    OutOfRange,
    /// A byte string of another length than the one to be read.
    #[error("expected a byte string of {0} bytes")]
    Length(usize),
}
