//! Whether a sheet fits its domain and says something that can be meant.

use super::{Bonus, Draft, RedLine};
use crate::packages::error::{Bounded, Entries, Problem, Where};
use crate::packages::model::{Domain, Pick, RULES_MAX, bounded};

/// All numbers of a sheet together stay below this, so that no sum the search makes in 128 bits can overflow.
const MAGNITUDE_MAX: i128 = 1 << 124;

/// Everything that is checked, in the order in which a person would mend it.
pub(super) fn check(domain: &Domain, draft: &Draft) -> Result<(), Problem> {
    check_shape(domain, draft)?;
    check_magnitude(draft)?;
    check_sum(draft)?;
    bounded(
        Bounded::Rules,
        draft.red_lines.len() + draft.bonuses.len(),
        RULES_MAX,
    )?;
    let party = || draft.party.clone();
    for (number, bonus) in (1..).zip(&draft.bonuses) {
        let party = party();
        check_bonus(domain, bonus, &Where::Bonus { party, number })?;
    }
    for (number, line) in (1..).zip(&draft.red_lines) {
        let party = party();
        check_red_line(domain, draft, line, &Where::RedLine { party, number })?;
    }
    check_something_left(domain, draft)
}

fn check_shape(domain: &Domain, draft: &Draft) -> Result<(), Problem> {
    let shape = |of: Entries, expected: usize, found: usize| match expected == found {
        true => Ok(()),
        false => Err(Problem::Shape {
            wherein: Where::Sheet(draft.party.clone()),
            of,
            expected,
            found,
        }),
    };
    shape(Entries::Issues, domain.issues().len(), draft.points.len())?;
    for (issue, points) in domain.issues().iter().zip(&draft.points) {
        shape(
            Entries::Values(issue.name.clone()),
            issue.values.len(),
            points.len(),
        )?;
    }
    if draft.confidence.is_empty() {
        return Ok(());
    }
    shape(
        Entries::Confidence,
        domain.issues().len(),
        draft.confidence.len(),
    )
}

/// Everything that can ever be added up stays far from overflow.
fn check_magnitude(draft: &Draft) -> Result<(), Problem> {
    let largest = |points: &Vec<i128>| points.iter().map(|p| p.unsigned_abs()).max().unwrap_or(0);
    let issues = draft.points.iter().map(largest);
    let bonuses = draft
        .bonuses
        .iter()
        .map(|bonus| bonus.points.unsigned_abs());
    let lines = draft.red_lines.iter().map(|line| match line {
        RedLine::Group { at_least, .. } => at_least.unsigned_abs(),
        RedLine::Value(_) | RedLine::Together(_) => 0,
    });
    let rest = [
        draft.walk_away.unsigned_abs(),
        draft.scale.unsigned_abs(),
        draft.cap.unwrap_or(0).unsigned_abs(),
    ];
    let sum = issues
        .chain(bonuses)
        .chain(lines)
        .chain(rest)
        .try_fold(0u128, u128::checked_add);
    let fits = sum.is_some_and(|sum| sum <= MAGNITUDE_MAX.unsigned_abs()) && draft.scale > 0;
    if fits {
        Ok(())
    } else {
        Err(Problem::TooFine {
            party: draft.party.clone(),
        })
    }
}

fn check_sum(draft: &Draft) -> Result<(), Problem> {
    let best = draft
        .points
        .iter()
        .map(|points| points.iter().copied().max().unwrap_or(0));
    let sum: i128 = best.sum();
    match draft.total {
        Some(total) if total != sum => Err(Problem::PointsDoNotAddUp {
            party: draft.party.clone(),
            sum,
            total,
        }),
        _ => Ok(()),
    }
}

fn check_bonus(domain: &Domain, bonus: &Bonus, wherein: &Where) -> Result<(), Problem> {
    let empty = || Problem::EmptyRule {
        wherein: wherein.clone(),
    };
    if bonus.when.is_empty() || bonus.when.iter().any(|(_, values)| values.is_empty()) {
        return Err(empty());
    }
    let mut issues: Vec<usize> = bonus.when.iter().map(|(issue, _)| *issue).collect();
    issues.sort_unstable();
    if issues.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(empty());
    }
    let picks = bonus.when.iter().flat_map(|(issue, values)| {
        values.iter().map(|&value| Pick {
            issue: *issue,
            value,
        })
    });
    picks
        .into_iter()
        .try_for_each(|pick| domain.check_pick(pick, wherein))
}

fn check_red_line(
    domain: &Domain,
    draft: &Draft,
    line: &RedLine,
    wherein: &Where,
) -> Result<(), Problem> {
    let empty = || {
        Err(Problem::EmptyRule {
            wherein: wherein.clone(),
        })
    };
    match line {
        RedLine::Value(pick) => domain.check_pick(*pick, wherein),
        RedLine::Together(picks) => {
            let mut issues: Vec<usize> = picks.iter().map(|pick| pick.issue).collect();
            issues.sort_unstable();
            if picks.is_empty() || issues.windows(2).any(|pair| pair[0] == pair[1]) {
                return empty();
            }
            picks
                .iter()
                .try_for_each(|pick| domain.check_pick(*pick, wherein))
        }
        RedLine::Group { issues, at_least } => {
            if issues.is_empty() || (1..issues.len()).any(|i| issues[..i].contains(&issues[i])) {
                return empty();
            }
            issues
                .iter()
                .try_for_each(|&issue| domain.check_pick(Pick { issue, value: 0 }, wherein))?;
            let best = issues
                .iter()
                .map(|&issue| draft.points[issue].iter().copied().max().unwrap_or(0))
                .sum();
            let (party, at_least) = (draft.party.clone(), *at_least);
            if best < at_least {
                Err(Problem::GroupOutOfReach {
                    party,
                    at_least,
                    best,
                })
            } else {
                Ok(())
            }
        }
    }
}

/// A sheet that forbids every value of an issue contradicts itself: that is a slip of the pen, not a position.
fn check_something_left(domain: &Domain, draft: &Draft) -> Result<(), Problem> {
    let never = |pick: Pick| {
        draft.red_lines.iter().any(|line| match line {
            RedLine::Value(known) => *known == pick,
            RedLine::Together(picks) => picks.as_slice() == [pick],
            RedLine::Group { .. } => false,
        })
    };
    for (issue, known) in domain.issues().iter().enumerate() {
        if (0..known.values.len()).all(|value| never(Pick { issue, value })) {
            return Err(Problem::NothingLeft {
                party: draft.party.clone(),
                issue: known.name.clone(),
            });
        }
    }
    Ok(())
}
