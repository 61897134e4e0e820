//! An answer as JSON.

use serde_json::{Map, Value, json};

use super::{Bits, Concept, Conflict, Solution};

/// Up to how many states each is listed by its number; beyond, they are counted.
const LISTED_MAX: u32 = 1 << 16;

/// Which states are stable under each concept, for everybody and for each party, in the format of
/// `detente advisor escalate --json`.
pub fn report(conflict: &Conflict, solution: &Solution) -> Value {
    let shown = |states: &Bits| match conflict.count() > LISTED_MAX {
        true => json!({ "count": states.count() }),
        false => states
            .states()
            .map(|state| conflict.number(state))
            .collect(),
    };
    let (mut equilibria, mut stable) = (Map::new(), Map::new());
    for concept in Concept::ALL {
        let name = concept.name().to_owned();
        equilibria.insert(name.clone(), shown(&solution.equilibria(concept)));
        let parties = conflict.model().parties.iter().enumerate();
        let by_party: Map<String, Value> = parties
            .map(|(at, party)| (party.name.clone(), shown(solution.stable(concept, at))))
            .collect();
        stable.insert(name, Value::Object(by_party));
    }
    json!({ "states": conflict.count(), "equilibria": equilibria, "stable": stable })
}
