//! What comes of a way of choosing: the talks played forward over all their turns, or drawn many times.

use std::collections::BTreeMap;

use super::ONE;
use super::ladder::{Ladder, State, bits};
use super::simulate;

/// Beyond this many states the talks are drawn instead of played out.
const STATES_MAX: usize = 5_000;

/// The whole of a probability while states are merged: finer than [`ONE`], so that rounding does not add up.
const WHOLE: u64 = 1_000_000_000_000_000;

/// What is to be expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expected {
    /// The discounted value of what is agreed, in millionths of a point.
    pub worth: u64,
    /// For each item the chance that it is agreed in the end, in millionths.
    pub agreed: Vec<u64>,
    /// Trust at the end, in millionths of a point.
    pub trust: u64,
    /// How many times it was drawn; none if it was played out exactly.
    pub draws: Option<u64>,
}

impl Expected {
    /// How many items are expected to be agreed, in millionths.
    pub(super) fn items(&self) -> u64 {
        self.agreed.iter().sum()
    }
}

/// Plays a way of choosing out, or draws it if there are too many turns.
pub(super) fn evaluate(ladder: &Ladder, mut choose: impl FnMut(State) -> u64) -> Expected {
    played_out(ladder, &mut choose).unwrap_or_else(|| simulate::drawn(ladder, &mut choose))
}

fn played_out(ladder: &Ladder, choose: &mut impl FnMut(State) -> u64) -> Option<Expected> {
    let whole = u128::from(WHOLE);
    let mut worth = 0_u128;
    let mut trust = 0_u128;
    let mut agreed = vec![0_u128; ladder.rungs.len()];
    // States come in the order of their rounds, so each is complete when it is taken out.
    let mut ahead = BTreeMap::from([(ladder.start(), WHOLE)]);
    let mut seen = 0;
    while let Some((state, share)) = ahead.pop_first() {
        seen += 1;
        if seen > STATES_MAX {
            return None;
        }
        if ladder.over(state) {
            trust += u128::from(share) * u128::from(state.trust);
            continue;
        }
        let session = choose(state);
        let last = state.round + ladder.takes(session) - 1;
        for (chance, done, moves) in ladder.endings(session, state.trust) {
            let share = share as u128 * u128::from(chance) / u128::from(ONE);
            for at in bits(done) {
                worth += share * u128::from(ladder.worth(at, last));
                agreed[at] += share;
            }
            *ahead
                .entry(ladder.next(state, session, done, moves))
                .or_default() += share as u64;
        }
    }
    Some(Expected {
        worth: (worth / whole) as u64,
        agreed: agreed
            .into_iter()
            .map(|share| (share * u128::from(ONE) / whole) as u64)
            .collect(),
        trust: (trust * u128::from(ONE) / whole) as u64,
        draws: None,
    })
}
