//! Notes of domestic constraints. The constraint never leaves; of a step a person may put name, date and status into a
//! form for the record, one step at a time, and sign it there or not.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use node::{ApprovalStep, Change, NewPaper, Paper, PaperId, PaperKind};

use crate::errors::{Answer, Problem, page, refused, shown};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::handlers::advisor::papers::Content;
use crate::handlers::propose::form_name;
use crate::pages::act::Act;
use crate::pages::advisor::note::NotePage;
use crate::pages::error::Trouble;
use crate::session::Member;
use crate::view::advisor::Shelf;
use crate::view::advisor::note::{self as view, Kept};

/// `{base}/advisor/note/new`: the form for a new note.
pub async fn new(member: Member) -> Answer {
    shown(
        &member.person.visitor,
        &member.scene(|scene| view::form(scene, None, &Fields::default()))?,
    )
}

/// POST `{base}/advisor/note/new`: keeps the note, or the form again.
pub async fn create(member: Member, fields: Fields) -> Answer {
    match read(&member, None, &fields)? {
        Err(form) => form,
        Ok((kept, steps)) => {
            let id = put(&member, fields.trimmed("name"), &kept, &steps)?;
            Ok(member.to_paper(Shelf::Note, id))
        }
    }
}

/// `{base}/advisor/note/{id}`: the note, its steps, what of them may be published, and the form to change it.
pub async fn note(member: Member, Path((_, id)): Path<(String, String)>) -> Answer {
    let (paper, kept) = member.paper(&id)?;
    shown(&member.person.visitor, &kept_page(&member, &paper, &kept)?)
}

/// POST `{base}/advisor/note/{id}`: changes the note, or the form again.
pub async fn change(
    member: Member,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let (paper, _) = member.paper::<Kept>(&id)?;
    let (kept, steps) = match read(&member, Some(&paper), &fields)? {
        Ok(read) => read,
        Err(form) => return form,
    };
    let version = fields.trimmed("version").parse().unwrap_or(0);
    match replace(
        &member,
        &paper,
        version,
        fields.trimmed("name"),
        &kept,
        &steps,
    )? {
        Ok(()) => Ok(member.to_paper(Shelf::Note, paper.id)),
        Err(version) => {
            let mut form = member.scene(|scene| view::form(scene, Some(&paper), &fields))?;
            form.version = version.to_string();
            form.frame.errors.push(FieldError {
                field: String::new(),
                what: member.person.visitor.l().t("advisor-pages-moved"),
            });
            refused(&form)
        }
    }
}

/// POST `{base}/advisor/note/{id}/publish`: puts name, date and status of one step that may be shown into a form for the
/// record. Words that stand in that form are given up only if `replace` says so.
pub async fn publish(
    member: Member,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let visitor = &member.person.visitor;
    let not_found = || visitor.problem(Trouble::NotFound);
    let (paper, kept) = member.paper::<Kept>(&id)?;
    let form = form_of(&member, &kept)?;
    let wrong = if fields.trimmed("version") != paper.version.to_string() {
        Some(member.moved_since())
    } else if stands_in(&member, &form)? && !fields.has("replace") {
        Some(FieldError {
            field: "publish".to_owned(),
            what: visitor.l().t("advisor-note-publish-replaces"),
        })
    } else {
        None
    };
    if let Some(wrong) = wrong {
        let mut page = kept_page(&member, &paper, &kept)?;
        page.frame.errors.push(wrong);
        return refused(&page);
    }
    let place: usize = fields.trimmed("step").parse().map_err(|_| not_found())?;
    let party = member.person.party;
    let shown = visitor.app.node.private().shown_steps(&party, paper.id);
    let shown = shown.map_err(|fault| visitor.fault(fault))?;
    let step = shown.get(place).ok_or_else(not_found)?;
    let words = member.scene(|scene| view::as_public(scene, step))?;
    member.keep_typed(&form, &words)?;
    Ok(Redirect::to(&format!("{}/{form}", member.base())).into_response())
}

/// The form that a step's status is put into: a position on the item that the note is about, or a proposal.
fn form_of(member: &Member, kept: &Kept) -> Result<String, Problem> {
    member.scene(|scene| match view::about_item(scene, kept) {
        Some(item) => form_name(&item.object.hex(), Act::Position),
        None => "propose".to_owned(),
    })
}

fn stands_in(member: &Member, form: &str) -> Result<bool, Problem> {
    let typed = member.typed(form)?.unwrap_or_default();
    Ok(typed.has_words())
}

fn kept_page(member: &Member, paper: &Paper, kept: &Kept) -> Result<NotePage, Problem> {
    let visitor = &member.person.visitor;
    let party = member.person.party;
    let (steps, may_be_shown) = {
        let private = visitor.app.node.private();
        let steps = private.steps(&party, paper.id);
        let shown = private.shown_steps(&party, paper.id);
        (
            steps.map_err(|fault| visitor.fault(fault))?,
            shown.map_err(|fault| visitor.fault(fault))?,
        )
    };
    let replaces = stands_in(member, &form_of(member, kept)?)?;
    member.scene(|scene| view::page(scene, paper, kept, &steps, &may_be_shown, replaces))
}

/// What was typed, or the form again: with what is wrong, or with room for more steps.
fn read(
    member: &Member,
    paper: Option<&Paper>,
    fields: &Fields,
) -> Result<Result<(Kept, Vec<ApprovalStep>), Answer>, Problem> {
    let form = || member.scene(|scene| view::form(scene, paper, fields));
    if fields.get("do") == "more" {
        let mut form = form()?;
        // In another language it is another page: the form as it is kept.
        form.frame.languages.clear();
        return Ok(Err(Ok(page(StatusCode::OK, &form))));
    }
    match member.scene(|scene| view::typed(scene, fields))? {
        Ok(read) => Ok(Ok(read)),
        Err(wrong) => {
            let mut form = form()?;
            form.frame.errors = wrong;
            Ok(Err(refused(&form)))
        }
    }
}

/// Keeps a new note with its steps, under one lock: nobody reads the one without the other.
fn put(
    member: &Member,
    title: &str,
    kept: &Kept,
    steps: &[ApprovalStep],
) -> Result<PaperId, Problem> {
    let visitor = &member.person.visitor;
    let party = member.person.party;
    let content = member.written(kept)?;
    let paper = NewPaper {
        party,
        kind: PaperKind::Note,
        title,
        content: &content,
    };
    let mut private = visitor.app.node.private();
    let id = private.put_paper(&paper, visitor.now);
    let id = id.map_err(|fault| visitor.fault(fault))?;
    let set = private.set_steps(&party, id, steps);
    set.map_err(|fault| visitor.fault(fault))?;
    Ok(id)
}

/// Changes a note that was read as `version` with its steps, under one lock; the version it has by now if somebody of
/// the seat was faster.
fn replace(
    member: &Member,
    paper: &Paper,
    version: u64,
    title: &str,
    kept: &Kept,
    steps: &[ApprovalStep],
) -> Result<Result<(), u64>, Problem> {
    let visitor = &member.person.visitor;
    let party = member.person.party;
    let content = member.written(kept)?;
    let mut private = visitor.app.node.private();
    let change = private.change_paper(&party, paper.id, version, title, &content, visitor.now);
    match change.map_err(|fault| visitor.fault(fault))? {
        Change::Stored(_) => {
            let set = private.set_steps(&party, paper.id, steps);
            set.map_err(|fault| visitor.fault(fault))?;
            Ok(Ok(()))
        }
        Change::Moved(version) => Ok(Err(version)),
        Change::Fixed | Change::Gone => Err(visitor.problem(Trouble::NotFound)),
    }
}

impl Content for Kept {
    const SHELF: Shelf = Shelf::Note;

    fn space(&self) -> &str {
        &self.space
    }
}
