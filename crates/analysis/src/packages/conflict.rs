//! Why there is no package: a smallest set of demands that cannot all be met, and which of them would have to give.
//!
//! The set is minimal in the strict sense: leave any one of its demands out and the rest can be met together. There may be
//! other such sets; the first in the order linkages, red lines, walk-aways is reported, with what would open a package.

use std::collections::BTreeSet;

use serde::Serialize;

use super::compile::{NOTHING_SETTLED, Source, View};
use super::find::find;
use super::sheet::Case;
use super::solve::Limits;
use crate::watch::Watch;

/// Something a package has to respect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// The linkage with this number, from 0.
    Linkage(usize),
    /// A red line of a party, both from 0.
    RedLine {
        /// Whose.
        party: usize,
        /// Which.
        line: usize,
    },
    /// What a party needs in all.
    WalkAway {
        /// Whose.
        party: usize,
    },
}

/// Why no package meets every demand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// Demands that cannot all be met, none of which can be left out.
    pub minimal: Vec<Demand>,
    /// The smallest sets of demands (of all, not only the minimal ones) without which there is a package.
    pub ways_out: Vec<Vec<Demand>>,
    /// `false` when a search was stopped before it had proved that there is no package; then `minimal` may be too large.
    pub proven: bool,
}

/// How many demands at a time are given up when ways out are looked for.
const GIVEN_UP_MAX: usize = 2;
/// Beyond so many demands only single ones are tried.
const PAIRS_MAX: usize = 40;

/// The conflict, or `None` when there is a package that meets every demand.
pub fn conflict(case: &Case, limits: &Limits, watch: Watch<'_>) -> Option<Conflict> {
    let all: BTreeSet<Demand> = demands(case).into_iter().collect();
    let mut proven = true;
    let mut met = |demands: &BTreeSet<Demand>| {
        let met = can_be_met(case, demands, limits, watch);
        proven &= met.is_some();
        met == Some(true)
    };
    if met(&all) {
        return None;
    }
    let mut minimal = all.clone();
    for demand in &all {
        minimal.remove(demand);
        if met(&minimal) {
            minimal.insert(*demand);
        }
    }
    let ways_out = ways_out(&all, &mut met);
    Some(Conflict {
        minimal: minimal.into_iter().collect(),
        ways_out,
        proven,
    })
}

/// Every demand of a case: linkages, red lines, and walk-aways above nothing.
pub fn demands(case: &Case) -> Vec<Demand> {
    let linkages = (0..case.domain().linkages().len()).map(Demand::Linkage);
    let lines = case.sheets().iter().enumerate().flat_map(|(party, sheet)| {
        (0..sheet.red_lines.len()).map(move |line| Demand::RedLine { party, line })
    });
    let walk_aways = (0..case.sheets().len()).map(|party| Demand::WalkAway { party });
    linkages.chain(lines).chain(walk_aways).collect()
}

/// Whether some package meets these demands; `None` when a search was stopped before it knew.
fn can_be_met(
    case: &Case,
    demands: &BTreeSet<Demand>,
    limits: &Limits,
    watch: Watch<'_>,
) -> Option<bool> {
    let applies = |source: Source| match source {
        Source::Linkage(number) => demands.contains(&Demand::Linkage(number)),
        Source::RedLine { party, line } => demands.contains(&Demand::RedLine { party, line }),
    };
    let view = View {
        applies: &applies,
        settled: &NOTHING_SETTLED,
        points: None,
    };
    let found = find(
        case,
        view,
        &Limits {
            packages_max: 1,
            ..*limits
        },
        watch,
    );
    let enough = |(party, units): (usize, &i128)| {
        !demands.contains(&Demand::WalkAway { party }) || *units >= case.sheets()[party].walk_away
    };
    // Whoever can be satisfied at all can be by an undominated package.
    let met = found
        .standings
        .iter()
        .any(|standing| standing.units.iter().enumerate().all(enough));
    if met {
        Some(true)
    } else {
        found.gap.is_none().then_some(false)
    }
}

fn ways_out(
    all: &BTreeSet<Demand>,
    met: &mut dyn FnMut(&BTreeSet<Demand>) -> bool,
) -> Vec<Vec<Demand>> {
    let demands: Vec<Demand> = all.iter().copied().collect();
    let most = if demands.len() <= PAIRS_MAX {
        GIVEN_UP_MAX
    } else {
        1
    };
    for size in 1..=most {
        let mut found = Vec::new();
        for given_up in choices(&demands, size) {
            let rest = all
                .iter()
                .copied()
                .filter(|demand| !given_up.contains(demand))
                .collect();
            if met(&rest) {
                found.push(given_up);
            }
        }
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

fn choices(demands: &[Demand], size: usize) -> Vec<Vec<Demand>> {
    match size {
        0 => vec![Vec::new()],
        _ => (0..demands.len())
            .flat_map(|first| {
                let rest = choices(&demands[first + 1..], size - 1);
                rest.into_iter()
                    .map(move |rest| [vec![demands[first]], rest].concat())
            })
            .collect(),
    }
}
