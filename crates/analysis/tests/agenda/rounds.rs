//! Scripts: refusals, pins, deadlines, planning again, standing and grades.

use analysis::agenda::{
    Case, Forecast, Grade, Happened, Item, Method, Open, Outcome, Progress, Refused, Result,
    Standing, StandingRule, Why, WhyNot, Word, grade, plan,
};

use crate::invented::{case, item, order, with};

fn needing(id: &str, needs: &[&str]) -> Item {
    Item {
        needs: needs.iter().map(|need| (*need).to_owned()).collect(),
        ..item(id, 20, 10)
    }
}

fn refused(items: Vec<Item>) -> Refused {
    plan(&case(50, 6, items)).unwrap_err()
}

fn results(of: &[(&str, Outcome)]) -> Vec<Result> {
    let one = |(item, outcome): &(&str, Outcome)| Result {
        item: (*item).to_owned(),
        outcome: *outcome,
    };
    of.iter().map(one).collect()
}

fn after(case: &Case, of: &[(&str, Outcome)]) -> Case {
    let mut next = case.clone();
    next.progress = Progress::after(case, 1, &results(of)).unwrap();
    next
}

#[test]
fn items_that_need_one_another_are_refused_with_the_path() {
    let items = vec![
        needing("a", &["d"]),
        needing("d", &["c"]),
        needing("c", &["b"]),
        needing("b", &["d"]),
        needing("e", &[]),
    ];
    let path = ["b", "d", "c", "b"].map(str::to_owned).to_vec();
    assert_eq!(refused(items.clone()), Refused::Circle { path });
    assert_eq!(
        refused(items.into_iter().rev().collect()).to_string(),
        "these wait for one another: b -> d -> c -> b"
    );
    let path = vec!["a".to_owned(), "a".to_owned()];
    assert_eq!(
        refused(vec![needing("a", &["a"])]),
        Refused::Circle { path }
    );
}

#[test]
fn what_contradicts_itself_is_refused() {
    let twice = refused(vec![item("a", 0, 1), item("a", 1, 1)]);
    assert_eq!(twice.to_string(), "two items are called a");
    let unknown = refused(vec![needing("a", &["x"])]);
    assert_eq!(unknown.to_string(), "there is no item x");
    let range = refused(vec![item("a", 101, 1)]);
    assert_eq!(
        range.to_string(),
        "sensitivity of a is 101; it can be from 0 to 100"
    );

    let pinned = |mut item: Item, round| {
        item.pinned = Some(round);
        item
    };
    let crowd = refused(vec![pinned(item("a", 0, 1), 2), pinned(item("b", 0, 1), 2)]);
    assert_eq!(crowd, Refused::Pinned { round: 2 });
    let early = refused(vec![
        pinned(needing("a", &["b"]), 2),
        pinned(item("b", 0, 1), 3),
    ]);
    assert!(matches!(early, Refused::PinnedTooEarly { round: 2, .. }));
    let late = refused(vec![pinned(item("a", 0, 1), 7)]);
    assert!(matches!(late, Refused::PinnedTooLate { last: 6, .. }));
}

#[test]
fn a_pin_and_a_deadline_are_kept() {
    let mut items = vec![item("a", 10, 10), item("b", 20, 100), item("c", 90, 50)];
    items[0].deadline = Some(1);
    items[2].pinned = Some(2);
    let agenda = plan(&case(30, 4, items)).unwrap();
    assert_eq!(order(&agenda)[..2], [["a"], ["c"]]);
    assert_eq!(
        agenda.rounds[0].items[0].why,
        Why::LastRound { deadline: 1 }
    );
    assert_eq!(agenda.rounds[1].items[0].why, Why::Pinned);
    assert!(!agenda.rounds[1].sure);
}

#[test]
fn it_is_planned_again_after_a_round() {
    let items = vec![item("a", 20, 30), item("b", 25, 40), needing("c", &["b"])];
    let start = case(30, 6, items);
    assert_eq!(order(&plan(&start).unwrap())[0], ["b"]);

    let failed = after(&start, &[("b", Outcome::Failed)]);
    // 30 points, less 20 * (0.3 + 0.7 * 0.25), rounded.
    assert_eq!((failed.progress.trust, failed.progress.round), (20, 2));
    assert_eq!(order(&plan(&failed).unwrap()), [["a"], ["b"], ["c"]]);

    let kept = after(&start, &[("b", Outcome::Kept)]);
    assert_eq!(kept.progress.trust, 40);
    let breached = after(&start, &[("b", Outcome::Breached)]);
    assert_eq!(
        (breached.progress.trust, &breached.progress.resting[..]),
        (25, &["b".to_owned()][..])
    );

    let lost = after(&start, &[("b", Outcome::Lost)]);
    let agenda = plan(&lost).unwrap();
    assert_eq!(order(&agenda), [["a"]]);
    let item = "b".to_owned();
    assert_eq!(agenda.left[0].why, WhyNot::NeedsLost { item });
    assert_eq!(
        (agenda.left[0].item.as_str(), agenda.left[0].look_again),
        ("c", 3)
    );

    let again = Progress::after(&kept, 1, &results(&[("b", Outcome::Failed)]));
    let item = "b".to_owned();
    assert_eq!(again, Err(Refused::Settled { item }));
}

#[test]
fn what_would_be_dear_alone_stays_open_and_so_does_a_basket() {
    let mut items = vec![item("a", 10, 10), item("b", 10, 20), item("c", 10, 30)];
    items[0].price_of_first = 80;
    for item in &mut items[1..] {
        item.basket = Some("daily".to_owned());
    }
    let mut case = case(50, 3, items);
    case.parameters.slots = 3;
    let agenda = plan(&case).unwrap();
    let basket = || {
        Some(Open::Basket {
            basket: "daily".to_owned(),
        })
    };
    let open: Vec<Option<Open>> = agenda.rounds[0]
        .items
        .iter()
        .map(|item| item.open.clone())
        .collect();
    assert_eq!(
        open,
        [Some(Open::PriceOfFirst { price: 80 }), basket(), basket()]
    );
}

#[test]
fn putting_off_has_its_price_in_an_exact_plan_only() {
    let case = case(30, 3, vec![item("a", 20, 30), item("b", 25, 40)]);
    let cost = |method| plan(&with(&case, method)).unwrap().rounds[0].items[0].put_off_costs;
    // A tenth of a point: one percent of the ten points between them.
    assert_eq!(cost(Method::Exact), Some(100_000));
    assert_eq!(cost(Method::Headroom), None);
}

#[test]
fn trust_comes_from_the_record() {
    let rule = StandingRule::default();
    let mut standing = Standing::default();
    assert_eq!(standing.trust(&rule), 30, "no record: the prior");
    standing = Standing {
        due: 10,
        kept: 9,
        calls: 4,
        answered: 4,
        meetings: 6,
        held: 5,
    };
    assert_eq!(standing.trust(&rule), 82);
    standing.kept = 0;
    assert_eq!(standing.trust(&rule), 30);
    assert_eq!(Word::ALL.map(Word::points), [0, 25, 50, 75, 100]);
}

#[test]
fn forecasts_are_graded_by_what_happened() {
    let forecast = |item: &str, round, chance| Forecast {
        item: item.to_owned(),
        round,
        chance,
    };
    let happened = |item: &str, round, agreed| Happened {
        item: item.to_owned(),
        round,
        agreed,
    };
    let forecasts = [
        forecast("a", 1, 900_000),
        forecast("b", 2, 500_000),
        forecast("c", 3, 800_000),
    ];
    let nothing = Grade {
        graded: 0,
        waiting: 3,
        brier: None,
        brier_of_share: None,
    };
    assert_eq!(grade(&forecasts, &[]), nothing);
    let found = [
        happened("a", 1, true),
        happened("b", 2, false),
        happened("c", 4, true),
    ];
    let graded = Grade {
        graded: 2,
        waiting: 1,
        // (0.1 * 0.1 + 0.5 * 0.5) / 2
        brier: Some(130_000),
        brier_of_share: Some(250_000),
    };
    assert_eq!(grade(&forecasts, &found), graded);
}
