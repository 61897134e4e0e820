//! Fronts: sets of vectors of which none dominates another, their sums and their unions.
//!
//! The frontier of a sum of independent parts is what remains undominated of all sums of their frontiers (labels after
//! Nemhauser and Ullmann 1969). A front is kept sorted, so with two parties a sum is a merge of sorted runs and a single
//! sweep, with three a sweep over a staircase (Kung, Luccio, Preparata 1975), with more a comparison with what was kept.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Bound::{Included, Unbounded};

use super::compile::{add, dominates};
use super::ways::{Way, Ways};

/// A vector of units, one for each party, with the packages that reach it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label<const M: usize> {
    pub units: [i128; M],
    pub way: Way,
}

/// Undominated labels, the first party's units falling.
pub(super) type Front<const M: usize> = Vec<Label<M>>;

/// Why the exact method gave up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Halt {
    /// Whoever watches asked to stop.
    Stopped,
    /// More labels than fit.
    TooManyLabels,
}

#[derive(Debug, Clone, Copy)]
struct Candidate<const M: usize> {
    units: [i128; M],
    left: Way,
    right: Way,
}

/// Candidates are weeded out whenever so many have come together; it bounds the memory.
const BATCH: usize = 1 << 17;

/// Collects candidates and keeps the undominated ones, equals included.
pub(super) struct Gather<const M: usize> {
    kept: Vec<Candidate<M>>,
    fresh: usize,
    labels_max: usize,
}

impl<const M: usize> Gather<M> {
    pub fn new(labels_max: usize) -> Self {
        Self {
            kept: Vec::new(),
            fresh: 0,
            labels_max,
        }
    }

    /// Adds every sum of a label of `left` and one of `right`.
    pub fn sums(&mut self, left: &[Label<M>], right: &[Label<M>]) -> Result<(), Halt> {
        // The longer one runs inside: long sorted runs are what the sort is quick with.
        let (outer, inner) = if left.len() <= right.len() {
            (left, right)
        } else {
            (right, left)
        };
        for one in outer {
            let sum = |other: &Label<M>| Candidate {
                units: add(&one.units, &other.units),
                left: one.way,
                right: other.way,
            };
            self.kept.extend(inner.iter().map(sum));
            self.fresh += inner.len();
            if self.fresh > BATCH {
                self.weed()?;
            }
        }
        Ok(())
    }

    fn weed(&mut self) -> Result<(), Halt> {
        self.fresh = 0;
        self.kept.sort_by_key(|candidate| Reverse(candidate.units));
        retain_undominated(&mut self.kept);
        // Ties are candidates of their own until the end, so they count.
        if self.kept.len() > self.labels_max.saturating_mul(4) {
            Err(Halt::TooManyLabels)
        } else {
            Ok(())
        }
    }

    /// The front, with equal labels made into one.
    pub fn finish(mut self, ways: &mut Ways) -> Result<Front<M>, Halt> {
        self.weed()?;
        let equal = self.kept.chunk_by(|a, b| a.units == b.units);
        let label = |equal: &[Candidate<M>]| Label {
            units: equal[0].units,
            way: ways.any_of(equal.iter().rev().map(|one| (one.left, one.right))),
        };
        let front: Front<M> = equal.map(label).collect();
        if front.len() > self.labels_max || ways.full() {
            Err(Halt::TooManyLabels)
        } else {
            Ok(front)
        }
    }
}

/// The undominated sums of two fronts.
pub(super) fn sum<const M: usize>(
    left: &[Label<M>],
    right: &[Label<M>],
    labels_max: usize,
    ways: &mut Ways,
) -> Result<Front<M>, Halt> {
    let mut gather = Gather::new(labels_max);
    gather.sums(left, right)?;
    gather.finish(ways)
}

/// Of candidates sorted falling, keeps those that none dominates; equals stay together.
fn retain_undominated<const M: usize>(candidates: &mut Vec<Candidate<M>>) {
    let mut seen = Seen::new();
    let mut last: Option<([i128; M], bool)> = None;
    candidates.retain(|candidate| {
        let keep = match last {
            Some((units, kept)) if units == candidate.units => kept,
            _ => seen.admit(&candidate.units),
        };
        last = Some((candidate.units, keep));
        keep
    });
}

/// What was kept so far, arranged so that a later vector (not larger for the first party) is judged quickly.
struct Seen<const M: usize> {
    /// Two parties: the most the second one got.
    best: Option<i128>,
    /// Three: the third party's units over the second's, falling as those rise.
    stairs: BTreeMap<i128, i128>,
    /// More: everything.
    all: Vec<[i128; M]>,
}

impl<const M: usize> Seen<M> {
    fn new() -> Self {
        Self {
            best: None,
            stairs: BTreeMap::new(),
            all: Vec::new(),
        }
    }

    /// Whether nothing seen dominates the vector; if so it is seen now.
    fn admit(&mut self, units: &[i128; M]) -> bool {
        match M {
            2 => {
                let better = self.best.is_none_or(|best| units[1] > best);
                self.best = if better { Some(units[1]) } else { self.best };
                better
            }
            3 => self.admit_to_stairs(units[1], units[2]),
            _ => {
                // The newest first: neighbours in the order are the likeliest to dominate.
                let free = !self.all.iter().rev().any(|seen| dominates(seen, units));
                if free {
                    self.all.push(*units);
                }
                free
            }
        }
    }

    fn admit_to_stairs(&mut self, second: i128, third: i128) -> bool {
        let above = self.stairs.range((Included(second), Unbounded)).next();
        if above.is_some_and(|(_, &step)| step >= third) {
            return false;
        }
        while let Some((&below, _)) = self
            .stairs
            .range(..=second)
            .next_back()
            .filter(|(_, step)| **step <= third)
        {
            self.stairs.remove(&below);
        }
        self.stairs.insert(second, third);
        true
    }
}
