//! The order in which entries came to this node, for whoever follows it: the local sequence.
//!
//! It means something here only; two nodes number the same entries differently. Nothing is given out before it
//! is applied, nor anything behind it: who reads a page and then follows from the page's sequence misses nothing.

use record::{LogKey, SpaceId};

use crate::fault::NodeFault;
use crate::node::Node;

/// One entry that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Its number in the local sequence. Numbers grow, with gaps.
    pub sequence: u64,
    /// In which space.
    pub space: SpaceId,
    /// In whose log.
    pub log: LogKey,
    /// At which place.
    pub index: u64,
}

impl Node {
    /// The number up to which everything that came in `spaces` is applied. What is read from now on shows at least that.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn sequence(&self, spaces: &[SpaceId]) -> Result<u64, NodeFault> {
        // First: what is committed now has a smaller number than what comes while we look.
        let mut upto = self.stored(|reader| reader.newest())?;
        for space in spaces {
            let after = self.read(space, |state| state.last_arrival).unwrap_or(0);
            let came = self.stored(|reader| reader.order(space, after, usize::MAX))?;
            // Another process wrote it, and it is not noticed yet.
            let unapplied = self.read(space, |state| {
                let missing =
                    |(_, log, index): &&(u64, LogKey, u64)| state.record.size(log) <= *index;
                came.iter().find(missing).map(|(sequence, ..)| *sequence)
            });
            if let Some(sequence) = unapplied.flatten() {
                upto = upto.min(sequence - 1);
            }
        }
        Ok(upto)
    }

    /// What came in `spaces` after `after` and is applied, in order, at most `limit`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn arrivals(
        &self,
        spaces: &[SpaceId],
        after: u64,
        limit: usize,
    ) -> Result<Vec<Arrival>, NodeFault> {
        let upto = self.sequence(spaces)?;
        let mut all = Vec::new();
        for space in spaces {
            let came = self.stored(|reader| reader.order(space, after, limit))?;
            all.extend(came.into_iter().map(|(sequence, log, index)| Arrival {
                sequence,
                space: *space,
                log,
                index,
            }));
        }
        all.retain(|one| one.sequence <= upto);
        all.sort_by_key(|one| one.sequence);
        all.truncate(limit);
        Ok(all)
    }
}
