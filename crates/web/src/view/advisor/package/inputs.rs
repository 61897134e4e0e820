//! All that a result rests on: every input with its value, what is taken for granted, and the weakest point.

use advice::packages::{basis, bonus, linkage, points_text, red_line};
use analysis::packages::model::Issue;
use analysis::packages::sheet::{Case, Sheet};
use i18n::Arg;

use super::search::Searched;
use super::sheet::word_of_confidence;
use crate::pages::advisor::package::{InputGroup, Rests};
use crate::view::Scene;

/// What this result rests on.
pub fn rests(scene: &Scene<'_>, searched: &Searched) -> Rests {
    let case = &searched.case;
    let mut groups: Vec<InputGroup> = case
        .sheets()
        .iter()
        .map(|sheet| of_sheet(scene, case, sheet))
        .collect();
    let linkages = case.domain().linkages().iter();
    let linkages = linkages.map(|one| (String::new(), linkage(scene.l, case.domain(), one)));
    groups.push(InputGroup {
        title: scene.l.t("advisor-package-pages-tab-linkages"),
        lines: linkages.collect(),
    });
    groups.retain(|group| !group.lines.is_empty());
    Rests {
        basis: basis(scene.l, case, &searched.answer),
        groups,
    }
}

fn of_sheet(scene: &Scene<'_>, case: &Case, sheet: &Sheet) -> InputGroup {
    let domain = case.domain();
    let issues = domain.issues().iter().enumerate();
    let mut lines: Vec<(String, String)> = issues
        .map(|(at, issue)| (issue.name.clone(), weights(scene, sheet, at, issue)))
        .collect();
    lines.push((
        scene.l.t("advisor-package-pages-walk"),
        points_text(scene.l, &sheet.amount(sheet.walk_away)),
    ));
    let red = |line| (scene.l.t("advisor-package-pages-red-line"), line);
    let red_lines = sheet.red_lines.iter();
    lines.extend(red_lines.map(|line| red(red_line(scene.l, domain, sheet, line))));
    let bonuses = sheet.bonuses.iter();
    lines.extend(bonuses.map(|one| (String::new(), bonus(scene.l, domain, sheet, one))));
    let key = match sheet.guessed {
        true => "advisor-packages-input-sheet-guessed",
        false => "advisor-packages-input-sheet",
    };
    InputGroup {
        title: scene.l.ta(key, &[("party", Arg::from(&sheet.party))]),
        lines,
    }
}

/// "As it is: 0, Half: 120. Sure".
fn weights(scene: &Scene<'_>, sheet: &Sheet, at: usize, issue: &Issue) -> String {
    let values = issue.values.iter().zip(&sheet.points[at]);
    let values = values.map(|(value, &units)| {
        let points = points_text(scene.l, &sheet.amount(units));
        let arguments = [("name", Arg::from(value)), ("value", Arg::from(&points))];
        scene.l.ta("advisor-input", &arguments)
    });
    let values: Vec<String> = values.collect();
    let values = values.join(&scene.l.t("frame-list-separator"));
    let sure = sheet.confidence.get(at).copied().unwrap_or_default();
    let sure = scene.l.t(&format!(
        "advisor-package-pages-sure-{}",
        word_of_confidence(sure)
    ));
    let arguments = [("values", Arg::from(&values)), ("sure", Arg::from(&sure))];
    scene.l.ta("advisor-package-pages-input-issue", &arguments)
}
