//! Carrying out an elimination: one bucket after the other, then the sum of what is left.

use std::collections::BTreeSet;

use super::{Link, Network, Plan};
use crate::packages::compile::{Effect, Rule, add};
use crate::packages::front::{Front, Gather, Halt, Label, sum};
use crate::packages::ways::Ways;
use crate::watch::Watch;

/// Eliminates in the planned order.
pub(super) fn run<const M: usize>(
    network: &Network<'_, M>,
    plan: &Plan,
    labels_max: usize,
    ways: &mut Ways,
    watch: Watch<'_>,
) -> Result<Front<M>, Halt> {
    let mut run = Run {
        network,
        tables: Vec::new(),
        rules: network.compiled.rules.iter().collect(),
        links: network.links.iter().collect(),
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
    fn report(&self) -> Result<(), Halt> {
        match self.watch.stops(self.done, Some(self.of)) {
            true => Err(Halt::Stopped),
            false => Ok(()),
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
                self.report()?;
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
            self.report()?;
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
