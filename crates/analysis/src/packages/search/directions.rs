//! Which weighted sums of the parties' points are bounded.

use crate::packages::compile::{Compiled, Effect};

/// Parties are weighed against each other only while that cannot overflow; beyond, each is bounded alone.
const SPAN_TO_MIX_MAX: i128 = 1 << 100;

/// The least and the most each party could get if nothing were linked.
pub(super) fn range<const M: usize>(compiled: &Compiled<M>) -> ([i128; M], [i128; M]) {
    let mut range = ([0; M], [0; M]);
    for party in 0..M {
        let gains = compiled
            .variables
            .iter()
            .map(|classes| classes.iter().map(|class| class.gain[party]));
        let rules = compiled.rules.iter().map(|rule| match rule.effect {
            Effect::Never => 0,
            Effect::Add(points) => points[party],
        });
        let rules: Vec<i128> = rules.collect();
        let least = gains
            .clone()
            .map(|gains| gains.min().unwrap_or(0))
            .sum::<i128>();
        let most = gains.map(|gains| gains.max().unwrap_or(0)).sum::<i128>();
        range.0[party] = least + rules.iter().map(|&points| points.min(0)).sum::<i128>();
        range.1[party] = most + rules.iter().map(|&points| points.max(0)).sum::<i128>();
    }
    range
}

/// Weights for the sums that are bounded: each party alone, and mixtures scaled by what each can win.
pub(super) fn directions<const M: usize>(floor: &[i128; M], ceiling: &[i128; M]) -> Vec<[i128; M]> {
    let alone = (0..M).map(|party| std::array::from_fn(|other| i128::from(other == party)));
    let span: [i128; M] = std::array::from_fn(|party| (ceiling[party] - floor[party]).max(1));
    let largest = span.iter().copied().max().unwrap_or(1);
    if largest > SPAN_TO_MIX_MAX {
        return alone.collect();
    }
    // Small integers nearly inverse to the spans: any positive weights are valid, these are merely good ones.
    let even: [i128; M] =
        std::array::from_fn(|party| (largest * 16 / span[party]).clamp(1, 1 << 16));
    let mixed: Vec<[i128; M]> = match M {
        2 => (1..8)
            .map(|step| {
                std::array::from_fn(|party| even[party] * if party == 0 { step } else { 8 - step })
            })
            .collect(),
        _ => vec![even],
    };
    alone.chain(mixed).collect()
}
