//! A bundle shows a forked record as the node has it that wrote it, in whichever order the branches came to that node.

use record::audit::Audit;
use record::bundle::Bundle;
use record::testing::Player;
use record::{Kind, Lane, Record, StatementId, TextStatus};

use crate::healing::heal;
use crate::identities::{revoke, rotate};
use crate::table::{A, B, C, Table, X};
use crate::two_faced;
use crate::whole::whole;

/// What a bundle of everything that a seat holds shows to a stranger.
fn audited(table: &Table, seat: usize) -> Audit {
    let players: Vec<Player> = [A, B, C].map(|at| table.seats[at].player.clone()).into();
    let bundle = whole(&table.seats[seat], &players);
    let read = Bundle::decode(&bundle.encode()).expect("a bundle");
    assert_eq!(read, bundle, "what is read is what was written");
    let audit = Audit::of(&read);
    assert_eq!(audit.flaws, []);
    let record = audit.record.as_ref().expect("complete logs");
    assert_eq!(record.digest(), table.seats[seat].record.digest());
    audit
}

/// The report on every entry, every text and every branch.
fn report(audit: &Audit) -> Vec<String> {
    let entries = audit.entries.iter().map(|one| {
        let said = (one.after, one.before, &one.held_by, &one.witnessed_by);
        let folded = &one.folded;
        format!(
            "{:?} {} {:?} {said:?}",
            folded.at, folded.statement, folded.verdict
        )
    });
    let texts = audit.texts().into_iter();
    let texts = texts.map(|one| {
        format!(
            "{} {:?} {:?} {:?}",
            one.text, one.status, one.assents, one.renounces
        )
    });
    let branches = audit.branches.iter().map(|branch| format!("{branch:?}"));
    entries.chain(texts).chain(branches).collect()
}

/// B hears everybody in one order, C in the other, and what they write is told alike. Gives how many branches it has.
fn told_alike(table: &mut Table) -> usize {
    let last = table.seats.len();
    let others: Vec<usize> = (0..last).filter(|seat| ![B, C].contains(seat)).collect();
    for _ in 0..3 {
        others.iter().for_each(|from| table.tell(*from, B));
        others.iter().rev().for_each(|from| table.tell(*from, C));
        table.tell(B, C);
        table.tell(C, B);
    }
    let waiting = |record: &Record| record.waiting().len();
    assert_eq!(
        [B, C].map(|seat| waiting(&table.seats[seat].record)),
        [0, 0]
    );
    let audits = [B, C].map(|seat| audited(table, seat));
    let [one, other] = audits.each_ref().map(report);
    let differs = one.iter().zip(&other).find(|(one, other)| one != other);
    assert_eq!(differs, None);
    assert_eq!(one.len(), other.len());
    audits[0].branches.len()
}

#[test]
fn m026_a_bundle_of_a_forked_party_has_every_branch() {
    let mut table = Table::forked(2, two_faced);
    assert_eq!(told_alike(&mut table), 2);
    // Each of the two knows the branch first that it heard first, and the bundles differ.
    let first = |seat: usize| {
        let seat = &table.seats[seat];
        let log = table.seats[A].player.log();
        let own = seat.entries.iter().rfind(|(key, _)| *key == log);
        own.expect("it has entries").1.leaf_hash()
    };
    assert_ne!(first(B), first(C));
}

#[test]
fn m026_what_builds_on_both_branches_after_the_heal_is_judged() {
    let mut table = Table::forked(2, two_faced);
    heal(&mut table);
    table.tell(A, B);
    table.tell(C, B);
    let slots = table.slots_on_all("x");
    let settled = table.seats[B].propose(&slots).statement;
    table.act(B, Kind::Assent, settled);
    table.tell(B, A);
    table.act(A, Kind::Assent, settled);
    assert_eq!(told_alike(&mut table), 2);
    let texts = audited(&table, C).texts();
    let status = |text: &StatementId| {
        let mut found = texts.iter().filter(|one| one.text == *text);
        found.next().expect("it is a text").status
    };
    assert_eq!(status(&settled), TextStatus::InEffect);
    assert_eq!(
        [0, 1].map(|at| status(&table.texts[at])),
        [TextStatus::Contested; 2]
    );
}

#[test]
fn m026_branches_that_leave_at_different_places_stand_where_they_leave() {
    let mut table = Table::forked(2, |table| {
        let text = table.put_forward(A, "x");
        let third = table.twin(A);
        table.act(third, Kind::Release, text);
        table.act(A, Kind::Remark, text);
        table.act(X, Kind::Remark, text);
    });
    assert_eq!(told_alike(&mut table), 3);
    let branches = audited(&table, B).branches;
    let stems = branches.iter().filter_map(|branch| branch.stem);
    let mut stems: Vec<u64> = stems.map(|stem| stem.at).collect();
    stems.sort_unstable();
    assert_eq!(stems, [2, 4]);
}

#[test]
fn m026_the_keys_of_every_branch_of_an_identity_log_count_in_a_bundle() {
    let mut table = Table::forked(2, |table| {
        let keys = [(A, "seal-1"), (X, "seal-2")].map(|(seat, word)| rotate(table, seat, word));
        revoke(table, A, &keys[0]);
        revoke(table, X, &keys[1]);
    });
    // Who hears a branch of the keys late folds everything anew; here both hear the keys first.
    for (seat, order) in [(B, [A, X]), (C, [X, A])] {
        for lane in [Lane::Identity, Lane::Main] {
            for from in order {
                let mut told = table.seats[from].handed();
                told.retain(|told| told.log.lane == lane);
                told.iter()
                    .for_each(|told| drop(table.seats[seat].take_at(told)));
            }
        }
        assert!(!table.seats[seat].record.is_stale());
    }
    assert_eq!(told_alike(&mut table), 4);
}

/// Numbers that look random and are the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % sides as u64) as usize
    }
}

/// A party with a growing number of nodes says whatever comes, is heard here and there, and heals now and then.
fn improvise(table: &mut Table, dice: &mut Dice) {
    table.put_forward(B, "x");
    for _ in 0..50 {
        let seat = dice.roll(table.seats.len());
        let text = table.texts[dice.roll(table.texts.len())];
        let party = table.seats[A].player.party;
        let is_fork = table.seats[seat].player.party == party;
        let kinds = [Kind::Assent, Kind::Release, Kind::Renounce, Kind::Remark];
        match dice.roll(12) {
            0 => drop(table.put_forward(seat, ["x", "y"][dice.roll(2)])),
            1 if is_fork && table.seats.len() < 7 => drop(table.twin(seat)),
            2 if is_fork => {
                let heads = table.seats[seat].record.heads_to_heal(&party, Lane::Main);
                table.seats[seat].heal(heads);
            }
            3..7 => {
                let other = (seat + 1 + dice.roll(table.seats.len() - 1)) % table.seats.len();
                table.tell(other, seat);
            }
            _ => drop(table.act(seat, kinds[dice.roll(kinds.len())], text)),
        }
    }
}

fn at_random(seed: u64) -> usize {
    let mut table = Table::forked(2, |table| improvise(table, &mut Dice(seed)));
    // The same seeds every time: cargo test -p detente-record --test trees at_random
    println!("seed {seed}: {} nodes", table.seats.len());
    told_alike(&mut table)
}

#[test]
fn m026_bundles_of_forked_histories_at_random_are_told_alike() {
    let branches: Vec<usize> = (0..40).map(at_random).collect();
    assert!(
        branches.iter().filter(|count| **count > 2).count() > 20,
        "{branches:?}"
    );
}
