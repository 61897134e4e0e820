//! The form for a sheet: how much an issue matters and how good each value is, in words first, then in numbers.
//!
//! Its fields: `total`, `walk`, `numbers` (ticked when numbers take the place of the words); for issue n `importance-{n}`,
//! `sure-{n}`, and for its value v `liking-{n}-{v}`, `points-{n}-{v}`, `never-{n}-{v}`; `drop-line`, `drop-bonus`,
//! `drop-rather` (repeated); and a new rule by `together`, `group` and `group-least`, `bonus` and `bonus-points`.

mod said;
mod typed;

use analysis::packages::model::Pick;
use analysis::packages::sheet::{Confidence, RedLine};
use analysis::packages::words::{Importance, Liking};
use i18n::Arg;
use node::Paper;

use super::paper::{Kept, who};
use super::picks::{issues, values};
use super::{Tab, around, frame};
use crate::fields::Fields;
use crate::pages::advisor::package::{NewRule, Select, SheetPage, Valued, Weighed};
use crate::pages::parts::Choice;
use crate::view::Scene;
use said::{lines_said, statements};

pub use typed::typed;

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

/// A confidence as it stands in fields and in the names of messages.
pub(super) fn word_of_confidence(confidence: Confidence) -> &'static str {
    word_of(&SURE, confidence).expect("every confidence has its word")
}

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
