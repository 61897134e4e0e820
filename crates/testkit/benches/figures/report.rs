//! How a figure is measured and printed: its value, its limit, the load, and what an fsync took just before.

use std::fmt::Display;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// How often a disk is asked before a figure.
const FSYNCS: usize = 200;

/// Prints the head of the table.
pub fn begin() {
    println!("| figure | value | bar or limit | load | fsync p50 / p99 |");
    println!("| --- | --- | --- | --- | --- |");
}

/// Prints one figure. `disk` is what an fsync took just before, for figures that need one.
pub fn figure(name: &str, value: impl Display, limit: impl Display, disk: Option<&Spread>) {
    let disk = disk.map_or("-".to_owned(), |fsync| fsync.halves());
    println!("| {name} | {value} | {limit} | {} | {disk} |", load());
}

/// The load of the last minute.
fn load() -> String {
    let line = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    line.split(' ').next().unwrap_or("?").to_owned()
}

/// How long it takes to append 1 KiB to a file in `folder` and have it on the disk.
pub fn fsync(folder: &Path) -> Spread {
    let path = folder.join("fsync");
    let mut file = File::create(&path).expect("the folder can be written");
    let times = (0..FSYNCS).map(|_| {
        let begun = Instant::now();
        file.write_all(&[7; 1024]).expect("there is room");
        file.sync_all().expect("the disk answers");
        begun.elapsed()
    });
    let spread = Spread::of(times.collect());
    fs::remove_file(path).expect("it was just made");
    spread
}

/// Times, from the shortest to the longest.
pub struct Spread(Vec<Duration>);

impl Spread {
    /// Of at least one time.
    pub fn of(mut times: Vec<Duration>) -> Spread {
        times.sort();
        Spread(times)
    }

    /// The time that `percent` of all do not exceed.
    pub fn at(&self, percent: usize) -> Duration {
        self.0[(self.0.len() * percent).div_ceil(100).max(1) - 1]
    }

    /// Half of all, and 99 of 100, in milliseconds.
    pub fn halves(&self) -> String {
        format!("{} / {} ms", ms(self.at(50)), ms(self.at(99)))
    }
}

/// Milliseconds.
pub fn ms(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1e3)
}

/// How many in a second, with thousands set apart.
pub fn per_second(count: usize, time: Duration) -> String {
    thousands((count as f64 / time.as_secs_f64()).round() as u64)
}

/// A number with its thousands set apart.
pub fn thousands(number: u64) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", thousands(number / 1000), number % 1000),
    }
}

/// What `work` gives, and the processor time that this thread spent on it: others' builds do not count.
pub fn on_one_core<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = processor_time();
    let done = work();
    (done, processor_time() - begun)
}

fn processor_time() -> Duration {
    // The kernel brings the number up to date when the thread stops running, so it stops for a moment.
    std::thread::sleep(Duration::from_millis(1));
    let line = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux counts it");
    let nanoseconds = line.split(' ').next().and_then(|word| word.parse().ok());
    Duration::from_nanos(nanoseconds.expect("the first word is a number"))
}
