//! A party whose keys were rotated and then recovered: what it says with the new ones is shown like anything else, and
//! whoever has the ones that were replaced signs for nothing that came later.

use record::audit::{Audit, Flaw};
use record::bundle::{Bundle, Part, Place};
use record::identity::{KeySet, next_root_commitment, seal_identity, sign_identity};
use record::key::SecretKey;
use record::powers::Powers;
use record::receipt::{Proof, Receipt};
use record::testing::{GOLDEN_KINDS, nonce, seed};
use record::view::Position;
use record::{Body, Checkpoint, Entry, Kind, Lane, LogKey, Verdict, note};

use crate::{Story, head, shown};

fn key(role: &str) -> SecretKey {
    SecretKey::from_seed(&seed(&["asteria", "/", role]))
}

fn signed(body: &Body, signers: &[&str]) -> Entry {
    let bytes = body.encode();
    let sign = |role: &&str| sign_identity(&bytes, body.party, &key(role));
    let leaf = seal_identity(&bytes, signers.iter().map(sign).collect());
    Entry::new(leaf.encode(), bytes, Vec::new()).expect("a small entry")
}

/// Asteria commits to three recovery keys of which two are needed, loses its root, and these holders replace its keys;
/// then its new seal gives the delegate powers and the delegate speaks.
pub fn recovered(holders: &[&str]) -> Story {
    renewed(holders, "new node")
}

/// The same, where whoever has the node key that was replaced signs the last heads.
pub fn stolen() -> Story {
    renewed(&["first", "third"], "node")
}

/// The same, where whoever has the node key puts the recovery into the log once more.
pub fn replayed() -> Story {
    let mut story = recovered(&["first", "third"]);
    let log = LogKey::identity(story.a.player.party);
    let mut of_log = story.a.entries.iter().filter(|(key, _)| *key == log);
    let recovery = of_log.nth(2).expect("the third entry").1.clone();
    story.a.take(log, &recovery);
    story.b.take(log, &recovery);
    story.heads.extend(head(&story.a, log, &story.b, 5_000));
    story
}

fn renewed(holders: &[&str], node: &str) -> Story {
    let mut story = Story::tell();
    let party = story.a.player.party;
    let log = LogKey::identity(party);
    let commitment = |role: &str| next_root_commitment(key(role).public());
    let identity = story.a.record.identity(&party).expect("it is known");
    let rotated = KeySet {
        root: key("next-root").public().clone(),
        next_root: commitment("lost root"),
        recovery: Some((2, ["first", "second", "third"].map(commitment).into())),
        ..identity.latest().clone()
    };
    let renewed = KeySet {
        root: key("new root").public().clone(),
        next_root: commitment("another root"),
        seal: key("new seal").public().clone(),
        node: key("new node").public().clone(),
        ..rotated.clone()
    };
    let by: Vec<_> = holders
        .iter()
        .map(|role| key(role).public().clone())
        .collect();
    let signers = [&["new root"], holders].concat();
    let mut identity = identity.clone();
    let rotation = signed(
        &rotated.rotation(&identity, nonce(&["rotation"])),
        &["next-root"],
    );
    identity.extend(&rotation.leaf, &rotation.body, &rotation.body_bytes);
    let recovery = renewed.recovery(&identity, &by, nonce(&["recovery"]));
    for entry in [rotation, signed(&recovery, &signers)] {
        story.a.take(log, &entry);
        story.b.take(log, &entry);
    }
    let (space, delegate) = (story.a.record.space(), story.a.player.delegate.clone());
    let powers = Powers::alone(delegate.public(), GOLDEN_KINDS.to_vec(), 1);
    let accreditation = powers.accreditation(space, party, nonce(&["again"]));
    story.a.seal(&accreditation, &key("new seal"));
    let remark = story.a.body(Kind::Remark, &[]);
    story.a.seal(&remark, &delegate);
    story.a.player.node = key(node);
    for log in [log, story.a.player.log()] {
        story.heads.extend(head(&story.a, log, &story.b, 4_000));
    }
    story
}

fn read(story: &Story) -> Audit {
    Audit::of(&Bundle::decode(&story.bundle().encode()).expect("a bundle"))
}

#[test]
fn m012_what_is_signed_with_recovered_keys_is_shown_like_anything_else() {
    let story = recovered(&["first", "third"]);
    let audit = read(&story);
    assert_eq!(audit.flaws, []);
    let accreditation = shown(&audit, story.a.player.log(), 4);
    assert_eq!(accreditation.folded.verdict, Verdict::Valid);
    assert_eq!(accreditation.held_by, [story.party(1)].into());
    // What they signed once is nothing at another place.
    let log = LogKey::identity(story.a.player.party);
    let again = Flaw::Identity(Position { log, index: 3 });
    assert_eq!(read(&replayed()).flaws, [again]);
    // One holder is not enough: then the new keys are nobody's, and neither is what they signed.
    let too_few = read(&recovered(&["first"]));
    assert_eq!(too_few.flaws.len(), 5, "{:?}", too_few.flaws);
}

/// Asteria's log as it is after [`recovered`]: four entries from before, and two under the new keys.
struct Apart(Story);

impl Apart {
    fn log(&self) -> LogKey {
        self.0.a.player.log()
    }

    fn checkpoint(&self, size: u64) -> Checkpoint {
        let record = &self.0.a.record;
        let root = record.root_at(&self.log(), size);
        Checkpoint {
            log: self.log().in_space(record.space()),
            size,
            root: root.expect("it is stored"),
            previous: None,
            time_ms: 5_000,
        }
    }

    fn head(&self, size: u64, by: &str) -> Part {
        Part::Head {
            head: self.checkpoint(size).sign(&key(by)),
            receipts: Vec::new(),
        }
    }

    /// The entry at `index`, by a receipt over the first `size` entries or with the way to a head over them.
    fn entry(&self, index: u64, size: u64, receipt_by: Option<&str>) -> Part {
        let (record, log) = (&self.0.a.record, self.log());
        let of_log = self.0.a.entries.iter().filter(|(of, _)| *of == log);
        let (_, entry) = of_log.clone().nth(index as usize).expect("there is one");
        let history = record.history(&log).expect("it is stored");
        let path = history.inclusion_proof(index, size);
        let place = match receipt_by {
            None => Place::Under { index, size, path },
            Some(by) => {
                let proof = Proof::Inclusion { size, index, path };
                let Checkpoint { log, root, .. } = self.checkpoint(size);
                Place::Receipt(Receipt::sign(log, proof, &root, &key(by)))
            }
        };
        let entry = entry.clone();
        Part::Alone { log, entry, place }
    }

    fn extends(&self, old: u64, new: u64, by: &str) -> Part {
        let (record, log) = (&self.0.a.record, self.log());
        let history = record.history(&log).expect("it is stored");
        let path = history.consistency_proof(old, new);
        let Checkpoint { log, root, .. } = self.checkpoint(new);
        let proof = Proof::Consistency { old, new, path };
        Part::Consistency(Receipt::sign(log, proof, &root, &key(by)))
    }

    /// What does not fit of these parts beside the identity logs.
    fn flaws(&self, parts: Vec<Part>) -> Vec<Flaw> {
        let record = &self.0.a.record;
        let keys = self.0.bundle().parts.into_iter();
        let keys = keys
            .filter(|part| matches!(part, Part::Entry { log, .. } if log.lane == Lane::Identity));
        let bundle = Bundle {
            space: record.space(),
            parts: keys.chain(parts).collect(),
        };
        let read = Bundle::decode(&bundle.encode()).expect("a bundle");
        Audit::of(&read).flaws
    }
}

#[test]
fn a_replaced_node_key_signs_no_head_over_what_was_sealed_since() {
    let story = stolen();
    let log = story.a.player.log();
    let uncovered = |log, index| Flaw::Uncovered(Position { log, index });
    let keys = LogKey::identity(log.party);
    let heads = [Flaw::Head(keys, 3), Flaw::Head(log, 6)];
    let expected = [&heads[..], &[uncovered(log, 4), uncovered(keys, 1)]].concat();
    assert_eq!(read(&story).flaws, expected);

    let story = Apart(recovered(&["first", "third"]));
    let place = |index| Flaw::Place(Position { log, index });
    // Where nothing of what was sealed since is shown, it is a key of the party like another.
    assert_eq!(story.flaws(vec![story.head(6, "node")]), []);
    let under = |by| vec![story.head(6, by), story.entry(4, 6, None)];
    assert_eq!(story.flaws(under("new node")), []);
    assert_eq!(story.flaws(under("node")), [Flaw::Head(log, 6), place(4)]);
    // Nor a head that is shown to extend one with such an entry in it.
    let extended = |by| {
        vec![
            story.head(5, "new node"),
            story.entry(4, 5, None),
            story.head(6, by),
            story.extends(5, 6, "new node"),
        ]
    };
    assert_eq!(story.flaws(extended("new node")), []);
    let unshown = Flaw::Consistency(log, 5, 6);
    assert_eq!(story.flaws(extended("node")), [Flaw::Head(log, 6), unshown]);
}

#[test]
fn a_replaced_node_key_signs_no_receipt_and_no_note_over_what_was_sealed_since() {
    let story = Apart(recovered(&["first", "third"]));
    let log = story.log();
    let receipt = |index, by| story.flaws(vec![story.entry(index, 6, Some(by))]);
    assert_eq!(receipt(4, "new node"), []);
    assert_eq!(receipt(3, "node"), []);
    let place = Flaw::Place(Position { log, index: 4 });
    assert_eq!(receipt(4, "node"), [place]);
    let noted = |by| {
        let note = note::sign(&story.checkpoint(6), &key(by)).expect("an Ed25519 key");
        let parts = vec![story.head(6, "new node"), story.entry(4, 6, None)];
        story.flaws([parts, vec![Part::Note(note)]].concat())
    };
    assert_eq!(noted("new node"), []);
    assert_eq!(noted("node"), [Flaw::Note]);
    let extends = |by| {
        let parts = vec![
            story.head(5, "new node"),
            story.head(6, "new node"),
            story.entry(4, 6, None),
        ];
        story.flaws([parts, vec![story.extends(5, 6, by)]].concat())
    };
    assert_eq!(extends("new node"), []);
    assert_eq!(extends("node"), [Flaw::Consistency(log, 5, 6)]);
}
