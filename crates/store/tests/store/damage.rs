//! Every byte that was written is flipped once, and the fault must name what it stood in.

use record::founding::Founding;
use record::{Cosignature, CosignatureKind, LogId};
use rusqlite::Connection;
use store::{Appended, Kept, Store, StoreFault};

use crate::invented::*;

/// A connection that changes the file behind the store's back.
fn meddler(path: &std::path::Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    let off =
        "PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF";
    connection.execute_batch(off).unwrap();
    connection
}

/// Flips each byte of a column in one row, one after the other; `check` runs while it is flipped.
fn flip_each(raw: &Connection, table: &str, column: &str, rowid: i64, mut check: impl FnMut(&str)) {
    let read = format!("SELECT {column} FROM {table} WHERE rowid = ?1");
    let write = format!("UPDATE {table} SET {column} = ?2 WHERE rowid = ?1");
    let good: Vec<u8> = raw.query_row(&read, [rowid], |row| row.get(0)).unwrap();
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 0x01;
        raw.execute(&write, (rowid, &bad)).unwrap();
        check(&format!("{table}.{column}, byte {at}"));
    }
    raw.execute(&write, (rowid, &good)).unwrap();
    assert!(!good.is_empty(), "{table}.{column} has bytes to flip");
}

fn names(fault: Option<StoreFault>, log: &LogId, index: u64, what: &str) {
    match fault {
        Some(StoreFault::Damaged {
            log: found,
            index: at,
        }) if (found, at) == (*log, index) => {}
        other => panic!("{what}: expected damage at {index}, got {other:?}"),
    }
}

/// Three entries of one log among those of another; the middle one has arrival number 3.
fn three_entries(store: &mut Store) -> LogId {
    for number in 0..3 {
        for log in [log(1), log(2)] {
            let entry = entry(&log, number, &["some words", "更多的话"]);
            assert_eq!(
                append(store, &log, number.into(), &[entry]),
                Appended::Stored
            );
        }
    }
    log(1)
}

#[test]
fn a_flipped_byte_names_the_entry() {
    let (_folder, path, mut store) = on_disk();
    let log = three_entries(&mut store);
    let raw = meddler(&path);
    let payload_row = "SELECT rowid FROM payloads WHERE entry = 3 AND n = 1";
    let payload_row: i64 = raw.query_row(payload_row, (), |row| row.get(0)).unwrap();
    let columns = [
        ("entries", "leaf", 3),
        ("entries", "body", 3),
        ("entries", "mark", 3),
        ("entries", "statement", 3),
        ("payloads", "salt", payload_row),
        ("payloads", "content", payload_row),
    ];
    for (table, column, row) in columns {
        flip_each(&raw, table, column, row, |what| {
            names(store.entries(&log, 0, ALL).err(), &log, 1, what);
            names(store.entry(&log, 1).err(), &log, 1, what);
            names(store.replay(&SPACE, 0, ALL).err(), &log, 1, what);
            assert!(store.entry(&log, 0).unwrap().is_some());
            assert!(store.entry(&log, 2).unwrap().is_some());
        });
    }
    for (table, column, row) in [("entries", "body", 3), ("payloads", "content", payload_row)] {
        let statement = entry(&log, 1, &["some words", "更多的话"]).leaf.statement;
        flip_each(&raw, table, column, row, |what| {
            names(store.payload(&SPACE, &statement, 1).err(), &log, 1, what);
        });
    }
    assert_eq!(
        store.replay(&SPACE, 0, ALL).unwrap().len(),
        6,
        "all is as before"
    );
}

#[test]
fn a_changed_or_missing_row_names_the_entry() {
    let changes = [
        "UPDATE entries SET fitted = 0 WHERE seq = 3",
        "UPDATE entries SET fitted = 2 WHERE seq = 3",
        "UPDATE entries SET received_ms = received_ms + 1 WHERE seq = 3",
        "UPDATE entries SET idx = 9 WHERE seq = 3",
        "UPDATE entries SET space = space + 1 WHERE seq = 3",
        "DELETE FROM entries WHERE seq = 3",
        "DELETE FROM payloads WHERE entry = 3 AND n = 0",
        "DELETE FROM payloads WHERE entry = 3 AND n = 1",
        "UPDATE payloads SET n = 2 WHERE entry = 3 AND n = 1",
        "UPDATE payloads SET state = 'erased' WHERE entry = 3 AND n = 1",
        "UPDATE payloads SET state = 'ease' WHERE entry = 3 AND n = 1",
        "INSERT INTO payloads (entry, n, state) VALUES (3, 2, 'never')",
    ];
    for change in changes {
        let (_folder, path, mut store) = on_disk();
        let log = three_entries(&mut store);
        let raw = meddler(&path);
        assert_eq!(raw.execute(change, ()).unwrap(), 1);
        // One entry after the other, as a start with small pages would read them.
        let mut after = 0;
        let fault = loop {
            match store.replay(&SPACE, after, 0) {
                Ok(page) => match page.last() {
                    Some((seq, ..)) => after = *seq,
                    None => break None,
                },
                Err(fault) => break Some(fault),
            }
        };
        // Behind a page's edge all that is known is that the entry before it is missing.
        let missing = if change.contains("idx = 9") { 8 } else { 1 };
        names(fault, &log, missing, change);
        names(store.replay(&SPACE, 0, ALL).err(), &log, 1, change);
        if !change.contains("SET space") {
            names(store.entries(&log, 0, ALL).err(), &log, 1, change);
            names(store.entry(&log, 1).err(), &log, 1, change);
        }
    }
}

#[test]
fn entries_that_changed_places_are_noticed() {
    let (_folder, path, mut store) = on_disk();
    let log = three_entries(&mut store);
    let swap = "UPDATE entries SET log = 99 WHERE seq = 3;
         UPDATE entries SET log = (SELECT log FROM entries WHERE seq = 1) WHERE seq = 4;
         UPDATE entries SET log = (SELECT log FROM entries WHERE seq = 2) WHERE seq = 3;";
    meddler(&path).execute_batch(swap).unwrap();
    names(store.entries(&log, 0, ALL).err(), &log, 1, "swapped");
}

#[test]
fn a_flipped_byte_names_the_signed_head() {
    let (_folder, path, mut store) = on_disk();
    let (log, head) = (log(1), checkpoint(&log(1), 5));
    let receipt = Cosignature {
        by: party(2),
        space: SPACE,
        checkpoint: head.hash(),
        kind: CosignatureKind::Mirror,
        time_ms: 7,
    };
    let receipt = receipt.sign(&key(&party(2)));
    store.put_checkpoint(&head).unwrap();
    assert_eq!(store.put_cosignature(&log, &receipt).unwrap(), Kept::New);
    let raw = meddler(&path);
    let is_damaged = |fault: Option<StoreFault>, what: &str| match fault {
        Some(StoreFault::DamagedHead {
            log: found,
            size: 5,
        }) if found == log => {}
        other => panic!("{what}: {other:?}"),
    };
    for column in ["bytes", "hash"] {
        flip_each(&raw, "checkpoints", column, 1, |what| {
            is_damaged(store.last_checkpoint(&log).err(), what);
            is_damaged(store.checkpoints(&log, 0).err(), what);
            is_damaged(
                store
                    .cosigned_size(&log, &party(2), CosignatureKind::Mirror)
                    .err(),
                what,
            );
        });
        flip_each(&raw, "cosignatures", column, 1, |what| {
            is_damaged(store.cosignatures(&head.hash()).err(), what);
            is_damaged(
                store
                    .cosigned_size(&log, &party(2), CosignatureKind::Mirror)
                    .err(),
                what,
            );
        });
    }
    raw.execute("UPDATE checkpoints SET size = 6", ()).unwrap();
    assert!(
        store
            .cosigned_size(&log, &party(2), CosignatureKind::Mirror)
            .is_err(),
        "a larger size is not believed"
    );
}

#[test]
fn a_flipped_byte_names_the_founding() {
    let (_folder, path, mut store) = on_disk();
    let title = payload("Lake dialogue");
    let bytes = founding(&title);
    let space = Founding::read(&bytes).unwrap().space;
    store.put_space(&bytes, &[Some(title)]).unwrap();
    let raw = meddler(&path);
    for (table, column) in [
        ("spaces", "founding"),
        ("founding_payloads", "salt"),
        ("founding_payloads", "content"),
    ] {
        flip_each(&raw, table, column, 1, |what| match store.spaces() {
            Err(StoreFault::DamagedFounding { space: found }) if found == space => {}
            other => panic!("{what}: {other:?}"),
        });
    }
}
