//! For cases too large to play out: talks drawn from a seed, and a ranking improved by swaps.
//!
//! Every draw is a function of seed, number of the draw, item and round. So two rankings meet the same luck, and
//! the same seed gives the same answer anywhere.

use super::ONE;
use super::evaluate::Expected;
use super::ladder::{Ladder, State, bits};
use super::rules::Chooser;
use crate::random::{below, mix};

/// How often talks are drawn for a figure that is shown.
pub(super) const DRAWS: u64 = 1_000;
/// How often they are drawn to compare two rankings.
const TRIAL_DRAWS: u64 = 60;
/// How often all swaps are tried.
const PASSES: usize = 2;
/// Apart from the draws of the trials, so that a ranking is not judged by the luck that chose it.
const SHOWN: u64 = 1 << 40;

/// A number from 0 to 999 999.
fn draw(seed: u64, number: u64, at: usize, round: u32) -> u64 {
    let place = (at as u64) << 32 | u64::from(round);
    below(mix(mix(mix(seed) ^ number) ^ place), ONE)
}

/// Draws the talks once; gives the worth, what is agreed, and trust at the end.
fn once(ladder: &Ladder, choose: &mut impl FnMut(State) -> u64, number: u64) -> (u64, u64, u8) {
    let mut state = ladder.start();
    let before = state.agreed;
    let mut worth = 0;
    while !ladder.over(state) {
        let session = choose(state);
        let last = state.round + ladder.takes(session) - 1;
        let (mut agreed, mut moves) = (0, 0);
        for at in bits(session) {
            let mut luck = draw(ladder.parameters.seed, number, at, state.round);
            for end in ladder.ends(at, state.trust) {
                if luck < end.chance {
                    moves += end.moves;
                    agreed |= u64::from(end.agreed) << at;
                    break;
                }
                luck -= end.chance;
            }
        }
        worth += bits(agreed).map(|at| ladder.worth(at, last)).sum::<u64>();
        state = ladder.next(state, session, agreed, moves);
    }
    (worth, state.agreed & !before, state.trust)
}

/// What comes of a way of choosing, drawn [`DRAWS`] times.
pub(super) fn drawn(ladder: &Ladder, choose: &mut impl FnMut(State) -> u64) -> Expected {
    let mut expected = Expected {
        worth: 0,
        agreed: vec![0; ladder.rungs.len()],
        trust: 0,
        draws: Some(DRAWS),
    };
    for number in 0..DRAWS {
        let (worth, agreed, trust) = once(ladder, choose, SHOWN + number);
        expected.worth += worth;
        expected.trust += u64::from(trust) * ONE;
        for at in bits(agreed) {
            expected.agreed[at] += ONE;
        }
    }
    expected.worth /= DRAWS;
    expected.trust /= DRAWS;
    expected.agreed.iter_mut().for_each(|sum| *sum /= DRAWS);
    expected
}

/// A ranking that no swap of two items improved in the trials, and how near an item has to be to count as covered.
pub(super) fn improved(ladder: &Ladder) -> Chooser {
    let mut order: Vec<usize> = bits(ladder.open(ladder.start())).collect();
    order.sort_by(|a, b| ladder.by_return(*a, *b).then(a.cmp(b)));
    let trial = |order: &[usize], share: u64| -> u64 {
        let chooser = Chooser::Ranked(order.to_vec(), share);
        let mut choose = |state| ladder.choose(&chooser, state);
        (0..TRIAL_DRAWS)
            .map(|number| once(ladder, &mut choose, number).0)
            .sum()
    };
    let mut best = (0, 100);
    for share in [100, 90, 80, 70] {
        let worth = trial(&order, share);
        if worth > best.0 {
            best = (worth, share);
        }
    }
    let (mut worth, share) = best;
    for _ in 0..PASSES {
        let before = worth;
        for first in 0..order.len() {
            for second in first + 1..order.len() {
                order.swap(first, second);
                let swapped = trial(&order, share);
                match swapped > worth {
                    true => worth = swapped,
                    false => order.swap(first, second),
                }
            }
        }
        if worth == before {
            break;
        }
    }
    Chooser::Ranked(order, share)
}
