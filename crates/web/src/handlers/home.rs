//! The first page, the relationship at a glance, what waits, and what is not there.

use axum::response::{IntoResponse, Redirect};

use crate::errors::{Answer, Problem, shown};
use crate::pages::error::Trouble;
use crate::session::{Member, Person, Visitor, base};
use crate::view;

/// `/`: the only relationship, what to do first, or the login.
pub async fn front(visitor: Visitor) -> Answer {
    let (Some(session), Some(token)) = (visitor.session.clone(), visitor.token) else {
        return Ok(Redirect::to("/login").into_response());
    };
    let node = &visitor.app.node;
    let party = session.party;
    if let Some(space) = node
        .space_ids()
        .into_iter()
        .find(|space| node.entered(space, &party))
    {
        return Ok(Redirect::to(&base(&space)).into_response());
    }
    let person = Person {
        visitor,
        session,
        token,
        party,
        space: None,
    };
    shown(&person.visitor, &view::home::first_run(&person))
}

/// `{base}`: where the relationship stands.
pub async fn page(member: Member) -> Answer {
    let visitor = &member.person.visitor;
    let founding = visitor
        .app
        .node
        .founding_of(&member.space)
        .map_err(|fault| visitor.fault(fault))?;
    let payloads = founding.map(|(_, payloads)| payloads).unwrap_or_default();
    shown(
        visitor,
        &member.scene(|scene| view::home::page(scene, &payloads))?,
    )
}

/// Every other address.
pub async fn nothing(visitor: Visitor) -> Problem {
    visitor.problem(Trouble::NotFound)
}
