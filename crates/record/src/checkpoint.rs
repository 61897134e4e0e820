//! Checkpoints and cosignatures: a log's signed head, and the counterpart's receipt for it.
//!
//! Both are evidence beside the state. Their times are claims of the node that signed them; no rule reads
//! them. A mirror cosignature is given only after every entry under the head is on the signer's own disk.

use crate::body::{BodyError, expect_array};
use crate::cbor::{self, Reader, Writer};
use crate::cose::{self, CoseError, Purpose};
use crate::ids::{Hash, LogId, PartyId, SpaceId};
use crate::key::{PublicKey, SecretKey};
use crate::leaf::{read_log, write_log};

/// A log's head: so many entries, with this root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub log: LogId,
    /// Number of entries.
    pub size: u64,
    /// Root of the log's tree at that size.
    pub root: Hash,
    /// Hash of the checkpoint before this one, if there is one.
    pub previous: Option<Hash>,
    /// When the node signed it, by its own clock (milliseconds since 1970, UTC).
    pub time_ms: u64,
}

/// A checkpoint and the bytes that were signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// What it says.
    pub head: Checkpoint,
    /// The COSE_Sign1.
    pub bytes: Vec<u8>,
}

/// What a cosigner vouches for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CosignatureKind {
    /// Every entry under this head is on my disk.
    Mirror,
    /// I have seen no head that contradicts this one.
    Witness,
}

/// A counterpart's receipt for a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cosignature {
    /// Who cosigns.
    pub by: PartyId,
    /// In which space.
    pub space: SpaceId,
    /// Hash of the checkpoint's bytes.
    pub checkpoint: Hash,
    /// What is vouched for.
    pub kind: CosignatureKind,
    /// When, by the cosigner's own clock (milliseconds since 1970, UTC).
    pub time_ms: u64,
}

/// A cosignature and the bytes that were signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCosignature {
    /// What it says.
    pub receipt: Cosignature,
    /// The COSE_Sign1.
    pub bytes: Vec<u8>,
}

impl Checkpoint {
    /// Signs this head with the node's key.
    pub fn sign(self, key: &SecretKey) -> SignedCheckpoint {
        let mut w = Writer::new();
        w.array(5).array(4);
        w.bytes(self.log.space.as_bytes());
        write_log(&mut w, &self.log.key);
        w.u64(self.size).bytes(self.root.as_bytes());
        write_optional(&mut w, &self.previous);
        w.u64(self.time_ms);
        let bytes = cose::sign(
            Purpose::Checkpoint,
            key,
            self.log.key.party,
            self.log.space,
            &w.finish(),
            true,
        );
        SignedCheckpoint { head: self, bytes }
    }
}

impl SignedCheckpoint {
    /// Reads a checkpoint without verifying its signature.
    ///
    /// # Errors
    /// Not a checkpoint, or its envelope names another party or space than its content.
    pub fn decode(bytes: &[u8]) -> Result<SignedCheckpoint, CoseError> {
        let envelope = cose::parse_signature(bytes)?;
        let content = envelope.content().ok_or(CoseError::Headers)?;
        let head = read_head(content)?;
        if head.log.key.party != envelope.party || head.log.space != envelope.space {
            return Err(CoseError::Headers);
        }
        Ok(SignedCheckpoint {
            head,
            bytes: bytes.to_vec(),
        })
    }

    /// Verifies the signature by `key`.
    ///
    /// # Errors
    /// It does not fit.
    pub fn verify(&self, key: &PublicKey) -> Result<(), CoseError> {
        cose::parse_signature(&self.bytes)?.verify_attached(Purpose::Checkpoint, key)
    }

    /// The name of this checkpoint in cosignatures and in the next checkpoint.
    pub fn hash(&self) -> Hash {
        Hash::labelled("detente/1/checkpoint", &[&self.bytes])
    }
}

impl Cosignature {
    /// Signs this receipt with the cosigning node's key.
    pub fn sign(self, key: &SecretKey) -> SignedCosignature {
        let mut w = Writer::new();
        w.array(3).bytes(self.checkpoint.as_bytes());
        w.u64(match self.kind {
            CosignatureKind::Mirror => 0,
            CosignatureKind::Witness => 1,
        });
        w.u64(self.time_ms);
        let bytes = cose::sign(
            Purpose::Cosignature,
            key,
            self.by,
            self.space,
            &w.finish(),
            true,
        );
        SignedCosignature {
            receipt: self,
            bytes,
        }
    }
}

impl SignedCosignature {
    /// Reads a cosignature without verifying it.
    ///
    /// # Errors
    /// Not a cosignature.
    pub fn decode(bytes: &[u8]) -> Result<SignedCosignature, CoseError> {
        let envelope = cose::parse_signature(bytes)?;
        let content = envelope.content().ok_or(CoseError::Headers)?;
        cbor::check(content).map_err(BodyError::from)?;
        let (checkpoint, kind, time_ms) = read_receipt(content)?;
        let receipt = Cosignature {
            by: envelope.party,
            space: envelope.space,
            checkpoint,
            kind,
            time_ms,
        };
        Ok(SignedCosignature {
            receipt,
            bytes: bytes.to_vec(),
        })
    }

    /// Verifies the signature by `key`.
    ///
    /// # Errors
    /// It does not fit.
    pub fn verify(&self, key: &PublicKey) -> Result<(), CoseError> {
        cose::parse_signature(&self.bytes)?.verify_attached(Purpose::Cosignature, key)
    }
}

fn read_head(content: &[u8]) -> Result<Checkpoint, BodyError> {
    cbor::check(content)?;
    let mut r = Reader::new(content);
    expect_array(&mut r, 5)?;
    expect_array(&mut r, 4)?;
    let space = SpaceId(Hash(r.bytes_n()?));
    let log = read_log(&mut r)?.in_space(space);
    let size = r.u64()?;
    let root = Hash(r.bytes_n()?);
    let previous = read_optional(&mut r)?;
    let time_ms = r.u64()?;
    r.end()?;
    Ok(Checkpoint {
        log,
        size,
        root,
        previous,
        time_ms,
    })
}

fn read_receipt(content: &[u8]) -> Result<(Hash, CosignatureKind, u64), BodyError> {
    let mut r = Reader::new(content);
    expect_array(&mut r, 3)?;
    let checkpoint = Hash(r.bytes_n()?);
    let kind = match r.u64()? {
        0 => CosignatureKind::Mirror,
        1 => CosignatureKind::Witness,
        _ => return Err(BodyError::Range),
    };
    let time_ms = r.u64()?;
    r.end()?;
    Ok((checkpoint, kind, time_ms))
}

pub(crate) fn write_optional(w: &mut Writer, hash: &Option<Hash>) {
    match hash {
        Some(hash) => w.bytes(hash.as_bytes()),
        None => w.null(),
    };
}

pub(crate) fn read_optional(r: &mut Reader<'_>) -> Result<Option<Hash>, BodyError> {
    Ok(r.null_or(|r| r.bytes_n().map(Hash))?)
}
