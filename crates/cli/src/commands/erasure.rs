//! `record erase`, `erasures` and `answer-erasure`: asking that words are erased, and saying what this node does.

use anyhow::Result;
use domain::place::entry_number;
use domain::{Command, Erasure, Outcome};
use node::Space;
use record::{Role, StatementId};
use serde_json::{Value, json};

use super::How;
use super::item::reason_in;
use super::record::event_named;
use super::sign::sign;
use crate::arguments::{Outcome as Typed, Signer};
use crate::say::exit;
use crate::seat::Desk;

/// Asks that words of an entry are erased.
pub fn ask(
    how: &How<'_>,
    desk: &Desk,
    entry: &str,
    words: &[u64],
    basis: &str,
    signer: &Signer,
) -> Result<u8> {
    let event = event_named(desk, entry)?;
    let contents = match words {
        [] => (0..event.contents).collect(),
        some => some.iter().map(|number| number - 1).collect(),
    };
    let basis = reason_in(how, Some(basis.to_owned())).expect("a basis is given");
    let command = Command::AskErasure {
        of: event.statement,
        contents,
        basis,
    };
    sign(how, desk, command, signer)
}

/// Says what this node does about a request, and does it.
pub fn answer(
    how: &How<'_>,
    desk: &Desk,
    request: &str,
    outcome: Typed,
    reason: Option<String>,
    signer: &Signer,
) -> Result<u8> {
    let command = Command::AnswerErasure {
        request: event_named(desk, request)?.statement,
        outcome: match outcome {
            Typed::Erased => Outcome::Erased,
            Typed::Kept => Outcome::Kept,
        },
        reason: reason_in(how, reason),
    };
    sign(how, desk, command, signer)
}

/// Every request with what each party answered.
pub fn list(how: &How<'_>, desk: &Desk) -> Result<u8> {
    let rows = desk.read(|space| {
        let asked = space.relationship.erasures().into_iter();
        asked.map(|one| row(space, one)).collect::<Vec<_>>()
    })?;
    if how.json {
        how.out.json(&Value::Array(rows));
        return Ok(exit::DONE);
    }
    let lines = desk.read(|space| {
        let asked = space.relationship.erasures().into_iter();
        asked
            .flat_map(|one| lines(how, desk, space, one))
            .collect::<Vec<_>>()
    })?;
    match lines.is_empty() {
        true => how.say("erasure-none", &[]),
        false => lines.iter().for_each(|line| how.out.line(line)),
    }
    Ok(exit::DONE)
}

/// Why words are not here: at whose request our party erased them, or that they never came.
pub fn why_not_here(how: &How<'_>, desk: &Desk, of: &StatementId, n: u64) -> Result<String> {
    desk.read(|space| {
        let erased = space.relationship.erased_for(&desk.party, of, n);
        erased.map_or_else(
            || how.t("record-entry-no-words"),
            |asked| {
                let asker = desk.name_in(space, &asked.at.log.party);
                let party = desk.name_in(space, &desk.party);
                how.with("erasure-words", &[("asker", &asker), ("party", &party)])
            },
        )
    })
}

/// The entry whose words are to go, as it is numbered; none if this node does not know it.
fn of(space: &Space, asked: &Erasure) -> Option<String> {
    let event = space.relationship.said(&asked.of).next()?;
    Some(entry_number(&space.record, &event.at))
}

fn row(space: &Space, asked: &Erasure) -> Value {
    let answers = space.record.founding().membership.members.iter();
    let answers = answers.filter_map(|member| {
        let answer = asked.answer_of(&member.party)?;
        Some(json!({ "party": member.party.hex(), "outcome": answer.outcome.word() }))
    });
    json!({
        "request": entry_number(&space.record, &asked.at),
        "by": asked.at.log.party.hex(),
        "entry": of(space, asked),
        "words": asked.contents.iter().map(|n| n + 1).collect::<Vec<_>>(),
        "answers": answers.collect::<Vec<_>>(),
    })
}

fn lines(how: &How<'_>, desk: &Desk, space: &Space, asked: &Erasure) -> Vec<String> {
    let number = entry_number(&space.record, &asked.at);
    let party = desk.name_in(space, &asked.at.log.party);
    let about = match of(space, asked) {
        Some(entry) => how.with("erasure-asked", &[("party", &party), ("entry", &entry)]),
        None => how.with("erasure-asked-unknown", &[("party", &party)]),
    };
    let mut lines = vec![format!("{number}  {about}")];
    let basis = desk.node.words(&space.record.space(), &asked.at).reason;
    lines.extend(basis.map(|(lang, words)| format!("  [{lang}] {words}")));
    let members = space.record.founding().membership.members.iter();
    // A witness was sent no words.
    for member in members.filter(|member| member.role != Role::Witness) {
        let key = match asked.answer_of(&member.party).map(|answer| answer.outcome) {
            Some(Outcome::Erased) => "erasure-erased",
            Some(Outcome::Kept) => "erasure-kept",
            None => "erasure-unanswered",
        };
        let party = desk.name_in(space, &member.party);
        lines.push(format!("  {}", how.with(key, &[("party", &party)])));
    }
    lines
}
