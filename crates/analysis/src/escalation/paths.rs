//! Status quo analysis: which states can be reached from where things are now, and how.
//!
//! Li, Kilgour and Hipel 2005; coloured paths, Xu, Li, Hipel and Kilgour 2010: no party moves twice in succession.

use super::walk::{By, Hop, Walk};
use super::{Conflict, State, Watch};

/// One step on a way: a move of one party, or a step that several parties take together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who moves, by index, in ascending order.
    pub parties: Vec<usize>,
    /// From here.
    pub from: State,
    /// To here.
    pub to: State,
}

impl Step {
    pub(crate) fn of(hop: &Hop) -> Step {
        Step {
            parties: vec![hop.party],
            from: State(hop.from),
            to: State(hop.to),
        }
    }
}

/// What can be reached from one state.
pub struct Reach {
    start: State,
    walk: Walk,
    /// Whether everything was searched; if not, what is missing may be reachable all the same.
    pub complete: bool,
}

/// Everything legal sequences of all parties' moves, or gains, lead to. `watch` counts the states reached.
pub fn from(conflict: &Conflict, start: State, by: By, watch: Watch<'_>) -> Reach {
    let everybody: Vec<usize> = (0..conflict.parties()).collect();
    let stopped = std::cell::Cell::new(false);
    let walk = Walk::within(conflict.board(), start.0, &everybody, by, |reached| {
        stopped.set(reached % 256 == 0 && watch.stops(reached as u64, None));
        !stopped.get()
    });
    Reach {
        start,
        walk,
        complete: !stopped.get(),
    }
}

impl Reach {
    /// The fewest moves to a state; none are needed to where one is.
    pub fn moves_to(&self, state: State) -> Option<u32> {
        if state == self.start {
            return Some(0);
        }
        self.walk
            .ends()
            .iter()
            .find(|(_, end)| *end == state.0)
            .map(|(moves, _)| *moves)
    }

    /// A shortest way to a state.
    pub fn way_to(&self, state: State) -> Option<Vec<Step>> {
        if state == self.start {
            return Some(Vec::new());
        }
        Some(self.walk.way_to(state.0)?.iter().map(Step::of).collect())
    }
}
