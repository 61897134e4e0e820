//! The seat's own agendas, for programs of its delegates: read, made, changed, deleted, and worked out.
//!
//! The one part of the API that is about no entry. A paper is of the seat whose token asks; of another seat's there is no
//! trace in any answer. A change names what it was made from (`If-Match`), so two programs do not overwrite each other.

use std::collections::BTreeMap;

use analysis::agenda::{Case, plan};
use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use node::clock::now_ms;
use node::{Change, NewPaper, Paper, PaperId, PaperKind};
use record::ObjectId;
use serde::Deserialize;
use serde_json::{Value, json};

use super::etag;
use super::page::{Cursor, page};
use super::problem::{Answer, Trouble};
use super::session::Caller;
use crate::handlers::advisor::agenda::drop_forecasts;
use crate::view::advisor::agenda::Kept;
use crate::view::words;

/// An agenda as a program writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    title: String,
    case: Case,
}

type Body = Result<Json<Written>, JsonRejection>;

impl Caller {
    /// The agendas of this seat that are about the space of the address, the last changed first.
    fn agendas(&self) -> Result<Vec<(Paper, Kept)>, Trouble> {
        let (space, party) = (self.space()?, self.session.party);
        if !self.app.node.entered(&space, &party) {
            return Err(Trouble::not_found(&self.l));
        }
        let private = self.app.node.private();
        let papers = private.papers(&party, Some(PaperKind::Agenda));
        let mut agendas = Vec::new();
        for paper in papers.map_err(Trouble::fault)? {
            let found = private.paper(&party, paper.id).map_err(Trouble::fault)?;
            let kept = found.and_then(|(_, said)| serde_json::from_str::<Kept>(&said).ok());
            if let Some(kept) = kept.filter(|kept| kept.space == space.hex()) {
                agendas.push((paper, kept));
            }
        }
        Ok(agendas)
    }

    fn agenda(&self, id: &str) -> Result<(Paper, Kept), Trouble> {
        let mut all = self.agendas()?.into_iter();
        let found = all.find(|(paper, _)| paper.id.0.to_string() == id);
        found.ok_or_else(|| Trouble::not_found(&self.l))
    }

    /// What was written as a paper, if a plan can be made of it. Rounds that are over stay as they are.
    async fn accepted(&self, written: &Written, before: Option<&Kept>) -> Result<Kept, Trouble> {
        if written.title.trim().is_empty() {
            return Err(Trouble::malformed("title: empty"));
        }
        if written.case.linkages.iter().any(|tie| tie.by.is_empty()) {
            return Err(Trouble::malformed("linkages: by: empty"));
        }
        let case = written.case.clone();
        let planned = tokio::task::spawn_blocking(move || plan(&case));
        if let Err(why) = planned.await.map_err(Trouble::fault)? {
            return Err(Trouble::malformed(advice::agenda::refused(
                &why,
                self.l.lang,
            )));
        }
        let space = self.space()?;
        let titles = self.app.node.read(&space, |state| {
            let title = |id: &String| {
                let item = state.relationship.item(&ObjectId::from_hex(id)?)?;
                let titles = item.titles(&state.relationship, &state.record)?;
                let title = words::titled(titles, self.l.lang).main.text;
                Some(format!("{} {title}", item.number(&state.record)))
            };
            let items = written.case.items.iter().map(|item| &item.id);
            let named = items.map(|id| (id.clone(), title(id).unwrap_or_else(|| id.clone())));
            named.collect::<BTreeMap<_, _>>()
        });
        Ok(Kept {
            space: space.hex(),
            case: written.case.clone(),
            titles: titles.ok_or_else(|| Trouble::not_found(&self.l))?,
            closed: before.map(|kept| kept.closed.clone()).unwrap_or_default(),
        })
    }
}

/// An agenda as it is answered; its tag is of these bytes.
fn value(paper: &Paper, kept: &Kept) -> Value {
    json!({
        "id": paper.id.0.to_string(),
        "title": paper.title,
        "version": paper.version,
        "case": kept.case,
        "titles": kept.titles,
        "closed": kept.closed,
    })
}

/// An agenda that was just stored, with its tag.
fn stored(caller: &Caller, status: StatusCode, id: PaperId) -> Answer {
    let (paper, kept) = caller.agenda(&id.0.to_string())?;
    let value = value(&paper, &kept);
    let tag = HeaderValue::from_str(&etag::of(&value.to_string().into_bytes()));
    let tag = tag.map_err(Trouble::fault)?;
    Ok((status, [(header::ETAG, tag)], Json(value)).into_response())
}

/// GET `/api/v1/spaces/{space}/advisor/agendas`.
pub async fn list(caller: Caller, cursor: Result<Query<Cursor>, QueryRejection>) -> Answer {
    let Query(cursor) = cursor.map_err(Trouble::malformed)?;
    let all = caller.agendas()?;
    let from = cursor.behind(&all, |(paper, _)| paper.id.0.to_string())?;
    let rows = all.iter().skip(from).map(|(paper, _)| {
        json!({ "id": paper.id.0.to_string(), "title": paper.title, "version": paper.version })
    });
    let (rows, more) = cursor.first(rows)?;
    let last = rows.last().map(|row| row["id"].clone());
    Ok(Json(page("agendas", rows, last, more)).into_response())
}

/// POST `/api/v1/spaces/{space}/advisor/agendas`.
pub async fn create(caller: Caller, written: Body) -> Answer {
    caller.may_sign()?;
    caller.agendas()?;
    let Json(written) = written.map_err(Trouble::malformed)?;
    let kept = caller.accepted(&written, None).await?;
    let content = serde_json::to_string(&kept).map_err(Trouble::fault)?;
    let paper = NewPaper {
        party: caller.session.party,
        kind: PaperKind::Agenda,
        title: written.title.trim(),
        content: &content,
    };
    let id = caller.app.node.private().put_paper(&paper, now_ms());
    stored(&caller, StatusCode::CREATED, id.map_err(Trouble::fault)?)
}

/// GET `/api/v1/spaces/{space}/advisor/agendas/{agenda}`.
pub async fn read(caller: Caller, Path((_, id)): Path<(String, String)>) -> Answer {
    let (paper, kept) = caller.agenda(&id)?;
    Ok(Json(value(&paper, &kept)).into_response())
}

/// PUT `/api/v1/spaces/{space}/advisor/agendas/{agenda}`: in place of what `If-Match` names.
pub async fn change(
    caller: Caller,
    Path((_, id)): Path<(String, String)>,
    headers: HeaderMap,
    written: Body,
) -> Answer {
    caller.may_sign()?;
    let (paper, before) = caller.agenda(&id)?;
    if !headers.contains_key(header::IF_MATCH) {
        return Err(Trouble::if_match(&caller.l));
    }
    let tag = etag::of(&value(&paper, &before).to_string().into_bytes());
    if !etag::holds(&headers, &header::IF_MATCH, &tag) {
        return Err(Trouble::moved(&caller.l));
    }
    let Json(written) = written.map_err(Trouble::malformed)?;
    let kept = caller.accepted(&written, Some(&before)).await?;
    let content = serde_json::to_string(&kept).map_err(Trouble::fault)?;
    // The tag was of this version; if it moved meanwhile, nothing is written.
    let change = caller.app.node.private().change_paper(
        &caller.session.party,
        paper.id,
        paper.version,
        written.title.trim(),
        &content,
        now_ms(),
    );
    match change.map_err(Trouble::fault)? {
        Change::Stored(_) => stored(&caller, StatusCode::OK, paper.id),
        Change::Moved(_) => Err(Trouble::moved(&caller.l)),
        Change::Fixed | Change::Gone => Err(Trouble::not_found(&caller.l)),
    }
}

/// DELETE `/api/v1/spaces/{space}/advisor/agendas/{agenda}`, with its forecasts.
pub async fn delete(caller: Caller, Path((_, id)): Path<(String, String)>) -> Answer {
    caller.may_sign()?;
    let (paper, kept) = caller.agenda(&id)?;
    let (node, party) = (&caller.app.node, &caller.session.party);
    drop_forecasts(node, party, &kept).map_err(Trouble::fault)?;
    let dropped = node.private().drop_paper(party, paper.id);
    dropped.map_err(Trouble::fault)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// GET `/api/v1/spaces/{space}/advisor/agendas/{agenda}/plan`: worked out anew each time.
pub async fn planned(caller: Caller, Path((_, id)): Path<(String, String)>) -> Answer {
    let (_, kept) = caller.agenda(&id)?;
    let planned = tokio::task::spawn_blocking(move || plan(&kept.case));
    match planned.await.map_err(Trouble::fault)? {
        Ok(agenda) => Ok(Json(agenda).into_response()),
        Err(why) => Err(Trouble::malformed(advice::agenda::refused(
            &why,
            caller.l.lang,
        ))),
    }
}
