//! Agendas: the order of talks, from a form in two steps to a plan in words.

mod beside;
mod rounds;

use analysis::agenda::{Agenda, Refused, plan};
use axum::extract::Path;
use axum::http::StatusCode;
use node::Paper;

pub use self::beside::{copy, what_if};
pub use self::rounds::{close, drop_forecasts, forget_forecasts, reopen};
use crate::errors::{Answer, Problem, page, refused, shown};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::handlers::advisor::papers::Content;
use crate::handlers::aside;
use crate::pages::advisor::agenda::AgendaPage;
use crate::session::Member;
use crate::view::advisor::Shelf;
use crate::view::advisor::agenda::{self as view, Kept};

/// `{base}/advisor/agenda/new`: which items a new agenda is to have.
pub async fn new(member: Member) -> Answer {
    shown(
        &member.person.visitor,
        &member.scene(|scene| view::choose(scene, None, &view::untouched()))?,
    )
}

/// POST `{base}/advisor/agenda/new`: a step of the form, or keeps the agenda.
pub async fn create(member: Member, fields: Fields) -> Answer {
    if let Some(step) = step(&member, None, &fields)? {
        return Ok(step);
    }
    let kept = match accepted(&member, None, &fields).await? {
        Ok(kept) => kept,
        Err(form) => return refused(&form),
    };
    let id = member.keep(fields.trimmed("name"), &kept)?;
    Ok(member.to_paper(Shelf::Agenda, id))
}

/// `{base}/advisor/agenda/{id}`: the plan, all it rests on, what became of it, and the form to change it.
pub async fn agenda(member: Member, Path((_, id)): Path<(String, String)>) -> Answer {
    let (paper, kept) = member.paper(&id)?;
    let page = kept_page(&member, &paper, &kept, &Fields::default()).await?;
    shown(&member.person.visitor, &page)
}

/// POST `{base}/advisor/agenda/{id}`: a step of the form, or changes the agenda.
pub async fn change(
    member: Member,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let (paper, before) = member.paper(&id)?;
    let now = Some((&paper, &before));
    if let Some(step) = step(&member, now, &fields)? {
        return Ok(step);
    }
    let kept = match accepted(&member, now, &fields).await? {
        Ok(kept) => kept,
        Err(form) => return refused(&form),
    };
    let version = fields.trimmed("version").parse().unwrap_or(0);
    match member.change(&paper, version, fields.trimmed("name"), &kept)? {
        Ok(()) => Ok(member.to_paper(Shelf::Agenda, paper.id)),
        // Somebody of the seat was faster: the form again, which now takes the place of what they wrote.
        Err(version) => {
            let mut form = member.scene(|scene| view::form(scene, now, &fields))?;
            form.version = version.to_string();
            form.frame.errors.push(moved(&member));
            refused(&form)
        }
    }
}

/// What is said to whom somebody of the same seat was faster.
fn moved(member: &Member) -> FieldError {
    FieldError {
        field: String::new(),
        what: member.person.visitor.l().t("advisor-pages-moved"),
    }
}

/// The page of an agenda that is kept, with what was typed about its next round.
async fn kept_page(
    member: &Member,
    paper: &Paper,
    kept: &Kept,
    typed: &Fields,
) -> Result<AgendaPage, Problem> {
    let computed = compute(member, kept).await?;
    let given = rounds::given(member, kept)?;
    let replaces = beside::stands_in_form(member)?;
    member.scene(|scene| {
        let mut page = view::page(scene, paper, kept, &computed, &given, typed);
        if let (Some(parts), Ok(agenda)) = (&mut page.kept, &computed) {
            parts.copy = view::copied(scene, kept, agenda, &page.action, replaces);
        }
        page
    })
}

/// The page that a button inside the form asks for; none if what was typed is to be kept.
fn step(
    member: &Member,
    before: Option<(&Paper, &Kept)>,
    fields: &Fields,
) -> Result<Option<axum::response::Response>, Problem> {
    let kept = before.map(|(_, kept)| kept);
    let choose = |wrong: Option<FieldError>| {
        let mut form = member.scene(|scene| view::choose(scene, before, fields))?;
        // In another language it is another page: the form as it is kept.
        form.frame.languages.clear();
        let status = match wrong {
            Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
            None => StatusCode::OK,
        };
        form.frame.errors.extend(wrong);
        Ok(Some(page(status, &form)))
    };
    match fields.get("do") {
        "choose" => choose(None),
        "describe" if member.scene(|scene| view::none_chosen(scene, kept, fields))? => {
            choose(Some(FieldError {
                field: "items".to_owned(),
                what: member.person.visitor.l().t("advisor-pages-items-missing"),
            }))
        }
        "describe" | "more" => {
            let mut form = member.scene(|scene| view::form(scene, before, fields))?;
            form.frame.languages.clear();
            Ok(Some(page(StatusCode::OK, &form)))
        }
        _ => Ok(None),
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
