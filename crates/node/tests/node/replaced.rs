//! Somebody who has the next root key puts keys of its own in the place of a party's, from another machine.

use std::path::Path;
use std::sync::Arc;

use domain::List;
use net::wire::Batch;
use net::{Host, RefusalCode, Stored};
use node::clock::now_ms;
use node::host::Seated;
use node::proof::NoProof;
use node::{ActError, Node, NodeFault, Plan, Space};
use record::fork::ForkProof;
use record::history::History;
use record::identity::next_root_commitment;
use record::key::{PublicKey, SecretKey};
use record::seal::identity_entry;
use record::testing::seed;
use record::view::Position;
use record::{Checkpoint, Entry, Hash, Lane, LogKey, PartyId, Role};

use crate::attack_keys::{read_key, sealed, stolen, thief};
use crate::pair::{met, propose};
use crate::table::Table;

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

pub fn take(node: Arc<Node>, party: PartyId, from: PartyId, batch: &Batch) {
    let taken = host(node, party).store(from, batch.clone(), None);
    assert!(matches!(taken, Ok(Stored::New)), "{taken:?}");
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
    let own = LogKey::main(party);
    let noted = node.noted(&space, &own).map(|noted| noted.note);
    assert!(matches!(noted, Err(NoProof::Untold)), "{noted:?}");
    let at = Position { log: own, index: 0 };
    let receipt = node.inclusion_receipt(&space, &at);
    assert!(matches!(receipt, Err(NoProof::Untold)), "{receipt:?}");
    // It goes on taking what others seal, and signs no receipt by keys that nobody knows.
    borealis
        .submit(space, propose(List::Dialogues, "Fisheries"))
        .unwrap();
    let log = LogKey::main(borealis.party);
    let held = |node: &Node| {
        let held = |state: &Space| (state.record.size(&log), state.held(&log, &party));
        node.read(&space, held).unwrap()
    };
    let all = held(borealis.node()).0;
    asteria
        .until("the other's text", |node| held(node).0 == all)
        .await;
    assert!(held(&node).1 < all);
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

/// Its copy of the record can be ahead of its copy of the keys: at the start, and when a peer brings the entry back first.
#[tokio::test(flavor = "multi_thread")]
async fn m012_new_keys_that_another_process_of_the_folder_made_are_nobody_elses() {
    let (left, _right, asteria, borealis, space) = met().await;
    let party = asteria.party;
    asteria.running.stop().await;
    let [node, other] = [(); 2].map(|()| Arc::new(Node::open(left.path()).unwrap()));
    rotate(&other, party, left.path());
    let renewed = other.seat(&party).unwrap();
    let batch = sealed(party, space, &renewed.identity, &renewed.keys.node);
    let taken = host(node.clone(), party).store(borealis.party, batch, None);
    assert!(matches!(taken, Ok(Stored::Known)), "nothing new: {taken:?}");
    let known = |node: &Node| {
        let size = |state: &Space| state.record.identity(&party).unwrap().size();
        let held = node.seat(&party).unwrap().history.size();
        (node.read(&space, size).unwrap(), held)
    };
    assert_eq!(known(&node), (2, 1), "the record is ahead");
    assert!(!node.is_replaced(&space, &party));
    node.notice_others().unwrap();
    assert_eq!(known(&node), (2, 2));
    assert!(!node.is_replaced(&space, &party));
    let command = propose(List::Dialogues, "A hotline");
    let done = node.submit(space, party, command, &asteria.delegate, now_ms());
    assert!(done.is_ok(), "{done:?}");
}

/// The node key is the same, the seal is not: what the party would seal now counts for nothing.
#[tokio::test(flavor = "multi_thread")]
async fn m012_with_a_seal_that_somebody_else_replaced_nothing_is_sealed() {
    let copy = tempfile::tempdir().unwrap();
    let (left, _right, asteria, borealis, space) = met().await;
    let (party, node) = (asteria.party, asteria.running.node.clone());
    let taken = thief(left.path(), copy.path());
    let seat = taken.seat(&party).unwrap();
    let mut keys = seat.history.latest().clone();
    let root = read_key(&copy.path().join("keys/next-root"));
    keys.root = root.public().clone();
    keys.next_root = next_root_commitment(&record_key("after next"));
    keys.seal = record_key("seal");
    let body = keys.rotation(&seat.history, [7; 16]);
    let entry = identity_entry(&body, Vec::new(), &[&root]).unwrap();
    let entries: Vec<Entry> = seat.identity.iter().cloned().chain([entry]).collect();
    let batch = sealed(party, space, &entries, &seat.keys.node);
    take(node.clone(), party, borealis.party, &batch);
    assert!(node.is_replaced(&space, &party));
    let kid = asteria.delegate.public().kid();
    let refused = || {
        let done = node.revoke(space, party, kid, now_ms());
        assert!(matches!(done, Err(ActError::Replaced)), "{done:?}");
    };
    refused();
    // Nor while the newer identity log is brought here, before its keys, or when what is brought is none.
    let path = left.path().join("identity");
    for there in [b"none".to_vec(), std::fs::read(&path).unwrap()] {
        std::fs::write(&path, there).unwrap();
        assert!(node.is_replaced(&space, &party));
        refused();
    }
    let newer: Vec<u8> = entries.iter().flat_map(Entry::encode).collect();
    std::fs::write(&path, newer).unwrap();
    let done = node.revoke(space, party, kid, now_ms());
    let busy = ActError::from(NodeFault::Busy);
    assert_eq!(done.map_err(|one| one.to_string()), Err(busy.to_string()));
}

fn record_key(word: &str) -> PublicKey {
    SecretKey::from_seed(&seed(&[word])).public().clone()
}

/// A peer can know other keys of ours in a space that we have not entered.
#[tokio::test(flavor = "multi_thread")]
async fn m012_a_space_is_not_entered_with_keys_that_somebody_else_replaced() {
    let copy = tempfile::tempdir().unwrap();
    let (left, _right, asteria, borealis, space) = met().await;
    let (party, node) = (asteria.party, asteria.running.node.clone());
    // The earlier of the two by its id, so that the sound one comes after it.
    let found = |number: u8| {
        let title = node::Name {
            lang: "en".into(),
            text: format!("Fisheries {number}"),
        };
        let members = node::founding::parties(&[party, borealis.party]);
        let (founding, payloads) = node.draft_founding(party, members, &["en"], &[title]);
        let space = node.keep_founding(&founding, &payloads);
        space.expect("it names us")
    };
    let mut spaces = [1, 2].map(found);
    spaces.sort_unstable();
    let [replaced, sound] = spaces;
    let batch = stolen(left.path(), copy.path(), party, replaced);
    take(node.clone(), party, borealis.party, &batch);
    let entered = node.enter(replaced, party, now_ms());
    assert!(matches!(entered, Err(ActError::Replaced)), "{entered:?}");
    let entered = node.enter_shared(party, &borealis.party, now_ms());
    assert!(matches!(entered, Ok(Some(_))), "{entered:?}");
    assert_eq!(
        [replaced, sound, space].map(|space| node.entered(&space, &party)),
        [false, true, true]
    );
}

/// What it would sign as a witness, nobody could verify.
#[test]
fn m012_a_witness_signs_no_head_by_keys_that_it_cannot_tell() {
    let copy = tempfile::tempdir().unwrap();
    let roles = [
        ("Asteria", Role::Party),
        ("Borealis", Role::Party),
        ("Wren", Role::Witness),
    ];
    let mut table = Table::with_roles(&roles);
    let space = table.space;
    table.everybody_talks();
    let [asteria, wren] = [0, 2].map(|which: usize| table.chairs[which].party);
    let (node, folder) = (table.chairs[2].node.clone(), table.chairs[2].folder.path());
    let batch = stolen(folder, copy.path(), wren, space);
    take(node.clone(), wren, asteria, &batch);
    let log = LogKey::main(asteria);
    let signs = || {
        let size = |node: &Node| node.read(&space, |state| state.record.size(&log)).unwrap();
        let from = node.stored(|reader| reader.last_checkpoint(&log.in_space(space)));
        let from = from.unwrap().map_or(0, |head| head.head.size);
        assert!(from < size(&table.chairs[0].node), "there is more");
        let extend = table.host(0).extension(wren, space, log, from).unwrap();
        table.host(2).witness(asteria, extend).is_ok()
    };
    table.chairs[0].says_something(space).unwrap();
    assert!(signs(), "by a key that was told");
    rotate(&node, wren, folder);
    table.chairs[0].says_something(space).unwrap();
    assert!(!signs());
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
