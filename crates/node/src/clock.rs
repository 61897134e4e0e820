//! The one place that asks the time and the one that asks for random bytes.
//!
//! Everything below takes both as arguments. A simulation gives its own, for the thread that it runs on; in a release
//! there is no such way.

use std::time::{SystemTime, UNIX_EPOCH};

const DAY_MS: u64 = 86_400_000;

/// Milliseconds since 1970-01-01, UTC, by this machine's clock. 0 if the clock stands before that.
#[expect(
    clippy::disallowed_methods,
    reason = "the edge: rules never read a clock, evidence and screens do"
)]
pub fn now_ms() -> u64 {
    #[cfg(debug_assertions)]
    if let Some(now_ms) = simulated::now_ms() {
        return now_ms;
    }
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
    #[cfg(debug_assertions)]
    if simulated::fill(&mut bytes) {
        return bytes;
    }
    getrandom::fill(&mut bytes)
        .expect("an operating system without random bytes cannot sign anything");
    bytes
}

/// Time and random bytes of a simulation, and how much of what waits its nodes hold, for the thread that it runs on. In a
/// release nothing of it is there.
#[cfg(debug_assertions)]
pub mod simulated {
    use std::cell::Cell;

    thread_local! {
        static NOW_MS: Cell<Option<u64>> = const { Cell::new(None) };
        static DICE: Cell<Option<u64>> = const { Cell::new(None) };
        static ROOM: Cell<Option<usize>> = const { Cell::new(None) };
    }

    /// Runs `work` with bytes drawn from `seed` and a clock that stands until it is set. For tests.
    pub fn run<T>(seed: u64, now_ms: u64, work: impl FnOnce() -> T) -> T {
        /// Back to the machine's own, also when `work` panics.
        struct Back;
        impl Drop for Back {
            fn drop(&mut self) {
                NOW_MS.set(None);
                DICE.set(None);
                ROOM.set(None);
            }
        }
        NOW_MS.set(Some(now_ms));
        DICE.set(Some(seed));
        let _back = Back;
        work()
    }

    /// Sets the clock of the simulation that this thread runs, if it runs one.
    pub fn set_now_ms(now_ms: u64) {
        NOW_MS.set(NOW_MS.get().map(|_| now_ms));
    }

    /// Lets the spaces that are opened from now on hold so many bytes of entries that wait, if this thread runs a
    /// simulation.
    pub fn set_room(bytes: usize) {
        ROOM.set(NOW_MS.get().map(|_| bytes));
    }

    pub(crate) fn room() -> Option<usize> {
        ROOM.get()
    }

    pub(super) fn now_ms() -> Option<u64> {
        NOW_MS.get()
    }

    /// Fills `bytes` and says so, if this thread runs a simulation.
    pub(super) fn fill(bytes: &mut [u8]) -> bool {
        let Some(mut state) = DICE.get() else {
            return false;
        };
        for part in bytes.chunks_mut(8) {
            // SplitMix64
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let drawn = (z ^ (z >> 31)).to_le_bytes();
            part.copy_from_slice(&drawn[..part.len()]);
        }
        DICE.set(Some(state));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{day_of, end_of_day};

    #[cfg(debug_assertions)]
    #[test]
    fn a_simulation_has_its_own_time_and_bytes_on_its_own_thread_and_until_it_ends() {
        use super::simulated::{run, set_now_ms};
        use super::{now_ms, random};
        let drawn = || {
            run(7, 5, || {
                let elsewhere = std::thread::spawn(now_ms).join().unwrap();
                assert_ne!(elsewhere, 5);
                let first = now_ms();
                set_now_ms(9);
                (first, now_ms(), random::<20>())
            })
        };
        let (first, second, bytes) = drawn();
        assert_eq!((first, second), (5, 9));
        assert_eq!(drawn().2, bytes, "the same seed gives the same bytes");
        assert_ne!(now_ms(), 9);
        assert_ne!(random::<20>(), random::<20>());
        set_now_ms(9);
        assert_ne!(now_ms(), 9, "no simulation, no other clock");
    }

    #[test]
    fn what_is_good_until_a_day_ends_with_it() {
        let end = end_of_day(20_778).expect("a day of this century");
        assert_eq!((day_of(end), day_of(end + 1)), (20_778, 20_779));
        assert_eq!(end_of_day(u64::MAX), None);
        assert_eq!(end_of_day(u64::MAX / 86_400_000), None);
    }
}
