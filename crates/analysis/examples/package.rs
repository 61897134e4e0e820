//! Prints the undominated packages of a folder with a domain in Genius XML, as `detente advisor package FOLDER --json` does.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example is an edge: it reads files and prints"
)]

use analysis::packages::solve::Limits;
use analysis::packages::{genius, report};
use analysis::watch::Watch;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: package FOLDER")?;
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .ok_or("a file has a name")?
            .to_string_lossy()
            .into_owned();
        files.push((
            name,
            String::from_utf8_lossy(&std::fs::read(&path)?).into_owned(),
        ));
    }
    let read = genius::read(&files)?;
    let report = report(&read.case, &read.notes, &Limits::default(), Watch::NONE);
    println!("{}", serde_json::to_string_pretty(&report)?);
    Ok(())
}
