//! Conflicts: the form, from what is typed to a paper that can be analysed.

use axum::extract::{Path, Query};
use serde::Deserialize;

use crate::errors::{Answer, Problem, refused, shown};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::handlers::advisor::papers::Content;
use crate::handlers::aside;
use crate::pages::advisor::conflict::ConflictForm;
use crate::session::Member;
use crate::view::advisor::conflict::files;
use crate::view::advisor::conflict::form::{self, Of};
use crate::view::advisor::conflict::ready::{Ready, Wrong};
use crate::view::advisor::conflict::sheet::Sheet;
use crate::view::advisor::{Shelf, href};

/// What a new conflict begins with.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    from: String,
}

impl Content for Sheet {
    const SHELF: Shelf = Shelf::Conflict;

    fn space(&self) -> &str {
        &self.space
    }
}

/// `{base}/advisor/conflict/new`: the form for a new conflict, blank or with a worked example.
pub async fn new(member: Member, Query(wanted): Query<Wanted>) -> Answer {
    let visitor = &member.person.visitor;
    let form = member.scene(|scene| {
        let (name, mut sheet) = files::case(&wanted.from, scene.l)
            .unwrap_or_else(|| (String::new(), form::untouched(scene)));
        sheet.space = member.space.hex();
        form::form(scene, &new_of(&name), &sheet)
    })?;
    shown(visitor, &form)
}

/// POST `{base}/advisor/conflict/read`: the form for a new conflict with what a file says.
pub async fn read(member: Member, fields: Fields) -> Answer {
    let (visitor, pasted) = (&member.person.visitor, fields.get("file"));
    match files::read(pasted, visitor.l()) {
        Ok((title, mut sheet)) => {
            sheet.space = member.space.hex();
            let form = member.scene(|scene| form::form(scene, &new_of(&title), &sheet))?;
            shown(visitor, &form)
        }
        Err(what) => {
            let mut form =
                member.scene(|scene| form::form(scene, &new_of(""), &form::untouched(scene)))?;
            if let Some(start) = &mut form.start {
                start.pasted = pasted.to_owned();
            }
            form.frame.errors.push(FieldError {
                field: "file".to_owned(),
                what,
            });
            refused(&form)
        }
    }
}

/// POST `{base}/advisor/conflict/new`: keeps the conflict, or the form again.
pub async fn create(member: Member, fields: Fields) -> Answer {
    let sheet = Sheet::from_fields(&fields, member.space.hex());
    let of = new_of(fields.get("name"));
    if let Some(again) = again(&member, &of, &fields, &sheet).await? {
        return again;
    }
    let id = member.keep(fields.trimmed("name"), &sheet)?;
    Ok(member.to_paper(Shelf::Conflict, id))
}

/// `{base}/advisor/conflict/{id}/change`: the form with what is kept.
pub async fn change_form(member: Member, Path((_, id)): Path<(String, String)>) -> Answer {
    let (paper, sheet) = member.paper::<Sheet>(&id)?;
    let version = paper.version.to_string();
    let form = member.scene(|scene| {
        let of = Of {
            name: &paper.title,
            version: &version,
            paper: Some(href(scene, Shelf::Conflict, &paper)),
        };
        form::form(scene, &of, &sheet)
    })?;
    shown(&member.person.visitor, &form)
}

/// POST `{base}/advisor/conflict/{id}/change`: changes the conflict, or the form again.
pub async fn change(
    member: Member,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let (paper, _) = member.paper::<Sheet>(&id)?;
    let sheet = Sheet::from_fields(&fields, member.space.hex());
    let mut of = Of {
        name: fields.get("name"),
        version: fields.get("version"),
        paper: Some(member.scene(|scene| href(scene, Shelf::Conflict, &paper))?),
    };
    if let Some(again) = again(&member, &of, &fields, &sheet).await? {
        return again;
    }
    let version = fields.trimmed("version").parse().unwrap_or(0);
    match member.change(&paper, version, fields.trimmed("name"), &sheet)? {
        Ok(()) => Ok(member.to_paper(Shelf::Conflict, paper.id)),
        // Somebody of the seat was faster: the form again, which now takes the place of what they wrote.
        Err(version) => {
            let version = version.to_string();
            of.version = &version;
            let moved = FieldError {
                field: String::new(),
                what: member.person.visitor.l().t("advisor-pages-moved"),
            };
            refused(&with_errors(&member, &of, &sheet, vec![moved])?)
        }
    }
}

fn new_of(name: &str) -> Of<'_> {
    Of {
        name,
        version: "",
        paper: None,
    }
}

/// The form again, if something is wrong with it or more rows are asked for; none if it can be kept.
async fn again(
    member: &Member,
    of: &Of<'_>,
    fields: &Fields,
    sheet: &Sheet,
) -> Result<Option<Answer>, Problem> {
    let visitor = &member.person.visitor;
    if fields.has("more") {
        let form = with_errors(member, of, sheet, Vec::new())?;
        return Ok(Some(shown(visitor, &form)));
    }
    let l = visitor.l();
    let mut wrong = Vec::new();
    if fields.trimmed("name").is_empty() {
        wrong.push(FieldError {
            field: "name".to_owned(),
            what: l.t("advisor-pages-name-missing"),
        });
    }
    let typed = sheet.clone();
    let read = aside(visitor, move || Ready::of(&typed, l).map(|_| ())).await?;
    wrong.extend(read.err().unwrap_or_default());
    if wrong.is_empty() {
        return Ok(None);
    }
    Ok(Some(refused(&with_errors(member, of, sheet, wrong)?)))
}

fn with_errors(
    member: &Member,
    of: &Of<'_>,
    sheet: &Sheet,
    errors: Wrong,
) -> Result<ConflictForm, Problem> {
    let mut form = member.scene(|scene| form::form(scene, of, sheet))?;
    form.frame.errors = errors;
    Ok(form)
}
