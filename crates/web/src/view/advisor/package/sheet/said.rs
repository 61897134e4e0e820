//! What a sheet says already: red lines and combinations in sentences, and statements that its points contradict.

use advice::packages as said;
use analysis::packages::sheet::{Draft, RedLine, Sheet};
use analysis::packages::words::{Rather, contradicted};
use i18n::Arg;

use super::super::paper::{Kept, KeptSheet, Who};
use crate::fields::Fields;
use crate::pages::advisor::package::{Said, Statement};
use crate::view::Scene;

/// A sheet for words only: who it is of and how it counts.
fn for_words(sheet: &KeptSheet, who: &Who) -> Draft {
    sheet.draft(&who.name, who.guessed, Vec::new())
}

pub(super) fn lines_said(
    scene: &Scene<'_>,
    kept: &Kept,
    sheet: &KeptSheet,
    who: &Who,
    fields: &Fields,
) -> Vec<Said> {
    let Ok(domain) = kept.domain() else {
        return Vec::new();
    };
    let draft = for_words(sheet, who);
    let dropped = |name: &str, value: &String| fields.all(name).any(|ticked| ticked == value);
    let lines = sheet.red_lines.iter().enumerate();
    // A value that is never accepted is a box beside the value.
    let lines = lines.filter(|(_, line)| !matches!(line, RedLine::Value(_)));
    let lines = lines.map(|(at, line)| {
        let value = format!("line-{at}");
        Said {
            words: said::red_line(scene.l, &domain, &draft, line),
            dropped: dropped("drop", &value),
            value,
        }
    });
    let bonuses = sheet.bonuses.iter().enumerate().map(|(at, bonus)| {
        let value = format!("bonus-{at}");
        Said {
            words: said::bonus(scene.l, &domain, &draft, bonus),
            dropped: dropped("drop", &value),
            value,
        }
    });
    lines.chain(bonuses).collect()
}

/// What the owner would rather have, and where the points say otherwise.
pub(super) fn statements(
    scene: &Scene<'_>,
    kept: &Kept,
    at: usize,
    who: &Who,
    fields: &Fields,
) -> Vec<Statement> {
    let Ok(domain) = kept.domain() else {
        return Vec::new();
    };
    let sheet = kept.sheet(&domain, at, who).ok();
    let rather = &kept.sheets[at].rather;
    let against = sheet
        .as_ref()
        .map(|sheet| contradicted(sheet, rather))
        .unwrap_or_default();
    let values = |package: &[usize]| {
        let names = domain.issues().iter().zip(package);
        names
            .filter(|(issue, _)| !issue.ring_fenced)
            .map(|(issue, &value)| issue.values[value].clone())
            .collect::<Vec<String>>()
            .join(" · ")
    };
    let one = |(number, one): (usize, &Rather)| {
        let (this, than) = (values(&one.this), values(&one.than));
        let value = format!("rather-{number}");
        let arguments = [("this", Arg::from(&this)), ("than", Arg::from(&than))];
        let mut lines = Vec::new();
        if let Some(sheet) = sheet.as_ref().filter(|_| against.contains(&number)) {
            let (mine, other) = (sheet.units(&one.this), sheet.units(&one.than));
            lines.push(compared(
                scene,
                "advisor-package-pages-rather-against",
                "",
                sheet,
                mine,
                other,
            ));
            for (issue, known) in domain.issues().iter().enumerate() {
                let (a, b) = (one.this[issue], one.than[issue]);
                if a != b {
                    let points = &sheet.points[issue];
                    lines.push(compared(
                        scene,
                        "advisor-package-pages-rather-issue",
                        &known.name,
                        sheet,
                        points[a],
                        points[b],
                    ));
                }
            }
        }
        Statement {
            said: Said {
                words: scene.l.ta("advisor-package-pages-rather-said", &arguments),
                dropped: fields.all("drop").any(|ticked| ticked == value),
                value,
            },
            against: lines,
        }
    };
    rather.iter().enumerate().map(one).collect()
}

fn compared(
    scene: &Scene<'_>,
    key: &str,
    issue: &str,
    sheet: &Sheet,
    this: i128,
    than: i128,
) -> String {
    let points = |units| said::points_text(scene.l, &sheet.amount(units));
    let (this, than) = (points(this), points(than));
    let arguments = [
        ("issue", Arg::from(issue)),
        ("this", Arg::from(&this)),
        ("than", Arg::from(&than)),
    ];
    scene.l.ta(key, &arguments)
}
