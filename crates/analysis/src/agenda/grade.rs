//! Grading forecasts by what happened: the Brier score.
//!
//! Source: Brier, "Verification of Forecasts Expressed in Terms of Probability", *Monthly Weather Review* 78 (1950);
//! here in its form for two outcomes, from 0 (each was foretold for sure) to 1.

use serde::{Deserialize, Serialize};

use super::ONE;

/// A chance that was given for an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// Which item.
    pub item: String,
    /// In which round it was to be agreed.
    pub round: u32,
    /// In millionths.
    pub chance: u64,
}

/// What happened to an item in a round in which it was taken up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// Which item.
    pub item: String,
    /// In which round.
    pub round: u32,
    /// Whether it was agreed.
    pub agreed: bool,
}

/// How good forecasts were.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    /// How many were graded.
    pub graded: u64,
    /// How many wait: nothing happened yet, or the item was not taken up in that round.
    pub waiting: u64,
    /// The mean squared error in millionths: 0 is perfect; none if nothing was graded.
    pub brier: Option<u64>,
    /// What whoever said "the share that was agreed" each time would have got: to be better than this is to know
    /// something about the single item.
    pub brier_of_share: Option<u64>,
}

/// Grades forecasts. One about an item that was not taken up in its round is not graded: it was about that round.
pub fn grade(forecasts: &[Forecast], happened: &[Happened]) -> Grade {
    let one = u128::from(ONE);
    let outcomes: Vec<(u128, bool)> = forecasts
        .iter()
        .filter_map(|forecast| {
            let same =
                |found: &&Happened| found.item == forecast.item && found.round == forecast.round;
            let found = happened.iter().find(same)?;
            Some((u128::from(forecast.chance.min(ONE)), found.agreed))
        })
        .collect();
    let graded = outcomes.len() as u128;
    let error = |chance: u128, agreed: bool| {
        let off = if agreed { one - chance } else { chance };
        off * off
    };
    let mean = |chance: &dyn Fn(u128) -> u128| {
        let sum: u128 = outcomes
            .iter()
            .map(|(given, agreed)| error(chance(*given), *agreed))
            .sum();
        sum.checked_div(graded * one).map(|mean| mean as u64)
    };
    let agreed = outcomes.iter().filter(|(_, agreed)| *agreed).count() as u128;
    Grade {
        graded: graded as u64,
        waiting: (forecasts.len() - outcomes.len()) as u64,
        brier: mean(&|given| given),
        brier_of_share: mean(&|_| agreed * one / graded.max(1)),
    }
}
