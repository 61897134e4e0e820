//! Every state, every party, five concepts of stability at once.

use rayon::prelude::*;
use thiserror::Error;

use super::space::Space;
use super::{Bits, Conflict, State, Watch, dense, graph};

/// When a party that could gain by moving first stays where it is. Each stands for what the party looks ahead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concept {
    /// Nash: it has no move by which it gains.
    R,
    /// General metarational: the others could, by any moves, leave it no better off (Howard 1971).
    Gmr,
    /// Symmetric metarational: ... and it could not then escape by another move (Howard 1971).
    Smr,
    /// Sequential: the others could do so by moves by which each of them gains (Fraser and Hipel 1984).
    Seq,
    /// Symmetric sequential: ... and it could not then escape (Rêgo and Vieira 2017).
    Sseq,
}

impl Concept {
    /// All five.
    pub const ALL: [Concept; 5] = [
        Concept::R,
        Concept::Gmr,
        Concept::Smr,
        Concept::Seq,
        Concept::Sseq,
    ];

    /// The name in the literature.
    pub fn name(self) -> &'static str {
        match self {
            Concept::R => "R",
            Concept::Gmr => "GMR",
            Concept::Smr => "SMR",
            Concept::Seq => "SEQ",
            Concept::Sseq => "SSEQ",
        }
    }

    /// Whether the others' replies must be gains for them.
    pub(crate) fn replies_are_gains(self) -> bool {
        matches!(self, Concept::Seq | Concept::Sseq)
    }

    /// Whether a reply counts only if there is no way back from it.
    pub(crate) fn looks_for_escapes(self) -> bool {
        matches!(self, Concept::Smr | Concept::Sseq)
    }
}

/// Whether a state would hold, in five degrees from the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nobody gains by moving first (R).
    Settled,
    /// Whoever moves first is answered by what the others would want to do (SEQ).
    Answered,
    /// The others could answer a first move so that there is no way back, if they are ready to hurt themselves (SMR).
    Feared,
    /// The others could answer, if they are ready to hurt themselves, and the mover might yet escape (GMR).
    Doubtful,
    /// Somebody gains by moving first, and nothing can spoil it.
    Falls,
}

/// The work was told to stop before it had an answer.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("stopped before there was an answer")]
pub struct Stopped;

/// Which states are stable for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// By party, then by concept in the order of [`Concept::ALL`].
    stable: Vec<Vec<Bits>>,
}

/// Finds the stable states, by the definitions for any number of parties.
///
/// The same answer comes out on any machine and with any number of threads: each set is computed by itself, and each is
/// the one solution of its equations.
///
/// # Errors
/// [`Stopped`] if `watch` said so. Its units are sets, one for each party and concept.
pub fn solve(conflict: &Conflict, watch: Watch<'_>) -> Result<Solution, Stopped> {
    let parties = conflict.parties();
    let total = (parties * Concept::ALL.len()) as u64;
    let done = std::sync::atomic::AtomicU64::new(0);
    let stops = |more: u64| {
        let done = done.fetch_add(more, std::sync::atomic::Ordering::Relaxed) + more;
        watch.stops(done, Some(total))
    };
    let board = conflict.board();
    let tasks: Vec<_> = (0..parties)
        .flat_map(|party| Concept::ALL.map(|concept| (party, concept)))
        .collect();
    let stable: Option<Vec<Bits>> = match conflict.space() {
        Space::Graph(graph) => tasks
            .iter()
            .map(|task| graph::solve::stable(board, graph, *task, &stops))
            .collect(),
        Space::Cube(cube) => {
            let sheet = dense::Sheet::new(cube, board.ranks);
            // Below some thousand patterns, handing out work takes longer than the work.
            if cube.cells() < 1 << 10 {
                tasks
                    .iter()
                    .map(|task| sheet.stable(*task, &stops))
                    .collect()
            } else {
                tasks
                    .par_iter()
                    .map(|task| sheet.stable(*task, &stops))
                    .collect()
            }
        }
    };
    let mut stable = stable.ok_or(Stopped)?.into_iter();
    let of_party = |_| stable.by_ref().take(Concept::ALL.len()).collect();
    Ok(Solution {
        stable: (0..parties).map(of_party).collect(),
    })
}

impl Solution {
    /// The states that are stable for one party.
    pub fn stable(&self, concept: Concept, party: usize) -> &Bits {
        &self.stable[party][concept as usize]
    }

    /// The states that are stable for every party.
    pub fn equilibria(&self, concept: Concept) -> Bits {
        let each = self.stable.iter().map(|stable| &stable[concept as usize]);
        each.cloned()
            .reduce(|a, b| a.and(&b))
            .expect("a conflict has a party")
    }

    /// Whether a state would hold: the strongest degree that every party reaches.
    pub fn verdict(&self, state: State) -> Verdict {
        let parties = 0..self.stable.len();
        parties
            .map(|party| self.verdict_for(party, state))
            .max()
            .expect("a conflict has a party")
    }

    /// The same as far as one party is concerned.
    fn verdict_for(&self, party: usize, state: State) -> Verdict {
        let is = |concept| self.stable(concept, party).contains(state);
        match () {
            () if is(Concept::R) => Verdict::Settled,
            () if is(Concept::Seq) => Verdict::Answered,
            () if is(Concept::Smr) => Verdict::Feared,
            () if is(Concept::Gmr) => Verdict::Doubtful,
            () => Verdict::Falls,
        }
    }
}
