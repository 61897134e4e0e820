//! `import`: what a file says is brought in for discussion, all of it or nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use domain::{Command, Subject};
use import::{Plan, Step};
use node::clock::now_ms;
use record::ObjectId;
use record::key::SecretKey;
use serde_json::json;

use super::How;
use crate::arguments::{Import, Signer};
use crate::seat::Desk;

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: &Import) -> Result<u8> {
    let Import::Framework {
        file,
        translations,
        dry_run,
        signer,
    } = verb;
    let plan = read(file, translations.as_deref())?;
    if *dry_run {
        report(how, &plan, false);
        return Ok(0);
    }
    bring_in(how, &plan, signer)
}

/// Reads and plans a framework file, with the translations beside it if there are any.
pub fn read(file: &Path, translations: Option<&Path>) -> Result<Plan> {
    let yaml = read_bounded(file)?;
    let beside = file.with_file_name("translations.yaml");
    let translations = match translations {
        Some(path) => Some(read_bounded(path)?),
        None if beside.exists() => Some(read_bounded(&beside)?),
        None => None,
    };
    import::framework(&yaml, translations.as_deref())
        .map_err(|error| anyhow!("{}: {error}", file.display()))
}

fn read_bounded(path: &Path) -> Result<Vec<u8>> {
    let size = fs::metadata(path)
        .with_context(|| format!("cannot read {}", path.display()))?
        .len();
    if size > import::BYTES_MAX as u64 {
        bail!(
            "{} has {size} bytes; a framework may have {}. Split it into several files",
            path.display(),
            import::BYTES_MAX
        );
    }
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn bring_in(how: &How<'_>, plan: &Plan, signer: &Signer) -> Result<u8> {
    let desk = Desk::open(&how.dir)?;
    desk.space()?;
    if !signer.yes {
        report(how, plan, false);
        bail!(
            "nothing was brought in yet: {} items would be signed; add --yes",
            plan.steps.len()
        );
    }
    let key = desk.key(signer)?;
    submit(&desk.node, desk.space()?, desk.party, plan, &key)?;
    report(how, plan, true);
    Ok(0)
}

/// Submits a plan: areas first, since items name them by the ids they are given here; then everything else in one
/// transaction. Gives the object that each id of the file became.
pub fn submit(
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
        objects = submit_steps(node, space, party, &areas, &commands, key)?;
    }
    let commands: Vec<Command> = others
        .iter()
        .map(|step| with_areas(step, &objects))
        .collect();
    objects.extend(submit_steps(node, space, party, &others, &commands, key)?);
    Ok(objects)
}

fn submit_steps(
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
            let step = steps
                .get(place)
                .map(|step| format!("item {} (line {}): ", step.id, step.line))
                .unwrap_or_default();
            anyhow!("{step}{error}; nothing was brought in")
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
    if let Command::BringIn { areas, .. } = &mut command {
        *areas = step
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
        false => how.out.line(&plan.report),
    }
}
