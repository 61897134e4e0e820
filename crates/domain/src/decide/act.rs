//! Acting on a text: assent, decline, release, and accepting theirs instead of ours.

use record::rule::{Act, held};
use record::{Kind, StatementId, TextStatus};

use super::check::reasons;
use super::{Decision, Desk};
use crate::command::Reason;
use crate::refusal::Refusal;

impl Desk<'_> {
    pub(super) fn assent(&mut self, text: &StatementId) -> Result<Decision, Refusal> {
        self.may_assent(text)?;
        self.judge(&Act::Assent(*text))?;
        Ok(Decision {
            now: vec![self.act(Kind::Assent, &[*text], Vec::new())],
            pending: Vec::new(),
        })
    }

    /// The refusals a person can do something about, before the rule is asked.
    fn may_assent(&self, id: &StatementId) -> Result<(), Refusal> {
        let text = self
            .record
            .ledger()
            .text(id)
            .ok_or(Refusal::UnknownText(*id))?;
        if held(&text.assents, &self.party, self.record.known()) {
            return Err(Refusal::AlreadyAssented);
        }
        if held(&text.renounces, &self.party, self.record.known()) {
            return Err(Refusal::DeclinedBefore);
        }
        match self.record.status(id) {
            Some(TextStatus::InEffect) => return Err(Refusal::AlreadyInEffect),
            Some(TextStatus::Dead) => return Err(Refusal::TextDead),
            _ => {}
        }
        for rival in self.record.ledger().rivals(id) {
            if self.record.status(&rival) == Some(TextStatus::InEffect) {
                return Err(Refusal::RivalInEffect { rival });
            }
            let ours = self
                .record
                .ledger()
                .text(&rival)
                .is_some_and(|text| held(&text.assents, &self.party, self.record.known()));
            if ours && self.record.status(&rival) != Some(TextStatus::Dead) {
                return Err(Refusal::RivalAssented { rival });
            }
        }
        Ok(())
    }

    pub(super) fn decline(
        &mut self,
        id: &StatementId,
        reason: Option<&Reason>,
    ) -> Result<Decision, Refusal> {
        let text = self
            .record
            .ledger()
            .text(id)
            .ok_or(Refusal::UnknownText(*id))?;
        if held(&text.assents, &self.party, self.record.known()) {
            return Err(Refusal::AlreadyAssented);
        }
        if held(&text.renounces, &self.party, self.record.known()) {
            return Err(Refusal::DeclinedBefore);
        }
        self.judge(&Act::Renounce {
            text: *id,
            by_node: false,
        })?;
        Ok(Decision {
            now: vec![self.act(Kind::Renounce, &[*id], reasons(reason))],
            pending: Vec::new(),
        })
    }

    pub(super) fn release(&mut self, id: &StatementId) -> Result<Decision, Refusal> {
        let text = self
            .record
            .ledger()
            .text(id)
            .ok_or(Refusal::UnknownText(*id))?;
        if !held(&text.assents, &self.party, self.record.known()) {
            return Err(Refusal::NothingToRelease);
        }
        if self.record.status(id) == Some(TextStatus::InEffect) {
            return Err(Refusal::AlreadyInEffect);
        }
        self.judge(&Act::Release(*id))?;
        Ok(Decision {
            now: vec![self.act(Kind::Release, &[*id], Vec::new())],
            pending: Vec::new(),
        })
    }

    pub(super) fn accept_theirs(&mut self, id: &StatementId) -> Result<Decision, Refusal> {
        self.record
            .ledger()
            .text(id)
            .ok_or(Refusal::UnknownText(*id))?;
        let ours = |rival: &StatementId| {
            let text = self.record.ledger().text(rival);
            text.is_some_and(|text| held(&text.assents, &self.party, self.record.known()))
                && self.record.status(rival) != Some(TextStatus::Dead)
        };
        let rivals: Vec<StatementId> = self
            .record
            .ledger()
            .rivals(id)
            .into_iter()
            .filter(ours)
            .collect();
        if rivals.is_empty() {
            return Err(Refusal::NoRivalOfOurs);
        }
        if let Some(rival) = rivals
            .iter()
            .find(|rival| self.record.status(rival) == Some(TextStatus::InEffect))
        {
            return Err(Refusal::RivalInEffect { rival: *rival });
        }
        let mut now = Vec::new();
        for rival in rivals {
            self.judge(&Act::Release(rival))?;
            now.push(self.act(Kind::Release, &[rival], Vec::new()));
        }
        Ok(Decision {
            now,
            pending: vec![self.act(Kind::Assent, &[*id], Vec::new())],
        })
    }
}
