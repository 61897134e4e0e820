//! The figures: how fast it is, on the machine at hand, beside what that machine allows.
//!
//! `cargo bench -p detente-testkit --bench figures` prints all of them, `... -- accept start` some. Nothing
//! is asserted: a figure is read beside its limit, the load and the time of an fsync, which are printed with
//! it. `TMPDIR` says which disk is measured. What the figures mean: `docs/reference/performance.md`.

#![expect(clippy::print_stdout, reason = "figures are printed")]

mod figures {
    pub mod accept;
    pub mod again;
    pub mod agreement;
    pub mod append;
    pub mod catchup;
    pub mod invented;
    pub mod million;
    pub mod page;
    pub mod report;
    pub mod start;
}

use figures::{accept, again, agreement, append, catchup, page, report, start};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A figure's name and what prints it.
type Printer = (&'static str, fn());

const FIGURES: &[Printer] = &[
    ("append", append::print),
    ("accept", accept::print),
    ("again", again::print),
    ("agreement", agreement::print),
    ("start", start::print),
    ("catchup", catchup::print),
    ("page", page::print),
];

fn main() {
    // cargo itself adds `--bench`.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        // The processes that the figures start.
        [agreement::COUNTERPART, folder, invitation] => agreement::counterpart(folder, invitation),
        [start::OPEN, folder] => start::open(folder),
        [catchup::SERVE, folder] => catchup::serve(folder),
        [catchup::FETCH, folder, address, party, space, wanted] => {
            catchup::fetch(folder, address, party, space, wanted);
        }
        names => {
            report::begin();
            for (name, print) in FIGURES {
                if names.is_empty() || names.contains(name) {
                    print();
                }
            }
        }
    }
}
