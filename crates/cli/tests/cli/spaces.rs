//! Several relationships in one folder: `--space` chooses, and what is ambiguous is said with what there is.

use std::path::Path;

use crate::folder::Folder;

/// Asteria with two relationships of different titles, met by files.
fn two_relationships(root: &Path) -> (Folder, [String; 2]) {
    let asteria = Folder::new(root, "asteria");
    asteria.init("Asteria");
    for (name, title) in [("borealis", "en=Fisheries"), ("cyan", "en=Space")] {
        let other = Folder::new(root, name);
        other.init(name);
        let invited = asteria.json(&["peer", "invite", "--title", title, "--offline"]);
        let invitation = invited["invitation"].as_str().unwrap();
        let (request, answer) = (
            root.join(format!("{name}.request")),
            root.join(format!("{name}.answer")),
        );
        let (request, answer) = (request.to_str().unwrap(), answer.to_str().unwrap());
        other.done(&["peer", "accept", invitation, "--request", request]);
        asteria.done(&["peer", "welcome", request, "--answer", answer]);
        other.done(&["peer", "accept", invitation, "--answer", answer]);
    }
    let spaces = asteria.json(&["space", "list"]);
    let named = |title: &str| {
        let all = spaces.as_array().unwrap().iter();
        let mut fitting = all.filter(|space| space["titles"]["en"] == title);
        fitting.next().unwrap()["space"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    (asteria, [named("Fisheries"), named("Space")])
}

#[test]
fn of_several_relationships_one_is_chosen_by_its_first_digits() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, [fisheries, space]) = two_relationships(root.path());
    let output = asteria.run(&["list", "cooperation"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    for word in [
        "--space",
        "Fisheries",
        "Space",
        &fisheries[..8],
        &space[..8],
    ] {
        assert!(said.contains(word), "{word} is not in: {said}");
    }
    let propose = |chosen: &str| {
        asteria.done(&[
            "--space",
            chosen,
            "item",
            "propose",
            "--list",
            "cooperation",
            "--title",
            "en=X",
            "--yes",
        ]);
    };
    let count = |chosen: &str| {
        let rows = asteria.json(&["--space", chosen, "list", "cooperation"]);
        rows.as_array().unwrap().len()
    };
    propose(&fisheries[..12]);
    propose(&fisheries.to_uppercase());
    propose(&space);
    assert_eq!((count(&fisheries[..12]), count(&space[..12])), (2, 1));
    let by_variable = asteria
        .command(&["--json", "list", "cooperation"])
        .env("DETENTE_SPACE", &space)
        .output()
        .unwrap();
    let rows: serde_json::Value = serde_json::from_slice(&by_variable.stdout).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!(
        asteria.json(&["--space", &space, "status"])["spaces"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        asteria.json(&["--space", &space, "record", "verify"])["sound"],
        true
    );
}

#[test]
fn digits_that_fit_none_or_several_relationships_are_refused_with_the_list() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, [fisheries, space]) = two_relationships(root.path());
    let said = |chosen: &str, verb: &[&str]| {
        let output = asteria.run(&[&["--space", chosen], verb].concat());
        assert_eq!(output.status.code(), Some(2), "{chosen}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let verb = ["list", "cooperation"];
    assert!(said("zzzz", &verb).contains("Fisheries"));
    assert!(said("", &verb).contains("Fisheries"));
    assert!(said("zzzz", &["record", "verify"]).contains("zzzz"));
    let same = fisheries
        .chars()
        .zip(space.chars())
        .take_while(|(a, b)| a == b)
        .count();
    if same > 0 {
        assert!(said(&fisheries[..same], &verb).contains("more digits"));
    }
}

#[test]
fn members_are_shown_with_what_they_hold() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, [fisheries, _]) = two_relationships(root.path());
    let members = asteria.json(&["--space", &fisheries, "space", "members"]);
    let members = members.as_array().unwrap();
    assert_eq!(members.len(), 2);
    let own = members.iter().find(|member| member["own"] == true).unwrap();
    assert_eq!(own["names"]["en"], "Asteria");
    assert_eq!(own["role"], "party");
    assert!(own["entries"].as_u64() > Some(0));
    let shown = asteria.done(&["--space", &fisheries, "space", "members"]);
    assert!(
        shown.contains("Asteria") && shown.contains("this node"),
        "{shown}"
    );
}
