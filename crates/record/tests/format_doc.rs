//! The format's description, `docs/reference/record-format.md`, held against the code: a table that falls
//! behind is found here, and so is an example that is no longer in the golden files.

#![expect(
    clippy::disallowed_methods,
    reason = "the description, the golden files and the source are files"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use record::kind::REGISTRY;
use record::{TextStatus, Void};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).expect("the file is there and text")
}

fn page() -> String {
    read(root().join("docs/reference/record-format.md"))
}

/// The files of a folder and of those in it, as text.
fn texts_in(folder: PathBuf) -> Vec<String> {
    let files = fs::read_dir(folder).expect("the folder is there");
    let paths = files.map(|file| file.expect("it can be listed").path());
    let texts = |path: PathBuf| match path.is_dir() {
        true => texts_in(path),
        false => vec![read(path)],
    };
    paths.flat_map(texts).collect()
}

/// The rows of the table whose first columns have these titles; backticks left out.
fn table(page: &str, titles: &[&str]) -> Vec<Vec<String>> {
    let cells = |line: &str| -> Vec<String> {
        let inside = line.trim().trim_matches('|').split('|');
        inside.map(|cell| cell.trim().replace('`', "")).collect()
    };
    let mut lines = page.lines();
    let head = lines.find(|line| {
        line.starts_with('|')
            && cells(line).starts_with(&titles.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>())
    });
    assert!(head.is_some(), "a table headed {titles:?}");
    let rows = lines.skip(1).take_while(|line| line.starts_with('|'));
    rows.map(cells).collect()
}

/// The first two columns of a table.
fn pairs(titles: [&str; 2]) -> Vec<(String, String)> {
    let rows = table(&page(), &titles);
    rows.into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect()
}

#[test]
fn the_table_of_kinds_is_the_registry() {
    let registry = REGISTRY.map(|(_, number, name)| (number.to_string(), name.to_owned()));
    assert_eq!(pairs(["number", "kind"]), registry);
}

#[test]
fn the_table_of_reasons_is_that_of_the_rule() {
    let reasons = Void::ALL.map(|reason| ((reason as u8).to_string(), format!("{reason:?}")));
    assert_eq!(pairs(["number", "name"]), reasons);
}

#[test]
fn the_table_of_statuses_is_that_of_the_digest() {
    use TextStatus::{Contested, Dead, InEffect, Open, Overtaken};
    let statuses = [Open, InEffect, Dead, Overtaken, Contested];
    let numbered = statuses.map(|status| ((status as u8 + 1).to_string(), format!("{status:?}")));
    assert_eq!(pairs(["number", "status"]), numbered);
}

#[test]
fn the_limits_are_the_constants() {
    let constants = [
        ("FORMAT_VERSION", record::FORMAT_VERSION),
        ("ENTRY_BYTES_MAX", record::ENTRY_BYTES_MAX as u64),
        ("DEPTH_MAX", record::cbor::DEPTH_MAX as u64),
        ("MEMBERS_MAX", record::MEMBERS_MAX as u64),
        ("LIST_MAX", record::body::LIST_MAX),
        ("SIGNATURES_MAX", record::leaf::SIGNATURES_MAX),
        ("RECOVERERS_MAX", record::identity::RECOVERERS_MAX),
        ("RECOVERY_KEYS_MAX", record::identity::RECOVERY_KEYS_MAX),
        ("SEEN_MAX", record::leaf::SEEN_MAX),
        ("PROOF_MAX", record::tree::PROOF_MAX as u64),
        ("HEADS_MAX", record::heal::HEADS_MAX),
        ("BRANCHES_MAX", record::fold::BRANCHES_MAX.into()),
        ("RULES", record::founding::RULES),
        ("FIELD_MEMBERSHIP", record::fold::FIELD_MEMBERSHIP),
    ];
    let constants = constants.map(|(name, value)| (name.to_owned(), value.to_string()));
    assert_eq!(pairs(["constant", "value"]), constants);
    let source = texts_in(root().join("crates/record/src")).concat();
    for (name, _) in &constants {
        assert!(source.contains(&format!("pub const {name}: ")), "{name}");
    }
    // A limit that is added to the code belongs on the page, but for that of the databases' integers.
    let limits = source
        .lines()
        .filter_map(|line| line.strip_prefix("pub const ")?.split_once("_MAX: "));
    for (name, _) in limits.filter(|(name, _)| *name != "SIZE") {
        assert!(
            constants
                .iter()
                .any(|(known, _)| *known == format!("{name}_MAX")),
            "{name}_MAX is not on the page"
        );
    }
}

/// The labels in `text` that follow `before`.
fn labels(before: &str, text: &str) -> BTreeSet<String> {
    let of_label = |c: &char| c.is_ascii_lowercase() || *c == '-';
    let start = format!("{before}detente/1/");
    let rests = text.split(&start).skip(1);
    rests
        .map(|rest| rest.chars().take_while(of_label).collect())
        .collect()
}

#[test]
fn the_labels_are_those_in_the_source() {
    let page = page();
    let source = labels("\"", &texts_in(root().join("crates/record/src")).concat());
    assert!(source.len() >= 10, "{source:?}");
    let hashes = table(&page, &["label", "parts"]);
    let purposes = table(&page, &["external_aad", "for"]);
    let listed = hashes.iter().chain(&purposes);
    let listed = listed.flat_map(|row| labels("", &row[0]));
    assert_eq!(listed.collect::<BTreeSet<_>>(), source);
    assert_eq!(labels("", &page), source, "and no others are named");
}

#[test]
fn every_long_number_of_the_page_is_in_the_golden_files() {
    let page = page();
    let golden = texts_in(root().join("fixtures/entries")).concat();
    let runs = page
        .split(|c: char| !c.is_ascii_hexdigit())
        .filter(|run| run.len() >= 32);
    let runs: Vec<&str> = runs.collect();
    assert!(runs.len() > 10, "the page has an example");
    for run in runs {
        let label: String = b"detente/1/statement"
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert!(golden.contains(run) || run == label, "{run}");
    }
}
