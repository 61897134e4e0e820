//! What goes on beside a batch that is being stored: the next one is looked over, and what there is to send goes out.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use net::Peer;
use net::wire::{Heads, Message, decode_bundle, encode_bundle};
use record::LogKey;

use crate::book::{Book, SPACE, party};

const PATIENCE: Duration = Duration::from_secs(60);

/// Something that waits, what tells when it does, and what lets it go on.
fn stop() -> (impl FnOnce() + Send + 'static, Receiver<()>, Sender<()>) {
    let (begun, is_begun) = channel();
    let (go_on, may_go_on) = channel();
    let wait = move || {
        begun.send(()).expect("somebody waits for this");
        let let_go = may_go_on.recv_timeout(PATIENCE);
        let_go.expect("somebody lets it go on");
    };
    (wait, is_begun, go_on)
}

/// What a peer says, in a bundle of its own.
fn said(message: Message) -> Vec<u8> {
    encode_bundle(&[message.encode()])
}

/// Everything that waits to be sent.
fn sent(peer: &Peer) -> Vec<Message> {
    let bundles = std::iter::from_fn(|| peer.drain());
    let messages = bundles.flat_map(|bundle| decode_bundle(&bundle).expect("it is ours"));
    messages.collect()
}

/// From where `messages` ask for entries.
fn pulled(messages: &[Message]) -> Vec<u64> {
    let pull = |message: &Message| match message {
        Message::Pull(pull) => Some(pull.from),
        _ => None,
    };
    messages.iter().filter_map(pull).collect()
}

#[test]
fn while_a_batch_is_stored_the_next_one_is_looked_over_and_nobody_waits() {
    let (from, to) = (party(1), party(2));
    let author = Book::new(from, &[from, to]);
    let log = LogKey::main(from);
    let mut batches = Vec::new();
    for words in ["first", "second"] {
        let held = author.entries(log).len() as u64;
        author.say(words);
        let batch = net::Host::batch(&*author, to, SPACE, log, held);
        batches.push(batch.expect("one entry"));
    }
    let second = batches.pop().expect("two were said");
    let first = batches.pop().expect("two were said");

    let book = Book::new(to, &[from, to]);
    let peer = Arc::new(Peer::new(from, book.clone()));
    peer.connected(1);
    let heads = Message::Heads(Heads {
        space: SPACE,
        heads: vec![second.checkpoint.clone()],
        receipts_from: 0,
    });
    peer.handle(&said(heads), 1).unwrap();
    assert_eq!(pulled(&sent(&peer)), [0]);

    let (wait, is_begun, go_on) = stop();
    book.before_the_next_store(wait);
    let takes = |batch| {
        let peer = peer.clone();
        std::thread::spawn(move || peer.handle(&said(Message::Entries(batch)), 1))
    };
    let storing = takes(first);
    is_begun.recv_timeout(PATIENCE).expect("it is stored");
    // All of this while it is not stored yet.
    assert_eq!(pulled(&sent(&peer)), [1], "the next one is asked for");
    peer.pump(2);
    peer.handle(&encode_bundle(&[]), 2).unwrap();
    let waiting = takes(second);
    let until = Instant::now() + PATIENCE;
    while book.looked_over() == 0 && Instant::now() < until {
        std::thread::yield_now();
    }
    assert_eq!(book.looked_over(), 1);
    assert_eq!(book.entries(log).len(), 0);
    go_on.send(()).expect("somebody waits for this");
    for taking in [storing, waiting] {
        taking.join().expect("no panic").unwrap();
    }
    assert_eq!(book.entries(log), author.entries(log));
}

#[test]
fn whoever_could_not_pump_is_woken_when_they_can() {
    let book = Book::new(party(2), &[party(1), party(2)]);
    let peer = Arc::new(Peer::new(party(1), book.clone()));
    peer.connected(1);
    let (wait, is_begun, go_on) = stop();
    book.before_the_next_holding(wait);
    peer.changed(SPACE);
    let first = peer.clone();
    let pumping = std::thread::spawn(move || first.pump(1));
    is_begun.recv_timeout(PATIENCE).expect("it looks");
    peer.changed(SPACE);
    let mut events = peer.events();
    events.borrow_and_update();
    peer.pump(1);
    assert!(!events.has_changed().unwrap(), "somebody else pumps");
    go_on.send(()).expect("somebody waits for this");
    pumping.join().expect("no panic");
    assert!(
        events.has_changed().unwrap(),
        "now there is something to do"
    );
}
