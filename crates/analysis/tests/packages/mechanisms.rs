//! Tests of mechanisms from the articles.

use analysis::packages::compare::crossed;
use analysis::packages::model::{Domain, Issue, Linkage, Package, Pick};
use analysis::packages::sheet::{Bonus, Case, Draft, RedLine};

use crate::brute::{additive, all_packages, frontier, points, solved, units};

/// Six issues, one of them ring-fenced, with linkages and red lines of every kind.
fn six_issues() -> Case {
    let mut issues = vec![
        Issue::choice("Student exchanges", &["as is", "resume", "double"]),
        Issue::choice("Consulates", &["closed", "one each", "both"]),
        Issue::choice("Flights", &["as is", "more", "free"]),
        Issue::choice("Tariffs", &["as is", "halved", "lifted"]),
        Issue::choice(
            "Encounters at sea",
            &["as is", "notify", "rules", "rules and visits"],
        ),
        Issue::choice(
            "Climate working group",
            &["meets twice a year", "suspended"],
        ),
    ];
    issues[5].as_is = Some(0);
    issues[5].ring_fenced = true;
    let pick = |issue, value| Pick { issue, value };
    let linkages = vec![
        Linkage::OnlyWith {
            this: pick(0, 2),
            with: pick(1, 2),
        },
        Linkage::Implies {
            this: pick(3, 2),
            issue: 4,
            values: vec![2, 3],
        },
        Linkage::Excludes {
            this: pick(2, 2),
            other: pick(1, 0),
        },
        Linkage::AtMost {
            most: 2,
            of: vec![pick(0, 2), pick(2, 2), pick(3, 2), pick(4, 3)],
        },
    ];
    let domain = Domain::new(issues, linkages).expect("the linkages are sound");
    let mut aland = Draft::points(
        "Aland",
        1_000,
        vec![
            vec![0, 100, 150],
            vec![0, 60, 100],
            vec![0, 90, 150],
            vec![200, 120, 0],
            vec![0, 150, 300, 400],
            vec![0, 0],
        ],
    );
    aland.walk_away = 350;
    aland.red_lines = vec![
        RedLine::Together(vec![pick(2, 2), pick(3, 2)]),
        RedLine::Value(pick(1, 0)),
    ];
    let mut borland = Draft::points(
        "Borland",
        1_000,
        vec![
            vec![0, 80, 100],
            vec![50, 30, 0],
            vec![50, 20, 0],
            vec![0, 300, 600],
            vec![200, 150, 90, 0],
            vec![0, 0],
        ],
    );
    borland.walk_away = 300;
    borland.red_lines = vec![RedLine::Group {
        issues: vec![3, 4],
        at_least: 250,
    }];
    borland.bonuses = vec![Bonus {
        when: vec![(0, vec![1, 2]), (1, vec![1, 2])],
        points: 40,
    }];
    Case::new(domain, vec![aland, borland]).expect("the sheets fit")
}

#[test]
fn m044_a_search_over_six_issues_returns_only_undominated_packages_within_red_lines_and_ring_fences()
 {
    let case = six_issues();
    let answer = solved(&case);
    assert!(answer.points.len() > 3, "a case to choose from");
    let accepted: Vec<Package> = all_packages(case.domain())
        .into_iter()
        .filter(|package| crossed(&case, package).is_empty())
        .collect();
    for package in answer.points.iter().flat_map(|point| &point.packages) {
        assert!(
            accepted.contains(package),
            "{package:?} crosses {:?}",
            crossed(&case, package)
        );
        assert_eq!(package[5], 0, "a ring-fenced entry is no small change");
        let mine = units(&case, package);
        let better = |other: &Package| {
            let other = units(&case, other);
            other != mine && other.iter().zip(&mine).all(|(a, b)| a >= b)
        };
        assert!(!accepted.iter().any(better), "{package:?} is dominated");
    }
}

#[test]
fn m044_an_exhaustive_check_of_the_six_issues_agrees() {
    let case = six_issues();
    assert_eq!(points(&solved(&case)), frontier(&case, true));
}

#[test]
fn m044_parties_swapped_give_the_mirror_image() {
    let case = six_issues();
    let drafts = case
        .sheets()
        .iter()
        .rev()
        .map(|sheet| (**sheet).clone())
        .collect();
    let swapped = Case::new(case.domain().clone(), drafts).expect("only the order changed");
    let mirrored = points(&solved(&swapped))
        .into_iter()
        .map(|(mut units, count)| {
            units.reverse();
            (units, count)
        });
    assert_eq!(
        mirrored.collect::<std::collections::BTreeMap<_, _>>(),
        points(&solved(&case))
    );
}

#[test]
fn m089_changing_one_input_changes_the_result_reproducibly_packages() {
    let bytes =
        |case: &Case| serde_json::to_string(&solved(case)).expect("an answer is plain data");
    let before = additive([vec![vec![10, 0], vec![0, 6]], vec![vec![0, 10], vec![7, 0]]]);
    let changed = || additive([vec![vec![10, 0], vec![0, 6]], vec![vec![0, 10], vec![8, 0]]]);
    assert_eq!(bytes(&before), bytes(&before.clone()));
    assert_ne!(bytes(&before), bytes(&changed()));
    assert_eq!(bytes(&changed()), bytes(&changed()));
}
