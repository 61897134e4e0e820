//! Closed and sealed relationships from the command line: founding, notes, and publishing before the day.

use crate::folder::{Folder, met, until};

/// Founds a further relationship from `one` to the party called `with`, entered by both; its id.
fn founded(one: &Folder, other: &Folder, with: &str, terms: &[&str]) -> String {
    let found = [
        "space",
        "found",
        "--title",
        "en=Behind closed doors",
        "--with",
        with,
    ];
    // A peer is found by its name as soon as its log is here.
    let named = || one.done(&["peer", "list"]).contains(with).then_some(());
    until("the name of the other side", named);
    let space = one.json(&[&found[..], terms].concat());
    let space = space["space"].as_str().unwrap().to_owned();
    let known = || {
        other
            .done(&["space", "list", "--json"])
            .contains(&space)
            .then_some(())
    };
    until("the draft to reach the other side", known);
    other.done(&["--space", &space, "space", "join"]);
    space
}

#[test]
fn a_note_reaches_the_other_side_and_what_is_only_said_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, _left, borealis, _right) = met(root.path());
    let terms = ["--notes-until", "2099-01-01"];
    let space = founded(&asteria, &borealis, "Borealis", &terms);
    for (one, other, words) in [
        (&asteria, &borealis, "Two years would do"),
        (&borealis, &asteria, "Four stations would do"),
    ] {
        one.done(&[
            "--space", &space, "note", "write", words, "--name", "Wu Lian",
        ]);
        let there = || {
            let list = other.json(&["--space", &space, "note", "list"]);
            let notes = list["notes"].as_array().cloned().unwrap_or_default();
            notes
                .iter()
                .any(|note| note["words"] == words && note["name"] == "Wu Lian")
                .then_some(())
        };
        until("the note to reach the other side", there);
        let said = other.done(&["--space", &space, "note", "list"]);
        assert!(
            said.contains("unsigned") && said.contains("1 January 2099"),
            "{said}"
        );
        assert!(
            !one.done(&["--space", &space, "record", "log"])
                .contains(words)
        );
    }
    let main = asteria.json(&["space", "list"]);
    let main = main
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["notes_until_day"].is_null());
    let main = main.unwrap()["space"].as_str().unwrap();
    asteria.ended(&["--space", main, "note", "write", "here?"], 1);
    let past = [
        "space",
        "found",
        "--title",
        "en=Late",
        "--with",
        "Borealis",
        "--notes-until",
        "2001-01-01",
    ];
    asteria.ended(&past, 2);
    asteria.done(&[
        "--space",
        &space,
        "item",
        "propose",
        "--list",
        "dialogues",
        "--title",
        "en=A hotline",
        "--yes",
    ]);
    let position = [
        "--space", &space, "item", "position", "A1", "--title", "en=Ours", "--yes", "--json",
    ];
    let item = asteria.json(&["--space", &space, "list", "dialogues"]);
    let number = item[0]["number"].as_str().unwrap().to_owned();
    let position = position.map(|word| if word == "A1" { number.as_str() } else { word });
    let refused = asteria.run(&position);
    let said = String::from_utf8_lossy(&refused.stdout).into_owned();
    assert!(said.contains("space-closed"), "{said}");
}

#[test]
fn m018_before_the_day_publishing_is_asked_for_once_more() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, _left, borealis, _right) = met(root.path());
    let terms = ["--release", "2099-01-01"];
    let space = founded(&asteria, &borealis, "Borealis", &terms);
    for folder in [&asteria, &borealis] {
        let file = folder.dir.join("out.bundle");
        let path = file.to_str().unwrap();
        let said = folder.ended(&["--space", &space, "record", "bundle", path], 2);
        assert!(said.contains("1 January 2099"), "{said}");
        assert!(!file.exists());
        folder.done(&["--space", &space, "record", "bundle", path, "--yes"]);
        assert!(file.exists());
        // A head says that there is a space, and a receipt that somebody said something there.
        let head = ["--space", &space, "record", "head", "--note"];
        assert!(folder.ended(&head, 2).contains("1 January 2099"));
        let members = folder.json(&["--space", &space, "space", "members"]);
        let mut members = members.as_array().unwrap().iter();
        let own = members.find(|member| member["own"] == true).unwrap();
        let entry = format!("{}-1", own["letter"].as_str().unwrap());
        let receipt = ["--space", &space, "record", "receipt", &entry];
        assert!(folder.ended(&receipt, 2).contains("1 January 2099"));
        folder.done(&[&receipt[..], &["--yes"]].concat());
        let proof = folder.dir.join("head.bundle");
        let path = proof.to_str().unwrap();
        let export = ["--space", &space, "record", "head", "--export", path];
        folder.ended(&export, 2);
        assert!(!proof.exists());
        folder.done(&[&export[..], &["--yes"]].concat());
        assert!(proof.exists());
    }
}
