//! What a peer is given of a space: how much is held, entries, receipts.
//!
//! Who left is served what was there before, and of every log no further.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use canary::Canary;
use net::wire::{BATCH_BYTES_MAX, BATCH_ENTRIES_MAX, Batch, RECEIPTS_MAX, Receipt, Receipts};
use net::{Holding, Sharing};
use record::fork::ForkProof;
use record::{LogId, LogKey, PartyId, SignedCheckpoint, SpaceId};
use store::{NumberedReceipt, Reader};

use super::Seated;
use crate::clock::now_ms;
use crate::receipts::{names_one_of, taken_fact, told_keys};

/// How many entries of each log are served to somebody who left.
type Limits = BTreeMap<LogKey, u64>;

/// The latest head of a log within `size`, and for somebody who left not beyond the first head that covers its limit.
pub(super) fn head_within(
    reader: &Reader,
    log: &LogId,
    size: u64,
    limits: Option<&Limits>,
) -> Option<Option<SignedCheckpoint>> {
    let Some(limits) = limits else {
        return reader.checkpoint_within(log, size).ok();
    };
    let limit = limits.get(&log.key).copied().unwrap_or(0);
    let covers = match limit {
        0 => None,
        limit => reader.first_checkpoints(log, limit, 1).ok()?.pop(),
    };
    match covers {
        Some(head) if head.head.size <= size => Some(Some(head)),
        _ => reader.checkpoint_within(log, size.min(limit)).ok(),
    }
}

/// Whether a proof shows somebody who left nothing from after it: of a fork that came later it is told nothing.
pub(super) fn is_within(limits: Option<&Limits>, proof: &ForkProof) -> bool {
    let Some(limits) = limits else {
        return true;
    };
    let limit = limits.get(&proof.log().key).copied().unwrap_or(0);
    let sizes = [&proof.first, &proof.second].map(|head| head.head.size);
    sizes.into_iter().all(|size| size <= limit)
}

impl Seated {
    /// For a peer that left, how many entries of each log it is served. None for everybody else.
    pub(super) fn limits_of(&self, peer: &PartyId, space: &SpaceId) -> Option<Limits> {
        self.node
            .read(space, |state| state.record.limits_of(peer))?
    }

    /// What is held of a space, as the peer may see it.
    pub(super) fn held(&self, peer: &PartyId, space: &SpaceId) -> Option<Holding> {
        let limits = self.limits_of(peer, space);
        let (members, sizes, forks, branches, keys, between) = self.node.read(space, |state| {
            let roster = state.record.roster();
            let members = roster.iter().map(|member| member.party).collect();
            let sizes: Vec<(LogKey, u64)> = state
                .record
                .logs()
                .filter(|log| log.branch == 0)
                .map(|log| (*log, state.record.size(log)))
                .collect();
            let served = |proof: &&ForkProof| is_within(limits.as_ref(), proof);
            let forks = state.forks.iter().flat_map(|(log, proofs)| {
                let names = proofs.iter().filter(served).map(ForkProof::name);
                names.map(|name| (name, *log))
            });
            let between = Holding {
                waiting: state.waiting().collect(),
                ..state.between(&self.party, peer)
            };
            let most = |branch: &LogKey| match &limits {
                Some(limits) => limits.get(branch).copied().unwrap_or(0),
                None => u64::MAX,
            };
            let (branches, keys) = (state.branches(most), state.unforked_keys(most));
            (members, sizes, forks.collect(), branches, keys, between)
        })?;
        let notes = match between.sharing {
            _ if limits.is_some() => None,
            Sharing::Entries => self.node.note_ids(space, now_ms()),
            Sharing::ToWitness { .. } | Sharing::AsWitness => None,
        };
        self.node.stored(|reader| {
            let mut heads = BTreeMap::new();
            for (log, size) in sizes {
                let stale = u64::from(canary::planted(Canary::StaleHead));
                let size = size.saturating_sub(stale);
                let id = log.in_space(*space);
                if let Some(head) = head_within(reader, &id, size, limits.as_ref())? {
                    heads.insert(log, head);
                }
            }
            if between.sharing == Sharing::AsWitness {
                for log in reader.logs_with_heads(space).ok()? {
                    if let Entry::Vacant(place) = heads.entry(log) {
                        let last = reader.last_checkpoint(&log.in_space(*space)).ok()?;
                        last.map(|head| place.insert(head));
                    }
                }
            }
            let taken = reader.fact(&taken_fact(peer, space)).ok()?;
            let taken = taken
                .and_then(|bytes| Some(u64::from_be_bytes(bytes.try_into().ok()?)))
                .unwrap_or(0);
            Some(Holding {
                members,
                heads,
                receipts: reader.last_receipt(space).ok()?,
                taken,
                forks,
                branches,
                keys,
                notes,
                ..between
            })
        })
    }

    /// Entries of a log as they are stored, up to a signed head that the peer may see.
    pub(super) fn batch_from(&self, peer: &PartyId, log: &LogId, from: u64) -> Option<Batch> {
        let limits = self.limits_of(peer, &log.space);
        self.node.stored(|reader| {
            let stored = reader.entries(log, from, BATCH_BYTES_MAX).ok()?;
            // The database counts less than what goes over the wire, so the limit is kept here.
            let mut entries: Vec<Vec<u8>> = Vec::new();
            let mut room = BATCH_BYTES_MAX;
            for stored in stored.iter().take(BATCH_ENTRIES_MAX) {
                let bytes = stored.entry.encode();
                let Some(left) = room.checked_sub(bytes.len()) else {
                    break;
                };
                room = left;
                entries.push(bytes);
            }
            let end = from + entries.len() as u64;
            let checkpoint = head_within(reader, log, end, limits.as_ref())??;
            let end = checkpoint
                .head
                .size
                .checked_sub(from)
                .filter(|count| *count > 0)?;
            entries.truncate(end as usize);
            Some(Batch {
                from,
                entries,
                checkpoint,
            })
        })
    }

    /// Receipts that came to this node since `from`, of which the peer can make something.
    pub(super) fn receipts_from(
        &self,
        peer: &PartyId,
        space: SpaceId,
        from: u64,
    ) -> Option<Receipts> {
        let is_witness = self.node.read(&space, |state| state.is_witness(peer))?;
        let limits = self.limits_of(peer, &space);
        let is_served = |head: &SignedCheckpoint| match &limits {
            Some(limits) => head.head.size <= limits.get(&head.head.log.key).copied().unwrap_or(0),
            None => !self.is_offered(&space),
        };
        let (own, identity) = (self.party, LogKey::identity(self.party));
        let entries = limits
            .as_ref()
            .map(|limits| limits.get(&identity).copied().unwrap_or(0));
        let told = self
            .node
            .read(&space, |state| told_keys(state, &own, entries))?;
        let can_verify = |one: &NumberedReceipt| {
            one.cosignature.receipt.by != own || names_one_of(&told, &one.cosignature)
        };
        self.node.stored(|reader| {
            let mut found = reader.receipts(&space, from, RECEIPTS_MAX).ok()?;
            let mut bytes = 0;
            let fitting = found.iter().take_while(|one| {
                bytes += one.checkpoint.bytes.len() + one.cosignature.bytes.len();
                bytes <= BATCH_BYTES_MAX
            });
            found.truncate(fitting.count());
            let next = found.last().map_or(from, |last| last.arrival);
            let news = found
                .into_iter()
                .filter(|one| one.cosignature.receipt.by != *peer);
            // A witness vouches for heads; who holds the entries under them is nothing to it.
            let list = news
                .filter(|one| !is_witness && is_served(&one.checkpoint) && can_verify(one))
                .map(|one| Receipt {
                    checkpoint: one.checkpoint,
                    cosignature: one.cosignature,
                })
                .collect();
            let of = reader.last_receipt(&space).ok()?;
            Some(Receipts {
                space,
                from,
                next,
                of,
                list,
            })
        })
    }
}
