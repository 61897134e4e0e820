//! Which method runs, and when it changes to another.
//!
//! Elimination runs where its largest table fits; branch and bound where it does not. A frontier with too many points is
//! computed once more on coarser points. Every step down is part of what was found, so nothing can be left unsaid.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::answer::Method;
use super::compile::{Class, Compiled, Effect, View, compile};
use super::eliminate::{Network, Plan};
use super::front::{Front, Halt, Label};
use super::model::Package;
use super::search::search;
use super::sheet::{Case, PARTIES_MAX};
use super::solve::Limits;
use super::ways::Ways;
use crate::watch::Watch;

/// Steps of branch and bound that are still taken after a stop, so that there is something to show.
const NODES_AFTER_STOP: u64 = 20_000;

/// A point in units, before anybody's walk-away is looked at.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub units: Vec<i128>,
    pub count: u128,
    pub packages: Vec<Package>,
}

/// What a method found.
#[derive(Debug)]
pub(super) struct Found {
    pub standings: Vec<Standing>,
    pub gap: Option<Vec<i128>>,
    pub method: Method,
    pub plan: Option<Plan>,
}

/// The same for a part of a case: without some rules, with some issues settled.
pub(super) fn find(case: &Case, view: View<'_>, limits: &Limits, watch: Watch<'_>) -> Found {
    // Compiled for few numbers of parties; a party that is not there gets nothing from anything, which changes nothing.
    let mut found = match case.sheets().len() {
        2 => find_for::<2>(case, view, limits, watch),
        3 => find_for::<3>(case, view, limits, watch),
        _ => find_for::<PARTIES_MAX>(case, view, limits, watch),
    };
    let parties = case.sheets().len();
    found
        .standings
        .iter_mut()
        .for_each(|standing| standing.units.truncate(parties));
    found.gap.iter_mut().for_each(|gap| gap.truncate(parties));
    apply_caps(case, &mut found);
    found
}

fn find_for<const M: usize>(
    case: &Case,
    view: View<'_>,
    limits: &Limits,
    watch: Watch<'_>,
) -> Found {
    let compiled: Compiled<M> = compile(case, view);
    let plan = Network::new(&compiled).map(|network| network.plan());
    if let Some(plan) = plan.as_ref().filter(|plan| plan.cells <= limits.cells_max) {
        match eliminate(&compiled, plan, limits, watch) {
            Ok(standings) => {
                return Found {
                    standings,
                    gap: None,
                    method: Method::Elimination,
                    plan: Some(plan.clone()),
                };
            }
            Err(Halt::TooManyLabels) => {
                if let Some(found) = coarsened(case, &compiled, plan, limits, watch) {
                    return found;
                }
            }
            Err(Halt::Stopped) => {}
        }
        let limits = Limits {
            nodes_max: NODES_AFTER_STOP,
            ..*limits
        };
        return searched(&compiled, Some(plan.clone()), &limits, watch);
    }
    searched(&compiled, plan, limits, watch)
}

fn eliminate<const M: usize>(
    compiled: &Compiled<M>,
    plan: &Plan,
    limits: &Limits,
    watch: Watch<'_>,
) -> Result<Vec<Standing>, Halt> {
    let network = Network::new(compiled).expect("its plan was made from it");
    let mut ways = Ways::new();
    // With four parties and more every point is compared with every other.
    let labels_max = if M <= 3 {
        limits.labels_max
    } else {
        limits.labels_max.min(50_000)
    };
    let front: Front<M> = network.frontier(plan, labels_max, &mut ways, watch)?;
    let class = |issue: usize, class: usize| -> &Class<M> { &compiled.variables[issue][class] };
    let members = |issue: usize, number: usize| class(issue, number).members.as_slice();
    let counts = ways.counts(&members);
    let packages = |way| {
        let mut packages = ways.packages(
            way,
            compiled.variables.len(),
            &members,
            limits.packages_max.max(1),
        );
        packages.sort_unstable();
        packages
    };
    let standing = |label: Label<M>| Standing {
        units: label.units.to_vec(),
        count: counts.of(label.way),
        packages: packages(label.way),
    };
    Ok(front.into_iter().map(standing).collect())
}

/// The frontier of rounded points, valued exactly. What rounding can hide is a fixed amount for each term of the sum.
fn coarsened<const M: usize>(
    case: &Case,
    compiled: &Compiled<M>,
    plan: &Plan,
    limits: &Limits,
    watch: Watch<'_>,
) -> Option<Found> {
    let largest = compiled
        .variables
        .iter()
        .flatten()
        .flat_map(|class| class.gain)
        .map(i128::unsigned_abs)
        .max()?;
    let first = (128 - largest.leading_zeros()).saturating_sub(20).max(1);
    for bits in (first..first + 20).step_by(2) {
        let mut rounded = compiled.clone();
        rounded
            .variables
            .iter_mut()
            .flatten()
            .for_each(|class| class.gain = class.gain.map(|units| units >> bits));
        for rule in &mut rounded.rules {
            if let Effect::Add(points) = &mut rule.effect {
                *points = points.map(|units| units >> bits);
            }
        }
        let found = match eliminate(&rounded, plan, limits, watch) {
            Ok(found) => found,
            Err(Halt::TooManyLabels) => continue,
            Err(Halt::Stopped) => return None,
        };
        let terms = i128::try_from(compiled.variables.len() + compiled.rules.len())
            .expect("both are bounded");
        let gap = vec![terms * ((1 << bits) - 1); M];
        let standings = valued_exactly(case, found);
        return Some(Found {
            standings,
            gap: Some(gap),
            method: Method::Coarsened { bits },
            plan: Some(plan.clone()),
        });
    }
    None
}

fn valued_exactly(case: &Case, found: Vec<Standing>) -> Vec<Standing> {
    let mut by_units: BTreeMap<Vec<i128>, Vec<Package>> = BTreeMap::new();
    for package in found.into_iter().flat_map(|standing| standing.packages) {
        let units = case
            .sheets()
            .iter()
            .map(|sheet| sheet.units(&package))
            .collect();
        by_units.entry(units).or_default().push(package);
    }
    let standings = by_units.into_iter().rev();
    let mut standings: Vec<Standing> = standings
        .map(|(units, packages)| Standing {
            units,
            count: packages.len() as u128,
            packages,
        })
        .collect();
    keep_undominated(&mut standings);
    standings
}

fn searched<const M: usize>(
    compiled: &Compiled<M>,
    plan: Option<Plan>,
    limits: &Limits,
    watch: Watch<'_>,
) -> Found {
    // Reversed elimination order: what is decided last is what few others depend on, so bounds are tight early.
    let issues = compiled.variables.len();
    let order: Vec<usize> = match &plan {
        Some(plan) => plan
            .order
            .iter()
            .rev()
            .copied()
            .filter(|&variable| variable < issues)
            .collect(),
        None => (0..issues).collect(),
    };
    let found = search(
        compiled,
        &order,
        limits.nodes_max,
        limits.packages_max.max(1),
        watch,
    );
    let standings = found.archive.entries().iter().map(|entry| {
        let mut packages = entry.packages.clone();
        packages.sort_unstable();
        Standing {
            units: entry.units.to_vec(),
            count: entry.count.max(packages.len() as u128),
            packages,
        }
    });
    Found {
        standings: standings.collect(),
        gap: found.gap.map(|gap| gap.to_vec()),
        method: Method::Search,
        plan,
    }
}

/// A cap makes packages beyond it equal. Those it hides are not counted, and the count says so.
fn apply_caps(case: &Case, found: &mut Found) {
    let mut bitten = false;
    for standing in &mut found.standings {
        for (units, sheet) in standing.units.iter_mut().zip(case.sheets()) {
            let capped = sheet.capped(*units);
            bitten |= capped != *units;
            *units = capped;
        }
    }
    if bitten {
        found
            .standings
            .iter_mut()
            .for_each(|standing| standing.count = u128::MAX);
        found
            .standings
            .sort_by_key(|standing| Reverse(standing.units.clone()));
        found
            .standings
            .dedup_by(|next, kept| next.units == kept.units);
        keep_undominated(&mut found.standings);
    }
}

/// Of standings sorted falling, without equals, those that none dominates.
fn keep_undominated(standings: &mut Vec<Standing>) {
    let mut kept: Vec<Vec<i128>> = Vec::new();
    standings.retain(|standing| {
        let free = !kept
            .iter()
            .rev()
            .any(|known| known.iter().zip(&standing.units).all(|(a, b)| a >= b));
        if free {
            kept.push(standing.units.clone());
        }
        free
    });
}
