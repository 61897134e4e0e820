//! Accepting: from a peer's batch to durable entries and a receipt.
//!
//! A batch is taken when its entries hash to a head that its party's node signed; what the entries say
//! does not matter here. Nothing a peer sends can block what comes after it: what does not fit is refused
//! with a signed answer, what is not understood is kept.

use canary::Canary;
use net::wire::Batch;
use record::identity::Identity;
use record::key::PublicKey;
use record::{Entry, Fit, Hash, Lane, LogKey, SignedCheckpoint, SpaceId, Stem};

use crate::space::Space;

/// What to do with a batch.
#[derive(Debug)]
pub enum Checked {
    /// Append these entries to `log` from `size` on; `fitted` says whose signatures fit already.
    New {
        /// On which branch they stand.
        log: LogKey,
        /// Where that leaves the log, if nobody knew it: then the party forked it.
        stem: Option<Stem>,
        /// The branch's size here.
        size: u64,
        /// The entries after it.
        entries: Vec<Entry>,
        /// Whether each one's signatures fit with the keys known here.
        fitted: Vec<bool>,
    },
    /// Everything in it is held here.
    Known,
    /// It begins after what is held here: ask for what is between.
    Gap,
    /// It is not taken.
    Refused(Objection),
}

/// Why a batch is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objection {
    /// An entry does not decode or does not belong to this log.
    Malformed,
    /// The entries do not hash to the head, or the head is not signed by the party's node.
    Mismatch,
    /// The head contradicts one that the same party signed before.
    Fork,
    /// The party's identity log is not known here yet.
    UnknownKey,
    /// The author is no member of this space.
    NotMember,
    /// Too much of this log waits already for what its author says to have seen.
    Waiting,
}

/// Checks a batch against what is held. Reads only; linear in the batch.
pub fn check(state: &Space, batch: &Batch) -> Checked {
    let log = batch.log().key;
    let space = state.record.space();
    if batch.log().space != space || !state.record.was_member(&log.party) {
        return Checked::Refused(Objection::NotMember);
    }
    // One epoch after the other: nobody makes room here for epochs that nothing leads to.
    let before = log.epoch.checked_sub(1);
    let before = before.map(|epoch| LogKey { epoch, ..log });
    if before.is_some_and(|before| state.record.size(&before) == 0) {
        return Checked::Gap;
    }
    let longest = state.record.branches(log);
    let longest = longest.map(|branch| state.record.size(&branch)).max();
    let longest = longest.unwrap_or(0);
    let gap = batch.from > longest;
    if gap && !canary::planted(Canary::AcceptGap) {
        return Checked::Gap;
    }
    let mut entries = Vec::with_capacity(batch.entries.len());
    for bytes in &batch.entries {
        match Entry::decode(bytes) {
            Ok(entry) if belongs(&entry, &log, space) => entries.push(entry),
            _ => return Checked::Refused(Objection::Malformed),
        }
    }
    let leaves: Vec<Hash> = entries.iter().map(Entry::leaf_hash).collect();
    let head = &batch.checkpoint;
    let fit = state.record.fit(&log, batch.from, &leaves, &head.head.root);
    let (log, stem, held) = match fit {
        Fit::Gap if canary::planted(Canary::AcceptGap) => (log, None, 0),
        Fit::Mismatch if canary::planted(Canary::SkipRoot) => (log, None, 0),
        Fit::Known => return Checked::Known,
        Fit::Gap => return Checked::Gap,
        Fit::Follows { log, held } => (log, None, held),
        Fit::Leaves { stem, held } => match state.record.next_branch(&log) {
            Some(branch) => (branch, Some(stem), held),
            None => return Checked::Refused(refusal_of(state, &log, head)),
        },
        Fit::Mismatch => return Checked::Refused(refusal_of(state, &log, head)),
    };
    if state.is_full(&log) {
        return Checked::Refused(Objection::Waiting);
    }
    let size = match gap {
        true => longest,
        false => batch.from + held as u64,
    };
    let entries = entries.split_off(held);
    let before = stem.map_or((log.branch, size), |stem| (stem.of.branch, stem.at));
    if let Some(objection) = unsigned(state, &log, before, &entries, head) {
        return Checked::Refused(objection);
    }
    let fitted = entries
        .iter()
        .map(|entry| state.record.signatures_fit(&log.party, entry))
        .collect();
    Checked::New {
        log,
        stem,
        size,
        entries,
        fitted,
    }
}

/// Whether the entry can stand in this log at all: statements name their party and space.
fn belongs(entry: &Entry, log: &LogKey, space: SpaceId) -> bool {
    match log.lane {
        Lane::Identity => entry.body.space == SpaceId::default(),
        _ => entry.body.space == space && entry.body.party == log.party,
    }
}

/// Why entries are not taken that lead from nothing that is held here to this head.
fn refusal_of(state: &Space, log: &LogKey, head: &SignedCheckpoint) -> Objection {
    contradiction(state, log, head).unwrap_or(Objection::Mismatch)
}

/// A head at a size that is held here must have a root that is held here.
fn contradiction(state: &Space, log: &LogKey, checkpoint: &SignedCheckpoint) -> Option<Objection> {
    let (size, root) = (checkpoint.head.size, checkpoint.head.root);
    let is_held = state.record.branch_with(log, size, &root).is_some();
    let mut branches = state.record.branches(*log);
    if is_held || !branches.any(|branch| state.record.root_at(&branch, size).is_some()) {
        return None;
    }
    // Only a head that the party's node really signed is evidence against it.
    let signed = node_keys(state, log, None, &[], 1)
        .iter()
        .any(|key| checkpoint.verify(key).is_ok());
    Some(if signed {
        Objection::Fork
    } else {
        Objection::Mismatch
    })
}

fn unsigned(
    state: &Space,
    log: &LogKey,
    before: (u8, u64),
    entries: &[Entry],
    checkpoint: &SignedCheckpoint,
) -> Option<Objection> {
    // A key that was replaced signs no head over entries that its party's node sealed since.
    let named = entries.iter().map(|entry| entry.leaf.identity_size);
    let from = named.chain([state.record.sealed_under(log)]).max();
    let keys = node_keys(state, log, Some(before), entries, from.unwrap_or(1));
    if keys.is_empty() {
        return Some(Objection::UnknownKey);
    }
    (!keys.iter().any(|key| checkpoint.verify(key).is_ok())).then_some(Objection::Mismatch)
}

/// The node keys of this identity size and later that may have signed a head of this log: those known, and for an identity
/// log those that entries bring which stand on a branch `before` this place. Beyond what is known here, the last one.
fn node_keys(
    state: &Space,
    log: &LogKey,
    before: Option<(u8, u64)>,
    entries: &[Entry],
    from: u64,
) -> Vec<PublicKey> {
    let known = state.record.identity(&log.party).cloned();
    let known = match (log.lane, before) {
        (Lane::Identity, Some((of, at))) => known.and_then(|known| known.before(of, at)),
        _ => known,
    };
    let identity = match (log.lane, known, entries) {
        (Lane::Identity, None, [first, rest @ ..]) => {
            let incepted = Identity::incept(log.party, &first.leaf, &first.body, &first.body_bytes);
            incepted.map(|identity| extended(identity, rest))
        }
        (Lane::Identity, Some(identity), entries) => Some(extended(identity, entries)),
        (_, known, _) => known,
    };
    identity
        .map(|identity| {
            let from = from.min(identity.size());
            identity.node_keys_from(from).cloned().collect()
        })
        .unwrap_or_default()
}

fn extended(mut identity: Identity, entries: &[Entry]) -> Identity {
    for entry in entries {
        identity.extend(&entry.leaf, &entry.body, &entry.body_bytes);
    }
    identity
}
