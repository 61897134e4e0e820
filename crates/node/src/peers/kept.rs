//! How peers and open invitations are written down.

use record::cbor::{self, Reader, Writer};
use record::identity::Identity;
use record::{Entry, Hash, PartyId};

use super::{Offer, PeerKnown};
use crate::seat::Name;

/// Reads an identity log that proves itself: whose, its keys, its entries.
pub(crate) fn self_proving(encoded: &[Vec<u8>]) -> Option<(PartyId, Identity, Vec<Entry>)> {
    let entries: Vec<Entry> = encoded
        .iter()
        .map(|bytes| Entry::decode(bytes).ok())
        .collect::<Option<_>>()?;
    let (first, rest) = entries.split_first()?;
    let party = PartyId(first.leaf.statement.0);
    let mut identity = Identity::incept(party, &first.leaf, &first.body, &first.body_bytes)?;
    let is_sound = rest
        .iter()
        .all(|entry| identity.extend(&entry.leaf, &entry.body, &entry.body_bytes));
    is_sound.then_some((party, identity, entries))
}

pub(super) fn fact_of(party: &PartyId) -> String {
    format!("peer/{party}")
}

pub(super) fn write_peer(party: &PartyId, peer: &PeerKnown) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(7)
        .bytes(party.as_bytes())
        .array(peer.identity.len() as u64);
    peer.identity.iter().for_each(|entry| {
        w.bytes(&entry.encode());
    });
    w.array(peer.addresses.len() as u64);
    peer.addresses.iter().for_each(|address| {
        w.str(address);
    });
    w.bytes(&peer.words).bool(peer.confirmed).bool(peer.paused);
    w.bytes(peer.pin.as_bytes());
    w.finish()
}

pub(super) fn read_peer(bytes: &[u8]) -> Option<(PartyId, PeerKnown)> {
    cbor::check(bytes).ok()?;
    let mut r = Reader::new(bytes);
    let fields = r.array().ok()?;
    (6..=7).contains(&fields).then_some(())?;
    let party = PartyId(Hash(r.bytes_n().ok()?));
    let count = r.array().ok()?;
    let encoded: Vec<Vec<u8>> = (0..count)
        .map(|_| r.bytes().ok().map(<[u8]>::to_vec))
        .collect::<Option<_>>()?;
    let (_, identity, entries) = self_proving(&encoded)?;
    let count = r.array().ok()?;
    let addresses = (0..count)
        .map(|_| r.str().ok().map(str::to_owned))
        .collect::<Option<_>>()?;
    let (words, confirmed, paused) = (r.bytes_n().ok()?, r.bool().ok()?, r.bool().ok()?);
    // Before there were new keys of the connection, the first one was the only one.
    let pin = match fields {
        6 => identity.latest().tls,
        _ => Hash(r.bytes_n().ok()?),
    };
    Some((
        party,
        PeerKnown {
            identity: entries,
            pin,
            addresses,
            words,
            confirmed,
            paused,
        },
    ))
}

pub(super) fn write_offer(party: PartyId, offer: &Offer) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(4)
        .bytes(party.as_bytes())
        .u64(offer.expires_ms)
        .array(offer.languages.len() as u64);
    offer.languages.iter().for_each(|lang| {
        w.str(lang);
    });
    w.array(offer.titles.len() as u64);
    offer.titles.iter().for_each(|title| {
        w.array(2).str(&title.lang).str(&title.text);
    });
    w.finish()
}

pub(super) fn read_offer(bytes: &[u8]) -> Option<(PartyId, Offer)> {
    cbor::check(bytes).ok()?;
    let mut r = Reader::new(bytes);
    (r.array().ok()? == 4).then_some(())?;
    let party = PartyId(Hash(r.bytes_n().ok()?));
    let expires_ms = r.u64().ok()?;
    let count = r.array().ok()?;
    let languages = (0..count)
        .map(|_| r.str().ok().map(str::to_owned))
        .collect::<Option<_>>()?;
    let count = r.array().ok()?;
    let mut titles = Vec::new();
    for _ in 0..count {
        (r.array().ok()? == 2).then_some(())?;
        titles.push(Name {
            lang: r.str().ok()?.to_owned(),
            text: r.str().ok()?.to_owned(),
        });
    }
    Some((
        party,
        Offer {
            titles,
            languages,
            expires_ms,
        },
    ))
}
