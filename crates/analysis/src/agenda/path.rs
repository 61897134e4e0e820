//! The path on which every item succeeds, with the reason for each step, and what is left beside it.

use super::answer::{LeftOut, Open, PlannedItem, PlannedRound, Why, WhyNot};
use super::ladder::{Ladder, State, TRUST_MAX, bits};
use super::model::{Case, Item};

/// What was chosen, and what each possible session is worth where that is known.
pub(super) struct Choice {
    pub session: u64,
    pub others: Vec<(u64, u64)>,
}

/// Walks the path; gives its rounds and what is not on it.
pub(super) fn path(
    case: &Case,
    ladder: &Ladder,
    mut choose: impl FnMut(State) -> Choice,
) -> (Vec<PlannedRound>, Vec<LeftOut>) {
    let item = |at: usize| {
        let named = case.items.iter().find(|item| item.id == ladder.names[at]);
        named.expect("a ladder has the names of its case")
    };
    let mut state = ladder.start();
    let mut rounds = Vec::new();
    let mut reached = state.trust;
    while !ladder.over(state) {
        let choice = choose(state);
        let planned = round(ladder, state, &choice, &item);
        state = ladder.next(
            state,
            choice.session,
            choice.session,
            if_agreed(ladder, choice.session),
        );
        reached = reached.max(state.trust);
        rounds.push(planned);
    }
    // Rest that leads to nothing is the end of the plan.
    while rounds.last().is_some_and(|round| round.items.is_empty()) {
        rounds.pop();
    }
    let look_again = match rounds.last() {
        Some(last) => last.round + last.takes,
        None => ladder.round + 1,
    };
    let left = left(ladder, state, reached, look_again);
    (rounds, left)
}

fn if_agreed(ladder: &Ladder, session: u64) -> i32 {
    let raises = |at: usize| {
        let rung = &ladder.rungs[at];
        if rung.at_once {
            2 * rung.gain
        } else {
            rung.gain
        }
    };
    bits(session).map(raises).sum()
}

fn round<'a>(
    ladder: &Ladder,
    state: State,
    choice: &Choice,
    item: &impl Fn(usize) -> &'a Item,
) -> PlannedRound {
    let session = choice.session;
    let loss: i32 = bits(session).map(|at| ladder.rungs[at].loss).sum();
    let after = |agreed, moves| ladder.next(state, session, agreed, moves).trust;
    PlannedRound {
        round: state.round,
        takes: ladder.takes(session),
        trust: state.trust,
        items: bits(session)
            .map(|at| PlannedItem {
                item: ladder.names[at].clone(),
                sensitivity: ladder.rungs[at].sensitivity,
                headroom: i32::from(state.trust) - i32::from(ladder.rungs[at].sensitivity),
                chance: ladder.chance(at, state.trust),
                trust_expected: ladder.expected_move(1 << at, state.trust),
                core: ladder.rungs[at].core,
                why: why(ladder, state, at),
                put_off_costs: put_off_costs(choice, at),
                open: open(ladder, session, at, item),
            })
            .collect(),
        sure: bits(session).any(|at| ladder.is_sure(at, state.trust)),
        trust_if_agreed: after(session, if_agreed(ladder, session)),
        trust_if_failed: after(0, -loss),
        trust_expected: ladder.expected_move(session, state.trust),
    }
}

fn why(ladder: &Ladder, state: State, at: usize) -> Why {
    let rung = &ladder.rungs[at];
    let considered = ladder.considered(state, ladder.free(state));
    let covers = |at: &usize| ladder.rungs[*at].sensitivity <= state.trust;
    let opens =
        || bits(ladder.open(state)).filter(|other| ladder.rungs[*other].needs >> at & 1 == 1);
    let last = state.round + ladder.takes(1 << at) - 1;
    if rung.pinned == Some(state.round) {
        Why::Pinned
    } else if last == rung.deadline && rung.deadline < ladder.parameters.rounds {
        let deadline = rung.deadline;
        Why::LastRound { deadline }
    } else if covers(&at)
        && bits(considered)
            .filter(covers)
            .all(|other| ladder.by_return(at, other).is_le())
    {
        Why::MostOfCovered
    } else if opens().next().is_some() {
        let items = opens().map(|other| ladder.names[other].clone()).collect();
        Why::Opens { items }
    } else if covers(&at) {
        Why::Covered
    } else if bits(considered).all(|other| rung.sensitivity <= ladder.rungs[other].sensitivity) {
        Why::LeastSensitive
    } else {
        Why::WorthTheRisk
    }
}

/// The best that can be expected, less the best without this item in this round.
fn put_off_costs(choice: &Choice, at: usize) -> Option<u64> {
    let all = choice.others.iter();
    let best = all.clone().map(|(_, worth)| *worth).max()?;
    let without = all.filter(|(session, _)| session >> at & 1 == 0);
    Some(best - without.map(|(_, worth)| *worth).max()?)
}

fn open<'a>(
    ladder: &Ladder,
    session: u64,
    at: usize,
    item: &impl Fn(usize) -> &'a Item,
) -> Option<Open> {
    let price = item(at).price_of_first;
    if price > 0 && price >= ladder.parameters.open_from {
        return Some(Open::PriceOfFirst { price });
    }
    let basket = item(at).basket.clone()?;
    let together =
        bits(session & !(1 << at)).any(|other| item(other).basket.as_ref() == Some(&basket));
    together.then_some(Open::Basket { basket })
}

fn left(ladder: &Ladder, end: State, reached: u8, look_again: u32) -> Vec<LeftOut> {
    let open = ladder.open(end);
    let name = |mask: u64| ladder.names[mask.trailing_zeros() as usize].clone();
    let why = |at: usize| {
        let rung = &ladder.rungs[at];
        let needs = |from: u8| from.saturating_sub(ladder.parameters.band - 1);
        if rung.needs & ladder.lost != 0 {
            let item = name(rung.needs & ladder.lost);
            WhyNot::NeedsLost { item }
        } else if rung.needs & open != 0 {
            let item = name(rung.needs & open);
            WhyNot::NeedsLeft { item }
        } else if rung.convergence == 0 {
            WhyNot::NoText
        } else if ladder.chance(at, reached) == 0 {
            let needs = needs(rung.sensitivity).min(TRUST_MAX);
            WhyNot::NoTrust { needs, reached }
        } else if rung.deadline < ladder.parameters.rounds {
            let deadline = rung.deadline;
            WhyNot::Deadline { deadline }
        } else {
            WhyNot::NoRoom
        }
    };
    bits(open)
        .map(|at| LeftOut {
            item: ladder.names[at].clone(),
            why: why(at),
            look_again,
        })
        .collect()
}
