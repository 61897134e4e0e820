//! What it costs to settle an issue first, and to settle all of them one by one.
//!
//! The measure is the m-th root of the Nash product of m parties' gains over walking away: 0 ‰ means that the best package
//! is still to be had afterwards, 320 ‰ that a third of what all could gain is given up. Settled "at its own fairest" means at
//! the value with the largest product of what it brings each party, as people do who see nothing but this issue.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use serde::Serialize;

use super::compile::View;
use super::find::find;
use super::points::gains;
use super::sheet::Case;
use super::solve::{Limits, rational};
use crate::watch::Watch;

/// The price of settling one issue before all others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Price {
    /// The issue.
    pub issue: usize,
    /// The value it would be given on its own.
    pub fairest: usize,
    /// What that costs, in thousandths; 1000 when no package is left that everybody accepts.
    pub at_fairest_permille: u32,
    /// The cheapest value to settle it at: with this one in mind the issue may go first.
    pub cheapest: usize,
    /// What that costs.
    pub at_cheapest_permille: u32,
}

/// All prices of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prices {
    /// For every issue that is open, in their order.
    pub first: Vec<Price>,
    /// Every issue at its own fairest, one by one.
    pub one_by_one_permille: u32,
    /// `false` when some search was stopped: then prices are estimates.
    pub exact: bool,
}

/// The prices, or `None` when there is no package in which anybody gains.
pub fn prices(case: &Case, limits: &Limits, watch: Watch<'_>) -> Option<Prices> {
    let limits = Limits {
        packages_max: 1,
        ..*limits
    };
    let mut exact = true;
    let mut best = |settled: &BTreeMap<usize, usize>| {
        let found = find(
            case,
            View {
                settled,
                ..View::whole()
            },
            &limits,
            watch,
        );
        exact &= found.gap.is_none();
        let accepted = found
            .standings
            .iter()
            .filter(|standing| rational(case, &standing.units));
        accepted
            .map(|standing| {
                gains(case, &standing.units)
                    .into_iter()
                    .product::<BigRational>()
            })
            .max()
    };
    let free = best(&BTreeMap::new()).filter(|product| product.is_positive())?;
    let parties = u32::try_from(case.sheets().len()).expect("there are few parties");
    let mut loss = |settled: BTreeMap<usize, usize>| {
        best(&settled).map_or(1_000, |product| lost(&product, &free, parties))
    };
    let open = case
        .domain()
        .issues()
        .iter()
        .enumerate()
        .filter(|(_, issue)| !issue.ring_fenced && issue.values.len() > 1);
    let open: Vec<usize> = open.map(|(number, _)| number).collect();
    let first = open.iter().map(|&issue| {
        let fairest = fairest(case, issue);
        let values = 0..case.domain().issues()[issue].values.len();
        let losses: Vec<u32> = values
            .map(|value| loss(BTreeMap::from([(issue, value)])))
            .collect();
        let cheapest = (0..losses.len())
            .min_by_key(|&value| losses[value])
            .expect("an issue has values");
        Price {
            issue,
            fairest,
            at_fairest_permille: losses[fairest],
            cheapest,
            at_cheapest_permille: losses[cheapest],
        }
    });
    let first = first.collect();
    let one_by_one_permille = loss(
        open.iter()
            .map(|&issue| (issue, fairest(case, issue)))
            .collect(),
    );
    Some(Prices {
        first,
        one_by_one_permille,
        exact,
    })
}

/// The value with the largest product of what it brings each party over the issue's least; then the larger sum.
fn fairest(case: &Case, issue: usize) -> usize {
    let brings = |value: usize| {
        case.sheets().iter().map(move |sheet| {
            let least = sheet.points[issue].iter().copied().min().unwrap_or(0);
            sheet
                .amount(sheet.points[issue][value] - least)
                .rational()
                .clone()
        })
    };
    let key = |value: usize| {
        let product = brings(value).fold(BigRational::one(), |product, points| product * points);
        (
            product,
            brings(value).sum::<BigRational>(),
            std::cmp::Reverse(value),
        )
    };
    let values = 0..case.domain().issues()[issue].values.len();
    values
        .max_by_key(|&value| key(value))
        .expect("an issue has values")
}

/// One less the m-th root of the ratio, in thousandths, rounded up.
fn lost(product: &BigRational, free: &BigRational, parties: u32) -> u32 {
    if product.is_zero() || product.is_negative() {
        return 1_000;
    }
    let ratio = product / free * BigRational::from_integer(BigInt::from(1_000).pow(parties));
    let kept = ratio
        .floor()
        .to_integer()
        .nth_root(parties)
        .to_u32()
        .unwrap_or(1_000);
    1_000 - kept.min(1_000)
}
