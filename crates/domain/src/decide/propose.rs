//! Putting a text forward: a new one, another one, a move, a conclusion.

use record::fold::FIELD_MEMBERSHIP;
use record::rule::{Act, held};
use record::{Body, Kind, ObjectId, Slot, StatementId, TextStatus};

use super::check::check_wordings;
use super::{Decision, Desk};
use crate::command::Target;
use crate::fact::{self, List, Mark, Subject};
use crate::item::Proposal;
use crate::refusal::Refusal;
use crate::wording::{Content, Source, Wordings};

impl Desk<'_> {
    pub(super) fn propose(
        &mut self,
        target: &Target,
        wordings: &Wordings,
        areas: &[ObjectId],
        marks: &[Mark],
        sources: &[Source],
    ) -> Result<Decision, Refusal> {
        check_wordings(wordings)?;
        let (slot, subject, list) = match target {
            Target::New { subject, list } => {
                let object = ObjectId(self.seeds.nonce());
                (Slot { object, base: None }, *subject, *list)
            }
            Target::Existing(object) => {
                let item = self
                    .relationship
                    .item(object)
                    .ok_or(Refusal::UnknownItem(*object))?;
                let base = item.current(self.relationship, self.record);
                let subject = item
                    .subject(self.relationship, self.record)
                    .unwrap_or(Subject::Item);
                (
                    Slot {
                        object: *object,
                        base,
                    },
                    subject,
                    item.list(self.relationship, self.record),
                )
            }
        };
        let mut contents: Vec<Content> = wordings.contents().collect();
        contents.extend(sources.iter().map(Source::content));
        self.proposal(slot, subject, list, areas, marks, contents)
    }

    /// A proposal, and the assent of its own party where that is required.
    fn proposal(
        &mut self,
        slot: Slot,
        subject: Subject,
        list: Option<List>,
        areas: &[ObjectId],
        marks: &[Mark],
        contents: Vec<Content>,
    ) -> Result<Decision, Refusal> {
        let membership = self.record.membership().0;
        let act = Act::Propose {
            slots: vec![slot],
            membership,
            brings: None,
        };
        self.judge(&act)?;
        let mut body = self.body(Kind::Propose);
        body.slots = vec![slot];
        body.fields =
            fact::describe(body.fields, subject, list, areas, marks).with(FIELD_MEMBERSHIP, |w| {
                w.bytes(membership.as_bytes());
            });
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
            self.lock_is_free(&slot)?;
            decision
                .now
                .push(self.act(Kind::Assent, &[text], Vec::new()));
        }
        Ok(decision)
    }

    /// Our assent to the new text would be void while a rival that we assented to is alive.
    fn lock_is_free(&self, slot: &Slot) -> Result<(), Refusal> {
        let rivals = self
            .relationship
            .item(&slot.object)
            .map(|item| item.texts.clone())
            .unwrap_or_default();
        for rival in rivals {
            let Some(text) = self
                .record
                .ledger()
                .text(&rival)
                .filter(|text| text.slots.contains(slot))
            else {
                continue;
            };
            match self.record.status(&rival) {
                Some(TextStatus::InEffect) => return Err(Refusal::RivalInEffect { rival }),
                Some(TextStatus::Dead) | None => {}
                _ if held(&text.assents, &self.party, self.record.known()) => {
                    return Err(Refusal::RivalAssented { rival });
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The item's text in effect and what it says.
    fn current(&self, object: &ObjectId) -> Result<(StatementId, &Proposal), Refusal> {
        let item = self
            .relationship
            .item(object)
            .ok_or(Refusal::UnknownItem(*object))?;
        let current = item
            .current(self.relationship, self.record)
            .ok_or(Refusal::NotInEffect)?;
        let text = self
            .relationship
            .text(&current)
            .ok_or(Refusal::UnknownText(current))?;
        Ok((current, text))
    }

    pub(super) fn propose_move(
        &mut self,
        object: &ObjectId,
        to: List,
    ) -> Result<Decision, Refusal> {
        let item = self
            .relationship
            .item(object)
            .ok_or(Refusal::UnknownItem(*object))?;
        let (current, text) = self.current(object)?;
        if item.list(self.relationship, self.record) == Some(to) {
            return Err(Refusal::AlreadyOnList);
        }
        let words = item.wordings(self.relationship, self.record);
        let mut contents: Vec<Content> = words
            .map(|words| words.contents().collect())
            .unwrap_or_default();
        contents.extend(text.sources.iter().map(Source::content));
        let (areas, marks) = (text.areas.clone(), text.marks.clone());
        let slot = Slot {
            object: *object,
            base: Some(current),
        };
        self.proposal(slot, Subject::Item, Some(to), &areas, &marks, contents)
    }

    pub(super) fn conclude(&mut self, object: &ObjectId) -> Result<Decision, Refusal> {
        let item = self
            .relationship
            .item(object)
            .ok_or(Refusal::UnknownItem(*object))?;
        let (current, text) = self.current(object)?;
        let list = item.list(self.relationship, self.record);
        let words = item.wordings(self.relationship, self.record);
        let contents: Vec<Content> = words
            .map(|words| words.contents().collect())
            .unwrap_or_default();
        let (areas, marks) = (text.areas.clone(), text.marks.clone());
        let slot = Slot {
            object: *object,
            base: Some(current),
        };
        self.proposal(slot, Subject::Conclusion, list, &areas, &marks, contents)
    }
}
