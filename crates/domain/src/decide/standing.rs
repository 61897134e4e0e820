//! One party's own acts on what is in effect: suspend, resume, withdraw.

use record::{Kind, StatementId};

use super::check::{check_required_reason, reasons};
use super::{Decision, Desk};
use crate::command::Reason;
use crate::fact::{Subject, field};
use crate::refusal::Refusal;
use crate::standing::Standing;

impl Desk<'_> {
    /// Texts that a party can stand back from, as far as the new entry will know: in effect, and its own.
    fn standing_texts(&self, texts: &[StatementId]) -> Result<(), Refusal> {
        self.may_speak()?;
        if texts.is_empty() {
            return Err(Refusal::NothingChosen);
        }
        let (ledger, view) = (self.record.ledger(), self.view());
        for id in texts {
            let text = ledger.text(id).ok_or(Refusal::UnknownText(*id))?;
            if !ledger.in_effect(id, &view) {
                return Err(Refusal::NotInEffect);
            }
            if !ledger.required(text).any(|party| party == self.party) {
                return Err(Refusal::NotOurs { party: self.party });
            }
        }
        Ok(())
    }

    /// As [`Desk::standing_texts`], and the texts still are what stands on the lists.
    fn current_texts(&self, texts: &[StatementId]) -> Result<(), Refusal> {
        self.standing_texts(texts)?;
        for id in texts {
            let text = self.relationship.text(id);
            let text = text.ok_or(Refusal::UnknownText(*id))?;
            if matches!(text.subject, Some(Subject::Conclusion | Subject::Members)) {
                return Err(Refusal::NotInEffect);
            }
            let objects = text.objects();
            let mut items = objects
                .iter()
                .filter_map(|object| self.relationship.item(object));
            if !items.any(|item| item.current(self.relationship, self.record) == Some(*id)) {
                return Err(Refusal::TextMoved);
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
        self.current_texts(texts)?;
        check_required_reason(reason)?;
        let standing = |text| self.relationship.standing(text);
        let ended = |standing: Standing| {
            standing.suspended.contains(&self.party) || standing.withdrawn.contains(&self.party)
        };
        if texts.iter().any(|text| ended(standing(text))) {
            return Err(Refusal::AlreadySuspended);
        }
        if let Some(unknown) = answers.filter(|id| self.record.times_said(id) == 0) {
            return Err(Refusal::UnknownText(unknown));
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

    pub(super) fn resume(&mut self, texts: &[StatementId]) -> Result<Decision, Refusal> {
        self.standing_texts(texts)?;
        let suspended = |text: &StatementId| self.relationship.standing(text).suspended;
        if texts
            .iter()
            .any(|text| !suspended(text).contains(&self.party))
        {
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
        self.current_texts(texts)?;
        check_required_reason(reason)?;
        let withdrawn = |text: &StatementId| self.relationship.standing(text).withdrawn;
        if texts
            .iter()
            .any(|text| withdrawn(text).contains(&self.party))
        {
            return Err(Refusal::AlreadySuspended);
        }
        Ok(Decision {
            now: vec![self.act(Kind::Withdraw, texts, reasons(Some(reason)))],
            pending: Vec::new(),
        })
    }
}
