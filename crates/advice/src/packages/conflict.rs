//! Why there is no package: which demands cannot be met together, and what would open one.

use analysis::packages::conflict::{Conflict, Demand};
use analysis::packages::model::{Linkage, Pick};
use analysis::packages::sheet::{Case, RedLine};
use i18n::{Arg, Localizer};

use super::{issue_names, listed, pick_text, points_text};

/// The demands that cannot be met together, one in a line, and the ways out.
pub fn conflict(l: Localizer, case: &Case, conflict: &Conflict) -> Vec<String> {
    let mut lines = vec![l.t("advisor-packages-conflict-together")];
    lines.extend(conflict.minimal.iter().map(|one| demand(l, case, *one)));
    for given_up in &conflict.ways_out {
        let demands = listed(l, given_up.iter().map(|one| demand(l, case, *one)));
        lines.push(l.ta(
            "advisor-packages-conflict-way-out",
            &[("demands", Arg::from(&demands))],
        ));
    }
    if conflict.ways_out.is_empty() {
        lines.push(l.t("advisor-packages-conflict-no-way-out"));
    }
    if !conflict.proven {
        lines.push(l.t("advisor-packages-conflict-not-proven"));
    }
    lines
}

/// A demand in words.
fn demand(l: Localizer, case: &Case, demand: Demand) -> String {
    match demand {
        Demand::Linkage(number) => linkage(l, case, &case.domain().linkages()[number]),
        Demand::RedLine { party, line } => {
            red_line(l, case, party, &case.sheets()[party].red_lines[line])
        }
        Demand::WalkAway { party } => {
            let sheet = &case.sheets()[party];
            let points = points_text(l, &sheet.amount(sheet.walk_away));
            l.ta(
                "advisor-packages-demand-walk-away",
                &[
                    ("party", Arg::from(&sheet.party)),
                    ("points", Arg::from(&points)),
                ],
            )
        }
    }
}

fn red_line(l: Localizer, case: &Case, party: usize, line: &RedLine) -> String {
    let sheet = &case.sheets()[party];
    let party = ("party", Arg::from(&sheet.party));
    match line {
        RedLine::Value(pick) => l.ta(
            "advisor-packages-demand-value",
            &[party, ("pick", Arg::from(&pick_text(l, case, *pick)))],
        ),
        RedLine::Together(picks) => l.ta(
            "advisor-packages-demand-together",
            &[party, ("picks", Arg::from(&all(l, case, picks)))],
        ),
        RedLine::Group { issues, at_least } => {
            let points = points_text(l, &sheet.amount(*at_least));
            let issues = issue_names(l, case, issues.iter().copied());
            let arguments = [
                party,
                ("points", Arg::from(&points)),
                ("issues", Arg::from(&issues)),
            ];
            l.ta("advisor-packages-demand-group", &arguments)
        }
    }
}

fn linkage(l: Localizer, case: &Case, linkage: &Linkage) -> String {
    let pair = |key: &str, this: Pick, other: Pick| {
        let (this, other) = (pick_text(l, case, this), pick_text(l, case, other));
        l.ta(
            key,
            &[("this", Arg::from(&this)), ("other", Arg::from(&other))],
        )
    };
    match linkage {
        Linkage::OnlyWith { this, with } => {
            pair("advisor-packages-linkage-only-with", *this, *with)
        }
        Linkage::Excludes { this, other } => {
            pair("advisor-packages-linkage-excludes", *this, *other)
        }
        Linkage::Implies {
            this,
            issue,
            values,
        } => {
            let then = &case.domain().issues()[*issue];
            let values = listed(l, values.iter().map(|&value| then.values[value].clone()));
            let this = pick_text(l, case, *this);
            let arguments = [
                ("this", Arg::from(&this)),
                ("issue", Arg::from(&then.name)),
                ("values", Arg::from(&values)),
            ];
            l.ta("advisor-packages-linkage-implies", &arguments)
        }
        Linkage::AtMost { most, of } => {
            let picks = all(l, case, of);
            l.ta(
                "advisor-packages-linkage-at-most",
                &[("most", (*most).into()), ("picks", Arg::from(&picks))],
            )
        }
    }
}

fn all(l: Localizer, case: &Case, picks: &[Pick]) -> String {
    listed(l, picks.iter().map(|pick| pick_text(l, case, *pick)))
}
