//! No party can do what the other cannot: every command, tried in mirrored states.

use std::collections::BTreeMap;

use domain::command::Reason;
use domain::decide::Desk;
use domain::testing::*;
use domain::{About, Command, List, Outcome, Subject, Target, decide};
use record::{Hash, Member, ObjectId, PartyId, Role, StatementId};

/// The kind of a command. A new command is a gap here that the compiler shows.
fn kind(command: &Command) -> &'static str {
    match command {
        Command::Propose { .. } => "propose",
        Command::BringIn { .. } => "bring in",
        Command::Move { .. } => "move",
        Command::Conclude { .. } => "conclude",
        Command::Assent { .. } => "assent",
        Command::Decline { .. } => "decline",
        Command::Release { .. } => "release",
        Command::AcceptTheirs { .. } => "accept theirs",
        Command::Defer { .. } => "defer",
        Command::Suspend { .. } => "suspend",
        Command::Resume { .. } => "resume",
        Command::Withdraw { .. } => "withdraw",
        Command::ChangeMembers { .. } => "change members",
        Command::Position { .. } => "position",
        Command::AskErasure { .. } => "ask erasure",
        Command::AnswerErasure { .. } => "answer erasure",
    }
}

const KINDS: usize = 16;

/// Every command on everything that is known at a seat, each with words that say what it is about.
pub(crate) fn every_command(seat: &Seat) -> Vec<(String, Command)> {
    let mut all = Vec::new();
    let mut add = |about: &str, command: Command| {
        all.push((format!("{} {about}", kind(&command)), command));
    };
    for subject in [
        Subject::Principle,
        Subject::Item,
        Subject::Area,
        Subject::Note,
    ] {
        let list = (subject == Subject::Item).then_some(List::Dialogues);
        add(
            &format!("{subject:?}"),
            propose_of(Target::New { subject, list }),
        );
        add(
            &format!("{subject:?}"),
            bring_in("New", subject, list)(seat),
        );
    }
    for item in seat.relationship.items() {
        let words = item.titles(&seat.relationship, seat.record());
        let title = words.map_or("", |words| words.title("en")).to_owned();
        about_item(&mut add, &title, item.object);
        for text in &item.texts {
            let proposal = seat.relationship.text(text).expect("it was proposed");
            let about = format!(
                "{:?} {:?} of {}",
                proposal.titles.title("en"),
                proposal.subject,
                seat.name_of(&proposal.place.party())
            );
            about_text(&mut add, &about, *text);
        }
    }
    let mut members = seat.record().membership().1.clone();
    members.members.push(Member {
        party: PartyId(Hash([9; 32])),
        role: Role::Facilitator,
    });
    let comes = Command::ChangeMembers {
        members,
        lost: None,
        wordings: words("Another facilitator"),
    };
    add("a facilitator comes", comes);
    for asked in seat.relationship.erasures() {
        for outcome in [Outcome::Erased, Outcome::Kept] {
            let about = format!(
                "{} of {}",
                outcome.word(),
                seat.name_of(&asked.at.log.party)
            );
            let answer = Command::AnswerErasure {
                request: asked.statement,
                outcome,
                reason: None,
            };
            add(&about, answer);
        }
    }
    all
}

fn propose_of(target: Target) -> Command {
    Command::Propose {
        target,
        wordings: words("New"),
        about: About::default(),
    }
}

fn about_item(add: &mut impl FnMut(&str, Command), title: &str, object: ObjectId) {
    add(title, propose_of(Target::Existing(object)));
    for to in List::ALL {
        add(
            &format!("{title} to {}", to.word()),
            Command::Move { object, to },
        );
    }
    add(title, Command::Conclude { object });
    add(
        title,
        Command::Defer {
            object,
            until_day: 30_000,
            reason: None,
        },
    );
    add(
        title,
        Command::Position {
            object,
            wordings: words("Ours: a"),
        },
    );
}

fn about_text(add: &mut impl FnMut(&str, Command), about: &str, text: StatementId) {
    let reason = Reason {
        lang: "en".to_owned(),
        text: "a reason".to_owned(),
    };
    let texts = vec![text];
    add(about, Command::Assent { text });
    add(about, Command::Decline { text, reason: None });
    add(about, Command::Release { text });
    add(about, Command::AcceptTheirs { text });
    add(
        about,
        Command::Suspend {
            texts: texts.clone(),
            reason: reason.clone(),
            answers: None,
        },
    );
    add(
        about,
        Command::Resume {
            texts: texts.clone(),
        },
    );
    let basis = reason.clone();
    add(about, Command::Withdraw { texts, reason });
    let ask = Command::AskErasure {
        of: text,
        contents: vec![0],
        basis,
    };
    add(about, ask);
}

/// What can be done at a seat: each command with what would be signed, or with the refusal.
fn operations(stage: &mut Stage, name: &str) -> BTreeMap<String, String> {
    let today = stage.today;
    let seat = stage.seat_mut(name);
    let seeds = |seat: &mut Seat| seat.seeds();
    let commands = every_command(seat);
    let mut all = BTreeMap::new();
    for (about, command) in commands {
        let mut desk = Desk {
            seeds: seeds(seat),
            record: seat.record(),
            relationship: &seat.relationship,
            party: seat.party(),
            today,
            words: &|at| seat.words(at),
        };
        let outcome = match decide(&mut desk, &command) {
            Ok(decision) => format!(
                "signs {:?}, then {:?}",
                decision
                    .now
                    .iter()
                    .map(|draft| draft.body.kind)
                    .collect::<Vec<_>>(),
                decision
                    .pending
                    .iter()
                    .map(|draft| draft.body.kind)
                    .collect::<Vec<_>>(),
            ),
            Err(refusal) => format!("refused: {}", refusal.code()),
        };
        let again = all.insert(about.clone(), outcome);
        assert_eq!(again, None, "{about} says what it is about");
    }
    all
}

/// A history in which nearly everything happens. `first` and `second` are the parties.
pub(crate) fn history(stage: &mut Stage, first: &str, second: &str) {
    for title in [
        "Fisheries",
        "Visas",
        "Cables",
        "Crime",
        "Climate",
        "Ice",
        "Straits",
    ] {
        stage.says(first, propose(title, List::Cooperation));
    }
    stage.says("cantabria", bring_in_item("Fleets", List::Dialogues, &[]));
    stage.exchange();
    for title in ["Fisheries", "Crime", "Climate", "Ice", "Straits"] {
        stage.says(second, agree(title));
    }
    stage.says(second, decline("Cables", "No"));
    stage.says(second, principle("Mutual respect"));
    stage.exchange();
    stage.says(first, suspend(&["Climate", "Ice"], "Drought"));
    stage.says(second, withdraw(&["Straits"], "Waves"));
    stage.says(second, conclude("Crime"));
    stage.says(first, instead_of("Fleets", "Fleets of one"));
    stage.says(second, instead_of("Fleets", "Fleets of the other"));
    stage.exchange();
    stage.says(first, agree("Crime"));
    stage.says(first, instead_of("Fisheries", "Fisheries and more"));
    stage.says(first, position("Visas", "Ours: a"));
    stage.exchange();
    stage.says(first, resume(&["Ice"]));
    stage.says(second, ask_erasure("Cables", "The law"));
    stage.exchange();
}

/// Names the parties by what they do in the history.
fn roles(operations: BTreeMap<String, String>, first: &str) -> BTreeMap<String, String> {
    let (old, new) = match first {
        "asteria" => (["asteria", "borealis"], ["first", "second"]),
        _ => (["asteria", "borealis"], ["second", "first"]),
    };
    operations
        .into_iter()
        .map(|(about, outcome)| {
            (
                about.replace(old[0], new[0]).replace(old[1], new[1]),
                outcome,
            )
        })
        .collect()
}

#[test]
fn m026_what_one_party_can_do_the_other_can_do_in_the_mirrored_state() {
    let mut one = Stage::facilitated();
    history(&mut one, "asteria", "borealis");
    let mut other = Stage::facilitated();
    history(&mut other, "borealis", "asteria");
    let mut allowed: Vec<String> = Vec::new();
    for (here, there) in [
        ("asteria", "borealis"),
        ("borealis", "asteria"),
        ("cantabria", "cantabria"),
    ] {
        let operations_here = roles(operations(&mut one, here), "asteria");
        let operations_there = roles(operations(&mut other, there), "borealis");
        assert_eq!(
            operations_here, operations_there,
            "{here} here, {there} there"
        );
        let signs = operations_here
            .iter()
            .filter(|(_, outcome)| outcome.starts_with("signs"));
        allowed.extend(signs.map(|(about, _)| about.clone()));
    }
    let mut kinds: Vec<&str> = every_command(one.seat("asteria"))
        .iter()
        .map(|(_, command)| kind(command))
        .collect();
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds.len(), KINDS);
    for kind in kinds {
        assert!(
            allowed.iter().any(|about| about.starts_with(kind)),
            "{kind} is allowed to somebody, or the list shows nothing"
        );
    }
}

#[test]
fn m026_before_anything_is_said_both_can_do_the_same_and_no_setting_is_held_by_one() {
    let mut stage = two_with_lot();
    let [one, other] = ["asteria", "borealis"].map(|name| operations(&mut stage, name));
    assert_eq!(one, other);
    assert!(one.values().all(|outcome| outcome.starts_with("signs")));
    let founding = stage.seat("asteria").record().founding().clone();
    assert!(
        founding
            .membership
            .members
            .iter()
            .all(|member| member.role == Role::Party)
    );
    assert_eq!(
        founding.membership.threshold,
        founding.membership.required().count() as u64
    );
}

fn two_with_lot() -> Stage {
    Stage::new(&["borealis", "asteria"])
}

#[test]
fn m026_the_whole_history_is_its_own_mirror_image() {
    mirrored(|stage| history(stage, "asteria", "borealis"));
    mirrored(|stage| history(stage, "borealis", "asteria"));
}
