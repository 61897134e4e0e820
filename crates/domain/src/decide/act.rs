//! Acting on a text: assent, decline, release, and accepting theirs instead of ours.

use record::rule::{Act, Text};
use record::{Kind, StatementId, TextStatus};

use super::check::{check_reason, reasons};
use super::{Decision, Desk};
use crate::command::Reason;
use crate::refusal::Refusal;

impl Desk<'_> {
    pub(super) fn assent(&mut self, text: &StatementId) -> Result<Decision, Refusal> {
        self.may_want(text)?;
        if let Some(rival) = self.own_rivals(text).first() {
            return Err(Refusal::RivalAssented { rival: *rival });
        }
        self.judge(&Act::Assent(*text))?;
        Ok(Decision {
            now: vec![self.act(Kind::Assent, &[*text], Vec::new())],
            pending: Vec::new(),
        })
    }

    /// The text, if the new entry will know it.
    fn known_text(&self, id: &StatementId) -> Result<&Text, Refusal> {
        let text = self.record.ledger().text(id);
        let view = self.view();
        let proposed = |text: &&Text| text.proposed.any_in(&view);
        text.filter(proposed).ok_or(Refusal::UnknownText(*id))
    }

    /// The refusals a person can do something about, before the rule is asked: own rivals apart.
    fn may_want(&self, id: &StatementId) -> Result<(), Refusal> {
        let text = self.known_text(id)?;
        if self.did(&text.assents) {
            return Err(Refusal::AlreadyAssented);
        }
        if self.did(&text.renounces) {
            return Err(Refusal::DeclinedBefore);
        }
        for slot in text.slots.iter() {
            self.may_build(&slot.object)?;
        }
        if self.in_effect(id) {
            return Err(Refusal::AlreadyInEffect);
        }
        if self.record.status(id) == Some(TextStatus::Dead) {
            return Err(Refusal::TextDead);
        }
        let proposal = self.relationship.text(id);
        if !proposal.is_some_and(|proposal| proposal.understood) {
            return Err(Refusal::NotUnderstood(*id));
        }
        let rivals = self.rivals(id);
        let (ledger, view) = (self.record.ledger(), self.view());
        if rivals
            .iter()
            .any(|rival| ledger.waits_for_the_lost(rival, &view))
        {
            return Err(Refusal::RivalWaits);
        }
        match rivals.iter().find(|rival| self.in_effect(rival)) {
            Some(rival) => Err(Refusal::RivalInEffect { rival: *rival }),
            None => Ok(()),
        }
    }

    /// The rivals of a text, in causal order.
    fn rivals(&self, id: &StatementId) -> Vec<StatementId> {
        let mut rivals = self.record.ledger().rivals(id);
        rivals.sort_by_key(|rival| self.relationship.text(rival).map(|text| text.place));
        rivals
    }

    /// The rivals to which our side assented and which are not dead in the view that the new entry will carry.
    fn own_rivals(&self, id: &StatementId) -> Vec<StatementId> {
        let view = self.view();
        let ours = |rival: &StatementId| {
            let text = self.record.ledger().text(rival);
            text.is_some_and(|text| self.did(&text.assents))
                && !self.record.ledger().dead(rival, &view)
                && !self.record.ledger().lapsed(rival, &view)
        };
        self.rivals(id).into_iter().filter(ours).collect()
    }

    pub(super) fn decline(
        &mut self,
        id: &StatementId,
        reason: Option<&Reason>,
    ) -> Result<Decision, Refusal> {
        let text = self.known_text(id)?;
        if self.did(&text.assents) {
            return Err(Refusal::AlreadyAssented);
        }
        if self.did(&text.renounces) {
            return Err(Refusal::DeclinedBefore);
        }
        reason.map_or(Ok(()), check_reason)?;
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
        let text = self.known_text(id)?;
        if !self.did(&text.assents) || self.did(&text.releases) {
            return Err(Refusal::NothingToRelease);
        }
        if self.in_effect(id) {
            return Err(Refusal::AlreadyInEffect);
        }
        if self.record.status(id) == Some(TextStatus::Dead) {
            return Err(Refusal::TextDead);
        }
        self.judge(&Act::Release(*id))?;
        Ok(Decision {
            now: vec![self.act(Kind::Release, &[*id], Vec::new())],
            pending: Vec::new(),
        })
    }

    /// Gives nothing up for a text that can no longer take effect.
    pub(super) fn accept_theirs(&mut self, id: &StatementId) -> Result<Decision, Refusal> {
        self.may_want(id)?;
        let rivals = self.own_rivals(id);
        if rivals.is_empty() {
            return Err(Refusal::NoRivalOfOurs);
        }
        let mut now = Vec::new();
        for rival in rivals {
            if self.did(&self.known_text(&rival)?.releases) {
                continue;
            }
            self.judge(&Act::Release(rival))?;
            now.push(self.act(Kind::Release, &[rival], Vec::new()));
        }
        Ok(Decision {
            now,
            pending: vec![self.act(Kind::Assent, &[*id], Vec::new())],
        })
    }
}
