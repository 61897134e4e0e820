//! What waits for this seat, what its node has to tell it, and what this person has begun to write.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};

use axum::http::StatusCode;
use node::Shared;

use crate::errors::{Answer, Problem, page as page_of, shown};
use crate::fields::Fields;
use crate::handlers::act;
use crate::pages::error::Trouble;
use crate::session::Member;
use crate::view::check;
use crate::view::waiting::{self as view, Private};

/// `{base}/waiting`.
pub async fn page(member: Member) -> Answer {
    let visitor = &member.person.visitor;
    let node = &visitor.app.node;
    let private = Private {
        pending: member.waiting()?,
        given_up: node
            .given_up(&member.space, &member.person.party)
            .map_err(|fault| visitor.fault(fault))?,
        drafts: member.drafts()?,
        shared: shared(&member)?,
    };
    shown(visitor, &member.scene(|scene| view::page(scene, &private))?)
}

/// Takes back a signature that is not on the record yet.
pub async fn cancel(member: Member, Path((_, statement)): Path<(String, String)>) -> Answer {
    let visitor = &member.person.visitor;
    let statement = member.statement(&statement)?;
    if member.waiting()?.iter().any(|(own, _)| *own == statement) {
        visitor
            .app
            .node
            .cancel_waiting(&member.space, &statement)
            .map_err(|fault| visitor.fault(fault))?;
    }
    Ok(visitor.done(&format!("{}/waiting", member.base()), "waiting-cancelled"))
}

/// What lacks signatures of this seat.
fn shared(member: &Member) -> Result<Vec<Shared>, Problem> {
    let visitor = &member.person.visitor;
    let node = &visitor.app.node;
    node.shared(&member.space, &member.person.party, visitor.now)
        .map_err(|fault| visitor.fault(fault))
}

/// POST `{base}/waiting/{act}/countersign`: the check page with the same bytes that another delegate signed.
pub async fn countersign(member: Member, Path((_, act)): Path<(String, String)>) -> Answer {
    let visitor = &member.person.visitor;
    let (id, back) = (
        member.statement(&act)?,
        format!("{}/waiting", member.base()),
    );
    let key = &member.person.session.person.key;
    let (space, party) = (member.space, member.person.party);
    let prepared = visitor
        .app
        .node
        .prepare_shared(space, party, &id, key, visitor.now)
        .map_err(|error| visitor.not_done(error, &back))?;
    let act = check::act_of(&prepared.command).ok_or_else(|| visitor.problem(Trouble::NotFound))?;
    let fields = Fields::default();
    let check = act::check_page(&member, act, &prepared, &back, &fields)?;
    Ok(page_of(StatusCode::OK, &check))
}

/// POST `{base}/waiting/{act}/take-back`: nothing of an act that lacks signatures is put on the record.
pub async fn take_back(member: Member, Path((_, act)): Path<(String, String)>) -> Answer {
    let visitor = &member.person.visitor;
    let act = member.statement(&act)?;
    if shared(&member)?.iter().any(|one| one.act == act) {
        let taken_back = visitor.app.node.cancel_shared(&member.space, &act);
        taken_back.map_err(|fault| visitor.fault(fault))?;
    }
    Ok(visitor.done(&format!("{}/waiting", member.base()), "waiting-cancelled"))
}

/// POST `{base}/waiting/{statement}/read`: what the node had to tell about a signature was read.
pub async fn read(member: Member, Path((_, statement)): Path<(String, String)>) -> Answer {
    let visitor = &member.person.visitor;
    let statement = member.statement(&statement)?;
    visitor
        .app
        .node
        .note_read(&member.space, &member.person.party, &statement)
        .map_err(|fault| visitor.fault(fault))?;
    Ok(Redirect::to(&format!("{}/waiting", member.base())).into_response())
}

/// POST `{base}/waiting/drafts/discard`: throws away what was typed into the form that `form` names.
pub async fn discard(member: Member, fields: Fields) -> Answer {
    member.forget_typed(fields.get("form"))?;
    Ok(Redirect::to(&format!("{}/waiting", member.base())).into_response())
}

impl Member {
    /// The forms of this space into which this person typed something that is not signed, the last one first.
    fn drafts(&self) -> Result<Vec<(String, i64)>, Problem> {
        let visitor = &self.person.visitor;
        let kept = visitor
            .app
            .node
            .typed_forms(self.person.session.person.id)
            .map_err(|fault| visitor.fault(fault))?;
        let here = format!("{}/", self.space.short());
        let of_space = |(form, saved_ms): (String, u64)| {
            Some((form.strip_prefix(&here)?.to_owned(), saved_ms as i64))
        };
        Ok(kept.into_iter().filter_map(of_space).collect())
    }
}
