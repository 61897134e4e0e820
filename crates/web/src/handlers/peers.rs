//! Peers: invite, accept, compare the six words, pause. Works before there is a space.

use axum::extract::RawPathParams;
use axum::http::StatusCode;
use axum::response::Response;
use i18n::{Arg, Lang};
use node::peers::{ContactError, INVITATION_MS, Offer};
use node::{Invitation, Name};
use record::PartyId;

use crate::errors::{Answer, Problem, page, refused, shown};
use crate::fields::Fields;
use crate::frame::{FieldError, Section};
use crate::handlers::aside;
use crate::pages::error::Trouble;
use crate::pages::settings::{Invitation as InvitationShown, PeersPage};
use crate::session::{Member, Person, base};
use crate::view::{frame, settings as view};

/// The page, with or without a space.
fn page_of_peers(
    person: &Person,
    invitation: Option<InvitationShown>,
    fields: &Fields,
) -> Result<PeersPage, Problem> {
    let title = person.visitor.l().t("settings-peers-heading");
    match person
        .space
        .filter(|space| person.visitor.app.node.entered(space, &person.party))
    {
        Some(space) => {
            let member = Member::of(person.clone(), space);
            member.scene(|scene| {
                view::peers(
                    person,
                    scene.frame(Section::Settings, &title),
                    |party| scene.name(party),
                    invitation,
                    fields,
                )
            })
        }
        None => Ok(view::peers(
            person,
            frame::seated(person, Section::Settings, &title),
            |party| view::peer_name(person, party),
            invitation,
            fields,
        )),
    }
}

/// GET `/settings/peers`.
pub async fn peers(person: Person) -> Answer {
    shown(
        &person.visitor,
        &page_of_peers(&person, None, &Fields::default())?,
    )
}

/// POST `/settings/peers/invite`: the answer is the only place where the invitation is ever shown.
pub async fn invite(person: Person, fields: Fields) -> Answer {
    let visitor = &person.visitor;
    if fields.trimmed("name").is_empty() {
        return wrong(
            &person,
            &fields,
            "name",
            visitor.l().t("settings-name-missing"),
        );
    }
    let until = visitor.now + INVITATION_MS;
    let titles = Lang::ALL.map(|lang| Name {
        lang: lang.tag().to_owned(),
        text: lang.l().t("relationship-name"),
    });
    let languages = Lang::ALL.map(|lang| lang.tag().to_owned());
    let offer = Offer {
        titles: titles.to_vec(),
        languages: languages.to_vec(),
        expires_ms: until,
    };
    let addresses = addresses(&person);
    let (node, party) = (visitor.app.node.clone(), person.party);
    let made = aside(visitor, move || node.invite(party, &offer, addresses)).await?;
    let invitation = made.map_err(|error| visitor.not_done(error, "/settings/peers"))?;
    let invitation = view::invitation(fields.trimmed("name"), invitation.to_text(), until);
    Ok(page(
        StatusCode::OK,
        &page_of_peers(&person, Some(invitation), &Fields::default())?,
    ))
}

/// Where other nodes reach this one.
fn addresses(person: &Person) -> Vec<String> {
    let app = &person.visitor.app;
    if !app.options.peer_addresses.is_empty() {
        return app.options.peer_addresses.clone();
    }
    app.running
        .iter()
        .map(|running| running.peer_address.to_string())
        .collect()
}

/// POST `/settings/peers/accept`.
pub async fn accept(person: Person, fields: Fields) -> Answer {
    let visitor = &person.visitor;
    let l = visitor.l();
    let again = |what: String| wrong(&person, &fields, "invitation-text", what);
    let Ok(invitation) = Invitation::from_text(fields.get("invitation")) else {
        return again(l.t("settings-invitation-damaged"));
    };
    let addresses = addresses(&person);
    let accepted = visitor
        .app
        .node
        .accept(person.party, &invitation, addresses);
    match accepted.await {
        Ok(_) => Ok(saved(&person, &person.base())),
        Err(ContactError::Fault(fault)) => Err(visitor.fault(fault)),
        Err(ContactError::Unreachable { address, .. }) => again(l.ta(
            "settings-invitation-unreachable",
            &[("address", Arg::from(&address))],
        )),
        Err(ContactError::OtherParty) => again(l.t("settings-invitation-other-party")),
        Err(ContactError::NoAddress) => again(l.t("settings-invitation-no-address")),
        Err(_) => again(l.t("settings-invitation-refused")),
    }
}

/// Back to the peers, below `base`.
fn saved(person: &Person, base: &str) -> Response {
    let page = format!("{base}/settings/peers");
    person.visitor.done(&page, "settings-saved")
}

fn wrong(person: &Person, fields: &Fields, field: &str, what: String) -> Answer {
    let mut form = page_of_peers(person, None, fields)?;
    form.frame.errors.push(FieldError {
        field: field.to_owned(),
        what,
    });
    refused(&form)
}

/// POST `/settings/peers/{id}/compared`: equal words enter the space that both founded; others pause the exchange.
pub async fn compared(person: Person, params: RawPathParams, fields: Fields) -> Answer {
    let visitor = &person.visitor;
    let peer = peer(&person, &params)?;
    let node = visitor.app.node.clone();
    if fields.get("same") != "yes" {
        node.pause(&peer, true)
            .map_err(|fault| visitor.fault(fault))?;
        return Ok(saved(&person, &person.base()));
    }
    let (party, now) = (person.party, visitor.now);
    let entered = aside(visitor, move || {
        node.confirm_words(&peer)?;
        node.enter_shared(party, &peer, now)
    });
    let entered = entered
        .await?
        .map_err(|error| visitor.not_done(error, "/"))?;
    let to = entered.map_or_else(|| person.base(), |space| base(&space));
    Ok(saved(&person, &to))
}

/// POST `/settings/peers/{id}/pause`.
pub async fn pause(person: Person, params: RawPathParams) -> Answer {
    set_paused(&person, &params, true)
}

/// POST `/settings/peers/{id}/resume`.
pub async fn resume(person: Person, params: RawPathParams) -> Answer {
    set_paused(&person, &params, false)
}

fn set_paused(person: &Person, params: &RawPathParams, paused: bool) -> Answer {
    let visitor = &person.visitor;
    let peer = peer(person, params)?;
    visitor
        .app
        .node
        .pause(&peer, paused)
        .map_err(|fault| visitor.fault(fault))?;
    Ok(saved(person, &person.base()))
}

fn peer(person: &Person, params: &RawPathParams) -> Result<PartyId, Problem> {
    let named = params
        .iter()
        .find(|(name, _)| *name == "id")
        .map(|(_, id)| id.to_owned());
    let all = person.visitor.app.node.peers().all();
    let found = all
        .keys()
        .find(|party| Some(party.short()) == named)
        .copied();
    found.ok_or_else(|| person.visitor.problem(Trouble::NotFound))
}
