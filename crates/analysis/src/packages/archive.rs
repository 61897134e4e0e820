//! The best packages found so far, and whether something unseen could still join them.
//!
//! "Could join" is asked about a part of the search whose packages are known only by upper bounds: each party's best,
//! and the best of some weighted sums. With two parties those bounds are cut against every gap between neighbouring points;
//! with more, against the points themselves.

use super::compile::dominates;
use super::model::Package;

/// A point with packages on it.
#[derive(Debug, Clone)]
pub(super) struct Entry<const M: usize> {
    pub units: [i128; M],
    /// How many packages were counted here; a point found while still guessing counts none.
    pub count: u128,
    /// Some of them; before any is counted, the one that was guessed.
    pub packages: Vec<Package>,
}

/// Upper bounds on what a part of the search may hold.
#[derive(Debug, Clone)]
pub(super) struct Reach<const M: usize> {
    /// The most for each party.
    pub most: [i128; M],
    /// The most of each weighted sum, in the order of [`Archive::directions`].
    pub sums: Vec<i128>,
}

/// The undominated points so far.
#[derive(Debug)]
pub(super) struct Archive<const M: usize> {
    /// The first party's units falling.
    entries: Vec<Entry<M>>,
    /// Weights of the weighted sums, all positive or zero.
    pub directions: Vec<[i128; M]>,
    /// No package brings less than this.
    pub floor: [i128; M],
}

impl<const M: usize> Archive<M> {
    pub fn new(directions: Vec<[i128; M]>, floor: [i128; M]) -> Self {
        Self {
            entries: Vec::new(),
            directions,
            floor,
        }
    }

    pub fn entries(&self) -> &[Entry<M>] {
        &self.entries
    }

    /// The entry for these units, newly made if nothing dominates them.
    pub fn entry(&mut self, units: &[i128; M]) -> Option<&mut Entry<M>> {
        let place = self.entries.partition_point(|entry| entry.units > *units);
        if self
            .entries
            .get(place)
            .is_some_and(|entry| entry.units == *units)
        {
            return self.entries.get_mut(place);
        }
        if self
            .entries
            .iter()
            .any(|entry| dominates(&entry.units, units))
        {
            return None;
        }
        self.entries.retain(|entry| !dominates(units, &entry.units));
        let place = self.entries.partition_point(|entry| entry.units > *units);
        self.entries.insert(
            place,
            Entry {
                units: *units,
                count: 0,
                packages: Vec::new(),
            },
        );
        self.entries.get_mut(place)
    }

    /// Whether within these bounds there may be a package that no entry, made better by `slack`, dominates; an equal one counts.
    pub fn open_to(&self, reach: &Reach<M>, slack: &[i128; M]) -> bool {
        if M == 2 {
            self.open_between(reach, slack)
        } else {
            self.open_above(reach, slack)
        }
    }

    fn open_above(&self, reach: &Reach<M>, slack: &[i128; M]) -> bool {
        let beats = |entry: &Entry<M>| {
            let raised: [i128; M] = std::array::from_fn(|party| entry.units[party] + slack[party]);
            dominates(&raised, &reach.most) && raised != reach.most
        };
        !self.entries.iter().any(beats)
    }

    /// Two parties: some gap between neighbours, or an entry itself, lies within all bounds.
    fn open_between(&self, reach: &Reach<M>, slack: &[i128; M]) -> bool {
        let within = |first: i128, second: i128| {
            let sum = |weights: &[i128; M]| weights[0] * first + weights[1] * second;
            first <= reach.most[0]
                && second <= reach.most[1]
                && self
                    .directions
                    .iter()
                    .zip(&reach.sums)
                    .all(|(weights, most)| sum(weights) <= *most)
        };
        // Entries beyond the first party's best cannot be equalled; the nearest of them still bounds the first gap.
        let from = self
            .entries
            .partition_point(|entry| entry.units[0] + slack[0] > reach.most[0]);
        let mut floor = match from
            .checked_sub(1)
            .map(|above| self.entries[above].units[1] + slack[1] + 1)
        {
            Some(floor) => floor.max(self.floor[1]),
            None => self.floor[1],
        };
        for entry in &self.entries[from..] {
            let (first, second) = (entry.units[0] + slack[0], entry.units[1] + slack[1]);
            if floor > reach.most[1] {
                return false;
            }
            if within(first + 1, floor) || within(first, second) {
                return true;
            }
            floor = second + 1;
        }
        within(self.floor[0], floor)
    }
}
