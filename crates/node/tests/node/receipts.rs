//! Receipts on their way.

use net::Host;
use node::host::Seated;
use record::LogKey;

use crate::table::Table;

/// A node that hears from a third one sooner that somebody holds an entry than it hears of the entry.
#[test]
fn a_receipt_that_comes_before_its_entry_comes_again() {
    let mut table = Table::of(&["Asteria", "Borealis", "Corvus"]);
    let space = table.space;
    table.chairs[0].says_something(space).unwrap();
    table.talk(0, 1);
    let [asteria, borealis, corvus] = [0, 1, 2].map(|which: usize| table.chairs[which].party);
    let host = |table: &Table, which: usize| Seated {
        node: table.chairs[which].node.clone(),
        party: table.chairs[which].party,
        addresses: Vec::new(),
    };
    let taken = |table: &Table| host(table, 2).holding(borealis, space).unwrap().taken;
    let before = taken(&table);
    let sent = host(&table, 1).receipts(corvus, space, before).unwrap();
    assert!(sent.next > before, "there is one");
    let list = sent.list.clone();
    host(&table, 2).take_receipts(borealis, space, sent.next, list);
    assert_eq!(taken(&table), before, "not without the entry");

    table.talk(1, 2);
    assert!(taken(&table) >= sent.next);
    let log = LogKey::main(asteria);
    let vouched = table.chairs[2].node.read(&space, |state| {
        (state.held(&log, &borealis), state.record.size(&log))
    });
    let (held, size) = vouched.unwrap();
    assert_eq!(held, size);
}
