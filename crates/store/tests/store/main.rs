//! The store: what was written is what is read, or the fault names the entry.

mod invented;

use invented::*;
use store::{Appended, Batch, NewEntry, Store};

/// Room for any test's entries.
const ALL: usize = usize::MAX;

#[test]
fn what_was_appended_is_read_back() {
    let mut store = Store::in_memory().unwrap();
    let log = log(1);
    let entries = [entry(&log, 0, &[]), entry(&log, 1, &["words", "文本"])];
    let new = entries.each_ref().map(|entry| NewEntry {
        entry,
        fitted: entry == &entries[0],
        received_ms: 1_700_000_000_000,
    });
    let batch = Batch {
        log,
        expected_size: 0,
        entries: &new,
        checkpoint: Some(&checkpoint(&log, 2)),
    };
    assert_eq!(store.append(&[batch]).unwrap(), Appended::Stored);

    let read = store.entries(&log, 0, ALL).unwrap();
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].entry, entries[0]);
    assert_eq!(read[1].entry, entries[1]);
    assert_eq!((read[0].fitted, read[1].fitted), (true, false));
    assert_eq!(read[1].received_ms, 1_700_000_000_000);
    assert_eq!(store.entry(&log, 1).unwrap().unwrap(), read[1]);
    assert_eq!(store.entry(&log, 2).unwrap(), None);
    assert_eq!(store.heads(&SPACE).unwrap(), [(log.key, 2)]);
    assert_eq!(store.size(&log).unwrap(), 2);
    assert_eq!(
        store.last_checkpoint(&log).unwrap(),
        Some(checkpoint(&log, 2))
    );
    let statement = entries[1].leaf.statement;
    assert_eq!(store.find(&SPACE, &statement).unwrap(), Some((log.key, 1)));
    assert_eq!(store.find(&OTHER_SPACE, &statement).unwrap(), None);
    assert_eq!(store.reader().unwrap().entries(&log, 0, ALL).unwrap(), read);
}
