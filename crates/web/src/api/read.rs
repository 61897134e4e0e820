//! Reading: what the pages show, as data. Parties, items and texts are named by their ids.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use domain::relationship::letter_of;
use domain::{Item, List, Wordings};
use node::Space;
use record::{LogKey, ObjectId, PartyId, StatementId, TextStatus, Verdict};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::problem::{Answer, Trouble};
use super::session::Caller;

impl Caller {
    /// Reads the space of the address.
    fn read<T>(&self, look: impl FnOnce(&Space) -> Option<T>) -> Result<T, Trouble> {
        let space = self.space()?;
        let found = self.app.node.read(&space, look).flatten();
        found.ok_or_else(|| Trouble::not_found(&self.l))
    }
}

fn answer(value: Value) -> Answer {
    Ok(Json(value).into_response())
}

/// GET `/api/v1/spaces`.
pub async fn spaces(caller: Caller) -> Answer {
    let ids = caller.app.node.space_ids();
    let of_ours = |id: &record::SpaceId| caller.app.node.entered(id, &caller.session.party);
    let spaces: Vec<Value> = ids
        .iter()
        .filter(|id| of_ours(id))
        .map(|id| json!({ "id": id.hex(), "short": id.short() }))
        .collect();
    answer(json!({ "spaces": spaces }))
}

/// GET `/api/v1/spaces/{space}`.
pub async fn space(caller: Caller) -> Answer {
    let own = caller.session.party;
    let value = caller.read(|space| {
        let member = |party: &PartyId| {
            json!({
                "party": party.hex(),
                "letter": letter_of(&space.record, party).to_string(),
                "name": space.relationship.party_name(party, caller.l.lang.tag()),
                "entries": space.record.size(&LogKey::main(*party)),
                "holds_of_ours": space.held(&LogKey::main(own), party),
            })
        };
        let members: Vec<Value> = space
            .record
            .founding()
            .membership
            .members
            .iter()
            .map(|m| member(&m.party))
            .collect();
        let waiting = space.relationship.waiting_for(&space.record, &own);
        Some(json!({
            "id": space.record.space().hex(),
            "party": own.hex(),
            "digest": space.record.digest().hex(),
            "members": members,
            "waiting_for_us": waiting.iter().map(StatementId::hex).collect::<Vec<_>>(),
        }))
    })?;
    answer(value)
}

/// What stands after `?` in the address of the items.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    list: Option<String>,
    status: Option<String>,
}

/// GET `/api/v1/spaces/{space}/items`.
pub async fn items(caller: Caller, filter: Result<Query<Filter>, QueryRejection>) -> Answer {
    let Query(filter) = filter.map_err(Trouble::malformed)?;
    let list = match filter.list.as_deref() {
        None => None,
        Some(word) => Some(
            List::from_word(word)
                .ok_or_else(|| Trouble::malformed("list: dialogues, cooperation or differences"))?,
        ),
    };
    let rows = caller.read(|space| {
        let all = space.relationship.items(&space.record);
        let listed =
            |item: &&Item| list.is_none() || item.list(&space.relationship, &space.record) == list;
        let rows: Vec<Value> = all
            .into_iter()
            .filter(listed)
            .map(|item| item_value(space, item))
            .collect();
        Some(rows)
    })?;
    let fits = |row: &Value| {
        filter
            .status
            .as_ref()
            .is_none_or(|status| row["status"] == status.as_str())
    };
    answer(json!({ "items": rows.into_iter().filter(fits).collect::<Vec<_>>() }))
}

/// GET `/api/v1/spaces/{space}/items/{item}`.
pub async fn item(caller: Caller, Path((_, item)): Path<(String, String)>) -> Answer {
    let object = ObjectId::from_hex(&item).ok_or_else(|| Trouble::not_found(&caller.l))?;
    let value = caller.read(|space| {
        let item = space.relationship.item(&object)?;
        let mut value = item_value(space, item);
        value["texts"] = item.texts.iter().filter_map(|id| text_value(space, id)).collect();
        let stated = item.positions_in_order(&space.record);
        let positions = stated.iter().flat_map(|(party, positions)| positions.iter().map(move |position| (party, position)));
        value["positions"] = positions.map(|(party, position)| json!({ "party": party.hex(), "statement": position.statement.hex(), "words": words(&position.wordings) })).collect();
        Some(value)
    })?;
    answer(value)
}

/// GET `/api/v1/spaces/{space}/texts/{text}`.
pub async fn text(caller: Caller, Path((_, text)): Path<(String, String)>) -> Answer {
    let id = StatementId::from_hex(&text).ok_or_else(|| Trouble::not_found(&caller.l))?;
    answer(caller.read(|space| text_value(space, &id))?)
}

/// What stands after `?` in the address of the entries.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    #[serde(default)]
    after: usize,
}

/// The most entries in one answer.
const ENTRIES_MAX: usize = 500;

/// GET `/api/v1/spaces/{space}/entries`: in causal order.
pub async fn entries(caller: Caller, cursor: Result<Query<Cursor>, QueryRejection>) -> Answer {
    let Query(cursor) = cursor.map_err(Trouble::malformed)?;
    let value = caller.read(|space| {
        let history = space.relationship.history();
        let row = |event: &&domain::relationship::Event| {
            json!({
                "party": event.at.log.party.hex(),
                "lane": event.at.log.lane.number(),
                "index": event.at.index,
                "statement": event.statement.hex(),
                "kind": event.kind.name(),
                "verdict": verdict_word(event.verdict),
                "refs": event.refs.iter().map(StatementId::hex).collect::<Vec<_>>(),
            })
        };
        let rows: Vec<Value> = history
            .iter()
            .skip(cursor.after)
            .take(ENTRIES_MAX)
            .map(row)
            .collect();
        let next = cursor.after + rows.len();
        Some(json!({ "entries": rows, "after": next, "more": next < history.len() }))
    })?;
    answer(value)
}

fn verdict_word(verdict: Verdict) -> String {
    match verdict {
        Verdict::Valid => "valid".to_owned(),
        Verdict::NotUnderstood => "not-understood".to_owned(),
        Verdict::Void(reason) => format!("void-{}", reason as u8),
    }
}

/// `{ "en": { "title": …, "text": …, "courtesy": false } }`
fn words(wordings: &Wordings) -> Value {
    let word = |w: &domain::Wording| {
        (
            w.lang.clone(),
            json!({ "title": w.title, "text": w.text, "courtesy": w.courtesy }),
        )
    };
    Value::Object(wordings.0.iter().map(word).collect::<Map<_, _>>())
}

fn item_value(space: &Space, item: &Item) -> Value {
    let (relationship, record) = (&space.relationship, &space.record);
    let sources = item.brought_in.iter().flat_map(|brought| &brought.sources);
    json!({
        "id": item.object.hex(),
        "number": item.number(record),
        "list": item.list(relationship, record).map(List::word),
        "status": item.status(relationship, record).word(),
        "words": item.wordings(relationship, record).map(words),
        "per": sources.map(|source| json!({ "label": source.label, "citation": source.citation })).collect::<Vec<_>>(),
        "text_in_effect": item.current(relationship, record).map(|id| id.hex()),
        "open_texts": item.open(relationship, record).iter().map(StatementId::hex).collect::<Vec<_>>(),
    })
}

fn text_value(space: &Space, id: &StatementId) -> Option<Value> {
    let text = space.relationship.text(id)?;
    let kept = space.record.ledger().text(id)?;
    let parties = |acts: &std::collections::BTreeMap<PartyId, Vec<record::view::Position>>| {
        let required = space.record.ledger().required(kept);
        required
            .filter(|party| acts.contains_key(party))
            .map(|party| party.hex())
            .collect::<Vec<_>>()
    };
    Some(json!({
        "id": id.hex(),
        "by": text.at.log.party.hex(),
        "status": space.record.status(id).map(text_status_word),
        "items": text.objects.iter().map(ObjectId::hex).collect::<Vec<_>>(),
        "words": words(&text.wordings),
        "required": space.record.ledger().required(kept).map(|party| party.hex()).collect::<Vec<_>>(),
        "assented": parties(&kept.assents),
        "declined": parties(&kept.renounces),
    }))
}

/// The word for where a text stands.
pub fn text_status_word(status: TextStatus) -> &'static str {
    match status {
        TextStatus::Open => "open",
        TextStatus::InEffect => "in-effect",
        TextStatus::Dead => "dead",
        TextStatus::Overtaken => "overtaken",
        TextStatus::Contested => "contested",
    }
}
