//! Two nodes that never see each other over a network: they meet by files and exchange pouches, as by USB stick.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::folder::{Folder, copy};

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn party(folder: &Folder) -> String {
    let status = folder.json(&["status"]);
    status["party"].as_str().expect("a party").to_owned()
}

fn digest(folder: &Folder) -> String {
    let status = folder.json(&["status"]);
    status["spaces"][0]["digest"]
        .as_str()
        .expect("a digest")
        .to_owned()
}

fn write(from: &Folder, to: &Folder, file: &Path) -> serde_json::Value {
    from.json(&["pouch", "write", "--to", &party(to), text(file)])
}

fn read(folder: &Folder, file: &Path) -> serde_json::Value {
    folder.json(&["pouch", "read", text(file)])
}

/// First contact by two files; no process listens anywhere.
fn met_by_files(inviter: &Folder, invitee: &Folder, stick: &Path) {
    let invited = inviter.json(&["peer", "invite", "--title", "en=By stick", "--offline"]);
    let invitation = invited["invitation"].as_str().expect("an invitation");
    let (request, answer) = (stick.join("request"), stick.join("answer"));
    invitee.done(&["peer", "accept", invitation, "--request", text(&request)]);
    inviter.done(&["peer", "welcome", text(&request), "--answer", text(&answer)]);
    // The stick with the answer is lost: it is written again, and it is the same.
    let again = stick.join("again");
    inviter.done(&["peer", "welcome", text(&request), "--answer", text(&again)]);
    assert_eq!(fs::read(&answer).unwrap(), fs::read(&again).unwrap());
    let met = invitee.json(&["peer", "accept", invitation, "--answer", text(&answer)]);
    let words = inviter.json(&["peer", "list"])["words"].clone();
    assert_eq!(met["words"], words, "both compare the same words");
}

fn parties(root: &Path, names: [&str; 2]) -> [Folder; 2] {
    names.map(|name| {
        let folder = Folder::new(root, name);
        folder.init(name);
        folder
    })
}

/// Propose here, agree there, in effect on both, with three sticks between them.
fn agree(proposer: &Folder, other: &Folder, stick: &Path) {
    let propose = [
        "item",
        "propose",
        "--list",
        "cooperation",
        "--title",
        "en=Joint search",
        "--yes",
    ];
    let proposed = proposer.json(&propose);
    let id = proposed["text"].as_str().unwrap().to_owned();
    let (there, back, third) = (stick.join("there"), stick.join("back"), stick.join("third"));
    assert!(write(proposer, other, &there)["entries"].as_u64() > Some(0));
    assert!(read(other, &there)["entries"].as_u64() > Some(0));
    assert_eq!(
        other.json(&["item", "assent", &id, "--yes"])["status"],
        "in-effect"
    );
    write(other, proposer, &back);
    read(proposer, &back);
    let row = proposer.json(&["list", "cooperation"]);
    assert_eq!(row[0]["text_in_effect"], id.as_str());
    // The receipts came along: what the other side signed to hold is not sent again.
    assert_eq!(write(proposer, other, &third)["entries"], 0);
    read(other, &third);
    assert_eq!(digest(proposer), digest(other));
    for folder in [proposer, other] {
        assert_eq!(folder.json(&["record", "verify"])["sound"], true);
    }
}

#[test]
fn m035_two_folders_without_a_network_agree_by_pouches_whoever_proposes() {
    for swapped in [false, true] {
        let root = tempfile::tempdir().unwrap();
        let [left, right] = parties(root.path(), ["asteria", "borealis"]);
        met_by_files(&left, &right, root.path());
        let [proposer, other] = if swapped {
            [right, left]
        } else {
            [left, right]
        };
        // Each side's own entry into the relationship has to come over first.
        let (first, second) = (root.path().join("first"), root.path().join("second"));
        write(&proposer, &other, &first);
        read(&other, &first);
        write(&other, &proposer, &second);
        read(&proposer, &second);
        agree(&proposer, &other, root.path());
    }
}

/// A pair that met, and a pouch from the first to the second.
fn packed(root: &Path) -> ([Folder; 2], PathBuf) {
    let [left, right] = parties(root, ["asteria", "borealis"]);
    met_by_files(&left, &right, root);
    let file = root.join("pouch");
    write(&left, &right, &file);
    ([left, right], file)
}

#[test]
fn a_pouch_read_twice_changes_nothing_and_one_that_was_lost_is_made_good_by_the_next() {
    let root = tempfile::tempdir().unwrap();
    let ([left, right], first) = packed(root.path());
    let lost = root.path().join("lost");
    left.propose("dialogues", "Lost");
    write(&left, &right, &lost);
    read(&right, &first);
    let before = digest(&right);
    assert_eq!(read(&right, &first)["entries"], 0);
    assert_eq!(digest(&right), before);
    left.propose("dialogues", "Kept");
    let next = root.path().join("next");
    write(&left, &right, &next);
    assert_eq!(read(&right, &next)["whole"], true);
    assert_eq!(
        right.json(&["list", "dialogues"]).as_array().unwrap().len(),
        2
    );
    // What comes late brings nothing new.
    assert_eq!(read(&right, &lost)["entries"], 0);
}

#[test]
fn a_pouch_that_leaves_a_gap_says_so_and_one_with_everything_closes_it() {
    let root = tempfile::tempdir().unwrap();
    let ([left, right], first) = packed(root.path());
    // Right goes back to how it was before it read and answered: as from an old backup.
    let backup = root.path().join("backup");
    copy(&right.dir, &backup);
    read(&right, &first);
    let back = root.path().join("back");
    write(&right, &left, &back);
    read(&left, &back);
    fs::remove_dir_all(&right.dir).unwrap();
    copy(&backup, &right.dir);
    left.propose("dialogues", "Later");
    let (gap, all) = (root.path().join("gap"), root.path().join("all"));
    write(&left, &right, &gap);
    let output = right.run(&["pouch", "read", text(&gap)]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("--all"), "{said}");
    left.done(&[
        "pouch",
        "write",
        "--all",
        "--to",
        &party(&right),
        text(&all),
    ]);
    assert_eq!(read(&right, &all)["whole"], true);
    assert_eq!(
        right.json(&["list", "dialogues"]).as_array().unwrap().len(),
        1
    );
}

#[test]
fn a_bad_pouch_is_refused_with_what_and_where_and_nothing_is_taken() {
    let root = tempfile::tempdir().unwrap();
    let ([left, right], file) = packed(root.path());
    let before = digest(&right);
    let whole = fs::read(&file).unwrap();
    let bad = root.path().join("bad");
    let try_it = |bytes: &[u8]| {
        fs::write(&bad, bytes).unwrap();
        let said = right.ended(&["pouch", "read", text(&bad)], 4);
        assert_eq!(digest(&right), before, "something was taken: {said}");
        assert!(said.contains(text(&bad)), "{said}");
        assert!(said.contains("Nothing was taken"), "{said}");
        said
    };
    // Cut in the head, in the first part, and just before the end.
    for length in [0, 20, 60, whole.len() / 2, whole.len() - 1] {
        assert!(
            try_it(&whole[..length]).contains("cut short"),
            "cut at {length}"
        );
    }
    for at in [20, 60, whole.len() / 2, whole.len() - 1] {
        let mut altered = whole.clone();
        altered[at] ^= 1;
        try_it(&altered);
    }
    let mut altered = whole.clone();
    altered[whole.len() - 1] ^= 1;
    assert!(try_it(&altered).contains("damaged before byte"));
    let mut longer = whole.clone();
    longer.push(0);
    assert!(try_it(&longer).contains("goes on after the end"));
    assert!(
        try_it(b"%PDF-1.7 not a pouch at all, and longer than a head is").contains("not a pouch")
    );
    assert!(try_it(&garbled_length(&whole)).contains("damaged"));
    // The one who wrote it cannot read it either.
    left.ended(&["pouch", "read", text(&file)], 4);
    right.ended(&["pouch", "read", "no such file"], 1);
    right.ended(&["pouch", "read", text(root.path())], 1);
    assert_eq!(read(&right, &file)["whole"], true);
}

/// A part that says it is four gigabytes long.
fn garbled_length(whole: &[u8]) -> Vec<u8> {
    let mut garbled = whole.to_vec();
    garbled[49..53].copy_from_slice(&[0xff; 4]);
    garbled
}

#[test]
fn a_huge_file_is_refused_before_it_is_read() {
    let root = tempfile::tempdir().unwrap();
    let ([_, right], file) = packed(root.path());
    File::options()
        .write(true)
        .open(&file)
        .and_then(|file| file.set_len(3 << 30))
        .unwrap();
    let said = right.ended(&["pouch", "read", text(&file)], 1);
    assert!(said.contains("at most 2147483648"), "{said}");
}

#[test]
fn a_pouch_is_for_one_party_and_a_stranger_or_a_paused_peer_gets_none() {
    let root = tempfile::tempdir().unwrap();
    let ([left, right], file) = packed(root.path());
    let cyan = Folder::new(root.path(), "cyan");
    cyan.init("Cyan");
    let stranger = root.path().join("stranger");
    assert!(
        cyan.ended(&["pouch", "read", text(&file)], 4)
            .contains("another party")
    );
    let unknown = ["pouch", "write", "--to", &party(&cyan), text(&stranger)];
    assert!(left.ended(&unknown, 1).contains("peer list"));
    assert!(!stranger.exists());
    assert!(
        left.ended(&["pouch", "write", "--to", &party(&right), text(&file)], 1)
            .contains("there already")
    );
    right.done(&["peer", "pause", &party(&left)]);
    assert!(
        right
            .ended(&["pouch", "read", text(&file)], 3)
            .contains("peer resume")
    );
    let paused = ["pouch", "write", "--to", &party(&left), text(&stranger)];
    assert!(right.ended(&paused, 3).contains("paused"));
    assert_eq!(
        fs::read_dir(root.path())
            .unwrap()
            .flatten()
            .filter(|file| file.path().extension().is_some())
            .count(),
        0,
        "no part is left behind"
    );
    right.done(&["peer", "resume", &party(&left)]);
    assert_eq!(read(&right, &file)["whole"], true);
}

#[test]
fn a_request_with_another_secret_opens_nothing() {
    let root = tempfile::tempdir().unwrap();
    let [left, right] = parties(root.path(), ["asteria", "borealis"]);
    let invited = left.json(&["peer", "invite", "--title", "en=X", "--offline"]);
    let invitation = invited["invitation"].as_str().unwrap().to_owned();
    let elsewhere = right.json(&["peer", "invite", "--title", "en=Y", "--offline"]);
    let other = elsewhere["invitation"].as_str().unwrap().to_owned();
    let (request, answer) = (root.path().join("request"), root.path().join("answer"));
    right.done(&["peer", "accept", &other, "--request", text(&request)]);
    assert!(
        left.ended(
            &["peer", "welcome", text(&request), "--answer", text(&answer)],
            1
        )
        .contains("Invite again")
    );
    assert!(!answer.exists());
    fs::write(&answer, b"garbage").unwrap();
    assert!(
        right
            .ended(
                &["peer", "accept", &invitation, "--answer", text(&answer)],
                1
            )
            .contains("first contact")
    );
    assert_eq!(right.json(&["space", "list"]).as_array().unwrap().len(), 0);
}
