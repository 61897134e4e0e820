//! Receipts, notes and fork proofs: one entry, one head, two heads, each by itself.

use record::audit::{Audit, Claim, Flaw};
use record::bundle::{Bundle, Part, Place};
use record::fold::BRANCHES_MAX;
use record::fork::ForkProof;
use record::history::History;
use record::identity::{Identity, KeySet};
use record::key::{Algorithm, KeyError, PublicKey, SecretKey};
use record::receipt::{Proof, Receipt};
use record::seal::identity_entry;
use record::testing::{Player, Seat, founding, seed};
use record::{Checkpoint, Hash, Kind, Lane, LogKey, SignedCheckpoint, note};

use crate::Story;

/// The identity logs and one entry with the proof of where it stands.
pub fn alone(story: &Story, index: u64) -> Bundle {
    let log = story.b.player.log();
    let of_log = story.a.entries.iter().filter(|(key, _)| *key == log);
    let entry = of_log.map(|(_, entry)| entry).nth(index as usize);
    let history = story.a.record.history(&log).expect("it is stored");
    let size = history.size();
    let receipt = Receipt::sign(
        log.in_space(story.a.record.space()),
        Proof::Inclusion {
            size,
            index,
            path: history.inclusion_proof(index, size),
        },
        &history.root_at(size).expect("it is stored"),
        &story.b.player.node,
    );
    let mut bundle = Bundle {
        space: story.a.record.space(),
        parts: identities(&[&story.a.player, &story.b.player]),
    };
    bundle.parts.push(Part::Alone {
        log,
        entry: entry.expect("there is one").clone(),
        place: Place::Receipt(receipt),
    });
    bundle
}

pub fn identities(players: &[&Player]) -> Vec<Part> {
    let part = |player: &&Player| Part::Entry {
        log: LogKey::identity(player.party),
        entry: player.inception.clone(),
    };
    players.iter().map(part).collect()
}

/// Borealis says one thing to one and another to the other, and signs heads over both.
pub fn fork(algorithm: Algorithm) -> (Bundle, usize) {
    let players = ["asteria", "borealis"].map(|name| Player::with(name, algorithm));
    let founding = founding(&players, 2);
    let opened = || Seat::opened(&players[1], &founding);
    let (mut first, mut second) = (opened(), opened());
    let kinds = [Kind::Remark, Kind::Position];
    for (seat, kind) in [&mut first, &mut second].into_iter().zip(kinds) {
        let body = seat.body(kind, &[]);
        let delegate = seat.player.delegate.clone();
        seat.seal(&body, &delegate);
    }
    for _ in 0..5 {
        let body = second.body(Kind::Remark, &[]);
        let delegate = second.player.delegate.clone();
        second.seal(&body, &delegate);
    }
    let head = |seat: &Seat| head_of(seat);
    let log = players[1].log();
    let history = second.record.history(&log).expect("it is stored");
    let proof = ForkProof::of(&head(&second), &head(&first), history).expect("a fork");
    let mut parts = identities(&[&players[1]]);
    parts.push(Part::Fork(proof));
    let bundle = Bundle {
        space: founding.space,
        parts,
    };
    let size = bundle.encode().len();
    (bundle, size)
}

fn head_of(seat: &Seat) -> SignedCheckpoint {
    let log = seat.player.log();
    let size = seat.record.size(&log);
    let head = Checkpoint {
        log: log.in_space(seat.record.space()),
        size,
        root: seat.record.root_at(&log, size).expect("it is stored"),
        previous: None,
        time_ms: 1,
    };
    head.sign(&seat.player.node)
}

#[test]
fn one_entry_is_shown_without_the_rest_of_its_log() {
    let story = Story::tell();
    for index in 0..4 {
        let bundle = alone(&story, index);
        let read = Bundle::decode(&bundle.encode()).expect("a bundle");
        assert_eq!(read, bundle);
        let audit = Audit::of(&read);
        assert_eq!(audit.flaws, []);
        let [one] = audit.alone.as_slice() else {
            panic!("one entry")
        };
        assert_eq!((one.at.log, one.at.index), (story.b.player.log(), index));
        // At another place it is nothing.
        let mut moved = alone(&story, (index + 1) % 4);
        let Some(Part::Alone { entry, .. }) = moved.parts.last_mut() else {
            panic!("the last part is the entry")
        };
        *entry = one.entry.clone();
        let flaws = Audit::of(&moved).flaws;
        assert!(matches!(flaws.as_slice(), [Flaw::Place(_)]), "{flaws:?}");
    }
}

/// The two heads of Asteria's log, the later as a note, and the receipt that it extends the earlier.
pub fn extended(story: &Story) -> Bundle {
    let player = &story.a.player;
    let log = player.log();
    let heads = || {
        story
            .heads
            .iter()
            .filter(|(head, _)| head.head.log.key == log)
    };
    let [(old, _), (new, _)] = heads().collect::<Vec<_>>()[..] else {
        panic!("two heads")
    };
    let (old, new) = (&old.head, &new.head);
    let history = story.a.record.history(&log).expect("it is stored");
    let path = history.consistency_proof(old.size, new.size);
    let proof = Proof::Consistency {
        old: old.size,
        new: new.size,
        path,
    };
    let receipt = Receipt::sign(new.log, proof, &new.root, &player.node);
    let mut parts = identities(&[&story.a.player, &story.b.player]);
    parts.extend(heads().map(|(head, receipts)| Part::Head {
        head: head.clone(),
        receipts: receipts.clone(),
    }));
    parts.push(Part::Consistency(receipt));
    // Of an ML-DSA key there are no notes.
    parts.extend(note::sign(new, &player.node).ok().map(Part::Note));
    Bundle {
        space: story.a.record.space(),
        parts,
    }
}

#[test]
fn heads_are_shown_without_entries_and_that_one_extends_the_other() {
    let story = Story::tell();
    let bundle = extended(&story);
    let read = Bundle::decode(&bundle.encode()).expect("a bundle");
    assert_eq!(read, bundle);
    let audit = Audit::of(&read);
    assert_eq!(audit.flaws, []);
    let [old, new] = audit.heads.as_slice() else {
        panic!("two heads")
    };
    assert_eq!((old.size, old.is_noted, old.extends.len()), (2, false, 0));
    assert_eq!((new.size, new.is_noted), (4, true));
    assert_eq!(new.extends, [2].into());
    assert_eq!(new.held_by, [story.party(1)].into());

    // Neither stands without the heads it is about.
    for at in [2, 3] {
        let mut without = bundle.clone();
        without.parts.remove(at);
        let flaws = Audit::of(&without).flaws;
        assert!(
            flaws.contains(&Flaw::Consistency(old.log, 2, 4)),
            "{flaws:?}"
        );
        assert_eq!(flaws.contains(&Flaw::Note), at == 3);
    }
    // A note by another key, and one of another size, fit no head.
    let head = |size| Checkpoint {
        size,
        ..story.heads[1].0.head
    };
    for (size, key) in [(2, &story.a.player.seal), (3, &story.a.player.node)] {
        let mut other = bundle.clone();
        other.parts.pop();
        let note = note::sign(&head(size), key).expect("an Ed25519 key");
        other.parts.push(Part::Note(note));
        assert_eq!(Audit::of(&other).flaws, [Flaw::Note]);
    }
    // Beside complete logs they are checked as well, and there is no head to show by itself.
    let mut whole = story.bundle();
    whole.parts.extend(bundle.parts.into_iter().skip(4));
    let audit = Audit::of(&whole);
    assert_eq!((audit.flaws.len(), audit.heads.len()), (0, 0));
}

/// The same without a receipt: the way to a head that is there.
pub fn under_a_head(story: &Story, index: u64) -> Bundle {
    let mut bundle = alone(story, index);
    let Some(Part::Alone { log, place, .. }) = bundle.parts.last_mut() else {
        panic!("the last part is the entry")
    };
    let history = story.a.record.history(log).expect("it is stored");
    let size = history.size();
    let path = history.inclusion_proof(index, size);
    *place = Place::Under { index, size, path };
    let whole = story.bundle().parts.into_iter();
    bundle.parts.extend(whole.rev().take(1));
    bundle
}

/// Otherwise of every two roots that somebody signs a receipt of consistency could lead from one to the other.
#[test]
fn of_one_size_so_many_roots_are_looked_at_as_a_log_has_branches() {
    let story = Story::tell();
    let player = &story.a.player;
    let mut parts = identities(&[player]);
    for number in 0..2 * u64::from(BRANCHES_MAX) {
        let head = Checkpoint {
            log: player.log().in_space(story.a.record.space()),
            size: 4,
            // One of them twice, at another time.
            root: Hash([number.max(1) as u8; 32]),
            previous: None,
            time_ms: number,
        };
        let (head, receipts) = (head.sign(&player.node), Vec::new());
        parts.push(Part::Head { head, receipts });
    }
    let space = story.a.record.space();
    let audit = Audit::of(&Bundle { space, parts });
    let too_many = Flaw::Head(player.log(), 4);
    assert_eq!(audit.flaws, vec![too_many; usize::from(BRANCHES_MAX) - 1]);
    assert_eq!(audit.heads.len(), usize::from(BRANCHES_MAX) + 1);
}

#[test]
fn a_head_and_the_way_to_it_show_one_entry_and_when_others_had_it() {
    let story = Story::tell();
    for index in 0..4 {
        let bundle = under_a_head(&story, index);
        let read = Bundle::decode(&bundle.encode()).expect("a bundle");
        assert_eq!(read, bundle);
        let audit = Audit::of(&read);
        assert_eq!(audit.flaws, []);
        let by = story.party(0);
        assert_eq!(audit.alone[0].at.index, index);
        assert_eq!(audit.alone[0].before, Some(Claim { time_ms: 3_001, by }));
        assert_eq!(audit.alone[0].held_by, [by].into());
        // Without the head there is nothing to stand under.
        let mut without = read.clone();
        without.parts.pop();
        let flaws = Audit::of(&without).flaws;
        assert!(matches!(flaws.as_slice(), [Flaw::Place(_)]), "{flaws:?}");
    }
}

#[test]
fn a_receipt_of_consistency_leads_from_every_earlier_root_and_from_no_other() {
    let story = Story::tell();
    let log = story.b.player.log();
    let history = story.a.record.history(&log).expect("it is stored");
    let new = history.size();
    for old in 1..=new {
        let path = history.consistency_proof(old, new);
        let root = history.root_at(new).expect("it is stored");
        let proof = Proof::Consistency { old, new, path };
        let id = log.in_space(story.a.record.space());
        let receipt = Receipt::sign(id, proof, &root, &story.b.player.node);
        let read = Receipt::decode(&receipt.bytes).expect("a receipt");
        assert_eq!(read, receipt);
        assert!(read.verify(&root, story.b.player.node.public()).is_ok());
        assert!(read.verify(&root, story.a.player.node.public()).is_err());
        for other in 1..=new {
            let earlier = history.root_at(other).expect("it is stored");
            assert_eq!(read.leads(&earlier, &root), other == old, "{old} {other}");
        }
    }
}

#[test]
fn a_fork_is_proven_by_a_small_file_and_by_nothing_smaller() {
    let (_, size) = fork(Algorithm::MlDsa44);
    assert!(size < 16_384, "{size} bytes");
    let (bundle, size) = fork(Algorithm::Ed25519);
    assert!(size < 4_096, "{size} bytes");
    let read = Bundle::decode(&bundle.encode()).expect("a bundle");
    let audit = Audit::of(&read);
    assert_eq!(audit.flaws, []);
    assert_eq!(audit.forks.len(), 1);
    // Two heads that extend one another are no fork, whatever is said of them.
    let Some(Part::Fork(proof)) = bundle.parts.last() else {
        panic!("the last part is the proof")
    };
    let honest = ForkProof {
        first: proof.second.clone(),
        second: proof.second.clone(),
        prefix: proof.second.head.root,
        path: Vec::new(),
    };
    let mut parts = bundle.parts.clone();
    parts.pop();
    parts.push(Part::Fork(honest));
    let flaws = Audit::of(&Bundle { parts, ..bundle }).flaws;
    assert!(matches!(flaws.as_slice(), [Flaw::NoFork(_)]), "{flaws:?}");
}

/// A thief of a key that was replaced could otherwise keep its party from every epoch before that begins.
#[test]
fn m026_a_replaced_key_proves_nothing_of_the_epochs_that_later_keys_open() {
    let old = Player::new("asteria");
    let new = SecretKey::from_seed(&[3; 32]);
    let renewed = renewed(&old, new.public());
    let space = founding(&[old.clone(), Player::new("borealis")], 2).space;
    let proof = |epoch: u32, by: &SecretKey| {
        let log = LogKey::of(old.party, Lane::Main, epoch).in_space(space);
        let head = |root: u8| Checkpoint {
            log,
            size: 1,
            root: Hash([root; 32]),
            previous: None,
            time_ms: 1,
        };
        let (one, other) = (head(1).sign(by), head(2).sign(by));
        ForkProof::of(&one, &other, &History::default()).expect("they contradict")
    };
    for (epoch, by_old, by_new) in [
        (0, true, true),
        (15, true, true),
        (16, false, true),
        (31, false, true),
        (32, false, false),
        (256, false, false),
    ] {
        let [of_old, of_new] = [&old.node, &new].map(|key| proof(epoch, key));
        let holds = [&of_old, &of_new].map(|proof| proof.holds(&renewed));
        assert_eq!(holds, [by_old, by_new], "{epoch}");
        // Nobody is blamed for a proof by a key that may come to hold again, with a renewal that is not here.
        assert_eq!(of_old.names_keys_of(&renewed), by_old, "{epoch}");
    }
}

/// The keys of a party after a renewal that brought this node key.
fn renewed(player: &Player, node: &PublicKey) -> Identity {
    let mut identity = player.identity();
    let root = SecretKey::new(Algorithm::Ed25519, &seed(&["asteria", "/", "next-root"]));
    let keys = KeySet {
        root: root.public().clone(),
        node: node.clone(),
        ..identity.latest().clone()
    };
    let body = keys.rotation(&identity, [1; 16]);
    let entry = identity_entry(&body, Vec::new(), &[&root]).expect("a small entry");
    assert!(identity.extend(&entry.leaf, &entry.body, &entry.body_bytes));
    identity
}

#[test]
fn a_head_as_a_note_is_read_by_its_key_and_says_the_same() {
    let player = Player::new("asteria");
    let founding = founding(&[player.clone(), Player::new("borealis")], 2);
    let head = head_of(&Seat::opened(&player, &founding));
    let log = head.head.log;
    let text = note::sign(&head.head, &player.node).expect("an Ed25519 key");
    let (size, root) = note::verify(&text, &log, player.node.public()).expect("it fits");
    assert_eq!((size, root), (head.head.size, head.head.root));
    let others = format!("{text}— witness.example/1 c29tZWJvZHkgZWxzZQ==\n");
    assert!(note::verify(&others, &log, player.node.public()).is_ok());
    assert!(note::verify(&text, &log, player.seal.public()).is_err());
    let verifier = note::verifier(&log, player.node.public()).expect("an Ed25519 key");
    let parts: Vec<&str> = verifier.splitn(3, '+').collect();
    assert_eq!(parts[0], note::origin(&log));
    assert!(text.contains(&format!("— {} ", parts[0])));
    let large = Player::with("asteria", Algorithm::MlDsa44).node;
    assert!(note::verifier(&log, large.public()).is_err());
    assert_eq!(
        note::sign(&head.head, &large),
        Err(KeyError::UnknownAlgorithm)
    );
    let other = LogKey::identity(player.party).in_space(founding.space);
    assert!(note::verify(&text, &other, player.node.public()).is_err());
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        if let Ok(altered) = String::from_utf8(bytes) {
            let read = note::verify(&altered, &log, player.node.public());
            assert!(read.is_err(), "at byte {at}: {altered}");
        }
    }
}
