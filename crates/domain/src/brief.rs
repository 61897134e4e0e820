//! A handover brief: what somebody who takes an office over has to know of a relationship. Derived from the record when
//! it is asked for, and kept nowhere.

use record::view::Position;
use record::{ObjectId, PartyId, Record};

use crate::fact::{List, Subject};
use crate::item::{Item, ItemStatus};
use crate::relationship::Relationship;

/// What is open, and which dialogues are under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brief {
    /// The guiding principles and items that are not settled: by list, principles first, each in causal order.
    pub open: Vec<OpenItem>,
    /// How many were brought in for discussion and wait for nobody: by list, in the same order. There may be hundreds, and
    /// none of them asks anything of who takes over.
    pub for_discussion: Vec<(Option<List>, usize)>,
    /// The dialogues that were agreed on and go on: the object, and the last entry about it.
    pub dialogues: Vec<(ObjectId, Position)>,
}

/// An item that is not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenItem {
    /// The item.
    pub object: ObjectId,
    /// Its list; none for a guiding principle.
    pub list: Option<List>,
    /// Where it stands; for a text under negotiation that says whose turn it is.
    pub status: ItemStatus,
    /// Who put it off, and until which day (days since 1970-01-01, UTC), in the agreed order.
    pub put_off: Vec<(PartyId, u64)>,
    /// The last entry about it.
    pub last: Position,
}

/// The brief of a relationship as it stands now.
pub fn brief(relationship: &Relationship, record: &Record) -> Brief {
    let mut brief = Brief::default();
    for item in relationship.items() {
        let history = relationship.history_of(&item.object);
        let (Some(shelf), Some(last)) = (shelf(item, relationship, record), history.last()) else {
            continue;
        };
        let status = item.status(relationship, record);
        match status {
            ItemStatus::InEffect if shelf == Some(List::Dialogues) => {
                brief.dialogues.push((item.object, last.at));
            }
            ItemStatus::InEffect
            | ItemStatus::Withdrawn { .. }
            | ItemStatus::Concluded
            | ItemStatus::Declined => {}
            ItemStatus::ForDiscussion
            | ItemStatus::Proposed { .. }
            | ItemStatus::Suspended { .. }
            | ItemStatus::Contested => {
                let put_off = put_off(relationship, record, &item.object);
                if status == ItemStatus::ForDiscussion && put_off.is_empty() {
                    count(&mut brief.for_discussion, shelf);
                    continue;
                }
                brief.open.push(OpenItem {
                    object: item.object,
                    list: shelf,
                    status,
                    put_off,
                    last: last.at,
                });
            }
        }
    }
    brief.open.sort_by_key(|open| open.list.map(List::number));
    brief
        .for_discussion
        .sort_by_key(|(list, _)| list.map(List::number));
    brief
}

fn count(counts: &mut Vec<(Option<List>, usize)>, list: Option<List>) {
    match counts.iter_mut().find(|(of, _)| *of == list) {
        Some((_, count)) => *count += 1,
        None => counts.push((list, 1)),
    }
}

/// Where an item stands in a brief: none at all for areas, notes and what is not understood.
fn shelf(item: &Item, relationship: &Relationship, record: &Record) -> Option<Option<List>> {
    match item.subject(relationship, record)? {
        Subject::Principle => Some(None),
        Subject::Area | Subject::Note | Subject::Members => None,
        Subject::Item | Subject::Conclusion => Some(Some(item.list(relationship, record)?)),
    }
}

fn put_off(relationship: &Relationship, record: &Record, object: &ObjectId) -> Vec<(PartyId, u64)> {
    let parties = record.membership().1.required();
    parties
        .filter_map(|party| Some((party, relationship.put_off(object, &party)?.0)))
        .collect()
}
