//! Several relationships in one folder: `--space` chooses, and what is ambiguous is said with what there is.

use std::path::Path;

use crate::folder::Folder;

/// A new party that Asteria meets by files, in a relationship of their own.
fn meets(root: &Path, asteria: &Folder, name: &str, title: &str) -> Folder {
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
    other
}

/// Asteria with two relationships of different titles.
fn two_relationships(root: &Path) -> (Folder, [String; 2]) {
    let asteria = Folder::new(root, "asteria");
    asteria.init("Asteria");
    meets(root, &asteria, "borealis", "en=Fisheries");
    meets(root, &asteria, "cyan", "en=Space");
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

fn party(folder: &Folder) -> String {
    let status = folder.json(&["status"]);
    status["party"].as_str().unwrap().to_owned()
}

/// Brings what one party has to another, as a file; each one to all, when there are several.
struct Carrier<'a> {
    root: &'a Path,
    files: std::cell::Cell<usize>,
}

impl Carrier<'_> {
    fn in_folder(root: &Path) -> Carrier<'_> {
        Carrier {
            root,
            files: std::cell::Cell::new(0),
        }
    }

    fn carry(&self, from: &Folder, to: &Folder) {
        self.files.set(self.files.get() + 1);
        let file = self.root.join(format!("pouch-{}", self.files.get()));
        let file = file.to_str().unwrap();
        from.done(&["pouch", "write", "--to", &party(to), file]);
        to.done(&["pouch", "read", file]);
    }
}

/// All of these have the same record, and it is sound.
fn are_alike(folders: &[&Folder], space: &str) {
    let of = |folder: &&Folder| {
        let verified = folder.json(&["--space", space, "record", "verify"]);
        assert_eq!(verified["sound"], true, "{verified}");
        let status = folder.json(&["--space", space, "status"]);
        status["spaces"][0]["digest"].clone()
    };
    let digests: Vec<_> = folders.iter().map(of).collect();
    assert!(digests.iter().all(|one| *one == digests[0]), "{digests:?}");
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
    let carrier = Carrier::in_folder(root.path());
    let carry = |from: &Folder, to: &Folder| carrier.carry(from, to);
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
    }
    are_alike(&[&asteria, &borealis, &cyan], &fisheries);
}

/// A third of three loses its keys; the two others put its new identity in its place, without a word of the lost one.
#[test]
fn m012_a_lost_party_is_replaced_by_command() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, [fisheries, _]) = two_relationships(root.path());
    let [borealis, cyan] = ["borealis", "cyan"].map(|name| Folder::new(root.path(), name));
    let anew = meets(root.path(), &asteria, "anew", "en=Another");
    let found = [
        "space", "found", "--title", "en=Three", "--with", "borealis",
    ];
    let founded = asteria.json(&[&found[..], &["--with", "cyan"]].concat());
    let space = founded["space"].as_str().unwrap();
    let to = ["--space", space];
    let carrier = Carrier::in_folder(root.path());
    for other in [&borealis, &cyan] {
        carrier.carry(&asteria, other);
        other.done(&[&to[..], &["space", "join"]].concat());
        carrier.carry(other, &asteria);
    }
    carrier.carry(&asteria, &borealis);

    let lost = |word: &str| ["space", "members", "--yes", "--lost", word].map(str::to_owned);
    let of_two = lost(&format!("{}=anew", party(&borealis)));
    let of_two: Vec<&str> = of_two.iter().map(String::as_str).collect();
    let of_two = asteria.run(&[&["--space", &fisheries, "--json"], &of_two[..]].concat());
    let said = String::from_utf8_lossy(&of_two.stdout);
    assert!(
        !of_two.status.success() && said.contains("refused"),
        "{said}"
    );
    let replace = lost(&format!("{}=anew", party(&cyan)));
    let replace: Vec<&str> = replace.iter().map(String::as_str).collect();
    let unsure: Vec<&str> = replace.iter().copied().filter(|w| *w != "--yes").collect();
    let warned = asteria.ended(&[&to[..], &unsure].concat(), 2);
    assert!(warned.contains("will read all"), "{warned}");
    asteria.ended(&[&to[..], &replace, &["--add", "anew"]].concat(), 2);
    for word in ["anew", "Z=anew", "=anew"] {
        asteria.ended(
            &[&to[..], &["space", "members", "--lost", word]].concat(),
            2,
        );
    }

    let place = |folder: &Folder, who: &str| {
        let rows = folder.json(&[&to[..], &["space", "members"]].concat());
        let rows = rows.as_array().unwrap();
        assert_eq!(rows.len(), 3);
        rows.iter().position(|row| row["party"] == who)
    };
    let before = place(&asteria, &party(&cyan));
    let proposed = asteria.json(&[&to[..], &replace].concat());
    let text = proposed["text"].as_str().unwrap();
    assert_ne!(proposed["status"], "in-effect", "one alone says so");
    carrier.carry(&asteria, &borealis);
    let agreed = borealis.json(&[&to[..], &["item", "assent", text, "--yes"]].concat());
    assert_eq!(agreed["status"], "in-effect");
    carrier.carry(&borealis, &asteria);
    carrier.carry(&asteria, &anew);
    anew.done(&[&to[..], &["space", "join"]].concat());
    carrier.carry(&anew, &asteria);
    carrier.carry(&asteria, &borealis);
    for folder in [&asteria, &borealis, &anew] {
        assert_eq!(place(folder, &party(&cyan)), None);
        assert_eq!(place(folder, &party(&anew)), before, "the very place");
    }
    are_alike(&[&asteria, &borealis, &anew], space);
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
