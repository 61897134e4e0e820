//! Bad input: what, where, what to do; nothing is half done, and the node keeps serving.

use std::fs;
use std::io::Write;
use std::net::TcpStream;

use crate::folder::{Folder, met};

#[test]
fn a_folder_without_a_party_says_what_to_run() {
    let root = tempfile::tempdir().unwrap();
    let folder = Folder::new(root.path(), "nobody");
    assert!(folder.ended(&["status"], 1).contains("detente init"));
    folder.init("Nobody");
    assert!(
        folder
            .ended(&["init", "--name", "en=Again", "--login", "x"], 1)
            .contains("holds a party already")
    );
    assert!(
        folder
            .ended(&["list", "cooperation"], 1)
            .contains("detente peer invite")
    );
    assert!(
        folder
            .ended(&["peer", "accept", "no invitation"], 1)
            .contains("invitation")
    );
    folder.ended(&["list", "everything"], 2);
}

#[test]
fn a_delegate_is_added_by_public_key_and_signs_nothing_here() {
    let root = tempfile::tempdir().unwrap();
    let (folder, _left, _borealis, _right) = met(root.path());
    // The first public key of RFC 8032, 7.1.
    let key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    let add = |login: &str, key: &str, code| {
        let password = ["--password", "seven quiet herons"];
        let add = [&["user", "add", login][..], &password, &["--key", key]];
        folder.ended(&add.concat(), code)
    };
    assert!(add("dara", &key[..62], 2).contains("64 hexadecimal digits"));
    assert!(add("dara", &"f".repeat(64), 2).contains("not a public key"));
    add("dara", key, 0);
    assert!(add("devi", key, 1).contains("has this key already"));
    let list = ["item", "propose", "--list", "cooperation"];
    let sign = [
        &list[..],
        &["--title", "en=Rescue", "--login", "dara", "--yes"],
    ]
    .concat();
    assert!(folder.ended(&sign, 1).contains("on a device of your own"));
}

#[test]
fn a_bad_file_brings_nothing_in_and_garbage_does_not_stop_the_node() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, _left, _borealis, _right) = met(root.path());
    // The other party's entries may still be arriving: what counts is that no item came from the file.
    let items = || {
        ["dialogues", "cooperation", "notes"]
            .map(|list| asteria.json(&["list", list]).as_array().unwrap().len())
    };
    let file = root.path().join("framework.yaml");
    let import = |yaml: &[u8]| {
        fs::write(&file, yaml).unwrap();
        asteria.ended(&["import", "framework", file.to_str().unwrap(), "--yes"], 1)
    };
    let good = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../fixtures/lanting-forum-2021.yaml"
    ))
    .unwrap();
    assert!(import(b"format: [unclosed").contains("line"));
    let unknown = good.replacen("    actions:", "    actionz:", 1);
    assert!(import(unknown.as_bytes()).contains("actionz"));
    let dangling = good.replacen("per: [lanting-2021]", "per: [nobody-1999]", 1);
    assert!(import(dangling.as_bytes()).contains("nobody-1999"));
    let twice = good.replacen("id: la-health", "id: la-climate", 1);
    assert!(import(twice.as_bytes()).contains("la-climate"));
    assert!(import(&vec![b'#'; 100 << 20]).contains("Split it"));
    assert_eq!(items(), [0, 0, 0], "nothing was half imported");

    let mut garbage = TcpStream::connect(asteria.address()).unwrap();
    garbage
        .write_all(&[0x16, 0x03, 0x01, 0xff, 0xff, 0xff, 0x00, 0x41])
        .unwrap();
    let mut plain = TcpStream::connect(asteria.address()).unwrap();
    plain
        .write_all(b"POST /detente/1/exchange HTTP/1.1\r\n\r\n")
        .unwrap();
    fs::write(&file, good).unwrap();
    asteria.done(&["import", "framework", file.to_str().unwrap(), "--yes"]);
    assert_eq!(items(), [2, 5, 1]);
    assert_eq!(asteria.json(&["record", "verify"])["sound"], true);
}

#[test]
fn a_wrong_password_signs_nothing() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, _left, _borealis, _right) = met(root.path());
    let mut command = asteria.command(&[
        "item",
        "propose",
        "--list",
        "cooperation",
        "--title",
        "en=X",
        "--yes",
    ]);
    let output = command.env("DETENTE_PASSWORD", "wrong").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("password does not fit"));
    let refused = asteria.run(&[
        "item",
        "propose",
        "--list",
        "cooperation",
        "--title",
        "en=X",
    ]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--yes"));
    assert_eq!(
        asteria
            .json(&["list", "cooperation"])
            .as_array()
            .unwrap()
            .len(),
        0
    );
}
