//! `doctor` and `powers`: what is amiss is named with what to do, and who may sign is given and taken.

use std::fs;
use std::net::TcpListener;

use serde_json::Value;

use crate::folder::{Folder, free_port, met};

/// Runs `doctor --json` on free ports and gives the exit code and the lines as `level code`.
fn doctor(folder: &Folder, more: &[&str]) -> (i32, Vec<String>) {
    let arguments = [&["--json", "doctor"][..], more].concat();
    let output = folder.run(&arguments);
    let rows: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let row = |row: &Value| {
        format!(
            "{} {}",
            row["level"].as_str().unwrap(),
            row["code"].as_str().unwrap()
        )
    };
    let rows = rows.as_array().unwrap().iter().map(row).collect();
    (output.status.code().unwrap(), rows)
}

fn has(rows: &[String], line: &str) -> bool {
    rows.iter().any(|row| row == line)
}

const FREE: [&str; 4] = ["--listen", "127.0.0.1:0", "--peer-listen", "127.0.0.1:0"];

#[test]
fn a_new_folder_is_fit_and_what_is_still_to_do_is_named() {
    let root = tempfile::tempdir().unwrap();
    let folder = Folder::new(root.path(), "asteria");
    let (code, rows) = doctor(&folder, &FREE);
    assert_eq!(code, 1);
    assert!(has(&rows, "fault broken"), "{rows:?}");
    folder.init("Asteria");
    let (code, rows) = doctor(&folder, &FREE);
    assert_eq!(code, 0, "{rows:?}");
    for line in [
        "ok folder",
        "ok permissions",
        "ok record",
        "ok people",
        "ok clock",
        "ok room",
        "ok port-free",
        "attention roots-here",
        "attention peer-none",
    ] {
        assert!(has(&rows, line), "{line} is not in {rows:?}");
    }
    for key in ["root", "next-root"] {
        fs::remove_file(folder.dir.join("keys").join(key)).unwrap();
    }
    assert!(has(&doctor(&folder, &FREE).1, "ok roots"));
}

#[test]
fn a_taken_port_an_open_folder_and_a_lost_key_are_faults() {
    use std::os::unix::fs::PermissionsExt;
    let root = tempfile::tempdir().unwrap();
    let folder = Folder::new(root.path(), "asteria");
    folder.init("Asteria");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = taken.local_addr().unwrap().to_string();
    let (code, rows) = doctor(&folder, &["--listen", "127.0.0.1:0", "--peer-listen", &at]);
    assert_eq!(
        (code, has(&rows, "fault port-taken")),
        (1, true),
        "{rows:?}"
    );
    let seal = folder.dir.join("keys").join("seal");
    fs::set_permissions(&seal, fs::Permissions::from_mode(0o644)).unwrap();
    let (code, rows) = doctor(&folder, &FREE);
    assert_eq!(
        (code, has(&rows, "fault permissions-open")),
        (1, true),
        "{rows:?}"
    );
    fs::write(&seal, b"short").unwrap();
    let output = folder.run(&["doctor"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("seal"));
}

#[test]
fn a_damaged_record_ends_with_four_and_a_silent_peer_with_five() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, left, _borealis, right) = met(root.path());
    let peers = format!("127.0.0.1:{}", asteria.peer_port);
    let pages = format!("127.0.0.1:{}", free_port());
    let (code, rows) = doctor(&asteria, &["--listen", &pages, "--peer-listen", &peers]);
    assert_eq!(code, 0, "{rows:?}");
    for line in [
        "ok peer",
        "ok port-ours",
        "ok port-free",
        "attention peer-not-compared",
    ] {
        assert!(has(&rows, line), "{line} is not in {rows:?}");
    }
    right.kill_9();
    let (code, rows) = doctor(&asteria, &["--listen", &pages, "--peer-listen", &peers]);
    assert_eq!(
        (code, has(&rows, "attention peer-out-of-touch")),
        (5, true),
        "{rows:?}"
    );
    left.kill_9();
    damage(&asteria);
    let (code, rows) = doctor(&asteria, &FREE);
    assert_eq!(code, 4, "{rows:?}");
    assert_eq!(asteria.run(&["record", "verify"]).status.code(), Some(4));
}

/// Overwrites words that stand in the database.
fn damage(folder: &Folder) {
    folder.done(&[
        "item",
        "propose",
        "--list",
        "dialogues",
        "--title",
        "en=Unmistakable words",
        "--yes",
    ]);
    let path = folder.dir.join("record.db");
    // A write-ahead log that is damaged is cut off by SQLite; the file itself is what keeps.
    store::Store::open(&path)
        .unwrap()
        .empty_write_ahead()
        .unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let words = b"Unmistakable words";
    let found = bytes.windows(words.len()).position(|part| part == words);
    bytes[found.expect("the words are in the file")] = b'X';
    fs::write(&path, bytes).unwrap();
}

#[test]
fn powers_are_given_for_some_acts_held_to_and_taken_again() {
    let root = tempfile::tempdir().unwrap();
    let (asteria, _left, _borealis, _right) = met(root.path());
    let added = asteria.json(&["user", "add", "berta", "--without-powers"]);
    let key = added["key"].as_str().unwrap().to_owned();
    let propose = |code: i32| {
        let item = ["item", "propose", "--list", "dialogues", "--title", "en=X"];
        asteria.ended(&[&item[..], &["--login", "berta", "--yes"]].concat(), code);
    };
    propose(3);
    asteria.ended(&["powers", "grant", "berta"], 2);
    asteria.ended(&["powers", "grant", "nobody", "--yes"], 1);
    asteria.ended(
        &["powers", "grant", "berta", "--until", "2001-01-01", "--yes"],
        2,
    );
    asteria.done(&["powers", "grant", "berta", "--may", "say", "--yes"]);
    propose(3);
    assert!(
        asteria
            .ended(&["powers", "grant", "berta", "--yes"], 1)
            .contains("powers revoke")
    );
    asteria.done(&["powers", "revoke", &key[..12], "--yes"]);
    let granted = asteria.done(&[
        "powers",
        "grant",
        "berta",
        "--may",
        "propose,assent",
        "--until",
        "2099-01-01",
        "--yes",
    ]);
    let said = granted.find("until 1 January 2099");
    assert!(
        said < granted.find("on the record") && said.is_some(),
        "{granted}"
    );
    let listed = asteria.done(&["powers", "list"]);
    assert!(listed.contains("until 1 January 2099"), "{listed}");
    let listed = asteria.done(&["--json", "powers", "list"]);
    assert!(listed.contains("\"expires_ms\":4070995199999"), "{listed}");
    propose(0);
    asteria.done(&["powers", "revoke", &key, "--yes"]);
    propose(3);
    asteria.ended(&["powers", "revoke", &key, "--yes"], 1);
}
