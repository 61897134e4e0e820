//! One party's own acts on what is in effect: suspend, resume, withdraw.

use record::{Kind, StatementId, TextStatus};

use super::check::reasons;
use super::{Decision, Desk};
use crate::command::Reason;
use crate::fact::field;
use crate::refusal::Refusal;

impl Desk<'_> {
    fn standing_texts(&self, texts: &[StatementId]) -> Result<(), Refusal> {
        if texts.is_empty() {
            return Err(Refusal::NothingChosen);
        }
        for id in texts {
            let text = self
                .record
                .ledger()
                .text(id)
                .ok_or(Refusal::UnknownText(*id))?;
            if self.record.status(id) != Some(TextStatus::InEffect) {
                return Err(Refusal::NotInEffect);
            }
            if !self
                .record
                .ledger()
                .required(text)
                .any(|party| party == self.party)
            {
                return Err(Refusal::NotOurs { party: self.party });
            }
        }
        Ok(())
    }

    pub(super) fn suspend(
        &mut self,
        texts: &[StatementId],
        reason: &Reason,
        answers: Option<StatementId>,
    ) -> Result<Decision, Refusal> {
        self.standing_texts(texts)?;
        if reason.text.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        if texts.iter().any(|text| self.ended_by_us(text)) {
            return Err(Refusal::AlreadySuspended);
        }
        let mut body = self.body(Kind::Suspend);
        body.refs = texts.to_vec();
        if let Some(answers) = answers {
            body.fields = body.fields.with(field::ANSWERS, |w| {
                w.bytes(answers.as_bytes());
            });
        }
        Ok(self.now(body, reasons(Some(reason))))
    }

    fn ended_by_us(&self, text: &StatementId) -> bool {
        let standing = self.relationship.standing(text);
        standing.suspended.contains(&self.party) || standing.withdrawn.contains(&self.party)
    }

    pub(super) fn resume(&mut self, texts: &[StatementId]) -> Result<Decision, Refusal> {
        self.standing_texts(texts)?;
        if texts.iter().any(|text| {
            !self
                .relationship
                .standing(text)
                .suspended
                .contains(&self.party)
        }) {
            return Err(Refusal::NotSuspendedByUs);
        }
        Ok(Decision {
            now: vec![self.act(Kind::Resume, texts, Vec::new())],
            pending: Vec::new(),
        })
    }

    pub(super) fn withdraw(
        &mut self,
        texts: &[StatementId],
        reason: &Reason,
    ) -> Result<Decision, Refusal> {
        self.standing_texts(texts)?;
        if reason.text.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        if texts.iter().any(|text| {
            self.relationship
                .standing(text)
                .withdrawn
                .contains(&self.party)
        }) {
            return Err(Refusal::AlreadySuspended);
        }
        Ok(Decision {
            now: vec![self.act(Kind::Withdraw, texts, reasons(Some(reason)))],
            pending: Vec::new(),
        })
    }
}
