//! Standing acts: suspend, resume and withdraw, each one party's sovereign act on texts in effect.
//!
//! They never undo that a text came into effect. An act that names a text which was not in effect in its
//! author's view, or which does not need its author's assent, is kept and shown as without effect for that
//! text. What was suspended stays so when an amendment that the party had assented to before takes effect.

use record::fold::Folded;
use record::rule::held;
use record::view::Position;
use record::{Kind, PartyId, Record, StatementId};

use crate::fact;
use crate::place::Place;
use crate::relationship::distinct;

/// One act, possibly on many texts. If it gives a reason, that stands in its words.
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
    /// The texts it names and takes effect on.
    pub texts: Vec<StatementId>,
    /// Texts that build on these and that its author had assented to before: if they come into effect, it
    /// holds for them too.
    pub carried_to: Vec<StatementId>,
    /// The texts it names without effect: not in effect in its author's view, or the author is not required.
    pub without_effect: Vec<StatementId>,
    /// What it answers.
    pub answers: Option<StatementId>,
}

impl StandingAct {
    /// Reads a valid act of one of the three kinds. `built_on` gives the texts that build on a text.
    pub fn read(
        record: &Record,
        folded: &Folded,
        place: Place,
        built_on: impl Fn(&StatementId) -> Vec<StatementId>,
    ) -> StandingAct {
        let (texts, without_effect): (Vec<_>, Vec<_>) = distinct(folded.body.refs.iter().copied())
            .into_iter()
            .partition(|text| takes_effect(record, folded, text));
        StandingAct {
            at: folded.at,
            place,
            statement: folded.statement,
            kind: folded.body.kind,
            carried_to: carried_to(record, folded, &texts, built_on),
            texts,
            without_effect,
            answers: fact::answers(&folded.body),
        }
    }

    /// Whether it says something about this text.
    pub fn concerns(&self, text: &StatementId) -> bool {
        self.texts.contains(text) || self.carried_to.contains(text)
    }
}

/// A party can stand back only from what it is a party to, and only from what it knew to be in effect.
fn takes_effect(record: &Record, folded: &Folded, id: &StatementId) -> bool {
    let ledger = record.ledger();
    let party = folded.at.log.party;
    let required = |text| ledger.required(text).any(|required| required == party);
    ledger.text(id).is_some_and(required) && ledger.in_effect(id, &folded.view)
}

/// The texts that build on what is suspended and that the author had assented to before. Whoever assents
/// afterwards agrees anew; whoever assented before must not find the suspension undone by others' assents.
fn carried_to(
    record: &Record,
    folded: &Folded,
    texts: &[StatementId],
    built_on: impl Fn(&StatementId) -> Vec<StatementId>,
) -> Vec<StatementId> {
    let party = folded.at.log.party;
    let assented = |id: &StatementId| {
        let text = record.ledger().text(id);
        text.is_some_and(|text| held(&text.assents, &party, &folded.view))
    };
    let mut carried: Vec<StatementId> = Vec::new();
    let mut next: Vec<StatementId> = texts.to_vec();
    while let Some(text) = next.pop() {
        let known = |id: &StatementId| !texts.contains(id) && !carried.contains(id);
        let further: Vec<StatementId> = built_on(&text)
            .into_iter()
            .filter(|id| assented(id) && known(id))
            .collect();
        carried.extend(&further);
        next.extend(further);
    }
    carried
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
    /// Derives it from the acts that concern the text, in causal order: for each party its own last act decides.
    pub(crate) fn of<'a>(acts: impl Iterator<Item = &'a StandingAct>) -> Standing {
        let mut standing = Standing::default();
        for act in acts {
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
