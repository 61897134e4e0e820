//! The rule everything rests on: when a text is in effect, when it is dead, and which acts are void.
//!
//! Acts are kept by position and never overwritten; every question is answered for a view. A log that was
//! forked appears as several logs of the same party here, so what it signed on any branch counts.
//! *In effect* and *dead* only ever become true, exclude each other for honest parties, and need no clock.
//! The bounded model check in `tests/rule_model.rs` runs this very code.

mod kept;

use std::collections::{BTreeMap, BTreeSet};

use crate::body::Slot;
use crate::founding::{Member, Membership, Role};
use crate::ids::{Hash, PartyId, StatementId};
use crate::view::{Position, View};

pub use kept::{Acts, Claims};

/// What a verdict depends on, taken from a statement of one of the record's kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Puts a text forward.
    Propose {
        /// The slots it claims.
        slots: Vec<Slot>,
        /// The membership version that fixes who is required.
        membership: StatementId,
        /// The membership that the text would bring, if it is a membership change.
        brings: Option<Membership>,
        /// In a succession, the party whose keys are all lost: the others put a new party in its place.
        lost: Option<PartyId>,
    },
    /// Assents to a text.
    Assent(StatementId),
    /// Asks to be let go of one's assent.
    Release(StatementId),
    /// Has not assented and never will.
    Renounce {
        /// The text.
        text: StatementId,
        /// Sealed by the node after a release, not by a delegate.
        by_node: bool,
    },
}

/// Whether an act counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It counts.
    Valid,
    /// It counts for nothing anywhere, and why.
    Void(Void),
    /// Of a kind that this version does not know; kept and passed on.
    NotUnderstood,
}

/// Why an act is void. The numbers stand in the state digest and in databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Void {
    /// A signature is malformed or does not fit.
    BadSignature = 1,
    /// Signed by a key that had no power for this.
    NotEntitled = 2,
    /// The author is no member, or its role does not allow this.
    NotAllowed = 3,
    /// The statement lacks what its kind needs.
    Malformed = 4,
    /// Stands elsewhere than at the start of a log, or the start is something else.
    NotAtStart = 5,
    /// Names a text that no valid proposal in view put forward.
    UnknownText = 6,
    /// The author is not required for this text.
    NotRequired = 7,
    /// The text builds on one that is not in effect in view.
    BaseNotInEffect = 8,
    /// The author renounced this text before.
    RenouncedBefore = 9,
    /// The author assented to a rival that is not dead in view.
    RivalAlive = 10,
    /// A rival is in effect in view.
    RivalInEffect = 11,
    /// The author assented to a later membership that is not dead in view.
    MembershipPending = 12,
    /// There is no assent of one's own to release.
    NothingToRelease = 13,
    /// The author assented before; only a release can follow.
    AssentedBefore = 14,
    /// The node renounced by itself with no release in view that obliges it to.
    NoReleaseInView = 15,
    /// Says the same statement that already stands in this log.
    Repeated = 16,
}

impl Void {
    /// Every reason, for databases and tables.
    pub const ALL: [Void; 16] = [
        Void::BadSignature,
        Void::NotEntitled,
        Void::NotAllowed,
        Void::Malformed,
        Void::NotAtStart,
        Void::UnknownText,
        Void::NotRequired,
        Void::BaseNotInEffect,
        Void::RenouncedBefore,
        Void::RivalAlive,
        Void::RivalInEffect,
        Void::MembershipPending,
        Void::NothingToRelease,
        Void::AssentedBefore,
        Void::NoReleaseInView,
        Void::Repeated,
    ];
}

impl Verdict {
    /// 0 valid, 255 not understood, else the number of the reason.
    pub fn code(self) -> u8 {
        match self {
            Verdict::Valid => 0,
            Verdict::Void(reason) => reason as u8,
            Verdict::NotUnderstood => 255,
        }
    }

    /// The word for it in commands and JSON; screens say it in the reader's language.
    pub fn word(self) -> String {
        match self {
            Verdict::Valid => "valid".to_owned(),
            Verdict::NotUnderstood => "not-understood".to_owned(),
            Verdict::Void(reason) => format!("void-{}", reason as u8),
        }
    }
}

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextStatus {
    /// Neither in effect nor dead, and no rival in effect.
    Open,
    /// All required parties assented.
    InEffect,
    /// It can never come into effect.
    Dead,
    /// Neither, but a rival is in effect.
    Overtaken,
    /// After a fork: in effect and dead, or in effect beside a rival in effect.
    Contested,
}

impl TextStatus {
    /// The word for it in commands and JSON; screens say it in the reader's language.
    pub fn word(self) -> &'static str {
        match self {
            TextStatus::Open => "open",
            TextStatus::InEffect => "in-effect",
            TextStatus::Dead => "dead",
            TextStatus::Overtaken => "overtaken",
            TextStatus::Contested => "contested",
        }
    }
}

/// A text and the valid acts on it, by position.
#[derive(Clone, Debug)]
pub struct Text {
    /// Where it was proposed; more than once if its party forked its log.
    pub proposed: Vec<Position>,
    /// The slots it claims.
    pub slots: Claims,
    /// The membership version that fixes who is required.
    pub membership: StatementId,
    /// In a succession, the party that is declared lost; it is not required.
    pub lost: Option<PartyId>,
    /// Valid assents.
    pub assents: Acts,
    /// Valid releases.
    pub releases: Acts,
    /// Valid renounces.
    pub renounces: Acts,
}

impl Text {
    fn proposed_in(&self, view: &View) -> bool {
        self.proposed.iter().any(|position| view.holds(position))
    }
}

struct MembershipVersion {
    membership: Membership,
    /// Number of changes since the founding.
    depth: u64,
}

/// The acts of a space that count, and the questions that can be asked of them.
pub struct Ledger {
    founding: StatementId,
    memberships: BTreeMap<StatementId, MembershipVersion>,
    texts: BTreeMap<StatementId, Box<Text>>,
    // Whoever proposes a great deal must not make every act slower, so the rule looks only at texts that somebody
    // assented to or released, whatever the view.
    /// Texts with a valid assent, by slot.
    assented: BTreeSet<(Slot, StatementId)>,
    /// Membership changes with a valid assent, by the party that assented.
    changes: BTreeMap<PartyId, BTreeSet<StatementId>>,
    /// Membership changes that enough parties assented to.
    carried: BTreeSet<StatementId>,
    /// Texts with a valid release.
    released: BTreeSet<StatementId>,
}

impl Ledger {
    /// An empty ledger for a space founded as `founding` with `membership`.
    pub fn new(founding: StatementId, membership: Membership) -> Ledger {
        let memberships = BTreeMap::from([(
            founding,
            MembershipVersion {
                membership,
                depth: 0,
            },
        )]);
        Ledger {
            founding,
            memberships,
            texts: BTreeMap::new(),
            assented: BTreeSet::new(),
            changes: BTreeMap::new(),
            carried: BTreeSet::new(),
            released: BTreeSet::new(),
        }
    }

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
            .is_some_and(|text| text.lost == Some(*party))
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
        if declined(party) || text.lost.as_ref().is_some_and(declined) {
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
            .filter(|text| text.proposed_in(view))
            .ok_or(Void::UnknownText)?;
        match self.required(text).any(|required| required == *party) {
            true => Ok(text),
            false => Err(Void::NotRequired),
        }
    }

    fn deciding(&self, text: &Text) -> &Membership {
        &self.memberships[&text.membership].membership
    }

    /// The parties required for a text, in the agreed order.
    pub fn required<'a>(&'a self, text: &'a Text) -> impl Iterator<Item = PartyId> + 'a {
        let all = self.deciding(text).required();
        all.filter(|party| text.lost != Some(*party))
    }

    /// How many of the required parties must assent; a membership change needs all of them.
    fn threshold(&self, id: &StatementId, text: &Text) -> u64 {
        match self.memberships.contains_key(id) {
            true => self.required(text).count() as u64,
            false => self.deciding(text).threshold,
        }
    }

    /// Keeps a valid act.
    pub fn keep(&mut self, statement: StatementId, party: PartyId, at: Position, act: &Act) {
        match act {
            Act::Propose {
                slots,
                membership,
                brings,
                lost,
            } => self.keep_proposal(statement, at, slots, *membership, brings.as_ref(), *lost),
            Act::Assent(text) => {
                self.keep_act(text, |text| &mut text.assents, at);
                self.note_assent(text, party);
            }
            Act::Release(text) => {
                self.keep_act(text, |text| &mut text.releases, at);
                self.released.insert(*text);
            }
            Act::Renounce { text, .. } => self.keep_act(text, |text| &mut text.renounces, at),
        }
    }

    fn keep_proposal(
        &mut self,
        id: StatementId,
        at: Position,
        slots: &[Slot],
        membership: StatementId,
        brings: Option<&Membership>,
        lost: Option<PartyId>,
    ) {
        if let Some(text) = self.texts.get_mut(&id) {
            text.proposed.push(at); // the same statement on another branch of a fork: one text
            return;
        }
        if let Some(brings) = brings {
            let depth = self.memberships[&membership].depth + 1;
            self.memberships.insert(
                id,
                MembershipVersion {
                    membership: brings.clone(),
                    depth,
                },
            );
        }
        let (assents, releases, renounces) = Default::default();
        self.texts.insert(
            id,
            Box::new(Text {
                proposed: vec![at],
                slots: Claims::new(slots),
                membership,
                lost,
                assents,
                releases,
                renounces,
            }),
        );
    }

    fn keep_act(&mut self, text: &StatementId, list: fn(&mut Text) -> &mut Acts, at: Position) {
        let text = self.texts.get_mut(text);
        list(text.expect("a valid act names a known text")).keep(at);
    }

    fn note_assent(&mut self, id: &StatementId, party: PartyId) {
        let text = &self.texts[id];
        for slot in text.slots.iter() {
            self.assented.insert((slot, *id));
        }
        if self.memberships.contains_key(id) {
            self.changes.entry(party).or_default().insert(*id);
            let required = self.required(text);
            let assents = required.filter(|party| text.assents.by(party).next().is_some());
            if assents.count() as u64 >= self.threshold(id, text) {
                self.carried.insert(*id);
            }
        }
    }

    /// Whether the text is in effect in `view`.
    pub fn in_effect(&self, id: &StatementId, view: &View) -> bool {
        self.texts.get(id).is_some_and(|text| {
            let assents = self
                .required(text)
                .filter(|party| held(&text.assents, party, view))
                .count() as u64;
            assents >= self.threshold(id, text)
        })
    }

    /// Whether the text is dead in `view`.
    pub fn dead(&self, id: &StatementId, view: &View) -> bool {
        self.texts.get(id).is_some_and(|text| {
            let required = self.required(text).count() as u64;
            let renounces = self
                .required(text)
                .filter(|party| held(&text.renounces, party, view))
                .count() as u64;
            renounces > required - self.threshold(id, text)
        })
    }

    /// Whether a text that is not in effect can never be: all parties that it needs assented to a change of their
    /// membership, which is in effect, and whoever did so assents to nothing older any more. All that they had said
    /// before is in this view. Nobody who left has to renounce it. A party that is lost did not assent to the change:
    /// its word may be under way, so what is one assent short of taking effect never lapses.
    pub fn lapsed(&self, id: &StatementId, view: &View) -> bool {
        let of = self.texts.get(id).map(|text| text.membership);
        let replaces = |change: &&StatementId| Some(self.texts[*change].membership) == of;
        let mut changes = self.carried.iter().filter(replaces);
        let settles = |change: &StatementId| {
            change != id && self.in_effect(change, view) && !self.is_one_short(id, change, view)
        };
        changes.any(settles) && !self.in_effect(id, view)
    }

    /// Whether a text that is neither in effect nor dead lacks nothing but the word of a party that was declared lost since.
    /// That word may be under way, so for ever nobody assents to a rival.
    pub fn waits_for_the_lost(&self, id: &StatementId, view: &View) -> bool {
        let of = self.texts.get(id).map(|text| text.membership);
        let replaces = |change: &&StatementId| Some(self.texts[*change].membership) == of;
        let mut changes = self.carried.iter().filter(replaces);
        changes.any(|change| self.in_effect(change, view) && self.is_one_short(id, change, view))
            && !self.in_effect(id, view)
            && !self.dead(id, view)
    }

    /// Whether the word of the party that `change` declares lost could still put the text in effect.
    fn is_one_short(&self, id: &StatementId, change: &StatementId, view: &View) -> bool {
        let (text, lost) = (&self.texts[id], self.texts[change].lost);
        let silent = |party: &PartyId| {
            Some(*party) == lost
                && !held(&text.assents, party, view)
                && !held(&text.renounces, party, view)
        };
        let assents = self
            .required(text)
            .filter(|party| held(&text.assents, party, view));
        self.required(text).any(|party| silent(&party))
            && assents.count() as u64 + 1 >= self.threshold(id, text)
    }

    /// Where the text stands in `view`; none for an unknown text.
    pub fn status(&self, id: &StatementId, view: &View) -> Option<TextStatus> {
        self.texts.get(id).filter(|text| text.proposed_in(view))?;
        let rival_in_effect = || {
            self.rivals(id)
                .iter()
                .any(|rival| self.in_effect(rival, view))
        };
        Some(match (self.in_effect(id, view), self.dead(id, view)) {
            (true, true) => TextStatus::Contested,
            (true, false) if rival_in_effect() => TextStatus::Contested,
            (true, false) => TextStatus::InEffect,
            (false, true) => TextStatus::Dead,
            (false, false) if rival_in_effect() => TextStatus::Overtaken,
            (false, false) => TextStatus::Open,
        })
    }

    /// The texts that share a slot with this one and that somebody assented to, without itself, each once: only they
    /// can be in effect or hold an assent.
    pub fn rivals(&self, id: &StatementId) -> Vec<StatementId> {
        let Some(text) = self.texts.get(id) else {
            return Vec::new();
        };
        let sharing = text.slots.iter().flat_map(|slot| self.assented_on(slot));
        let mut rivals: Vec<StatementId> = sharing.filter(|rival| rival != id).collect();
        rivals.sort();
        rivals.dedup();
        rivals
    }

    fn assented_on(&self, slot: Slot) -> impl Iterator<Item = StatementId> {
        let [first, last] = [u8::MIN, u8::MAX].map(|byte| StatementId(Hash([byte; 32])));
        let all = self.assented.range((slot, first)..=(slot, last));
        all.map(|(_, text)| *text)
    }

    /// Texts that the party's node must renounce: another party's valid release is in view, and it has neither assented nor renounced.
    pub fn owed_renounces(&self, party: &PartyId, view: &View) -> Vec<StatementId> {
        let owed = |text: &Text| {
            self.required(text).any(|required| required == *party)
                && released_by_another(text, party, view)
                && !held(&text.assents, party, view)
                && !held(&text.renounces, party, view)
        };
        let owed = |id: &&StatementId| owed(&self.texts[*id]);
        self.released.iter().filter(owed).copied().collect()
    }

    /// A text by its id.
    pub fn text(&self, id: &StatementId) -> Option<&Text> {
        self.texts.get(id).map(Box::as_ref)
    }

    /// All texts, in the order of their ids.
    pub fn texts(&self) -> impl Iterator<Item = (&StatementId, &Text)> {
        self.texts.iter().map(|(id, text)| (id, &**text))
    }

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
            chain.push(text.membership);
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
            change = text.membership;
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

/// Whether one of the party's positions is in view.
pub fn held(acts: &Acts, party: &PartyId, view: &View) -> bool {
    acts.by(party).any(|position| view.holds(position))
}

fn released_by_another(text: &Text, party: &PartyId, view: &View) -> bool {
    let releases = text.releases.iter();
    let mut others = releases.filter(|position| position.log.party != *party);
    others.any(|position| view.holds(position))
}
