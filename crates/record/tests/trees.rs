//! Forked logs are read as trees: what a party signed on any branch counts, whichever branch came first.
//!
//! A party's node is copied, and both copies go on sealing. One honest party hears the one, another the other; then the
//! honest ones talk. Every order in which the entries can arrive must come to one state.

#![expect(
    clippy::print_stdout,
    reason = "the seeds of a random test belong to its result"
)]

#[path = "trees/bundles.rs"]
mod bundles;
#[path = "trees/healing.rs"]
mod healing;
#[path = "trees/identities.rs"]
mod identities;
#[path = "trees/orders.rs"]
mod orders;
#[path = "trees/table.rs"]
mod table;
#[path = "bundle/whole.rs"]
mod whole;

use std::collections::BTreeSet;

use record::testing::slot;
use record::{Fit, Kind, Stem, TextStatus, Verdict};

use orders::every_order;
use table::{A, B, C, Table, X};

const CONTESTED: Option<TextStatus> = Some(TextStatus::Contested);

/// Two rivals, each of which the party that forks assents to on one branch.
fn two_faced(table: &mut Table) {
    let rivals = [B, C].map(|seat| table.put_forward(seat, "x"));
    table.tell(B, A);
    table.tell(C, X);
    assert_eq!(table.act(A, Kind::Assent, rivals[0]), Verdict::Valid);
    assert_eq!(table.act(X, Kind::Assent, rivals[1]), Verdict::Valid);
}

#[test]
fn m026_rivals_assented_to_on_two_branches_are_contested_in_every_order() {
    let table = Table::forked(2, two_faced);
    let statuses = every_order(&table, 180);
    assert_eq!(statuses, [CONTESTED, CONTESTED]);
}

#[test]
fn m026_a_text_that_is_in_effect_on_one_branch_and_dead_on_the_other_is_contested() {
    let table = Table::forked(3, |table| {
        let text = table.put_forward(B, "x");
        table.tell(B, C);
        table.act(C, Kind::Assent, text);
        table.tell(B, A);
        table.tell(B, X);
        table.act(A, Kind::Assent, text);
        table.act(X, Kind::Renounce, text);
    });
    assert_eq!(every_order(&table, 60), [CONTESTED]);
}

#[test]
fn m026_what_others_say_after_seeing_one_branch_waits_for_that_branch() {
    let table = Table::forked(2, |table| {
        let rivals = [B, C].map(|seat| table.put_forward(seat, "x"));
        table.tell(B, A);
        table.act(A, Kind::Assent, rivals[0]);
        table.act(X, Kind::Remark, rivals[0]);
        table.tell(A, B);
        table.tell(X, C);
        table.act(B, Kind::Remark, rivals[0]);
    });
    let statuses = every_order(&table, 420);
    let expected = [Some(TextStatus::InEffect), Some(TextStatus::Overtaken)];
    assert_eq!(statuses, expected);
}

#[test]
fn m026_three_branches_that_leave_at_different_places() {
    let table = Table::forked(2, |table| {
        let text = table.put_forward(A, "x");
        let third = table.twin(A);
        table.act(third, Kind::Release, text);
        table.act(A, Kind::Remark, text);
        table.act(X, Kind::Remark, text);
    });
    every_order(&table, 140);
}

/// A node may hold both branches before it has what their common beginning waits for.
#[test]
fn m026_branches_wait_with_what_they_share() {
    let table = Table::forked(2, |table| {
        let text = table.put_forward(B, "x");
        table.tell(B, A);
        table.act(A, Kind::Assent, text);
        let third = table.twin(A);
        table.act(A, Kind::Remark, text);
        table.act(third, Kind::Remark, text);
    });
    assert_eq!(every_order(&table, 90), [Some(TextStatus::InEffect)]);
}

/// The same statement sealed on two branches is one text, and its entries stand at two places.
#[test]
fn a_text_that_was_proposed_on_two_branches_is_one_text() {
    let mut table = Table::forked(2, |_| {});
    let body = table.proposal(A, &[slot("x")]);
    let delegate = table.seats[A].player.delegate.clone();
    let (one, other) = (
        table.seats[A].seal(&body, &delegate).statement,
        table.seats[X].act(Kind::Remark, record::StatementId::default()),
    );
    assert_eq!(other.verdict, Verdict::Valid);
    assert_eq!(table.seats[X].seal(&body, &delegate).statement, one);
    table.texts.push(one);
    assert_eq!(every_order(&table, 3), [Some(TextStatus::Open)]);
    table.tell(A, B);
    table.tell(X, B);
    let text = table.seats[B].record.ledger().text(&one).expect("proposed");
    assert_eq!(text.proposed.iter().count(), 2);
}

#[test]
fn an_entry_finds_the_branch_on_which_it_stands() {
    let mut table = Table::forked(2, two_faced);
    table.tell(A, B);
    let log = table.seats[A].player.log();
    let size = table.seats[A].record.size(&log);
    let record = &table.seats[B].record;
    let told = table.seats[X].handed().pop().expect("it sealed");
    let leaf = [told.entry.leaf_hash()];
    assert_eq!(told.index, size - 1);
    let stem = Stem {
        of: log,
        at: size - 1,
    };
    let expected = Fit::Leaves { stem, held: 0 };
    assert_eq!(record.fit(&log, told.index, &leaf, &told.root), expected);
    assert_eq!(record.fit(&log, size + 1, &leaf, &told.root), Fit::Gap);
    assert_eq!(record.fit(&log, 0, &leaf, &told.root), Fit::Mismatch);

    // How far two nodes that hold one branch each have the same.
    let ladder = table.seats[X].record.ladder(&log, u64::MAX);
    let common = record.last_common(&log, &ladder);
    assert!(common < size && common > 0, "{common} of {size}");
    assert_eq!(record.last_common(&log, &[(size, told.root)]), 0);

    table.tell(X, B);
    let record = &table.seats[B].record;
    assert!(record.is_forked(&log) && record.is_unhealed(&log.party, log.lane));
    let branch = record.branch_with(&log, told.index + 1, &told.root);
    assert_eq!(branch.map(|branch| branch.branch), Some(1));
    assert_eq!(record.fit(&log, told.index, &leaf, &told.root), Fit::Known);
    let names: BTreeSet<_> = record.branches(log).map(|branch| branch.whole()).collect();
    assert_eq!(names.len(), 1);

    // Whoever holds all of one branch, and names no place before it, holds what the other one shares with it.
    let (branch, parting) = (branch.unwrap(), size - 1);
    let rung = |branch, size| (size, record.root_at(branch, size).unwrap());
    assert_eq!(record.last_common(&branch, &[rung(&log, size)]), parting);
    assert_eq!(record.last_common(&log, &[rung(&branch, size)]), parting);
    assert_eq!(record.last_common(&log, &[rung(&branch, 1)]), 1);
    assert_eq!(record.last_common(&branch, &[rung(&branch, size)]), size);
}

/// However many branches somebody signs, a node follows a bounded number.
#[test]
fn a_node_follows_eight_branches_and_no_more() {
    let mut table = Table::forked(2, |_| {});
    for number in 0..10 {
        let twin = table.twin(A);
        table.act(twin, Kind::Remark, record::StatementId::default());
        table.tell(twin, B);
        let branches = table.seats[B].record.branches(table.seats[A].player.log());
        assert_eq!(branches.count(), (number + 1).min(8));
    }
}
