//! What is durable must reach the other side, whole, and say so.

use std::path::Path;

use domain::{Command, List};
use node::Node;
use node::clock::now_ms;
use record::{Entry, LogKey, TextStatus};
use store::{Batch, NewEntry, Store};

use crate::pair::{met, propose, start};

/// More than a batch on the wire may hold, in one transaction or in many.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn however_much_is_sealed_while_the_peer_is_away_it_gets_all_of_it() {
    for at_once in [false, true] {
        much_is_sealed(at_once).await;
    }
}

async fn much_is_sealed(at_once: bool) {
    let (_left, right, asteria, borealis, space) = met().await;
    // Together more than the bytes of a batch, in parts that come close to them.
    let long = "word ".repeat(400);
    borealis.running.stop().await;
    let commands: Vec<Command> = (0..1500)
        .map(|number| {
            let mut command = propose(List::Dialogues, &format!("Number {number}"));
            if let Command::Propose { wordings, .. } = &mut command {
                wordings.0[0].text = long.clone();
            }
            command
        })
        .collect();
    let parts = commands.chunks(if at_once { commands.len() } else { 5 });
    for part in parts {
        asteria
            .node()
            .submit_all(space, asteria.party, part, &asteria.delegate, now_ms())
            .unwrap();
    }
    let borealis = start(right.path(), "Borealis").await;
    borealis.find(&asteria);
    let log = LogKey::main(asteria.party);
    let size = asteria.node().read(&space, |state| state.record.size(&log));
    borealis
        .until("all entries", |node| {
            node.read(&space, |state| state.record.size(&log)) == size
        })
        .await;
}

/// Killed between storing a peer's entries and cosigning them: the receipt is still given.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_stored_and_not_cosigned_before_a_crash_is_cosigned_after_it() {
    let (left, right, asteria, borealis, space) = met().await;
    let log = LogKey::main(asteria.party);
    let size = || {
        asteria
            .node()
            .read(&space, |state| state.record.size(&log))
            .unwrap()
    };
    borealis
        .until("what was before", |node| {
            node.read(&space, |state| state.record.size(&log)) == Some(size())
        })
        .await;
    let (from, party) = (size(), borealis.party);
    borealis.running.stop().await;
    asteria
        .submit(space, propose(List::Dialogues, "A hotline"))
        .unwrap();

    // What `Writer::append` does for a batch, and nothing after it.
    let source = Store::open(&left.path().join("record.db")).unwrap();
    let id = log.in_space(space);
    let stored = source.entries(&id, from, usize::MAX).unwrap();
    let head = source.last_checkpoint(&id).unwrap().unwrap();
    let entries: Vec<NewEntry<'_>> = stored
        .iter()
        .map(|stored| NewEntry {
            entry: &stored.entry,
            fitted: stored.fitted,
            received_ms: stored.received_ms,
        })
        .collect();
    let batch = Batch {
        log: id,
        expected_size: from,
        entries: &entries,
        checkpoint: Some(&head),
    };
    let mut target = Store::open(&right.path().join("record.db")).unwrap();
    let _ = target.append(&[batch]).unwrap();
    drop(target);

    let borealis = start(right.path(), "Borealis").await;
    borealis.find(&asteria);
    asteria
        .until("the receipt", |node| {
            node.read(&space, |state| state.held(&log, &party)) == Some(size())
        })
        .await;
}

/// A record.db from yesterday: what the peers hold already comes back. What the node does until then stands in
/// `restores.rs`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_node_gets_its_own_entries_back_from_its_peers_if_it_says_nothing_first() {
    let (left, _right, asteria, borealis, space) = met().await;
    let own = LogKey::main(asteria.party);
    let held = |node: &Node| node.read(&space, |state| state.record.size(&own)).unwrap();
    borealis
        .until("what was before", |node| held(node) == held(asteria.node()))
        .await;
    let mut store = Store::open(&left.path().join("record.db")).unwrap();
    while !store.empty_write_ahead().unwrap() {
        std::thread::yield_now(); // somebody was reading
    }
    drop(store);
    let backup = std::fs::read(left.path().join("record.db")).unwrap();
    let text = asteria.put_forward(space, propose(List::Dialogues, "A hotline"));
    borealis.until_status(space, text, TextStatus::Open).await;
    let whole = held(asteria.node());
    asteria.running.stop().await;
    // On another machine, so that nothing of the old one can still be at its file.
    let restored = tempfile::tempdir().unwrap();
    copy_folder(left.path(), restored.path());
    for rest in ["record.db-wal", "record.db-shm"] {
        let _ = std::fs::remove_file(restored.path().join(rest));
    }
    std::fs::write(restored.path().join("record.db"), backup).unwrap();

    let asteria = start(restored.path(), "Asteria").await;
    asteria
        .until("its own entries", |node| held(node) == whole)
        .await;
    // It may have come before what its author had seen: then it is held, and counts a moment later.
    asteria.until_status(space, text, TextStatus::Open).await;
}

pub fn copy_folder(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let (path, name) = entry
            .map(|entry| (entry.path(), entry.file_name()))
            .unwrap();
        if path.is_dir() {
            std::fs::create_dir_all(to.join(&name)).unwrap();
            copy_folder(&path, &to.join(name));
        } else {
            std::fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// An entry that no key signed is void and nobody's damage.
#[test]
fn a_peers_bad_signature_is_not_reported_as_damage_of_our_database() {
    use record::Kind;
    use record::seal::Statement;
    let folder = tempfile::tempdir().unwrap();
    let mut hostile = crate::hostile::Hostile::new(folder.path());
    let body = hostile.seat.body(Kind::Remark, &[]);
    let mut statement = Statement::sign(&body, Vec::new(), &hostile.seat.player.delegate);
    let elsewhere = hostile.seat.body(Kind::Remark, &[]);
    statement.signatures =
        Statement::sign(&elsewhere, Vec::new(), &hostile.seat.player.delegate).signatures;
    let log = hostile.seat.player.log();
    let entry: Entry = statement.seal(&hostile.seat.record, &log).unwrap();
    hostile.seat.take(log, &entry);
    hostile.deliver();
    let report = hostile.node.verify(&hostile.space).unwrap().unwrap();
    assert_eq!(report.faults, []);
}

/// The proof of a fork is noted once, however often the node looks at what is stored.
#[test]
fn a_forked_log_is_listed_once() {
    use net::Host;
    let folder = tempfile::tempdir().unwrap();
    let hostile = crate::hostile::Hostile::new(folder.path());
    hostile.deliver();
    let log = hostile.seat.player.log();
    let other = record::Checkpoint {
        log: log.in_space(hostile.space),
        size: 1,
        root: record::Hash([7; 32]),
        previous: None,
        time_ms: 0,
    };
    let head = other.sign(&hostile.seat.player.node);
    hostile.host.examine(hostile.seat.player.party, head);
    let found = hostile.node.fork_found_ms(&log.in_space(hostile.space));
    let found = found.unwrap().expect("when it was found is noted");
    assert!(found <= now_ms());
    let forked = |node: &Node| {
        node.read(&hostile.space, |state| {
            let forks = state.forks.iter();
            forks
                .map(|(log, proofs)| (*log, proofs.len()))
                .collect::<Vec<_>>()
        })
    };
    assert_eq!(forked(&hostile.node), Some(vec![(log, 1)]));
    hostile
        .node
        .enter(hostile.space, hostile.party, now_ms())
        .unwrap();
    hostile.node.notice_others().unwrap();
    assert_eq!(forked(&hostile.node), Some(vec![(log, 1)]));
    hostile.node.notice_others().unwrap();
    let again = Node::open(folder.path()).unwrap();
    assert_eq!(forked(&again), Some(vec![(log, 1)]));
    let kept = again.fork_found_ms(&log.in_space(hostile.space)).unwrap();
    assert_eq!(kept, Some(found), "the first time stays");
}
