//! What the ledger keeps of a text, small: somebody may propose a great deal, and a thousand slots at a time.

use crate::body::Slot;
use crate::ids::{ObjectId, PartyId, StatementId};
use crate::view::Position;

/// The slots that a text claims, in no order that means anything. Few build on many different texts, so each of those
/// is kept once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    objects: Box<[ObjectId]>,
    /// The number of objects up to the last one that builds on this, ascending.
    bases: Box<[(u32, Option<StatementId>)]>,
}

impl Claims {
    /// These slots.
    pub fn new(slots: &[Slot]) -> Claims {
        let mut slots = slots.to_vec();
        slots.sort_by_key(|slot| slot.base);
        let mut end = 0;
        let bases = slots.chunk_by(|one, other| one.base == other.base);
        let bases = bases.map(|same| {
            end += same.len() as u32;
            (end, same[0].base)
        });
        Claims {
            bases: bases.collect(),
            objects: slots.iter().map(|slot| slot.object).collect(),
        }
    }

    /// Each slot.
    pub fn iter(&self) -> impl Iterator<Item = Slot> {
        let starts = std::iter::once(0).chain(self.bases.iter().map(|(end, _)| *end));
        self.bases
            .iter()
            .zip(starts)
            .flat_map(|((end, base), start)| {
                let objects = &self.objects[start as usize..*end as usize];
                objects.iter().map(|object| Slot {
                    object: *object,
                    base: *base,
                })
            })
    }

    /// Whether this slot is among them.
    pub fn contains(&self, slot: &Slot) -> bool {
        self.iter().any(|one| one == *slot)
    }
}

/// Valid acts of one kind on one text, by party: of each log the first, for later ones change nothing.
#[derive(Clone, Debug, Default)]
pub struct Acts(Vec<Position>);

impl Acts {
    /// Whether nobody acted so.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where anybody did.
    pub fn iter(&self) -> impl Iterator<Item = &Position> {
        self.0.iter()
    }

    /// Where a party did.
    pub fn by<'a>(&'a self, party: &PartyId) -> impl DoubleEndedIterator<Item = &'a Position> {
        let party = *party;
        self.0.iter().filter(move |at| at.log.party == party)
    }

    pub(super) fn keep(&mut self, at: Position) {
        let before = |known: &Position| known.log == at.log && known.index <= at.index;
        if !self.0.iter().any(before) {
            // Nearly always the only one.
            self.0.reserve_exact(1);
            let party = at.log.party;
            let after = self.0.partition_point(|known| known.log.party <= party);
            self.0.insert(after, at);
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
        let claims = Claims::new(&slots);
        let mut kept: Vec<Slot> = claims.iter().collect();
        slots.sort();
        kept.sort();
        assert_eq!(kept, slots);
        assert!(claims.contains(&on("d", 1)) && !claims.contains(&on("d", 2)));
        assert_eq!(Claims::new(&[]).iter().count(), 0);
    }
}
