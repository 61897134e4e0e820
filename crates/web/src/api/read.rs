//! Reading: what the pages show, as data. Parties, items and texts are named by their ids.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use domain::relationship::{Event, letter_of};
use domain::{Item, List};
use node::{Arrival, Node, Space};
use record::view::Position;
use record::{ObjectId, PartyId, SpaceId, StatementId};
use serde::Deserialize;
use serde_json::{Value, json};

use super::act::list_of;
use super::page::{Cursor, page};
use super::problem::{Answer, Trouble};
use super::session::Caller;
use crate::json;

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
pub async fn spaces(caller: Caller, cursor: Result<Query<Cursor>, QueryRejection>) -> Answer {
    let Query(cursor) = cursor.map_err(Trouble::malformed)?;
    let spaces = caller.spaces();
    let sequence = caller.app.node.sequence(&spaces).map_err(Trouble::fault)?;
    let from = cursor.behind(&spaces, SpaceId::hex)?;
    let (spaces, more) = cursor.first(spaces.into_iter().skip(from))?;
    let rows: Vec<Value> = spaces
        .iter()
        .map(|id| json!({ "id": id.hex(), "short": id.short() }))
        .collect();
    let last = spaces.last().map(|id| json!(id.hex()));
    let mut value = page("spaces", rows, last, more);
    value["sequence"] = json!(sequence);
    answer(value)
}

/// GET `/api/v1/spaces/{space}`.
pub async fn space(caller: Caller) -> Answer {
    let own = caller.session.party;
    // Before the state is read, which then shows at least as much. Of all spaces, as the stream counts.
    let sequence = caller.app.node.sequence(&caller.spaces());
    let sequence = sequence.map_err(Trouble::fault)?;
    let value = caller.read(|space| {
        let member = |party: &PartyId| {
            json!({
                "party": party.hex(),
                "letter": letter_of(&space.record, party).to_string(),
                "name": space.relationship.party_name(party, caller.l.lang.tag()),
                "entries": space.record.size(&space.current(party)),
                "holds_of_ours": space.held(&space.current(&own), party),
            })
        };
        let members: Vec<Value> = space
            .record
            .membership()
            .1
            .members
            .iter()
            .map(|m| member(&m.party))
            .collect();
        let waiting = space.relationship.waiting_for(&space.record, &own);
        Some(json!({
            "id": space.record.space().hex(),
            "party": own.hex(),
            "sequence": sequence,
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
    after: Option<String>,
    limit: Option<usize>,
}

/// GET `/api/v1/spaces/{space}/items`.
pub async fn items(caller: Caller, filter: Result<Query<Filter>, QueryRejection>) -> Answer {
    let Query(filter) = filter.map_err(Trouble::malformed)?;
    let list = filter.list.as_deref().map(list_of).transpose()?;
    let Filter {
        status,
        after,
        limit,
        ..
    } = filter;
    let cursor = Cursor { after, limit };
    let (rows, more) = caller.read(|space| {
        let (relationship, record) = (&space.relationship, &space.record);
        let all = relationship.items();
        // Cut before it is filtered: the cursor is found also if its item has left the list meanwhile.
        let from = match cursor.behind(&all, |item| item.object.hex()) {
            Ok(from) => from,
            Err(trouble) => return Some(Err(trouble)),
        };
        let listed = |item: &&Item| {
            let stands = || item.status(relationship, record).word();
            (list.is_none() || item.list(relationship, record) == list)
                && status.as_ref().is_none_or(|status| stands() == status)
        };
        let rows = all.into_iter().skip(from).filter(listed);
        Some(cursor.first(rows.map(|item| item_value(&caller.app.node, space, item))))
    })??;
    let last = rows.last().map(|row| row["id"].clone());
    answer(page("items", rows, last, more))
}

/// GET `/api/v1/spaces/{space}/items/{item}`.
pub async fn item(caller: Caller, Path((_, item)): Path<(String, String)>) -> Answer {
    let object = ObjectId::from_hex(&item).ok_or_else(|| Trouble::not_found(&caller.l))?;
    let value = caller.read(|space| {
        let item = space.relationship.item(&object)?;
        let mut value = item_value(&caller.app.node, space, item);
        value["texts"] = item
            .texts
            .iter()
            .filter_map(|id| json::text(&caller.app.node, space, id))
            .collect();
        value["positions"] = json::positions(&caller.app.node, space, item);
        Some(value)
    })?;
    answer(value)
}

/// GET `/api/v1/spaces/{space}/texts/{text}`.
pub async fn text(caller: Caller, Path((_, text)): Path<(String, String)>) -> Answer {
    let id = StatementId::from_hex(&text).ok_or_else(|| Trouble::not_found(&caller.l))?;
    answer(caller.read(|space| json::text(&caller.app.node, space, &id))?)
}

/// GET `/api/v1/spaces/{space}/entries`: in the order in which they came to this node, so that a cursor misses none.
pub async fn entries(caller: Caller, cursor: Result<Query<Cursor>, QueryRejection>) -> Answer {
    let Query(cursor) = cursor.map_err(Trouble::malformed)?;
    let (after, limit) = (cursor.sequence()?, cursor.limit()?);
    let space = caller.space()?;
    let came = caller.app.node.arrivals(&[space], after, limit + 1);
    let mut came = came.map_err(Trouble::fault)?;
    let more = came.len() > limit;
    came.truncate(limit);
    let rows = caller.read(|space| {
        let row = |one: &Arrival| entry_value(one, space.relationship.event(&position(one)));
        Some(came.iter().map(row).collect::<Vec<_>>())
    })?;
    let last = came.last().map_or(after, |one| one.sequence);
    answer(page("entries", rows, Some(json!(last)), more))
}

fn position(one: &Arrival) -> Position {
    Position {
        log: one.log,
        index: one.index,
    }
}

/// What is not folded yet, because it speaks of entries that have not come, has a place and no meaning.
fn entry_value(one: &Arrival, event: Option<Event<'_>>) -> Value {
    json!({
        "sequence": one.sequence,
        "party": one.log.party.hex(),
        "lane": one.log.lane.number(),
        "index": one.index,
        "statement": event.map(|event| event.statement.hex()),
        "kind": event.map(|event| event.kind.name()),
        "verdict": event.map_or_else(|| "waiting".to_owned(), |event| event.verdict.word()),
        "refs": event.map(|event| event.refs.iter().map(StatementId::hex).collect::<Vec<_>>()),
    })
}

fn item_value(node: &Node, space: &Space, item: &Item) -> Value {
    let (relationship, record) = (&space.relationship, &space.record);
    let said = |at| node.words(&record.space(), &at);
    let sources = item
        .brought_in
        .iter()
        .flat_map(|brought| said(brought.at).sources);
    json!({
        "id": item.object.hex(),
        "number": item.number(record),
        "list": item.list(relationship, record).map(List::word),
        "areas": hexes(item.areas(relationship, record)),
        "cites": hexes(item.cites(relationship, record)),
        "status": item.status(relationship, record).word(),
        "words": item.words_at(relationship, record).map(|at| json::words(&said(at).wordings)),
        "per": sources.map(|source| json!({ "label": source.label, "citation": source.citation })).collect::<Vec<_>>(),
        "text_in_effect": item.current(relationship, record).map(|id| id.hex()),
        "open_texts": item.open(relationship, record).iter().map(StatementId::hex).collect::<Vec<_>>(),
    })
}

fn hexes(objects: Vec<ObjectId>) -> Vec<String> {
    objects.iter().map(ObjectId::hex).collect()
}
