//! Verdicts over open preferences.

use std::sync::atomic::{AtomicU64, Ordering};

use analysis::escalation::open::{Cases, Effort, Open, OpenError, robustness};
use analysis::escalation::{Concept, Conflict, Go, Preference, Progress, Watch, solve};

use crate::fixtures::case;

#[test]
fn what_is_known_is_certain() {
    let case = case("cuba-1962");
    let all = robustness(
        &case.conflict,
        &[Open::Known, Open::Known],
        Effort::default(),
        Watch::NONE,
    )
    .expect("sound");
    assert_eq!(all.cases, Cases::Every(1));
    for (concept, state) in Concept::ALL
        .iter()
        .flat_map(|c| case.conflict.states().map(move |s| (*c, s)))
    {
        let is = case.solution.equilibria(concept).contains(state);
        assert_eq!(
            (all.necessary(concept, state), all.possible(concept, state)),
            (Some(is), Some(is))
        );
    }
}

/// Two pairs not ordered: four cases, each solved by itself.
#[test]
fn open_pairs_are_all_their_orders() {
    let case = case("prisoners-dilemma");
    let open = [
        Open::WithinGroups(vec![vec![3, 4], vec![1], vec![2]]),
        Open::WithinGroups(vec![vec![2, 4], vec![1], vec![3]]),
    ];
    let all = robustness(&case.conflict, &open, Effort::default(), Watch::NONE).expect("sound");
    assert_eq!(all.cases, Cases::Every(4));
    for state in case.conflict.states() {
        let mut held = 0;
        for (a, b) in [
            ([3, 4], [2, 4]),
            ([4, 3], [2, 4]),
            ([3, 4], [4, 2]),
            ([4, 3], [4, 2]),
        ] {
            let strict = |first: [u32; 2], rest: [u32; 2]| {
                Preference::Ranking(
                    [first, rest]
                        .concat()
                        .into_iter()
                        .map(|s| vec![s])
                        .collect(),
                )
            };
            let conflict = case
                .conflict
                .with_preference(0, strict(a, [1, 2]))
                .expect("sound");
            let conflict = conflict
                .with_preference(1, strict(b, [1, 3]))
                .expect("sound");
            held += u64::from(
                solve(&conflict, Watch::NONE)
                    .expect("nobody stops it")
                    .equilibria(Concept::R)
                    .contains(state),
            );
        }
        assert_eq!(all.share(Concept::R, state), (held, 4));
    }
    let both = case.state(4);
    assert_eq!(
        (
            all.necessary(Concept::R, both),
            all.possible(Concept::R, both)
        ),
        (Some(false), Some(true))
    );
    assert_eq!(all.necessary(Concept::Seq, both), Some(true));
}

#[test]
fn draws_come_from_the_seed_alone() {
    let case = case("korea-2017");
    let open = [
        Open::Between((1..=12).map(|n| (n, n + 4)).collect()),
        Open::Known,
    ];
    let effort = Effort {
        every_up_to: 100,
        samples: 700,
        seed: 7,
    };
    let with = |threads, effort| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads can be had");
        pool.install(|| robustness(&case.conflict, &open, effort, Watch::NONE).expect("sound"))
    };
    let one = with(1, effort);
    assert_eq!(one.cases, Cases::Drawn(700));
    assert_eq!(one, with(3, effort));
    assert_ne!(one, with(1, Effort { seed: 8, ..effort }));
    let state = case
        .conflict
        .states()
        .find(|s| one.share(Concept::Gmr, *s).0 == 700);
    assert_eq!(
        one.necessary(Concept::Gmr, state.expect("some state always holds")),
        None,
        "a sample proves no necessity"
    );
}

#[test]
fn sampled_shares_are_near_the_exact_ones() {
    let case = case("prisoners-dilemma");
    let open = [
        Open::WithinGroups(vec![vec![1, 2, 3, 4]]),
        Open::WithinGroups(vec![vec![1, 2, 3, 4]]),
    ];
    let exact = robustness(&case.conflict, &open, Effort::default(), Watch::NONE).expect("sound");
    assert_eq!(exact.cases, Cases::Every(576));
    let drawn = Effort {
        every_up_to: 0,
        samples: 20_000,
        seed: 1,
    };
    let drawn = robustness(&case.conflict, &open, drawn, Watch::NONE).expect("sound");
    for (concept, state) in Concept::ALL
        .iter()
        .flat_map(|c| case.conflict.states().map(move |s| (*c, s)))
    {
        let share = |(held, of): (u64, u64)| held as f64 / of as f64;
        let (a, b) = (
            share(exact.share(concept, state)),
            share(drawn.share(concept, state)),
        );
        assert!((a - b).abs() < 0.02, "{concept:?}: {a} and {b}");
    }
    // Each state is as good as any other when nothing is known: a quarter of the orders make it best of its moves, twice.
    assert!(
        case.conflict
            .states()
            .all(|s| exact.share(Concept::R, s) == (144, 576))
    );
}

#[test]
fn stopped_work_gives_what_it_has() {
    let case = case("prisoners-dilemma");
    let open = [Open::Known, Open::Known];
    let calls = AtomicU64::new(0);
    let listener = |_: Progress| {
        if calls.fetch_add(1, Ordering::Relaxed) < 2 {
            Go::On
        } else {
            Go::Stop
        }
    };
    let effort = Effort {
        every_up_to: 0,
        samples: 100_000,
        seed: 0,
    };
    let some = robustness(&case.conflict, &open, effort, Watch::new(&listener)).expect("sound");
    assert_eq!(some.cases, Cases::Drawn(512));
    assert!(solve(&case.conflict, Watch::new(&|_| Go::Stop)).is_err());
}

#[test]
fn what_makes_no_sense_is_named() {
    let case = case("prisoners-dilemma");
    let refused = |open: Open| {
        robustness(
            &case.conflict,
            &[open, Open::Known],
            Effort::default(),
            Watch::NONE,
        )
        .unwrap_err()
    };
    let party = "A".to_owned();
    assert_eq!(
        refused(Open::OneOf(Vec::new())),
        OpenError::NoAlternative {
            party: party.clone()
        }
    );
    assert_eq!(
        refused(Open::Between(vec![(1, 2)])),
        OpenError::WrongStates {
            party: party.clone(),
            given: 1,
            states: 4
        }
    );
    assert_eq!(
        refused(Open::Between(vec![(1, 2), (2, 2), (3, 2), (0, 9)])),
        OpenError::Reversed { party, state: 3 }
    );
    assert!(matches!(
        refused(Open::WithinGroups(vec![vec![1, 2]])),
        OpenError::Preference(_)
    ));
    let few = robustness(
        &case.conflict,
        &[Open::Known],
        Effort::default(),
        Watch::NONE,
    );
    assert_eq!(
        few.unwrap_err(),
        OpenError::WrongParties {
            given: 1,
            parties: 2
        }
    );
}

/// Solving many small conflicts must not slow to the pace of handing out work.
#[test]
fn alternatives_may_be_given_in_any_way() {
    let case = case("prisoners-dilemma");
    let by_weights = Preference::Weights(vec![-1, 2]);
    let by_statements = Preference::Statements(vec!["2".to_owned(), "-1".to_owned()]);
    let open = [Open::OneOf(vec![by_weights, by_statements]), Open::Known];
    let all = robustness(&case.conflict, &open, Effort::default(), Watch::NONE).expect("sound");
    assert_eq!(all.cases, Cases::Every(2));
    let conflict: &Conflict = &case.conflict;
    assert!(conflict.states().all(|s| all.share(Concept::R, s).0
        == 2 * u64::from(case.solution.equilibria(Concept::R).contains(s))));
}
