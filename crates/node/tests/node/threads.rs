//! Many threads at one node: delegates that sign, pages that read, and those who wait to be woken.
//!
//! What the writer promises: an entry is durable before it is applied, applied before it is announced, and announced
//! before whoever signed it has an answer. So nobody reads what could be lost, and nobody sleeps through the last one.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;

use node::Node;
use record::{LogKey, SpaceId};
use tokio::sync::watch;
use tokio::time::timeout;

use crate::table::{Chair, Table};

const WRITERS: u64 = 4;
const READERS: usize = 3;
const WAITERS: u64 = 2;
/// How often all writers sign at the same moment, and everybody waits for the last of them.
const ROUNDS: u64 = 25;
/// Whoever has not been woken by then never will be.
const PATIENCE: Duration = Duration::from_secs(60);

fn size(node: &Node, space: SpaceId, log: &LogKey) -> u64 {
    let size = node.read(&space, |state| state.record.size(log));
    size.expect("the space is known")
}

/// Signs, and sees its own entry as soon as it has the answer.
fn writes(chair: &Chair, space: SpaceId, words: &str) {
    let log = LogKey::main(chair.party);
    let before = chair.size(space);
    chair.says(space, words).expect("a proposal is in order");
    let after = size(&chair.node, space, &log);
    assert!(after > before, "it reads what it wrote");
}

/// Looks again and again: nothing goes back, and what is shown is stored.
fn reads(chair: &Chair, space: SpaceId, is_over: &AtomicBool) {
    let log = LogKey::main(chair.party);
    let mut seen = 0;
    while !is_over.load(SeqCst) {
        let now = size(&chair.node, space, &log);
        assert!(now >= seen, "{seen} entries, and then {now}");
        let last = chair
            .node
            .stored(|reader| reader.entry(&log.in_space(space), now - 1));
        assert!(
            last.expect("the database can be read").is_some(),
            "shown and not stored"
        );
        seen = now;
    }
}

/// Is woken for the last entry of a round: nothing else wakes it after that.
fn waits(chair: &Chair, space: SpaceId, mut changes: watch::Receiver<u64>, wanted: u64) {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_time().build().expect("a runtime");
    let log = LogKey::main(chair.party);
    let woken = async {
        while size(&chair.node, space, &log) < wanted {
            changes.changed().await.expect("the node is open");
        }
    };
    let woken = runtime.block_on(async { timeout(PATIENCE, woken).await });
    woken.expect("it is woken");
}

/// A text, and the assent of whoever puts it forward.
const PER_PROPOSAL: u64 = 2;

fn round(chair: &Chair, space: SpaceId, number: u64) {
    let wanted = chair.size(space) + WRITERS * PER_PROPOSAL;
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let mut busy = Vec::new();
        for _ in 0..WAITERS {
            let changes = chair.node.changes();
            busy.push(scope.spawn(move || waits(chair, space, changes, wanted)));
        }
        for writer in 0..WRITERS {
            let words = format!("round {number}, thread {writer}");
            busy.push(scope.spawn(move || writes(chair, space, &words)));
        }
        for _ in 0..READERS {
            scope.spawn(|| reads(chair, space, &is_over));
        }
        let ended: Vec<_> = busy.into_iter().map(|thread| thread.join()).collect();
        is_over.store(true, SeqCst);
        ended
            .into_iter()
            .for_each(|thread| thread.expect("it held"));
    });
    assert_eq!(chair.size(space), wanted);
}

#[test]
fn many_threads_at_one_node_read_what_is_stored_and_sleep_through_nothing() {
    let table = Table::of(&["Asteria", "Borealis"]);
    let (chair, space) = (&table.chairs[0], table.space);
    (0..ROUNDS).for_each(|number| round(chair, space, number));
    let report = chair.node.verify(&space).expect("it can be read");
    assert_eq!(report.expect("the space is known").faults, []);
}
