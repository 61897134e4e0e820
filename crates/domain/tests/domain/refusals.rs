//! What is refused, and that a refusal changes nothing.

use domain::command::Reason;
use domain::testing::*;
use domain::{About, Command, List, Refusal, Source, Subject, Target, Wording, Wordings};
use record::{ObjectId, Role, StatementId};

use crate::two;

/// Fisheries in effect, Visas open from Asteria, Cables declined by Borealis, Crime concluded.
fn midway() -> Stage {
    let mut stage = two();
    for title in ["Fisheries", "Cables", "Crime"] {
        stage.says("asteria", propose(title, List::Cooperation));
    }
    stage.exchange();
    stage.says("borealis", agree("Fisheries"));
    stage.says("borealis", agree("Crime"));
    stage.says("borealis", decline("Cables", ""));
    stage.says("borealis", conclude("Crime"));
    stage.exchange();
    stage.says("asteria", agree("Crime"));
    stage.says("asteria", propose("Visas", List::Dialogues));
    stage.exchange();
    stage
}

fn line(command: Command) -> Line {
    Box::new(move |_| command.clone())
}

fn because(text: &str) -> Reason {
    Reason {
        lang: "en".to_owned(),
        text: text.to_owned(),
    }
}

#[test]
fn texts_that_are_settled_cannot_be_agreed_to_or_declined_once_more() {
    let mut stage = midway();
    let visas = stage.seat("asteria").text("Visas");
    assert_eq!(
        stage.refused("asteria", agree("Visas")),
        Refusal::AlreadyAssented
    );
    assert_eq!(
        stage.refused("asteria", decline("Visas", "")),
        Refusal::AlreadyAssented
    );
    assert_eq!(
        stage.refused("borealis", agree("Cables")),
        Refusal::DeclinedBefore
    );
    assert_eq!(
        stage.refused("borealis", decline("Cables", "")),
        Refusal::DeclinedBefore
    );
    let unknown = StatementId(record::Hash([9; 32]));
    for command in [
        Command::Assent { text: unknown },
        Command::Decline {
            text: unknown,
            reason: None,
        },
        Command::Release { text: unknown },
        Command::AcceptTheirs { text: unknown },
        Command::Resume {
            texts: vec![unknown],
        },
    ] {
        assert_eq!(
            stage.refused("borealis", line(command)),
            Refusal::UnknownText(unknown)
        );
    }
    stage.says("borealis", instead_of("Visas", "Visas for a year"));
    let ours = stage.seat("borealis").text("Visas for a year");
    assert_eq!(
        stage.refused("borealis", agree("Visas")),
        Refusal::RivalAssented { rival: ours }
    );
    assert_eq!(
        stage.refused("borealis", instead_of("Visas", "Visas for a day")),
        Refusal::RivalAssented { rival: ours }
    );
    stage.exchange();
    stage.says_to_all("asteria", accept_theirs("Visas for a year"));
    assert_eq!(
        stage.refused("borealis", line(Command::Assent { text: visas })),
        Refusal::DeclinedBefore,
        "its node renounced when it was released"
    );
}

#[test]
fn with_three_parties_a_dead_text_and_a_rival_in_effect_are_named() {
    let parts = ["asteria", "borealis", "cantabria"].map(Part::party);
    let mut stage = Stage::with(&parts, 2, 0);
    stage.says_to_all("asteria", propose("Cables", List::Cooperation));
    stage.says_to_all("borealis", instead_of("Cables", "Cables, deep"));
    stage.says_to_all("asteria", accept_theirs("Cables, deep"));
    let in_effect = stage.seat("cantabria").current("Cables");
    assert_eq!(
        stage.refused("cantabria", agree("Cables, deep")),
        Refusal::AlreadyInEffect
    );
    assert_eq!(
        stage.refused("borealis", take_back("Cables, deep")),
        Refusal::AlreadyInEffect
    );
    let dead = stage.seat("cantabria").text("Cables");
    assert_eq!(
        stage.refused("cantabria", line(Command::Assent { text: dead })),
        Refusal::DeclinedBefore
    );
    assert_eq!(
        stage.refused("asteria", line(Command::Release { text: dead })),
        Refusal::NothingToRelease,
        "it was released before"
    );

    let mut stage = Stage::with(&parts, 2, 1);
    stage.says_to_all("asteria", propose("Cables", List::Cooperation));
    stage.says("borealis", instead_of("Cables", "Cables, deep"));
    stage.says("cantabria", agree("Cables"));
    stage.exchange();
    let rival = stage.seat("asteria").text("Cables");
    assert_ne!(rival, in_effect);
    assert_eq!(
        stage.refused("cantabria", agree("Cables, deep")),
        Refusal::RivalInEffect { rival }
    );
    assert_eq!(
        stage.refused("asteria", accept_theirs("Cables, deep")),
        Refusal::RivalInEffect { rival }
    );
}

#[test]
fn nothing_is_given_up_for_a_text_that_can_no_longer_take_effect() {
    let parts = ["asteria", "borealis", "cantabria"].map(Part::party);
    let mut stage = Stage::with(&parts, 3, 0);
    stage.says_to_all("asteria", propose("Cables", List::Cooperation));
    stage.says_to_all("borealis", instead_of("Cables", "Cables, deep"));
    stage.says_to_all("cantabria", decline("Cables, deep", ""));
    assert_eq!(
        stage.refused("asteria", accept_theirs("Cables, deep")),
        Refusal::TextDead
    );
    assert_eq!(
        stage.refused("asteria", agree("Cables, deep")),
        Refusal::TextDead
    );
    assert_eq!(
        stage.refused("borealis", take_back("Cables, deep")),
        Refusal::TextDead
    );
    assert_eq!(
        stage.refused("cantabria", accept_theirs("Cables")),
        Refusal::NoRivalOfOurs
    );
}

#[test]
fn there_is_nothing_to_take_back_twice_or_for_others() {
    let parts = ["asteria", "borealis", "cantabria"].map(Part::party);
    let mut stage = Stage::with(&parts, 3, 0);
    stage.says_to_all("asteria", propose("Cables", List::Cooperation));
    assert_eq!(
        stage.refused("borealis", take_back("Cables")),
        Refusal::NothingToRelease
    );
    stage.says("asteria", take_back("Cables"));
    assert_eq!(
        stage.refused("asteria", take_back("Cables")),
        Refusal::NothingToRelease
    );
}

#[test]
fn pressing_accept_theirs_twice_releases_once_and_agrees_once() {
    let mut stage = two();
    stage.says_to_all("asteria", propose("Cables", List::Cooperation));
    stage.says_to_all("borealis", instead_of("Cables", "Cables, deep"));
    assert_eq!(
        stage.says("asteria", accept_theirs("Cables, deep")).len(),
        1
    );
    assert_eq!(
        stage.says("asteria", accept_theirs("Cables, deep")).len(),
        0
    );
    stage.exchange();
    let seat = stage.seat("asteria");
    let history = seat.relationship.history();
    let assents =
        history.filter(|event| event.kind.name() == "assent" && event.at.log.party == seat.party());
    assert_eq!(assents.count(), 2, "one to the own text, one to theirs");
    assert!(seat.pending.is_empty());
}

#[test]
fn what_is_not_in_effect_cannot_be_moved_concluded_suspended_or_withdrawn_from() {
    let mut stage = midway();
    let text = stage.seat("asteria").text("Visas");
    let concluded = stage.seat("asteria").current("Crime");
    let object = stage.seat("asteria").item("Visas");
    for command in [
        Command::Move {
            object,
            to: List::Cooperation,
        },
        Command::Conclude { object },
        Command::Suspend {
            texts: vec![text],
            reason: because("x"),
            answers: None,
        },
        Command::Withdraw {
            texts: vec![text],
            reason: because("x"),
        },
        Command::Resume { texts: vec![text] },
        Command::Suspend {
            texts: vec![concluded],
            reason: because("x"),
            answers: None,
        },
        Command::Withdraw {
            texts: vec![concluded],
            reason: because("x"),
        },
        Command::Conclude {
            object: stage.seat("asteria").item("Crime"),
        },
        Command::Move {
            object: stage.seat("asteria").item("Crime"),
            to: List::Dialogues,
        },
    ] {
        assert_eq!(
            stage.refused("asteria", line(command.clone())),
            Refusal::NotInEffect,
            "{command:?}"
        );
    }
    assert_eq!(
        stage.refused("asteria", move_to("Fisheries", List::Cooperation)),
        Refusal::AlreadyOnList
    );
    assert_eq!(
        stage.refused("asteria", suspend(&[], "x")),
        Refusal::NothingChosen
    );
    assert_eq!(
        stage.refused("asteria", resume(&["Fisheries"])),
        Refusal::NotSuspendedByUs
    );
    for reason in ["", "  "] {
        assert_eq!(
            stage.refused("asteria", suspend(&["Fisheries"], reason)),
            Refusal::ReasonMissing
        );
        assert_eq!(
            stage.refused("asteria", withdraw(&["Fisheries"], reason)),
            Refusal::ReasonMissing
        );
    }
}

#[test]
fn a_principle_stands_on_no_list_and_moves_to_none() {
    let mut stage = two();
    stage.says_to_all("asteria", principle("Mutual respect"));
    stage.says_to_all("borealis", agree("Mutual respect"));
    let object = stage.seat("asteria").item("Mutual respect");
    assert_eq!(
        stage.refused("asteria", move_to("Mutual respect", List::Cooperation)),
        Refusal::UnknownItem(object)
    );
}

#[test]
fn an_answer_names_something_that_was_said() {
    let mut stage = midway();
    let unsaid = StatementId(record::Hash([3; 32]));
    let suspend = Command::Suspend {
        texts: vec![stage.seat("asteria").current("Fisheries")],
        reason: because("x"),
        answers: Some(unsaid),
    };
    assert_eq!(
        stage.refused("asteria", line(suspend)),
        Refusal::UnknownText(unsaid)
    );
}

#[test]
fn dates_and_items_have_to_be_there() {
    let mut stage = midway();
    let today = stage.today;
    for day in [0, today - 1, today] {
        assert_eq!(
            stage.refused("borealis", defer("Visas", day, "")),
            Refusal::DatePast
        );
    }
    stage.says("borealis", defer("Visas", today + 1, ""));
    let object = ObjectId([1; 16]);
    for command in [
        Command::Defer {
            object,
            until_day: today + 1,
            reason: None,
        },
        Command::Position {
            object,
            wordings: words("Ours: a"),
        },
        Command::Conclude { object },
        Command::Move {
            object,
            to: List::Dialogues,
        },
        proposal(Target::Existing(object), words("Other"), Vec::new()),
        Command::BringIn {
            subject: Subject::Note,
            list: None,
            wordings: words("Note"),
            about: About {
                areas: vec![object],
                ..About::default()
            },
        },
    ] {
        assert_eq!(
            stage.refused("borealis", line(command.clone())),
            Refusal::UnknownItem(object),
            "{command:?}"
        );
    }
}

fn proposal(target: Target, wordings: Wordings, sources: Vec<Source>) -> Command {
    Command::Propose {
        target,
        wordings,
        about: About {
            sources,
            ..About::default()
        },
    }
}

fn new_item() -> Target {
    Target::New {
        subject: Subject::Item,
        list: Some(List::Dialogues),
    }
}

#[test]
fn something_new_is_neither_a_conclusion_nor_an_item_without_a_list() {
    let mut stage = two();
    for (subject, refusal) in [
        (Subject::Conclusion, Refusal::NotInEffect),
        (Subject::Item, Refusal::ListMissing),
    ] {
        let target = Target::New {
            subject,
            list: None,
        };
        let propose = proposal(target, words("New"), Vec::new());
        assert_eq!(stage.refused("asteria", line(propose)), refusal);
        assert_eq!(
            stage.refused("asteria", bring_in("New", subject, None)),
            refusal
        );
    }
}

fn wording(title: &str, text: &str) -> Wording {
    Wording {
        lang: "en".to_owned(),
        title: title.to_owned(),
        text: text.to_owned(),
        courtesy: false,
    }
}

#[test]
fn what_is_signed_is_written_titled_authentic_and_hides_nothing() {
    let mut stage = two();
    let en = || "en".to_owned();
    let courtesy = Wording {
        courtesy: true,
        ..wording("Title", "")
    };
    let cases = [
        (vec![], Refusal::NothingWritten),
        (vec![wording(" ", "\n")], Refusal::NothingWritten),
        (
            vec![wording("", "text")],
            Refusal::TitleMissing { lang: en() },
        ),
        (vec![courtesy], Refusal::NoAuthenticText),
        (
            vec![wording(&"t".repeat(301), "")],
            Refusal::TooLong {
                lang: en(),
                chars_max: 300,
            },
        ),
        (
            vec![wording("t", &"t".repeat(60_001))],
            Refusal::TooLong {
                lang: en(),
                chars_max: 60_000,
            },
        ),
        (vec![wording("two\nlines", "")], hidden('\n')),
        (
            vec![wording("t", "right\u{202E}to left")],
            hidden('\u{202E}'),
        ),
        (vec![wording("t", "a\u{200B}blank")], hidden('\u{200B}')),
        (vec![wording("t", "soft\u{AD}hyphen")], hidden('\u{AD}')),
        (vec![wording("t", "a\u{2028}line")], hidden('\u{2028}')),
        (vec![wording("t", "smuggled\u{E0101}")], hidden('\u{E0101}')),
        (vec![wording("t", "a\rreturn")], hidden('\r')),
    ];
    for (wordings, refusal) in cases {
        let propose = proposal(new_item(), Wordings(wordings), Vec::new());
        assert_eq!(stage.refused("asteria", line(propose)), refusal);
    }
    let largest = vec![wording(&"商".repeat(300), &"定".repeat(60_000))];
    let propose = proposal(new_item(), Wordings(largest), Vec::new());
    stage
        .tries("asteria", &propose)
        .expect("the longest text that is allowed");
}

fn hidden(character: char) -> Refusal {
    Refusal::HiddenCharacter {
        lang: "en".to_owned(),
        code_point: character as u32,
    }
}

#[test]
fn reasons_sources_and_positions_hide_nothing_either() {
    let mut stage = midway();
    let reversed = "a\u{202E}b";
    let refusal = hidden('\u{202E}');
    assert_eq!(
        stage.refused("borealis", decline("Visas", reversed)),
        refusal
    );
    assert_eq!(
        stage.refused("borealis", defer("Visas", 30_000, reversed)),
        refusal
    );
    assert_eq!(
        stage.refused("borealis", suspend(&["Fisheries"], reversed)),
        refusal
    );
    assert_eq!(
        stage.refused("borealis", withdraw(&["Fisheries"], reversed)),
        refusal
    );
    assert_eq!(
        stage.refused("borealis", position("Visas", reversed)),
        refusal
    );
    let source = Source {
        label: "Two\nlines".to_owned(),
        citation: String::new(),
    };
    let propose = proposal(new_item(), words("New"), vec![source]);
    assert!(matches!(
        stage.refused("borealis", line(propose)),
        Refusal::HiddenCharacter { code_point: 10, .. }
    ));
    let courtesy = Wordings(vec![Wording {
        courtesy: true,
        ..wording("Ours", "translated")
    }]);
    let position = Command::Position {
        object: stage.seat("borealis").item("Visas"),
        wordings: courtesy,
    };
    assert_eq!(
        stage.refused("borealis", line(position)),
        Refusal::NoAuthenticText
    );
}

#[test]
fn a_facilitator_binds_nobody_and_a_witness_says_nothing() {
    let part = |name: &str, role| Part::new(name, name, Some(role));
    let parts = [
        part("asteria", Role::Party),
        part("borealis", Role::Party),
        part("cantabria", Role::Facilitator),
        part("dorada", Role::Witness),
    ];
    let mut stage = Stage::with(&parts, 2, 0);
    stage.says_to_all("asteria", propose("Fisheries", List::Cooperation));
    stage.says_to_all("borealis", agree("Fisheries"));
    stage.says_to_all("asteria", propose("Visas", List::Dialogues));
    for name in ["cantabria", "dorada"] {
        let refusal = Refusal::NotOurs {
            party: stage.seat(name).party(),
        };
        for line in [
            agree("Visas"),
            decline("Visas", ""),
            suspend(&["Fisheries"], "x"),
            withdraw(&["Fisheries"], "x"),
        ] {
            assert_eq!(stage.refused(name, line), refusal, "{name}");
        }
    }
    let refusal = Refusal::NotOurs {
        party: stage.seat("dorada").party(),
    };
    for line in [
        propose("Mine", List::Dialogues),
        bring_in_item("Mine", List::Dialogues, &[]),
        position("Visas", "Mine: a"),
        defer("Visas", 30_000, ""),
        move_to("Fisheries", List::Dialogues),
        conclude("Fisheries"),
    ] {
        assert_eq!(stage.refused("dorada", line), refusal);
    }
    stage.says("cantabria", bring_in_item("Offered", List::Dialogues, &[]));
    stage.says("cantabria", position("Visas", "As facilitator: a"));
    stage.says("cantabria", move_to("Fisheries", List::Dialogues));
    stage.exchange();
}

/// Entries arrive before the head that proves them. Until it is there, nothing can be built on them: an entry
/// sealed now could not say that it knows them.
#[test]
fn what_no_signed_head_proves_yet_is_not_acted_on() {
    let mut stage = two();
    stage.says_to_all("asteria", propose("Fisheries", List::Cooperation));
    stage.says_to_all("borealis", instead_of("Fisheries", "Fisheries and fleets"));
    stage.says_to_all("asteria", propose("Ice", List::Cooperation));
    stage.says("borealis", take_back("Fisheries and fleets"));
    stage.deliver("borealis", "asteria");
    stage.says("borealis", agree("Ice"));
    stage.says("asteria", propose("Visas", List::Dialogues));
    let news = stage.seat("asteria").news_for(stage.seat("borealis"));
    assert_eq!(news.len(), 3, "a renounce, a proposal and its assent");
    let seat = stage.seat_mut("borealis");
    for (log, entry) in &news {
        seat.take_without_head(*log, entry);
    }
    let object = seat.item("Visas");
    let text = seat.text("Visas");
    assert_eq!(
        stage.refused("borealis", agree("Visas")),
        Refusal::UnknownText(text)
    );
    assert_eq!(
        stage.refused("borealis", decline("Visas", "")),
        Refusal::UnknownText(text)
    );
    for line in [
        position("Visas", "Ours: a"),
        defer("Visas", 30_000, ""),
        instead_of("Visas", "Visas for a year"),
    ] {
        assert_eq!(
            stage.refused("borealis", line),
            Refusal::UnknownItem(object)
        );
    }
    let rival = stage.seat("borealis").text("Fisheries and fleets");
    assert_eq!(
        stage.refused("borealis", instead_of("Fisheries", "Fisheries by quota")),
        Refusal::RivalAssented { rival },
        "dead, but not in what the new entry would know"
    );
    let seat = stage.seat_mut("borealis");
    let log = news[0].0;
    seat.seat.record.note_head(log, seat.record().size(&log));
    stage.says("borealis", agree("Visas"));
    stage.says("borealis", instead_of("Fisheries", "Fisheries by quota"));
}

#[test]
fn every_refusal_has_a_code_of_its_own() {
    let mut codes = Refusal::CODES.to_vec();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), Refusal::CODES.len());
    for refusal in [
        Refusal::NothingWritten,
        Refusal::TextMoved,
        Refusal::ListMissing,
        Refusal::NotUnderstood(StatementId::default()),
    ] {
        assert!(codes.contains(&refusal.code()));
    }
}
