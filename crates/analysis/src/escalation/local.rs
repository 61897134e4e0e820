//! Stability of one state, for questions that ask about the same state under many orders of preference.
//!
//! Straight from the definitions, by walking the replies; [`solve`](super::solve()) is for all states at once.

use std::collections::HashSet;

use super::solve::Concept;
use super::space::Board;
use super::walk::By;

/// Everybody but one.
pub(crate) fn others(parties: usize, party: usize) -> Vec<usize> {
    (0..parties).filter(|other| *other != party).collect()
}

/// Whether every party stays.
pub(crate) fn holds(board: Board<'_>, state: u32, concept: Concept) -> bool {
    (0..board.parties()).all(|party| stays(board, party, state, concept))
}

/// Whether the party stays.
pub(crate) fn stays(board: Board<'_>, party: usize, state: u32, concept: Concept) -> bool {
    let gains = board.improvements(party, state);
    gains
        .iter()
        .all(|gain| is_spoilt(board, party, state, *gain, concept))
}

/// Whether the others can answer the party's gain from `state` to `gain`.
pub(crate) fn is_spoilt(
    board: Board<'_>,
    party: usize,
    state: u32,
    gain: u32,
    concept: Concept,
) -> bool {
    let by = match concept {
        Concept::R => return false,
        _ if concept.replies_are_gains() => By::Gains,
        _ => By::Moves,
    };
    reaches(board, gain, &others(board.parties(), party), by, |end| {
        spoils(board, party, state, end, concept.looks_for_escapes())
    })
}

/// Whether a reply that ends at `end` leaves the party no better off than at `state`, and without escape if that counts.
pub(crate) fn spoils(
    board: Board<'_>,
    party: usize,
    state: u32,
    end: u32,
    without_escape: bool,
) -> bool {
    let here = board.rank(party, state);
    board.rank(party, end) <= here
        && (!without_escape
            || board
                .space
                .moves(party, end)
                .iter()
                .all(|to| board.rank(party, *to) <= here))
}

/// Whether a legal sequence of at least one move by `parties` leads to a state with the property.
pub(crate) fn reaches(
    board: Board<'_>,
    start: u32,
    parties: &[usize],
    by: By,
    is_end: impl Fn(u32) -> bool,
) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![(start, usize::MAX)];
    while let Some((state, last)) = open.pop() {
        for party in parties.iter().filter(|party| **party != last) {
            let ends = match by {
                By::Moves => board.space.moves(*party, state),
                By::Gains => board.improvements(*party, state),
            };
            for to in ends {
                if seen.insert((to, *party)) {
                    if is_end(to) {
                        return true;
                    }
                    open.push((to, *party));
                }
            }
        }
    }
    false
}
