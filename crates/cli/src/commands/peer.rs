//! `peer`: invitations, the six words, and pausing.

use anyhow::{Context, Result, bail};
use net::Invitation;
use node::clock::now_ms;
use node::peers::{INVITATION_MS, Offer};
use record::PartyId;
use serde_json::json;

use super::How;
use crate::arguments::Peer;
use crate::seat::{Desk, names_of};

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: Peer) -> Result<u8> {
    let desk = Desk::open(&how.dir)?;
    match verb {
        Peer::Invite {
            titles,
            languages,
            addresses,
        } => {
            let offer = Offer {
                titles: names_of(&titles)?,
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
                    how.out.remark("Hand this over by a way that you both trust. It opens one first contact, within seven days, while `detente serve` runs.");
                }
            }
            Ok(0)
        }
        Peer::Accept {
            invitation,
            addresses,
        } => accept(how, &desk, &invitation, addresses),
        Peer::List => list(how, &desk),
        Peer::Confirm { peer } => changed(how, desk.node.confirm_words(&peer_named(&desk, &peer)?)),
        Peer::Pause { peer } => changed(how, desk.node.pause(&peer_named(&desk, &peer)?, true)),
        Peer::Resume { peer } => changed(how, desk.node.pause(&peer_named(&desk, &peer)?, false)),
    }
}

fn changed(how: &How<'_>, result: Result<(), node::NodeFault>) -> Result<u8> {
    result?;
    how.out.remark("done");
    Ok(0)
}

fn accept(how: &How<'_>, desk: &Desk, text: &str, addresses: Vec<String>) -> Result<u8> {
    let invitation = Invitation::from_text(text)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let before = desk.node.space_ids();
    let met = runtime.block_on(desk.node.accept(desk.party, &invitation, addresses));
    let peer = match met {
        Ok(peer) => peer,
        Err(error @ node::peers::ContactError::Unreachable { .. }) => {
            how.out.error(&error.into());
            return Ok(5);
        }
        Err(error) => return Err(error.into()),
    };
    for space in desk
        .node
        .space_ids()
        .into_iter()
        .filter(|space| !before.contains(space))
    {
        desk.node.enter(space, desk.party, now_ms())?;
    }
    let words = words_of(how, desk, &peer);
    match how.json {
        true => how.out.json(&json!({ "peer": peer.hex(), "words": words, "spaces": desk.node.space_ids().iter().map(|space| space.hex()).collect::<Vec<_>>() })),
        false => {
            how.out.line(format!("Connected with {}.", peer.short()));
            how.out.line(format!("Compare these six words by telephone: {}", words.join(" ")));
            how.out.line(format!("If they are the same on both sides: `detente peer confirm {}`. If not, do not go on.", peer.short()));
        }
    }
    Ok(0)
}

fn words_of(how: &How<'_>, desk: &Desk, peer: &PartyId) -> Vec<&'static str> {
    desk.node
        .peers()
        .all()
        .get(peer)
        .map(|known| how.lang.six_words(&known.words))
        .unwrap_or_default()
}

fn name_of(how: &How<'_>, desk: &Desk, peer: &PartyId) -> Option<String> {
    let named = |space| {
        desk.node
            .read(&space, |state| {
                state
                    .relationship
                    .party_name(peer, how.lang.tag())
                    .map(str::to_owned)
            })
            .flatten()
    };
    desk.node.space_ids().into_iter().find_map(named)
}

fn list(how: &How<'_>, desk: &Desk) -> Result<u8> {
    for (party, known) in desk.node.peers().all() {
        let name = name_of(how, desk, &party);
        let words = words_of(how, desk, &party);
        match how.json {
            true => how.out.json(&json!({ "peer": party.hex(), "name": name, "addresses": known.addresses, "words": words, "confirmed": known.confirmed, "paused": known.paused })),
            false => {
                let confirmed = if known.confirmed { "compared" } else { "NOT compared yet" };
                let paused = if known.paused { ", paused" } else { "" };
                how.out.line(format!("{} {}: {} ({confirmed}{paused}) {}", party.short(), name.as_deref().unwrap_or("(name not known yet)"), words.join(" "), known.addresses.join(" ")));
            }
        }
    }
    Ok(0)
}

fn peer_named(desk: &Desk, word: &str) -> Result<PartyId> {
    let named = |party: &PartyId| {
        let fits = |space| {
            desk.node.read(&space, |state| {
                ["en", "zh-Hans", "zh-Hant"]
                    .iter()
                    .any(|lang| state.relationship.party_name(party, lang) == Some(word))
            })
        };
        desk.node
            .space_ids()
            .into_iter()
            .any(|space| fits(space) == Some(true))
    };
    let peers = desk.node.peers().all();
    let found: Vec<PartyId> = peers
        .into_keys()
        .filter(|party| party.hex().starts_with(word) || named(party))
        .collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => bail!("there is no peer {word}; `detente peer list` shows them"),
        _ => None.context(format!("{word} fits several peers; give more digits")),
    }
}
