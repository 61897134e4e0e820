//! The solver for listed moves, which may be intransitive: it keeps track of who moved last.
//!
//! As in the solver for options, v(t) is the least g that the opponents can bring about from t. It is found backwards:
//! from the state with the least g, everything from which a legal sequence leads there has that value and is done with;
//! then from the next. Each (state, last mover) is reached once.

use super::Graph;
use crate::escalation::bits::Bits;
use crate::escalation::solve::Concept;
use crate::escalation::space::Board;

const UNSPOILT: u32 = u32::MAX;

/// The states at which the party stays; `None` if told to stop.
pub(crate) fn stable(
    board: Board<'_>,
    graph: &Graph,
    (party, concept): (usize, Concept),
    stops: &(dyn Fn(u64) -> bool + Sync),
) -> Option<Bits> {
    let values = match concept {
        Concept::R => vec![UNSPOILT; graph.states as usize],
        _ => least_reachable(board, graph, party, concept),
    };
    let stays = |state: u32| {
        let gains = board.improvements(party, state);
        gains
            .iter()
            .all(|gain| values[*gain as usize] <= board.rank(party, state))
    };
    let stable = Bits::where_(graph.states, stays);
    (!stops(1)).then_some(stable)
}

/// For each state the least value the opponents can bring about by at least one move.
fn least_reachable(board: Board<'_>, graph: &Graph, party: usize, concept: Concept) -> Vec<u32> {
    let value = |state: u32| {
        let own = board.rank(party, state);
        let escapes = graph.moves[party][state as usize]
            .iter()
            .map(|to| board.rank(party, *to));
        if concept.looks_for_escapes() {
            escapes.fold(own, u32::max)
        } else {
            own
        }
    };
    let parties = board.parties();
    let before = replies_backwards(board, graph, party, concept);
    let mut by_value: Vec<(u32, u32)> = (0..graph.states)
        .map(|state| (value(state), state))
        .collect();
    by_value.sort_unstable();

    let mut least = vec![UNSPOILT; graph.states as usize];
    // (state, who moved to it): seen once on the way back, with the least value that lies ahead.
    let mut seen = vec![false; graph.states as usize * parties];
    let mut open = Vec::new();
    for (value, end) in by_value {
        open.extend((0..parties).map(|mover| (end, mover)));
        while let Some((state, mover)) = open.pop() {
            if std::mem::replace(&mut seen[state as usize * parties + mover], true) {
                continue;
            }
            for from in &before[mover][state as usize] {
                least[*from as usize] = least[*from as usize].min(value);
                open.extend(
                    (0..parties)
                        .filter(|last| *last != mover)
                        .map(|last| (*from, last)),
                );
            }
        }
    }
    least
}

/// The opponents' moves that count as replies, from where they lead to where they come from. The party itself has none.
fn replies_backwards(
    board: Board<'_>,
    graph: &Graph,
    party: usize,
    concept: Concept,
) -> Vec<Vec<Vec<u32>>> {
    let mut before = vec![vec![Vec::new(); graph.states as usize]; board.parties()];
    for (mover, moves) in graph
        .moves
        .iter()
        .enumerate()
        .filter(|(mover, _)| *mover != party)
    {
        for (from, ends) in (0..).zip(moves) {
            for to in ends {
                if !concept.replies_are_gains() || board.rank(mover, *to) > board.rank(mover, from)
                {
                    before[mover][*to as usize].push(from);
                }
            }
        }
    }
    before
}
