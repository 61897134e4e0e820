//! A process that dies between one durable write and the next, without a process: from some write on, none reaches
//! the disk, on this thread. Whoever simulates that throws away what is left of it and opens its files again.

#[cfg(debug_assertions)]
thread_local! {
    /// How many durable writes are left, and whether one was lost; none if nobody is dying.
    static LEFT: std::cell::Cell<Option<(u32, bool)>> = const { std::cell::Cell::new(None) };
}

/// Asked before each durable write of the record: whether the process was dead by then, so that nothing is written.
#[cfg(debug_assertions)]
pub fn write_is_lost() -> bool {
    let Some((left, lost)) = LEFT.get() else {
        return false;
    };
    LEFT.set(Some((left.saturating_sub(1), lost || left == 0)));
    left == 0
}

/// Asked before each durable write of the record: no, in a release.
#[cfg(not(debug_assertions))]
#[inline(always)]
pub const fn write_is_lost() -> bool {
    false
}

/// Runs `work` in a process that dies after so many more durable writes, and says whether it came to that. For tests.
#[cfg(debug_assertions)]
pub fn dying<T>(writes: u32, work: impl FnOnce() -> T) -> (T, bool) {
    /// The power is back, also when `work` panics.
    struct Back;
    impl Drop for Back {
        fn drop(&mut self) {
            LEFT.set(None);
        }
    }
    LEFT.set(Some((writes, false)));
    let _back = Back;
    let done = work();
    let died = LEFT.get().is_some_and(|(_, lost)| lost);
    (done, died)
}

#[cfg(all(test, debug_assertions))]
mod tests {
    use super::*;

    #[test]
    fn so_many_writes_are_made_and_no_more_until_the_power_is_back() {
        let (lost, died) = dying(2, || [(); 4].map(|()| write_is_lost()));
        assert_eq!((lost, died), ([false, false, true, true], true));
        assert!(!write_is_lost());
        assert_eq!(dying(1, write_is_lost), (false, false), "just in time");
    }
}
