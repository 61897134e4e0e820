//! Two nodes that were told different renewals of the same keys.

use std::ops::RangeInclusive;

use net::wire::Batch;
use net::{Host, RefusalCode, Stored};
use node::clock::{now_ms, simulated};
use node::{Node, Plan, Space};
use record::{Entry, Hash, LogKey, PartyId, Verdict};

use crate::attack_keys::{sealed, stolen, thief};
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

/// Everybody holds the party's own renewal, and one node the thief's besides: its heads show the others nothing of that.
#[test]
fn m012_a_second_renewal_that_one_node_was_told_reaches_everybody() {
    let copy = tempfile::tempdir().unwrap();
    let mut table = Table::of(&["Asteria", "Borealis", "Cassia"]);
    let space = table.space;
    let [asteria, party] = [0, 1].map(|which: usize| table.chairs[which].party);
    let batch = stolen(table.chairs[1].folder.path(), copy.path(), party, space);
    rotate_often(&table.chairs[1].node, party, 1..=1);
    table.everybody_talks();
    take(table.chairs[0].node.clone(), asteria, party, &batch);
    // Whoever has not got the keys that signed it can say nothing of the proof, and holds it against nobody.
    let held = |state: &Space| state.forks.values().flatten().next().cloned();
    let proof = table.chairs[0].node.read(&space, held).flatten().unwrap();
    assert!(table.host(2).take_fork(asteria, proof.clone()));
    assert!(!table.chairs[2].holds_a_fork(space));
    table.chairs[0].says_something(space).unwrap();
    table.everybody_talks();

    let log = LogKey::identity(party);
    let digest = table.chairs[0].digest(space);
    for (at, chair) in table.chairs.iter().enumerate() {
        let known = chair.node.read(&space, |state| {
            let branches = state.record.branches(log).count();
            (branches, state.is_forked(&log))
        });
        assert_eq!(known, Some((2, true)), "{at}");
        assert_eq!(chair.digest(space), digest, "{at}");
        assert!(chair.holds_a_fork(space));
    }
    // Two may bring the same at one moment; the second one's holds as well.
    assert!(table.host(2).take_fork(asteria, proof));
    assert!(table.chairs[1].node.is_replaced(&space, &party));
    for (one, other) in [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)] {
        let peer = table.chairs[other].party;
        let (host, theirs) = (table.host(one), table.host(other));
        let taken = host.holding(peer, space).unwrap().taken;
        let of = theirs.holding(host.party, space).unwrap().receipts;
        assert_eq!(taken, of, "receipts of {other} at {one}");
    }
}

/// A node that was restored from peers can hold the thief's renewal as the first branch and its own as another one: what it
/// renews from there on goes behind its own.
#[test]
fn m012_keys_are_renewed_on_the_own_branch_whichever_came_first() {
    let [copy, backup] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let mut table = Table::of(&["Asteria", "Borealis"]);
    let space = table.space;
    let [asteria, party] = [0, 1].map(|which: usize| table.chairs[which].party);
    let batch = stolen(table.chairs[1].folder.path(), copy.path(), party, space);
    let before = table.chairs[1].backup(backup.path());
    take(table.chairs[0].node.clone(), asteria, party, &batch);
    rotate_often(&table.chairs[1].node, party, 1..=1);
    table.everybody_talks();
    table.chairs[1].restore(&before, true);
    table.everybody_talks();
    let log = LogKey::identity(party);
    let ends = |table: &Table| {
        let sizes = |state: &Space| {
            let branches = state.record.branches(log);
            branches.map(|one| state.record.size(&one)).collect()
        };
        let sizes: Option<Vec<u64>> = table.chairs[1].node.read(&space, sizes);
        sizes.expect("the space is known")
    };
    assert_eq!(ends(&table), [2, 2]);
    let own = table.chairs[1].node.seat(&party).unwrap();
    let entries: Vec<Hash> = own.identity.iter().map(Entry::leaf_hash).collect();
    let first = |state: &Space| state.record.history(&log).unwrap().common(0, &entries);
    let first = table.chairs[1].node.read(&space, first);
    assert_eq!(first, Some(1), "the first branch is the thief's");

    rotate_often(&table.chairs[1].node, party, 2..=3);
    assert!(!table.chairs[1].node.is_untold(&space, &party));
    assert_eq!(ends(&table), [2, 4]);
    // What the new keys seal counts at once, before anybody else has named them.
    let node = &table.chairs[1].node;
    node.revoke(space, party, own.keys.seal.public().kid(), now_ms())
        .unwrap();
    let sealed_under = |state: &Space| state.record.sealed_under(&LogKey::main(party));
    assert_eq!(node.read(&space, sealed_under), Some(4));
    let voids = |state: &Space| {
        let history = state.relationship.history();
        history
            .filter(|event| event.verdict != Verdict::Valid)
            .count()
    };
    assert_eq!(node.read(&space, voids), Some(0));
    table.everybody_talks();
    table.chairs[1].says_something(space).unwrap();
    table.everybody_talks();
    table.chairs[1].stopped(|_| ());
    assert_eq!(
        table.chairs[1].node.awaited(&space),
        None,
        "nothing is lost"
    );
    assert_eq!(table.chairs[0].digest(space), table.chairs[1].digest(space));
    for chair in &table.chairs {
        let report = chair.node.verify(&space).unwrap();
        assert_eq!(report.expect("it is known").faults, []);
    }
}

/// Each entry of such a branch that comes alone may have the whole space folded anew, and whoever has an old root can make
/// as many as it likes. What was judged is not asked: that can change while they are taken.
#[test]
fn m012_renewals_that_have_everything_judged_anew_are_taken_at_leisure() {
    for was_judged in [true, false] {
        simulated::run(12, now_ms(), || brought_one_by_one(was_judged));
    }
}

fn brought_one_by_one(was_judged: bool) {
    let copy = tempfile::tempdir().unwrap();
    let mut table = Table::of(&["Asteria", "Borealis", "Cassia"]);
    let space = table.space;
    let [party, other] = [1, 2].map(|which: usize| table.chairs[which].party);
    let thief = thief(table.chairs[1].folder.path(), copy.path());
    rotate_often(&table.chairs[1].node, party, 1..=45);
    if was_judged {
        table.chairs[1].says_something(space).unwrap();
    }
    table.everybody_talks();
    let stolen = |number: u32| {
        rotate_often(&thief, party, number..=number);
        let seat = thief.seat(&party).unwrap();
        sealed(party, space, &seat.identity, &seat.keys.node)
    };
    let stolen: Vec<Batch> = (1..=45).map(stolen).collect();
    let bring = |by: PartyId, batch: &Batch| {
        let done = table.host(0).store(by, batch.clone(), None);
        done.map_err(|refusal| refusal.unwrap().code)
    };
    let done: Vec<_> = stolen.iter().map(|batch| bring(party, batch)).collect();
    let taken = done.iter().take_while(|done| **done == Ok(Stored::New));
    let taken = taken.count();
    assert!((30..44).contains(&taken), "{taken} at once");
    assert!(
        done[taken..]
            .iter()
            .all(|done| *done == Err(RefusalCode::Quota))
    );
    // Who brings one by one keeps out nobody who brings many at once, and only for a time.
    assert_eq!(bring(other, &stolen[43]), Ok(Stored::New));
    assert_eq!(bring(party, &stolen[44]), Err(RefusalCode::Quota));
    simulated::set_now_ms(now_ms() + 9_000);
    assert_eq!(bring(party, &stolen[44]), Ok(Stored::New));
    table.chairs[0].says_something(space).unwrap();
}

/// The renewals with these numbers, each by the root that the one before left.
pub fn rotate_often(node: &Node, party: PartyId, numbers: RangeInclusive<u32>) {
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
