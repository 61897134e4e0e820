//! Erasing: the content is gone from every file, and every proof stays.

use std::collections::HashSet;
use std::path::Path;

use record::body::Body;
use record::founding::Founding;
use record::{Hash, Kind, LogId, Payload};
use rusqlite::Connection;
use store::{Appended, Content, Erased};

use crate::invented::*;

/// How many places in the files of `folder` hold 12 bytes in a row of `secret`.
fn traces(folder: &Path, secret: &[u8]) -> usize {
    let windows: HashSet<&[u8]> = secret.windows(12).collect();
    let files = std::fs::read_dir(folder).unwrap();
    let contents = files.map(|file| std::fs::read(file.unwrap().path()).unwrap());
    let found = |bytes: Vec<u8>| bytes.windows(12).filter(|w| windows.contains(w)).count();
    contents.map(found).sum()
}

/// A text of many pages without repetition.
fn long_text(name: &str) -> String {
    let line = |n: u32| Hash::labelled(name, &[&n.to_be_bytes()]).hex();
    (0..1_000).map(line).collect()
}

#[test]
fn an_erased_payload_leaves_no_trace_in_the_files() {
    let (folder, _path, mut store) = on_disk();
    let log = log(1);
    let (short, long) = ("a name to forget", long_text("forget"));
    let kept = long_text("keep");
    let entries = [
        entry(&log, 0, &[&kept]),
        entry(&log, 1, &[short, &long, "stays"]),
        entry(&log, 2, &[&kept]),
    ];
    assert_eq!(append(&mut store, &log, 0, &entries), Appended::Stored);
    let statement = entries[1].leaf.statement;
    let secrets = [0, 1].map(|n| entries[1].payloads[n].clone().unwrap());
    for (n, secret) in secrets.iter().enumerate() {
        assert!(traces(folder.path(), &secret.content) > 0);
        assert_eq!(
            store.erase_payload(&SPACE, &statement, n).unwrap(),
            Erased::Gone
        );
        assert_eq!(
            store.erase_payload(&SPACE, &statement, n).unwrap(),
            Erased::Nothing
        );
    }
    for Payload { salt, content } in &secrets {
        assert_eq!(traces(folder.path(), content), 0);
        assert_eq!(traces(folder.path(), salt), 0);
    }
    assert!(traces(folder.path(), kept.as_bytes()) > 0);

    let read = store.entries(&log, 0, ALL).unwrap();
    let stays = entries[1].payloads[2].clone();
    assert_eq!(read[1].entry.payloads, [None, None, stays]);
    assert_eq!(read[1].entry.leaf_hash(), entries[1].leaf_hash());
    let content = |n| store.payload(&SPACE, &statement, n).unwrap();
    assert_eq!(content(0), Some(Content::Erased));
    assert!(matches!(content(2), Some(Content::Here(_))));
    assert_eq!(content(3), None);
    assert_eq!(store.verify_pages().unwrap(), [""; 0]);
}

#[test]
fn a_reader_can_delay_the_last_of_it() {
    let (folder, path, mut store) = on_disk();
    let log = log(1);
    let said = entry(&log, 0, &[&long_text("forget")]);
    assert_eq!(
        append(&mut store, &log, 0, std::slice::from_ref(&said)),
        Appended::Stored
    );
    let secret = said.payloads[0].clone().unwrap().content;

    let reading = Connection::open(&path).unwrap();
    reading.execute_batch("BEGIN").unwrap();
    let count = |sql| {
        reading
            .query_row(sql, (), |row| row.get::<_, i64>(0))
            .unwrap()
    };
    assert_eq!(count("SELECT count(*) FROM entries"), 1);
    let erased = store
        .erase_payload(&SPACE, &said.leaf.statement, 0)
        .unwrap();
    assert_eq!(erased, Erased::Lingers);
    assert!(!store.empty_write_ahead().unwrap());
    assert!(traces(folder.path(), &secret) > 0);
    drop(reading);
    assert!(store.empty_write_ahead().unwrap());
    assert_eq!(traces(folder.path(), &secret), 0);
}

#[test]
fn the_title_of_a_space_can_be_erased() {
    let (folder, _path, mut store) = on_disk();
    let title = payload("A title that names somebody");
    let bytes = founding(&title);
    let space = store.put_space(&bytes, &[Some(title.clone())]).unwrap();
    let founding = record::StatementId(Founding::read(&bytes).unwrap().space.0);
    assert!(traces(folder.path(), &title.content) > 0);
    assert_eq!(
        store.payload(&space, &founding, 0).unwrap(),
        Some(Content::Here(title.clone()))
    );
    assert_eq!(
        store.erase_payload(&space, &founding, 0).unwrap(),
        Erased::Gone
    );
    assert_eq!(traces(folder.path(), &title.content), 0);
    // Handed over again, it stays erased.
    store.put_space(&bytes, &[Some(title)]).unwrap();
    assert_eq!(
        store.payload(&space, &founding, 0).unwrap(),
        Some(Content::Erased)
    );
}

#[test]
fn what_the_founding_and_the_first_entries_share_goes_at_once() {
    let (folder, _path, mut store) = on_disk();
    let title = payload("A title that names somebody");
    let bytes = founding(&title);
    let space = store.put_space(&bytes, &[Some(title.clone())]).unwrap();
    let logs = [1, 2].map(|number| LogId {
        space,
        ..log(number)
    });
    let enter = |log: &LogId| {
        let mut body = Body::new(
            space,
            log.key.party,
            Kind::Enter,
            [log.key.party.0.0[0]; 16],
        );
        body.payloads = vec![title.commitment("text/plain", None)];
        seal(log, &body, vec![Some(title.clone())])
    };
    let entered = logs.each_ref().map(enter);
    for (log, entry) in logs.iter().zip(&entered) {
        let stored = append(&mut store, log, 0, std::slice::from_ref(entry));
        assert_eq!(stored, Appended::Stored);
    }
    let erased = store.erase_payload(&space, &entered[0].leaf.statement, 0);
    assert_eq!(erased.unwrap(), Erased::Gone);
    assert_eq!(traces(folder.path(), &title.content), 0);
    for (log, entry) in logs.iter().zip(&entered) {
        let read = store.entries(log, 0, ALL).unwrap();
        assert_eq!(read[0].entry.payloads, [None]);
        assert_eq!(read[0].entry.leaf_hash(), entry.leaf_hash());
    }
}
