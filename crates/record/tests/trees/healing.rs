//! After a fork: the heal, the next epoch, and how what is contested is settled.

use record::heal::{self, HealedHead};
use record::leaf::Leaf;
use record::seal::Statement;
use record::{Body, Entry, Hash, Kind, Lane, LogKey, TextStatus, Verdict, Void};

use crate::orders::every_order;
use crate::table::{A, B, C, Table, X};
use crate::two_faced;

/// The party that forked takes both branches together, and heals all that it then knows of.
pub fn heal(table: &mut Table) -> Verdict {
    table.tell(X, A);
    let seat = &mut table.seats[A];
    let heads = seat.record.heads_to_heal(&seat.player.party, Lane::Main);
    seat.heal(heads).verdict
}

#[test]
fn m026_whoever_knows_the_heal_knows_every_branch_that_it_names() {
    let mut table = Table::forked(2, two_faced);
    assert_eq!(heal(&mut table), Verdict::Valid);
    let (record, party) = (&table.seats[A].record, table.seats[A].player.party);
    let current = record.current(&party, Lane::Main);
    assert_eq!(current.epoch, 1);
    assert!(!record.is_unhealed(&party, Lane::Main));
    let view = record.view_of(&current);
    for text in &table.texts {
        assert!(record.ledger().in_effect(text, &view));
    }
    // B, C, the two nodes of A until the fork, and the heal behind both.
    let expected = [Some(TextStatus::Contested), Some(TextStatus::Contested)];
    assert_eq!(every_order(&table, 1680), expected);
}

/// The heads alone bring what the authors of the branches knew: a heal need not name it again.
#[test]
fn m026_a_heal_without_rows_of_seen_knows_what_was_known_on_its_branches() {
    let mut table = Table::forked(2, two_faced);
    table.tell(X, A);
    let seat = &mut table.seats[A];
    let party = seat.player.party;
    let heads = seat.record.heads_to_heal(&party, Lane::Main);
    let log = LogKey::of(party, Lane::Main, 1);
    let body = heal::body(seat.record.space(), &log, heads, [9; 16]);
    let signed = Statement::sign(&body, Vec::new(), &seat.player.seal);
    let leaf = Leaf {
        statement: Body::id_of(&signed.body_bytes),
        signatures: signed.signatures,
        identity_size: 1,
        seen: Vec::new(),
    };
    let entry = Entry::new(leaf.encode(), signed.body_bytes, Vec::new()).expect("it is sound");
    let folded = seat.take(log, &entry);
    let [heal] = &folded[..] else {
        panic!("it waits for nothing");
    };
    assert_eq!(heal.verdict, Verdict::Valid);
    for text in &table.texts {
        // Proposed and assented to in the logs of others, which this heal does not name.
        assert!(seat.record.ledger().in_effect(text, &heal.view));
    }
}

#[test]
fn m026_a_text_that_builds_on_all_contested_ones_settles_the_slot() {
    let mut table = Table::forked(2, two_faced);
    heal(&mut table);
    table.tell(C, B);
    table.tell(A, B);
    let slots = table.slots_on_all("x");
    let settled = table.seats[B].propose(&slots);
    assert_eq!(settled.verdict, Verdict::Valid);
    table.texts.push(settled.statement);
    assert_eq!(
        table.act(B, Kind::Assent, settled.statement),
        Verdict::Valid
    );
    table.tell(B, A);
    let assent = table.act(A, Kind::Assent, settled.statement);
    assert_eq!(assent, Verdict::Valid);
    let statuses = table
        .texts
        .iter()
        .map(|text| table.seats[A].record.status(text));
    let statuses: Vec<_> = statuses.collect();
    assert_eq!(statuses[2], Some(TextStatus::InEffect));
    assert_eq!(statuses[..2], [Some(TextStatus::Contested); 2]);
}

/// Healing one head only is what a restore does that nobody can vouch for. What was signed beside it counts as well.
#[test]
fn m026_a_heal_that_leaves_out_a_branch_is_seen_to() {
    let mut table = Table::forked(2, two_faced);
    let (party, log) = (table.seats[A].player.party, table.seats[A].player.log());
    let heads = table.seats[A].record.heads_to_heal(&party, Lane::Main);
    assert_eq!(heads.len(), 1);
    assert_eq!(table.seats[A].heal(heads).verdict, Verdict::Valid);
    assert!(!table.seats[A].record.is_unhealed(&party, Lane::Main));
    for (from, to) in [(A, B), (X, C), (C, B)] {
        table.tell(from, to);
    }
    let record = &table.seats[B].record;
    assert!(record.is_forked(&log) && record.is_unhealed(&party, Lane::Main));
    assert_eq!(record.heads_to_heal(&party, Lane::Main).len(), 2);
    every_order(&table, 630);
    // The next heal names what the first one left out.
    assert_eq!(heal(&mut table), Verdict::Valid);
    assert!(!table.seats[A].record.is_unhealed(&party, Lane::Main));
    assert_eq!(table.seats[A].record.current(&party, Lane::Main).epoch, 2);
}

#[test]
fn m026_a_party_that_writes_on_in_an_epoch_that_it_healed_contradicts_itself() {
    let mut table = Table::forked(2, |_| {});
    let party = table.seats[A].player.party;
    let heads = table.seats[A].record.heads_to_heal(&party, Lane::Main);
    table.seats[A].heal(heads);
    table.act(X, Kind::Remark, record::StatementId::default());
    table.tell(A, B);
    assert!(!table.seats[B].record.is_unhealed(&party, Lane::Main));
    table.tell(X, B);
    assert!(table.seats[B].record.is_unhealed(&party, Lane::Main));
    every_order(&table, 2);
}

#[test]
fn m026_a_statement_counts_once_whatever_the_epoch() {
    let mut table = Table::forked(2, |_| {});
    let (body, key) = (
        table.seats[A].body(Kind::Remark, &[]),
        table.seats[A].player.delegate.clone(),
    );
    assert_eq!(table.seats[X].seal(&body, &key).verdict, Verdict::Valid);
    heal(&mut table);
    let again = table.seats[A].seal(&body, &key).verdict;
    assert_eq!(again, Verdict::Void(Void::Repeated));
    every_order(&table, 4);
}

/// The signature of a heal is there for all to read, and whoever has the node key seals what it likes.
#[test]
fn m026_a_heal_opens_the_epoch_that_it_names_and_no_other() {
    let mut table = Table::forked(2, two_faced);
    let party = table.seats[A].player.party;
    assert_eq!(heal(&mut table), Verdict::Valid);
    let healed = table.seats[A].handed().pop().expect("the heal").entry;
    let leaf = Leaf {
        seen: Vec::new(),
        ..healed.leaf.clone()
    };
    for (lane, epoch) in [(Lane::Main, 2), (Lane::Main, 3), (Lane::Urgent, 1)] {
        let again = Entry::new(leaf.encode(), healed.body_bytes.clone(), Vec::new());
        let log = LogKey::of(party, lane, epoch);
        let folded = table.seats[A].take(log, &again.expect("it is sound"));
        let verdicts: Vec<Verdict> = folded.iter().map(|one| one.verdict).collect();
        assert_eq!(verdicts, [Verdict::Void(Void::Malformed)], "{log:?}");
    }
    let record = &table.seats[A].record;
    assert_eq!(record.current(&party, Lane::Main).epoch, 1);
    assert!(!record.is_unhealed(&party, Lane::Main));
}

#[test]
fn m026_what_is_no_heal_opens_no_epoch() {
    let table = || Table::forked(2, |_| {});
    let party = table().seats[A].player.party;
    let sound = table().seats[A].record.heads_to_heal(&party, Lane::Main)[0];
    let malformed = Verdict::Void(Void::Malformed);
    let later = HealedHead { epoch: 1, ..sound };
    let empty = HealedHead { size: 0, ..sound };
    for heads in [
        vec![],
        vec![later],
        vec![sound, later],
        vec![sound, sound],
        vec![empty],
    ] {
        let mut table = table();
        assert_eq!(table.seats[A].heal(heads).verdict, malformed);
        let current = table.seats[A].record.current(&party, Lane::Main);
        assert_eq!(current.epoch, 0);
    }
    let mut table = table();
    let (log, seal) = (
        table.seats[A].player.log(),
        table.seats[A].player.seal.clone(),
    );
    let body = heal::body(table.seats[A].record.space(), &log, vec![sound], [9; 16]);
    let folded = table.seats[A].seal_in(log, &body, Vec::new(), &seal);
    assert_eq!(folded.verdict, Verdict::NotUnderstood);
}

/// What somebody else began with the node's key is nobody's to go on with, and nothing that has to be healed.
#[test]
fn m026_a_heal_passes_over_an_epoch_that_no_heal_opened() {
    let mut table = Table::forked(2, two_faced);
    let party = table.seats[A].player.party;
    let body = table.seats[A].body(Kind::Remark, &[]);
    let (log, key) = (
        LogKey::of(party, Lane::Main, 1),
        table.seats[A].player.delegate.clone(),
    );
    let begun = table.seats[A].seal_in(log, &body, Vec::new(), &key);
    assert_eq!(begun.verdict, Verdict::Void(Void::NotAtStart));
    assert_eq!(heal(&mut table), Verdict::Valid);
    let record = &table.seats[A].record;
    assert_eq!(record.current(&party, Lane::Main).epoch, 2);
    assert!(!record.is_unhealed(&party, Lane::Main));
    let later = table.seats[A].body(Kind::Remark, &[]);
    table.seats[A].seal_in(log, &later, Vec::new(), &key);
    assert!(!table.seats[A].record.is_unhealed(&party, Lane::Main));
    let heads = table.seats[A].record.heads_to_heal(&party, Lane::Main);
    assert!(heads.iter().all(|head| head.epoch == 2));
    table.tell(A, B);
    assert_eq!(
        table.seats[B].record.digest(),
        table.seats[A].record.digest()
    );
}

/// A heal of what nobody holds waits, and holds up nothing but its own log.
#[test]
fn a_heal_of_unknown_heads_waits() {
    let mut table = Table::forked(2, two_faced);
    let party = table.seats[A].player.party;
    heal(&mut table);
    let healed = table.seats[A].handed().pop().expect("the heal");
    assert_eq!(healed.entry.body.kind, Kind::Heal);
    let seat = &mut table.seats[C];
    seat.take_at(&healed);
    assert_eq!(seat.record.waiting().len(), 1);
    assert_eq!(seat.record.current(&party, Lane::Main).epoch, 0);
    assert_eq!(
        table.act(C, Kind::Remark, record::StatementId(Hash([7; 32]))),
        Verdict::Valid
    );
    table.tell(A, C);
    assert!(table.seats[C].record.waiting().is_empty());
    assert_eq!(table.seats[C].record.current(&party, Lane::Main).epoch, 1);
}
