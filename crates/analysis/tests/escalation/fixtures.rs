//! The conflicts of `fixtures/conflicts`, compiled in.

use analysis::escalation::{Bits, Conflict, Solution, State, Watch, file, solve};
use serde_json::Value;

macro_rules! conflicts {
    ($($id:literal)+) => {
        /// The id of each conflict, its model, and what is known of it.
        pub const ALL: &[(&str, &str, &str)] = &[$((
            $id,
            include_str!(concat!("../../../../fixtures/conflicts/", $id, ".json")),
            include_str!(concat!("../../../../fixtures/conflicts/reference/", $id, ".json")),
        )),+];
    };
}

conflicts! {
    "chicken"
    "cuba-1962"
    "elmira-12"
    "elmira-9"
    "euphrates-1975"
    "korea-2017"
    "prisoners-dilemma"
    "three-party-return"
}

pub const PRIORITISATION: &str =
    include_str!("../../../../fixtures/conflicts/reference/option-prioritisation.json");

pub struct Case {
    pub id: &'static str,
    pub conflict: Conflict,
    pub solution: Solution,
    pub reference: Value,
}

pub fn all() -> impl Iterator<Item = Case> {
    ALL.iter().map(|(id, model, reference)| {
        let model = file::read(model).unwrap_or_else(|error| panic!("{id}: {error}"));
        let conflict = Conflict::new(model).unwrap_or_else(|error| panic!("{id}: {error}"));
        let solution = solve(&conflict, Watch::NONE).expect("nobody stops it");
        Case {
            id,
            conflict,
            solution,
            reference: serde_json::from_str(reference).expect("JSON"),
        }
    })
}

pub fn case(id: &str) -> Case {
    all().find(|case| case.id == id).expect("a known conflict")
}

impl Case {
    pub fn party(&self, name: &str) -> usize {
        let parties = &self.conflict.model().parties;
        parties
            .iter()
            .position(|party| party.name == name)
            .expect("a known party")
    }

    pub fn state(&self, number: u32) -> State {
        self.conflict.state(number).expect("a possible state")
    }

    pub fn numbers(&self, states: &Bits) -> Vec<u32> {
        states
            .states()
            .map(|state| self.conflict.number(state))
            .collect()
    }

    pub fn names(&self) -> Vec<String> {
        self.conflict
            .model()
            .parties
            .iter()
            .map(|party| party.name.clone())
            .collect()
    }
}

pub fn sorted(list: &Value) -> Vec<u32> {
    let list = list.as_array().expect("a list");
    let mut numbers: Vec<u32> = list
        .iter()
        .map(|number| number.as_u64().expect("a number") as u32)
        .collect();
    numbers.sort_unstable();
    numbers
}
