//! Running the engine for a page: bounded in time, and what was not finished is said.

use std::time::{Duration, Instant};

use analysis::packages::conflict::{Conflict, conflict, demands};
use analysis::packages::model::Package;
use analysis::packages::points::{BargainingPoints, bargaining_points};
use analysis::packages::price::{Prices, prices};
use analysis::packages::sheet::Case;
use analysis::packages::solve::{Limits, solve};
use analysis::packages::stability::{Stability, stability};
use analysis::packages::{Answer, Exactness};
use analysis::watch::{Go, Watch};

/// How long a page lets one question be looked into.
const PATIENCE: Duration = Duration::from_secs(3);
/// How many draws of uncertain points are made.
pub const DRAWS: usize = 1_000;
/// The seed of the first draw. Each further draw has the next number: the same paper gives the same count.
const SEED: u64 = 1;
/// How long all searches for one answer may take together, by what the first one took.
const PATIENCE_ALL: Duration = Duration::from_secs(10);

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

/// Does what is to be stopped when it was begun too long ago.
fn watched<T>(since: Instant, work: impl FnOnce(Watch<'_>) -> T) -> T {
    let listener = |_| match since.elapsed() > PATIENCE {
        true => Go::Stop,
        false => Go::On,
    };
    work(Watch::new(&listener))
}

/// Searches.
pub fn search(case: Case) -> Searched {
    let since = Instant::now();
    let answer = watched(since, |watch| solve(&case, &limits(), watch));
    let chosen = bargaining_points(&case, &answer);
    Searched {
        case,
        answer,
        chosen,
        took: since.elapsed(),
    }
}

/// Why there is no package, as far as a page looks into it.
pub enum WhyNone {
    /// There is one.
    ThereIsOne,
    /// These demands cannot be met together.
    Conflict(Conflict),
    /// That takes more searches than a page has time for.
    TooLong,
}

impl Searched {
    /// Whether so many searches like the one that was made are soon done.
    fn soon(&self, searches: usize) -> bool {
        let searches = u32::try_from(searches).unwrap_or(u32::MAX);
        let all = self.took.checked_mul(searches);
        all.is_some_and(|all| all < PATIENCE_ALL)
    }

    /// Why there is no package, if there is none.
    pub fn why_none(&self) -> WhyNone {
        if !self.answer.infeasible() {
            return WhyNone::ThereIsOne;
        }
        // Each demand is left out once, and then any two of them.
        let demands = demands(&self.case).len();
        if !self.soon(demands * (demands + 1)) {
            return WhyNone::TooLong;
        }
        let found = watched(Instant::now(), |watch| {
            conflict(&self.case, &limits(), watch)
        });
        found.map_or(WhyNone::ThereIsOne, WhyNone::Conflict)
    }

    /// Whether the search was completed, without which no further question about a package has an answer.
    fn exact(&self) -> bool {
        self.answer.exactness == Exactness::Exact
    }

    /// How often a package stays undominated, in as many of the draws as there was time for.
    pub fn stability(&self, package: &Package) -> Stable {
        let sheets = self.case.sheets().iter();
        let mut confidence = sheets.flat_map(|sheet| &sheet.confidence);
        if !confidence.any(|confidence| confidence.permille() > 0) {
            return Stable::Sure;
        }
        if !self.exact() {
            return Stable::Unknown;
        }
        let since = Instant::now();
        let mut all = Stability {
            samples: 0,
            on_frontier: 0,
            unknown: 0,
            seed: SEED,
        };
        for draw in 0..DRAWS as u64 {
            let drawn = watched(since, |watch| {
                stability(&self.case, package, 1, SEED + draw, &limits(), watch)
            });
            let drawn = drawn.expect("fewer draws than may be asked for");
            all.samples += drawn.samples;
            all.on_frontier += drawn.on_frontier;
            all.unknown += drawn.unknown;
            if since.elapsed() > PATIENCE {
                break;
            }
        }
        Stable::Drawn(all)
    }

    /// What settling an issue first costs; none when that many searches would take too long for a page.
    pub fn prices(&self) -> Option<Option<Prices>> {
        let issues = self.case.domain().issues().iter();
        let searches = issues.map(|issue| issue.values.len()).sum();
        let soon = self.exact() && self.soon(searches);
        soon.then(|| watched(Instant::now(), |watch| prices(&self.case, &limits(), watch)))
    }
}

/// How a package bears up.
pub enum Stable {
    /// Every point is called sure, so nothing varies.
    Sure,
    /// The search was not completed, so it cannot be told.
    Unknown,
    /// In so many of the draws.
    Drawn(Stability),
}
