//! When issues change: everything that was said about them moves along, and what would be lost is named instead.
//!
//! A value is the one of the same words, or the one in the same place whose words were changed. A rule that hangs on a
//! value that is gone keeps the change from being made: a red line must not vanish because a line was deleted.

use std::collections::BTreeSet;

use analysis::packages::model::{Linkage, Package, Pick};
use analysis::packages::sheet::{Confidence, RedLine};
use analysis::packages::words::Rather;

use super::paper::{Kept, KeptIssue, KeptSheet};

/// Where an issue went: its new number, and for each of its values the new number.
type Moved = Option<(usize, Vec<Option<usize>>)>;

/// The paper with these issues in place of its own; for each, which one it was before.
///
/// # Errors
/// The values and issues that rules still name and that would be gone, by the words they had.
pub fn with_issues(kept: &Kept, new: Vec<(Option<usize>, KeptIssue)>) -> Result<Kept, Vec<String>> {
    let moved: Vec<Moved> = (0..kept.issues.len())
        .map(|old| {
            let now = new.iter().position(|(was, _)| *was == Some(old))?;
            let values = &kept.issues[old].issue.values;
            Some((now, values_moved(values, &new[now].1.issue.values)))
        })
        .collect();
    let gone = gone(kept, &moved);
    if !gone.is_empty() {
        return Err(gone);
    }
    let sheets = kept
        .sheets
        .iter()
        .map(|sheet| sheet_moved(sheet, &moved, &new))
        .collect();
    Ok(Kept {
        linkages: kept
            .linkages
            .iter()
            .map(|one| linkage_moved(one, &moved))
            .collect(),
        sheets,
        issues: new.into_iter().map(|(_, issue)| issue).collect(),
        ..kept.clone()
    })
}

/// For each of the old values where it is now.
fn values_moved(old: &[String], new: &[String]) -> Vec<Option<usize>> {
    let find = |(place, value): (usize, &String)| {
        let same = new.iter().position(|other| other == value);
        same.or_else(|| {
            let renamed = new.get(place).is_some_and(|other| !old.contains(other));
            renamed.then_some(place)
        })
    };
    old.iter().enumerate().map(find).collect()
}

fn pick_moved(pick: Pick, moved: &[Moved]) -> Option<Pick> {
    let (issue, values) = moved[pick.issue].as_ref()?;
    let value = values[pick.value]?;
    Some(Pick {
        issue: *issue,
        value,
    })
}

/// The words of everything that rules name and that is gone.
fn gone(kept: &Kept, moved: &[Moved]) -> Vec<String> {
    let (mut picks, mut issues) = (BTreeSet::new(), BTreeSet::new());
    for linkage in &kept.linkages {
        match linkage {
            Linkage::OnlyWith { this, with: other } | Linkage::Excludes { this, other } => {
                picks.extend([*this, *other]);
            }
            Linkage::Implies {
                this,
                issue,
                values,
            } => {
                picks.insert(*this);
                let issue = *issue;
                picks.extend(values.iter().map(|&value| Pick { issue, value }));
            }
            Linkage::AtMost { of, .. } => picks.extend(of.iter().copied()),
        }
    }
    for sheet in &kept.sheets {
        for line in &sheet.red_lines {
            match line {
                RedLine::Value(pick) => drop(picks.insert(*pick)),
                RedLine::Together(all) => picks.extend(all.iter().copied()),
                RedLine::Group { issues: all, .. } => issues.extend(all.iter().copied()),
            }
        }
        for (issue, values) in sheet.bonuses.iter().flat_map(|bonus| &bonus.when) {
            let issue = *issue;
            picks.extend(values.iter().map(|&value| Pick { issue, value }));
        }
        for Rather { this, than } in &sheet.rather {
            // An issue on which both packages agree says nothing in the statement, and may go.
            let differing = (0..this.len()).filter(|&issue| this[issue] != than[issue]);
            for issue in differing {
                let of = |package: &Package| Pick {
                    issue,
                    value: package[issue],
                };
                picks.extend([of(this), of(than)]);
            }
        }
    }
    let words = |pick: &Pick| {
        let issue = &kept.issues[pick.issue].issue;
        format!("{} — {}", issue.name, issue.values[pick.value])
    };
    let lost = picks
        .iter()
        .filter(|pick| pick_moved(**pick, moved).is_none());
    let lost_issues = issues.iter().filter(|issue| moved[**issue].is_none());
    lost.map(words)
        .chain(lost_issues.map(|issue| kept.issues[*issue].issue.name.clone()))
        .collect()
}

/// Moves a pick that is known to be there still.
fn still(pick: Pick, moved: &[Moved]) -> Pick {
    pick_moved(pick, moved).expect("what is gone was refused")
}

fn issue_still(issue: usize, moved: &[Moved]) -> usize {
    moved[issue].as_ref().expect("what is gone was refused").0
}

fn values_still(issue: usize, values: &[usize], moved: &[Moved]) -> Vec<usize> {
    let value = |&value: &usize| still(Pick { issue, value }, moved).value;
    values.iter().map(value).collect()
}

fn linkage_moved(linkage: &Linkage, moved: &[Moved]) -> Linkage {
    match linkage {
        Linkage::OnlyWith { this, with } => Linkage::OnlyWith {
            this: still(*this, moved),
            with: still(*with, moved),
        },
        Linkage::Excludes { this, other } => Linkage::Excludes {
            this: still(*this, moved),
            other: still(*other, moved),
        },
        Linkage::Implies {
            this,
            issue,
            values,
        } => Linkage::Implies {
            this: still(*this, moved),
            issue: issue_still(*issue, moved),
            values: values_still(*issue, values, moved),
        },
        Linkage::AtMost { most, of } => Linkage::AtMost {
            most: *most,
            of: of.iter().map(|pick| still(*pick, moved)).collect(),
        },
    }
}

fn red_line_moved(line: &RedLine, moved: &[Moved]) -> RedLine {
    match line {
        RedLine::Value(pick) => RedLine::Value(still(*pick, moved)),
        RedLine::Together(picks) => {
            RedLine::Together(picks.iter().map(|pick| still(*pick, moved)).collect())
        }
        RedLine::Group { issues, at_least } => RedLine::Group {
            issues: issues
                .iter()
                .map(|issue| issue_still(*issue, moved))
                .collect(),
            at_least: *at_least,
        },
    }
}

fn sheet_moved(
    sheet: &KeptSheet,
    moved: &[Moved],
    new: &[(Option<usize>, KeptIssue)],
) -> KeptSheet {
    let issues: Vec<KeptIssue> = new.iter().map(|(_, issue)| issue.clone()).collect();
    let mut next = KeptSheet {
        importance: vec![None; issues.len()],
        confidence: vec![Confidence::About; issues.len()],
        ..KeptSheet::empty(sheet.party.clone(), &issues)
    };
    let mut points: Vec<Vec<Option<i128>>> = issues
        .iter()
        .map(|kept| vec![None; kept.issue.values.len()])
        .collect();
    for (old, place) in moved.iter().enumerate() {
        let Some((now, values)) = place else { continue };
        next.importance[*now] = sheet.importance[old];
        next.confidence[*now] = sheet.confidence[old];
        for (from, to) in values.iter().enumerate() {
            let Some(to) = to else { continue };
            next.likings[*now][*to] = sheet.likings[old][from];
            if let Some(known) = &sheet.points {
                points[*now][*to] = known[old][from];
            }
        }
    }
    next.points = sheet.points.is_some().then_some(points);
    next.scale = sheet.scale;
    next.total = sheet.total;
    next.walk_away = sheet.walk_away;
    next.cap = sheet.cap;
    next.red_lines = sheet
        .red_lines
        .iter()
        .map(|line| red_line_moved(line, moved))
        .collect();
    next.bonuses = sheet.bonuses.clone();
    for (issue, values) in next.bonuses.iter_mut().flat_map(|bonus| &mut bonus.when) {
        *values = values_still(*issue, values, moved);
        *issue = issue_still(*issue, moved);
    }
    let package = |old: &Package| package_moved(old, moved, &issues);
    next.rather = sheet
        .rather
        .iter()
        .map(|Rather { this, than }| Rather {
            this: package(this),
            than: package(than),
        })
        .collect();
    next
}

/// A package of a statement: on a new issue, and where both packages had a value that is gone, things stay as they are.
fn package_moved(old: &Package, moved: &[Moved], issues: &[KeptIssue]) -> Package {
    let mut next: Package = issues
        .iter()
        .map(|kept| kept.issue.as_is.unwrap_or(0))
        .collect();
    for (issue, place) in moved.iter().enumerate() {
        if let Some((now, values)) = place
            && let Some(value) = values[old[issue]]
        {
            next[*now] = value;
        }
    }
    next
}
