//! Who decides: the membership that is in effect, and everybody who ever was a member.

use crate::founding::{Member, Membership};
use crate::ids::{PartyId, StatementId};
use crate::view::View;

use super::Ledger;

impl Ledger {
    /// The membership that a text would bring; none if it changes no members.
    pub fn brings(&self, id: &StatementId) -> Option<&Membership> {
        let version = self.memberships.get(id).filter(|_| *id != self.founding);
        version.map(|version| &version.membership)
    }

    /// The membership that a change brings, if it is in effect in `view`.
    pub fn change_in_effect(&self, id: &StatementId, view: &View) -> Option<&Membership> {
        self.brings(id).filter(|_| self.in_effect(id, view))
    }

    /// Everybody who is or was a member in `view`, in the agreed order: the founding's, then those whom each change
    /// brought in, each with the last role it had.
    pub fn roster(&self, view: &View) -> Vec<Member> {
        let mut chain = vec![self.membership(view).0];
        while let Some(text) = chain.last().and_then(|id| self.texts.get(id)) {
            chain.push(*text.membership);
        }
        let mut roster: Vec<Member> = Vec::new();
        for id in chain.iter().rev() {
            for member in &self.memberships[id].membership.members {
                match roster.iter_mut().find(|one| one.party == member.party) {
                    Some(known) => known.role = member.role,
                    None => roster.push(*member),
                }
            }
        }
        roster
    }

    /// The last change in `view` by which `party` left; none if it is a member, or never was one.
    pub fn removal_of(&self, party: &PartyId, view: &View) -> Option<StatementId> {
        let (latest, membership) = self.membership(view);
        if membership.role(party).is_some() {
            return None;
        }
        let is_named = |id: &StatementId| self.memberships[id].membership.role(party).is_some();
        let mut change = latest;
        while let Some(text) = self.texts.get(&change) {
            if is_named(&text.membership) {
                return Some(change);
            }
            change = *text.membership;
        }
        None
    }

    /// The latest membership that is in effect in `view`, with its name.
    pub fn membership(&self, view: &View) -> (StatementId, &Membership) {
        let carried = self.carried.iter().filter(|id| self.in_effect(id, view));
        let latest = std::iter::once(&self.founding)
            .chain(carried)
            .map(|id| (id, &self.memberships[id]))
            .max_by_key(|(id, version)| (version.depth, **id));
        let (id, version) = latest.expect("the founding membership is always in effect");
        (*id, &version.membership)
    }
}
