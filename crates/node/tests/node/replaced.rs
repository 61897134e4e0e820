//! Somebody who has the next root key puts keys of its own in the place of a party's, from another machine.

use std::path::Path;
use std::sync::Arc;

use domain::List;
use net::wire::Batch;
use net::{Host, RefusalCode};
use node::clock::now_ms;
use node::host::Seated;
use node::{ActError, Node, NodeFault, Plan, Space};
use record::fork::ForkProof;
use record::history::History;
use record::key::SecretKey;
use record::{Checkpoint, Entry, Hash, Lane, LogKey, PartyId, SpaceId};

use crate::attack_log::copy_folder;
use crate::pair::{met, propose};

/// A renewal of the keys made with a copy of this folder's keys, with a head over the identity log in the space.
fn stolen(folder: &Path, copy: &Path, party: PartyId, space: SpaceId) -> Batch {
    std::fs::copy(folder.join("identity"), copy.join("identity")).unwrap();
    std::fs::create_dir(copy.join("keys")).unwrap();
    copy_folder(&folder.join("keys"), &copy.join("keys"));
    let node = Node::open(copy).unwrap();
    let keys = copy.join("keys");
    let (root, next) = (keys.join("next-root"), keys.join("after-next"));
    let entry = node.prepare_rotation(party, &root, &next, &Plan::default());
    let entry = entry.expect("the root is in the folder");
    let seed = std::fs::read(keys.join("node.2")).expect("it was just made");
    let node_key = SecretKey::from_seed(&seed.try_into().expect("32 bytes"));
    let identity = &node.seat(&party).unwrap().identity;
    let mut history = History::default();
    let entries: Vec<Entry> = identity.iter().cloned().chain([entry]).collect();
    entries.iter().for_each(|one| history.push(one.leaf_hash()));
    let head = Checkpoint {
        log: LogKey::identity(party).in_space(space),
        size: history.size(),
        root: history.root_at(history.size()).unwrap(),
        previous: None,
        time_ms: now_ms(),
    };
    Batch {
        from: 0,
        entries: entries.iter().map(Entry::encode).collect(),
        checkpoint: head.sign(&node_key),
    }
}

fn rotate(node: &Node, party: PartyId, folder: &Path) {
    let keys = folder.join("keys");
    let (root, next) = (keys.join("next-root"), keys.join("root-after"));
    let renewed = node.rotate(party, &root, &next, &Plan::default(), now_ms());
    renewed.expect("the root that is due");
}

fn host(node: Arc<Node>, party: PartyId) -> Seated {
    Seated {
        node,
        party,
        addresses: Vec::new(),
    }
}

fn take(node: Arc<Node>, party: PartyId, from: PartyId, batch: &Batch) {
    let taken = host(node, party).store(from, batch.clone(), None);
    assert!(matches!(taken, Ok(true)), "{taken:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn m012_a_party_whose_keys_somebody_else_replaced_is_told_and_signs_nothing_with_the_old_ones()
 {
    let copy = tempfile::tempdir().unwrap();
    let (left, _right, asteria, borealis, space) = met().await;
    let (party, node) = (asteria.party, asteria.running.node.clone());
    let batch = stolen(left.path(), copy.path(), party, space);
    assert!(!node.is_replaced(&space, &party));
    // Not under a head by the key that it replaces.
    let by_old = Batch {
        checkpoint: batch
            .checkpoint
            .head
            .sign(&node.seat(&party).unwrap().keys.node),
        ..batch.clone()
    };
    let refused = host(node.clone(), party).store(borealis.party, by_old, None);
    let code = refused.expect_err("nothing is taken").map(|one| one.code);
    assert_eq!(code, Some(RefusalCode::Mismatch));
    take(node.clone(), party, borealis.party, &batch);
    assert!(node.is_replaced(&space, &party));
    assert!(!node.is_replaced(&space, &borealis.party), "not ours");
    let refused = asteria.submit(space, propose(List::Dialogues, "A hotline"));
    assert!(matches!(refused, Err(ActError::Replaced)), "{refused:?}");
    assert!(!borealis.node().is_replaced(&space, &borealis.party));

    // New keys of its own change nothing there, however many: nobody is told of them.
    rotate(&node, party, left.path());
    let keys = left.path().join("keys");
    let (root, next) = (keys.join("root-after"), keys.join("root-later"));
    let renewed = node.rotate(party, &root, &next, &Plan::default(), now_ms());
    renewed.expect("the root that is due");
    assert!(node.is_replaced(&space, &party));
    let size = |node: &Node| {
        let log = LogKey::identity(party);
        node.read(&space, |state| {
            let branches = state.record.branches(log).count();
            (branches, state.record.size(&log))
        })
    };
    assert_eq!(size(&node), Some((1, 2)));
    let refused = asteria.submit(space, propose(List::Dialogues, "A hotline"));
    assert!(matches!(refused, Err(ActError::Replaced)), "{refused:?}");
    drop(node);
    asteria.running.stop().await;
    let node = Node::open(left.path()).expect("it starts all the same");
    assert!(node.is_replaced(&space, &party));
    let healed = node.heal(space, party, now_ms());
    assert!(matches!(healed, Ok(None)), "{healed:?}");
    let report = node.verify(&space).unwrap().expect("it is known");
    assert_eq!(report.faults, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn m012_keys_that_come_beside_the_own_ones_are_shown() {
    let copy = tempfile::tempdir().unwrap();
    let (left, _right, asteria, borealis, space) = met().await;
    let (party, node) = (asteria.party, asteria.running.node.clone());
    let batch = stolen(left.path(), copy.path(), party, space);
    rotate(&node, party, left.path());
    assert!(!node.is_replaced(&space, &party), "by this node");
    take(node.clone(), party, borealis.party, &batch);
    assert!(node.is_replaced(&space, &party));
    // Both versions renew the keys, so that both count; of two of one size one is the newest everywhere.
    let newest = node.read(&space, |state| {
        state
            .record
            .identity(&party)
            .map(|known| known.latest().node.clone())
    });
    let is_own = newest.flatten().as_ref() == Some(node.seat(&party).unwrap().keys.node.public());
    let done = asteria.submit(space, propose(List::Dialogues, "A hotline"));
    match is_own {
        true => assert!(done.is_ok(), "{done:?}"),
        false => assert!(matches!(done, Err(ActError::Replaced)), "{done:?}"),
    }
    // From here on the own keys are the newest again.
    let keys = left.path().join("keys");
    let (root, next) = (keys.join("root-after"), keys.join("root-later"));
    let renewed = node.rotate(party, &root, &next, &Plan::default(), now_ms());
    renewed.expect("the root that is due");
    let done = asteria.submit(space, propose(List::Dialogues, "Fisheries"));
    assert!(done.is_ok(), "{done:?}");
    assert!(node.is_replaced(&space, &party), "still shown");
    let fault = NodeFault::Replaced { space };
    assert!(matches!(ActError::from(fault), ActError::Replaced));
}

/// What a misused node key signed over keys that never were is shown until that key is replaced.
#[tokio::test(flavor = "multi_thread")]
async fn m012_a_misused_node_key_is_shown_until_it_is_replaced() {
    let (_left, right, asteria, borealis, space) = met().await;
    let party = borealis.party;
    let key = borealis.node().seat(&party).unwrap().keys.node.clone();
    let log = LogKey::identity(party);
    let sound = |state: &Space| state.record.root_at(&log, 1);
    let entered = |node: &Node| node.read(&space, sound).flatten().is_some();
    asteria.until("its keys", entered).await;
    let sound = asteria.node().read(&space, sound).flatten().unwrap();
    let head = |root| {
        let head = Checkpoint {
            log: log.in_space(space),
            size: 1,
            root,
            previous: None,
            time_ms: 1,
        };
        head.sign(&key)
    };
    let heads = [sound, Hash([7; 32])].map(head);
    let proof = ForkProof::of(&heads[0], &heads[1], &History::default());
    let proof = proof.expect("they contradict one another");
    let host = host(asteria.running.node.clone(), asteria.party);
    assert!(host.take_fork(party, proof));
    let is_unhealed = |state: &Space| state.is_unhealed(&party, Lane::Identity);
    assert_eq!(asteria.node().read(&space, is_unhealed), Some(true));
    rotate(borealis.node(), party, right.path());
    let healed = |node: &Node| node.read(&space, is_unhealed) == Some(false);
    asteria.until("the new keys", healed).await;
    let forks = |state: &Space| state.forks.contains_key(&log);
    assert_eq!(asteria.node().read(&space, forks), Some(true), "it is kept");
}
