//! From a case to an answer.

use super::ONE;
use super::answer::{Agenda, Comparison, ItemForecast, Used};
use super::check::{Refused, ready};
use super::evaluate::{Expected, evaluate};
use super::exact::{Exact, exact_items_max};
use super::ladder::{Ladder, State, bits};
use super::model::{Case, Method};
use super::path::{Choice, path};
use super::rules::{Chooser, Rule};
use super::simulate::improved;
use super::waits::waits;
use super::weakest::{shifts, weakest};

/// Looks for the best order of items. After each round ask again, with what happened ([`super::Progress::after`]).
///
/// # Errors
/// The case contradicts itself, or an exact answer was asked for and it is too large for one.
pub fn plan(case: &Case) -> Result<Agenda, Refused> {
    let ladder = ready(case)?;
    let exact = match case.method {
        Method::Headroom => None,
        Method::Auto | Method::Exact => exactly(case, &ladder),
    };
    match exact {
        Some(agenda) => Ok(agenda),
        None if case.method == Method::Exact => Err(Refused::TooLarge {
            items: ladder.open(ladder.start()).count_ones() as usize,
            slots: case.parameters.slots,
            rounds: case.parameters.rounds,
            works: exact_items_max(case.parameters.slots, case.parameters.rounds),
        }),
        None => Ok(by_rule(case, &ladder)),
    }
}

/// The exact answer; none if the case is too large for one.
fn exactly(case: &Case, ladder: &Ladder) -> Option<Agenda> {
    let mut exact = Exact::of(ladder)?;
    let worth = exact.best(ladder.start()).worth;
    let used = Used::Exact {
        states: exact.states(),
    };
    let expected = evaluate(ladder, |state| exact.best(state).session);
    let choose = |state: State| {
        let session = exact.best(state).session;
        let others = exact
            .sessions(state)
            .into_iter()
            .map(|session| (session, exact.worth(state, session)))
            .collect();
        Choice { session, others }
    };
    let (rounds, left) = path(case, ladder, choose);
    let mut agenda = answer(case, ladder, used, expected, worth);
    (agenda.worth, agenda.rounds, agenda.left) = (worth, rounds, left);
    Some(agenda)
}

fn by_rule(case: &Case, ladder: &Ladder) -> Agenda {
    let expected = |chooser: &Chooser| evaluate(ladder, |state| ladder.choose(chooser, state));
    let (rule, ranking) = (Chooser::Rule(Rule::Headroom), improved(ladder));
    let (by_rule, by_ranking) = (expected(&rule), expected(&ranking));
    let swapped = by_ranking.worth > by_rule.worth;
    let (chooser, expected) = match swapped {
        true => (ranking, by_ranking),
        false => (rule, by_rule),
    };
    let (rounds, left) = path(case, ladder, |state| Choice {
        session: ladder.choose(&chooser, state),
        others: Vec::new(),
    });
    let used = Used::Headroom {
        swapped,
        draws: expected.draws,
    };
    let bound = bound(ladder).max(expected.worth);
    let mut agenda = answer(case, ladder, used, expected, bound);
    (agenda.rounds, agenda.left) = (rounds, left);
    agenda
}

/// All of an answer but its path.
fn answer(case: &Case, ladder: &Ladder, used: Used, expected: Expected, bound: u64) -> Agenda {
    let compare = |rule| {
        let chooser = Chooser::Rule(rule);
        let expected = evaluate(ladder, |state| ladder.choose(&chooser, state));
        Comparison {
            rule,
            worth: expected.worth,
            items: expected.items(),
            trust: expected.trust,
            draws: expected.draws,
        }
    };
    let forecast = |at: usize| ItemForecast {
        item: ladder.names[at].clone(),
        chance: expected.agreed[at],
    };
    let mut inputs = case.clone();
    inputs.items.sort_by(|a, b| a.id.cmp(&b.id));
    inputs.linkages.sort();
    let shifts = shifts(case);
    Agenda {
        used,
        worth: expected.worth,
        bound,
        items: expected.items(),
        trust: expected.trust,
        rounds: Vec::new(),
        left: Vec::new(),
        forecasts: bits(ladder.open(ladder.start())).map(forecast).collect(),
        comparisons: Rule::ALL.into_iter().map(compare).collect(),
        weakest: weakest(&shifts),
        shifts,
        waits: waits(&case.linkages),
        inputs,
    }
}

/// What no plan can expect to exceed: the slots that are left, filled with what brings most for a slot at its best
/// chance and earliest round (a fractional knapsack; an item is tried 1/convergence times until it is agreed).
fn bound(ladder: &Ladder) -> u64 {
    let start = ladder.start();
    let p = &ladder.parameters;
    let rounds = (p.rounds + 1).saturating_sub(start.round);
    let mut slots = u128::from(rounds) * u128::from(p.slots) * u128::from(ONE);
    let mut items: Vec<(u128, u128)> = bits(ladder.open(start))
        .filter(|at| ladder.rungs[*at].convergence > 0)
        .map(|at| {
            let rung = &ladder.rungs[at];
            let last = start.round + rung.effort.div_ceil(p.slots) - 1;
            let size =
                u128::from(rung.effort) * u128::from(ONE) * 100 / u128::from(rung.convergence);
            (u128::from(ladder.worth(at, last)), size)
        })
        .collect();
    items.sort_by(|a, b| (b.0 * a.1).cmp(&(a.0 * b.1)));
    let mut bound = 0;
    for (worth, size) in items {
        let used = size.min(slots);
        // Rounded up: it is a bound.
        bound += (worth * used).div_ceil(size);
        slots -= used;
    }
    bound as u64
}
