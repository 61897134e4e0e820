//! Every bug that can be planted has a row that says which suite finds it, and that suite is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::{read, tree};

const PAGE: &str = "docs/reference/testing.md";

/// The variants of `enum Canary`.
fn planted(source: &str) -> BTreeSet<String> {
    let body = source
        .split_once("pub enum Canary {")
        .expect("the enum is there")
        .1;
    let body = body.split_once('}').expect("it ends").0;
    let variants = body
        .lines()
        .filter_map(|line| line.trim().strip_suffix(','));
    variants
        .filter(|line| !line.starts_with("//"))
        .map(str::to_owned)
        .collect()
}

/// Canary and the test that finds it, from the rows `| `Canary` | what | `cargo test ... name` |`.
fn rows(page: &str) -> BTreeMap<String, String> {
    let table = page
        .split("## Canaries")
        .nth(1)
        .expect("the page has a section on them");
    let table = table.split("\n## ").next().expect("it begins");
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, canary, _, command, _] = cells.as_slice() else {
            return None;
        };
        let canary = canary.strip_prefix('`')?.strip_suffix('`')?;
        let test = command.trim_matches('`').rsplit(' ').next()?;
        Some((canary.to_owned(), test.to_owned()))
    };
    table.lines().filter_map(row).collect()
}

/// What is planted and has no row, what has a row and is not planted, and tests that are not there.
fn wrong(source: &str, page: &str, is_test: impl Fn(&str) -> bool) -> Vec<String> {
    let (planted, rows) = (planted(source), rows(page));
    let listed: BTreeSet<String> = rows.keys().cloned().collect();
    let mut faults: Vec<String> = planted.symmetric_difference(&listed).cloned().collect();
    faults.extend(rows.into_values().filter(|test| !is_test(test)));
    faults
}

#[test]
fn the_page_on_testing_has_a_row_for_every_canary_and_names_a_test_that_is_there() {
    let sources: String = tree()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(_, text)| text)
        .collect();
    if sources.is_empty() {
        return;
    }
    let is_test = |name: &str| sources.contains(&format!("fn {name}("));
    let source = read("crates/canary/src/lib.rs").expect("there are canaries");
    let page = read(PAGE).expect("there is a page on testing");
    assert_eq!(wrong(&source, &page, is_test), Vec::<String>::new());
}

#[test]
fn a_canary_without_a_row_and_a_row_without_a_test_are_noticed() {
    let source = "pub enum Canary {\n    /// One.\n    One,\n    /// Two.\n    Two,\n}";
    let page = "## Canaries\n| bug | what | found by |\n| --- | --- | --- |\n| `One` | it | `cargo test -p x finds_one` |\n| `Three` | it | `cargo test gone` |\n## More\n| `Two` | it | `cargo test finds_one` |";
    assert_eq!(
        wrong(source, page, |name| name == "finds_one"),
        ["Three", "Two", "gone"]
    );
}
