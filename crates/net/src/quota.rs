//! What one peer may cost us: buckets that it empties and time fills again.
//!
//! Work that moves the record on costs the same for the one who sends as for the one who takes, and it ends. What never
//! ends is the rest: greetings that make everything begin anew, heads and receipts told again, drafts, pulls of what
//! was had before. So effort is counted for every message, and given back for entries that were taken. A million entries
//! cost the one who takes them a quarter of the bucket, in pulls, and the one who sends them nothing.
//!
//! What is stored stays, so it is counted apart, in entries and in bytes. These buckets hold what a large record needs at
//! once, and are filled again by as much as people say in a day, many times over; so nobody who means it meets them, and
//! nobody fills a disk in a night.

use canary::Canary;

use crate::wire::{Batch, Message};

/// Effort that a peer may ask for at once. A unit is about what one signature takes to verify.
const EFFORT_MAX: u64 = 100_000;
/// Effort that comes back each second: a tenth of one core or so.
const EFFORT_PER_SECOND: u64 = 2_000;

/// Entries and bytes that a peer may have stored at once: twice a record of a million entries.
const STORED_ENTRIES_MAX: u64 = 2_000_000;
const STORED_BYTES_MAX: u64 = 4 << 30;
/// What comes back each second: four million entries and eleven gigabytes a day.
const STORED_ENTRIES_PER_SECOND: u64 = 50;
const STORED_BYTES_PER_SECOND: u64 = 128 << 10;

/// A bucket that holds `most` and is filled again by `per_second`. It knows no clock.
#[derive(Clone, Debug)]
pub struct Bucket {
    most: u64,
    per_second: u64,
    level: u64,
    filled_ms: u64,
}

impl Bucket {
    /// A full bucket.
    pub fn new(most: u64, per_second: u64) -> Bucket {
        Bucket {
            most,
            per_second,
            level: most,
            filled_ms: 0,
        }
    }

    /// Takes so much out. False, and nothing is taken, if there is less. A clock that goes back fills nothing.
    pub fn take(&mut self, amount: u64, now_ms: u64) -> bool {
        self.fill(now_ms);
        if canary::planted(Canary::QuotaOff) {
            return true;
        }
        let left = self.level.checked_sub(amount);
        self.level = left.unwrap_or(self.level);
        left.is_some()
    }

    /// Puts so much back, up to the brim.
    pub fn give_back(&mut self, amount: u64) {
        self.level = self.level.saturating_add(amount).min(self.most);
    }

    fn fill(&mut self, now_ms: u64) {
        let elapsed_ms = now_ms.saturating_sub(self.filled_ms);
        let more = u128::from(elapsed_ms) * u128::from(self.per_second) / 1_000;
        // Less than one unit stays on the clock, or asking often would fill nothing.
        if more > 0 {
            self.give_back(u64::try_from(more).unwrap_or(u64::MAX));
            self.filled_ms = now_ms;
        }
        self.filled_ms = self.filled_ms.min(now_ms);
    }
}

/// What one peer may still have stored here.
#[derive(Clone, Debug)]
pub struct Storage {
    entries: Bucket,
    bytes: Bucket,
}

impl Storage {
    /// Room for so many entries and bytes at once, filled again by so many each second.
    pub fn new(entries: (u64, u64), bytes: (u64, u64)) -> Storage {
        Storage {
            entries: Bucket::new(entries.0, entries.1),
            bytes: Bucket::new(bytes.0, bytes.1),
        }
    }

    /// Takes the room for a batch. False, and nothing is taken, if there is less.
    pub fn take(&mut self, batch: &Batch, now_ms: u64) -> bool {
        let (entries, bytes) = size_of(batch);
        let has_room = self.entries.take(entries, now_ms);
        if has_room && !self.bytes.take(bytes, now_ms) {
            self.entries.give_back(entries);
            return false;
        }
        has_room
    }

    /// Gives back the room of a batch of this size, which was not stored.
    pub(crate) fn give_back(&mut self, (entries, bytes): (u64, u64)) {
        self.entries.give_back(entries);
        self.bytes.give_back(bytes);
    }
}

impl Default for Storage {
    fn default() -> Storage {
        Storage::new(
            (STORED_ENTRIES_MAX, STORED_ENTRIES_PER_SECOND),
            (STORED_BYTES_MAX, STORED_BYTES_PER_SECOND),
        )
    }
}

/// Entries and bytes of a batch.
pub(crate) fn size_of(batch: &Batch) -> (u64, u64) {
    let bytes: usize = batch.entries.iter().map(Vec::len).sum();
    (batch.entries.len() as u64, bytes as u64)
}

/// What it costs to read a batch of a branch for a peer, as much as one that it pulls.
pub(crate) const SERVE_BRANCH: u64 = 100;

/// The effort that one peer has left.
pub(crate) fn effort() -> Bucket {
    Bucket::new(EFFORT_MAX, EFFORT_PER_SECOND)
}

/// About how much a message costs, whatever comes of it.
pub(crate) fn effort_of(message: &Message) -> u64 {
    match message {
        Message::Hello(_) => 200,
        Message::Heads(heads) => 10 + heads.heads.len() as u64,
        Message::Pull(_) => 100,
        Message::Entries(batch) => 10 + effort_of_batch(batch),
        Message::Receipts(receipts) => 10 + 2 * receipts.list.len() as u64,
        Message::Refused(_) => 10,
        Message::Draft(_) => 1_000,
        Message::Ask(_) => 200,
        // A witness verifies two signatures or three, signs one, and waits for its disk.
        Message::Fork(_) | Message::Extend(_) | Message::Compare(_) => 20,
        Message::Branches(branches) => 10 + branches.rungs.len() as u64 / 16,
        Message::Notes(_) => 200,
    }
}

/// About how much it costs to check these entries.
pub(crate) fn effort_of_batch(batch: &Batch) -> u64 {
    let (entries, bytes) = size_of(batch);
    2 * entries + bytes / 4096
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_gives_what_it_holds_and_no_more_until_time_has_passed() {
        let mut bucket = Bucket::new(10, 2);
        assert!(bucket.take(10, 0));
        assert!(!bucket.take(1, 499));
        assert!(bucket.take(1, 500));
        assert!(!bucket.take(3, 1_600));
        assert!(bucket.take(2, 1_600), "what was not given is still there");
        assert!(!bucket.take(11, 1_000_000), "never more than it holds");
        assert!(bucket.take(10, 1_000_000));
        assert!(!bucket.take(1, 0), "a clock that went back fills nothing");
        assert!(bucket.take(1, 500), "and goes on from there");
        bucket.give_back(100);
        assert!(bucket.take(10, 500));
    }

    #[test]
    fn asking_often_fills_as_much_as_asking_once() {
        let mut bucket = Bucket::new(10, 2);
        assert!(bucket.take(10, 0));
        let taken = (1..=1_000).filter(|now_ms| bucket.take(1, *now_ms)).count();
        assert_eq!(taken, 2);
    }
}
