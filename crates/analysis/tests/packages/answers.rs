//! What is built upon a frontier: conflicts, stability, prices, trades, comparisons, and the form of the answer.
#![expect(
    clippy::disallowed_methods,
    reason = "one test runs in several threads, to see that it makes no difference"
)]

use analysis::packages::Exactness;
use analysis::packages::compare::{Place, compare};
use analysis::packages::conflict::{Demand, conflict};
use analysis::packages::model::{Domain, Issue, Linkage, Package, Pick};
use analysis::packages::points::bargaining_points;
use analysis::packages::price::prices;
use analysis::packages::sheet::{Case, Confidence, Draft, RedLine};
use analysis::packages::solve::{Limits, solve};
use analysis::packages::stability::stability;
use analysis::packages::trade::trade_table;
use analysis::packages::words::{Rather, contradicted};
use analysis::watch::{Go, Progress, Watch};

use crate::brute::{additive, any_case, solved};

/// Two issues on which the parties care about different things: the textbook trade.
fn logrolling() -> Case {
    let issues = vec![
        Issue::choice("Patrols", &["as is", "fewer", "none"]),
        Issue::choice("Tariffs", &["as is", "lower", "none"]),
    ];
    let domain = Domain::new(issues, Vec::new()).expect("the issues are sound");
    let aland = Draft::points("Aland", 1_000, vec![vec![0, 500, 800], vec![200, 100, 0]]);
    let borland = Draft::points("Borland", 1_000, vec![vec![300, 150, 0], vec![0, 400, 700]]);
    Case::new(domain, vec![aland, borland]).expect("the sheets fit")
}

fn with(case: &Case, change: impl Fn(usize, &mut Draft)) -> Case {
    let drafts = case.sheets().iter().enumerate().map(|(party, sheet)| {
        let mut draft = (**sheet).clone();
        change(party, &mut draft);
        draft
    });
    Case::new(case.domain().clone(), drafts.collect()).expect("the change is sound")
}

#[test]
fn an_impossible_case_names_what_cannot_be_met_together_and_what_would_help() {
    let case = with(&logrolling(), |party, draft| match party {
        0 => draft.walk_away = 750,
        _ => draft
            .red_lines
            .push(RedLine::Value(Pick { issue: 0, value: 2 })),
    });
    let answer = solved(&case);
    assert!(answer.infeasible());
    assert_eq!(bargaining_points(&case, &answer), None);
    let conflict = conflict(&case, &Limits::default(), Watch::NONE).expect("there is no package");
    let (line, walk_away) = (
        Demand::RedLine { party: 1, line: 0 },
        Demand::WalkAway { party: 0 },
    );
    assert_eq!(conflict.minimal, [line, walk_away]);
    assert_eq!(conflict.ways_out, [[line], [walk_away]]);
    assert!(conflict.proven);
}

#[test]
fn every_tie_is_counted_and_the_first_are_listed() {
    let case = additive([
        vec![vec![5, 5, 0], vec![3, 3]],
        vec![vec![5, 5, 9], vec![1, 1]],
    ]);
    let answer = solved(&case);
    let json = serde_json::to_value(&answer).expect("an answer is plain data");
    assert_eq!(json["outcomes"], "6");
    assert_eq!(json["frontier"], serde_json::json!([[8, 6], [3, 10]]));
    assert_eq!(json["packages_incl_ties"], 6);
    assert_eq!(json["frontier_all"], 2);
    assert_eq!(json["exactness"], "exact");
    assert_eq!(
        answer.points[0].packages,
        [vec![0, 0], vec![0, 1], vec![1, 0], vec![1, 1]]
    );
    assert_eq!(
        json["points"][1]["packages"][0],
        serde_json::json!({"issue 0": "v2", "issue 1": "v0"})
    );
}

#[test]
fn ties_between_bargaining_points_are_all_listed() {
    let case = additive([vec![vec![40, 60, 0]], vec![vec![60, 40, 0]]]);
    let answer = solved(&case);
    let chosen = bargaining_points(&case, &answer).expect("there are packages");
    assert_eq!(
        (
            chosen.nash.len(),
            chosen.egalitarian.len(),
            chosen.utilitarian.len()
        ),
        (2, 2, 2)
    );
}

#[test]
fn a_sure_sheet_never_wavers_and_a_guess_does() {
    let case = logrolling();
    let package: Package = vec![1, 2];
    let sure = stability(&case, &package, 50, 7, &Limits::default(), Watch::NONE)
        .expect("50 samples are few");
    assert_eq!((sure.on_frontier, sure.unknown), (50, 0));
    let narrow = additive([
        vec![vec![100, 0], vec![0, 104]],
        vec![vec![0, 100], vec![100, 0]],
    ]);
    let unsure = with(&narrow, |_, draft| {
        draft.confidence = vec![Confidence::Guess; 2]
    });
    let first = stability(
        &unsure,
        &vec![0, 0],
        200,
        7,
        &Limits::default(),
        Watch::NONE,
    )
    .expect("200 samples are few");
    let again = stability(
        &unsure,
        &vec![0, 0],
        200,
        7,
        &Limits::default(),
        Watch::NONE,
    )
    .expect("200 samples are few");
    assert_eq!(first, again);
    assert!(
        first.on_frontier > 0 && first.on_frontier < 200,
        "{first:?}"
    );
    let other = stability(
        &unsure,
        &vec![0, 0],
        200,
        8,
        &Limits::default(),
        Watch::NONE,
    )
    .expect("200 samples are few");
    assert_ne!(
        first.on_frontier, other.on_frontier,
        "another seed draws other weights"
    );
}

#[test]
fn settling_issues_one_by_one_gives_away_what_a_package_wins() {
    let prices = prices(&logrolling(), &Limits::default(), Watch::NONE).expect("both can gain");
    // The best package gives (800, 700). On its own each issue would be split: (600, 550).
    assert_eq!(prices.one_by_one_permille, 233);
    let first: Vec<(usize, u32, usize, u32)> = prices
        .first
        .iter()
        .map(|p| {
            (
                p.fairest,
                p.at_fairest_permille,
                p.cheapest,
                p.at_cheapest_permille,
            )
        })
        .collect();
    assert_eq!(first, [(1, 129, 2, 0), (1, 199, 2, 0)]);
    assert!(prices.exact);
}

#[test]
fn a_trade_table_puts_the_cheapest_concessions_first() {
    let case = logrolling();
    let table = trade_table(&case, &vec![0, 0], &vec![2, 2]);
    let rows: Vec<(usize, String)> = table
        .rows
        .iter()
        .map(|row| {
            (
                row.issue,
                row.won_for_each_given
                    .as_ref()
                    .map_or_else(String::new, ToString::to_string),
            )
        })
        .collect();
    assert_eq!(rows, [(1, "7/2".to_owned()), (0, "8/3".to_owned())]);
    let change: Vec<String> = table.rows[0]
        .change
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(change, ["-200", "700"]);
    assert_eq!(
        table
            .total
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["600", "400"]
    );
    assert!(trade_table(&case, &vec![1, 1], &vec![1, 1]).rows.is_empty());
}

#[test]
fn packages_are_compared_with_the_frontier() {
    let case = with(&logrolling(), |party, draft| {
        draft.walk_away = if party == 0 { 150 } else { 0 }
    });
    let answer = solved(&case);
    let compared = compare(&case, &answer, &[vec![2, 2], vec![1, 1], vec![0, 2]])
        .expect("three can be compared");
    assert_eq!(compared[0].place, Place::Undominated);
    assert_eq!(compared[1].place, Place::BeatenBy(vec![2, 2]));
    assert_eq!(
        compared[2].place,
        Place::Crosses(vec![Demand::WalkAway { party: 0 }])
    );
    assert!(
        compare(&case, &answer, &[vec![0]]).is_err()
            && compare(&case, &answer, &[vec![0, 3]]).is_err()
    );
    assert!(compare(&case, &answer, &vec![vec![0, 0]; 4]).is_err());
}

#[test]
fn a_sheet_that_contradicts_what_was_said_of_packages_is_shown_so() {
    let case = logrolling();
    let said = [
        Rather {
            this: vec![2, 2],
            than: vec![0, 0],
        },
        Rather {
            this: vec![1, 0],
            than: vec![2, 2],
        },
    ];
    assert_eq!(contradicted(&case.sheets()[0], &said), [1]);
}

#[test]
fn progress_is_told_and_a_stop_leaves_the_best_so_far_with_its_gap() {
    let told = std::sync::Mutex::new(Vec::new());
    let case = logrolling();
    let listener = |progress: Progress| {
        let mut told = told.lock().expect("nobody panics");
        told.push((progress.done, progress.total));
        Go::On
    };
    solve(&case, &Limits::default(), Watch::new(&listener));
    // Two issues are eliminated, and what is left of each is added up.
    let two = Some(2);
    assert_eq!(
        *told.lock().expect("nobody panics"),
        [(0, two), (1, two), (0, two), (1, two)]
    );
    let answer = solve(
        &case,
        &Limits {
            cells_max: 0,
            nodes_max: 1,
            ..Limits::default()
        },
        Watch::NONE,
    );
    assert!(
        matches!(
            answer.exactness,
            Exactness::Within { .. } | Exactness::Unknown
        ),
        "{:?}",
        answer.exactness
    );
}

#[test]
fn three_parties_and_a_list_of_which_at_most_two() {
    let issues: Vec<Issue> = (0..5)
        .map(|n| Issue::choice(&format!("i{n}"), &["no", "yes"]))
        .collect();
    let of = (0..5).map(|issue| Pick { issue, value: 1 }).collect();
    let domain =
        Domain::new(issues, vec![Linkage::AtMost { most: 2, of }]).expect("the linkage is sound");
    let sheet = |party: &str, points: [i128; 5]| {
        Draft::points(
            party,
            points.iter().sum(),
            points.iter().map(|p| vec![0, *p]).collect(),
        )
    };
    let drafts = vec![
        sheet("A", [5, 4, 3, 2, 1]),
        sheet("B", [1, 2, 3, 4, 5]),
        sheet("C", [1, 1, 7, 1, 1]),
    ];
    let case = Case::new(domain, drafts).expect("the sheets fit");
    let answer = solved(&case);
    assert!(
        answer
            .points
            .iter()
            .all(|point| point.packages[0].iter().sum::<usize>() == 2)
    );
    // A chain of counters links three variables at a time, where the plain rule would link all five.
    assert_eq!(answer.plan.map(|plan| plan.width), Some(2));
}

#[test]
fn threads_make_no_difference() {
    let bytes = || {
        let cases = (0..40).filter_map(any_case);
        cases
            .map(|case| serde_json::to_string(&solved(&case)).expect("an answer is plain data"))
            .collect::<String>()
    };
    let here = bytes();
    let there: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..3).map(|_| scope.spawn(bytes)).collect();
        running
            .into_iter()
            .map(|thread| thread.join().expect("it does not fail"))
            .collect()
    });
    assert!(there.iter().all(|bytes| *bytes == here));
}
