//! The same report for programs: names of fields and values never change with a version of this program.

use std::collections::BTreeMap;

use record::audit::{Alone, Audit, BranchShown, Claim, HeadShown, Shown, TextShown};
use record::fork::ForkProof;
use record::{Commitment, PartyId, Payload};
use serde_json::{Value, json};

use crate::names::{self, Names};

/// One object for one file.
pub fn of(file: &str, audit: &Audit) -> Value {
    let names = Names::of(audit);
    let parties = names.parties().into_iter();
    let parties = parties.map(|(letter, party)| json!({ "letter": letter, "party": party.hex() }));
    let branches = audit.branches.iter().map(|one| branch(&names, one));
    let entries = audit
        .entries
        .iter()
        .map(|shown| entry(&names, audit, shown));
    let alone = audit.alone.iter().map(|one| alone(&names, one));
    let heads = audit.heads.iter().map(|one| head(&names, one));
    let texts = audit.texts();
    let texts = texts.iter().map(|text| text_of(&names, text));
    let forks = audit.forks.iter().map(|proof| fork(&names, proof));
    let flaws = audit.flaws.iter().map(|flaw| names::flaw(&names, flaw));
    let digest = audit.record.as_ref().map(|record| record.digest().hex());
    json!({
        "file": file,
        "space": audit.space.hex(),
        "parties": parties.collect::<Vec<_>>(),
        "branches": branches.collect::<Vec<_>>(),
        "entries": entries.collect::<Vec<_>>(),
        "alone": alone.collect::<Vec<_>>(),
        "heads": heads.collect::<Vec<_>>(),
        "texts": texts.collect::<Vec<_>>(),
        "forks": forks.collect::<Vec<_>>(),
        "digest": digest,
        "flaws": flaws.collect::<Vec<_>>(),
        "fits": audit.flaws.is_empty(),
    })
}

/// A branch of a log that was forked; the first leaves none.
fn branch(names: &Names, one: &BranchShown) -> Value {
    json!({
        "log": names.log(&one.log),
        "leaves": one.stem.map(|stem| names.log(&stem.of)),
        "shared": one.stem.map_or(0, |stem| stem.at),
        "size": one.size,
        "root": one.root.hex(),
        "signed": one.is_signed,
    })
}

fn entry(names: &Names, audit: &Audit, shown: &Shown) -> Value {
    let folded = &shown.folded;
    let signers = folded.signers.iter().map(|kid| {
        let powers = names::powers(audit, shown, kid).map(|(powers, at)| {
            json!({ "accredited": names.entry(&at), "level": powers.level, "expires_ms": powers.expires_ms })
        });
        json!({ "key": kid.hex(), "powers": powers })
    });
    json!({
        "entry": names.entry(&folded.at),
        "kind": folded.body.kind.name(),
        "statement": folded.statement.hex(),
        "verdict": folded.verdict.word(),
        "signers": signers.collect::<Vec<_>>(),
        "after": shown.after.as_ref().map(|one| claim(names, one)),
        "before": shown.before.as_ref().map(|one| claim(names, one)),
        "held_by": shown.held_by.iter().map(|party| names.party(party)).collect::<Vec<_>>(),
        "witnessed_by": witnesses(names, &shown.witnessed_by),
        "payloads": payloads(&folded.body.payloads, &shown.payloads),
    })
}

fn alone(names: &Names, one: &Alone) -> Value {
    let signers = one.signers.iter();
    let signers = signers.map(|(kid, fits)| json!({ "key": kid.hex(), "fits": fits }));
    json!({
        "entry": names.entry(&one.at),
        "kind": one.entry.body.kind.name(),
        "statement": one.entry.leaf.statement.hex(),
        "signers": signers.collect::<Vec<_>>(),
        "payloads": payloads(&one.entry.body.payloads, &one.entry.payloads),
        "before": one.before.as_ref().map(|one| claim(names, one)),
        "held_by": one.held_by.iter().map(|party| names.party(party)).collect::<Vec<_>>(),
        "witnessed_by": witnesses(names, &one.witnessed_by),
    })
}

fn head(names: &Names, one: &HeadShown) -> Value {
    json!({
        "log": names.log(&one.log),
        "size": one.size,
        "root": one.root.hex(),
        "time_ms": one.time_ms,
        "before": one.before.as_ref().map(|one| claim(names, one)),
        "held_by": one.held_by.iter().map(|party| names.party(party)).collect::<Vec<_>>(),
        "witnessed_by": witnesses(names, &one.witnessed_by),
        "note": one.is_noted,
        "extends": one.extends,
    })
}

/// What was said, as text where it is; null where the file does not have it.
fn payloads(commitments: &[Commitment], payloads: &[Option<Payload>]) -> Vec<Value> {
    let one = |(commitment, payload): (&Commitment, &Option<Payload>)| {
        let content = payload.as_ref().map(|payload| payload.content.as_slice());
        json!({
            "media_type": commitment.media_type,
            "lang": commitment.lang,
            "size": commitment.size,
            "is_here": content.is_some(),
            "text": content.and_then(|content| std::str::from_utf8(content).ok()),
        })
    };
    commitments.iter().zip(payloads).map(one).collect()
}

fn witnesses(names: &Names, witnessed_by: &BTreeMap<PartyId, u64>) -> Vec<Value> {
    let one = |(by, time_ms): (&PartyId, &u64)| {
        let (by, time_ms) = (*by, *time_ms);
        claim(names, &Claim { time_ms, by })
    };
    witnessed_by.iter().map(one).collect()
}

fn claim(names: &Names, claim: &Claim) -> Value {
    json!({ "time_ms": claim.time_ms, "by": names.party(&claim.by) })
}

fn text_of(names: &Names, text: &TextShown) -> Value {
    let entries = |positions: &[record::view::Position]| -> Vec<String> {
        positions.iter().map(|at| names.entry(at)).collect()
    };
    json!({
        "text": text.text.hex(),
        "status": text.status.word(),
        "assents": entries(&text.assents),
        "renounces": entries(&text.renounces),
    })
}

fn fork(names: &Names, proof: &ForkProof) -> Value {
    let head = |head: &record::Checkpoint| json!({ "size": head.size, "root": head.root.hex(), "time_ms": head.time_ms });
    json!({
        "log": names.log(&proof.first.head.log.key),
        "heads": [head(&proof.first.head), head(&proof.second.head)],
    })
}
