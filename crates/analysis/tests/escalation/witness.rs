//! Why states hold: replies, moves at the same moment, coalitions, ways from the status quo.

use analysis::escalation::paths;
use analysis::escalation::simultaneous::{self, Refused};
use analysis::escalation::witness::{Answer, shortest_replies, temptations};
use analysis::escalation::{By, Concept, Conflict, Form, State, Verdict, Watch, coalition, solve};
use serde_json::Value;

use crate::brute::Brute;
use crate::fixtures::{self, Case, case, sorted};
use crate::random;

#[test]
fn replies_are_the_published_ones() {
    let mut compared = 0;
    for case in fixtures::all() {
        for (party, name) in case.names().iter().enumerate() {
            for (state, sanctions) in case.reference["sanctions"][name]
                .as_object()
                .expect("an object")
            {
                let from = case.state(state.parse().expect("a number"));
                for sanction in sanctions.as_array().expect("a list") {
                    let to = case.state(sanction["improvement"].as_u64().expect("a number") as u32);
                    for (by, key) in [(By::Moves, "GMR"), (By::Gains, "SEQ")] {
                        let found = shortest_replies(&case.conflict, party, from, to, by);
                        let found = found.map(|(moves, ends)| (moves, numbers(&case, &ends)));
                        let expected = match &sanction[key] {
                            Value::Null => None,
                            some => Some((
                                some["steps"].as_u64().expect("a number") as u32,
                                sorted(&some["ends"]),
                            )),
                        };
                        assert_eq!(found, expected, "{} {name} {state} {key}", case.id);
                        compared += 1;
                    }
                }
            }
        }
    }
    assert!(compared > 150, "{compared}");
}

fn numbers(case: &Case, states: &[State]) -> Vec<u32> {
    let mut numbers: Vec<u32> = states
        .iter()
        .map(|state| case.conflict.number(*state))
        .collect();
    numbers.sort_unstable();
    numbers
}

/// What is said of each tempting move is what the verdict of the state rests on.
#[test]
fn answers_and_verdicts_agree() {
    for seed in 0..300 {
        for model in [random::options(seed), random::graph(seed)] {
            let conflict = Conflict::new(model).expect("sound");
            let solution = solve(&conflict, Watch::NONE).expect("nobody stops it");
            for state in conflict.states() {
                let all = temptations(&conflict, state);
                for party in 0..conflict.parties() {
                    let own = || all.iter().filter(|one| one.party == party);
                    let no_way_back = |answer: &Answer| match answer {
                        Answer::Would(reply) | Answer::Could(reply) => reply.escape.is_none(),
                        Answer::Nothing => false,
                    };
                    let is = |concept| solution.stable(concept, party).contains(state);
                    assert_eq!(is(Concept::R), own().count() == 0);
                    assert_eq!(
                        is(Concept::Gmr),
                        own().all(|one| one.answer != Answer::Nothing),
                        "seed {seed}"
                    );
                    assert_eq!(
                        is(Concept::Seq),
                        own().all(|one| matches!(one.answer, Answer::Would(_))),
                        "seed {seed}"
                    );
                    let would_for_good =
                        |one: &_| matches!(one, Answer::Would(_)) && no_way_back(one);
                    assert_eq!(
                        is(Concept::Sseq),
                        own().all(|one| would_for_good(&one.answer)),
                        "seed {seed}"
                    );
                    for one in own() {
                        assert!(one.rests_on(&conflict).iter().all(|c| {
                            let (rather, than) = (
                                conflict.rank(c.party, c.rather),
                                conflict.rank(c.party, c.than),
                            );
                            rather >= than && c.tied == (rather == than)
                        }));
                    }
                }
                assert_eq!(solution.verdict(state) == Verdict::Settled, all.is_empty());
            }
        }
    }
}

#[test]
fn m086_simultaneous_moves_save_the_published_states() {
    for case in fixtures::all() {
        let found = simultaneous::with_sequential(&case.conflict, &case.solution, Watch::NONE);
        match &case.reference["equilibria_SEQ_or_simultaneous"] {
            Value::Null => assert_eq!(found, Err(Refused::ListedMoves)),
            known => assert_eq!(
                case.numbers(&found.expect("options")),
                sorted(known),
                "{}",
                case.id
            ),
        }
    }
}

/// All combinations are looked at, not only those with an opponent's first gain.
#[test]
fn simultaneity_agrees_with_the_definition_on_random_models() {
    let mut spoilt = 0;
    for seed in 0..400 {
        let model = random::options(seed);
        let brute = Brute::new(&model);
        let conflict = Conflict::new(model.clone()).expect("sound");
        for (party, (at, state)) in
            (0..brute.parties()).flat_map(|i| conflict.states().enumerate().map(move |s| (i, s)))
        {
            for gain in brute.better(party, at) {
                let expected = spoilt_by_definition(&brute, &model.form, party, at, gain);
                let to = conflict.state(gain as u32 + 1).expect("a state");
                let found = simultaneous::spoilt_at(&conflict, party, state, to).is_some();
                assert_eq!(
                    found, expected,
                    "seed {seed}, party {party}, {at} to {gain}"
                );
                spoilt += u32::from(found);
            }
        }
    }
    assert!(spoilt > 1000, "{spoilt}");
}

/// Some q in which the mover's options are as in its gain, each other party's as here or as in one of its own gains.
fn spoilt_by_definition(
    brute: &Brute,
    form: &Form,
    party: usize,
    here: usize,
    gain: usize,
) -> bool {
    let Form::Options(form) = form else {
        unreachable!()
    };
    let settings = &brute.settings;
    let own =
        |i: usize| (0..form.options.len()).filter(move |o| form.options[*o].owner as usize == i);
    let same = |i: usize, a: usize, b: usize| own(i).all(|o| settings[a][o] == settings[b][o]);
    (0..brute.states).any(|q| {
        let others = || (0..brute.parties()).filter(|i| *i != party);
        let moved = others().any(|i| !same(i, q, here));
        let each = others()
            .all(|i| same(i, q, here) || brute.better(i, here).iter().any(|u| same(i, q, *u)));
        moved && each && same(party, q, gain) && brute.rank[party][q] <= brute.rank[party][here]
    })
}

#[test]
fn elmira_seven_does_not_survive_the_coalition_of_ministry_and_company() {
    let case = case("elmira-12");
    let together = [case.party("Ministry"), case.party("Company")];
    let seven = case.state(7);
    assert!(case.solution.equilibria(Concept::Seq).contains(seven));
    for concept in [Concept::R, Concept::Seq, Concept::Sseq] {
        let to = coalition::leaves_for(&case.conflict, &together, seven, concept);
        assert_eq!(
            to.map(|to| case.conflict.number(to)),
            Some(10),
            "{concept:?}"
        );
    }
    let all = coalition::temptations(&case.conflict, seven, Concept::Seq);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].members, together);
    for number in [5, 10] {
        let all = coalition::temptations(&case.conflict, case.state(number), Concept::Seq);
        assert!(all.is_empty(), "{number}: {all:?}");
    }
}

#[test]
fn a_coalition_of_one_is_the_party() {
    for seed in 0..200 {
        for model in [random::options(seed), random::graph(seed)] {
            let conflict = Conflict::new(model).expect("sound");
            let solution = solve(&conflict, Watch::NONE).expect("nobody stops it");
            for (party, state) in
                (0..conflict.parties()).flat_map(|i| conflict.states().map(move |s| (i, s)))
            {
                for concept in Concept::ALL {
                    let leaves =
                        coalition::leaves_for(&conflict, &[party], state, concept).is_some();
                    assert_eq!(
                        leaves,
                        !solution.stable(concept, party).contains(state),
                        "seed {seed} {concept:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn ways_from_the_status_quo_are_the_published_ones() {
    for case in fixtures::all() {
        let start = case.conflict.status_quo().expect("a status quo");
        for (by, key) in [
            (By::Moves, "fewest_moves"),
            (By::Gains, "fewest_moves_improvements_only"),
        ] {
            let reach = paths::from(&case.conflict, start, by, Watch::NONE);
            assert!(reach.complete);
            for (state, moves) in case.reference["from_status_quo"][key]
                .as_object()
                .expect("an object")
            {
                let state = case.state(state.parse().expect("a number"));
                let found = reach.moves_to(state);
                assert_eq!(found.map(u64::from), moves.as_u64(), "{} {key}", case.id);
                let way = reach.way_to(state);
                assert_eq!(
                    way.as_ref().map(Vec::len),
                    found.map(|moves| moves as usize)
                );
                for steps in way.unwrap_or_default().windows(2) {
                    assert_eq!(steps[0].to, steps[1].from);
                    assert_ne!(
                        steps[0].parties, steps[1].parties,
                        "no party twice in succession"
                    );
                }
            }
        }
    }
}
