//! Opening: versions, files that are not ours, and stopping after a failed write.

use rusqlite::Connection;
use store::{Appended, Batch, Store, StoreFault, database};

use crate::invented::*;

const STEPS: [&str; 3] = [
    "CREATE TABLE first (a TEXT)",
    "ALTER TABLE first ADD COLUMN b TEXT; INSERT INTO first VALUES ('x', 'y')",
    "CREATE TABLE third (c TEXT)",
];

fn version(connection: &Connection) -> i64 {
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap()
}

#[test]
fn every_earlier_version_is_led_to_the_newest_one() {
    for from in 0..=STEPS.len() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("some.db");
        let open = || Connection::open(&path).unwrap();
        let earlier = database::prepare(open(), 7, &STEPS[..from]).unwrap();
        assert_eq!(version(&earlier), from as i64);
        drop(earlier);
        let newest = database::prepare(open(), 7, &STEPS).unwrap();
        assert_eq!(version(&newest), 3);
        let count = |sql| {
            newest
                .query_row(sql, (), |row| row.get::<_, i64>(0))
                .unwrap()
        };
        assert_eq!(count("SELECT count(*) FROM first"), 1);
        assert_eq!(count("SELECT count(*) FROM third"), 0);
    }
}

#[test]
fn a_step_that_fails_leaves_the_version_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("some.db");
    let broken = [STEPS[0], "CREATE TABLE second (a TEXT); SELECT nonsense"];
    assert!(database::prepare(Connection::open(&path).unwrap(), 7, &broken).is_err());
    let raw = Connection::open(&path).unwrap();
    assert_eq!(version(&raw), 1);
    assert!(!raw.table_exists(None, "second").unwrap());
}

#[test]
fn a_later_version_and_a_foreign_file_are_left_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let (later, foreign) = (
        folder.path().join("later.db"),
        folder.path().join("foreign.db"),
    );
    drop(Store::open(&later).unwrap());
    let raw = Connection::open(&later).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    drop(raw);
    let opened = Store::open(&later);
    assert!(matches!(
        opened,
        Err(StoreFault::Newer {
            found: 99,
            known: 4
        })
    ));

    let raw = Connection::open(&foreign).unwrap();
    raw.pragma_update(None, "application_id", 4711).unwrap();
    drop(raw);
    let before = std::fs::read(&foreign).unwrap();
    let opened = Store::open(&foreign);
    assert!(matches!(opened, Err(StoreFault::Foreign { found: 4711 })));
    assert_eq!(std::fs::read(&foreign).unwrap(), before);

    std::fs::write(
        &foreign,
        "This is no database, but a text of some length.".repeat(100),
    )
    .unwrap();
    assert!(Store::open(&foreign).is_err());
}

#[test]
fn a_connection_is_as_durable_as_a_receipt_needs() {
    let folder = tempfile::tempdir().unwrap();
    let raw = Connection::open(folder.path().join("some.db")).unwrap();
    let connection = database::prepare(raw, 7, &STEPS).unwrap();
    let value = |name| {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
            .unwrap()
    };
    assert_eq!(value("synchronous"), 2, "FULL");
    assert_eq!(value("secure_delete"), 1);
    assert_eq!(value("foreign_keys"), 1);
    let mode: String = connection
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn after_a_failed_write_nothing_is_written_until_it_is_opened_again() {
    let (_folder, path, mut store) = on_disk();
    let log = log(1);
    let entries = [entry(&log, 0, &["words"]), entry(&log, 1, &["words"])];
    assert_eq!(append(&mut store, &log, 0, &entries[..1]), Appended::Stored);

    // The disk fails in the middle of a write.
    let raw = Connection::open(&path).unwrap();
    let failing =
        "CREATE TRIGGER failing BEFORE INSERT ON payloads BEGIN SELECT RAISE(ABORT, 'disk'); END";
    raw.execute_batch(failing).unwrap();
    let new = [fitting(&entries[1])];
    let batch = Batch {
        log,
        expected_size: 1,
        entries: &new,
        checkpoint: None,
    };
    assert!(matches!(store.append(&[batch]), Err(StoreFault::Stop(_))));
    raw.execute_batch("DROP TRIGGER failing").unwrap();

    assert!(matches!(store.append(&[batch]), Err(StoreFault::Stopped)));
    assert!(matches!(
        store.put_fact("a", b"b"),
        Err(StoreFault::Stopped)
    ));
    assert!(matches!(
        store.empty_write_ahead(),
        Err(StoreFault::Stopped)
    ));
    assert_eq!(store.size(&log).unwrap(), 1, "reading goes on");
    drop(store);
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.append(&[batch]).unwrap(), Appended::Stored);
}

#[test]
fn a_reader_sees_what_is_written_and_cannot_write() {
    let (_folder, path, mut store) = on_disk();
    let reader = store.reader().unwrap();
    let log = log(1);
    assert_eq!(
        append(&mut store, &log, 0, &[entry(&log, 0, &["words"])]),
        Appended::Stored
    );
    assert_eq!(reader.entries(&log, 0, ALL).unwrap().len(), 1);

    // Two writers, as after a failover: the one that came late learns the size.
    let mut other = Store::open(&path).unwrap();
    assert_eq!(
        append(&mut other, &log, 1, &[entry(&log, 1, &[])]),
        Appended::Stored
    );
    let moved = Appended::HeadMoved { log, size: 2 };
    assert_eq!(append(&mut store, &log, 1, &[entry(&log, 2, &[])]), moved);
    assert_eq!(reader.size(&log).unwrap(), 2);
}

/// The folder of a process that was killed: its files as they stand while it has them open.
#[cfg(unix)]
fn left_behind(folder: &std::path::Path) -> (std::path::PathBuf, Vec<u8>) {
    let (alive, dead) = (folder.join("alive.db"), folder.join("dead.db"));
    let mut store = Store::open(&alive).unwrap();
    store.put_fact("peer/1", b"acknowledged").unwrap();
    let log = |path: &std::path::Path| std::path::PathBuf::from(format!("{}-wal", path.display()));
    std::fs::copy(&alive, &dead).unwrap();
    std::fs::copy(log(&alive), log(&dead)).unwrap();
    let bytes = std::fs::read(log(&dead)).unwrap();
    assert!(!bytes.is_empty());
    (dead, bytes)
}

#[test]
#[cfg(unix)]
fn the_log_of_a_killed_process_is_written_anew_before_anything_is_read() {
    use std::os::unix::fs::MetadataExt;
    let folder = tempfile::tempdir().unwrap();
    let (dead, bytes) = left_behind(folder.path());
    let log = folder.path().join("dead.db-wal");
    let file = || std::fs::metadata(&log).unwrap().ino();
    let before = file();
    store::write_anew(&dead).unwrap();
    assert_ne!(file(), before, "another file");
    assert_eq!(std::fs::read(&log).unwrap(), bytes, "with the same bytes");
    assert!(!folder.path().join("dead.db-wal-new").exists());

    let before = file();
    let mut store = Store::open(&dead).unwrap();
    assert_ne!(file(), before, "opening does it too");
    let fact = store.fact("peer/1").unwrap();
    assert_eq!(fact.as_deref(), Some(&b"acknowledged"[..]));
    store.put_fact("peer/2", b"more").unwrap();

    let before = file();
    let beside = Store::open(&dead).unwrap();
    assert_eq!(file(), before, "not while somebody has it open");
    assert_eq!(
        beside.fact("peer/2").unwrap().as_deref(),
        Some(&b"more"[..])
    );
}

#[test]
#[cfg(unix)]
fn a_log_that_cannot_be_written_anew_keeps_the_database_shut() {
    let folder = tempfile::tempdir().unwrap();
    let (dead, bytes) = left_behind(folder.path());
    std::fs::create_dir(folder.path().join("dead.db-wal-new")).unwrap();
    let refused = Store::open(&dead);
    assert!(matches!(refused, Err(StoreFault::WriteAhead { .. })));
    assert_eq!(
        std::fs::read(folder.path().join("dead.db-wal")).unwrap(),
        bytes
    );
}
