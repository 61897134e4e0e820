//! What cannot be meant is refused with what, where and the size that would work.

use analysis::packages::error::{Bounded, Problem, Spot, Where};
use analysis::packages::model::{Domain, Issue, Linkage, Pick, VALUES_MAX};
use analysis::packages::sheet::{Bonus, Case, Draft, PARTIES_MAX, RedLine};
use analysis::packages::words::{Importance, Liking, sheet_in_words};

use crate::brute::{additive, free_draft, frontier, issue, points, solved};

fn two_issues() -> Domain {
    let issues = vec![
        Issue::choice("Fisheries", &["shared", "separate"]),
        Issue::choice("Visas", &["freer", "as is", "stricter"]),
    ];
    Domain::new(issues, Vec::new()).expect("the issues are sound")
}

fn refused(drafts: Vec<Draft>) -> Problem {
    Case::new(two_issues(), drafts).expect_err("this cannot be meant")
}

fn sound(party: &str) -> Draft {
    Draft::points(party, 1_000, vec![vec![600, 0], vec![400, 200, 0]])
}

#[test]
fn points_that_do_not_add_up_are_refused_with_their_sum() {
    let short = Draft::points("Aland", 1_000, vec![vec![600, 0], vec![300, 200, 0]]);
    let problem = refused(vec![short, sound("Borland")]);
    assert_eq!(
        problem,
        Problem::PointsDoNotAddUp {
            party: "Aland".to_owned(),
            sum: 900,
            total: 1_000
        }
    );
    assert_eq!(
        problem.to_string(),
        "Aland: the best values add up to 900 points instead of 1000"
    );
}

#[test]
fn unknown_issues_and_values_are_named() {
    let domain = two_issues();
    let line = |number| Where::File {
        file: "sheet.txt".to_owned(),
        spot: Spot::Line(number),
    };
    let problem = domain
        .pick("Visas", "abolished", &line(7))
        .expect_err("there is no such value");
    assert_eq!(
        problem.to_string(),
        "sheet.txt, line 7: issue \"Visas\" has no value \"abolished\""
    );
    let problem = domain
        .pick("Tariffs", "zero", &line(8))
        .expect_err("there is no such issue");
    assert_eq!(
        problem.to_string(),
        "sheet.txt, line 8: there is no issue \"Tariffs\""
    );
    let mut draft = sound("Aland");
    draft
        .red_lines
        .push(RedLine::Value(Pick { issue: 1, value: 3 }));
    let problem = refused(vec![draft, sound("Borland")]);
    assert_eq!(
        problem.to_string(),
        "Aland, red line 1: issue \"Visas\" has no value \"4\""
    );
}

#[test]
fn red_lines_that_leave_nothing_are_a_contradiction_and_not_a_position() {
    let mut draft = sound("Aland");
    draft.red_lines = vec![
        RedLine::Value(Pick { issue: 0, value: 0 }),
        RedLine::Value(Pick { issue: 0, value: 1 }),
    ];
    let (party, issue) = ("Aland".to_owned(), "Fisheries".to_owned());
    assert_eq!(
        refused(vec![draft, sound("Borland")]),
        Problem::NothingLeft { party, issue }
    );
    let mut draft = sound("Aland");
    draft.red_lines = vec![RedLine::Group {
        issues: vec![0, 1],
        at_least: 1_001,
    }];
    let problem = refused(vec![draft, sound("Borland")]);
    assert_eq!(
        problem,
        Problem::GroupOutOfReach {
            party: "Aland".to_owned(),
            at_least: 1_001,
            best: 1_000
        }
    );
}

#[test]
fn forty_options_are_no_difficulty_and_too_many_are_refused_with_what_works() {
    let forty: Vec<i128> = (0..40).collect();
    let turned: Vec<i128> = forty.iter().rev().copied().collect();
    let case = additive([vec![forty.clone(), forty], vec![turned.clone(), turned]]);
    assert_eq!(points(&solved(&case)), frontier(&case, true));
    let problem = Domain::new(vec![issue(0, VALUES_MAX + 1)], Vec::new())
        .expect_err("nobody can rate so many");
    assert_eq!(
        problem,
        Problem::TooMany {
            what: Bounded::Values,
            size: VALUES_MAX + 1,
            limit: VALUES_MAX
        }
    );
    let crowd = (0..=PARTIES_MAX)
        .map(|party| sound(&format!("party {party}")))
        .collect();
    assert_eq!(refused(crowd).to_string(), "9 parties: at most 8 work");
    assert_eq!(
        refused(vec![sound("Aland")]),
        Problem::TooFewParties { found: 1 }
    );
}

#[test]
fn names_are_there_once_and_rules_say_something() {
    assert_eq!(
        refused(vec![sound("Aland"), sound("Aland")]),
        Problem::Twice {
            name: "Aland".to_owned()
        }
    );
    let twice = Domain::new(vec![Issue::choice("Visas", &["a", "a"])], Vec::new());
    assert_eq!(
        twice,
        Err(Problem::Twice {
            name: "a".to_owned()
        })
    );
    let this = Pick { issue: 0, value: 0 };
    let itself = Linkage::Excludes {
        this,
        other: Pick { issue: 0, value: 1 },
    };
    let linked = Domain::new(two_issues().issues().to_vec(), vec![itself]);
    assert_eq!(
        linked,
        Err(Problem::EmptyRule {
            wherein: Where::Linkage(1)
        })
    );
    let mut draft = sound("Aland");
    draft.bonuses.push(Bonus {
        when: vec![(0, vec![0]), (0, vec![1])],
        points: 5,
    });
    assert_eq!(
        refused(vec![draft, sound("Borland")]),
        Problem::EmptyRule {
            wherein: Where::Bonus {
                party: "Aland".to_owned(),
                number: 1
            }
        }
    );
}

#[test]
fn nothing_may_depend_on_a_ring_fenced_issue() {
    let mut issues = two_issues().issues().to_vec();
    issues[1].ring_fenced = true;
    let problem =
        Domain::new(issues.clone(), Vec::new()).expect_err("it must say what as it is means");
    assert_eq!(
        problem,
        Problem::RingFencedWithoutAsIs {
            issue: "Visas".to_owned()
        }
    );
    issues[1].as_is = Some(1);
    let linkage = Linkage::OnlyWith {
        this: Pick { issue: 0, value: 0 },
        with: Pick { issue: 1, value: 0 },
    };
    let problem =
        Domain::new(issues, vec![linkage]).expect_err("nothing may be made conditional on it");
    assert_eq!(
        problem,
        Problem::RingFenced {
            issue: "Visas".to_owned(),
            wherein: Where::Linkage(1)
        }
    );
}

#[test]
fn numbers_beyond_exact_addition_are_refused() {
    let vast = free_draft("Aland", vec![vec![i128::MAX, 0], vec![0, 0, 0]]);
    assert_eq!(
        refused(vec![vast, sound("Borland")]),
        Problem::TooFine {
            party: "Aland".to_owned()
        }
    );
    let mut draft = sound("Aland");
    draft.scale = 0;
    assert_eq!(
        refused(vec![draft, sound("Borland")]),
        Problem::TooFine {
            party: "Aland".to_owned()
        }
    );
}

#[test]
fn a_sheet_in_words_adds_up_and_fits() {
    let domain = two_issues();
    let likings = vec![
        vec![Liking::Best, Liking::Bad],
        vec![Liking::Good, Liking::Fair, Liking::Poor],
    ];
    let draft = sheet_in_words(
        &domain,
        "Aland",
        1_000,
        &[Importance::Some, Importance::Little],
        &likings,
    )
    .expect("it fits");
    assert_eq!(draft.points, [vec![667, 0], vec![333, 222, 111]]);
    Case::new(domain.clone(), vec![draft, sound("Borland")]).expect("a sheet in words adds up");
    let short = sheet_in_words(&domain, "Aland", 1_000, &[Importance::Some], &likings);
    assert!(matches!(
        short,
        Err(Problem::Shape {
            expected: 2,
            found: 1,
            ..
        })
    ));
    let nothing = sheet_in_words(&domain, "Aland", 1_000, &[Importance::None; 2], &likings);
    assert!(matches!(nothing, Err(Problem::PointsDoNotAddUp { .. })));
}
