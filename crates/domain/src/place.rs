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
    /// The party's place in the agreed order; there are a few dozen members at most.
    pub order: u16,
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
    pub(crate) fn new(depth: u64, order: u16, log: &LogKey, index: u64) -> Place {
        Place {
            depth,
            order,
            lane: log.lane,
            epoch: log.epoch,
            index,
            party: log.party,
        }
    }

    /// Whose entry it is.
    pub fn party(&self) -> PartyId {
        self.party
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
fn order_of_party(record: &Record, party: &PartyId) -> u16 {
    order_in(record, record.known(), party)
}

/// The order as far as it is known in `view`. Members who come later stand behind, so an entry's own view tells it.
fn order_in(record: &Record, view: &View, party: &PartyId) -> u16 {
    let place = |members: &[Member]| members.iter().position(|member| member.party == *party);
    // Nearly everybody was there at the founding, and this is asked for every entry.
    let order = place(&record.founding().membership.members).unwrap_or_else(|| {
        let roster = record.ledger().roster(view);
        place(&roster).unwrap_or(roster.len())
    });
    u16::try_from(order).unwrap_or(u16::MAX)
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

/// An entry's number: the letter of its log and its place there, "A-12"; a key log's entries are "A-K1", and after a heal
/// "A-1.12". The dash sets it apart from an item's number ("A12"). Of a forked log, entries of the second version that
/// came to this node are "A-12~2": each version has a twelfth.
pub fn entry_number(record: &Record, at: &Position) -> String {
    let LogKey { epoch, branch, .. } = at.log;
    let marked = |mark: String, is: bool| if is { mark } else { String::new() };
    let (epoch, version) = (
        marked(format!("{epoch}."), epoch > 0),
        marked(format!("~{}", u16::from(branch) + 1), branch > 0),
    );
    let (letter, lane) = (letter_of(record, &at.log.party), lane_letter(at.log.lane));
    format!("{letter}-{lane}{epoch}{}{version}", at.index + 1)
}

/// The letter of a log's lane in the numbers of its entries: none for the main one.
pub fn lane_letter(lane: Lane) -> &'static str {
    match lane {
        Lane::Main => "",
        Lane::Urgent => "U",
        Lane::Identity => "K",
    }
}

/// The entry with this number, as it stands in an address ("A-12") or was typed ("a 12").
pub fn entry_named(record: &Record, number: &str) -> Option<Position> {
    let is_plain = |c: &char| !c.is_whitespace() && *c != '-';
    let plain: String = number.chars().filter(is_plain).collect();
    let plain = plain.to_uppercase();
    let mut chars = plain.chars();
    let letter = chars.next()?;
    let rest = chars.as_str();
    let (lane, rest) = match rest.chars().next()? {
        'K' => (Lane::Identity, &rest[1..]),
        'U' => (Lane::Urgent, &rest[1..]),
        _ => (Lane::Main, rest),
    };
    let (rest, version) = rest.split_once('~').unwrap_or((rest, "1"));
    let (epoch, place) = rest.split_once('.').unwrap_or(("0", rest));
    let branch = version.parse::<u16>().ok()?.checked_sub(1)?;
    let index = place.parse::<u64>().ok()?.checked_sub(1)?;
    let roster = record.roster();
    let mut members = roster.iter();
    let party = members
        .find(|member| letter_of(record, &member.party) == letter)?
        .party;
    let log = LogKey {
        branch: branch.try_into().ok()?,
        ..LogKey::of(party, lane, epoch.parse().ok()?)
    };
    (index < record.size(&log)).then_some(Position { log, index })
}
