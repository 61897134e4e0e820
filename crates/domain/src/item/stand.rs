//! Where an item stands: what is in effect, what is open, who suspended or withdrew.

use record::{Lane, PartyId, Record, StatementId, TextStatus};

use super::{Item, ItemStatus};
use crate::fact::Subject;
use crate::place::in_order;
use crate::relationship::Relationship;

impl Item {
    /// The text in effect that no other text in effect builds on.
    pub fn current(&self, relationship: &Relationship, record: &Record) -> Option<StatementId> {
        let in_effect = |id: &&StatementId| matches!(record.status(id), Some(TextStatus::InEffect));
        let texts: Vec<&StatementId> = self.texts.iter().filter(in_effect).collect();
        texts
            .iter()
            .find(|id| {
                !texts
                    .iter()
                    .any(|other| self.builds_on(other, id, relationship))
            })
            .map(|id| **id)
    }

    /// The contested texts that no text in effect has settled, in causal order.
    pub fn contested(&self, relationship: &Relationship, record: &Record) -> Vec<StatementId> {
        let is = |id: &StatementId, status| record.status(id) == Some(status);
        let is_settled = |base: &StatementId| {
            let mut texts = self.texts.iter();
            texts.any(|id| is(id, TextStatus::InEffect) && self.builds_on(id, base, relationship))
        };
        let texts = self.texts.iter();
        texts
            .filter(|id| is(id, TextStatus::Contested) && !is_settled(id))
            .copied()
            .collect()
    }

    /// Who signed two things about this item that exclude one another, and has not healed its log: until then nobody
    /// knows all that was signed, and the item rests.
    pub fn rests_for(&self, relationship: &Relationship, record: &Record) -> Option<PartyId> {
        let ledger = record.ledger();
        let contested = self.contested(relationship, record);
        let texts = contested.iter().filter_map(|id| ledger.text(id));
        let acts = texts.flat_map(|text| text.assents.iter().chain(text.renounces.iter()));
        let mut parties = acts.map(|at| at.log.party);
        parties.find(|party| record.is_unhealed(party, Lane::Main))
    }

    fn builds_on(&self, id: &StatementId, base: &StatementId, relationship: &Relationship) -> bool {
        let text = relationship.text(id);
        let mut slots = text.into_iter().flat_map(|text| text.slots.iter());
        slots.any(|slot| slot.object == self.object && slot.base.as_ref() == Some(base))
    }

    /// The open texts, in causal order.
    pub fn open(&self, _relationship: &Relationship, record: &Record) -> Vec<StatementId> {
        let is_open = |id: &&StatementId| record.status(id) == Some(TextStatus::Open);
        self.texts.iter().filter(is_open).copied().collect()
    }

    /// Where the item stands.
    pub fn status(&self, relationship: &Relationship, record: &Record) -> ItemStatus {
        if !self.contested(relationship, record).is_empty() {
            return ItemStatus::Contested;
        }
        if let Some(current) = self.current(relationship, record) {
            return self.status_in_effect(&current, relationship, record);
        }
        let open = self.open(relationship, record);
        if !open.is_empty() {
            return ItemStatus::Proposed {
                waiting_for: waiting_for_any(&open, record),
            };
        }
        match self.texts.is_empty() {
            true => ItemStatus::ForDiscussion,
            false => ItemStatus::Declined,
        }
    }

    fn status_in_effect(
        &self,
        current: &StatementId,
        relationship: &Relationship,
        record: &Record,
    ) -> ItemStatus {
        if relationship.text(current).and_then(|text| text.subject) == Some(Subject::Conclusion) {
            return ItemStatus::Concluded;
        }
        let standing = relationship.standing(current);
        match (standing.withdrawn.is_empty(), standing.suspended.is_empty()) {
            (false, _) => ItemStatus::Withdrawn {
                by: in_order(record, standing.withdrawn),
            },
            (true, false) => ItemStatus::Suspended {
                by: in_order(record, standing.suspended),
            },
            (true, true) => ItemStatus::InEffect,
        }
    }
}

/// The parties that have neither assented to nor declined one of these texts, in the agreed order.
fn waiting_for_any(open: &[StatementId], record: &Record) -> Vec<PartyId> {
    let mut waiting = Vec::new();
    for id in open {
        let Some(text) = record.ledger().text(id) else {
            continue;
        };
        for party in record.ledger().required(text) {
            let acted = record::rule::held(&text.assents, &party, record.known())
                || record::rule::held(&text.renounces, &party, record.known());
            if !acted && !waiting.contains(&party) {
                waiting.push(party);
            }
        }
    }
    in_order(record, waiting)
}
