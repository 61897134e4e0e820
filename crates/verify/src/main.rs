//! `detente-verify`: what a bundle shows, to somebody who trusts neither party and has nothing but the file.
//!
//! No network, no database, no keys of its own: everything comes from the file and is checked from its bytes. The words
//! are English, because they are read beside a program's output; `--json` is for programs.
//!
//! Exit codes: 0 everything fits, 1 something does not, 2 the file cannot be read as a bundle, 3 everything fits and a
//! fork is proven.

mod json;
mod names;
mod words;

use std::io::Write;
use std::process::ExitCode;

use record::audit::Audit;
use record::bundle::Bundle;

const FITS: u8 = 0;
const DOES_NOT_FIT: u8 = 1;
const UNREADABLE: u8 = 2;
const FORKED: u8 = 3;

const USAGE: &str = "usage: detente-verify [--json] FILE...

Checks bundles of a record: who said what, under which full powers, sealed between when and when, in effect or not.
Exit codes: 0 everything fits, 1 something does not, 2 unreadable, 3 a fork is proven.";

fn main() -> ExitCode {
    let (options, files): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|word| word.starts_with('-'));
    let as_json = options.iter().any(|option| option == "--json");
    if files.is_empty() || options.iter().any(|option| option != "--json") {
        complain(USAGE);
        return ExitCode::from(UNREADABLE);
    }
    // The gravest of several files decides: unreadable, then unfit, then forked.
    let codes = files.iter().map(|file| one(file, as_json));
    let gravity = |code: &u8| {
        [FITS, FORKED, DOES_NOT_FIT, UNREADABLE]
            .iter()
            .position(|one| one == code)
    };
    ExitCode::from(codes.max_by_key(gravity).unwrap_or(UNREADABLE))
}

fn one(file: &str, as_json: bool) -> u8 {
    let bundle = std::fs::read(file)
        .map_err(|error| error.to_string())
        .and_then(|bytes| Bundle::decode(&bytes).map_err(|fault| fault.to_string()));
    let bundle = match bundle {
        Ok(bundle) => bundle,
        Err(why) => {
            complain(&format!("{file}: {why}"));
            return UNREADABLE;
        }
    };
    let audit = Audit::of(&bundle);
    match as_json {
        true => say(&json::of(file, &audit).to_string()),
        false => words::of(file, &audit).iter().for_each(|line| say(line)),
    }
    let is_forked = !audit.forks.is_empty() || !audit.forked().is_empty();
    match (audit.flaws.is_empty(), is_forked) {
        (false, _) => DOES_NOT_FIT,
        (true, false) => FITS,
        (true, true) => FORKED,
    }
}

/// Somebody who looks at the first lines only closes the pipe; that changes no verdict.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
