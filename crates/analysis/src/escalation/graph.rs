//! States and moves that are listed, or that come of declaring several patterns of options one state.

pub(crate) mod solve;

use super::cube::Cube;
use super::{GRAPH_STATES_MAX, GraphForm, ModelError, OptionForm, Place};

/// States from 0, and where each party can go from each of them.
#[derive(Clone, Debug)]
pub(crate) struct Graph {
    /// By party and state, ascending.
    pub moves: Vec<Vec<Vec<u32>>>,
    /// For each state the patterns it stands for; empty if the moves were listed.
    pub members: Vec<Vec<u32>>,
    pub states: u32,
}

impl Graph {
    pub fn listed(form: &GraphForm, parties: usize) -> Result<Graph, ModelError> {
        let states = counted(form.states.len())?;
        let mut moves = vec![vec![Vec::new(); states as usize]; parties];
        for (number, step) in (1..).zip(&form.moves) {
            let place = || Place::Move(number);
            let state = |given: u32| match given.checked_sub(1) {
                Some(state) if state < states => Ok(state),
                _ => Err(ModelError::NoSuchState {
                    place: place(),
                    given: given.into(),
                    states,
                }),
            };
            let (from, to) = (state(step.from)?, state(step.to)?);
            if from == to {
                return Err(ModelError::MoveToItself {
                    number,
                    state: step.from,
                });
            }
            let Some(moves) = moves.get_mut(step.party as usize) else {
                let given = u64::from(step.party) + 1;
                return Err(ModelError::NoSuchParty {
                    place: place(),
                    given,
                    parties: parties as u32,
                });
            };
            moves[from as usize].push(to);
        }
        Ok(Graph {
            moves: in_order(moves),
            members: Vec::new(),
            states,
        })
    }

    /// One state for the patterns that fit one of `form.same`, and for patterns that fit two of them, for both.
    ///
    /// A party can go from one state to another if it can from any of the patterns: so the moves may be intransitive
    /// even where the patterns' are not.
    pub fn merged(cube: &Cube, form: &OptionForm) -> Result<Graph, ModelError> {
        counted(cube.feasible.count() as usize)?;
        let state_of_cell = classes(cube, form);
        let count = state_of_cell
            .iter()
            .flatten()
            .max()
            .map_or(0, |last| last + 1);
        let mut members = vec![Vec::new(); count as usize];
        let mut moves = vec![vec![Vec::new(); count as usize]; cube.own.len()];
        for cell in cube.feasible.cells() {
            let from = state_of_cell[cell as usize].expect("feasible patterns have a state");
            members[from as usize].push(cell);
            for (party, moves) in moves.iter_mut().enumerate() {
                let ends = cube.moves(party, cell).map(|to| state_of_cell[to as usize]);
                moves[from as usize].extend(ends.flatten().filter(|to| *to != from));
            }
        }
        Ok(Graph {
            moves: in_order(moves),
            members,
            states: count,
        })
    }
}

fn counted(given: usize) -> Result<u32, ModelError> {
    match given {
        0 => Err(ModelError::NoState),
        _ if given > GRAPH_STATES_MAX as usize => Err(ModelError::TooManyStates {
            given,
            at_most: GRAPH_STATES_MAX,
        }),
        _ => Ok(given as u32),
    }
}

fn in_order(mut moves: Vec<Vec<Vec<u32>>>) -> Vec<Vec<Vec<u32>>> {
    for ends in moves.iter_mut().flatten() {
        ends.sort_unstable();
        ends.dedup();
    }
    moves
}

/// The state of each pattern, numbered by their lowest patterns.
fn classes(cube: &Cube, form: &OptionForm) -> Vec<Option<u32>> {
    let fits = |cell: u32, pattern: &super::Pattern| {
        pattern
            .iter()
            .all(|(option, taken)| (cell >> option & 1 == 1) == *taken)
    };
    // Union of overlapping patterns: each pattern points to the first one it shares a state with, in the end.
    let mut class: Vec<usize> = (0..form.same.len()).collect();
    for cell in cube.feasible.cells() {
        let fitting: Vec<usize> = (0..form.same.len())
            .filter(|same| fits(cell, &form.same[*same]))
            .collect();
        let Some(lowest) = fitting.iter().map(|same| class[*same]).min() else {
            continue;
        };
        let joined: Vec<usize> = fitting.iter().map(|same| class[*same]).collect();
        for class in class.iter_mut().filter(|class| joined.contains(class)) {
            *class = lowest;
        }
    }
    let mut first_of_class = vec![None; form.same.len()];
    let mut states = vec![None; cube.cells() as usize];
    let mut next = 0..;
    for cell in cube.feasible.cells() {
        let same = form.same.iter().position(|pattern| fits(cell, pattern));
        states[cell as usize] = match same.map(|same| &mut first_of_class[class[same]]) {
            Some(Some(state)) => Some(*state),
            Some(first) => {
                *first = next.next();
                *first
            }
            None => next.next(),
        };
    }
    states
}
