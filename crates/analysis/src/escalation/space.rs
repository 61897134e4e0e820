//! The states of a conflict and the moves between them, in either form.

use super::cube::Cube;
use super::graph::Graph;

/// A state of one conflict. It is not its number: numbers count possible states from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct State(pub(crate) u32);

#[derive(Clone, Debug)]
pub(crate) enum Space {
    Cube(Cube),
    Graph(Graph),
}

impl Space {
    /// How long an array over this space is; some of its cells may be no states.
    pub fn cells(&self) -> u32 {
        match self {
            Space::Cube(cube) => cube.cells(),
            Space::Graph(graph) => graph.states,
        }
    }

    pub fn count(&self) -> u32 {
        match self {
            Space::Cube(cube) => cube.feasible.count(),
            Space::Graph(graph) => graph.states,
        }
    }

    pub fn states(&self) -> Box<dyn Iterator<Item = u32> + '_> {
        match self {
            Space::Cube(cube) => Box::new(cube.feasible.cells()),
            Space::Graph(graph) => Box::new(0..graph.states),
        }
    }

    pub fn number(&self, cell: u32) -> u32 {
        match self {
            Space::Cube(cube) => cube.feasible.below(cell) + 1,
            Space::Graph(_) => cell + 1,
        }
    }

    pub fn with_number(&self, number: u32) -> Option<u32> {
        let below = number.checked_sub(1)?;
        match self {
            Space::Cube(cube) => cube.feasible.nth(below),
            Space::Graph(graph) => (below < graph.states).then_some(below),
        }
    }

    /// R_i(s): where the party can go from here in one step, ascending.
    pub fn moves(&self, party: usize, from: u32) -> Vec<u32> {
        match self {
            Space::Cube(cube) => {
                let mut ends: Vec<u32> = cube.moves(party, from).collect();
                ends.sort_unstable();
                ends
            }
            Space::Graph(graph) => graph.moves[party][from as usize].clone(),
        }
    }
}

/// A space with everybody's ranks: what the questions about single states are asked of.
///
/// Ranks are by party and cell; higher is better, and a cell that is no state has 0.
#[derive(Clone, Copy)]
pub(crate) struct Board<'a> {
    pub space: &'a Space,
    pub ranks: &'a [Vec<u32>],
}

impl Board<'_> {
    pub fn rank(&self, party: usize, cell: u32) -> u32 {
        self.ranks[party][cell as usize]
    }

    pub fn parties(&self) -> usize {
        self.ranks.len()
    }

    /// R_i⁺(s): where the party would gain by going.
    pub fn improvements(&self, party: usize, from: u32) -> Vec<u32> {
        let mut ends = self.space.moves(party, from);
        ends.retain(|to| self.rank(party, *to) > self.rank(party, from));
        ends
    }
}
