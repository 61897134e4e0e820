//! Running histories, one seed after another, and saying how to run the one that failed again.

use std::fs::OpenOptions;
use std::io::Write;
use std::time::{Duration, Instant};

/// The variable that names the one seed to run.
const SEED: &str = "DETENTE_SEED";
/// How many seconds a long run has; without it, it goes on until everything asked for is done.
const LONG_SECONDS: &str = "DETENTE_LONG_SECONDS";
/// The file in which each long run notes how far it came, a line for each.
const LONG_TABLE: &str = "DETENTE_LONG_TABLE";

/// Runs `history` with one seed after another from `first` on, until it went through `cuts` cuts; it answers how
/// many it went through, or what did not hold. With `DETENTE_SEED` it runs this one seed and no other.
///
/// # Panics
/// Something did not hold: with the command that runs this seed again. `test` is what follows `cargo test` in it.
pub fn hold(
    test: &str,
    first: u64,
    cuts: usize,
    history: impl FnMut(u64) -> Result<usize, String>,
) {
    run(test, first, cuts, || false, history);
}

/// As [`hold`], with seeds that nobody chose and for as long as `DETENTE_LONG_SECONDS` allows. `what` is what
/// `history` counts. How far it came stands in the file that `DETENTE_LONG_TABLE` names.
///
/// # Panics
/// As [`hold`].
pub fn hold_long(
    test: &str,
    what: &str,
    wanted: usize,
    history: impl FnMut(u64) -> Result<usize, String>,
) {
    let begun = Instant::now();
    let limit = std::env::var(LONG_SECONDS).ok();
    let limit = limit.map(|seconds| seconds.parse().expect("DETENTE_LONG_SECONDS is a number"));
    let limit = limit.map_or(Duration::MAX, Duration::from_secs);
    let done = run(test, drawn(), wanted, || begun.elapsed() >= limit, history);
    let minutes = begun.elapsed().as_secs_f64() / 60.0;
    if let Ok(table) = std::env::var(LONG_TABLE) {
        let mut table = OpenOptions::new()
            .create(true)
            .append(true)
            .open(table)
            .expect("DETENTE_LONG_TABLE can be written");
        let line = format!("| {what} | {done} | {wanted} | {minutes:.1} |\n");
        table
            .write_all(line.as_bytes())
            .expect("DETENTE_LONG_TABLE can be written");
    }
}

fn run(
    test: &str,
    first: u64,
    wanted: usize,
    is_over: impl Fn() -> bool,
    mut history: impl FnMut(u64) -> Result<usize, String>,
) -> usize {
    let only = std::env::var(SEED).ok();
    let only = only.map(|seed| seed.parse().expect("DETENTE_SEED is a number"));
    let mut seed = only.unwrap_or(first);
    let mut done = 0;
    loop {
        match history(seed) {
            Ok(more) => done += more,
            Err(what) => panic!("{what}\nonce more: {SEED}={seed} cargo test {test}"),
        }
        if done >= wanted || only.is_some() || is_over() {
            return done;
        }
        seed = seed.wrapping_add(1);
    }
}

/// How many seeds from `first` on it takes until `history` finds that something does not hold, and what: for a
/// bug that was planted. None if `seeds` of them find nothing.
pub fn caught(
    first: u64,
    seeds: usize,
    mut history: impl FnMut(u64) -> Result<usize, String>,
) -> Option<(usize, String)> {
    let tries = (1..=seeds).zip(first..);
    tries
        .filter_map(|(count, seed)| Some((count, history(seed).err()?)))
        .next()
}

/// A seed that nobody chose.
pub fn drawn() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(0)
}
