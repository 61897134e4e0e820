//! From a case to what the algorithms work on: variables with few classes of values, boxes and thresholds.
//!
//! Two values of an issue that no linkage, red line or bonus tells apart belong to one group. In a group a value that
//! another one beats for every party can never be part of an undominated package, and equal ones are kept as one class
//! with several members. That changes no result and often shrinks a case by orders of magnitude.

mod tidy;

use std::collections::BTreeMap;

use super::model::{Linkage, Pick};
use super::sheet::{Case, RedLine};

/// Where a hard rule comes from, so that rules can be left out when a conflict is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// The linkage with this number.
    Linkage(usize),
    /// The red line with this number of the party with that number.
    RedLine { party: usize, line: usize },
}

/// Values of one issue that are the same to everybody.
#[derive(Debug, Clone)]
pub(super) struct Class<const M: usize> {
    /// What they bring to each party.
    pub gain: [i128; M],
    /// The values.
    pub members: Vec<usize>,
}

/// What happens when every condition of a box holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect<const M: usize> {
    /// There is no such package.
    Never,
    /// Points on top.
    Add([i128; M]),
}

/// A conjunction of conditions over few issues.
#[derive(Debug, Clone)]
pub(super) struct Rule<const M: usize> {
    /// For each issue concerned: for every class, whether it counts.
    pub when: Vec<(usize, Vec<bool>)>,
    pub effect: Effect<M>,
}

/// The weights of the classes have to add up to at least so much.
#[derive(Debug, Clone)]
pub(super) struct Threshold {
    /// For each issue concerned: the weight of every class.
    pub terms: Vec<(usize, Vec<i128>)>,
    pub at_least: i128,
}

/// A case, made ready. One variable for every issue, in their order.
#[derive(Debug, Clone)]
pub(super) struct Compiled<const M: usize> {
    pub variables: Vec<Vec<Class<M>>>,
    pub rules: Vec<Rule<M>>,
    pub thresholds: Vec<Threshold>,
}

/// Which part of a case is looked at.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    /// Whether a hard rule applies.
    pub applies: &'a dyn Fn(Source) -> bool,
    /// Values settled beforehand.
    pub settled: &'a BTreeMap<usize, usize>,
    /// For every party other points than its sheet has; red lines are still counted in those of the sheet.
    pub points: Option<&'a [Vec<Vec<i128>>]>,
}

/// Nothing is settled.
pub(super) static NOTHING_SETTLED: BTreeMap<usize, usize> = BTreeMap::new();

impl View<'_> {
    /// The case as it is.
    pub fn whole() -> View<'static> {
        View {
            applies: &|_| true,
            settled: &NOTHING_SETTLED,
            points: None,
        }
    }
}

/// Makes a case ready. An issue without a class left means that no package respects all rules.
pub(super) fn compile<const M: usize>(case: &Case, view: View<'_>) -> Compiled<M> {
    let mut raw = Compiled {
        variables: variables(case, view),
        rules: bonuses(case),
        thresholds: Vec::new(),
    };
    for (number, linkage) in case.domain().linkages().iter().enumerate() {
        if (view.applies)(Source::Linkage(number)) {
            add_linkage(&mut raw, case, linkage);
        }
    }
    for (party, sheet) in case.sheets().iter().enumerate() {
        for (line, red_line) in sheet.red_lines.iter().enumerate() {
            if (view.applies)(Source::RedLine { party, line }) {
                add_red_line(&mut raw, case, party, red_line);
            }
        }
    }
    tidy::tidy(raw)
}

/// At first every value is its own class, and the position of a class is the value's number.
fn variables<const M: usize>(case: &Case, view: View<'_>) -> Vec<Vec<Class<M>>> {
    let issues = case.domain().issues().iter().enumerate();
    issues
        .map(|(number, issue)| {
            let points = |party: usize| match view.points {
                Some(points) => points.get(party).map(|points| &points[number]),
                None => case.sheets().get(party).map(|sheet| &sheet.points[number]),
            };
            let gain = |value: usize| {
                std::array::from_fn(|party| points(party).map_or(0, |points| points[value]))
            };
            let fixed = if issue.ring_fenced {
                issue.as_is
            } else {
                view.settled.get(&number).copied()
            };
            let open = |value: usize| fixed.is_none_or(|fixed| fixed == value);
            let members = |value: usize| if open(value) { vec![value] } else { Vec::new() };
            (0..issue.values.len())
                .map(|value| Class {
                    gain: gain(value),
                    members: members(value),
                })
                .collect()
        })
        .collect()
}

fn bonuses<const M: usize>(case: &Case) -> Vec<Rule<M>> {
    let mut rules = Vec::new();
    for (party, sheet) in case.sheets().iter().enumerate() {
        for bonus in &sheet.bonuses {
            let mut add = [0; M];
            add[party] = bonus.points;
            let when = bonus
                .when
                .iter()
                .map(|(issue, values)| (*issue, mask(case, *issue, values, false)));
            rules.push(Rule {
                when: when.collect(),
                effect: Effect::Add(add),
            });
        }
    }
    rules
}

/// For every value of the issue whether it is one of these, or (inverted) none of them.
fn mask(case: &Case, issue: usize, values: &[usize], inverted: bool) -> Vec<bool> {
    let count = case.domain().issues()[issue].values.len();
    let mut mask = vec![inverted; count];
    for &value in values {
        mask[value] = !inverted;
    }
    mask
}

fn never<const M: usize>(raw: &mut Compiled<M>, when: Vec<(usize, Vec<bool>)>) {
    raw.rules.push(Rule {
        when,
        effect: Effect::Never,
    });
}

fn add_linkage<const M: usize>(raw: &mut Compiled<M>, case: &Case, linkage: &Linkage) {
    let is = |pick: Pick| (pick.issue, mask(case, pick.issue, &[pick.value], false));
    let is_not = |issue: usize, values: &[usize]| (issue, mask(case, issue, values, true));
    match linkage {
        Linkage::OnlyWith { this, with } => {
            never(raw, vec![is(*this), is_not(with.issue, &[with.value])])
        }
        Linkage::Excludes { this, other } => never(raw, vec![is(*this), is(*other)]),
        Linkage::Implies {
            this,
            issue,
            values,
        } => never(raw, vec![is(*this), is_not(*issue, values)]),
        Linkage::AtMost { most, of } => {
            let mut terms: BTreeMap<usize, Vec<i128>> = BTreeMap::new();
            for pick in of {
                let count = case.domain().issues()[pick.issue].values.len();
                terms.entry(pick.issue).or_insert_with(|| vec![0; count])[pick.value] = -1;
            }
            let most = i128::try_from(*most).unwrap_or(i128::MAX);
            raw.thresholds.push(Threshold {
                terms: terms.into_iter().collect(),
                at_least: -most,
            });
        }
    }
}

fn add_red_line<const M: usize>(raw: &mut Compiled<M>, case: &Case, party: usize, line: &RedLine) {
    let is = |pick: &Pick| (pick.issue, mask(case, pick.issue, &[pick.value], false));
    match line {
        RedLine::Value(pick) => never(raw, vec![is(pick)]),
        RedLine::Together(picks) => never(raw, picks.iter().map(is).collect()),
        RedLine::Group { issues, at_least } => {
            let terms = issues
                .iter()
                .map(|&issue| (issue, case.sheets()[party].points[issue].clone()))
                .collect();
            raw.thresholds.push(Threshold {
                terms,
                at_least: *at_least,
            });
        }
    }
}

/// At least as much for everybody. (Equal vectors dominate each other in this sense.)
pub(super) fn dominates<const M: usize>(one: &[i128; M], other: &[i128; M]) -> bool {
    one.iter().zip(other).all(|(a, b)| a >= b)
}

/// The sum of two vectors. Sheets are bounded so that it cannot overflow.
pub(super) fn add<const M: usize>(one: &[i128; M], other: &[i128; M]) -> [i128; M] {
    std::array::from_fn(|party| one[party] + other[party])
}
