//! Heads and receipts of a bundle: which fit, and what they say of the entries under them.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::Roots;
use super::logs::Logs;
use super::{Claim, Flaw, HeadShown, Keys};
use crate::bundle::{Bundle, Part};
use crate::checkpoint::{CosignatureKind, SignedCheckpoint, SignedCosignature};
use crate::fold::{Folded, Stem};
use crate::ids::{Hash, LogKey, PartyId};
use crate::view::Position;

/// The heads that fit, by the branch on which the last entry under them stands and ascending by size.
pub struct Heads<'a> {
    logs: &'a Logs<'a>,
    by_branch: BTreeMap<LogKey, Vec<Head>>,
    roots: Roots,
}

/// A head that fits.
pub struct Head {
    /// Number of entries under it.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    time_ms: u64,
    /// What others said of it, and on the same branch of larger ones.
    said: Said,
}

/// What other parties said of heads over the same entries.
#[derive(Clone, Default)]
pub struct Said {
    /// The earliest receipt.
    pub before: Option<Claim>,
    /// Whose receipts say that they hold the entries.
    pub held_by: BTreeSet<PartyId>,
    /// Which witnesses signed, and when first.
    pub witnessed_by: BTreeMap<PartyId, u64>,
}

impl Said {
    fn join(&mut self, other: &Said) {
        self.before = self.before.into_iter().chain(other.before).min();
        self.held_by.extend(&other.held_by);
        for (by, time_ms) in &other.witnessed_by {
            note_first(&mut self.witnessed_by, *by, *time_ms);
        }
    }
}

impl<'a> Heads<'a> {
    /// Checks every head of a bundle and its receipts; what does not fit goes to `flaws`.
    pub fn check(
        bundle: &Bundle,
        logs: &'a Logs<'a>,
        keys: &Keys<'_>,
        flaws: &mut Vec<Flaw>,
    ) -> Heads<'a> {
        let (mut by_branch, mut roots) = (BTreeMap::new(), Roots::default());
        for part in &bundle.parts {
            let Part::Head { head, receipts } = part else {
                continue;
            };
            let (log, size) = (head.head.log.key, head.head.size);
            if head.head.log.space != bundle.space {
                flaws.push(Flaw::OtherSpace(head.head.log.space));
                continue;
            }
            let branch = match logs.branch_with(&log, size, &head.head.root) {
                Some((branch, _)) => Some(*branch),
                // A log that is not here at all may have a head here: what is shown alone can stand under it.
                None => (!logs.has(&log)).then_some(log),
            };
            let root = head.head.root;
            let signed = || keys.signed_tree(&log, size, &root, |key| head.verify(key).is_ok());
            let looked_at = keys.knows(log, size, &root);
            let Some(branch) = branch.filter(|_| looked_at && signed()) else {
                flaws.push(Flaw::Head(log, size));
                continue;
            };
            roots.note(log, size, root);
            let (fit, rest): (Vec<_>, Vec<_>) =
                receipts.iter().partition(|one| fits(head, one, keys));
            flaws.extend(
                rest.iter()
                    .map(|one| Flaw::Receipt(log, size, one.receipt.by)),
            );
            by_branch
                .entry(branch)
                .or_insert_with(Vec::new)
                .push(of(head, &fit));
        }
        for (log, heads) in &mut by_branch {
            heads.sort_by_key(|head: &Head| head.size);
            // Without the entries nothing shows that a larger head extends a smaller one.
            if logs.has(log) {
                hand_down(heads);
            }
        }
        Heads {
            logs,
            by_branch,
            roots,
        }
    }

    /// What is said of the entry at this place, by all heads over it; none if there is no head.
    pub fn over(&self, at: &Position) -> Option<Said> {
        self.over_first(&at.log, at.index + 1)
    }

    /// What is said of the first `size` entries of a branch: on it, and on those that share them.
    fn over_first(&self, log: &LogKey, size: u64) -> Option<Said> {
        let heads = self.by_branch.get(log).map_or(&[][..], Vec::as_slice);
        let own = heads.get(heads.partition_point(|head| head.size < size));
        let shares = |stem: Stem| stem.of == *log && stem.at >= size;
        let others = self.logs.branches(log);
        let others = others.filter(|(_, other)| other.stem.is_some_and(shares));
        let others = others.filter_map(|(other, _)| self.over_first(other, size));
        others.fold(own.map(|head| head.said.clone()), |said, other| {
            let mut all = said.unwrap_or_default();
            all.join(&other);
            Some(all)
        })
    }

    /// What is said of the head that a proof leads to; none if it is not here.
    pub fn at(&self, log: &LogKey, size: u64, root: &Hash) -> Option<Said> {
        let is_there = |head: &&Head| head.size == size && head.root == *root;
        if let Some((branch, _)) = self.logs.branch_with(log, size, root) {
            let heads = of_size(self.by_branch.get(branch)?, size);
            heads.iter().find(is_there)?;
            return self.over_first(branch, size);
        }
        let heads = of_size(self.by_branch.get(log)?, size)
            .iter()
            .filter(is_there);
        let said = heads.map(|head| head.said.clone());
        said.reduce(|mut one, other| {
            one.join(&other);
            one
        })
    }

    /// The roots of the heads of so many entries of a log, on whichever branch.
    pub fn roots(&self, log: &LogKey, size: u64) -> impl Iterator<Item = &Hash> {
        self.roots.of(log.whole(), size)
    }

    /// The logs of which there are heads, each branch apart.
    pub fn logs(&self) -> impl Iterator<Item = &LogKey> {
        self.by_branch.keys()
    }

    /// Every head, with its log.
    pub fn all(&self) -> impl Iterator<Item = (&LogKey, &Head)> {
        let logs = self.by_branch.iter();
        logs.flat_map(|(log, heads)| heads.iter().map(move |head| (log, head)))
    }

    /// The heads of logs that are not here.
    pub fn without(&self) -> Vec<HeadShown> {
        let shown = |(log, head): (&LogKey, &Head)| HeadShown {
            log: *log,
            size: head.size,
            root: head.root,
            time_ms: head.time_ms,
            before: head.said.before,
            held_by: head.said.held_by.clone(),
            witnessed_by: head.said.witnessed_by.clone(),
            is_noted: false,
            extends: BTreeSet::new(),
        };
        let alone = self.all().filter(|(log, _)| !self.logs.has(log));
        alone.map(shown).collect()
    }

    /// The latest head of another party under what the author of an entry had seen.
    pub fn seen_by(&self, folded: &Folded) -> Option<Claim> {
        let seen = folded.view.sizes();
        let others = seen.filter(|(log, _)| log.party != folded.at.log.party);
        let claims = others.filter_map(|(log, size)| {
            let heads = self.by_branch.get(log)?;
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
        said: Said {
            before: said().map(claim).min(),
            held_by: mirrors.map(|one| one.by).collect(),
            witnessed_by,
        },
    }
}

fn note_first(times: &mut BTreeMap<PartyId, u64>, by: PartyId, time_ms: u64) {
    let first = times.entry(by).or_insert(time_ms);
    *first = time_ms.min(*first);
}

/// Of heads that ascend by size, those over so many entries.
fn of_size(heads: &[Head], size: u64) -> &[Head] {
    let [from, to] = [false, true]
        .map(|with| heads.partition_point(|head| head.size < size || (with && head.size == size)));
    &heads[from..to]
}

/// What was said of a larger head holds for every smaller one of the same branch.
fn hand_down(heads: &mut [Head]) {
    for at in (1..heads.len()).rev() {
        let (smaller, larger) = heads.split_at_mut(at);
        smaller[at - 1].said.join(&larger[0].said);
    }
}
