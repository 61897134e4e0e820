//! Running histories, one seed after another, and saying how to run the one that failed again.

use std::fs::OpenOptions;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread::available_parallelism;
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
    run(test, (first, 1), cuts, || false, history);
}

/// As [`hold`], on every core at once: for histories that share nothing.
///
/// # Panics
/// As [`hold`].
pub fn hold_on_every_core(
    test: &str,
    first: u64,
    cuts: usize,
    history: impl Fn(u64) -> Result<usize, String> + Sync,
) {
    run_on_every_core(test, first, cuts, &|| false, &history);
}

/// As [`hold_on_every_core`], with seeds that nobody chose and for as long as `DETENTE_LONG_SECONDS` allows. `what` is
/// what `history` counts. How far it came stands in the file that `DETENTE_LONG_TABLE` names.
///
/// # Panics
/// As [`hold`].
pub fn hold_long(
    test: &str,
    what: &str,
    wanted: usize,
    history: impl Fn(u64) -> Result<usize, String> + Sync,
) {
    let begun = Instant::now();
    let limit = std::env::var(LONG_SECONDS).ok();
    let limit = limit.map(|seconds| seconds.parse().expect("DETENTE_LONG_SECONDS is a number"));
    let limit = limit.map_or(Duration::MAX, Duration::from_secs);
    let is_over = || begun.elapsed() >= limit;
    let done = run_on_every_core(test, drawn(), wanted, &is_over, &history);
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

/// Each core takes every so-manieth seed and its part of what is wanted. How much was done.
fn run_on_every_core(
    test: &str,
    first: u64,
    wanted: usize,
    is_over: &(impl Fn() -> bool + Sync),
    history: &(impl Fn(u64) -> Result<usize, String> + Sync),
) -> usize {
    let cores = match only() {
        Some(_) => 1,
        None => available_parallelism().map_or(1, usize::from),
    };
    let cores = cores.clamp(1, wanted.max(1));
    let failed = AtomicBool::new(false);
    let part = |core: usize| {
        let seeds = (first.wrapping_add(core as u64), cores as u64);
        let wanted = wanted / cores + usize::from(core < wanted % cores);
        let is_over = || is_over() || failed.load(Relaxed);
        let ended = catch_unwind(AssertUnwindSafe(|| {
            run(test, seeds, wanted, is_over, history)
        }));
        failed.fetch_or(ended.is_err(), Relaxed);
        ended
    };
    std::thread::scope(|scope| {
        let part = &part;
        let parts = (0..cores).map(|core| scope.spawn(move || part(core)));
        let parts: Vec<_> = parts.collect();
        let ended = parts.into_iter().map(|part| part.join().flatten());
        let done = ended.map(|done| done.unwrap_or_else(|what| resume_unwind(what)));
        done.sum()
    })
}

/// Runs `history` with every `step`-th seed from `first` on until it did what is wanted. How much was done.
fn run(
    test: &str,
    (first, step): (u64, u64),
    wanted: usize,
    is_over: impl Fn() -> bool,
    mut history: impl FnMut(u64) -> Result<usize, String>,
) -> usize {
    let only = only();
    let mut seed = only.unwrap_or(first);
    let mut done = 0;
    loop {
        let ended = catch_unwind(AssertUnwindSafe(|| history(seed)));
        match ended.unwrap_or_else(|_| Err("it panicked".to_owned())) {
            Ok(more) => done += more,
            Err(what) => panic!("{what}\nonce more: {SEED}={seed} cargo test {test}"),
        }
        if done >= wanted || only.is_some() || is_over() {
            return done;
        }
        seed = seed.wrapping_add(step);
    }
}

/// The one seed that was asked for.
fn only() -> Option<u64> {
    let only = std::env::var(SEED).ok();
    only.map(|seed| seed.parse().expect("DETENTE_SEED is a number"))
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

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;
    use std::sync::Mutex;

    use super::hold_on_every_core;

    #[test]
    fn every_seed_is_run_once_and_one_that_fails_is_named() {
        let run = Mutex::new(Vec::new());
        hold_on_every_core("", 7, 21, |seed| {
            run.lock().unwrap().push(seed);
            Ok(1)
        });
        let mut run = run.into_inner().unwrap();
        run.sort();
        assert_eq!(run, Vec::from_iter(7..28));

        for falls in [|| Err("no".to_owned()), || panic!("no")] {
            let held = || {
                hold_on_every_core(
                    "-p it",
                    0,
                    9,
                    |seed| if seed == 5 { falls() } else { Ok(1) },
                )
            };
            let what = catch_unwind(held).unwrap_err();
            let what = what.downcast::<String>().unwrap();
            assert!(
                what.ends_with("once more: DETENTE_SEED=5 cargo test -p it"),
                "{what}"
            );
        }
    }
}
