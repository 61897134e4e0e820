//! What one peer, or one address, may cost: connections, secrets shown, entries and bytes stored, signatures.

use std::sync::Arc;
use std::time::Duration;

use net::client::ClientError;
use net::quota::Storage;
use net::wire::{Message, Pull, WireError, decode_bundle, encode_bundle};
use net::{
    Batch, Client, Extend, FirstContact, Host, PATH_EXCHANGE, PATH_FIRST_CONTACT, Peer, Receipts,
    RefusalCode,
};
use record::fork::ForkProof;
use record::{Checkpoint, Hash, LogKey, SignedCheckpoint};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

use crate::book::{Book, SPACE, node_key, party};
use crate::loopback::{closes_within, identity, pause, post, shaken, two_nodes};

#[tokio::test]
async fn handshakes_that_nobody_finishes_keep_no_peer_out_and_the_oldest_give_way() {
    let (one, two) = two_nodes().await;
    let mut idle = Vec::new();
    for _ in 0..40 {
        idle.push(TcpStream::connect(&one.address).await.unwrap());
    }
    let mut client = Client::connect(&one.address, &two.net.tls(), one.pin)
        .await
        .unwrap();
    assert!(
        post(&mut client, PATH_EXCHANGE, encode_bundle(&[]))
            .await
            .is_ok()
    );
    // Long before its ten seconds are over, by the server's clock.
    pause().await;
    let read = timeout(Duration::from_secs(5), idle[0].read(&mut [0])).await;
    assert!(!matches!(read, Ok(Ok(1..)) | Err(_)), "{read:?}");
}

/// Time is paused: what is waited for is the server's clock, not ours.
#[tokio::test]
async fn a_handshake_and_a_head_of_one_byte_a_second_are_closed_in_bounded_time() {
    let (one, two) = two_nodes().await;
    let silent = TcpStream::connect(&one.address).await.unwrap();
    let slow = shaken(&one, &two).await;
    let mut begun_slowly = shaken(&one, &two).await;
    begun_slowly.write_all(b"POST /").await.unwrap();
    let begun = pause().await;
    assert!(closes_within(silent, Duration::from_secs(120), false).await);
    assert!(begun.elapsed() <= Duration::from_secs(10));
    assert!(closes_within(begun_slowly, Duration::from_secs(120), true).await);
    assert!(closes_within(slow, Duration::from_secs(120), true).await);
    assert!(
        begun.elapsed() <= Duration::from_secs(42),
        "{:?}",
        begun.elapsed()
    );
}

#[tokio::test]
async fn an_address_shows_only_so_many_secrets() {
    let (one, _two) = two_nodes().await;
    one.net.pins().admit_strangers(true);
    let (tls, begun) = (identity(), Instant::now());
    let contact = FirstContact {
        secret: [6; 32],
        identity: vec![b"identity".to_vec()],
        addresses: Vec::new(),
    };
    let mut looked_at = 0;
    for _ in 0..60 {
        // Another key each time would help nobody: it is the address that is counted.
        let mut client = Client::connect(&one.address, &tls, one.pin).await.unwrap();
        match post(&mut client, PATH_FIRST_CONTACT, contact.encode()).await {
            Err(ClientError::Status(404)) => looked_at += 1,
            Err(error @ ClientError::Status(429)) => assert!(error.may_pass()),
            other => panic!("{other:?}"),
        }
    }
    let most = 21 + begun.elapsed().as_secs();
    assert!(
        (20..=most).contains(&looked_at),
        "{looked_at} of at most {most}"
    );
}

/// The bundle with the entry at this place of the log that `book` writes, and nothing else.
fn one_entry(book: &Book, from: u64) -> Vec<u8> {
    let log = LogKey::main(book.party);
    if book.entries(log).len() as u64 <= from {
        book.say("a sentence of some length");
    }
    let batch = Host::batch(book, party(1), SPACE, log, from).unwrap();
    Message::Entries(batch).encode()
}

fn stored(book: &Book) -> u64 {
    book.sizes().values().sum()
}

/// A member sends entries without end to a node that lets it store so much; gives how many were stored, and the node.
fn floods(storage: Storage) -> (u64, Arc<Book>, Arc<Book>, Peer) {
    let members = [party(1), party(2)];
    let (book, author) = (Book::new(party(1), &members), Book::new(party(2), &members));
    let peer = Peer::with_storage(party(2), book.clone(), storage);
    for from in 0..300 {
        let bundle = encode_bundle(&[one_entry(&author, from)]);
        peer.handle(&bundle, 1).unwrap();
    }
    (stored(&book), book, author, peer)
}

#[test]
fn a_member_that_stores_without_end_is_refused_and_goes_on_when_time_has_passed() {
    let (count, book, author, peer) = floods(Storage::new((200, 1), (1 << 20, 1)));
    assert_eq!(count, 200);
    let sent =
        std::iter::from_fn(|| peer.drain()).flat_map(|bundle| decode_bundle(&bundle).unwrap());
    let no = |message: &Message| matches!(message, Message::Refused(no) if no.code == RefusalCode::Quota);
    assert_eq!(sent.filter(no).count(), 1, "once, and then the log rests");
    let bundle = encode_bundle(&[Message::Entries(
        Host::batch(&*author, party(1), SPACE, LogKey::main(party(2)), 200).unwrap(),
    )
    .encode()]);
    peer.handle(&bundle, 2).unwrap();
    assert_eq!(stored(&book), 200, "nothing has come back yet");
    peer.handle(&bundle, 300_000).unwrap();
    assert_eq!(stored(&book), 300);

    let (count, ..) = floods(Storage::new((1_000, 1), (1_000, 1)));
    assert_eq!(count, 1_000 / "a sentence of some length".len() as u64);
}

#[test]
#[cfg(debug_assertions)]
fn a_member_whose_quota_is_off_stores_everything() {
    let storage = || Storage::new((100, 1), (1 << 20, 1));
    let (count, ..) = canary::with(canary::Canary::QuotaOff, || floods(storage()));
    assert_eq!(count, 300);
}

/// A record of a million entries, and the same again, is let through at once.
#[test]
fn a_large_record_meets_no_quota() {
    let entry = vec![0; 600];
    let head = Checkpoint {
        log: LogKey::main(party(2)).in_space(SPACE),
        size: 4096,
        root: Hash([1; 32]),
        previous: None,
        time_ms: 1,
    };
    let batch = Batch {
        from: 0,
        entries: vec![entry; 4096],
        checkpoint: head.sign(&node_key(party(2))),
    };
    let mut storage = Storage::default();
    assert!((0..1_000_000 / 4096).all(|_| storage.take(&batch, 1)));
    assert!((0..2_000_000).any(|_| !storage.take(&batch, 1)));
}

#[test]
fn a_bundle_is_acknowledged_once_however_small_its_batches_are() {
    let members = [party(1), party(2)];
    let (book, author) = (Book::new(party(1), &members), Book::new(party(2), &members));
    let peer = Peer::new(party(2), book.clone());
    let messages: Vec<Vec<u8>> = (0..50).map(|from| one_entry(&author, from)).collect();
    peer.handle(&encode_bundle(&messages), 1).unwrap();
    assert_eq!((stored(&book), book.receipts()), (50, 1));
    let log = LogKey::main(party(2));
    assert_eq!(book.vouched()[&(log, party(1))], 50);
}

fn head(size: u64) -> SignedCheckpoint {
    let head = Checkpoint {
        log: LogKey::main(party(2)).in_space(SPACE),
        size,
        root: Hash([1; 32]),
        previous: None,
        time_ms: 1,
    };
    head.sign(&node_key(party(2)))
}

fn extend(size: u64, from: u64) -> Message {
    Message::Extend(Extend {
        checkpoint: head(size),
        from,
        path: Vec::new(),
    })
}

/// Whatever it proves, or does not.
#[test]
fn of_a_flood_of_proofs_only_so_many_are_heard() {
    let proof = ForkProof {
        first: head(3),
        second: head(5),
        prefix: Hash([2; 32]),
        path: Vec::new(),
    };
    let messages = [
        Message::Fork(Box::new(proof)),
        extend(5, 3),
        Message::Compare(head(3)),
    ];
    for message in messages {
        let members = [party(1), party(2)];
        let (book, author) = (Book::new(party(1), &members), Book::new(party(2), &members));
        let peer = Peer::new(party(2), book.clone());
        let entries: Vec<Vec<u8>> = (0..9).map(|from| one_entry(&author, from)).collect();
        peer.handle(&encode_bundle(&entries), 1).unwrap();
        let bundle = encode_bundle(&vec![message.encode(); 256]);
        let heard = (0..100).take_while(|_| peer.handle(&bundle, 1).is_ok());
        let heard = heard.count();
        assert!((1..=20).contains(&heard), "{heard} bundles of {message:?}");
        assert!(book.examined() <= 1, "a head is compared once");
        assert!(
            book.proofs_verified() <= 1,
            "after one that proves nothing, none"
        );
    }
}

#[test]
fn a_number_that_no_file_can_hold_is_refused_and_the_largest_one_is_not() {
    let log = LogKey::main(party(2));
    let heads = |size, receipts_from| {
        Message::Heads(net::wire::Heads {
            space: SPACE,
            heads: vec![head(size)],
            receipts_from,
        })
    };
    let pull = |from| {
        Message::Pull(Pull {
            space: SPACE,
            log,
            from,
        })
    };
    let receipts = |numbers: [u64; 3]| {
        Message::Receipts(Receipts {
            space: SPACE,
            from: numbers[0],
            next: numbers[1],
            of: numbers[2],
            list: Vec::new(),
        })
    };
    let batch = |size: u64| {
        Message::Entries(Batch {
            from: size - 1,
            entries: vec![b"entry".to_vec()],
            checkpoint: head(size),
        })
    };
    let largest = i64::MAX as u64;
    let beyond = largest + 1;
    let all = |n| {
        vec![
            heads(3, n),
            pull(n),
            receipts([n, 1, 1]),
            receipts([1, n, 1]),
            receipts([1, 1, n]),
            batch(n),
            extend(n, 3),
            extend(3, n),
            Message::Compare(head(n)),
        ]
    };
    for message in all(largest) {
        assert_eq!(Message::decode(&message.encode()), Ok(Some(message)));
    }
    for message in all(beyond) {
        assert_eq!(
            Message::decode(&message.encode()),
            Err(WireError::Number),
            "{message:?}"
        );
    }
    // One head among others is left out, like one that cannot be read.
    assert_eq!(
        Message::decode(&heads(largest, 1).encode()),
        Ok(Some(heads(largest, 1)))
    );
    let left = Message::decode(&heads(beyond, 1).encode()).unwrap();
    assert!(matches!(left, Some(Message::Heads(heads)) if heads.heads.is_empty()));
}
