//! Four ways to single out packages of the frontier, by definitions that are printed with them.
//!
//! With d a party's walk-away and u what it gets: **Nash** (1950) maximises the product of all u - d; **Kalai-Smorodinsky**
//! (1975) is leximin in (u - d) / (ideal - d), where a party's ideal is its best among the packages nobody walks away
//! from; **egalitarian** (Kalai 1977) is leximin in u - d; **utilitarian** maximises the sum of u. Leximin: the worst-off
//! party as well off as possible, then the second worst-off, and so on.
//!
//! Only Nash and Kalai-Smorodinsky survive that one party counts in other points; the other two compare points of
//! different parties, which means something only where all sheets hand out the same number. Other programs print other
//! things under these names (a sum as "Kalai", a smallest spread, a product of two negative gains): hence the definitions.

use num_rational::BigRational;
use num_traits::{One, Zero};
use serde::Serialize;

use super::amount::Amount;
use super::answer::Answer;
use super::sheet::Case;

/// The points singled out, as positions in [`Answer::points`]. More than one position is a tie; all are listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BargainingPoints {
    /// The largest product of gains.
    pub nash: Vec<usize>,
    /// Leximin in the gain as a share of the largest possible one.
    pub kalai_smorodinsky: Vec<usize>,
    /// Leximin in the gain.
    pub egalitarian: Vec<usize>,
    /// The largest sum of points.
    pub utilitarian: Vec<usize>,
    /// Each party's best among packages nobody walks away from.
    pub ideal: Vec<Amount>,
    /// Whether all sheets hand out the same number of points; if not, the last two mean little.
    pub comparable: bool,
}

/// The four, or `None` when there is no package to choose from: there is no "best" of nothing.
pub fn bargaining_points(case: &Case, answer: &Answer) -> Option<BargainingPoints> {
    let gains: Vec<Vec<BigRational>> = answer
        .points
        .iter()
        .map(|point| gains(case, &point.units))
        .collect();
    let parties = 0..case.sheets().len();
    let most = |party: usize| gains.iter().map(|gains| &gains[party]).max().cloned();
    let most: Vec<BigRational> = parties.map(most).collect::<Option<_>>()?;
    // A party that can gain nothing from any package weighs in nowhere; otherwise every product would be zero.
    let product = |gains: &Vec<BigRational>| {
        let moved = gains.iter().zip(&most).filter(|(_, most)| !most.is_zero());
        moved.fold(BigRational::one(), |product, (gain, _)| product * gain)
    };
    let shares = |gains: &Vec<BigRational>| {
        let moved = gains.iter().zip(&most).filter(|(_, most)| !most.is_zero());
        rising(moved.map(|(gain, most)| gain / most).collect())
    };
    let sum = |gains: &Vec<BigRational>| gains.iter().sum::<BigRational>();
    let ideal = case
        .sheets()
        .iter()
        .zip(&most)
        .map(|(sheet, most)| Amount::from(most + sheet.amount(sheet.walk_away).rational()));
    Some(BargainingPoints {
        nash: best(gains.iter().map(product)),
        kalai_smorodinsky: best(gains.iter().map(shares)),
        egalitarian: best(gains.iter().map(|gains| rising(gains.clone()))),
        utilitarian: best(gains.iter().map(sum)),
        ideal: ideal.collect(),
        comparable: comparable(case),
    })
}

/// What each party gains over walking away, in points.
pub(super) fn gains(case: &Case, units: &[i128]) -> Vec<BigRational> {
    let gain = |(sheet, units): (&super::sheet::Sheet, &i128)| {
        sheet.amount(units - sheet.walk_away).rational().clone()
    };
    case.sheets().iter().zip(units).map(gain).collect()
}

/// Sorted, so that comparing two lists compares the worst-off first.
fn rising(mut numbers: Vec<BigRational>) -> Vec<BigRational> {
    numbers.sort();
    numbers
}

/// Every position of the largest key.
fn best<K: Ord>(keys: impl Iterator<Item = K>) -> Vec<usize> {
    let mut best: Option<K> = None;
    let mut positions = Vec::new();
    for (position, key) in keys.enumerate() {
        if best.as_ref().is_none_or(|best| key > *best) {
            best = Some(key);
            positions.clear();
            positions.push(position);
        } else if best.as_ref() == Some(&key) {
            positions.push(position);
        }
    }
    positions
}

/// Whether all sheets hand out the same number of points: only then can points of different parties be compared.
pub fn comparable(case: &Case) -> bool {
    let total = |sheet: &super::sheet::Sheet| sheet.amount(sheet.total.unwrap_or(sheet.scale));
    case.sheets()
        .iter()
        .all(|sheet| total(sheet) == total(&case.sheets()[0]))
}
