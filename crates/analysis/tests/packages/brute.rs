//! Every package one by one: the plain truth for small cases, and cases to try it on.

use std::collections::BTreeMap;

use analysis::packages::Answer;
use analysis::packages::amount::Count;
use analysis::packages::compare::crossed;
use analysis::packages::conflict::Demand;
use analysis::packages::model::{Domain, Issue, Linkage, Package, Pick};
use analysis::packages::sheet::{Bonus, Case, Draft, RedLine};
use analysis::packages::solve::{Limits, solve};
use analysis::watch::Watch;

/// Solves with the default limits.
pub fn solved(case: &Case) -> Answer {
    solve(case, &Limits::default(), Watch::NONE)
}

/// A two-party case without rules, in whole points.
pub fn additive(points: [Vec<Vec<i128>>; 2]) -> Case {
    let issues = points[0]
        .iter()
        .enumerate()
        .map(|(number, values)| issue(number, values.len()));
    let domain = Domain::new(issues.collect(), Vec::new()).expect("the issues are sound");
    let sheets = ["Aland", "Borland"]
        .into_iter()
        .zip(points)
        .map(|(party, points)| free_draft(party, points));
    Case::new(domain, sheets.collect()).expect("the sheets fit")
}

/// A sheet whose points need not add up to anything.
pub fn free_draft(party: &str, points: Vec<Vec<i128>>) -> Draft {
    Draft {
        total: None,
        ..Draft::points(party, 0, points)
    }
}

/// An issue named by its number, with numbered values.
pub fn issue(number: usize, values: usize) -> Issue {
    let values = (0..values).map(|value| format!("v{value}")).collect();
    Issue {
        name: format!("issue {number}"),
        values,
        ..Issue::default()
    }
}

/// Every package of a domain; ring-fenced issues keep their value.
pub fn all_packages(domain: &Domain) -> Vec<Package> {
    domain
        .issues()
        .iter()
        .fold(vec![Vec::new()], |packages, issue| {
            let values = (0..issue.values.len())
                .filter(|&value| !issue.ring_fenced || issue.as_is == Some(value));
            let values: Vec<usize> = values.collect();
            let longer = |package: Package| {
                values
                    .iter()
                    .map(move |&value| [package.clone(), vec![value]].concat())
                    .collect::<Vec<_>>()
            };
            packages.into_iter().flat_map(longer).collect()
        })
}

/// What each party gets, in units.
pub fn units(case: &Case, package: &Package) -> Vec<i128> {
    case.sheets()
        .iter()
        .map(|sheet| sheet.units(package))
        .collect()
}

/// Points of the frontier with the number of packages on each, walk-aways respected (`rational`) or not.
pub fn frontier(case: &Case, rational: bool) -> BTreeMap<Vec<i128>, u128> {
    let respects = |package: &Package| {
        let mut crossed = crossed(case, package).into_iter();
        crossed.all(|demand| !rational && matches!(demand, Demand::WalkAway { .. }))
    };
    let mut points: BTreeMap<Vec<i128>, u128> = BTreeMap::new();
    for package in all_packages(case.domain())
        .iter()
        .filter(|package| respects(package))
    {
        *points.entry(units(case, package)).or_default() += 1;
    }
    let beats = |one: &Vec<i128>, other: &Vec<i128>| {
        one != other && one.iter().zip(other).all(|(a, b)| a >= b)
    };
    let undominated = points
        .iter()
        .filter(|(point, _)| !points.keys().any(|other| beats(other, point)));
    undominated
        .map(|(point, count)| (point.clone(), *count))
        .collect()
}

/// The answer in the same form. A count that is not exact is a fault here.
pub fn points(answer: &Answer) -> BTreeMap<Vec<i128>, u128> {
    let count = |count: &Count| match count {
        Count::Exactly(number) => number.to_string().parse().expect("it is a small number"),
        Count::AtLeast(_) => panic!("the count should be exact"),
    };
    answer
        .points
        .iter()
        .map(|point| (point.units.clone(), count(&point.count)))
        .collect()
}

/// A linear congruential generator: enough to make cases, and the same everywhere.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % most
    }

    fn pick(&mut self, issues: &[Issue]) -> Pick {
        let issue = self.below(issues.len());
        Pick {
            issue,
            value: self.below(issues[issue].values.len()),
        }
    }

    /// Two picks of different issues.
    fn pair(&mut self, issues: &[Issue]) -> (Pick, Pick) {
        let one = self.pick(issues);
        loop {
            let other = self.pick(issues);
            if other.issue != one.issue {
                return (one, other);
            }
        }
    }
}

/// A small case with linkages, red lines and bonuses of every kind, from a seed. `None` if it contradicts itself.
pub fn any_case(seed: u64) -> Option<Case> {
    let mut dice = Dice(seed);
    let issues: Vec<Issue> = (0..2 + dice.below(4))
        .map(|number| issue(number, 1 + dice.below(4)))
        .collect();
    let linkages = (0..dice.below(4))
        .map(|_| any_linkage(&mut dice, &issues))
        .collect();
    let parties = 2 + dice.below(4);
    let mut fenced = issues.clone();
    let domain = Domain::new(issues.clone(), linkages).expect("the linkages are sound");
    let used: Vec<usize> = domain.linkages().iter().flat_map(Linkage::issues).collect();
    let drafts: Vec<Draft> = (0..parties)
        .map(|party| any_draft(&mut dice, party, &issues))
        .collect();
    // Now and then an issue nobody refers to is ring-fenced.
    let referred =
        |issue: usize| used.contains(&issue) || drafts.iter().any(|draft| refers(draft, issue));
    let last = fenced.len() - 1;
    if dice.below(3) == 0 && !referred(last) {
        fenced[last].ring_fenced = true;
        fenced[last].as_is = Some(dice.below(fenced[last].values.len()));
    }
    let domain = Domain::new(fenced, domain.linkages().to_vec())
        .expect("nothing refers to the fenced issue");
    Case::new(domain, drafts).ok()
}

fn any_linkage(dice: &mut Dice, issues: &[Issue]) -> Linkage {
    let (this, other) = dice.pair(issues);
    match dice.below(4) {
        0 => Linkage::OnlyWith { this, with: other },
        1 => Linkage::Excludes { this, other },
        2 => {
            let values = (0..issues[other.issue].values.len())
                .filter(|value| value % 2 == other.value % 2)
                .collect();
            Linkage::Implies {
                this,
                issue: other.issue,
                values,
            }
        }
        _ => {
            let third = dice.pick(issues);
            let third = Some(third).filter(|third| *third != this && *third != other);
            Linkage::AtMost {
                most: 1 + dice.below(2),
                of: [this, other].into_iter().chain(third).collect(),
            }
        }
    }
}

fn any_draft(dice: &mut Dice, party: usize, issues: &[Issue]) -> Draft {
    let points: Vec<Vec<i128>> = issues
        .iter()
        .map(|issue| {
            issue
                .values
                .iter()
                .map(|_| dice.below(9) as i128 - 1)
                .collect()
        })
        .collect();
    let mut draft = free_draft(&format!("party {party}"), points);
    draft.walk_away = dice.below(8) as i128;
    for _ in 0..dice.below(3) {
        let (one, other) = dice.pair(issues);
        let when = vec![
            (one.issue, vec![one.value]),
            (other.issue, vec![other.value]),
        ];
        draft.bonuses.push(Bonus {
            when,
            points: dice.below(11) as i128 - 5,
        });
    }
    for _ in 0..dice.below(3) {
        let (one, other) = dice.pair(issues);
        draft.red_lines.push(match dice.below(3) {
            0 => RedLine::Value(one),
            1 => RedLine::Together(vec![one, other]),
            _ => RedLine::Group {
                issues: vec![one.issue, other.issue],
                at_least: dice.below(6) as i128,
            },
        });
    }
    draft
}

fn refers(draft: &Draft, issue: usize) -> bool {
    let in_bonus = draft
        .bonuses
        .iter()
        .any(|bonus| bonus.when.iter().any(|(known, _)| *known == issue));
    in_bonus
        || draft.red_lines.iter().any(|line| match line {
            RedLine::Value(pick) => pick.issue == issue,
            RedLine::Together(picks) => picks.iter().any(|pick| pick.issue == issue),
            RedLine::Group { issues, .. } => issues.contains(&issue),
        })
}
