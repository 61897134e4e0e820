//! From words to points: a sheet is filled in with "much", "some", "none" first, and corrected afterwards.
//!
//! The steps double (some is twice a little, much twice some), because people who rank well weigh badly and equal steps
//! flatten everything. What comes out is a first sheet, in whole points that add up. Comparing whole packages then shows
//! where it does not say what the party meant.

use serde::{Deserialize, Serialize};

use super::error::{Entries, Problem, Where};
use super::model::{Domain, Package};
use super::sheet::{Draft, Sheet};

/// How much an issue matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Importance {
    /// Not at all.
    None,
    /// A little.
    Little,
    /// To some extent.
    Some,
    /// Much.
    Much,
    /// More than anything else.
    Decisive,
}

impl Importance {
    fn weight(self) -> i128 {
        match self {
            Self::None => 0,
            Self::Little => 1,
            Self::Some => 2,
            Self::Much => 4,
            Self::Decisive => 8,
        }
    }
}

/// How good a value is, on its issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Liking {
    /// As bad as it gets here.
    Bad,
    /// Rather bad.
    Poor,
    /// In between.
    Fair,
    /// Good.
    Good,
    /// As good as it gets here.
    Best,
}

/// A first sheet of `total` points. The best value of an issue gets all its points, the others their quarters of it.
///
/// # Errors
/// When the words do not fit the domain, or no issue matters at all.
pub fn sheet_in_words(
    domain: &Domain,
    party: &str,
    total: i128,
    importance: &[Importance],
    likings: &[Vec<Liking>],
) -> Result<Draft, Problem> {
    let shape = |of: Entries, expected, found| Problem::Shape {
        wherein: Where::Sheet(party.to_owned()),
        of,
        expected,
        found,
    };
    let issues = domain.issues();
    for found in [importance.len(), likings.len()] {
        if found != issues.len() {
            return Err(shape(Entries::Issues, issues.len(), found));
        }
    }
    if let Some((issue, likings)) = issues
        .iter()
        .zip(likings)
        .find(|(issue, likings)| issue.values.len() != likings.len())
    {
        let of = Entries::Values(issue.name.clone());
        return Err(shape(of, issue.values.len(), likings.len()));
    }
    let weights: Vec<i128> = importance
        .iter()
        .map(|importance| importance.weight())
        .collect();
    if weights.iter().all(|weight| *weight == 0) {
        return Err(Problem::PointsDoNotAddUp {
            party: party.to_owned(),
            sum: 0,
            total,
        });
    }
    let shares = shared_out(total, &weights);
    let points = shares
        .iter()
        .zip(likings)
        .map(|(share, likings)| quarters(*share, likings))
        .collect();
    Ok(Draft::points(party, total, points))
}

/// Whole points in proportion to the weights, the largest remainders first (Hamilton's method), then as listed.
fn shared_out(total: i128, weights: &[i128]) -> Vec<i128> {
    let sum: i128 = weights.iter().sum();
    let mut shares: Vec<i128> = weights.iter().map(|weight| total * weight / sum).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&issue| (-(total * weights[issue] % sum), issue));
    let left = usize::try_from(total - shares.iter().sum::<i128>()).unwrap_or(0);
    order
        .into_iter()
        .take(left)
        .for_each(|issue| shares[issue] += 1);
    shares
}

/// The best value gets the whole share even if it was only called fair: on this issue there is nothing better.
fn quarters(share: i128, likings: &[Liking]) -> Vec<i128> {
    let best = likings.iter().max().map_or(0, |best| *best as i128);
    let points = |liking: &Liking| {
        if best == 0 {
            share
        } else {
            (2 * share * (*liking as i128) + best) / (2 * best)
        }
    };
    likings.iter().map(points).collect()
}

/// A statement about whole packages: the party would rather have the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rather {
    /// What it prefers.
    pub this: Package,
    /// To what.
    pub than: Package,
}

/// The statements (by number) that the sheet contradicts, so that its points can be corrected.
pub fn contradicted(sheet: &Sheet, statements: &[Rather]) -> Vec<usize> {
    let wrong = |rather: &Rather| sheet.units(&rather.this) <= sheet.units(&rather.than);
    statements
        .iter()
        .enumerate()
        .filter(|(_, rather)| wrong(rather))
        .map(|(number, _)| number)
        .collect()
}
