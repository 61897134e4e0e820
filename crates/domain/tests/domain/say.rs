//! What a party says by itself: positions, words brought in, areas, a date to come back.

use domain::area::{Standing, areas};
use domain::testing::*;
use domain::{ItemStatus, List, Subject};

use crate::{both_show, status, two};

/// Everything at a seat but what one party said by itself.
fn without_positions(stage: &Stage, name: &str) -> Vec<String> {
    let text = render(stage.seat(name));
    let lines = text.lines().filter(|line| !line.contains("position"));
    lines.map(str::to_owned).collect()
}

#[test]
fn m021_a_precondition_of_one_party_changes_no_state_of_anything_else() {
    mirrored(|stage| {
        stage.says_to_all("asteria", propose("Arms talks", List::Dialogues));
        stage.says_to_all("borealis", agree("Arms talks"));
        stage.says_to_all("borealis", propose("Visas", List::Cooperation));
        let before = without_positions(stage, "borealis");
        let digests = |stage: &Stage| {
            let ledger = stage.seat("borealis").record().ledger();
            let texts = ledger.texts().map(|(id, _)| *id);
            texts
                .map(|id| (id, stage.seat("borealis").record().status(&id)))
                .collect::<Vec<_>>()
        };
        let texts = digests(stage);
        stage.says(
            "asteria",
            position("Arms talks", "Precondition: First the sanctions end."),
        );
        stage.says(
            "asteria",
            position("Visas", "Precondition: Only after the talks."),
        );
        stage.exchange();
        assert_eq!(without_positions(stage, "borealis"), before);
        assert_eq!(digests(stage), texts);
        let all = lists(stage.seat("borealis"));
        assert!(
            all.contains(r#"position of asteria: "Precondition" "First the sanctions end.""#),
            "kept as the position of its party: {all}"
        );
    });
}

#[test]
fn m034_a_difference_is_in_effect_with_two_positions_and_no_joint_text_of_them() {
    let mut stage = two();
    stage.says_to_all(
        "asteria",
        propose(
            "The strait: Managed, not solved; review in May.",
            List::Differences,
        ),
    );
    stage.says(
        "asteria",
        position("The strait", "Ours: Innocent passage needs notice."),
    );
    stage.exchange();
    stage.says(
        "borealis",
        position("The strait", "Ours: Innocent passage needs none."),
    );
    stage.says_to_all("borealis", agree("The strait"));
    stage.says_to_all(
        "asteria",
        position("The strait", "Ours: Notice, a day before."),
    );
    both_show(
        &stage,
        r#"
        A1 "The strait" (item, differences): in effect
           asteria proposed "The strait" (item on differences): in effect; assent of asteria, borealis
           position of asteria: "Ours" "Innocent passage needs notice."
           position of asteria: "Ours" "Notice, a day before."
           position of borealis: "Ours" "Innocent passage needs none."
        "#,
    );
}

#[test]
fn positions_stand_in_the_agreed_order_whoever_spoke_first() {
    mirrored(|stage| {
        stage.says_to_all(
            "cantabria",
            bring_in_item("The strait", List::Differences, &[]),
        );
        stage.says_to_all("borealis", position("The strait", "Ours: b"));
        stage.says_to_all("asteria", position("The strait", "Ours: a"));
        let seat = stage.seat("cantabria");
        let item = seat
            .relationship
            .item(&seat.item("The strait"))
            .expect("it is there");
        let stated = item.positions_in_order(seat.record());
        let order = seat.record().founding().membership.required();
        assert_eq!(
            stated.iter().map(|(party, _)| **party).collect::<Vec<_>>(),
            order.collect::<Vec<_>>()
        );
    });
}

#[test]
fn bringing_something_in_commits_nobody() {
    let mut stage = two();
    stage.says_to_all(
        "asteria",
        bring_in_item("Fishing fleets", List::Dialogues, &[]),
    );
    both_show(
        &stage,
        r#"
        A1 "Fishing fleets" (item, dialogues): for discussion
           asteria brought in "Fishing fleets" on dialogues
        "#,
    );
    for name in ["asteria", "borealis"] {
        let seat = stage.seat(name);
        assert_eq!(
            seat.record().ledger().texts().count(),
            0,
            "there is no text to be bound by"
        );
        assert!(
            seat.relationship
                .waiting_for(seat.record(), &seat.party())
                .is_empty()
        );
    }
    // The other may take it up, and what is agreed is then agreed as a text of its own.
    stage.says_to_all(
        "borealis",
        instead_of("Fishing fleets", "Fishing fleets, yearly"),
    );
    stage.says_to_all("asteria", agree("Fishing fleets, yearly"));
    both_show(
        &stage,
        r#"
        A1 "Fishing fleets, yearly" (item, dialogues): in effect
           asteria brought in "Fishing fleets" on dialogues
           borealis proposed "Fishing fleets, yearly" (item on dialogues): in effect; assent of asteria, borealis
        "#,
    );
}

/// The areas at a seat: title, and of whom unless agreed.
fn areas_at(stage: &Stage, name: &str) -> Vec<(String, Option<String>)> {
    let seat = stage.seat(name);
    areas(&seat.relationship, seat.record())
        .into_iter()
        .map(|(item, standing)| {
            let words = item.titles(&seat.relationship, seat.record());
            let whose = match standing {
                Standing::Agreed => None,
                Standing::Of(party) => Some(seat.name_of(&party).to_owned()),
            };
            (
                words.map_or("", |words| words.title("en")).to_owned(),
                whose,
            )
        })
        .collect()
}

#[test]
fn m042_a_new_area_is_its_partys_until_agreed_and_items_name_it_before() {
    mirrored(|stage| {
        stage.says_to_all("asteria", bring_in("Oceans", Subject::Area, None));
        stage.says_to_all("borealis", area("Space"));
        stage.says_to_all(
            "borealis",
            propose_in("Fishing fleets", List::Dialogues, &["Oceans"]),
        );
        stage.says_to_all("borealis", propose("Visas", List::Dialogues));
        let of = |name: &str| Some(name.to_owned());
        for name in ["asteria", "borealis", "cantabria"] {
            assert_eq!(
                areas_at(stage, name),
                [
                    ("Oceans".into(), of("asteria")),
                    ("Space".into(), of("borealis"))
                ]
            );
        }
        stage.says_to_all("borealis", instead_of("Oceans", "Oceans"));
        // Nor does it become the other's because the other put a text forward for it.
        assert_eq!(
            areas_at(stage, "asteria")[0],
            ("Oceans".into(), of("asteria"))
        );
        stage.says_to_all("asteria", agree("Oceans"));
        stage.says_to_all("asteria", decline("Space", "Not now"));
        for name in ["asteria", "borealis", "cantabria"] {
            assert_eq!(
                areas_at(stage, name),
                [("Oceans".into(), None), ("Space".into(), of("borealis"))]
            );
        }
        // Filtering by area finds what names it, and nothing else.
        let seat = stage.seat("asteria");
        let oceans = seat.item("Oceans");
        let found: Vec<_> = seat
            .relationship
            .items()
            .into_iter()
            .filter(|item| {
                item.areas(&seat.relationship, seat.record())
                    .contains(&oceans)
            })
            .map(|item| item.object)
            .collect();
        assert_eq!(found, [seat.item("Fishing fleets")]);
        // That one party suspends its part does not make an agreed area the other's again.
        stage.says_to_all("borealis", suspend(&["Oceans"], "For now"));
        assert_eq!(areas_at(stage, "asteria")[0], ("Oceans".into(), None));
    });
}

#[test]
fn another_partys_open_text_does_not_empty_the_areas_of_an_item() {
    let mut stage = two();
    stage.says_to_all("asteria", area("Oceans"));
    stage.says_to_all(
        "asteria",
        bring_in_item("Fleets", List::Dialogues, &["Oceans"]),
    );
    stage.says_to_all("borealis", instead_of("Fleets", "Fleets, counted"));
    let seat = stage.seat("asteria");
    let item = seat
        .relationship
        .item(&seat.item("Fleets"))
        .expect("it is there");
    assert_eq!(
        item.areas(&seat.relationship, seat.record()),
        [seat.item("Oceans")]
    );
}

#[test]
fn m023_putting_off_says_when_and_changes_nothing_else() {
    mirrored(|stage| {
        stage.says_to_all("asteria", propose("Undersea cables", List::Cooperation));
        let before = lists(stage.seat("asteria"));
        stage.says_to_all(
            "borealis",
            defer("Undersea cables", 20_100, "After the elections"),
        );
        assert_eq!(lists(stage.seat("asteria")), before);
        let seat = stage.seat("asteria");
        let history = seat.relationship.history_of(&seat.item("Undersea cables"));
        let last = history.last().expect("there is a history");
        assert_eq!(last.until_day, Some(20_100));
        assert_eq!(
            seat.words(&last.at).reason,
            Some(("en".into(), "After the elections".into()))
        );
        stage.says_to_all("borealis", agree("Undersea cables"));
        assert_eq!(
            status(stage.seat("asteria"), "Undersea cables"),
            ItemStatus::InEffect
        );
    });
}

#[test]
fn a_position_on_what_its_author_had_not_seen_is_shown_in_the_history_only() {
    use record::seal::Statement;
    use record::{Body, Kind};
    let mut stage = two();
    stage.says("asteria", bring_in_item("Fleets", List::Dialogues, &[]));
    let object = stage.seat("asteria").item("Fleets");
    let seat = stage.seat_mut("borealis");
    let mut seeds = seat.seeds();
    let mut body = Body::new(
        seat.record().space(),
        seat.party(),
        Kind::Position,
        seeds.nonce(),
    );
    body.fields = body.fields.with(domain::fact::field::OBJECT, |w| {
        w.bytes(&object.0);
    });
    let delegate = seat.seat.player.delegate.clone();
    seat.seal(vec![Statement::sign(&body, Vec::new(), &delegate)]);
    stage.exchange();
    both_show(
        &stage,
        r#"
        A1 "Fleets" (item, dialogues): for discussion
           asteria brought in "Fleets" on dialogues
        "#,
    );
    let seat = stage.seat("asteria");
    assert_eq!(seat.relationship.history_of(&object).len(), 2);
}

#[test]
fn erased_words_are_forgotten_everywhere_and_not_replaced_by_others() {
    let mut stage = two();
    stage.says_to_all("asteria", propose("Sea rescue", List::Cooperation));
    stage.says_to_all("borealis", agree("Sea rescue"));
    stage.says_to_all("borealis", instead_of("Sea rescue", "Sea and air rescue"));
    stage.says_to_all("asteria", agree("Sea and air rescue"));
    stage.says_to_all("asteria", position("Sea rescue", "Ours: secret one"));
    stage.says_to_all("asteria", bring_in_item("secret two", List::Dialogues, &[]));
    stage.says_to_all("asteria", suspend(&["Sea rescue"], "secret three"));
    let object = stage.seat("asteria").item("Sea rescue");
    let seat = stage.seat_mut("asteria");
    let entries = seat.seat.entries.iter_mut().map(|(_, entry)| entry);
    for entry in entries.filter(|entry| {
        let mut payloads = entry.payloads.iter().flatten();
        payloads.any(|one| one.content.starts_with(b"Sea and") || find(&one.content, b"secret"))
    }) {
        // As in the store, from which the words of a position are read.
        entry.payloads.fill(None);
        seat.relationship
            .forget(&entry.leaf.statement, &entry.body.payloads, &entry.payloads);
    }
    let text = render(seat);
    assert!(
        !text.contains("secret") && !text.contains("Sea and air rescue"),
        "{text}"
    );
    let item = seat.relationship.item(&object).expect("it is there");
    let words = item.titles(&seat.relationship, seat.record());
    assert_eq!(
        words.map(|words| words.is_empty()),
        Some(true),
        "not the words before it"
    );
    let moved = domain::Command::Move {
        object,
        to: List::Dialogues,
    };
    assert_eq!(
        stage.tries("asteria", &moved),
        Err(domain::Refusal::NothingWritten)
    );
}

fn find(content: &[u8], word: &[u8]) -> bool {
    content.windows(word.len()).any(|part| part == word)
}

#[test]
fn a_partys_name_comes_from_what_counts_and_from_nothing_else() {
    use domain::wording::NAME;
    use record::seal::Statement;
    use record::{Body, Kind, Payload};
    let mut stage = two();
    let seat = stage.seat_mut("borealis");
    let mut seeds = seat.seeds();
    let payload = Payload {
        salt: seeds.bytes(),
        content: b"Asteria".to_vec(),
    };
    let (space, party) = (seat.record().space(), seat.party());
    let mut body = Body::new(space, party, Kind::Inception, seeds.nonce());
    body.payloads = vec![payload.commitment(NAME, Some("en"))];
    let delegate = seat.seat.player.delegate.clone();
    let log = record::LogKey::main(party);
    let entry = Statement::sign(&body, vec![payload], &delegate).seal(seat.record(), &log);
    seat.take(log, &entry.expect("a small entry"));
    assert_eq!(seat.relationship.party_name(&party, "en"), None);
}
