//! Proposing, agreeing, declining, amending: the life of a text.

use domain::testing::*;
use domain::{About, Command, ItemStatus, List, Mark, Source, Subject, Target, Wording, Wordings};
use record::{TextStatus, Void};

use crate::{both_show, shows, status, two};

#[test]
fn m019_a_principle_is_its_proposers_until_the_other_agrees_and_keeps_its_id() {
    let mut stage = two();
    stage.says_to_all("asteria", principle("Mutual respect"));
    let text = stage.seat("asteria").text("Mutual respect");
    both_show(
        &stage,
        r#"
        A1 "Mutual respect" (principle): proposed, waiting for borealis
           asteria proposed "Mutual respect" (principle): open; assent of asteria
        "#,
    );
    stage.says_to_all("borealis", agree("Mutual respect"));
    both_show(
        &stage,
        r#"
        A1 "Mutual respect" (principle): in effect
           asteria proposed "Mutual respect" (principle): in effect; assent of asteria, borealis
        "#,
    );
    for name in ["asteria", "borealis"] {
        assert_eq!(stage.seat(name).current("Mutual respect"), text);
    }
}

#[test]
fn m031_an_item_proposed_by_one_and_agreed_by_the_other_is_in_effect_at_both() {
    let mut stage = two();
    stage.says(
        "asteria",
        propose("Joint search and rescue", List::Cooperation),
    );
    shows(&stage, &["borealis"], "");
    stage.exchange();
    both_show(
        &stage,
        r#"
        A1 "Joint search and rescue" (item, cooperation): proposed, waiting for borealis
           asteria proposed "Joint search and rescue" (item on cooperation): open; assent of asteria
        "#,
    );
    stage.says("borealis", agree("Joint search and rescue"));
    assert_eq!(
        status(stage.seat("borealis"), "Joint search and rescue"),
        ItemStatus::InEffect,
        "in effect where it was signed"
    );
    assert_ne!(
        status(stage.seat("asteria"), "Joint search and rescue"),
        ItemStatus::InEffect,
        "and nowhere else before it was heard"
    );
    stage.exchange();
    both_show(
        &stage,
        r#"
        A1 "Joint search and rescue" (item, cooperation): in effect
           asteria proposed "Joint search and rescue" (item on cooperation): in effect; assent of asteria, borealis
        "#,
    );
    let [one, other] =
        ["asteria", "borealis"].map(|name| stage.seat(name).current("Joint search and rescue"));
    assert_eq!(one, other, "the same hash");
}

#[test]
fn everything_that_can_be_new_can_be_proposed_and_agreed() {
    mirrored(|stage| {
        stage.says("asteria", principle("Mutual respect"));
        stage.says("asteria", area("Oceans"));
        stage.says(
            "asteria",
            propose_in("Fisheries", List::Dialogues, &["Oceans"]),
        );
        stage.says("asteria", propose("Sea rescue", List::Cooperation));
        stage.says("asteria", propose("Straits", List::Differences));
        stage.says("asteria", propose_as_note("Reading list"));
        stage.exchange();
        for title in [
            "Mutual respect",
            "Oceans",
            "Fisheries",
            "Sea rescue",
            "Straits",
        ] {
            stage.says("borealis", agree(title));
            assert_eq!(status(stage.seat("borealis"), title), ItemStatus::InEffect);
        }
        stage.says("borealis", agree("Reading list"));
    });
}

fn propose_as_note(title: &str) -> Line {
    let title = title.to_owned();
    Box::new(move |seat| domain::Command::Propose {
        target: domain::Target::New {
            subject: Subject::Note,
            list: None,
        },
        wordings: words(&title),
        about: About {
            areas: vec![seat.item("Oceans")],
            ..About::default()
        },
    })
}

#[test]
fn a_facilitator_proposes_and_is_never_required() {
    mirrored(|stage| {
        stage.says_to_all("cantabria", propose("Sea rescue", List::Cooperation));
        shows(
            stage,
            &["asteria", "borealis", "cantabria"],
            r#"
            C1 "Sea rescue" (item, cooperation): proposed, waiting for asteria, borealis
               cantabria proposed "Sea rescue" (item on cooperation): open
            "#
            .replace("asteria, borealis", &in_agreed_order(stage))
            .as_str(),
        );
        stage.says_to_all("asteria", agree("Sea rescue"));
        stage.says_to_all("borealis", agree("Sea rescue"));
        assert_eq!(
            status(stage.seat("cantabria"), "Sea rescue"),
            ItemStatus::InEffect
        );
    });
}

fn in_agreed_order(stage: &Stage) -> String {
    let seat = stage.seat("asteria");
    let parties = seat.record().founding().membership.required();
    let names: Vec<String> = parties
        .map(|party| seat.name_of(&party).to_owned())
        .collect();
    names.join(", ")
}

#[test]
fn m031_amending_builds_on_what_is_in_effect_and_leaves_it_in_effect_until_all_agree() {
    let mut stage = two();
    stage.says_to_all("asteria", propose("Sea rescue", List::Cooperation));
    stage.says_to_all("borealis", agree("Sea rescue"));
    let first = stage.seat("asteria").current("Sea rescue");
    stage.says_to_all("borealis", instead_of("Sea rescue", "Sea and air rescue"));
    both_show(
        &stage,
        r#"
        A1 "Sea rescue" (item, cooperation): in effect
           asteria proposed "Sea rescue" (item on cooperation): in effect; assent of asteria, borealis
           borealis proposed "Sea and air rescue" (item on cooperation): open; assent of borealis
        "#,
    );
    assert_eq!(stage.seat("asteria").current("Sea rescue"), first);
    stage.says_to_all("asteria", agree("Sea and air rescue"));
    stage.says_to_all(
        "asteria",
        instead_of("Sea rescue", "Rescue at sea, in the air and on ice"),
    );
    stage.says_to_all("borealis", agree("Rescue at sea, in the air and on ice"));
    both_show(
        &stage,
        r#"
        A1 "Rescue at sea, in the air and on ice" (item, cooperation): in effect
           asteria proposed "Sea rescue" (item on cooperation): in effect; assent of asteria, borealis
           borealis proposed "Sea and air rescue" (item on cooperation): in effect; assent of asteria, borealis
           asteria proposed "Rescue at sea, in the air and on ice" (item on cooperation): in effect; assent of asteria, borealis
        "#,
    );
    let seat = stage.seat("borealis");
    let bases: Vec<Option<String>> = seat
        .relationship
        .item(&seat.item("Sea rescue"))
        .into_iter()
        .flat_map(|item| &item.texts)
        .flat_map(|id| {
            seat.relationship
                .text(id)
                .expect("it was proposed")
                .slots
                .iter()
        })
        .map(|slot| slot.base.and_then(|base| seat.relationship.text(&base)))
        .map(|base| base.map(|text| text.titles.title("en").to_owned()))
        .collect();
    assert_eq!(
        bases,
        [
            None,
            Some("Sea rescue".into()),
            Some("Sea and air rescue".into())
        ],
        "each builds on the one before"
    );
    assert_eq!(
        seat.record().status(&first),
        Some(TextStatus::InEffect),
        "that never reverts"
    );
}

#[test]
fn m031_an_item_moves_to_another_list_with_both_signatures_and_unchanged_words() {
    let mut stage = two();
    stage.says_to_all(
        "asteria",
        propose("Data flows: Rules for both", List::Dialogues),
    );
    stage.says_to_all("borealis", agree("Data flows"));
    stage.says_to_all("asteria", move_to("Data flows", List::Cooperation));
    both_show(
        &stage,
        r#"
        A1 "Data flows" (item, dialogues): in effect
           asteria proposed "Data flows" (item on dialogues): in effect; assent of asteria, borealis
           asteria proposed "Data flows" (item on cooperation): open; assent of asteria
        "#,
    );
    stage.says_to_all("borealis", agree("Data flows"));
    both_show(
        &stage,
        r#"
        A1 "Data flows" (item, cooperation): in effect
           asteria proposed "Data flows" (item on dialogues): in effect; assent of asteria, borealis
           asteria proposed "Data flows" (item on cooperation): in effect; assent of asteria, borealis
        "#,
    );
    let seat = stage.seat("borealis");
    let item = seat
        .relationship
        .item(&seat.item("Data flows"))
        .expect("it is there");
    let texts: Vec<_> = item
        .texts
        .iter()
        .filter_map(|id| seat.relationship.text(id))
        .collect();
    assert_eq!(seat.words(&texts[0].at()), seat.words(&texts[1].at()));
}

/// What a person never typed must not be lost on the way: the screen of a move shows the list alone.
#[test]
fn m031_a_move_and_a_conclusion_keep_every_language_area_mark_and_source() {
    let mut stage = two();
    stage.says_to_all("asteria", area("Trade"));
    let wording = |lang: &str, title: &str, courtesy| Wording {
        lang: lang.into(),
        title: title.into(),
        text: format!("{title}."),
        courtesy,
    };
    let proposed: Line = Box::new(move |seat| Command::Propose {
        target: Target::New {
            subject: Subject::Item,
            list: Some(List::Dialogues),
        },
        wordings: Wordings(vec![
            wording("en", "Data flows", false),
            wording("zh-Hans", "数据流动", false),
            wording("zh-Hant", "數據流動", true),
        ]),
        about: About {
            areas: vec![seat.item("Trade")],
            marks: vec![Mark::InventedForTheDemo],
            sources: vec![Source {
                label: "Lena, 2020".into(),
                citation: "An article, a journal, 1 July 2020".into(),
            }],
            ..About::default()
        },
    });
    stage.says_to_all("asteria", proposed);
    stage.says_to_all("borealis", agree("Data flows"));
    stage.says_to_all("borealis", move_to("Data flows", List::Cooperation));
    stage.says_to_all("asteria", agree("Data flows"));
    stage.says_to_all("asteria", conclude("Data flows"));
    let seat = stage.seat("borealis");
    let item = seat
        .relationship
        .item(&seat.item("Data flows"))
        .expect("it is there");
    let texts: Vec<_> = item
        .texts
        .iter()
        .map(|id| seat.relationship.text(id).expect("it was proposed"))
        .collect();
    assert_eq!(texts.len(), 3);
    for text in &texts {
        let words = seat.words(&text.at());
        assert_eq!(words.wordings.0.len(), 3);
        assert!(words.wordings.0.iter().all(|one| !one.text.is_empty()));
        assert_eq!(words, seat.words(&texts[0].at()));
        assert_eq!(text.titles, words.wordings.titles());
        assert_eq!(text.about().areas, [seat.item("Trade")]);
        assert_eq!(text.about().marks, [Mark::InventedForTheDemo]);
        assert_eq!(text.about().sources, texts[0].about().sources);
        assert_eq!(text.about().sources.len(), 1, "whose words it is");
    }
}

#[test]
fn m031_what_one_party_proposes_about_anothers_item_does_not_move_it() {
    let mut stage = two();
    stage.says_to_all("asteria", bring_in_item("Straits", List::Dialogues, &[]));
    let object = stage.seat("asteria").item("Straits");
    // A node that does not keep to this crate's rules proposes it for another list, as something else.
    propose_raw(
        &mut stage,
        "borealis",
        object,
        Subject::Area,
        Some(List::Differences),
    );
    stage.exchange();
    both_show(
        &stage,
        r#"
        A1 "Straits" (item, dialogues): proposed, waiting for asteria
           asteria brought in "Straits" on dialogues
           borealis proposed "Elsewhere" (area on differences): open; assent of borealis
        "#,
    );
    stage.says_to_all("asteria", decline("Elsewhere", ""));
    both_show(
        &stage,
        r#"
        A1 "Straits" (item, dialogues): declined
           asteria brought in "Straits" on dialogues
           borealis proposed "Elsewhere" (area on differences): dead; assent of borealis; renounce of asteria
        "#,
    );
}

/// Proposes and assents without asking `decide`.
fn propose_raw(
    stage: &mut Stage,
    name: &str,
    object: record::ObjectId,
    subject: Subject,
    list: Option<List>,
) {
    use record::fold::FIELD_MEMBERSHIP;
    use record::seal::Statement;
    use record::{Body, Kind, Payload, Slot};
    let seat = stage.seat_mut(name);
    let mut seeds = seat.seeds();
    let membership = seat.record().membership().0;
    let payload = Payload {
        salt: seeds.bytes(),
        content: b"Elsewhere".to_vec(),
    };
    let mut body = Body::new(
        seat.record().space(),
        seat.party(),
        Kind::Propose,
        seeds.nonce(),
    );
    body.slots = vec![Slot { object, base: None }];
    body.payloads = vec![payload.commitment(domain::wording::WORDING, Some("en"))];
    body.fields = domain::fact::describe(body.fields, subject, list, &About::default()).with(
        FIELD_MEMBERSHIP,
        |w| {
            w.bytes(membership.as_bytes());
        },
    );
    let text = Body::id_of(&body.encode());
    let mut assent = Body::new(
        seat.record().space(),
        seat.party(),
        Kind::Assent,
        seeds.nonce(),
    );
    assent.refs = vec![text];
    let delegate = seat.seat.player.delegate.clone();
    seat.seal(vec![
        Statement::sign(&body, vec![payload], &delegate),
        Statement::sign(&assent, Vec::new(), &delegate),
    ]);
}

#[test]
fn m023_a_declined_item_stays_with_its_proposer_and_in_the_record_with_the_reason() {
    let mut stage = two();
    stage.says_to_all("asteria", propose("Undersea cables", List::Cooperation));
    stage.says_to_all(
        "borealis",
        decline("Undersea cables", "Not before the survey"),
    );
    both_show(
        &stage,
        r#"
        A1 "Undersea cables" (item, cooperation): declined
           asteria proposed "Undersea cables" (item on cooperation): dead; assent of asteria; renounce of borealis
        "#,
    );
    let seat = stage.seat("asteria");
    let history = seat.relationship.history_of(&seat.item("Undersea cables"));
    let reasons: Vec<Option<(String, String)>> = history
        .iter()
        .map(|event| seat.words(&event.at).reason)
        .collect();
    let told: Vec<(&str, Option<&str>)> = history
        .iter()
        .zip(&reasons)
        .map(|(event, reason)| {
            assert_eq!(event.gives_reason, reason.is_some());
            let reason = reason.as_ref().map(|(_, text)| text.as_str());
            (event.kind.name(), reason)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("propose", None),
            ("assent", None),
            ("renounce", Some("Not before the survey"))
        ]
    );
    // Any issue can be brought to the table again, by anybody.
    stage.says_to_all(
        "borealis",
        instead_of("Undersea cables", "Undersea cables, after the survey"),
    );
    stage.says_to_all("asteria", agree("Undersea cables, after the survey"));
    assert_eq!(
        status(stage.seat("asteria"), "Undersea cables"),
        ItemStatus::InEffect
    );
}

#[test]
fn a_counter_proposal_is_a_rival_and_only_one_of_the_two_can_take_effect() {
    mirrored(|stage| {
        stage.says_to_all("asteria", propose("Fisheries", List::Cooperation));
        stage.says_to_all("borealis", instead_of("Fisheries", "Fisheries and fleets"));
        stage.says_to_all("asteria", accept_theirs("Fisheries and fleets"));
        let seat = stage.seat("asteria");
        assert_eq!(seat.current("Fisheries"), seat.text("Fisheries and fleets"));
        assert_eq!(
            seat.record().status(&seat.text("Fisheries")),
            Some(TextStatus::Dead)
        );
        assert!(seat.pending.is_empty() && seat.dropped.is_empty());
    });
}

/// Both propose another text on the same item at the same moment.
fn crossing(stage: &mut Stage) {
    stage.says_to_all(
        "cantabria",
        bring_in_item("Fisheries", List::Cooperation, &[]),
    );
    stage.says("asteria", instead_of("Fisheries", "Fisheries by quota"));
    stage.says("borealis", instead_of("Fisheries", "Fisheries by season"));
    stage.exchange();
}

#[test]
fn crossing_proposals_wait_for_each_other_and_one_side_gives_way() {
    mirrored(|stage| {
        crossing(stage);
        let seat = stage.seat("asteria");
        let ItemStatus::Proposed { waiting_for } = status(seat, "Fisheries") else {
            panic!("both texts are open")
        };
        assert_eq!(waiting_for.len(), 2);
        stage.says("asteria", accept_theirs("Fisheries by season"));
        assert_eq!(
            stage.seat("asteria").pending.len(),
            1,
            "it waits until the own text is dead"
        );
        stage.deliver("asteria", "borealis");
        stage.deliver("borealis", "asteria");
        assert_eq!(
            status(stage.seat("asteria"), "Fisheries"),
            ItemStatus::InEffect
        );
        stage.exchange();
        let seat = stage.seat("borealis");
        assert_eq!(seat.current("Fisheries"), seat.text("Fisheries by season"));
    });
}

#[test]
fn when_both_give_way_at_once_both_texts_are_dead_and_can_be_proposed_again() {
    mirrored(|stage| {
        crossing(stage);
        stage.says("asteria", accept_theirs("Fisheries by season"));
        stage.says("borealis", accept_theirs("Fisheries by quota"));
        stage.exchange();
        assert_eq!(
            status(stage.seat("asteria"), "Fisheries"),
            ItemStatus::Declined
        );
        for name in ["asteria", "borealis"] {
            let seat = stage.seat(name);
            assert!(seat.pending.is_empty());
            let reasons: Vec<Void> = seat.dropped.iter().map(|(_, reason)| *reason).collect();
            assert_eq!(reasons, [Void::RenouncedBefore]);
        }
        stage.says_to_all("borealis", instead_of("Fisheries", "Fisheries by quota"));
        stage.says_to_all("asteria", agree("Fisheries by quota"));
        assert_eq!(
            status(stage.seat("borealis"), "Fisheries"),
            ItemStatus::InEffect
        );
    });
}

#[test]
fn when_ours_takes_effect_before_our_release_is_heard_the_waiting_assent_is_dropped() {
    mirrored(|stage| {
        stage.says_to_all("asteria", propose("Fisheries", List::Cooperation));
        stage.says("cantabria", instead_of("Fisheries", "Fisheries and fleets"));
        stage.exchange();
        stage.says("asteria", accept_theirs("Fisheries and fleets"));
        stage.says("borealis", agree("Fisheries"));
        stage.exchange();
        let seat = stage.seat("asteria");
        assert_eq!(seat.current("Fisheries"), seat.text("Fisheries"));
        assert_eq!(
            seat.dropped,
            [(seat.text("Fisheries and fleets"), Void::RivalInEffect)]
        );
        assert!(seat.pending.is_empty());
    });
}

#[test]
fn taking_back_lets_a_text_die_and_a_new_one_be_proposed() {
    mirrored(|stage| {
        stage.says_to_all("asteria", propose("Fisheries", List::Cooperation));
        stage.says_to_all("asteria", take_back("Fisheries"));
        assert_eq!(
            status(stage.seat("borealis"), "Fisheries"),
            ItemStatus::Declined
        );
        stage.says_to_all("asteria", instead_of("Fisheries", "Fisheries"));
        stage.says_to_all("borealis", agree("Fisheries"));
        assert_eq!(
            status(stage.seat("asteria"), "Fisheries"),
            ItemStatus::InEffect
        );
    });
}

#[test]
fn a_take_back_that_crosses_the_others_agreement_comes_too_late() {
    mirrored(|stage| {
        stage.says_to_all("asteria", propose("Fisheries", List::Cooperation));
        stage.says("asteria", take_back("Fisheries"));
        stage.says("borealis", agree("Fisheries"));
        stage.exchange();
        assert_eq!(
            status(stage.seat("asteria"), "Fisheries"),
            ItemStatus::InEffect
        );
    });
}

#[test]
fn m031_a_concluded_item_stays_on_the_record_and_can_be_taken_up_again() {
    let mut stage = two();
    stage.says_to_all("asteria", propose("Survey of the shelf", List::Cooperation));
    stage.says_to_all("borealis", agree("Survey of the shelf"));
    stage.says_to_all("borealis", conclude("Survey of the shelf"));
    assert_eq!(
        status(stage.seat("asteria"), "Survey of the shelf"),
        ItemStatus::InEffect
    );
    stage.says_to_all("asteria", agree("Survey of the shelf"));
    both_show(
        &stage,
        r#"
        A1 "Survey of the shelf" (item, cooperation): concluded
           asteria proposed "Survey of the shelf" (item on cooperation): in effect; assent of asteria, borealis
           borealis proposed "Survey of the shelf" (conclusion on cooperation): in effect; assent of asteria, borealis
        "#,
    );
    stage.says_to_all(
        "asteria",
        instead_of("Survey of the shelf", "Second survey of the shelf"),
    );
    stage.says_to_all("borealis", agree("Second survey of the shelf"));
    assert_eq!(
        status(stage.seat("asteria"), "Survey of the shelf"),
        ItemStatus::InEffect
    );
}

#[test]
fn with_a_threshold_enough_parties_agree_and_more_than_the_rest_must_decline() {
    let parts = ["asteria", "borealis", "cantabria"].map(Part::party);
    let names = ["asteria", "borealis", "cantabria"];
    let mut stage = Stage::with(&parts, 2, 0);
    stage.says_to_all("asteria", propose("Fisheries", List::Cooperation));
    stage.says_to_all("cantabria", decline("Fisheries", ""));
    shows(
        &stage,
        &names,
        r#"
        A1 "Fisheries" (item, cooperation): proposed, waiting for borealis
           asteria proposed "Fisheries" (item on cooperation): open; assent of asteria; renounce of cantabria
        "#,
    );
    stage.says_to_all("borealis", agree("Fisheries"));
    shows(
        &stage,
        &names,
        r#"
        A1 "Fisheries" (item, cooperation): in effect
           asteria proposed "Fisheries" (item on cooperation): in effect; assent of asteria, borealis; renounce of cantabria
        "#,
    );
}

#[test]
fn a_text_that_would_change_the_members_under_other_words_is_not_assented_to() {
    use record::seal::Statement;
    use record::{Body, Kind, ObjectId};
    let mut stage = two();
    let object = ObjectId([4; 16]);
    let text = change_members(&mut stage, object);
    stage.exchange();
    assert_eq!(
        stage.tries("borealis", &domain::Command::Assent { text }),
        Err(domain::Refusal::NotUnderstood(text))
    );
    // Where both assented nevertheless, the next change builds on it as a text on the same object would.
    for name in ["asteria", "borealis"] {
        let seat = stage.seat_mut(name);
        let nonce = seat.seeds().nonce();
        let mut body = Body::new(seat.record().space(), seat.party(), Kind::Assent, nonce);
        body.refs = vec![text];
        let delegate = seat.seat.player.delegate.clone();
        seat.seal(vec![Statement::sign(&body, Vec::new(), &delegate)]);
        stage.exchange();
    }
    assert_eq!(stage.seat("asteria").record().membership().0, text);
    let text = change_members(&mut stage, object);
    stage.exchange();
    assert_eq!(
        stage.tries("borealis", &domain::Command::Assent { text }),
        Err(domain::Refusal::NotUnderstood(text))
    );
}

/// Asteria proposes, as a principle, that the members be what they are: the change itself is what counts here.
fn change_members(stage: &mut Stage, object: record::ObjectId) -> record::StatementId {
    use record::fold::FIELD_MEMBERSHIP;
    use record::seal::Statement;
    use record::{Body, Kind, Slot};
    let seat = stage.seat_mut("asteria");
    let mut seeds = seat.seeds();
    let (base, members) = seat.record().membership();
    let members = members.clone();
    let mut body = Body::new(
        seat.record().space(),
        seat.party(),
        Kind::Propose,
        seeds.nonce(),
    );
    body.slots = vec![Slot {
        object,
        base: Some(base),
    }];
    let fields = members.write(body.fields);
    body.fields = domain::fact::describe(fields, Subject::Principle, None, &About::default()).with(
        FIELD_MEMBERSHIP,
        |w| {
            w.bytes(base.as_bytes());
        },
    );
    let delegate = seat.seat.player.delegate.clone();
    seat.seal(vec![Statement::sign(&body, Vec::new(), &delegate)])[0]
}

/// "Citable": a principle lists what cites it, proposed or agreed, at every seat.
#[test]
fn m019_a_principle_lists_what_cites_it() {
    for (one, other) in [("asteria", "borealis"), ("borealis", "asteria")] {
        let mut stage = two();
        stage.says_to_all(one, principle("Mutual respect"));
        let citing = propose_citing("Regular calls", List::Dialogues, &["Mutual respect"]);
        stage.says_to_all(other, citing);
        stage.says_to_all(other, propose("Joint drills", List::Cooperation));
        for agreed in [false, true] {
            if agreed {
                stage.says_to_all(one, agree("Regular calls"));
            }
            for name in [one, other] {
                let seat = stage.seat(name);
                let cited_by = |title: &str| {
                    let items = seat.relationship.cited_by(seat.record(), &seat.item(title));
                    items.iter().map(|item| item.object).collect::<Vec<_>>()
                };
                assert_eq!(cited_by("Mutual respect"), [seat.item("Regular calls")]);
                assert!(cited_by("Joint drills").is_empty());
            }
        }
    }
}

/// Only a principle can be cited: anything else would be a link of another kind.
#[test]
fn m019_only_a_principle_can_be_cited() {
    let mut stage = two();
    stage.says_to_all("asteria", propose("Joint drills", List::Cooperation));
    let drills = stage.seat("asteria").item("Joint drills");
    let citing = propose_citing("Regular calls", List::Dialogues, &["Joint drills"]);
    assert_eq!(
        stage.refused("asteria", citing),
        domain::Refusal::UnknownItem(drills)
    );
}
