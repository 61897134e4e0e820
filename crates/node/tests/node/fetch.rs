//! The branches of a forked log come to everybody, whoever has them, however they are carried, whoever lies.

use std::sync::Arc;

use domain::{Command, List};
use net::pouch::contents;
use net::wire::{Branches, Message, RUNGS_MAX, decode_bundle, encode_bundle};
use net::{Host, Peer};
use record::fork::ForkProof;
use record::{Hash, LogKey};

use crate::forks::{ASTERIA, BOREALIS, CORVUS, TWIN, with_a_twin};
use crate::pair::propose;
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

/// How many versions of Corvus' log are held at `at`.
pub fn branches(table: &Table, at: usize) -> usize {
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

/// What the ladders show to be shared ends more than a batch before the place where the branches part.
#[test]
fn t1_branches_come_over_though_what_they_share_is_more_than_one_batch() {
    let mut table = with_a_twin(30);
    let mut long = propose(List::Dialogues, "A long text");
    if let Command::Propose { wordings, .. } = &mut long {
        wordings.0[0].text = "文".repeat(60_000);
    }
    for _ in 0..30 {
        table.chairs[CORVUS].acts(table.space, long.clone());
    }
    for other in [ASTERIA, BOREALIS] {
        table.talk(CORVUS, other);
    }
    table.talk(TWIN, ASTERIA);
    for _ in 0..70 {
        table.chairs[CORVUS].says_something(table.space).unwrap();
    }
    table.chairs[TWIN].says_something(table.space).unwrap();
    table.talk(CORVUS, ASTERIA);
    table.talk(TWIN, BOREALIS);
    table.talk(ASTERIA, BOREALIS);
    assert_same(&table, ASTERIA, BOREALIS);
}

/// Whether it is known at `at` that the node of `by` holds all branches.
fn knows_holder(table: &Table, at: usize, by: usize) -> bool {
    let log = LogKey::main(table.chairs[CORVUS].party);
    let by = table.chairs[by].party;
    let all = |state: &node::Space| {
        let mut branches = state.record.branches(log);
        branches.all(|one| state.held_with_shared(&one, &by) == state.record.size(&one))
    };
    table.chairs[at].node.read(&table.space, all) == Some(true)
}

/// The proof, the receipts and the branch come in any order, and no start is needed to know who holds what.
#[test]
fn t1_who_holds_a_branch_is_known_as_soon_as_it_is_here() {
    for bundles in [1, 4, 8] {
        let mut table = told_apart();
        for [one, other] in [[ASTERIA, BOREALIS], [BOREALIS, CORVUS], [ASTERIA, CORVUS]] {
            table.talk_until_cut(one, other, bundles);
            table.talk(one, other);
        }
        for (at, by) in [
            (BOREALIS, ASTERIA),
            (ASTERIA, BOREALIS),
            (CORVUS, ASTERIA),
            (CORVUS, BOREALIS),
        ] {
            assert_same(&table, at, by);
            assert!(knows_holder(&table, at, by), "{at} of {by} after {bundles}");
        }
    }
}

/// A receipt for a head of the other branch is there before it: it is neither kept nor dropped.
#[test]
fn t1_a_receipt_for_a_branch_that_is_still_to_come_comes_again() {
    for knows_of_the_fork in [false, true] {
        let mut table = told_apart();
        let space = table.space;
        let [forked, holder] =
            [CORVUS, BOREALIS].map(|at| (table.host(at), table.chairs[at].party));
        if knows_of_the_fork {
            table.talk(ASTERIA, BOREALIS);
            let proofs = |state: &node::Space| state.forks.values().flatten().cloned().collect();
            let proofs: Vec<ForkProof> = table.chairs[BOREALIS].node.read(&space, proofs).unwrap();
            for proof in proofs {
                assert!(forked.0.take_fork(holder.1, proof), "it is one");
            }
            // The other copy goes on meanwhile.
            table.chairs[TWIN].says_something(space).unwrap();
            table.talk(TWIN, BOREALIS);
        }
        let receipts = holder.0.receipts(forked.1, space, 0).unwrap();
        forked
            .0
            .take_receipts(holder.1, space, receipts.next, receipts.list);
        // The branch comes, and with the heads after it the receipts.
        table.talk(CORVUS, BOREALIS);
        table.talk(CORVUS, BOREALIS);
        assert_same(&table, CORVUS, BOREALIS);
        assert!(
            knows_holder(&table, CORVUS, BOREALIS),
            "{knows_of_the_fork}"
        );
    }
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
