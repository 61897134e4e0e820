//! Bundles: what a file shows to somebody who has nothing else, and that no damaged file shows it.

#[path = "bundle/branches.rs"]
mod branches;
#[path = "bundle/damaged.rs"]
mod damaged;
#[path = "bundle/files.rs"]
mod files;
#[path = "bundle/proofs.rs"]
mod proofs;
#[path = "bundle/renewed.rs"]
mod renewed;
#[path = "bundle/whole.rs"]
mod whole;

use record::audit::{Audit, Claim, Flaw, Shown};
use record::bundle::{Bundle, Part};
use record::testing::{Player, Seat, founding, slot};
use record::{
    Checkpoint, Cosignature, CosignatureKind, Entry, Kind, LogKey, PartyId, Payload,
    SignedCheckpoint, SignedCosignature, TextStatus, Verdict,
};

/// Asteria and Borealis after agreeing on one text, with heads by each and receipts by the other.
pub struct Story {
    /// Asteria's seat.
    pub a: Seat,
    /// Borealis' seat.
    pub b: Seat,
    /// Every head, with its receipts.
    pub heads: Vec<(SignedCheckpoint, Vec<SignedCosignature>)>,
}

impl Story {
    /// The story, the same every time.
    pub fn tell() -> Story {
        Story::of([Player::new("asteria"), Player::new("borealis")])
    }

    /// The story of these two.
    pub fn of(players: [Player; 2]) -> Story {
        let founding = founding(&players, 2);
        let mut a = Seat::opened(&players[0], &founding);
        let mut b = Seat::opened(&players[1], &founding);
        b.take_from(&a);
        a.take_from(&b);
        let mut heads = Vec::new();
        for (own, other) in [(&a, &b), (&b, &a)] {
            heads.extend(head(own, LogKey::identity(own.player.party), other, 1_000));
            heads.extend(head(own, own.player.log(), other, 1_000));
        }
        let text = a.propose(&[slot("principle")]).statement;
        a.act(Kind::Assent, text);
        heads.extend(head(&a, a.player.log(), &b, 2_000));
        b.take_from(&a);
        b.act(Kind::Assent, text);
        let mut remark = b.body(Kind::Remark, &[text]);
        let words = Payload {
            salt: [7; 32],
            content: "Thank you.".into(),
        };
        remark.payloads = vec![words.commitment("text/plain", Some("en"))];
        let delegate = b.player.delegate.clone();
        b.seal_with(&remark, vec![words], &delegate);
        heads.extend(head(&b, b.player.log(), &a, 3_000));
        a.take_from(&b);
        Story { a, b, heads }
    }

    /// The whole of it as one file.
    pub fn bundle(&self) -> Bundle {
        let entries = self.a.entries.iter().map(|(log, entry)| Part::Entry {
            log: *log,
            entry: entry.clone(),
        });
        let heads = self.heads.iter().map(|(head, receipts)| Part::Head {
            head: head.clone(),
            receipts: receipts.clone(),
        });
        Bundle {
            space: self.a.record.space(),
            parts: entries.chain(heads).collect(),
        }
    }

    /// Asteria is 0, Borealis 1.
    pub fn party(&self, at: usize) -> PartyId {
        [self.a.player.party, self.b.player.party][at]
    }
}

/// The head over everything in a log, signed at `time_ms` and cosigned a millisecond later.
fn head(
    own: &Seat,
    log: LogKey,
    other: &Seat,
    time_ms: u64,
) -> Option<(SignedCheckpoint, Vec<SignedCosignature>)> {
    let size = own.record.size(&log);
    let head = Checkpoint {
        log: log.in_space(own.record.space()),
        size,
        root: own.record.root_at(&log, size)?,
        previous: None,
        time_ms,
    };
    let head = head.sign(&own.player.node);
    let receipt = Cosignature {
        by: other.player.party,
        space: own.record.space(),
        checkpoint: head.hash(),
        kind: CosignatureKind::Mirror,
        time_ms: time_ms + 1,
    };
    let receipt = receipt.sign(&other.player.node);
    Some((head, vec![receipt]))
}

fn shown(audit: &Audit, log: LogKey, index: u64) -> &Shown {
    let mut all = audit.entries.iter();
    all.find(|one| one.folded.at.log == log && one.folded.at.index == index)
        .expect("it is in the bundle")
}

#[test]
fn a_file_alone_shows_who_said_what_between_when_and_when_and_what_is_in_effect() {
    let story = Story::tell();
    let bytes = story.bundle().encode();
    let read = Bundle::decode(&bytes).expect("a bundle");
    assert_eq!(read.encode(), bytes, "what is read is what was written");
    let audit = Audit::of(&read);
    assert_eq!(audit.flaws, []);
    let record = audit.record.as_ref().expect("complete logs");
    assert_eq!(record.digest(), story.a.record.digest());

    // Borealis' assent: the last of it that Asteria's node had signed before, and when Asteria's node had it.
    let assent = shown(&audit, story.b.player.log(), 2);
    assert_eq!(assent.folded.body.kind, Kind::Assent);
    assert_eq!(assent.folded.verdict, Verdict::Valid);
    assert_eq!(
        assent.folded.signers,
        [story.b.player.delegate.public().kid()]
    );
    let asteria = story.party(0);
    let claim = |time_ms| {
        Some(Claim {
            time_ms,
            by: asteria,
        })
    };
    assert_eq!((assent.after, assent.before), (claim(2_000), claim(3_001)));
    assert_eq!(assent.held_by, [asteria].into());
    let words = shown(&audit, story.b.player.log(), 3).payloads.iter();
    let contents = words.flatten().map(|payload| payload.content.as_slice());
    assert!(contents.eq([b"Thank you."]));

    let texts = audit.texts();
    let [text] = texts.as_slice() else {
        panic!("one text")
    };
    assert_eq!(text.status, TextStatus::InEffect);
    assert_eq!(text.assents.len(), 2);
}

/// Each party chooses for itself, and whoever checks needs nothing more.
#[test]
fn parties_of_two_algorithms_are_shown_like_others() {
    use record::key::Algorithm::{Ed25519, MlDsa44};
    for [one, other] in [[MlDsa44, Ed25519], [Ed25519, MlDsa44], [MlDsa44, MlDsa44]] {
        let players = [
            Player::with("asteria", one),
            Player::with("borealis", other),
        ];
        let story = Story::of(players);
        let read = Bundle::decode(&story.bundle().encode()).expect("a bundle");
        let audit = Audit::of(&read);
        assert_eq!(audit.flaws, []);
        assert_eq!(audit.texts()[0].status, TextStatus::InEffect);
        let record = audit.record.as_ref().expect("complete logs");
        assert_eq!(record.digest(), story.a.record.digest());
        let alone = proofs::alone(&story, 2);
        let audit = Audit::of(&Bundle::decode(&alone.encode()).expect("a bundle"));
        assert_eq!((audit.flaws.len(), audit.alone.len()), (0, 1));
    }
}

#[test]
fn without_a_word_of_content_it_shows_the_same() {
    let story = Story::tell();
    let mut bundle = story.bundle();
    for part in &mut bundle.parts {
        if let Part::Entry { entry, .. } = part {
            let none = entry.payloads.iter().map(|_| None).collect();
            *entry = Entry::new(entry.leaf_bytes.clone(), entry.body_bytes.clone(), none)
                .expect("leaf and body are whole");
        }
    }
    let bytes = bundle.encode();
    let audit = Audit::of(&Bundle::decode(&bytes).expect("a bundle"));
    assert_eq!(audit.flaws, []);
    assert_eq!(audit.texts()[0].status, TextStatus::InEffect);
    assert_eq!(shown(&audit, story.b.player.log(), 3).payloads, [None]);
    let words = b"Thank you.";
    assert!(!bytes.windows(words.len()).any(|found| found == words));
}

#[test]
fn what_is_left_out_is_named() {
    let story = Story::tell();
    let without = |drop: &dyn Fn(&Part) -> bool| {
        let mut bundle = story.bundle();
        bundle.parts.retain(|part| !drop(part));
        Audit::of(&bundle).flaws
    };
    let (a, b) = (story.a.player.log(), story.b.player.log());
    let at = |log, index| record::view::Position { log, index };
    let head_of = |part: &Part, log: LogKey, size: u64| matches!(part, Part::Head { head, .. } if head.head.log.key == log && head.head.size == size);
    // The last head of Borealis covered its last two entries.
    let flaws = without(&|part| head_of(part, b, 4));
    assert_eq!(flaws, [Flaw::Uncovered(at(b, 2))]);
    // Without the last entry of Asteria, nobody can say what Borealis agreed to.
    let mut entries = 0;
    let last = |part: &Part| matches!(part, Part::Entry { log, .. } if *log == a);
    let total = story
        .bundle()
        .parts
        .iter()
        .filter(|part| last(part))
        .count();
    let mut bundle = story.bundle();
    bundle.parts.retain(|part| {
        entries += usize::from(last(part));
        !(last(part) && entries == total)
    });
    let flaws = Audit::of(&bundle).flaws;
    assert!(flaws.contains(&Flaw::Unsupported(at(b, 2))), "{flaws:?}");
    assert!(flaws.contains(&Flaw::Head(a, 4)), "{flaws:?}");
    // Without an identity log nothing of that party counts.
    let identity = LogKey::identity(story.party(1));
    let flaws = without(&|part| matches!(part, Part::Entry { log, .. } if *log == identity));
    assert!(flaws.contains(&Flaw::Head(b, 4)), "{flaws:?}");
}
