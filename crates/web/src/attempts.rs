//! Wrong passwords, by the name that was typed: each further try waits longer. Pages and the HTTP API count together.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

/// Wrong tries before one has to wait.
const FREE_TRIES: u32 = 5;
const WAIT_SECONDS_MAX: u64 = 300;
/// How many names are watched; beyond that, the ones that failed longest ago are forgotten.
const NAMES_MAX: usize = 10_000;
/// What is watched of a name: whoever types a long one must not fill the memory.
const NAME_CHARS_MAX: usize = 128;

/// Wrong passwords by name: how many, and when the last.
#[derive(Default)]
pub struct Attempts(Mutex<HashMap<String, (u32, u64)>>);

impl Attempts {
    /// How long `name` has to wait before the next try.
    pub fn wait_seconds(&self, name: &str, now_ms: u64) -> u64 {
        let (tries, last_ms) = self.lock().get(&watched(name)).copied().unwrap_or_default();
        let Some(beyond) = tries.checked_sub(FREE_TRIES) else {
            return 0;
        };
        let wait = (1u64 << beyond.min(16)).min(WAIT_SECONDS_MAX);
        (last_ms + wait * 1000)
            .saturating_sub(now_ms)
            .div_ceil(1000)
    }

    /// Notes how a try ended: a wrong password counts, a right one is the end of the count.
    pub fn tried(&self, name: &str, right: bool, now_ms: u64) {
        let mut names = self.lock();
        if right {
            names.remove(&watched(name));
            return;
        }
        if names.len() >= NAMES_MAX {
            let horizon = now_ms.saturating_sub(WAIT_SECONDS_MAX * 1000);
            names.retain(|_, (_, last_ms)| *last_ms > horizon);
        }
        let entry = names.entry(watched(name)).or_default();
        *entry = (entry.0.saturating_add(1), now_ms);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, (u32, u64)>> {
        self.0.lock().expect("a table of counters is always whole")
    }
}

fn watched(name: &str) -> String {
    name.chars().take(NAME_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_further_wrong_password_waits_longer() {
        let attempts = Attempts::default();
        let long = "lena".repeat(100);
        for name in ["lena", &*long] {
            for _ in 0..FREE_TRIES {
                assert_eq!(attempts.wait_seconds(name, 0), 0);
                attempts.tried(name, false, 0);
            }
            assert_eq!(attempts.wait_seconds(name, 0), 1);
            attempts.tried(name, false, 0);
            assert_eq!(attempts.wait_seconds(name, 0), 2);
            assert_eq!(attempts.wait_seconds("other", 0), 0);
            for _ in 0..40 {
                attempts.tried(name, false, 0);
            }
            assert_eq!(attempts.wait_seconds(name, 0), WAIT_SECONDS_MAX);
            attempts.tried(name, true, 0);
            assert_eq!(attempts.wait_seconds(name, 0), 0);
        }
    }
}
