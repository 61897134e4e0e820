//! How long the escalation solver takes and how much memory it needs: `cargo bench -p detente-analysis --bench escalation`.
//!
//! Prints only; what a figure may be is decided where it is read, on a machine known to be quiet.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench has a clock and a terminal"
)]

use std::time::{Duration, Instant};

use analysis::escalation::{
    Change, Choice, Concept, Conflict, Form, Model, OptionForm, Party, Preference, Watch, solve,
};

const RUNS: usize = 3;

fn main() {
    println!("options parties |    load   solve   total | peak MiB | equilibria by concept");
    // From small to large: the peak of the process is then the peak of the last model.
    for (options, parties) in [
        (12, 2),
        (12, 3),
        (16, 2),
        (16, 3),
        (18, 3),
        (20, 2),
        (20, 3),
    ] {
        let model = model(options, parties);
        let best = (0..RUNS)
            .map(|_| measured(&model))
            .min_by_key(|run| run.load + run.solve);
        let run = best.expect("there is a run");
        println!(
            "{options:>7} {parties:>7} | {:>7.1} {:>7.1} {:>7.1} | {:>8.1} | {:?}",
            ms(run.load),
            ms(run.solve),
            ms(run.load + run.solve),
            peak_mib(),
            run.equilibria
        );
    }
    println!(
        "milliseconds, the best of {RUNS} runs; the peak is that of the whole process up to then"
    );
}

struct Run {
    load: Duration,
    solve: Duration,
    equilibria: [u32; 5],
}

fn measured(model: &Model) -> Run {
    let model = model.clone();
    let start = Instant::now();
    let conflict = Conflict::new(model).expect("the model is sound");
    let load = start.elapsed();
    let solution = solve(&conflict, Watch::NONE).expect("nobody stops it");
    let solve = start.elapsed() - load;
    let equilibria = Concept::ALL.map(|concept| solution.equilibria(concept).count());
    Run {
        load,
        solve,
        equilibria,
    }
}

/// Options split evenly; each party states its wish for every option, in an order of its own.
fn model(options: u32, parties: u32) -> Model {
    let mut state = u64::from(options) << 8 | u64::from(parties);
    let mut random = move |below: u32| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u32 % below
    };
    let party = |name: u32| {
        let mut order: Vec<u32> = (1..=options).collect();
        for last in (1..order.len()).rev() {
            order.swap(last, random(last as u32 + 1) as usize);
        }
        let wish = |option: &u32| {
            if random(2) == 0 {
                format!("{option}")
            } else {
                format!("-{option}")
            }
        };
        let statements = order.iter().map(wish).collect();
        Party {
            name: format!("party {name}"),
            preference: Preference::Statements(statements),
        }
    };
    let parties_listed = (1..=parties).map(party).collect();
    let choice = |option: u32| Choice {
        name: format!("option {option}"),
        owner: option * parties / options,
        change: Change::EitherWay,
    };
    let form = OptionForm {
        options: (0..options).map(choice).collect(),
        ..OptionForm::default()
    };
    Model {
        title: String::new(),
        parties: parties_listed,
        form: Form::Options(form),
        status_quo: None,
    }
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

/// The most memory the process has held, where the system says so.
fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.map_or(f64::NAN, |kib| kib / 1024.0)
}
