//! What a hostile or broken peer sends: nothing of it panics, and nothing of it keeps later messages out.

use net::wire::{Message, decode_bundle, encode_bundle};
use net::{FirstContact, Invitation, Peer, Welcome};
use proptest::prelude::*;
use record::cbor::Writer;

use crate::book::{Book, party};

fn good_bundle() -> Vec<u8> {
    let members = [party(1), party(2)];
    let sender = Book::new(party(2), &members);
    sender.say("a good entry");
    let peer = Peer::new(party(1), sender);
    let receiver = Peer::new(party(2), Book::new(party(1), &members));
    peer.connected(1);
    receiver.handle(&peer.drain().unwrap(), 1).unwrap();
    peer.handle(&receiver.drain().unwrap(), 1).unwrap();
    peer.drain().unwrap()
}

proptest! {
    #[test]
    fn any_bytes_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Message::decode(&bytes);
        let _ = decode_bundle(&bytes);
        let _ = FirstContact::decode(&bytes);
        let _ = Welcome::decode(&bytes);
        let _ = Invitation::from_text(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_damaged_bundle_does_no_harm(at in any::<prop::sample::Index>(), with in any::<u8>()) {
        let mut bundle = good_bundle();
        let at = at.index(bundle.len());
        bundle[at] = with;
        let book = Book::new(party(1), &[party(1), party(2)]);
        let peer = Peer::new(party(2), book.clone());
        let _ = peer.handle(&bundle, 1);
        prop_assert!(peer.handle(&good_bundle(), 2).is_ok());
        prop_assert_eq!(book.sizes().values().sum::<u64>(), 1);
    }

    #[test]
    fn what_is_read_is_written_the_same(bytes in prop::collection::vec(any::<u8>(), 0..40), number in 0u8..8) {
        let mut message = vec![0x80 + bytes.len().min(20) as u8 + 1, number];
        message.extend(&bytes);
        if let Ok(Some(read)) = Message::decode(&message) {
            prop_assert_eq!(read.encode(), message);
        }
    }
}

#[test]
fn messages_of_a_later_version_are_passed_over() {
    let later = |number: u64| {
        let mut w = Writer::new();
        w.array(2).u64(number).str("something new");
        w.finish()
    };
    let good = decode_bundle(&good_bundle()).unwrap();
    let mut messages = vec![later(7), later(1 << 40), b"not CBOR".to_vec()];
    messages.extend(good.iter().map(Message::encode));
    messages.push(later(99));
    assert_eq!(decode_bundle(&encode_bundle(&messages)).unwrap(), good);
}

#[test]
fn a_peer_that_shares_no_space_learns_nothing() {
    let members = [party(1), party(2)];
    let book = Book::new(party(1), &members);
    book.say("for the members");
    let stranger = Peer::new(party(9), book);
    let unknown = Peer::new(party(9), Book::new(party(1), &[party(1)]));
    let asked = good_bundle();
    for peer in [&stranger, &unknown] {
        peer.handle(&asked, 1).unwrap();
    }
    assert_eq!(stranger.drain(), unknown.drain());
}
