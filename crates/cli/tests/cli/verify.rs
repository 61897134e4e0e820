//! What `record verify` says of a record that was changed on the disk, and of the other copy.

use std::fs::{File, read};
use std::os::unix::fs::FileExt;

use serde_json::Value;

use crate::folder::{Folder, met, proposed};

/// Changes one letter of these words wherever the database has them on the disk, under the running server.
fn damage(folder: &Folder, words: &[u8]) -> usize {
    let mut places = 0;
    for file in ["record.db", "record.db-wal"].map(|name| folder.dir.join(name)) {
        let bytes = read(&file).unwrap();
        let open = File::options().write(true).open(&file).unwrap();
        for at in 0..=bytes.len().saturating_sub(words.len()) {
            if bytes[at..].starts_with(words) {
                open.write_all_at(&[bytes[at] ^ 0x20], at as u64).unwrap();
                places += 1;
            }
        }
    }
    places
}

#[test]
fn m027_verify_names_the_changed_entry_with_a_code_of_its_own_and_the_other_copy_verifies() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, _left, borealis, _right) = met(root.path());
    let text = proposed(&asteria, &borealis);
    let verify = ["--json", "record", "verify"];
    assert_eq!(asteria.run(&verify).status.code(), Some(0));
    assert!(damage(&asteria, b"Joint search and rescue") > 0);

    let output = asteria.run(&verify);
    assert_eq!(output.status.code(), Some(4));
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(said["sound"], false);
    let place = place_of(&borealis, &text);
    let fault = &said["faults"][0];
    assert_eq!(fault["what"], "entry");
    assert_eq!(fault["entry"].to_string(), place, "{said}");
    let named = format!("Entry {place} of log ");
    let plain = asteria.run(&["record", "verify"]);
    let plain = String::from_utf8(plain.stdout).unwrap();
    assert!(
        plain.contains(&named) && !plain.contains("are as signed"),
        "{plain}"
    );
    assert_eq!(borealis.json(&["record", "verify"])["sound"], true);
}

/// The place of a statement in its log, as the sound copy has it: 3 of `A-3`.
fn place_of(folder: &Folder, statement: &str) -> String {
    let lines = folder.done(&["--json", "record", "log"]);
    let mut rows = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let row = rows.find(|row| row["statement"] == statement).unwrap();
    let (_, place) = row["entry"].as_str().unwrap().split_once('-').unwrap();
    place.to_owned()
}
