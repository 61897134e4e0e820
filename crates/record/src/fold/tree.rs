//! A forked log is a tree: one branch for each way in which its party went on.
//!
//! Branches are numbered as they come to this node, so nothing that is stored or folded is ever renamed. No rule reads
//! the numbers: a view holds entries, a row of `seen` names a branch by its root, and the digest puts the branches into
//! an order of their own. So nodes that number them differently come to the same.

use super::{Log, Record, Stem};
use crate::heal::{HEADS_MAX, HealedHead};
use crate::history::History;
use crate::ids::{Hash, Lane, LogKey, PartyId};
use crate::leaf::Seen;
use crate::view::View;

/// The most branches of one log that a node follows; a further one is a proof only.
pub const BRANCHES_MAX: u8 = 8;

/// A size of a branch with its root there.
pub type Rung = (u64, Hash);

/// Where entries stand that come from somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// All of them are held, with that root after them.
    Known,
    /// These follow what is held of this branch; so many of them are held already.
    Follows {
        /// The branch.
        log: LogKey,
        /// How many of the entries are held.
        held: usize,
    },
    /// These go on otherwise than what is held: the log was forked. So many of them are held already.
    Leaves {
        /// Where they leave it.
        stem: Stem,
        /// How many of the entries are held.
        held: usize,
    },
    /// They begin after what is held here.
    Gap,
    /// They do not lead from anything that is held here to that root.
    Mismatch,
}

impl Record {
    /// The branches of a log that are held here, in the order in which they came. A log that was not forked is its own
    /// only branch.
    pub fn branches(&self, log: LogKey) -> impl Iterator<Item = LogKey> {
        self.strands(log).map(|(key, _)| key)
    }

    pub(super) fn strands(&self, log: LogKey) -> impl Iterator<Item = (LogKey, &Log)> {
        let strands = self.logs.range(log.all_branches());
        strands.map(|(key, log)| (*key, log))
    }

    /// Whether this log is held with more than one branch.
    pub fn is_forked(&self, log: &LogKey) -> bool {
        self.strands(*log).nth(1).is_some()
    }

    /// Where a branch left the log; none for the one that came first.
    pub fn stem(&self, branch: &LogKey) -> Option<Stem> {
        self.logs.get(branch)?.stem
    }

    /// The branch on which the entry before place `at` stands, for one that goes on from there.
    fn stem_at(&self, branch: &LogKey, at: u64) -> Stem {
        let mut of = *branch;
        while let Some(stem) = self.stem(&of).filter(|stem| at <= stem.at) {
            of = stem.of;
        }
        Stem { of, at }
    }

    /// The name of the next branch of a log; none if there are as many as a node follows.
    pub fn next_branch(&self, log: &LogKey) -> Option<LogKey> {
        let branch = self.strands(*log).count() as u8;
        (branch < BRANCHES_MAX).then_some(LogKey { branch, ..*log })
    }

    /// Opens a branch, named by [`Record::next_branch`], that leaves the log at `stem`.
    pub fn open_branch(&mut self, branch: LogKey, stem: Stem) {
        let of = self.logs.entry(stem.of).or_default();
        let log = Log {
            stem: Some(stem),
            history: of.history.prefix(stem.at),
            ..Log::default()
        };
        self.logs.insert(branch, log);
    }

    /// The branch that has `root` over its first `size` entries: the one on which the last of them stands.
    pub fn branch_with(&self, log: &LogKey, size: u64, root: &Hash) -> Option<LogKey> {
        let has = |log: &Log| log.history.root_at(size) == Some(*root);
        let mut strands = self.strands(*log);
        let (found, _) = strands.find(|(_, log)| has(log))?;
        Some(self.stem_at(&found, size).of)
    }

    /// Where entries with these leaves fit, of which the first stands at index `from` and after which the log has `root`.
    ///
    /// Linear in the leaves, for each branch.
    pub fn fit(&self, log: &LogKey, from: u64, leaves: &[Hash], root: &Hash) -> Fit {
        let mut best: Option<(LogKey, u64, usize)> = None;
        let mut reaches = from == 0;
        for (key, log) in self.strands(*log) {
            let size = log.history.size();
            let held = log.history.common(from, leaves);
            let after = log.history.root_after(from + held as u64, &leaves[held..]);
            reaches |= from <= size;
            if after == Some(*root) && best.is_none_or(|(.., most)| held > most) {
                best = Some((key, size, held));
            }
        }
        let is_new = self.strands(*log).next().is_none();
        if from == 0 && is_new && History::default().root_with(leaves) == *root {
            best = Some((log.whole(), 0, 0));
        }
        match best {
            None if reaches => Fit::Mismatch,
            None => Fit::Gap,
            Some((_, _, held)) if held == leaves.len() => Fit::Known,
            Some((key, size, held)) if from + held as u64 == size => {
                Fit::Follows { log: key, held }
            }
            Some((key, _, held)) => Fit::Leaves {
                stem: self.stem_at(&key, from + held as u64),
                held,
            },
        }
    }

    /// Sizes of a branch with their roots, for somebody to find how far it holds the same: the end, or this size if it is
    /// longer, the size before it, and so on in steps that double. None of a branch of which nothing is within that size.
    pub fn ladder(&self, branch: &LogKey, most: u64) -> Vec<Rung> {
        let held = self.logs.get(branch).filter(|log| log.start() < most);
        let Some(log) = held else {
            return Vec::new();
        };
        let size = log.history.size().min(most);
        let steps = std::iter::once(0).chain((0..64).map(|power| 1 << power));
        let sizes = steps.map_while(|back| size.checked_sub(back));
        let rung = |size: u64| Some((size, log.history.root_at(size)?));
        sizes.filter(|size| *size > 0).filter_map(rung).collect()
    }

    /// How many entries of a branch somebody holds for certain who holds these sizes with these roots. They may be of other
    /// branches that are held here: those share a part with this one, and where they part it may begin to be served.
    pub fn last_common(&self, branch: &LogKey, rungs: &[Rung]) -> u64 {
        let shared = |(size, root): &Rung| {
            let has = |log: &Log| log.history.root_at(*size) == Some(*root);
            let (held, _) = self.strands(*branch).find(|(_, log)| has(log))?;
            Some(self.shared(branch, &held, *size))
        };
        rungs.iter().filter_map(shared).max().unwrap_or(0)
    }

    /// How much of a branch is also within the first `size` entries of another one.
    fn shared(&self, branch: &LogKey, other: &LogKey, size: u64) -> u64 {
        let others: Vec<Stem> = self.trunk(other, size).collect();
        let common = self.trunk(branch, self.size(branch)).flat_map(|own| {
            let same = others.iter().filter(move |other| other.of == own.of);
            same.map(move |other| other.at.min(own.at))
        });
        common.max().unwrap_or(0)
    }

    /// The first `size` entries of a branch as parts of those that it left: of each one so many from its beginning.
    fn trunk(&self, branch: &LogKey, size: u64) -> impl Iterator<Item = Stem> {
        let all = Stem {
            of: *branch,
            at: size,
        };
        std::iter::successors(Some(all), |last| {
            let stem = self.stem(&last.of)?;
            let at = stem.at.min(last.at);
            Some(Stem { at, ..stem })
        })
    }

    /// How many entries of a branch are folded, those that it shares with others among them.
    pub fn folded_size(&self, branch: &LogKey) -> u64 {
        let Some(log) = self.logs.get(branch) else {
            return 0;
        };
        let shared = |stem: Stem| self.folded_size(&stem.of).min(stem.at);
        log.folded().unwrap_or_else(|| log.stem.map_or(0, shared))
    }

    /// Knows a branch up to `size`, and what it shares with others.
    pub(super) fn raise(&self, view: &mut View, branch: LogKey, size: u64) {
        let mut last = self.stem_at(&branch, size);
        while last.at > 0 {
            view.raise(last.of, last.at);
            match self.stem(&last.of) {
                Some(stem) => last = stem,
                None => return,
            }
        }
    }

    /// The branch that a row of `seen` names, if so much of it is folded. Nothing of a log is there always.
    pub(super) fn seen_branch(&self, row: &Seen) -> Option<LogKey> {
        if row.size == 0 {
            let root = History::default().root_with(&[]);
            return (row.root == root).then(|| row.log.whole());
        }
        let branch = self.branch_with(&row.log, row.size, &row.root)?;
        (self.folded_size(&branch) >= row.size).then_some(branch)
    }

    /// What the author of the entry at `index` of a branch had seen.
    pub(super) fn seen_at(&self, branch: &LogKey, index: u64) -> Option<&std::sync::Arc<View>> {
        let log = &self.logs.get(&self.stem_at(branch, index + 1).of)?;
        log.seen.get(index.checked_sub(log.start())? as usize)
    }

    /// The code of the verdict of the entry at `index` of a branch, once it is folded.
    pub(super) fn verdict_at(&self, branch: &LogKey, index: u64) -> Option<u8> {
        let log = self.logs.get(&self.stem_at(branch, index + 1).of)?;
        let own = index.checked_sub(log.start())?;
        log.verdicts.get(own as usize).copied()
    }

    /// The running hash over the first `size` entries of a branch, which are folded.
    pub(super) fn digest_at(&self, branch: &LogKey, size: u64) -> Hash {
        let of = self.stem_at(branch, size).of;
        let log = &self.logs[&of];
        if log.folded() == Some(size) {
            return log.digest;
        }
        let before = log.stem.map(|stem| self.digest_at(&stem.of, stem.at));
        (log.start()..size).fold(before.unwrap_or_default(), |digest, index| {
            let leaf = log.history.leaf(index).expect("a folded entry is stored");
            let verdict = log.verdicts[(index - log.start()) as usize];
            Log::chain(&digest, &leaf, verdict)
        })
    }

    /// The folded branches that no other branch goes on, each with its folded size.
    fn tips(&self) -> impl Iterator<Item = (&LogKey, u64, &Log)> {
        let goes_on = |key: &LogKey, size: u64| {
            let mut others = self.strands(*key);
            let stem = Some(Stem { of: *key, at: size });
            others.any(|(_, other)| other.stem == stem && other.folded().is_some())
        };
        let logs = self.logs.iter();
        let folded = logs.filter_map(|(key, log)| Some((key, log.folded()?, log)));
        folded.filter(move |(key, size, _)| !goes_on(key, *size))
    }

    /// The ends of what is folded of each log, in the order of the logs: size and running hash. A forked log has several,
    /// ascending, whatever the order in which its branches came.
    pub(super) fn ends(&self) -> Vec<(LogKey, u64, Hash)> {
        let tips = self.tips();
        let mut ends: Vec<_> = tips
            .map(|(key, size, log)| (key.whole(), size, log.digest))
            .collect();
        ends.sort();
        ends
    }

    /// The heads that the next heal of a party's lane has to name: every end of the epoch in which it goes on, and what
    /// the heal that opened it left out.
    pub fn heads_to_heal(&self, party: &PartyId, lane: Lane) -> Vec<HealedHead> {
        let current = self.current(party, lane);
        let healed = self.seen_at(&current, 0);
        let of_lane = self
            .tips()
            .filter(|(key, ..)| (key.party, key.lane) == (*party, lane));
        let open = of_lane.filter(|(key, size, _)| {
            let named = healed.map_or(0, |healed| healed.size(key));
            let is_left_out = key.epoch < current.epoch && *size > named && self.is_open(key);
            key.epoch == current.epoch || is_left_out
        });
        let head = |(key, size, log): (&LogKey, u64, &Log)| {
            let (epoch, root) = (key.epoch, log.history.root_at(size)?);
            Some(HealedHead { epoch, size, root })
        };
        let mut heads: Vec<HealedHead> = open.filter_map(head).collect();
        heads.sort();
        // What does not fit is the oldest, and left to the heal after this one.
        let most = heads.len().saturating_sub(HEADS_MAX as usize);
        heads.split_off(most)
    }

    /// The log of this lane in which a party goes on: that of the latest epoch that a valid heal opened.
    pub fn current(&self, party: &PartyId, lane: Lane) -> LogKey {
        let from = LogKey::of(*party, lane, 0);
        let to = LogKey::of(*party, lane, u32::MAX);
        let opened = |log: &&LogKey| log.epoch > 0 && self.verdict_at(log, 0) == Some(0);
        let mut logs = self.logs.range(from..=to).map(|(log, _)| log).rev();
        logs.find(opened).map_or(from, |log| log.whole())
    }

    /// The logs of this lane that the party's next heal may open: those after the one in which it goes on that hold
    /// nothing. What was begun by anything else than a valid heal is nobody's to go on with.
    pub fn empty_epochs(&self, party: &PartyId, lane: Lane) -> impl Iterator<Item = LogKey> {
        let current = self.current(party, lane);
        let after = (current.epoch + 1..).map(move |epoch| LogKey { epoch, ..current });
        after.filter(|log| self.size(log) == 0)
    }

    /// Whether what stands on this branch can count: its epoch is the first, or a valid heal opened it.
    pub(super) fn is_open(&self, branch: &LogKey) -> bool {
        branch.epoch == 0 || self.verdict_at(branch, 0) == Some(0)
    }

    /// Whether a party contradicted itself in this lane and has not healed that: the log in which it goes on has several
    /// branches, or something that counts in an earlier epoch is not named by the heal that opened it.
    pub fn is_unhealed(&self, party: &PartyId, lane: Lane) -> bool {
        let current = self.current(party, lane);
        let healed = self.seen_at(&current, 0);
        let from = LogKey::of(*party, lane, 0);
        let left_out = |(key, log): (&LogKey, &Log)| {
            let known = healed.map_or(0, |healed| healed.size(key));
            log.folded().is_some_and(|size| size > known) && self.is_open(key)
        };
        self.is_forked(&current) || self.logs.range(from..current).any(left_out)
    }
}
