//! Every module opens with a sentence that says what it is for.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{crate_names, root};

fn opens_with_a_head(source: &str) -> bool {
    source
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("//!"))
        .is_some_and(|head| !head.trim().is_empty())
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).into_iter().flatten() {
        let path = item.expect("a source folder can be listed").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_module_opens_by_saying_what_it_is_for() {
    let mut files = Vec::new();
    for name in crate_names() {
        rust_files(&root().join("crates").join(name).join("src"), &mut files);
    }
    assert!(
        files.len() >= crate_names().len(),
        "every crate has source: {files:?}"
    );
    files.retain(|path| !opens_with_a_head(&fs::read_to_string(path).expect("source is UTF-8")));
    let headless: Vec<_> = files
        .iter()
        .filter_map(|path| path.strip_prefix(root()).ok())
        .collect();
    assert!(
        headless.is_empty(),
        "these open without a `//!` sentence: {headless:#?}"
    );
}

#[test]
fn a_module_without_a_head_is_noticed() {
    assert!(opens_with_a_head(
        "//! Logs and their heads.\n\nuse std::fs;\n"
    ));
    for headless in [
        "",
        "//!\nuse std::fs;",
        "use std::fs;\n//! too late",
        "// Logs and their heads.",
        "\n//! after a blank line",
    ] {
        assert!(!opens_with_a_head(headless), "{headless:?}");
    }
}
