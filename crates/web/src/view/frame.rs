//! The frame around a page, and how it stands with each peer.

use i18n::Lang;
use record::{LogKey, PartyId};

use crate::frame::{Frame, LanguageLink, Notice, Peer, PeerState, Seat, Section};
use crate::pages::parts::Person as PersonShown;
use crate::session::{Person, Visitor, in_language};
use crate::view::{Scene, fork, notes, waiting};

/// How long a peer may be silent: its heads come every 20 seconds.
const SILENCE_MS_MAX: u64 = 60_000;

/// The frame of a page outside any space, with or without a seat.
pub fn outside(visitor: &Visitor, title: &str) -> Frame {
    Frame {
        l: visitor.l(),
        now: visitor.now as i64,
        base: String::new(),
        section: Section::Elsewhere,
        title: title.to_owned(),
        seat: None,
        waiting: 0,
        peers: Vec::new(),
        languages: languages(visitor),
        demo: visitor.app.options.demo,
        notice: notice(visitor, None),
        errors: Vec::new(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        head: None,
        events: None,
        shortcuts: visitor.shortcuts,
        closed: None,
        stopped: None,
        replaced: false,
    }
}

/// The frame of a page of somebody who is logged in and has no space yet.
pub fn seated(person: &Person, section: Section, title: &str) -> Frame {
    let seat = Seat {
        party: seat_name(&person.visitor),
        host: None,
        facilitator: false,
        person: shown(person),
    };
    Frame {
        section,
        seat: Some(seat),
        ..outside(&person.visitor, title)
    }
}

/// The name of the seat that this listener serves, for whoever is not logged in yet.
pub fn seat_name(visitor: &Visitor) -> String {
    let names = names_of(visitor, &visitor.app.party);
    let name = names
        .iter()
        .find(|name| name.lang == visitor.lang.tag())
        .or_else(|| names.first());
    name.map_or_else(|| visitor.app.party.short(), |name| name.text.clone())
}

/// The names that a seat's party gave itself.
pub fn names_of(visitor: &Visitor, party: &PartyId) -> Vec<crate::pages::parts::Words> {
    let seat = visitor.app.node.seat(party);
    let Some(inception) = seat.as_ref().and_then(|seat| seat.identity.first()) else {
        return Vec::new();
    };
    let texts = domain::wording::texts_of(
        domain::wording::NAME,
        &inception.body.payloads,
        &inception.payloads,
    );
    texts
        .map(|(lang, text)| crate::pages::parts::Words::new(lang.unwrap_or_default(), text))
        .collect()
}

/// The person who is logged in, as the node knows them.
pub fn shown(person: &Person) -> PersonShown {
    let tag = person.visitor.lang.tag();
    let best = |names: &[node::Name]| {
        let exact = names
            .iter()
            .find(|name| name.lang == tag)
            .or_else(|| names.first());
        exact.map(|name| name.text.clone()).unwrap_or_default()
    };
    let known = &person.session.person;
    let name = best(&known.names);
    PersonShown {
        name: if name.is_empty() {
            known.login.clone()
        } else {
            name
        },
        office: best(&known.offices),
    }
}

/// The frame of a page of a space.
pub fn inside(scene: &Scene<'_>, section: Section, title: &str) -> Frame {
    let person = &scene.member.person;
    let record = scene.record();
    let log = scene.state.current(&scene.own);
    let seat = Seat {
        party: scene.name(&scene.own),
        host: None,
        facilitator: scene.role() == Some(record::Role::Facilitator),
        person: shown(person),
    };
    Frame {
        base: scene.base.clone(),
        section,
        seat: Some(seat),
        waiting: waiting::waits(scene, &scene.own).len() + scene.member.unread,
        peers: peers(scene),
        head: record
            .root_at(&log, record.size(&log))
            .map(|root| root.hex()),
        closed: notes::banner(scene),
        stopped: scene.state.stop(&scene.own),
        replaced: person
            .visitor
            .app
            .node
            .is_replaced_in(scene.state, &scene.own),
        events: Some(format!(
            "/events/{}?since={}",
            record.space().short(),
            person.visitor.version
        )),
        ..outside(&person.visitor, title)
    }
}

fn languages(visitor: &Visitor) -> Vec<LanguageLink> {
    let link = |lang: Lang| LanguageLink {
        lang,
        href: in_language(&visitor.here, lang),
        current: lang == visitor.lang,
    };
    Lang::ALL.into_iter().map(link).collect()
}

/// What was just done; the cookie holds a key, and only these are said.
fn notice(visitor: &Visitor, next: Option<String>) -> Option<Notice> {
    const SAID: [&str; 7] = [
        "advisor-pages-deleted",
        "check-done",
        "settings-saved",
        "login-logged-out",
        "notes-left",
        "settings-password-changed",
        "waiting-cancelled",
    ];
    let key = SAID
        .into_iter()
        .find(|key| visitor.done.as_deref() == Some(*key))?;
    Some(Notice {
        what: visitor.l().t(key),
        next,
    })
}

/// How it stands with each of the other members.
pub fn peers(scene: &Scene<'_>) -> Vec<Peer> {
    let others = scene
        .members()
        .into_iter()
        .filter(|(party, _)| *party != scene.own);
    others
        .map(|(party, role)| Peer {
            name: scene.name(&party),
            witness: role == record::Role::Witness,
            state: peer_state(scene, &party),
        })
        .collect()
}

fn peer_state(scene: &Scene<'_>, peer: &PartyId) -> PeerState {
    let app = &scene.member.person.visitor.app;
    let (state, record) = (scene.state, scene.record());
    let is_open = |log: &&LogKey| log.party == *peer && state.is_unhealed(&log.party, log.lane);
    if let Some(log) = state.forks.keys().find(is_open) {
        return PeerState::Differs {
            from: fork::latest(scene, log),
        };
    }
    if app
        .node
        .peers()
        .all()
        .get(peer)
        .is_some_and(|known| known.paused)
    {
        return PeerState::Paused;
    }
    let own = state.current(&scene.own);
    if state
        .answered
        .as_ref()
        .is_some_and(|answered| !answered.contains(peer))
    {
        return PeerState::Awaited;
    }
    let done = match state.is_witness(peer) {
        true => state.witnessed(&own, peer),
        false => state.held(&own, peer),
    };
    let total = record.size(&own);
    let entries = record.logs().map(|log| record.size(log)).sum();
    let silence = app
        .running
        .as_ref()
        .and_then(|running| running.silence_ms(peer));
    match silence {
        Some(ms) if ms <= SILENCE_MS_MAX && done >= total => PeerState::InStep {
            entries,
            at: scene.now - ms as i64,
        },
        Some(ms) if ms <= SILENCE_MS_MAX => PeerState::CatchingUp { done, total },
        Some(ms) => PeerState::OutOfTouch {
            since: scene.now - ms as i64,
            queued: total.saturating_sub(done),
        },
        None => match last_heard(scene, peer) {
            Some(since) => PeerState::OutOfTouch {
                since,
                queued: total.saturating_sub(done),
            },
            None => PeerState::Never,
        },
    }
}

/// When the peer's last entry came, if any did: this node has not heard of it since its own start.
fn last_heard(scene: &Scene<'_>, peer: &PartyId) -> Option<i64> {
    let log = scene.state.current(peer);
    let index = scene.record().size(&log).checked_sub(1)?;
    Some(scene.at(&record::view::Position { log, index }))
}
