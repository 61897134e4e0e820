//! The reading exercise, and a copy of it to change.

use crate::errors::{Answer, shown};
use crate::handlers::aside;
use crate::session::Member;
use crate::view::advisor::Shelf;
use crate::view::advisor::exercise as view;

/// `{base}/advisor/exercise`.
pub async fn page(member: Member) -> Answer {
    let visitor = &member.person.visitor;
    let kept = member.scene(view::paper)?;
    let planned = kept.clone();
    let agenda = aside(visitor, move || view::planned(&planned)).await?;
    shown(
        visitor,
        &member.scene(|scene| view::page(scene, &kept, &agenda))?,
    )
}

/// POST `{base}/advisor/exercise/copy`: an agenda of one's own with the numbers of the exercise.
pub async fn copy(member: Member) -> Answer {
    let kept = member.scene(view::paper)?;
    let title = member.person.visitor.l().t("advisor-exercise-title");
    let id = member.keep(&title, &kept)?;
    Ok(member.to_paper(Shelf::Agenda, id))
}
