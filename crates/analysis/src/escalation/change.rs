//! Small changes of preferences, and the fewest that change a verdict: what margins and inverse questions share.
//!
//! One change ([`Shift`]) takes one state one place up or down in one party's ranking: past the next group of tied
//! states, or out of its own. Between two strict rankings the number of changes is the number of pairs turned around.
//!
//! Under R, GMR and SMR whether a party stays at s depends on one thing: which states it holds to be no better than s.
//! In a strict ranking, taking s itself past its neighbours changes that set at one pair a change, and no set can be had
//! for less; so the fewest changes are found by moving s alone, each party by itself. Under SEQ and SSEQ the others'
//! preferences count too, and among ties a state may pass s and its equals in one change: there s moved alone gives an
//! upper bound, and a search in order of the number of changes looks for less.

use std::collections::HashSet;

use super::local::{holds, stays};
use super::space::{Board, Space};
use super::{Concept, Conflict, State, Stopped, Watch};

/// One state taken one place up or down in one party's ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Whose ranking, by index.
    pub party: usize,
    /// Which state.
    pub state: State,
    /// Whether it rises.
    pub up: bool,
    /// The states it passes, or with which it was tied.
    pub past: Vec<State>,
}

/// The fewest changes found, and how sure that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fewest {
    /// The changes, in order.
    pub shifts: Vec<Shift>,
    /// It was proved that no fewer than this many will do. Equal to the number of `shifts`, the answer is exact.
    pub at_least: usize,
}

impl Fewest {
    /// Whether fewer are known to be impossible.
    pub fn is_exact(&self) -> bool {
        self.at_least == self.shifts.len()
    }
}

/// What a search for the fewest changes comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// These.
    Found(Fewest),
    /// There are none: whatever the preferences, the verdict stays.
    Impossible,
    /// The search was stopped, or ran out of room, before it found any. There may be some.
    Open,
}

/// How many rankings the search looks at before it leaves the question open.
const RANKINGS_MAX: usize = 60_000;

type Ranks = Vec<Vec<u32>>;

/// The fewest changes after which the state holds (`wanted`) or no longer holds.
pub(crate) fn fewest(
    conflict: &Conflict,
    state: State,
    concept: Concept,
    wanted: bool,
    watch: Watch<'_>,
) -> Sought {
    let Bound { shifts, stopped } = if wanted {
        raised(conflict, state, concept, watch)
    } else {
        lowered(conflict, state, concept, watch)
    };
    let strict = conflict
        .board()
        .ranks
        .iter()
        .all(|ranks| ranks.iter().max() == Some(&conflict.count()));
    if strict && !concept.replies_are_gains() {
        // Of a party that was not looked at, one change may do.
        let at_least = if stopped { 1 } else { usize::MAX };
        return sought(shifts, at_least, stopped);
    }
    let below = shifts.as_ref().map_or(usize::MAX, Vec::len);
    let (found, at_least) = search(conflict, state, concept, wanted, below, watch);
    // Below this many every ranking was looked at; without a bound, that is all there are.
    sought(found.or(shifts), at_least, at_least < below)
}

/// `at_least` so many are needed; `open` if there may be some where none were found.
fn sought(shifts: Option<Vec<Shift>>, at_least: usize, open: bool) -> Sought {
    match shifts {
        Some(shifts) => Sought::Found(Fewest {
            at_least: at_least.min(shifts.len()),
            shifts,
        }),
        None if open => Sought::Open,
        None => Sought::Impossible,
    }
}

/// Changes that do it, found by moving the state alone.
struct Bound {
    shifts: Option<Vec<Shift>>,
    /// Not every party was looked at to the end.
    stopped: bool,
}

/// Each party's ranking with the state raised until that party stays.
fn raised(conflict: &Conflict, state: State, concept: Concept, watch: Watch<'_>) -> Bound {
    let mut all = Vec::new();
    for party in 0..conflict.parties() {
        let moved = moved_until(conflict, party, state, true, watch, |board| {
            stays(board, party, state.0, concept)
        });
        let Ok(Some(shifts)) = moved else {
            return Bound {
                shifts: None,
                stopped: moved.is_err(),
            };
        };
        all.extend(shifts);
    }
    Bound {
        shifts: Some(all),
        stopped: false,
    }
}

/// The ranking, of any one party, in which lowering the state by the fewest places makes that party leave.
fn lowered(conflict: &Conflict, state: State, concept: Concept, watch: Watch<'_>) -> Bound {
    let each = (0..conflict.parties()).map(|party| {
        moved_until(conflict, party, state, false, watch, |board| {
            !stays(board, party, state.0, concept)
        })
    });
    let each: Vec<Result<Option<Vec<Shift>>, Stopped>> = each.collect();
    Bound {
        stopped: each.contains(&Err(Stopped)),
        shifts: each.into_iter().flatten().flatten().min_by_key(Vec::len),
    }
}

/// The changes that take a state up or down until that is enough; `None` if it gets to the end before.
fn moved_until(
    conflict: &Conflict,
    party: usize,
    state: State,
    up: bool,
    watch: Watch<'_>,
    is_enough: impl Fn(Board<'_>) -> bool,
) -> Result<Option<Vec<Shift>>, Stopped> {
    let space = conflict.space();
    let mut ranks: Ranks = conflict.board().ranks.to_vec();
    let mut shifts = Vec::new();
    while !is_enough(Board {
        space,
        ranks: &ranks,
    }) {
        if watch.stops(shifts.len() as u64, None) {
            return Err(Stopped);
        }
        match shift(space, &mut ranks[party], party, state.0, up) {
            Some(one) => shifts.push(one),
            None => return Ok(None),
        }
    }
    Ok(Some(shifts))
}

/// Takes a state one place up or down; `None` if it is alone at the end already.
fn shift(space: &Space, ranks: &mut [u32], party: usize, cell: u32, up: bool) -> Option<Shift> {
    let own = ranks[cell as usize];
    let with = |ranks: &[u32], rank: u32| -> Vec<u32> {
        space
            .states()
            .filter(|other| *other != cell && ranks[*other as usize] == rank)
            .collect()
    };
    let mut past = with(ranks, own);
    let alone = past.is_empty();
    if alone {
        let next = if up { own + 1 } else { own - 1 };
        past = with(ranks, next);
        if past.is_empty() {
            return None;
        }
        past.iter().for_each(|other| ranks[*other as usize] = own);
        ranks[cell as usize] = next;
    } else {
        // Stepping out makes a place of its own: everything above moves on by one.
        let above = |rank: u32| rank > own || rank == own && !up;
        space
            .states()
            .filter(|other| *other != cell)
            .for_each(|other| {
                let rank = &mut ranks[other as usize];
                *rank += u32::from(above(*rank));
            });
        ranks[cell as usize] = if up { own + 1 } else { own };
    }
    Some(Shift {
        party,
        state: State(cell),
        up,
        past: past.into_iter().map(State).collect(),
    })
}

/// Breadth first over rankings: the changes if fewer than `below` do, and how many are proved to be needed.
fn search(
    conflict: &Conflict,
    state: State,
    concept: Concept,
    wanted: bool,
    below: usize,
    watch: Watch<'_>,
) -> (Option<Vec<Shift>>, usize) {
    let space = conflict.space();
    let is_there = |ranks: &Ranks| holds(Board { space, ranks }, state.0, concept) == wanted;
    let start = conflict.board().ranks.to_vec();
    if is_there(&start) {
        return (Some(Vec::new()), 0);
    }
    let cells = (space.cells() as usize * conflict.parties()).max(1);
    let room = RANKINGS_MAX.min((1 << 26) / cells);
    let mut seen: HashSet<Ranks> = HashSet::from([start.clone()]);
    let mut layer: Vec<(Ranks, Vec<Shift>)> = vec![(start, Vec::new())];
    for changes in 1..below {
        let mut next = Vec::new();
        for (ranks, shifts) in &layer {
            if watch.stops(seen.len() as u64, None) || seen.len() > room {
                return (None, changes);
            }
            for (after, one) in neighbours(space, ranks) {
                if seen.contains(&after) {
                    continue;
                }
                let shifts: Vec<Shift> = shifts.iter().cloned().chain([one]).collect();
                if is_there(&after) {
                    return (Some(shifts), changes);
                }
                seen.insert(after.clone());
                next.push((after, shifts));
            }
        }
        if next.is_empty() {
            break;
        }
        layer = next;
    }
    (None, below)
}

/// Every ranking one change away, in the order of parties and states.
fn neighbours<'a>(space: &'a Space, ranks: &'a Ranks) -> impl Iterator<Item = (Ranks, Shift)> + 'a {
    let places = (0..ranks.len()).flat_map(|party| {
        space
            .states()
            .flat_map(move |cell| [(party, cell, true), (party, cell, false)])
    });
    places.filter_map(move |(party, cell, up)| {
        let mut after = ranks.clone();
        let one = shift(space, &mut after[party], party, cell, up)?;
        Some((after, one))
    })
}
