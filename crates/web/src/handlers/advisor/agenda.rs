//! Agendas: the order of talks, from a form to a plan in words.

use analysis::agenda::{Agenda, Refused, plan};
use axum::extract::Path;
use node::Paper;

use crate::errors::{Answer, Problem, refused, shown};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::handlers::advisor::papers::Content;
use crate::handlers::aside;
use crate::pages::advisor::agenda::AgendaPage;
use crate::session::Member;
use crate::view::advisor::Shelf;
use crate::view::advisor::agenda::{self as view, Kept};

/// `{base}/advisor/agenda/new`: the form for a new agenda.
pub async fn new(member: Member) -> Answer {
    shown(
        &member.person.visitor,
        &member.scene(|scene| view::form(scene, None, &view::untouched()))?,
    )
}

/// POST `{base}/advisor/agenda/new`: keeps the agenda, or the form again.
pub async fn create(member: Member, fields: Fields) -> Answer {
    let kept = match accepted(&member, None, &fields).await? {
        Ok(kept) => kept,
        Err(form) => return refused(&form),
    };
    let id = member.keep(fields.trimmed("name"), &kept)?;
    Ok(member.to_paper(Shelf::Agenda, id))
}

/// `{base}/advisor/agenda/{id}`: the plan, all it rests on, and the form to change it.
pub async fn agenda(member: Member, Path((_, id)): Path<(String, String)>) -> Answer {
    let visitor = &member.person.visitor;
    let (paper, kept) = member.paper(&id)?;
    let computed = compute(&member, &kept).await?;
    let page = member.scene(|scene| {
        let fields = view::as_kept(&paper, &kept);
        let mut page = view::form(scene, Some((&paper, &kept)), &fields);
        match &computed {
            Ok(agenda) => page.plan = Some(view::told(scene, &kept, agenda)),
            Err(why) => page.frame.errors.push(view::why_refused(scene, &kept, why)),
        }
        page
    })?;
    shown(visitor, &page)
}

/// POST `{base}/advisor/agenda/{id}`: changes the agenda, or the form again.
pub async fn change(
    member: Member,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let visitor = &member.person.visitor;
    let (paper, before) = member.paper(&id)?;
    let kept = match accepted(&member, Some((&paper, &before)), &fields).await? {
        Ok(kept) => kept,
        Err(form) => return refused(&form),
    };
    let version = fields.trimmed("version").parse().unwrap_or(0);
    match member.change(&paper, version, fields.trimmed("name"), &kept)? {
        Ok(()) => Ok(member.to_paper(Shelf::Agenda, paper.id)),
        // Somebody of the seat was faster: the form again, which now takes the place of what they wrote.
        Err(version) => {
            let mut form =
                member.scene(|scene| view::form(scene, Some((&paper, &before)), &fields))?;
            form.version = version.to_string();
            form.frame.errors.push(FieldError {
                field: String::new(),
                what: visitor.l().t("advisor-pages-moved"),
            });
            refused(&form)
        }
    }
}

/// What was typed if a plan can be made of it, else the form again with what is wrong.
async fn accepted(
    member: &Member,
    before: Option<(&Paper, &Kept)>,
    fields: &Fields,
) -> Result<Result<Kept, AgendaPage>, Problem> {
    let kept = before.map(|(_, kept)| kept);
    let wrong = match member.scene(|scene| view::typed(scene, kept, fields))? {
        Err(wrong) => wrong,
        Ok(kept) => match compute(member, &kept).await? {
            Ok(_) => return Ok(Ok(kept)),
            Err(why) => vec![member.scene(|scene| view::why_refused(scene, &kept, &why))?],
        },
    };
    let mut form = member.scene(|scene| view::form(scene, before, fields))?;
    form.frame.errors = wrong;
    Ok(Err(form))
}

async fn compute(member: &Member, kept: &Kept) -> Result<Result<Agenda, Refused>, Problem> {
    let case = kept.case.clone();
    aside(&member.person.visitor, move || plan(&case)).await
}

impl Content for Kept {
    const SHELF: Shelf = Shelf::Agenda;

    fn space(&self) -> &str {
        &self.space
    }
}
