//! What the ledger keeps of a text, small: somebody may propose a great deal, and a thousand slots at a time.

use std::sync::Arc;

use crate::body::Slot;
use crate::ids::{LogKey, ObjectId, PartyId, StatementId};
use crate::view::{Position, View};

/// The slots that a text claims, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims(Slots);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Slots {
    /// What most texts claim: something new.
    New(ObjectId),
    Others(Box<Others>),
}

/// Few texts build on many different ones, so each of those is kept once for all the slots in a row that build on it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Others {
    objects: Box<[ObjectId]>,
    /// The number of objects up to the last one that builds on this, ascending.
    bases: Box<[(u32, Option<StatementId>)]>,
}

impl Claims {
    /// These slots.
    pub fn new(slots: &[Slot]) -> Claims {
        if let [Slot { object, base: None }] = slots {
            return Claims(Slots::New(*object));
        }
        let mut end = 0;
        let bases = slots.chunk_by(|one, other| one.base == other.base);
        let bases = bases.map(|same| {
            end += same.len() as u32;
            (end, same[0].base)
        });
        Claims(Slots::Others(Box::new(Others {
            bases: bases.collect(),
            objects: slots.iter().map(|slot| slot.object).collect(),
        })))
    }

    /// Each slot.
    pub fn iter(&self) -> impl Iterator<Item = Slot> {
        let new = match &self.0 {
            Slots::New(object) => Some(Slot {
                object: *object,
                base: None,
            }),
            Slots::Others(_) => None,
        };
        let others = match &self.0 {
            Slots::New(_) => None,
            Slots::Others(others) => Some(others.iter()),
        };
        new.into_iter().chain(others.into_iter().flatten())
    }

    /// The object of each slot.
    pub fn objects(&self) -> &[ObjectId] {
        match &self.0 {
            Slots::New(object) => std::slice::from_ref(object),
            Slots::Others(others) => &others.objects,
        }
    }

    /// Whether this slot is among them.
    pub fn contains(&self, slot: &Slot) -> bool {
        self.iter().any(|one| one == *slot)
    }
}

impl Others {
    fn iter(&self) -> impl Iterator<Item = Slot> {
        let starts = std::iter::once(0).chain(self.bases.iter().map(|(end, _)| *end));
        let runs = self.bases.iter().zip(starts);
        runs.flat_map(|((end, base), start)| {
            let objects = &self.objects[start as usize..*end as usize];
            objects.iter().map(|object| Slot {
                object: *object,
                base: *base,
            })
        })
    }
}

/// Valid acts of one kind on one text, by party: of each log the first, for later ones change nothing.
#[derive(Clone, Debug, Default)]
pub struct Acts(Box<[Place]>);

/// Where an act stands. The name of a log is long, there are few logs and many acts: the name is kept once.
#[derive(Clone, Debug)]
pub(super) struct Place {
    log: Arc<LogKey>,
    index: u64,
}

impl Place {
    pub fn new(log: Arc<LogKey>, index: u64) -> Place {
        Place { log, index }
    }

    fn at(&self) -> Position {
        let (log, index) = (*self.log, self.index);
        Position { log, index }
    }
}

impl Acts {
    /// Whether nobody acted so.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where anybody did.
    pub fn iter(&self) -> impl Iterator<Item = Position> {
        self.0.iter().map(Place::at)
    }

    /// Where a party did.
    pub fn by(&self, party: &PartyId) -> impl DoubleEndedIterator<Item = Position> {
        let party = *party;
        let of_party = self.0.iter().filter(move |one| one.log.party == party);
        of_party.map(Place::at)
    }

    /// Whether anybody did in this view.
    pub fn any_in(&self, view: &View) -> bool {
        self.iter().any(|at| view.holds(&at))
    }

    pub(super) fn keep(&mut self, one: Place) {
        let before = |known: &Place| known.log == one.log && known.index <= one.index;
        if !self.0.iter().any(before) {
            let mut all = std::mem::take(&mut self.0).into_vec();
            all.reserve_exact(1); // nearly always the only one
            let party = one.log.party;
            let after = all.partition_point(|known| known.log.party <= party);
            all.insert(after, one);
            self.0 = all.into();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Hash;
    use crate::testing::slot;

    #[test]
    fn claims_are_the_slots_that_were_claimed() {
        let on = |word: &str, base: u8| Slot {
            base: (base > 0).then_some(StatementId(Hash([base; 32]))),
            ..slot(word)
        };
        let mut slots = vec![on("a", 2), on("b", 0), on("c", 2), on("d", 1), on("a", 0)];
        for count in (0..=slots.len()).rev() {
            slots.truncate(count);
            slots.reverse();
            let claims = Claims::new(&slots);
            assert_eq!(claims.iter().collect::<Vec<Slot>>(), slots);
            let objects: Vec<ObjectId> = slots.iter().map(|slot| slot.object).collect();
            assert_eq!(claims.objects(), objects);
            assert!(slots.iter().all(|slot| claims.contains(slot)));
            assert!(!claims.contains(&on("d", 2)));
        }
    }
}
