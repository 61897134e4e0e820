//! Who is told that a log was forked, and how often.

use std::collections::BTreeMap;

use net::replica::{Action, HEADS_EVERY_MS, Holding, PULL_PATIENCE_MS, REST_MS, Replica};
use net::wire::{Branches, Heads, Message};
use record::{Checkpoint, Hash, Lane, LogKey, SignedCheckpoint};

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

/// A replica that holds one version of the keys of party 1, and what it does when it is connected.
fn with_keys() -> (Replica, Holding) {
    let keys = LogKey::identity(party(1));
    let ladder = BTreeMap::from([(0, vec![(2, Hash([2; 32])), (1, Hash([1; 32]))])]);
    let ours = Holding {
        members: [1, 2].map(party).into(),
        heads: BTreeMap::from([(keys, identity_head(2, 2))]),
        keys: BTreeMap::from([(keys, ladder)]),
        ..Holding::default()
    };
    let mut replica = Replica::new();
    replica.connected(Vec::new(), vec![(SPACE, ours.clone())], 1);
    (replica, ours)
}

fn identity_head(size: u64, root: u8) -> SignedCheckpoint {
    let keys = Checkpoint {
        log: LogKey::identity(party(1)).in_space(SPACE),
        size,
        root: Hash([root; 32]),
        previous: None,
        time_ms: 0,
    };
    keys.sign(&node_key(party(1)))
}

/// What the peer is told that we hold of the keys.
fn told(actions: &[Action]) -> Vec<usize> {
    let rungs = |action: &Action| match action {
        Action::Send(Message::Branches(said)) if said.log.key.lane == Lane::Identity => {
            Some(said.rungs.len())
        }
        _ => None,
    };
    actions.iter().filter_map(rungs).collect()
}

fn shows_other_keys(replica: &mut Replica, now_ms: u64) -> Vec<Action> {
    let heads = Message::Heads(Heads {
        space: SPACE,
        heads: vec![identity_head(2, 9)],
        receipts_from: 0,
    });
    replica.received(heads, now_ms)
}

/// Of keys that are not forked nothing is said but where the peer holds others. An answer can be lost: the question comes
/// again with the heads, and after a cut, until the keys are here.
#[test]
fn m012_other_keys_are_asked_for_until_they_come() {
    let (mut replica, ours) = with_keys();
    let heard = shows_other_keys(&mut replica, 2);
    assert!(heard.contains(&Action::Examine(identity_head(2, 9))));
    assert!(told(&heard).is_empty());
    let log = LogKey::identity(party(1)).in_space(SPACE);
    assert_eq!(told(&replica.ask_for_keys(&log, 2)), [2]);
    assert!(told(&replica.tick(3)).is_empty(), "not at once");
    assert_eq!(told(&replica.tick(1 + HEADS_EVERY_MS)).len(), 1);

    replica.lost();
    let spaces = vec![(SPACE, ours.clone())];
    let mut actions = replica.connected(Vec::new(), spaces, 3 * HEADS_EVERY_MS);
    // The same head: it is not compared anew.
    actions.extend(shows_other_keys(&mut replica, 3 * HEADS_EVERY_MS));
    assert_eq!(told(&actions).len(), 1);
    // They came: from here on it is a log with branches, like others.
    let keys = BTreeMap::from([(log.key, ours.keys[&log.key].clone())]);
    let now = Holding {
        branches: keys,
        keys: BTreeMap::new(),
        ..ours.clone()
    };
    replica.holding(SPACE, Some(now), 4 * HEADS_EVERY_MS);
    replica.holding(SPACE, Some(ours), 4 * HEADS_EVERY_MS);
    assert!(told(&replica.tick(6 * HEADS_EVERY_MS)).is_empty());
}

/// Whoever holds one branch only, and is told of others, says what it holds: then it can be sent the rest.
#[test]
fn m012_whoever_hears_of_branches_of_keys_answers_in_kind() {
    let (mut replica, _) = with_keys();
    shows_other_keys(&mut replica, 2);
    let branches = Branches {
        log: LogKey::identity(party(1)).in_space(SPACE),
        rungs: vec![(2, Hash([2; 32])), (2, Hash([9; 32])), (1, Hash([1; 32]))],
    };
    let heard = replica.received(Message::Branches(branches.clone()), 3);
    assert_eq!(told(&heard), [2]);
    let is_served = |action: &Action| matches!(action, Action::ServeBranch { .. });
    assert!(!heard.iter().any(is_served), "it holds all that we do");
    assert!(told(&replica.received(Message::Branches(branches), 4)).is_empty());
    // What it sends is held here: so the two part behind that.
    replica.known(&identity_head(1, 1));
    let ours = with_keys().1;
    assert_eq!(told(&replica.holding(SPACE, Some(ours.clone()), 5)), [3]);
    replica.known(&identity_head(1, 1));
    assert!(told(&replica.holding(SPACE, Some(ours), 6)).is_empty());
}

/// The walk over what two branches share goes on from the last place, however long it is, and though the log grows.
#[test]
fn t1_what_is_shared_is_told_from_the_last_places_though_more_comes() {
    let (mut replica, mut ours) = with_keys();
    shows_other_keys(&mut replica, 2);
    let branches = Branches {
        log: LogKey::identity(party(1)).in_space(SPACE),
        rungs: vec![(2, Hash([9; 32]))],
    };
    replica.received(Message::Branches(branches), 3);
    for size in 3..=200 {
        replica.known(&identity_head(size, 7));
    }
    let (log, last) = (LogKey::identity(party(1)), (200, Hash([7; 32])));
    for end in [201, 202] {
        let ladder = BTreeMap::from([(0, vec![(end, Hash([2; 32]))])]);
        ours.keys = BTreeMap::from([(log, ladder)]);
        let actions = replica.holding(SPACE, Some(ours.clone()), 4);
        let told = actions.iter().find_map(|action| match action {
            Action::Send(Message::Branches(said)) => Some(&said.rungs),
            _ => None,
        });
        assert!(told.is_some_and(|rungs| rungs.contains(&last) && rungs.len() < 70));
    }
}

/// A member that has many small entries taken here must not have another one's node send all that is not taken here
/// again and again.
#[test]
fn t6_a_branch_that_is_not_taken_goes_out_once_whatever_else_the_peer_holds() {
    let (log, branch) = (
        forked(),
        LogKey {
            branch: 1,
            ..forked()
        },
    );
    let ends = |ends: [u64; 2]| {
        let ladder = |(number, end): (u8, u64)| (number, vec![(end, Hash([number; 32]))]);
        let ladders = [(0, ends[0]), (1, ends[1])].map(ladder);
        let branches = BTreeMap::from([(log, BTreeMap::from(ladders))]);
        let members = [1, 2].map(party).into();
        let rest = Holding::default();
        Some(Holding {
            members,
            branches,
            ..rest
        })
    };
    let mut replica = Replica::new();
    let ours = vec![(SPACE, ends([9, 5]).unwrap())];
    replica.connected(Vec::new(), ours, 1);
    let say = |replica: &mut Replica, rungs: &[(u64, u8)]| {
        let rungs = rungs.iter().map(|(size, root)| (*size, Hash([*root; 32])));
        let (log, rungs) = (log.in_space(SPACE), rungs.collect());
        replica.received(nothing(), 1);
        served(&replica.received(Message::Branches(Branches { log, rungs }), 2))
    };
    assert_eq!(say(&mut replica, &[(9, 0)]), [branch]);
    replica.branch_served(SPACE, branch, Some((3, Hash([1; 32]))));
    for more in 10..20 {
        assert_eq!(say(&mut replica, &[(9, 0), (more, 7)]), []);
        assert_eq!(served(&replica.holding(SPACE, ends([9, more]), 3)), []);
    }
    assert_eq!(
        say(&mut replica, &[(9, 0), (3, 1)]),
        [branch],
        "it took that"
    );
    replica.branch_served(SPACE, branch, None);
    assert_eq!(served(&replica.tick(3)), [branch], "it could not go out");
    replica.branch_served(SPACE, branch, Some((5, Hash([1; 32]))));
    assert_eq!(served(&replica.tick(4)), []);
    assert_eq!(served(&replica.tick(4 + PULL_PATIENCE_MS)), [branch]);
}

/// What no peer takes costs it something each time. It is a few of each party, also after the cut that may have come of it.
#[test]
fn t6_of_each_party_few_branches_are_under_way_and_a_cut_forgets_none() {
    let log_of = |number: u8, lane: Lane| LogKey {
        lane,
        ..LogKey::main(party(number))
    };
    let logs = [(1, Lane::Main), (1, Lane::Urgent), (2, Lane::Main)];
    let logs = logs.map(|(number, lane)| log_of(number, lane));
    let ladders = |_: &LogKey| (0..8).map(|number| (number, vec![(5, Hash([number; 32]))]));
    let ours = Holding {
        members: [1, 2].map(party).into(),
        branches: logs.map(|log| (log, ladders(&log).collect())).into(),
        ..Holding::default()
    };
    let mut replica = Replica::new();
    let connect = |replica: &mut Replica, now_ms: u64| -> Vec<LogKey> {
        let spaces = vec![(SPACE, ours.clone())];
        let mut done = replica.connected(Vec::new(), spaces, now_ms);
        done.extend(replica.received(nothing(), now_ms));
        for log in logs {
            let (log, rungs) = (log.in_space(SPACE), vec![(5, Hash([9; 32]))]);
            let said = Message::Branches(Branches { log, rungs });
            done.extend(replica.received(said, now_ms));
        }
        served(&done)
    };
    let by = |sent: &[LogKey], number: u8| {
        let sent = sent.iter().filter(|branch| branch.party == party(number));
        sent.count()
    };
    let first = connect(&mut replica, 1);
    assert_eq!([by(&first, 1), by(&first, 2)], [8, 8]);
    replica.lost();
    assert_eq!(connect(&mut replica, 2), []);
    let others = served(&replica.tick(1 + REST_MS));
    assert_eq!([by(&others, 1), by(&others, 2)], [8, 8]);
    let again = |branch: &&LogKey| branch.party == party(1) && first.contains(branch);
    assert_eq!(
        others.iter().filter(again).count(),
        0,
        "first those that were not sent"
    );
}

/// There may never be room here for the branch of its keys that is longer; what else the party says goes on.
#[test]
fn t6_of_a_party_whose_keys_are_forked_the_rest_is_asked_for_though_the_peer_has_more_keys() {
    let keys = LogKey::identity(party(1));
    let ladders = (0..8).map(|number| (number, vec![(2, Hash([number; 32]))]));
    let ours = Holding {
        members: [1, 2].map(party).into(),
        heads: BTreeMap::from([(keys, identity_head(2, 0))]),
        branches: BTreeMap::from([(keys, ladders.collect())]),
        ..Holding::default()
    };
    let mut replica = Replica::new();
    replica.connected(Vec::new(), vec![(SPACE, ours)], 1);
    let main = Checkpoint {
        log: forked().in_space(SPACE),
        size: 70,
        root: Hash([5; 32]),
        previous: None,
        time_ms: 0,
    };
    let heads = vec![identity_head(3, 9), main.sign(&node_key(party(1)))];
    let heads = Message::Heads(Heads {
        space: SPACE,
        heads,
        receipts_from: 0,
    });
    let asks = |action: &Action| matches!(action, Action::Send(Message::Pull(pull)) if pull.log == forked());
    assert!(replica.received(heads, 2).iter().any(asks));
}

fn nothing() -> Message {
    Message::Heads(Heads {
        space: SPACE,
        heads: Vec::new(),
        receipts_from: 0,
    })
}

fn served(actions: &[Action]) -> Vec<LogKey> {
    let branch = |action: &Action| match action {
        Action::ServeBranch { branch, .. } => Some(*branch),
        _ => None,
    };
    actions.iter().filter_map(branch).collect()
}
