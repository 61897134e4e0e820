//! What `record bundle` writes, read by somebody without a node.

use record::audit::Audit;
use record::bundle::Bundle;
use record::ids::bytes_from_hex;
use record::receipt::Receipt;
use record::{LogKey, TextStatus};
use serde_json::Value;

use crate::folder::{Folder, met, proposed};

/// The bytes and what they show; the file is written anew.
fn bundle(folder: &Folder, options: &[&str]) -> (Vec<u8>, Audit) {
    let path = folder.dir.join("out.bundle");
    let _ = std::fs::remove_file(&path);
    let file = path.to_str().unwrap();
    let told = folder.json(&[&["record", "bundle", file], options].concat());
    let bytes = std::fs::read(&path).unwrap();
    let read = Bundle::decode(&bytes).unwrap();
    assert_eq!(told["parts"], read.parts.len());
    let audit = Audit::of(&read);
    assert_eq!(audit.flaws, []);
    (bytes, audit)
}

#[test]
fn a_bundle_holds_what_was_asked_for_and_shows_what_is_in_effect() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, _left, borealis, _right) = met(root.path());
    let text = proposed(&asteria, &borealis);
    borealis.json(&["item", "assent", &text, "--yes"]);
    let has_title = |bytes: &[u8]| {
        bytes
            .windows(23)
            .any(|words| words == b"Joint search and rescue")
    };

    let (bytes, audit) = bundle(&borealis, &[]);
    assert_eq!(audit.texts()[0].status, TextStatus::InEffect);
    assert!(has_title(&bytes));
    let (bytes, audit) = bundle(&borealis, &["--no-content"]);
    assert_eq!(audit.texts()[0].status, TextStatus::InEffect);
    assert!(!has_title(&bytes));

    let log = borealis.run(&["record", "log", "--json"]);
    let log = String::from_utf8(log.stdout).unwrap();
    let rows = log
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let proposal = rows
        .into_iter()
        .find(|row| row["kind"] == "propose")
        .unwrap();
    let entry = proposal["entry"].as_str().unwrap();
    assert!(has_title(&bundle(&borealis, &["--content", entry]).0));
    let (bytes, audit) = bundle(&borealis, &["--alone", entry]);
    assert!(has_title(&bytes) && audit.record.is_none());
    assert_eq!(audit.alone.len(), 2, "the proposal and its author's powers");

    // A file that is there stays as it is, and an entry that is not there is named.
    let file = borealis.dir.join("out.bundle");
    let file = file.to_str().unwrap();
    let before = std::fs::read(file).unwrap();
    assert_ne!(
        borealis.run(&["record", "bundle", file]).status.code(),
        Some(0)
    );
    assert_eq!(std::fs::read(file).unwrap(), before);
    let unknown = borealis.run(&["record", "bundle", "other", "--alone", "Q-9"]);
    let why = String::from_utf8(unknown.stderr).unwrap();
    assert!(why.contains("Q-9"), "{why}");
}

/// What the node signs about its own log is checked with its key alone, and about another log it signs nothing.
#[test]
fn a_receipt_and_a_head_are_checked_without_the_rest_of_the_log() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, _left, borealis, _right) = met(root.path());
    let seat = node::Seat::open(&asteria.dir).unwrap();
    let key = seat.keys.node.public();
    let head = || {
        let all = asteria.json(&["record", "head"]);
        let mut all = all.as_array().unwrap().clone().into_iter();
        let own = |row: &Value| row["log"]["party"] == seat.party.hex() && row["log"]["lane"] == 0;
        all.find(own).expect("the own log has a head")
    };
    let before = head()["size"].as_u64().unwrap();
    proposed(&asteria, &borealis);

    let rows = asteria.run(&["record", "log", "--json"]);
    let rows = String::from_utf8(rows.stdout).unwrap();
    let proposal = rows
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .find(|row| row["kind"] == "propose")
        .unwrap();
    let entry = proposal["entry"].as_str().unwrap();
    let told = asteria.json(&["record", "receipt", entry]);
    let receipt = receipt_in(&told);
    let leaf = &asteria.json(&["record", "show", entry])["leaf_hash"];
    let leaf = record::Hash::from_hex(leaf.as_str().unwrap()).unwrap();
    let to = receipt.root_from(&leaf).unwrap();
    assert!(receipt.verify(&to, key).is_ok());
    let said = borealis.ended(&["record", "receipt", entry], 1);
    assert!(said.contains("Only the node of its own party"), "{said}");

    let file = asteria.dir.join("receipt.bundle");
    let path = file.to_str().unwrap();
    asteria.done(&["record", "receipt", entry, "--export", path]);
    let audit = Audit::of(&Bundle::decode(&std::fs::read(&file).unwrap()).unwrap());
    assert_eq!(audit.flaws, []);
    assert_eq!(audit.alone.len(), 2, "the proposal and its author's powers");

    // The head now, as other programs read it, and that it extends the one of before.
    let told = asteria.json(&["record", "head", "--note"]);
    let (now, note) = (head(), told["note"].as_str().unwrap());
    let log = LogKey::main(seat.party).in_space(receipt.log.space);
    let (size, root) = record::note::verify(note, &log, key).unwrap();
    assert_eq!(
        (size, root.hex()),
        (
            now["size"].as_u64().unwrap(),
            now["root"].as_str().unwrap().to_owned()
        )
    );
    assert!(size > before);
    let since = before.to_string();
    let told = asteria.json(&["record", "head", "--since", &since]);
    assert!(receipt_in(&told).verify(&root, key).is_ok());
    let none = ["record", "head", "--since", &(size + 1).to_string()];
    asteria.ended(&none, 1);
    let file = asteria.dir.join("head.bundle");
    let path = file.to_str().unwrap();
    asteria.done(&["record", "head", "--since", &since, "--export", path]);
    let audit = Audit::of(&Bundle::decode(&std::fs::read(&file).unwrap()).unwrap());
    assert_eq!(audit.flaws, []);
    let shown = audit.heads.last().unwrap();
    assert_eq!((shown.size, shown.is_noted), (size, true));
    assert_eq!(shown.extends, [before].into());
}

fn receipt_in(told: &Value) -> Receipt {
    let bytes = bytes_from_hex(told["receipt"].as_str().unwrap()).unwrap();
    Receipt::decode(&bytes).unwrap()
}

/// Borealis' node is shown another head of Asteria's log, signed with Asteria's key.
#[test]
fn what_proves_two_versions_is_listed_and_handed_over_as_a_small_file() {
    use net::Host;
    let root = tempfile::tempdir().unwrap();
    let (asteria, _left, borealis, right) = met(root.path());
    proposed(&asteria, &borealis);
    assert_eq!(
        borealis.json(&["record", "forks"])["forks"],
        serde_json::json!([])
    );
    let file = borealis.dir.join("forks.bundle");
    let export = ["record", "forks", "--export", file.to_str().unwrap()];
    borealis.ended(&export, 1);
    assert!(!file.exists());
    drop(right);
    let seat = node::Seat::open(&asteria.dir).unwrap();
    let running = std::sync::Arc::new(node::Node::open(&borealis.dir).unwrap());
    let space = running.space_ids()[0];
    let other = record::Checkpoint {
        log: record::LogKey::main(seat.party).in_space(space),
        size: 2,
        root: record::Hash([7; 32]),
        previous: None,
        time_ms: 1,
    };
    let party = running.seats().next().unwrap().party;
    let host = node::host::Seated {
        party,
        node: running,
        addresses: Vec::new(),
    };
    let examined = host.examine(seat.party, other.sign(&seat.keys.node));
    assert_eq!(examined, net::Examined::News);
    drop(host);

    let listed = borealis.json(&["record", "forks"]);
    assert_eq!(listed["forks"][0]["log"]["party"], seat.party.hex());
    assert!(listed["forks"][0]["found_ms"].is_u64(), "{listed}");
    let said = borealis.done(&["record", "forks"]);
    assert!(
        said.contains("has signed two versions of its log"),
        "{said}"
    );
    let told = borealis.json(&export);
    assert_eq!(told["parts"], 2, "the keys of the party and the proof");
    let bytes = std::fs::read(&file).unwrap();
    assert!(bytes.len() < 4096);
    let audit = Audit::of(&Bundle::decode(&bytes).unwrap());
    assert_eq!((audit.flaws.as_slice(), audit.forks.len()), (&[][..], 1));
}

/// Asteria's own node is shown another head of its log, as by a second copy of it.
#[test]
fn m026_a_forked_party_is_told_what_to_do_heals_and_goes_on() {
    use net::Host;
    let root = tempfile::tempdir().unwrap();
    let (asteria, left, borealis, _right) = met(root.path());
    proposed(&asteria, &borealis);
    asteria.ended(&["record", "heal"], 1);
    drop(left);
    let seat = node::Seat::open(&asteria.dir).unwrap();
    let running = std::sync::Arc::new(node::Node::open(&asteria.dir).unwrap());
    let other = record::Checkpoint {
        log: LogKey::main(seat.party).in_space(running.space_ids()[0]),
        size: 2,
        root: record::Hash([7; 32]),
        previous: None,
        time_ms: 1,
    };
    let host = node::host::Seated {
        party: seat.party,
        node: running,
        addresses: Vec::new(),
    };
    let examined = host.examine(seat.party, other.sign(&seat.keys.node));
    assert_eq!(examined, net::Examined::News);
    drop(host);

    let stopped = || asteria.json(&["status"])["spaces"][0]["stopped"].clone();
    assert_eq!(stopped(), true);
    let command = "detente record heal";
    assert!(asteria.done(&["status"]).contains(command));
    assert!(asteria.done(&["record", "forks"]).contains(command));
    let title = "en=Search and rescue";
    let propose = ["item", "propose", "--list", "cooperation", "--title", title];
    let refused = asteria.run(&[&propose[..], &["--yes"]].concat());
    let why = String::from_utf8(refused.stderr).unwrap();
    assert_ne!(refused.status.code(), Some(0));
    assert!(why.contains(command), "{why}");
    let healed = asteria.json(&["record", "heal"]);
    assert_eq!(healed, serde_json::json!({ "epoch": 1, "heads": 1 }));
    assert_eq!(stopped(), false);
    let forks = asteria.json(&["record", "forks"]);
    assert_eq!(forks["forks"][0]["healed"], true);
    asteria.propose("cooperation", "Search and rescue at sea");
}
