//! Areas: the taxonomy that the parties extend. An area is an object like any other.
//!
//! An area that one party brought in is that party's until all agreed to it; items may name it before.

use record::{ObjectId, PartyId, Record};

use crate::fact::Subject;
use crate::item::Item;
use crate::relationship::Relationship;

/// Whose an area is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// All required parties agreed to it; that stays true when one of them suspends its part.
    Agreed,
    /// This party brought it in or proposed it.
    Of(PartyId),
}

/// All areas with whose they are, in the order of the lists.
pub fn areas<'a>(relationship: &'a Relationship, record: &Record) -> Vec<(&'a Item, Standing)> {
    let is_area = |item: &&Item| item.subject(relationship, record) == Some(Subject::Area);
    let standing = |item: &'a Item| {
        let standing = match item.current(relationship, record) {
            Some(_) => Standing::Agreed,
            None => Standing::Of(item.origin(record)?.at.log.party),
        };
        Some((item, standing))
    };
    relationship
        .items(record)
        .into_iter()
        .filter(is_area)
        .filter_map(standing)
        .collect()
}

/// The area with this id, if it is one.
pub fn area<'a>(
    relationship: &'a Relationship,
    record: &Record,
    object: &ObjectId,
) -> Option<&'a Item> {
    relationship
        .item(object)
        .filter(|item| item.subject(relationship, record) == Some(Subject::Area))
}
