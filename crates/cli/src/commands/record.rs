//! `record`: the entries as they stand, and whether they are what was signed.

use anyhow::{Context, Result};
use domain::relationship::letter_of;
use node::verify::Fault;
use record::{LogKey, Verdict};
use serde_json::{Value, json};

use super::How;
use crate::arguments::Record;
use crate::seat::Desk;

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: &Record) -> Result<u8> {
    match verb {
        Record::Verify => verify(how),
        Record::Log => {
            let desk = Desk::open(&how.dir)?;
            for row in desk.read(log)? {
                match how.json {
                    true => how.out.json(&row),
                    false => how.out.line(format!(
                        "{:>6}  {:<10} {:<22} {}",
                        row["entry"].as_str().unwrap_or_default(),
                        row["kind"].as_str().unwrap_or_default(),
                        row["verdict"].as_str().unwrap_or_default(),
                        row["statement"].as_str().unwrap_or_default()
                    )),
                }
            }
            Ok(0)
        }
        Record::Show { entry } => show(how, &Desk::open(&how.dir)?, entry),
    }
}

fn log(space: &node::Space) -> Vec<Value> {
    let row = |event: &&domain::relationship::Event| {
        json!({
            "entry": number_of(space, &event.at.log, event.at.index),
            "kind": event.kind.name(),
            "verdict": verdict_word(event.verdict),
            "statement": event.statement.hex(),
            "refs": event.refs.iter().map(|id| id.hex()).collect::<Vec<_>>(),
        })
    };
    space.relationship.history().iter().map(row).collect()
}

fn number_of(space: &node::Space, log: &LogKey, index: u64) -> String {
    let lane = match log.lane {
        record::Lane::Main => "",
        record::Lane::Urgent => "U",
        record::Lane::Identity => "K",
    };
    // As on the pages: the dash tells it from an item's number.
    format!(
        "{}-{lane}{}",
        letter_of(&space.record, &log.party),
        index + 1
    )
}

fn verdict_word(verdict: Verdict) -> String {
    match verdict {
        Verdict::Valid => "valid".into(),
        Verdict::NotUnderstood => "not understood".into(),
        Verdict::Void(reason) => format!("void: {reason:?}"),
    }
}

fn show(how: &How<'_>, desk: &Desk, word: &str) -> Result<u8> {
    let space = desk.space()?;
    let at = desk.read(|state| {
        let events = state.relationship.history();
        events
            .iter()
            .find(|event| {
                number_of(state, &event.at.log, event.at.index).eq_ignore_ascii_case(word)
                    || event.statement.hex().starts_with(word)
            })
            .map(|event| event.at)
    })?;
    let at = at.with_context(|| {
        format!("there is no entry {word}; `detente record log` shows the numbers")
    })?;
    let stored = desk
        .node
        .stored(|reader| reader.entry(&at.log.in_space(space), at.index))?
        .context("the entry is not stored")?;
    let hex = record::ids::hex_of;
    let payloads: Vec<Value> = stored.entry.body.payloads.iter().zip(&stored.entry.payloads).map(|(commitment, payload)| json!({
        "media_type": commitment.media_type, "lang": commitment.lang, "size": commitment.size,
        "text": payload.as_ref().map(|payload| String::from_utf8_lossy(&payload.content).into_owned()),
    })).collect();
    let value = json!({
        "entry": word, "statement": stored.entry.leaf.statement.hex(), "kind": stored.entry.body.kind.name(),
        "leaf_hash": stored.entry.leaf_hash().hex(), "leaf": hex(&stored.entry.leaf_bytes), "body": hex(&stored.entry.body_bytes),
        "identity_size": stored.entry.leaf.identity_size, "payloads": payloads,
    });
    match how.json {
        true => how.out.json(&value),
        false => how.out.line(serde_json::to_string_pretty(&value)?),
    }
    Ok(0)
}

/// Verifies without folding first, so that a damaged entry is named and not just reported as a fault at opening.
fn verify(how: &How<'_>) -> Result<u8> {
    let reports = node::verify::folder(&how.dir)?;
    let mut sound = true;
    for (space, report) in reports {
        sound &= report.faults.is_empty();
        let faults: Vec<String> = report.faults.iter().map(fault_words).collect();
        match how.json {
            true => how.out.json(&json!({ "space": space.hex(), "entries": report.entries, "heads": report.heads, "receipts": report.receipts, "digest": report.digest.hex(), "sound": faults.is_empty(), "faults": faults })),
            false if faults.is_empty() => how.out.line(format!("{}: all {} entries, {} heads and {} receipts are as signed; digest {}", space.short(), report.entries, report.heads, report.receipts, report.digest.hex())),
            false => faults.iter().for_each(|fault| how.out.line(format!("{}: {fault}", space.short()))),
        }
    }
    Ok(if sound { 0 } else { 4 })
}

fn fault_words(fault: &Fault) -> String {
    let log = |log: &LogKey| format!("{} {:?}", log.party.short(), log.lane);
    match fault {
        Fault::Entry { log: key, index } => format!(
            "entry {} of log {} is not what was signed, or is missing",
            index + 1,
            log(key)
        ),
        Fault::Head { log: key, size } => format!(
            "the head of log {} at {size} entries does not fit",
            log(key)
        ),
        Fault::Receipt { log: key, size } => format!(
            "a receipt for log {} at {size} entries does not fit",
            log(key)
        ),
        Fault::Peer { name } => format!(
            "{name} is not what its identity log proves; meet that peer again by an invitation"
        ),
        Fault::Founding => {
            "the founding is damaged; each party's first entry has another copy of it".into()
        }
        Fault::State => "the running state is not the one that follows from the entries".into(),
        Fault::Database { what } => format!("the database file is damaged: {what}"),
    }
}
