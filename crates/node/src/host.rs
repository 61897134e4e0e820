//! The node as the net sees it: what it shows a peer, and what it takes from one.
//!
//! A peer is shown a space if it is named in its founding; to everybody else a space that is unknown and
//! one that is not theirs are the same answer. What comes is checked by `accept`, stored by the writer, and
//! cosigned only after that.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use net::wire::{
    BATCH_BYTES_MAX, BATCH_ENTRIES_MAX, Batch, Draft, RECEIPTS_MAX, Receipt, Receipts,
};
use net::{FirstContact, Holding, Host, News, Refusal, RefusalCode, Welcome};
use record::{Founding, Hash, LogId, LogKey, PartyId, SignedCheckpoint, SpaceId};

use crate::accept::{self, Checked, Objection};
use crate::clock::now_ms;
use crate::fault::NodeFault;
use crate::node::Node;
use crate::receipts::taken_fact;
use crate::space::Space;
use crate::writer::{New, Outcome, read, write};

/// A node speaking for one of its seats.
pub struct Seated {
    /// The node.
    pub node: Arc<Node>,
    /// The seat.
    pub party: PartyId,
    /// Where it can be reached.
    pub addresses: Vec<String>,
}

fn found_fact(log: &LogId) -> String {
    let LogKey {
        party, lane, epoch, ..
    } = log.key;
    format!(
        "fork/{}/{}/{}/{epoch}",
        log.space.hex(),
        party.hex(),
        lane.number()
    )
}

impl Node {
    /// When this node first held a proof that a log was forked (ms UTC); none if it holds none.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn fork_found_ms(&self, log: &LogId) -> Result<Option<u64>, NodeFault> {
        let fact = self.stored(|reader| reader.fact(&found_fact(log)))?;
        Ok(fact
            .and_then(|bytes| bytes.try_into().ok())
            .map(u64::from_be_bytes))
    }
}

fn shares(state: &Space, peer: &PartyId) -> bool {
    state.record.founding().membership.role(peer).is_some()
}

/// The most drafts of spaces from one peer that wait for us to enter; the peer sends the rest again later.
const DRAFTS_MAX: usize = 32;

impl Seated {
    /// Whether the exchange with this peer is paused: then nothing is shared, whoever dials.
    fn paused(&self, peer: &PartyId) -> bool {
        self.node.peers().is_paused(peer)
    }

    /// Whether the space is shared with this peer now. To the peer, unknown, not its own and paused are one answer.
    fn shared(&self, peer: &PartyId, space: &SpaceId) -> bool {
        !self.paused(peer)
            && self.node.read(space, |state| {
                shares(state, peer) && shares(state, &self.party)
            }) == Some(true)
    }

    /// Keeps a draft from a peer that is named in it, up to a limit.
    fn keep_draft(&self, peer: &PartyId, draft: &Draft) {
        let named = Founding::read(&draft.founding)
            .is_some_and(|founding| founding.membership.role(peer).is_some());
        if !named {
            return;
        }
        let waiting = read(&self.node.spaces)
            .values()
            .filter(|state| {
                shares(state, peer) && state.record.size(&LogKey::main(self.party)) == 0
            })
            .count();
        if waiting >= DRAFTS_MAX {
            tracing::warn!(peer = %peer.short(), "a peer drafts more spaces than we keep unanswered");
            return;
        }
        if let Err(fault) = self.node.keep_founding(&draft.founding, &draft.payloads) {
            tracing::warn!(%fault, "a peer's draft of a space is not kept");
        }
    }

    fn refusal(&self, batch: &Batch, objection: Objection) -> Option<Box<Refusal>> {
        let code = match objection {
            Objection::Malformed => RefusalCode::Malformed,
            Objection::Mismatch => RefusalCode::Mismatch,
            Objection::Fork => RefusalCode::Fork,
            Objection::UnknownKey => RefusalCode::UnknownKey,
            Objection::NotMember => return None, // the same answer as for an unknown space
        };
        self.signed_refusal(batch, code)
    }

    fn signed_refusal(&self, batch: &Batch, code: RefusalCode) -> Option<Box<Refusal>> {
        let seat = self.node.seat(&self.party)?;
        let size = self
            .node
            .read(&batch.log().space, |state| {
                state.record.size(&batch.log().key)
            })
            .unwrap_or(0);
        let refusal = Refusal {
            by: self.party,
            code,
            log: batch.log(),
            size,
            checkpoint: batch.checkpoint.hash(),
            time_ms: now_ms(),
            signature: Vec::new(),
        };
        Some(Box::new(refusal.sign(&seat.keys.node)))
    }

    fn keep_conflict(&self, space: SpaceId, head: &SignedCheckpoint) {
        let kept = self.node.writer().store.put_conflict(head);
        if let Err(fault) = kept.and_then(|()| self.note_found(&head.head.log)) {
            tracing::error!(%fault, "a proof of a fork could not be stored");
        }
        if let Some(state) = write(&self.node.spaces).get_mut(&space)
            && !state.forked.contains(&head.head.log.key)
        {
            state.forked.push(head.head.log.key);
        }
        self.node.announce();
    }

    /// When the first proof against a log came, by our clock: for people to read, no rule asks.
    fn note_found(&self, log: &LogId) -> Result<(), store::StoreFault> {
        let fact = found_fact(log);
        let mut writer = self.node.writer();
        match writer.store.fact(&fact)? {
            Some(_) => Ok(()),
            None => writer.store.put_fact(&fact, &now_ms().to_be_bytes()),
        }
    }

    fn store_batch(&self, batch: &Batch) -> Result<(), Option<Box<Refusal>>> {
        let (space, log) = (batch.log().space, batch.log().key);
        for _ in 0..8 {
            let mut writer = self.node.writer();
            let checked = {
                let spaces = read(&self.node.spaces);
                let state = spaces.get(&space).ok_or(None)?;
                accept::check(state, batch)
            };
            let (size, entries, fitted) = match checked {
                Checked::New {
                    size,
                    entries,
                    fitted,
                } => (size, entries, fitted),
                Checked::Known | Checked::Gap => return Ok(()),
                Checked::Refused(objection) => {
                    drop(writer);
                    if objection == Objection::Fork {
                        self.keep_conflict(space, &batch.checkpoint);
                    }
                    return Err(self.refusal(batch, objection));
                }
            };
            let new = New {
                log: log.in_space(space),
                size,
                entries: &entries,
                fitted: &fitted,
                heads: std::slice::from_ref(&batch.checkpoint),
            };
            let appended = writer.append(&self.node.spaces, &new, now_ms());
            drop(writer);
            match appended {
                Ok(Outcome::Moved) => continue,
                Ok(Outcome::Done(_)) => {
                    // What a release obliges us to seal is on the disk before the receipt for the release.
                    if let Err(fault) = self.node.do_duties(space, now_ms()) {
                        tracing::error!(%fault, "entries are stored, but what follows from them is not done");
                    }
                    let head = &batch.checkpoint;
                    if let Err(fault) = self.node.cosign(self.party, space, head, now_ms()) {
                        tracing::error!(%fault, "entries are stored, but the receipt is not signed");
                    }
                    self.node.announce();
                    return Ok(());
                }
                Err(fault) => {
                    tracing::error!(%fault, "a peer's entries could not be stored");
                    return Err(self.signed_refusal(batch, RefusalCode::Full));
                }
            }
        }
        Err(self.signed_refusal(batch, RefusalCode::Full))
    }
}

impl Host for Seated {
    fn spaces(&self, peer: PartyId) -> Vec<SpaceId> {
        let paused = self.paused(&peer);
        let spaces = read(&self.node.spaces);
        let shared = spaces
            .iter()
            .filter(|(_, state)| !paused && shares(state, &peer) && shares(state, &self.party));
        shared.map(|(space, _)| *space).collect()
    }

    fn holding(&self, peer: PartyId, space: SpaceId) -> Option<Holding> {
        self.shared(&peer, &space).then_some(())?;
        let (members, sizes) = self.node.read(&space, |state| {
            let members = state
                .record
                .founding()
                .membership
                .members
                .iter()
                .map(|member| member.party)
                .collect();
            let sizes: Vec<(LogKey, u64)> = state
                .record
                .logs()
                .map(|log| (*log, state.record.size(log)))
                .collect();
            (members, sizes)
        })?;
        self.node.stored(|reader| {
            let mut heads = BTreeMap::new();
            for (log, size) in sizes {
                if let Some(head) = reader.checkpoint_within(&log.in_space(space), size).ok()? {
                    heads.insert(log, head);
                }
            }
            let taken = reader.fact(&taken_fact(&peer, &space)).ok()?;
            let taken = taken
                .and_then(|bytes| Some(u64::from_be_bytes(bytes.try_into().ok()?)))
                .unwrap_or(0);
            Some(Holding {
                members,
                heads,
                receipts: reader.last_receipt(&space).ok()?,
                taken,
            })
        })
    }

    fn batch(&self, peer: PartyId, space: SpaceId, log: LogKey, from: u64) -> Option<Batch> {
        self.shared(&peer, &space).then_some(())?;
        self.node.stored(|reader| {
            let id = log.in_space(space);
            let stored = reader.entries(&id, from, BATCH_BYTES_MAX).ok()?;
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
            let checkpoint = reader
                .checkpoint_within(&id, from + entries.len() as u64)
                .ok()??;
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

    fn store(&self, peer: PartyId, batch: Batch) -> Result<(), Option<Box<Refusal>>> {
        if !self.shared(&peer, &batch.log().space) {
            return Err(None);
        }
        self.store_batch(&batch)
    }

    fn receipts(&self, peer: PartyId, space: SpaceId, from: u64) -> Option<Receipts> {
        self.shared(&peer, &space).then_some(())?;
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
                .filter(|one| one.cosignature.receipt.by != peer);
            let list = news
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

    fn take_receipts(&self, peer: PartyId, space: SpaceId, next: u64, list: Vec<Receipt>) {
        if !self.shared(&peer, &space) {
            return;
        }
        if let Err(fault) = self.node.take_receipts(peer, space, next, &list) {
            tracing::error!(%fault, "receipts could not be stored");
        }
        self.node.announce();
    }

    fn examine(&self, _peer: PartyId, head: SignedCheckpoint) {
        let space = head.head.log.space;
        let forked = self
            .node
            .read(&space, |state| accept::contradicts(state, &head))
            .unwrap_or(false);
        if forked {
            self.keep_conflict(space, &head);
        }
    }

    fn compared(&self, peer: PartyId, space: SpaceId, ahead: BTreeSet<LogKey>) {
        if let Err(fault) = self.node.compared(&space, &peer, &ahead, now_ms()) {
            tracing::error!(%fault, "what was in doubt stays so");
        }
    }

    fn told(&self, peer: PartyId, news: News) {
        if self.paused(&peer) {
            return;
        }
        let done = match news {
            News::Draft(draft) => {
                self.keep_draft(&peer, &draft);
                Ok(())
            }
            News::Addresses(addresses) => self.node.note_addresses(&peer, addresses),
            News::Refusal(refusal) => {
                tracing::warn!(code = ?refusal.code, "a peer did not take our entries");
                self.node
                    .writer()
                    .store
                    .put_fact(&format!("refusal/{peer}"), &refusal.encode())
                    .map_err(NodeFault::from)
            }
        };
        if let Err(fault) = done {
            tracing::error!(%fault, "what a peer told could not be kept");
        }
    }

    fn drafts(&self, peer: PartyId) -> Vec<Draft> {
        if self.paused(&peer) {
            return Vec::new();
        }
        let waiting: Vec<SpaceId> = {
            let spaces = read(&self.node.spaces);
            let not_in =
                |state: &Space| shares(state, &peer) && state.record.size(&LogKey::main(peer)) == 0;
            spaces
                .iter()
                .filter(|(_, state)| not_in(state))
                .map(|(space, _)| *space)
                .collect()
        };
        let draft = |space: SpaceId| {
            let (founding, payloads) = self.node.founding_of(&space).ok()??;
            Some(Draft { founding, payloads })
        };
        waiting.into_iter().filter_map(draft).collect()
    }

    fn founding(&self, peer: PartyId, space: SpaceId) -> Option<Draft> {
        self.shared(&peer, &space).then_some(())?;
        let (founding, payloads) = self.node.founding_of(&space).ok()??;
        Some(Draft { founding, payloads })
    }

    fn addresses(&self) -> Vec<String> {
        self.addresses.clone()
    }

    fn first_contact(&self, caller: Hash, contact: FirstContact) -> Option<Welcome> {
        self.node.welcome(caller, &contact, now_ms())
    }
}
