//! A bundle: one file with as much of a space as somebody needs to check it, and nothing that must be believed.
//!
//! It is a CBOR sequence (RFC 8742) that begins with the space and ends with the number of its parts. Entries come with their leaves and bodies always, and
//! with as many payloads as whoever made the file chose to hand over: the rule reads no payload, so a bundle without a
//! word of content still shows what is in effect. What a bundle says is found by [`crate::audit`].

use crate::FORMAT_VERSION;
use crate::body::{BodyError, expect_array};
use crate::cbor::{CborError, Reader, Writer};
use crate::checkpoint::{SignedCheckpoint, SignedCosignature};
use crate::cose::CoseError;
use crate::entry::{Entry, EntryError};
use crate::fork::ForkProof;
use crate::ids::{Hash, LogKey, SpaceId};
use crate::leaf::{read_log, write_log};
use crate::receipt::Receipt;
use crate::tree::PROOF_MAX;

/// What a file of this kind is called in HTTP and in mail.
pub const MEDIA_TYPE: &str = "application/vnd.detente.bundle+cbor-seq";

const SPACE: u64 = 0;
const ENTRY: u64 = 1;
const HEAD: u64 = 2;
const ALONE: u64 = 3;
const FORK: u64 = 4;
const END: u64 = 5;
const NOTE: u64 = 6;
const CONSISTENCY: u64 = 7;
const BRANCH: u64 = 8;

/// One part of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The next entry of a log, on the branch that was opened last; the logs are complete from their first entry on.
    Entry {
        /// Which log.
        log: LogKey,
        /// The entry.
        entry: Entry,
    },
    /// A signed head, with its receipts.
    Head {
        /// The head.
        head: SignedCheckpoint,
        /// Who cosigned it.
        receipts: Vec<SignedCosignature>,
    },
    /// One entry without the rest of its log, with the proof of where it stands.
    Alone {
        /// Which log.
        log: LogKey,
        /// The entry.
        entry: Entry,
        /// What shows its place.
        place: Place,
    },
    /// Two heads that contradict one another.
    Fork(ForkProof),
    /// A head that is in the same bundle, as a signed note ([`crate::note`]).
    Note(String),
    /// A receipt of consistency between two heads that are in the same bundle.
    Consistency(Receipt),
    /// A log was forked: its entries that follow, up to the next part of this kind about it, stand on a further branch.
    Branch {
        /// Which log.
        log: LogKey,
        /// How many entries the branch shares with one that is further up in the bundle.
        size: u64,
        /// The root over these.
        root: Hash,
    },
}

/// What shows where an entry stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A receipt that the node of its party signed for whoever asked.
    Receipt(Receipt),
    /// The way to a head that is in the same bundle (RFC 9162 section 2.1.3); nobody need sign anything for it.
    Under {
        /// Place of the entry, counted from 0.
        index: u64,
        /// Number of entries under the head.
        size: u64,
        /// The path, from the leaf upwards.
        path: Vec<Hash>,
    },
}

/// A bundle that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The space that it is about.
    pub space: SpaceId,
    /// Its parts, in the order of the file.
    pub parts: Vec<Part>,
}

/// The bytes that a bundle of this space begins with.
pub fn beginning(space: &SpaceId) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(3).u64(SPACE).u64(FORMAT_VERSION);
    w.bytes(space.as_bytes());
    w.finish()
}

/// The bytes that a bundle with so many parts ends with.
pub fn end(parts: u64) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(2).u64(END).u64(parts);
    w.finish()
}

impl Part {
    /// The bytes of this part.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::new();
        match self {
            Part::Entry { log, entry } => {
                w.array(3).u64(ENTRY).array(3);
                write_log(&mut w, log);
                w.bytes(&entry.encode());
            }
            Part::Head { head, receipts } => {
                w.array(3).u64(HEAD).bytes(&head.bytes);
                w.array(receipts.len() as u64);
                for receipt in receipts {
                    w.bytes(&receipt.bytes);
                }
            }
            Part::Alone { log, entry, place } => {
                w.array(4).u64(ALONE).array(3);
                write_log(&mut w, log);
                w.bytes(&entry.encode());
                place.write(&mut w);
            }
            Part::Fork(proof) => {
                w.array(5).u64(FORK);
                proof.write(&mut w);
            }
            Part::Note(note) => {
                w.array(2).u64(NOTE).str(note);
            }
            Part::Consistency(receipt) => {
                w.array(2).u64(CONSISTENCY).bytes(&receipt.bytes);
            }
            Part::Branch { log, size, root } => {
                w.array(4).u64(BRANCH).array(3);
                write_log(&mut w, log);
                w.u64(*size).bytes(root.as_bytes());
            }
        }
        w.finish()
    }

    fn read(bytes: &[u8]) -> Result<Part, BundleError> {
        let mut r = Reader::new(bytes);
        let length = r.array()?;
        let part = match (r.u64()?, length) {
            (ENTRY, 3) => Part::Entry {
                log: log_in(&mut r)?,
                entry: Entry::decode(r.bytes()?)?,
            },
            (HEAD, 3) => {
                let head = SignedCheckpoint::decode(r.bytes()?)?;
                let receipts = (0..r.array()?)
                    .map(|_| Ok(SignedCosignature::decode(r.bytes()?)?))
                    .collect::<Result<_, BundleError>>()?;
                Part::Head { head, receipts }
            }
            (ALONE, 4) => Part::Alone {
                log: log_in(&mut r)?,
                entry: Entry::decode(r.bytes()?)?,
                place: Place::read(&mut r)?,
            },
            (FORK, 5) => Part::Fork(ForkProof::read(&mut r)?),
            (NOTE, 2) => Part::Note(r.str()?.to_owned()),
            (CONSISTENCY, 2) => Part::Consistency(Receipt::decode(r.bytes()?)?),
            (BRANCH, 4) => Part::Branch {
                log: log_in(&mut r)?,
                size: r.u64()?,
                root: Hash(r.bytes_n()?),
            },
            _ => return Err(BundleError::UnknownPart),
        };
        r.end()?;
        Ok(part)
    }
}

impl ForkProof {
    /// Writes its four items: both heads, the prefix, the path. The same stand in a bundle and on the wire.
    pub fn write(&self, w: &mut Writer) {
        w.bytes(&self.first.bytes).bytes(&self.second.bytes);
        w.bytes(self.prefix.as_bytes());
        write_path(w, &self.path);
    }

    /// Reads what [`ForkProof::write`] wrote. Whether it proves anything is for [`ForkProof::holds`] to say.
    ///
    /// # Errors
    /// Not two heads, or more hashes than a proof has.
    pub fn read(r: &mut Reader<'_>) -> Result<ForkProof, BundleError> {
        Ok(ForkProof {
            first: SignedCheckpoint::decode(r.bytes()?)?,
            second: SignedCheckpoint::decode(r.bytes()?)?,
            prefix: Hash(r.bytes_n()?),
            path: read_path(r)?,
        })
    }
}

impl Place {
    fn write(&self, w: &mut Writer) {
        match self {
            Place::Receipt(receipt) => {
                w.bytes(&receipt.bytes);
            }
            Place::Under { index, size, path } => {
                w.array(3).u64(*index).u64(*size);
                write_path(w, path);
            }
        }
    }

    fn read(r: &mut Reader<'_>) -> Result<Place, BundleError> {
        let mut ahead = r.clone();
        if ahead.array().is_err() {
            return Ok(Place::Receipt(Receipt::decode(r.bytes()?)?));
        }
        expect_array(r, 3)?;
        Ok(Place::Under {
            index: r.u64()?,
            size: r.u64()?,
            path: read_path(r)?,
        })
    }
}

fn write_path(w: &mut Writer, path: &[Hash]) {
    w.array(path.len() as u64);
    path.iter().for_each(|hash| {
        w.bytes(hash.as_bytes());
    });
}

fn read_path(r: &mut Reader<'_>) -> Result<Vec<Hash>, BundleError> {
    let length = r.array()?;
    if length > PROOF_MAX as u64 {
        return Err(BodyError::TooMany(length).into());
    }
    let hashes = (0..length).map(|_| Ok(Hash(r.bytes_n()?)));
    hashes.collect()
}

fn log_in(r: &mut Reader<'_>) -> Result<LogKey, BundleError> {
    expect_array(r, 3)?;
    Ok(read_log(r)?)
}

impl Bundle {
    /// The bytes of this bundle.
    pub fn encode(&self) -> Vec<u8> {
        let parts = self.parts.iter().map(Part::encode);
        let mut bytes = beginning(&self.space);
        parts.for_each(|part| bytes.extend(part));
        bytes.extend(end(self.parts.len() as u64));
        bytes
    }

    /// Reads a bundle. Nothing of it is verified yet.
    ///
    /// # Errors
    /// It is not one, with the place where it stops being one.
    pub fn decode(bytes: &[u8]) -> Result<Bundle, BundleFault> {
        let mut r = Reader::new(bytes);
        let mut parts = Vec::new();
        let fault = |offset, what| BundleFault { offset, what };
        let first = r.raw().map_err(|error| fault(0, error.into()))?;
        let space = space_in(first).map_err(|what| fault(0, what))?;
        loop {
            let offset = r.position();
            if r.is_end() {
                return Err(fault(offset, BundleError::EndsEarly));
            }
            let part = r.raw().map_err(|error| fault(offset, error.into()))?;
            if part == end(parts.len() as u64) {
                return match r.is_end() {
                    true => Ok(Bundle { space, parts }),
                    false => Err(fault(r.position(), BundleError::GoesOn)),
                };
            }
            parts.push(Part::read(part).map_err(|what| fault(offset, what))?);
        }
    }
}

fn space_in(bytes: &[u8]) -> Result<SpaceId, BundleError> {
    let mut r = Reader::new(bytes);
    if r.array()? != 3 || r.u64()? != SPACE {
        return Err(BundleError::NoBundle);
    }
    match r.u64()? {
        FORMAT_VERSION => {}
        version => return Err(BundleError::Version(version)),
    }
    let space = SpaceId(Hash(r.bytes_n()?));
    r.end()?;
    Ok(space)
}

/// What is wrong with a bundle, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("byte {offset}: {what}")]
pub struct BundleFault {
    /// Where the part begins, counted in bytes from 0.
    pub offset: usize,
    /// What is wrong with it.
    #[source]
    pub what: BundleError,
}

/// What is wrong with a part of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// The file does not begin as a bundle does.
    #[error("this is no bundle")]
    NoBundle,
    /// A version that this program does not read.
    #[error("a bundle of version {0}, which this program does not read")]
    Version(u64),
    /// A part that this program does not know.
    #[error("a part that this program does not know")]
    UnknownPart,
    /// Parts are missing at the end.
    #[error("the file ends early")]
    EndsEarly,
    /// There is something after the end.
    #[error("there is something after the end")]
    GoesOn,
    /// Not the expected structure.
    #[error(transparent)]
    Structure(#[from] BodyError),
    /// An entry that does not hold together.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// A signature outside the profile.
    #[error(transparent)]
    Cose(#[from] CoseError),
}

impl From<CborError> for BundleError {
    fn from(error: CborError) -> BundleError {
        BodyError::from(error).into()
    }
}
