//! A node's signed "no": a transport answer, kept as evidence, never an entry.
//!
//! It says which batch was not taken and why, by a code. Refusing for content or lateness is no code here:
//! a node that holds entries which match their checkpoint takes them.

use record::cbor::{self, Reader, Writer};
use record::key::{PublicKey, SecretKey};
use record::{Hash, LogId, PartyId, SpaceId};

use crate::wire::{WireError, expect_array, read_log, write_log};

/// Why entries were not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefusalCode {
    /// An entry does not decode.
    Malformed,
    /// The entries do not have the root that the checkpoint signs, or its signature does not fit.
    Mismatch,
    /// They contradict a head that the same party signed before.
    Fork,
    /// The keys that the checkpoint would be verified with are not known yet.
    UnknownKey,
    /// More than this peer may leave here.
    Quota,
    /// No room on the disk, or the node writes nothing at the moment.
    Full,
}

const CODES: [RefusalCode; 6] = [
    RefusalCode::Malformed,
    RefusalCode::Mismatch,
    RefusalCode::Fork,
    RefusalCode::UnknownKey,
    RefusalCode::Quota,
    RefusalCode::Full,
];

/// What was refused, by whom, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Who refuses.
    pub by: PartyId,
    /// Why.
    pub code: RefusalCode,
    /// The log.
    pub log: LogId,
    /// How many entries of it the refusing node holds.
    pub size: u64,
    /// Hash of the checkpoint that the entries came with.
    pub checkpoint: Hash,
    /// When, by the refusing node's clock (milliseconds since 1970, UTC).
    pub time_ms: u64,
    /// The node key's signature over all of this.
    pub signature: Vec<u8>,
}

impl Refusal {
    /// Signs with the node's key; whatever stands in `signature` is replaced.
    #[must_use]
    pub fn sign(mut self, key: &SecretKey) -> Refusal {
        self.signature = key.sign(self.digest().as_bytes());
        self
    }

    /// Whether `key` signed it.
    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        key.verify(self.digest().as_bytes(), &self.signature)
            .is_ok()
    }

    fn digest(&self) -> Hash {
        let mut w = Writer::new();
        self.write_content(&mut w);
        Hash::labelled("detente/1/refusal", &[&w.finish()])
    }

    fn write_content(&self, w: &mut Writer) {
        let code = CODES.iter().position(|code| *code == self.code);
        w.array(9).bytes(self.by.as_bytes());
        w.u64(code.expect("every code is in the list") as u64);
        w.bytes(self.log.space.as_bytes());
        write_log(w, &self.log.key);
        w.u64(self.size).bytes(self.checkpoint.as_bytes());
        w.u64(self.time_ms);
    }

    /// The deterministic bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(2);
        self.write_content(&mut w);
        w.bytes(&self.signature);
        w.finish()
    }

    /// Reads a refusal without verifying it.
    ///
    /// # Errors
    /// Not a refusal of this version.
    pub fn decode(bytes: &[u8]) -> Result<Refusal, WireError> {
        crate::wire::at_most("refusal", bytes.len(), crate::wire::SIGNED_BYTES_MAX)?;
        cbor::check(bytes)?;
        let mut r = Reader::new(bytes);
        expect_array(&mut r, 2)?;
        expect_array(&mut r, 9)?;
        let by = PartyId(Hash(r.bytes_n()?));
        let code = usize::try_from(r.u64()?).ok().and_then(|n| CODES.get(n));
        let space = SpaceId(Hash(r.bytes_n()?));
        let log = read_log(&mut r)?;
        let refusal = Refusal {
            by,
            code: *code.ok_or(WireError::Refusal)?,
            log: log.ok_or(WireError::Refusal)?.in_space(space),
            size: r.u64()?,
            checkpoint: Hash(r.bytes_n()?),
            time_ms: r.u64()?,
            signature: r.bytes()?.to_vec(),
        };
        r.end()?;
        Ok(refusal)
    }
}
