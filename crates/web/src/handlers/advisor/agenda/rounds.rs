//! Closing a round of an agenda, with the chances that were given kept and graded, and taking that back.

use analysis::agenda::Forecast;
use axum::extract::Path;
use node::{ForecastGrade, NewPaper, Node, NodeFault, PaperId, PaperKind};
use record::PartyId;

use super::{compute, kept_page};
use crate::errors::{Answer, Problem, refused};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::pages::error::Trouble;
use crate::session::Member;
use crate::view::advisor::Shelf;
use crate::view::advisor::agenda::{self as view, Given, Kept, Over};

/// POST `{base}/advisor/agenda/{id}/round`: says what became of the items of the next round.
pub async fn close(
    member: Member,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let visitor = &member.person.visitor;
    let (paper, kept) = member.paper::<Kept>(&id)?;
    let Ok(agenda) = compute(&member, &kept).await? else {
        return Err(visitor.problem(Trouble::NotFound));
    };
    let over = member.scene(|scene| view::round_typed(scene, &kept, &agenda, &fields))?;
    let wrong = match over {
        Ok(over) => {
            let version = fields.trimmed("version").parse().unwrap_or(0);
            let (next, forecast) = keep_forecast(&member, &paper.title, over)?;
            match member.change(&paper, version, &paper.title, &next)? {
                Ok(()) => return Ok(member.to_paper(Shelf::Agenda, paper.id)),
                Err(_) => {
                    drop_forecast(&member, forecast)?;
                    vec![member.moved_since()]
                }
            }
        }
        Err(wrong) => wrong,
    };
    again(&member, &id, &fields, wrong).await
}

/// POST `{base}/advisor/agenda/{id}/reopen`: takes the last round back, with its forecast.
pub async fn reopen(
    member: Member,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let visitor = &member.person.visitor;
    let (paper, mut kept) = member.paper::<Kept>(&id)?;
    let version = fields.trimmed("version").parse().unwrap_or(0);
    let last = kept.closed.pop();
    let last = last.ok_or_else(|| visitor.problem(Trouble::NotFound))?;
    // What was taken off the agenda since is not brought back.
    kept.case.progress = view::only_of(last.before, &kept.case.items);
    match member.change(&paper, version, &paper.title, &kept)? {
        Ok(()) => {
            drop_forecast(&member, PaperId(last.forecast))?;
            Ok(member.to_paper(Shelf::Agenda, paper.id))
        }
        Err(_) => again(&member, &id, &Fields::default(), vec![member.moved_since()]).await,
    }
}

/// The agenda as it stands now, with what was typed and what is wrong with it.
async fn again(member: &Member, id: &str, typed: &Fields, wrong: Vec<FieldError>) -> Answer {
    let (paper, kept) = member.paper::<Kept>(id)?;
    let mut page = kept_page(member, &paper, &kept, typed).await?;
    page.frame.errors = wrong;
    refused(&page)
}

/// Keeps the chances that were given for the round, with their grade; the agenda then names them.
fn keep_forecast(member: &Member, title: &str, over: Over) -> Result<(Kept, PaperId), Problem> {
    let visitor = &member.person.visitor;
    let party = member.person.party;
    let Over { mut kept, given } = over;
    let said = Given {
        space: kept.space.clone(),
        forecasts: given,
    };
    let content = serde_json::to_string(&said).map_err(|error| visitor.fault(error))?;
    let paper = NewPaper {
        party,
        kind: PaperKind::Forecast,
        title,
        content: &content,
    };
    let mut private = visitor.app.node.private();
    let id = private.put_paper(&paper, visitor.now);
    let id = id.map_err(|fault| visitor.fault(fault))?;
    if let Some(last) = kept.closed.last_mut() {
        last.forecast = id.0;
        last.closed_ms = visitor.now;
        let grade = view::graded(last, &said.forecasts);
        let grade = ForecastGrade {
            graded: grade.graded,
            waiting: grade.waiting,
            brier: grade.brier,
            graded_ms: visitor.now,
        };
        let graded = private.grade_forecast(&party, id, &grade);
        graded.map_err(|fault| visitor.fault(fault))?;
    }
    Ok((kept, id))
}

/// All chances that the agenda's plans gave for rounds that are over.
pub(super) fn given(member: &Member, kept: &Kept) -> Result<Vec<Forecast>, Problem> {
    let visitor = &member.person.visitor;
    let private = visitor.app.node.private();
    let mut all = Vec::new();
    for closed in &kept.closed {
        let found = private.paper(&member.person.party, PaperId(closed.forecast));
        let found = found.map_err(|fault| visitor.fault(fault))?;
        let said = found.and_then(|(_, said)| serde_json::from_str::<Given>(&said).ok());
        all.extend(said.into_iter().flat_map(|given| given.forecasts));
    }
    Ok(all)
}

/// Drops the forecasts of an agenda that is deleted: nothing of it stays.
pub fn forget_forecasts(member: &Member, agenda: PaperId) -> Result<(), Problem> {
    // A paper that a later version wrote can be deleted, too, though not read.
    let Ok((_, kept)) = member.paper::<Kept>(&agenda.0.to_string()) else {
        return Ok(());
    };
    let visitor = &member.person.visitor;
    let dropped = drop_forecasts(&visitor.app.node, &member.person.party, &kept);
    dropped.map_err(|fault| visitor.fault(fault))
}

/// Drops the forecasts that an agenda's rounds were kept with.
///
/// # Errors
/// The private database fails.
pub fn drop_forecasts(node: &Node, party: &PartyId, kept: &Kept) -> Result<(), NodeFault> {
    let mut private = node.private();
    for closed in &kept.closed {
        private.drop_paper(party, PaperId(closed.forecast))?;
    }
    Ok(())
}

fn drop_forecast(member: &Member, id: PaperId) -> Result<(), Problem> {
    let visitor = &member.person.visitor;
    let mut private = visitor.app.node.private();
    let dropped = private.drop_paper(&member.person.party, id);
    dropped.map(|_| ()).map_err(|fault| visitor.fault(fault))
}
