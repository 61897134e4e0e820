//! Plans an agenda from a file and prints the answer as JSON:
//! `cargo run -p detente-analysis --example agenda crates/analysis/examples/agenda/river.json`.
//! The format is described in the README of this crate.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example is an edge: it reads a file and prints"
)]

use std::error::Error;

use analysis::agenda::{Case, plan};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let case: Case = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    println!("{}", serde_json::to_string_pretty(&plan(&case)?)?);
    Ok(())
}
