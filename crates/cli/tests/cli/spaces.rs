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

#[test]
fn m011_a_third_is_let_in_by_command_and_reads_from_the_founding_on() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, [fisheries, _]) = two_relationships(root.path());
    let [borealis, cyan] = ["borealis", "cyan"].map(|name| Folder::new(root.path(), name));
    let number = std::cell::Cell::new(0);
    let carry = |from: &Folder, to: &Folder| {
        number.set(number.get() + 1);
        let file = root.path().join(format!("pouch-{}", number.get()));
        let (file, status) = (file.to_str().unwrap(), to.json(&["status"]));
        from.done(&[
            "pouch",
            "write",
            "--to",
            status["party"].as_str().unwrap(),
            file,
        ]);
        to.done(&["pouch", "read", file]);
    };
    carry(&asteria, &borealis);
    carry(&borealis, &asteria);
    let to = ["--space", fisheries.as_str()];
    let add = ["space", "members", "--add", "cyan", "--yes"];
    let warned = asteria.run(&[&to[..], &["space", "members", "--add", "cyan"]].concat());
    let said = String::from_utf8_lossy(&warned.stderr).into_owned();
    assert!(said.contains("will read all"), "{said}");
    let proposed = asteria.json(&[&to[..], &add].concat());
    let text = proposed["text"].as_str().unwrap();
    carry(&asteria, &cyan);
    let joins = [&to[..], &["space", "join"]].concat();
    assert_ne!(cyan.run(&joins).status.code(), Some(0), "not let in yet");
    carry(&asteria, &borealis);
    let agreed = borealis.json(&[&to[..], &["item", "assent", text, "--yes"]].concat());
    assert_eq!(agreed["status"], "in-effect");
    carry(&borealis, &asteria);
    carry(&asteria, &cyan);
    cyan.done(&joins);
    carry(&cyan, &asteria);
    carry(&asteria, &borealis);
    for folder in [&asteria, &borealis, &cyan] {
        let rows = folder.json(&[&to[..], &["space", "members"]].concat());
        assert_eq!(rows[2]["names"]["en"], "cyan", "{rows}");
        assert_eq!(rows[2]["letter"], "C");
        assert_eq!(
            folder.json(&[&to[..], &["record", "verify"]].concat())["sound"],
            true
        );
    }
    let digests = [&asteria, &borealis, &cyan].map(|folder| {
        let status = folder.json(&[&to[..], &["status"]].concat());
        status["spaces"][0]["digest"].clone()
    });
    assert!(
        digests.iter().all(|digest| *digest == digests[0]),
        "{digests:?}"
    );
}

#[test]
fn a_relationship_is_founded_with_a_witness() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, _) = two_relationships(root.path());
    let peers = asteria.done(&["peer", "list", "--json"]);
    let peers = peers.lines().map(|line| {
        let peer: serde_json::Value = serde_json::from_str(line).unwrap();
        peer["peer"].as_str().unwrap().to_owned()
    });
    let ids: Vec<String> = peers.collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let found = ["space", "found", "--title", "en=Watched", "--with", ids[0]];
    let twice = [&found[..], &["--witness", ids[0]]].concat();
    assert!(asteria.ended(&twice, 2).contains("named twice"));
    let founded = asteria.json(&[&found[..], &["--witness", ids[1]]].concat());
    let space = founded["space"].as_str().unwrap();
    let members = asteria.json(&["--space", space, "space", "members"]);
    let role = |party: &str| {
        let mut all = members.as_array().unwrap().iter();
        all.find(|one| one["party"] == party).unwrap()["role"].clone()
    };
    assert_eq!(
        (role(ids[0]), role(ids[1])),
        ("party".into(), "witness".into())
    );
    assert_eq!(members.as_array().unwrap().len(), 3);
}
