//! Start: a node opens a folder with a million entries.

use std::fs;
use std::path::Path;
use std::process::Command as Process;
use std::time::Instant;

use node::Node;

use super::million;
use super::report::{figure, fsync, thousands};

/// The first word of the other process's arguments.
pub const OPEN: &str = "open";

/// Of which sizes records are opened.
const ENTRIES: [usize; 2] = [100_000, 1_000_000];

/// Prints the time to open the folder in a process of its own, and the memory that the process then has.
pub fn print() {
    for entries in ENTRIES {
        let folder = million::folders(entries).asteria;
        let disk = fsync(&folder);
        let name = format!("start with {} entries", thousands(entries as u64));
        let bar = match entries {
            1_000_000 => "bar 10 s",
            _ => "-",
        };
        figure(&name, opened(&folder), bar, Some(&disk));
    }
}

/// What another process says that opens the folder.
pub fn opened(folder: &Path) -> String {
    let ourselves = std::env::current_exe().expect("we are a program");
    let opened = Process::new(ourselves).arg(OPEN).arg(folder).output();
    let opened = opened.expect("we can be started twice");
    let line = String::from_utf8(opened.stdout).expect("it prints words");
    line.trim().to_owned()
}

/// The other process: opens the folder and says how long it took.
pub fn open(folder: &str) {
    let begun = Instant::now();
    let node = Node::open(Path::new(folder)).expect("it was prepared");
    let took = begun.elapsed().as_secs_f64();
    let space = node.space_ids()[0];
    let digest = node.read(&space, |state| state.record.digest());
    println!(
        "{took:.2} s, {:.2} s of it computing on all cores; {} MiB resident, {} at most; state {}",
        computed("self"),
        memory("VmRSS:"),
        memory("VmHWM:"),
        &digest.expect("it is known").hex()[..8]
    );
}

/// Processor time of a process (its number, or `self`), all threads, in seconds; those that have ended are in it.
pub fn computed(process: &str) -> f64 {
    let line = fs::read_to_string(format!("/proc/{process}/stat")).expect("Linux tells");
    let after = line.rsplit(')').next().unwrap_or_default();
    // User and system time, in hundredths of a second.
    let times = after.split_whitespace().skip(11).take(2);
    let ticks: u64 = times.filter_map(|word| word.parse::<u64>().ok()).sum();
    ticks as f64 / 100.0
}

/// A line of what Linux says of this process's memory, in MiB.
pub fn memory(key: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux tells");
    let line = status.lines().find_map(|line| line.strip_prefix(key));
    let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok());
    kilobytes.expect("a number") / 1024
}
