//! The command line in three languages for people, in one for programs.

use std::path::Path;

use crate::folder::Folder;

fn has_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// A node in a relationship with one item, one agreed nowhere.
fn asteria(root: &Path) -> Folder {
    let [asteria, borealis] = ["asteria", "borealis"].map(|name| {
        let folder = Folder::new(root, name);
        folder.init(name);
        folder
    });
    let invited = asteria.json(&[
        "peer",
        "invite",
        "--title",
        "en=X",
        "--title",
        "zh-Hans=某",
        "--offline",
    ]);
    let invitation = invited["invitation"].as_str().unwrap();
    let request = root.join("request");
    let answer = root.join("answer");
    borealis.done(&[
        "peer",
        "accept",
        invitation,
        "--request",
        request.to_str().unwrap(),
    ]);
    asteria.done(&[
        "peer",
        "welcome",
        request.to_str().unwrap(),
        "--answer",
        answer.to_str().unwrap(),
    ]);
    asteria.done(&[
        "item",
        "propose",
        "--list",
        "cooperation",
        "--title",
        "en=Rescue",
        "--title",
        "zh-Hans=搜救",
        "--title",
        "zh-Hant=搜救",
        "--yes",
    ]);
    asteria
}

/// What every reading verb prints, and the code it ends with.
const READING: [&[&str]; 15] = [
    &["status"],
    &["space", "list"],
    &["space", "members"],
    &["peer", "list"],
    &["powers", "list"],
    &["user", "list"],
    &["list", "cooperation"],
    &["list", "differences"],
    &["item", "show", "rescue-id"],
    &["text", "show", "rescue-id"],
    &["record", "log"],
    &["record", "show", "entry"],
    &["record", "verify"],
    &["record", "erasures"],
    &[
        "doctor",
        "--listen",
        "127.0.0.1:0",
        "--peer-listen",
        "127.0.0.1:0",
    ],
];

fn named(verb: &[&'static str], item: &str, entry: &str) -> Vec<String> {
    let word = |word: &&str| match *word {
        "rescue-id" => item.to_owned(),
        "entry" => entry.to_owned(),
        word => word.to_owned(),
    };
    verb.iter().map(word).collect()
}

/// The number of the first item for cooperation.
fn first_item(folder: &Folder) -> String {
    let rows = folder.json(&["list", "cooperation"]);
    rows[0]["number"].as_str().unwrap().to_owned()
}

#[test]
fn every_reading_verb_speaks_the_readers_language_and_its_json_is_the_same_in_all() {
    let root = tempfile::tempdir().unwrap();
    let asteria = asteria(root.path());
    let item = first_item(&asteria);
    let log = asteria.done(&["--json", "record", "log"]);
    let last: serde_json::Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    for verb in READING {
        let verb = named(verb, &item, last["entry"].as_str().unwrap());
        let run = |first: &[&str], lang: &str| {
            let arguments: Vec<&str> = first
                .iter()
                .copied()
                .chain(verb.iter().map(String::as_str))
                .collect();
            let output = asteria
                .command(&arguments)
                .env("LC_ALL", lang)
                .output()
                .unwrap();
            assert_eq!(
                output.status.code(),
                Some(0),
                "{arguments:?}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            String::from_utf8(output.stdout).unwrap()
        };
        let [english, hans, hant] = ["C", "zh_CN.UTF-8", "zh_TW.UTF-8"].map(|lang| run(&[], lang));
        for said in [&english, &hans, &hant] {
            assert!(!said.contains('⟦'), "{verb:?}: {said}");
        }
        // A person's name and a key are the same in all languages, and `user list` has nothing else.
        assert!(hans != english && has_han(&hans), "{verb:?}: {hans}");
        assert!(hant != english && has_han(&hant), "{verb:?}: {hant}");
        let by_option = run(&["--lang", "zh-Hant"], "zh_CN.UTF-8");
        assert_eq!(without_time(&by_option), without_time(&hant), "{verb:?}");
        let json = run(&["--json"], "C");
        let in_chinese = run(&["--json"], "zh_CN.UTF-8");
        match verb[0].as_str() {
            "doctor" => assert_eq!(codes(&json), codes(&in_chinese)),
            _ => assert_eq!(json, in_chinese, "{verb:?}"),
        }
        for line in json.lines() {
            serde_json::from_str::<serde_json::Value>(line).unwrap();
        }
    }
}

/// The doctor's clock and free room move while this runs.
fn without_time(said: &str) -> Vec<&str> {
    let moving = |line: &&str| line.contains("MiB") || line.contains("UTC");
    said.lines().filter(|line| !moving(line)).collect()
}

fn codes(json: &str) -> Vec<String> {
    let rows: serde_json::Value = serde_json::from_str(json).unwrap();
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| format!("{} {}", row["level"], row["code"]))
        .collect()
}

#[test]
fn faults_and_refusals_are_said_in_the_readers_language() {
    let root = tempfile::tempdir().unwrap();
    let asteria = asteria(root.path());
    let file = root.path().join("bad.yaml");
    std::fs::write(&file, "format: [unclosed").unwrap();
    let file = file.to_str().unwrap();
    let stranger = Folder::new(root.path(), "nobody");
    let cases: [(&Folder, &[&str], i32); 9] = [
        (&stranger, &["status"], 1),
        (&asteria, &["item", "show", "Z9"], 1),
        (&asteria, &["record", "show", "Z9"], 1),
        (&asteria, &["--space", "zz", "list", "notes"], 2),
        (&asteria, &["peer", "pause", "nobody"], 1),
        (&asteria, &["peer", "accept", "nothing"], 1),
        (&asteria, &["pouch", "read", file], 4),
        (&asteria, &["import", "framework", file, "--yes"], 1),
        (
            &asteria,
            &[
                "item",
                "propose",
                "--list",
                "dialogues",
                "--title",
                "fr=X",
                "--yes",
            ],
            2,
        ),
    ];
    for (folder, arguments, code) in cases {
        for (lang, chinese) in [("C", false), ("zh_CN.UTF-8", true), ("zh_HK.UTF-8", true)] {
            let output = folder
                .command(arguments)
                .env("LC_ALL", lang)
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
            assert_eq!(has_han(&said), chinese, "{arguments:?} in {lang}: {said}");
            assert!(
                !said.contains('⟦') && !said.contains("{ $") && !said.contains('\u{1b}'),
                "{said}"
            );
        }
    }
}

#[test]
fn what_will_be_signed_is_printed_before_it_is_and_nothing_is_without_yes() {
    let root = tempfile::tempdir().unwrap();
    let asteria = asteria(root.path());
    let entries = |folder: &Folder| folder.done(&["--json", "record", "log"]).lines().count();
    let before = entries(&asteria);
    let propose = [
        "item",
        "propose",
        "--list",
        "dialogues",
        "--title",
        "en=Words to sign",
    ];
    for lang in ["C", "zh_TW.UTF-8"] {
        let output = asteria
            .command(&propose)
            .env("LC_ALL", lang)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stdout).contains("[en] Words to sign"));
        assert!(String::from_utf8_lossy(&output.stderr).contains("--yes"));
    }
    let key = asteria.json(&["user", "list"])["key"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        asteria.run(&["powers", "revoke", &key]).status.code(),
        Some(2)
    );
    assert_eq!(entries(&asteria), before, "nothing was signed");
    let with_json = [&["--json"][..], &propose, &["--yes"]].concat();
    let output = asteria.run(&with_json);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).lines().count(),
        1,
        "one value for programs"
    );
    assert!(String::from_utf8_lossy(&output.stderr).contains("[en] Words to sign"));
    assert!(entries(&asteria) > before);
}

#[test]
fn a_reason_is_in_the_language_that_it_names() {
    let root = tempfile::tempdir().unwrap();
    let asteria = asteria(root.path());
    let item = first_item(&asteria);
    let defer = |reason: &str| {
        let arguments = [
            "--lang",
            "zh-Hans",
            "item",
            "defer",
            &item,
            "--until",
            "2099-01-01",
            "--reason",
            reason,
            "--yes",
        ];
        asteria.done(&arguments);
        let shown = asteria.json(&["item", "show", &item]);
        shown["history"].as_array().unwrap().last().unwrap()["reason"].clone()
    };
    assert_eq!(
        defer("en=Not now"),
        serde_json::json!({ "lang": "en", "text": "Not now" })
    );
    assert_eq!(
        defer("a=b"),
        serde_json::json!({ "lang": "zh-Hans", "text": "a=b" })
    );
}
