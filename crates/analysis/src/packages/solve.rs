//! From a case to its answer: what was found, with names and points put to it, and how sure it is.

use num_bigint::BigInt;

use super::amount::{Amount, Count};
use super::answer::{Answer, Exactness, Point};
use super::compile::View;
use super::find::{Found, Standing, find};
use super::sheet::Case;
use crate::watch::Watch;

/// How much work is taken on. The same limits give the same bytes everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Entries of the largest table that elimination may build; beyond, branch and bound runs.
    pub cells_max: u64,
    /// Points that a frontier, also of a part, may have; beyond, points are coarsened.
    pub labels_max: usize,
    /// Steps of branch and bound.
    pub nodes_max: u64,
    /// Packages listed for each point. All of them are counted.
    pub packages_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            cells_max: 1_000_000,
            labels_max: 2_000_000,
            nodes_max: 2_000_000,
            packages_max: 8,
        }
    }
}

/// The exact frontier of a case, or the best found with its gap.
pub fn solve(case: &Case, limits: &Limits, watch: Watch<'_>) -> Answer {
    answer(case, find(case, View::whole(), limits, watch))
}

/// Whether every party gets at least its walk-away.
pub(super) fn rational(case: &Case, units: &[i128]) -> bool {
    units
        .iter()
        .zip(case.sheets())
        .all(|(units, sheet)| *units >= sheet.walk_away)
}

fn count(standing: &Standing, exact: bool) -> Count {
    let number = BigInt::from(if standing.count == u128::MAX {
        standing.packages.len() as u128
    } else {
        standing.count
    });
    if exact && standing.count < u128::MAX {
        Count::Exactly(number)
    } else {
        Count::AtLeast(number)
    }
}

/// Puts names and points to what was found, and drops what somebody would walk away from.
pub(super) fn answer(case: &Case, found: Found) -> Answer {
    let exact = found.gap.is_none();
    let amounts = |units: &[i128]| -> Vec<Amount> {
        units
            .iter()
            .zip(case.sheets())
            .map(|(u, sheet)| sheet.amount(*u))
            .collect()
    };
    let frontier_all = found.standings.len();
    let standings: Vec<Standing> = found
        .standings
        .into_iter()
        .filter(|standing| rational(case, &standing.units))
        .collect();
    let points: Vec<Point> = standings
        .into_iter()
        .map(|standing| Point {
            amounts: amounts(&standing.units),
            count: count(&standing, exact),
            units: standing.units,
            packages: standing.packages,
        })
        .collect();
    let exactness = match found.gap {
        None => Exactness::Exact,
        Some(_) if frontier_all == 0 => Exactness::Unknown,
        Some(gap) => Exactness::Within { gap: amounts(&gap) },
    };
    Answer {
        packages: total(&points),
        domain: case.domain().clone(),
        parties: case
            .sheets()
            .iter()
            .map(|sheet| sheet.party.clone())
            .collect(),
        walk_away: case
            .sheets()
            .iter()
            .map(|sheet| sheet.amount(sheet.walk_away))
            .collect(),
        points,
        frontier_all,
        exactness,
        method: found.method,
        plan: found.plan,
    }
}

fn total(points: &[Point]) -> Count {
    let mut sum = BigInt::from(0);
    let mut exact = true;
    for point in points {
        let (Count::Exactly(number) | Count::AtLeast(number)) = &point.count;
        exact &= matches!(point.count, Count::Exactly(_));
        sum += number;
    }
    if exact {
        Count::Exactly(sum)
    } else {
        Count::AtLeast(sum)
    }
}
