//! Backups made while the node runs, folders restored from them or from the peers alone, and repairs.

use std::fs;

use serde_json::Value;

use crate::folder::{Folder, met, until};

/// The digests of both sides, once they are the same.
fn same_digest(one: &Folder, other: &Folder) -> String {
    let digest = |folder: &Folder| {
        let status = folder.json(&["status"]);
        status["spaces"][0]["digest"]
            .as_str()
            .expect("a digest")
            .to_owned()
    };
    until("both sides to hold the same", || {
        let both = (digest(one), digest(other));
        (both.0 == both.1).then_some(both.0)
    })
}

/// Proposes as soon as the node signs again.
fn proposes_again(folder: &Folder, title: &str) {
    let title = format!("en={title}");
    let typed = [
        "item",
        "propose",
        "--list",
        "dialogues",
        "--title",
        &title,
        "--yes",
    ];
    until("the other node to have answered", || {
        folder.run(&typed).status.success().then_some(())
    });
}

fn is_sound(folder: &Folder) {
    let found: Value = folder.json(&["record", "verify"]);
    assert_eq!(found["sound"], true, "{found}");
}

#[test]
fn an_old_backup_is_restored_on_a_new_machine_and_contradicts_nothing() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, left, borealis, _right) = met(root.path());
    asteria.propose("dialogues", "Before the backup");
    let backup = root.path().join("backup");
    let to = backup.to_str().unwrap();
    let made = asteria.json(&["backup", to, "--keys", "--private"]);
    assert_eq!(made["sound"], true);
    assert!(!backup.join("keys/root").exists() && !backup.join("high-water.db").exists());
    asteria.ended(&["backup", to], 1);
    asteria.propose("dialogues", "After the backup");
    same_digest(&asteria, &borealis);
    left.kill_9();
    let due = root.path().join("next-root");
    fs::rename(asteria.dir.join("keys/next-root"), &due).unwrap();
    fs::remove_dir_all(&asteria.dir).unwrap();

    asteria.json(&["restore", to]);
    asteria.ended(&["restore", to], 1); // there is a party now
    let refused = asteria.ended(
        &[
            "item",
            "propose",
            "--list",
            "dialogues",
            "--title",
            "en=Too early",
            "--yes",
        ],
        5,
    );
    assert!(refused.contains("have answered"), "{refused}");
    let renewed = asteria.json(&["key", "rotate", "--yes", "--root", due.to_str().unwrap()]);
    assert_eq!(renewed["told_later"].as_array().unwrap().len(), 1);
    assert_eq!(renewed["not_told"].as_array().unwrap().len(), 0);
    let _left = asteria.serve();
    proposes_again(&asteria, "After the restore");
    same_digest(&asteria, &borealis);
    let listed = borealis.json(&["list", "dialogues"]);
    assert_eq!(listed.as_array().unwrap().len(), 3, "{listed}");
    is_sound(&asteria);
    is_sound(&borealis);
}

#[test]
fn a_backup_without_more_has_no_key_and_nothing_private_and_says_so() {
    let root = tempfile::tempdir().unwrap();
    let asteria = Folder::new(root.path(), "asteria");
    asteria.init("Asteria");
    let backup = root.path().join("backup");
    let said = asteria.done(&["backup", backup.to_str().unwrap()]);
    assert!(
        said.contains("--keys") && said.contains("--private"),
        "{said}"
    );
    let mut files: Vec<_> = fs::read_dir(&backup)
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    files.sort();
    assert_eq!(files, ["identity", "record.db"]);

    let other = Folder::new(root.path(), "other");
    let from = backup.to_str().unwrap();
    other.ended(&["restore", from], 1); // no keys
    assert!(!other.dir.join("identity").exists());
    let strange = Folder::new(root.path(), "strange");
    strange.init("Strange");
    let keys = strange.dir.join("keys");
    let refused = other.ended(&["restore", from, "--keys", keys.to_str().unwrap()], 1);
    assert!(refused.contains("not those of this party"), "{refused}");
    let keys = asteria.dir.join("keys");
    other.done(&["restore", from, "--keys", keys.to_str().unwrap()]);
}

#[test]
fn with_its_keys_alone_a_party_gets_its_record_back_from_its_peer() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, left, borealis, _right) = met(root.path());
    asteria.propose("cooperation", "Joint search and rescue");
    let before = same_digest(&asteria, &borealis);
    left.kill_9();
    let seat = root.path().join("seat");
    fs::create_dir(&seat).unwrap();
    fs::rename(asteria.dir.join("keys"), seat.join("keys")).unwrap();
    fs::rename(asteria.dir.join("identity"), seat.join("identity")).unwrap();
    fs::remove_dir_all(&asteria.dir).unwrap();

    asteria.done(&["restore", seat.to_str().unwrap()]);
    let _left = asteria.serve();
    let again = borealis.json(&[
        "peer",
        "invite",
        "--again",
        "--address",
        &borealis.address(),
    ]);
    let text = again["invitation"].as_str().unwrap();
    until("the invitation to be noticed", || {
        let typed = ["peer", "accept", text, "--address", &asteria.address()];
        asteria.run(&typed).status.success().then_some(())
    });
    let status = until("the relationship to come back", || {
        let status = asteria.run(&["--json", "status"]);
        let status: Value = serde_json::from_slice(&status.stdout).ok()?;
        (status["spaces"][0]["digest"].as_str() == Some(&before)).then_some(status)
    });
    assert_eq!(status["spaces"].as_array().unwrap().len(), 1);
    is_sound(&asteria);
    until("the new delegate to be accredited", || {
        asteria
            .run(&["user", "add", "asteria"])
            .status
            .success()
            .then_some(())
    });
    asteria.propose("dialogues", "Here again");
    same_digest(&asteria, &borealis);
}

#[test]
fn a_damaged_record_is_repaired_and_completed_by_the_peer() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, left, borealis, _right) = met(root.path());
    asteria.propose("cooperation", "Joint search and rescue");
    borealis.propose("cooperation", "Shared weather data");
    let before = same_digest(&asteria, &borealis);
    let busy = asteria.ended(&["record", "repair"], 1);
    assert!(busy.contains("Stop it"), "{busy}");
    left.kill_9();
    let path = asteria.dir.join("record.db");
    let mut store = store::Store::open(&path).unwrap();
    while !store.empty_write_ahead().unwrap() {}
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    let words = b"Joint search and rescue";
    let at = bytes
        .windows(words.len())
        .position(|window| window == words)
        .unwrap();
    bytes[at] ^= 1;
    fs::write(&path, bytes).unwrap();
    asteria.ended(&["record", "verify"], 4);
    let said = asteria.done(&["record", "repair"]);
    assert!(said.contains("record.db.damaged-1"), "{said}");
    is_sound(&asteria);
    let _left = asteria.serve();
    until("the record to be whole again", || {
        let status = asteria.json(&["status"]);
        (status["spaces"][0]["digest"].as_str() == Some(&before)).then_some(())
    });
    proposes_again(&asteria, "After the repair");
    same_digest(&asteria, &borealis);
    is_sound(&asteria);
}
