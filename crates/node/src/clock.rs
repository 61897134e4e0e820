//! The one place that asks the time and the one that asks for random bytes.
//!
//! Everything below takes both as arguments, so that a simulation can give them.

use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970-01-01, UTC, by this machine's clock. 0 if the clock stands before that.
#[expect(
    clippy::disallowed_methods,
    reason = "the edge: rules never read a clock, evidence and screens do"
)]
pub fn now_ms() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_millis() as u64)
}

/// Days since 1970-01-01 (UTC) of a time in milliseconds.
pub fn day_of(ms: u64) -> u64 {
    ms / 86_400_000
}

/// `N` bytes from the operating system's random source.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .expect("an operating system without random bytes cannot sign anything");
    bytes
}
