//! Housekeeping: what must hold for the tree itself, read from its files.
//!
//! Each check takes text and returns what is wrong in sentences, so that it can be shown a planted
//! fault: a check that was never seen to fail proves nothing.
//!
//! The checks that need a list of the files ask git. In a tree without `.git` (an archive) they
//! have nothing to read and pass.

mod architecture;
mod canaries;
mod dependencies;
mod heads;
mod lints;
mod mechanisms;
mod plain_verify;
mod traces;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    crates
        .and_then(Path::parent)
        .expect("this crate lies in crates/")
        .to_owned()
}

fn read(path: &str) -> Option<String> {
    fs::read_to_string(root().join(path)).ok()
}

/// Every file that is committed or would be, with its text; binary files are left out.
fn tree() -> Vec<(String, String)> {
    if !root().join(".git").exists() {
        return Vec::new();
    }
    let listed = Command::new("git")
        .args([
            "-c",
            "safe.directory=*",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root())
        .output()
        .expect("git can be run where there is a .git");
    assert!(
        listed.status.success(),
        "git ls-files: {}",
        String::from_utf8_lossy(&listed.stderr)
    );
    let names = String::from_utf8(listed.stdout).expect("file names are UTF-8");
    names
        .split_terminator('\0')
        .filter_map(|name| Some((name.to_owned(), read(name)?)))
        .collect()
}

fn crate_names() -> Vec<String> {
    let folders = fs::read_dir(root().join("crates")).expect("there is a folder crates/");
    let folders = folders.map(|folder| {
        folder
            .expect("crates/ can be listed")
            .file_name()
            .into_string()
    });
    let names = folders.map(|name| name.expect("crate names are UTF-8"));
    let mut names: Vec<_> = names
        .filter(|name| read(&format!("crates/{name}/Cargo.toml")).is_some())
        .collect();
    names.sort();
    names
}

/// The code spans of each line, with the line's number; fenced blocks are left out.
fn code_spans(markdown: &str) -> Vec<(usize, &str, Vec<&str>)> {
    let mut fenced = false;
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(markdown.lines()) {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            lines.push((number, line, line.split('`').skip(1).step_by(2).collect()));
        }
    }
    lines
}
