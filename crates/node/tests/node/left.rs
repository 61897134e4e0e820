//! Who left, and a witness that was let go: served up to the removal, with the keys that this takes, and nothing after it.

use domain::Command;
use net::Host;
use node::Plan;
use node::clock::now_ms;
use record::{Checkpoint, Hash, LogKey, PartyId, Role, TextStatus};

use crate::attack_keys::stolen;
use crate::keys::rotate;
use crate::newcomers::{Way, members};
use crate::renewed_apart::rotate_often;
use crate::replaced::take;
use crate::table::Table;

#[test]
fn m011_who_left_reads_up_to_its_removal_and_says_nothing_more() {
    for first in [0, 1] {
        let mut table = Table::of(&["Asteria", "Borealis", "Cimmeria"]);
        let (space, other, way) = (table.space, 1 - first, Way::Everybody);
        let all: Vec<PartyId> = table.chairs.iter().map(|chair| chair.party).collect();
        let stay = [all[first], all[2]];
        let removal = table.agrees(&[2, first, other], members(&stay), way);
        assert_eq!(
            table.status(other, &removal),
            Some(TextStatus::InEffect),
            "it says so itself"
        );
        let before = table.holds(other, first);
        table.chairs[first]
            .says(space, "after it left")
            .expect("in order");
        table.restarts(2);
        table.everybody_talks();
        assert_eq!(table.holds(other, first), before, "not served");
        assert_eq!(table.holds(2, first), table.holds(first, first));
        assert!(table.chairs[other].says_something(space).is_err());
        let late = table.chairs[other].node.enter(space, all[other], now_ms());
        assert!(late.is_err(), "no member any more");
        assert_eq!(
            table.chairs[2].digest(space),
            table.chairs[first].digest(space)
        );
    }
}

/// Receipts by keys that it is not told would come to it again and again.
#[test]
fn m011_who_left_is_handed_no_receipt_by_newer_keys_than_it_is_told() {
    let mut table = Table::of(&["Asteria", "Borealis", "Cimmeria"]);
    let space = table.space;
    let [asteria, borealis, cimmeria] = [0, 1, 2].map(|which: usize| table.chairs[which].party);
    let removal = members(&[asteria, cimmeria]);
    let text = table.chairs[0].acts(space, removal).sealed[0].0;
    table.everybody_talks();
    table.chairs[2].acts(space, Command::Assent { text });
    table.everybody_talks();
    table.chairs[1].acts(space, Command::Assent { text });
    table.talk(0, 1);
    assert_eq!(table.status(0, &text), Some(TextStatus::InEffect));

    let renewed = rotate(
        &table.chairs[0].node,
        asteria,
        "root-after",
        &Plan::default(),
    );
    renewed.expect("the root that is due");
    // It has not heard of it.
    let kid = table.chairs[2].delegate.public().kid();
    let ended = table.chairs[2].node.revoke(space, cimmeria, kid, now_ms());
    ended.expect("its own powers");
    table.talk(0, 2);
    table.talk(0, 1);
    let taken = table.host(1).holding(asteria, space).unwrap().taken;
    let handed = table.host(0).receipts(borealis, space, taken).unwrap();
    assert_eq!(taken, handed.of, "all were taken");
    let all = table.host(0).receipts(borealis, space, 0).unwrap();
    let log = LogKey::main(cimmeria);
    let newest = table.holds(0, 2);
    assert_eq!(table.holds(1, 2), newest, "said before it knew");
    let over_it = |one: &net::wire::Receipt| {
        let head = &one.checkpoint.head;
        head.log.key == log && head.size == newest && one.cosignature.receipt.by == asteria
    };
    assert!(!all.list.iter().any(over_it));
}

/// A witness that the parties let go asks again as if it had signed nothing: neither heads nor proofs of forks from after
/// its removal are for it.
#[test]
fn m011_a_witness_that_was_let_go_is_shown_nothing_from_after_that() {
    let roles = [
        ("Asteria", Role::Party),
        ("Borealis", Role::Party),
        ("Dorada", Role::Witness),
    ];
    let mut table = Table::with_roles(&roles);
    let space = table.space;
    let [one, other, gone] = [0, 1, 2].map(|at| table.chairs[at].party);
    table.agrees(&[0, 1], members(&[one, other]), Way::Everybody);
    let last = [table.holds(0, 0), table.holds(1, 1)];
    for chair in &table.chairs[..2] {
        chair.says_something(space).expect("in order");
    }
    table.talk(0, 1);
    for (at, log) in [(0, one), (0, other), (1, one), (1, other)] {
        let (host, of) = (table.host(at), usize::from(log == other));
        let shown = host.extension(gone, space, LogKey::main(log), 0);
        let size = shown.map(|extend| extend.checkpoint.head.size);
        assert_eq!(size, Some(last[of]), "{at} of {of}");
    }
    // Somebody with Borealis' node key signs another head after that: the members are told.
    let head = Checkpoint {
        log: LogKey::main(other).in_space(space),
        size: table.holds(0, 1),
        root: Hash([7; 32]),
        previous: None,
        time_ms: 0,
    };
    let seat = table.chairs[1].node.seat(&other).expect("its own");
    let host = table.host(0);
    let examined = host.examine(other, head.sign(&seat.keys.node));
    assert_eq!(examined, net::Examined::News, "a fork");
    let told = |peer| host.holding(peer, space).expect("it is shared").forks;
    let name = *told(other).keys().next().expect("a proof for a member");
    assert!(host.fork(other, space, name).is_some());
    assert!(told(gone).is_empty());
    assert_eq!(host.fork(gone, space, name), None);
}

/// The last word for its removal is under keys that were renewed, and who is to leave was told a thief's renewal instead.
#[test]
fn m011_who_left_is_served_the_keys_that_its_removal_is_under_though_it_holds_others() {
    for (relay, holds_both) in [(0, false), (0, true), (1, false)] {
        let copy = tempfile::tempdir().unwrap();
        let mut table = Table::of(&["Asteria", "Borealis", "Cimmeria"]);
        let space = table.space;
        let [asteria, party, gone] = [0, 1, 2].map(|at: usize| table.chairs[at].party);
        let removal = members(&[asteria, party]);
        let text = table.chairs[0].acts(space, removal).sealed[0].0;
        table.everybody_talks();
        table.chairs[2].acts(space, Command::Assent { text });
        table.everybody_talks();
        let batch = stolen(table.chairs[1].folder.path(), copy.path(), party, space);
        rotate_often(&table.chairs[1].node, party, 1..=1);
        take(table.chairs[2].node.clone(), gone, asteria, &batch);
        if holds_both {
            take(table.chairs[0].node.clone(), asteria, gone, &batch);
        }
        table.chairs[1].acts(space, Command::Assent { text });
        for _ in 0..3 {
            table.talk(0, 1);
        }
        for _ in 0..3 {
            table.talk(relay, 2);
        }
        assert_eq!(table.status(relay, &text), Some(TextStatus::InEffect));
        assert_eq!(table.status(2, &text), Some(TextStatus::InEffect));
        let digest = table.chairs[2].digest(space);

        rotate_often(&table.chairs[1].node, party, 2..=2);
        table.chairs[1].says_something(space).expect("in order");
        for _ in 0..3 {
            table.talk(0, 1);
            table.talk(relay, 2);
        }
        assert_eq!(
            table.chairs[2].digest(space),
            digest,
            "nothing from after it"
        );
        let holding = table.host(relay).holding(gone, space).expect("up to there");
        let logs = holding.branches.values().chain(holding.keys.values());
        let mut rungs = logs.flat_map(|branches| branches.values().flatten());
        assert!(rungs.all(|(size, _)| *size <= 2), "{holding:?}");
    }
}
