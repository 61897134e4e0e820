//! Ways from where things are to where they would hold, in steps that cost as little as possible.
//!
//! What is costly, in this order:
//! 1. irreversible options that change (on a way to a given state none changes that the state does not have changed);
//! 2. harm: how far below the present any party is, anywhere on the way, in places of its ranking;
//! 3. exposure: how far below the present those who have just moved could be pushed by what the others would then want
//!    to do: this is what verification must cover;
//! 4. steps that several parties take together and must agree on;
//! 5. steps.
//!
//! Exposure before harm would be wrong: it leads through the worst states there are, for nobody can be pushed below
//! those. No party, and no group of them, takes two steps in succession.
//!
//! The order of costs is a proposal, not a finding of the literature.

mod map;

use thiserror::Error;

use super::paths::Step;
use super::{Concept, Conflict, Solution, State, Watch};
use map::Map;

/// The most states for which ways are sought: every pair of them may be a step.
pub const STATES_MAX: u32 = 512;
/// The most parties: every group of them may take a step together.
pub const PARTIES_MAX: usize = 8;
/// The most equally good ways that are listed.
pub const LISTED_MAX: usize = 12;

/// What a way costs; ways are compared from the first field to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cost {
    /// Irreversible options that change.
    pub irreversible: u32,
    /// Places below the present that the worst-off party is, at worst.
    pub harm_places: u32,
    /// Places below the present to which a party that has just moved could be pushed.
    pub exposure_places: u32,
    /// Steps that several parties take together.
    pub joint_steps: u32,
    /// Steps.
    pub steps: u32,
}

/// One of the best ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What it costs.
    pub cost: Cost,
    /// Its steps, with what each exposes its movers to.
    pub steps: Steps,
}

/// Steps, each with what it exposes its movers to: of several movers all that could be pushed equally far, in ascending
/// order, and nothing if none could be.
pub type Steps = Vec<(Step, Vec<Exposure>)>;

/// Where the others could push a party that has just moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exposure {
    /// So many places below the present.
    pub places: u32,
    /// This party, by index.
    pub party: usize,
    /// To this state.
    pub to: State,
}

/// The best ways. There may be several that are equally good: none comes before another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    /// All of them, or the first [`LISTED_MAX`].
    pub best: Vec<Way>,
    /// Whether there are more.
    pub more: bool,
}

/// Why no way was sought.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages say what the fields are")]
pub enum Refused {
    #[error("{given} states: ways are sought among at most {at_most}")]
    TooManyStates { given: u32, at_most: u32 },
    #[error("{given} parties: ways are sought for at most {at_most}")]
    TooManyParties { given: usize, at_most: usize },
    #[error("stopped before a way was found")]
    Stopped,
}

/// The SEQ equilibria that nobody likes less than `from`, and somebody more.
pub fn settlements(conflict: &Conflict, solution: &Solution, from: State) -> Vec<State> {
    let parties = 0..conflict.parties();
    let change = |to: State| {
        parties
            .clone()
            .map(move |i| conflict.rank(i, to).cmp(&conflict.rank(i, from)))
    };
    let equilibria = solution.equilibria(Concept::Seq);
    let better = equilibria
        .states()
        .filter(|to| change(*to).all(|c| c.is_ge()) && change(*to).any(|c| c.is_gt()));
    better.collect()
}

/// The best ways from `from` to any of `goals`; none if none of them can be reached.
///
/// # Errors
/// See [`Refused`]. The units of `watch` are states prepared and goals done; stopped among the goals, it gives the best
/// ways to those that were done.
pub fn ways(
    conflict: &Conflict,
    from: State,
    goals: &[State],
    watch: Watch<'_>,
) -> Result<Ways, Refused> {
    let (given, parties) = (conflict.count(), conflict.parties());
    if given > STATES_MAX {
        return Err(Refused::TooManyStates {
            given,
            at_most: STATES_MAX,
        });
    }
    if parties > PARTIES_MAX {
        return Err(Refused::TooManyParties {
            given: parties,
            at_most: PARTIES_MAX,
        });
    }
    let total = u64::from(given) + goals.len() as u64;
    let map =
        Map::new(conflict, from, |done| watch.stops(done, Some(total))).ok_or(Refused::Stopped)?;
    let mut found: Vec<(Cost, State)> = Vec::new();
    let mut done = 0;
    for goal in goals {
        found.extend(map.cost_to(*goal).map(|cost| (cost, *goal)));
        done += 1;
        if watch.stops(u64::from(given) + done as u64, Some(total)) {
            break;
        }
    }
    let Some(least) = found.iter().map(|(cost, _)| *cost).min() else {
        if done < goals.len() {
            return Err(Refused::Stopped);
        }
        return Ok(Ways {
            best: Vec::new(),
            more: false,
        });
    };
    let mut best = Vec::new();
    for (cost, goal) in found.into_iter().filter(|(cost, _)| *cost == least) {
        best.extend(map.ways_of(cost, goal, LISTED_MAX + 1));
    }
    let more = best.len() > LISTED_MAX;
    // In the order of input, which means nothing: all of them are equally good.
    best.sort_by_key(|way| {
        let steps = way.steps.iter();
        let keys = steps.map(|(step, _)| (step.parties.clone(), step.to));
        keys.collect::<Vec<_>>()
    });
    best.truncate(LISTED_MAX);
    Ok(Ways { best, more })
}
