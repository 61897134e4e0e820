//! Stability by simultaneity: a gain is spoilt if the others' own gains, taken at the same moment, leave the mover no
//! better off.
//!
//! Fraser and Hipel, *Conflict Analysis* (1984): consulted only where at least two parties are otherwise unstable. Moves
//! at the same moment are defined for options only.

use thiserror::Error;

use super::space::Space;
use super::{Bits, Concept, Conflict, GRAPH_STATES_MAX, Solution, State, Watch};

/// Why there is no answer.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Refused {
    /// Moves that are listed cannot be made at the same moment: nothing says where two of them lead.
    #[error("a model that lists its moves does not say where two moves at once lead")]
    ListedMoves,
    /// The combinations of moves would take too long.
    #[error("{given} states: at most {at_most} can be analysed for moves at once")]
    TooManyStates {
        /// How many there are.
        given: u32,
        /// How many would work.
        at_most: u32,
    },
    /// `watch` said so.
    #[error("stopped before there was an answer")]
    Stopped,
}

/// Where the others' gains from `state`, taken at the same moment as the party's gain, leave it no better off; the
/// first such state, or `None` if nothing does.
pub fn spoilt_at(conflict: &Conflict, party: usize, state: State, gain: State) -> Option<State> {
    let Space::Cube(cube) = conflict.space() else {
        return None;
    };
    let board = conflict.board();
    let mut together = vec![gain.0];
    for other in (0..board.parties()).filter(|other| *other != party) {
        // One's own options are one's own: both changes are made by turning over the options each of them turns over.
        let changes: Vec<u32> = board
            .improvements(other, state.0)
            .iter()
            .map(|to| to ^ state.0)
            .collect();
        let before = together.clone();
        together.extend(
            before
                .iter()
                .flat_map(|cell| changes.iter().map(move |change| cell ^ change)),
        );
    }
    let here = board.rank(party, state.0);
    // The first is the gain by itself: somebody else has to move too.
    let mut ends = together.into_iter().skip(1);
    ends.find(|end| cube.feasible.has(*end) && board.rank(party, *end) <= here)
        .map(State)
}

/// Whether everything the party could gain by is spoilt so.
pub fn stays(conflict: &Conflict, party: usize, state: State) -> bool {
    let gains = conflict.improvements(party, state);
    gains
        .into_iter()
        .all(|gain| spoilt_at(conflict, party, state, gain).is_some())
}

/// The SEQ equilibria, and the states where at least two parties are SEQ-unstable and all these stay by simultaneity.
///
/// # Errors
/// See [`Refused`]. The units of `watch` are states.
pub fn with_sequential(
    conflict: &Conflict,
    solution: &Solution,
    watch: Watch<'_>,
) -> Result<Bits, Refused> {
    let given = conflict.count();
    if matches!(conflict.space(), Space::Graph(_)) {
        return Err(Refused::ListedMoves);
    }
    if given > GRAPH_STATES_MAX {
        return Err(Refused::TooManyStates {
            given,
            at_most: GRAPH_STATES_MAX,
        });
    }
    let mut words = vec![0_u64; (conflict.space().cells() as usize).div_ceil(64)];
    for (done, state) in (0..).zip(conflict.states()) {
        if watch.stops(done, Some(given.into())) {
            return Err(Refused::Stopped);
        }
        let is_stable = |party: &usize| solution.stable(Concept::Seq, *party).contains(state);
        let unstable: Vec<usize> = (0..conflict.parties())
            .filter(|party| !is_stable(party))
            .collect();
        let holds = match unstable.len() {
            0 => true,
            1 => false,
            _ => unstable.iter().all(|party| stays(conflict, *party, state)),
        };
        words[state.0 as usize / 64] |= u64::from(holds) << (state.0 % 64);
    }
    Ok(Bits::from_words(words))
}
