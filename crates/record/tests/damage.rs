//! Damage: whatever byte of a record is changed, nobody accepts it with another meaning.
//!
//! First as a disk or a courier would damage it, against a head that its party signed; then as a thief of
//! the node's key would, who can seal and sign heads but not speak for a delegate.

#[path = "damage/encodings.rs"]
mod encodings;

use record::fold::{Record, Signatures};
use record::testing::{Player, Seat, founding, slot};
use record::tree::root_of;
use record::{
    Body, Checkpoint, Cosignature, CosignatureKind, Entry, Hash, Kind, Lane, Leaf, LogKey, Payload,
    SignedCheckpoint, SignedCosignature, Verdict,
};

/// Asteria and Borealis agree on a text, and Asteria remarks on it in two languages.
fn two() -> (Seat, Seat) {
    let players = [Player::new("asteria"), Player::new("borealis")];
    let founding = founding(&players, 2);
    let mut a = Seat::opened(&players[0], &founding);
    let mut b = Seat::opened(&players[1], &founding);
    b.take_from(&a);
    a.take_from(&b);
    let text = a.propose(&[slot("principle")]).statement;
    a.act(Kind::Assent, text);
    b.take_from(&a);
    b.act(Kind::Assent, text);
    a.take_from(&b);
    let mut remark = a.body(Kind::Remark, &[text]);
    let contents = ["Thank you.", "谢谢。"].map(|words| Payload {
        salt: [7; 32],
        content: words.as_bytes().to_vec(),
    });
    remark.payloads = contents
        .iter()
        .map(|payload| payload.commitment("text/plain", None))
        .collect();
    let delegate = a.player.delegate.clone();
    a.seal_with(&remark, contents.to_vec(), &delegate);
    b.take_from(&a);
    (a, b)
}

/// A log with its entries and the head that its party's node signed over all of them.
struct Sealed {
    log: LogKey,
    entries: Vec<Entry>,
    head: SignedCheckpoint,
}

impl Sealed {
    /// Whether these are the entries under the head.
    fn fits(&self, entries: &[Entry]) -> bool {
        let leaves: Vec<Hash> = entries.iter().map(Entry::leaf_hash).collect();
        self.head.head.size == leaves.len() as u64 && self.head.head.root == root_of(&leaves)
    }
}

fn logs(seat: &Seat) -> Vec<Sealed> {
    let own = [LogKey::identity(seat.player.party), seat.player.log()];
    own.map(|log| {
        let of_log = seat.entries.iter().filter(|(key, _)| *key == log);
        let entries: Vec<Entry> = of_log.map(|(_, entry)| entry.clone()).collect();
        let size = entries.len() as u64;
        let head = Checkpoint {
            log: log.in_space(seat.record.space()),
            size,
            root: seat.record.root_at(&log, size).expect("it is stored"),
            previous: None,
            time_ms: 1,
        };
        let head = head.sign(&seat.player.node);
        Sealed { log, entries, head }
    })
    .into()
}

/// Every way of changing one bit.
pub fn flipped(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..bytes.len() * 8).map(|bit| {
        let mut changed = bytes.to_vec();
        changed[bit / 8] ^= 1 << (bit % 8);
        changed
    })
}

#[test]
fn m027_a_changed_byte_of_an_entry_is_noticed_and_the_other_copy_still_fits() {
    let (a, b) = two();
    let mut read = 0;
    for sealed in logs(&a).into_iter().chain(logs(&b)) {
        assert!(sealed.fits(&sealed.entries), "the copy that nobody changed");
        for (place, entry) in sealed.entries.iter().enumerate() {
            for changed in flipped(&entry.encode()) {
                // Body and payloads are bound by the leaf, so that what still reads has another leaf.
                let Ok(changed) = Entry::decode(&changed) else {
                    continue;
                };
                let mut entries = sealed.entries.clone();
                entries[place] = changed;
                assert!(!sealed.fits(&entries), "{:?} {place}", sealed.log);
                read += 1;
            }
        }
    }
    assert!(read > 1000, "some changes can still be read: {read}");
}

#[test]
fn m027_an_entry_left_out_added_or_moved_is_noticed() {
    let (a, b) = two();
    for sealed in logs(&a).into_iter().chain(logs(&b)) {
        for place in 0..sealed.entries.len() {
            let mut without = sealed.entries.clone();
            let taken = without.remove(place);
            assert!(!sealed.fits(&without), "left out");
            for other in (0..=without.len()).filter(|other| *other != place) {
                let mut moved = without.clone();
                moved.insert(other, taken.clone());
                assert!(!sealed.fits(&moved), "moved from {place} to {other}");
            }
            let mut twice = sealed.entries.clone();
            twice.insert(place, taken);
            assert!(!sealed.fits(&twice), "added");
        }
    }
}

#[test]
fn a_changed_bit_of_a_checkpoint_or_a_cosignature_is_noticed() {
    let (a, b) = two();
    let (by, space) = (b.player.party, b.record.space());
    for sealed in logs(&a) {
        let (kind, time_ms) = (CosignatureKind::Mirror, 2);
        let checkpoint = sealed.head.hash();
        let receipt = Cosignature {
            by,
            space,
            checkpoint,
            kind,
            time_ms,
        };
        let receipt = receipt.sign(&b.player.node);
        assert_eq!(sealed.head.verify(a.player.node.public()), Ok(()));
        assert_eq!(receipt.verify(b.player.node.public()), Ok(()));
        for changed in flipped(&sealed.head.bytes) {
            let read = SignedCheckpoint::decode(&changed);
            assert!(read.is_err() || read.unwrap().verify(a.player.node.public()).is_err());
        }
        for changed in flipped(&receipt.bytes) {
            let read = SignedCosignature::decode(&changed);
            assert!(read.is_err() || read.unwrap().verify(b.player.node.public()).is_err());
        }
    }
}

/// The thief seals another leaf for the same place, as the entry `place` of what the seat holds.
fn sealed_instead(
    seat: &Seat,
    place: usize,
    leaves: impl Iterator<Item = (Leaf, Vec<u8>)>,
) -> usize {
    let (log, original) = &seat.entries[place];
    let before = || {
        let mut record = Record::new(seat.record.founding().clone());
        for (log, entry) in &seat.entries[..place] {
            record.apply(*log, entry, Signatures::Stored(true));
        }
        record
    };
    let unchanged = before().apply(*log, original, Signatures::Verify);
    assert_eq!(unchanged[0].verdict, Verdict::Valid);
    let mut record = before();
    let mut judged = 0;
    for (leaf, body) in leaves {
        // Without its payloads an entry is as good as with them, and the thief need not invent any.
        let payloads = vec![None; original.payloads.len()];
        let Ok(entry) = Entry::new(leaf.encode(), body, payloads) else {
            continue;
        };
        if log.lane == Lane::Identity || original.body.kind == Kind::Enter {
            record = before(); // these two count at the start of a log only
        }
        let folded = record.apply(*log, &entry, Signatures::Verify);
        // What renews no keys is no entry of an identity log, and waits for good.
        judged += usize::from(log.lane == Lane::Identity && folded.is_empty());
        for folded in folded {
            assert_ne!(folded.verdict, Verdict::Valid, "{:?}", folded.body);
            judged += 1;
        }
    }
    judged
}

#[test]
fn a_thief_of_the_node_key_changes_no_word_of_a_statement() {
    let (a, _) = two();
    for (place, (_, entry)) in a.entries.iter().enumerate() {
        let leaf = |body: &[u8]| Leaf {
            statement: Body::id_of(body),
            ..entry.leaf.clone()
        };
        let changed = flipped(&entry.body_bytes).map(|body| (leaf(&body), body));
        assert!(sealed_instead(&a, place, changed) > 500);
    }
}

#[test]
fn a_thief_of_the_node_key_changes_no_bit_of_a_signature() {
    let (a, _) = two();
    for (place, (_, entry)) in a.entries.iter().enumerate() {
        let leaf = |signature: Vec<u8>| Leaf {
            signatures: vec![signature],
            ..entry.leaf.clone()
        };
        let signature = &entry.leaf.signatures[0];
        let changed = flipped(signature).map(|changed| (leaf(changed), entry.body_bytes.clone()));
        assert!(sealed_instead(&a, place, changed) > 500);
    }
}

#[test]
fn a_statement_counts_in_no_other_log_and_in_no_other_space() {
    let (a, b) = two();
    let elsewhere = founding(&[b.player.clone(), a.player.clone()], 2);
    let (mut b, mut other) = (b, Seat::opened(&a.player, &elsewhere));
    for (log, entry) in &a.entries {
        if *log != a.player.log() {
            continue;
        }
        let leaf = Leaf {
            seen: Vec::new(),
            ..entry.leaf.clone()
        };
        let payloads = entry.payloads.clone();
        let again = Entry::new(leaf.encode(), entry.body_bytes.clone(), payloads);
        let again = again.expect("an entry");
        for folded in b.take(b.player.log(), &again) {
            assert_ne!(folded.verdict, Verdict::Valid, "in the log of Borealis");
        }
        for folded in other.take(*log, &again) {
            assert_ne!(folded.verdict, Verdict::Valid, "in another space");
        }
    }
}
