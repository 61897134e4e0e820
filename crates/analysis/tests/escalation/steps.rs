//! Ways of de-escalation, with what they cost.

use analysis::escalation::deescalate::{Refused, Ways, settlements, ways};
use analysis::escalation::{
    Change, Choice, Conflict, Form, Go, Model, OptionForm, Party, Preference, Progress, Watch,
};

use crate::fixtures::{Case, case};

fn between(case: &Case, from: u32, to: u32) -> Ways {
    ways(
        &case.conflict,
        case.state(from),
        &[case.state(to)],
        Watch::NONE,
    )
    .expect("small")
}

/// Each way as its steps' movers and ends.
fn told(case: &Case, ways: &Ways) -> Vec<Vec<(Vec<String>, u32)>> {
    let names = case.names();
    let name = |parties: &Vec<usize>| parties.iter().map(|i| names[*i].clone()).collect();
    let one = |way: &analysis::escalation::deescalate::Way| {
        way.steps
            .iter()
            .map(|(step, _)| (name(&step.parties), case.conflict.number(step.to)))
            .collect()
    };
    ways.best.iter().map(one).collect()
}

fn by(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn prisoners_step_out_together_or_not_at_all() {
    let case = case("prisoners-dilemma");
    let found = between(&case, 1, 4);
    assert_eq!(told(&case, &found), [vec![(by(&["A", "B"]), 4)]]);
    assert_eq!(
        (
            found.best[0].cost.harm_places,
            found.best[0].cost.joint_steps
        ),
        (0, 1)
    );
    // The same the other way about: no party's name comes first for a reason.
    assert_eq!(found.best[0].cost.exposure_places, 1);
    // Both could be pushed equally far, and both are said to be.
    let exposed = found.best[0].steps[0].1.iter();
    let exposed: Vec<(usize, u32)> = exposed.map(|one| (one.party, one.places)).collect();
    assert_eq!(exposed, [(0, 1), (1, 1)]);
}

#[test]
fn after_the_crash_either_may_swerve_first() {
    let case = case("chicken");
    let found = between(&case, 1, 4);
    assert_eq!(
        told(&case, &found),
        [
            vec![(by(&["A"]), 2), (by(&["B"]), 4)],
            vec![(by(&["B"]), 3), (by(&["A"]), 4)]
        ]
    );
    let cost = found.best[0].cost;
    assert_eq!(
        (
            cost.harm_places,
            cost.exposure_places,
            cost.joint_steps,
            cost.steps
        ),
        (0, 0, 0, 2)
    );
}

#[test]
fn cuba_ends_in_two_steps_of_which_the_second_needs_verification() {
    let case = case("cuba-1962");
    let found = between(&case, 3, 5);
    assert_eq!(
        told(&case, &found),
        [vec![
            (by(&["Soviet Union"]), 7),
            (by(&["United States"]), 5)
        ]]
    );
    let exposures: Vec<u32> = found.best[0]
        .steps
        .iter()
        .map(|(_, exposed)| exposed.first().map_or(0, |e| e.places))
        .collect();
    assert_eq!(exposures, [0, 3]);
    let exposure = found.best[0].steps[1].1[0];
    assert_eq!(
        (exposure.party, case.conflict.number(exposure.to)),
        (case.party("United States"), 1)
    );
    assert_eq!(found.best[0].cost.irreversible, 0);
}

#[test]
fn korea_steps_back_alone_or_on_together() {
    let case = case("korea-2017");
    assert_eq!(
        told(&case, &between(&case, 4, 1)),
        [vec![(by(&["DPRK"]), 1)]]
    );
    let on = between(&case, 4, 9);
    assert_eq!(told(&case, &on), [vec![(by(&["US", "DPRK"]), 9)]]);
    assert_eq!(
        (on.best[0].cost.exposure_places, on.best[0].cost.joint_steps),
        (6, 1)
    );
}

/// A strike cannot be taken back, so no way to a state without it leads through it; to one with it, it counts.
#[test]
fn what_cannot_be_taken_back_is_the_last_resort() {
    let case = case("cuba-1962");
    let goals = [6, 5].map(|number| case.state(number));
    let found = ways(&case.conflict, case.state(1), &goals, Watch::NONE).expect("small");
    assert!(
        found
            .best
            .iter()
            .all(|way| case.conflict.number(way.steps.last().expect("a step").0.to) == 5)
    );
    let none = between(&case, 2, 1);
    assert_eq!(
        none,
        Ways {
            best: Vec::new(),
            more: false
        }
    );
    let at_once = between(&case, 1, 1);
    assert_eq!((at_once.best.len(), at_once.best[0].steps.len()), (1, 0));
}

#[test]
fn settlements_are_better_for_somebody_and_worse_for_nobody() {
    let case = case("cuba-1962");
    let numbers = |from| -> Vec<u32> {
        let found = settlements(&case.conflict, &case.solution, case.state(from));
        found
            .into_iter()
            .map(|state| case.conflict.number(state))
            .collect()
    };
    assert_eq!(numbers(3), [5, 7]);
    assert!(numbers(5).is_empty());
    assert_eq!(numbers(9), [5, 6, 7]);
}

#[test]
fn listed_moves_have_ways_too() {
    let case = case("elmira-9");
    let found = between(&case, 1, 8);
    assert!(!found.best.is_empty());
    for way in &found.best {
        assert_eq!(
            case.conflict.number(way.steps.last().expect("a step").0.to),
            8
        );
    }
}

#[test]
fn too_large_is_refused_with_the_size_that_would_work() {
    let choice = |n: u32| Choice {
        name: format!("{n}"),
        owner: n % 2,
        change: Change::EitherWay,
    };
    let party = |name: &str| Party {
        name: name.to_owned(),
        preference: Preference::Weights(vec![1; 11]),
    };
    let form = OptionForm {
        options: (0..11).map(choice).collect(),
        ..OptionForm::default()
    };
    let parties = vec![party("A"), party("B")];
    let conflict = Conflict::new(Model {
        title: String::new(),
        parties,
        form: Form::Options(form),
        status_quo: None,
    })
    .expect("sound");
    let states: Vec<_> = conflict.states().take(2).collect();
    let refused = ways(&conflict, states[0], &states[1..], Watch::NONE);
    assert_eq!(
        refused,
        Err(Refused::TooManyStates {
            given: 2048,
            at_most: 512
        })
    );
    let case = case("cuba-1962");
    let stopped = ways(
        &case.conflict,
        case.state(1),
        &[case.state(5)],
        Watch::new(&|_| Go::Stop),
    );
    assert_eq!(stopped, Err(Refused::Stopped));
}

/// The first goal cannot be reached, the second was not looked at: that is not "there is no way".
#[test]
fn a_stop_before_every_goal_was_looked_at_is_not_called_no_way() {
    let case = case("cuba-1962");
    let goals = [1, 5].map(|number| case.state(number));
    let after_first = u64::from(case.conflict.count()) + 1;
    let stop = |progress: Progress| match progress.done >= after_first {
        true => Go::Stop,
        false => Go::On,
    };
    let sought = |goals| ways(&case.conflict, case.state(2), goals, Watch::new(&stop));
    assert_eq!(sought(&goals), Err(Refused::Stopped));
    let none = sought(&goals[..1]).expect("the only goal was looked at");
    assert!(none.best.is_empty());
}
