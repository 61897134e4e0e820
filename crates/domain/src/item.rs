//! Items: what stands on the three lists, and the principles, areas and notes beside them.
//!
//! An item is an object with everything said and proposed about it. Bringing an item in commits nobody;
//! only a text in effect is agreed. Where it stands is derived, never stored.

use std::collections::BTreeMap;

use record::fold::Folded;
use record::view::Position;
use record::{ObjectId, PartyId, Record, Slot, StatementId, TextStatus};

use crate::fact::{self, List, Mark, Subject};
use crate::relationship::{Relationship, letter_of, order_of};
use crate::wording::{Source, Wordings};

/// An object with everything said and proposed about it.
#[derive(Clone, Debug)]
pub struct Item {
    /// Which object.
    pub object: ObjectId,
    origins: Vec<Origin>,
    /// What was brought in, by position; several parties may bring in words on one object.
    pub brought_in: Vec<BroughtIn>,
    /// The texts that claim it.
    pub texts: Vec<StatementId>,
    /// Each party's positions, in the order of its own log.
    pub positions: BTreeMap<PartyId, Vec<PositionStated>>,
}

/// Where an object first appeared in one party's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Where.
    pub at: Position,
    /// Causal depth.
    pub depth: u64,
    /// The party's own count.
    pub number: u64,
}

/// Words brought in for discussion: the source's, not the party's.
#[derive(Clone, Debug)]
pub struct BroughtIn {
    /// Where; the log's party brought it in.
    pub at: Position,
    /// The statement.
    pub statement: StatementId,
    /// What it is.
    pub subject: Subject,
    /// On which list.
    pub list: Option<List>,
    /// Areas.
    pub areas: Vec<ObjectId>,
    /// Marks.
    pub marks: Vec<Mark>,
    /// The words.
    pub wordings: Wordings,
    /// Whose words.
    pub sources: Vec<Source>,
}

/// A position that one party stated.
#[derive(Clone, Debug)]
pub struct PositionStated {
    /// Where.
    pub at: Position,
    /// The statement.
    pub statement: StatementId,
    /// The words.
    pub wordings: Wordings,
}

/// A text as it was proposed.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Where; the log's party proposed it.
    pub at: Position,
    /// Causal depth.
    pub depth: u64,
    /// The objects it claims.
    pub objects: Vec<ObjectId>,
    /// The slots it claims.
    pub slots: Vec<Slot>,
    /// What it is; none if this version does not know.
    pub subject: Option<Subject>,
    /// On which list.
    pub list: Option<List>,
    /// Areas.
    pub areas: Vec<ObjectId>,
    /// Marks.
    pub marks: Vec<Mark>,
    /// The words.
    pub wordings: Wordings,
    /// Where the words come from.
    pub sources: Vec<Source>,
}

/// Where an item stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemStatus {
    /// Brought in; no text is proposed.
    ForDiscussion,
    /// A text is open; these parties have neither assented nor declined.
    Proposed {
        /// Whose turn it is, in the agreed order.
        waiting_for: Vec<PartyId>,
    },
    /// A text is in effect.
    InEffect,
    /// In effect, and suspended by these parties.
    Suspended {
        /// Who suspended.
        by: Vec<PartyId>,
    },
    /// These parties withdrew from what was in effect.
    Withdrawn {
        /// Who withdrew.
        by: Vec<PartyId>,
    },
    /// Concluded by agreement.
    Concluded,
    /// Every text on it is dead.
    Declined,
    /// A fork left it contested.
    Contested,
}

impl Item {
    /// An object of which nothing is known yet.
    pub fn new(object: ObjectId) -> Item {
        Item {
            object,
            origins: Vec::new(),
            brought_in: Vec::new(),
            texts: Vec::new(),
            positions: BTreeMap::new(),
        }
    }

    fn add_origin(&mut self, at: Position, number: u64, depth: u64) {
        if number > 0 {
            self.origins.push(Origin { at, depth, number });
        }
    }

    pub(crate) fn bring_in(
        &mut self,
        folded: &Folded,
        wordings: Wordings,
        sources: Vec<Source>,
        number: u64,
        depth: u64,
    ) {
        let body = &folded.body;
        let Some(subject) = Subject::read(body) else {
            return;
        };
        self.add_origin(folded.at, number, depth);
        self.brought_in.push(BroughtIn {
            at: folded.at,
            statement: folded.statement,
            subject,
            list: List::read(body),
            areas: fact::areas(body),
            marks: Mark::read_all(body),
            wordings,
            sources,
        });
    }

    pub(crate) fn take_text(&mut self, folded: &Folded, number: u64, depth: u64) {
        self.add_origin(folded.at, number, depth);
        self.texts.push(folded.statement);
    }

    pub(crate) fn take_position(
        &mut self,
        at: Position,
        statement: StatementId,
        wordings: Wordings,
    ) {
        let positions = self.positions.entry(at.log.party).or_default();
        positions.push(PositionStated {
            at,
            statement,
            wordings,
        });
        positions.sort_by_key(|position| position.at);
    }

    /// Where it first appeared in each party's log.
    pub fn origins(&self) -> impl Iterator<Item = &Origin> {
        self.origins.iter()
    }

    /// The first appearance in causal order; ties by the agreed order of the parties.
    pub fn origin(&self, record: &Record) -> Option<&Origin> {
        self.origins
            .iter()
            .min_by_key(|origin| (origin.depth, order_of(record, &origin.at), origin.at.index))
    }

    /// The number on screen: the letter of the party that brought it and that party's own count.
    pub fn number(&self, record: &Record) -> String {
        let number = |origin: &Origin| {
            format!(
                "{}{}",
                letter_of(record, &origin.at.log.party),
                origin.number
            )
        };
        self.origin(record).map(number).unwrap_or_default()
    }

    /// The text in effect that no other text in effect builds on.
    pub fn current(&self, relationship: &Relationship, record: &Record) -> Option<StatementId> {
        let in_effect = |id: &&StatementId| matches!(record.status(id), Some(TextStatus::InEffect));
        let builds_on = |id: &StatementId, base: &StatementId| {
            let slots = relationship
                .text(id)
                .map(|text| text.slots.as_slice())
                .unwrap_or_default();
            slots
                .iter()
                .any(|slot| slot.object == self.object && slot.base.as_ref() == Some(base))
        };
        let texts: Vec<&StatementId> = self.texts.iter().filter(in_effect).collect();
        texts
            .iter()
            .find(|id| !texts.iter().any(|other| builds_on(other, id)))
            .map(|id| **id)
    }

    /// The open texts, in causal order.
    pub fn open(&self, relationship: &Relationship, record: &Record) -> Vec<StatementId> {
        let mut open: Vec<StatementId> = self
            .texts
            .iter()
            .filter(|id| record.status(id) == Some(TextStatus::Open))
            .copied()
            .collect();
        open.sort_by_key(|id| {
            relationship
                .text(id)
                .map(|text| (text.depth, order_of(record, &text.at), text.at.index))
        });
        open
    }

    /// Where the item stands.
    pub fn status(&self, relationship: &Relationship, record: &Record) -> ItemStatus {
        if self
            .texts
            .iter()
            .any(|id| record.status(id) == Some(TextStatus::Contested))
        {
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
        let in_order = |mut parties: Vec<PartyId>| {
            parties.sort_by_key(|party| letter_of(record, party));
            parties
        };
        match (standing.withdrawn.is_empty(), standing.suspended.is_empty()) {
            (false, _) => ItemStatus::Withdrawn {
                by: in_order(standing.withdrawn),
            },
            (true, false) => ItemStatus::Suspended {
                by: in_order(standing.suspended),
            },
            (true, true) => ItemStatus::InEffect,
        }
    }

    /// What the item is, by its current text, else by its first open one, else by what was brought in.
    pub fn subject(&self, relationship: &Relationship, record: &Record) -> Option<Subject> {
        let spoken = |id: &StatementId| {
            relationship
                .text(id)?
                .subject
                .filter(|subject| *subject != Subject::Conclusion)
        };
        self.speaking(relationship, record)
            .iter()
            .find_map(spoken)
            .or_else(|| self.brought_in.first().map(|b| b.subject))
    }

    /// The list it stands on.
    pub fn list(&self, relationship: &Relationship, record: &Record) -> Option<List> {
        let spoken = |id: &StatementId| relationship.text(id)?.list;
        self.speaking(relationship, record)
            .iter()
            .find_map(spoken)
            .or_else(|| self.brought_in.first().and_then(|b| b.list))
    }

    /// Its areas.
    pub fn areas(&self, relationship: &Relationship, record: &Record) -> Vec<ObjectId> {
        let spoken = |id: &StatementId| relationship.text(id).map(|text| text.areas.clone());
        let first = self.speaking(relationship, record).iter().find_map(spoken);
        first
            .or_else(|| self.brought_in.first().map(|b| b.areas.clone()))
            .unwrap_or_default()
    }

    /// The words by which it is listed: agreed, else proposed, else brought in.
    pub fn wordings<'a>(
        &'a self,
        relationship: &'a Relationship,
        record: &Record,
    ) -> Option<&'a Wordings> {
        let words = |id: &StatementId| {
            relationship
                .text(id)
                .filter(|text| !text.wordings.is_empty())
                .map(|text| &text.wordings)
        };
        let spoken = self
            .speaking(relationship, record)
            .into_iter()
            .find_map(|id| words(&id));
        spoken.or_else(|| self.brought_in.first().map(|b| &b.wordings))
    }

    /// Texts that speak for the item, the most telling first: in effect, those it builds on, open, dead.
    fn speaking(&self, relationship: &Relationship, record: &Record) -> Vec<StatementId> {
        let mut texts = Vec::new();
        let mut next = self.current(relationship, record);
        while let Some(id) = next.filter(|id| !texts.contains(id)) {
            texts.push(id);
            let slots = relationship
                .text(&id)
                .map(|text| text.slots.as_slice())
                .unwrap_or_default();
            next = slots
                .iter()
                .find(|slot| slot.object == self.object)
                .and_then(|slot| slot.base);
        }
        texts.extend(
            self.open(relationship, record)
                .into_iter()
                .filter(|_| next.is_none() && self.current(relationship, record).is_none()),
        );
        if texts.is_empty() {
            texts.extend(self.texts.iter().copied());
        }
        texts
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
    waiting.sort_by_key(|party| letter_of(record, party));
    waiting
}
