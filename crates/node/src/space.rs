//! A space as this node holds it: the record, what follows from it, and the evidence beside it.

use std::collections::{BTreeMap, BTreeSet};

use canary::Canary;

use domain::Relationship;
use record::fold::{Folded, Signatures};
use record::fork::ForkProof;
use record::view::Position;
use record::{
    Checkpoint, Commitment, CosignatureKind, Entry, Founding, LogKey, PartyId, Payload, Record,
    SignedCheckpoint, StatementId,
};
use store::{Reader, StoreFault};

use crate::clock::random;
use crate::waiting::{Again, Held, room, signatures};

/// Somebody shows less of a log than its node has signed to hold: it was restored from an older copy and is catching up,
/// or it hides what it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShowsLess {
    /// How many entries it signed to hold, or sealed itself.
    pub signed: u64,
    /// How many it shows.
    pub shown: u64,
}

/// One space in memory.
pub struct Space {
    /// The record.
    pub record: Record,
    /// What was said and agreed.
    pub relationship: Relationship,
    /// For each log, how far each party's node has said that it holds it.
    pub held_by: BTreeMap<(LogKey, PartyId), u64>,
    /// For each log, up to which head each witness has signed that it saw no other one.
    pub witnessed_by: BTreeMap<(LogKey, PartyId), u64>,
    /// Who shows less of a log at the moment than its node has signed to hold.
    pub shows_less: BTreeMap<(LogKey, PartyId), ShowsLess>,
    /// Logs of which two heads exist that do not extend one another, with what proves it, first found first.
    pub forks: BTreeMap<LogKey, Vec<ForkProof>>,
    /// At a witness: of each log and peer, the last head that the peer holds and that cannot be compared here.
    pub(crate) questions: BTreeMap<(LogKey, PartyId), SignedCheckpoint>,
    /// In doubt: nothing is sealed here until the nodes of all others have answered; these have.
    pub answered: Option<BTreeSet<PartyId>>,
    /// The contents of what the record holds of logs that wait for what their authors had seen.
    held: BTreeMap<LogKey, Held>,
    /// For each log, the largest signed head that was read back from the database.
    pub(crate) heads_noted: BTreeMap<LogKey, u64>,
    /// Contents that were erased here since the start, on request.
    pub(crate) erased: BTreeSet<(StatementId, u64)>,
    /// Arrival number of the last stored entry that was applied here.
    pub last_arrival: u64,
}

impl Space {
    /// A space of which only the founding is known.
    pub fn new(founding: Founding) -> Space {
        Space {
            record: Record::new(founding).with_room(room(), random()),
            relationship: Relationship::default(),
            held_by: BTreeMap::new(),
            witnessed_by: BTreeMap::new(),
            shows_less: BTreeMap::new(),
            forks: BTreeMap::new(),
            questions: BTreeMap::new(),
            answered: None,
            held: BTreeMap::new(),
            heads_noted: BTreeMap::new(),
            erased: BTreeSet::new(),
            last_arrival: 0,
        }
    }

    /// Applies a stored entry and whatever it makes ready, and gives what was folded of it and of what was held. What is
    /// not held is read from the store when its time has come: all in one go, so nobody sees half of it.
    ///
    /// # Errors
    /// The database is damaged or cannot be read. What could not be read is asked for again with the next entry.
    pub fn apply(
        &mut self,
        stored: &Reader,
        log: LogKey,
        entry: &Entry,
        signatures_of: Signatures,
    ) -> Result<Vec<Folded>, StoreFault> {
        let index = self.record.size(&log);
        let at = Position { log, index };
        let take = |record: &mut Record, entry: &Entry| record.apply(log, entry, signatures_of);
        let folded = self.fold(at, entry, take);
        let mut again = Again::new(stored, self.record.space());
        while let Some(at) = self.record.wanted() {
            let read = again.entry(at)?;
            let take = |record: &mut Record, entry: &Entry| record.resume(entry, signatures(&read));
            self.fold(at, &read.entry, take);
        }
        Ok(folded)
    }

    /// Has the record take the entry at this place, and applies what it folds.
    fn fold(
        &mut self,
        at: Position,
        entry: &Entry,
        take: impl FnOnce(&mut Record, &Entry) -> Vec<Folded>,
    ) -> Vec<Folded> {
        let folded = match canary::planted(Canary::RunningState) {
            true => {
                let known = self.as_known(at.log, entry);
                take(&mut self.record, &known)
            }
            false => take(&mut self.record, entry),
        };
        for one in &folded {
            if one.at == at {
                self.relationship.apply(&self.record, one, &entry.payloads);
            } else {
                let held = self.held.get_mut(&one.at.log).and_then(Held::pop);
                let payloads = held.unwrap_or_default();
                self.relationship.apply(&self.record, one, &payloads);
            }
        }
        self.hold(at.log, entry);
        folded
    }

    /// Holds the contents of an entry if the record holds the entry.
    fn hold(&mut self, log: LogKey, entry: &Entry) {
        let held = self.held.entry(log).or_default();
        if self.record.held(&log) > held.len() {
            held.push(entry.leaf.statement, &entry.payloads);
        }
        if held.len() == 0 {
            self.held.remove(&log);
        }
    }

    /// [`Canary::RunningState`]: the entry as if its author had seen all that is known here.
    fn as_known(&self, log: LogKey, entry: &Entry) -> Entry {
        let mut known = entry.clone();
        known.leaf.seen = self.record.seen_by(&log);
        known
    }

    /// The logs of which anything waits for what its author says that it has seen.
    pub fn waiting(&self) -> impl Iterator<Item = LogKey> {
        self.record.waiting().into_iter().map(|(log, _)| log)
    }

    /// Puts what is left of a statement's contents in the place of what was read from them, or is still to be read.
    pub fn forget(
        &mut self,
        of: &StatementId,
        commitments: &[Commitment],
        left: &[Option<Payload>],
    ) {
        self.relationship.forget(of, commitments, left);
        for held in self.held.values_mut() {
            held.forget(of, left);
        }
    }

    /// Notes what a cosignature of this head by `party`'s node says of the branch under it. A witness says that it saw
    /// the head, not that it holds the entries.
    pub fn note_cosigned(&mut self, head: &Checkpoint, party: PartyId, kind: CosignatureKind) {
        let (log, size) = (head.log.key, head.size);
        match self.record.branch_with(&log, size, &head.root) {
            Some(branch) => self.note_held(branch, party, kind, size),
            // More than is held here.
            None if self.record.size(&log) < size => self.note_held(log, party, kind, size),
            None => {}
        }
    }

    /// Notes that `party`'s node holds a branch up to `size`, or saw a head over that much.
    pub(crate) fn note_held(
        &mut self,
        branch: LogKey,
        party: PartyId,
        kind: CosignatureKind,
        size: u64,
    ) {
        let table = match kind {
            CosignatureKind::Mirror => &mut self.held_by,
            CosignatureKind::Witness => &mut self.witnessed_by,
        };
        let noted = table.entry((branch, party)).or_insert(0);
        *noted = size.max(*noted);
    }

    /// What a peer that shows `size` entries of `log` shows less than it has signed; none if it does not. Of a forked
    /// log it may have signed another branch than it shows, and what it holds of that is told in another way.
    fn less(&self, log: &LogKey, peer: &PartyId, size: u64) -> Option<ShowsLess> {
        if self.is_forked(log) {
            return None;
        }
        // Of its own log, what we hold of it was signed by it.
        let own = match log.party == *peer {
            true => self.record.size(log),
            false => 0,
        };
        let signed = own.max(self.held(log, peer)).max(self.witnessed(log, peer));
        (size < signed).then_some(ShowsLess {
            signed,
            shown: size,
        })
    }

    /// Whether it is news that `peer` shows `size` entries of `log`.
    pub(crate) fn is_news_of_less(&self, log: &LogKey, peer: &PartyId, size: u64) -> bool {
        let noted = self.shows_less.get(&(*log, *peer)).copied();
        self.less(log, peer, size) != noted
    }

    /// Notes that `peer` shows `size` entries of `log`.
    pub(crate) fn note_shown(&mut self, log: &LogKey, peer: &PartyId, size: u64) {
        let place = (*log, *peer);
        match self.less(log, peer, size) {
            Some(less) => self.shows_less.insert(place, less),
            None => self.shows_less.remove(&place),
        };
    }

    /// How much of `log` the node of `party` holds, as far as its cosignatures say.
    pub fn held(&self, log: &LogKey, party: &PartyId) -> u64 {
        self.held_by.get(&(*log, *party)).copied().unwrap_or(0)
    }

    /// As [`Space::held`], and what it holds of other branches that this one shares with them.
    pub fn held_with_shared(&self, branch: &LogKey, party: &PartyId) -> u64 {
        let (mut of, mut shared, mut held) = (*branch, u64::MAX, self.held(branch, party));
        while let Some(stem) = self.record.stem(&of) {
            (of, shared) = (stem.of, shared.min(stem.at));
            held = held.max(self.held(&of, party).min(shared));
        }
        held
    }

    /// Up to which size the node of `party`, as a witness, has vouched that `log` has one version.
    pub fn witnessed(&self, log: &LogKey, party: &PartyId) -> u64 {
        let size = self.witnessed_by.get(&(*log, *party));
        size.copied().unwrap_or(0)
    }
}
