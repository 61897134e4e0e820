//! The bounded model check of the rule of what is in effect, run on the record's own code.
//!
//! Signatures, bytes and the network are left out. What remains is explored in full: who seals which act
//! knowing how much of the others, in every way that is possible without a fork, and then with one party
//! that forks, and that heals. The same check must reject naive rules, or it would show nothing. The bounds are in the
//! tests; the larger ones run by hand (`./check long`).

#![expect(
    clippy::print_stdout,
    reason = "how far a check went belongs to its result"
)]

#[path = "rule_model/check.rs"]
mod check;
#[path = "rule_model/explore.rs"]
mod explore;
#[path = "rule_model/history.rs"]
mod history;
#[path = "rule_model/liveness.rs"]
mod liveness;
#[path = "rule_model/rules.rs"]
mod rules;
#[path = "rule_model/symmetry.rs"]
mod symmetry;
#[path = "rule_model/world.rs"]
mod world;

use check::Breach;
use explore::{Explored, State, explore};
use rules::{Record, Rules};
use symmetry::symmetries;
use world::{World, text_id};

/// A world in which these many texts claim one slot, proposed by the parties in turn.
fn crossing(name: &'static str, parties: usize, texts: usize, threshold: u64) -> World {
    let world = World::new(name, parties, threshold);
    (0..texts).fold(world, |world, text| world.text(text % parties, &[1]))
}

/// Two parties; texts 1 and 2 claim a slot each, text 3 claims both.
fn two_slots(name: &'static str) -> World {
    let world = World::new(name, 2, 2);
    world.text(0, &[1]).text(1, &[2]).text(0, &[1, 2])
}

/// Two parties; text 1, and a change (text 2) after which two of three decide, among them text 3 in the slot of text 1.
fn joining(name: &'static str) -> World {
    let world = World::new(name, 2, 2).newcomer().text(0, &[1]);
    world.change(1, &[0, 1, 2], 2).text_under(1, 0, &[1])
}

/// The same, but the change hands everything over to the newcomer alone.
fn handing_over(name: &'static str) -> World {
    let world = World::new(name, 2, 2).newcomer().text(0, &[1]);
    world.change(1, &[2], 1).text_under(1, 2, &[1])
}

/// Two of three decide, but a change of members (text 2, after which the first two remain) needs all three.
fn leaving(name: &'static str) -> World {
    let world = World::new(name, 3, 2).text(0, &[1]);
    world.change(1, &[0, 1], 2).text_under(1, 0, &[1])
}

/// Two changes of the same membership that share no slot.
fn two_changes(name: &'static str) -> World {
    let world = World::new(name, 2, 2).newcomer().text(0, &[1]);
    world.change(1, &[0, 2], 2).change(0, &[1, 2], 2)
}

/// Three parties, `threshold` of whom decide; the others put a fourth in the place of the third (text 2), whose word on
/// text 1 may be under way. Text 3 claims the same slot under the new membership.
fn succeeding(name: &'static str, threshold: u64) -> World {
    let world = World::new(name, 3, threshold).newcomer().text(0, &[1]);
    world.succession(1, 2, 3).text_under(1, 3, &[1])
}

/// Two of three are each declared lost by the two others.
fn two_successions(name: &'static str) -> World {
    let world = World::new(name, 3, 2).newcomer();
    world.succession(0, 1, 3).succession(0, 2, 3)
}

/// Explores a world in which nothing may go wrong.
fn holds(world: World) -> Explored {
    visited(&world, |_| {})
}

/// The same, and calls `visit` with every history.
fn visited(world: &World, visit: impl FnMut(&State<Record>)) -> Explored {
    match explore(world, &Record, visit) {
        Ok(explored) => {
            println!(
                "{}: {} histories of up to {} acts, {} steps, {} void acts tried, {} contested",
                world.name,
                explored.histories,
                explored.longest,
                explored.steps,
                explored.void,
                explored.contested,
            );
            explored
        }
        Err(found) => panic!(
            "{}: {:?}\n{}",
            world.name,
            found.breach,
            found.history.story(world)
        ),
    }
}

/// Explores a world under a naive rule: the breach, and after how many acts.
fn breaks<R: Rules>(rules: R, world: World) -> (Breach, usize) {
    let found = explore(&world, &rules, |_| {}).expect_err("a naive rule must not pass");
    println!(
        "{}: {:?}\n{}",
        world.name,
        found.breach,
        found.history.story(&world)
    );
    (found.breach, found.history.total())
}

// --- nobody forks ---

#[test]
fn m031_two_parties_and_two_rivals_completely() {
    holds(crossing("2 parties, 2 rivals, complete", 2, 2, 2).unplaced());
}

#[test]
fn m031_void_and_repeated_acts_count_for_nothing() {
    holds(crossing("2 parties, 2 rivals, complete, and one idle act", 2, 2, 2).idle(1));
}

#[test]
fn m031_two_parties_and_three_rivals() {
    holds(crossing("2 parties, 3 rivals, 3 acts a log", 2, 3, 2).acts(3));
}

#[test]
fn m031_three_parties_and_two_rivals() {
    holds(crossing("3 parties, 2 rivals, 2 acts a log", 3, 2, 3).acts(2));
}

#[test]
fn m031_two_of_three_decide() {
    holds(crossing("2 of 3 parties, 2 rivals, 2 acts a log", 3, 2, 2).acts(2));
}

#[test]
fn m031_texts_over_two_slots() {
    holds(two_slots("2 parties, 3 texts over 2 slots, 3 acts a log").acts(3));
}

#[test]
fn m031_a_change_of_members_settles_what_was_open() {
    for world in [
        joining("a third joins, 3 acts a log").acts(3),
        handing_over("handing over, 6 acts").total(6),
    ] {
        let mut decided = 0;
        visited(&world, |state| {
            let view = world.view(&state.history.all());
            decided += usize::from(state.ledger.in_effect(&text_id(2), &view));
        });
        assert!(decided > 0, "the new members can decide");
    }
    holds(leaving("one of three leaves, 4 acts").total(4));
    holds(two_changes("two changes, 5 acts").total(5));
}

/// What the lost party's word could put in effect waits for it, and everything else is decided with the successor.
fn holds_with_a_successor(world: World) {
    let (mut decided, mut one_short) = (0, 0);
    visited(&world, |state| {
        let view = world.view(&state.history.all());
        let succeeded = state.ledger.in_effect(&text_id(1), &view);
        decided += usize::from(state.ledger.in_effect(&text_id(2), &view));
        let open = state.ledger.status(&text_id(0), &view) == Some(record::TextStatus::Open);
        one_short += usize::from(succeeded && open && !state.ledger.lapsed(&text_id(0), &view));
    });
    assert!(decided > 0, "the successor and the others can decide");
    assert!(
        one_short > 0,
        "what only the lost one's word is missing for"
    );
}

#[test]
fn m012_a_successor_never_undoes_what_the_lost_party_may_have_agreed_to() {
    // As many acts as it takes to agree to text 1 with the lost party, to succeed it, and to agree to text 3 without it.
    let world = succeeding("a lost party is succeeded, two of three decide", 2);
    holds_with_a_successor(world.acts_in([2, 2, 1, 2]));
    holds(two_successions("two successions, 4 acts").total(4));
}

#[test]
fn m012_of_two_parties_neither_declares_the_other_lost() {
    for (parties, expected) in [
        (2, record::Verdict::Void(record::Void::Malformed)),
        (3, record::Verdict::Valid),
    ] {
        let world = World::new("a succession", parties, parties as u64).newcomer();
        let world = world.succession(0, 1, parties);
        let ledger = record::rule::Ledger::new(world::FOUNDING, world.membership.clone());
        let proposal = world
            .act(world::Deed {
                verb: world::Verb::Propose,
                text: 0,
            })
            .expect("an act");
        let view = record::View::default();
        assert_eq!(ledger.judge(&world::party(0), &view, &proposal), expected);
    }
}

#[test]
#[ignore = "minutes: ./check long"]
fn m012_a_successor_never_undoes_what_the_lost_party_may_have_agreed_to_further() {
    holds_with_a_successor(succeeding("a lost party is succeeded, all decide, 6 acts", 3).total(6));
    holds_with_a_successor(
        succeeding("a lost party is succeeded, two of three decide, 6 acts", 2).total(6),
    );
    holds(two_successions("two successions, 5 acts").total(5));
}

#[test]
fn m026_parties_and_texts_renamed_come_to_the_same_renamed() {
    for world in [
        crossing("2 parties, 2 rivals, mirrored", 2, 2, 2)
            .idle(1)
            .total(5),
        crossing("2 of 3 parties, 3 rivals, mirrored", 3, 3, 2)
            .idle(1)
            .total(4),
        two_slots("2 parties, 3 texts over 2 slots, mirrored")
            .idle(1)
            .total(4),
    ] {
        let symmetries = symmetries(&world);
        assert!(symmetries.len() > 1);
        visited(&world, |state| {
            for symmetry in &symmetries {
                assert!(
                    state.is_mirrored(symmetry),
                    "{}",
                    state.history.story(&world)
                );
            }
        });
    }
}

// --- one party forks ---

#[test]
fn with_one_party_that_forks_the_others_together_hold_the_proof() {
    for world in [
        crossing("2 parties, 2 rivals, A forks, 5 acts", 2, 2, 2).total(5),
        crossing(
            "2 parties, 2 rivals, A forks, 5 acts with proposals",
            2,
            2,
            2,
        )
        .unplaced()
        .total(5),
        crossing("2 of 3 parties, 2 rivals, A forks, 4 acts", 3, 2, 2).total(4),
    ] {
        // The check lets a contested slot pass only where both heads are in view; some must be contested.
        assert!(holds(world.forked()).contested > 0);
    }
}

#[test]
fn m026_after_a_heal_nothing_is_in_effect_twice_without_being_shown_as_contested() {
    let world = crossing("2 parties, 2 rivals, A forks and heals, 5 acts", 2, 2, 2);
    let world = world.forked().healed().total(5);
    let mut healed = 0;
    visited(&world, |state| {
        healed += usize::from(!state.history.logs[2].is_empty())
    });
    assert!(healed > 0);
}

/// Only a fork brings it about that a text is in effect and dead; what builds on it is in effect for good.
#[test]
fn m026_a_contested_text_is_settled_by_one_that_builds_on_it() {
    let world = crossing("2 parties, a contested text and what settles it", 2, 1, 2);
    let world = world.forked().healed().settling(3).acts_in([1, 1, 2, 3]);
    let (contested, settles) = (text_id(0), text_id(1));
    let mut settled = 0;
    visited(&world, |state| {
        let view = world.view(&state.history.all());
        let status = |text| state.ledger.status(text, &view);
        let is_settled = status(&settles) == Some(record::TextStatus::InEffect);
        settled +=
            usize::from(is_settled && status(&contested) == Some(record::TextStatus::Contested));
    });
    assert!(settled > 0, "the healed party and the other one settle it");
}

// --- naive rules ---

#[test]
fn if_the_branch_that_came_first_counts_two_nodes_answer_differently() {
    let world = crossing("the first branch counts", 2, 2, 2);
    let world = world.forked().healed().total(5);
    assert_eq!(breaks(rules::FirstBranch, world), (Breach::AnswerMoved, 2));
}

#[test]
fn without_the_lock_two_rivals_come_into_effect() {
    let world = crossing("no lock", 2, 2, 2);
    assert_eq!(breaks(rules::NoLock, world), (Breach::TwoInEffect, 4));
}

#[test]
fn if_a_release_acts_alone_a_text_is_in_effect_and_dead() {
    let world = crossing("release acts alone", 2, 2, 2);
    assert_eq!(
        breaks(rules::ReleaseActsAlone, world),
        (Breach::InEffectAndDead, 3)
    );
}

#[test]
fn if_the_running_state_judges_two_nodes_come_to_different_verdicts() {
    let world = crossing("running state", 2, 2, 2).idle(1);
    assert_eq!(
        breaks(rules::RunningState, world),
        (Breach::VerdictMoved, 3)
    );
}

#[test]
fn without_the_pause_the_old_members_decide_after_the_change() {
    let world = handing_over("no pause");
    assert_eq!(breaks(rules::NoPause, world), (Breach::Unsettled, 4));
}

// --- by hand ---

#[test]
#[ignore = "minutes: run by ./check long"]
fn m031_two_parties_further() {
    let idle = crossing(
        "2 parties, 2 rivals and their proposals, one idle act, 7 acts",
        2,
        2,
        2,
    );
    holds(idle.unplaced().idle(1).total(7));
    holds(crossing("2 parties, 3 rivals, 5 acts a log", 2, 3, 2).acts(5));
    holds(two_slots("2 parties, 3 texts over 2 slots, 4 acts a log").acts(4));
}

#[test]
#[ignore = "minutes: run by ./check long"]
fn m031_three_parties_further() {
    holds(crossing("3 parties, 2 rivals, 7 acts", 3, 2, 3).total(7));
    holds(crossing("2 of 3 parties, 2 rivals, 7 acts", 3, 2, 2).total(7));
}

#[test]
#[ignore = "minutes: run by ./check long"]
fn m031_changes_of_members_further() {
    holds(joining("a third joins, 7 acts").total(7));
    holds(handing_over("handing over, 3 acts a log").acts(3));
    holds(leaving("one of three leaves, 5 acts").total(5));
    holds(two_changes("two changes, 3 acts a log").acts(3));
}

#[test]
#[ignore = "minutes: run by ./check long"]
fn one_party_that_forks_further() {
    holds(
        crossing("2 parties, 2 rivals, A forks, 6 acts", 2, 2, 2)
            .forked()
            .total(6),
    );
    holds(
        crossing("2 of 3 parties, 2 rivals, A forks, 5 acts", 3, 2, 2)
            .forked()
            .total(5),
    );
}
