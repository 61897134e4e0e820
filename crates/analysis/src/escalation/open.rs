//! Verdicts when preferences are only half known: what holds however the open questions are settled, what may hold, and
//! in which share of the cases.
//!
//! One mechanism in place of the literature's unknown, fuzzy, grey and probabilistic preferences: each party's
//! preference is a *set* of rankings, and the solver is run on every combination, or on a seeded sample where there are
//! too many. A share is a share of cases, not a probability that anything happens.

mod range;

use rayon::prelude::*;
use thiserror::Error;

use super::{Concept, Conflict, ModelError, Preference, State, Watch, solve};
use crate::random::Random;
use range::{Digits, Range};

/// What is known of one party's preference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// It is as the model says.
    Known,
    /// It is one of these.
    OneOf(Vec<Preference>),
    /// The order of the groups is known, most preferred first; the order within each is not.
    WithinGroups(Vec<Vec<u32>>),
    /// Each state, by number, lies somewhere between a lowest and a highest score; equal scores are ties.
    Between(Vec<(u32, u32)>),
}

/// How many cases to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Up to so many combinations, each of them is looked at and the answer is exact.
    pub every_up_to: u64,
    /// Of more than that, so many are drawn.
    pub samples: u64,
    /// What the draws are made from: the same seed, the same draws.
    pub seed: u64,
}

impl Default for Effort {
    fn default() -> Self {
        Effort {
            every_up_to: 10_000,
            samples: 1_000,
            seed: 0,
        }
    }
}

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cases {
    /// Every combination.
    Every(u64),
    /// Some of them: the first so many by number, because the work was stopped.
    First(u64),
    /// So many draws. What held in all of them need not hold in all combinations.
    Drawn(u64),
}

/// In how many cases each state is an equilibrium.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Robustness {
    /// What was looked at.
    pub cases: Cases,
    /// By state in order of number, then by concept.
    held: Vec<[u64; 5]>,
    states: Vec<State>,
}

/// Why the open preferences make no sense.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages say what the fields are")]
pub enum OpenError {
    #[error(transparent)]
    Preference(#[from] ModelError),
    #[error("what is open is given for {given} parties, and there are {parties}")]
    WrongParties { given: usize, parties: usize },
    #[error("{party:?} has no alternative to choose from")]
    NoAlternative { party: String },
    #[error("{party:?} has scores for {given} states, and there are {states}")]
    WrongStates {
        party: String,
        given: usize,
        states: u32,
    },
    #[error("{party:?}: the highest score of state {state} is below its lowest")]
    Reversed { party: String, state: u32 },
}

/// Cases between two looks at whether to stop.
const BATCH: u64 = 256;

/// Looks at every combination of what is open, or at a sample; `open` has one entry for each party.
///
/// # Errors
/// What makes no sense. Stopped by `watch`, whose units are cases, it gives what was looked at so far.
pub fn robustness(
    conflict: &Conflict,
    open: &[Open],
    effort: Effort,
    watch: Watch<'_>,
) -> Result<Robustness, OpenError> {
    if open.len() != conflict.parties() {
        return Err(OpenError::WrongParties {
            given: open.len(),
            parties: conflict.parties(),
        });
    }
    let ranges: Vec<Range> = (0..)
        .zip(open)
        .map(|(party, open)| Range::new(conflict, party, open))
        .collect::<Result<_, _>>()?;
    let combinations = ranges
        .iter()
        .try_fold(1_u64, |product, range| product.checked_mul(range.count()?));
    let every = combinations.filter(|count| *count <= effort.every_up_to);
    let total = every.unwrap_or(effort.samples);
    let states: Vec<State> = conflict.states().collect();
    let mut held = vec![[0; 5]; states.len()];
    let mut done = 0;
    while done < total && !watch.stops(done, Some(total)) {
        let end = total.min(done + BATCH);
        let case = |number: u64| {
            let mut digits = every
                .map_or(Digits::Drawn(Random::of_case(effort.seed, number)), |_| {
                    Digits::Counted(number)
                });
            let ranks = ranges
                .iter()
                .map(|range| range.ranks(conflict, &mut digits))
                .collect();
            equilibria(&conflict.with_ranks(ranks), &states)
        };
        let sum = |mut a: Vec<[u64; 5]>, b: Vec<[u64; 5]>| {
            a.iter_mut()
                .flatten()
                .zip(b.iter().flatten())
                .for_each(|(a, b)| *a += b);
            a
        };
        let nothing = || vec![[0; 5]; states.len()];
        held = sum(
            held,
            (done..end).into_par_iter().map(case).reduce(nothing, sum),
        );
        done = end;
    }
    let cases = match every {
        Some(count) if count == done => Cases::Every(count),
        Some(_) => Cases::First(done),
        None => Cases::Drawn(done),
    };
    Ok(Robustness {
        cases,
        held,
        states,
    })
}

fn equilibria(conflict: &Conflict, states: &[State]) -> Vec<[u64; 5]> {
    let solution = solve(conflict, Watch::NONE).expect("nobody stops it");
    let by_concept = Concept::ALL.map(|concept| solution.equilibria(concept));
    let holds = |state: &State| {
        by_concept
            .each_ref()
            .map(|set| u64::from(set.contains(*state)))
    };
    states.iter().map(holds).collect()
}

impl Robustness {
    /// In how many of the cases looked at the state is an equilibrium, and how many were looked at.
    pub fn share(&self, concept: Concept, state: State) -> (u64, u64) {
        let (Cases::Every(of) | Cases::First(of) | Cases::Drawn(of)) = self.cases;
        let held = self
            .states
            .binary_search(&state)
            .map_or(0, |at| self.held[at][concept as usize]);
        (held, of)
    }

    /// Whether it is one however the open questions are settled: `None` if it held in all cases that were looked at, and
    /// these were not all there are.
    pub fn necessary(&self, concept: Concept, state: State) -> Option<bool> {
        let (held, of) = self.share(concept, state);
        match self.cases {
            _ if held < of => Some(false),
            Cases::Every(_) => Some(true),
            Cases::First(_) | Cases::Drawn(_) => None,
        }
    }

    /// Whether it is one if the open questions are settled in some way: `None` if it held in none of the cases that were
    /// looked at, and these were not all there are.
    pub fn possible(&self, concept: Concept, state: State) -> Option<bool> {
        let (held, _) = self.share(concept, state);
        match self.cases {
            _ if held > 0 => Some(true),
            Cases::Every(_) => Some(false),
            Cases::First(_) | Cases::Drawn(_) => None,
        }
    }
}
