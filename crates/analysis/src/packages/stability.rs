//! How a package bears up when weights are not quite what the sheet says.
//!
//! The points of every issue are drawn anew within the party's confidence (sure, give or take 20 %, 50 %), the whole
//! frontier is computed, and the package is looked for on it. "On the frontier in 870 of 1 000" is a statement about the
//! sheet's uncertainty as it was declared, not a probability of anything in the world. Red lines do not waver.

use serde::Serialize;

use super::compile::View;
use super::error::{Bounded, Problem};
use super::find::find;
use super::model::{Package, bounded};
use super::sheet::{Case, Sheet};
use super::solve::Limits;
use crate::random::Random;
use crate::watch::Watch;

/// How many samples may be asked for.
pub const SAMPLES_MAX: usize = 100_000;

/// How often a package was undominated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Stability {
    /// Samples drawn.
    pub samples: usize,
    /// In how many of them nothing dominated the package.
    pub on_frontier: usize,
    /// In how many it could not be told, because a search was stopped.
    pub unknown: usize,
    /// From which they were drawn; the same seed gives the same numbers everywhere.
    pub seed: u64,
}

/// Draws samples and counts.
///
/// # Errors
/// More than [`SAMPLES_MAX`] samples.
pub fn stability(
    case: &Case,
    package: &Package,
    samples: usize,
    seed: u64,
    limits: &Limits,
    watch: Watch<'_>,
) -> Result<Stability, Problem> {
    bounded(Bounded::Samples, samples, SAMPLES_MAX)?;
    let mut random = Random::new(seed);
    let mut stability = Stability {
        samples,
        on_frontier: 0,
        unknown: 0,
        seed,
    };
    let limits = Limits {
        packages_max: 1,
        ..*limits
    };
    for _ in 0..samples {
        let points: Vec<Vec<Vec<i128>>> = case
            .sheets()
            .iter()
            .map(|sheet| drawn(sheet, &mut random))
            .collect();
        let view = View {
            points: Some(&points),
            ..View::whole()
        };
        let found = find(case, view, &limits, watch);
        let units: Vec<i128> = case
            .sheets()
            .iter()
            .zip(&points)
            .map(|(sheet, points)| worth(sheet, points, package))
            .collect();
        match found.gap {
            Some(_) => stability.unknown += 1,
            None if found
                .standings
                .iter()
                .any(|standing| standing.units == units) =>
            {
                stability.on_frontier += 1
            }
            None => {}
        }
    }
    Ok(stability)
}

/// A sheet's points with every issue stretched or shrunk within the party's confidence, rounded to whole units.
fn drawn(sheet: &Sheet, random: &mut Random) -> Vec<Vec<i128>> {
    let issues = sheet.points.iter().enumerate();
    issues
        .map(|(issue, points)| {
            let most = sheet
                .confidence
                .get(issue)
                .copied()
                .unwrap_or_default()
                .permille();
            let permille = i128::from(1_000 + within(random, most));
            // In two parts, so that long fractions do not overflow: whole thousands, then the rest, rounded half up.
            let stretched = |points: &i128| {
                points / 1_000 * permille + (points % 1_000 * permille + 500).div_euclid(1_000)
            };
            points.iter().map(stretched).collect()
        })
        .collect()
}

fn worth(sheet: &Sheet, points: &[Vec<i128>], package: &Package) -> i128 {
    let issues: i128 = points
        .iter()
        .zip(package)
        .map(|(points, &value)| points[value])
        .sum();
    sheet.capped(issues + sheet.bonus_units(package))
}

/// A whole number from `-most` to `most`. (The remainder favours none of them by more than one part in 2^50.)
fn within(random: &mut Random, most: i64) -> i64 {
    let span = 2 * most.unsigned_abs() + 1;
    i64::try_from(random.next() % span).expect("the span is small") - most
}
