//! The binary on files, in a folder with nothing else: what it says, and with which code it ends.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The bytes of a fixture.
fn fixture(name: &str) -> Vec<u8> {
    let tree = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = tree.join("fixtures/bundles").join(format!("{name}.hex"));
    let page = std::fs::read_to_string(path).expect("the fixture is there");
    let digits = page.lines().nth(1).expect("the second line");
    record::ids::bytes_from_hex(digits).expect("hexadecimal digits")
}

/// A folder with one file in it.
struct Folder(PathBuf);

impl Folder {
    fn with(name: &str, bytes: &[u8]) -> Folder {
        let folder =
            std::env::temp_dir().join(format!("detente-verify-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        std::fs::write(folder.join("bundle"), bytes).expect("a file can be written");
        Folder(folder)
    }

    fn verify(&self, options: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_detente-verify"));
        let command = command.current_dir(&self.0).env_clear();
        command
            .args(options)
            .arg("bundle")
            .output()
            .expect("it runs")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn verify(name: &str, bytes: &[u8], options: &[&str]) -> (i32, String) {
    let output = Folder::with(name, bytes).verify(options);
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    (output.status.code().expect("it ended by itself"), said)
}

#[test]
fn it_says_who_under_which_powers_between_when_and_when_and_what_is_in_effect() {
    let (code, said) = verify("agreed", &fixture("agreed"), &[]);
    assert_eq!(code, 0, "{said}");
    let assent = "B-3 assent 9688643a2a57a2ca8be3756046048995fcd8852a6e7b9b70068cf1d85f1b7af5 valid
    signed by cc3c22d9 (level 1, powers of B-2)
    sealed after 1970-01-01T00:00:02Z by the clock of A
    sealed before 1970-01-01T00:00:03.001Z by the clock of A
    held by A\n";
    assert!(said.contains(assent), "{said}");
    assert!(
        said.contains("is in effect; assents: A-4, B-3; renounces: nobody"),
        "{said}"
    );
    assert!(said.contains("says (en): \"Thank you.\""), "{said}");
    assert!(said.ends_with("everything fits\n"), "{said}");
    let (code, said) = verify("quiet", &fixture("quiet"), &[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("is in effect; assents: A-4, B-3"), "{said}");
    assert!(said.contains("content (en) not in this file"), "{said}");
}

#[test]
fn it_says_of_one_entry_what_it_can_and_that_it_cannot_say_more() {
    let (code, said) = verify("alone", &fixture("alone"), &[]);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("shown alone: whether it counts is not shown"),
        "{said}"
    );
    assert!(said.contains("signed by cc3c22d9 (fits)"), "{said}");
}

#[test]
fn it_says_of_heads_without_entries_what_they_show() {
    let (code, said) = verify("heads", &fixture("heads"), &[]);
    assert_eq!(code, 0, "{said}");
    let newer = "
    signed at 1970-01-01T00:00:02Z by the clock of A
    a signed note says the same
    extends the head at 2 entries
    sealed before 1970-01-01T00:00:02.001Z by the clock of B
    held by B\n";
    assert!(said.contains("head of A at 4 entries, root "), "{said}");
    assert!(said.contains(newer), "{said}");
    let (_, said) = verify("heads-json", &fixture("heads"), &["--json"]);
    let told: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(told["heads"][1]["note"], true);
    assert_eq!(told["heads"][1]["extends"], serde_json::json!([2]));
    // A receipt that is altered shows nothing, and neither does a note.
    let mut altered = fixture("heads");
    let last = altered.len() - 6;
    altered[last] ^= 1;
    let (code, said) = verify("heads-note", &altered, &[]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("a signed note fits no head in this file"),
        "{said}"
    );
}

#[test]
fn a_head_by_a_replaced_key_over_what_was_sealed_since_does_not_fit() {
    let (code, said) = verify("replaced", &fixture("replaced"), &[]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("DOES NOT FIT: the head of A at 6 entries does not fit\n"),
        "{said}"
    );
    assert!(
        said.contains("from A-5 on: no signed head covers it"),
        "{said}"
    );
    assert!(said.ends_with("4 things do not fit\n"), "{said}");
}

/// Every branch of a party that forked its log and healed it, and what was built on all of them.
#[test]
fn m026_it_says_what_stands_on_which_branch_and_that_the_log_was_forked() {
    let (code, said) = verify("branches", &fixture("branches"), &[]);
    assert_eq!(code, 3, "{said}");
    for line in [
        "FORKED: B has branches; the first has ",
        "    B~3 leaves B",
        "    BK~2 leaves BK after 1 entries",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert_eq!(
        said.matches(" is contested; assents: ").count(),
        2,
        "{said}"
    );
    assert_eq!(
        said.matches(" is in effect; assents: A-").count(),
        1,
        "{said}"
    );
    assert!(said.contains("B/1-1 heal "), "{said}");
    assert!(said.contains(" void: Repeated (16)\n"), "{said}");
    assert!(said.ends_with("everything fits\n"), "{said}");
    let (_, said) = verify("branches-json", &fixture("branches"), &["--json"]);
    let told: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let branches = told["branches"].as_array().expect("a list");
    assert_eq!(branches.len(), 5);
    assert_eq!(
        (&branches[0]["log"], &branches[0]["leaves"]),
        (&"B".into(), &serde_json::Value::Null)
    );
    assert_eq!(branches[1]["log"], "B~2");
    // A branch from where nothing stands.
    let mut altered = fixture("branches");
    let root = branches
        .iter()
        .find(|one| one["log"] == "BK~2")
        .expect("two versions of the keys");
    assert_eq!(root["shared"], 1);
    let part = [&[0x84, 8, 0x83][..], &[0x58, 0x20]].concat();
    let at = altered.windows(5).position(|window| window == part);
    altered[at.expect("a part of a branch") + 45] ^= 1;
    let (code, said) = verify("branches-altered", &altered, &[]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("entries leaves nothing that is here"),
        "{said}"
    );
    assert!(
        said.contains("is contested") || said.contains("is in effect"),
        "{said}"
    );
}

#[test]
fn programs_are_told_the_same() {
    let (code, said) = verify("json", &fixture("agreed"), &["--json"]);
    assert_eq!(code, 0, "{said}");
    let told: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(told["texts"][0]["status"], "in-effect");
    assert_eq!(told["entries"][7]["verdict"], "valid");
    assert_eq!(told["entries"][7]["entry"], "B-3");
    assert_eq!(told["entries"][7]["before"]["by"], "A");
    assert_eq!(told["fits"], true);
}

/// Twenty ways in which a proof of a fork could be made up or spoilt.
#[test]
fn a_fork_is_accepted_in_an_empty_folder_and_no_damaged_variant_is() {
    let proof = fixture("fork");
    assert!(proof.len() < 4_096);
    let (code, said) = verify("fork", &proof, &[]);
    assert_eq!(code, 3, "{said}");
    assert!(
        said.contains("FORK: A signed two heads of one log"),
        "{said}"
    );
    let places = (0..17).map(|part| 37 + part * (proof.len() - 37) / 17);
    let flipped = places.map(|at| {
        let mut damaged = proof.clone();
        damaged[at] ^= 0x10;
        damaged
    });
    let shorter = proof[..proof.len() - 1].to_vec();
    let longer = [proof.as_slice(), &[0]].concat();
    let mut other_space = proof.clone();
    other_space[10] ^= 1;
    let variants: Vec<Vec<u8>> = flipped.chain([shorter, longer, other_space]).collect();
    assert_eq!(variants.len(), 20);
    for (number, variant) in variants.iter().enumerate() {
        let (code, said) = verify(&format!("damaged-{number}"), variant, &[]);
        assert!([1, 2].contains(&code), "variant {number}: {code} {said}");
        assert!(!said.contains("FORK"), "variant {number}: {said}");
    }
}

#[test]
fn what_is_no_bundle_is_refused_with_the_place() {
    let folder = Folder::with("other", b"Dear Sir or Madam");
    let output = folder.verify(&[]);
    assert_eq!(output.status.code(), Some(2));
    let why = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(why.starts_with("bundle: byte 0: "), "{why}");
}
