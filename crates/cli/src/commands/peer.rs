//! `peer`: invitations, the six words, and pausing; with a network between the nodes or without one.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Result, bail};
use net::Invitation;
use node::clock::now_ms;
use node::peers::{INVITATION_MS, Offer, PeerKnown};
use record::PartyId;
use serde_json::json;

use super::{How, by_language, shown};
use crate::arguments::Peer;
use crate::say::{exit, fault, usage};
use crate::seat::{Desk, names_of, nearest};

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: Peer) -> Result<u8> {
    let desk = Desk::open(how)?;
    match verb {
        Peer::Invite {
            titles,
            again,
            languages,
            addresses,
            offline,
        } => {
            let offer = Offer {
                titles: names_of(desk.l, &titles)?,
                languages,
                expires_ms: now_ms() + INVITATION_MS,
            };
            let text = desk.node.invite(desk.party, &offer, addresses)?.to_text();
            match how.json {
                true => how
                    .out
                    .json(&json!({ "invitation": text, "expires_ms": offer.expires_ms })),
                false => {
                    how.out.line(text);
                    how.out.remark(how.t(match (offline, again) {
                        (true, _) => "command-invited-offline",
                        (false, true) => "backup-invited-again",
                        (false, false) => "command-invited",
                    }));
                }
            }
            Ok(exit::DONE)
        }
        Peer::Accept {
            invitation,
            addresses,
            request,
            answer,
        } => {
            let invitation = Invitation::from_text(&invitation)?;
            match (request, answer) {
                (Some(file), _) => ask_by_file(how, &desk, &invitation, addresses, &file),
                (None, Some(file)) => {
                    let bytes = read_file(&desk, &file)?;
                    let before = desk.node.space_ids();
                    let peer = desk.node.accept_answer(desk.party, &invitation, &bytes)?;
                    met(how, &desk, peer, &before)
                }
                (None, None) => accept(how, &desk, &invitation, addresses),
            }
        }
        Peer::Welcome { request, answer } => welcome(how, &desk, &request, &answer),
        Peer::List => list(how, &desk),
        Peer::Confirm { peer } => {
            let peer = peer_named(&desk, &peer)?;
            changed(how, &peer, desk.node.confirm_words(&peer))
        }
        Peer::Pause { peer } => {
            let peer = peer_named(&desk, &peer)?;
            changed(how, &peer, desk.node.pause(&peer, true))
        }
        Peer::Resume { peer } => {
            let peer = peer_named(&desk, &peer)?;
            changed(how, &peer, desk.node.pause(&peer, false))
        }
    }
}

fn changed(how: &How<'_>, peer: &PartyId, result: Result<(), node::NodeFault>) -> Result<u8> {
    result?;
    match how.json {
        true => how.out.json(&json!({ "peer": peer.hex(), "done": true })),
        false => how.out.remark(how.t("command-done")),
    }
    Ok(exit::DONE)
}

fn accept(
    how: &How<'_>,
    desk: &Desk,
    invitation: &Invitation,
    addresses: Vec<String>,
) -> Result<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let before = desk.node.space_ids();
    let peer = runtime.block_on(desk.node.accept(desk.party, invitation, addresses))?;
    met(how, desk, peer, &before)
}

/// Enters what the peer founded, and shows the words to compare.
fn met(how: &How<'_>, desk: &Desk, peer: PartyId, before: &[record::SpaceId]) -> Result<u8> {
    let now = desk.node.space_ids();
    for space in now.iter().filter(|space| !before.contains(space)) {
        match desk.node.enter(*space, desk.party, now_ms()) {
            // Perhaps it was entered before, on a machine that is lost: the peers will say.
            Err(node::ActError::InDoubt) => how.out.remark(how.t("backup-met-doubt")),
            entered => entered?,
        }
    }
    let words = words_of(how, desk, &peer);
    if how.json {
        how.out.json(&json!({ "peer": peer.hex(), "words": words_in(i18n::Lang::En, desk, &peer), "spaces": now.iter().map(|space| space.hex()).collect::<Vec<_>>() }));
        return Ok(exit::DONE);
    }
    how.say("command-met", &[("peer", &peer.short())]);
    how.say("command-compare", &[("words", &words.join(" "))]);
    how.say("command-compare-next", &[("peer", &peer.short())]);
    Ok(exit::DONE)
}

fn ask_by_file(
    how: &How<'_>,
    desk: &Desk,
    invitation: &Invitation,
    addresses: Vec<String>,
    file: &Path,
) -> Result<u8> {
    let bytes = desk.node.request(desk.party, invitation, addresses)?;
    write_file(desk, file, &bytes)?;
    match how.json {
        true => how.out.json(&json!({ "file": file })),
        false => how.say("command-request-written", &[("file", &shown(file))]),
    }
    Ok(exit::DONE)
}

fn welcome(how: &How<'_>, desk: &Desk, request: &Path, answer: &Path) -> Result<u8> {
    if answer.exists() {
        bail!(fault(
            desk.l,
            "pouch-file-taken",
            &[("file", &shown(answer))]
        ));
    }
    let bytes = read_file(desk, request)?;
    let (peer, bytes) = desk.node.welcome_request(&bytes, now_ms())?;
    write_file(desk, answer, &bytes)?;
    let words = words_of(how, desk, &peer);
    if how.json {
        how.out.json(&json!({ "peer": peer.hex(), "words": words_in(i18n::Lang::En, desk, &peer), "file": answer }));
        return Ok(exit::DONE);
    }
    how.say("command-answer-written", &[("file", &shown(answer))]);
    how.say("command-compare", &[("words", &words.join(" "))]);
    how.say("command-compare-next", &[("peer", &peer.short())]);
    Ok(exit::DONE)
}

/// What first contact needs is small; anything longer is another file.
fn read_file(desk: &Desk, path: &Path) -> Result<Vec<u8>> {
    let file = shown(path);
    let cannot = |cause: std::io::Error| {
        fault(
            desk.l,
            "fault-file",
            &[("path", &file), ("cause", &cause.to_string())],
        )
    };
    let length = fs::metadata(path).map_err(cannot)?.len();
    if length > net::invitation::FIRST_CONTACT_BYTES_MAX as u64 {
        bail!(fault(desk.l, "fault-contact-file", &[]));
    }
    fs::read(path).map_err(cannot)
}

/// Nothing is overwritten, also if another process takes the name at this moment.
fn write_file(desk: &Desk, path: &Path, bytes: &[u8]) -> Result<()> {
    let written = File::create_new(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(|cause| match cause.kind() {
        ErrorKind::AlreadyExists => fault(desk.l, "pouch-file-taken", &[("file", &shown(path))]),
        _ => {
            let (path, cause) = (shown(path), cause.to_string());
            fault(desk.l, "fault-file", &[("path", &path), ("cause", &cause)])
        }
    })
}

fn words_of(how: &How<'_>, desk: &Desk, peer: &PartyId) -> Vec<&'static str> {
    words_in(how.lang, desk, peer)
}

fn words_in(lang: i18n::Lang, desk: &Desk, peer: &PartyId) -> Vec<&'static str> {
    let peers = desk.node.peers().all();
    let known = peers.get(peer);
    known
        .map(|known| lang.six_words(&known.words))
        .unwrap_or_default()
}

/// A peer's names, as a relationship tells them, else as it called itself when the two nodes met.
pub fn names(desk: &Desk, peer: &PartyId) -> Vec<(String, String)> {
    let told = |space| {
        desk.node.read(&space, |state| {
            state.relationship.party_names(peer).to_vec()
        })
    };
    let all = desk.node.space_ids().into_iter().filter_map(told);
    let told = all.into_iter().find(|names| !names.is_empty());
    told.unwrap_or_else(|| {
        let peers = desk.node.peers().all();
        peers.get(peer).map(PeerKnown::names).unwrap_or_default()
    })
}

/// What a peer is called in the reader's language; its number if no name is known yet.
pub fn called(desk: &Desk, peer: &PartyId) -> String {
    let names = names(desk, peer);
    nearest(&names, desk.l.lang).map_or_else(|| peer.short(), str::to_owned)
}

fn list(how: &How<'_>, desk: &Desk) -> Result<u8> {
    for (party, known) in desk.node.peers().all() {
        let names = names(desk, &party);
        if how.json {
            how.out.json(&json!({ "peer": party.hex(), "names": by_language(&names), "addresses": known.addresses, "words": words_in(i18n::Lang::En, desk, &party), "confirmed": known.confirmed, "paused": known.paused }));
            continue;
        }
        let name = nearest(&names, how.lang);
        let name = name.map_or_else(|| how.t("command-name-unknown"), str::to_owned);
        let mut state = vec![how.t(match known.confirmed {
            true => "settings-peer-compared",
            false => "settings-peer-not-compared",
        })];
        if known.paused {
            state.push(how.with("frame-peer-paused", &[("peer", &name)]));
        }
        how.out
            .line(format!("{}  {name}  {}", party.short(), known.addresses.join(" ")).trim_end());
        how.out
            .line(format!("    {}", words_of(how, desk, &party).join(" ")));
        how.out.line(format!("    {}", state.join(" ")));
    }
    if !how.json && desk.node.peers().all().is_empty() {
        how.say("settings-peers-none", &[]);
    }
    Ok(exit::DONE)
}

/// The peer that a word names: the first digits of its id, or its name.
pub fn peer_named(desk: &Desk, word: &str) -> Result<PartyId> {
    let is_called = |party: &PartyId| names(desk, party).iter().any(|(_, name)| name == word);
    let found: Vec<PartyId> = desk
        .node
        .peers()
        .all()
        .into_keys()
        .filter(|party| {
            (!word.is_empty() && party.hex().starts_with(&word.to_lowercase())) || is_called(party)
        })
        .collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => bail!(fault(desk.l, "command-peer-unknown", &[("word", word)])),
        _ => bail!(usage(desk.l, "command-peer-several", &[("word", word)])),
    }
}
