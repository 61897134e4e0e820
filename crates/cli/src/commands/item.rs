//! `item`: propose, read, agree, decline and everything else that is done about an item.
//!
//! What is signed is always printed first, in every language; without a terminal it takes `--yes`.

use std::io::IsTerminal;

use anyhow::{Context, Result, bail};
use domain::command::Reason;
use domain::{Command, Target, Wordings};
use node::clock::now_ms;
use node::{ActError, Prepared};
use record::{StatementId, TextStatus};
use serde_json::json;

use super::How;
use super::list::{list_of, row, subject_of};
use crate::arguments::{Item, Signer};
use crate::seat::{Desk, item_named, text_named, wordings_of};

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: Item) -> Result<u8> {
    let desk = Desk::open(&how.dir)?;
    let (command, signer) = match verb {
        Item::Show { item } => return show(how, &desk, &item),
        Item::Propose {
            list,
            item,
            words,
            signer,
        } => (propose(&desk, list, item, wordings_of(&words)?)?, signer),
        Item::Assent { text, signer } => (
            Command::Assent {
                text: text_id(&desk, &text)?,
            },
            signer,
        ),
        Item::Decline {
            text,
            reason,
            signer,
        } => (
            Command::Decline {
                text: text_id(&desk, &text)?,
                reason: reason_in(how, reason),
            },
            signer,
        ),
        Item::Release { text, signer } => (
            Command::Release {
                text: text_id(&desk, &text)?,
            },
            signer,
        ),
        Item::AcceptTheirs { text, signer } => (
            Command::AcceptTheirs {
                text: text_id(&desk, &text)?,
            },
            signer,
        ),
        Item::Defer {
            item,
            until,
            reason,
            signer,
        } => {
            let object = object_id(&desk, &item)?;
            (
                Command::Defer {
                    object,
                    until_day: day(&until)?,
                    reason: reason_in(how, reason),
                },
                signer,
            )
        }
        Item::Move { item, to, signer } => {
            let to =
                list_of(to).context("an item moves to dialogues, cooperation or differences")?;
            (
                Command::Move {
                    object: object_id(&desk, &item)?,
                    to,
                },
                signer,
            )
        }
        Item::Conclude { item, signer } => (
            Command::Conclude {
                object: object_id(&desk, &item)?,
            },
            signer,
        ),
        Item::Suspend {
            items,
            reason,
            signer,
        } => {
            let reason = reason_in(how, Some(reason)).expect("a reason is given");
            (
                Command::Suspend {
                    texts: texts_of(&desk, &items)?,
                    reason,
                    answers: None,
                },
                signer,
            )
        }
        Item::Resume { items, signer } => (
            Command::Resume {
                texts: texts_of(&desk, &items)?,
            },
            signer,
        ),
        Item::Withdraw {
            items,
            reason,
            signer,
        } => {
            let reason = reason_in(how, Some(reason)).expect("a reason is given");
            (
                Command::Withdraw {
                    texts: texts_of(&desk, &items)?,
                    reason,
                },
                signer,
            )
        }
        Item::Position {
            item,
            words,
            signer,
        } => (
            Command::Position {
                object: object_id(&desk, &item)?,
                wordings: wordings_of(&words)?,
            },
            signer,
        ),
    };
    sign(how, &desk, command, &signer)
}

fn propose(
    desk: &Desk,
    list: Option<crate::arguments::Which>,
    item: Option<String>,
    wordings: Wordings,
) -> Result<Command> {
    let target = match (item, list) {
        (Some(item), _) => Target::Existing(object_id(desk, &item)?),
        (None, Some(which)) => Target::New {
            subject: subject_of(which).context("a list is named")?,
            list: list_of(which),
        },
        (None, None) => bail!("say --list or --item"),
    };
    Ok(Command::Propose {
        target,
        wordings,
        areas: Vec::new(),
        marks: Vec::new(),
        sources: Vec::new(),
    })
}

fn text_id(desk: &Desk, word: &str) -> Result<StatementId> {
    desk.read(|space| text_named(&space.relationship, &space.record, word))?
}

fn object_id(desk: &Desk, word: &str) -> Result<record::ObjectId> {
    desk.read(|space| item_named(&space.relationship, &space.record, word).map(|item| item.object))?
}

fn texts_of(desk: &Desk, items: &[String]) -> Result<Vec<StatementId>> {
    desk.read(|space| {
        let current = |word: &String| {
            let item = item_named(&space.relationship, &space.record, word)?;
            item.current(&space.relationship, &space.record)
                .with_context(|| format!("item {word} is not in effect"))
        };
        items.iter().map(current).collect()
    })?
}

fn reason_in(how: &How<'_>, text: Option<String>) -> Option<Reason> {
    text.map(|text| Reason {
        lang: how.lang.tag().into(),
        text,
    })
}

fn day(date: &str) -> Result<u64> {
    let parsed = i18n::day_of_date(date)
        .with_context(|| format!("`{date}` is no date; write it as 2027-03-01"))?;
    Ok(parsed)
}

fn sign(how: &How<'_>, desk: &Desk, command: Command, signer: &Signer) -> Result<u8> {
    let space = desk.space()?;
    let prepared = match desk.node.prepare(space, desk.party, command, now_ms()) {
        Ok(prepared) => prepared,
        Err(error) => return refused(how, error),
    };
    if !how.json {
        show_what_is_signed(how, &prepared);
    }
    if !signer.yes {
        confirm(how)?;
    }
    let key = desk.key(signer)?;
    let receipt = match desk.node.sign(&prepared.ticket, &key, now_ms()) {
        Ok(receipt) => receipt,
        Err(error) => return refused(how, error),
    };
    let text = receipt.sealed.iter().map(|(id, ..)| *id).find(|id| {
        desk.read(|space| space.record.ledger().text(id).is_some())
            .unwrap_or(false)
    });
    let acted_on = acted_text(&prepared);
    let status = acted_on
        .or(text)
        .and_then(|id| desk.read(|space| space.record.status(&id)).ok().flatten());
    let word = status.map(status_word);
    match how.json {
        true => how.out.json(&json!({
            "statements": receipt.sealed.iter().map(|(id, _, index)| json!({ "id": id.hex(), "entry": index + 1 })).collect::<Vec<_>>(),
            "waiting": receipt.waiting.iter().map(|id| id.hex()).collect::<Vec<_>>(),
            "text": acted_on.or(text).map(|id| id.hex()),
            "status": word,
        })),
        false => {
            for (id, _, index) in &receipt.sealed {
                how.out.line(format!("signed and sealed: entry {}, statement {}", index + 1, id.hex()));
            }
            if !receipt.waiting.is_empty() {
                how.out.line("signed and waiting: it is sealed when the other side has let go of our text");
            }
            if let Some(word) = word {
                how.out.line(format!("the text is {word}"));
            }
        }
    }
    Ok(if receipt.waiting.is_empty() { 0 } else { 3 })
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

/// The word for where a text stands.
pub fn status_word(status: TextStatus) -> &'static str {
    match status {
        TextStatus::Open => "open",
        TextStatus::InEffect => "in effect",
        TextStatus::Dead => "dead",
        TextStatus::Overtaken => "overtaken",
        TextStatus::Contested => "contested",
    }
}

fn show_what_is_signed(how: &How<'_>, prepared: &Prepared) {
    how.out.line("This is what will be signed:");
    for draft in prepared
        .decision
        .now
        .iter()
        .chain(&prepared.decision.pending)
    {
        how.out.line(format!(
            "- {} {}",
            draft.body.kind.name(),
            record::Body::id_of(&draft.body.encode()).hex()
        ));
        for id in &draft.body.refs {
            how.out.line(format!("  on {}", id.hex()));
        }
        for (commitment, payload) in draft.body.payloads.iter().zip(&draft.payloads) {
            let lang = commitment.lang.as_deref().unwrap_or("-");
            how.out.line(format!(
                "  [{lang}] {}",
                String::from_utf8_lossy(&payload.content).replace('\n', "\n       ")
            ));
        }
    }
    how.out.line(format!("Digest: {}", prepared.digest().hex()));
}

fn confirm(how: &How<'_>) -> Result<()> {
    if !std::io::stdin().is_terminal() {
        bail!("not on a terminal: nothing was signed; add --yes to sign without being asked");
    }
    how.out.remark("Sign this? Type yes.");
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    match answer.trim() {
        "yes" => Ok(()),
        _ => bail!("nothing was signed"),
    }
}

fn refused(how: &How<'_>, error: ActError) -> Result<u8> {
    match error {
        ActError::Refused(refusal) => {
            let said = web::say_refusal(&how.lang.l(), &refusal);
            match how.json {
                true => how
                    .out
                    .json(&json!({ "refused": refusal.code(), "what": said })),
                false => how.out.remark(said),
            }
            Ok(3)
        }
        other => Err(other.into()),
    }
}

fn show(how: &How<'_>, desk: &Desk, word: &str) -> Result<u8> {
    let shown = desk.read(|space| {
        let (relationship, record) = (&space.relationship, &space.record);
        let item = item_named(relationship, record, word)?;
        let text = |id: &StatementId| {
            let proposal = relationship.text(id)?;
            let wordings: Vec<_> = proposal.wordings.0.iter().map(|w| json!({ "lang": w.lang, "title": w.title, "text": w.text, "courtesy": w.courtesy })).collect();
            let by = relationship.party_name(&proposal.at.log.party, how.lang.tag());
            Some(json!({ "id": id.hex(), "by": by, "status": record.status(id).map(status_word), "wordings": wordings }))
        };
        let stated = item.positions_in_order(record);
        let positions: Vec<_> = stated
            .iter()
            .flat_map(|(party, positions)| positions.iter().map(move |position| (**party, position)))
            .map(|(party, position)| json!({ "party": relationship.party_name(&party, how.lang.tag()), "title": position.wordings.title(how.lang.tag()) }))
            .collect();
        let mut value = row(relationship, record, item, how.lang.tag());
        value["texts"] = item.texts.iter().filter_map(text).collect();
        value["positions"] = positions.into();
        anyhow::Ok(value)
    })??;
    match how.json {
        true => how.out.json(&shown),
        false => how.out.line(serde_json::to_string_pretty(&shown)?),
    }
    Ok(0)
}
