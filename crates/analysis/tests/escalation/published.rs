//! Published cases give the published equilibria; statements give the orders they must.

use analysis::escalation::{
    Change, Choice, Concept, Conflict, Form, Model, OptionForm, Party, Preference, Told, Watch,
    solve,
};
use serde_json::Value;

use crate::fixtures::{self, case, sorted};

#[test]
fn m086_textbook_cases_give_the_published_equilibria() {
    let mut compared = 0;
    for case in fixtures::all() {
        assert_eq!(
            case.conflict.count(),
            case.reference["states"],
            "{}",
            case.id
        );
        for concept in Concept::ALL {
            let name = concept.name();
            let found = case.numbers(&case.solution.equilibria(concept));
            assert_eq!(
                found,
                sorted(&case.reference["equilibria"][name]),
                "{} {name}",
                case.id
            );
            for (party, of) in case.names().iter().enumerate() {
                let found = case.numbers(case.solution.stable(concept, party));
                assert_eq!(
                    found,
                    sorted(&case.reference["stable"][name][of]),
                    "{} {name} {of}",
                    case.id
                );
                compared += 1;
            }
        }
    }
    assert_eq!(compared, (6 * 2 + 2 + 4 + 1) * 5);
}

/// The solver that counts each opponent once finds 4 and 8 only.
#[test]
fn m086_an_opponent_may_come_back_once_another_has_moved() {
    let case = case("three-party-return");
    assert_eq!(
        case.numbers(&case.solution.equilibria(Concept::Seq)),
        [4, 6, 8]
    );
}

#[test]
fn improvements_are_the_published_ones() {
    for case in fixtures::all() {
        for (party, name) in case.names().iter().enumerate() {
            for state in case.conflict.states() {
                let number = case.conflict.number(state).to_string();
                let gains = case.conflict.improvements(party, state).into_iter();
                let gains: Vec<u32> = gains.map(|gain| case.conflict.number(gain)).collect();
                let expected = case.reference["improvements"][name]
                    .get(&number)
                    .map(sorted);
                assert_eq!(
                    gains,
                    expected.unwrap_or_default(),
                    "{} {name} {number}",
                    case.id
                );
            }
        }
    }
}

/// Elmira with "the plant is abandoned" declared one state is the nine-state graph.
#[test]
fn states_declared_the_same_become_one() {
    let (twelve, nine) = (case("elmira-12"), case("elmira-9"));
    let mut model = twelve.conflict.model().clone();
    let Form::Options(form) = &mut model.form else {
        unreachable!()
    };
    form.same = vec![vec![(3, true)]];
    for party in &mut model.parties {
        let Preference::Ranking(groups) = &mut party.preference else {
            unreachable!()
        };
        // 5, 6, 11 and 12 are the four forms; the new numbers close the gaps.
        *groups = groups
            .iter()
            .map(|group| {
                if group.len() == 4 {
                    vec![5]
                } else {
                    vec![group[0] - u32::from(group[0] > 6)]
                }
            })
            .collect();
    }
    let conflict = Conflict::new(model).expect("still a model");
    assert_eq!(conflict.count(), 9);
    let abandoned = conflict.state(5).expect("a state");
    assert_eq!(
        conflict.told(abandoned),
        Told::Options {
            taken: vec![3],
            not_taken: vec![1, 2]
        }
    );
    let solution = solve(&conflict, Watch::NONE).expect("nobody stops it");
    // delay, modify+delay, accept, modify+accept, abandoned, then the four with "insist"; in the graph the fifth is last.
    let in_graph = |number: u32| match number {
        5 => 9,
        n if n > 5 => n - 1,
        n => n,
    };
    for concept in Concept::ALL {
        let mut found: Vec<u32> = solution
            .equilibria(concept)
            .states()
            .map(|s| in_graph(conflict.number(s)))
            .collect();
        found.sort_unstable();
        assert_eq!(
            found,
            nine.numbers(&nine.solution.equilibria(concept)),
            "{concept:?}"
        );
    }
}

#[test]
fn statements_give_the_published_orders() {
    let reference: Value = serde_json::from_str(fixtures::PRIORITISATION).expect("JSON");
    let cases = reference["cases"].as_array().expect("cases");
    assert_eq!(cases.len(), 4);
    for case in cases {
        let count = case["options"].as_u64().expect("a number") as u32;
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let statements = case["statements_most_important_first"]
            .as_array()
            .expect("a list")
            .iter()
            .map(text);
        let pattern = |pattern: &Value| {
            let each = pattern.as_object().expect("an object").iter();
            each.map(|(o, taken)| (o.parse::<u32>().expect("a number") - 1, taken == true))
                .collect()
        };
        let form = OptionForm {
            options: (0..count)
                .map(|n| Choice {
                    name: format!("{n}"),
                    owner: 0,
                    change: Change::EitherWay,
                })
                .collect(),
            infeasible: case["infeasible"]
                .as_array()
                .expect("a list")
                .iter()
                .map(pattern)
                .collect(),
            same: Vec::new(),
        };
        let party = Party {
            name: "one".to_owned(),
            preference: Preference::Statements(statements.collect()),
        };
        let model = Model {
            title: String::new(),
            parties: vec![party],
            form: Form::Options(form),
            status_quo: None,
        };
        let conflict = Conflict::new(model).expect("a model");
        let letters = |state| {
            let Told::Options { taken, .. } = conflict.told(state) else {
                unreachable!()
            };
            (0..count)
                .map(|n| if taken.contains(&n) { 'Y' } else { 'N' })
                .collect::<String>()
        };
        let mut found: Vec<Vec<String>> = conflict
            .ranking(0)
            .into_iter()
            .map(|g| g.into_iter().map(letters).collect())
            .collect();
        let groups = case["ranking_most_to_least"]
            .as_array()
            .expect("a list")
            .iter();
        let mut expected: Vec<Vec<String>> = groups
            .map(|g| g.as_array().expect("a list").iter().map(text).collect())
            .collect();
        found
            .iter_mut()
            .chain(&mut expected)
            .for_each(|group| group.sort());
        assert_eq!(found, expected, "{}", case["name"]);
    }
}

/// Sums of powers of two overflow at 64 statements; the order does not.
#[test]
fn a_hundred_statements_do_not_overflow() {
    let option = |n: u32| Choice {
        name: format!("{n}"),
        owner: 0,
        change: Change::EitherWay,
    };
    let form = OptionForm {
        options: (0..3).map(option).collect(),
        ..OptionForm::default()
    };
    // The first counts more than all others together, which say the same thing of another option a hundred times.
    let mut statements = vec!["1".to_owned()];
    statements.extend((0..100).map(|_| "2".to_owned()));
    statements.push("-3".to_owned());
    let party = Party {
        name: "one".to_owned(),
        preference: Preference::Statements(statements),
    };
    let model = Model {
        title: String::new(),
        parties: vec![party],
        form: Form::Options(form),
        status_quo: None,
    };
    let conflict = Conflict::new(model).expect("a model");
    let order: Vec<u32> = conflict
        .ranking(0)
        .iter()
        .flatten()
        .map(|state| conflict.number(*state))
        .collect();
    assert_eq!(order, [4, 8, 2, 6, 3, 7, 1, 5]);
}
