//! `advisor escalate`: which situations of a conflict would hold, and why.

use std::path::Path;

use advice::escalation as said;
use analysis::escalation::{Bits, Concept, Conflict, Go, Progress, Solution, Watch, file, solve};
use anyhow::{Result, bail};
use serde_json::{Map, Value, json};

use super::super::How;
use super::text_of;
use super::watched::Watched;
use crate::say::{coded, exit, fault};

/// Up to how many states each is listed by its number; beyond, they are counted.
const LISTED_MAX: u32 = 1 << 16;

/// Carries it out.
pub fn run(how: &How<'_>, model: &Path) -> Result<u8> {
    let l = how.lang.l();
    let text = text_of(how, model)?;
    let read =
        file::read(&text).map_err(|error| coded(exit::FAULT, said::file_refusal(&error, l)))?;
    let conflict =
        Conflict::new(read).map_err(|error| coded(exit::FAULT, said::model_refusal(&error, l)))?;
    let watched = Watched::new();
    let listener = |progress: Progress| match watched.stops(progress.done, progress.total) {
        true => Go::Stop,
        false => Go::On,
    };
    let watch = Watch::new(&listener);
    let Ok(solution) = solve(&conflict, watch) else {
        bail!(fault(l, "advisor-stopped", &[]));
    };
    if how.json {
        drop(watched);
        how.out.json(&as_json(&conflict, &solution));
        return Ok(exit::DONE);
    }
    let lines = said::advice(&conflict, &solution, l, watch).lines(l);
    let stopped = watched.stopped();
    drop(watched);
    if stopped {
        how.out.line(l.t("advisor-stopped-early"));
    }
    lines.iter().for_each(|line| how.out.line(line));
    Ok(exit::DONE)
}

fn as_json(conflict: &Conflict, solution: &Solution) -> Value {
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
