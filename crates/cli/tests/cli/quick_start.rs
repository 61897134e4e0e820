//! From two empty machines to one agreed text: eight commands.

use crate::folder::{Folder, met, until};

fn status_of(folder: &Folder, text: &str) -> Option<String> {
    let rows = folder.json(&["list", "cooperation"]);
    let row = rows.as_array()?.iter().find(|row| {
        row["text_in_effect"] == text
            || row["open_texts"]
                .as_array()
                .is_some_and(|open| open.iter().any(|id| id == text))
    })?;
    Some(row["status"].as_str()?.to_owned())
}

#[test]
fn m035_two_empty_folders_reach_an_agreed_item_in_eight_commands() {
    let root = tempfile::tempdir().unwrap();
    // init, serve, init, serve, peer invite, peer accept: six.
    let (asteria, _left, borealis, _right) = met(root.path());
    let proposed = asteria.json(&[
        "item",
        "propose",
        "--list",
        "cooperation",
        "--title",
        "en=Joint search and rescue",
        "--title",
        "zh-Hans=联合搜救",
        "--yes",
    ]);
    let text = proposed["text"].as_str().unwrap().to_owned();
    until("the proposal to reach Borealis", 20, || {
        status_of(&borealis, &text)
    });
    let assented = borealis.json(&["item", "assent", &text, "--yes"]);
    assert_eq!(assented["status"], "in-effect");
    until("the text to be in effect at Asteria", 20, || {
        (status_of(&asteria, &text)? == "in-effect").then_some(())
    });
    let digest = |folder: &Folder| folder.json(&["status"])["spaces"][0]["digest"].clone();
    until("the same digest on both", 20, || {
        (digest(&asteria) == digest(&borealis)).then_some(())
    });
    assert_eq!(asteria.json(&["record", "verify"])["sound"], true);
    assert_eq!(borealis.json(&["record", "verify"])["sound"], true);
    let words = |folder: &Folder| folder.json(&["peer", "list"])["words"].clone();
    assert_eq!(words(&asteria), words(&borealis));
    assert_eq!(words(&asteria).as_array().unwrap().len(), 6);
}
