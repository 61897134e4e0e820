//! Standing acts: suspend, resume and withdraw, each one party's sovereign act on texts in effect.
//!
//! They never undo that a text came into effect. An act that names a text which was not in effect in its
//! author's view is kept and shown as without effect for that text.

use record::fold::Folded;
use record::view::{Position, View};
use record::{Kind, PartyId, Record, StatementId};

use crate::fact;
use crate::place::Place;

/// One act, possibly on many texts.
#[derive(Clone, Debug)]
pub struct StandingAct {
    /// Where.
    pub at: Position,
    /// Where among everything said.
    pub place: Place,
    /// The statement.
    pub statement: StatementId,
    /// Suspend, resume or withdraw.
    pub kind: Kind,
    /// The texts it takes effect on.
    pub texts: Vec<StatementId>,
    /// The texts it names without effect: they were not in effect in the author's view.
    pub without_effect: Vec<StatementId>,
    /// The reason, with its language.
    pub reason: Option<(String, String)>,
    /// What it answers.
    pub answers: Option<StatementId>,
}

impl StandingAct {
    /// Reads a valid act of one of the three kinds.
    pub fn read(
        record: &Record,
        folded: &Folded,
        place: Place,
        reason: Option<(String, String)>,
    ) -> StandingAct {
        let (texts, without_effect) = folded
            .body
            .refs
            .iter()
            .partition(|text| in_effect(record, &folded.view, text));
        StandingAct {
            at: folded.at,
            place,
            statement: folded.statement,
            kind: folded.body.kind,
            texts,
            without_effect,
            reason,
            answers: fact::answers(&folded.body),
        }
    }
}

fn in_effect(record: &Record, view: &View, text: &StatementId) -> bool {
    record.ledger().in_effect(text, view)
}

/// Who suspended or withdrew from one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Suspended and not resumed.
    pub suspended: Vec<PartyId>,
    /// Withdrawn, for good.
    pub withdrawn: Vec<PartyId>,
}

impl Standing {
    /// Derives it from all acts, which are in causal order: for each party its own last act decides.
    pub fn of(acts: &[StandingAct], text: &StatementId) -> Standing {
        let on_text = acts.iter().filter(|act| act.texts.contains(text));
        let mut standing = Standing::default();
        for act in on_text {
            let party = act.at.log.party;
            match act.kind {
                Kind::Withdraw if !standing.withdrawn.contains(&party) => {
                    standing.withdrawn.push(party)
                }
                Kind::Suspend if !standing.suspended.contains(&party) => {
                    standing.suspended.push(party)
                }
                Kind::Resume => standing.suspended.retain(|other| *other != party),
                _ => {}
            }
        }
        standing
    }
}
