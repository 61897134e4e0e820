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
use super::watch::Watch;

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
    let mut numbers = Numbers(seed);
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
            .map(|sheet| drawn(sheet, &mut numbers))
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
fn drawn(sheet: &Sheet, numbers: &mut Numbers) -> Vec<Vec<i128>> {
    let issues = sheet.points.iter().enumerate();
    issues
        .map(|(issue, points)| {
            let most = sheet
                .confidence
                .get(issue)
                .copied()
                .unwrap_or_default()
                .permille();
            let permille = i128::from(1_000 + numbers.within(most));
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

/// SplitMix64 (Steele, Lea, Flood 2014): a few lines, so that its numbers can never change under an old answer.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from `-most` to `most`. (The remainder favours none of them by more than one part in 2^50.)
    fn within(&mut self, most: i64) -> i64 {
        let span = 2 * most.unsigned_abs() + 1;
        i64::try_from(self.next() % span).expect("the span is small") - most
    }
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn the_numbers_are_those_of_the_reference_implementation() {
        // First outputs for the seed 1234567, as published with the generator.
        let mut numbers = Numbers(1_234_567);
        let first = [numbers.next(), numbers.next(), numbers.next()];
        assert_eq!(
            first,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }
}
