//! ARCHITECTURE.md names files and functions that exist.

use std::collections::BTreeMap;

use crate::{code_spans, read, root};

/// What ARCHITECTURE.md names and the tree does not have, and how many functions were looked up.
///
/// The convention: a path under `crates/` in backticks exists. A line that has such a `.rs` file and
/// a function as `name()`, both in backticks, means that the function is in that file (in one of
/// them, if the line has several). In a section with "walk" in its heading every `name()` needs its
/// file on the line. Names that begin with a capital are types and are not looked up.
fn stale(text: &str, read: impl Fn(&str) -> Option<String>) -> (Vec<String>, usize) {
    let mut faults = Vec::new();
    let mut looked_up = 0;
    let mut walkthrough = false;
    for (number, line, spans) in code_spans(text) {
        if line.starts_with('#') {
            walkthrough = line.to_lowercase().contains("walk");
        }
        let mut sources = Vec::new();
        for path in spans.iter().filter(|span| is_path(span)) {
            match read(path) {
                None => faults.push(format!("line {number}: {path} does not exist")),
                Some(source) if path.ends_with(".rs") => sources.push(source),
                Some(_) => {}
            }
        }
        for function in spans.iter().filter_map(|span| function_name(span)) {
            if !sources.is_empty() {
                looked_up += 1;
                if !sources.iter().any(|source| defines(source, function)) {
                    faults.push(format!(
                        "line {number}: no fn {function} in the file beside it"
                    ));
                }
            } else if walkthrough {
                faults.push(format!(
                    "line {number}: {function}() stands without its file"
                ));
            }
        }
    }
    (faults, looked_up)
}

/// A path of ours, without a placeholder in it.
fn is_path(span: &str) -> bool {
    span.starts_with("crates/") && !span.contains(['*', '<', '{', '…'])
}

fn defines(source: &str, function: &str) -> bool {
    ['(', '<']
        .iter()
        .any(|next| source.contains(&format!("fn {function}{next}")))
}

/// `name` of `name()`, `Type::name(...)` or `value.name(...)`.
fn function_name(span: &str) -> Option<&str> {
    let name = span.split_once('(')?.0.rsplit([':', '.']).next()?;
    let usual =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    (name.starts_with(|first: char| first.is_ascii_lowercase()) && name.chars().all(usual))
        .then_some(name)
}

#[test]
fn architecture_names_files_and_functions_that_exist() {
    let Some(text) = read("ARCHITECTURE.md") else {
        return;
    };
    let of_the_tree =
        |path: &str| read(path).or_else(|| root().join(path).exists().then(String::new));
    let (faults, looked_up) = stale(&text, of_the_tree);
    assert_eq!(faults, Vec::<String>::new());
    assert!(
        looked_up > 0,
        "ARCHITECTURE.md walks through no function; see `stale` for how to name one"
    );
}

#[test]
fn a_file_or_function_that_is_gone_is_noticed() {
    let files = BTreeMap::from([
        ("crates/x/src/y.rs", "fn seal(a: u8) {}\nfn open<T>() {}"),
        ("crates/x/src/z.rs", "fn fold() {}"),
        ("crates/x/", ""),
    ]);
    let read = |path: &str| files.get(path).map(|source| (*source).to_owned());
    let (faults, looked_up) = stale(
        "# Code map\n\
         `crates/x/` seals, in `crates/x/src/gone.rs`; `crates/*/src` and `seal()` are only words here.\n\
         ## A walk through one entry\n\
         1. `seal()` in `crates/x/src/y.rs`, then `Log::open(&log)` in `crates/x/src/y.rs`, and `Some(entry)`.\n\
         2. `seal()` and `fold()` in `crates/x/src/y.rs` and `crates/x/src/z.rs`.\n\
         3. `planted()` in `crates/x/src/y.rs`.\n\
         4. `ope()` in `crates/x/src/y.rs`.\n\
         5. `fold()` somewhere.\n\
         ```\n\
         `planted()` in `crates/not/read.rs`\n\
         ```\n",
        read,
    );
    assert_eq!(
        faults,
        [
            "line 2: crates/x/src/gone.rs does not exist",
            "line 6: no fn planted in the file beside it",
            "line 7: no fn ope in the file beside it",
            "line 8: fold() stands without its file",
        ]
    );
    assert_eq!(looked_up, 6);
}
