//! Receipts of inclusion and of consistency (RFC 9942): a node's word for where an entry stands in its party's log.
//!
//! A receipt is a COSE_Sign1 over the root of the log's tree, with the path in its unprotected header. Whoever has the
//! entry computes the root from the path and then needs the node's key only, and nothing else of the log. The log is
//! named in the claims, because a root alone does not say of which log it is.

use crate::body::{BodyError, expect_array};
use crate::cbor::{self, CborError, Reader, Writer};
use crate::cose::CoseError;
use crate::ids::{Hash, Kid, Lane, LogId, LogKey, PartyId, SpaceId};
use crate::key::{Algorithm, PublicKey, SecretKey};
use crate::tree::{self, PROOF_MAX};

/// Protected header: the verifiable data structure (RFC 9942 section 2).
const STRUCTURE: u64 = 395;
/// Its value: RFC9162_SHA256.
const RFC9162_SHA256: u64 = 1;
/// Unprotected header: the proofs.
const PROOFS: u64 = 396;
/// Label of inclusion proofs among them.
const INCLUSION: i64 = -1;
/// Label of consistency proofs among them.
const CONSISTENCY: i64 = -2;
/// Private claim: lane and epoch of the log.
const LOG: i64 = -65_537;

/// What a receipt proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The entry at `index` is in the tree of the first `size`.
    Inclusion {
        /// Number of entries.
        size: u64,
        /// Place of the entry, counted from 0.
        index: u64,
        /// The path, from the leaf upwards.
        path: Vec<Hash>,
    },
    /// The tree of the first `new` entries begins with the tree of the first `old`.
    Consistency {
        /// Number of entries of the older tree.
        old: u64,
        /// Number of entries of the newer one.
        new: u64,
        /// The path.
        path: Vec<Hash>,
    },
}

/// A receipt and the bytes it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Which log.
    pub log: LogId,
    /// The key that signed.
    pub kid: Kid,
    /// What is proven.
    pub proof: Proof,
    /// The COSE_Sign1.
    pub bytes: Vec<u8>,
}

impl Receipt {
    /// Signs that `proof` leads to `root`. With a root that it does not lead to, the receipt verifies nowhere.
    pub fn sign(log: LogId, proof: Proof, root: &Hash, key: &SecretKey) -> Receipt {
        let kid = key.public().kid();
        let protected = protected(key.public().algorithm(), &log, &kid);
        let signature = key.sign(&signed_bytes(&protected, root));
        let mut w = Writer::new();
        w.array(4).bytes(&protected).map(1).u64(PROOFS).map(1);
        w.i64(proof.label()).array(1).bytes(&proof.encode());
        w.null().bytes(&signature);
        let bytes = w.finish();
        Receipt {
            log,
            kid,
            proof,
            bytes,
        }
    }

    /// Reads a receipt without verifying it.
    ///
    /// # Errors
    /// Not a receipt of this profile.
    pub fn decode(bytes: &[u8]) -> Result<Receipt, CoseError> {
        cbor::check(bytes).map_err(BodyError::from)?;
        let parts = parts(bytes)?;
        let (log, kid) = read_protected(parts.protected)?;
        Ok(Receipt {
            log,
            kid,
            proof: parts.proof,
            bytes: bytes.to_vec(),
        })
    }

    /// The root that an inclusion receipt leads to from the leaf with this hash; none if there is no such way.
    pub fn root_from(&self, leaf: &Hash) -> Option<Hash> {
        match &self.proof {
            Proof::Inclusion { size, index, path } => {
                tree::root_by_inclusion(leaf, *index, *size, path)
            }
            Proof::Consistency { .. } => None,
        }
    }

    /// Whether a consistency receipt leads from one root to the other.
    pub fn leads(&self, old_root: &Hash, new_root: &Hash) -> bool {
        match &self.proof {
            Proof::Consistency { old, new, path } => {
                tree::verify_consistency(*old, old_root, *new, new_root, path)
            }
            Proof::Inclusion { .. } => false,
        }
    }

    /// Verifies the signature by `key` over `root`.
    ///
    /// # Errors
    /// It does not fit, or is by another key.
    pub fn verify(&self, root: &Hash, key: &PublicKey) -> Result<(), CoseError> {
        if key.kid() != self.kid {
            return Err(CoseError::Headers);
        }
        let parts = parts(&self.bytes)?;
        if protected(key.algorithm(), &self.log, &self.kid) != parts.protected {
            return Err(CoseError::Headers); // the key id names one algorithm, the header another
        }
        let signed = signed_bytes(parts.protected, root);
        key.verify(&signed, parts.signature).map_err(CoseError::Key)
    }
}

/// The Sig_structure of RFC 9052 section 4.4 with the detached root. RFC 9942 has no external data; the header that
/// names the tree's kind keeps it apart from every other signature here.
fn signed_bytes(protected: &[u8], root: &Hash) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(4).str("Signature1").bytes(protected);
    w.bytes(b"").bytes(root.as_bytes());
    w.finish()
}

impl Proof {
    fn label(&self) -> i64 {
        match self {
            Proof::Inclusion { .. } => INCLUSION,
            Proof::Consistency { .. } => CONSISTENCY,
        }
    }

    fn encode(&self) -> Vec<u8> {
        let (first, second, path) = match self {
            Proof::Inclusion { size, index, path } => (size, index, path),
            Proof::Consistency { old, new, path } => (old, new, path),
        };
        let mut w = Writer::new();
        w.array(3).u64(*first).u64(*second);
        w.array(path.len() as u64);
        path.iter().for_each(|hash| {
            w.bytes(hash.as_bytes());
        });
        w.finish()
    }

    fn read(label: i64, bytes: &[u8]) -> Result<Proof, CoseError> {
        cbor::check(bytes).map_err(BodyError::from)?;
        let mut r = Reader::new(bytes);
        let (first, second, path) = read_path(&mut r)?;
        match label {
            INCLUSION => Ok(Proof::Inclusion {
                size: first,
                index: second,
                path,
            }),
            CONSISTENCY => Ok(Proof::Consistency {
                old: first,
                new: second,
                path,
            }),
            _ => Err(CoseError::Headers),
        }
    }
}

fn read_path(r: &mut Reader<'_>) -> Result<(u64, u64, Vec<Hash>), BodyError> {
    expect_array(r, 3)?;
    let (first, second) = (r.u64()?, r.u64()?);
    let length = r.array()?;
    if length > PROOF_MAX as u64 {
        return Err(BodyError::TooMany(length));
    }
    let path = (0..length)
        .map(|_| Ok(Hash(r.bytes_n()?)))
        .collect::<Result<_, CborError>>()?;
    r.end()?;
    Ok((first, second, path))
}

struct Parts<'a> {
    protected: &'a [u8],
    proof: Proof,
    signature: &'a [u8],
}

fn parts(bytes: &[u8]) -> Result<Parts<'_>, CoseError> {
    let structure = |error: CborError| CoseError::from(BodyError::from(error));
    let mut r = Reader::new(bytes);
    if r.array().map_err(structure)? != 4 {
        return Err(CoseError::NotSign1);
    }
    let protected = r.bytes().map_err(structure)?;
    let (label, proof) = read_proofs(&mut r)
        .map_err(structure)?
        .ok_or(CoseError::Headers)?;
    let detached = r.null_or(Reader::skip).map_err(structure)?.is_none();
    let signature = r.bytes().map_err(structure)?;
    match detached && r.is_end() {
        true => Ok(Parts {
            protected,
            proof: Proof::read(label, proof)?,
            signature,
        }),
        false => Err(CoseError::NotSign1),
    }
}

/// The one proof in the unprotected header.
fn read_proofs<'a>(r: &mut Reader<'a>) -> Result<Option<(i64, &'a [u8])>, CborError> {
    if r.map()? != 1 || r.u64()? != PROOFS || r.map()? != 1 {
        return Ok(None);
    }
    let label = r.i64()?;
    match r.array()? {
        1 => Ok(Some((label, r.bytes()?))),
        _ => Ok(None),
    }
}

fn protected(algorithm: Algorithm, log: &LogId, kid: &Kid) -> Vec<u8> {
    let mut w = Writer::new();
    w.map(4).u64(1).i64(algorithm.number());
    w.u64(4).bytes(&kid.0);
    w.u64(15).map(3);
    w.u64(1).bytes(log.key.party.as_bytes());
    w.u64(2).bytes(log.space.as_bytes());
    w.i64(LOG).array(2);
    w.u64(log.key.lane.number()).u64(log.key.epoch.into());
    w.u64(STRUCTURE).u64(RFC9162_SHA256);
    w.finish()
}

/// The one form that [`protected`] writes, so that two readers cannot see two things in one header.
fn read_protected(bytes: &[u8]) -> Result<(LogId, Kid), CoseError> {
    let read = |r: &mut Reader<'_>| -> Result<(i64, LogId, Kid), BodyError> {
        let algorithm = to_key_id(r)?;
        let kid = Kid(r.bytes_n()?);
        r.u64()?;
        r.map()?;
        r.u64()?;
        let party = PartyId(Hash(r.bytes_n()?));
        r.u64()?;
        let space = SpaceId(Hash(r.bytes_n()?));
        r.i64()?;
        expect_array(r, 2)?;
        let lane = Lane::from_number(r.u64()?).ok_or(BodyError::Range)?;
        let epoch = u32::try_from(r.u64()?).map_err(|_| BodyError::Range)?;
        let log = LogKey::of(party, lane, epoch).in_space(space);
        Ok((algorithm, log, kid))
    };
    cbor::check(bytes).map_err(BodyError::from)?;
    let (number, log, kid) = read(&mut Reader::new(bytes)).map_err(|_| CoseError::Headers)?;
    let algorithm = Algorithm::from_number(number).ok_or(CoseError::Algorithm)?;
    match protected(algorithm, &log, &kid) == bytes {
        true => Ok((log, kid)),
        false => Err(CoseError::Headers),
    }
}

/// Reads up to the key id: the map, the algorithm, the label. Gives the algorithm's number.
fn to_key_id(r: &mut Reader<'_>) -> Result<i64, BodyError> {
    r.map()?;
    r.u64()?;
    let algorithm = r.i64()?;
    r.u64()?;
    Ok(algorithm)
}
