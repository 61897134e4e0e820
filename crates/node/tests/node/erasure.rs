//! Erasing on request: gone from every file of those who say so, kept by who says that, and not brought back.

use std::path::Path;

use domain::command::Reason;
use domain::{Command, List, Outcome};
use node::Node;
use node::bundle::Wanted;
use node::clock::now_ms;
use node::people::NewPerson;
use record::{SpaceId, StatementId};

use crate::pair::{name, propose};
use crate::table::{Chair, Table};

const WORDS: &str = "Ms Wu Lian of the harbour office, whose name is to be forgotten";

/// How often any of the files under `folder` holds `words`.
pub fn traces(folder: &Path, words: &[u8]) -> usize {
    let files = std::fs::read_dir(folder).expect("a folder");
    let in_file = |path: &Path| {
        let bytes = std::fs::read(path).expect("a file");
        bytes.windows(words.len()).filter(|w| *w == words).count()
    };
    let found = files.map(|file| {
        let path = file.expect("an entry").path();
        match path.is_dir() {
            true => traces(&path, words),
            false => in_file(&path),
        }
    });
    found.sum()
}

fn held(chair: &Chair) -> usize {
    traces(chair.folder.path(), WORDS.as_bytes())
}

fn in_bundle(node: &Node, space: SpaceId) -> bool {
    let mut bytes = Vec::new();
    node.write_bundle(&space, &Wanted::Everything, &mut bytes)
        .expect("it can be written");
    bytes.windows(WORDS.len()).any(|w| w == WORDS.as_bytes())
}

fn ask(of: StatementId) -> Command {
    Command::AskErasure {
        of,
        contents: vec![0],
        basis: Reason {
            lang: "en".into(),
            text: "She asked for it, under article 17".into(),
        },
    }
}

fn answer(request: StatementId, outcome: Outcome) -> Command {
    Command::AnswerErasure {
        request,
        outcome,
        reason: None,
    }
}

/// Somebody at this node began to type the same words into a form.
fn types_the_same(chair: &Chair) {
    let new = NewPerson {
        login: "lin".into(),
        password: "a long password of four words".into(),
        names: name("Lin"),
        offices: Vec::new(),
        lang: "en".into(),
    };
    let person = chair.node.add_person_without_powers(chair.party, &new);
    let (person, _) = person.expect("a person");
    let fields = [("text-en".to_owned(), format!("As to {WORDS}, we think"))];
    let kept = chair
        .node
        .keep_typed(person.id, "propose", &fields, now_ms());
    kept.expect("it is kept");
}

fn sound(chair: &Chair, space: SpaceId) {
    let report = chair.node.verify(&space).expect("it can be read");
    assert_eq!(report.expect("the space is known").faults, []);
}

#[test]
fn erased_is_gone_from_every_file_of_who_says_so_and_stays_with_who_keeps_it() {
    for turn in 0..3 {
        let [author, asker, keeper] = [turn, (turn + 1) % 3, (turn + 2) % 3];
        let mut table = Table::of(&["Asteria", "Borealis", "Cimmeria"]);
        let space = table.space;
        let proposed = table.chairs[author].acts(space, propose(List::Dialogues, WORDS));
        let text = proposed.sealed[0].0;
        table.everybody_talks();
        let before = tempfile::tempdir().expect("a folder");
        let backup = table.chairs[author].backup(before.path());
        types_the_same(&table.chairs[author]);
        assert!(table.chairs.iter().all(|chair| held(chair) > 0));

        let request = table.chairs[asker].acts(space, ask(text)).sealed[0].0;
        table.everybody_talks();
        assert!(
            table.chairs.iter().all(|chair| held(chair) > 0),
            "asked, not done"
        );
        let erase = answer(request, Outcome::Erased);
        table.chairs[author].acts(space, erase.clone());
        table.chairs[asker].acts(space, erase);
        table.chairs[keeper].acts(space, answer(request, Outcome::Kept));
        table.everybody_talks();

        let digest = table.chairs[0].digest(space);
        for (at, chair) in table.chairs.iter().enumerate() {
            assert_eq!(held(chair) > 0, at == keeper, "{at} of turn {turn}");
            assert_eq!(in_bundle(&chair.node, space), at == keeper);
            assert_eq!(chair.digest(space), digest);
            sound(chair, space);
            let says = chair.node.read(&space, |state| {
                let asked = state.relationship.erasure(&request).cloned();
                let asked = asked.expect("everybody has it");
                [author, asker, keeper].map(|at| {
                    let party = table.chairs[at].party;
                    asked.answer_of(&party).map(|answer| answer.outcome)
                })
            });
            let said = [Outcome::Erased, Outcome::Erased, Outcome::Kept].map(Some);
            assert_eq!(
                says,
                Some(said),
                "everybody knows who erased and who did not"
            );
            let shown = chair.node.read(&space, |state| {
                let text = state.relationship.text(&text).expect("it was proposed");
                text.titles.is_empty()
            });
            assert_eq!(shown, Some(at != keeper), "what is erased is shown no more");
        }

        // Neither a new start nor the peer that keeps it brings it back.
        table.chairs[author].stopped(|_| {});
        table.everybody_talks();
        assert_eq!(held(&table.chairs[author]), 0);
        // Nor a copy of the database from before, once the own answer is back.
        table.chairs[author].restore(&backup, false);
        assert!(held(&table.chairs[author]) > 0, "the copy has it");
        table.everybody_talks();
        assert_eq!(held(&table.chairs[author]), 0);
        sound(&table.chairs[author], space);
    }
}

#[test]
fn what_moved_to_another_list_was_said_anew_and_is_asked_for_anew() {
    let mut table = Table::of(&["Asteria", "Borealis"]);
    let space = table.space;
    let proposed = table.chairs[0].acts(space, propose(List::Dialogues, WORDS));
    let text = proposed.sealed[0].0;
    table.everybody_talks();
    table.chairs[1].acts(space, Command::Assent { text });
    table.everybody_talks();
    let object = table.chairs[0].node.read(&space, |state| {
        state.relationship.object_of(&text).expect("known")
    });
    let moved = Command::Move {
        object: object.expect("the space is known"),
        to: List::Cooperation,
    };
    let moved = table.chairs[0].acts(space, moved).sealed[0].0;
    for of in [text, moved] {
        assert!(held(&table.chairs[0]) > 0);
        let request = table.chairs[0].acts(space, ask(of)).sealed[0].0;
        table.chairs[0].acts(space, answer(request, Outcome::Erased));
    }
    assert_eq!(held(&table.chairs[0]), 0);
    sound(&table.chairs[0], space);
}
