//! Catch-up: a member that was away hears of a million entries, from one process to another over mutual TLS.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use node::{Node, Running};
use record::{PartyId, SpaceId};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::million;
use super::report::{figure, fsync, per_second, thousands};
use super::start::{computed, memory, opened};

/// The first words of the other processes' arguments.
pub const SERVE: &str = "serve";
/// See [`SERVE`].
pub const FETCH: &str = "fetch";

const ENTRIES: usize = 1_000_000;
/// After which parts of the entries the memory is looked at.
const PARTS: u64 = 8;
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Prints the time until everything is verified, stored and folded, and the memory on the way.
pub fn print() {
    let million = million::folders(ENTRIES);
    let ourselves = || Process::new(std::env::current_exe().expect("we are a program"));
    let disk = fsync(&million.cantabria);
    let serving = ourselves()
        .arg(SERVE)
        .arg(&million.asteria)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut serving = Serving(serving.expect("we can be started twice"));
    let place = serving.place();
    let opened_in = computed(&serving.0.id().to_string());
    let fetched = ourselves()
        .arg(FETCH)
        .arg(&million.cantabria)
        .args(place.split(' '))
        .output()
        .expect("we can be started three times");
    let sent = computed(&serving.0.id().to_string()) - opened_in;
    drop(serving);
    let said = String::from_utf8(fetched.stdout).expect("it prints words");
    let said = format!("{}; {sent:.1} s of computing at the sender", said.trim());
    let bar = "bar 45 s, memory flat";
    let name = format!("catch-up of {} entries", thousands(ENTRIES as u64));
    figure(&name, said, bar, Some(&disk));
    let name = "- the same folder opened afterwards";
    figure(name, opened(&million.cantabria), "-", Some(&disk));
}

/// The process that has everything.
struct Serving(Child);

impl Serving {
    /// Where it listens, for whom, and how much it holds of what.
    fn place(&mut self) -> String {
        let mut line = String::new();
        let out = self.0.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut line).expect("it speaks");
        line.trim().to_owned()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Serves a folder until nobody holds its standard input.
pub fn serve(folder: &str) {
    let runtime = Runtime::new().expect("threads can be started");
    let running = runtime.block_on(run(folder));
    let space = running.node.space_ids()[0];
    let (address, party) = (running.peer_address, running.party);
    let held = held(&running.node, &space);
    println!("{address} {} {} {held}", party.hex(), space.hex());
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
    runtime.block_on(running.stop());
}

/// Dials `address` and takes everything; says how long it took.
pub fn fetch(folder: &str, address: &str, party: &str, space: &str, wanted: &str) {
    let party = PartyId::from_hex(party).expect("a party");
    let space = SpaceId::from_hex(space).expect("a space");
    let wanted: u64 = wanted.parse().expect("a number");
    let runtime = Runtime::new().expect("threads can be started");
    let running = runtime.block_on(run(folder));
    let node = &running.node;
    let (before, opened_in) = (memory("VmRSS:"), computed("self"));
    let begun = Instant::now();
    let dialled = node.note_addresses(&party, vec![address.to_owned()]);
    dialled.expect("a known peer");
    let mut on_the_way = vec![before.to_string()];
    let mut times = Vec::new();
    for part in 1..=PARTS {
        while held(node, &space) < wanted * part / PARTS {
            std::thread::sleep(LOOK_EVERY);
        }
        on_the_way.push(memory("VmRSS:").to_string());
        times.push(format!("{:.1}", begun.elapsed().as_secs_f64()));
    }
    let (took, computed) = (begun.elapsed(), computed("self") - opened_in);
    let digest = node.read(&space, |state| state.record.digest());
    println!(
        "{:.1} s, {} / s, {computed:.1} s of computing; after each eighth {} s, MiB resident {}; {} at most; state {}",
        took.as_secs_f64(),
        per_second(wanted as usize, took),
        times.join(" "),
        on_the_way.join(" "),
        memory("VmHWM:"),
        &digest.expect("it is known").hex()[..8]
    );
}

async fn run(folder: &str) -> Running {
    let node = Arc::new(Node::open(Path::new(folder)).expect("it was prepared"));
    let party = node.seats().next().expect("one seat").party;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    Running::start(node, party, listener, Vec::new()).expect("a node starts")
}

/// How many entries of a space are folded.
fn held(node: &Node, space: &SpaceId) -> u64 {
    let folded = node.read(space, |state| {
        state.record.known().sizes().map(|(_, size)| size).sum()
    });
    folded.unwrap_or(0)
}
