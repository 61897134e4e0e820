//! Which acts count: each is held against what its author knew.

use std::collections::BTreeSet;

use crate::body::Slot;
use crate::founding::{Membership, Role};
use crate::ids::{PartyId, StatementId};
use crate::view::View;

use super::{Act, Ledger, Text, Verdict, Void, held, released_by_another};

impl Ledger {
    /// Judges `act` by `party` with `view` (own log before the act, others up to `seen`).
    pub fn judge(&self, party: &PartyId, view: &View, act: &Act) -> Verdict {
        match self.objection(party, view, act) {
            None => Verdict::Valid,
            Some(reason) => Verdict::Void(reason),
        }
    }

    fn objection(&self, party: &PartyId, view: &View, act: &Act) -> Option<Void> {
        match act {
            Act::Propose {
                slots,
                membership,
                brings,
                lost,
            } => self
                .objection_to_proposal(party, view, slots, membership, brings.as_ref())
                .or_else(|| {
                    self.objection_to_succession(view, membership, brings.as_ref(), lost.as_ref())
                }),
            Act::Assent(text) => self.objection_to_assent(party, view, text),
            Act::Release(text) => match self.required_text(party, view, text) {
                Ok(text) => (!held(&text.assents, party, view)).then_some(Void::NothingToRelease),
                Err(reason) => Some(reason),
            },
            Act::Renounce { text, by_node } => match self.required_text(party, view, text) {
                Err(Void::NotRequired) if !by_node && self.declares_lost(text, party) => None,
                Err(reason) => Some(reason),
                Ok(text) if held(&text.assents, party, view) => Some(Void::AssentedBefore),
                Ok(text) => (*by_node && !released_by_another(text, party, view))
                    .then_some(Void::NoReleaseInView),
            },
        }
    }

    fn objection_to_proposal(
        &self,
        party: &PartyId,
        view: &View,
        slots: &[Slot],
        membership: &StatementId,
        brings: Option<&Membership>,
    ) -> Option<Void> {
        let distinct: BTreeSet<&Slot> = slots.iter().collect();
        if slots.is_empty() || distinct.len() < slots.len() {
            return Some(Void::Malformed);
        }
        let in_effect = |text: &StatementId| *text == self.founding || self.in_effect(text, view);
        let version = match self.memberships.get(membership) {
            Some(version) if in_effect(membership) => version,
            _ => return Some(Void::BaseNotInEffect),
        };
        // In the membership that decides, and in the latest one: who left proposes nothing more.
        let proposes = |membership: &Membership| {
            let role = membership.role(party);
            matches!(role, Some(Role::Party | Role::Facilitator))
        };
        if !proposes(&version.membership) || !proposes(self.membership(view).1) {
            return Some(Void::NotAllowed);
        }
        if slots
            .iter()
            .filter_map(|slot| slot.base.as_ref())
            .any(|base| !in_effect(base))
        {
            return Some(Void::BaseNotInEffect);
        }
        // A membership change names who decides it as its base, and all present parties decide it.
        let change_is_sound = |change: &Membership| {
            change.is_sound() && slots.iter().any(|slot| slot.base == Some(*membership))
        };
        (!brings.is_none_or(change_is_sound)).then_some(Void::Malformed)
    }

    /// A succession puts one new party in the place of one of at least three, and changes nothing else.
    fn objection_to_succession(
        &self,
        view: &View,
        before: &StatementId,
        brings: Option<&Membership>,
        lost: Option<&PartyId>,
    ) -> Option<Void> {
        let lost = lost?;
        let before = &self.memberships.get(before)?.membership;
        let is_sound = before.required().count() >= 3
            && brings.is_some_and(|after| {
                let successor = before.successor(after, lost);
                let known =
                    |party: &PartyId| self.roster(view).iter().any(|one| one.party == *party);
                successor.is_some_and(|successor| !known(&successor))
            });
        (!is_sound).then_some(Void::Malformed)
    }

    fn declares_lost(&self, text: &StatementId, party: &PartyId) -> bool {
        self.texts
            .get(text)
            .is_some_and(|text| text.lost.as_deref() == Some(party))
    }

    fn objection_to_assent(&self, party: &PartyId, view: &View, id: &StatementId) -> Option<Void> {
        let text = match self.required_text(party, view, id) {
            Ok(text) => text,
            Err(reason) => return Some(reason),
        };
        if self.membership(view).1.role(party) != Some(Role::Party) {
            return Some(Void::NotAllowed);
        }
        // Whoever is declared lost and is not says so by declining; who knows of that cannot agree any more.
        let declined = |by: &PartyId| held(&text.renounces, by, view);
        if declined(party) || text.lost.as_deref().is_some_and(declined) {
            return Some(Void::RenouncedBefore);
        }
        // The reasons in this order for all rivals: which of several is given must not depend on random ids.
        let rivals = self.rivals(id);
        let alive = |rival: &StatementId| {
            let assented = held(&self.texts[rival].assents, party, view);
            (assented || self.waits_for_the_lost(rival, view))
                && !self.dead(rival, view)
                && !self.lapsed(rival, view)
        };
        if rivals.iter().any(alive) {
            return Some(Void::RivalAlive);
        }
        if rivals.iter().any(|rival| self.in_effect(rival, view)) {
            return Some(Void::RivalInEffect);
        }
        self.agreed_to_later_members(party, view, &text.membership, Some(id))
            .then_some(Void::MembershipPending)
    }

    /// Whether the party assented to a change of members that is later than this membership and not dead in `view`,
    /// other than the text it is about. Then it assents to no text of this membership.
    pub fn agreed_to_later_members(
        &self,
        party: &PartyId,
        view: &View,
        membership: &StatementId,
        about: Option<&StatementId>,
    ) -> bool {
        let depth = self
            .memberships
            .get(membership)
            .map_or(0, |version| version.depth);
        self.changes.get(party).is_some_and(|changes| {
            changes.iter().any(|change| {
                Some(change) != about
                    && self.memberships[change].depth > depth
                    && held(&self.texts[change].assents, party, view)
                    && !self.dead(change, view)
            })
        })
    }

    /// The text, if its proposal is in view and the party is required for it.
    fn required_text(&self, party: &PartyId, view: &View, id: &StatementId) -> Result<&Text, Void> {
        let text = self
            .texts
            .get(id)
            .filter(|text| text.proposed.any_in(view))
            .ok_or(Void::UnknownText)?;
        match self.required(text).any(|required| required == *party) {
            true => Ok(text),
            false => Err(Void::NotRequired),
        }
    }
}
