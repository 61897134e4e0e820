//! Acting in two steps: `prepare` gives exactly what would be signed, `sign` signs that and nothing else.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::response::IntoResponse;
use domain::command::Reason;
use domain::{Command, Draft, List, Subject, Target, Wording, Wordings};
use node::Prepared;
use node::clock::now_ms;
use record::ids::{bytes_from_hex, hex_of};
use record::{Body, ObjectId, StatementId};
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::{Answer, Trouble};
use super::read::text_status_word;
use super::session::Caller;

/// An act, as JSON; the names are those of the command line.
#[derive(Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Act {
    /// Propose a text: for a new item on `list`, or for `item`.
    Propose {
        list: Option<String>,
        item: Option<String>,
        words: Vec<Words>,
    },
    /// Agree to a text.
    Assent { text: String },
    /// Decline a text for good.
    Decline { text: String, reason: Option<Why> },
    /// Take one's own agreement back.
    Release { text: String },
    /// Accept theirs, withdraw ours.
    AcceptTheirs { text: String },
    /// Put an item off to a date (`2027-03-01`).
    Defer {
        item: String,
        until: String,
        reason: Option<Why>,
    },
    /// Propose to move an item.
    Move { item: String, to: String },
    /// Propose to conclude an item.
    Conclude { item: String },
    /// Suspend texts in effect.
    Suspend { texts: Vec<String>, reason: Why },
    /// Resume what we suspended.
    Resume { texts: Vec<String> },
    /// Withdraw from texts in effect.
    Withdraw { texts: Vec<String>, reason: Why },
    /// State our position on an item.
    Position { item: String, words: Vec<Words> },
}

/// Words in one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    lang: String,
    title: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    courtesy: bool,
}

/// A reason in one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Why {
    lang: String,
    text: String,
}

impl Act {
    fn command(self) -> Result<Command, Trouble> {
        Ok(match self {
            Act::Propose { list, item, words } => {
                let target = match (list, item) {
                    (Some(word), None) => Target::New {
                        subject: Subject::Item,
                        list: Some(list_of(&word)?),
                    },
                    (None, Some(item)) => Target::Existing(object(&item)?),
                    _ => return Err(Trouble::malformed("propose: either list or item")),
                };
                Command::Propose {
                    target,
                    wordings: wordings(words),
                    areas: Vec::new(),
                    marks: Vec::new(),
                    sources: Vec::new(),
                }
            }
            Act::Assent { text } => Command::Assent {
                text: statement(&text)?,
            },
            Act::Decline { text, reason } => Command::Decline {
                text: statement(&text)?,
                reason: reason.map(Why::into_reason),
            },
            Act::Release { text } => Command::Release {
                text: statement(&text)?,
            },
            Act::AcceptTheirs { text } => Command::AcceptTheirs {
                text: statement(&text)?,
            },
            Act::Defer {
                item,
                until,
                reason,
            } => {
                let until_day = i18n::day_of_date(&until)
                    .ok_or_else(|| Trouble::malformed("until: a date such as 2027-03-01"))?;
                Command::Defer {
                    object: object(&item)?,
                    until_day,
                    reason: reason.map(Why::into_reason),
                }
            }
            Act::Move { item, to } => Command::Move {
                object: object(&item)?,
                to: list_of(&to)?,
            },
            Act::Conclude { item } => Command::Conclude {
                object: object(&item)?,
            },
            Act::Suspend { texts, reason } => Command::Suspend {
                texts: statements(&texts)?,
                reason: reason.into_reason(),
                answers: None,
            },
            Act::Resume { texts } => Command::Resume {
                texts: statements(&texts)?,
            },
            Act::Withdraw { texts, reason } => Command::Withdraw {
                texts: statements(&texts)?,
                reason: reason.into_reason(),
            },
            Act::Position { item, words } => Command::Position {
                object: object(&item)?,
                wordings: wordings(words),
            },
        })
    }
}

impl Why {
    fn into_reason(self) -> Reason {
        Reason {
            lang: self.lang,
            text: self.text,
        }
    }
}

fn list_of(word: &str) -> Result<List, Trouble> {
    List::from_word(word)
        .ok_or_else(|| Trouble::malformed("list: dialogues, cooperation or differences"))
}

fn object(hex: &str) -> Result<ObjectId, Trouble> {
    ObjectId::from_hex(hex).ok_or_else(|| Trouble::malformed("item: 32 hexadecimal digits"))
}

fn statement(hex: &str) -> Result<StatementId, Trouble> {
    StatementId::from_hex(hex).ok_or_else(|| Trouble::malformed("text: 64 hexadecimal digits"))
}

fn statements(list: &[String]) -> Result<Vec<StatementId>, Trouble> {
    list.iter().map(|hex| statement(hex)).collect()
}

fn wordings(words: Vec<Words>) -> Wordings {
    let wording = |w: Words| Wording {
        lang: w.lang,
        title: w.title,
        text: w.text,
        courtesy: w.courtesy,
    };
    Wordings(words.into_iter().map(wording).collect())
}

/// POST `/api/v1/spaces/{space}/prepare`.
pub async fn prepare(caller: Caller, act: Result<Json<Act>, JsonRejection>) -> Answer {
    let Json(act) = act.map_err(Trouble::malformed)?;
    let (space, party, command) = (caller.space()?, caller.session.party, act.command()?);
    let node = caller.app.node.clone();
    let prepared =
        tokio::task::spawn_blocking(move || node.prepare(space, party, command, now_ms())).await;
    let prepared = prepared
        .map_err(Trouble::fault)?
        .map_err(|error| Trouble::not_done(&caller.l, error))?;
    Ok(Json(shown(&prepared)).into_response())
}

fn shown(prepared: &Prepared) -> Value {
    let statement = |when: &'static str| {
        move |draft: &Draft| {
            let body = draft.body.encode();
            let payloads = draft.body.payloads.iter().zip(&draft.payloads);
            let payload = |(commitment, payload): (&record::Commitment, &record::Payload)| json!({ "media_type": commitment.media_type, "lang": commitment.lang, "text": String::from_utf8_lossy(&payload.content) });
            json!({ "id": Body::id_of(&body).hex(), "kind": draft.body.kind.name(), "sealed": when, "body": hex_of(&body), "payloads": payloads.map(payload).collect::<Vec<_>>() })
        }
    };
    let now = prepared.decision.now.iter().map(statement("now"));
    let later = prepared
        .decision
        .pending
        .iter()
        .map(statement("when-it-can-count"));
    json!({ "ticket": hex_of(&prepared.ticket), "digest": prepared.digest().hex(), "statements": now.chain(later).collect::<Vec<_>>() })
}

/// What is signed, and the password that opens the key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    ticket: String,
    /// The digest that `prepare` gave: proof that the caller saw it.
    digest: String,
    password: Option<String>,
}

/// POST `/api/v1/spaces/{space}/sign`.
pub async fn sign(caller: Caller, signature: Result<Json<Signature>, JsonRejection>) -> Answer {
    let Json(signature) = signature.map_err(Trouble::malformed)?;
    let ticket: Option<[u8; 16]> =
        bytes_from_hex(&signature.ticket).and_then(|bytes| bytes.try_into().ok());
    let ticket = ticket.ok_or_else(|| Trouble::malformed("ticket: 32 hexadecimal digits"))?;
    let space = caller.space()?;
    let prepared = caller
        .app
        .node
        .prepared(&ticket)
        .filter(|prepared| prepared.space == space && prepared.party == caller.session.party);
    let prepared =
        prepared.ok_or_else(|| Trouble::not_done(&caller.l, node::ActError::Forgotten))?;
    if prepared.digest().hex() != signature.digest {
        return Err(Trouble::malformed(
            "digest: not the one that was prepared under this ticket",
        ));
    }
    let login = caller.session.person.login.clone();
    if caller.app.attempts.wait_seconds(&login, now_ms()) > 0 {
        return Err(Trouble::too_many(&caller.l));
    }
    let (node, token, password) = (caller.app.node.clone(), caller.token, signature.password);
    let signed = tokio::task::spawn_blocking(move || {
        let Some(key) = node.open_key(&token, password.as_deref(), now_ms())? else {
            return Ok(None);
        };
        node.sign(&ticket, &key, now_ms()).map(Some)
    });
    let signed = signed
        .await
        .map_err(Trouble::fault)?
        .map_err(|error| Trouble::not_done(&caller.l, error))?;
    let Some(receipt) = signed else {
        caller.app.attempts.failed(&login, now_ms());
        return Err(Trouble::who(&caller.l));
    };
    let sealed: Vec<Value> = receipt.sealed.iter().map(|(id, log, index)| json!({ "statement": id.hex(), "party": log.party.hex(), "index": index })).collect();
    let waiting: Vec<String> = receipt.waiting.iter().map(StatementId::hex).collect();
    let texts = caller.app.node.read(&space, |state| {
        let status = |id: &StatementId| {
            Some(json!({ "id": id.hex(), "status": text_status_word(state.record.status(id)?) }))
        };
        let named = prepared
            .decision
            .now
            .iter()
            .flat_map(|draft| draft.body.refs.iter())
            .chain(receipt.sealed.iter().map(|(id, ..)| id));
        let mut texts: Vec<Value> = Vec::new();
        for text in named.filter_map(status) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts
    });
    Ok(Json(json!({ "sealed": sealed, "waiting": waiting, "texts": texts })).into_response())
}
