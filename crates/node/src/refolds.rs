//! How often a party may have everything judged anew.
//!
//! A branch of its keys that comes after something was judged without it changes that, and the space is folded from the
//! beginning: eight seconds for a million entries, in which nobody here can write. Whoever holds a party's root can make
//! such branches without end, and have them brought by others who mean well. So it is counted by whose keys they are.

use std::collections::BTreeMap;
use std::sync::Mutex;

use net::quota::Bucket;
use record::{LogKey, PartyId, SpaceId};

use crate::space::Space;

/// What one fold costs besides a unit for each entry.
const FOLD: u64 = 100_000;
/// Some forty small spaces, or three of a million entries.
const AT_ONCE: u64 = 4_000_000;
/// About a tenth of the time, for a large space.
const PER_SECOND: u64 = 12_500;

/// What is left to each party in each space.
#[derive(Default)]
pub(crate) struct Refolds(Mutex<BTreeMap<(SpaceId, PartyId), Bucket>>);

impl Refolds {
    /// Whether a space may be folded anew now for the keys of this party; if so, it is counted.
    pub(crate) fn may(&self, state: &Space, party: PartyId, now_ms: u64) -> bool {
        let record = &state.record;
        let entries: u64 = record.logs().map(|log| record.size(log)).sum();
        let mut buckets = self.0.lock().expect("a table is always whole");
        let bucket = buckets.entry((record.space(), party));
        let bucket = bucket.or_insert_with(|| Bucket::new(AT_ONCE, PER_SECOND));
        bucket.take((FOLD + entries).min(AT_ONCE), now_ms)
    }
}

/// Whether entries of an identity log that begin at `at` would have the space folded anew.
pub(crate) fn folds_anew(state: &Space, log: &LogKey, opens: bool, at: u64) -> bool {
    (opens || state.record.is_forked(log)) && state.record.is_judged_beyond(log, at)
}
