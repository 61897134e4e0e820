//! Which assumption the answer hangs on most: each is made less kind in turn, and the case is asked again.

use serde::Serialize;

use super::check::ready;
use super::evaluate::evaluate;
use super::exact::Exact;
use super::ladder::TRUST_MAX;
use super::model::Case;
use super::rules::{Chooser, Rule};

/// Up to this many open items the shifted cases are answered exactly.
const EXACT_ITEMS: u32 = 8;

/// An assumption that may be too kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assumption {
    /// Where trust stands now: 10 points lower.
    Trust,
    /// How sensitive the items are: each 10 points higher.
    Sensitivity,
    /// How much of the texts is out of brackets: each a fifth lower.
    Convergence,
    /// How far trust may fall short: half as far.
    Band,
    /// How much more a failure costs than a success brings: half as much again.
    Asymmetry,
    /// How often what is agreed is carried out: 20 in a hundred less.
    Kept,
}

impl Assumption {
    /// All of them.
    pub const ALL: [Assumption; 6] = [
        Assumption::Trust,
        Assumption::Sensitivity,
        Assumption::Convergence,
        Assumption::Band,
        Assumption::Asymmetry,
        Assumption::Kept,
    ];

    /// The case with this assumption made less kind.
    fn shifted(self, case: &Case) -> Case {
        let mut case = case.clone();
        let p = &mut case.parameters;
        match self {
            Assumption::Trust => case.progress.trust = case.progress.trust.saturating_sub(10),
            Assumption::Sensitivity => {
                for side in case.items.iter_mut().flat_map(|item| &mut item.sensitivity) {
                    *side = (*side + 10).min(TRUST_MAX);
                }
            }
            Assumption::Convergence => {
                for item in &mut case.items {
                    item.convergence -= item.convergence / 5;
                }
            }
            Assumption::Band => p.band = (p.band / 2).max(1),
            Assumption::Asymmetry => p.asymmetry = (p.asymmetry + p.asymmetry / 2).min(1_000),
            Assumption::Kept => p.kept = p.kept.saturating_sub(20),
        }
        case
    }
}

/// The answer with one assumption made less kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// Which assumption.
    pub assumption: Assumption,
    /// By how much the expected value falls, in millionths of a point; negative if it rises.
    pub costs: i64,
    /// Whether another first round would be planned.
    pub changes_first_round: bool,
}

/// Shifts every assumption. Base and shifted case are answered by the same method, which is the headroom rule for
/// larger cases even if the plan is exact: what is asked is how much the answer moves.
pub(super) fn shifts(case: &Case) -> Vec<Shift> {
    let (worth, first) = outcome(case);
    let shift = |assumption: Assumption| {
        let (shifted_worth, shifted_first) = outcome(&assumption.shifted(case));
        Shift {
            assumption,
            costs: worth as i64 - shifted_worth as i64,
            changes_first_round: shifted_first != first,
        }
    };
    Assumption::ALL.into_iter().map(shift).collect()
}

/// The assumption that costs most; of equals one that changes the first round, then the first.
pub(super) fn weakest(shifts: &[Shift]) -> Option<Assumption> {
    let costly = shifts.iter().filter(|shift| shift.costs > 0);
    let worst = costly
        .rev()
        .max_by_key(|shift| (shift.costs, shift.changes_first_round));
    Some(worst?.assumption)
}

/// Expected worth and first session.
fn outcome(case: &Case) -> (u64, u64) {
    let ladder = ready(case).expect("a shift leaves every number in its range");
    let start = ladder.start();
    if ladder.over(start) {
        return (0, 0);
    }
    let small = ladder.open(start).count_ones() <= EXACT_ITEMS;
    if let Some(mut exact) = small.then(|| Exact::of(&ladder)).flatten() {
        let best = exact.best(start);
        return (best.worth, best.session);
    }
    let rule = Chooser::Rule(Rule::Headroom);
    let expected = evaluate(&ladder, |state| ladder.choose(&rule, state));
    (expected.worth, ladder.choose(&rule, start))
}
