//! Heads and receipts of a bundle: which fit, and what they say of the entries under them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Claim, Flaw, HeadShown, Keys};
use crate::bundle::{Bundle, Part};
use crate::checkpoint::{CosignatureKind, SignedCheckpoint, SignedCosignature};
use crate::fold::Folded;
use crate::history::History;
use crate::ids::{Hash, LogKey, PartyId};
use crate::view::Position;

/// The heads that fit, by log and ascending by size.
pub struct Heads(BTreeMap<LogKey, Vec<Head>>);

/// A head that fits.
pub struct Head {
    /// Number of entries under it.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    time_ms: u64,
    /// The earliest receipt of another party for this head or a larger one.
    pub before: Option<Claim>,
    /// Whose receipts say that they hold what is under this head, given for it or for a larger one.
    pub held_by: BTreeSet<PartyId>,
    /// Which witnesses signed this head or a larger one, and when first.
    pub witnessed_by: BTreeMap<PartyId, u64>,
}

impl Heads {
    /// Checks every head of a bundle and its receipts; what does not fit goes to `flaws`.
    pub fn check(
        bundle: &Bundle,
        histories: &BTreeMap<LogKey, History>,
        keys: &Keys<'_>,
        flaws: &mut Vec<Flaw>,
    ) -> Heads {
        let mut heads = BTreeMap::new();
        for part in &bundle.parts {
            let Part::Head { head, receipts } = part else {
                continue;
            };
            let (log, size) = (head.head.log.key, head.head.size);
            if head.head.log.space != bundle.space {
                flaws.push(Flaw::OtherSpace(head.head.log.space));
                continue;
            }
            // A log that is not here at all may have a head here: what is shown alone can stand under it.
            let history = histories.get(&log);
            let has_root = history.is_none_or(|log| log.root_at(size) == Some(head.head.root));
            let signed =
                || keys.signed_tree(&log, size, &head.head.root, |key| head.verify(key).is_ok());
            if !has_root || !signed() {
                flaws.push(Flaw::Head(log, size));
                continue;
            }
            let (fit, rest): (Vec<_>, Vec<_>) =
                receipts.iter().partition(|one| fits(head, one, keys));
            flaws.extend(
                rest.iter()
                    .map(|one| Flaw::Receipt(log, size, one.receipt.by)),
            );
            heads
                .entry(log)
                .or_insert_with(Vec::new)
                .push(of(head, &fit));
        }
        heads.values_mut().for_each(|heads| hand_down(heads));
        Heads(heads)
    }

    /// The smallest head over an entry, with what all heads over it say.
    pub fn over(&self, at: &Position) -> Option<&Head> {
        let heads = self.0.get(&at.log)?;
        heads.get(heads.partition_point(|head| head.size <= at.index))
    }

    /// The head that a proof leads to.
    pub fn at(&self, log: &LogKey, size: u64, root: &Hash) -> Option<&Head> {
        let mut heads = self.0.get(log)?.iter();
        heads.find(|head| head.size == size && head.root == *root)
    }

    /// All heads of these many entries.
    pub fn sized(&self, log: &LogKey, size: u64) -> impl Iterator<Item = &Head> {
        let heads = self.0.get(log).into_iter().flatten();
        heads.filter(move |head| head.size == size)
    }

    /// Every head, with its log.
    pub fn all(&self) -> impl Iterator<Item = (&LogKey, &Head)> {
        let logs = self.0.iter();
        logs.flat_map(|(log, heads)| heads.iter().map(move |head| (log, head)))
    }

    /// The heads of logs that are not here.
    pub fn without(&self, histories: &BTreeMap<LogKey, History>) -> Vec<HeadShown> {
        let shown = |(log, head): (&LogKey, &Head)| HeadShown {
            log: *log,
            size: head.size,
            root: head.root,
            time_ms: head.time_ms,
            before: head.before,
            held_by: head.held_by.clone(),
            witnessed_by: head.witnessed_by.clone(),
            is_noted: false,
            extends: BTreeSet::new(),
        };
        let alone = self.all().filter(|(log, _)| !histories.contains_key(log));
        alone.map(shown).collect()
    }

    /// The latest head of another party under what the author of an entry had seen.
    pub fn seen_by(&self, folded: &Folded) -> Option<Claim> {
        let seen = folded.view.sizes();
        let others = seen.filter(|(log, _)| log.party != folded.at.log.party);
        let claims = others.filter_map(|(log, size)| {
            let heads = self.0.get(log)?;
            let under = &heads[..heads.partition_point(|head| head.size <= size)];
            // Of several heads over as many entries the first: a later one says nothing about when these were seen.
            let largest = under.last()?.size;
            let first = under.partition_point(|head| head.size < largest);
            let time_ms = under[first..].iter().map(|head| head.time_ms).min()?;
            let by = log.party;
            Some(Claim { time_ms, by })
        });
        claims.max()
    }
}

fn fits(head: &SignedCheckpoint, receipt: &SignedCosignature, keys: &Keys<'_>) -> bool {
    let said = &receipt.receipt;
    said.checkpoint == head.hash()
        && said.space == head.head.log.space
        && said.by != head.head.log.key.party
        && keys.signed(&said.by, |key| receipt.verify(key).is_ok())
}

fn of(head: &SignedCheckpoint, receipts: &[&SignedCosignature]) -> Head {
    let said = || receipts.iter().map(|one| one.receipt);
    let claim = |one: crate::checkpoint::Cosignature| Claim {
        time_ms: one.time_ms,
        by: one.by,
    };
    let mirrors = said().filter(|one| one.kind == CosignatureKind::Mirror);
    let mut witnessed_by = BTreeMap::new();
    for one in said().filter(|one| one.kind == CosignatureKind::Witness) {
        note_first(&mut witnessed_by, one.by, one.time_ms);
    }
    Head {
        size: head.head.size,
        root: head.head.root,
        time_ms: head.head.time_ms,
        before: said().map(claim).min(),
        held_by: mirrors.map(|one| one.by).collect(),
        witnessed_by,
    }
}

fn note_first(times: &mut BTreeMap<PartyId, u64>, by: PartyId, time_ms: u64) {
    let first = times.entry(by).or_insert(time_ms);
    *first = time_ms.min(*first);
}

/// What was said of a larger head holds for every smaller one.
fn hand_down(heads: &mut [Head]) {
    heads.sort_by_key(|head| head.size);
    for at in (1..heads.len()).rev() {
        let (before, held_by) = (heads[at].before, heads[at].held_by.clone());
        let witnessed_by = heads[at].witnessed_by.clone();
        let smaller = &mut heads[at - 1];
        smaller.before = smaller.before.into_iter().chain(before).min();
        smaller.held_by.extend(held_by);
        for (by, time_ms) in witnessed_by {
            note_first(&mut smaller.witnessed_by, by, time_ms);
        }
    }
}
