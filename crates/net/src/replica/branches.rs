//! The branches of a forked log: each side says what it holds, and the other sends what that lacks.
//!
//! Sizes say nothing here, so such a log is neither pulled nor pushed by size. Of each branch one batch is sent at a
//! time; the next one when the peer says that it holds that one. Until then it is sent nothing of that branch for a
//! while, whatever else it says and however that branch grows, so what the peer does not take goes to it once.
//!
//! Of the keys of a party a node may hold one branch only and see, or hear from the peer, that there is another one. It
//! cannot tell that from its peer's heads: the key that signed them may stand in that branch. So it answers in kind.

use std::collections::{BTreeMap, BTreeSet};

use record::fold::Rung;
use record::{Lane, LogKey, PartyId, SpaceId};

use super::exchange::Exchange;
use super::{Action, Holding, PULL_PATIENCE_MS, REST_MS};
use crate::wire::{Branches, Message, RUNGS_MAX};

/// The most branches of a party that are under way to a peer. What is not taken costs the peer as much as what is.
const UNDER_WAY_MAX: usize = 8;
/// The most places of one log that are kept and told up to which both sides hold the same.
const SHARED_MAX: usize = 64;

/// What is said between two nodes about forked logs.
#[derive(Clone, Debug, Default)]
pub(super) struct Forked {
    /// What the peer was told that we hold.
    told: BTreeMap<LogKey, Vec<Rung>>,
    /// What the peer holds, as it said.
    theirs: BTreeMap<LogKey, Vec<Rung>>,
    /// Of which of our branches the peer is being sent a batch.
    served: BTreeMap<LogKey, Served>,
    /// Of which logs it said so since it was last told everything.
    heard: BTreeSet<LogKey>,
    /// Up to where the peer sent what was held here: its branch and ours part after the last of them.
    shared: BTreeMap<LogKey, BTreeSet<Rung>>,
}

/// A batch of a branch that the peer was sent and has not said to hold.
#[derive(Clone, Copy, Debug)]
struct Served {
    /// Where it ends; none while it is still to be read.
    end: Option<Rung>,
    sent_ms: u64,
    /// Until when a word of it is waited for.
    until_ms: u64,
}

impl Served {
    /// It may go out again a while after it went out: the peer may have lost it, or lacked what it has now.
    fn hurry(&mut self) {
        self.until_ms = self.until_ms.min(self.sent_ms + REST_MS);
    }

    /// Whether the peer says to hold where it ends, or what we hold beyond that.
    fn is_taken(&self, ours: &[Rung], theirs: &[Rung]) -> bool {
        self.end.is_some_and(|end| {
            let mut beyond = ours.iter().filter(|rung| rung.0 >= end.0);
            theirs.contains(&end) || beyond.any(|rung| theirs.contains(rung))
        })
    }
}

impl Forked {
    /// Whatever was told is told again: it may have been lost.
    fn tell_again(&mut self) {
        self.told.clear();
        self.heard.clear();
    }

    /// What is left after a cut. A branch that the peer does not take may be what the link was cut for.
    pub(super) fn after_cut(mut self) -> Forked {
        self.served.values_mut().for_each(Served::hurry);
        Forked {
            served: self.served,
            ..Forked::default()
        }
    }
}

impl Holding {
    /// The logs of which the peer is told what is held: those that are known to be forked, and of those of keys such as
    /// are asked for.
    fn compared(&self, is_asked: impl Fn(&LogKey) -> bool) -> Vec<Held<'_>> {
        let keys = self.keys.iter().filter(|(log, _)| is_asked(log));
        let all = self.branches.iter().chain(keys);
        all.filter(|(log, _)| self.passes(log)).collect()
    }

    fn ladder(&self, branch: &LogKey) -> &[Rung] {
        let log = branch.whole();
        let held = self.branches.get(&log).or_else(|| self.keys.get(&log));
        let ladder = held.and_then(|held| held.get(&branch.branch));
        ladder.map_or(&[], Vec::as_slice)
    }
}

/// A log, and of each branch its ladder.
type Held<'a> = (&'a LogKey, &'a BTreeMap<u8, Vec<Rung>>);

impl Exchange {
    /// Whoever does not say what it holds of a forked log does not know that it was forked, though it was told, or told
    /// us: another copy of its node may have taken its place. It is told once more.
    pub(super) fn tell_forks_again(&mut self) {
        let (ours, heard) = (&self.ours, &self.forked.heard);
        self.forks_told.retain(|name| {
            let log = ours.forks.get(name);
            log.is_some_and(|log| !ours.passes(log) || heard.contains(log))
        });
        self.forked.tell_again();
    }

    /// The peer says what it holds of a log. Kept for logs of which we hold anything: we may be about to learn that this
    /// one is forked.
    pub(super) fn hear_branches(&mut self, branches: Branches) {
        let log = branches.log.key;
        let is_known = self.ours.size(&log) > 0 || self.ours.is_forked(&log);
        if !is_known || !self.ours.members.contains(&log.party) {
            return;
        }
        self.forked.heard.insert(log);
        self.note_taken(log, &branches.rungs);
        self.forked.theirs.insert(log, branches.rungs);
    }

    /// What the peer says to hold is under way no longer. With keys that it lacked it may take what they signed.
    fn note_taken(&mut self, log: LogKey, theirs: &[Rung]) {
        let (ours, served) = (&self.ours, &mut self.forked.served);
        let before = served.len();
        served.retain(|branch, served| {
            branch.whole() != log || !served.is_taken(ours.ladder(branch), theirs)
        });
        if log.lane == Lane::Identity && served.len() < before {
            let others = served.iter_mut();
            let others = others.filter(|(branch, _)| branch.party == log.party);
            others.for_each(|(_, served)| served.hurry());
        }
    }

    /// A batch of one of our branches went out, up to this place; none if it could not.
    pub(super) fn note_served(&mut self, branch: LogKey, end: Option<Rung>) {
        if end.is_none() {
            self.forked.served.remove(&branch);
        } else if let Some(served) = self.forked.served.get_mut(&branch) {
            served.end = end;
        }
    }

    /// All of a batch up to this place is held here.
    pub(super) fn note_shared(&mut self, log: LogKey, place: Rung) {
        let is_told = self.ours.is_forked(&log) || self.forked.told.contains_key(&log);
        if is_told {
            let places = self.forked.shared.entry(log).or_default();
            places.insert(place);
            if places.len() > SHARED_MAX {
                places.pop_first(); // the walk goes on from the last ones
            }
        }
    }

    /// Says what we hold of forked logs, and sends what the peer lacks of them.
    pub(super) fn push_branches(&mut self, space: SpaceId, now_ms: u64, actions: &mut Vec<Action>) {
        let (ours, forked, other_keys) = (&self.ours, &mut self.forked, &self.other_keys);
        let is_asked = |log: &LogKey| other_keys.contains(log) || forked.theirs.contains_key(log);
        let mut lacking = Vec::new();
        for (log, branches) in ours.compared(is_asked) {
            let shared = forked.shared.get(log).into_iter().flatten();
            let rungs = branches.values().flatten().chain(shared);
            let rungs: Vec<Rung> = rungs.take(RUNGS_MAX).copied().collect();
            if forked.told.get(log) != Some(&rungs) {
                forked.told.insert(*log, rungs.clone());
                let log = log.in_space(space);
                actions.push(Action::Send(Message::Branches(Branches { log, rungs })));
            }
            let Some(theirs) = forked.theirs.get(log) else {
                continue;
            };
            for (branch, rungs) in branches {
                if rungs.first().is_some_and(|end| !theirs.contains(end)) {
                    let branch = *branch;
                    lacking.push(LogKey { branch, ..*log });
                }
            }
        }
        self.serve_branches(space, lacking, now_ms, actions);
    }

    /// Sends of each party a few branches at a time, the keys first, then what has not been sent for the longest time.
    fn serve_branches(
        &mut self,
        space: SpaceId,
        mut lacking: Vec<LogKey>,
        now_ms: u64,
        actions: &mut Vec<Action>,
    ) {
        let forked = &mut self.forked;
        let sent_ms = |served: &BTreeMap<LogKey, Served>, branch: &LogKey| {
            served.get(branch).map_or(0, |served| served.sent_ms)
        };
        lacking.sort_by_key(|branch| {
            let is_keys = branch.lane == Lane::Identity;
            (!is_keys, sent_ms(&forked.served, branch))
        });
        let mut under_way: BTreeMap<PartyId, usize> = BTreeMap::new();
        let waits = |served: &Served| now_ms < served.until_ms;
        for (branch, served) in &forked.served {
            *under_way.entry(branch.party).or_default() += usize::from(waits(served));
        }
        for branch in lacking {
            let of_party = under_way.entry(branch.party).or_default();
            if forked.served.get(&branch).is_some_and(waits) || *of_party >= UNDER_WAY_MAX {
                continue;
            }
            *of_party += 1;
            let known = forked.theirs.get(&branch.whole());
            let known = known.cloned().unwrap_or_default();
            let served = Served {
                end: None,
                sent_ms: now_ms,
                until_ms: now_ms + PULL_PATIENCE_MS,
            };
            forked.served.insert(branch, served);
            actions.push(Action::ServeBranch {
                space,
                branch,
                known,
            });
        }
    }
}
