//! Why a state would hold or not: each tempting move, what answers it, and which preferences that rests on.

use super::local::{others, spoils};
use super::paths::Step;
use super::walk::{By, Walk};
use super::{Conflict, State};

/// A move by which a party gains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Temptation {
    /// Who would gain, by index.
    pub party: usize,
    /// By leaving this state.
    pub from: State,
    /// For this one.
    pub to: State,
    /// What the others do then.
    pub answer: Answer,
}

/// What answers a tempting move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing leaves the mover no better off than before.
    Nothing,
    /// The others would want to: each of them gains by each of its moves (SEQ).
    Would(Reply),
    /// The others could, if they are ready to hurt themselves (GMR).
    Could(Reply),
}

/// A reply that leaves the mover no better off than before it moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The others' moves.
    pub steps: Vec<Step>,
    /// Where they end.
    pub end: State,
    /// Where the mover could go from there and be better off than before after all; none means that there is no way
    /// back (SMR, SSEQ).
    pub escape: Option<State>,
}

/// That a party prefers one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Comparison {
    /// Who, by index.
    pub party: usize,
    /// The state that is preferred, or equal.
    pub rather: State,
    /// To this one.
    pub than: State,
    /// Whether the two are tied.
    pub tied: bool,
}

/// Every party's tempting moves from a state, in the order of the parties and of the state numbers.
pub fn temptations(conflict: &Conflict, state: State) -> Vec<Temptation> {
    let of = |party| {
        conflict
            .improvements(party, state)
            .into_iter()
            .map(move |to| (party, to))
    };
    let tempting = (0..conflict.parties()).flat_map(of);
    tempting
        .map(|(party, to)| Temptation {
            party,
            from: state,
            to,
            answer: answer(conflict, party, state, to),
        })
        .collect()
}

fn answer(conflict: &Conflict, party: usize, from: State, to: State) -> Answer {
    let reply = |by| reply(conflict, party, from, to, by);
    if let Some(reply) = reply(By::Gains) {
        return Answer::Would(reply);
    }
    reply(By::Moves).map_or(Answer::Nothing, Answer::Could)
}

/// A shortest reply from which there is no way back; if there is none, a shortest reply.
fn reply(conflict: &Conflict, party: usize, from: State, to: State, by: By) -> Option<Reply> {
    let board = conflict.board();
    let walk = Walk::new(board, to.0, &others(board.parties(), party), by);
    let ends = || walk.ends().into_iter().map(|(_, end)| end);
    let spoilt =
        |without_escape| ends().find(|end| spoils(board, party, from.0, *end, without_escape));
    let end = spoilt(true).or_else(|| spoilt(false))?;
    let here = board.rank(party, from.0);
    let escape = board
        .space
        .moves(party, end)
        .into_iter()
        .filter(|to| board.rank(party, *to) > here);
    let escape = escape.max_by_key(|to| board.rank(party, *to)).map(State);
    let steps = walk.way_to(end)?.iter().map(Step::of).collect();
    Some(Reply {
        steps,
        end: State(end),
        escape,
    })
}

/// The shortest replies to a tempting move: how many moves, and all states in which that many can end.
pub fn shortest_replies(
    conflict: &Conflict,
    party: usize,
    from: State,
    to: State,
    by: By,
) -> Option<(u32, Vec<State>)> {
    let board = conflict.board();
    let walk = Walk::new(board, to.0, &others(board.parties(), party), by);
    let ends = walk
        .ends()
        .into_iter()
        .filter(|(_, end)| spoils(board, party, from.0, *end, false));
    let ends: Vec<(u32, u32)> = ends.collect();
    let fewest = ends.first()?.0;
    let nearest = ends.iter().take_while(|(moves, _)| *moves == fewest);
    Some((fewest, nearest.map(|(_, end)| State(*end)).collect()))
}

impl Temptation {
    /// The preferences that carry what is said of this move: were one of them otherwise, so might the answer be.
    pub fn rests_on(&self, conflict: &Conflict) -> Vec<Comparison> {
        let prefers = |party, rather: State, than: State| Comparison {
            party,
            rather,
            than,
            tied: conflict.rank(party, rather) == conflict.rank(party, than),
        };
        let mut all = vec![prefers(self.party, self.to, self.from)];
        if let Answer::Would(reply) = &self.answer {
            all.extend(
                reply
                    .steps
                    .iter()
                    .map(|step| prefers(step.parties[0], step.to, step.from)),
            );
        }
        if let Answer::Would(reply) | Answer::Could(reply) = &self.answer {
            all.push(prefers(self.party, self.from, reply.end));
        }
        all
    }
}
