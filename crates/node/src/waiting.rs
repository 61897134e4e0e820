//! Entries that wait: they are stored, and are not folded before what their authors had seen is here, too. Some of them
//! the record holds, and the others are read once more when their time has come.

use std::collections::VecDeque;

use record::fold::Signatures;
use record::view::Position;
use record::{Payload, SpaceId, StatementId};
use store::{Reader, StoreFault, Stored};

/// The most bytes of entries that wait in memory, of all logs of a space: what logs that are caught up with run ahead of
/// the others as a rule. Catching up with a million entries took no longer than with eight times as much.
const ROOM: usize = 2 << 20;
/// The most bytes of them that are read at once.
const PAGE_BYTES: usize = 1 << 20;

/// How many bytes of entries that wait are held of a space.
pub fn room() -> usize {
    #[cfg(debug_assertions)]
    if let Some(room) = crate::clock::simulated::room() {
        return room;
    }
    ROOM
}

/// The contents of the entries of one log that the record holds, in order.
#[derive(Default)]
pub struct Held(VecDeque<(StatementId, Vec<Option<Payload>>)>);

impl Held {
    pub fn push(&mut self, statement: StatementId, payloads: &[Option<Payload>]) {
        self.0.push_back((statement, payloads.to_vec()));
    }

    /// The contents of the first one, which waits no more.
    pub fn pop(&mut self) -> Option<Vec<Option<Payload>>> {
        self.0.pop_front().map(|(_, payloads)| payloads)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Puts what is left of a statement's contents in the place of what was held.
    pub fn forget(&mut self, of: &StatementId, left: &[Option<Payload>]) {
        let same = self.0.iter_mut().filter(|(statement, _)| statement == of);
        same.for_each(|(_, payloads)| *payloads = left.to_vec());
    }
}

/// Reads stored entries once more, one by one or many at once.
///
/// Nobody can have a page read for one entry: twice as much is read as before only if all of that was asked for.
pub struct Again<'a> {
    reader: &'a Reader,
    space: SpaceId,
    /// The place that is asked for next if this log goes on.
    next: Option<Position>,
    page: std::vec::IntoIter<Stored>,
    /// Bytes of the last page; 0 if it was not asked for to its end.
    bytes: usize,
}

impl<'a> Again<'a> {
    pub fn new(reader: &'a Reader, space: SpaceId) -> Again<'a> {
        Again {
            reader,
            space,
            next: None,
            page: Vec::new().into_iter(),
            bytes: 0,
        }
    }

    /// The entry at this place, which is stored.
    ///
    /// # Errors
    /// [`StoreFault::Damaged`] if it is not what was written; or the database cannot be read.
    pub fn entry(&mut self, at: Position) -> Result<Stored, StoreFault> {
        let log = at.log.in_space(self.space);
        if self.next != Some(at) {
            self.page = Vec::new().into_iter();
            self.bytes = 0;
        }
        if self.page.len() == 0 {
            let most = PAGE_BYTES.min(2 * self.bytes);
            let page = self.reader.entries(&log, at.index, most)?;
            self.bytes = page.iter().map(bytes_of).sum();
            self.page = page.into_iter();
        }
        self.next = Some(Position {
            index: at.index + 1,
            ..at
        });
        let index = at.index;
        self.page.next().ok_or(StoreFault::Damaged { log, index })
    }
}

fn bytes_of(stored: &Stored) -> usize {
    let entry = &stored.entry;
    entry.leaf_bytes.len() + entry.body_bytes.len() + entry.content_bytes()
}

/// What fitted when it was stored is not verified again; the rest may fit by now.
pub fn signatures(stored: &Stored) -> Signatures {
    match stored.fitted {
        true => Signatures::Stored(true),
        false => Signatures::Verify,
    }
}

#[cfg(test)]
mod tests {
    use record::testing::{Player, Seat, founding, slot};
    use record::{Entry, Lane, LogKey};
    use store::{Appended, Batch, NewEntry, Store};

    use super::*;

    /// A store with a log of forty entries of about one size.
    fn stored() -> (Store, Seat) {
        let player = Player::new("asteria");
        let founding = founding(std::slice::from_ref(&player), 1);
        let mut seat = Seat::opened(&player, &founding);
        (0..40).for_each(|number| drop(seat.propose(&[slot(&number.to_string())])));
        let mut store = Store::in_memory().expect("a database");
        store.put_space(&founding.bytes, &[]).expect("a founding");
        let own = seat
            .entries
            .iter()
            .filter(|(log, _)| log.lane == Lane::Main);
        let entries: Vec<&Entry> = own.map(|(_, entry)| entry).collect();
        let rows = entries.iter().map(|entry| NewEntry {
            entry,
            fitted: true,
            received_ms: 0,
        });
        let batch = Batch {
            log: LogKey::main(player.party).in_space(founding.space),
            expected_size: 0,
            entries: &rows.collect::<Vec<_>>(),
            checkpoint: None,
        };
        assert_eq!(store.append(&[batch]).expect("it writes"), Appended::Stored);
        (store, seat)
    }

    #[test]
    fn more_is_read_at_once_only_while_all_that_was_read_is_asked_for() {
        let (store, seat) = stored();
        let log = LogKey::main(seat.player.party);
        let mut again = Again::new(&store, seat.record.space());
        let mut left_after = |index| {
            let read = again.entry(Position { log, index }).expect("stored");
            assert_eq!(read.index, index);
            again.page.len()
        };
        let (mut ahead, mut before) = (0, 0);
        for index in 2..30 {
            let left = left_after(index);
            if before == 0 {
                assert!(left <= 2 * ahead + 2, "{left} after {ahead}");
                ahead = left;
            }
            before = left;
        }
        assert!(ahead > 5, "many at once in the end");
        assert_eq!(left_after(7), 0, "elsewhere it begins with one");
        assert_eq!(left_after(35), 0);
        let beyond = Position { log, index: 100 };
        assert!(matches!(
            again.entry(beyond),
            Err(StoreFault::Damaged { .. })
        ));
    }
}
