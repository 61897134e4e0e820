//! A sheet as it was typed: kept even where something is missing, refused where something cannot be meant.

use advice::packages as said;
use analysis::packages::amount::Amount;
use analysis::packages::error::Problem;
use analysis::packages::model::{Domain, Pick};
use analysis::packages::sheet::{Bonus, Confidence, RedLine, Sheet};
use i18n::Arg;

use super::super::paper::{Kept, KeptSheet, Lacking, Who, who};
use super::super::picks::{picked, picked_issues};
use super::super::{say, wrong};
use super::{IMPORTANCE, LIKING, SURE};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::view::Scene;

/// The most points that a sheet filled in by hand hands out.
const POINTS_MAX: i128 = 10_000;

/// The paper with the sheet that was typed, or all that is wrong with it. What is merely missing may stay missing.
pub fn typed(
    scene: &Scene<'_>,
    kept: &Kept,
    at: usize,
    fields: &Fields,
) -> Result<Kept, Vec<FieldError>> {
    let mut errors = Vec::new();
    let who = who(scene, kept)[at].clone();
    let domain = kept
        .domain()
        .map_err(|problem| vec![wrong(scene, "", &problem)])?;
    let mut next = kept.clone();
    let sheet = &mut next.sheets[at];
    words_typed(kept, sheet, fields);
    if sheet.scale == 1 {
        match whole(fields.get("total"), 1, POINTS_MAX) {
            Some(total) => sheet.total = Some(total),
            None => errors.push(number_wrong(
                scene,
                "total",
                "advisor-package-pages-total",
                1,
                POINTS_MAX,
            )),
        }
    }
    let most = sheet.scale.saturating_mul(POINTS_MAX);
    match whole(fields.get("walk"), -most, most) {
        Some(walk) => sheet.walk_away = walk,
        None => errors.push(number_wrong(
            scene,
            "walk",
            "advisor-package-pages-walk",
            -most,
            most,
        )),
    }
    match fields.has("numbers") {
        true => sheet.points = Some(numbers_typed(scene, kept, fields, most, &mut errors)),
        false => sheet.points = None,
    }
    rules_typed(scene, &domain, sheet, &who, fields, most, &mut errors);
    if errors.is_empty()
        && let Err(error) = fits(scene, &next, &domain, at, &who)
    {
        errors.push(error);
    }
    match errors.is_empty() {
        true => Ok(next),
        false => Err(errors),
    }
}

fn words_typed(kept: &Kept, sheet: &mut KeptSheet, fields: &Fields) {
    for (issue, known) in kept.issues.iter().enumerate() {
        sheet.importance[issue] = of_word(&IMPORTANCE, fields.get(&format!("importance-{issue}")));
        let sure = of_word(&SURE, fields.get(&format!("sure-{issue}")));
        sheet.confidence.resize(kept.issues.len(), Confidence::Sure);
        sheet.confidence[issue] = sure.unwrap_or(Confidence::About);
        for value in 0..known.issue.values.len() {
            sheet.likings[issue][value] =
                of_word(&LIKING, fields.get(&format!("liking-{issue}-{value}")));
        }
    }
    let dropped = |kind: &str, at: usize| {
        fields
            .all("drop")
            .any(|value| value == format!("{kind}-{at}"))
    };
    let mut at = 0..;
    sheet.red_lines.retain(|line| {
        let at = at.next().unwrap_or_default();
        !matches!(line, RedLine::Value(_)) && !dropped("line", at)
    });
    let mut at = 0..;
    sheet
        .bonuses
        .retain(|_| !dropped("bonus", at.next().unwrap_or_default()));
    let mut at = 0..;
    sheet
        .rather
        .retain(|_| !dropped("rather", at.next().unwrap_or_default()));
    for (issue, known) in kept.issues.iter().enumerate() {
        for value in 0..known.issue.values.len() {
            if fields.has(&format!("never-{issue}-{value}")) {
                sheet.red_lines.push(RedLine::Value(Pick { issue, value }));
            }
        }
    }
}

fn numbers_typed(
    scene: &Scene<'_>,
    kept: &Kept,
    fields: &Fields,
    most: i128,
    errors: &mut Vec<FieldError>,
) -> Vec<Vec<Option<i128>>> {
    let mut all = Vec::new();
    for (issue, known) in kept.issues.iter().enumerate() {
        let mut row = Vec::new();
        for value in 0..known.issue.values.len() {
            let name = format!("points-{issue}-{value}");
            let typed = fields.trimmed(&name);
            let number = whole(typed, -most, most);
            if number.is_none() && !typed.is_empty() {
                errors.push(number_wrong(
                    scene,
                    &name,
                    "advisor-package-pages-points",
                    -most,
                    most,
                ));
            }
            row.push(number);
        }
        all.push(row);
    }
    all
}

/// Adds the rules in the empty rows; each is checked by itself, so that the error stands at its row.
fn rules_typed(
    scene: &Scene<'_>,
    domain: &Domain,
    sheet: &mut KeptSheet,
    who: &Who,
    fields: &Fields,
    most: i128,
    errors: &mut Vec<FieldError>,
) {
    let mut check = |field: &str, sheet: &KeptSheet| match sound(domain, sheet, who) {
        Ok(()) => true,
        Err(problem) => {
            errors.push(wrong(scene, field, &problem));
            false
        }
    };
    if !check("never-0-0", sheet) {
        return;
    }
    let together = picked(fields, "together");
    if !together.is_empty() {
        sheet.red_lines.push(RedLine::Together(together));
        check("together-0", sheet);
    }
    let bonus = picked(fields, "bonus");
    let points = whole(fields.get("bonus-points"), -most, most);
    if let (Some(points), false) = (points, bonus.is_empty()) {
        let when = bonus
            .iter()
            .map(|pick| (pick.issue, vec![pick.value]))
            .collect();
        sheet.bonuses.push(Bonus { when, points });
        check("bonus-points", sheet);
    } else if !bonus.is_empty() || fields.has("bonus-points") {
        errors.push(say(
            scene,
            "bonus-points",
            "advisor-package-pages-rule-half",
        ));
    }
    let group = picked_issues(fields, "group");
    let least = whole(fields.get("group-least"), -most, most);
    if let (Some(at_least), false) = (least, group.is_empty()) {
        sheet.red_lines.push(RedLine::Group {
            issues: group,
            at_least,
        });
    } else if !group.is_empty() || fields.has("group-least") {
        errors.push(say(scene, "group-least", "advisor-package-pages-rule-half"));
    }
}

/// Whether red lines and combinations can be meant, whatever the points are. Groups are looked at with the points.
fn sound(domain: &Domain, sheet: &KeptSheet, who: &Who) -> Result<(), Problem> {
    let nothing = domain
        .issues()
        .iter()
        .map(|issue| vec![0; issue.values.len()])
        .collect();
    let mut draft = sheet.draft(&who.name, who.guessed, nothing);
    draft.total = None;
    draft
        .red_lines
        .retain(|line| !matches!(line, RedLine::Group { .. }));
    Sheet::new(domain, draft).map(drop)
}

/// Whether a sheet that lacks nothing can be meant.
fn fits(
    scene: &Scene<'_>,
    kept: &Kept,
    domain: &Domain,
    at: usize,
    who: &Who,
) -> Result<(), FieldError> {
    match kept.sheet(domain, at, who) {
        Ok(_) | Err(Lacking::Words { .. } | Lacking::Issues) => Ok(()),
        Err(Lacking::Refused { problem, .. }) => {
            let field = match *problem {
                Problem::PointsDoNotAddUp { .. } => "total",
                Problem::GroupOutOfReach { .. } => "group-least",
                _ => "",
            };
            Err(wrong(scene, field, &problem))
        }
    }
}

fn whole(typed: &str, least: i128, most: i128) -> Option<i128> {
    let number: i128 = typed.trim().parse().ok()?;
    (least..=most).contains(&number).then_some(number)
}

fn number_wrong(
    scene: &Scene<'_>,
    field: &str,
    label: &str,
    least: i128,
    most: i128,
) -> FieldError {
    let what = scene.l.t(label);
    let text = |number: i128| said::points_text(scene.l, &Amount::new(number, 1));
    let (least, most) = (text(least), text(most));
    let arguments = [
        ("what", Arg::from(&what)),
        ("least", Arg::from(&least)),
        ("most", Arg::from(&most)),
    ];
    FieldError {
        field: field.to_owned(),
        what: scene.l.ta("advisor-pages-number-wrong", &arguments),
    }
}

fn of_word<T: Copy>(words: &[(T, &'static str)], name: &str) -> Option<T> {
    words
        .iter()
        .find(|(_, known)| *known == name)
        .map(|(word, _)| *word)
}
