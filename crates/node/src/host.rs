//! The node as the net sees it: what it shows a peer, and what it takes from one.
//!
//! A peer is shown a space if it is a member, and up to its removal if it was one; to everybody else a space that is
//! unknown and one that is not theirs are the same answer. What comes is checked by `accept`, stored by the writer, and
//! cosigned only after that.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use canary::Canary;
use net::wire::{
    BATCH_BYTES_MAX, BATCH_ENTRIES_MAX, Batch, Draft, RECEIPTS_MAX, Receipt, Receipts,
};
use net::{
    Examined, Extend, FirstContact, Holding, Host, LookedOver, News, Note, NoteId, Refusal,
    RefusalCode, Sharing, Stored, Welcome,
};
use record::fold::Rung;
use record::fork::{ForkName, ForkProof};
use record::{Founding, Hash, Lane, LogId, LogKey, PartyId, SignedCheckpoint, SpaceId};
use store::NumberedReceipt;
use store::Reader;

use crate::accept::{self, Checked, Objection};
use crate::act::ActError;
use crate::clock::now_ms;
use crate::fault::NodeFault;
use crate::node::Node;
use crate::receipts::{names_one_of, taken_fact, told_keys};
use crate::refolds::may_fold_anew;
use crate::space::Space;
use crate::witness::Witnessed;
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

/// A log by its hexadecimal digits and numbers, for the names of facts.
fn log_words(log: &LogId) -> String {
    let LogKey {
        party, lane, epoch, ..
    } = log.key;
    format!(
        "{}/{}/{}/{epoch}",
        log.space.hex(),
        party.hex(),
        lane.number()
    )
}

/// Whether the space is the peer's, too: members, and those who left, who are served up to their removal.
fn shares(state: &Space, peer: &PartyId) -> bool {
    state.record.was_member(peer)
}

/// How many entries of each log are served to somebody who left.
type Limits = BTreeMap<LogKey, u64>;

/// The latest head of a log within `size`, and for somebody who left not beyond the first head that covers its limit.
fn head_within(
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
fn is_within(limits: Option<&Limits>, proof: &ForkProof) -> bool {
    let Some(limits) = limits else {
        return true;
    };
    let limit = limits.get(&proof.log().key).copied().unwrap_or(0);
    let sizes = [&proof.first, &proof.second].map(|head| head.head.size);
    sizes.into_iter().all(|size| size <= limit)
}

/// The most drafts of spaces from one peer that wait for us to enter; the peer sends the rest again later.
const DRAFTS_MAX: usize = 32;

impl Seated {
    /// Whether the exchange with this peer is paused: then nothing is shared, whoever dials.
    fn paused(&self, peer: &PartyId) -> bool {
        self.node.peers().is_paused(peer)
    }

    /// Whether the space is this seat's; or nobody's here: one that a member offered, of which we do not hold enough yet
    /// to see that it lets us in.
    fn is_ours(&self, state: &Space) -> bool {
        let is_seated = |party: &PartyId| shares(state, party);
        is_seated(&self.party) || !self.node.seats().any(|seat| is_seated(&seat.party))
    }

    /// Whether a member offered this space, and what is held does not show yet that it lets us in. Of such a space
    /// entries are taken, and none given away: who else may read them is not known.
    fn is_offered(&self, space: &SpaceId) -> bool {
        self.node
            .read(space, |state| !shares(state, &self.party))
            .unwrap_or(false)
    }

    /// For a peer that left, how many entries of each log it is served. None for everybody else.
    fn limits_of(&self, peer: &PartyId, space: &SpaceId) -> Option<Limits> {
        self.node
            .read(space, |state| state.record.limits_of(peer))?
    }

    /// Whether the space is shared with this peer now. To the peer, unknown, not its own and paused are one answer.
    fn shared(&self, peer: &PartyId, space: &SpaceId) -> bool {
        !self.paused(peer)
            && self
                .node
                .read(space, |state| shares(state, peer) && self.is_ours(state))
                == Some(true)
    }

    /// Whether notes go between the two nodes now: a witness sees none.
    fn shares_notes(&self, peer: &PartyId, space: &SpaceId) -> bool {
        let sharing = |state: &Space| state.between(&self.party, peer).sharing;
        self.shared(peer, space) && self.node.read(space, sharing) == Some(Sharing::Entries)
    }

    /// Whether entries of this log go between the two nodes now.
    fn passes(&self, peer: &PartyId, log: &LogId) -> bool {
        let passes = |state: &Space| state.between(&self.party, peer).passes(&log.key);
        self.shared(peer, &log.space) && self.node.read(&log.space, passes) == Some(true)
    }

    /// The founding for a member: a witness is not told what the relationship is called.
    fn draft_for(&self, peer: &PartyId, space: &SpaceId) -> Option<Draft> {
        let (founding, mut payloads) = self.node.founding_of(space).ok()??;
        if self.node.read(space, |state| state.is_witness(peer))? {
            payloads.clear();
        }
        Some(Draft { founding, payloads })
    }

    /// Keeps a draft from a peer that is named in its founding, up to a limit. It may not name us: then a change of
    /// members lets us in, which we see once we hold the entries.
    fn keep_draft(&self, peer: &PartyId, draft: &Draft) {
        let Some(founding) = Founding::read(&draft.founding) else {
            return;
        };
        let is_known = self.node.read(&founding.space, |_| ()).is_some();
        if is_known || founding.membership.role(peer).is_none() {
            return;
        }
        let space = founding.space;
        let kept = match self.has_room_for(peer, &space) {
            Ok(true) => self.node.keep_offered(founding, &draft.payloads).map(drop),
            Ok(false) => {
                tracing::warn!(peer = %peer.short(), "a peer drafts more spaces than we keep unanswered");
                Ok(())
            }
            Err(fault) => Err(fault),
        };
        if let Err(fault) = kept {
            tracing::warn!(%fault, "a peer's draft of a space is not kept");
        }
    }

    /// Whether there is room for one more space that this peer offers, and notes that it did. Counted by who offers:
    /// whom a founding names besides, everybody can choose.
    fn has_room_for(&self, peer: &PartyId, space: &SpaceId) -> Result<bool, ActError> {
        let (names, own) = (format!("offered/{peer}/"), LogKey::main(self.party));
        let writer = self.node.writer();
        let offered = writer.store.facts(&names).map_err(NodeFault::from)?;
        let spaces = read(&self.node.spaces);
        let waits = |name: &String| {
            let space = spaces
                .iter()
                .find(|(space, _)| name.ends_with(&space.hex()));
            space.is_some_and(|(_, state)| state.record.size(&own) == 0)
        };
        if offered.iter().filter(|(name, _)| waits(name)).count() >= DRAFTS_MAX {
            return Ok(false);
        }
        drop((spaces, writer));
        let fact = format!("{names}{}", space.hex());
        self.node
            .writer()
            .store
            .put_fact(&fact, &[])
            .map_err(NodeFault::from)?;
        Ok(true)
    }

    fn refusal(&self, batch: &Batch, objection: Objection) -> Option<Box<Refusal>> {
        let code = match objection {
            Objection::Malformed => RefusalCode::Malformed,
            Objection::Mismatch => RefusalCode::Mismatch,
            Objection::Fork => RefusalCode::Fork,
            Objection::UnknownKey => RefusalCode::UnknownKey,
            Objection::Epochs => RefusalCode::Quota,
            Objection::NotMember => return None, // the same answer as for an unknown space
        };
        self.signed_refusal(&batch.checkpoint, code)
    }

    fn signed_refusal(&self, head: &SignedCheckpoint, code: RefusalCode) -> Option<Box<Refusal>> {
        let log = head.head.log;
        let seat = self.node.seat(&self.party)?;
        let size = self
            .node
            .read(&log.space, |state| state.record.size(&log.key))
            .unwrap_or(0);
        let refusal = Refusal {
            by: self.party,
            code,
            log,
            size,
            checkpoint: head.hash(),
            time_ms: now_ms(),
            signature: Vec::new(),
        };
        Some(Box::new(refusal.sign(&seat.keys.node)))
    }

    /// Keeps the last refusal of each log that is held here, if the peer's node signed it.
    fn keep_refusal(&self, peer: &PartyId, refusal: &Refusal) -> Result<(), NodeFault> {
        let signed = self.node.read(&refusal.log.space, |state| {
            let identity = state.record.identity(&refusal.by);
            let mut keys = identity.into_iter().flat_map(|one| one.node_keys_from(1));
            shares(state, peer)
                && state.record.size(&refusal.log.key) > 0
                && keys.any(|key| refusal.is_signed_by(key))
        });
        if refusal.by != *peer || signed != Some(true) {
            return Ok(());
        }
        tracing::warn!(code = ?refusal.code, "a peer did not take our entries");
        let fact = format!("refusal/{peer}/{}", log_words(&refusal.log));
        Ok(self
            .node
            .writer()
            .store
            .put_fact(&fact, &refusal.encode())?)
    }

    /// Keeps the proof that a head contradicts what is held here, if it does. True if that is news.
    fn keep_contradiction(&self, head: &SignedCheckpoint) -> bool {
        let found = self.node.contradiction(head);
        let kept = found.and_then(|found| match found {
            Some(proof) => self.node.keep_fork(&proof, now_ms()),
            None => Ok(false),
        });
        kept.unwrap_or_else(|fault| {
            tracing::error!(%fault, "a proof of a fork could not be stored");
            false
        })
    }

    /// Whether entries that begin here may be taken from a peer: those that may have everything judged anew only as often
    /// as that is bearable. Then they are counted, once for each batch.
    fn may_fold(
        &self,
        peer: &PartyId,
        (log, at): (&LogId, u64),
        opens: bool,
        is_counted: &mut bool,
    ) -> bool {
        let may = self.node.read(&log.space, |state| {
            if *is_counted || !may_fold_anew(state, &log.key, opens, at) {
                return true;
            }
            *is_counted = true;
            let refolds = self.node.refolds();
            refolds.may(state, log.key.party, *peer, now_ms())
        });
        may.unwrap_or(false)
    }

    fn store_batch(
        &self,
        peer: &PartyId,
        batch: &Batch,
        mut looked: Option<LookedOver>,
    ) -> Result<Stored, Option<Box<Refusal>>> {
        let (space, mut is_counted) = (batch.log().space, false);
        for _ in 0..8 {
            let checked = accept::check(&self.node.spaces, batch, looked.take()).ok_or(None)?;
            let (log, stem, size, entries, fitted) = match checked {
                Checked::New {
                    log,
                    stem,
                    size,
                    entries,
                    fitted,
                } => (log, stem, size, entries, fitted),
                Checked::Known => return Ok(Stored::Known),
                Checked::Gap => return Ok(Stored::Gap),
                Checked::Refused(objection) => {
                    if objection == Objection::Fork {
                        self.keep_contradiction(&batch.checkpoint);
                    }
                    return Err(self.refusal(batch, objection));
                }
            };
            let at = stem.as_ref().map_or(size, |stem| stem.at);
            let begins = (&log.in_space(space), at);
            if !self.may_fold(peer, begins, stem.is_some(), &mut is_counted) {
                return Err(self.signed_refusal(&batch.checkpoint, RefusalCode::Quota));
            }
            let mut writer = self.node.writer();
            let new = New {
                log: log.in_space(space),
                stem,
                size,
                entries: &entries,
                fitted: &fitted,
                heads: std::slice::from_ref(&batch.checkpoint),
            };
            if canary::planted(Canary::CosignFirst) {
                let head = writer.store.put_checkpoint(&batch.checkpoint);
                drop(writer);
                let cosigned = head.map_err(NodeFault::from).and_then(|()| {
                    self.node
                        .cosign(self.party, space, &batch.checkpoint, now_ms())
                });
                tracing::trace!(?cosigned, "a bug");
                writer = self.node.writer();
            }
            let appended = writer.append(&self.node.spaces, &new, now_ms());
            drop(writer);
            match appended {
                Ok(Outcome::Moved) => continue,
                Ok(Outcome::Done(_)) => {
                    if let Some(stem) = stem
                        && let Err(fault) = self.node.keep_parting(&stem, &log, &batch.checkpoint)
                    {
                        tracing::error!(%fault, "a proof of a fork could not be stored");
                    }
                    if log.lane == Lane::Identity {
                        self.node.follow_connection_keys(); // before the receipt that says we know them
                    }
                    // What a release obliges us to seal is on the disk before the receipt for the release.
                    if let Err(fault) = self.node.do_duties(space, now_ms()) {
                        tracing::error!(%fault, "entries are stored, but what follows from them is not done");
                    }
                    self.node.announce();
                    return Ok(Stored::New);
                }
                Err(fault) => {
                    tracing::error!(%fault, "a peer's entries could not be stored");
                    return Err(self.signed_refusal(&batch.checkpoint, RefusalCode::Full));
                }
            }
        }
        Err(self.signed_refusal(&batch.checkpoint, RefusalCode::Full))
    }
}

impl Host for Seated {
    fn spaces(&self, peer: PartyId) -> Vec<SpaceId> {
        let paused = self.paused(&peer);
        let spaces = read(&self.node.spaces);
        let shared = spaces
            .iter()
            .filter(|(_, state)| !paused && shares(state, &peer) && self.is_ours(state));
        shared.map(|(space, _)| *space).collect()
    }

    fn holding(&self, peer: PartyId, space: SpaceId) -> Option<Holding> {
        self.shared(&peer, &space).then_some(())?;
        let limits = self.limits_of(&peer, &space);
        let (members, sizes, forks, branches, keys, between) = self.node.read(&space, |state| {
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
                ..state.between(&self.party, &peer)
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
            Sharing::Entries => self.node.note_ids(&space, now_ms()),
            Sharing::ToWitness { .. } | Sharing::AsWitness => None,
        };
        self.node.stored(|reader| {
            let mut heads = BTreeMap::new();
            for (log, size) in sizes {
                let stale = u64::from(canary::planted(Canary::StaleHead));
                let size = size.saturating_sub(stale);
                let id = log.in_space(space);
                if let Some(head) = head_within(reader, &id, size, limits.as_ref())? {
                    heads.insert(log, head);
                }
            }
            if between.sharing == Sharing::AsWitness {
                for log in reader.logs_with_heads(&space).ok()? {
                    if let Entry::Vacant(place) = heads.entry(log) {
                        let last = reader.last_checkpoint(&log.in_space(space)).ok()?;
                        last.map(|head| place.insert(head));
                    }
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
                forks,
                branches,
                keys,
                notes,
                ..between
            })
        })
    }

    fn batch(&self, peer: PartyId, space: SpaceId, log: LogKey, from: u64) -> Option<Batch> {
        self.passes(&peer, &log.in_space(space)).then_some(())?;
        if self.is_offered(&space) {
            return None; // who else may read this is not known here yet
        }
        let limits = self.limits_of(&peer, &space);
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
            let end = from + entries.len() as u64;
            let checkpoint = head_within(reader, &id, end, limits.as_ref())??;
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

    fn branch(
        &self,
        peer: PartyId,
        space: SpaceId,
        branch: LogKey,
        known: &[Rung],
    ) -> Option<Batch> {
        let from = self
            .node
            .read(&space, |state| state.record.last_common(&branch, known))?;
        self.batch(peer, space, branch, from)
    }

    fn look_over(&self, peer: PartyId, batch: &Batch) -> Option<LookedOver> {
        self.passes(&peer, &batch.log()).then_some(())?;
        accept::look_over(&self.node.spaces, batch)
    }

    fn store(
        &self,
        peer: PartyId,
        batch: Batch,
        looked: Option<LookedOver>,
    ) -> Result<Stored, Option<Box<Refusal>>> {
        if !self.passes(&peer, &batch.log()) {
            return Err(None);
        }
        self.store_batch(&peer, &batch, looked)
    }

    fn acknowledge(&self, _peer: PartyId, head: SignedCheckpoint) {
        let space = head.head.log.space;
        if let Err(fault) = self.node.cosign(self.party, space, &head, now_ms()) {
            tracing::error!(%fault, "entries are stored, but the receipt is not signed");
        }
        self.node.announce();
    }

    fn no_room(&self, batch: &Batch) -> Option<Box<Refusal>> {
        self.signed_refusal(&batch.checkpoint, RefusalCode::Quota)
    }

    fn receipts(&self, peer: PartyId, space: SpaceId, from: u64) -> Option<Receipts> {
        self.shared(&peer, &space).then_some(())?;
        let is_witness = self.node.read(&space, |state| state.is_witness(&peer))?;
        let limits = self.limits_of(&peer, &space);
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
                .filter(|one| one.cosignature.receipt.by != peer);
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

    fn take_receipts(&self, peer: PartyId, space: SpaceId, next: u64, list: Vec<Receipt>) {
        if !self.shared(&peer, &space) {
            return;
        }
        if let Err(fault) = self.node.take_receipts(peer, space, next, &list) {
            tracing::error!(%fault, "receipts could not be stored");
        }
        self.node.announce();
    }

    fn notes(&self, peer: PartyId, space: SpaceId, ids: &[NoteId]) -> Vec<Note> {
        if !self.shares_notes(&peer, &space) {
            return Vec::new();
        }
        let held = self.node.notes(&space, now_ms()).unwrap_or_default();
        let wanted = held.into_iter().filter(|note| ids.contains(&note.id));
        let note = |store::notes::Note { id, name, words }| Note { id, name, words };
        wanted.map(note).collect()
    }

    fn take_notes(&self, peer: PartyId, space: SpaceId, list: Vec<Note>) {
        if !self.shares_notes(&peer, &space) {
            return;
        }
        let note = |Note { id, name, words }| store::notes::Note { id, name, words };
        let list: Vec<_> = list.into_iter().map(note).collect();
        if let Err(fault) = self.node.take_notes(&space, &peer, &list, now_ms()) {
            tracing::error!(%fault, "notes could not be kept");
        }
    }

    fn examine(&self, peer: PartyId, head: SignedCheckpoint) -> Examined {
        let is_news =
            self.keep_contradiction(&head) || self.node.keep_question(&self.party, peer, &head);
        match is_news {
            true => Examined::News,
            false if self.node.is_of_other_keys(&head) => Examined::OtherKeys,
            false => Examined::Nothing,
        }
    }

    fn fork(&self, peer: PartyId, space: SpaceId, name: ForkName) -> Option<ForkProof> {
        self.shared(&peer, &space).then_some(())?;
        let limits = self.limits_of(&peer, &space);
        let proof = self.node.fork_named(&space, &name);
        proof.filter(|proof| is_within(limits.as_ref(), proof))
    }

    fn take_fork(&self, peer: PartyId, proof: ForkProof) -> bool {
        let log = proof.log();
        if !self.shared(&peer, &log.space) {
            return true;
        }
        let holds = self.node.read(&log.space, |state| {
            let identity = state.record.identity(&log.key.party);
            let identity = identity.filter(|identity| proof.names_keys_of(identity))?;
            Some(proof.holds(identity))
        });
        match holds.flatten() {
            None => true, // nothing to verify it with, and so nothing to hold against it
            Some(false) => false,
            // Another peer may have brought it a moment ago, or one too many: it holds all the same.
            Some(true) => {
                if let Err(fault) = self.node.keep_fork(&proof, now_ms()) {
                    tracing::error!(%fault, "a proof of a fork could not be stored");
                }
                true
            }
        }
    }

    fn extension(&self, peer: PartyId, space: SpaceId, log: LogKey, from: u64) -> Option<Extend> {
        self.shared(&peer, &space).then_some(())?;
        let limits = self.limits_of(&peer, &space);
        let size = self.node.read(&space, |state| state.record.size(&log))?;
        let id = log.in_space(space);
        let head = |reader: &Reader| head_within(reader, &id, size, limits.as_ref());
        self.node.extension(self.node.stored(head)??, from)
    }

    fn witness(&self, peer: PartyId, extend: Extend) -> Result<(), Option<Box<Refusal>>> {
        let head = &extend.checkpoint;
        if !self.shared(&peer, &head.head.log.space) {
            return Err(None);
        }
        match self.node.witness(self.party, &extend, now_ms()) {
            Ok(Witnessed::Signed | Witnessed::Moved) => Ok(()),
            Ok(Witnessed::No(code)) => {
                // Two heads of one size prove a fork by themselves; of others the peer makes the proof.
                self.keep_contradiction(head);
                Err(code.and_then(|code| self.signed_refusal(head, code)))
            }
            Err(fault) => {
                tracing::error!(%fault, "a head could not be witnessed");
                Err(self.signed_refusal(head, RefusalCode::Full))
            }
        }
    }

    fn shown(&self, peer: PartyId, space: SpaceId, sizes: Vec<(LogKey, u64)>) {
        let is_less = |state: &Space| {
            let mut sizes = sizes.iter();
            sizes.any(|(log, size)| state.is_news_of_less(log, &peer, *size))
        };
        // Asked first: it is news once in a long while, and readers of pages need not wait for it.
        if self.shared(&peer, &space) && self.node.read(&space, is_less) == Some(true) {
            if let Some(state) = write(&self.node.spaces).get_mut(&space) {
                for (log, size) in &sizes {
                    state.note_shown(log, &peer, *size);
                }
            }
            self.node.announce();
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
            News::Refusal(refusal) => self.keep_refusal(&peer, &refusal),
            News::Key(key) => self.node.note_connection_key(&peer, key),
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
        let draft = |space: SpaceId| self.draft_for(&peer, &space);
        waiting.into_iter().filter_map(draft).collect()
    }

    fn founding(&self, peer: PartyId, space: SpaceId) -> Option<Draft> {
        self.shared(&peer, &space).then_some(())?;
        self.draft_for(&peer, &space)
    }

    fn addresses(&self) -> Vec<String> {
        self.addresses.clone()
    }

    fn first_contact(&self, caller: Hash, contact: FirstContact) -> Option<Welcome> {
        self.node.welcome(caller, &contact, now_ms())
    }
}
