//! The solver against the definitions on thousands of random models, and the laws that follow from them.

use analysis::escalation::{
    Choice, Concept, Conflict, Form, Model, Move, Pattern, Preference, Solution, Watch, solve,
};

use crate::brute::Brute;
use crate::random::{self, Dice};

const MODELS: u64 = 1500;

fn solved(model: &Model) -> (Conflict, Solution) {
    let conflict = Conflict::new(model.clone()).expect("random models are sound");
    let solution = solve(&conflict, Watch::NONE).expect("nobody stops it");
    (conflict, solution)
}

/// By concept, party and state.
fn table(model: &Model) -> Vec<Vec<Vec<bool>>> {
    let (conflict, solution) = solved(model);
    let row = |concept, party| {
        conflict
            .states()
            .map(|s| solution.stable(concept, party).contains(s))
            .collect()
    };
    let rows = |concept| {
        (0..conflict.parties())
            .map(|party| row(concept, party))
            .collect()
    };
    Concept::ALL.map(rows).to_vec()
}

fn models() -> impl Iterator<Item = (u64, Model)> {
    (0..MODELS).flat_map(|seed| [(seed, random::options(seed)), (seed, random::graph(seed))])
}

#[test]
fn the_solver_agrees_with_the_definitions_on_random_models() {
    let mut equilibria = 0;
    for (seed, model) in models() {
        let brute = Brute::new(&model);
        for (concept, rows) in Concept::ALL.iter().zip(table(&model)) {
            for (party, row) in rows.iter().enumerate() {
                let expected: Vec<bool> = (0..brute.states)
                    .map(|s| brute.stable(party, s, *concept))
                    .collect();
                assert_eq!(
                    *row, expected,
                    "seed {seed}, {concept:?}, party {party}: {model:?}"
                );
            }
            equilibria += (0..brute.states)
                .filter(|s| rows.iter().all(|row| row[*s]))
                .count();
        }
    }
    assert!(
        equilibria > 10_000,
        "{equilibria}: the models test something"
    );
}

#[test]
fn each_concept_contains_the_stricter_ones() {
    let (mut without_nash, mut all) = (0, 0);
    for (seed, model) in models() {
        let (_, solution) = solved(&model);
        for party in 0..model.parties.len() {
            let set = |concept| solution.stable(concept, party);
            let within =
                |a, b| assert_eq!(set(a).and(set(b)), *set(a), "seed {seed}: {a:?} in {b:?}");
            within(Concept::R, Concept::Sseq);
            within(Concept::Sseq, Concept::Seq);
            within(Concept::Sseq, Concept::Smr);
            within(Concept::Seq, Concept::Gmr);
            within(Concept::Smr, Concept::Gmr);
        }
        if matches!(model.form, Form::Options(_)) {
            all += 1;
            without_nash += u32::from(solution.equilibria(Concept::R).count() == 0);
            assert!(
                solution.equilibria(Concept::Seq).count() > 0,
                "seed {seed} has no SEQ equilibrium"
            );
        }
    }
    assert!(
        without_nash > 0 && without_nash < all / 10,
        "{without_nash} of {all}"
    );
}

#[test]
fn the_order_of_parties_changes_nothing() {
    for (seed, model) in models() {
        let mut dice = Dice(seed);
        let mut new_place: Vec<usize> = (0..model.parties.len()).collect();
        dice.shuffle(&mut new_place);
        let mut other = model.clone();
        for (party, place) in model.parties.iter().zip(&new_place) {
            other.parties[*place] = party.clone();
        }
        match &mut other.form {
            Form::Options(form) => form
                .options
                .iter_mut()
                .for_each(|o| o.owner = new_place[o.owner as usize] as u32),
            Form::Graph(form) => form
                .moves
                .iter_mut()
                .for_each(|m| m.party = new_place[m.party as usize] as u32),
        }
        for (before, after) in table(&model).iter().zip(table(&other)) {
            for (party, place) in new_place.iter().enumerate() {
                assert_eq!(before[party], after[*place], "seed {seed}");
            }
        }
    }
}

#[test]
fn the_order_of_options_and_states_changes_nothing() {
    for (seed, model) in models() {
        let mut dice = Dice(seed);
        let (other, new_number) = reordered(&model, &mut dice);
        for (before, after) in table(&model).iter().zip(table(&other)) {
            for (before, after) in before.iter().zip(&after) {
                for (state, new) in new_number.iter().enumerate() {
                    assert_eq!(before[state], after[*new as usize - 1], "seed {seed}");
                }
            }
        }
    }
}

/// The model with its options (or states) in another order, and the new number of each state.
fn reordered(model: &Model, dice: &mut Dice) -> (Model, Vec<u32>) {
    let mut other = model.clone();
    let new_number: Vec<u32> = match &mut other.form {
        Form::Options(form) => {
            let mut place: Vec<usize> = (0..form.options.len()).collect();
            dice.shuffle(&mut place);
            let old: Vec<Choice> = form.options.clone();
            old.into_iter()
                .zip(&place)
                .for_each(|(option, place)| form.options[*place] = option);
            let renamed = |p: &Pattern| {
                p.iter()
                    .map(|(o, taken)| (place[*o as usize] as u32, *taken))
                    .collect()
            };
            let old = std::mem::take(&mut form.infeasible);
            form.infeasible = old.iter().map(renamed).collect();
            let settings = Brute::new(model).settings;
            let moved = |state: &Vec<bool>| {
                (0..)
                    .zip(state)
                    .map(|(o, taken)| u32::from(*taken) << place[o])
                    .sum()
            };
            let values: Vec<u32> = settings.iter().map(moved).collect();
            values
                .iter()
                .map(|value| values.iter().filter(|other| *other <= value).count() as u32)
                .collect()
        }
        Form::Graph(form) => {
            let mut new_number: Vec<u32> = (1..=form.states.len() as u32).collect();
            dice.shuffle(&mut new_number);
            let renamed = |n: u32| new_number[n as usize - 1];
            let moves = form.moves.iter().map(|m| Move {
                party: m.party,
                from: renamed(m.from),
                to: renamed(m.to),
            });
            form.moves = moves.collect();
            new_number
        }
    };
    for party in &mut other.parties {
        let Preference::Ranking(groups) = &mut party.preference else {
            panic!("rankings only")
        };
        groups
            .iter_mut()
            .flatten()
            .for_each(|number| *number = new_number[*number as usize - 1]);
    }
    (other, new_number)
}

/// Weights give ranks whose distances mean nothing: scaled, or with the ranking they come to, all is the same.
#[test]
fn only_the_order_of_preference_counts() {
    for seed in 0..300 {
        let mut model = random::options(seed);
        let Form::Options(form) = &model.form else {
            unreachable!()
        };
        let options = form.options.len();
        let mut dice = Dice(seed);
        let weights: Vec<Vec<i32>> = model
            .parties
            .iter()
            .map(|_| (0..options).map(|_| dice.below(9) as i32 - 4).collect())
            .collect();
        let weighted = |factor: i32, model: &mut Model| {
            for (party, weights) in model.parties.iter_mut().zip(&weights) {
                party.preference =
                    Preference::Weights(weights.iter().map(|weight| weight * factor).collect());
            }
            table(model)
        };
        let once = weighted(1, &mut model);
        let (conflict, _) = solved(&model);
        assert_eq!(once, weighted(1000, &mut model), "seed {seed}");
        for party in 0..model.parties.len() {
            let groups = conflict.ranking(party).into_iter();
            let numbers = groups.map(|group| {
                group
                    .into_iter()
                    .map(|state| conflict.number(state))
                    .collect()
            });
            model.parties[party].preference = Preference::Ranking(numbers.collect());
        }
        assert_eq!(once, table(&model), "seed {seed}");
    }
}

/// 2^11 patterns are enough for the work to be handed out to threads.
#[test]
fn the_number_of_threads_changes_nothing() {
    let mut dice = Dice(7);
    let mut model = random::options(3);
    let parties = model.parties.len() as u32;
    let Form::Options(form) = &mut model.form else {
        unreachable!()
    };
    while form.options.len() < 11 {
        let owner = dice.below(parties as usize) as u32;
        form.options.push(Choice {
            name: String::new(),
            owner,
            change: analysis::escalation::Change::EitherWay,
        });
    }
    for party in &mut model.parties {
        party.preference =
            Preference::Weights((0..11).map(|_| dice.below(2001) as i32 - 1000).collect());
    }
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads can be had");
        pool.install(|| solved(&model).1)
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(5));
    assert!(one.equilibria(Concept::Gmr).count() > 1);
}
