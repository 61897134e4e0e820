//! Notes on the wire: read back, and refused beyond the limits before anything is kept.

use net::Note;
use net::wire::{Message, NOTE_BYTES_MAX, NOTES_MAX, Notes};

use crate::book::SPACE;

fn notes(count: usize, bytes: usize) -> Message {
    let note = |n: usize| Note {
        id: [n as u8; 16],
        name: n.is_multiple_of(2).then(|| "Wu Lian".to_owned()),
        words: "x".repeat(bytes),
    };
    Message::Notes(Notes {
        space: SPACE,
        held: Some([[1; 16], [2; 16]].into()),
        list: (0..count).map(note).collect(),
    })
}

#[test]
fn notes_are_read_as_they_were_written_and_refused_beyond_the_limits() {
    let whole = notes(NOTES_MAX, NOTE_BYTES_MAX);
    assert_eq!(Message::decode(&whole.encode()), Ok(Some(whole)));
    for (count, bytes) in [(NOTES_MAX + 1, 1), (1, NOTE_BYTES_MAX + 1)] {
        assert!(Message::decode(&notes(count, bytes).encode()).is_err());
    }
}
