//! A seat carries out a plan: nothing that was planned is refused, and what would be refused is not planned.

use domain::testing::Stage;
use domain::{About, Command, Subject, Wording, Wordings};
use import::framework;

use crate::{fault, plans, small};

#[test]
fn a_seat_is_refused_no_step_of_either_fixture() {
    let mut stage = Stage::new(&["Asteria", "Borealis"]);
    for (_, plan) in plans() {
        for step in &plan.steps {
            let outcome = stage.tries("Asteria", &step.command);
            assert!(outcome.is_ok(), "{}: {outcome:?}", step.id);
        }
    }
}

fn note(text: String) -> Command {
    let wording = Wording {
        lang: "en".to_owned(),
        title: "Title".to_owned(),
        text,
        courtesy: false,
    };
    Command::BringIn {
        subject: Subject::Note,
        list: None,
        wordings: Wordings(vec![wording]),
        about: About::default(),
    }
}

/// Those of these characters that the importer takes.
fn taken(characters: &[char]) -> String {
    let escaped: String = characters
        .iter()
        .map(|c| format!("\\U{:08x}", *c as u32))
        .collect();
    let yaml = small(&format!(
        "claims: [{{ text: Title, note: \"a{escaped}b\" }}]"
    ));
    match (framework(yaml.as_bytes(), None), characters) {
        (Ok(_), all) => all.iter().collect(),
        (Err(_), [] | [_]) => String::new(),
        (Err(_), more) => {
            let (left, right) = more.split_at(more.len() / 2);
            taken(left) + &taken(right)
        }
    }
}

/// The importer has to find every character that `domain` refuses, or half of a plan would be carried out.
/// Of the long stretches that it refuses itself the edges are enough.
#[test]
fn every_character_that_the_importer_takes_can_be_signed() {
    let mut stage = Stage::new(&["Asteria", "Borealis"]);
    let mut count = 0;
    let stretches = [
        (0, 0xE010),
        (0xF8F0, 0x1_0010),
        (0x1_D000, 0x1_E000),
        (0xD_FFF0, 0xE_0010),
        (0xE_0FF0, 0xE_1010),
        (0xE_FFF0, 0xF_0010),
    ];
    for (start, end) in stretches {
        let characters: Vec<char> = (start..end).filter_map(char::from_u32).collect();
        for characters in characters.chunks(0x1000) {
            let text = taken(characters);
            count += text.chars().count();
            let outcome = stage.tries("Asteria", &note(format!("a{text}b")));
            assert!(outcome.is_ok(), "after {:?}: {outcome:?}", characters[0]);
        }
    }
    assert!(count > 50_000, "most characters are taken: {count}");
    let hidden = small("claims: [{ text: Title, note: \"a\\u202eb\" }]");
    assert_eq!(fault(&hidden).code(), "hidden-character");
    assert!(
        stage
            .tries("Asteria", &note("a\u{202e}b".to_owned()))
            .is_err()
    );
}
