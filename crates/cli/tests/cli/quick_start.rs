//! From two empty machines to one agreed text: the eight commands of the README, as they stand there.

use std::time::{Duration, Instant};

use crate::folder::{Folder, until};

const README: &str = include_str!("../../../../README.md");

/// At which of the two parties each command is typed, and what it begins with.
const COMMANDS: [(usize, &str); 8] = [
    (0, "init"),
    (0, "serve"),
    (0, "peer invite"),
    (1, "init"),
    (1, "serve"),
    (1, "peer accept"),
    (0, "item propose"),
    (1, "item assent"),
];

/// The words of a line as a shell would give them to the program.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().expect("there is one").push(letter),
        }
    }
    words
}

/// What the README tells two parties to type, without the program's name.
fn commands() -> Vec<String> {
    let (_, part) = README.split_once("## Two real parties").expect("a part");
    let part = part.split("\n## ").next().expect("it ends");
    let typed = part.lines().filter_map(|line| line.strip_prefix("    "));
    let typed = typed.map(|line| line.strip_prefix("detente ").expect("a command of ours"));
    typed.map(str::to_owned).collect()
}

/// The status and the number of the only item.
fn item(folder: &Folder) -> Option<(String, String)> {
    let rows = folder.json(&["list", "cooperation"]);
    let row = rows.as_array()?.first()?;
    let word = |key: &str| row[key].as_str().map(str::to_owned);
    Some((word("status")?, word("number")?))
}

#[test]
fn m035_two_empty_folders_reach_an_agreed_item_in_the_eight_commands_of_the_readme() {
    let begun = Instant::now();
    let root = tempfile::tempdir().unwrap();
    let folders = ["asteria", "borealis"].map(|name| Folder::new(root.path(), name));
    let commands = commands();
    assert_eq!(commands.len(), COMMANDS.len(), "{commands:?}");
    let (mut served, mut invitation) = (Vec::new(), String::new());
    for (line, (at, verb)) in commands.iter().zip(COMMANDS) {
        assert!(line.starts_with(verb), "{line}, not {verb}");
        // What differs on one machine: names of machines, and the letter that was drawn by lot.
        let line = line
            .replace("asteria.example:8643", &folders[0].address())
            .replace("borealis.example:8643", &folders[1].address())
            .replace("detente:1:...", &invitation);
        let folder = &folders[at];
        let mut words = words(&line);
        match verb {
            "serve" => {
                let typed: Vec<&str> = words.iter().map(String::as_str).collect();
                served.push(folder.serve_as(&typed));
                continue;
            }
            "item assent" => {
                let (_, number) = until("the proposal to arrive", || item(folder));
                assert!(["A1", "B1"].contains(&&*words[2]), "a number: {line}");
                words[2] = number;
            }
            _ => {}
        }
        if verb.starts_with("item") {
            words.push("--yes".into()); // there is no terminal to answer at
        }
        let typed: Vec<&str> = words.iter().map(String::as_str).collect();
        if verb == "peer accept" {
            // The server notices the invitation of the other process within a quarter of a second.
            until("the invitation to be noticed", || {
                folder.run(&typed).status.success().then_some(())
            });
            continue;
        }
        let said = folder.done(&typed);
        if verb == "peer invite" {
            invitation = said.trim().to_owned();
            assert!(invitation.starts_with("detente:1:"), "{said}");
        }
    }
    let [asteria, borealis] = &folders;
    for folder in &folders {
        until("the text to be in effect on both", || {
            (item(folder)?.0 == "in-effect").then_some(())
        });
        assert_eq!(folder.json(&["record", "verify"])["sound"], true);
    }
    let digest = |folder: &Folder| folder.json(&["status"])["spaces"][0]["digest"].clone();
    until("the same digest on both", || {
        (digest(asteria) == digest(borealis)).then_some(())
    });
    let six = |folder: &Folder| folder.json(&["peer", "list"])["words"].clone();
    assert_eq!(six(asteria), six(borealis));
    assert_eq!(six(asteria).as_array().unwrap().len(), 6);
    assert!(begun.elapsed() < Duration::from_secs(600), "ten minutes");
}
