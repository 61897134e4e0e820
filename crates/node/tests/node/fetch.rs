//! The branches of a forked log come to everybody, whoever has them, however they are carried, whoever lies.

use std::sync::Arc;

use net::Peer;
use net::pouch::contents;
use net::wire::{Branches, Message, RUNGS_MAX, decode_bundle, encode_bundle};
use record::{Hash, LogKey};

use crate::forks::{ASTERIA, BOREALIS, CORVUS, TWIN, with_a_twin};
use crate::table::Table;

/// Corvus has told Asteria one thing and Borealis another; those two have not met since.
pub fn told_apart() -> Table {
    let mut table = with_a_twin(1);
    for (node, victim) in [(CORVUS, ASTERIA), (TWIN, BOREALIS)] {
        for _ in 0..3 {
            table.chairs[node].says_something(table.space).unwrap();
        }
        table.talk(node, victim);
    }
    table
}

fn branches(table: &Table, at: usize) -> usize {
    let log = LogKey::main(table.chairs[CORVUS].party);
    let count = |state: &node::Space| state.record.branches(log).count();
    let count = table.chairs[at].node.read(&table.space, count);
    count.expect("the space is known")
}

fn assert_same(table: &Table, one: usize, other: usize) {
    let digest = |at: usize| table.chairs[at].digest(table.space);
    assert_eq!(digest(one), digest(other));
    assert_eq!([one, other].map(|at| branches(table, at)), [2, 2]);
}

#[test]
fn t1_branches_come_over_however_often_the_connection_is_cut() {
    let mut table = told_apart();
    let mut cuts = 0;
    while !table.talk_until_cut(ASTERIA, BOREALIS, 2 + cuts / 2) {
        cuts += 1;
        assert!(cuts < 40, "it gets nowhere");
    }
    assert!(cuts > 1, "it was cut {cuts} times");
    assert_same(&table, ASTERIA, BOREALIS);
    // The node that forked learns of its own other branch in the same way.
    table.talk(CORVUS, BOREALIS);
    assert_same(&table, CORVUS, BOREALIS);
}

/// What is forked further than nodes follow does not go in circles between them.
#[test]
fn t1_more_branches_than_are_followed_come_to_rest() {
    let mut table = with_a_twin(0);
    for number in 0..10 {
        let twin = table.chairs[TWIN].twin();
        table.chairs.push(twin);
        let twin = table.chairs.len() - 1;
        // It learns what it signed before from somebody who does not know of the others.
        table.talk(twin, ASTERIA);
        table.talk(twin, BOREALIS);
        let words = format!("Version {number}");
        table.chairs[twin].says(table.space, &words).unwrap();
    }
    for twin in TWIN + 1..TWIN + 11 {
        table.talk(twin, [ASTERIA, BOREALIS][twin % 2]);
    }
    for _ in 0..3 {
        let sent = table.sent.len();
        table.talk(ASTERIA, BOREALIS);
        let sent = table.sent.len() - sent;
        assert!(sent < 40, "{sent} bundles");
    }
    assert_eq!([ASTERIA, BOREALIS].map(|at| branches(&table, at)), [8, 8]);
}

/// A member says that it holds what nobody has, of forked logs and others, again and again.
#[test]
fn t1_lies_about_branches_are_answered_once_and_stop_nobody() {
    let mut table = told_apart();
    table.talk(ASTERIA, BOREALIS);
    let (space, liar) = (table.space, table.chairs[CORVUS].party);
    let end = Peer::new(liar, Arc::new(table.host(ASTERIA)));
    let lie = |log: LogKey, number: u8| {
        let rungs = (0..RUNGS_MAX as u64).map(|size| (size << number, Hash([number; 32])));
        let log = log.in_space(space);
        let rungs = rungs.collect();
        Message::Branches(Branches { log, rungs }).encode()
    };
    let mut served = 0;
    for log in [liar, table.chairs[ASTERIA].party].map(LogKey::main) {
        for number in [1, 1, 1, 1, 2] {
            end.handle(&encode_bundle(&[lie(log, number)]), 1).unwrap();
            while let Some(bundle) = end.drain() {
                let messages = decode_bundle(&bundle).unwrap();
                let entries = |message: &&Message| matches!(message, Message::Entries(_));
                served += messages.iter().filter(entries).count();
            }
        }
    }
    // Each of the two branches for each of two different lies, and nothing for a log that is not forked; the rest is
    // what a peer that says nothing else is sent anyway.
    assert!(served <= 4 + 8, "{served} batches");
    table.chairs[BOREALIS].says_something(space).unwrap();
    table.talk(ASTERIA, BOREALIS);
    assert_same(&table, ASTERIA, BOREALIS);
}

/// By pouches: each side puts in what the other has not vouched to hold.
#[test]
fn t1_branches_travel_in_pouches() {
    let table = told_apart();
    let ends = [ASTERIA, BOREALIS].map(|at| (at, table.chairs[at].party));
    for _ in 0..2 {
        for [(from, sender), (to, receiver)] in [ends, [ends[1], ends[0]]] {
            let host = table.host(from);
            let node = table.chairs[from].node.clone();
            let held = move |space, log: &LogKey| {
                let held = |state: &node::Space| state.held_with_shared(log, &receiver);
                node.read(&space, held).unwrap_or(0)
            };
            let end = Peer::new(sender, Arc::new(table.host(to)));
            for bundle in contents(&host, receiver, held) {
                end.handle(&bundle, 1).unwrap();
            }
        }
    }
    assert_same(&table, ASTERIA, BOREALIS);
}
