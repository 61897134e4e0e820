//! Forks: what proves that a party signed two versions of one log.
//!
//! Whoever holds a tree can compare any head of the same log with it, and make the proof: two signed heads and a path.
//! A node that holds the shorter version cannot, so it shows its head and is handed the proof. A proof stands by
//! itself, is kept for good, and goes to the other members at the next exchange. It says nothing of why.

use std::collections::{BTreeMap, BTreeSet};

use canary::Canary;
use net::replica::FORKS_MAX;
use net::wire::Message;
use record::fold::Rung;
use record::fork::{ForkName, ForkProof};
use record::history::History;
use record::{Checkpoint, Lane, LogId, LogKey, SignedCheckpoint, SpaceId, Stem};
use store::{Reader, StoreFault};

use crate::clock::now_ms;
use crate::fault::NodeFault;
use crate::node::Node;
use crate::space::Space;
use crate::writer::write;

/// Of each log, its branches by number, each with its ladder.
type Branched = BTreeMap<LogKey, BTreeMap<u8, Vec<Rung>>>;

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

/// The proofs of a space stand under names that begin so; the rest is the proof's own name.
fn proof_facts(space: &SpaceId) -> String {
    format!("fork-proof/{}/", space.hex())
}

/// The proofs that are stored for a space, in the order of their names. None is believed: they come from a file.
pub(crate) fn stored_proofs(
    reader: &Reader,
    space: &SpaceId,
) -> Result<Vec<ForkProof>, StoreFault> {
    let read = |(_, bytes): (String, Vec<u8>)| match Message::decode(&bytes) {
        Ok(Some(Message::Fork(proof))) if proof.log().space == *space => Some(*proof),
        _ => None,
    };
    let facts = reader.facts(&proof_facts(space))?;
    Ok(facts.into_iter().filter_map(read).collect())
}

impl Space {
    /// Notes a proof, if it holds and there is room for it. True if it is new.
    pub(crate) fn note_fork(&mut self, proof: ForkProof) -> bool {
        let wanted = self.wants_fork(&proof);
        if wanted {
            self.forks.entry(proof.log().key).or_default().push(proof);
        }
        wanted
    }

    /// Whether a proof is new, holds by the keys that are known here, and is not one too many.
    fn wants_fork(&self, proof: &ForkProof) -> bool {
        let log = proof.log();
        let held = self.forks.get(&log.key).map_or(&[][..], Vec::as_slice);
        let is_known = held.iter().any(|one| one.name() == proof.name());
        let identity = self.record.identity(&log.key.party);
        log.space == self.record.space()
            && held.len() < FORKS_MAX
            && !is_known
            && identity.is_some_and(|identity| proof.holds(identity))
    }

    /// Whether it is known that a log was forked: a proof is held, or several branches.
    pub fn is_forked(&self, log: &LogKey) -> bool {
        self.forks.contains_key(&log.whole()) || self.record.is_forked(log)
    }

    /// Of each log that is known to be forked, the branches that are held, for somebody who is served so much of each.
    pub(crate) fn branches(&self, most: impl Fn(&LogKey) -> u64) -> Branched {
        let branched = self.record.logs().filter(|log| log.branch > 0);
        let logs = branched.chain(self.forks.keys()).map(|log| log.whole());
        self.ladders(logs.collect(), most)
    }

    /// As [`Space::branches`], of the identity logs that are not known to be forked.
    pub(crate) fn unforked_keys(&self, most: impl Fn(&LogKey) -> u64) -> Branched {
        let keys = self.record.logs();
        let keys = keys.filter(|log| log.lane == Lane::Identity && !self.is_forked(log));
        self.ladders(keys.copied().collect(), most)
    }

    fn ladders(&self, logs: BTreeSet<LogKey>, most: impl Fn(&LogKey) -> u64) -> Branched {
        let ladder = |branch: LogKey| {
            let ladder = self.record.ladder(&branch, most(&branch));
            (!ladder.is_empty()).then_some((branch.branch, ladder))
        };
        let held = |log: LogKey| (log, self.record.branches(log).filter_map(ladder).collect());
        logs.into_iter().map(held).collect()
    }

    /// Whether a head of `log` differs from what is held at its size, or from `ours` if that has the same.
    fn differs(&self, ours: &SignedCheckpoint, head: &SignedCheckpoint) -> bool {
        let log = &head.head.log.key;
        let held = match ours.head.size == head.head.size {
            true => Some(ours.head.root),
            false => self.record.root_at(log, head.head.size),
        };
        // Another branch that is held here contradicts the first; that is proven already.
        let branch = self
            .record
            .branch_with(log, head.head.size, &head.head.root);
        branch.is_none() && held.is_some_and(|root| root != head.head.root)
    }
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

    /// The proof that `head` contradicts what this node holds of the log, if it does.
    pub(crate) fn contradiction(
        &self,
        head: &SignedCheckpoint,
    ) -> Result<Option<ForkProof>, NodeFault> {
        let log = head.head.log;
        let Some(ours) = self.stored(|reader| reader.last_checkpoint(&log))? else {
            return Ok(None);
        };
        let proof = self.read(&log.space, |state| {
            if canary::planted(Canary::ForkUnseen) || !state.differs(&ours, head) {
                return None;
            }
            // Of two heads of one size no tree is asked: a witness, which has none, can prove that too.
            let none = History::default();
            let history = state.record.history(&log.key).unwrap_or(&none);
            ForkProof::of(&ours, head, history).filter(|proof| state.wants_fork(proof))
        });
        Ok(proof.flatten())
    }

    /// Whether a head is over other entries of an identity log than those that are held here, and there is room for them.
    /// Nothing is proven by that: without these entries nobody knows the key that signed it.
    pub(crate) fn is_of_other_keys(&self, head: &SignedCheckpoint) -> bool {
        let Checkpoint {
            log, size, root, ..
        } = &head.head;
        let is_other = |state: &Space| {
            let record = &state.record;
            record.root_at(&log.key, *size).is_some()
                && record.branch_with(&log.key, *size, root).is_none()
                && record.next_branch(&log.key).is_some()
        };
        log.key.lane == Lane::Identity && self.read(&log.space, is_other) == Some(true)
    }

    /// Keeps the proof that a branch which came here, with this head, contradicts the one that it left.
    pub(crate) fn keep_parting(
        &self,
        stem: &Stem,
        branch: &LogKey,
        head: &SignedCheckpoint,
    ) -> Result<bool, NodeFault> {
        let space = head.head.log.space;
        let ours = self.stored(|reader| reader.last_checkpoint(&stem.of.in_space(space)))?;
        let proof = self.read(&space, |state| {
            let ours = ours.as_ref()?;
            let larger = match ours.head.size < head.head.size {
                true => branch,
                false => &stem.of,
            };
            ForkProof::of(ours, head, state.record.history(larger)?)
        });
        match proof.flatten() {
            Some(proof) => self.keep_fork(&proof, now_ms()),
            None => Ok(false),
        }
    }

    /// Keeps the proofs that are lacking of logs of which several branches are held: a stop may have come between storing
    /// a branch and its proof.
    pub(crate) fn keep_partings(&self, space: &SpaceId) -> Result<(), NodeFault> {
        let unproven = |state: &Space| -> Vec<(LogKey, Stem)> {
            let branches = state.record.logs();
            let branches = branches.filter(|log| !state.forks.contains_key(&log.whole()));
            let stem = |log: &LogKey| Some((*log, state.record.stem(log)?));
            branches.filter_map(stem).collect()
        };
        for (branch, stem) in self.read(space, unproven).unwrap_or_default() {
            let id = branch.in_space(*space);
            if let Some(head) = self.stored(|reader| reader.last_checkpoint(&id))? {
                self.keep_parting(&stem, &branch, &head)?;
            }
        }
        Ok(())
    }

    /// Keeps a proof, durable before anybody is told. True if it is new and holds.
    pub(crate) fn keep_fork(&self, proof: &ForkProof, now_ms: u64) -> Result<bool, NodeFault> {
        let log = proof.log();
        let mut writer = self.writer();
        let wanted = self.read(&log.space, |state| state.wants_fork(proof));
        if wanted != Some(true) {
            return Ok(false);
        }
        for head in self.heads_elsewhere(proof) {
            writer.store.put_conflict(head)?;
        }
        let [one, other] = proof.name().map(|head| head.hex());
        let name = format!("{}{one}/{other}", proof_facts(&log.space));
        let bytes = Message::Fork(Box::new(proof.clone())).encode();
        writer.store.put_fact(&name, &bytes)?;
        // When the first proof against a log came, by our clock: for people to read, no rule asks.
        let found = found_fact(&log);
        if writer.store.fact(&found)?.is_none() {
            writer.store.put_fact(&found, &now_ms.to_be_bytes())?;
        }
        if let Some(state) = write(&self.spaces).get_mut(&log.space) {
            state.note_fork(proof.clone());
        }
        drop(writer);
        self.announce();
        Ok(true)
    }

    /// The heads of a proof that differ from what is held at their sizes: receipts for them are evidence, too. Of a
    /// head over more than is held nobody knows yet whether it will be ours.
    fn heads_elsewhere<'a>(&self, proof: &'a ForkProof) -> Vec<&'a SignedCheckpoint> {
        let log = proof.log();
        let differs = |head: &&SignedCheckpoint| {
            let (size, root) = (head.head.size, head.head.root);
            let elsewhere = self.read(&log.space, |state| {
                let held = state.record.root_at(&log.key, size).is_some();
                held && state.record.branch_with(&log.key, size, &root).is_none()
            });
            elsewhere == Some(true)
        };
        [&proof.first, &proof.second]
            .into_iter()
            .filter(differs)
            .collect()
    }

    /// The proof with this name.
    pub(crate) fn fork_named(&self, space: &SpaceId, name: &ForkName) -> Option<ForkProof> {
        let found = |state: &Space| {
            let mut proofs = state.forks.values().flatten();
            proofs.find(|proof| proof.name() == *name).cloned()
        };
        self.read(space, found).flatten()
    }
}
