//! Whole nodes under everything that goes wrong between them, from one seed: databases, duties and replication are the
//! real ones, and only the sockets are not there.
//!
//! First a phase in which bundles are lost, doubled, late and come again, lines are cut, processes die between one
//! durable write and the next, clocks jump by years, and people act without a pause. In a quarter of the runs one
//! party follows no rule: it lies, forges or forks. Then nothing goes wrong any more,
//! and everything must come together: `check.rs` says what that is.

mod act;
mod check;
mod fork;
mod line;
mod rogue;
mod station;
mod traffic;
mod world;

use std::collections::BTreeMap;

use canary::Canary;
use disk::seeds;
use node::clock::simulated;
use record::LogKey;

use world::World;

type Sizes = BTreeMap<LogKey, u64>;

/// How many things happen before it is calm: much in one seed of four, or the usual run would take minutes.
fn steps(seed: u64) -> usize {
    match seed / 4 % 4 {
        0 => 60,
        _ => 24,
    }
}

/// Whether the one party that follows no rule forks its log: in two of five of these runs.
fn forks(seed: u64) -> bool {
    seed / 4 % 5 < 2
}

/// One seed: the hash over all that happened, or what did not hold.
fn run(seed: u64) -> Result<u64, String> {
    simulated::run(seed, 0, || {
        // In every third run what waits is read from the store when its time has come, and nothing of it is held.
        if seed.is_multiple_of(3) {
            simulated::set_room(0);
        }
        let mut world = World::new(seed);
        for step in 0..steps(seed) {
            if step == steps(seed) / 4 && seed.is_multiple_of(4) {
                match forks(seed) {
                    true => world.fork()?,
                    false => world.corrupt(),
                }
            }
            world.step()?;
        }
        world.settle()?;
        let honest = world.honest();
        for station in &honest {
            check::sound(station, &honest, world.space)?;
        }
        Ok(world.trace())
    })
}

fn one(seed: u64) -> Result<usize, String> {
    run(seed).map(|_| 1)
}

const AGAIN: &str = "-p detente-node --test node simulation::seeds_from_one";

/// How many seeds every usual run goes through.
const USUAL: usize = 400;

#[test]
fn seeds_from_one() {
    seeds::hold_on_every_core(AGAIN, 1, USUAL, one);
}

#[test]
#[ignore = "long: a hundred thousand seeds"]
fn seeds_by_the_hundred_thousand() {
    let what = "simulations of two to four nodes";
    seeds::hold_long(AGAIN, what, 100_000, one);
}

#[test]
fn the_same_seed_is_the_same_run() {
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

/// A quarter of the usual run: enough for each bug that is planted here; a suite that needs more is too weak.
const SEEDS: usize = USUAL / 4;

fn caught(bug: Canary) -> String {
    // Whoever notices may also panic.
    let noticed = |seed| {
        let ran = std::panic::catch_unwind(|| canary::with(bug, || one(seed)));
        ran.unwrap_or_else(|_| Err("a panic".to_owned()))
    };
    let found = seeds::caught(1, SEEDS, noticed);
    found.unwrap_or_else(|| panic!("{bug:?} is not caught")).1
}

#[test]
fn the_suite_catches_a_node_that_takes_entries_behind_a_gap() {
    caught(Canary::AcceptGap);
}

#[test]
fn the_suite_catches_a_node_that_takes_entries_that_do_not_fit_their_head() {
    caught(Canary::SkipRoot);
}

#[test]
fn the_suite_catches_a_node_that_judges_by_its_running_state() {
    caught(Canary::RunningState);
}

#[test]
fn the_suite_catches_a_node_that_does_not_see_a_fork() {
    caught(Canary::ForkUnseen);
}

#[test]
fn the_suite_catches_a_receipt_that_is_signed_before_the_entries_are_stored() {
    let what = caught(Canary::CosignFirst);
    assert!(what.contains("vouched"), "{what}");
}
