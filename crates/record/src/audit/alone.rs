//! Entries shown without the rest of their log.

use std::collections::BTreeMap;

use super::heads::{Heads, Said};
use super::{Alone, Audit, Flaw, Identities, Keys};
use crate::bundle::{Bundle, Part, Place};
use crate::cose::{self, Purpose};
use crate::entry::Entry;
use crate::ids::{Kid, LogKey, PartyId};
use crate::key::PublicKey;
use crate::kind::Kind;
use crate::powers::Powers;
use crate::receipt::{Proof, Receipt};
use crate::tree::root_by_inclusion;
use crate::view::Position;

/// Keys of delegates, by whose they are.
type Delegates = BTreeMap<(PartyId, Kid), PublicKey>;

impl Audit {
    pub(super) fn check_alone(&mut self, bundle: &Bundle, keys: &Keys<'_>, heads: &Heads<'_>) {
        let alone = bundle.parts.iter().filter_map(|part| match part {
            Part::Alone { log, entry, place } => Some((*log, entry, place)),
            _ => None,
        });
        let mut placed = Vec::new();
        for (log, entry, place) in alone {
            let found = match place {
                Place::Receipt(receipt) => self.by_receipt(log, entry, receipt, keys, heads),
                Place::Under { index, size, path } => {
                    let at = Position { log, index: *index };
                    let root = root_by_inclusion(&entry.leaf_hash(), *index, *size, path);
                    let said = root.and_then(|root| heads.at(&log, *size, &root));
                    said.map(|said| (at, said)).ok_or(at)
                }
            };
            match found {
                Ok((at, said)) => placed.push((at, entry, said)),
                Err(at) => self.flaws.push(Flaw::Place(at)),
            }
        }
        let delegates = delegates(placed.iter().map(|(_, entry, _)| *entry));
        for (at, entry, said) in placed {
            let signers = signers(&at.log.party, entry, keys.identities, &delegates);
            match signers {
                Some(signers) => self.alone.push(Alone {
                    at,
                    entry: entry.clone(),
                    signers,
                    before: said.before,
                    held_by: said.held_by,
                    witnessed_by: said.witnessed_by,
                }),
                None => self.flaws.push(Flaw::Signature(at)),
            }
        }
    }

    /// Where a receipt shows that the entry stands, and what is said of the head over the same tree if it is in the bundle;
    /// where the entry was said to stand if the receipt does not fit.
    fn by_receipt(
        &self,
        log: LogKey,
        entry: &Entry,
        receipt: &Receipt,
        keys: &Keys<'_>,
        heads: &Heads<'_>,
    ) -> Result<(Position, Said), Position> {
        let Proof::Inclusion { size, index, .. } = receipt.proof else {
            return Err(Position { log, index: 0 });
        };
        let at = Position { log, index };
        let root = receipt.root_from(&entry.leaf_hash()).ok_or(at)?;
        let is_signed =
            keys.signed_tree(&log, size, &root, |key| receipt.verify(&root, key).is_ok());
        match is_signed && receipt.log == log.in_space(self.space) {
            true => Ok((at, heads.at(&log, size, &root).unwrap_or_default())),
            false => Err(at),
        }
    }
}

/// The keys that the accreditations among these entries name. Whether they had powers at the time is for the whole
/// log to say.
fn delegates<'a>(entries: impl Iterator<Item = &'a Entry>) -> Delegates {
    let accredited = entries.filter(|entry| entry.body.kind == Kind::Accredit);
    let key = |entry: &Entry| {
        let key = Powers::read(&entry.body.fields)?.key;
        Some(((entry.body.party, key.kid()), key))
    };
    accredited.filter_map(key).collect()
}

/// Who signed; none if a signature does not fit the key that it names.
fn signers(
    party: &PartyId,
    entry: &Entry,
    identities: &Identities,
    delegates: &Delegates,
) -> Option<Vec<(Kid, Option<bool>)>> {
    let own = identities.get(party);
    let of = |bytes: &Vec<u8>| {
        let envelope = cose::parse_signature(bytes).ok()?;
        let kid = envelope.kid;
        let key = own.and_then(|identity| identity.key(&kid));
        let key = key.or_else(|| delegates.get(&(*party, kid)));
        let fits = key.map(|key| {
            envelope.party == entry.body.party
                && envelope.space == entry.body.space
                && envelope
                    .verify_detached(Purpose::Statement, key, &entry.body_bytes)
                    .is_ok()
        });
        (fits != Some(false)).then_some((kid, fits))
    };
    entry.leaf.signatures.iter().map(of).collect()
}
