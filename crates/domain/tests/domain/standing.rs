//! Suspending, resuming, withdrawing: one party's own acts on what is in effect.

use domain::testing::*;
use domain::{ItemStatus, List, Refusal};

use crate::{both_show, status, two};

const EIGHT: [&str; 8] = [
    "Commanders",
    "Policy talks",
    "Maritime safety",
    "Repatriation",
    "Legal assistance",
    "Crime",
    "Narcotics",
    "Climate",
];

fn eight_in_effect(stage: &mut Stage) {
    for title in EIGHT {
        stage.says("asteria", propose(title, List::Cooperation));
    }
    stage.exchange();
    for title in EIGHT {
        stage.says("borealis", agree(title));
    }
    stage.exchange();
}

fn suspended(stage: &Stage, name: &str) -> Vec<&'static str> {
    let is = |title: &&&str| {
        matches!(
            status(stage.seat(name), title),
            ItemStatus::Suspended { .. }
        )
    };
    EIGHT.iter().filter(is).copied().collect()
}

#[test]
fn m051_eight_items_are_suspended_in_one_act_and_each_resumes_by_itself() {
    mirrored(|stage| {
        eight_in_effect(stage);
        let trigger = stage.says_to_all("borealis", position("Crime", "Visit: It took place."))[0];
        let texts = EIGHT
            .map(|title| stage.seat("asteria").current(title))
            .to_vec();
        let act = domain::Command::Suspend {
            texts,
            reason: domain::command::Reason {
                lang: "en".to_owned(),
                text: "In answer to the visit".to_owned(),
            },
            answers: Some(trigger),
        };
        stage.tries("asteria", &act).expect("one signed act");
        stage.exchange();
        let seat = stage.seat("borealis");
        let [act] = seat.relationship.standing_acts() else {
            panic!("the timeline shows one act")
        };
        assert_eq!((act.texts.len(), act.answers), (8, Some(trigger)));
        let history = seat.relationship.history();
        let acts: Vec<_> = history
            .filter(|event| event.kind.name() == "suspend")
            .collect();
        assert_eq!(acts.len(), 1);
        assert_eq!(
            acts[0].objects,
            EIGHT.map(|title| seat.item(title)),
            "in the order named"
        );
        assert_eq!(suspended(stage, "borealis"), EIGHT);
        stage.says_to_all("asteria", resume(&["Climate"]));
        assert_eq!(suspended(stage, "borealis"), EIGHT[..7]);
        stage.says_to_all("asteria", resume(&["Commanders", "Crime"]));
        assert_eq!(
            suspended(stage, "borealis"),
            [
                "Policy talks",
                "Maritime safety",
                "Repatriation",
                "Legal assistance",
                "Narcotics"
            ]
        );
        // And again, each with its own history.
        stage.says_to_all("asteria", suspend(&["Climate"], "Once more"));
        let seat = stage.seat("borealis");
        let kinds: Vec<&str> = seat
            .relationship
            .history_of(&seat.item("Climate"))
            .iter()
            .map(|event| event.kind.name())
            .collect();
        assert_eq!(
            kinds,
            [
                "propose", "assent", "assent", "suspend", "resume", "suspend"
            ]
        );
    });
}

#[test]
fn what_both_suspended_stays_suspended_until_both_resumed() {
    let mut stage = two();
    stage.says_to_all("asteria", propose("Climate", List::Cooperation));
    stage.says_to_all("borealis", agree("Climate"));
    stage.says("borealis", suspend(&["Climate"], "Drought"));
    stage.says("asteria", suspend(&["Climate"], "Flood"));
    stage.exchange();
    let item = |by: &str| {
        format!(
            r#"
            A1 "Climate" (item, cooperation): suspended by {by}
               asteria proposed "Climate" (item on cooperation): in effect; assent of asteria, borealis; suspended by {by}
            "#
        )
    };
    both_show(&stage, &item("asteria, borealis"));
    assert_eq!(
        stage.refused("borealis", suspend(&["Climate"], "Again")),
        Refusal::AlreadySuspended
    );
    stage.says_to_all("asteria", resume(&["Climate"]));
    both_show(&stage, &item("borealis"));
    assert_eq!(
        stage.refused("asteria", resume(&["Climate"])),
        Refusal::NotSuspendedByUs
    );
    stage.says_to_all("borealis", resume(&["Climate"]));
    assert_eq!(
        status(stage.seat("asteria"), "Climate"),
        ItemStatus::InEffect
    );
}

#[test]
fn a_withdrawal_is_for_good_and_a_new_agreement_can_follow() {
    mirrored(|stage| {
        stage.says_to_all("asteria", propose("Climate", List::Cooperation));
        stage.says_to_all("borealis", agree("Climate"));
        stage.says_to_all("borealis", withdraw(&["Climate"], "It costs too much"));
        let seat = stage.seat("asteria");
        let borealis = stage.seat("borealis").party();
        let withdrawn = ItemStatus::Withdrawn { by: vec![borealis] };
        assert_eq!(status(seat, "Climate"), withdrawn);
        assert_eq!(
            stage.refused("borealis", withdraw(&["Climate"], "Again")),
            Refusal::AlreadySuspended
        );
        assert_eq!(
            stage.refused("borealis", resume(&["Climate"])),
            Refusal::NotSuspendedByUs
        );
        stage.says_to_all(
            "asteria",
            instead_of("Climate", "Climate, for half the cost"),
        );
        assert_eq!(status(stage.seat("asteria"), "Climate"), withdrawn);
        stage.says_to_all("borealis", agree("Climate, for half the cost"));
        assert_eq!(
            status(stage.seat("asteria"), "Climate"),
            ItemStatus::InEffect
        );
    });
}

#[test]
fn an_amendment_assented_to_before_does_not_undo_a_suspension() {
    mirrored(|stage| {
        stage.says_to_all("asteria", propose("Climate", List::Cooperation));
        stage.says_to_all("borealis", agree("Climate"));
        stage.says_to_all("borealis", instead_of("Climate", "Climate and rain"));
        stage.says("borealis", suspend(&["Climate"], "The flood"));
        stage.says("asteria", agree("Climate and rain"));
        stage.exchange();
        let seat = stage.seat("asteria");
        assert_eq!(seat.current("Climate"), seat.text("Climate and rain"));
        let by = vec![stage.seat("borealis").party()];
        assert_eq!(status(seat, "Climate"), ItemStatus::Suspended { by });
        stage.says_to_all("borealis", resume(&["Climate"]));
        assert_eq!(
            status(stage.seat("asteria"), "Climate"),
            ItemStatus::InEffect
        );
    });
}

#[test]
fn whoever_assents_to_an_amendment_after_suspending_agrees_anew() {
    for amended_first in [true, false] {
        mirrored(|stage| {
            stage.says_to_all("asteria", propose("Climate", List::Cooperation));
            stage.says_to_all("borealis", agree("Climate"));
            if amended_first {
                stage.says_to_all("asteria", instead_of("Climate", "Climate and floods"));
            }
            stage.says_to_all("borealis", suspend(&["Climate"], "The flood"));
            if !amended_first {
                stage.says_to_all("asteria", instead_of("Climate", "Climate and floods"));
            }
            stage.says_to_all("borealis", agree("Climate and floods"));
            assert_eq!(
                status(stage.seat("asteria"), "Climate"),
                ItemStatus::InEffect
            );
        });
    }
}

#[test]
fn only_the_text_that_stands_on_the_list_can_be_suspended() {
    let mut stage = two();
    stage.says_to_all("asteria", propose("Climate", List::Cooperation));
    stage.says_to_all("borealis", agree("Climate"));
    let shown = stage.seat("borealis").current("Climate");
    stage.says_to_all("asteria", instead_of("Climate", "Climate and rain"));
    stage.says_to_all("borealis", agree("Climate and rain"));
    let stale = move |_: &Seat| domain::Command::Suspend {
        texts: vec![shown],
        reason: domain::command::Reason {
            lang: "en".to_owned(),
            text: "The flood".to_owned(),
        },
        answers: None,
    };
    assert_eq!(
        stage.refused("borealis", Box::new(stale)),
        Refusal::TextMoved
    );
}

#[test]
fn a_suspension_by_one_who_is_no_party_to_it_is_without_effect() {
    use record::seal::Statement;
    use record::{Body, Kind};
    mirrored(|stage| {
        stage.says_to_all("asteria", propose("Climate", List::Cooperation));
        stage.says_to_all("borealis", agree("Climate"));
        let cantabria = stage.seat("cantabria").party();
        assert_eq!(
            stage.refused("cantabria", suspend(&["Climate"], "For the parties' good")),
            Refusal::NotOurs { party: cantabria }
        );
        let seat = stage.seat_mut("cantabria");
        let text = seat.current("Climate");
        let nonce = seat.seeds().nonce();
        let mut body = Body::new(seat.record().space(), cantabria, Kind::Suspend, nonce);
        body.refs = vec![text];
        let delegate = seat.seat.player.delegate.clone();
        seat.seal(vec![Statement::sign(&body, Vec::new(), &delegate)]);
        stage.exchange();
        let seat = stage.seat("asteria");
        assert_eq!(status(seat, "Climate"), ItemStatus::InEffect);
        let [act] = seat.relationship.standing_acts() else {
            panic!("it is kept and shown")
        };
        assert_eq!(
            (act.texts.len(), act.without_effect.as_slice()),
            (0, [text].as_slice())
        );
    });
}

#[test]
fn a_suspension_of_what_was_not_in_effect_for_its_author_is_without_effect() {
    use record::seal::Statement;
    use record::{Body, Kind};
    let mut stage = two();
    stage.says_to_all("asteria", propose("Climate", List::Cooperation));
    let seat = stage.seat_mut("asteria");
    let mut body = Body::new(seat.record().space(), seat.party(), Kind::Suspend, [7; 16]);
    body.refs = vec![seat.text("Climate")];
    let delegate = seat.seat.player.delegate.clone();
    // Sealed before Borealis was heard, and heard after Borealis made it take effect.
    stage.says("borealis", agree("Climate"));
    let seat = stage.seat_mut("asteria");
    seat.seal(vec![Statement::sign(&body, Vec::new(), &delegate)]);
    stage.exchange();
    assert_eq!(
        status(stage.seat("borealis"), "Climate"),
        ItemStatus::InEffect
    );
    assert_eq!(
        status(stage.seat("asteria"), "Climate"),
        ItemStatus::InEffect
    );
}
