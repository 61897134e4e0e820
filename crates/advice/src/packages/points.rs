//! The packages singled out, with the definitions they are singled out by.

use analysis::packages::amount::Count;
use analysis::packages::points::BargainingPoints;
use analysis::packages::sheet::Case;
use analysis::packages::{Answer, Point};
use i18n::{Arg, Localizer};

use super::{for_each_party, listed, package};

const NAMES: [&str; 4] = ["nash", "kalai-smorodinsky", "egalitarian", "utilitarian"];

/// Every point that is singled out, once, under all the names it has; then the definitions and a warning about scales.
pub fn bargaining_points(
    l: Localizer,
    case: &Case,
    answer: &Answer,
    chosen: Option<&BargainingPoints>,
) -> Vec<String> {
    let Some(chosen) = chosen else {
        return vec![l.t("advisor-packages-point-none")];
    };
    let mut lines = Vec::new();
    for (position, point) in answer.points.iter().enumerate() {
        let names = singled_out(l, chosen, position);
        if !names.is_empty() {
            lines.extend(lines_of(l, case, answer, point, names));
        }
    }
    lines.extend(NAMES.map(|name| l.t(&format!("advisor-packages-point-{name}-means"))));
    let scale = if chosen.comparable {
        "advisor-packages-point-scale"
    } else {
        "advisor-packages-point-not-comparable"
    };
    lines.push(l.t(scale));
    lines
}

/// The names under which the point at this position is singled out; mostly none.
pub fn singled_out(l: Localizer, chosen: &BargainingPoints, position: usize) -> Vec<String> {
    let positions = [
        &chosen.nash,
        &chosen.kalai_smorodinsky,
        &chosen.egalitarian,
        &chosen.utilitarian,
    ];
    let named = NAMES.iter().zip(positions);
    let named = named.filter(|(_, positions)| positions.contains(&position));
    named
        // i18n: advisor-packages-point-
        .map(|(name, _)| l.t(&format!("advisor-packages-point-{name}")))
        .collect()
}

fn lines_of(
    l: Localizer,
    case: &Case,
    answer: &Answer,
    point: &Point,
    names: Vec<String>,
) -> Vec<String> {
    let names = listed(l, names.into_iter());
    let amounts = for_each_party(l, &answer.parties, &point.amounts);
    let mut lines = vec![l.ta(
        "advisor-packages-point-chosen",
        &[
            ("names", Arg::from(&names)),
            ("amounts", Arg::from(&amounts)),
        ],
    )];
    if let Some(first) = point.packages.first() {
        lines.push(package(l, case, first));
    }
    let (Count::Exactly(number) | Count::AtLeast(number)) = &point.count;
    let more = number.to_string().parse::<i64>().unwrap_or(i64::MAX) - 1;
    if more > 0 {
        lines.push(l.ta("advisor-packages-point-more", &[("count", more.into())]));
    }
    lines
}
