//! Start: a node opens a folder with a hundred thousand entries.

use std::fs;
use std::path::Path;
use std::process::Command as Process;
use std::time::Instant;

use node::Node;

use super::invented::{Alone, item, position};
use super::report::{figure, fsync, on_one_core, thousands};

/// The first word of the other process's arguments.
pub const OPEN: &str = "open";

const ENTRIES: usize = 100_000;
const ITEMS: usize = 1_000;
const BATCH: usize = 1_000;

/// Prints the time to open the folder in a process of its own, and the memory that the process then has.
pub fn print() {
    let folder = tempfile::tempdir().expect("a folder");
    prepare(folder.path());
    let disk = fsync(folder.path());
    let ourselves = std::env::current_exe().expect("we are a program");
    let opened = Process::new(ourselves)
        .arg(OPEN)
        .arg(folder.path())
        .output()
        .expect("we can be started twice");
    let line = String::from_utf8(opened.stdout).expect("it prints words");
    let name = format!("start with {} entries of 1 KiB", thousands(ENTRIES as u64));
    figure(
        &name,
        line.trim(),
        "bar 10 s for a million: 1 s",
        Some(&disk),
    );
}

/// The other process: opens the folder and says how long it took.
pub fn open(folder: &str) {
    let begun = Instant::now();
    let (node, worked) = on_one_core(|| Node::open(Path::new(folder)).expect("it was prepared"));
    let (took, worked) = (begun.elapsed().as_secs_f64(), worked.as_secs_f64());
    let space = node.space_ids()[0];
    let digest = node.read(&space, |state| state.record.digest());
    assert!(digest.is_some());
    println!(
        "{took:.2} s, {worked:.2} s of it computing; {} resident, {} at most",
        memory("VmRSS:"),
        memory("VmHWM:")
    );
}

fn memory(key: &str) -> String {
    let status = fs::read_to_string("/proc/self/status").expect("Linux tells");
    let line = status.lines().find_map(|line| line.strip_prefix(key));
    let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok());
    format!("{} MiB", kilobytes.expect("a number") / 1024)
}

/// A thousand items, and positions on them.
fn prepare(folder: &Path) {
    let alone = Alone::found(folder);
    let items: Vec<_> = (0..ITEMS).map(item).collect();
    alone.submit_all(&items);
    let objects = alone.objects();
    let positions = (ITEMS..ENTRIES).map(|number| position(objects[number % ITEMS], number));
    let positions: Vec<_> = positions.collect();
    positions
        .chunks(BATCH)
        .for_each(|batch| alone.submit_all(batch));
}
