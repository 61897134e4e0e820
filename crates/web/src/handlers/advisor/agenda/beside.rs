//! Beside the plan of an agenda: what would be, if; and its next round as words for a proposal.

use analysis::agenda::plan;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};

use super::{compute, kept_page};
use crate::errors::{Answer, Problem, refused, shown};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::handlers::aside;
use crate::pages::error::Trouble;
use crate::session::Member;
use crate::view::advisor::agenda::{self as view, Kept, WhatIf};

/// `{base}/advisor/agenda/{id}/if/{change}`: the plan with one thing changed. Nothing is kept.
pub async fn what_if(
    member: Member,
    Path((_, id, change)): Path<(String, String, String)>,
) -> Answer {
    let visitor = &member.person.visitor;
    let not_found = || visitor.problem(Trouble::NotFound);
    let (paper, kept) = member.paper::<Kept>(&id)?;
    let what_if = WhatIf::from_slug(&change, &kept).ok_or_else(not_found)?;
    let now = compute(&member, &kept).await?.map_err(|_| not_found())?;
    let case = what_if.case(&kept);
    let then = aside(visitor, move || plan(&case)).await?;
    shown(
        visitor,
        &member.scene(|scene| view::what_if(scene, &paper, &kept, &what_if, &now, &then))?,
    )
}

/// POST `{base}/advisor/agenda/{id}/copy`: puts the items of the next round into the form for a proposal, by name.
/// Words that stand in that form are given up only if `replace` says so.
pub async fn copy(member: Member, Path((_, id)): Path<(String, String)>, fields: Fields) -> Answer {
    let visitor = &member.person.visitor;
    let not_found = || visitor.problem(Trouble::NotFound);
    let (paper, kept) = member.paper::<Kept>(&id)?;
    let agenda = compute(&member, &kept).await?.map_err(|_| not_found())?;
    if stands_in_form(&member)? && !fields.has("replace") {
        let mut page = kept_page(&member, &paper, &kept, &Fields::default()).await?;
        page.frame.errors.push(FieldError {
            field: "copy".to_owned(),
            what: visitor.l().t("advisor-pages-copy-replaces"),
        });
        return refused(&page);
    }
    let words = member.scene(|scene| {
        let copied = view::copied(scene, &kept, &agenda, "", false)?;
        Some(view::as_proposal(scene, &copied))
    })?;
    member.keep_typed("propose", &words.ok_or_else(not_found)?)?;
    Ok(Redirect::to(&format!("{}/propose", member.base())).into_response())
}

/// Whether words stand in the form for a proposal that this person typed and did not sign.
pub fn stands_in_form(member: &Member) -> Result<bool, Problem> {
    Ok(member.typed("propose")?.unwrap_or_default().has_words())
}
