//! Acting in two steps: `prepare` gives exactly what would be signed, `sign` signs that and nothing else.
//!
//! The second step takes the password that opens a key on this node, or signatures that a device made over the
//! bytes it was given. A preparation is its caller's own: nobody else's signature fits it.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::response::IntoResponse;
use domain::Draft;
use node::clock::now_ms;
use node::device::{Signed, Unsigned};
use node::{ActError, Prepared, Receipt, Ticket};
use record::ids::{array_from_hex, bytes_from_hex, hex_of};
use record::key::PublicKey;
use record::{Body, Commitment, Hash, ObjectId, Payload, StatementId};
use serde::Deserialize;
use serde_json::{Value, json};

use super::act::Act;
use super::problem::{Answer, Trouble, aside};
use super::session::Caller;

/// POST `/api/v1/spaces/{space}/prepare`.
pub async fn prepare(caller: Caller, act: Result<Json<Act>, JsonRejection>) -> Answer {
    caller.may_sign()?;
    let Json(act) = act.map_err(Trouble::malformed)?;
    let (space, party) = (caller.space()?, caller.session.party);
    let (node, key) = (caller.app.node.clone(), caller.session.person.key);
    let standing = |object: &ObjectId| {
        let about = node.read(&space, |state| {
            let item = state.relationship.item(object)?;
            Some(item.about(&state.relationship, &state.record))
        });
        about.flatten().unwrap_or_default()
    };
    let command = act.command(standing)?;
    let signer = Some(key.clone());
    let prepared = aside(move || node.prepare_for(space, party, signer, command, now_ms())).await?;
    let prepared = prepared.map_err(|error| Trouble::not_done(&caller.l, error))?;
    Ok(Json(shown(&prepared, &key)).into_response())
}

/// What will be signed: the bodies and words to read, and for a device the bytes to put its signature under.
fn shown(prepared: &Prepared, key: &PublicKey) -> Value {
    let now = prepared.decision.now.len();
    let bytes_to_sign = prepared.bytes_to_sign(key);
    let statements = prepared.drafts().zip(&bytes_to_sign).enumerate();
    let statement = |(at, (draft, to_sign)): (usize, (&Draft, &Vec<u8>))| {
        let body = draft.body.encode();
        let payloads = draft.body.payloads.iter().zip(&draft.payloads);
        json!({
            "id": Body::id_of(&body).hex(),
            "kind": draft.body.kind.name(),
            "sealed": if at < now { "now" } else { "when-it-can-count" },
            "body": hex_of(&body),
            "payloads": payloads.map(payload).collect::<Vec<_>>(),
            "to_sign": hex_of(to_sign),
            "to_sign_sha256": Hash::plain(to_sign).hex(),
        })
    };
    json!({
        "ticket": hex_of(&prepared.ticket),
        "digest": prepared.digest().hex(),
        "statements": statements.map(statement).collect::<Vec<_>>(),
    })
}

/// With its salt, so that a device can hash the words it shows and find them in the body.
fn payload((commitment, payload): (&Commitment, &Payload)) -> Value {
    json!({
        "media_type": commitment.media_type,
        "lang": commitment.lang,
        "text": String::from_utf8_lossy(&payload.content),
        "salt": hex_of(&payload.salt),
    })
}

/// What is signed: with the password that opens the key here, or with signatures made elsewhere.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    ticket: String,
    /// The digest that `prepare` gave: proof that the caller saw it.
    digest: String,
    password: Option<String>,
    signatures: Option<Vec<OfDevice>>,
}

/// One statement's signature, made on a device.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfDevice {
    /// The bytes that were signed: the `to_sign` that `prepare` gave.
    bytes: String,
    signature: String,
}

impl OfDevice {
    fn read(&self) -> Result<Signed, Trouble> {
        let hex = |text: &str, what: &str| {
            bytes_from_hex(text)
                .ok_or_else(|| Trouble::malformed(format!("{what}: hexadecimal digits")))
        };
        Ok(Signed {
            bytes: hex(&self.bytes, "bytes")?,
            signature: hex(&self.signature, "signature")?,
        })
    }
}

/// POST `/api/v1/spaces/{space}/sign`.
pub async fn sign(caller: Caller, signature: Result<Json<Signature>, JsonRejection>) -> Answer {
    caller.may_sign()?;
    let Json(signature) = signature.map_err(Trouble::malformed)?;
    let prepared = opened(&caller, &signature)?;
    let receipt = match &signature.signatures {
        Some(_) if signature.password.is_some() => {
            return Err(Trouble::malformed("either password or signatures"));
        }
        Some(signatures) => {
            let signed = signatures.iter().map(OfDevice::read);
            by_device(&caller, prepared.ticket, signed.collect::<Result<_, _>>()?).await?
        }
        None => by_password(&caller, prepared.ticket, signature.password).await?,
    };
    Ok(Json(acknowledged(&caller, &prepared, &receipt)).into_response())
}

/// What the ticket names, if this caller prepared it in this space and saw it.
fn opened(caller: &Caller, signature: &Signature) -> Result<Prepared, Trouble> {
    let ticket: Ticket = array_from_hex(&signature.ticket)
        .ok_or_else(|| Trouble::malformed("ticket: 32 hexadecimal digits"))?;
    let (space, party) = (caller.space()?, caller.session.party);
    let prepared = caller
        .app
        .node
        .prepared(&ticket)
        .filter(|prepared| prepared.space == space && prepared.party == party)
        .ok_or_else(|| Trouble::not_done(&caller.l, ActError::Forgotten))?;
    let theirs = |key: &PublicKey| *key != caller.session.person.key;
    if prepared.signer.as_ref().is_some_and(theirs) {
        return Err(Trouble::unsigned(&caller.l, Unsigned::OtherPerson));
    }
    match prepared.digest().hex() == signature.digest {
        true => Ok(prepared),
        false => Err(Trouble::unsigned(&caller.l, Unsigned::OtherBytes)),
    }
}

async fn by_device(
    caller: &Caller,
    ticket: Ticket,
    signed: Vec<Signed>,
) -> Result<Receipt, Trouble> {
    let (node, key) = (caller.app.node.clone(), caller.session.person.key.clone());
    aside(move || node.sign_elsewhere(&ticket, &key, &signed, now_ms()))
        .await?
        .map_err(|error| Trouble::not_done(&caller.l, error))
}

async fn by_password(
    caller: &Caller,
    ticket: Ticket,
    password: Option<String>,
) -> Result<Receipt, Trouble> {
    if caller.session.person.key_elsewhere {
        return Err(Trouble::unsigned(&caller.l, Unsigned::KeyElsewhere));
    }
    let login = caller.session.person.login.clone();
    if caller.app.attempts.wait_seconds(&login, now_ms()) > 0 {
        return Err(Trouble::too_many(&caller.l));
    }
    let (node, token) = (caller.app.node.clone(), caller.token);
    let opened = aside(move || node.open_key(&token, password.as_deref(), now_ms())).await?;
    let key = opened.map_err(Trouble::fault)?;
    caller.app.attempts.tried(&login, key.is_some(), now_ms());
    let key = key.ok_or_else(|| Trouble::who(&caller.l))?;
    let node = caller.app.node.clone();
    aside(move || node.sign(&ticket, &key, now_ms()))
        .await?
        .map_err(|error| Trouble::not_done(&caller.l, error))
}

/// Where everything stands now: what was sealed, what waits, and the texts that were acted on.
fn acknowledged(caller: &Caller, prepared: &Prepared, receipt: &Receipt) -> Value {
    let sealed: Vec<Value> = receipt.sealed.iter().map(|(id, log, index)| json!({ "statement": id.hex(), "party": log.party.hex(), "index": index })).collect();
    let waiting: Vec<String> = receipt.waiting.iter().map(StatementId::hex).collect();
    let texts = caller.app.node.read(&prepared.space, |state| {
        let status = |id: &StatementId| {
            Some(json!({ "id": id.hex(), "status": state.record.status(id)?.word() }))
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
    let shared = receipt.shared.map(|act| act.hex());
    json!({ "sealed": sealed, "waiting": waiting, "shared": shared, "texts": texts })
}
