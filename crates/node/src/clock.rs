//! The one place that asks the time and the one that asks for random bytes.
//!
//! Everything below takes both as arguments, so that a simulation can give them.

use std::time::{SystemTime, UNIX_EPOCH};

const DAY_MS: u64 = 86_400_000;

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
    ms / DAY_MS
}

/// The last millisecond of a day (UTC), given in days since 1970-01-01: what is good until a day is good all of it.
/// None if the day is too far away to be counted in milliseconds.
pub fn end_of_day(day: u64) -> Option<u64> {
    day.checked_add(1)?.checked_mul(DAY_MS)?.checked_sub(1)
}

/// `N` bytes from the operating system's random source.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .expect("an operating system without random bytes cannot sign anything");
    bytes
}

#[cfg(test)]
mod tests {
    use super::{day_of, end_of_day};

    #[test]
    fn what_is_good_until_a_day_ends_with_it() {
        let end = end_of_day(20_778).expect("a day of this century");
        assert_eq!((day_of(end), day_of(end + 1)), (20_778, 20_779));
        assert_eq!(end_of_day(u64::MAX), None);
        assert_eq!(end_of_day(u64::MAX / 86_400_000), None);
    }
}
