//! Whole nodes under everything that goes wrong between them, from one seed: databases, duties and replication are the
//! real ones, and only the sockets are not there.
//!
//! First a phase in which bundles are lost, doubled, late and come again, lines are cut, processes die between one
//! durable write and the next, clocks jump by years, and people act without a pause. Then nothing goes wrong any more,
//! and everything must come together: `check.rs` says what that is.

mod act;
mod check;
mod line;
mod station;
mod world;

use std::collections::BTreeMap;

use disk::seeds;
use node::clock::simulated;
use record::LogKey;

use world::World;

type Sizes = BTreeMap<LogKey, u64>;

/// How many things happen before it is calm.
const STEPS: usize = 60;

/// One seed: the hash over all that happened, or what did not hold.
fn run(seed: u64) -> Result<u64, String> {
    simulated::run(seed, 0, || {
        let mut world = World::new(seed);
        for _ in 0..STEPS {
            world.step()?;
        }
        world.settle()?;
        for station in &world.stations {
            check::sound(station, world.space)?;
        }
        Ok(world.trace())
    })
}

fn one(seed: u64) -> Result<usize, String> {
    run(seed).map(|_| 1)
}

const AGAIN: &str = "-p detente-node --test node simulation::seeds_from_one";

#[test]
fn seeds_from_one() {
    seeds::hold(AGAIN, 1, 100, one);
}

#[test]
#[ignore = "hours: a hundred thousand seeds"]
fn seeds_by_the_hundred_thousand() {
    let halves =
        [0, 1].map(|_| std::thread::spawn(|| seeds::hold(AGAIN, seeds::drawn(), 50_000, one)));
    for half in halves {
        half.join().expect("every seed holds");
    }
}

#[test]
fn the_same_seed_is_the_same_run() {
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}
