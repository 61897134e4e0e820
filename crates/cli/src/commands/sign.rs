//! Signing: what will be signed is printed, then asked for, then signed, and nothing else is.

use std::io::IsTerminal;

use anyhow::{Result, bail};
use domain::Command;
use node::clock::now_ms;
use node::{ActError, Prepared};
use record::{StatementId, TextStatus};
use serde_json::json;

use super::How;
use crate::arguments::Signer;
use crate::say::{exit, fault, usage};
use crate::seat::Desk;

/// Prepares a command, shows what would be signed, asks, signs, and says what came of it.
pub fn sign(how: &How<'_>, desk: &Desk, command: Command, signer: &Signer) -> Result<u8> {
    let space = desk.space()?;
    let prepared = match desk.node.prepare(space, desk.party, command, now_ms()) {
        Ok(prepared) => prepared,
        Err(error) => return refused(how, error),
    };
    carry_out(how, desk, &prepared, signer)
}

/// Shows what was prepared, asks, signs, and says what came of it.
pub fn carry_out(how: &How<'_>, desk: &Desk, prepared: &Prepared, signer: &Signer) -> Result<u8> {
    show_what_is_signed(how, prepared);
    confirm(how, signer.yes)?;
    let key = desk.key(signer)?;
    let receipt = match desk.node.sign(&prepared.ticket, &key, now_ms()) {
        Ok(receipt) => receipt,
        Err(error) => return refused(how, error),
    };
    let text = acted_text(prepared).or_else(|| {
        let mut sealed = receipt.sealed.iter().map(|(id, ..)| *id);
        sealed.find(|id| {
            desk.read(|space| space.record.ledger().text(id).is_some())
                .unwrap_or(false)
        })
    });
    let status = text.and_then(|id| desk.read(|space| space.record.status(&id)).ok().flatten());
    if how.json {
        how.out.json(&json!({
            "statements": receipt.sealed.iter().map(|(id, _, index)| json!({ "id": id.hex(), "entry": index + 1 })).collect::<Vec<_>>(),
            "waiting": receipt.waiting.iter().map(|id| id.hex()).collect::<Vec<_>>(),
            "shared": receipt.shared.map(|act| act.hex()),
            "text": text.map(|id| id.hex()),
            "status": status.map(TextStatus::word),
        }));
    } else {
        for (id, _, index) in &receipt.sealed {
            let entry = (index + 1).to_string();
            how.say("command-signed", &[("entry", &entry), ("id", &id.hex())]);
        }
        if !receipt.waiting.is_empty() {
            how.say("command-signed-waiting", &[]);
        }
        if let Some(act) = &receipt.shared {
            how.say("command-signed-shared", &[("act", &act.short())]);
        }
        if let Some(status) = status {
            let status = how.t(status_key(status));
            how.say("command-text-is", &[("status", &status)]);
        }
    }
    Ok(
        match receipt.waiting.is_empty() && receipt.shared.is_none() {
            true => exit::DONE,
            false => exit::WAITING,
        },
    )
}

fn acted_text(prepared: &Prepared) -> Option<StatementId> {
    match &prepared.command {
        Command::Assent { text }
        | Command::Decline { text, .. }
        | Command::Release { text }
        | Command::AcceptTheirs { text } => Some(*text),
        _ => None,
    }
}

/// The message for where a text stands, for people.
pub fn status_key(status: TextStatus) -> &'static str {
    match status {
        TextStatus::Open => "command-text-open",
        TextStatus::InEffect => "framework-tag-in-effect",
        TextStatus::Dead => "command-text-dead",
        TextStatus::Overtaken => "framework-tag-overtaken",
        TextStatus::Contested => "framework-tag-contested",
    }
}

/// With `--json` it goes to standard error, so that the answer stays one value.
fn show_what_is_signed(how: &How<'_>, prepared: &Prepared) {
    let line = |line: String| match how.json {
        true => how.out.remark(line),
        false => how.out.line(line),
    };
    line(how.t("command-will-be-signed"));
    for draft in prepared.drafts() {
        let kind = web::say_kind(&how.lang.l(), draft.body.kind);
        let id = record::Body::id_of(&draft.body.encode()).hex();
        line(format!("- {kind} ({}) {id}", draft.body.kind.name()));
        for id in &draft.body.refs {
            line(format!(
                "  {}",
                how.with("command-on", &[("id", &id.hex())])
            ));
        }
        for (commitment, payload) in draft.body.payloads.iter().zip(&draft.payloads) {
            let lang = commitment.lang.as_deref().unwrap_or("-");
            let words = String::from_utf8_lossy(&payload.content).replace('\n', "\n       ");
            line(format!("  [{lang}] {words}"));
        }
    }
    line(how.with("command-digest", &[("digest", &prepared.digest().hex())]));
}

/// Asks on a terminal; without one only `--yes` signs.
pub fn confirm(how: &How<'_>, yes: bool) -> Result<()> {
    ask(how, yes, "command-sign-this", "refusals-nothing-signed")
}

/// Puts a question that only "yes" answers; `nothing` is said when it is not answered so.
pub fn ask(how: &How<'_>, yes: bool, question: &str, nothing: &str) -> Result<()> {
    if yes {
        return Ok(());
    }
    let l = how.lang.l();
    if !std::io::stdin().is_terminal() {
        bail!(usage(l, "command-not-a-terminal", &[]));
    }
    how.out.remark(how.t(question));
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    // "yes" is typed in every language: nobody presses it by habit.
    match answer.trim() {
        "yes" => Ok(()),
        _ => bail!(fault(l, nothing, &[])),
    }
}

/// What becomes of an act that did not happen: for programs a refusal is an answer, for people a fault with words.
pub fn refused(how: &How<'_>, error: ActError) -> Result<u8> {
    match error {
        ActError::Refused(refusal) if how.json => {
            let said = web::say_refusal(&how.lang.l(), &refusal);
            how.out.json(&json!({ "refused": refusal.code() }));
            how.out.remark(said);
            Ok(exit::WAITING)
        }
        other => Err(other.into()),
    }
}
