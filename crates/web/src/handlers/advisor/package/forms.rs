//! The forms: a new paper, what is negotiated, what hangs together, and the sheets.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use node::Paper;

use super::opened;
use crate::errors::{Answer, Problem, refused, shown};
use crate::fields::Fields;
use crate::frame::{FieldError, Frame, Section};
use crate::pages::advisor::package::{IssuesPage, LinkagesPage, NewPage, SheetPage};
use crate::pages::error::Trouble;
use crate::session::Member;
use crate::view::Scene;
use crate::view::advisor::Shelf;
use crate::view::advisor::package::paper::{Kept, with_members};
use crate::view::advisor::package::{
    example, import as import_view, issues as issues_view, items as items_view,
};
use crate::view::advisor::package::{linkages as linkages_view, sheet as sheet_view};

/// What an address of a paper names.
type Named = Path<(String, String)>;
/// What an address of a sheet names.
type NamedSheet = Path<(String, String, usize)>;

/// `{base}/advisor/package/new`.
pub async fn new(member: Member) -> Answer {
    let page = member.scene(|scene| new_page(scene, &Fields::default()))?;
    shown(&member.person.visitor, &page)
}

fn new_page(scene: &Scene<'_>, fields: &Fields) -> NewPage {
    NewPage {
        frame: scene.frame(Section::Advisor, &scene.l.t("advisor-shelf-new-package")),
        name: fields.get("name").to_owned(),
        note: fields.get("note").to_owned(),
        example: fields.get("start") == "example",
    }
}

/// A paper on which nothing stands but who there is.
fn empty(scene: &Scene<'_>, note: &str) -> Kept {
    let kept = Kept {
        space: scene.record().space().hex(),
        note: note.to_owned(),
        ..Kept::default()
    };
    with_members(scene, kept)
}

/// POST `{base}/advisor/package/new`: keeps a paper, empty or with the worked example.
pub async fn create(member: Member, fields: Fields) -> Answer {
    if fields.trimmed("name").is_empty() {
        let mut page = member.scene(|scene| new_page(scene, &fields))?;
        let what = member.person.visitor.l().t("advisor-pages-name-missing");
        page.frame.errors.push(FieldError {
            field: "name".to_owned(),
            what,
        });
        return refused(&page);
    }
    let worked = fields.get("start") == "example";
    let kept = member.scene(|scene| match worked {
        true => example::example(scene, empty(scene, fields.get("note"))),
        false => empty(scene, fields.get("note")),
    })?;
    let id = member.keep(fields.trimmed("name"), &kept)?;
    if worked {
        return Ok(member.to_paper(Shelf::Package, id));
    }
    let to = format!("{}/advisor/package/{}/issues", member.base(), id.0);
    Ok(Redirect::to(&to).into_response())
}

/// `{base}/advisor/package/import`.
pub async fn new_import(member: Member) -> Answer {
    let page =
        member.scene(|scene| import_view::page(scene, &empty(scene, ""), &Fields::default()))?;
    shown(&member.person.visitor, &page)
}

/// POST `{base}/advisor/package/import`: keeps what was pasted, or says what is wrong with it and where.
pub async fn import(member: Member, fields: Fields) -> Answer {
    let read = member.scene(|scene| import_view::typed(scene, &empty(scene, ""), &fields))?;
    match read {
        Ok(kept) => {
            let id = member.keep(fields.trimmed("name"), &kept)?;
            Ok(member.to_paper(Shelf::Package, id))
        }
        Err(errors) => {
            let mut page =
                member.scene(|scene| import_view::page(scene, &empty(scene, ""), &fields))?;
            page.frame.errors = errors;
            refused(&page)
        }
    }
}

/// `{href}/issues`.
pub async fn issues(member: Member, Path((_, id)): Named) -> Answer {
    let (paper, kept) = opened(&member, &id)?;
    let fields = issues_view::as_kept(&paper, &kept);
    let page = member.scene(|scene| issues_view::page(scene, &paper, &kept, &fields))?;
    shown(&member.person.visitor, &page)
}

/// POST `{href}/issues`.
pub async fn change_issues(member: Member, Path((_, id)): Named, fields: Fields) -> Answer {
    let (paper, kept) = opened(&member, &id)?;
    let typed = member.scene(|scene| issues_view::typed(scene, &kept, &fields))?;
    let page = || member.scene(|scene| issues_view::page(scene, &paper, &kept, &fields));
    let next = if fields.has("more") {
        "/issues#end"
    } else {
        ""
    };
    save(
        &member,
        &paper,
        &fields,
        fields.trimmed("name"),
        typed,
        page,
        next,
    )
}

/// `{href}/items`.
pub async fn items(
    member: Member,
    Path((_, id)): Named,
    Query(wanted): Query<Vec<(String, String)>>,
) -> Answer {
    let (paper, kept) = opened(&member, &id)?;
    let page = member.scene(|scene| items_view::page(scene, &paper, &kept, &Fields(wanted)))?;
    shown(&member.person.visitor, &page)
}

/// POST `{href}/items`: the ticked items become issues.
pub async fn add_items(member: Member, Path((_, id)): Named, fields: Fields) -> Answer {
    let (paper, kept) = opened(&member, &id)?;
    let next = match member.scene(|scene| items_view::with_ticked(scene, &kept, &fields))? {
        Ok(next) => next,
        Err(error) => {
            let mut page = member.scene(|scene| items_view::page(scene, &paper, &kept, &fields))?;
            page.frame.errors.push(error);
            return refused(&page);
        }
    };
    let href = format!("{}/advisor/package/{}/issues", member.base(), paper.id.0);
    match member.change(&paper, paper.version, &paper.title, &next)? {
        Ok(()) => Ok(Redirect::to(&href).into_response()),
        Err(_) => Err(member.person.visitor.moved(&href)),
    }
}

/// `{href}/linkages`.
pub async fn linkages(member: Member, Path((_, id)): Named) -> Answer {
    let (paper, kept) = opened(&member, &id)?;
    let page =
        member.scene(|scene| linkages_view::page(scene, &paper, &kept, &Fields::default()))?;
    shown(&member.person.visitor, &page)
}

/// POST `{href}/linkages`.
pub async fn change_linkages(member: Member, Path((_, id)): Named, fields: Fields) -> Answer {
    let (paper, kept) = opened(&member, &id)?;
    let typed = member.scene(|scene| linkages_view::typed(scene, &kept, &fields))?;
    let page = || member.scene(|scene| linkages_view::page(scene, &paper, &kept, &fields));
    let next = if fields.has("more") { "/linkages" } else { "" };
    save(&member, &paper, &fields, &paper.title, typed, page, next)
}

/// The sheet that an address counts from one.
fn sheet_at(member: &Member, kept: &Kept, number: usize) -> Result<usize, Problem> {
    let at = number
        .checked_sub(1)
        .filter(|at| *at < kept.sheets.len() && !kept.issues.is_empty());
    at.ok_or_else(|| member.person.visitor.problem(Trouble::NotFound))
}

/// `{href}/sheet/{n}`.
pub async fn sheet(member: Member, Path((_, id, number)): NamedSheet) -> Answer {
    let (paper, kept) = opened(&member, &id)?;
    let at = sheet_at(&member, &kept, number)?;
    let fields = sheet_view::as_kept(&paper, &kept, at);
    let page = member.scene(|scene| sheet_view::page(scene, &paper, &kept, at, &fields))?;
    shown(&member.person.visitor, &page)
}

/// POST `{href}/sheet/{n}`.
pub async fn change_sheet(
    member: Member,
    Path((_, id, number)): NamedSheet,
    fields: Fields,
) -> Answer {
    let (paper, kept) = opened(&member, &id)?;
    let at = sheet_at(&member, &kept, number)?;
    let typed = member.scene(|scene| sheet_view::typed(scene, &kept, at, &fields))?;
    let page = || member.scene(|scene| sheet_view::page(scene, &paper, &kept, at, &fields));
    let here = format!("/sheet/{number}");
    let next = if fields.has("more") {
        here.as_str()
    } else {
        ""
    };
    save(&member, &paper, &fields, &paper.title, typed, page, next)
}

/// A page that can be shown again with what is wrong and with the version it would now replace.
trait Again: Template {
    fn frame(&mut self) -> (&mut Frame, &mut String);
}

macro_rules! again {
    ($($page:ty)+) => {$(
        impl Again for $page {
            fn frame(&mut self) -> (&mut Frame, &mut String) {
                (&mut self.frame, &mut self.around.version)
            }
        }
    )+};
}

again! { IssuesPage LinkagesPage SheetPage }

/// Keeps what was typed and goes on to `next` of the paper, or shows the form again with all that was typed.
fn save<P: Again>(
    member: &Member,
    paper: &Paper,
    fields: &Fields,
    title: &str,
    typed: Result<Kept, Vec<FieldError>>,
    page: impl Fn() -> Result<P, Problem>,
    next: &str,
) -> Answer {
    let read = fields.trimmed("version");
    let (errors, version) = match typed {
        Err(errors) => (errors, read.to_owned()),
        Ok(kept) => match member.change(paper, read.parse().unwrap_or(0), title, &kept)? {
            Ok(()) => {
                let to = format!("{}/advisor/package/{}{next}", member.base(), paper.id.0);
                return Ok(Redirect::to(&to).into_response());
            }
            Err(version) => {
                let what = member.person.visitor.l().t("advisor-pages-moved");
                let field = String::new();
                (vec![FieldError { field, what }], version.to_string())
            }
        },
    };
    let mut page = page()?;
    let (frame, shown) = page.frame();
    frame.errors = errors;
    *shown = version;
    refused(&page)
}
