//! A package in the making: what is chosen so far, and which rules that meets.

use crate::packages::compile::{Compiled, Effect, add};
use crate::packages::model::Package;

/// Choices of classes, made and undone one at a time.
pub(super) struct Partial<'a, const M: usize> {
    compiled: &'a Compiled<M>,
    /// How many classes each variable has.
    pub sizes: Vec<usize>,
    /// For every variable: the rules it is in, with the place of its condition.
    rules_of: Vec<Vec<(usize, usize)>>,
    /// The class of each variable; those not yet decided have any.
    pub choice: Vec<usize>,
    /// For every rule, how many conditions are not met yet; a failed one never comes to zero.
    unmet: Vec<usize>,
}

impl<'a, const M: usize> Partial<'a, M> {
    /// With nothing decided.
    pub fn new(compiled: &'a Compiled<M>) -> Self {
        let variables = compiled.variables.len();
        let rules_of = (0..variables).map(|v| {
            let concerned = compiled.rules.iter().enumerate();
            concerned
                .filter_map(|(n, rule)| Some((n, rule.when.iter().position(|(i, _)| *i == v)?)))
                .collect()
        });
        Self {
            sizes: compiled.variables.iter().map(Vec::len).collect(),
            rules_of: rules_of.collect(),
            choice: vec![0; variables],
            unmet: compiled.rules.iter().map(|rule| rule.when.len()).collect(),
            compiled,
        }
    }

    /// Chooses a class: the units so far, or `None` when a rule forbids it. Undone by `leave`, also after `None`.
    pub fn enter(&mut self, variable: usize, class: usize, units: &[i128; M]) -> Option<[i128; M]> {
        self.choice[variable] = class;
        let mut units = add(units, &self.compiled.variables[variable][class].gain);
        let mut allowed = true;
        for &(number, place) in &self.rules_of[variable] {
            let rule = &self.compiled.rules[number];
            if !rule.when[place].1[class] {
                continue;
            }
            self.unmet[number] -= 1;
            match rule.effect {
                _ if self.unmet[number] > 0 => {}
                Effect::Never => allowed = false,
                Effect::Add(points) => units = add(&units, &points),
            }
        }
        allowed.then_some(units)
    }

    /// Takes the class back.
    pub fn leave(&mut self, variable: usize, class: usize) {
        for &(number, place) in &self.rules_of[variable] {
            if self.compiled.rules[number].when[place].1[class] {
                self.unmet[number] += 1;
            }
        }
    }

    /// Whether every threshold can still be reached, with these variables decided.
    pub fn thresholds_can_hold(&self, decided: &[usize]) -> bool {
        self.compiled.thresholds.iter().all(|threshold| {
            let terms = threshold.terms.iter().map(|(variable, weights)| {
                if decided.contains(variable) {
                    weights[self.choice[*variable]]
                } else {
                    weights.iter().copied().max().unwrap_or(0)
                }
            });
            terms.sum::<i128>() >= threshold.at_least
        })
    }

    /// Some of the packages that a whole choice stands for, and how many there are.
    pub fn packages(&self, at_most: usize) -> (Vec<Package>, u128) {
        let members = |v: usize| &self.compiled.variables[v][self.choice[v]].members;
        let count = (0..self.sizes.len())
            .fold(1u128, |all, v| all.saturating_mul(members(v).len() as u128));
        let mut packages = vec![
            (0..self.sizes.len())
                .map(|v| members(v)[0])
                .collect::<Package>(),
        ];
        for v in 0..self.sizes.len() {
            let more: Vec<Package> = packages
                .iter()
                .flat_map(|package| {
                    members(v)[1..].iter().map(move |&value| {
                        let mut other = package.clone();
                        other[v] = value;
                        other
                    })
                })
                .take(at_most.saturating_sub(packages.len()))
                .collect();
            packages.extend(more);
        }
        (packages, count)
    }
}
