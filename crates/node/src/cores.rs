//! The same work on many things, on all cores, in order.

use std::thread::{available_parallelism, scope};

/// Fewer things than twice this are not worth a thread.
const PART_MIN: usize = 64;

/// What `work` makes of each of `all`.
pub fn on_all_cores<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let most = all.len() / PART_MIN;
    let parts = match most {
        0 | 1 => 1,
        _ => available_parallelism().map_or(1, |cores| cores.get().min(most)),
    };
    let work = |part: &[T]| part.iter().map(&work).collect::<Vec<R>>();
    if parts == 1 {
        return work(all);
    }
    let (own, others) = all.split_at(all.len() / parts);
    scope(|scope| {
        let others = others.chunks(others.len().div_ceil(parts - 1));
        let threads: Vec<_> = others.map(|part| scope.spawn(|| work(part))).collect();
        let mut done = work(own);
        for thread in threads {
            // What panics there would have panicked here.
            let part = thread.join();
            done.extend(part.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_done_once_and_in_order() {
        for count in [0, 1, 63, 128, 129, 1_000] {
            let all: Vec<usize> = (0..count).collect();
            let doubled: Vec<usize> = all.iter().map(|one| 2 * one).collect();
            assert_eq!(on_all_cores(&all, |one| 2 * one), doubled);
        }
    }
}
