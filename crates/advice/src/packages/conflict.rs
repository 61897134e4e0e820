//! Why there is no package: which demands cannot be met together, and what would open one.

use analysis::packages::conflict::{Conflict, Demand};
use analysis::packages::sheet::Case;
use i18n::{Arg, Localizer};

use super::{linkage, listed, points_text, red_line};

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
pub(super) fn demand(l: Localizer, case: &Case, demand: Demand) -> String {
    match demand {
        Demand::Linkage(number) => linkage(l, case.domain(), &case.domain().linkages()[number]),
        Demand::RedLine { party, line } => {
            let sheet = &case.sheets()[party];
            red_line(l, case.domain(), sheet, &sheet.red_lines[line])
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
