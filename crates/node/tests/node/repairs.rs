//! Damage on the disk: what is sound is kept, the rest comes back from the peers, and nobody contradicts itself.

use std::path::Path;

use disk::seeds;
use node::verify;
use record::LogKey;

use crate::fetch::branches;
use crate::forks::{ASTERIA, BOREALIS, CORVUS};
use crate::heal::{all_talk, forked, goes_on};
use crate::restores::Dice;
use crate::table::Table;

/// Nothing in the write-ahead log, so that damage to the file is damage to what is read.
fn settled(folder: &Path) {
    let mut store = store::Store::open(&folder.join("record.db")).unwrap();
    while !store.empty_write_ahead().unwrap() {}
}

fn talked_over() -> Table {
    let mut table = Table::of(&["Asteria", "Borealis"]);
    let space = table.space;
    for round in 0..6 {
        table.chairs[round % 2].says_something(space).unwrap();
        table.everybody_talks();
    }
    table
}

fn is_whole_again(table: &mut Table, what: &str) {
    let space = table.space;
    table.everybody_talks();
    table.chairs[0]
        .says_something(space)
        .unwrap_or_else(|error| panic!("{what}: {error}"));
    table.everybody_talks();
    let node = &table.chairs[0].node;
    assert_eq!(node.verify(&space).unwrap().unwrap().faults, [], "{what}");
    assert_eq!(
        table.chairs[0].digest(space),
        table.chairs[1].digest(space),
        "{what}"
    );
    assert!(
        !table.chairs.iter().any(|chair| chair.holds_a_fork(space)),
        "{what}"
    );
}

#[test]
fn an_entry_that_is_damaged_and_what_follows_it_come_back_from_the_peer() {
    for of in [0, 1] {
        let mut table = talked_over();
        let (space, log) = (table.space, LogKey::main(table.chairs[of].party));
        let size = table.chairs[of].size(space);
        table.chairs[0].stopped(|folder| {
            settled(folder);
            let path = folder.join("record.db");
            let body = {
                let store = store::Store::open(&path).unwrap();
                store
                    .entry(&log.in_space(space), size - 2)
                    .unwrap()
                    .unwrap()
                    .entry
                    .body_bytes
            };
            let mut bytes = std::fs::read(&path).unwrap();
            let at = bytes
                .windows(body.len())
                .position(|window| window == body)
                .unwrap();
            bytes[at + body.len() / 2] ^= 4;
            std::fs::write(&path, bytes).unwrap();
            assert!(
                node::Node::open(folder).is_err(),
                "it does not run on what is damaged"
            );
            let repaired = node::repair::folder(folder).unwrap();
            assert_eq!(repaired.missing, 2, "the damaged one and the one after it");
            assert!(repaired.aside.exists());
            let reports = verify::folder(folder).unwrap();
            assert!(reports.iter().all(|(_, report)| report.faults.is_empty()));
        });
        let node = &table.chairs[0].node;
        assert_eq!(
            node.awaited(&space).is_some(),
            of == 0,
            "own entries are in doubt, others are not"
        );
        is_whole_again(&mut table, "an entry");
    }
}

#[test]
fn a_sound_folder_loses_nothing_by_a_repair() {
    let mut table = talked_over();
    let (space, digest) = (table.space, table.chairs[0].digest(table.space));
    let receipts = |table: &Table| {
        let host = table.host(0);
        net::Host::receipts(&host, table.chairs[1].party, space, 0)
            .unwrap()
            .list
            .len()
    };
    let before = receipts(&table);
    let running = node::repair::folder(table.chairs[0].node.folder());
    assert!(
        matches!(running, Err(node::NodeFault::InUse { .. })),
        "{running:?}"
    );
    let log = LogKey::main(table.chairs[1].party).in_space(space);
    let erased = |store: &store::Reader| {
        let entry = store.entry(&log, 2).unwrap().unwrap().entry;
        store.payload(&space, &entry.leaf.statement, 0).unwrap()
    };
    table.chairs[0].stopped(|folder| {
        let path = folder.join("record.db");
        let mut store = store::Store::open(&path).unwrap();
        let statement = store.entry(&log, 2).unwrap().unwrap().entry.leaf.statement;
        let _ = store.erase_payload(&space, &statement, 0).unwrap();
        drop(store);
        let repaired = node::repair::folder(folder).unwrap();
        assert_eq!((repaired.missing, repaired.peers_lost), (0, 0));
        let store = store::Store::open(&path).unwrap();
        assert_eq!(erased(&store), Some(store::Content::Erased));
    });
    assert_eq!(table.chairs[0].digest(space), digest);
    assert_eq!(receipts(&table), before);
    assert_eq!(table.chairs[0].node.awaited(&space), None);
}

/// A sector of garbage anywhere, or the end of the file gone.
fn damaged_at_random(seed: u64) -> Result<usize, String> {
    let mut dice = Dice(seed);
    let mut table = talked_over();
    table.chairs[0].stopped(|folder| {
        settled(folder);
        let path = folder.join("record.db");
        let mut bytes = std::fs::read(&path).unwrap();
        let sectors = bytes.len() as u64 / 512;
        match dice.below(5) {
            0 => bytes.truncate(512 * dice.below(sectors) as usize),
            _ => {
                let at = 512 * dice.below(sectors) as usize;
                bytes[at..at + 512]
                    .iter_mut()
                    .for_each(|byte| *byte = dice.below(256) as u8);
            }
        }
        std::fs::write(&path, bytes).unwrap();
        node::repair::folder(folder).expect("what is sound is kept");
    });
    is_whole_again(&mut table, "garbage");
    Ok(1)
}

const AGAIN: &str = "-p detente-node --test node repairs::garbage_anywhere";

#[test]
fn garbage_anywhere_in_the_file_is_repaired_from_the_peer() {
    seeds::hold(AGAIN, 1, 5, damaged_at_random);
}

#[test]
#[ignore = "long: a thousand damages"]
fn a_thousand_damages_are_repaired() {
    let what = "damaged databases repaired from the peer";
    seeds::hold_long(AGAIN, what, 1_000, damaged_at_random);
}

/// A repair keeps the first version of a log that was forked; the others come back from whoever holds them, with all that
/// was built on them.
#[test]
fn m026_the_versions_of_a_forked_log_come_back_from_the_peers() {
    let mut table = forked();
    let space = table.space;
    let all = [ASTERIA, BOREALIS, CORVUS];
    for is_healed in [false, true] {
        if is_healed {
            goes_on(&mut table, &all);
        }
        all_talk(&mut table, &all);
        let digest = table.chairs[BOREALIS].digest(space);
        for at in [ASTERIA, CORVUS] {
            table.chairs[at].stopped(|folder| {
                settled(folder);
                node::repair::folder(folder).unwrap();
            });
            assert_eq!(branches(&table, at), 1, "{at}, healed: {is_healed}");
            table.talk(at, BOREALIS);
            assert_eq!(branches(&table, at), 2, "{at}, healed: {is_healed}");
            assert_eq!(table.chairs[at].digest(space), digest);
            let report = table.chairs[at].node.verify(&space).unwrap();
            assert_eq!(report.expect("it is known").faults, []);
        }
    }
}
