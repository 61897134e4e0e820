//! Forked logs: a branch has rows of its own for what it does not share, and is read from the log's first entry on.

use record::{Cosignature, CosignatureKind, Entry, LogId, LogKey, Stem};
use rusqlite::Connection;
use store::{Appended, Batch, Kept, NewEntry, Store, StoreFault};

use crate::invented::*;

fn branch(log: &LogId, branch: u8) -> LogId {
    LogKey { branch, ..log.key }.in_space(log.space)
}

fn numbered(log: &LogId, numbers: std::ops::Range<u8>) -> Vec<Entry> {
    numbers
        .map(|number| entry(log, number, &["words"]))
        .collect()
}

/// Opens a branch at `at` of this log with these entries.
fn open(store: &mut Store, of: &LogId, new: &LogId, at: u64, entries: &[Entry]) -> Appended {
    let rows: Vec<NewEntry<'_>> = entries.iter().map(fitting).collect();
    let head = checkpoint(of, at + entries.len() as u64);
    let batch = Batch {
        log: *new,
        expected_size: at,
        entries: &rows,
        checkpoint: Some(&head),
    };
    let stem = Stem { of: of.key, at };
    store.append_branch(&stem, &[batch]).unwrap()
}

#[test]
fn a_branch_is_read_from_the_first_entry_of_its_log_on() {
    let (_folder, path, mut store) = on_disk();
    let (log, second, third) = (log(1), branch(&log(1), 1), branch(&log(1), 2));
    let first = numbered(&log, 0..5);
    assert_eq!(append(&mut store, &log, 0, &first), Appended::Stored);
    let other = numbered(&log, 10..12);
    assert_eq!(open(&mut store, &log, &second, 3, &other), Appended::Stored);
    let last = numbered(&log, 20..21);
    assert_eq!(
        open(&mut store, &second, &third, 4, &last),
        Appended::Stored
    );

    drop(store);
    let mut store = Store::open(&path).unwrap();
    let whole = [&first[..3], &other[..1], &last].concat();
    for bytes_max in [0, 1_000, ALL] {
        let mut read: Vec<Entry> = Vec::new();
        while read.len() < whole.len() {
            let page = store.entries(&third, read.len() as u64, bytes_max).unwrap();
            assert!(!page.is_empty());
            read.extend(page.into_iter().map(|stored| stored.entry));
        }
        assert_eq!(read, whole);
    }
    assert_eq!(store.entries(&log, 0, ALL).unwrap().len(), 5);
    assert_eq!(store.stem(&log).unwrap(), None);
    let stem = |of: &LogId, at| Some(Stem { of: of.key, at });
    assert_eq!(store.stem(&second).unwrap(), stem(&log, 3));
    assert_eq!(store.stem(&third).unwrap(), stem(&second, 4));
    let sizes = [(log.key, 5), (second.key, 5), (third.key, 5)];
    assert_eq!(store.heads(&SPACE).unwrap(), sizes);

    // In the order of arrival, each where it stands, also if a page begins in the middle.
    for bytes_max in [1, ALL] {
        let (mut came, mut after) = (Vec::new(), 0);
        while let Some((last, ..)) = store.replay(&SPACE, after, bytes_max).unwrap().last() {
            for (seq, log, stored) in store.replay(&SPACE, after, bytes_max).unwrap() {
                came.push((log, stored.index));
                assert!(seq > after);
            }
            after = *last;
        }
        assert_eq!(came.len(), 8);
        assert_eq!(
            came[5..],
            [(second.key, 3), (second.key, 4), (third.key, 4)]
        );
    }

    // Whoever was slower learns it: the name of the branch is taken.
    let moved = open(&mut store, &log, &second, 3, &last);
    assert!(matches!(moved, Appended::HeadMoved { .. }));
    assert_eq!(append(&mut store, &second, 5, &last), Appended::Stored);
    assert_eq!(store.size(&second).unwrap(), 6);
}

#[test]
fn an_entry_that_was_moved_to_another_branch_is_damage() {
    let (_folder, path, mut store) = on_disk();
    let (log, second) = (log(1), branch(&log(1), 1));
    assert_eq!(
        append(&mut store, &log, 0, &numbered(&log, 0..2)),
        Appended::Stored
    );
    let other = numbered(&log, 10..12);
    assert_eq!(open(&mut store, &log, &second, 1, &other), Appended::Stored);
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch("UPDATE entries SET log = 1 WHERE idx = 2")
        .unwrap();
    let read = store.entries(&log, 0, ALL);
    assert!(matches!(read, Err(StoreFault::Damaged { index: 2, .. })));
}

#[test]
fn a_head_that_contradicted_is_the_head_of_its_branch_once_that_is_here() {
    let (_folder, _path, mut store) = on_disk();
    let (log, second) = (log(1), branch(&log(1), 1));
    assert_eq!(
        append(&mut store, &log, 0, &numbered(&log, 0..5)),
        Appended::Stored
    );
    let head = checkpoint(&log, 5);
    store.put_conflict(&head).unwrap();
    let by = |number| {
        let receipt = Cosignature {
            by: party(number),
            space: SPACE,
            checkpoint: head.hash(),
            kind: CosignatureKind::Mirror,
            time_ms: 1,
        };
        receipt.sign(&key(&party(number)))
    };
    assert_eq!(store.put_cosignature(&log, &by(2)).unwrap(), Kept::New);
    assert_eq!(
        store
            .cosigned_size(&second, &party(2), CosignatureKind::Mirror)
            .unwrap(),
        0
    );
    let other = numbered(&log, 10..12);
    assert_eq!(open(&mut store, &log, &second, 3, &other), Appended::Stored);
    assert_eq!(store.put_cosignature(&log, &by(3)).unwrap(), Kept::New);

    let of_branch = vec![head.clone()];
    assert_eq!(store.conflicts(&log).unwrap(), of_branch);
    assert_eq!(store.checkpoints(&log, 0).unwrap(), []);
    assert_eq!(store.checkpoints(&second, 0).unwrap(), of_branch);
    assert_eq!(store.last_checkpoint(&second).unwrap(), Some(head.clone()));
    assert_eq!(store.checkpoint(&head.hash()).unwrap(), Some(head.clone()));
    assert_eq!(store.cosignatures(&head.hash()).unwrap().len(), 2);
    for number in [2, 3] {
        assert_eq!(
            store
                .cosigned_size(&second, &party(number), CosignatureKind::Mirror)
                .unwrap(),
            5
        );
        assert_eq!(
            store
                .cosigned_size(&log, &party(number), CosignatureKind::Mirror)
                .unwrap(),
            0
        );
    }
    // A head over what both share is one of the branch, too.
    store
        .put_checkpoint(&checkpoint_over(&log, 2, record::Hash([8; 32])))
        .unwrap();
    let under = store.checkpoint_within(&second, 4).unwrap();
    assert_eq!(under.map(|head| head.head.size), Some(2));
}

/// The table of logs as it was in version 1.
const VERSION_1: &str = "
    PRAGMA foreign_keys = OFF;
    CREATE TABLE logs_1 (
        id INTEGER PRIMARY KEY,
        space INTEGER NOT NULL REFERENCES spaces (id),
        party BLOB NOT NULL,
        lane INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        UNIQUE (space, party, lane, epoch)
    ) STRICT;
    INSERT INTO logs_1 SELECT id, space, party, lane, epoch FROM logs;
    DROP TABLE logs;
    ALTER TABLE logs_1 RENAME TO logs;
    PRAGMA user_version = 1;
";

#[test]
fn what_was_stored_before_there_were_branches_stays_as_it_is() {
    let (_folder, path, mut store) = on_disk();
    for number in [1, 2] {
        let log = log(number);
        assert_eq!(
            append(&mut store, &log, 0, &numbered(&log, 0..3)),
            Appended::Stored
        );
        store.put_checkpoint(&checkpoint(&log, 3)).unwrap();
    }
    let before = store.replay(&SPACE, 0, ALL).unwrap();
    drop(store);
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch(VERSION_1).unwrap();
    drop(raw);
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.replay(&SPACE, 0, ALL).unwrap(), before);
    assert_eq!(store.verify_pages().unwrap(), Vec::<String>::new());
    let log = log(1);
    assert_eq!(
        store.last_checkpoint(&log).unwrap(),
        Some(checkpoint(&log, 3))
    );
    let more = numbered(&log, 3..4);
    assert_eq!(append(&mut store, &log, 3, &more), Appended::Stored);
    let raw = Connection::open(&path).unwrap();
    let broken = raw.prepare("PRAGMA foreign_key_check").unwrap().exists(());
    assert_eq!(broken, Ok(false));
}
