//! Legal sequences of moves by several parties, from one state: no party moves twice in succession.
//!
//! Breadth first, so the first way found to a state is a shortest one.

use std::collections::HashMap;

use super::space::Board;

/// Which moves a sequence is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// Any.
    Moves,
    /// Those by which the mover gains.
    Gains,
}

/// One move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hop {
    pub party: usize,
    pub from: u32,
    pub to: u32,
}

/// Everything that legal sequences from one state reach.
pub(crate) struct Walk {
    start: u32,
    /// In the order in which they were reached: state, last mover, how many moves, the entry it was reached from.
    reached: Vec<Entry>,
}

#[derive(Clone, Copy)]
struct Entry {
    state: u32,
    mover: usize,
    moves: u32,
    before: Option<usize>,
}

impl Walk {
    /// From `start` by moves of `parties`.
    pub fn new(board: Board<'_>, start: u32, parties: &[usize], by: By) -> Walk {
        Walk::within(board, start, parties, by, |_| true)
    }

    /// As [`Walk::new`], for as long as `go_on` says so of the number of entries.
    pub fn within(
        board: Board<'_>,
        start: u32,
        parties: &[usize],
        by: By,
        go_on: impl Fn(usize) -> bool,
    ) -> Walk {
        let mut seen: HashMap<(u32, usize), ()> = HashMap::new();
        let mut reached: Vec<Entry> = Vec::new();
        let mut next: usize = 0;
        let mut here = Entry {
            state: start,
            mover: usize::MAX,
            moves: 0,
            before: None,
        };
        loop {
            for party in parties.iter().filter(|party| **party != here.mover) {
                let ends = match by {
                    By::Moves => board.space.moves(*party, here.state),
                    By::Gains => board.improvements(*party, here.state),
                };
                for state in ends {
                    if seen.insert((state, *party), ()).is_none() {
                        let before = next.checked_sub(1);
                        reached.push(Entry {
                            state,
                            mover: *party,
                            moves: here.moves + 1,
                            before,
                        });
                    }
                }
            }
            match reached.get(next) {
                Some(entry) if go_on(next) => here = *entry,
                _ => return Walk { start, reached },
            }
            next += 1;
        }
    }

    /// The states reached by at least one move, each once, nearest first and then by number.
    pub fn ends(&self) -> Vec<(u32, u32)> {
        let mut ends: Vec<(u32, u32)> = self
            .reached
            .iter()
            .map(|entry| (entry.moves, entry.state))
            .collect();
        ends.sort_unstable();
        let mut seen = std::collections::HashSet::new();
        ends.retain(|(_, state)| seen.insert(*state));
        ends
    }

    /// A shortest way to a state.
    pub fn way_to(&self, state: u32) -> Option<Vec<Hop>> {
        let mut at = self.reached.iter().position(|entry| entry.state == state)?;
        let mut way = Vec::new();
        loop {
            let entry = self.reached[at];
            let from = entry
                .before
                .map_or(self.start, |before| self.reached[before].state);
            way.push(Hop {
                party: entry.mover,
                from,
                to: entry.state,
            });
            match entry.before {
                Some(before) => at = before,
                None => break,
            }
        }
        way.reverse();
        Some(way)
    }
}
