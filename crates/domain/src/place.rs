//! Places: the one order in which everything said is shown, the same on every node.
//!
//! What an author knew comes before what it said; what is concurrent stands in the agreed order of the
//! parties. Neither the order of arrival nor any hash has a say.

use record::fold::Folded;
use record::view::Position;
use record::{Lane, LogKey, Member, PartyId, Record, View};

/// Where an entry stands among all others. Fields compare in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Causal depth: how many entries its author knew, itself included. Grows along every chain of cause.
    pub depth: u64,
    /// The party's place in the agreed order.
    pub order: usize,
    lane: Lane,
    epoch: u32,
    index: u64,
    /// Tells apart those who are not in the agreed order, and nobody else.
    party: PartyId,
}

impl Place {
    /// The place of a folded entry.
    pub fn of(record: &Record, folded: &Folded) -> Place {
        let Position { log, index } = folded.at;
        let known: u64 = folded
            .view
            .sizes()
            .filter(|(other, _)| **other != log)
            .map(|(_, size)| size)
            .sum();
        let order = order_in(record, &folded.view, &log.party);
        Place::new(known + index + 1, order, &log, index)
    }

    /// The place of the entry at `index` of `log`, whose party is at `order` in the agreed order.
    pub(crate) fn new(depth: u64, order: usize, log: &LogKey, index: u64) -> Place {
        Place {
            depth,
            order,
            lane: log.lane,
            epoch: log.epoch,
            index,
            party: log.party,
        }
    }

    /// The entry that has this place on this branch of its log: branches have no order among themselves.
    pub(crate) fn at(&self, branch: u8) -> Position {
        let log = LogKey {
            branch,
            ..LogKey::of(self.party, self.lane, self.epoch)
        };
        Position {
            log,
            index: self.index,
        }
    }
}

/// The place of a party in the agreed order: of the founding, then of the changes that let others in.
fn order_of_party(record: &Record, party: &PartyId) -> usize {
    order_in(record, record.known(), party)
}

/// The order as far as it is known in `view`. Members who come later stand behind, so an entry's own view tells it.
fn order_in(record: &Record, view: &View, party: &PartyId) -> usize {
    let place = |members: &[Member]| members.iter().position(|member| member.party == *party);
    // Nearly everybody was there at the founding, and this is asked for every entry.
    place(&record.founding().membership.members).unwrap_or_else(|| {
        let roster = record.ledger().roster(view);
        place(&roster).unwrap_or(roster.len())
    })
}

/// Puts parties into the agreed order.
pub fn in_order(record: &Record, mut parties: Vec<PartyId>) -> Vec<PartyId> {
    parties.sort_by_key(|party| (order_of_party(record, party), *party));
    parties
}

/// The letter of a party: A for the first in the agreed order, and so on. Given by lot, for brackets and
/// numbers. Who is not in the agreed order has none.
pub fn letter_of(record: &Record, party: &PartyId) -> char {
    let letters = ('A'..='Z').chain('a'..='z');
    letters
        .zip(record.roster())
        .find(|(_, member)| member.party == *party)
        .map_or('?', |(letter, _)| letter)
}
