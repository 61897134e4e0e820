//! Notes: each once, so many from each, and gone as a whole.

use record::Hash;
use store::notes::{NOTES_MAX, Note, Notes};

use crate::invented::party;

fn note(number: u64, words: &str) -> Note {
    Note {
        id: Hash::labelled("note", &[&number.to_be_bytes()]).0[..16]
            .try_into()
            .unwrap(),
        name: number.is_multiple_of(2).then(|| format!("Name {number}")),
        words: words.to_owned(),
    }
}

#[test]
fn a_note_is_kept_once_and_one_party_cannot_take_the_room_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let mut notes = Notes::open(&folder.path().join("notes.db")).unwrap();
    let (one, other) = (party(1), party(2));
    let first = [note(1, "one"), note(2, "two")];
    assert_eq!(notes.put(&one, 1, &first).unwrap(), 2);
    assert_eq!(notes.put(&other, 1, &first).unwrap(), 0);
    assert_eq!(notes.all().unwrap(), first);
    let flood: Vec<Note> = (10..NOTES_MAX + 100).map(|n| note(n, "flood")).collect();
    assert_eq!(notes.put(&one, 1, &flood).unwrap() as u64, NOTES_MAX - 2);
    let long = note(5_000, &"x".repeat(5 << 20));
    assert_eq!(notes.put(&other, 1, &[long]).unwrap(), 0);
    assert_eq!(notes.put(&other, 1, &[note(3, "three")]).unwrap(), 1);
    assert_eq!(notes.count().unwrap(), NOTES_MAX + 1);
    assert_eq!(notes.ids().unwrap().len() as u64, NOTES_MAX + 1);
}

#[test]
fn erased_notes_leave_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.db");
    let mut notes = Notes::open(&path).unwrap();
    notes.put(&party(1), 1, &[note(1, "words")]).unwrap();
    assert!(std::fs::read_dir(folder.path()).unwrap().count() > 0);
    notes.erase().unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
