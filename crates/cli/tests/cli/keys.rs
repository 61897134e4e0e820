//! `key`: rotation by the root that was put away, and recovery by holders who sign apart from one another.

use std::path::Path;

use crate::folder::{Folder, copy, met, proposed, until};

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

#[test]
fn m012_keys_rotate_and_are_recovered_and_the_list_says_so() {
    let root = tempfile::tempdir().unwrap();
    let here = |name: &str| root.path().join(name);
    let stick = here("stick");
    let folder = Folder::new(root.path(), "asteria");
    folder.done(&[
        "key",
        "recovery-make",
        "--of",
        "3",
        "--need",
        "2",
        text(&stick),
    ]);
    let commitments = stick.join("commitments");
    let init = [
        "init",
        "--name",
        "en=Asteria",
        "--login",
        "asteria",
        "--algorithm",
        "ml-dsa-44",
    ];
    folder.done(&[&init[..], &["--recovery", text(&commitments)]].concat());
    let keys = folder.dir.join("keys");
    for role in ["root", "next-root"] {
        std::fs::rename(keys.join(role), here(role)).unwrap();
    }
    let (due, next) = (here("next-root"), here("root-after"));
    let rotate = ["key", "rotate", "--yes", "--root"];
    let wrong = folder.run(&[&rotate[..], &[text(&here("root"))]].concat());
    assert_eq!(wrong.status.code(), Some(1), "not the root that is due");
    folder.done(&[&rotate[..], &[text(&due), "--next", text(&next)]].concat());
    let listed = folder.json(&["key", "list"]);
    assert_eq!(listed["keys"].as_array().unwrap().len(), 2);
    assert_eq!(listed["keys"][1]["seal"]["algorithm"], "ML-DSA-44");
    assert_ne!(listed["keys"][0]["seal"], listed["keys"][1]["seal"]);
    assert_eq!(listed["keys"][1]["recovery"]["needed"], 2);
    // The wrong attempt left no root behind; the right one wrote its own where it was told to.
    assert_eq!(
        listed["roots_here"].as_array().unwrap().len(),
        0,
        "{listed}"
    );

    let request = here("request");
    let (one, three) = (stick.join("recovery-1"), stick.join("recovery-3"));
    let public = [&one, &three].map(|key| key.with_extension("public"));
    let after = here("root-after-recovery");
    let prepare = [
        "key",
        "recover",
        "--prepare",
        text(&request),
        "--next",
        text(&after),
    ];
    folder.done(&[&prepare[..], &[text(&public[0]), text(&public[1])]].concat());
    let holder = Folder::new(root.path(), "holder"); // on a machine without any party
    let signatures = [here("by-one"), here("by-three")];
    for (key, signature) in [&one, &three].into_iter().zip(&signatures) {
        let sign = [
            "key",
            "sign-recovery",
            "--key",
            text(key),
            "--signature",
            text(signature),
        ];
        holder.done(&[&sign[..], &[text(&request)]].concat());
    }
    let assemble = ["key", "recover", "--yes", "--assemble", text(&request)];
    let few = folder.run(&[&assemble[..], &[text(&signatures[0])]].concat());
    assert_eq!(few.status.code(), Some(1), "one of two");
    folder.done(&[&assemble[..], &[text(&signatures[1]), text(&signatures[0])]].concat());
    let listed = folder.json(&["key", "list"]);
    assert_eq!(listed["keys"].as_array().unwrap().len(), 3);
    assert_eq!(
        listed["roots_here"].as_array().unwrap().len(),
        1,
        "the new root: {listed}"
    );
    folder.done(&["status"]);
}

/// `key rotate --connection` while both serve: the new key is named at once and shown when the peer has heard of it.
#[test]
fn m012_the_connection_key_changes_by_command_and_the_peer_follows() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, _left, borealis, right) = met(root.path());
    proposed(&asteria, &borealis);
    let keys = asteria.dir.join("keys");
    let rotate = |due: &str, more: &[&str]| {
        let due = keys.join(due);
        let rotate = ["key", "rotate", "--yes", "--root", text(&due)];
        asteria.done(&[&rotate[..], more].concat());
    };
    let named = |version: usize| {
        let listed = asteria.json(&["key", "list"]);
        listed["keys"][version]["tls"].as_str().unwrap().to_owned()
    };
    rotate("next-root", &[]);
    assert_eq!(named(0), named(1), "not asked for");
    assert!(keys.join("tls").exists());

    drop(right);
    rotate("next-root.2", &["--connection"]);
    assert_ne!(named(1), named(2));
    assert!(keys.join("tls").exists(), "the peer has not heard of it");
    let _right = borealis.serve();
    until("the new connection key to be shown", || {
        (!keys.join("tls").exists()).then_some(())
    });
    borealis.propose("dialogues", "Over the new connection");
    until("an act of the peer to come over it", || {
        let listed = asteria.json(&["list", "dialogues"]);
        listed[0]["number"].as_str().map(drop)
    });
}

/// The folder's keys are those of before, and in the space stands a renewal: as if it was made on another machine.
#[test]
fn m012_whose_keys_somebody_else_replaced_is_told_and_nothing_is_signed() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, left, _borealis, _right) = met(root.path());
    let keys = asteria.dir.join("keys");
    let kept = root.path().join("kept");
    drop(left);
    copy(&keys, &kept);
    std::fs::copy(asteria.dir.join("identity"), root.path().join("identity")).unwrap();
    let due = keys.join("next-root");
    let rotate = ["key", "rotate", "--yes", "--root", text(&due)];
    asteria.done(&rotate);
    assert_eq!(
        asteria.json(&["status"])["spaces"][0]["keys_replaced"],
        false
    );

    std::fs::remove_dir_all(&keys).unwrap();
    copy(&kept, &keys);
    std::fs::copy(root.path().join("identity"), asteria.dir.join("identity")).unwrap();
    let words = "Your party\u{2019}s keys in this space were replaced";
    let status = asteria.done(&["status"]);
    assert!(status.contains(words), "{status}");
    assert_eq!(
        asteria.json(&["status"])["spaces"][0]["keys_replaced"],
        true
    );
    let title = "en=Joint search and rescue";
    let proposal = ["item", "propose", "--list", "cooperation", "--title", title];
    let said = asteria.ended(&[&proposal[..], &["--yes"]].concat(), 1);
    assert!(said.contains(words), "{said}");

    let renewed = asteria.run(&[&["--json"], &rotate[..]].concat());
    let printed = String::from_utf8_lossy(&renewed.stdout).into_owned();
    assert_eq!(renewed.status.code(), Some(1), "{printed}");
    let printed: serde_json::Value = serde_json::from_str(printed.trim()).unwrap();
    assert_eq!(printed["not_told"].as_array().unwrap().len(), 1);
    let later = keys.join("next-root.2");
    // In whichever space: keys are the same in all of them.
    let rotate = ["key", "rotate", "--yes", "--space", "none", "--root"];
    let renewed = asteria.run(&[&rotate[..], &[text(&later)]].concat());
    let printed = String::from_utf8_lossy(&renewed.stdout).into_owned();
    assert_eq!(renewed.status.code(), Some(1), "{printed}");
    assert!(printed.contains("A relationship"), "{printed}");
    let listed = asteria.json(&["key", "list"]);
    assert_eq!(
        listed["keys"].as_array().unwrap().len(),
        3,
        "the keys are new all the same"
    );
}
