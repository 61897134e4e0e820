//! Areas: the taxonomy that the parties extend. An area is an object like any other.
//!
//! An area that one party brought in is that party's until all agreed to it; items may name it before.

use record::{PartyId, Record};

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
    let standing = |item: &'a Item| Some((item, standing(relationship, record, item)?));
    let items = relationship.items().into_iter();
    items.filter_map(standing).collect()
}

/// Whose an area is; none if the item is no area.
pub fn standing(relationship: &Relationship, record: &Record, item: &Item) -> Option<Standing> {
    if item.subject(relationship, record) != Some(Subject::Area) {
        return None;
    }
    match item.current(relationship, record) {
        Some(_) => Some(Standing::Agreed),
        None => Some(Standing::Of(item.origin()?.place.party())),
    }
}
