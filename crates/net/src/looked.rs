//! Entries that were looked over before their turn.
//!
//! While a batch is written to the disk there is time for the next one: it is decoded, hashed and verified. Nothing is
//! decided by that; where the entries belong and whether they are taken is asked when their turn has come.

use record::{Entry, Hash, SignedCheckpoint};

/// What was found in a batch.
#[derive(Debug)]
pub struct LookedOver {
    /// The head over the batch, as it came.
    pub head: SignedCheckpoint,
    /// Its entries, in order.
    pub entries: Vec<Looked>,
}

/// What was found in an entry.
#[derive(Debug)]
pub struct Looked {
    /// The entry.
    pub entry: Entry,
    /// Its hash as a leaf of its log.
    pub leaf: Hash,
    /// Whether its signatures fit with the keys that were known then. Keys that come later may fit where these did not.
    pub fits: bool,
}
