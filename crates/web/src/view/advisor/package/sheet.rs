//! The form for a sheet: how much an issue matters and how good each value is, in words first, then in numbers.
//!
//! Its fields: `total`, `walk`, `numbers` (ticked when numbers take the place of the words); for issue n `importance-{n}`,
//! `sure-{n}`, and for its value v `liking-{n}-{v}`, `points-{n}-{v}`, `never-{n}-{v}`; `drop-line`, `drop-bonus`,
//! `drop-rather` (repeated); and a new rule by `together`, `group` and `group-least`, `bonus` and `bonus-points`.

use advice::packages as said;
use analysis::packages::amount::Amount;
use analysis::packages::error::Problem;
use analysis::packages::model::{Domain, Pick};
use analysis::packages::sheet::{Bonus, Confidence, Draft, RedLine, Sheet};
use analysis::packages::words::{Importance, Liking, contradicted};
use i18n::Arg;
use node::Paper;

use super::paper::{Kept, KeptSheet, Lacking, Who, who};
use super::picks::{issues, picked, picked_issues, values};
use super::{Tab, around, frame, say, wrong};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::pages::advisor::package::{
    NewRule, Said, Select, SheetPage, Statement, Valued, Weighed,
};
use crate::pages::parts::Choice;
use crate::view::Scene;

/// The most points that a sheet filled in by hand hands out.
const POINTS_MAX: i128 = 10_000;
const IMPORTANCE: [(Importance, &str); 5] = [
    (Importance::None, "none"),
    (Importance::Little, "little"),
    (Importance::Some, "some"),
    (Importance::Much, "much"),
    (Importance::Decisive, "decisive"),
];
const LIKING: [(Liking, &str); 5] = [
    (Liking::Bad, "bad"),
    (Liking::Poor, "poor"),
    (Liking::Fair, "fair"),
    (Liking::Good, "good"),
    (Liking::Best, "best"),
];
const SURE: [(Confidence, &str); 3] = [
    (Confidence::Sure, "sure"),
    (Confidence::About, "about"),
    (Confidence::Guess, "guess"),
];

/// The form of the sheet with this number, with these fields.
pub fn page(
    scene: &Scene<'_>,
    paper: &Paper,
    kept: &Kept,
    at: usize,
    fields: &Fields,
) -> SheetPage {
    let who = &who(scene, kept)[at];
    let sheet = &kept.sheets[at];
    let around = around(scene, paper, kept, Tab::Sheet(at));
    let of_party = |key: &str| scene.l.ta(key, &[("party", Arg::from(&who.name))]);
    let (heading, lead) = match who.guessed {
        true => (
            "advisor-package-pages-guess-heading",
            "advisor-package-pages-guess-lead",
        ),
        false => (
            "advisor-package-pages-sheet-heading",
            "advisor-package-pages-sheet-lead",
        ),
    };
    let scale = sheet.scale.to_string();
    SheetPage {
        frame: frame(scene, paper),
        action: format!("{}/sheet/{}", around.href, at + 1),
        heading: of_party(heading),
        lead: of_party(lead),
        guessed: who.guessed,
        scale: (sheet.scale != 1).then(|| {
            scene.l.ta(
                "advisor-package-pages-scale",
                &[("scale", Arg::from(&scale))],
            )
        }),
        total: fields.get("total").to_owned(),
        numbers: fields.has("numbers"),
        walk: fields.get("walk").to_owned(),
        issues: (0..kept.issues.len())
            .map(|issue| weighed(scene, kept, issue, fields))
            .collect(),
        said: lines_said(scene, kept, sheet, who, fields),
        rules: new_rules(scene, kept, fields),
        rather: statements(scene, kept, at, who, fields),
        around,
    }
}

fn weighed(scene: &Scene<'_>, kept: &Kept, at: usize, fields: &Fields) -> Weighed {
    let issue = &kept.issues[at].issue;
    let select = |name: String, label: &str, kind: &str, words: Vec<&str>| {
        let chosen = fields.get(&name);
        let choice = |word: &str| Choice {
            value: word.to_owned(),
            // i18n: advisor-package-pages-importance-
            // i18n: advisor-package-pages-liking-
            // i18n: advisor-package-pages-sure-
            words: scene.l.t(&format!("advisor-package-pages-{kind}-{word}")),
            chosen: chosen == word,
        };
        Select {
            id: name.clone(),
            name: name.clone(),
            label: scene.l.t(label),
            groups: vec![(String::new(), words.into_iter().map(choice).collect())],
        }
    };
    let valued = |(value, name): (usize, &String)| Valued {
        name: name.clone(),
        liking: select(
            format!("liking-{at}-{value}"),
            "advisor-package-pages-ask-liking",
            "liking",
            LIKING.map(|(_, word)| word).to_vec(),
        ),
        points: fields.get(&format!("points-{at}-{value}")).to_owned(),
        points_id: format!("points-{at}-{value}"),
        never: fields.has(&format!("never-{at}-{value}")),
        never_id: format!("never-{at}-{value}"),
    };
    Weighed {
        at,
        name: issue.name.clone(),
        importance: select(
            format!("importance-{at}"),
            "advisor-package-pages-ask-importance",
            "importance",
            IMPORTANCE.map(|(_, word)| word).to_vec(),
        ),
        sure: select(
            format!("sure-{at}"),
            "advisor-package-pages-ask-sure",
            "sure",
            SURE.map(|(_, word)| word).to_vec(),
        ),
        values: issue.values.iter().enumerate().map(valued).collect(),
        fenced: issue.ring_fenced,
    }
}

/// A sheet for words only: who it is of and how it counts.
fn for_words(sheet: &KeptSheet, who: &Who) -> Draft {
    sheet.draft(&who.name, who.guessed, Vec::new())
}

fn lines_said(
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

fn new_rules(scene: &Scene<'_>, kept: &Kept, fields: &Fields) -> Vec<NewRule> {
    let number = |name: &str| {
        let label = scene.l.t("advisor-package-pages-rule-points");
        Some((name.to_owned(), label, fields.get(name).to_owned()))
    };
    let value = "advisor-package-pages-rule-value";
    vec![
        NewRule {
            id: "together-0".to_owned(),
            title: scene.l.t("advisor-package-pages-rule-together"),
            fields: values(scene, kept, "together", value, fields, 3),
            number: None,
        },
        NewRule {
            id: "group-least".to_owned(),
            title: scene.l.t("advisor-package-pages-rule-group"),
            fields: issues(
                scene,
                kept,
                "group",
                "advisor-package-pages-rule-issue",
                fields,
                3,
            ),
            number: number("group-least"),
        },
        NewRule {
            id: "bonus-points".to_owned(),
            title: scene.l.t("advisor-package-pages-rule-bonus"),
            fields: values(scene, kept, "bonus", value, fields, 3),
            number: number("bonus-points"),
        },
    ]
}

/// What the owner would rather have, and where the points say otherwise.
fn statements(
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
    let one = |(number, one): (usize, &analysis::packages::words::Rather)| {
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

/// The fields of a sheet as it is kept.
pub fn as_kept(paper: &Paper, kept: &Kept, at: usize) -> Fields {
    let sheet = &kept.sheets[at];
    let mut fields = vec![
        ("version".to_owned(), paper.version.to_string()),
        (
            "total".to_owned(),
            sheet
                .total
                .map(|total| total.to_string())
                .unwrap_or_default(),
        ),
        ("walk".to_owned(), sheet.walk_away.to_string()),
    ];
    if sheet.points.is_some() {
        fields.push(("numbers".to_owned(), "1".to_owned()));
    }
    let computed = kept
        .domain()
        .ok()
        .and_then(|domain| sheet.points(&domain)?.ok());
    for (issue, known) in kept.issues.iter().enumerate() {
        let mut put = |name: String, word: Option<&str>| {
            fields.push((name, word.unwrap_or_default().to_owned()))
        };
        put(
            format!("importance-{issue}"),
            sheet.importance[issue].and_then(|word| word_of(&IMPORTANCE, word)),
        );
        put(
            format!("sure-{issue}"),
            sheet
                .confidence
                .get(issue)
                .and_then(|word| word_of(&SURE, *word)),
        );
        for value in 0..known.issue.values.len() {
            put(
                format!("liking-{issue}-{value}"),
                sheet.likings[issue][value].and_then(|word| word_of(&LIKING, word)),
            );
            let never = sheet
                .red_lines
                .contains(&RedLine::Value(Pick { issue, value }));
            put(format!("never-{issue}-{value}"), never.then_some("1"));
            let corrected = sheet
                .points
                .as_ref()
                .and_then(|points| points[issue][value]);
            let points = corrected.or_else(|| computed.as_ref().map(|points| points[issue][value]));
            let points = points.map(|points| points.to_string());
            put(format!("points-{issue}-{value}"), points.as_deref());
        }
    }
    Fields(fields)
}

fn word_of<T: PartialEq>(words: &[(T, &'static str)], word: T) -> Option<&'static str> {
    words
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, name)| *name)
}

fn of_word<T: Copy>(words: &[(T, &'static str)], name: &str) -> Option<T> {
    words
        .iter()
        .find(|(_, known)| *known == name)
        .map(|(word, _)| *word)
}

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
            let field = match &problem {
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
