//! Asking for erasure and answering: whose word it is, and what stays.

use domain::command::Reason;
use domain::testing::{Stage, propose};
use domain::{Command, List, Outcome, Refusal};
use record::{Kind, StatementId};

use crate::two;

const BASIS: &str = "A person asked for it under the law of data";

fn because(text: &str) -> Reason {
    Reason {
        lang: "en".to_owned(),
        text: text.to_owned(),
    }
}

fn ask(of: StatementId, contents: &[u64]) -> Command {
    Command::AskErasure {
        of,
        contents: contents.to_vec(),
        basis: because(BASIS),
    }
}

fn answer(request: StatementId, outcome: Outcome) -> Command {
    Command::AnswerErasure {
        request,
        outcome,
        reason: None,
    }
}

/// A proposal of `author` that everybody has, and the request of `asker` to erase its words.
fn asked(author: &str, asker: &str) -> (Stage, StatementId, StatementId) {
    let mut stage = two();
    let text = stage.says_to_all(author, propose("Sea rescue", List::Cooperation))[0];
    let request = stage.tries(asker, &ask(text, &[0])).expect("it is there")[0];
    stage.exchange();
    (stage, text, request)
}

fn answered(stage: &Stage, at: &str, request: &StatementId, party: &str) -> Option<Outcome> {
    let erasure = stage.seat(at).relationship.erasure(request);
    let party = stage.seat(party).party();
    let answer = erasure.expect("everybody has it").answer_of(&party);
    answer.map(|answer| answer.outcome)
}

#[test]
fn each_party_answers_for_its_own_node_and_nobody_for_another() {
    for (one, other) in [("asteria", "borealis"), ("borealis", "asteria")] {
        let (mut stage, text, request) = asked(one, other);
        stage
            .tries(one, &answer(request, Outcome::Erased))
            .expect("it may");
        stage
            .tries(other, &answer(request, Outcome::Kept))
            .expect("it may");
        stage.exchange();
        for name in [one, other] {
            let erasure = stage.seat(name).relationship.erasure(&request);
            let erasure = erasure.expect("everybody has it");
            assert_eq!((erasure.of, erasure.contents.as_slice()), (text, &[0][..]));
            let basis = stage.seat(name).words(&erasure.at).reason;
            assert_eq!(basis.map(|(_, words)| words).as_deref(), Some(BASIS));
            let of = |party| answered(&stage, name, &request, party);
            assert_eq!(
                (of(one), of(other)),
                (Some(Outcome::Erased), Some(Outcome::Kept))
            );
        }
        // What is erased stays erased; what is kept may be erased later.
        let again = stage.tries(one, &answer(request, Outcome::Kept));
        assert_eq!(again, Err(Refusal::AnsweredBefore));
        let again = stage.tries(other, &answer(request, Outcome::Kept));
        assert_eq!(again, Err(Refusal::AnsweredBefore));
        stage
            .tries(other, &answer(request, Outcome::Erased))
            .expect("it may think again");
    }
}

#[test]
fn what_is_not_there_cannot_be_asked_for() {
    let (mut stage, text, request) = asked("asteria", "borealis");
    let refused = |stage: &mut Stage, command: &Command| {
        stage.tries("asteria", command).expect_err("it is refused")
    };
    let nothing = Refusal::NothingToErase;
    assert_eq!(refused(&mut stage, &ask(text, &[])), nothing);
    assert_eq!(refused(&mut stage, &ask(text, &[1])), nothing);
    assert_eq!(
        refused(&mut stage, &ask(StatementId::default(), &[0])),
        nothing
    );
    let name = stage.seat("asteria").seat.player.inception.leaf.statement;
    assert_eq!(refused(&mut stage, &ask(name, &[0])), nothing);
    let unfounded = Command::AskErasure {
        of: text,
        contents: vec![0],
        basis: because(" "),
    };
    assert_eq!(refused(&mut stage, &unfounded), Refusal::ReasonMissing);
    let unknown = answer(text, Outcome::Erased);
    assert_eq!(refused(&mut stage, &unknown), Refusal::UnknownRequest);
    assert!(
        stage
            .seat("asteria")
            .relationship
            .erasure(&request)
            .is_some()
    );
}

#[test]
fn an_answer_to_what_its_author_had_not_seen_says_nothing() {
    use record::seal::Statement;
    let mut stage = two();
    let text = stage.says_to_all("asteria", propose("Sea rescue", List::Cooperation))[0];
    let request = stage
        .tries("asteria", &ask(text, &[0]))
        .expect("it is there")[0];
    let seat = stage.seat_mut("borealis");
    let mut body = record::Body::new(
        seat.record().space(),
        seat.party(),
        Kind::EraseAnswer,
        [7; 16],
    );
    body.refs = vec![request];
    body.fields = body.fields.with(domain::fact::field::OUTCOME, |w| {
        w.u64(Outcome::Erased.number());
    });
    let delegate = seat.seat.player.delegate.clone();
    seat.seal(vec![Statement::sign(&body, Vec::new(), &delegate)]);
    stage.exchange();
    for name in ["asteria", "borealis"] {
        let erasure = stage.seat(name).relationship.erasure(&request).cloned();
        assert_eq!(erasure.expect("known").answers, []);
    }
}
