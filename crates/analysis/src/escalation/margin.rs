//! The margin of an equilibrium: the fewest changes in the parties' rankings, all together, that end it.
//!
//! The changes found are the comparison to watch: if a party came to see these two states the other way round, the
//! state would no longer hold.

use super::change::{self, Sought};
use super::{Concept, Conflict, State, Watch};

/// The fewest changes that end a state's stability: impossible if nobody has a move to make, and no change at all if the
/// state does not hold.
///
/// Exact under R, GMR and SMR if no states are tied. Otherwise large conflicts leave a gap, see
/// [`Fewest::at_least`](super::change::Fewest::at_least). The units of `watch` are rankings looked at; stopped, the best
/// so far is given.
pub fn margin(conflict: &Conflict, state: State, concept: Concept, watch: Watch<'_>) -> Sought {
    change::fewest(conflict, state, concept, false, watch)
}
