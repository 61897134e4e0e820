//! Two nodes that were told different renewals of the same keys.

use std::ops::RangeInclusive;

use node::clock::now_ms;
use node::{Node, Plan, Space};
use record::{LogKey, PartyId};

use crate::attack_keys::{sealed, thief};
use crate::replaced::take;
use crate::table::Table;

/// Each side holds another renewal of the same keys, and neither has the keys that verify the other's head.
#[test]
fn m012_renewals_that_two_nodes_were_told_apart_come_together() {
    for (own, foreign) in [(1, 1), (2, 1), (1, 2)] {
        let copy = tempfile::tempdir().unwrap();
        let mut table = Table::of(&["Asteria", "Borealis"]);
        let space = table.space;
        table.everybody_talks();
        let [asteria, party] = [0, 1].map(|which: usize| table.chairs[which].party);
        let folder = table.chairs[1].folder.path().to_owned();
        let thief = thief(&folder, copy.path());
        rotate_often(&thief, party, 1..=foreign);
        let seat = thief.seat(&party).unwrap();
        let batch = sealed(party, space, &seat.identity, &seat.keys.node);
        take(table.chairs[0].node.clone(), asteria, party, &batch);
        rotate_often(&table.chairs[1].node, party, 1..=own);

        table.everybody_talks();
        let log = LogKey::identity(party);
        for chair in &table.chairs {
            let known = chair.node.read(&space, |state| {
                let branches = state.record.branches(log).count();
                (branches, state.is_forked(&log))
            });
            assert_eq!(known, Some((2, true)), "{own} against {foreign}");
        }
        assert!(table.chairs[1].node.is_replaced(&space, &party));
        // Newer keys than the thief's are the party's again.
        rotate_often(&table.chairs[1].node, party, own + 1..=own + 2);
        table.everybody_talks();
        table.chairs[1].says_something(space).unwrap();
        table.chairs[0].says_something(space).unwrap();
        table.everybody_talks();
        let digest = table.chairs[0].digest(space);
        for chair in &mut table.chairs {
            assert_eq!(chair.digest(space), digest);
            chair.stopped(|_| ());
            assert_eq!(chair.digest(space), digest);
            let report = chair.node.verify(&space).unwrap();
            assert_eq!(report.expect("it is known").faults, []);
        }
        let log = LogKey::main(asteria);
        let held = |state: &Space| (state.record.size(&log), state.held(&log, &party));
        let (size, held) = table.chairs[0].node.read(&space, held).unwrap();
        assert_eq!(size, held, "and its receipts count");
    }
}

/// The renewals with these numbers, each by the root that the one before left.
fn rotate_often(node: &Node, party: PartyId, numbers: RangeInclusive<u32>) {
    let keys = node.folder().join("keys");
    for number in numbers {
        let root = match number {
            1 => keys.join("next-root"),
            _ => keys.join(format!("root-{}", number - 1)),
        };
        let next = keys.join(format!("root-{number}"));
        let renewed = node.rotate(party, &root, &next, &Plan::default(), now_ms());
        renewed.expect("the root that is due");
    }
}
