//! Receipts on their way.

use net::{Host, Stored};
use node::{Node, Plan};
use record::{LogKey, PartyId, SpaceId};

use crate::attack_keys::stolen;
use crate::keys::rotate;
use crate::replaced::take;
use crate::table::Table;

/// How much of a log is held here, and how much of it this party says to hold.
fn held(node: &Node, space: SpaceId, log: LogKey, by: PartyId) -> (u64, u64) {
    let sizes = node.read(&space, |state| {
        (state.record.size(&log), state.held(&log, &by))
    });
    sizes.unwrap()
}

/// A node that hears from a third one sooner that somebody holds an entry than it hears of the entry.
#[test]
fn a_receipt_that_comes_before_its_entry_comes_again() {
    let mut table = Table::of(&["Asteria", "Borealis", "Corvus"]);
    let space = table.space;
    table.chairs[0].says_something(space).unwrap();
    table.talk(0, 1);
    let [asteria, borealis, corvus] = [0, 1, 2].map(|which: usize| table.chairs[which].party);
    let taken = |table: &Table| table.host(2).holding(borealis, space).unwrap().taken;
    let before = taken(&table);
    let sent = table.host(1).receipts(corvus, space, before).unwrap();
    assert!(sent.next > before, "there is one");
    let list = sent.list.clone();
    table
        .host(2)
        .take_receipts(borealis, space, sent.next, list);
    assert_eq!(taken(&table), before, "not without the entry");

    table.talk(1, 2);
    assert!(taken(&table) >= sent.next);
    let log = LogKey::main(asteria);
    let (size, vouched) = held(&table.chairs[2].node, space, log, borealis);
    assert_eq!(vouched, size);
}

/// The same for a receipt by keys that are newer than those known here.
#[test]
fn m012_a_receipt_by_new_keys_that_comes_before_them_comes_again() {
    let mut table = Table::of(&["Asteria", "Borealis", "Corvus"]);
    let space = table.space;
    table.everybody_talks();
    let [asteria, borealis] = [0, 1].map(|which: usize| table.chairs[which].party);
    let renewed = rotate(
        &table.chairs[1].node,
        borealis,
        "root-after",
        &Plan::default(),
    );
    renewed.expect("the root that is due");
    table.chairs[0].says_something(space).unwrap();
    table.talk(0, 2);
    table.talk(2, 1); // with the new keys: they are told there

    let taken = |table: &Table| table.host(0).holding(borealis, space).unwrap().taken;
    let before = taken(&table);
    let sent = table.host(1).receipts(asteria, space, before).unwrap();
    assert!(sent.next > before, "there is one");
    let (next, log) = (sent.next, LogKey::main(asteria));
    let of_it = |one: &net::wire::Receipt| {
        one.cosignature.receipt.by == borealis && one.checkpoint.head.log.key == log
    };
    let list: Vec<_> = sent.list.into_iter().filter(of_it).collect();
    assert!(!list.is_empty());
    table.host(0).take_receipts(borealis, space, next, list);
    assert_eq!(taken(&table), before, "not without the keys");
    let vouched = |table: &Table| held(&table.chairs[0].node, space, log, borealis);
    assert!(vouched(&table).1 < vouched(&table).0);

    table.talk(0, 1);
    assert!(taken(&table) >= next);
    assert_eq!(vouched(&table).1, vouched(&table).0);
}

/// Keys for which there is no room never come.
#[test]
fn m012_a_receipt_by_keys_for_which_there_is_no_room_holds_up_nothing() {
    let mut table = Table::of(&["Asteria", "Borealis"]);
    let space = table.space;
    table.everybody_talks();
    let [asteria, borealis] = [0, 1].map(|which: usize| table.chairs[which].party);
    let copies: Vec<_> = (0..8).map(|_| tempfile::tempdir().unwrap()).collect();
    for copy in &copies {
        let folder = table.chairs[1].folder.path();
        let batch = stolen(folder, copy.path(), borealis, space);
        take(table.chairs[0].node.clone(), asteria, borealis, &batch);
    }
    let renewed = rotate(
        &table.chairs[1].node,
        borealis,
        "root-after",
        &Plan::default(),
    );
    renewed.expect("the root that is due");
    table.chairs[0].says_something(space).unwrap();
    bring(&table, LogKey::main(asteria));
    let taken = |table: &Table| table.host(0).holding(borealis, space).unwrap().taken;
    let sent = table.host(1).receipts(asteria, space, taken(&table));
    let sent = sent.expect("it is shared");
    assert!(!sent.list.is_empty());
    table
        .host(0)
        .take_receipts(borealis, space, sent.next, sent.list);
    assert_eq!(taken(&table), sent.next);
}

/// A restored record does not know the keys that its folder holds. Its receipts wait until a peer brings them back, or
/// until it may tell them itself.
#[test]
fn m012_no_receipt_is_by_keys_that_the_record_does_not_know() {
    for is_known_to_peer in [true, false] {
        let mut table = Table::of(&["Asteria", "Borealis"]);
        let space = table.space;
        table.everybody_talks();
        let [asteria, borealis] = [0, 1].map(|which: usize| table.chairs[which].party);
        let folder = tempfile::tempdir().unwrap();
        let backup = table.chairs[1].backup(folder.path());
        let renewed = rotate(
            &table.chairs[1].node,
            borealis,
            "root-after",
            &Plan::default(),
        );
        renewed.expect("the root that is due");
        if is_known_to_peer {
            table.talk(0, 1);
        }
        table.chairs[0].says_something(space).unwrap();
        table.chairs[1].restore(&backup, false);

        let (log, keys) = (LogKey::main(asteria), LogKey::identity(borealis));
        let vouched = |table: &Table| held(&table.chairs[1].node, space, log, borealis);
        bring(&table, log);
        assert!(
            vouched(&table).1 < vouched(&table).0,
            "nobody could verify it"
        );
        if is_known_to_peer {
            bring(&table, keys);
        }
        table.talk(0, 1);
        assert_eq!(vouched(&table).1, vouched(&table).0);
        let report = table.chairs[1].node.verify(&space).unwrap();
        assert_eq!(report.expect("it is known").faults, []);
    }
}

/// The second at the table takes what the first holds of a log and it does not, and says so.
fn bring(table: &Table, log: LogKey) {
    let [asteria, borealis] = [0, 1].map(|which: usize| table.chairs[which].party);
    let from = held(&table.chairs[1].node, table.space, log, borealis).0;
    let batch = table.host(0).batch(borealis, table.space, log, from);
    let batch = batch.expect("there is more");
    let head = batch.checkpoint.clone();
    let taken = table.host(1).store(asteria, batch, None);
    assert!(matches!(taken, Ok(Stored::New)), "{taken:?}");
    table.host(1).acknowledge(asteria, head);
}
