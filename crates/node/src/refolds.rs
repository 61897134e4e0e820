//! How often a party may have everything judged anew.
//!
//! A branch of its keys that comes after something was judged without it changes that, and the space is folded from the
//! beginning: eight seconds for a million entries, in which nobody here can write. Whoever holds a party's root can make
//! such branches without end, and have them brought by others who mean well. So it is counted by whose keys they are; and
//! for each who brings them, or whoever brings them one by one would keep out those who bring them all at once.

use std::collections::BTreeMap;
use std::sync::Mutex;

use net::quota::Bucket;
use record::{Lane, LogKey, PartyId, SpaceId};

use crate::accept::longest;
use crate::space::Space;

/// What one fold costs besides a unit for each entry.
const FOLD: u64 = 100_000;
/// Some forty small spaces, or three of a million entries.
const AT_ONCE: u64 = 4_000_000;
/// About a tenth of the time, for a large space.
const PER_SECOND: u64 = 12_500;

/// What is left in each space for the keys of each party, to each that brings them.
#[derive(Default)]
pub(crate) struct Refolds(Mutex<BTreeMap<(SpaceId, PartyId, PartyId), Bucket>>);

impl Refolds {
    /// Whether a space may be folded anew now for keys of `party` that `peer` brings; if so, it is counted.
    pub(crate) fn may(&self, state: &Space, party: PartyId, peer: PartyId, now_ms: u64) -> bool {
        let record = &state.record;
        let entries: u64 = record.logs().map(|log| record.size(log)).sum();
        let mut buckets = self.0.lock().expect("a table is always whole");
        let bucket = buckets.entry((record.space(), party, peer));
        let bucket = bucket.or_insert_with(|| Bucket::new(AT_ONCE, PER_SECOND));
        bucket.take((FOLD + entries).min(AT_ONCE), now_ms)
    }
}

/// Whether entries of an identity log that begin at `at` may have the space folded anew.
///
/// It is not asked how much was judged: the first of the entries may free one that names more keys, and the next then
/// comes after that was judged. What is judged never names more keys than the longest branch has.
pub(crate) fn may_fold_anew(state: &Space, log: &LogKey, opens: bool, at: u64) -> bool {
    let is_branch = opens || state.record.is_forked(log);
    log.lane == Lane::Identity && is_branch && at < longest(state, *log)
}
