//! Prints what a conflict model comes to, as JSON: `escalate MODEL`, or a model on standard input.

use std::io::Read;

use analysis::escalation::{Concept, Conflict, Watch, file, solve};
use serde_json::{Map, Value};

#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example is an edge"
)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    match std::env::args().nth(1) {
        Some(path) => text = std::fs::read_to_string(path)?,
        None => drop(std::io::stdin().read_to_string(&mut text)?),
    }
    let conflict = Conflict::new(file::read(&text)?)?;
    let solution = solve(&conflict, Watch::NONE)?;
    let numbers = |states: &analysis::escalation::Bits| -> Value {
        states
            .states()
            .map(|state| conflict.number(state))
            .collect()
    };
    let mut equilibria = Map::new();
    let mut stable = Map::new();
    for concept in Concept::ALL {
        equilibria.insert(
            concept.name().to_owned(),
            numbers(&solution.equilibria(concept)),
        );
        let parties = conflict.model().parties.iter().enumerate();
        let by_party =
            parties.map(|(at, party)| (party.name.clone(), numbers(solution.stable(concept, at))));
        stable.insert(concept.name().to_owned(), Value::Object(by_party.collect()));
    }
    let answer = serde_json::json!({ "states": conflict.count(), "equilibria": equilibria, "stable": stable });
    println!("{answer}");
    Ok(())
}
