//! A leaf: what the party's node adds when it seals a statement into a log.
//!
//! The bytes of a leaf are the input of the log's Merkle tree. `seen` says how far the author *knows* the
//! other logs; rows that did not change since the author's entry before may be left out.

use crate::body::{BodyError, expect_array};
use crate::cbor::{self, Reader, Writer};
use crate::ids::{Hash, Lane, LogKey, PartyId, StatementId};

/// The most signatures on one statement.
pub const SIGNATURES_MAX: u64 = 8;
/// The most rows of `seen` (32 members, three lanes, some epochs).
pub const SEEN_MAX: u64 = 512;

/// One leaf of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The statement that is sealed here.
    pub statement: StatementId,
    /// One COSE_Sign1 for each delegate (or key) that signed the statement.
    pub signatures: Vec<Vec<u8>>,
    /// Size of the party's own identity log when this was sealed; its keys are judged by it.
    pub identity_size: u64,
    /// How far the author knows the other logs, ordered by log.
    pub seen: Vec<Seen>,
}

/// How far another log is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    /// Which log.
    pub log: LogKey,
    /// Its number of entries that the author knows.
    pub size: u64,
    /// The log's root at that size.
    pub root: Hash,
}

impl Leaf {
    /// The size of its party's identity log that it names, in a log of this lane. One in an identity log names none.
    pub fn named_keys(&self, lane: Lane) -> u64 {
        match lane {
            Lane::Identity => 0,
            _ => self.identity_size,
        }
    }

    /// The deterministic bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.map(4);
        w.u64(1).bytes(self.statement.as_bytes());
        w.u64(2).array(self.signatures.len() as u64);
        self.signatures.iter().for_each(|signature| {
            w.raw(signature);
        });
        w.u64(3).u64(self.identity_size);
        w.u64(4).array(self.seen.len() as u64);
        for seen in &self.seen {
            w.array(5);
            write_log(&mut w, &seen.log);
            w.u64(seen.size).bytes(seen.root.as_bytes());
        }
        w.finish()
    }

    /// Reads a leaf; refuses whatever is not the one encoding.
    ///
    /// # Errors
    /// The first fault.
    pub fn decode(bytes: &[u8]) -> Result<Leaf, BodyError> {
        cbor::check(bytes)?;
        let mut r = Reader::new(bytes);
        if r.map()? != 4 {
            return Err(BodyError::Incomplete);
        }
        expect_key(&mut r, 1)?;
        let statement = StatementId(Hash(r.bytes_n()?));
        expect_key(&mut r, 2)?;
        let signatures = match r.array()? {
            0 => return Err(BodyError::EmptyList),
            n if n > SIGNATURES_MAX => return Err(BodyError::TooMany(n)),
            n => (0..n)
                .map(|_| Ok(r.raw()?.to_vec()))
                .collect::<Result<_, BodyError>>()?,
        };
        expect_key(&mut r, 3)?;
        let identity_size = r.u64()?;
        expect_key(&mut r, 4)?;
        let seen = match r.array()? {
            n if n > SEEN_MAX => return Err(BodyError::TooMany(n)),
            n => (0..n)
                .map(|_| read_seen(&mut r))
                .collect::<Result<Vec<_>, _>>()?,
        };
        r.end()?;
        if seen.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(BodyError::Shape);
        }
        Ok(Leaf {
            statement,
            signatures,
            identity_size,
            seen,
        })
    }
}

fn read_seen(r: &mut Reader<'_>) -> Result<Seen, BodyError> {
    expect_array(r, 5)?;
    Ok(Seen {
        log: read_log(r)?,
        size: r.u64()?,
        root: Hash(r.bytes_n()?),
    })
}

fn expect_key(r: &mut Reader<'_>, key: u64) -> Result<(), BodyError> {
    match r.u64()? {
        found if found == key => Ok(()),
        found => Err(BodyError::UnknownKey(found)),
    }
}

/// Writes party, lane and epoch as three items.
pub(crate) fn write_log(w: &mut Writer, log: &LogKey) {
    w.bytes(log.party.as_bytes())
        .u64(log.lane.number())
        .u64(log.epoch.into());
}

/// Reads party, lane and epoch.
pub(crate) fn read_log(r: &mut Reader<'_>) -> Result<LogKey, BodyError> {
    let party = PartyId(Hash(r.bytes_n()?));
    let lane = Lane::from_number(r.u64()?).ok_or(BodyError::Range)?;
    let epoch = u32::try_from(r.u64()?).map_err(|_| BodyError::Range)?;
    Ok(LogKey::of(party, lane, epoch))
}
