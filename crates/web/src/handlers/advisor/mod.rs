//! The private advisor: the seat's own papers. Nothing here writes to the record, and no other seat is answered.

pub mod agenda;
pub mod conflict;
pub mod exercise;
pub mod note;
pub mod package;
mod papers;
pub mod situation;

use axum::extract::Path;
use node::PaperKind;

use crate::errors::{Answer, shown};
use crate::pages::error::Trouble;
use crate::session::Member;
use crate::view::advisor::{self as view, Shelf};

/// `{base}/advisor`: the papers of the seat that are about this space, by what they are.
pub async fn page(member: Member) -> Answer {
    let mut shelves = Vec::new();
    for shelf in Shelf::ALL {
        shelves.push((shelf, member.papers_on(shelf)?));
    }
    shown(
        &member.person.visitor,
        &member.scene(|scene| view::page(scene, &shelves))?,
    )
}

/// POST `{base}/advisor/{shelf}/{id}/delete`.
pub async fn delete(
    member: Member,
    Path((_, shelf, id)): Path<(String, String, String)>,
) -> Answer {
    let visitor = &member.person.visitor;
    let not_found = || visitor.problem(Trouble::NotFound);
    let shelf = Shelf::from_slug(&shelf).ok_or_else(not_found)?;
    let wanted = member.papers_on(shelf)?.into_iter();
    let paper = wanted
        .map(|paper| paper.id)
        .find(|paper| paper.0.to_string() == id);
    let paper = paper.ok_or_else(not_found)?;
    match shelf {
        Shelf::Agenda => agenda::forget_forecasts(&member, paper)?,
        Shelf::Package | Shelf::Conflict | Shelf::Note => {}
    }
    let dropped = visitor
        .app
        .node
        .private()
        .drop_paper(&member.person.party, paper);
    dropped.map_err(|fault| visitor.fault(fault))?;
    Ok(visitor.done(
        &format!("{}/advisor", member.base()),
        "advisor-pages-deleted",
    ))
}

impl Shelf {
    /// As what its papers are kept.
    fn kind(self) -> PaperKind {
        match self {
            Shelf::Agenda => PaperKind::Agenda,
            Shelf::Package => PaperKind::Sheet,
            Shelf::Conflict => PaperKind::Model,
            Shelf::Note => PaperKind::Note,
        }
    }
}
