//! A space as this node holds it: the record, what follows from it, and the evidence beside it.

use std::collections::{BTreeMap, BTreeSet};

use domain::Relationship;
use record::fold::{Folded, Signatures};
use record::{Entry, Founding, LogKey, PartyId, Record, StatementId};

/// One space in memory.
pub struct Space {
    /// The record.
    pub record: Record,
    /// What was said and agreed.
    pub relationship: Relationship,
    /// For each log, how far each party's node has said that it holds it.
    pub held_by: BTreeMap<(LogKey, PartyId), u64>,
    /// Logs of which two heads exist that do not extend one another.
    pub forked: Vec<LogKey>,
    /// In doubt: nothing is sealed here until the nodes of all others have answered; these have.
    pub answered: Option<BTreeSet<PartyId>>,
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
            record: Record::new(founding),
            relationship: Relationship::default(),
            held_by: BTreeMap::new(),
            forked: Vec::new(),
            answered: None,
            heads_noted: BTreeMap::new(),
            erased: BTreeSet::new(),
            last_arrival: 0,
        }
    }

    /// Applies a stored entry and whatever it makes ready, and gives what was folded.
    ///
    /// Payloads of entries that waited come from `payloads_of`, since only this entry's are at hand.
    pub fn apply(
        &mut self,
        log: LogKey,
        entry: &Entry,
        signatures: Signatures,
        payloads_of: impl Fn(&Folded) -> Vec<Option<record::Payload>>,
    ) -> Vec<Folded> {
        let index = self.record.size(&log);
        let folded = self.record.apply(log, entry, signatures);
        for one in &folded {
            match one.at.log == log && one.at.index == index {
                true => self.relationship.apply(&self.record, one, &entry.payloads),
                false => self
                    .relationship
                    .apply(&self.record, one, &payloads_of(one)),
            }
        }
        folded
    }

    /// Notes that `party`'s node holds `log` up to `size`.
    pub fn note_held(&mut self, log: LogKey, party: PartyId, size: u64) {
        let held = self.held_by.entry((log, party)).or_insert(0);
        *held = size.max(*held);
    }

    /// How much of `log` the node of `party` holds, as far as its cosignatures say.
    pub fn held(&self, log: &LogKey, party: &PartyId) -> u64 {
        self.held_by.get(&(*log, *party)).copied().unwrap_or(0)
    }
}
