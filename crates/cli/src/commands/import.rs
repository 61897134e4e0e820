//! `import`: what a file says is brought in for discussion, all of it or nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use domain::{Command, Subject};
use i18n::Localizer;
use import::{Plan, Step};
use node::clock::now_ms;
use record::ObjectId;
use record::key::SecretKey;
use serde_json::json;

use super::How;
use super::sign::confirm;
use crate::arguments::{Import, Signer};
use crate::say::{coded, exit, fault, import_error, import_report, with};
use crate::seat::Desk;

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: &Import) -> Result<u8> {
    let Import::Framework {
        file,
        translations,
        dry_run,
        signer,
    } = verb;
    let plan = read(how.lang.l(), file, translations.as_deref())?;
    if *dry_run {
        report(how, &plan, false);
        return Ok(exit::DONE);
    }
    bring_in(how, &plan, signer)
}

/// Reads and plans a framework file, with the translations beside it if there are any.
fn read(l: Localizer, file: &Path, translations: Option<&Path>) -> Result<Plan> {
    let yaml = read_bounded(l, file)?;
    let beside = file.with_file_name("translations.yaml");
    let translations = match translations {
        Some(path) => Some(read_bounded(l, path)?),
        None if beside.exists() => Some(read_bounded(l, &beside)?),
        None => None,
    };
    let plan = import::framework(&yaml, translations.as_deref());
    plan.map_err(|error| {
        let words = import_error(l, &error);
        coded(exit::FAULT, format!("{}: {words}", file.display()))
    })
}

fn read_bounded(l: Localizer, path: &Path) -> Result<Vec<u8>> {
    let cannot = |cause: std::io::Error| {
        let (path, cause) = (path.display().to_string(), cause.to_string());
        fault(l, "fault-file", &[("path", &path), ("cause", &cause)])
    };
    let bytes = fs::metadata(path).map_err(cannot)?.len();
    let bytes_max = import::BYTES_MAX;
    if bytes > bytes_max as u64 {
        let (bytes, max) = (bytes.to_string(), bytes_max.to_string());
        let words = with(
            l,
            "import-fault-too-large",
            &[("bytes", &bytes), ("max", &max)],
        );
        bail!(coded(exit::FAULT, format!("{}: {words}", path.display())));
    }
    fs::read(path).map_err(cannot)
}

/// Shows what would be brought in, asks, and brings it in.
fn bring_in(how: &How<'_>, plan: &Plan, signer: &Signer) -> Result<u8> {
    let desk = Desk::open(how)?;
    let space = desk.space()?;
    let print = |line: String| match how.json {
        true => how.out.remark(line),
        false => how.out.line(line),
    };
    print(how.ta(
        "import-will-be-signed",
        &[("count", plan.steps.len().into())],
    ));
    plan.steps.iter().flat_map(step_lines).for_each(print);
    confirm(how, signer.yes)?;
    let key = desk.key(signer)?;
    submit(desk.l, &desk.node, space, desk.party, plan, &key)?;
    report(how, plan, true);
    Ok(exit::DONE)
}

/// One step with all its words, as they will be signed.
fn step_lines(step: &Step) -> Vec<String> {
    let mut lines = vec![format!("- {}", step.id)];
    if let Command::BringIn { wordings, .. } = &step.command {
        for wording in &wordings.0 {
            lines.push(format!("  [{}] {}", wording.lang, wording.title));
            lines.extend(wording.text.lines().map(|line| format!("       {line}")));
        }
    }
    lines
}

/// Submits a plan: areas first, since items name them by the ids they are given here; then everything else in one
/// transaction. Gives the object that each id of the file became.
pub fn submit(
    l: Localizer,
    node: &node::Node,
    space: record::SpaceId,
    party: record::PartyId,
    plan: &Plan,
    key: &SecretKey,
) -> Result<BTreeMap<String, ObjectId>> {
    let is_area = |step: &&Step| {
        matches!(
            step.command,
            Command::BringIn {
                subject: Subject::Area,
                ..
            }
        )
    };
    let areas: Vec<&Step> = plan.steps.iter().filter(is_area).collect();
    let others: Vec<&Step> = plan.steps.iter().filter(|step| !is_area(step)).collect();
    let mut objects = BTreeMap::new();
    if !areas.is_empty() {
        let commands: Vec<Command> = areas.iter().map(|step| step.command.clone()).collect();
        objects = submit_steps(l, node, space, party, &areas, &commands, key)?;
    }
    let commands: Vec<Command> = others
        .iter()
        .map(|step| with_areas(step, &objects))
        .collect();
    objects.extend(submit_steps(
        l, node, space, party, &others, &commands, key,
    )?);
    Ok(objects)
}

fn submit_steps(
    l: Localizer,
    node: &node::Node,
    space: record::SpaceId,
    party: record::PartyId,
    steps: &[&Step],
    commands: &[Command],
    key: &SecretKey,
) -> Result<BTreeMap<String, ObjectId>> {
    let decisions = node
        .submit_all(space, party, commands, key, now_ms())
        .map_err(|(place, error)| {
            let (said, code) = crate::say::error(l, &error.into());
            let words = match steps.get(place) {
                Some(step) => {
                    let line = step.line.to_string();
                    let args = [("id", step.id.as_str()), ("line", &line), ("what", &said)];
                    with(l, "import-refused", &args)
                }
                None => said,
            };
            coded(code, words)
        })?;
    let object = |(step, decision): (&&Step, domain::Decision)| {
        let object = decision
            .now
            .first()
            .and_then(|draft| domain::fact::object(&draft.body));
        Some((step.id.clone(), object?))
    };
    Ok(steps.iter().zip(decisions).filter_map(object).collect())
}

fn with_areas(step: &Step, objects: &BTreeMap<String, ObjectId>) -> Command {
    let mut command = step.command.clone();
    if let Command::BringIn { about, .. } = &mut command {
        about.areas = step
            .areas
            .iter()
            .filter_map(|id| objects.get(id).copied())
            .collect();
    }
    command
}

fn report(how: &How<'_>, plan: &Plan, done: bool) {
    match how.json {
        true => how.out.json(&json!({
            "done": done,
            "items": plan.steps.len(),
            "sections": plan.report.sections.iter().map(|section| json!({
                "section": section.section.key(),
                "items": section.items,
                "repaired": section.repaired.iter().map(|repair| json!({ "id": repair.id, "line": repair.line, "words": repair.words })).collect::<Vec<_>>(),
                "untranslated": section.untranslated.len(),
            })).collect::<Vec<_>>(),
        })),
        false => import_report(how.lang.l(), &plan.report).iter().for_each(|line| how.out.line(line)),
    }
}
