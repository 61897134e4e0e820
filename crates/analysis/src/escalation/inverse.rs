//! The inverse question: what would the parties have to prefer for a state to hold?
//!
//! Kinsara, Petersons, Hipel and Kilgour 2015. The answer is conditions on pairs of states, never a list of rankings:
//! there are as many of those as products of factorials.

use super::change::{self, Sought};
use super::local::{holds, others};
use super::space::{Board, Space};
use super::walk::{By, Walk};
use super::{Concept, Conflict, Form, Preference, State, Statement, Watch, preference};

/// What one of a party's moves asks of its preferences: that it does not gain by the move, or that one of the replies
/// is no better for it than the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Where the party could go.
    pub to: State,
    /// The replies: if one of them is no better than the state, the move is spoilt.
    pub or: Vec<ReplyCondition>,
}

/// A reply that counts if it, and every escape from it, is no better for the party than the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyCondition {
    /// Where the others can bring it.
    pub end: State,
    /// Where it could go from there; none where the concept does not look for escapes.
    pub escapes: Vec<State>,
}

/// What a party's preferences have to satisfy for it to stay: every one of these.
///
/// Under SEQ and SSEQ the replies are those by which the others gain as their preferences are now.
pub fn conditions(
    conflict: &Conflict,
    party: usize,
    state: State,
    concept: Concept,
) -> Vec<Condition> {
    let board = conflict.board();
    let replies = |to: u32| {
        let by = if concept.replies_are_gains() {
            By::Gains
        } else {
            By::Moves
        };
        let walk = Walk::new(board, to, &others(board.parties(), party), by);
        let escapes = |end| {
            if concept.looks_for_escapes() {
                board.space.moves(party, end)
            } else {
                Vec::new()
            }
        };
        let mut ends: Vec<u32> = walk.ends().into_iter().map(|(_, end)| end).collect();
        ends.sort_unstable();
        let reply = |end| ReplyCondition {
            end: State(end),
            escapes: escapes(end).into_iter().map(State).collect(),
        };
        ends.into_iter().map(reply).collect()
    };
    let condition = |to| Condition {
        to: State(to),
        or: if concept == Concept::R {
            Vec::new()
        } else {
            replies(to)
        },
    };
    board
        .space
        .moves(party, state.0)
        .into_iter()
        .map(condition)
        .collect()
}

impl Condition {
    /// Whether a party that ranks states so (higher is better) satisfies it at `state`.
    pub fn is_met(&self, state: State, rank: impl Fn(State) -> u32) -> bool {
        let no_better = |other: &State| rank(*other) <= rank(state);
        let counts =
            |reply: &ReplyCondition| no_better(&reply.end) && reply.escapes.iter().all(no_better);
        no_better(&self.to) || self.or.iter().any(counts)
    }
}

/// The fewest changes in the parties' rankings, all together, after which the state holds.
///
/// Exact under R, GMR and SMR if no states are tied; see [`Fewest::at_least`](super::change::Fewest::at_least) otherwise.
/// Never impossible: a state that everybody likes best holds. The units of `watch` are rankings looked at.
pub fn fewest_changes(
    conflict: &Conflict,
    state: State,
    concept: Concept,
    watch: Watch<'_>,
) -> Sought {
    change::fewest(conflict, state, concept, true, watch)
}

/// One statement taken to another place in a party's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reorder {
    /// Whose list, by index.
    pub party: usize,
    /// The number of the statement, from 1, in the list as it then is.
    pub statement: usize,
    /// The number it gets.
    pub becomes: usize,
}

/// The most statements that are moved in a search.
pub const REORDERS_MAX: usize = 3;

/// The most lists that are looked at.
const LISTS_MAX: u64 = 50_000;

/// What came of the search for statements to move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reordered {
    /// The fewest moves after which the state holds, if some were found.
    pub reorders: Option<Vec<Reorder>>,
    /// How many are proved not to be enough.
    pub not_enough: Option<usize>,
}

/// The fewest statements taken to another place after which the state holds; parties whose preferences are not
/// statements keep theirs. Looks for up to [`REORDERS_MAX`]. The units of `watch` are lists looked at.
pub fn fewest_reorders(
    conflict: &Conflict,
    state: State,
    concept: Concept,
    watch: Watch<'_>,
) -> Reordered {
    let Space::Cube(cube) = conflict.space() else {
        return Reordered {
            reorders: None,
            not_enough: None,
        };
    };
    let lists = statements(conflict);
    let ranks = conflict.board().ranks.to_vec();
    let mut search = Search {
        conflict,
        cube,
        state,
        concept,
        watch,
        looked_at: 0,
        stopped: false,
    };
    for depth in 0..=REORDERS_MAX {
        if let Some(reorders) = search.within(&lists, &ranks, depth) {
            return Reordered {
                reorders: Some(reorders),
                not_enough: depth.checked_sub(1),
            };
        }
        if search.stopped {
            return Reordered {
                reorders: None,
                not_enough: depth.checked_sub(1),
            };
        }
    }
    Reordered {
        reorders: None,
        not_enough: Some(REORDERS_MAX),
    }
}

fn statements(conflict: &Conflict) -> Vec<Vec<Statement>> {
    let Form::Options(form) = &conflict.model().form else {
        return vec![Vec::new(); conflict.parties()];
    };
    let parse = |text: &String| {
        Statement::parse(text, form.options.len() as u32).expect("the model was checked")
    };
    let parties = conflict
        .model()
        .parties
        .iter()
        .map(|party| match &party.preference {
            Preference::Statements(texts) => texts.iter().map(parse).collect(),
            Preference::Ranking(_) | Preference::Weights(_) => Vec::new(),
        });
    parties.collect()
}

struct Search<'a> {
    conflict: &'a Conflict,
    cube: &'a super::cube::Cube,
    state: State,
    concept: Concept,
    watch: Watch<'a>,
    looked_at: u64,
    stopped: bool,
}

impl Search<'_> {
    fn within(
        &mut self,
        lists: &[Vec<Statement>],
        ranks: &[Vec<u32>],
        depth: usize,
    ) -> Option<Vec<Reorder>> {
        if depth == 0 {
            self.looked_at += 1;
            self.stopped |= self.looked_at > LISTS_MAX || self.watch.stops(self.looked_at, None);
            let board = Board {
                space: self.conflict.space(),
                ranks,
            };
            return holds(board, self.state.0, self.concept).then(Vec::new);
        }
        for (party, list) in lists.iter().enumerate() {
            for (from, to) in
                (0..list.len()).flat_map(|from| (0..list.len()).map(move |to| (from, to)))
            {
                // To take one past its neighbour is the same as to take the neighbour past it: once is enough.
                if self.stopped || from == to || to + 1 == from {
                    continue;
                }
                let (mut lists, mut ranks) = (lists.to_vec(), ranks.to_vec());
                let statement = lists[party].remove(from);
                lists[party].insert(to, statement);
                ranks[party] = preference::by_statements(self.cube, &lists[party]);
                if let Some(mut rest) = self.within(&lists, &ranks, depth - 1) {
                    rest.insert(
                        0,
                        Reorder {
                            party,
                            statement: from + 1,
                            becomes: to + 1,
                        },
                    );
                    return Some(rest);
                }
            }
        }
        None
    }
}
