//! Running the engine for a page: bounded in time, and what was not finished is said.

use std::time::{Duration, Instant};

use analysis::packages::Answer;
use analysis::packages::conflict::{Conflict, conflict};
use analysis::packages::model::Package;
use analysis::packages::points::{BargainingPoints, bargaining_points};
use analysis::packages::price::{Prices, prices};
use analysis::packages::sheet::Case;
use analysis::packages::solve::{Limits, solve};
use analysis::packages::stability::{Stability, stability};
use analysis::packages::watch::{Going, Progress};

/// How long a page lets one question be looked into.
const PATIENCE: Duration = Duration::from_secs(3);
/// How many draws of uncertain points are made.
pub const DRAWS: usize = 1_000;
/// So many at a time, so that the time is looked at in between.
const DRAWS_AT_ONCE: usize = 50;
/// The seed of the first draws. Each further batch has the next number: the same paper gives the same count.
const SEED: u64 = 1;

/// Less than the engine's own limits: a page is not a place to wait.
fn limits() -> Limits {
    Limits {
        labels_max: 200_000,
        nodes_max: 300_000,
        ..Limits::default()
    }
}

/// What a search gave.
pub struct Searched {
    /// What was searched.
    pub case: Case,
    /// What was found.
    pub answer: Answer,
    /// What is singled out of it.
    pub chosen: Option<BargainingPoints>,
    /// How long it took.
    took: Duration,
}

/// Stops a search that was begun so long ago.
fn watch(since: Instant) -> impl FnMut(&Progress) -> Going {
    move |_| match since.elapsed() > PATIENCE {
        true => Going::Stop,
        false => Going::On,
    }
}

/// Searches.
pub fn search(case: Case) -> Searched {
    let since = Instant::now();
    let answer = solve(&case, &limits(), &mut watch(since));
    let chosen = bargaining_points(&case, &answer);
    Searched {
        case,
        answer,
        chosen,
        took: since.elapsed(),
    }
}

impl Searched {
    /// Why there is no package, if there is none.
    pub fn conflict(&self) -> Option<Conflict> {
        let none = self.answer.infeasible();
        none.then(|| conflict(&self.case, &limits(), &mut watch(Instant::now())))?
    }

    /// Whether some points are called unsure, so that there is something to vary.
    pub fn wavers(&self) -> bool {
        let sheets = self.case.sheets().iter();
        sheets
            .flat_map(|sheet| &sheet.confidence)
            .any(|confidence| confidence.permille() > 0)
    }

    /// How often a package stays undominated, in as many of the draws as there was time for.
    pub fn stability(&self, package: &Package) -> Stability {
        let since = Instant::now();
        let mut all = Stability {
            samples: 0,
            on_frontier: 0,
            unknown: 0,
            seed: SEED,
        };
        for batch in 0..(DRAWS / DRAWS_AT_ONCE) as u64 {
            let drawn = stability(
                &self.case,
                package,
                DRAWS_AT_ONCE,
                SEED + batch,
                &limits(),
                &mut watch(since),
            );
            let drawn = drawn.expect("fewer draws than may be asked for");
            all.samples += drawn.samples;
            all.on_frontier += drawn.on_frontier;
            all.unknown += drawn.unknown;
            if since.elapsed() > PATIENCE {
                break;
            }
        }
        all
    }

    /// What settling an issue first costs; none when that many searches would take too long for a page.
    pub fn prices(&self) -> Option<Option<Prices>> {
        let values = self
            .case
            .domain()
            .issues()
            .iter()
            .map(|issue| issue.values.len());
        let searches = u32::try_from(values.sum::<usize>()).unwrap_or(u32::MAX);
        let soon = self
            .took
            .checked_mul(searches)
            .is_some_and(|all| all < PATIENCE);
        soon.then(|| prices(&self.case, &limits(), &mut watch(Instant::now())))
    }
}
