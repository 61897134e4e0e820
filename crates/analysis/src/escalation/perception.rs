//! The perception gap: what one party takes another's preferences to be, against what that party says they are.
//!
//! Each party may have a picture of the conflict of its own (a hypergame, Bennett 1977). Where the pictures lead to
//! different verdicts, and over which comparison, is the misunderstanding worth a telephone call. What is compared with
//! the guess is what was disclosed; nobody is asked to disclose anything.

use super::witness::{Comparison, temptations};
use super::{
    Conflict, GRAPH_STATES_MAX, ModelError, Preference, State, Stopped, Verdict, Watch, solve,
};

/// Where a guess of one party's preferences misleads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The states with another verdict, by number.
    pub verdicts: Vec<OtherVerdict>,
    /// The pairs of states, compared otherwise than guessed, on which those verdicts rest. Each is given as the party
    /// says it is.
    pub over: Vec<Comparison>,
    /// How many pairs in all are compared otherwise, whether or not anything rests on them. Not counted above 4096
    /// states.
    pub pairs: Option<u64>,
}

/// A state whose verdict is another than the guess gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherVerdict {
    /// The state.
    pub state: State,
    /// By the guess.
    pub guessed: Verdict,
    /// By what was disclosed.
    pub disclosed: Verdict,
}

/// Compares `conflict`, in which `party` has the preference it is taken to have, with the one in which it has the
/// preference it disclosed.
///
/// # Errors
/// What is wrong with the disclosed preference, or `Ok(Err(Stopped))` if `watch` said so.
pub fn gap(
    conflict: &Conflict,
    party: usize,
    disclosed: Preference,
    watch: Watch<'_>,
) -> Result<Result<Gap, Stopped>, ModelError> {
    let other = conflict.with_preference(party, disclosed)?;
    Ok(between(conflict, &other, party, watch))
}

fn between(
    guessed: &Conflict,
    disclosed: &Conflict,
    party: usize,
    watch: Watch<'_>,
) -> Result<Gap, Stopped> {
    let (by_guess, by_disclosure) = (solve(guessed, watch)?, solve(disclosed, watch)?);
    let verdicts = guessed.states().map(|state| OtherVerdict {
        state,
        guessed: by_guess.verdict(state),
        disclosed: by_disclosure.verdict(state),
    });
    let verdicts: Vec<OtherVerdict> = verdicts
        .filter(|other| other.guessed != other.disclosed)
        .collect();
    let order = |conflict: &Conflict, a, b| conflict.rank(party, a).cmp(&conflict.rank(party, b));
    let mut over: Vec<Comparison> = Vec::new();
    for other in &verdicts {
        let both = [guessed, disclosed].map(|conflict| {
            let rests_on =
                move |temptation: super::witness::Temptation| temptation.rests_on(conflict);
            temptations(conflict, other.state)
                .into_iter()
                .flat_map(rests_on)
        });
        let carrying = both
            .into_iter()
            .flatten()
            .filter(|comparison| comparison.party == party);
        for Comparison { rather, than, .. } in carrying {
            if order(guessed, rather, than) == order(disclosed, rather, than) {
                continue;
            }
            let tied = order(disclosed, rather, than).is_eq();
            let (rather, than) = if order(disclosed, rather, than).is_lt() {
                (than, rather)
            } else {
                (rather, than)
            };
            over.push(Comparison {
                party,
                rather,
                than,
                tied,
            });
        }
    }
    over.sort_unstable();
    over.dedup();
    Ok(Gap {
        verdicts,
        over,
        pairs: pairs_compared_otherwise(guessed, disclosed, party),
    })
}

fn pairs_compared_otherwise(a: &Conflict, b: &Conflict, party: usize) -> Option<u64> {
    if a.count() > GRAPH_STATES_MAX {
        return None;
    }
    let ranks: Vec<(u32, u32)> = a
        .states()
        .map(|state| (a.rank(party, state), b.rank(party, state)))
        .collect();
    let otherwise = |(at, (first_a, first_b)): (usize, &(u32, u32))| {
        let later = ranks[at + 1..].iter();
        later
            .filter(|(a, b)| first_a.cmp(a) != first_b.cmp(b))
            .count() as u64
    };
    Some(ranks.iter().enumerate().map(otherwise).sum())
}
