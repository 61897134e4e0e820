//! What advice on packages rests on: inputs with their values, assumptions, and the weakest of them.

use analysis::packages::amount::Amount;
use analysis::packages::points::comparable;
use analysis::packages::sheet::{Case, Sheet};
use analysis::packages::{Answer, Exactness};
use i18n::{Arg, Localizer};

use super::{grouped, issue_names, points_text};

/// What stands under every piece of advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// Each input with its value.
    pub inputs: Vec<(String, String)>,
    /// What is taken for granted.
    pub assumptions: Vec<String>,
    /// Where it is most likely to be wrong.
    pub weakest: String,
}

/// The basis of an answer.
pub fn basis(l: Localizer, case: &Case, answer: &Answer) -> Basis {
    Basis {
        inputs: inputs(l, case),
        assumptions: assumptions(l, case),
        weakest: weakest(l, case, answer),
    }
}

fn inputs(l: Localizer, case: &Case) -> Vec<(String, String)> {
    let outcomes = grouped(l, &case.domain().outcomes().to_string());
    let issues = [
        ("issues", case.domain().issues().len().into()),
        ("outcomes", Arg::from(&outcomes)),
    ];
    let linkages = [("count", case.domain().linkages().len().into())];
    let mut inputs = vec![
        (
            l.t("advisor-packages-input-issues"),
            l.ta("advisor-packages-input-issues-value", &issues),
        ),
        (
            l.t("advisor-packages-input-linkages"),
            l.ta("advisor-packages-input-linkages-value", &linkages),
        ),
    ];
    inputs.extend(case.sheets().iter().map(|sheet| sheet_line(l, sheet)));
    inputs
}

fn sheet_line(l: Localizer, sheet: &Sheet) -> (String, String) {
    let key = if sheet.guessed {
        "advisor-packages-input-sheet-guessed"
    } else {
        "advisor-packages-input-sheet"
    };
    let best: i128 = sheet
        .points
        .iter()
        .map(|points| points.iter().copied().max().unwrap_or(0))
        .sum();
    let total = points_text(l, &sheet.amount(sheet.total.unwrap_or(best)));
    let walk = points_text(l, &sheet.amount(sheet.walk_away));
    let arguments = [
        ("total", Arg::from(&total)),
        ("walk", Arg::from(&walk)),
        ("lines", sheet.red_lines.len().into()),
        ("bonuses", sheet.bonuses.len().into()),
    ];
    (
        l.ta(key, &[("party", Arg::from(&sheet.party))]),
        l.ta("advisor-packages-input-sheet-value", &arguments),
    )
}

fn assumptions(l: Localizer, case: &Case) -> Vec<String> {
    let mut lines = ["sums", "today", "kept"]
        // i18n: advisor-packages-assume-
        .map(|what| l.t(&format!("advisor-packages-assume-{what}")))
        .to_vec();
    let fenced = case
        .domain()
        .issues()
        .iter()
        .enumerate()
        .filter(|(_, issue)| issue.ring_fenced)
        .map(|(number, _)| number);
    let fenced = issue_names(l, case.domain(), fenced);
    if !fenced.is_empty() {
        lines.push(l.ta(
            "advisor-packages-assume-fenced",
            &[("issues", Arg::from(&fenced))],
        ));
    }
    lines
}

/// An open search first, then a guessed sheet, then the least certain weight, then scales; else the points themselves.
fn weakest(l: Localizer, case: &Case, answer: &Answer) -> String {
    let what = if answer.exactness != Exactness::Exact {
        l.t("advisor-packages-weakest-search")
    } else if let Some(sheet) = case.sheets().iter().find(|sheet| sheet.guessed) {
        l.ta(
            "advisor-packages-weakest-guessed",
            &[("party", Arg::from(&sheet.party))],
        )
    } else if let Some((sheet, issue, percent)) = least_certain(case) {
        let name = &case.domain().issues()[issue].name;
        let arguments = [
            ("party", Arg::from(&sheet.party)),
            ("issue", Arg::from(name)),
            ("percent", percent.into()),
        ];
        l.ta("advisor-packages-weakest-weight", &arguments)
    } else if !comparable(case) {
        l.t("advisor-packages-weakest-scale")
    } else {
        l.t("advisor-packages-weakest-points")
    };
    l.ta("advisor-packages-weakest", &[("what", Arg::from(&what))])
}

/// The issue with the most points in doubt, as a share of the sheet's own points; the first one of equals.
fn least_certain(case: &Case) -> Option<(&Sheet, usize, i64)> {
    let mut found: Option<(Amount, &Sheet, usize, i64)> = None;
    for sheet in case.sheets() {
        let largest = |issue: usize| sheet.points[issue].iter().copied().max().unwrap_or(0);
        for (issue, confidence) in sheet.confidence.iter().enumerate() {
            let permille = confidence.permille();
            let doubt = Amount::from(
                sheet.amount(largest(issue)).rational() * Amount::new(permille, 1).rational(),
            );
            if permille > 0 && found.as_ref().is_none_or(|(most, ..)| doubt > *most) {
                found = Some((doubt, sheet, issue, permille / 10));
            }
        }
    }
    found.map(|(_, sheet, issue, percent)| (sheet, issue, percent))
}
