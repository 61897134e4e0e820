//! A member that forks its log: nodes that hold both branches hold the same, whichever came first.

use std::sync::Arc;

use net::Host;
use net::wire::Batch;
use node::Node;
use node::host::Seated;
use record::testing::Seat;
use record::{Checkpoint, Kind, LogKey, PartyId, StatementId};

use crate::attack_log::copy_folder;
use crate::hostile::Hostile;

/// What a node of the hostile party has of a log from `from` on, with a head that it signs.
fn batch(seat: &Seat, log: LogKey, from: u64) -> Batch {
    let told = seat.handed().into_iter().filter(|told| told.log == log);
    let told: Vec<_> = told.filter(|told| told.index >= from).collect();
    let last = told.last().expect("something is new");
    let head = Checkpoint {
        log: log.in_space(seat.record.space()),
        size: last.index + 1,
        root: last.root,
        previous: None,
        time_ms: 1_700_000_000_000,
    };
    Batch {
        from,
        entries: told.iter().map(|told| told.entry.encode()).collect(),
        checkpoint: head.sign(&seat.player.node),
    }
}

fn host(node: Arc<Node>, party: PartyId) -> Seated {
    let addresses = Vec::new();
    Seated {
        node,
        party,
        addresses,
    }
}

#[test]
fn two_nodes_that_got_the_branches_in_different_orders_hold_the_same() {
    let (folder, copy) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut hostile = Hostile::new(folder.path());
    hostile.deliver();
    let mut store = store::Store::open(&folder.path().join("record.db")).unwrap();
    while !store.empty_write_ahead().unwrap() {}
    drop(store);
    copy_folder(folder.path(), copy.path());
    let (party, space) = (hostile.seat.player.party, hostile.space);
    let log = hostile.seat.player.log();
    let mut twin = hostile.seat.twin();
    let common = hostile.seat.record.size(&log);
    for _ in 0..3 {
        hostile.seat.act(Kind::Remark, StatementId::default());
        twin.act(Kind::Remark, StatementId::default());
    }
    // The one begins where the branches part, the other before that.
    let branches = [batch(&hostile.seat, log, common), batch(&twin, log, 1)];

    let nodes = [(folder.path(), [0, 1]), (copy.path(), [1, 0])].map(|(path, order)| {
        let node = Arc::new(Node::open(path).unwrap());
        let host = host(node.clone(), hostile.party);
        for number in order {
            host.store(party, branches[number].clone(), None)
                .expect("it is signed");
            // Once more: everything is known.
            host.store(party, branches[number].clone(), None)
                .expect("it is known");
        }
        node
    });
    let digests = nodes.each_ref().map(|node| {
        let state = |state: &node::Space| {
            assert!(state.record.is_forked(&log) && state.forks.contains_key(&log));
            let ends = state
                .record
                .branches(log)
                .map(|branch| state.record.size(&branch));
            assert_eq!(ends.collect::<Vec<_>>(), [common + 3, common + 3]);
            state.record.digest()
        };
        node.read(&space, state).expect("it is known")
    });
    assert_eq!(digests[0], digests[1]);
    assert_ne!(digests[0], {
        let digest = |state: &node::Space| state.record.digest();
        hostile.node.read(&space, digest).expect("it is known")
    });

    for (node, path) in nodes.into_iter().zip([folder.path(), copy.path()]) {
        assert!(node.fork_found_ms(&log.in_space(space)).unwrap().is_some());
        let report = node.verify(&space).unwrap().expect("it is known");
        assert_eq!(report.faults, []);
        drop(node);
        let again = Node::open(path).unwrap();
        let digest = |state: &node::Space| state.record.digest();
        assert_eq!(again.read(&space, digest), Some(digests[0]));
        let reports = node::verify::folder(path).unwrap();
        assert_eq!(reports[0].1.faults, []);
        assert_eq!(reports[0].1.digest, digests[0]);
    }
}
