//! The errors and disagreements found in other programs, one test each. The files are our own.

use analysis::packages::error::{Fault, Problem};
use analysis::packages::genius::read;
use analysis::packages::points::bargaining_points;
use analysis::packages::sheet::{Case, Draft};
use analysis::packages::solve::{Limits, solve};
use analysis::packages::{Answer, Method};
use analysis::watch::Watch;

use crate::brute::{Dice, additive, frontier, points, solved};

/// Evaluations for every issue, weights, and the reservation.
type Profile<'a> = (&'a [&'a [&'a str]], &'a [&'a str], &'a str);

/// A domain of discrete issues and one profile for each list of evaluations, weights and reservation.
fn xml(sizes: &[usize], profiles: &[Profile<'_>]) -> Vec<(String, String)> {
    let issue = |number: usize, items: String| {
        format!("<issue index=\"{number}\" name=\"i{number}\" type=\"discrete\">{items}</issue>")
    };
    let item = |value: usize, more: &str| {
        format!("<item index=\"{}\" value=\"v{value}\" {more}/>", value + 1)
    };
    let all = |number: usize, size: usize| {
        issue(number + 1, (0..size).map(|value| item(value, "")).collect())
    };
    let issues: String = sizes
        .iter()
        .enumerate()
        .map(|(number, size)| all(number, *size))
        .collect();
    let domain = format!(
        "<negotiation_template><utility_space><objective index=\"0\">{issues}</objective></utility_space></negotiation_template>"
    );
    let mut files = vec![("domain.xml".to_owned(), domain)];
    for (number, (evaluations, weights, reservation)) in profiles.iter().enumerate() {
        let rated = |values: &[&str]| {
            values
                .iter()
                .enumerate()
                .map(|(v, e)| item(v, &format!("evaluation=\"{e}\"")))
                .collect()
        };
        let issues: String = evaluations
            .iter()
            .enumerate()
            .map(|(i, values)| issue(i + 1, rated(values)))
            .collect();
        let weights: String = weights
            .iter()
            .enumerate()
            .map(|(i, w)| format!("<weight index=\"{}\" value=\"{w}\"/>", i + 1))
            .collect();
        let space = format!(
            "<utility_space><objective index=\"0\">{weights}{issues}</objective><reservation value=\"{reservation}\"/></utility_space>"
        );
        files.push((format!("profile-{number}.xml"), space));
    }
    files
}

fn integer_xml(rectangles: [&str; 2], largest: [i64; 2]) -> Vec<(String, String)> {
    let issues = "<issue index=\"1\" name=\"a\" type=\"integer\" lowerbound=\"0\" upperbound=\"9\"/><issue index=\"2\" name=\"b\" type=\"integer\" lowerbound=\"0\" upperbound=\"9\"/>";
    let domain = format!(
        "<negotiation_template><utility_space><objective index=\"0\">{issues}</objective></utility_space></negotiation_template>"
    );
    let profile = |number: usize| {
        let (inside, largest) = (rectangles[number], largest[number]);
        let function = format!(
            "<utility maxutility=\"{largest}\"><ufun type=\"PlainUfun\" weight=\"1\" aggregation=\"sum\">{inside}</ufun></utility>"
        );
        (
            format!("profile-{number}.xml"),
            format!(
                "<utility_space type=\"nonlinear\"><objective index=\"0\">{issues}{function}</objective></utility_space>"
            ),
        )
    };
    vec![("domain.xml".to_owned(), domain), profile(0), profile(1)]
}

fn utilities(answer: &Answer) -> Vec<Vec<String>> {
    answer
        .points
        .iter()
        .map(|point| point.amounts.iter().map(ToString::to_string).collect())
        .collect()
}

fn with_walk_aways(case: &Case, walk_aways: [i128; 2]) -> Case {
    let drafts = case
        .sheets()
        .iter()
        .zip(walk_aways)
        .map(|(sheet, walk_away)| Draft {
            walk_away,
            ..(**sheet).clone()
        });
    Case::new(case.domain().clone(), drafts.collect()).expect("nothing else changed")
}

/// The units of the points singled out.
fn units(answer: &Answer, positions: &[usize]) -> Vec<Vec<i128>> {
    positions
        .iter()
        .map(|&position| answer.points[position].units.clone())
        .collect()
}

#[test]
fn evaluations_count_as_shares_of_the_largest_of_their_issue() {
    // Evaluations up to 10 and up to 500. Read as they stand, no reservation would ever exclude anything.
    let one: Profile<'_> = (
        &[&["10", "5", "0"], &["0", "250", "500"]],
        &["0.5", "0.5"],
        "0.5",
    );
    let other: Profile<'_> = (
        &[&["0", "8", "10"], &["100", "50", "0"]],
        &["0.75", "0.25"],
        "0.25",
    );
    let read = read(&xml(&[3, 3], &[one, other])).expect("the files are sound");
    let answer = solved(&read.case);
    assert_eq!(
        answer
            .walk_away
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["1/2", "1/4"]
    );
    // (1, 0) is undominated as well, and the second party would rather walk away.
    assert_eq!(utilities(&answer), [["3/4", "3/5"], ["1/2", "3/4"]]);
    assert_eq!(answer.frontier_all, 5);
}

#[test]
fn hyper_rectangles_include_both_their_ends() {
    let one = "<hyperRectangle utility=\"10\"><INCLUDES index=\"1\" min=\"7\" max=\"9\"/></hyperRectangle><hyperRectangle utility=\"5\"><INCLUDES index=\"2\" min=\"9\" max=\"9\"/></hyperRectangle>";
    let other = "<hyperRectangle utility=\"4\"><INCLUDES index=\"1\" min=\"9\" max=\"9\"/><INCLUDES index=\"2\" min=\"9\" max=\"9\"/></hyperRectangle>";
    let read = read(&integer_xml([one, other], [15, 4])).expect("the files are sound");
    let sheet = &read.case.sheets()[0];
    let worth = |package: [usize; 2]| sheet.amount(sheet.units(&package.to_vec())).to_string();
    assert_eq!(
        [worth([7, 0]), worth([9, 0]), worth([6, 0]), worth([7, 9])],
        ["2/3", "2/3", "0", "1"]
    );
    assert_eq!(utilities(&solved(&read.case)), [["1", "1"]]);
}

#[test]
fn what_only_floating_point_calls_better_is_dominated() {
    // 0.1 + 0.2 against 0.3: as doubles the first is larger, so a program that trusts them lists both.
    let one: Profile<'_> = (
        &[&["1", "0"], &["1", "0"], &["0", "1"]],
        &["0.1", "0.2", "0.3"],
        "0",
    );
    let other: Profile<'_> = (
        &[&["0", "1"], &["0", "1"], &["1", "0"]],
        &["0.15", "0.15", "0.31"],
        "0",
    );
    let (sum, whole) = (0.1 + 0.2, 0.3);
    assert!(sum > whole, "else this test shows nothing");
    let read = read(&xml(&[2, 2, 2], &[one, other])).expect("the files are sound");
    let found = points(&solved(&read.case));
    assert_eq!(found, frontier(&read.case, true));
    let firsts: Vec<i128> = found.keys().map(|units| units[0]).collect();
    assert!(
        firsts.windows(2).all(|pair| pair[0] < pair[1]),
        "two points of one value for a party: {firsts:?}"
    );
}

#[test]
fn a_walk_away_below_every_package_is_taken_as_stated() {
    // The first party gets 50 at the least and would walk away below 10; gains count from 10, not from 50.
    let case = additive([vec![vec![100, 96, 50]], vec![vec![0, 90, 95]]]);
    let case = with_walk_aways(&case, [10, 0]);
    let answer = solved(&case);
    let chosen = bargaining_points(&case, &answer).expect("there are packages");
    assert_eq!(units(&answer, &chosen.egalitarian), [vec![96, 90]]);
    assert_eq!(units(&answer, &chosen.nash), [vec![96, 90]]);
}

#[test]
fn kalai_smorodinsky_is_leximin_and_not_the_smallest_spread() {
    // The smallest spread is (50, 50); yet in (60, 80) everybody has more.
    let case = additive([vec![vec![50, 60, 100, 0]], vec![vec![50, 80, 0, 100]]]);
    let answer = solved(&case);
    let chosen = bargaining_points(&case, &answer).expect("there are packages");
    assert_eq!(units(&answer, &chosen.kalai_smorodinsky), [vec![60, 80]]);
    // Measured from the walk-away and against the ideal, which a plain |uA - uB| ignores.
    let case = with_walk_aways(
        &additive([vec![vec![100, 80, 60]], vec![vec![10, 30, 70]]]),
        [60, 10],
    );
    let answer = solved(&case);
    let chosen = bargaining_points(&case, &answer).expect("there are packages");
    assert_eq!(units(&answer, &chosen.kalai_smorodinsky), [vec![80, 30]]);
}

#[test]
fn egalitarian_is_not_the_largest_sum() {
    let case = additive([vec![vec![90, 50]], vec![vec![20, 51]]]);
    let answer = solved(&case);
    let chosen = bargaining_points(&case, &answer).expect("there are packages");
    assert_eq!(units(&answer, &chosen.egalitarian), [vec![50, 51]]);
    assert_eq!(units(&answer, &chosen.utilitarian), [vec![90, 20]]);
}

#[test]
fn nash_never_multiplies_two_losses() {
    // (1, 1) lies 49 below both walk-aways: a product of 2 401, larger than any honest one.
    let case = additive([vec![vec![55, 1, 99]], vec![vec![55, 1, 0]]]);
    let case = with_walk_aways(&case, [50, 50]);
    let answer = solved(&case);
    let chosen = bargaining_points(&case, &answer).expect("there are packages");
    assert_eq!(units(&answer, &chosen.nash), [vec![55, 55]]);
    // With nothing that both accept, (40, 40) would have the only positive product: there is no point to name.
    let case = with_walk_aways(
        &additive([vec![vec![99, 40, 0]], vec![vec![0, 40, 99]]]),
        [50, 50],
    );
    let answer = solved(&case);
    assert!(answer.infeasible());
    assert_eq!(bargaining_points(&case, &answer), None);
}

#[test]
fn non_additive_frontiers_are_complete_and_nothing_on_them_is_dominated() {
    let mut dice = Dice(2_014);
    for _ in 0..20 {
        let mut rectangle = || {
            let mut range = |index: usize| {
                let low = dice.below(10);
                format!(
                    "<INCLUDES index=\"{index}\" min=\"{low}\" max=\"{}\"/>",
                    low + dice.below(10 - low)
                )
            };
            let ranges = [range(1), range(2)].concat();
            format!(
                "<hyperRectangle utility=\"{}\">{ranges}</hyperRectangle>",
                1 + dice.below(99)
            )
        };
        let rectangles: [String; 2] =
            std::array::from_fn(|_| (0..8).map(|_| rectangle()).collect());
        let read = read(&integer_xml([&rectangles[0], &rectangles[1]], [800, 800]))
            .expect("the files are sound");
        let expected = frontier(&read.case, true);
        assert_eq!(points(&solved(&read.case)), expected);
        let by_search = solve(
            &read.case,
            &Limits {
                cells_max: 0,
                ..Limits::default()
            },
            Watch::NONE,
        );
        assert_eq!(
            (by_search.method, points(&by_search)),
            (Method::Search, expected)
        );
    }
}

#[test]
fn the_frontier_ends_also_where_everything_is_equal() {
    // The functions that a peer's own notes call broken fail or hang on such cases.
    let equal = vec![vec![3; 4]; 5];
    let answer = solved(&additive([equal.clone(), equal]));
    assert_eq!(answer.points.len(), 1);
    assert_eq!(answer.packages.to_string(), "1024");
    let one = vec![vec![7]];
    assert_eq!(solved(&additive([one.clone(), one])).points.len(), 1);
}

#[test]
fn what_the_format_allows_and_nobody_reads_right_is_refused() {
    let sound = xml(
        &[2],
        &[(&[&["1", "0"]], &["1"], "0"), (&[&["0", "1"]], &["1"], "0")],
    );
    let unsupported = |from: &str, to: &str| {
        let changed =
            |(name, content): &(String, String)| (name.clone(), content.replace(from, to));
        let files: Vec<(String, String)> = sound.iter().map(changed).collect();
        let problem = read(&files).expect_err("nothing may be guessed");
        assert!(
            matches!(
                problem,
                Problem::File {
                    fault: Fault::Unsupported(_),
                    ..
                }
            ),
            "{problem}"
        );
    };
    unsupported("type=\"discrete\"", "type=\"real\"");
    unsupported(
        "<objective index=\"0\"><weight",
        "<objective index=\"0\"><objective index=\"9\"/><weight",
    );
}
