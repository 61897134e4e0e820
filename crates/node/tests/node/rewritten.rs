//! Whoever owns the disk can write anything on it, with every checksum in order. What others signed still shows.

use node::verify::{Fault, Report, folder};
use record::key::SecretKey;
use record::{
    Body, Checkpoint, Cosignature, CosignatureKind, Entry, Kind, Lane, Leaf, LogKey,
    SignedCheckpoint, SignedCosignature,
};
use store::{Batch, NewEntry, SpaceRow, Store};

use crate::damage::agreed;

/// Everything of one space that a database holds.
#[derive(Clone)]
struct Held {
    row: SpaceRow,
    logs: Vec<(LogKey, Vec<Entry>)>,
    heads: Vec<SignedCheckpoint>,
    receipts: Vec<(LogKey, SignedCosignature)>,
}

impl Held {
    fn read(at: &std::path::Path) -> Held {
        let reader = Store::open(&at.join("record.db")).unwrap();
        let row = reader.spaces().unwrap().remove(0);
        let (mut logs, mut heads, mut receipts) = (Vec::new(), Vec::new(), Vec::new());
        for (log, _) in reader.heads(&row.space).unwrap() {
            let id = log.in_space(row.space);
            let stored = reader.entries(&id, 0, usize::MAX).unwrap();
            logs.push((log, stored.into_iter().map(|one| one.entry).collect()));
            for head in reader.checkpoints(&id, 0).unwrap() {
                let given = reader.cosignatures(&head.hash()).unwrap();
                receipts.extend(given.into_iter().map(|receipt| (log, receipt)));
                heads.push(head);
            }
        }
        Held {
            row,
            logs,
            heads,
            receipts,
        }
    }

    /// Written to a database of its own, as the program would write it, and verified.
    fn verified(&self) -> Report {
        let at = tempfile::tempdir().unwrap();
        let mut store = Store::open(&at.path().join("record.db")).unwrap();
        let payloads = self.row.payloads.iter().cloned();
        let payloads: Vec<_> = payloads.map(store::Content::here).collect();
        store
            .put_space(&self.row.founding.bytes, &payloads)
            .unwrap();
        for (log, entries) in &self.logs {
            let new = |entry| NewEntry {
                entry,
                fitted: true,
                received_ms: 1,
            };
            let entries: Vec<NewEntry<'_>> = entries.iter().map(new).collect();
            let batch = Batch {
                log: log.in_space(self.row.space),
                expected_size: 0,
                entries: &entries,
                checkpoint: None,
            };
            let _ = store.append(&[batch]).unwrap();
        }
        for head in &self.heads {
            store.put_checkpoint(head).unwrap();
        }
        for (log, receipt) in &self.receipts {
            let _ = store
                .put_cosignature(&log.in_space(self.row.space), receipt)
                .unwrap();
        }
        drop(store);
        folder(at.path()).unwrap().remove(0).1
    }
}

/// The place of the only proposal, and that of the answer to it in the other party's log.
fn proposal_and_assent(held: &Held) -> ((usize, usize), (usize, usize)) {
    let places = |kind| {
        let logs = held.logs.iter().enumerate();
        logs.flat_map(move |(log, (_, entries))| {
            let of_kind = move |entry: &Entry| entry.body.kind == kind;
            let at = entries.iter().enumerate();
            at.filter(move |(_, entry)| of_kind(entry))
                .map(move |(index, _)| (log, index))
        })
        .collect::<Vec<_>>()
    };
    let proposal = places(Kind::Propose)[0];
    let answer = places(Kind::Assent).into_iter();
    let mut answer = answer.filter(|(log, _)| *log != proposal.0);
    (proposal, answer.next().expect("it was agreed to"))
}

fn head_fault(report: &Report, of: LogKey) -> bool {
    let fits = |fault: &Fault| matches!(fault, Fault::Head { log, .. } if *log == of);
    report.faults.iter().any(fits)
}

/// The root of a log as it stands in `held`.
fn root(held: &Held, log: usize) -> record::Hash {
    let leaves: Vec<_> = held.logs[log].1.iter().map(Entry::leaf_hash).collect();
    record::tree::root_of(&leaves)
}

/// An identity log takes nothing but renewals: what an earlier build took all the same is named, and does not just wait.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m012_an_entry_that_renews_no_keys_is_named_where_it_stands() {
    let (left, right) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    agreed(left.path(), right.path()).await;
    let mut held = Held::read(left.path());
    let mut remark = held.logs.iter().flat_map(|(_, entries)| entries);
    let remark = remark.rfind(|entry| entry.leaf.seen.is_empty());
    let remark = remark.expect("the first ones saw nothing").clone();
    let of_identity = |(log, _): &&mut (LogKey, Vec<Entry>)| log.lane == Lane::Identity;
    let (log, entries) = held.logs.iter_mut().find(of_identity).unwrap();
    let named = Fault::Entry {
        log: *log,
        index: entries.len() as u64,
    };
    entries.push(remark);
    let report = held.verified();
    assert!(report.faults.contains(&named), "{:?}", report.faults);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m027_a_record_rewritten_with_every_checksum_in_order_does_not_verify() {
    let (left, right) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    agreed(left.path(), right.path()).await;
    let held = Held::read(left.path());
    let sound = held.verified();
    assert_eq!(sound.faults, [], "a copy of all that is held");
    assert!(sound.heads > 0 && sound.receipts > 0);
    let (proposal, assent) = proposal_and_assent(&held);
    let stranger = SecretKey::from_seed(&[9; 32]);

    // Other words in the place of those that were signed.
    let mut changed = held.clone();
    let entry = &mut changed.logs[proposal.0].1[proposal.1];
    let mut body = entry.body.clone();
    let mut payloads = entry.payloads.clone();
    let words = payloads[0].as_mut().expect("the words are here");
    words.content = b"Joint search and seizure".to_vec();
    let before = &body.payloads[0];
    body.payloads[0] = words.commitment(&before.media_type, before.lang.as_deref());
    let body = body.encode();
    let leaf = Leaf {
        statement: Body::id_of(&body),
        ..entry.leaf.clone()
    };
    *entry = Entry::new(leaf.encode(), body, payloads).unwrap();
    let report = changed.verified();
    let (log, index) = (held.logs[proposal.0].0, proposal.1 as u64);
    let named = Fault::Entry { log, index };
    assert!(report.faults.contains(&named), "{:?}", report.faults);

    // The words stay and what the assent had seen goes: no delegate signed that, only the head over it.
    let mut changed = held.clone();
    let (log, entries) = &mut changed.logs[assent.0];
    let entry = &mut entries[assent.1];
    let leaf = Leaf {
        seen: Vec::new(),
        ..entry.leaf.clone()
    };
    assert_ne!(leaf, entry.leaf);
    *entry = Entry::new(
        leaf.encode(),
        entry.body_bytes.clone(),
        entry.payloads.clone(),
    )
    .unwrap();
    let log = *log;
    let report = changed.verified();
    assert!(head_fault(&report, log), "{:?}", report.faults);

    // And with a head that fits it, signed by whoever is at the disk.
    let forged = Checkpoint {
        log: log.in_space(held.row.space),
        size: changed.logs[assent.0].1.len() as u64,
        root: root(&changed, assent.0),
        previous: None,
        time_ms: 1,
    };
    changed.heads.retain(|head| head.head.log.key != log);
    changed.receipts.retain(|(of, _)| *of != log);
    changed.heads.push(forged.sign(&stranger));
    let report = changed.verified();
    assert!(head_fault(&report, log), "{:?}", report.faults);

    // The assent was never given, says a log without its end.
    let mut changed = held.clone();
    changed.logs[assent.0].1.truncate(assent.1);
    let report = changed.verified();
    assert!(head_fault(&report, log), "{:?}", report.faults);

    // Entries that stand under no head.
    let mut changed = held.clone();
    let size = changed.logs[assent.0].1.len() as u64;
    changed
        .heads
        .retain(|head| head.head.log.key != log || head.head.size < size);
    let report = changed.verified();
    assert!(head_fault(&report, log), "{:?}", report.faults);

    // A receipt that the other node never gave.
    let mut changed = held.clone();
    let (of, given) = changed.receipts.pop().expect("there are receipts");
    let receipt = Cosignature {
        kind: CosignatureKind::Mirror,
        time_ms: given.receipt.time_ms + 1,
        ..given.receipt
    };
    changed.receipts.push((of, receipt.sign(&stranger)));
    let report = changed.verified();
    let of_receipt = |fault: &Fault| matches!(fault, Fault::Receipt { log, .. } if *log == of);
    assert!(report.faults.iter().any(of_receipt), "{:?}", report.faults);
}
