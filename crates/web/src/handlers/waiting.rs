//! What waits for this seat, what its node has to tell it, and what this person has begun to write.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};

use crate::errors::{Answer, Problem, shown};
use crate::fields::Fields;
use crate::session::Member;
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
