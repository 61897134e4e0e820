//! Prints what a conflict model comes to, as `detente advisor escalate MODEL --json` does: `escalate MODEL`, or a model on
//! standard input.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example is an edge: it reads a file and prints"
)]

use std::error::Error;
use std::io::Read;

use analysis::escalation::{Conflict, Watch, file, report, solve};

fn main() -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    match std::env::args().nth(1) {
        Some(path) => text = std::fs::read_to_string(path)?,
        None => drop(std::io::stdin().read_to_string(&mut text)?),
    }
    let conflict = Conflict::new(file::read(&text)?)?;
    let solution = solve(&conflict, Watch::NONE)?;
    println!("{}", report(&conflict, &solution));
    Ok(())
}
