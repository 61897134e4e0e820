//! Two running nodes over real TLS, and between them lines that do to the bytes what lines do: from one seed.
//!
//! The simulation carries bundles and knows no sockets. Here is what it leaves out: the link, the server, HTTP and TLS
//! under cuts, silence and garbage. Time is tokio's and stands until everybody waits, so a minute of patience costs
//! nothing; which of two threads comes first is the machine's choice, so a seed repeats the faults and not each step.

mod line;

use std::collections::BTreeSet;
use std::time::Duration;

use disk::{Seeded, seeds};
use node::{Running, Space};
use record::LogKey;
use tokio::net::TcpListener;
use tokio::time::{Instant, sleep};

use crate::table::{Chair, Table};
use line::Line;

/// How many things are said while the lines are bad.
const SAID: usize = 12;
/// After the last fault everything is there within this time: the longest pause of a link, a connection that fell
/// silent, and the next heads.
const CALM: Duration = Duration::from_secs(240);

fn run(seed: u64) -> Result<usize, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .expect("a runtime");
    runtime.block_on(talk(seed))
}

async fn talk(seed: u64) -> Result<usize, String> {
    let mut dice = Seeded::new(seed);
    let table = Table::of(&["Asteria", "Borealis"]);
    let (mut running, mut lines) = (Vec::new(), Vec::new());
    for chair in &table.chairs {
        let (side, line) = start(chair, dice.number()).await;
        running.push(side);
        lines.push(line);
    }
    // In half of the runs only one of them can be dialled.
    if let Some(line) = lines.get(dice.below(4)) {
        line.close();
    }
    for [own, other] in [[0, 1], [1, 0]] {
        let seat = table.chairs[other].node.seats().next().expect("one seat");
        let dialled = vec![lines[other].address.clone()];
        let met = table.chairs[own]
            .node
            .introduce(seat.party, &seat.identity, dialled);
        met.map_err(|fault| fault.to_string())?;
    }
    for _ in 0..SAID {
        let who = dice.below(2);
        let said = table.chairs[who].says_something(table.space);
        said.map_err(|error| error.to_string())?;
        sleep(Duration::from_millis(dice.below(8_000) as u64)).await;
    }
    lines.iter().for_each(Line::mend);
    settle(&table).await?;
    for side in running {
        side.stop().await;
    }
    Ok(1)
}

/// A node that answers behind a line of its own, and tells its peers to dial that.
async fn start(chair: &Chair, seed: u64) -> (Running, Line) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let line = Line::to(address, seed).await;
    let told = vec![line.address.clone()];
    let running = Running::start(chair.node.clone(), chair.party, listener, told);
    (running.expect("a node starts"), line)
}

async fn settle(table: &Table) -> Result<(), String> {
    let until = Instant::now() + CALM;
    loop {
        match settled(table) {
            Ok(()) => return Ok(()),
            Err(what) if Instant::now() >= until => return Err(what),
            Err(_) => sleep(Duration::from_millis(200)).await,
        }
    }
}

/// Both hold the same, and each knows that the other does.
fn settled(table: &Table) -> Result<(), String> {
    let digests = table.chairs.iter().map(|chair| chair.digest(table.space));
    if digests.collect::<BTreeSet<_>>().len() > 1 {
        return Err("they hold different records".to_owned());
    }
    for (chair, other) in [(0, 1), (1, 0)].map(|(a, b)| (&table.chairs[a], &table.chairs[b])) {
        let log = LogKey::main(chair.party);
        let held = |state: &Space| (state.held(&log, &other.party), state.record.size(&log));
        let (held, size) = chair.node.read(&table.space, held).expect("it is known");
        if held < size {
            return Err(format!("of {size} entries {held} are known to be held"));
        }
    }
    Ok(())
}

const AGAIN: &str = "-p detente-node --test node bad_lines::whatever";

#[test]
fn whatever_a_line_does_to_the_bytes_both_nodes_come_together() {
    seeds::hold_on_every_core(AGAIN, 1, 10, run);
}

#[test]
#[ignore = "long: ten thousand histories over bad lines"]
fn over_ten_thousand_bad_lines_both_nodes_come_together() {
    seeds::hold_long(AGAIN, "pairs of nodes over bad lines", 10_000, run);
}
