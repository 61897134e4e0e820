//! `record`: the entries as they stand, and whether they are what was signed.

use anyhow::Result;
use domain::place::entry_number;
use domain::relationship::Event;
use node::verify::Fault;
use record::view::Position;
use record::{LogKey, StatementId, Verdict};
use serde_json::{Value, json};

use super::{How, backup, bundle, erasure, forks, proof};
use crate::arguments::Record;
use crate::say::{exit, fault, usage};
use crate::seat::Desk;

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: &Record) -> Result<u8> {
    match verb {
        Record::Verify => verify(how),
        Record::Repair => backup::repair(how),
        Record::Log => log(how, &Desk::open(how)?),
        Record::Show { entry } => show(how, &Desk::open(how)?, entry),
        Record::Heal => forks::heal(how, &Desk::open(how)?),
        Record::Forks { export } => forks::run(how, &Desk::open(how)?, export.as_deref()),
        Record::Receipt(asked) => proof::receipt(how, &Desk::open(how)?, asked),
        Record::Head(asked) => proof::head(how, &Desk::open(how)?, asked),
        Record::Bundle(asked) => bundle::run(how, &Desk::open(how)?, asked),
        Record::Erase {
            entry,
            words,
            basis,
            signer,
        } => erasure::ask(how, &Desk::open(how)?, entry, words, basis, signer),
        Record::Erasures => erasure::list(how, &Desk::open(how)?),
        Record::AnswerErasure {
            request,
            outcome,
            reason,
            signer,
        } => erasure::answer(
            how,
            &Desk::open(how)?,
            request,
            *outcome,
            reason.clone(),
            signer,
        ),
    }
}

fn log(how: &How<'_>, desk: &Desk) -> Result<u8> {
    let lines = desk.read(|space| {
        let events = space.relationship.history();
        let line = |event: Event<'_>| match how.json {
            true => row(space, &event).to_string(),
            false => line(how, space, &event),
        };
        events.map(line).collect::<Vec<_>>()
    })?;
    lines.iter().for_each(|line| how.out.line(line));
    Ok(exit::DONE)
}

fn row(space: &node::Space, event: &Event<'_>) -> Value {
    json!({
        "entry": entry_number(&space.record, &event.at),
        "kind": event.kind.name(),
        "verdict": event.verdict.word(),
        "statement": event.statement.hex(),
        "refs": event.refs.iter().map(|id| id.hex()).collect::<Vec<_>>(),
    })
}

fn line(how: &How<'_>, space: &node::Space, event: &Event<'_>) -> String {
    let l = how.lang.l();
    let entry = entry_number(&space.record, &event.at);
    let kind = web::say_kind(&l, event.kind);
    // What counts is the rule; only what does not says so.
    let without = match event.verdict {
        Verdict::Valid => String::new(),
        other => format!("  {}", web::say_verdict(&l, other)),
    };
    format!("{entry:>6}  {}  {kind}{without}", event.statement.hex())
}

/// An entry that somebody named.
#[derive(Clone, Copy)]
pub struct Named {
    /// Where it stands.
    pub at: Position,
    /// The statement.
    pub statement: StatementId,
    /// Whether it counts.
    pub verdict: Verdict,
    /// To how many contents it commits.
    pub contents: u64,
}

/// The entry that `word` names: its number, or the first digits of its statement's id, at least six.
pub fn event_named(desk: &Desk, word: &str) -> Result<Named> {
    let digits = word.to_lowercase();
    let found = desk.read(|state| {
        let is_named =
            |event: &Event<'_>| entry_number(&state.record, &event.at).eq_ignore_ascii_case(word);
        let begins =
            |event: &Event<'_>| digits.len() >= 6 && event.statement.hex().starts_with(&digits);
        let known = |event: Event<'_>| Named {
            at: event.at,
            statement: event.statement,
            verdict: event.verdict,
            contents: event.contents,
        };
        let events = state.relationship.history();
        match events.clone().find(is_named) {
            Some(event) => vec![known(event)],
            None => events.filter(begins).map(known).collect(),
        }
    })?;
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(fault(desk.l, "command-entry-unknown", &[("word", word)])),
        _ => Err(usage(desk.l, "command-text-several", &[("word", word)])),
    }
}

fn show(how: &How<'_>, desk: &Desk, word: &str) -> Result<u8> {
    let space = desk.space()?;
    let Named { at, verdict, .. } = event_named(desk, word)?;
    let stored = desk
        .node
        .stored(|reader| reader.entry(&at.log.in_space(space), at.index))
        .map_err(node::NodeFault::from)?;
    let Some(stored) = stored else {
        return Err(fault(desk.l, "command-entry-unknown", &[("word", word)]));
    };
    let number = desk.read(|state| entry_number(&state.record, &at))?;
    if how.json {
        how.out.json(&entry_json(&number, verdict, &stored.entry));
        return Ok(exit::DONE);
    }
    let l = how.lang.l();
    let lines = [
        format!("{number}  {}", web::say_kind(&l, stored.entry.body.kind)),
        format!("  {}", web::say_verdict(&l, verdict)),
        format!(
            "  {}: {}",
            how.t("record-entry-statement"),
            stored.entry.leaf.statement.hex()
        ),
        format!(
            "  {}: {}",
            how.t("record-entry-hash"),
            stored.entry.leaf_hash().hex()
        ),
    ];
    lines.iter().for_each(|line| how.out.line(line));
    for id in &stored.entry.body.refs {
        how.out.line(format!(
            "  {}",
            how.with("command-on", &[("id", &id.hex())])
        ));
    }
    let commitments = stored.entry.body.payloads.iter();
    let payloads = commitments.zip(&stored.entry.payloads);
    for (n, (commitment, payload)) in payloads.enumerate() {
        let lang = commitment.lang.as_deref().unwrap_or("-");
        let words = match payload {
            Some(payload) => String::from_utf8_lossy(&payload.content).replace('\n', "\n         "),
            None => erasure::why_not_here(how, desk, &stored.entry.leaf.statement, n as u64)?,
        };
        how.out.line(format!("  {} [{lang}] {words}", n + 1));
    }
    Ok(exit::DONE)
}

fn entry_json(number: &str, verdict: Verdict, entry: &record::Entry) -> Value {
    let hex = record::ids::hex_of;
    let payloads = entry.body.payloads.iter().zip(&entry.payloads);
    let payloads: Vec<Value> = payloads.map(|(commitment, payload)| json!({
        "media_type": commitment.media_type, "lang": commitment.lang, "size": commitment.size,
        "text": payload.as_ref().map(|payload| String::from_utf8_lossy(&payload.content).into_owned()),
    })).collect();
    json!({
        "entry": number, "statement": entry.leaf.statement.hex(), "kind": entry.body.kind.name(),
        "verdict": verdict.word(),
        "leaf_hash": entry.leaf_hash().hex(), "leaf": hex(&entry.leaf_bytes), "body": hex(&entry.body_bytes),
        "identity_size": entry.leaf.identity_size, "payloads": payloads,
    })
}

/// Verifies without folding first, so that a damaged entry is named and not just reported as a fault at opening.
fn verify(how: &How<'_>) -> Result<u8> {
    let chosen = how.space.as_deref().map(str::to_lowercase);
    let mut reports = node::verify::folder(&how.dir)?;
    if let Some(digits) = &chosen {
        reports.retain(|(space, _)| space.hex().starts_with(digits));
        if reports.is_empty() {
            return Err(usage(
                how.lang.l(),
                "command-space-unknown",
                &[("digits", digits)],
            ));
        }
    }
    let mut sound = true;
    for (space, report) in reports {
        sound &= report.faults.is_empty();
        if how.json {
            let faults: Vec<Value> = report.faults.iter().map(fault_json).collect();
            how.out.json(&json!({ "space": space.hex(), "entries": report.entries, "heads": report.heads, "receipts": report.receipts, "digest": report.digest.hex(), "sound": faults.is_empty(), "faults": faults }));
            continue;
        }
        if report.faults.is_empty() {
            let line = how.ta(
                "command-verified",
                &[
                    ("space", space.short().as_str().into()),
                    ("entries", report.entries.into()),
                    ("heads", report.heads.into()),
                    ("receipts", report.receipts.into()),
                    ("digest", report.digest.hex().as_str().into()),
                ],
            );
            how.out.line(line);
        }
        for found in &report.faults {
            how.out
                .line(format!("{}: {}", space.short(), fault_words(how, found)));
        }
    }
    Ok(match sound {
        true => exit::DONE,
        false => exit::UNSOUND,
    })
}

/// A log for programs.
pub fn log_json(log: &LogKey) -> Value {
    json!({ "party": log.party.hex(), "lane": log.lane.number() })
}

/// A fault for programs: what it is, and where.
pub fn fault_json(found: &Fault) -> Value {
    match found {
        Fault::Entry { log, index } => {
            json!({ "what": "entry", "log": log_json(log), "entry": index + 1 })
        }
        Fault::Head { log, size } => json!({ "what": "head", "log": log_json(log), "size": size }),
        Fault::Receipt { log, size } => {
            json!({ "what": "receipt", "log": log_json(log), "size": size })
        }
        Fault::Peer { name } => json!({ "what": "peer", "name": name }),
        Fault::Founding => json!({ "what": "founding" }),
        Fault::State => json!({ "what": "state" }),
        Fault::Database { what } => json!({ "what": "database", "detail": what }),
    }
}

/// A fault in the reader's language.
pub fn fault_words(how: &How<'_>, found: &Fault) -> String {
    let at = |key: &str, log: &LogKey, number: u64| {
        let log = format!("{} {}", log.party.short(), log.lane.number());
        how.with(key, &[("log", &log), ("number", &number.to_string())])
    };
    match found {
        Fault::Entry { log, index } => at("command-fault-entry", log, index + 1),
        Fault::Head { log, size } => at("command-fault-head", log, *size),
        Fault::Receipt { log, size } => at("command-fault-receipt", log, *size),
        Fault::Peer { name } => how.with("command-fault-peer", &[("peer", name)]),
        Fault::Founding => how.t("command-fault-founding"),
        Fault::State => how.t("record-verify-fault-state"),
        Fault::Database { what } => how.with("record-verify-fault-database", &[("what", what)]),
    }
}
