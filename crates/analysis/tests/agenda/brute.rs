//! The exact plan against a plain recursion in floating point that shares no code with it.

use analysis::agenda::{Case, Effect, Item, Method, plan};
use proptest::prelude::*;

use crate::invented::{any_case, with};

#[derive(Clone)]
struct Turn {
    round: u32,
    trust: i64,
    agreed: Vec<String>,
    failed: Vec<String>,
}

fn sensitivity(item: &Item) -> f64 {
    f64::from(*item.sensitivity.iter().max().unwrap())
}

fn chance(case: &Case, item: &Item, trust: i64) -> f64 {
    let band = f64::from(case.parameters.band);
    let covered = (1.0 + (trust as f64 - sensitivity(item)) / band).clamp(0.0, 1.0);
    f64::from(item.convergence) / 100.0 * covered
}

fn step(case: &Case, item: &Item, share: f64) -> i64 {
    let weight = 0.3 + 0.7 * sensitivity(item) / 100.0;
    // The model rounds to whole points, half up; the small number stands against 2.4999 for 2.5.
    (f64::from(case.parameters.gain) * share * weight + 0.5 + 1e-9).floor() as i64
}

/// Chance, move of trust, agreed.
fn ends(case: &Case, item: &Item, trust: i64) -> Vec<(f64, i64, bool)> {
    let p = chance(case, item, trust);
    let (gain, loss) = (
        step(case, item, 1.0),
        step(case, item, f64::from(case.parameters.asymmetry) / 100.0),
    );
    match item.effect {
        Effect::WithTheWhole => vec![(p, gain, true), (1.0 - p, -loss, false)],
        Effect::AtOnce => {
            let kept = f64::from(case.parameters.kept) / 100.0;
            vec![
                (p * kept, 2 * gain, true),
                (p * (1.0 - kept), gain - loss, false),
                (1.0 - p, -loss, false),
            ]
        }
    }
}

fn best(case: &Case, turn: &Turn) -> f64 {
    let p = &case.parameters;
    let open: Vec<&Item> = case
        .items
        .iter()
        .filter(|item| !turn.agreed.contains(&item.id))
        .collect();
    if turn.round > p.rounds || open.is_empty() {
        return 0.0;
    }
    let may: Vec<&Item> = open
        .into_iter()
        .filter(|item| {
            let last = turn.round + item.effort.div_ceil(p.slots) - 1;
            last <= item.deadline.unwrap_or(p.rounds).min(p.rounds)
                && !turn.failed.contains(&item.id)
                && item.needs.iter().all(|need| turn.agreed.contains(need))
                && chance(case, item, turn.trust) > 0.0
                && !(turn.round == 1 && sensitivity(item) >= f64::from(p.core))
        })
        .collect();
    let sure = |item: &&Item| chance(case, item, turn.trust) >= f64::from(p.sure) / 100.0 - 1e-9;
    let any_sure = may.iter().any(sure);
    let mut found: f64 = 0.0;
    for set in 0..1_u32 << may.len() {
        let session: Vec<&Item> = (0..may.len())
            .filter(|n| set >> n & 1 == 1)
            .map(|n| may[n])
            .collect();
        let effort: u32 = session.iter().map(|item| item.effort).sum();
        let expected: f64 = session
            .iter()
            .flat_map(|item| ends(case, item, turn.trust))
            .map(|(chance, moves, _)| chance * moves as f64)
            .sum();
        let floor = i64::from(p.floor).min(turn.trust) - turn.trust;
        if (effort > p.slots && session.len() > 1)
            || (any_sure && !session.iter().any(sure))
            || expected < floor as f64 - 1e-4
        {
            continue;
        }
        found = found.max(played(case, turn, &session));
    }
    found
}

fn played(case: &Case, turn: &Turn, session: &[&Item]) -> f64 {
    let p = &case.parameters;
    let effort: u32 = session.iter().map(|item| item.effort).sum();
    let last = turn.round + effort.div_ceil(p.slots).max(1) - 1;
    let mut turns = vec![(1.0, 0.0, 0, turn.clone())];
    turns[0].3.failed.clear();
    for item in session {
        let mut next = Vec::new();
        for (share, worth, moved, turn) in &turns {
            for (chance, moves, agreed) in ends(case, item, turn.trust) {
                let mut turn = turn.clone();
                let list = if agreed {
                    &mut turn.agreed
                } else {
                    &mut turn.failed
                };
                list.push(item.id.clone());
                let counted = if item.effect == Effect::AtOnce {
                    last
                } else {
                    p.rounds
                };
                let kept = 1.0 - f64::from(p.discount) * f64::from(counted - 1) / 1000.0;
                let value = if agreed {
                    f64::from(item.value) * kept.max(0.0)
                } else {
                    0.0
                };
                next.push((share * chance, worth + value, moved + moves, turn));
            }
        }
        turns = next;
    }
    turns
        .into_iter()
        .filter(|(share, ..)| *share > 0.0)
        .map(|(share, worth, moved, mut turn)| {
            turn.trust = (turn.trust + moved).clamp(0, 100);
            turn.round = last + 1;
            share * (worth + best(case, &turn))
        })
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_exact_plan_is_worth_what_a_plain_recursion_finds(case in any_case(4, 4)) {
        let agenda = plan(&with(&case, Method::Exact)).unwrap();
        let turn = Turn {
            round: 1,
            trust: i64::from(case.progress.trust),
            agreed: Vec::new(),
            failed: Vec::new(),
        };
        let worth = agenda.worth as f64 / 1e6;
        let found = best(&case, &turn);
        // Chances are rounded down to millionths, so a little less is right.
        prop_assert!(worth <= found + 1e-6 && worth >= found - 0.01, "{worth} {found} {case:?}");
    }
}
