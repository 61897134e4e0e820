//! The private advisor: the seat's own papers. Nothing here writes to the record, and no other seat is answered.

use analysis::agenda::{Agenda, Refused, plan};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use node::{Change, NewPaper, Paper, PaperId, PaperKind};

use crate::errors::{Answer, Problem, refused, shown};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::handlers::aside;
use crate::pages::advisor::AgendaPage;
use crate::pages::error::Trouble;
use crate::session::Member;
use crate::view::advisor::{self as view, Kept};

/// `{base}/advisor`.
pub async fn page(member: Member) -> Answer {
    let visitor = &member.person.visitor;
    let party = member.person.party;
    let mut agendas = Vec::new();
    {
        let private = visitor.app.node.private();
        let papers = private.papers(&party, Some(PaperKind::Agenda));
        for paper in papers.map_err(|fault| visitor.fault(fault))? {
            let found = private.paper(&party, paper.id);
            let found = found.map_err(|fault| visitor.fault(fault))?;
            if found.is_some_and(|(_, content)| member.reads(&content).is_some()) {
                agendas.push(paper);
            }
        }
    }
    shown(visitor, &member.scene(|scene| view::page(scene, &agendas))?)
}

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
    let visitor = &member.person.visitor;
    let content = written(&member, &kept)?;
    let paper = NewPaper {
        party: member.person.party,
        kind: PaperKind::Agenda,
        title: fields.trimmed("name"),
        content: &content,
    };
    let id = visitor.app.node.private().put_paper(&paper, visitor.now);
    let id = id.map_err(|fault| visitor.fault(fault))?;
    Ok(member.to_agenda(id))
}

/// `{base}/advisor/agenda/{id}`: the plan, all it rests on, and the form to change it.
pub async fn agenda(member: Member, Path((_, id)): Path<(String, String)>) -> Answer {
    let visitor = &member.person.visitor;
    let (paper, kept) = member.agenda(&id)?;
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
    let (paper, before) = member.agenda(&id)?;
    let kept = match accepted(&member, Some((&paper, &before)), &fields).await? {
        Ok(kept) => kept,
        Err(form) => return refused(&form),
    };
    let content = written(&member, &kept)?;
    let change = visitor.app.node.private().change_paper(
        &member.person.party,
        paper.id,
        fields.trimmed("version").parse().unwrap_or(0),
        fields.trimmed("name"),
        &content,
        visitor.now,
    );
    match change.map_err(|fault| visitor.fault(fault))? {
        Change::Stored(_) => Ok(member.to_agenda(paper.id)),
        // Somebody of the seat was faster: the form again, which now takes the place of what they wrote.
        Change::Moved(version) => {
            let mut form =
                member.scene(|scene| view::form(scene, Some((&paper, &before)), &fields))?;
            form.version = version.to_string();
            form.frame.errors.push(FieldError {
                field: String::new(),
                what: visitor.l().t("advisor-pages-moved"),
            });
            refused(&form)
        }
        Change::Fixed | Change::Gone => Err(visitor.problem(Trouble::NotFound)),
    }
}

/// POST `{base}/advisor/agenda/{id}/delete`.
pub async fn delete(member: Member, Path((_, id)): Path<(String, String)>) -> Answer {
    let visitor = &member.person.visitor;
    let (paper, _) = member.agenda(&id)?;
    let dropped = visitor
        .app
        .node
        .private()
        .drop_paper(&member.person.party, paper.id);
    dropped.map_err(|fault| visitor.fault(fault))?;
    Ok(visitor.done(
        &format!("{}/advisor", member.base()),
        "advisor-pages-deleted",
    ))
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

fn written(member: &Member, kept: &Kept) -> Result<String, Problem> {
    serde_json::to_string(kept).map_err(|error| member.person.visitor.fault(error))
}

impl Member {
    /// What an agenda's paper says, if it is about this space and was written by these pages.
    fn reads(&self, content: &str) -> Option<Kept> {
        let kept: Kept = serde_json::from_str(content).ok()?;
        (kept.space == self.space.hex()).then_some(kept)
    }

    /// The agenda of this seat that an address names. One of another seat is one that is not there.
    fn agenda(&self, id: &str) -> Result<(Paper, Kept), Problem> {
        let visitor = &self.person.visitor;
        let not_found = || visitor.problem(Trouble::NotFound);
        let id = PaperId(id.parse().map_err(|_| not_found())?);
        let found = visitor.app.node.private().paper(&self.person.party, id);
        let (paper, content) = found
            .map_err(|fault| visitor.fault(fault))?
            .filter(|(paper, _)| paper.kind == PaperKind::Agenda)
            .ok_or_else(not_found)?;
        let kept = self.reads(&content).ok_or_else(not_found)?;
        Ok((paper, kept))
    }

    fn to_agenda(&self, id: PaperId) -> axum::response::Response {
        let to = format!("{}/advisor/agenda/{}", self.base(), id.0);
        Redirect::to(&to).into_response()
    }
}
