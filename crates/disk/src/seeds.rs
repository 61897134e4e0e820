//! Running histories, one seed after another, and saying how to run the one that failed again.

/// The variable that names the one seed to run.
const SEED: &str = "DETENTE_SEED";

/// Runs `history` with one seed after another from `first` on, until it went through `cuts` cuts; it answers how
/// many it went through, or what did not hold. With `DETENTE_SEED` it runs this one seed and no other.
///
/// # Panics
/// Something did not hold: with the command that runs this seed again. `test` is what follows `cargo test` in it.
pub fn hold(
    test: &str,
    first: u64,
    cuts: usize,
    mut history: impl FnMut(u64) -> Result<usize, String>,
) {
    let only = std::env::var(SEED).ok();
    let only = only.map(|seed| seed.parse().expect("DETENTE_SEED is a number"));
    let mut seed = only.unwrap_or(first);
    let mut left = cuts;
    loop {
        match history(seed) {
            Ok(done) => left = left.saturating_sub(done),
            Err(what) => panic!("{what}\nonce more: {SEED}={seed} cargo test {test}"),
        }
        if left == 0 || only.is_some() {
            return;
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

/// A seed that nobody chose, for long runs.
pub fn drawn() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(0)
}
