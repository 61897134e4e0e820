//! One space of the exchange with a peer: the tables of sizes, and what follows from them.

use std::collections::{BTreeMap, BTreeSet};

use record::fork::ForkName;
use record::{Hash, Lane, LogId, LogKey, SignedCheckpoint, SpaceId};

use super::branches::Forked;
use super::{
    Action, Holding, PULL_PATIENCE_MS, PULLS_AHEAD_MAX, PUSH_ENTRIES_MAX, PUSHES_MAX, Sharing,
};
use crate::wire::{HEADS_MAX, Heads, Message, NOTES_MAX, Note, NoteId, Notes, Pull};

/// The most logs of a peer that are followed: those of all members at a time, and of many who were.
const LOGS_MAX: usize = 1024;

/// One space of a replica.
#[derive(Clone, Debug, Default)]
pub(super) struct Exchange {
    pub(super) ours: Holding,
    /// Whether the peer has told its heads since the beginning.
    pub(super) introduced: bool,
    /// Sizes of the peer's logs, as it said or as we sent them.
    pub(super) theirs: BTreeMap<LogKey, u64>,
    /// Sizes of our logs that the peer was told.
    pub(super) told: BTreeMap<LogKey, u64>,
    pub(super) pulls: BTreeMap<LogKey, Pulling>,
    /// Logs that are left alone until then.
    pub(super) resting: BTreeMap<LogKey, u64>,
    /// How many of our receipts the peer has taken; none while an answer to that is awaited.
    pub(super) their_taken: Option<u64>,
    /// In which logs the peer was ahead when the node was last told.
    pub(super) compared: Option<BTreeSet<LogKey>>,
    /// The notes that the peer holds, as it said or as we sent them; none if it has not said.
    pub(super) their_notes: Option<BTreeSet<NoteId>>,
    /// The last head of each log that was given to the node for comparison.
    pub(super) examined: BTreeMap<LogKey, Hash>,
    /// The identity logs of which the peer holds other entries, by keys that are not here.
    pub(super) other_keys: BTreeSet<LogKey>,
    /// The proofs of forks that the peer was handed, or handed us.
    pub(super) forks_told: BTreeSet<ForkName>,
    /// What is said about forked logs.
    pub(super) forked: Forked,
    /// The heads that the peer was given to compare.
    pub(super) questions_told: BTreeSet<Hash>,
    /// Until then no proof of a fork is taken from the peer: one that it sent proved nothing.
    pub(super) deaf_until_ms: u64,
    /// Of each log, from which size to which one the peer, a witness, was last shown that it grew.
    pub(super) extended: BTreeMap<LogKey, (u64, u64)>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Pulling {
    pub(super) from: u64,
    pub(super) until_ms: u64,
}

impl Exchange {
    /// Takes a new holding. Entries of a party that were refused for want of its keys are welcome again as
    /// soon as its identity log has grown: over two connections they can come before it.
    pub(super) fn hold(&mut self, ours: Holding) {
        let grown = |log: &LogKey| {
            let identity = LogKey::identity(log.party);
            ours.size(&identity) > self.ours.size(&identity)
        };
        self.resting.retain(|log, _| !grown(log));
        self.questions_told
            .retain(|head| ours.questions.contains_key(head));
        self.other_keys.retain(|log| ours.keys.contains_key(log));
        self.ours = ours;
    }

    pub(super) fn heads(&self, space: SpaceId, heads: Vec<SignedCheckpoint>) -> Action {
        Action::Send(Message::Heads(Heads {
            space,
            heads,
            receipts_from: self.ours.taken,
        }))
    }

    pub(super) fn tell_all(&mut self, space: SpaceId, actions: &mut Vec<Action>) {
        // What a witness did not sign by now it is shown again.
        self.extended.clear();
        self.tell_forks_again();
        let all: Vec<SignedCheckpoint> = self.ours.heads.values().cloned().collect();
        self.told = all.iter().map(|h| (h.head.log.key, h.head.size)).collect();
        if all.is_empty() {
            actions.push(self.heads(space, Vec::new()));
        }
        actions.extend(
            all.chunks(HEADS_MAX)
                .map(|part| self.heads(space, part.to_vec())),
        );
        if let Some(held) = &self.ours.notes {
            actions.push(Action::Send(Message::Notes(Notes {
                space,
                held: Some(held.clone()),
                list: Vec::new(),
            })));
        }
    }

    /// What the peer holds of the notes, and those that we do not hold; none if there is nothing to take.
    pub(super) fn hear_notes(&mut self, notes: Notes) -> Option<Vec<Note>> {
        let ours = self.ours.notes.as_ref()?;
        if let Some(held) = notes.held {
            self.their_notes = Some(held);
        }
        if let Some(theirs) = &mut self.their_notes {
            theirs.extend(notes.list.iter().map(|note| note.id));
        }
        let mut list = notes.list;
        list.retain(|note| !ours.contains(&note.id));
        (!list.is_empty()).then_some(list)
    }

    /// Sends the notes that the peer lacks.
    pub(super) fn push_notes(&mut self, space: SpaceId, actions: &mut Vec<Action>) {
        let (Some(ours), Some(theirs)) = (&self.ours.notes, &mut self.their_notes) else {
            return;
        };
        let lacking: Vec<NoteId> = ours.difference(theirs).copied().collect();
        theirs.extend(&lacking);
        actions.extend(lacking.chunks(NOTES_MAX).map(|part| Action::ServeNotes {
            space,
            ids: part.to_vec(),
        }));
    }

    pub(super) fn hear(&mut self, head: SignedCheckpoint, actions: &mut Vec<Action>) {
        let (log, size) = (head.head.log.key, head.head.size);
        self.theirs.remove(&log);
        self.hear_of(log, size);
        if !self.ours.members.contains(&log.party) {
            return;
        }
        self.compare_head(head, actions);
    }

    /// Has a head compared that is not larger than what is held here.
    pub(super) fn compare_head(&mut self, head: SignedCheckpoint, actions: &mut Vec<Action>) {
        let (log, size) = (head.head.log.key, head.head.size);
        if size > 0 && size <= self.ours.size(&log) {
            self.examine(head, actions);
        }
    }

    /// Also of a log whose party is no member here yet: whoever is let in later, and is told of it once, is heard then.
    pub(super) fn hear_of(&mut self, log: LogKey, size: u64) {
        let known = self.theirs.contains_key(&log);
        if known || self.theirs.len() < LOGS_MAX {
            let theirs = self.theirs.entry(log).or_default();
            *theirs = size.max(*theirs);
        }
    }

    pub(super) fn examine(&mut self, head: SignedCheckpoint, actions: &mut Vec<Action>) {
        let (log, hash) = (head.head.log.key, head.hash());
        let held = self.ours.heads.get(&log);
        if held.is_some_and(|ours| ours.bytes != head.bytes)
            && self.examined.insert(log, hash) != Some(hash)
        {
            actions.push(Action::Examine(head));
        }
    }

    pub(super) fn forget_done(&mut self, now_ms: u64) {
        let ours = &self.ours;
        self.pulls
            .retain(|log, pull| pull.until_ms > now_ms && pull.from >= ours.size(log));
        self.resting.retain(|_, until_ms| *until_ms > now_ms);
    }

    fn is_ahead(&self, log: &LogKey) -> bool {
        // Of a forked log the peer is ahead for certain where no branch here is as long.
        let branches = self.ours.branches.get(log).into_iter().flatten();
        let ends = branches.filter_map(|(_, rungs)| Some(rungs.first()?.0));
        let ours = ends.max().unwrap_or(self.ours.size(log));
        self.theirs.get(log).copied() > Some(ours)
    }

    /// Tells the node in which logs the peer is ahead, whenever that has changed.
    pub(super) fn compare(&mut self, space: SpaceId, actions: &mut Vec<Action>) {
        let ahead = self.theirs.keys().filter(|log| self.is_ahead(log));
        let ahead: BTreeSet<LogKey> = ahead.copied().collect();
        if self.compared.as_ref() != Some(&ahead) {
            self.compared = Some(ahead.clone());
            actions.push(Action::Compare { space, ahead });
        }
    }

    /// Asks for what the peer is ahead in, but for no log whose keys are still to come, unless they are forked: a branch
    /// of them may never find room here. And first for those of which nothing
    /// waits, since that is what the others wait for.
    pub(super) fn pull(
        &mut self,
        space: SpaceId,
        now_ms: u64,
        room: &mut usize,
        actions: &mut Vec<Action>,
    ) {
        let wanted = self.theirs.keys().filter(|log| {
            let identity = LogKey::identity(log.party);
            self.is_ahead(log)
                && self.ours.members.contains(&log.party)
                && self.ours.passes(log)
                && !self.ours.is_forked(log)
                && (log.lane == Lane::Identity
                    || !self.is_ahead(&identity)
                    || self.ours.is_forked(&identity))
                && !self.pulls.contains_key(log)
                && !self.resting.contains_key(log)
        });
        let mut wanted: Vec<LogKey> = wanted.copied().collect();
        let moves = |log: &LogKey| !self.ours.waiting.contains(log);
        if wanted.iter().chain(self.pulls.keys()).any(moves) {
            wanted.retain(moves);
        }
        wanted.truncate(*room);
        *room -= wanted.len();
        for log in wanted {
            let from = self.ours.size(&log);
            let until_ms = now_ms + PULL_PATIENCE_MS;
            self.pulls.insert(log, Pulling { from, until_ms });
            actions.push(Action::Send(Message::Pull(Pull { space, log, from })));
        }
    }

    /// Asks for what comes after `end`, if the peer has told of it and no more is under way than one log beside this one.
    pub(super) fn pull_ahead(&mut self, log: LogId, end: u64, now_ms: u64) -> Option<Action> {
        let (space, log) = (log.space, log.key);
        let waits = self.ours.waiting.contains(&log) || self.ours.is_forked(&log);
        let is_ahead = self.theirs.get(&log).copied() > Some(end);
        if waits || !is_ahead || self.pulls.len() > PULLS_AHEAD_MAX {
            return None;
        }
        let from = end;
        *self.pulls.get_mut(&log)? = Pulling {
            from,
            until_ms: now_ms + PULL_PATIENCE_MS,
        };
        Some(Action::Send(Message::Pull(Pull { space, log, from })))
    }

    /// Sends what is new here and small, tells what is new here and large.
    pub(super) fn push(&mut self, space: SpaceId, actions: &mut Vec<Action>) {
        let size_of = |table: &BTreeMap<LogKey, u64>, log| table.get(log).copied().unwrap_or(0);
        let mut news: Vec<(LogKey, SignedCheckpoint, u64)> = Vec::new();
        for (log, head) in &self.ours.heads {
            let (theirs, told) = (size_of(&self.theirs, log), size_of(&self.told, log));
            match self.ours.passes(log) {
                true if head.head.size > theirs.max(told) => {
                    news.push((*log, head.clone(), theirs));
                }
                // Whoever showed us this head as a witness learns that we signed it, and how to go on from there.
                false if self.ours.sharing == Sharing::AsWitness && head.head.size > told => {
                    news.push((*log, head.clone(), 0));
                }
                _ => {}
            }
        }
        news.sort_by_key(|(log, ..)| log.lane != Lane::Identity);
        let (mut tell, mut pushes) = (Vec::new(), 0);
        for (log, head, from) in news {
            self.told.insert(log, head.head.size);
            let is_small = head.head.size - from <= PUSH_ENTRIES_MAX && pushes < PUSHES_MAX;
            if is_small && self.ours.passes(&log) && !self.ours.is_forked(&log) {
                pushes += 1;
                actions.push(Action::Serve { space, log, from });
            } else {
                tell.push(head);
            }
        }
        for part in tell.chunks(HEADS_MAX) {
            actions.push(self.heads(space, part.to_vec()));
        }
    }

    /// Hands over what proves that a log was forked and what may lead to such a proof, and shows a witness that logs
    /// grew. Neither before the peer has the keys to verify it with.
    pub(super) fn push_proofs(&mut self, space: SpaceId, actions: &mut Vec<Action>) {
        let has_keys = |log: &LogKey| {
            let identity = LogKey::identity(log.party);
            let is_forked = self.ours.forks.values().any(|forked| *forked == identity);
            self.theirs.get(&identity).copied() >= Some(self.ours.size(&identity)) || is_forked
        };
        let forks = self.ours.forks.iter();
        let news = forks.filter(|(name, log)| !self.forks_told.contains(*name) && has_keys(log));
        let news: Vec<ForkName> = news.map(|(name, _)| *name).collect();
        let mut shown = Vec::new();
        if self.ours.sharing == (Sharing::ToWitness { entered: true }) {
            let heads = self.ours.heads.iter();
            for (log, head) in heads.filter(|(log, _)| !self.ours.passes(log) && has_keys(log)) {
                let step = (self.theirs.get(log).copied().unwrap_or(0), head.head.size);
                if step.0 < step.1 && self.extended.get(log) != Some(&step) {
                    shown.push((*log, step));
                }
            }
        }
        for (hash, head) in &self.ours.questions {
            if self.questions_told.insert(*hash) {
                actions.push(Action::Send(Message::Compare(head.clone())));
            }
        }
        for name in news {
            self.forks_told.insert(name);
            actions.push(Action::ServeFork { space, name });
        }
        for (log, step) in shown {
            self.extended.insert(log, step);
            let from = step.0;
            actions.push(Action::ServeExtend { space, log, from });
        }
    }

    pub(super) fn push_receipts(&mut self, space: SpaceId, actions: &mut Vec<Action>) {
        let held = self.ours.receipts;
        // A count beyond ours comes from before a restore here: the peer begins again.
        if let Some(taken) = self.their_taken.take_if(|taken| *taken != held) {
            let from = if taken > held { 0 } else { taken };
            actions.push(Action::ServeReceipts { space, from });
        }
    }
}
