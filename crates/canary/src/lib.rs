//! Bugs planted on purpose: a suite that never caught one proves nothing. And a power switch, for processes that die
//! between one durable step and the next.
//!
//! The code asks [`planted`] where the bug would be. Without debug assertions, so in every release, the answer
//! is no and the question is compiled away. Nothing switches a bug on but a test, with [`with`], for the thread
//! that it runs on: no setting, no variable, no feature.

/// A bug that a suite must catch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Canary {
    /// The database runs with `synchronous=NORMAL`.
    NormalSync,
    /// A write is acknowledged before it is committed.
    AcknowledgedFirst,
    /// Signatures are verified without the strict rules.
    PlainVerify,
    /// A revocation counts one entry late.
    RevocationLate,
    /// A statement that stands in its log already is judged as if it were new.
    CountedTwice,
    /// Whoever tells a peer what is new is woken, and not told that anything is.
    LostAnnouncement,
    /// What is stored is not compared with what was signed on this machine.
    RestoreUnchecked,
    /// A peer is told the head before the last one.
    StaleHead,
    /// Entries that leave a gap are taken.
    AcceptGap,
    /// Entries are taken whatever root their head signs.
    SkipRoot,
    /// An entry is judged with all that is known when it comes, not with what its author had seen.
    RunningState,
    /// A receipt is signed before the entries are stored.
    CosignFirst,
    /// A head that contradicts what is held is passed over.
    ForkUnseen,
    /// A peer may ask for whatever it likes.
    QuotaOff,
}

mod power;

#[cfg(debug_assertions)]
pub use power::dying;
pub use power::write_is_lost;

/// Whether this thread runs with this bug.
#[cfg(debug_assertions)]
pub fn planted(canary: Canary) -> bool {
    PLANTED.get() == Some(canary)
}

/// Whether this thread runs with this bug: never, in a release.
#[cfg(not(debug_assertions))]
#[inline(always)]
pub const fn planted(_: Canary) -> bool {
    false
}

#[cfg(debug_assertions)]
thread_local! {
    static PLANTED: std::cell::Cell<Option<Canary>> = const { std::cell::Cell::new(None) };
}

/// Runs `work` with a bug, on this thread only. For tests.
#[cfg(debug_assertions)]
pub fn with<T>(canary: Canary, work: impl FnOnce() -> T) -> T {
    /// Pulls the bug out again, also when `work` panics.
    struct Pull;
    impl Drop for Pull {
        fn drop(&mut self) {
            PLANTED.set(None);
        }
    }
    PLANTED.set(Some(canary));
    let _pull = Pull;
    work()
}

/// The first of these seeds with which `suite` panics while the bug is there; none if the suite is blind to it.
#[cfg(debug_assertions)]
pub fn caught(
    canary: Canary,
    seeds: impl IntoIterator<Item = u64>,
    suite: impl Fn(u64) + std::panic::RefUnwindSafe,
) -> Option<u64> {
    let falls = |seed: &u64| std::panic::catch_unwind(|| with(canary, || suite(*seed))).is_err();
    seeds.into_iter().find(falls)
}

#[cfg(all(test, debug_assertions))]
mod tests {
    use super::*;

    #[test]
    fn a_bug_is_there_for_one_thread_and_until_the_work_ends() {
        let seen = with(Canary::NormalSync, || {
            let other = std::thread::spawn(|| planted(Canary::NormalSync));
            let [same, different] = [Canary::NormalSync, Canary::AcknowledgedFirst].map(planted);
            (same, different, other.join().unwrap())
        });
        assert_eq!(seen, (true, false, false));
        assert!(!planted(Canary::NormalSync));
        let fell = std::panic::catch_unwind(|| with(Canary::NormalSync, || panic!("caught")));
        assert!(fell.is_err());
        assert!(!planted(Canary::NormalSync));
    }
}
