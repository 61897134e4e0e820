//! Appending and reading back.

use record::{Entry, LogId};
use store::{Appended, Batch, NewEntry, Store};

use crate::invented::*;

fn entries(log: &LogId, count: u8) -> Vec<Entry> {
    (0..count)
        .map(|number| entry(log, number, &["words"]))
        .collect()
}

#[test]
fn what_was_appended_is_read_back() {
    let mut store = Store::in_memory().unwrap();
    let log = log(1);
    let entries = [entry(&log, 0, &[]), entry(&log, 1, &["words", "文本"])];
    let new = entries.each_ref().map(|entry| NewEntry {
        fitted: entry == &entries[0],
        ..fitting(entry)
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
    assert_eq!((&read[0].entry, &read[1].entry), (&entries[0], &entries[1]));
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
    assert_eq!(store.reader().unwrap().entries(&log, 0, ALL).unwrap(), read);
}

#[test]
fn a_head_that_moved_leaves_everything_as_it_was() {
    let mut store = Store::in_memory().unwrap();
    let log = log(1);
    let entries = entries(&log, 3);
    assert_eq!(append(&mut store, &log, 0, &entries[..1]), Appended::Stored);
    for expected in [0, 2, u64::MAX] {
        let moved = Appended::HeadMoved { log, size: 1 };
        assert_eq!(append(&mut store, &log, expected, &entries[1..2]), moved);
        assert_eq!(store.size(&log).unwrap(), 1);
    }
    assert_eq!(append(&mut store, &log, 1, &entries[1..]), Appended::Stored);
    assert_eq!(store.size(&log).unwrap(), 3);
}

#[test]
fn of_two_logs_both_are_written_or_neither() {
    let mut store = Store::in_memory().unwrap();
    let (first, second) = (log(1), log(2));
    let (in_first, in_second) = (entries(&first, 1), entries(&second, 1));
    let (new_first, new_second) = ([fitting(&in_first[0])], [fitting(&in_second[0])]);
    let head = checkpoint(&first, 1);
    let batch = |log, entries, expected_size, checkpoint| Batch {
        log,
        expected_size,
        entries,
        checkpoint,
    };
    let good = batch(first, &new_first, 0, Some(&head));
    let stale = batch(second, &new_second, 5, None);
    let moved = Appended::HeadMoved {
        log: second,
        size: 0,
    };
    assert_eq!(store.append(&[good, stale]).unwrap(), moved);
    assert_eq!(store.heads(&SPACE).unwrap(), []);
    assert_eq!(store.last_checkpoint(&first).unwrap(), None);

    let fresh = batch(second, &new_second, 0, None);
    assert_eq!(store.append(&[good, fresh]).unwrap(), Appended::Stored);
    assert_eq!(
        store.heads(&SPACE).unwrap(),
        [(first.key, 1), (second.key, 1)]
    );
}

#[test]
fn one_call_may_append_to_a_log_twice() {
    let mut store = Store::in_memory().unwrap();
    let log = log(1);
    let entries = entries(&log, 2);
    let new = [fitting(&entries[0]), fitting(&entries[1])];
    let batches = [0, 1].map(|n| Batch {
        log,
        expected_size: n as u64,
        entries: &new[n..=n],
        checkpoint: None,
    });
    assert_eq!(store.append(&batches).unwrap(), Appended::Stored);
    assert_eq!(store.size(&log).unwrap(), 2);
}

#[test]
fn what_is_stored_is_there_after_opening_again() {
    let (_folder, path, mut store) = on_disk();
    let log = log(1);
    let entries = entries(&log, 4);
    assert_eq!(append(&mut store, &log, 0, &entries), Appended::Stored);
    store
        .put_fact("peer/asteria", b"https://asteria.example")
        .unwrap();
    let before = store.entries(&log, 0, ALL).unwrap();
    drop(store);

    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.entries(&log, 0, ALL).unwrap(), before);
    assert_eq!(store.facts("peer/").unwrap().len(), 1);
    assert_eq!(append(&mut store, &log, 4, &entries[..1]), Appended::Stored);
    assert_eq!(store.verify_pages().unwrap(), [""; 0]);
}

#[test]
fn pages_hold_what_fits_but_at_least_one() {
    let mut store = Store::in_memory().unwrap();
    let log = log(1);
    let entries = entries(&log, 10);
    assert_eq!(append(&mut store, &log, 0, &entries), Appended::Stored);
    let bytes = entries[0].leaf_bytes.len() + entries[0].body_bytes.len() + "words".len();
    let lengths = |from, bytes| store.entries(&log, from, bytes).unwrap().len();
    assert_eq!(lengths(0, 0), 1);
    assert_eq!(lengths(0, 3 * bytes - 1), 2);
    assert_eq!(lengths(0, 3 * bytes), 3);
    assert_eq!(lengths(7, ALL), 3);
    assert_eq!(lengths(10, ALL), 0);
    assert_eq!(lengths(u64::MAX, ALL), 0);
    assert_eq!(store.entries(&log_of_nobody(), 0, ALL).unwrap(), []);
}

fn log_of_nobody() -> LogId {
    log(99)
}

#[test]
fn order_is_the_order_of_arrival_in_the_space() {
    let mut store = Store::in_memory().unwrap();
    let (first, second) = (log(1), log(2));
    let elsewhere = first.key.in_space(OTHER_SPACE);
    let arrivals = [
        (first, 0),
        (second, 0),
        (elsewhere, 0),
        (first, 1),
        (second, 1),
        (first, 2),
    ];
    for (log, index) in arrivals {
        let entry = entry(&log, index as u8, &["words"]);
        assert_eq!(append(&mut store, &log, index, &[entry]), Appended::Stored);
    }
    let here: Vec<_> = arrivals
        .into_iter()
        .filter(|(log, _)| log.space == SPACE)
        .collect();
    let order = store.order(&SPACE, 0, 100).unwrap();
    let places: Vec<_> = order
        .iter()
        .map(|(_, key, index)| (key.in_space(SPACE), *index))
        .collect();
    assert_eq!(places, here);
    assert_eq!(store.order(&SPACE, order[1].0, 2).unwrap(), order[2..4]);
    assert_eq!(store.order(&OTHER_SPACE, 0, 100).unwrap().len(), 1);

    // A page of one entry at a time gives the same as one page of all.
    let whole = store.replay(&SPACE, 0, ALL).unwrap();
    let mut pages: Vec<(u64, record::LogKey, store::Stored)> = Vec::new();
    while let Some((seq, key, stored)) = store
        .replay(&SPACE, pages.last().map_or(0, |(seq, ..)| *seq), 0)
        .unwrap()
        .pop()
    {
        pages.push((seq, key, stored));
    }
    assert_eq!(pages, whole);
    let replayed: Vec<_> = whole
        .iter()
        .map(|(seq, key, stored)| (*seq, *key, stored.index))
        .collect();
    assert_eq!(replayed, order);
    assert_eq!(whole[2].2.entry, entry(&first, 1, &["words"]));
}

#[test]
fn a_statement_is_found_where_its_signatures_fit() {
    let mut store = Store::in_memory().unwrap();
    let (author, other) = (log(1), log(2));
    let said = entry(&author, 0, &["words"]);
    // Somebody else seals the author's words first, and without the payload.
    let copied = Entry::new(said.leaf_bytes.clone(), said.body_bytes.clone(), vec![None]).unwrap();
    let copy = NewEntry {
        fitted: false,
        ..fitting(&copied)
    };
    let batch = Batch {
        log: other,
        expected_size: 0,
        entries: &[copy],
        checkpoint: None,
    };
    assert_eq!(store.append(&[batch]).unwrap(), Appended::Stored);
    let statement = said.leaf.statement;
    assert_eq!(
        store.find(&SPACE, &statement).unwrap(),
        Some((other.key, 0))
    );
    assert_eq!(
        append(&mut store, &author, 0, std::slice::from_ref(&said)),
        Appended::Stored
    );
    assert_eq!(
        store.find(&SPACE, &statement).unwrap(),
        Some((author.key, 0))
    );
    assert_eq!(store.find(&OTHER_SPACE, &statement).unwrap(), None);
    let content = store.payload(&SPACE, &statement, 0).unwrap().unwrap();
    assert_eq!(content.here(), said.payloads[0]);
    assert_eq!(store.payload(&SPACE, &statement, 1).unwrap(), None);
}
