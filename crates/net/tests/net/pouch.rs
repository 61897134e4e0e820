//! The same messages in a sealed file.

use net::Peer;
use net::pouch::{EncryptionKey, Pouch, PouchError, PouchWriter, contents};

use crate::book::{Book, party};

fn keys() -> [EncryptionKey; 3] {
    [1, 2, 3].map(|seed| EncryptionKey::from_seed(&[seed; 32]))
}

fn packed() -> Vec<u8> {
    let [own, theirs, _] = keys();
    let book = Book::new(party(1), &[party(1), party(2)]);
    (0..5).for_each(|i| book.say(&format!("entry {i}")));
    let mut pouch = PouchWriter::new(Vec::new(), &own, &theirs.public(), [9; 32]).unwrap();
    for bundle in contents(&*book, party(2), |_, _| 0) {
        pouch.add(&bundle).unwrap();
    }
    pouch.finish().unwrap()
}

fn unpack(
    bytes: &[u8],
    own: &EncryptionKey,
    book: &std::sync::Arc<Book>,
) -> Result<(), PouchError> {
    let [one, two, three] = keys();
    let peers = [
        (party(3), three.public()),
        (party(2), two.public()),
        (party(1), one.public()),
    ];
    let mut pouch = Pouch::open(bytes, own, &peers)?;
    assert_eq!(pouch.from(), party(1));
    let peer = Peer::new(pouch.from(), book.clone());
    while let Some(bundle) = pouch.next_bundle()? {
        peer.handle(&bundle, 1)?;
    }
    Ok(())
}

#[test]
fn a_pouch_brings_everything_and_says_who_packed_it() {
    let [_, own, _] = keys();
    let book = Book::new(party(2), &[party(1), party(2)]);
    unpack(&packed(), &own, &book).unwrap();
    assert_eq!(book.sizes().values().sum::<u64>(), 5);
    // Once more does no harm.
    unpack(&packed(), &own, &book).unwrap();
    assert_eq!(book.sizes().values().sum::<u64>(), 5);
}

#[test]
fn a_pouch_is_not_for_others_and_does_not_show_what_is_in_it() {
    let [_, _, third] = keys();
    let book = Book::new(party(3), &[party(1), party(3)]);
    assert!(matches!(
        unpack(&packed(), &third, &book),
        Err(PouchError::NotForUs)
    ));
    assert!(!packed().windows(5).any(|part| part == b"entry"));
}

#[test]
fn a_pouch_that_was_cut_or_altered_is_noticed() {
    let [_, own, _] = keys();
    let whole = packed();
    for length in 0..whole.len() {
        let book = Book::new(party(2), &[party(1), party(2)]);
        assert!(
            unpack(&whole[..length], &own, &book).is_err(),
            "cut at {length}"
        );
    }
    // In every byte: what marks the last part is one of them, and has two values only.
    for (at, bit) in (0..whole.len()).flat_map(|at| [1, 2, 0x80].map(|bit| (at, bit))) {
        let mut altered = whole.clone();
        altered[at] ^= bit;
        let book = Book::new(party(2), &[party(1), party(2)]);
        assert!(unpack(&altered, &own, &book).is_err(), "{bit} at {at}");
    }
}

#[test]
fn how_long_a_pouch_will_be_is_known_before_it_is_written() {
    let [own, theirs, _] = keys();
    let mut pouch = PouchWriter::new(Vec::new(), &own, &theirs.public(), [9; 32]).unwrap();
    pouch.add(b"a bundle").unwrap();
    let told = pouch.length_with(b"and another");
    pouch.add(b"and another").unwrap();
    assert_eq!(pouch.finish().unwrap().len() as u64, told);
}
