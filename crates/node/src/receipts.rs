//! Receipts that a peer hands over: which are kept, and which must come again.
//!
//! They travel beside the entries and may be faster: before the keys of whoever signed them, the first or new ones, or
//! before the entries they are for. Such a one is neither kept nor dropped. The peer is told that nothing was taken, and
//! sends them again.

use std::collections::BTreeSet;

use net::wire::Receipt;
use record::checkpoint::SignedCosignature;
use record::cose::parse_signature;
use record::{CosignatureKind, Kid, LogKey, PartyId, SpaceId};
use store::Kept;

use crate::fault::NodeFault;
use crate::node::Node;
use crate::space::Space;
use crate::writer::write;

/// Where a node notes how many receipts of a peer it took.
pub(crate) fn taken_fact(peer: &PartyId, space: &SpaceId) -> String {
    format!("taken/{peer}/{space}")
}

/// The node keys of `own` that a peer is told which is given so many entries of its identity log. What they did not sign,
/// as a folder of before may hold it, would come to that peer again and again.
pub(crate) fn told_keys(state: &Space, own: &PartyId, entries: Option<u64>) -> BTreeSet<Kid> {
    let Some(identity) = state.record.identity(own) else {
        return BTreeSet::new();
    };
    let sizes = 1..=identity.size().min(entries.unwrap_or(u64::MAX));
    let versions = sizes.flat_map(|size| identity.at(size));
    versions.map(|keys| keys.node.kid()).collect()
}

/// Whether one of these keys signed it, as it says.
pub(crate) fn names_one_of(keys: &BTreeSet<Kid>, receipt: &SignedCosignature) -> bool {
    parse_signature(&receipt.bytes).is_ok_and(|read| keys.contains(&read.kid))
}

/// What can be said of a receipt with what is held.
enum Fit {
    /// Signed by who it says.
    Signed,
    /// Not before more of the record is here.
    Later,
    /// By nobody, or about nothing here.
    Never,
}

fn fit(state: &Space, peer: &PartyId, receipt: &Receipt) -> Fit {
    let (head, by) = (&receipt.checkpoint.head, receipt.cosignature.receipt.by);
    let is_member = |party: &PartyId| state.record.was_member(party);
    let log = head.log.key;
    if !receipt.is_about(state.record.space()) || !is_member(&by) || !is_member(&log.party) {
        return Fit::Never;
    }
    let Some(identity) = state.record.identity(&by) else {
        return Fit::Later;
    };
    let mut keys = identity.node_keys_from(1);
    if !keys.any(|key| receipt.cosignature.verify(key).is_ok()) {
        // It may have renewed its keys. If it did not, it holds up nothing but what it passes on itself.
        let may_come = state.record.next_branch(&LogKey::identity(by)).is_some();
        return match by == *peer && may_come {
            true => Fit::Later,
            false => Fit::Never,
        };
    }
    match may_come(state, peer, receipt) {
        true => Fit::Later,
        false => Fit::Signed,
    }
}

/// Whether the entries under the head of a receipt are not here and are to be expected. Those of another branch may never
/// come. But if there is room for it, whoever signs to hold it will send it, or holds up its own receipts; a witness
/// holds nothing.
fn may_come(state: &Space, peer: &PartyId, receipt: &Receipt) -> bool {
    let (head, record) = (&receipt.checkpoint.head, &state.record);
    let log = head.log.key;
    if record.branch_with(&log, head.size, &head.root).is_some() {
        return false;
    }
    let follows = head.size > record.size(&log) && !state.is_forked(&log);
    let said = &receipt.cosignature.receipt;
    let will_send = said.by == *peer && said.kind == CosignatureKind::Mirror;
    follows || (will_send && record.next_branch(&log).is_some())
}

impl Node {
    /// Keeps what is signed by members and for heads that are held; notes that the peer's receipts are taken up to
    /// `next` unless some of these must come again.
    pub(crate) fn take_receipts(
        &self,
        peer: PartyId,
        space: SpaceId,
        next: u64,
        list: &[Receipt],
    ) -> Result<(), NodeFault> {
        let (mut signed, mut later) = (Vec::new(), false);
        for receipt in list {
            match self.read(&space, |state| fit(state, &peer, receipt)) {
                Some(Fit::Signed) => signed.push(receipt),
                Some(Fit::Later) => later = true,
                Some(Fit::Never) => {}
                None => return Ok(()),
            }
        }
        let mut writer = self.writer();
        let rows: Vec<_> = signed
            .iter()
            .map(|receipt| (receipt.checkpoint.head.log, &receipt.cosignature))
            .collect();
        let kept = match rows.is_empty() {
            true => Vec::new(),
            false => writer.store.put_cosignatures(&rows)?,
        };
        if !later {
            let fact = taken_fact(&peer, &space);
            writer.store.put_fact(&fact, &next.to_be_bytes())?;
        }
        drop(writer);
        if let Some(state) = write(&self.spaces).get_mut(&space) {
            for (receipt, kept) in signed.iter().zip(kept) {
                let cosigned = &receipt.cosignature.receipt;
                if kept == Kept::New {
                    let head = &receipt.checkpoint.head;
                    state.note_cosigned(head, cosigned.by, cosigned.kind);
                }
            }
        }
        Ok(())
    }
}
