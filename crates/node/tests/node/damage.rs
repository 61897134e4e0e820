//! A changed byte on the disk is named; the other node's copy still verifies.

use std::fs;
use std::path::Path;

use domain::{Command, List};
use node::Node;
use node::verify::{Fault, Report, folder};
use record::{SpaceId, TextStatus};

use crate::pair::{meet, propose, start};

/// Makes two folders with one agreed item, closed, and gives the space.
pub async fn agreed(left: &Path, right: &Path) -> SpaceId {
    let asteria = start(left, "Asteria").await;
    let borealis = start(right, "Borealis").await;
    let space = meet(&asteria, &borealis).await;
    let text = asteria.put_forward(space, propose(List::Cooperation, "Joint search and rescue"));
    borealis.until_status(space, text, TextStatus::Open).await;
    borealis.submit(space, Command::Assent { text }).unwrap();
    asteria
        .until_status(space, text, TextStatus::InEffect)
        .await;
    // What is under way when a node stops is still written: each has to have every receipt of the other.
    let parties = [asteria.party, borealis.party];
    let is_quiet = |node: &Node| {
        let all_held = |state: &node::Space| {
            let mut logs = state.record.logs();
            logs.all(|log| {
                let others = parties.iter().filter(|party| **party != log.party);
                let size = state.record.size(log);
                others
                    .into_iter()
                    .all(|other| state.held(log, other) == size)
            })
        };
        node.read(&space, all_held) == Some(true)
    };
    asteria.until("all receipts", is_quiet).await;
    borealis.until("all receipts", is_quiet).await;
    asteria.running.stop().await;
    borealis.running.stop().await;
    space
}

fn verify(at: &Path) -> Option<Report> {
    folder(at).ok()?.pop().map(|(_, report)| report)
}

/// One file without a write-ahead log beside it, as bytes.
fn database(at: &Path) -> Vec<u8> {
    let path = at.join("record.db");
    store::Store::open(&path)
        .unwrap()
        .empty_write_ahead()
        .unwrap();
    fs::read(path).unwrap()
}

fn report_with(bytes: &[u8]) -> Option<Report> {
    let at = tempfile::tempdir().unwrap();
    fs::write(at.path().join("record.db"), bytes).unwrap();
    verify(at.path())
}

fn places_of(bytes: &[u8], part: &[u8]) -> Vec<usize> {
    bytes
        .windows(part.len())
        .enumerate()
        .filter(|(_, window)| *window == part)
        .map(|(at, _)| at)
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m027_a_byte_changed_on_one_node_is_named_and_the_other_copy_verifies() {
    let (left, right) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let space = agreed(left.path(), right.path()).await;
    let bytes = database(left.path());
    let sound = verify(left.path()).unwrap();
    assert_eq!(sound.faults, []);

    let reader = store::Store::open(&left.path().join("record.db")).unwrap();
    for (log, size) in reader.heads(&space).unwrap() {
        for stored in reader.entries(&log.in_space(space), 0, usize::MAX).unwrap() {
            let named = Fault::Entry {
                log,
                index: stored.index,
            };
            let parts = [&stored.entry.leaf_bytes, &stored.entry.body_bytes];
            let payloads = stored
                .entry
                .payloads
                .iter()
                .flatten()
                .map(|payload| &payload.content);
            for part in parts.into_iter().chain(payloads) {
                // The founding's title stands in the first entry of both parties, a peer's identity also beside the record.
                let places = places_of(&bytes, part);
                assert!(!places.is_empty(), "{named:?} is in the file");
                let once = places.len() == 1;
                for at in places {
                    // First, last and a few in between; crates/record flips every bit of every structure.
                    for offset in [0, part.len() / 3, part.len() / 2, part.len() - 1] {
                        let mut damaged = bytes.clone();
                        damaged[at + offset] ^= 0x10;
                        let report = report_with(&damaged).expect("the file still opens");
                        let fits = |fault: &Fault| {
                            if once {
                                *fault == named
                            } else {
                                matches!(
                                    fault,
                                    Fault::Entry { .. } | Fault::Founding | Fault::Peer { .. }
                                )
                            }
                        };
                        assert!(
                            report.faults.iter().any(fits),
                            "{named:?} at {offset}: {:?}",
                            report.faults
                        );
                    }
                }
            }
        }
        for head in reader.checkpoints(&log.in_space(space), 0).unwrap() {
            let places = places_of(&bytes, &head.bytes);
            assert!(!places.is_empty(), "the head of {log:?} at {size}");
            for at in places {
                let mut damaged = bytes.clone();
                damaged[at + head.bytes.len() / 2] ^= 1;
                let report = report_with(&damaged).expect("the file still opens");
                let of_head = |fault: &Fault| matches!(fault, Fault::Head { log: other, .. } if *other == log);
                assert!(
                    report.faults.iter().any(of_head),
                    "head of {log:?} at {size}: {:?}",
                    report.faults
                );
            }
        }
    }
    assert_eq!(verify(right.path()).unwrap().faults, []);
    assert_eq!(verify(right.path()).unwrap().digest, sound.digest);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_other_byte_has_no_effect_or_is_reported() {
    let (left, right) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    agreed(left.path(), right.path()).await;
    let bytes = database(left.path());
    let sound = verify(left.path()).unwrap();
    // Every byte of the words in which the tables are described, since a query can fail on them without a
    // word from the database about damage; of the rest, one in 211.
    let schema = places_of(&bytes, b"CREATE TABLE \"logs\"")[0];
    let words = schema..(schema + 250).min(bytes.len());
    for at in (0..bytes.len()).step_by(211).chain(words) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x40;
        // No report: the file does not open as a database of ours, which is a report too.
        let Some(report) = report_with(&damaged) else {
            continue;
        };
        assert!(
            !report.faults.is_empty() || report == sound,
            "byte {at}: {report:?}"
        );
    }
}
