//! Notes of domestic constraints: the constraint, which never leaves, and its approval steps, of which a person may
//! choose to publish name, date and status.

use domain::List;
use i18n::Arg;
use node::{ApprovalStep, Paper, ShownStep, StepStatus};
use record::ObjectId;
use serde::{Deserialize, Serialize};

use super::{Shelf, href, new_href};
use crate::fields::Fields;
use crate::frame::{FieldError, Section};
use crate::pages::advisor::agenda::{Asked, Number};
use crate::pages::advisor::note::{KeptNote, NotePage, Publish, StepForm, StepLine};
use crate::pages::parts::Choice;
use crate::view::{Scene, lists};

/// What a note's paper says; its steps are kept beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// The space that it is about, in hex.
    pub space: String,
    /// The constraint, in the owner's words.
    pub constraint: String,
    /// The item that it is about, in hex, if it is about one.
    #[serde(default)]
    pub about: Option<String>,
}

/// Where a step stands, by its name on the form.
const STATUSES: [(&str, StepStatus); 4] = [
    ("ahead", StepStatus::Ahead),
    ("under-way", StepStatus::UnderWay),
    ("given", StepStatus::Given),
    ("refused", StepStatus::Refused),
];
/// How many empty steps a form has room for.
const MORE: usize = 2;
const STEPS_MAX: usize = 50;
const NAME_CHARS_MAX: usize = 200;
const DAY_MS: i64 = 86_400_000;

/// The form with these fields, for a new note or for the one that is kept.
pub fn form(scene: &Scene<'_>, paper: Option<&Paper>, fields: &Fields) -> NotePage {
    let (action, title) = match paper {
        Some(paper) => (href(scene, Shelf::Note, paper), paper.title.clone()),
        None => (
            new_href(scene, Shelf::Note),
            scene.l.t("advisor-shelf-new-note"),
        ),
    };
    NotePage {
        frame: scene.frame(Section::Advisor, &title),
        name: fields.get("name").to_owned(),
        constraint: fields.get("constraint").to_owned(),
        about: about(scene, fields.get("about")),
        steps: (0..last_said(fields) + MORE)
            .map(|n| step(scene, n, fields))
            .collect(),
        version: fields.get("version").to_owned(),
        kept: paper.map(|_| KeptNote {
            delete: format!("{action}/delete"),
            form_open: true,
            ..KeptNote::default()
        }),
        action,
    }
}

fn about(scene: &Scene<'_>, chosen: &str) -> Vec<Choice> {
    let items = List::ALL
        .into_iter()
        .flat_map(|list| lists::on_list(scene, list));
    let choice = |item: &domain::Item| {
        let named = scene.item_ref(item);
        Choice {
            chosen: named.id == chosen,
            words: format!("{} {}", named.number, named.title.main.text),
            value: named.id,
        }
    };
    items.map(choice).collect()
}

fn field(part: &str, n: usize) -> String {
    format!("step-{part}-{n}")
}

fn says(fields: &Fields, n: usize) -> bool {
    ["name", "day", "shown"]
        .iter()
        .any(|part| !fields.trimmed(&field(part, n)).is_empty())
}

/// How many steps there are up to the last that says something.
fn last_said(fields: &Fields) -> usize {
    let last = (0..STEPS_MAX).rev().find(|n| says(fields, *n));
    last.map_or(0, |last| last + 1)
}

fn step(scene: &Scene<'_>, n: usize, fields: &Fields) -> StepForm {
    let text = |part: &str| Number {
        id: field(part, n),
        // i18n: advisor-note-step-
        label: scene.l.t(&format!("advisor-note-step-{part}")),
        value: fields.get(&field(part, n)).to_owned(),
    };
    let typed = fields.get(&field("status", n));
    let option = |(at, (name, status)): (usize, &(&str, StepStatus))| Choice {
        value: (*name).to_owned(),
        words: status_words(scene, *status),
        chosen: typed == *name || (typed.is_empty() && at == 0),
    };
    StepForm {
        name: text("name"),
        day: text("day"),
        status: Asked {
            id: field("status", n),
            label: scene.l.t("advisor-note-step-status"),
            none: String::new(),
            options: STATUSES.iter().enumerate().map(option).collect(),
        },
        shown_id: field("shown", n),
        shown: fields.has(&field("shown", n)),
    }
}

fn status_words(scene: &Scene<'_>, status: StepStatus) -> String {
    let found = STATUSES.iter().find(|(_, found)| *found == status);
    // i18n: advisor-note-status-
    scene.l.t(&format!(
        "advisor-note-status-{}",
        found.map_or("", |(name, _)| *name)
    ))
}

/// The fields that a kept note was made from.
pub fn as_kept(paper: &Paper, kept: &Kept, steps: &[ApprovalStep]) -> Fields {
    let mut fields = vec![
        ("name".to_owned(), paper.title.clone()),
        ("version".to_owned(), paper.version.to_string()),
        ("constraint".to_owned(), kept.constraint.clone()),
        ("about".to_owned(), kept.about.clone().unwrap_or_default()),
    ];
    for (n, step) in steps.iter().enumerate() {
        let status = STATUSES.iter().find(|(_, status)| *status == step.status);
        fields.push((field("name", n), step.name.clone()));
        fields.push((field("day", n), step.day.map(date).unwrap_or_default()));
        fields.push((
            field("status", n),
            status.map_or("", |(name, _)| *name).to_owned(),
        ));
        if step.shown {
            fields.push((field("shown", n), "1".to_owned()));
        }
    }
    Fields(fields)
}

/// A day as it is typed: 2027-03-01.
fn date(day: i64) -> String {
    let moment = crate::pages::parts::iso(day * DAY_MS);
    moment.get(..10).unwrap_or_default().to_owned()
}

/// What was typed, or all that is wrong with it, in the order of the form.
pub fn typed(
    scene: &Scene<'_>,
    fields: &Fields,
) -> Result<(Kept, Vec<ApprovalStep>), Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut say = |field: &str, key: &str, args: &[(&str, Arg)]| {
        wrong.push(FieldError {
            field: field.to_owned(),
            what: scene.l.ta(key, args),
        });
    };
    if fields.trimmed("name").is_empty() {
        say("name", "advisor-pages-name-missing", &[]);
    }
    if fields.trimmed("constraint").is_empty() {
        say("constraint", "advisor-note-constraint-missing", &[]);
    }
    let mut steps = Vec::new();
    for n in (0..last_said(fields)).filter(|n| says(fields, *n)) {
        let (name, day) = (
            fields.trimmed(&field("name", n)),
            fields.trimmed(&field("day", n)),
        );
        let args = [("step", Arg::from(n + 1)), ("most", NAME_CHARS_MAX.into())];
        if name.is_empty() {
            say(&field("name", n), "advisor-note-step-name-missing", &args);
        }
        if name.chars().count() > NAME_CHARS_MAX {
            say(&field("name", n), "advisor-note-step-name-long", &args);
        }
        let known = i18n::day_of_date(day).and_then(|day| i64::try_from(day).ok());
        if !day.is_empty() && known.is_none() {
            say(&field("day", n), "advisor-note-step-day-wrong", &args);
        }
        let status = STATUSES
            .iter()
            .find(|(name, _)| *name == fields.get(&field("status", n)));
        steps.push(ApprovalStep {
            name: name.to_owned(),
            day: known,
            status: status.map_or(StepStatus::Ahead, |(_, status)| *status),
            shown: fields.has(&field("shown", n)),
        });
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let about = ObjectId::from_hex(fields.get("about"));
    let about = about.filter(|about| scene.relationship().item(about).is_some());
    Ok((
        Kept {
            space: scene.record().space().hex(),
            constraint: fields.get("constraint").to_owned(),
            about: about.map(|about| about.hex()),
        },
        steps,
    ))
}

/// A note that is kept, with what of it may be published.
pub fn page(
    scene: &Scene<'_>,
    paper: &Paper,
    kept: &Kept,
    steps: &[ApprovalStep],
    shown: &[ShownStep],
    replaces: bool,
) -> NotePage {
    let mut page = form(scene, Some(paper), &as_kept(paper, kept, steps));
    let line = |step: &ApprovalStep| StepLine {
        name: step.name.clone(),
        day: day_words(scene, step.day),
        status: status_words(scene, step.status),
        shown: step.shown,
    };
    let publish = |(place, step): (usize, &ShownStep)| Publish {
        place: place.to_string(),
        name: step.name.clone(),
        text: words(scene, step),
        replaces,
    };
    page.kept = Some(KeptNote {
        about: about_item(scene, kept).map_or_else(String::new, |item| {
            let item = scene.item_ref(item);
            format!("{} {}", item.number, item.title.main.text)
        }),
        steps: steps.iter().map(line).collect(),
        publish: shown.iter().enumerate().map(publish).collect(),
        publish_action: format!("{}/publish", page.action),
        form_open: false,
        delete: format!("{}/delete", page.action),
    });
    page
}

/// The item that a note is about, if it is known here.
pub fn about_item<'a>(scene: &Scene<'a>, kept: &Kept) -> Option<&'a domain::Item> {
    let object = ObjectId::from_hex(kept.about.as_ref()?)?;
    scene.relationship().item(&object)
}

fn day_words(scene: &Scene<'_>, day: Option<i64>) -> String {
    match day {
        Some(day) => scene.l.date(day * DAY_MS),
        None => scene.l.t("advisor-note-day-open"),
    }
}

/// All that others may be told of a step, in the reader's language.
fn words(scene: &Scene<'_>, step: &ShownStep) -> String {
    let (day, status) = (day_words(scene, step.day), status_words(scene, step.status));
    let args = [
        ("step", Arg::from(&step.name)),
        ("day", Arg::from(&day)),
        ("status", Arg::from(&status)),
    ];
    scene.l.ta("advisor-note-publish-text", &args)
}

/// The fields of a form for the record with a step's status: of a position on the item that the note is about, or of an
/// item for the list of dialogues.
pub fn as_public(scene: &Scene<'_>, step: &ShownStep) -> Fields {
    let tag = scene.l.lang.tag();
    let own = |what: &str| format!("{what}-{tag}");
    let title = [("step", Arg::from(&step.name))];
    Fields(vec![
        ("list".to_owned(), List::Dialogues.word().to_owned()),
        (
            own("title"),
            scene.l.ta("advisor-note-publish-title", &title),
        ),
        (own("text"), words(scene, step)),
        (own("authentic"), "1".to_owned()),
    ])
}
