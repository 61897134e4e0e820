//! Anytime branch and bound: for cases so entangled that elimination's tables would not fit.
//!
//! Depth first over the classes of values, with an archive of the undominated packages so far; a part whose bounds leave no
//! room for another point is skipped. It ends with the exact frontier, or where it is told to stop: then every part left
//! open is looked at once more, and the answer says by how much a package in it could be better than the listed ones.

mod directions;
mod partial;

use super::archive::{Archive, Reach};
use super::bounds::{Bounds, NOTHING};
use super::compile::Compiled;
use crate::watch::Watch;
use directions::{directions, range};
use partial::Partial;

/// What was found.
#[derive(Debug)]
pub(super) struct Searched<const M: usize> {
    pub archive: Archive<M>,
    /// `None` when exact; otherwise no package is better than the nearest listed one by more than this.
    pub gap: Option<[i128; M]>,
}

/// How often progress is reported, in nodes.
const REPORT_EVERY: u64 = 4_096;
/// Each weighted sum may use so many nodes for finding good packages to begin with.
const GREEDY_NODES: u64 = 20_000;
/// So many nodes are spent on finding a first package even after a stop.
const FIRST_PACKAGE_NODES: u64 = 2_000;
/// How finely a gap is told, in parts of each party's range.
const GAP_STEPS: i128 = 1_000;

/// Searches with at most `nodes_max` nodes.
pub(super) fn search<const M: usize>(
    compiled: &Compiled<M>,
    order: &[usize],
    nodes_max: u64,
    packages_max: usize,
    watch: Watch<'_>,
) -> Searched<M> {
    let (floor, ceiling) = range(compiled);
    let directions = directions(&floor, &ceiling);
    let archive = Archive::new(directions.clone(), floor);
    if compiled.variables.iter().any(Vec::is_empty) {
        return Searched { archive, gap: None };
    }
    let bounds = directions
        .iter()
        .map(|weights| Bounds::new(compiled, order, weights))
        .collect();
    let mut walk = Walk {
        partial: Partial::new(compiled),
        order,
        bounds,
        archive,
        nodes: 0,
        nodes_max,
        packages_max,
        told_to_stop: false,
        stopped: false,
        span: std::array::from_fn(|party| (ceiling[party] - floor[party]).max(1)),
        gap: 0,
        mode: Mode::Frontier,
        watch,
    };
    for direction in 0..walk.archive.directions.len() {
        if !walk.stopped {
            walk.climb(direction);
        }
    }
    walk.prove();
    let gap = walk.stopped.then(|| walk.slack(walk.gap));
    Searched {
        archive: walk.archive,
        gap,
    }
}

/// What the walk is after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// The best of one weighted sum, to have good packages early.
    Climb {
        direction: usize,
        best: Option<i128>,
        nodes_max: u64,
    },
    /// Every undominated package.
    Frontier,
    /// Told to stop: only how good what is left could be.
    Leaving,
}

struct Walk<'a, 'w, const M: usize> {
    partial: Partial<'a, M>,
    order: &'a [usize],
    bounds: Vec<Bounds>,
    archive: Archive<M>,
    nodes: u64,
    nodes_max: u64,
    packages_max: usize,
    told_to_stop: bool,
    stopped: bool,
    span: [i128; M],
    /// In `GAP_STEPS`ths of the span.
    gap: i128,
    mode: Mode,
    watch: Watch<'w>,
}

impl<const M: usize> Walk<'_, '_, M> {
    fn slack(&self, steps: i128) -> [i128; M] {
        // Rounded up: the gap may be told too large, never too small. Divided first, so that it cannot overflow.
        self.span.map(|span| {
            if steps == 0 {
                0
            } else {
                (span / GAP_STEPS + 1) * steps
            }
        })
    }

    fn climb(&mut self, direction: usize) {
        self.mode = Mode::Climb {
            direction,
            best: None,
            nodes_max: self.nodes + GREEDY_NODES,
        };
        self.descend(0, &[0; M]);
    }

    fn prove(&mut self) {
        self.mode = if self.stopped {
            Mode::Leaving
        } else {
            Mode::Frontier
        };
        (self.nodes, self.gap) = (0, 0);
        self.descend(0, &[0; M]);
    }

    /// The bounds on everything below, or `None` if there is no package. `rests` are those of the variables still to be
    /// decided, one for each weighted sum.
    fn reach(
        &self,
        depth: usize,
        units: &[i128; M],
        rests: impl Iterator<Item = i128>,
    ) -> Option<Reach<M>> {
        if !self.partial.thresholds_can_hold(&self.order[..depth]) {
            return None;
        }
        let mut sums = Vec::with_capacity(self.bounds.len());
        for (rest, weights) in rests.zip(&self.archive.directions) {
            let so_far: i128 = units.iter().zip(weights).map(|(u, w)| u * w).sum();
            sums.push(so_far + Some(rest).filter(|rest| *rest != NOTHING)?);
        }
        Some(Reach {
            most: std::array::from_fn(|party| sums[party]),
            sums,
        })
    }

    fn worth_it(&self, reach: &Reach<M>) -> bool {
        match self.mode {
            Mode::Climb {
                direction,
                best,
                nodes_max,
            } => self.nodes < nodes_max && best.is_none_or(|best| reach.sums[direction] > best),
            Mode::Frontier | Mode::Leaving => self.archive.open_to(reach, &[0; M]),
        }
    }

    fn descend(&mut self, depth: usize, units: &[i128; M]) {
        let Some(&variable) = self.order.get(depth) else {
            return self.arrive(units);
        };
        let classes = self.partial.sizes[variable];
        let rests = self.bounds.iter();
        let rests = rests.flat_map(|bounds| {
            bounds.rests(depth, classes, &self.partial.choice, &self.partial.sizes)
        });
        let rests: Vec<i128> = rests.collect();
        let mut children = Vec::new();
        for class in 0..classes {
            let rests = rests.iter().skip(class).step_by(classes).copied();
            if let Some(units) = self.partial.enter(variable, class, units)
                && let Some(reach) = self.reach(depth + 1, &units, rests)
                && self.worth_it(&reach)
            {
                children.push((class, units, reach));
            }
            self.partial.leave(variable, class);
        }
        let steer = match self.mode {
            Mode::Climb { direction, .. } => direction,
            Mode::Frontier | Mode::Leaving => {
                self.archive.directions.len() - 1 - self.archive.directions.len() / 3
            }
        };
        children.sort_by_key(|(class, _, reach)| (std::cmp::Reverse(reach.sums[steer]), *class));
        for (class, units, reach) in children {
            self.count_node();
            if self.mode == Mode::Leaving {
                self.leave_open(&reach);
            } else if self.worth_it(&reach) {
                self.partial.enter(variable, class, &units);
                self.descend(depth + 1, &units);
                self.partial.leave(variable, class);
            }
        }
    }

    fn count_node(&mut self) {
        self.nodes += 1;
        if self.mode == Mode::Leaving {
            return;
        }
        let told = self.nodes.is_multiple_of(REPORT_EVERY)
            && self.watch.stops(self.nodes, Some(self.nodes_max));
        self.told_to_stop |= told;
        // A stop waits a moment for the first package, so that there is something to show.
        let patient = self.archive.entries().is_empty() && self.nodes < FIRST_PACKAGE_NODES;
        if (self.told_to_stop || self.nodes > self.nodes_max) && !patient {
            self.stopped = true;
            self.mode = Mode::Leaving;
        }
    }

    /// A whole package.
    fn arrive(&mut self, units: &[i128; M]) {
        if let Mode::Climb {
            direction, best, ..
        } = &mut self.mode
        {
            let weights = &self.archive.directions[*direction];
            let sum: i128 = units.iter().zip(weights).map(|(u, w)| u * w).sum();
            *best = Some(best.map_or(sum, |best| best.max(sum)));
        }
        let counts = self.mode == Mode::Frontier;
        let room = self.packages_max;
        let packages = self.partial.packages(room);
        let Some(entry) = self.archive.entry(units) else {
            return;
        };
        if entry.count == 0 {
            entry.packages.clear();
        }
        let free = room.saturating_sub(entry.packages.len());
        entry.packages.extend(packages.0.into_iter().take(free));
        if counts {
            entry.count = entry.count.saturating_add(packages.1);
        }
    }

    /// A part that is not searched any more: the gap is widened until it closes the part.
    fn leave_open(&mut self, reach: &Reach<M>) {
        if self.archive.entries().is_empty() {
            self.gap = GAP_STEPS;
            return;
        }
        while self.gap < GAP_STEPS && self.archive.open_to(reach, &self.slack(self.gap)) {
            self.gap += 1;
        }
    }
}
