//! Invented cases.

use analysis::agenda::{Agenda, Case, Effect, Item, Method, Parameters, Progress};
use proptest::prelude::*;

pub fn item(id: &str, sensitivity: u8, value: u32) -> Item {
    Item {
        id: id.to_owned(),
        sensitivity: vec![sensitivity, sensitivity / 2],
        value,
        convergence: 100,
        effort: 1,
        needs: Vec::new(),
        deadline: None,
        basket: None,
        effect: Effect::AtOnce,
        pinned: None,
        price_of_first: 0,
    }
}

pub fn case(trust: u8, rounds: u32, items: Vec<Item>) -> Case {
    Case {
        note: String::new(),
        items,
        progress: Progress::at_trust(trust),
        parameters: Parameters {
            rounds,
            ..Parameters::default()
        },
        method: Method::Auto,
        linkages: Vec::new(),
    }
}

pub fn with(case: &Case, method: Method) -> Case {
    let mut case = case.clone();
    case.method = method;
    case
}

/// The items of each round of the path.
pub fn order(agenda: &Agenda) -> Vec<Vec<&str>> {
    agenda
        .rounds
        .iter()
        .map(|round| round.items.iter().map(|item| item.item.as_str()).collect())
        .collect()
}

/// Any case of up to `items_max` items, in which an item can only need one that comes before it.
pub fn any_case(items_max: usize, rounds_max: u32) -> impl Strategy<Value = Case> {
    let one = (
        (0..=100_u8, 0..=100_u8, 1..=100_u32, 8..=20_u8, 1..=2_u32),
        (
            any::<u8>(),
            any::<bool>(),
            proptest::option::weighted(0.2, 1..=6_u32),
        ),
    );
    let items = proptest::collection::vec(one, 1..=items_max);
    let parameters = (
        1..=rounds_max,
        1..=2_u32,
        5..=40_u8,
        50..=400_u32,
        60..=100_u8,
        0..=30_u32,
    );
    (items, parameters, 0..=100_u8).prop_map(|(items, parameters, trust)| {
        let (rounds, slots, band, asymmetry, kept, discount) = parameters;
        let items = items.into_iter().enumerate().map(|(n, (numbers, ties))| {
            let (one, other, value, convergence, effort) = numbers;
            let (needs, at_once, deadline) = ties;
            // One in four needs an earlier one.
            let need = (n > 0 && needs % 4 == 0).then(|| format!("i{}", usize::from(needs) % n));
            Item {
                sensitivity: vec![one, other],
                convergence: convergence * 5,
                effort,
                needs: need.into_iter().collect(),
                deadline,
                effect: if at_once {
                    Effect::AtOnce
                } else {
                    Effect::WithTheWhole
                },
                ..item(&format!("i{n}"), 0, value)
            }
        });
        let mut case = case(trust, rounds, items.collect());
        case.parameters = Parameters {
            rounds,
            slots,
            band,
            asymmetry,
            kept,
            discount,
            ..Parameters::default()
        };
        case
    })
}
