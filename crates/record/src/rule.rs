//! The rule everything rests on: when a text is in effect, when it is dead, and which acts are void.
//!
//! Acts are kept by position and never overwritten; every question is answered for a view. A log that was
//! forked appears as several logs of the same party here, so what it signed on any branch counts.
//! *In effect* and *dead* only ever become true, exclude each other for honest parties, and need no clock.
//! The bounded model check in `tests/rule_model.rs` runs this very code.

mod judge;
mod kept;
mod members;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::body::Slot;
use crate::founding::Membership;
use crate::ids::{Hash, LogKey, PartyId, StatementId};
use crate::view::{Position, View};

use kept::Place;
pub use kept::{Acts, Claims};
pub use verdict::{Act, TextStatus, Verdict, Void};

/// A text and the valid acts on it, by position.
#[derive(Clone, Debug)]
pub struct Text {
    /// Where it was proposed; more than once if its party forked its log.
    pub proposed: Acts,
    /// The slots it claims.
    pub slots: Claims,
    /// The membership version that fixes who is required.
    pub membership: Arc<StatementId>,
    lost: Option<Box<PartyId>>,
    /// Valid assents.
    pub assents: Acts,
    /// Valid releases.
    pub releases: Acts,
    /// Valid renounces.
    pub renounces: Acts,
}

impl Text {
    /// In a succession, the party that is declared lost; it is not required.
    pub fn lost(&self) -> Option<PartyId> {
        self.lost.as_deref().copied()
    }
}

struct MembershipVersion {
    /// The text that brings it, or the founding; the texts that it decides share this name.
    name: Arc<StatementId>,
    membership: Membership,
    /// Number of changes since the founding.
    depth: u64,
}

/// The acts of a space that count, and the questions that can be asked of them.
pub struct Ledger {
    founding: StatementId,
    memberships: BTreeMap<StatementId, MembershipVersion>,
    texts: BTreeMap<StatementId, Box<Text>>,
    /// The names of the logs that acts stand in.
    logs: BTreeSet<Arc<LogKey>>,
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
        let version = MembershipVersion {
            name: Arc::new(founding),
            membership,
            depth: 0,
        };
        Ledger {
            founding,
            memberships: BTreeMap::from([(founding, version)]),
            texts: BTreeMap::new(),
            logs: BTreeSet::new(),
            assented: BTreeSet::new(),
            changes: BTreeMap::new(),
            carried: BTreeSet::new(),
            released: BTreeSet::new(),
        }
    }

    fn deciding(&self, text: &Text) -> &Membership {
        &self.memberships[&text.membership].membership
    }

    /// The parties required for a text, in the agreed order.
    pub fn required<'a>(&'a self, text: &'a Text) -> impl Iterator<Item = PartyId> + 'a {
        let all = self.deciding(text).required();
        all.filter(|party| text.lost.as_deref() != Some(party))
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
        let at = self.place(at);
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

    fn place(&mut self, at: Position) -> Place {
        let known = self.logs.get(&at.log).cloned();
        let log = known.unwrap_or_else(|| {
            let log = Arc::new(at.log);
            self.logs.insert(Arc::clone(&log));
            log
        });
        Place::new(log, at.index)
    }

    fn keep_proposal(
        &mut self,
        id: StatementId,
        at: Place,
        slots: &[Slot],
        membership: StatementId,
        brings: Option<&Membership>,
        lost: Option<PartyId>,
    ) {
        if let Some(text) = self.texts.get_mut(&id) {
            text.proposed.keep(at); // the same statement on another branch of a fork: one text
            return;
        }
        let before = &self.memberships[&membership];
        let (decided_by, depth) = (Arc::clone(&before.name), before.depth + 1);
        if let Some(brings) = brings {
            let version = MembershipVersion {
                name: Arc::new(id),
                membership: brings.clone(),
                depth,
            };
            self.memberships.insert(id, version);
        }
        let (mut proposed, assents, releases, renounces): (Acts, Acts, Acts, Acts) =
            Default::default();
        proposed.keep(at);
        let text = Text {
            proposed,
            slots: Claims::new(slots),
            membership: decided_by,
            lost: lost.map(Box::new),
            assents,
            releases,
            renounces,
        };
        self.texts.insert(id, Box::new(text));
    }

    fn keep_act(&mut self, text: &StatementId, list: fn(&mut Text) -> &mut Acts, at: Place) {
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
        let mut changes = self.changes_beside(id);
        let settles = |change: &StatementId| {
            change != id && self.in_effect(change, view) && !self.is_one_short(id, change, view)
        };
        changes.any(settles) && !self.in_effect(id, view)
    }

    /// The changes of the membership that decides this text, as far as enough parties assented to them.
    fn changes_beside(&self, id: &StatementId) -> impl Iterator<Item = &StatementId> {
        let of = self.texts.get(id).map(|text| *text.membership);
        let changes = self.carried.iter();
        changes.filter(move |change| Some(*self.texts[*change].membership) == of)
    }

    /// Whether a text that is neither in effect nor dead lacks nothing but the word of a party that was declared lost since.
    /// That word may be under way, so for ever nobody assents to a rival.
    pub fn waits_for_the_lost(&self, id: &StatementId, view: &View) -> bool {
        let mut changes = self.changes_beside(id);
        changes.any(|change| self.in_effect(change, view) && self.is_one_short(id, change, view))
            && !self.in_effect(id, view)
            && !self.dead(id, view)
    }

    /// Whether the word of the party that `change` declares lost could still put the text in effect.
    fn is_one_short(&self, id: &StatementId, change: &StatementId, view: &View) -> bool {
        let (text, lost) = (&self.texts[id], self.texts[change].lost());
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
        let text = self.texts.get(id)?;
        if !text.proposed.any_in(view) {
            return None;
        }
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
}

/// Whether one of the party's positions is in view.
pub fn held(acts: &Acts, party: &PartyId, view: &View) -> bool {
    acts.by(party).any(|position| view.holds(&position))
}

fn released_by_another(text: &Text, party: &PartyId, view: &View) -> bool {
    let releases = text.releases.iter();
    let mut others = releases.filter(|position| position.log.party != *party);
    others.any(|position| view.holds(&position))
}
