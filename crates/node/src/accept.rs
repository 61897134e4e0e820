//! Accepting: from a peer's batch to durable entries and a receipt.
//!
//! A batch is taken when its entries hash to a head that its party's node signed; what the entries say
//! does not matter here, but for an identity log, which has no entry that renews no keys. Nothing a peer sends can block
//! what comes after it: what does not fit is refused with a signed answer, what is not understood is kept.

use std::borrow::Cow;

use canary::Canary;
use net::wire::Batch;
use net::{Looked, LookedOver};
use record::heal;
use record::identity::Identity;
use record::verifier::{Verifier, signers};
use record::{Entry, Fit, Hash, Lane, LogKey, SignedCheckpoint, SpaceId, Stem};

use crate::cores::on_all_cores;
use crate::space::Space;
use crate::writer::{Spaces, read};

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
    /// An entry does not decode or does not belong to this log, or renews no keys where it would have to.
    Malformed,
    /// The entries do not hash to the head, or the head is not signed by the party's node.
    Mismatch,
    /// The head contradicts one that the same party signed before.
    Fork,
    /// The party's identity log is not known here yet.
    UnknownKey,
    /// The author is no member of this space.
    NotMember,
    /// One epoch more than its author's keys may open.
    Epochs,
}

/// Decodes and verifies a batch whose turn has not come; none if it does not decode, or if it is not one that follows what
/// is held: what other peers brought is not verified twice.
pub fn look_over(spaces: &Spaces, batch: &Batch) -> Option<LookedOver> {
    let (space, log) = (batch.log().space, batch.log().key);
    let follows =
        |state: &Space| state.record.was_member(&log.party) && longest(state, log) <= batch.from;
    read(spaces).get(&space).filter(|state| follows(state))?;
    let mut arrived = Arrived::read(batch)?;
    let verifier = arrived.verifier(read(spaces).get(&space)?, &log);
    arrived.verify(&verifier);
    Some(LookedOver {
        head: batch.checkpoint.clone(),
        entries: arrived.entries,
    })
}

/// Checks a batch against what is held; none if the space is not known here. Reads only; linear in the batch.
///
/// What costs most, decoding and verifying, is done on all cores and while nobody waits: the state is asked before
/// and between. Whoever appends what this gives learns from the store if the log has moved meanwhile.
pub fn check(spaces: &Spaces, batch: &Batch, looked: Option<LookedOver>) -> Option<Checked> {
    let space = batch.log().space;
    if let Some(other) = outside(read(spaces).get(&space)?, batch) {
        return Some(other);
    }
    let Some(arrived) = Arrived::of(batch, looked) else {
        return Some(Checked::Refused(Objection::Malformed));
    };
    let placed = arrived.placed(read(spaces).get(&space)?, batch);
    Some(placed.map_or_else(|other| *other, Placed::verified))
}

/// As [`check`], against a state that nobody else reads.
pub fn check_alone(state: &Space, batch: &Batch) -> Checked {
    if let Some(other) = outside(state, batch) {
        return other;
    }
    let Some(arrived) = Arrived::read(batch) else {
        return Checked::Refused(Objection::Malformed);
    };
    let placed = arrived.placed(state, batch);
    placed.map_or_else(|other| *other, Placed::verified)
}

/// What to do with a batch without looking into it, if it cannot be taken.
fn outside(state: &Space, batch: &Batch) -> Option<Checked> {
    let log = batch.log().key;
    let is_known = state.record.was_member(&log.party);
    if batch.log().space != state.record.space() || !is_known {
        return Some(Checked::Refused(Objection::NotMember));
    }
    // An epoch may be empty here and begun elsewhere, with what is not taken here: the heal of a later one waits for nothing
    // in it. How many of them there are is bounded by their keys.
    let gap = batch.from > longest(state, log) && !canary::planted(Canary::AcceptGap);
    gap.then_some(Checked::Gap)
}

/// The size of the longest branch of a log.
pub(crate) fn longest(state: &Space, log: LogKey) -> u64 {
    let branches = state.record.branches(log);
    let longest = branches.map(|branch| state.record.size(&branch)).max();
    longest.unwrap_or(0)
}

/// The entries of a batch, decoded.
struct Arrived {
    entries: Vec<Looked>,
}

impl Arrived {
    /// None if one does not decode or does not belong to this log.
    fn of(batch: &Batch, looked: Option<LookedOver>) -> Option<Arrived> {
        // A batch of which something was taken meanwhile begins later.
        let looked = looked.filter(|looked| looked.head == batch.checkpoint);
        let known = looked.and_then(|mut looked| {
            let taken = looked.entries.len().checked_sub(batch.entries.len())?;
            looked.entries.drain(..taken);
            Some(looked.entries)
        });
        match known {
            Some(entries) => Some(Arrived { entries }),
            None => Arrived::read(batch),
        }
    }

    /// As [`Arrived::of`], for a batch that nobody looked over.
    fn read(batch: &Batch) -> Option<Arrived> {
        let log = batch.log();
        let decode = |bytes: &Vec<u8>| {
            let entry = Entry::decode(bytes).ok()?;
            belongs(&entry, &log.key, log.space).then(|| Looked {
                leaf: entry.leaf_hash(),
                entry,
                fits: false,
            })
        };
        // On this thread: what another one allocates and leaves behind, the allocator gives back late.
        let entries = batch.entries.iter().map(decode);
        let entries = entries.collect::<Option<_>>()?;
        Some(Arrived { entries })
    }

    /// What verifies their signatures, as far as the keys are known: of those that are not found to fit.
    fn verifier(&self, state: &Space, log: &LogKey) -> Verifier {
        let open = self.entries.iter().filter(|one| !one.fits);
        let named = open.flat_map(|one| signers(&one.entry));
        state.record.verifier(&log.party, named)
    }

    fn verify(&mut self, verifier: &Verifier) {
        let fit = on_all_cores(&self.entries, |one| one.fits || verifier.fits(&one.entry));
        for (one, fits) in self.entries.iter_mut().zip(fit) {
            one.fits = fits;
        }
    }

    /// Whether these keys may open one epoch more: those that the first entry names, as far as they are known here.
    fn may_open(&self, state: &Space, log: &LogKey) -> bool {
        let named = self
            .entries
            .first()
            .map_or(0, |one| one.entry.leaf.identity_size);
        let known = state.record.identity(&log.party).map_or(0, Identity::size);
        log.epoch == 0
            || heal::opened_under(log.epoch).is_some_and(|least| named.min(known) >= least)
    }

    /// Where they stand, if they are new, lead to the head and the head is signed.
    fn placed(mut self, state: &Space, batch: &Batch) -> Result<Placed, Box<Checked>> {
        let (log, head) = (batch.log().key, &batch.checkpoint);
        let longest = longest(state, log);
        let root = &head.head.root;
        let leaves: Vec<Hash> = self.entries.iter().map(|one| one.leaf).collect();
        let fit = state.record.fit(&log, batch.from, &leaves, root);
        let (log, stem, held) = match fit {
            Fit::Gap if canary::planted(Canary::AcceptGap) => (log, None, 0),
            Fit::Mismatch if canary::planted(Canary::SkipRoot) => (log, None, 0),
            Fit::Known => return Err(Checked::Known.into()),
            Fit::Gap => return Err(Checked::Gap.into()),
            Fit::Follows { log, held } => (log, None, held),
            Fit::Leaves { stem, held } => match state.record.next_branch(&log) {
                Some(branch) => (branch, Some(stem), held),
                None => return Err(Checked::Refused(refusal_of(state, &log, head)).into()),
            },
            Fit::Mismatch => return Err(Checked::Refused(refusal_of(state, &log, head)).into()),
        };
        // Beyond the end only if a bug is planted.
        let size = longest.min(batch.from + held as u64);
        self.entries.drain(..held);
        let before = stem.map_or((log.branch, size), |stem| (stem.of.branch, stem.at));
        if let Some(objection) = unsigned(state, &log, before, &self.entries, head) {
            return Err(Checked::Refused(objection).into());
        }
        if size == 0 && !self.may_open(state, &log) {
            return Err(Checked::Refused(Objection::Epochs).into());
        }
        let verifier = self.verifier(state, &log);
        Ok(Placed {
            log,
            stem,
            size,
            arrived: self,
            verifier,
        })
    }
}

/// Entries whose place is known, and what verifies their signatures.
struct Placed {
    log: LogKey,
    stem: Option<Stem>,
    size: u64,
    arrived: Arrived,
    verifier: Verifier,
}

impl Placed {
    fn verified(mut self) -> Checked {
        self.arrived.verify(&self.verifier);
        let entries = self.arrived.entries.into_iter();
        let (entries, fitted) = entries.map(|one| (one.entry, one.fits)).unzip();
        Checked::New {
            log: self.log,
            stem: self.stem,
            size: self.size,
            entries,
            fitted,
        }
    }
}

/// Whether the entry can stand in this log at all: statements name their party and space.
fn belongs(entry: &Entry, log: &LogKey, space: SpaceId) -> bool {
    match log.lane {
        Lane::Identity => log.epoch == 0 && entry.body.space == SpaceId::default(),
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
    let identity = state.record.identity(&log.party);
    let signed = identity.is_some_and(|identity| {
        let mut keys = identity.node_keys_from(1);
        keys.any(|key| checkpoint.verify(key).is_ok())
    });
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
    entries: &[Looked],
    checkpoint: &SignedCheckpoint,
) -> Option<Objection> {
    // A key that was replaced signs no head over entries that its party's node sealed since.
    let known = state.record.identity(&log.party);
    let (identity, from) = match (log.lane, known) {
        (Lane::Identity, _) => match identity_with(known, log, before, entries) {
            Some(identity) => (Cow::Owned(identity), checkpoint.head.size),
            None => return Some(Objection::Malformed),
        },
        (_, Some(known)) => {
            let named = entries.iter().map(|one| one.entry.leaf.identity_size);
            let from = named.chain([state.record.sealed_under(log)]).max();
            (Cow::Borrowed(known), from.unwrap_or(1))
        }
        (_, None) => return Some(Objection::UnknownKey),
    };
    // Beyond what is known here, the last one.
    let from = from.min(identity.size());
    let later = known
        .into_iter()
        .flat_map(|known| known.node_keys_from(from));
    let mut keys = identity.node_keys_from(from).chain(later);
    (!keys.any(|key| checkpoint.verify(key).is_ok())).then_some(Objection::Mismatch)
}

/// The keys of an identity log with these entries, which stand on a branch `before` this place. None if one of them renews
/// no keys, or the first founds no such party.
fn identity_with(
    known: Option<&Identity>,
    log: &LogKey,
    before: (u8, u64),
    entries: &[Looked],
) -> Option<Identity> {
    let ((of, at), mut entries) = (before, entries.iter().map(|one| &one.entry));
    let known = known.and_then(|known| known.before(of, at));
    let mut identity = match known {
        Some(known) => known,
        None => {
            let first = entries.next()?;
            Identity::incept(log.party, &first.leaf, &first.body, &first.body_bytes)?
        }
    };
    entries
        .all(|entry| identity.extend(&entry.leaf, &entry.body, &entry.body_bytes))
        .then_some(identity)
}
