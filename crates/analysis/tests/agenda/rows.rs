//! The mechanisms of the articles that an agenda answers.

use analysis::agenda::{CASES, Case, Method, Parameters, Rule, Used, plan, waits::waits};

use crate::invented::{case, item, order, with};

fn cases() -> impl Iterator<Item = (&'static str, Case)> {
    CASES
        .into_iter()
        .map(|(name, text)| (name, serde_json::from_str(text).unwrap()))
}

#[test]
fn m064_a_core_interest_is_not_in_the_first_round_unless_pinned() {
    // Worth most by far, and covered by trust: still not first.
    let mut asked = case(95, 4, vec![item("daily", 10, 5), item("core", 95, 100)]);
    for method in [Method::Exact, Method::Headroom] {
        let agenda = plan(&with(&asked, method)).unwrap();
        assert_eq!(order(&agenda), [["daily"], ["core"]]);
        let second = &agenda.rounds[1].items[0];
        // The numbers that put it there.
        assert!(second.core);
        assert_eq!(
            (second.sensitivity, second.headroom, second.chance),
            (95, 5, 1_000_000)
        );
    }
    asked.items[1].pinned = Some(1);
    assert_eq!(order(&plan(&asked).unwrap()), [["core"], ["daily"]]);
    for (name, case) in cases() {
        let agenda = plan(&case).unwrap();
        let first = &agenda.rounds[0];
        assert!(first.items.iter().all(|item| !item.core), "{name}");
    }
}

#[test]
fn m065_easy_first_reaches_at_least_as_many_items_as_hard_first() {
    for (name, case) in cases() {
        let agenda = plan(&case).unwrap();
        let items = |rule| {
            let found = agenda.comparisons.iter().find(|found| found.rule == rule);
            found.unwrap().items
        };
        let (easy, hard) = (items(Rule::EasyFirst), items(Rule::HardFirst));
        assert!(easy >= hard, "{name}: {easy} {hard}");
    }
    let long: Case = serde_json::from_str(CASES[3].1).unwrap();
    let mut other = long.clone();
    other.parameters.seed = 2;
    let (one, again, other) = (
        plan(&long).unwrap(),
        plan(&long).unwrap(),
        plan(&other).unwrap(),
    );
    assert!(
        matches!(one.used, Used::Headroom { draws: Some(_), .. }),
        "{:?}",
        one.used
    );
    assert_eq!(one, again, "the same seed, the same answer");
    assert_ne!(one.worth, other.worth, "another seed, other luck");
}

#[test]
fn m081_a_waits_for_b_and_b_for_a_is_found_once_with_its_path() {
    let reading: Case = serde_json::from_str(CASES[0].1).unwrap();
    let found = waits(&reading.linkages);
    assert_eq!(plan(&reading).unwrap().waits, found);
    let [circle] = &found.circles[..] else {
        panic!("one circle: {found:?}");
    };
    let path: Vec<(&str, &[String])> = circle
        .path
        .iter()
        .map(|wait| (wait.step.as_str(), &wait.by[..]))
        .collect();
    assert_eq!(
        path,
        [
            ("precursor chemicals", &["Borealis".to_owned()][..]),
            ("sanctions on institutes", &["Asteria".to_owned()][..]),
        ]
    );
    // The way out: both steps at once.
    assert_eq!(
        circle.joint.steps,
        ["precursor chemicals", "sanctions on institutes"]
    );
    assert_eq!(circle.joint.parties, ["Asteria", "Borealis"]);

    // With the parties swapped the mirror image: the same circle, the other names.
    let mut swapped = reading.linkages.clone();
    for tie in &mut swapped {
        tie.by = if tie.by == "Asteria" {
            "Borealis"
        } else {
            "Asteria"
        }
        .to_owned();
    }
    let mirror = waits(&swapped);
    assert_eq!(mirror.circles[0].path[0].by, ["Asteria"]);
    assert_eq!(mirror.circles[0].joint, circle.joint);
}

#[test]
fn m089_every_agenda_lists_its_inputs_and_changing_one_changes_the_answer() {
    let reading: Case = serde_json::from_str(CASES[0].1).unwrap();
    let agenda = plan(&reading).unwrap();
    assert_eq!(agenda.inputs.items.len(), reading.items.len());
    assert_eq!(agenda.inputs.parameters.rounds, 12);
    assert!(agenda.weakest.is_some());
    // Asked again from what is listed, the answer is the same to the byte.
    let text = serde_json::to_string(&agenda).unwrap();
    assert_eq!(
        serde_json::to_string(&plan(&agenda.inputs).unwrap()).unwrap(),
        text
    );
    let changes: [fn(&mut Parameters); 6] = [
        |p| p.rounds = 5,
        |p| p.band = 15,
        |p| p.gain = 4,
        |p| p.asymmetry = 400,
        |p| p.discount = 40,
        |p| p.kept = 70,
    ];
    for (number, change) in changes.iter().enumerate() {
        let mut other = reading.clone();
        change(&mut other.parameters);
        let other = plan(&other).unwrap();
        assert_ne!(other.worth, agenda.worth, "change {number}");
        assert_eq!(other, plan(&other.inputs).unwrap());
    }
}
