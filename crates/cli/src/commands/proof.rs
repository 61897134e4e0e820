//! `record receipt` and `record head`: what this node signs about its own log for whoever asks, printed or written to a
//! file that is checked without a node.

use std::path::Path;

use anyhow::{Error, Result};
use domain::place::{entry_number, lane_letter, letter_of};
use i18n::Arg;
use node::bundle::{BundleFault, Wanted};
use node::proof::NoProof;
use record::ids::hex_of;
use record::receipt::{self, Proof};
use record::{CosignatureKind, LogKey, SignedCheckpoint, SignedCosignature, SpaceId};
use serde_json::{Value, json};

use super::How;
use super::bundle::{before_release, hand_over};
use super::record::{event_named, log_json};
use crate::arguments::{Head, Receipt};
use crate::say::{exit, fault};
use crate::seat::Desk;

/// `record receipt`.
pub fn receipt(how: &How<'_>, desk: &Desk, asked: &Receipt) -> Result<u8> {
    let (space, at) = (desk.space()?, event_named(desk, &asked.entry)?.at);
    before_release(how, desk, &space, asked.yes)?;
    if let Some(file) = &asked.export {
        return write(how, desk, &Wanted::Receipts([at].into()), file);
    }
    let signed = desk.node.inclusion_receipt(&space, &at);
    let signed = signed.map_err(|why| no_proof(desk, why))?;
    let number = desk.read(|state| entry_number(&state.record, &at))?;
    print(how, &number, &signed);
    Ok(exit::DONE)
}

/// `record head`.
pub fn head(how: &How<'_>, desk: &Desk, asked: &Head) -> Result<u8> {
    if !asked.note && asked.since.is_none() && asked.export.is_none() {
        return list(how, desk);
    }
    let (space, log) = (desk.space()?, own_log(desk)?);
    before_release(how, desk, &space, asked.yes)?;
    match (&asked.export, asked.since) {
        (Some(file), since) => return write(how, desk, &Wanted::Head { log, since }, file),
        (None, Some(old)) => {
            let signed = desk.node.consistency_receipt(&space, &log, old);
            let signed = signed.map_err(|why| no_proof(desk, why))?;
            let name = desk.read(|state| log_name(state, &log))?;
            print(how, &name, &signed);
        }
        (None, None) => print_note(how, desk, &space, &log)?,
    }
    Ok(exit::DONE)
}

/// The note alone on standard output, so that it can be piped to where notes are read.
fn print_note(how: &How<'_>, desk: &Desk, space: &SpaceId, log: &LogKey) -> Result<()> {
    let noted = desk.node.noted(space, log);
    let noted = noted.map_err(|why| no_proof(desk, why))?;
    if how.json {
        let told = json!({ "note": noted.note, "verifier": noted.verifier });
        how.out.json(&told);
        return Ok(());
    }
    how.out.line(noted.note.trim_end());
    how.out
        .remark(how.with("record-proof-verifier", &[("key", &noted.verifier)]));
    Ok(())
}

/// The own main log, after a heal the one that is written now.
fn own_log(desk: &Desk) -> Result<LogKey> {
    desk.read(|state| state.current(&desk.party))
}

fn write(how: &How<'_>, desk: &Desk, wanted: &Wanted, file: &Path) -> Result<u8> {
    hand_over(how, desk, wanted, file).map_err(|error| match error.downcast() {
        Ok(BundleFault::Proof(why)) => no_proof(desk, why),
        Ok(other) => other.into(),
        Err(error) => error,
    })
}

fn no_proof(desk: &Desk, why: NoProof) -> Error {
    match why {
        NoProof::NotOwn => fault(desk.l, "record-proof-not-own", &[]),
        NoProof::Untold => fault(desk.l, "record-proof-untold", &[]),
        NoProof::NoHead => fault(desk.l, "record-proof-no-head", &[]),
        NoProof::Key(_) => fault(desk.l, "record-proof-no-note", &[]),
        NoProof::Node(fault) => fault.into(),
    }
}

/// A receipt as hexadecimal digits, after what it says.
fn print(how: &How<'_>, about: &str, signed: &receipt::Receipt) {
    let (bytes, key) = (hex_of(&signed.bytes), signed.kid.hex());
    let of = log_json(&signed.log.key);
    let (said, value) = match &signed.proof {
        Proof::Inclusion { size, index, .. } => (
            how.ta(
                "record-proof-stands",
                &[("number", Arg::from(about)), ("count", (*size).into())],
            ),
            json!({ "log": of, "entry": about, "index": index, "size": size, "key": key, "receipt": bytes }),
        ),
        Proof::Consistency { old, new, .. } => (
            how.ta(
                "record-proof-extends",
                &[
                    ("log", Arg::from(about)),
                    ("old", (*old).into()),
                    ("count", (*new).into()),
                ],
            ),
            json!({ "log": of, "old": old, "new": new, "key": key, "receipt": bytes }),
        ),
    };
    if how.json {
        return how.out.json(&value);
    }
    how.out.line(said);
    how.out.line(bytes);
}

/// The latest head of every log that is known here, and who signed it too.
fn list(how: &How<'_>, desk: &Desk) -> Result<u8> {
    let (space, mut rows) = (desk.space()?, Vec::new());
    for log in desk.node.stored(|reader| reader.logs_with_heads(&space))? {
        let id = log.in_space(space);
        let Some(head) = desk.node.stored(|reader| reader.last_checkpoint(&id))? else {
            continue;
        };
        let signed = desk
            .node
            .stored(|reader| reader.cosignatures(&head.hash()))?;
        let name = desk.read(|state| log_name(state, &log))?;
        match how.json {
            true => rows.push(row(&name, &head, &signed)),
            false => say(how, desk, &name, &head, &signed)?,
        }
    }
    if how.json {
        how.out.json(&Value::Array(rows));
    }
    Ok(exit::DONE)
}

fn say(
    how: &How<'_>,
    desk: &Desk,
    name: &str,
    head: &SignedCheckpoint,
    signed: &[SignedCosignature],
) -> Result<()> {
    let (l, root) = (how.lang.l(), head.head.root.hex());
    let time = |ms: u64| l.time_utc(i64::try_from(ms).unwrap_or(i64::MAX));
    let signed_at = time(head.head.time_ms);
    how.out.line(how.ta(
        "record-proof-head",
        &[
            ("log", Arg::from(name)),
            ("count", head.head.size.into()),
            ("time", Arg::from(&signed_at)),
        ],
    ));
    how.out.line(format!("  {root}"));
    for one in signed {
        let key = match one.receipt.kind {
            CosignatureKind::Mirror => "record-entry-held",
            CosignatureKind::Witness => "record-proof-witnessed",
        };
        let party = desk.read(|state| desk.name_in(state, &one.receipt.by))?;
        let args = [
            ("party", party.as_str()),
            ("time", &time(one.receipt.time_ms)),
        ];
        how.out.line(format!("  {}", how.with(key, &args)));
    }
    Ok(())
}

fn row(name: &str, head: &SignedCheckpoint, signed: &[SignedCosignature]) -> Value {
    let cosigned = signed.iter().map(|one| {
        let kind = match one.receipt.kind {
            CosignatureKind::Mirror => "mirror",
            CosignatureKind::Witness => "witness",
        };
        json!({ "by": one.receipt.by.hex(), "kind": kind, "time_ms": one.receipt.time_ms })
    });
    json!({
        "log": log_json(&head.head.log.key), "name": name, "size": head.head.size, "root": head.head.root.hex(),
        "time_ms": head.head.time_ms, "checkpoint": hex_of(&head.bytes),
        "cosigned": cosigned.collect::<Vec<_>>(),
    })
}

/// What a log is called: the letter of its party, and of its lane where it is another than the main one.
fn log_name(state: &node::Space, log: &LogKey) -> String {
    let letter = letter_of(&state.record, &log.party);
    match lane_letter(log.lane) {
        "" => letter.to_string(),
        lane => format!("{letter}-{lane}"),
    }
}
