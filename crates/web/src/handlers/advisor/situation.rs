//! What came out of a conflict: its page, a situation's page, a draft of a proposal, a file.

use analysis::escalation::Stopped;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use i18n::Arg;
use node::Paper;

use crate::errors::{Answer, Problem, shown};
use crate::fields::Fields;
use crate::frame::{FieldError, Section};
use crate::handlers::aside;
use crate::pages::advisor::conflict::{ConflictPage, SituationPage};
use crate::pages::error::Trouble;
use crate::session::Member;
use crate::view::advisor::conflict::ready::{Ready, Wrong};
use crate::view::advisor::conflict::sheet::Sheet;
use crate::view::advisor::conflict::{Told, copy, files};
use crate::view::advisor::{Shelf, href};

/// `{base}/advisor/conflict/{id}`: which situations would hold, and all that rests on.
pub async fn conflict(member: Member, Path((_, id)): Path<(String, String)>) -> Answer {
    let (paper, sheet) = member.paper::<Sheet>(&id)?;
    let found = told(&member, &paper, &sheet, |told, _| told.found()).await?;
    let mut page = page(&member, &paper, &sheet)?;
    match found {
        Ok(Ok(found)) => page.found = Some(found),
        Ok(Err(Stopped)) => page.frame.errors.push(stopped(&member)),
        // Their fields are on the form, not here.
        Err(wrong) => page
            .frame
            .errors
            .extend(wrong.into_iter().map(|error| FieldError {
                field: String::new(),
                ..error
            })),
    }
    shown(&member.person.visitor, &page)
}

/// The page of a conflict, without what came out.
fn page(member: &Member, paper: &Paper, sheet: &Sheet) -> Result<ConflictPage, Problem> {
    member.scene(|scene| {
        let href = href(scene, Shelf::Conflict, paper);
        ConflictPage {
            frame: scene.frame(Section::Advisor, &paper.title),
            delete: format!("{href}/delete"),
            href,
            has_gmcr: sheet.same.is_empty(),
            note: sheet.note.clone(),
            found: None,
        }
    })
}

/// `{base}/advisor/conflict/{id}/situation/{key}`: one situation.
pub async fn situation(
    member: Member,
    Path((_, id, key)): Path<(String, String, String)>,
) -> Answer {
    let visitor = &member.person.visitor;
    let (paper, sheet) = member.paper::<Sheet>(&id)?;
    let view = told(&member, &paper, &sheet, move |told, _| {
        Some(told.situation(told.ready.with_key(&key)?))
    });
    // What cannot be analysed any more says so on the page of the conflict.
    let view = view.await?.ok().flatten();
    let view = view.ok_or_else(|| visitor.problem(Trouble::NotFound))?;
    let Ok(view) = view else {
        let mut page = page(&member, &paper, &sheet)?;
        page.frame.errors.push(stopped(&member));
        return shown(visitor, &page);
    };
    let page = member.scene(|scene| SituationPage {
        frame: scene.frame(Section::Advisor, &view.standing.name),
        conflict: href(scene, Shelf::Conflict, &paper),
        title: paper.title.clone(),
        view,
    })?;
    shown(visitor, &page)
}

/// POST `{base}/advisor/conflict/{id}/propose`: the names of what is done, as a draft of a proposal. Nothing is signed.
pub async fn propose(
    member: Member,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let visitor = &member.person.visitor;
    let (paper, sheet) = member.paper::<Sheet>(&id)?;
    let (from, to) = (fields.get("from").to_owned(), fields.get("to").to_owned());
    let lines = told(&member, &paper, &sheet, move |told, _| {
        let from = match from.as_str() {
            "" => None,
            from => Some(told.ready.with_key(from)?),
        };
        Some(
            told.copied(from, told.ready.with_key(&to)?, String::new())
                .lines,
        )
    });
    let lines = lines.await?.ok().flatten();
    let lines = lines.ok_or_else(|| visitor.problem(Trouble::NotFound))?;
    let draft = copy::draft(member.typed("propose")?, &lines, visitor.lang);
    member.keep_typed("propose", &draft)?;
    Ok(Redirect::to(&format!("{}/propose", member.base())).into_response())
}

/// `{base}/advisor/conflict/{id}/file/{format}`: the conflict as a file, `json` or `gmcr`, marked as private.
pub async fn download(
    member: Member,
    Path((_, id, format)): Path<(String, String, String)>,
) -> Answer {
    let visitor = &member.person.visitor;
    let (paper, sheet) = member.paper::<Sheet>(&id)?;
    let party = member.scene(|scene| scene.name(&scene.own))?;
    let mark = visitor
        .l()
        .ta("frame-private", &[("party", Arg::from(&party))]);
    let ending = format.clone();
    let written = told(
        &member,
        &paper,
        &sheet,
        move |told, (title, sheet)| match format.as_str() {
            "json" => Some(files::own_file(told.ready, sheet, title, mark)),
            "gmcr" => files::gmcr_file(told.ready, title, mark),
            _ => None,
        },
    );
    let written = written.await?.ok().flatten();
    let written = written.ok_or_else(|| visitor.problem(Trouble::NotFound))?;
    Ok(attached(
        written,
        &format!("conflict-{}.{ending}", paper.id.0),
    ))
}

fn attached(text: String, name: &str) -> Response {
    let mut answer = text.into_response();
    let headers = answer.headers_mut();
    let json = HeaderValue::from_static("application/json; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, json);
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    answer
}

/// Works something out about a conflict, aside; or what is wrong with the sheet.
async fn told<T: Send + 'static>(
    member: &Member,
    paper: &Paper,
    sheet: &Sheet,
    work: impl FnOnce(&Told<'_>, (&str, &Sheet)) -> T + Send + 'static,
) -> Result<Result<T, Wrong>, Problem> {
    let l = member.person.visitor.l();
    let (title, sheet) = (paper.title.clone(), sheet.clone());
    let href = member.scene(|scene| href(scene, Shelf::Conflict, paper))?;
    aside(&member.person.visitor, move || {
        let ready = Ready::of(&sheet, l)?;
        let told = Told {
            ready: &ready,
            href: &href,
            l,
        };
        Ok(work(&told, (&title, &sheet)))
    })
    .await
}

fn stopped(member: &Member) -> FieldError {
    FieldError {
        field: String::new(),
        what: member.person.visitor.l().t("advisor-conflict-stopped"),
    }
}
