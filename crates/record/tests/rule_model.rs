//! The bounded model check of the rule of what is in effect, run on the record's own code.
//!
//! Signatures, bytes and the network are left out. What remains is explored in full: who seals which act
//! knowing how much of the others, in every way that is possible without a fork, and then with one party
//! that forks. The same check must reject naive rules, or it would show nothing. The bounds are in the
//! tests; the larger ones run by hand (`./check long`).

#![expect(
    clippy::print_stdout,
    reason = "how far a check went belongs to its result"
)]

#[path = "rule_model/explore.rs"]
mod explore;
#[path = "rule_model/history.rs"]
mod history;
#[path = "rule_model/liveness.rs"]
mod liveness;
#[path = "rule_model/rules.rs"]
mod rules;
#[path = "rule_model/world.rs"]
mod world;

use explore::{Breach, Explored, State, explore, rename};
use history::symmetries;
use record::{TextStatus, Void};
use rules::Rules;
use world::{Deed, Verb, World};

/// A world in which these many texts claim one slot, proposed by the parties in turn.
fn crossing(name: &'static str, parties: usize, texts: usize, threshold: u64) -> World {
    let world = World::new(name, parties, threshold);
    (0..texts).fold(world, |world, text| world.text(text % parties, &[1]))
}

/// Texts 0 and 1 claim a slot each, text 2 claims both.
fn two_slots(name: &'static str) -> World {
    let world = World::new(name, 2, 2);
    world.text(0, &[1]).text(1, &[2]).text(0, &[1, 2])
}

/// Explores a world in which nothing may go wrong.
fn holds(world: World) -> Explored {
    match explore(&world, &rules::Record, |_| {}) {
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
            found.history.story(&world)
        ),
    }
}

/// Explores a world under a naive rule: the breach, after so many acts.
fn breaks<R: Rules>(rule: &str, rules: R, world: World) -> (Breach, usize) {
    let found = explore(&world, &rules, |_| {}).expect_err("a naive rule must not pass");
    println!(
        "{rule}: {:?}\n{}",
        found.breach,
        found.history.story(&world)
    );
    (found.breach, found.history.total())
}

// --- nobody forks ---

#[test]
fn m031_two_parties_and_two_rivals_completely() {
    let world = crossing("2 parties, 2 rivals, complete", 2, 2, 2);
    let explored = holds(world.unplaced());
    assert!(explored.longest < 2 * 7, "complete: ended by itself");
}

#[test]
fn m031_void_and_repeated_acts_count_for_nothing() {
    holds(crossing("2 parties, 2 rivals, complete, one idle act", 2, 2, 2).idle(1));
}

#[test]
fn probe() {
    holds(crossing("x fork 2", 2, 2, 2).forked().acts(2));
    holds(crossing("x fork 3 k2", 3, 2, 2).forked().total(5));
    for n in 3..5 {
        holds(
            World::new("x joins", 2, 2)
                .newcomer()
                .text(0, &[1])
                .change(1, &[0, 1, 2], 2)
                .text_under(1, 0, &[1])
                .acts(n),
        );
        holds(
            World::new("x handover", 2, 2)
                .newcomer()
                .text(0, &[1])
                .change(1, &[2], 1)
                .text_under(1, 2, &[1])
                .acts(n),
        );
        holds(
            World::new("x siblings", 2, 2)
                .newcomer()
                .text(0, &[1])
                .change(1, &[0, 2], 2)
                .change(0, &[1, 2], 2)
                .acts(n),
        );
    }
}

#[test]
fn naive() {
    println!(
        "{:?}",
        breaks("no lock", rules::NoLock, crossing("", 2, 2, 2))
    );
    println!(
        "{:?}",
        breaks(
            "release alone",
            rules::ReleaseActsAlone,
            crossing("", 2, 2, 2)
        )
    );
    println!(
        "{:?}",
        breaks(
            "running",
            rules::RunningState,
            crossing("", 2, 2, 2).idle(1)
        )
    );
    println!(
        "{:?}",
        breaks(
            "no pause",
            rules::NoPause,
            World::new("handover", 2, 2)
                .newcomer()
                .text(0, &[1])
                .change(1, &[2], 1)
                .text_under(1, 2, &[1])
        )
    );
}
