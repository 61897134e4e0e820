//! Multi-objective bucket elimination: the exact frontier where linkages stay local.
//!
//! Issues are removed one by one, those with the fewest neighbours first. Removing one leaves a table that says, for every
//! choice on its neighbours, which undominated sums it can bring (Dechter 1999; Rollón and Larrosa 2006). Time and space
//! grow with the size of the largest table, which is known beforehand: see [`Plan`]. Issues that nothing links leave a
//! table without neighbours, and adding those up is the sweep for independent issues.
//!
//! "At most k of these" and "this group brings at least x" would link all their issues with each other. A chain of hidden
//! variables that carry the sum so far keeps the links short.

use std::collections::BTreeSet;

use serde::Serialize;

use super::compile::{Compiled, Effect, Rule, Threshold, add};
use super::front::{Front, Gather, Halt, Label, sum};
use super::watch::{Going, Progress, Stage, Watch};
use super::ways::Ways;

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
        let mut run = Run {
            network: self,
            tables: Vec::new(),
            rules: self.compiled.rules.iter().collect(),
            links: self.links.iter().collect(),
            labels_max,
            ways,
            watch,
            of: plan.order.len() as u64,
            done: 0,
        };
        for &variable in &plan.order {
            run.eliminate(variable)?;
        }
        run.add_up()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// So much so far.
    Sum(i128),
    /// Whatever follows, the threshold is met.
    Sure,
}

/// For every choice on the scope, what the eliminated issues can bring. An empty front: nothing.
struct Table<const M: usize> {
    scope: Vec<usize>,
    cells: Vec<Front<M>>,
}

struct Run<'a, 'w, const M: usize> {
    network: &'a Network<'a, M>,
    tables: Vec<Table<M>>,
    rules: Vec<&'a Rule<M>>,
    links: Vec<&'a Link>,
    labels_max: usize,
    ways: &'a mut Ways,
    watch: Watch<'w>,
    of: u64,
    done: u64,
}

/// Everything that concerns one variable, taken out of a run.
struct Bucket<'a, const M: usize> {
    variable: usize,
    tables: Vec<Table<M>>,
    rules: Vec<&'a Rule<M>>,
    links: Vec<&'a Link>,
}

impl<const M: usize> Run<'_, '_, M> {
    fn report(&mut self, stage: Stage, points: usize) -> Result<(), Halt> {
        let progress = Progress {
            stage,
            done: self.done,
            of: self.of,
            points,
        };
        match (self.watch)(&progress) {
            Going::On => Ok(()),
            Going::Stop => Err(Halt::Stopped),
        }
    }

    fn eliminate(&mut self, variable: usize) -> Result<(), Halt> {
        let in_rule = |rule: &&Rule<M>| rule.when.iter().any(|(issue, _)| *issue == variable);
        let in_link = |link: &&Link| {
            link.before == Some(variable) || link.issue == variable || link.after == variable
        };
        let bucket = Bucket {
            variable,
            tables: self
                .tables
                .extract_if(.., |table| table.scope.contains(&variable))
                .collect(),
            rules: self.rules.extract_if(.., |rule| in_rule(rule)).collect(),
            links: self.links.extract_if(.., |link| in_link(link)).collect(),
        };
        let scope = bucket.scope();
        let classes = self.network.sizes[variable];
        let starts: Vec<Label<M>> = (0..classes)
            .map(|class| self.start(variable, class))
            .collect();
        let mut choice = vec![0; self.network.sizes.len()];
        let mut cells = Vec::new();
        loop {
            if cells.len() % 256 == 0 {
                self.report(Stage::Eliminating, 0)?;
            }
            cells.push(self.cell(&bucket, &starts, &mut choice)?);
            if !advance(&mut choice, &scope, &self.network.sizes) {
                break;
            }
        }
        self.tables.push(Table { scope, cells });
        self.done += 1;
        Ok(())
    }

    fn start(&mut self, variable: usize, class: usize) -> Label<M> {
        match self.network.compiled.variables.get(variable) {
            Some(classes) => Label {
                units: classes[class].gain,
                way: self.ways.class(variable, class),
            },
            None => Label {
                units: [0; M],
                way: Ways::START,
            },
        }
    }

    /// What the bucket's variable and everything before it can bring, given the choice on its neighbours.
    fn cell(
        &mut self,
        bucket: &Bucket<'_, M>,
        starts: &[Label<M>],
        choice: &mut [usize],
    ) -> Result<Front<M>, Halt> {
        let mut gather = Gather::new(self.labels_max);
        for (class, start) in starts.iter().enumerate() {
            choice[bucket.variable] = class;
            let Some(bonus) = bucket.bonus(choice) else {
                continue;
            };
            let mut so_far = vec![Label {
                units: add(&start.units, &bonus),
                way: start.way,
            }];
            let sizes = &self.network.sizes;
            let cells = bucket
                .tables
                .iter()
                .map(|table| &table.cells[position(choice, &table.scope, sizes)]);
            let mut cells: Vec<&Front<M>> = cells.collect();
            cells.sort_by_key(|cell| cell.len());
            let last = cells.pop();
            for cell in cells {
                so_far = sum(&so_far, cell, self.labels_max, self.ways)?;
            }
            match last {
                Some(last) => gather.sums(&so_far, last)?,
                None => gather.sums(
                    &so_far,
                    &[Label {
                        units: [0; M],
                        way: Ways::START,
                    }],
                )?,
            }
        }
        choice[bucket.variable] = 0;
        gather.finish(self.ways)
    }

    /// Nothing is linked any more: the frontiers of the parts are added up, small ones first.
    fn add_up(mut self) -> Result<Front<M>, Halt> {
        let mut parts: Vec<Front<M>> = std::mem::take(&mut self.tables)
            .into_iter()
            .flat_map(|t| t.cells)
            .collect();
        parts.sort_by_key(Vec::len);
        (self.done, self.of) = (0, parts.len() as u64);
        let mut all = vec![Label {
            units: [0; M],
            way: Ways::START,
        }];
        for part in parts {
            self.report(Stage::Adding, all.len())?;
            all = sum(&all, &part, self.labels_max, self.ways)?;
            self.done += 1;
        }
        Ok(all)
    }
}

impl<const M: usize> Bucket<'_, M> {
    /// Everything the bucket touches, without its own variable.
    fn scope(&self) -> Vec<usize> {
        let tables = self
            .tables
            .iter()
            .flat_map(|table| table.scope.iter().copied());
        let rules = self
            .rules
            .iter()
            .flat_map(|rule| rule.when.iter().map(|(issue, _)| *issue));
        let links = self
            .links
            .iter()
            .flat_map(|link| link.before.into_iter().chain([link.issue, link.after]));
        let scope: BTreeSet<usize> = tables
            .chain(rules)
            .chain(links)
            .filter(|&v| v != self.variable)
            .collect();
        scope.into_iter().collect()
    }

    /// What the rules add for this choice, or `None` if one forbids it.
    fn bonus(&self, choice: &[usize]) -> Option<[i128; M]> {
        let fits = |link: &Link| {
            let before = link.before.map_or(0, |variable| choice[variable]);
            link.next[before][choice[link.issue]] == Some(choice[link.after])
        };
        if !self.links.iter().all(|link| fits(link)) {
            return None;
        }
        let holds = |rule: &Rule<M>| rule.when.iter().all(|(issue, mask)| mask[choice[*issue]]);
        let mut bonus = [0; M];
        for rule in self.rules.iter().filter(|rule| holds(rule)) {
            match rule.effect {
                Effect::Never => return None,
                Effect::Add(points) => bonus = add(&bonus, &points),
            }
        }
        Some(bonus)
    }
}

/// The next choice on the scope, the last issue turning fastest; `false` after the last one.
fn advance(choice: &mut [usize], scope: &[usize], sizes: &[usize]) -> bool {
    for &variable in scope.iter().rev() {
        choice[variable] += 1;
        if choice[variable] < sizes[variable] {
            return true;
        }
        choice[variable] = 0;
    }
    false
}

/// Where the choice stands in a table with this scope.
fn position(choice: &[usize], scope: &[usize], sizes: &[usize]) -> usize {
    scope.iter().fold(0, |position, &variable| {
        position * sizes[variable] + choice[variable]
    })
}
