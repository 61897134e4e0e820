//! In which order logs are asked for, and what asking costs.

use std::collections::BTreeSet;

use net::replica::{Action, Holding, Replica};
use net::wire::{BATCH_ENTRIES_MAX, Heads, Message, Pull, WireError, encode_bundle};
use net::{Batch, Peer};
use record::{Checkpoint, Hash, LogKey, SignedCheckpoint};

use crate::book::{Book, SPACE, node_key, party};

const ONE: u8 = 1;
const OTHER: u8 = 2;

fn log(number: u8) -> LogKey {
    LogKey::main(party(number))
}

fn head(number: u8, size: u64) -> SignedCheckpoint {
    head_of(log(number), number, size)
}

fn head_of(log: LogKey, number: u8, size: u64) -> SignedCheckpoint {
    let head = Checkpoint {
        log: log.in_space(SPACE),
        size,
        root: Hash([number; 32]),
        previous: None,
        time_ms: 0,
    };
    head.sign(&node_key(party(number)))
}

/// Holds so much of the logs of these, which are all members with the third, our own.
fn holding(sizes: &[(u8, u64)]) -> Holding {
    let heads = sizes
        .iter()
        .map(|(number, size)| (log(*number), head(*number, *size)));
    Holding {
        members: [ONE, OTHER, 3].map(party).into(),
        heads: heads.collect(),
        ..Holding::default()
    }
}

/// A replica with that holding, whose peer has told that it holds ten entries of two logs; and what it asks for.
fn told(ours: Holding) -> (Replica, Vec<(LogKey, u64)>) {
    let mut replica = Replica::new();
    replica.connected(Vec::new(), vec![(SPACE, ours)], 1);
    let heads = Message::Heads(Heads {
        space: SPACE,
        heads: vec![head(ONE, 10), head(OTHER, 10)],
        receipts_from: 0,
    });
    let asked = pulls(&replica.received(heads, 1));
    (replica, asked)
}

fn pulls(actions: &[Action]) -> Vec<(LogKey, u64)> {
    let pull = |action: &Action| match action {
        Action::Send(Message::Pull(pull)) => Some((pull.log, pull.from)),
        _ => None,
    };
    actions.iter().filter_map(pull).collect()
}

fn these(numbers: &[u8]) -> BTreeSet<LogKey> {
    numbers.iter().map(|number| log(*number)).collect()
}

fn batch(number: u8, from: u64, count: u64) -> Batch {
    Batch {
        from,
        entries: vec![vec![number]; count as usize],
        checkpoint: head(number, from + count),
    }
}

#[test]
fn what_others_wait_for_is_asked_for_first() {
    let ours = || Holding {
        waiting: these(&[ONE]),
        ..holding(&[(ONE, 4)])
    };
    let (mut replica, asked) = told(ours());
    assert_eq!(asked, [(log(OTHER), 0)]);
    // Where nothing else can be had, what waits is asked for all the same: a peer further on may have the rest.
    let mut alone = ours();
    alone.heads.insert(log(OTHER), head(OTHER, 10));
    let more = replica.holding(SPACE, Some(alone), 2);
    assert_eq!(pulls(&more), [(log(ONE), 4)]);
}

#[test]
fn the_next_batch_is_on_its_way_while_one_is_stored_and_no_more_than_two_are() {
    let (mut replica, asked) = told(holding(&[(OTHER, 10)]));
    assert_eq!(asked, [(log(ONE), 0)]);
    let next = replica.pull_ahead(&batch(ONE, 0, 4), 2);
    assert_eq!(pulls(next.as_slice()), [(log(ONE), 4)]);
    // Now the first four are stored: what comes next is not asked for twice.
    let stored = holding(&[(ONE, 4), (OTHER, 10)]);
    assert_eq!(pulls(&replica.holding(SPACE, Some(stored), 3)), []);
    assert_eq!(replica.pull_ahead(&batch(ONE, 4, 6), 3), None, "the last");

    let (mut replica, asked) = told(holding(&[]));
    assert_eq!(asked.len(), 2);
    let next = replica.pull_ahead(&batch(ONE, 0, 4), 2);
    assert_eq!(pulls(next.as_slice()), [(log(ONE), 4)], "beside the other");
    let third = LogKey {
        epoch: 1,
        ..log(OTHER)
    };
    let heads = Message::Heads(Heads {
        space: SPACE,
        heads: vec![head_of(third, OTHER, 10)],
        receipts_from: 0,
    });
    assert_eq!(pulls(&replica.received(heads, 2)), [(third, 0)]);
    let next = replica.pull_ahead(&batch(OTHER, 0, 4), 2);
    assert_eq!(next, None, "two others are on their way");

    let (mut replica, _) = told(Holding {
        waiting: these(&[ONE]),
        ..holding(&[(ONE, 4), (OTHER, 10)])
    });
    assert_eq!(replica.pull_ahead(&batch(ONE, 4, 2), 2), None, "it waits");
}

/// A million entries are pulled at once. Whoever asks for the same again and again is not heard for long, also after a hello.
#[test]
fn pulls_without_end_are_not_heard() {
    let book = Book::new(party(ONE), &[ONE, OTHER].map(party));
    book.say("a sentence");
    let peer = Peer::new(party(OTHER), book.clone());
    let pull = || {
        let (space, log, from) = (SPACE, log(ONE), 0);
        let pull = Message::Pull(Pull { space, log, from });
        let done = peer.handle(&encode_bundle(&[pull.encode()]), 1);
        while peer.drain().is_some() {}
        done
    };
    let of_a_million = 1_000_000 / BATCH_ENTRIES_MAX;
    (0..of_a_million).for_each(|_| pull().unwrap());
    peer.connected(1);
    let heard = (0..3_000).take_while(|_| pull() == Ok(())).count();
    assert!((500..1_000).contains(&heard), "{heard}");
    assert_eq!(pull(), Err(WireError::Quota));
}
