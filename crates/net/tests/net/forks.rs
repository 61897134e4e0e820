//! Who is told that a log was forked, and how often.

use std::collections::BTreeMap;

use net::replica::{Action, HEADS_EVERY_MS, Holding, Replica};
use net::wire::{Branches, Heads, Message};
use record::{Checkpoint, Hash, LogKey};

use crate::book::{SPACE, node_key, party};

const NAME: [Hash; 2] = [Hash([1; 32]), Hash([2; 32])];

fn forked() -> LogKey {
    LogKey::main(party(1))
}

/// A replica that knows of the fork, and whose peer holds the keys of the party; what it does at once.
fn connected() -> (Replica, Vec<Action>) {
    let ours = Holding {
        members: [1, 2].map(party).into(),
        forks: BTreeMap::from([(NAME, forked())]),
        branches: BTreeMap::from([(forked(), BTreeMap::new())]),
        ..Holding::default()
    };
    let mut replica = Replica::new();
    replica.connected(Vec::new(), vec![(SPACE, ours)], 1);
    let keys = Checkpoint {
        log: LogKey::identity(party(1)).in_space(SPACE),
        size: 1,
        root: Hash([1; 32]),
        previous: None,
        time_ms: 0,
    };
    let heads = Message::Heads(Heads {
        space: SPACE,
        heads: vec![keys.sign(&node_key(party(1)))],
        receipts_from: 0,
    });
    let actions = replica.received(heads, 1);
    (replica, actions)
}

fn is_told(actions: &[Action]) -> bool {
    let tells = |action: &Action| matches!(action, Action::ServeFork { .. });
    actions.iter().any(tells)
}

/// Two copies of one node may take turns at one address, and only one of them has heard of the fork.
#[test]
fn t1_whoever_shows_no_branches_of_a_forked_log_is_told_once_more() {
    let (mut replica, actions) = connected();
    assert!(is_told(&actions));
    assert!(!is_told(&replica.tick(2)));
    assert!(is_told(&replica.tick(1 + HEADS_EVERY_MS)));
    assert!(!is_told(&replica.tick(2 + HEADS_EVERY_MS)));
    let branches = Branches {
        log: forked().in_space(SPACE),
        rungs: Vec::new(),
    };
    replica.received(Message::Branches(branches), 3 + HEADS_EVERY_MS);
    assert!(!is_told(&replica.tick(1 + 2 * HEADS_EVERY_MS)));
    assert!(is_told(&replica.tick(1 + 3 * HEADS_EVERY_MS)));
}
