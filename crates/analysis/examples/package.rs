//! Prints the undominated packages of a folder with a domain in Genius XML, as `detente advisor package FOLDER --json` does.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example is an edge: it reads files and prints"
)]

use analysis::packages::conflict::conflict;
use analysis::packages::points::bargaining_points;
use analysis::packages::price::prices;
use analysis::packages::solve::{Limits, solve};
use analysis::packages::watch::unwatched;

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
    let read = analysis::packages::genius::read(&files)?;
    let limits = Limits::default();
    let answer = solve(&read.case, &limits, &mut unwatched);
    let mut json = serde_json::to_value(&answer)?;
    json["notes"] = serde_json::to_value(&read.notes)?;
    json["bargaining_points"] = serde_json::to_value(bargaining_points(&read.case, &answer))?;
    json["prices"] = serde_json::to_value(prices(&read.case, &limits, &mut unwatched))?;
    json["conflict"] = serde_json::to_value(conflict(&read.case, &limits, &mut unwatched))?;
    println!("{}", serde_json::to_string_pretty(&json)?);
    Ok(())
}
