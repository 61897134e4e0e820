//! What parties gain by moving together.
//!
//! A coalition gains by going where all its members are better off. A reply spoils that if it leaves *at least one*
//! member no better off than at the start (Inohara and Hipel 2008).

use super::local::{others, reaches};
use super::walk::{By, Walk};
use super::{Concept, Conflict, State};

/// A state that a coalition would leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Temptation {
    /// The members, by index.
    pub members: Vec<usize>,
    /// They leave this state.
    pub from: State,
    /// For this one: all of them gain.
    pub to: State,
}

/// Where the members all gain by going, with legal sequences of their moves; nearest first.
pub fn improvements(conflict: &Conflict, members: &[usize], from: State) -> Vec<State> {
    let board = conflict.board();
    let walk = Walk::new(board, from.0, members, By::Moves);
    let all_gain = |end: &u32| {
        members
            .iter()
            .all(|i| board.rank(*i, *end) > board.rank(*i, from.0))
    };
    walk.ends()
        .into_iter()
        .map(|(_, end)| end)
        .filter(all_gain)
        .map(State)
        .collect()
}

/// The first gain of the coalition that nothing spoils, under this concept; none means that it stays.
pub fn leaves_for(
    conflict: &Conflict,
    members: &[usize],
    from: State,
    concept: Concept,
) -> Option<State> {
    let gains = improvements(conflict, members, from);
    gains
        .into_iter()
        .find(|gain| !is_spoilt(conflict, members, from, *gain, concept))
}

fn is_spoilt(
    conflict: &Conflict,
    members: &[usize],
    from: State,
    gain: State,
    concept: Concept,
) -> bool {
    let board = conflict.board();
    let by = match concept {
        Concept::R => return false,
        _ if concept.replies_are_gains() => By::Gains,
        _ => By::Moves,
    };
    let one_is_no_better = |end: u32| {
        members
            .iter()
            .any(|i| board.rank(*i, end) <= board.rank(*i, from.0))
    };
    let mut outside = others(board.parties(), usize::MAX);
    outside.retain(|party| !members.contains(party));
    reaches(board, gain.0, &outside, by, |end| {
        let cannot_escape = || {
            !reaches(board, end, members, By::Moves, |escape| {
                !one_is_no_better(escape)
            })
        };
        one_is_no_better(end) && (!concept.looks_for_escapes() || cannot_escape())
    })
}

/// Every coalition of two or more that would leave a state, smallest coalitions first: one gain for each.
pub fn temptations(conflict: &Conflict, from: State, concept: Concept) -> Vec<Temptation> {
    // More than a dozen parties would have more coalitions than anybody reads.
    let parties = conflict.parties().min(12);
    let mut sets: Vec<u32> = (1..1_u32 << parties)
        .filter(|set| set.count_ones() >= 2)
        .collect();
    sets.sort_by_key(|set| (set.count_ones(), *set));
    let members = |set: u32| {
        (0..parties)
            .filter(move |party| set >> party & 1 == 1)
            .collect::<Vec<_>>()
    };
    let leaving = sets.into_iter().filter_map(|set| {
        let members = members(set);
        let to = leaves_for(conflict, &members, from, concept)?;
        Some(Temptation { members, from, to })
    });
    leaving.collect()
}
