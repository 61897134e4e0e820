//! The figures of the package search beside their limits: `cargo bench -p detente-analysis --bench packages [FOLDER]`.
//!
//! FOLDER may hold a domain in Genius XML, which is then solved too. Memory is the process's peak so far, so the cases run
//! from small to large; it is read where the system tells it.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench is an edge: it has a clock and prints"
)]

use std::time::Instant;

use analysis::packages::Answer;
use analysis::packages::model::{Domain, Issue, Linkage, Pick};
use analysis::packages::sheet::{Bonus, Case, Draft};
use analysis::packages::solve::{Limits, solve};
use analysis::packages::stability::stability;
use analysis::watch::Watch;

/// Deterministic numbers, so that every run measures the same cases.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: i128) -> i128 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i128::from(self.0 >> 24) % most
    }

    /// Points of `total` shared out over the issues, each at least one.
    fn weights(&mut self, issues: usize, total: i128) -> Vec<i128> {
        let raw: Vec<i128> = (0..issues).map(|_| 1 + self.below(1_000)).collect();
        let sum: i128 = raw.iter().sum();
        let mut weights: Vec<i128> = raw
            .iter()
            .map(|weight| (weight * total / sum).max(1))
            .collect();
        let left = total - weights.iter().sum::<i128>();
        weights[0] += left;
        weights
    }

    /// For every issue: nothing, something in between, everything; rising.
    fn rising(&mut self, weights: &[i128], values: usize) -> Vec<Vec<i128>> {
        let issue = |weight: &i128| {
            let mut points: Vec<i128> = (2..values)
                .map(|_| self.below(weight + 1))
                .chain([0, *weight])
                .collect();
            points.sort_unstable();
            points
        };
        weights.iter().map(issue).collect()
    }

    fn shuffled(&mut self, mut points: Vec<i128>) -> Vec<i128> {
        for place in (1..points.len()).rev() {
            let other = usize::try_from(self.below(place as i128 + 1)).expect("it is a place");
            points.swap(place, other);
        }
        points
    }
}

const ISSUES: usize = 30;
const VALUES: usize = 5;

fn case(points: Vec<Vec<Vec<i128>>>, total: i128, linkages: Vec<Linkage>) -> Case {
    let values: Vec<String> = (0..VALUES).map(|value| format!("v{value}")).collect();
    let issue = |number: usize| Issue {
        name: format!("i{number}"),
        values: values.clone(),
        ..Issue::default()
    };
    let domain =
        Domain::new((0..ISSUES).map(issue).collect(), linkages).expect("the issues are sound");
    let drafts = points
        .into_iter()
        .enumerate()
        .map(|(party, points)| Draft::points(&format!("p{party}"), total, points));
    Case::new(domain, drafts.collect()).expect("the points add up")
}

/// The parties' orders of values are opposed on every issue.
fn opposed(seed: u64, total: i128) -> Case {
    let mut dice = Dice(seed);
    let (one, other) = (dice.weights(ISSUES, total), dice.weights(ISSUES, total));
    let one = dice.rising(&one, VALUES);
    let mut other = dice.rising(&other, VALUES);
    other.iter_mut().for_each(|points| points.reverse());
    case(vec![one, other], total, Vec::new())
}

/// What one gains the other loses.
fn zero_sum(seed: u64, total: i128) -> Case {
    let mut dice = Dice(seed);
    let weights = dice.weights(ISSUES, total);
    let one = dice.rising(&weights, VALUES);
    let rest = |(points, weight): (&Vec<i128>, &i128)| {
        points.iter().map(|points| weight - points).collect()
    };
    let other = one.iter().zip(&weights).map(rest).collect();
    case(vec![one, other], total, Vec::new())
}

fn random(seed: u64, parties: usize, total: i128, links: usize) -> Case {
    let mut dice = Dice(seed);
    let mut sheet = || {
        let weights = dice.weights(ISSUES, total);
        dice.rising(&weights, VALUES)
            .into_iter()
            .map(|points| dice.shuffled(points))
            .collect()
    };
    let points = (0..parties).map(|_| sheet()).collect();
    let mut place = |most: usize| usize::try_from(dice.below(most as i128)).expect("it is a place");
    let mut linkages = Vec::new();
    while linkages.len() < links {
        let (this, issue) = (
            Pick {
                issue: place(ISSUES),
                value: place(VALUES),
            },
            place(ISSUES),
        );
        if this.issue != issue {
            linkages.push(Linkage::Implies {
                this,
                issue,
                values: vec![place(VALUES), place(VALUES)],
            });
        }
    }
    case(points, total, linkages)
}

/// Sums of bonuses on overlapping boxes: 30 issues of ten values, so entangled that only a search is left.
fn boxes(seed: u64, boxes: usize) -> Case {
    let mut dice = Dice(seed);
    let mut place = |most: usize| usize::try_from(dice.below(most as i128)).expect("it is a place");
    let values: Vec<String> = (0..10).map(|value| format!("v{value}")).collect();
    let issue = |number: usize| Issue {
        name: format!("i{number}"),
        values: values.clone(),
        ..Issue::default()
    };
    let domain =
        Domain::new((0..ISSUES).map(issue).collect(), Vec::new()).expect("the issues are sound");
    let mut bonus = || {
        let mut when: Vec<(usize, Vec<usize>)> = Vec::new();
        while when.len() < 3 {
            let (issue, low) = (place(ISSUES), place(8));
            if when.iter().all(|(known, _)| *known != issue) {
                when.push((issue, (low..=low + place(10 - low)).collect()));
            }
        }
        Bonus {
            when,
            points: 1 + place(99) as i128,
        }
    };
    let mut draft = |party: &str| Draft {
        total: None,
        bonuses: (0..boxes).map(|_| bonus()).collect(),
        ..Draft::points(party, 0, vec![vec![0; 10]; ISSUES])
    };
    let drafts = vec![draft("one"), draft("other")];
    Case::new(domain, drafts).expect("the sheets fit")
}

fn peak_mib() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| {
        line.strip_prefix("VmHWM:")?
            .trim()
            .strip_suffix("kB")?
            .trim()
            .parse::<u64>()
            .ok()
    });
    peak.map_or_else(|| "?".to_owned(), |kib| (kib / 1024).to_string())
}

fn measure(name: &str, limit: &str, case: &Case) {
    let mut took: Vec<f64> = Vec::new();
    let mut answer: Option<Answer> = None;
    // Of three runs the median, unless one is slow already.
    while took.len() < 3 && took.iter().sum::<f64>() < 10_000.0 {
        // One answer at a time, as for somebody who asks.
        drop(answer.take());
        let start = Instant::now();
        answer = Some(solve(
            case,
            &Limits {
                packages_max: 1,
                ..Limits::default()
            },
            Watch::NONE,
        ));
        took.push(start.elapsed().as_secs_f64() * 1_000.0);
    }
    took.sort_by(f64::total_cmp);
    let answer = answer.expect("it ran at least once");
    let (width, cells) = answer
        .plan
        .as_ref()
        .map_or((0, 0), |plan| (plan.width, plan.cells));
    let exactness = serde_json::to_value(&answer)
        .map(|json| format!("{} {}", json["exactness"], json["gap"]))
        .unwrap_or_default();
    println!(
        "{name:<44} {:>9.1} ms  peak {:>4} MiB  limit {limit:<16} {:>7} points  width {width}, {cells} cells, {exactness}",
        took[took.len() / 2],
        peak_mib(),
        answer.frontier_all,
    );
}

fn main() {
    measure("30x5 random, W=10,000", "-", &random(1, 2, 10_000, 0));
    for seed in 1..=5 {
        measure(
            &format!("30x5 opposed, W=10,000 (seed {seed})"),
            "50 ms, 32 MiB",
            &opposed(seed, 10_000),
        );
    }
    measure(
        "30x5, 30 links, W=1,000",
        "200 ms",
        &random(3, 2, 1_000, 30),
    );
    measure("30x5, 40 links, W=1,000", "-", &random(3, 2, 1_000, 40));
    if let Some(folder) = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"))
    {
        let files = std::fs::read_dir(&folder)
            .expect("the folder is readable")
            .map(|entry| {
                let path = entry.expect("the folder is readable").path();
                (
                    path.display().to_string(),
                    String::from_utf8_lossy(&std::fs::read(&path).expect("the file is readable"))
                        .into_owned(),
                )
            });
        let read = analysis::packages::genius::read(&files.collect::<Vec<_>>())
            .expect("a domain in Genius XML");
        measure(&folder, "5 s (10issues)", &read.case);
    }
    measure("30x5 zero-sum, W=10,000", "200 ms", &zero_sum(1, 10_000));
    measure(
        "30x5 three parties, W=1,000",
        "1 s",
        &random(1, 3, 1_000, 0),
    );
    let uncertain = opposed(1, 1_000);
    let start = Instant::now();
    let drafts = uncertain.sheets().iter().map(|sheet| Draft {
        confidence: vec![analysis::packages::sheet::Confidence::About; ISSUES],
        total: None,
        ..(**sheet).clone()
    });
    let uncertain = Case::new(uncertain.domain().clone(), drafts.collect())
        .expect("only the confidence changed");
    let package = solve(&uncertain, &Limits::default(), Watch::NONE).points[0].packages[0].clone();
    let found = stability(
        &uncertain,
        &package,
        1_000,
        1,
        &Limits::default(),
        Watch::NONE,
    )
    .expect("1,000 samples are few");
    println!(
        "stability, 1,000 samples of 30x5 opposed: {:.1} s, on the frontier in {}",
        start.elapsed().as_secs_f64(),
        found.on_frontier
    );
    measure(
        "30x5, 60 links, W=1,000",
        "exact or gap, 10 s",
        &random(3, 2, 1_000, 60),
    );
    // Far beyond elimination: what counts is that it ends, and says how far from complete it is.
    measure(
        "30x10, 2 x 60 overlapping boxes",
        "exact or gap, 60 s",
        &boxes(1, 60),
    );
}
