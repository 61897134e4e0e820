//! Multi-objective bucket elimination: the exact frontier where linkages stay local.
//!
//! Issues are removed one by one, those with the fewest neighbours first. Removing one leaves a table that says, for every
//! choice on its neighbours, which undominated sums it can bring (Dechter 1999; Rollón and Larrosa 2006). Time and space
//! grow with the size of the largest table, which is known beforehand: see [`Plan`]. Issues that nothing links leave a
//! table without neighbours, and adding those up is the sweep for independent issues.
//!
//! "At most k of these" and "this group brings at least x" would link all their issues with each other. A chain of hidden
//! variables that carry the sum so far keeps the links short.

mod run;

use std::collections::BTreeSet;

use serde::Serialize;

use super::compile::{Compiled, Threshold};
use super::front::{Front, Halt};
use super::ways::Ways;
use crate::watch::Watch;

/// What elimination would cost, found out before it runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The most neighbours an issue has when its turn comes; 0 when nothing is linked.
    pub width: usize,
    /// Entries of the largest table; `u64::MAX` stands for at least so many.
    pub cells: u64,
    /// In which order; hidden variables have the numbers after the issues.
    #[serde(skip)]
    pub(super) order: Vec<usize>,
}

/// The sums a chain may pass through at one place, before it is too fine to be a chain.
const STATES_MAX: usize = 4_096;

/// One link of a chain: the state before and the class decide the state after.
struct Link {
    before: Option<usize>,
    issue: usize,
    after: usize,
    /// `next[state before][class]`; `None` where the threshold can no longer be met.
    next: Vec<Vec<Option<usize>>>,
}

/// A case with its chains laid out.
pub(super) struct Network<'a, const M: usize> {
    compiled: &'a Compiled<M>,
    links: Vec<Link>,
    /// How many values each variable has, the hidden ones after the issues.
    sizes: Vec<usize>,
    feasible: bool,
}

impl<'a, const M: usize> Network<'a, M> {
    /// Lays out the chains. `None` when one would have too many states.
    pub fn new(compiled: &'a Compiled<M>) -> Option<Self> {
        let sizes: Vec<usize> = compiled.variables.iter().map(Vec::len).collect();
        let feasible = !sizes.contains(&0);
        let mut network = Self {
            compiled,
            links: Vec::new(),
            sizes,
            feasible,
        };
        for threshold in &compiled.thresholds {
            if network.feasible {
                network.add_chain(threshold)?;
            }
        }
        Some(network)
    }

    fn add_chain(&mut self, threshold: &Threshold) -> Option<()> {
        let bound = |pick: fn(&[i128]) -> i128| {
            threshold
                .terms
                .iter()
                .rev()
                .scan(0, move |rest, (_, weights)| {
                    let after = *rest;
                    *rest += pick(weights);
                    Some(after)
                })
                .collect::<Vec<i128>>()
        };
        let most = bound(|weights| weights.iter().copied().max().unwrap_or(0));
        let least = bound(|weights| weights.iter().copied().min().unwrap_or(0));
        let last = threshold.terms.len() - 1;
        let mut states = vec![State::Sum(0)];
        let mut before = None;
        for (place, (issue, weights)) in threshold.terms.iter().enumerate() {
            let (most, least) = (most[last - place], least[last - place]);
            let step = |state: &State, weight: &i128| match state {
                State::Sure => Some(State::Sure),
                State::Sum(sum) if sum + weight + least >= threshold.at_least => Some(State::Sure),
                State::Sum(sum) if sum + weight + most < threshold.at_least => None,
                State::Sum(sum) => Some(State::Sum(sum + weight)),
            };
            let reached = states
                .iter()
                .map(|state| weights.iter().map(|w| step(state, w)).collect::<Vec<_>>());
            let reached: Vec<Vec<Option<State>>> = reached.collect();
            let after: BTreeSet<State> = reached.iter().flatten().flatten().copied().collect();
            states = after.into_iter().collect();
            self.feasible &= !states.is_empty();
            if states.len() > STATES_MAX {
                return None;
            }
            let number = |state: &State| states.binary_search(state).ok();
            let next = reached
                .iter()
                .map(|row| row.iter().map(|s| s.as_ref().and_then(number)).collect())
                .collect();
            self.sizes.push(states.len());
            let after = self.sizes.len() - 1;
            self.links.push(Link {
                before,
                issue: *issue,
                after,
                next,
            });
            before = Some(after);
        }
        Some(())
    }

    /// The order by fewest neighbours (then by the smaller table, then as listed), and what it costs.
    pub fn plan(&self) -> Plan {
        let mut neighbours: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); self.sizes.len()];
        let rules = self
            .compiled
            .rules
            .iter()
            .map(|rule| rule.when.iter().map(|(issue, _)| *issue).collect());
        let links = self.links.iter().map(|link| {
            link.before
                .into_iter()
                .chain([link.issue, link.after])
                .collect()
        });
        for scope in rules.chain(links).collect::<Vec<BTreeSet<usize>>>() {
            for &one in &scope {
                neighbours[one].extend(scope.iter().copied().filter(|&other| other != one));
            }
        }
        let mut left: BTreeSet<usize> = (0..self.sizes.len()).collect();
        let mut plan = Plan {
            width: 0,
            cells: 0,
            order: Vec::new(),
        };
        let size = |variable: usize| self.sizes[variable] as u64;
        while !left.is_empty() {
            let cells = |&one: &usize| {
                neighbours[one]
                    .iter()
                    .fold(size(one), |all, &other| all.saturating_mul(size(other)))
            };
            let next = left
                .iter()
                .copied()
                .min_by_key(|one| (neighbours[*one].len(), cells(one), *one));
            let next = next.expect("something is left");
            plan.width = plan.width.max(neighbours[next].len());
            plan.cells = plan.cells.max(cells(&next));
            plan.order.push(next);
            left.remove(&next);
            let around = std::mem::take(&mut neighbours[next]);
            for &one in &around {
                neighbours[one].extend(around.iter().copied().filter(|&other| other != one));
                neighbours[one].remove(&next);
            }
        }
        plan
    }

    /// The exact frontier. Empty when no package respects all rules.
    pub fn frontier(
        &self,
        plan: &Plan,
        labels_max: usize,
        ways: &mut Ways,
        watch: Watch<'_>,
    ) -> Result<Front<M>, Halt> {
        if !self.feasible {
            return Ok(Vec::new());
        }
        run::run(self, plan, labels_max, ways, watch)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// So much so far.
    Sum(i128),
    /// Whatever follows, the threshold is met.
    Sure,
}
