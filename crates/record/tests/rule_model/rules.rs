//! The rule under test, and naive rules that the same check must reject.

use record::rule::{Act, Ledger, Verdict, Void};
use record::view::{Position, View};
use record::{PartyId, StatementId};

/// A way to judge and keep acts.
pub trait Rules {
    /// Judges an act by its author's `view`; `running` is what the judging node happens to hold.
    fn judge(
        &self,
        ledger: &Ledger,
        party: &PartyId,
        view: &View,
        running: &View,
        act: &Act,
    ) -> Verdict;

    /// Keeps a valid act.
    fn keep(&self, ledger: &mut Ledger, id: StatementId, party: PartyId, at: Position, act: &Act) {
        ledger.keep(id, party, at, act);
    }
}

/// The record's rule.
pub struct Record;

impl Rules for Record {
    fn judge(&self, ledger: &Ledger, party: &PartyId, view: &View, _: &View, act: &Act) -> Verdict {
        ledger.judge(party, view, act)
    }
}

/// Naive: one may assent to a rival of what one assented to, as long as none is in effect.
pub struct NoLock;

impl Rules for NoLock {
    fn judge(&self, ledger: &Ledger, party: &PartyId, view: &View, _: &View, act: &Act) -> Verdict {
        match (act, ledger.judge(party, view, act)) {
            (Act::Assent(text), Verdict::Void(Void::RivalAlive)) => {
                let mut rivals = ledger.rivals(text).into_iter();
                match rivals.any(|rival| ledger.in_effect(&rival, view)) {
                    true => Verdict::Void(Void::RivalInEffect),
                    false => Verdict::Valid,
                }
            }
            (_, verdict) => verdict,
        }
    }
}

/// Naive: whoever takes its assent back kills the text at once, without waiting for the others.
pub struct ReleaseActsAlone;

impl Rules for ReleaseActsAlone {
    fn judge(&self, ledger: &Ledger, party: &PartyId, view: &View, _: &View, act: &Act) -> Verdict {
        ledger.judge(party, view, act)
    }

    fn keep(&self, ledger: &mut Ledger, id: StatementId, party: PartyId, at: Position, act: &Act) {
        ledger.keep(id, party, at, act);
        if let Act::Release(text) = act {
            let renounce = Act::Renounce {
                text: *text,
                by_node: false,
            };
            ledger.keep(id, party, at, &renounce);
        }
    }
}

/// Naive: an act is judged by what the judging node holds when it arrives, not by what its author knew.
pub struct RunningState;

impl Rules for RunningState {
    fn judge(
        &self,
        ledger: &Ledger,
        party: &PartyId,
        _: &View,
        running: &View,
        act: &Act,
    ) -> Verdict {
        ledger.judge(party, running, act)
    }
}

/// Naive: of a forked log the branch that came first counts, and nothing of the other.
pub struct FirstBranch;

impl Rules for FirstBranch {
    fn judge(&self, ledger: &Ledger, party: &PartyId, view: &View, _: &View, act: &Act) -> Verdict {
        ledger.judge(party, view, act)
    }

    fn keep(&self, ledger: &mut Ledger, id: StatementId, party: PartyId, at: Position, act: &Act) {
        let is_rival = |other: &Position| {
            (other.log.party, other.log.epoch) == (party, at.log.epoch)
                && other.log.branch != at.log.branch
        };
        let another_came_first = ledger.texts().any(|(_, text)| {
            let acts = text.assents.iter().chain(text.renounces.iter());
            acts.into_iter().any(|other| is_rival(&other))
        });
        if !another_came_first {
            ledger.keep(id, party, at, act);
        }
    }
}

/// Naive: a pending change of members does not pause what the members it replaces decide.
pub struct NoPause;

impl Rules for NoPause {
    fn judge(&self, ledger: &Ledger, party: &PartyId, view: &View, _: &View, act: &Act) -> Verdict {
        match ledger.judge(party, view, act) {
            Verdict::Void(Void::MembershipPending) => Verdict::Valid,
            verdict => verdict,
        }
    }
}
