//! What a node holds of a log that was forked, on the wire.
//!
//! Branches have no names that two nodes share, and no rule needs one. So a node says at which sizes it holds which
//! roots, the end of each branch and steps back from there that double; whoever holds more finds the last common entry.

use record::cbor::{Reader, Writer};
use record::fold::{BRANCHES_MAX, Rung};
use record::{Hash, LogId, SpaceId};

use super::WireError;
use super::codec::{expect_array, read_count, read_log, read_number, write_log};

/// The most rungs in one message: of each branch its end and one for each bit of its size.
pub const RUNGS_MAX: usize = BRANCHES_MAX as usize * 66;

/// The branches that a node holds of a log that was forked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branches {
    /// The log.
    pub log: LogId,
    /// Sizes with their roots, of all branches together: see [`record::Record::ladder`]. None if nothing is held.
    pub rungs: Vec<Rung>,
}

impl Branches {
    pub(super) fn write(&self, w: &mut Writer) {
        w.bytes(self.log.space.as_bytes());
        write_log(w, &self.log.key);
        w.array(self.rungs.len() as u64);
        for (size, root) in &self.rungs {
            w.array(2).u64(*size).bytes(root.as_bytes());
        }
    }

    /// `None` for a log that a later version may know.
    pub(super) fn read(r: &mut Reader<'_>) -> Result<Option<Branches>, WireError> {
        let space = SpaceId(Hash(r.bytes_n()?));
        let Some(log) = read_log(r)? else {
            return Ok(None);
        };
        let count = read_count(r, "rungs", RUNGS_MAX)?;
        let rungs = (0..count).map(|_| read_rung(r)).collect::<Result<_, _>>()?;
        let log = log.in_space(space);
        Ok(Some(Branches { log, rungs }))
    }
}

fn read_rung(r: &mut Reader<'_>) -> Result<Rung, WireError> {
    expect_array(r, 2)?;
    Ok((read_number(r)?, Hash(r.bytes_n()?)))
}
