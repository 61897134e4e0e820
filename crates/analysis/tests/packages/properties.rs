//! What holds for every case: agreement with the exhaustive check by every method, and what must not matter.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use analysis::packages::compare::crossed;
use analysis::packages::conflict::{Demand, conflict};
use analysis::packages::model::{Domain, Issue, Linkage, Pick};
use analysis::packages::points::bargaining_points;
use analysis::packages::sheet::{Case, Draft, RedLine};
use analysis::packages::solve::{Limits, solve};
use analysis::packages::{Answer, Exactness, Method};
use analysis::watch::{Go, Watch};
use proptest::prelude::*;

use crate::brute::{all_packages, any_case, frontier, points, solved, units};

const BY_SEARCH: Limits = Limits {
    cells_max: 0,
    labels_max: 2_000_000,
    nodes_max: 20_000_000,
    packages_max: 8,
};

fn no_listed_package_crosses_anything(case: &Case, answer: &Answer) {
    for point in &answer.points {
        for package in &point.packages {
            assert_eq!(crossed(case, package), [], "{package:?}");
            assert_eq!(units(case, package), point.units, "{package:?}");
            let fenced = case
                .domain()
                .issues()
                .iter()
                .zip(package)
                .filter(|(issue, _)| issue.ring_fenced);
            fenced.for_each(|(issue, value)| assert_eq!(issue.as_is, Some(*value)));
        }
    }
}

/// For every package that respects all rules there is a listed one that gives no party less by more than its gap.
fn the_gap_is_honest(case: &Case, answer: &Answer) {
    let gap: Vec<i128> = match &answer.exactness {
        Exactness::Exact => vec![0; case.sheets().len()],
        Exactness::Within { gap } => gap
            .iter()
            .map(|gap| i128::from(gap.rounded().expect("it is small")))
            .collect(),
        Exactness::Unknown => return assert!(answer.points.is_empty()),
    };
    for package in all_packages(case.domain())
        .iter()
        .filter(|package| crossed(case, package).is_empty())
    {
        let units = units(case, package);
        let close = |listed: &Vec<i128>| {
            listed
                .iter()
                .zip(&gap)
                .zip(&units)
                .all(|((have, gap), want)| have + gap >= *want)
        };
        let near = answer.points.iter().any(|point| close(&point.units));
        assert!(
            near,
            "{package:?} with {units:?} is better than everything by more than {gap:?}"
        );
    }
}

fn without_walk_aways(case: &Case) -> Case {
    let drafts = case.sheets().iter().map(|sheet| Draft {
        walk_away: -1_000,
        ..(**sheet).clone()
    });
    Case::new(case.domain().clone(), drafts.collect()).expect("nothing else changed")
}

/// The case with another order of issues, values and parties. A position in the new order holds the old one's number.
struct Shuffle {
    issues: Vec<usize>,
    parties: Vec<usize>,
}

impl Shuffle {
    fn pick(&self, case: &Case, pick: Pick) -> Pick {
        let issue = self
            .issues
            .iter()
            .position(|&old| old == pick.issue)
            .expect("it is a permutation");
        Pick {
            issue,
            value: case.domain().issues()[pick.issue].values.len() - 1 - pick.value,
        }
    }

    fn draft(&self, case: &Case, party: usize) -> Draft {
        let old = &case.sheets()[party];
        let mut draft = (**old).clone();
        let reversed = |issue: &usize| old.points[*issue].iter().rev().copied().collect();
        draft.points = self.issues.iter().map(reversed).collect();
        for bonus in &mut draft.bonuses {
            for (issue, values) in &mut bonus.when {
                let picks: Vec<Pick> = values
                    .iter()
                    .map(|&value| {
                        self.pick(
                            case,
                            Pick {
                                issue: *issue,
                                value,
                            },
                        )
                    })
                    .collect();
                (*issue, *values) = (
                    picks[0].issue,
                    picks.iter().map(|pick| pick.value).collect(),
                );
            }
        }
        for line in &mut draft.red_lines {
            match line {
                RedLine::Value(pick) => *pick = self.pick(case, *pick),
                RedLine::Together(picks) => picks
                    .iter_mut()
                    .for_each(|pick| *pick = self.pick(case, *pick)),
                RedLine::Group { issues, .. } => {
                    issues.iter_mut().for_each(|issue| {
                        *issue = self
                            .pick(
                                case,
                                Pick {
                                    issue: *issue,
                                    value: 0,
                                },
                            )
                            .issue
                    });
                }
            }
        }
        draft
    }

    fn apply(&self, case: &Case) -> Case {
        let issue = |&old: &usize| {
            let issue = &case.domain().issues()[old];
            let as_is = issue.as_is.map(|value| issue.values.len() - 1 - value);
            Issue {
                values: issue.values.iter().rev().cloned().collect(),
                as_is,
                ..issue.clone()
            }
        };
        let pick = |pick: &Pick| self.pick(case, *pick);
        let linkage = |linkage: &Linkage| match linkage {
            Linkage::OnlyWith { this, with } => Linkage::OnlyWith {
                this: pick(this),
                with: pick(with),
            },
            Linkage::Excludes { this, other } => Linkage::Excludes {
                this: pick(this),
                other: pick(other),
            },
            Linkage::Implies {
                this,
                issue,
                values,
            } => {
                let then: Vec<Pick> = values
                    .iter()
                    .map(|&value| {
                        pick(&Pick {
                            issue: *issue,
                            value,
                        })
                    })
                    .collect();
                let values = then.iter().map(|pick| pick.value).collect();
                Linkage::Implies {
                    this: pick(this),
                    issue: then[0].issue,
                    values,
                }
            }
            Linkage::AtMost { most, of } => Linkage::AtMost {
                most: *most,
                of: of.iter().map(pick).collect(),
            },
        };
        let linkages = case.domain().linkages().iter().map(linkage).collect();
        let domain = Domain::new(self.issues.iter().map(issue).collect(), linkages)
            .expect("only the order changed");
        Case::new(
            domain,
            self.parties
                .iter()
                .map(|&party| self.draft(case, party))
                .collect(),
        )
        .expect("only the order changed")
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn elimination_agrees_with_the_exhaustive_check(seed: u64) {
        let Some(case) = any_case(seed) else { return Ok(()) };
        let answer = solved(&case);
        prop_assert_eq!(&answer.exactness, &Exactness::Exact);
        prop_assert_eq!(answer.method, Method::Elimination);
        prop_assert_eq!(points(&answer), frontier(&case, true));
        prop_assert_eq!(answer.frontier_all, frontier(&case, false).len());
        no_listed_package_crosses_anything(&case, &answer);
    }

    #[test]
    fn branch_and_bound_agrees_with_the_exhaustive_check(seed: u64) {
        let Some(case) = any_case(seed) else { return Ok(()) };
        let answer = solve(&case, &BY_SEARCH, Watch::NONE);
        prop_assert_eq!(&answer.exactness, &Exactness::Exact);
        // Where nothing is left to search no method is needed.
        let empty = answer.plan.as_ref().is_some_and(|plan| plan.cells == 0);
        prop_assert!(empty || answer.method == Method::Search);
        prop_assert_eq!(points(&answer), frontier(&case, true));
        no_listed_package_crosses_anything(&case, &answer);
    }

    #[test]
    fn a_search_cut_short_says_honestly_what_it_may_have_missed(seed: u64, nodes_max in 0u64..40) {
        let Some(case) = any_case(seed) else { return Ok(()) };
        let case = without_walk_aways(&case);
        let answer = solve(&case, &Limits { nodes_max, ..BY_SEARCH }, Watch::NONE);
        no_listed_package_crosses_anything(&case, &answer);
        the_gap_is_honest(&case, &answer);
    }

    #[test]
    fn stopping_at_any_moment_leaves_a_sound_answer(seed: u64, after in 0usize..12) {
        let Some(case) = any_case(seed) else { return Ok(()) };
        let case = without_walk_aways(&case);
        let looks = AtomicUsize::new(0);
        let listener = |_| match looks.fetch_add(1, Ordering::Relaxed) >= after {
            true => Go::Stop,
            false => Go::On,
        };
        let answer = solve(&case, &Limits::default(), Watch::new(&listener));
        no_listed_package_crosses_anything(&case, &answer);
        the_gap_is_honest(&case, &answer);
    }

    #[test]
    fn coarser_points_miss_no_more_than_announced(seed: u64, labels_max in 1usize..4) {
        let Some(case) = any_case(seed) else { return Ok(()) };
        let case = without_walk_aways(&case);
        let answer = solve(&case, &Limits { labels_max, ..Limits::default() }, Watch::NONE);
        no_listed_package_crosses_anything(&case, &answer);
        the_gap_is_honest(&case, &answer);
    }

    #[test]
    fn the_order_of_issues_values_and_parties_changes_nothing(seed: u64) {
        let Some(case) = any_case(seed) else { return Ok(()) };
        let shuffle = Shuffle {
            issues: (0..case.domain().issues().len()).rev().collect(),
            parties: (1..case.sheets().len()).chain([0]).collect(),
        };
        let turned = |(units, count): (Vec<i128>, u128)| (shuffle.parties.iter().map(|&party| units[party]).collect(), count);
        let expected: BTreeMap<Vec<i128>, u128> = points(&solved(&case)).into_iter().map(turned).collect();
        prop_assert_eq!(points(&solved(&shuffle.apply(&case))), expected);
    }

    #[test]
    fn a_constraint_that_says_nothing_changes_nothing(seed: u64) {
        let Some(case) = any_case(seed) else { return Ok(()) };
        let open = case.domain().issues().iter().all(|issue| !issue.ring_fenced);
        if !open { return Ok(()) }
        let mut linkages = case.domain().linkages().to_vec();
        let every = (0..case.domain().issues()[1].values.len()).collect();
        linkages.push(Linkage::Implies { this: Pick { issue: 0, value: 0 }, issue: 1, values: every });
        linkages.push(Linkage::AtMost { most: 2, of: vec![Pick { issue: 0, value: 0 }, Pick { issue: 1, value: 0 }] });
        let domain = Domain::new(case.domain().issues().to_vec(), linkages).expect("the linkages are sound");
        let mut drafts: Vec<Draft> = case.sheets().iter().map(|sheet| (**sheet).clone()).collect();
        drafts[0].red_lines.push(RedLine::Group { issues: vec![0, 1], at_least: -100 });
        let more = Case::new(domain, drafts).expect("the red line is sound");
        prop_assert_eq!(points(&solved(&more)), points(&solved(&case)));
    }

    #[test]
    fn nash_and_kalai_smorodinsky_do_not_care_for_the_scale_of_a_sheet(seed: u64) {
        let Some(case) = any_case(seed) else { return Ok(()) };
        let mut drafts: Vec<Draft> = case.sheets().iter().map(|sheet| (**sheet).clone()).collect();
        let first = &mut drafts[0];
        first.points.iter_mut().flatten().for_each(|points| *points *= 7);
        first.bonuses.iter_mut().for_each(|bonus| bonus.points *= 7);
        first.walk_away *= 7;
        for line in &mut first.red_lines {
            if let RedLine::Group { at_least, .. } = line {
                *at_least *= 7;
            }
        }
        let scaled = Case::new(case.domain().clone(), drafts).expect("only the scale changed");
        let (before, after) = (solved(&case), solved(&scaled));
        prop_assert_eq!(before.points.len(), after.points.len());
        let (before, after) = (bargaining_points(&case, &before), bargaining_points(&scaled, &after));
        prop_assert_eq!(before.is_some(), after.is_some());
        if let (Some(before), Some(after)) = (before, after) {
            prop_assert_eq!(before.nash, after.nash);
            prop_assert_eq!(before.kalai_smorodinsky, after.kalai_smorodinsky);
        }
    }

    #[test]
    fn a_conflict_cannot_be_met_and_every_part_of_it_is_needed(seed: u64) {
        let Some(case) = any_case(seed) else { return Ok(()) };
        let met = |demands: &[Demand]| {
            all_packages(case.domain()).iter().any(|package| crossed(&case, package).iter().all(|one| !demands.contains(one)))
        };
        match conflict(&case, &Limits::default(), Watch::NONE) {
            None => prop_assert!(!solved(&case).points.is_empty()),
            Some(conflict) => {
                prop_assert!(solved(&case).infeasible() && conflict.proven);
                prop_assert!(!met(&conflict.minimal));
                for left_out in &conflict.minimal {
                    let rest: Vec<Demand> = conflict.minimal.iter().copied().filter(|one| one != left_out).collect();
                    prop_assert!(met(&rest), "{left_out:?} is not needed");
                }
            }
        }
    }

    #[test]
    fn the_same_question_has_the_same_bytes(seed: u64) {
        let Some(case) = any_case(seed) else { return Ok(()) };
        let bytes = || serde_json::to_string(&solved(&case)).expect("an answer is plain data");
        prop_assert_eq!(bytes(), bytes());
    }
}
