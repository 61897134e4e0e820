//! Asking for erasure, and answering for the own node.

use record::{Kind, Lane, StatementId};

use super::check::{check_reason, check_required_reason, reasons};
use super::{Decision, Desk};
use crate::command::Reason;
use crate::erasure::Outcome;
use crate::fact::field;
use crate::refusal::Refusal;

impl Desk<'_> {
    pub(super) fn ask_erasure(
        &mut self,
        of: &StatementId,
        contents: &[u64],
        basis: &Reason,
    ) -> Result<Decision, Refusal> {
        self.may_speak()?;
        check_required_reason(basis)?;
        self.erasable(of, contents)?;
        let mut body = self.body(Kind::Erase);
        body.refs = vec![*of];
        body.fields = body.fields.with(field::CONTENTS, |w| {
            w.array(contents.len() as u64);
            contents.iter().for_each(|n| {
                w.u64(*n);
            });
        });
        Ok(self.now(body, reasons(Some(basis))))
    }

    /// Whether the statement, as the new entry will know it, has these contents, and not for its party's keys: by
    /// its name in the identity log a party is known in every space.
    fn erasable(&self, of: &StatementId, contents: &[u64]) -> Result<(), Refusal> {
        let view = self.view();
        let said = self.relationship.said(of);
        let mut known =
            said.filter(|event| view.holds(&event.at) && event.at.log.lane != Lane::Identity);
        let has = |count: u64| !contents.is_empty() && contents.iter().all(|n| *n < count);
        match known.next() {
            Some(event) if has(event.contents) => Ok(()),
            _ => Err(Refusal::NothingToErase),
        }
    }

    pub(super) fn answer_erasure(
        &mut self,
        request: &StatementId,
        outcome: Outcome,
        reason: Option<&Reason>,
    ) -> Result<Decision, Refusal> {
        self.may_speak()?;
        reason.map_or(Ok(()), check_reason)?;
        let view = self.view();
        let erasure = self
            .relationship
            .erasure(request)
            .filter(|erasure| view.holds(&erasure.at))
            .ok_or(Refusal::UnknownRequest)?;
        if let Some(answer) = erasure.answer_of(&self.party)
            && (answer.outcome == outcome || answer.outcome == Outcome::Erased)
        {
            return Err(Refusal::AnsweredBefore);
        }
        if outcome == Outcome::Erased {
            self.erasable(&erasure.of, &erasure.contents)?;
        }
        let mut body = self.body(Kind::EraseAnswer);
        body.refs = vec![*request];
        body.fields = body.fields.with(field::OUTCOME, |w| {
            w.u64(outcome.number());
        });
        Ok(self.now(body, reasons(reason)))
    }
}
