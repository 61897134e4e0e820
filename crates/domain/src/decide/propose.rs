//! Putting a text forward: a new one, another one, a move, a conclusion.

use record::fold::{FIELD_LOST, FIELD_MEMBERSHIP};
use record::founding::Membership;
use record::rule::{Act, Text};
use record::{Body, Kind, ObjectId, PartyId, Role, Slot, StatementId};

use super::check::{check_sources, check_wordings};
use super::{Decision, Desk};
use crate::command::Target;
use crate::fact::{self, About, List, Subject};
use crate::item::{Item, Proposal};
use crate::refusal::Refusal;
use crate::wording::{Content, Source, Wordings};

impl Desk<'_> {
    pub(super) fn propose(
        &mut self,
        target: &Target,
        wordings: &Wordings,
        about: &About,
    ) -> Result<Decision, Refusal> {
        check_wordings(wordings)?;
        check_sources(&about.sources)?;
        self.check_named(about)?;
        let (slots, subject, list) = match target {
            Target::New { subject, list } => {
                self.check_subject(*subject, *list)?;
                let object = ObjectId(self.seeds.nonce());
                (vec![Slot { object, base: None }], *subject, *list)
            }
            Target::Existing(object) => {
                let item = self.known_item(object)?;
                self.may_build(object)?;
                let subject = item.subject(self.relationship, self.record);
                let subject = subject.filter(|subject| *subject != Subject::Members);
                let list = item.list(self.relationship, self.record);
                let slots = self.slots_of(item);
                (slots, subject.ok_or(Refusal::UnknownItem(*object))?, list)
            }
        };
        self.proposal(slots, subject, list, wordings, about, None)
    }

    /// All changes of the same membership claim one slot, so that only one of them takes effect.
    pub(super) fn change_members(
        &mut self,
        members: &Membership,
        lost: Option<PartyId>,
        wordings: &Wordings,
    ) -> Result<Decision, Refusal> {
        check_wordings(wordings)?;
        let (before, present) = self.record.membership();
        if lost.is_some_and(|lost| !self.may_succeed(present, members, &lost)) {
            return Err(Refusal::MembersUnsound);
        }
        // A witness holds no texts: its node could never see that it came, or became something else.
        let is_witness = |role: Option<Role>| role == Some(Role::Witness);
        let changes = |party: &PartyId| {
            is_witness(present.role(party)) != is_witness(members.role(party))
                && members.role(party).is_some()
        };
        let mut named = members.members.iter().map(|member| member.party);
        if !members.is_sound() || members == present || named.any(|party| changes(&party)) {
            return Err(Refusal::MembersUnsound);
        }
        let slot = Slot {
            object: fact::object_of_members(&self.record.space()),
            base: Some(before),
        };
        let about = About::default();
        self.proposal(
            vec![slot],
            Subject::Members,
            None,
            wordings,
            &about,
            Some((members, lost)),
        )
    }

    /// The slots of a text for this item: it builds on the text in effect, or settles all that are contested.
    fn slots_of(&self, item: &Item) -> Vec<Slot> {
        let object = item.object;
        let slot = |base| Slot { object, base };
        let contested = item.contested(self.relationship, self.record);
        match contested.is_empty() {
            true => vec![slot(item.current(self.relationship, self.record))],
            false => contested.into_iter().map(|base| slot(Some(base))).collect(),
        }
    }

    /// A contested item rests until whoever said two things about it has healed its log.
    pub(super) fn may_build(&self, object: &ObjectId) -> Result<(), Refusal> {
        let item = self.relationship.item(object);
        match item.and_then(|item| item.rests_for(self.relationship, self.record)) {
            Some(party) => Err(Refusal::Contested { party }),
            None => Ok(()),
        }
    }

    /// Whether all others can put somebody new in the place of this party: of three or more, and not by itself.
    fn may_succeed(&self, present: &Membership, members: &Membership, lost: &PartyId) -> bool {
        let successor = present.successor(members, lost);
        let is_new = successor.is_some_and(|successor| !self.record.was_member(&successor));
        is_new && *lost != self.party && present.required().count() >= 3
    }

    /// Something new can be anything but the conclusion of something, and an item stands on a list.
    pub(super) fn check_subject(
        &self,
        subject: Subject,
        list: Option<List>,
    ) -> Result<(), Refusal> {
        match (subject, list) {
            (Subject::Conclusion | Subject::Members, _) => Err(Refusal::NotInEffect),
            (Subject::Item, None) => Err(Refusal::ListMissing),
            _ => Ok(()),
        }
    }

    /// Areas are areas, and what is cited is a principle.
    pub(super) fn check_named(&self, about: &About) -> Result<(), Refusal> {
        let is = |object: &ObjectId, subject: Subject| {
            let item = self.relationship.item(object);
            item.and_then(|item| item.subject(self.relationship, self.record)) == Some(subject)
        };
        let mut areas = about.areas.iter().filter(|area| !is(area, Subject::Area));
        let mut cites = about
            .cites
            .iter()
            .filter(|cited| !is(cited, Subject::Principle));
        match areas.next().or_else(|| cites.next()) {
            Some(unknown) => Err(Refusal::UnknownItem(*unknown)),
            None => Ok(()),
        }
    }

    /// The item, if the new entry will know it.
    pub(super) fn known_item(&self, object: &ObjectId) -> Result<&Item, Refusal> {
        let item = self.relationship.item(object);
        item.filter(|item| item.is_known_in(&self.view()))
            .ok_or(Refusal::UnknownItem(*object))
    }

    /// A proposal, and the assent of its own party where that is required.
    fn proposal(
        &mut self,
        slots: Vec<Slot>,
        subject: Subject,
        list: Option<List>,
        wordings: &Wordings,
        about: &About,
        brings: Option<(&Membership, Option<PartyId>)>,
    ) -> Result<Decision, Refusal> {
        let membership = self.record.membership().0;
        let act = Act::Propose {
            slots: slots.clone(),
            membership,
            brings: brings.map(|(members, _)| members.clone()),
            lost: brings.and_then(|(_, lost)| lost),
        };
        self.judge(&act)?;
        let mut body = self.body(Kind::Propose);
        body.slots = slots.clone();
        body.fields =
            fact::describe(body.fields, subject, list, about).with(FIELD_MEMBERSHIP, |w| {
                w.bytes(membership.as_bytes());
            });
        if let Some((members, lost)) = brings {
            body.fields = members.write(body.fields);
            if let Some(lost) = lost {
                body.fields = body.fields.with(FIELD_LOST, |w| {
                    w.bytes(lost.as_bytes());
                });
            }
        }
        let mut contents: Vec<Content> = wordings.contents().collect();
        contents.extend(about.sources.iter().map(Source::content));
        let proposal = self.draft(body, contents);
        let text = Body::id_of(&proposal.body.encode());
        let mut decision = Decision {
            now: vec![proposal],
            pending: Vec::new(),
        };
        if self
            .record
            .membership()
            .1
            .required()
            .any(|party| party == self.party)
        {
            slots.iter().try_for_each(|slot| self.lock_is_free(slot))?;
            decision
                .now
                .push(self.act(Kind::Assent, &[text], Vec::new()));
        }
        Ok(decision)
    }

    /// Our assent to the new text would be void while a rival that we assented to is alive.
    fn lock_is_free(&self, slot: &Slot) -> Result<(), Refusal> {
        let view = self.view();
        let ledger = self.record.ledger();
        let item = self.relationship.item(&slot.object);
        let rivals = item.into_iter().flat_map(|item| &item.texts);
        let rivals: Vec<(&StatementId, &Text)> = rivals
            .filter_map(|rival| Some((rival, ledger.text(rival)?)))
            .filter(|(_, text)| text.slots.contains(slot))
            .collect();
        if let Some((rival, _)) = rivals.iter().find(|(rival, _)| self.in_effect(rival)) {
            return Err(Refusal::RivalInEffect { rival: **rival });
        }
        let ours = |(rival, text): &&(&StatementId, &Text)| {
            let is_alive = !ledger.dead(rival, &view) && !ledger.lapsed(rival, &view);
            self.did(&text.assents) && is_alive
        };
        let waits = |(rival, _): &&(&StatementId, &Text)| ledger.waits_for_the_lost(rival, &view);
        if rivals.iter().any(|rival| waits(&rival)) {
            return Err(Refusal::RivalWaits);
        }
        if let Some((rival, _)) = rivals.iter().find(ours) {
            return Err(Refusal::RivalAssented { rival: **rival });
        }
        let membership = self.record.membership().0;
        match ledger.agreed_to_later_members(&self.party, &view, &membership, None) {
            true => Err(Refusal::MembersAgreed),
            false => Ok(()),
        }
    }

    /// The text in effect, unless that concludes the item, and the slot of a text that builds on it.
    fn current(&self, object: &ObjectId) -> Result<(Slot, &Proposal), Refusal> {
        let item = self.known_item(object)?;
        self.may_build(object)?;
        let current = item.current(self.relationship, self.record);
        let base = current.ok_or(Refusal::NotInEffect)?;
        let text = self.relationship.text(&base);
        let text = text.ok_or(Refusal::UnknownText(base))?;
        if matches!(text.subject, Some(Subject::Conclusion | Subject::Members)) {
            return Err(Refusal::NotInEffect);
        }
        let slot = Slot {
            object: *object,
            base: Some(base),
        };
        Ok((slot, text))
    }

    /// The words are those in effect; if they were erased, there is nothing to move.
    pub(super) fn propose_move(
        &mut self,
        object: &ObjectId,
        to: List,
    ) -> Result<Decision, Refusal> {
        let (slot, text) = self.current(object)?;
        if text.subject != Some(Subject::Item) {
            return Err(Refusal::UnknownItem(*object));
        }
        if self
            .known_item(object)?
            .list(self.relationship, self.record)
            == Some(to)
        {
            return Err(Refusal::AlreadyOnList);
        }
        if text.titles.is_empty() {
            return Err(Refusal::NothingWritten);
        }
        let (words, about) = self.said_in(text);
        self.proposal(vec![slot], Subject::Item, Some(to), &words, &about, None)
    }

    pub(super) fn conclude(&mut self, object: &ObjectId) -> Result<Decision, Refusal> {
        let (slot, text) = self.current(object)?;
        let list = self
            .known_item(object)?
            .list(self.relationship, self.record);
        let (words, about) = self.said_in(text);
        self.proposal(vec![slot], Subject::Conclusion, list, &words, &about, None)
    }

    /// The words of a text, whole, and what stands beside them.
    fn said_in(&self, text: &Proposal) -> (Wordings, About) {
        let words = (self.words)(&text.at());
        let about = About {
            sources: words.sources,
            ..text.about().clone()
        };
        (words.wordings, about)
    }
}
