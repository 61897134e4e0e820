//! Everything there is to say about a case, as JSON.

use serde_json::{Value, json};

use super::conflict::conflict;
use super::genius::Note;
use super::points::bargaining_points;
use super::price::prices;
use super::sheet::Case;
use super::solve::{Limits, solve};
use crate::watch::Watch;

/// The frontier, the points singled out, the prices of settling first, and the conflict if there is no package: in the
/// format of `detente advisor package --json`. `notes` are what reading the files brought up.
pub fn report(case: &Case, notes: &[Note], limits: &Limits, watch: Watch<'_>) -> Value {
    let answer = solve(case, limits, watch);
    let conflict = match answer.infeasible() {
        true => conflict(case, limits, watch),
        false => None,
    };
    let mut report = json!(answer);
    report["notes"] = json!(notes);
    report["bargaining_points"] = json!(bargaining_points(case, &answer));
    report["prices"] = json!(prices(case, limits, watch));
    report["conflict"] = json!(conflict);
    report
}
