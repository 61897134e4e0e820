//! What people do, drawn from the state that their node shows them. Much of it is refused, as it should be.

use disk::Seeded;
use domain::command::Reason;
use domain::{About, Command, List, Subject, Wording, Wordings};
use node::Space;
use record::{ObjectId, StatementId, TextStatus};

use crate::pair::{counter, propose};

pub fn draw(dice: &mut Seeded, state: &Space) -> Command {
    let texts = Texts { state };
    match dice.below(20) {
        0..=2 => propose(List::Dialogues, &words(dice)),
        3..=5 => match texts.any(dice) {
            Some(text) => counter(texts.object(text), &words(dice)),
            None => propose(List::Dialogues, &words(dice)),
        },
        6..=10 => with(texts.of(dice, TextStatus::Open), |text| Command::Assent {
            text,
        }),
        11 => with(texts.of(dice, TextStatus::Open), |text| Command::Decline {
            text,
            reason: None,
        }),
        12 => with(texts.any(dice), |text| Command::Release { text }),
        13..=15 => with(texts.of(dice, TextStatus::Open), |text| {
            Command::AcceptTheirs { text }
        }),
        16 => with(texts.of(dice, TextStatus::InEffect), |text| {
            standing(dice, text)
        }),
        17 => with(texts.any(dice), |text| Command::Position {
            object: texts.object(text),
            wordings: wordings(dice),
        }),
        18 => with(texts.any(dice), |text| Command::Defer {
            object: texts.object(text),
            until_day: 30_000,
            reason: None,
        }),
        _ => Command::BringIn {
            subject: Subject::Item,
            list: Some(List::Dialogues),
            wordings: wordings(dice),
            about: About::default(),
        },
    }
}

/// What a party does on its own to a text in effect.
fn standing(dice: &mut Seeded, text: StatementId) -> Command {
    let (texts, reason) = (vec![text], reason(dice));
    match dice.below(5) {
        0 | 1 => Command::Suspend {
            texts,
            reason,
            answers: None,
        },
        2 | 3 => Command::Resume { texts },
        _ => Command::Withdraw { texts, reason },
    }
}

fn with(text: Option<StatementId>, command: impl FnOnce(StatementId) -> Command) -> Command {
    text.map_or_else(|| propose(List::Dialogues, "The first"), command)
}

fn words(dice: &mut Seeded) -> String {
    format!("Words {}", dice.number())
}

fn wordings(dice: &mut Seeded) -> Wordings {
    let wording = Wording {
        lang: "en".into(),
        title: words(dice),
        ..Wording::default()
    };
    Wordings(vec![wording])
}

fn reason(dice: &mut Seeded) -> Reason {
    Reason {
        lang: "en".into(),
        text: words(dice),
    }
}

/// The texts that somebody sees.
struct Texts<'a> {
    state: &'a Space,
}

impl Texts<'_> {
    fn any(&self, dice: &mut Seeded) -> Option<StatementId> {
        self.one(dice, |_| true)
    }

    fn of(&self, dice: &mut Seeded, status: TextStatus) -> Option<StatementId> {
        self.one(dice, |text| self.state.record.status(text) == Some(status))
    }

    fn one(&self, dice: &mut Seeded, filter: impl Fn(&StatementId) -> bool) -> Option<StatementId> {
        let all = self.state.record.ledger().texts().map(|(id, _)| *id);
        let all: Vec<StatementId> = all.filter(filter).collect();
        (!all.is_empty()).then(|| all[dice.below(all.len())])
    }

    fn object(&self, text: StatementId) -> ObjectId {
        let object = self.state.relationship.object_of(&text);
        object.expect("a text of the record")
    }
}
