//! What a party said of full powers in one space, in the order of its main log.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use canary::Canary;

use crate::ids::{Kid, Lane, LogKey, PartyId, StatementId};
use crate::key::PublicKey;
use crate::kind::Kind;
use crate::powers::{OfficeId, Powers};
use crate::view::{Position, View};

/// One accreditation on the record.
#[derive(Clone, Copy, Debug)]
pub struct Accreditation<'a> {
    /// What was accredited.
    pub powers: &'a Powers,
    /// Where.
    pub at: Position,
    /// By which statement. On two branches of a forked log two can have one index: then it decides which comes first,
    /// the same on every node.
    statement: StatementId,
}

impl Accreditation<'_> {
    /// What follows what: epoch and index in the party's main log, then the statement.
    fn order(&self) -> (u32, u64, StatementId) {
        (self.at.log.epoch, self.at.index, self.statement)
    }
}

/// Epoch, branch and index in the party's main log.
type Place = (u32, u8, u64);

/// The accreditations and revocations of one party in one space, by position.
#[derive(Clone, Debug)]
pub struct Register {
    party: PartyId,
    accredited: BTreeMap<(Kid, Place), Box<(StatementId, Powers)>>,
    revoked: BTreeMap<(Kid, Place), ()>,
    /// Most delegates may sign the same kinds: each list is kept once.
    kinds: BTreeSet<Arc<[Kind]>>,
}

impl Register {
    /// An empty one of this party.
    pub fn new(party: PartyId) -> Register {
        Register {
            party,
            accredited: BTreeMap::new(),
            revoked: BTreeMap::new(),
            kinds: BTreeSet::new(),
        }
    }

    /// Keeps an accreditation. Outside a main log it has no effect: positions of two lanes have no order, so
    /// that whoever stole the node key could seal an old accreditation again where no revocation precedes it.
    pub fn accredit(&mut self, mut powers: Powers, statement: StatementId, at: Position) {
        if at.log.lane != Lane::Main {
            return;
        }
        if let Some(predecessor) = powers.tenure.and_then(|tenure| tenure.takes_over) {
            self.revoke(predecessor, at);
        }
        if let Some(key) = self.key(&powers.key.kid()) {
            powers.key = key.clone();
        }
        match self.kinds.get(&powers.kinds) {
            Some(kinds) => powers.kinds = Arc::clone(kinds),
            None => drop(self.kinds.insert(Arc::clone(&powers.kinds))),
        }
        let place = (powers.key.kid(), place(&at));
        self.accredited.insert(place, Box::new((statement, powers)));
    }

    /// Keeps a revocation. Like an accreditation, it has an effect in a main log only.
    pub fn revoke(&mut self, kid: Kid, at: Position) {
        if at.log.lane == Lane::Main {
            self.revoked.insert((kid, place(&at)), ());
        }
    }

    /// The powers of key `kid` in `view`: the last accreditation, unless a revocation follows it.
    pub fn powers(&self, kid: &Kid, view: &View) -> Option<Accreditation<'_>> {
        let last = self.last(kid, |log| view.size(log))?;
        (!self.is_ended(kid, &last.at, view)).then_some(last)
    }

    /// Whether a revocation in the view ends an accreditation: on any branch of a forked log one after it, or beside it.
    fn is_ended(&self, kid: &Kid, accredited: &Position, view: &View) -> bool {
        let epoch = accredited.log.epoch;
        let mut logs = logs_of(&self.revoked, kid).take_while(|log| log.0 >= epoch);
        logs.any(|log| {
            let from = if log.0 == epoch { accredited.index } else { 0 };
            // Where the bug is planted, a revocation begins to count one entry late.
            let late = u64::from(canary::planted(Canary::RevocationLate));
            let known = view.size(&self.log(log)).saturating_sub(late);
            let mut later = self.revoked.range((*kid, (log.0, log.1, from))..);
            let first = later.next().map(|(place, ())| *place);
            first.is_some_and(|place| place < (*kid, (log.0, log.1, known)))
        })
    }

    /// The last accreditation of a key among those below a size that is given for each log.
    ///
    /// Looked up log by log: whoever accredits one key again and again must not make every act slower.
    fn last(&self, kid: &Kid, size: impl Fn(&LogKey) -> u64) -> Option<Accreditation<'_>> {
        let mut last: Option<Accreditation<'_>> = None;
        for log in logs_of(&self.accredited, kid) {
            if last.is_some_and(|last| last.at.log.epoch > log.0) {
                break;
            }
            let to = (*kid, (log.0, log.1, size(&self.log(log))));
            let mut known = self.accredited.range((*kid, (log.0, log.1, 0))..to);
            let found = known
                .next_back()
                .map(|(at, said)| self.accreditation(&at.1, said));
            last = last
                .into_iter()
                .chain(found)
                .max_by_key(Accreditation::order);
        }
        last
    }

    fn accreditation<'a>(
        &self,
        (epoch, branch, index): &Place,
        (statement, powers): &'a (StatementId, Powers),
    ) -> Accreditation<'a> {
        let log = self.log((*epoch, *branch));
        Accreditation {
            powers,
            at: Position { log, index: *index },
            statement: *statement,
        }
    }

    fn log(&self, (epoch, branch): (u32, u8)) -> LogKey {
        LogKey {
            branch,
            ..LogKey::of(self.party, Lane::Main, epoch)
        }
    }

    /// The accreditation of key `kid` that stood last before `at`, a place in a main log: in which office its holder
    /// acted there. None for other places: two lanes have no order.
    pub fn before(&self, kid: &Kid, at: &Position) -> Option<Accreditation<'_>> {
        let before = |log: &LogKey| match log.epoch.cmp(&at.log.epoch) {
            Ordering::Less => u64::MAX,
            Ordering::Equal => at.index,
            Ordering::Greater => 0,
        };
        let is_main = at.log.lane == Lane::Main;
        is_main.then(|| self.last(kid, before)).flatten()
    }

    /// Everybody who ever held the office, the latest accreditation first.
    pub fn holders(&self, office: &OfficeId) -> Vec<Accreditation<'_>> {
        let all = self.each();
        let held =
            |one: &Accreditation<'_>| one.powers.tenure.is_some_and(|held| held.office == *office);
        let mut holders: Vec<_> = all.map(|(_, one)| one).filter(held).collect();
        holders.sort_by_key(|one| Reverse(one.order()));
        holders
    }

    /// The key with this name, if it was ever accredited.
    pub fn key(&self, kid: &Kid) -> Option<&PublicKey> {
        let mut all = self.accredited.range((*kid, FIRST)..=(*kid, LAST));
        all.next().map(|(_, said)| &said.1.key)
    }

    /// Every accreditation, by key.
    fn each(&self) -> impl Iterator<Item = (&Kid, Accreditation<'_>)> {
        let all = self.accredited.iter();
        all.map(|((kid, place), said)| (kid, self.accreditation(place, said)))
    }

    /// Every key that was ever accredited, with its last accreditation.
    pub fn all(&self) -> impl Iterator<Item = (&Kid, Accreditation<'_>)> {
        let mut all = self.each().peekable();
        std::iter::from_fn(move || {
            let (kid, mut last) = all.next()?;
            while let Some((_, next)) = all.next_if(|(next, _)| *next == kid) {
                if last.order() < next.order() {
                    last = next;
                }
            }
            Some((kid, last))
        })
    }
}

/// The first and the last place that there could be.
const FIRST: Place = (0, 0, 0);
const LAST: Place = (u32::MAX, u8::MAX, u64::MAX);

/// In which epochs and on which branches something is said of a key, from the last.
fn logs_of<V>(said: &BTreeMap<(Kid, Place), V>, kid: &Kid) -> impl Iterator<Item = (u32, u8)> {
    let last = said.range((*kid, FIRST)..=(*kid, LAST)).next_back();
    let log = |((_, (epoch, branch, _)), _): (&(Kid, Place), &V)| (*epoch, *branch);
    std::iter::successors(last.map(log), move |(epoch, branch)| {
        let before = (*kid, (*epoch, *branch, 0));
        said.range((*kid, FIRST)..before).next_back().map(log)
    })
}

fn place(at: &Position) -> Place {
    (at.log.epoch, at.log.branch, at.index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Player;

    fn at(lane: Lane, index: u64) -> Position {
        let log = LogKey {
            lane,
            ..LogKey::main(PartyId::default())
        };
        Position { log, index }
    }

    #[test]
    fn a_revoked_key_gets_no_powers_from_another_lane() {
        let player = Player::new("asteria");
        let key = player.delegate.public();
        let powers = Powers::alone(key, vec![Kind::Assent], 1);
        let mut view = View::default();
        for lane in [Lane::Main, Lane::Urgent] {
            view.raise(at(lane, 0).log, 10);
        }
        let mut register = Register::new(PartyId::default());
        let said = StatementId::default();
        register.accredit(powers.clone(), said, at(Lane::Main, 1));
        assert!(register.powers(&key.kid(), &view).is_some());
        register.revoke(key.kid(), at(Lane::Main, 2));
        register.accredit(powers.clone(), said, at(Lane::Urgent, 3));
        assert!(register.powers(&key.kid(), &view).is_none());
        register.accredit(powers, said, at(Lane::Main, 3));
        assert!(register.powers(&key.kid(), &view).is_some());
    }
}
