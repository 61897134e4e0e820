//! The importer on the two fixtures, on files with faults, and in front of a seat that submits its plan.

mod dropped;
mod faults;
mod fixtures;
mod hostile;
mod submitted;

use domain::{Command, Source, Subject, Wordings};
use import::{ImportError, Plan, Step, framework};

const EXAMPLE: &str = include_str!("../../../../fixtures/example-framework.yaml");
const LANTING: &str = include_str!("../../../../fixtures/lanting-forum-2021.yaml");
const TRANSLATIONS: &str = include_str!("../../../../fixtures/translations.yaml");

/// Both fixtures, planned with their translations.
fn plans() -> [(&'static str, Plan); 2] {
    [EXAMPLE, LANTING].map(|yaml| {
        let plan = framework(yaml.as_bytes(), Some(TRANSLATIONS.as_bytes()));
        (yaml, plan.expect("the fixture can be imported"))
    })
}

/// A small framework with one source; `rest` are its other sections.
fn small(rest: &str) -> String {
    let head = "format: detente-example-framework\nversion: 1\nsources:\n  - { id: a-2021, title: On talking, authors: [{ name: Ada Author }], publisher: Paper, date: 2021-03 }\n";
    format!("{head}{rest}")
}

fn fault(yaml: &str) -> ImportError {
    framework(yaml.as_bytes(), None).expect_err("this file has a fault")
}

fn step<'a>(plan: &'a Plan, id: &str) -> &'a Step {
    let found = plan.steps.iter().find(|step| step.id == id);
    found.unwrap_or_else(|| panic!("there is no step {id}"))
}

/// What a step brings in; no step does anything else.
fn brought(step: &Step) -> (Subject, &Wordings, &[Source]) {
    match &step.command {
        Command::BringIn {
            subject,
            wordings,
            about,
            ..
        } => (*subject, wordings, &about.sources),
        other => panic!("{} does something else: {other:?}", step.id),
    }
}

/// Title and text in one language.
fn written(step: &Step, lang: &str) -> String {
    let (_, wordings, _) = brought(step);
    let wording = wordings.0.iter().find(|wording| wording.lang == lang);
    let wording = wording.unwrap_or_else(|| panic!("{} has no wording in {lang}", step.id));
    format!("{}\n{}", wording.title, wording.text)
}
