//! A forked log in a bundle: every branch of it, the heal, and what builds on both; and branches that somebody made up.

use std::collections::BTreeSet;

use record::audit::{Audit, Flaw};
use record::bundle::{Bundle, Part, Place};
use record::heal::{self, HealedHead};
use record::identity::KeySet;
use record::key::SecretKey;
use record::leaf::Leaf;
use record::powers::{Powers, revocation};
use record::seal::Statement;
use record::testing::{GOLDEN_KINDS, Player, Seat, founding, nonce, seed, slot};
use record::view::Position;
use record::{
    Body, Checkpoint, Entry, Kind, Lane, LogId, LogKey, Slot, StatementId, TextStatus, Verdict,
    Void, seal,
};

use crate::whole::whole;

/// Three parties, of which Borealis signed three versions of its log and two of its keys, healed that, and went on.
pub struct Forked {
    pub players: [Player; 3],
    /// Borealis' node, which holds everything.
    pub seat: Seat,
    /// The texts of Asteria and of Cimmeria, and the one that builds on both.
    pub texts: [StatementId; 3],
    /// What Borealis said after the heal: twice something once more, something by a key that another branch revoked, and
    /// something by a seal key that neither version of the keys has any more; and an assent beside one to a rival.
    pub void: [Verdict; 5],
}

fn key(word: &str) -> SecretKey {
    SecretKey::from_seed(&seed(&["borealis", "/", word]))
}

/// Puts another seal key in place of the first, on one version of the keys.
fn rotate(seat: &mut Seat, word: &str) {
    let party = seat.player.party;
    let identity = seat.record.identity(&party).expect("it entered");
    let keys = KeySet {
        root: key("next-root").public().clone(),
        seal: key(word).public().clone(),
        ..identity.latest().clone()
    };
    let body = keys.rotation(identity, nonce(&[word]));
    let entry = seal::identity_entry(&body, Vec::new(), &[&key("next-root")]);
    seat.take(LogKey::identity(party), &entry.expect("a small entry"));
    seat.player.seal = key(word);
}

/// Opens the next epoch with a heal that names these heads and nothing beside them: what it knows, it knows from them.
fn heal(seat: &mut Seat, heads: Vec<HealedHead>) -> Verdict {
    let (space, party) = (seat.record.space(), seat.player.party);
    let log = LogKey::of(party, Lane::Main, 1);
    let body = heal::body(space, &log, heads, nonce(&["heal"]));
    let entry = sealed(Statement::sign(&body, Vec::new(), &seat.player.seal), 2);
    let folded = seat.take(log, &entry);
    folded.last().expect("it waits for nothing").verdict
}

/// Sealed under so much of the identity log, by an author that says to have seen nothing.
fn sealed(statement: Statement, identity_size: u64) -> Entry {
    let leaf = Leaf {
        statement: Body::id_of(&statement.body_bytes),
        signatures: statement.signatures,
        identity_size,
        seen: Vec::new(),
    };
    let entry = Entry::new(leaf.encode(), statement.body_bytes, Vec::new());
    entry.expect("a small entry")
}

/// A seat that folded what this one holds anew, the keys first, as a node does that hears of other keys.
fn anew(seat: &Seat) -> Seat {
    let mut fresh = Seat::new(&seat.player, seat.record.founding());
    let mut handed = seat.handed();
    handed.sort_by_key(|told| told.log.lane != Lane::Identity);
    handed.iter().for_each(|told| drop(fresh.take_at(told)));
    fresh.skip_nonces(5_000);
    fresh
}

impl Forked {
    /// The story, the same every time.
    pub fn tell() -> Forked {
        let players = ["asteria", "borealis", "cimmeria"].map(Player::new);
        let founding = founding(&players, 2);
        let [mut a, mut b, mut c] = players
            .each_ref()
            .map(|player| Seat::opened(player, &founding));
        for _ in 0..2 {
            b.take_everything(&a);
            b.take_everything(&c);
            a.take_everything(&b);
            c.take_everything(&b);
        }
        let mut x = b.twin();
        // Two rivals, each of which one version agrees to.
        let texts = [&mut a, &mut c].map(|seat| {
            let text = seat.propose(&[slot("x")]).statement;
            seat.act(Kind::Assent, text);
            text
        });
        b.take_everything(&a);
        x.take_everything(&c);
        b.act(Kind::Assent, texts[0]);
        x.act(Kind::Assent, texts[1]);
        // A third version shares the assent of the first.
        let mut y = b.twin();
        y.skip_nonces(2_000);
        y.act(Kind::Remark, texts[0]);
        // Each version changes the keys. One gives powers, the other takes the same powers away at the same place.
        let (space, party, speaker) = (founding.space, players[1].party, key("speaker"));
        rotate(&mut b, "seal of the first");
        rotate(&mut x, "seal of the second");
        let powers = Powers::alone(speaker.public(), GOLDEN_KINDS.to_vec(), 2);
        let given = powers.accreditation(space, party, nonce(&["given"]));
        b.seal(&given, &key("seal of the first"));
        let taken = revocation(space, party, speaker.public().kid(), nonce(&["taken"]));
        x.seal(&taken, &key("seal of the second"));
        let by_speaker = |seat: &mut Seat| {
            let remark = seat.body(Kind::Remark, &[texts[0]]);
            seat.seal(&remark, &speaker).verdict
        };
        assert_eq!(by_speaker(&mut b), Verdict::Valid);
        let once: Body = x.body(Kind::Remark, &[texts[1]]);
        let delegate = x.player.delegate.clone();
        x.seal(&once, &delegate);

        // It takes all versions together, heals them and goes on.
        b.take_everything(&x);
        b.take_everything(&y);
        b.take_everything(&c);
        let mut b = anew(&b);
        let heads = b.record.heads_to_heal(&party, Lane::Main);
        assert_eq!(heal(&mut b, heads), Verdict::Valid);
        let again = b.seal(&once, &delegate).verdict;
        let replaced = b.seal(&given, &b.player.seal.clone()).verdict;
        let first = powers.accreditation(space, party, nonce(&["by the first seal"]));
        let first = b.seal(&first, &players[1].seal).verdict;
        // Of Cimmeria's text it knows from the author of the second version, and from nobody else.
        let rival = b.act(Kind::Assent, texts[1]).verdict;
        let void = [again, replaced, by_speaker(&mut b), first, rival];

        // Asteria hears of all that and proposes something that builds on both.
        let mut a = anew(&b);
        a.player = players[0].clone();
        let slots = texts.map(|base| Slot {
            base: Some(base),
            ..slot("x")
        });
        let settled = a.propose(&slots).statement;
        a.act(Kind::Assent, settled);
        b.take_everything(&a);
        b.act(Kind::Assent, settled);
        Forked {
            players,
            seat: b,
            texts: [texts[0], texts[1], settled],
            void,
        }
    }

    /// All of it as one file.
    pub fn bundle(&self) -> Bundle {
        whole(&self.seat, &self.players)
    }

    fn log(&self) -> LogKey {
        self.players[1].log()
    }
}

fn audited(bundle: &Bundle) -> Audit {
    let read = Bundle::decode(&bundle.encode()).expect("a bundle");
    assert_eq!(read, *bundle);
    Audit::of(&read)
}

#[test]
fn m026_a_file_shows_what_a_forked_and_healed_party_said_on_every_branch() {
    let story = Forked::tell();
    let reasons = [Void::Repeated, Void::NotEntitled, Void::RivalAlive];
    let [repeated, not_entitled, rival] = reasons.map(Verdict::Void);
    let expected = [repeated, repeated, not_entitled, not_entitled, rival];
    assert_eq!(story.void, expected);
    let audit = audited(&story.bundle());
    assert_eq!(audit.flaws, []);
    let record = audit.record.as_ref().expect("complete logs");
    assert_eq!(record.digest(), story.seat.record.digest());
    assert!(!record.is_stale());
    assert_eq!(audit.branches.len(), 3 + 2);
    let statuses = story.texts.map(|text| record.status(&text));
    let contested = TextStatus::Contested;
    assert_eq!(
        statuses,
        [contested, contested, TextStatus::InEffect].map(Some)
    );
    // What another party said is about the entries that it holds, whichever branch goes on from them.
    for shown in &audit.entries {
        let (at, before) = (shown.folded.at, shown.before.expect("a head is cosigned"));
        let size = (before.time_ms - 1) / 1_000;
        assert!(size > at.index, "{at:?}");
        assert_eq!(shown.held_by.len(), 1, "{at:?}");
    }
}

/// How many entries of the other parties are judged.
fn rest(audit: &Audit, log: LogKey) -> usize {
    let others = audit.entries.iter();
    others
        .filter(|one| one.folded.at.log.party != log.party)
        .count()
}

#[test]
fn a_branch_that_leaves_nothing_is_named_and_the_rest_is_judged() {
    let story = Forked::tell();
    let (log, bundle) = (story.log(), story.bundle());
    let is_branch = |part: &Part| matches!(part, Part::Branch { log: of, .. } if *of == log);
    let place = bundle
        .parts
        .iter()
        .position(is_branch)
        .expect("it is forked");
    let Part::Branch { size, root, .. } = bundle.parts[place] else {
        panic!("a branch")
    };
    let with = |change: &dyn Fn(&mut Vec<Part>)| {
        let mut bundle = bundle.clone();
        change(&mut bundle.parts);
        audited(&bundle)
    };
    // A root that nobody has; a size that nothing reaches; the root of another size.
    for (other, of) in [
        (size, record::Hash([7; 32])),
        (u64::MAX, root),
        (size + 1, root),
        (0, root),
    ] {
        let audit = with(&|parts| {
            let (size, root) = (other, of);
            parts[place] = Part::Branch { log, size, root };
        });
        assert_eq!(audit.flaws[0], Flaw::Branch(log, other));
        // Its heads fit nothing, and what builds on it waits.
        assert!(
            audit
                .flaws
                .iter()
                .any(|flaw| matches!(flaw, Flaw::Head(..)))
        );
        assert!(
            audit
                .flaws
                .iter()
                .any(|flaw| matches!(flaw, Flaw::Unsupported(_)))
        );
        assert!(rest(&audit, log) >= 8, "{}", rest(&audit, log));
        let record = audit.record.expect("complete logs");
        assert!(
            record.folded_size(&log) > size,
            "the first branch is folded"
        );
    }
    // The same branch twice; one with nothing on it.
    let again = bundle.parts[place + 1].clone();
    let twice = with(&|parts| {
        let branch = Part::Branch { log, size, root };
        parts.extend([branch.clone(), again.clone(), branch]);
    });
    assert_eq!(
        twice.flaws,
        [Flaw::Branch(log, size), Flaw::Branch(log, size)]
    );
    assert_eq!(twice.branches.len(), 3 + 2);
}

/// Nobody is told that a log was forked which only goes on.
#[test]
fn what_goes_on_at_the_end_of_a_log_is_no_branch() {
    let story = crate::Story::tell();
    let log = story.a.player.log();
    let mut bundle = story.bundle();
    let is_own = |part: &Part| matches!(part, Part::Entry { log: of, .. } if *of == log);
    let last = bundle
        .parts
        .iter()
        .rposition(is_own)
        .expect("it has entries");
    let size = story.a.record.size(&log) - 1;
    let root = story.a.record.root_at(&log, size).expect("it is held");
    bundle.parts.insert(last, Part::Branch { log, size, root });
    let audit = audited(&bundle);
    assert_eq!(audit.flaws[0], Flaw::Branch(log, size));
    assert!(audit.branches.is_empty());
}

/// Entries of an identity log do not say at which place they stand: whoever has them can put them into another order.
#[test]
fn keys_in_another_order_without_a_head_over_it_accuse_nobody() {
    let mut bundle = Forked::tell().bundle();
    bundle.parts.retain(|part| match part {
        Part::Entry { log, .. } | Part::Branch { log, .. } => log.lane == Lane::Identity,
        Part::Head { head, .. } => head.head.log.key.lane == Lane::Identity,
        _ => false,
    });
    let signed = audited(&bundle);
    assert_eq!((signed.forked().len(), signed.flaws.len()), (1, 0));
    bundle
        .parts
        .retain(|part| !matches!(part, Part::Head { .. }));
    let alone = audited(&bundle);
    assert_eq!((alone.forked().len(), alone.flaws.len()), (0, 0));
}

#[test]
fn a_branch_that_no_head_covers_is_named() {
    let story = Forked::tell();
    let log = story.log();
    let record = &story.seat.record;
    let branches: Vec<LogKey> = record.branches(log).collect();
    assert_eq!(branches.len(), 3);
    for branch in branches {
        let (size, start) = (
            record.size(&branch),
            record.stem(&branch).map_or(0, |stem| stem.at),
        );
        let own = |size: u64| size > start;
        let mut bundle = story.bundle();
        bundle.parts.retain(|part| {
            let Part::Head { head, .. } = part else {
                return true;
            };
            let root = record.root_at(&branch, head.head.size);
            head.head.log.key != log || !own(head.head.size) || root != Some(head.head.root)
        });
        let audit = audited(&bundle);
        let [Flaw::Uncovered(at)] = audit.flaws[..] else {
            panic!("{:?}", audit.flaws)
        };
        let shown = audit.branches.iter().find(|one| one.log == at.log);
        let shown = shown.expect("it is forked");
        assert_eq!(shown.size, size);
        // What it shares with another branch is under the heads of that one.
        let stems = audit.branches.iter().filter_map(|one| one.stem);
        let shared = stems.filter(|stem| stem.of == at.log);
        let shared = shared
            .map(|stem| stem.at)
            .chain(shown.stem.map(|stem| stem.at));
        assert_eq!(Some(at.index), shared.max());
    }
}

/// A second version of the keys, which goes on after the first entry with one that renews nothing, as whoever has the node
/// key can sign it.
fn unchanged(seat: &Seat, log: LogId, node: &SecretKey) -> [Part; 3] {
    let entry = seat.player.inception.clone();
    let history = seat.record.history(&log.key).expect("it is held");
    let history = history.prefix(1);
    let root = history.root_with(&[]);
    let head = Checkpoint {
        log,
        size: 2,
        root: history.root_with(&[entry.leaf_hash()]),
        previous: None,
        time_ms: 9_000,
    };
    let (head, receipts) = (head.sign(node), Vec::new());
    [
        Part::Branch {
            log: log.key,
            size: 1,
            root,
        },
        Part::Entry {
            log: log.key,
            entry,
        },
        Part::Head { head, receipts },
    ]
}

/// What is shared says which keys were in use: whoever has one that was replaced signs for no branch of it, not even beside
/// a version of the keys in which they go on unchanged.
#[test]
fn a_replaced_node_key_signs_for_no_branch_of_what_was_sealed_since() {
    let mut players = ["asteria", "borealis"].map(Player::new);
    let founding = founding(&players, 2);
    let [mut a, mut b] = players
        .each_ref()
        .map(|player| Seat::opened(player, &founding));
    b.take_everything(&a);
    let (party, log, old) = (b.player.party, b.player.log(), b.player.node.clone());
    let identity = b.record.identity(&party).expect("it entered");
    let keys = KeySet {
        root: key("next-root").public().clone(),
        node: key("new node").public().clone(),
        ..identity.latest().clone()
    };
    let body = keys.rotation(identity, nonce(&["rotation"]));
    let entry = seal::identity_entry(&body, Vec::new(), &[&key("next-root")]);
    let own = LogKey::identity(party);
    let unchanged = unchanged(&b, own.in_space(founding.space), &old);
    b.take(own, &entry.expect("a small entry"));
    players[1].node = key("new node");
    b.act(Kind::Remark, StatementId::default());
    let size = b.record.size(&log);
    let root = b.record.root_at(&log, size).expect("it is held");
    let remarks: Vec<Body> = (0..8).map(|_| b.body(Kind::Remark, &[])).collect();
    b.act(Kind::Remark, StatementId::default());
    a.take_everything(&b);
    let branches = remarks.iter().map(|remark| {
        // The thief goes on as if the keys had never been changed.
        let entry = sealed(Statement::sign(remark, Vec::new(), &b.player.delegate), 1);
        let history = b.record.history(&log).expect("it is held").prefix(size);
        let head = Checkpoint {
            log: log.in_space(founding.space),
            size: size + 1,
            root: history.root_with(&[entry.leaf_hash()]),
            previous: None,
            time_ms: 9_000,
        };
        let by = |node: &SecretKey, beside: &[Part]| {
            let mut bundle = whole(&a, &players);
            let (entry, head, receipts) = (entry.clone(), head.sign(node), Vec::new());
            bundle.parts.extend_from_slice(beside);
            bundle.parts.extend([
                Part::Branch { log, size, root },
                Part::Entry { log, entry },
                Part::Head { head, receipts },
            ]);
            audited(&bundle)
        };
        assert_eq!(by(&players[1].node, &[]).flaws, []);
        let branch = LogKey { branch: 1, ..own };
        let unsound = Flaw::Identity(Position {
            log: branch,
            index: 1,
        });
        let unsound = vec![unsound, Flaw::Head(own, 2)];
        assert_eq!(by(&players[1].node, &unchanged).flaws, unsound);
        let own = [(&unchanged[..], unsound), (&[], vec![])].map(|(beside, unsound)| {
            let stolen = by(&old, beside);
            let mut branches = stolen.branches.iter();
            let own = branches.find(|one| one.root == head.root);
            let log = own.expect("it is there").log;
            let at = Position { log, index: size };
            let head = Flaw::Head(log.whole(), size + 1);
            let expected = unsound.into_iter().chain([head, Flaw::Uncovered(at)]);
            assert_eq!(stolen.flaws, expected.collect::<Vec<_>>());
            log.branch
        });
        own[0]
    });
    let branches: BTreeSet<u8> = branches.collect();
    assert_eq!(
        branches.len(),
        2,
        "it stands first or second, as its hash has it"
    );
}

#[test]
fn more_branches_than_anybody_follows_are_named() {
    let players = ["asteria", "borealis"].map(Player::new);
    let founding = founding(&players, 2);
    let seats = players
        .each_ref()
        .map(|player| Seat::opened(player, &founding));
    let [mut a, b] = seats;
    a.take_everything(&b);
    let log = b.player.log();
    let twins = (0..10).map(|number| {
        let mut twin = b.twin();
        twin.skip_nonces(1_000 * number);
        twin.act(Kind::Remark, StatementId::default());
        twin
    });
    let twins: Vec<Seat> = twins.collect();
    twins.iter().for_each(|twin| a.take_everything(twin));
    let mut bundle = whole(&a, &players);
    let size = b.record.size(&log);
    let root = b.record.root_at(&log, size).expect("it is held");
    let fits = audited(&bundle);
    assert_eq!((fits.flaws.len(), fits.branches.len()), (0, 8));
    for twin in twins.iter().skip(8) {
        let (_, entry) = twin.entries.last().expect("it sealed").clone();
        bundle
            .parts
            .extend([Part::Branch { log, size, root }, Part::Entry { log, entry }]);
    }
    let flaws = audited(&bundle).flaws;
    assert_eq!(flaws, [Flaw::Branch(log, size), Flaw::Branch(log, size)]);
}

/// Entries of two branches, each with the way to a head of its own branch: what others said of one is not said of the other.
#[test]
fn what_was_said_of_one_branch_is_not_said_of_an_entry_on_another() {
    let story = Forked::tell();
    let (log, record) = (story.log(), &story.seat.record);
    let heads = story
        .bundle()
        .parts
        .into_iter()
        .filter_map(|part| match part {
            Part::Head { head, receipts } if head.head.log.key == log => Some((head, receipts)),
            _ => None,
        });
    let heads: Vec<_> = heads.collect();
    let mut parts = crate::proofs::identities(&story.players.each_ref());
    let branches: Vec<LogKey> = record.branches(log).take(2).collect();
    for (number, branch) in branches.iter().enumerate() {
        let (size, index) = (record.size(branch), record.size(branch) - 1);
        let mut entries = story.seat.entries.iter().rev();
        let (_, entry) = entries
            .find(|(key, _)| key == branch)
            .expect("it has entries")
            .clone();
        let root = record.root_at(branch, size);
        let path = record
            .history(branch)
            .expect("it is held")
            .inclusion_proof(index, size);
        parts.push(Part::Alone {
            log,
            entry,
            place: Place::Under { index, size, path },
        });
        let mut own = heads
            .iter()
            .filter(|(head, _)| Some(head.head.root) == root);
        let (head, mut receipts) = own.next().expect("a head").clone();
        // The larger one is cosigned, the smaller one is not.
        if number == 0 {
            receipts.clear();
        }
        parts.push(Part::Head { head, receipts });
    }
    let space = record.space();
    let audit = audited(&Bundle { space, parts });
    assert_eq!(audit.flaws, []);
    let held: Vec<usize> = audit.alone.iter().map(|one| one.held_by.len()).collect();
    assert_eq!(held, [0, 1]);
    let at = audit.alone.iter().map(|one| one.at);
    let sizes = branches.iter().map(|branch| record.size(branch));
    let expected = sizes.map(|size| Position {
        log,
        index: size - 1,
    });
    assert!(at.eq(expected));
}

/// With the identity logs alone: the keys of each version fit what was signed with them.
#[test]
fn an_entry_shown_alone_fits_the_keys_of_its_branch() {
    let story = Forked::tell();
    let record = &story.seat.record;
    let mut parts = story.bundle().parts;
    parts.retain(|part| match part {
        Part::Entry { log, .. } | Part::Branch { log, .. } => log.lane == Lane::Identity,
        Part::Head { head, .. } => head.head.log.key == story.log(),
        _ => false,
    });
    let by_seal = |kind: Kind| {
        let entries = story.seat.entries.iter();
        let mut entries = entries.filter(|(log, _)| log.whole() == story.log());
        let found = entries.rfind(|(_, entry)| entry.body.kind == kind);
        found.expect("the story has it").clone()
    };
    let kinds = [Kind::Accredit, Kind::Revoke];
    for (branch, entry) in kinds.map(by_seal) {
        let (size, history) = (record.size(&branch), record.history(&branch));
        let history = history.expect("it is held");
        let leaf = entry.leaf_hash();
        let index = (0..size).find(|index| history.leaf(*index) == Some(leaf));
        let index = index.expect("it stands there");
        let path = history.inclusion_proof(index, size);
        parts.push(Part::Alone {
            log: branch.whole(),
            entry,
            place: Place::Under { index, size, path },
        });
    }
    let space = record.space();
    let fits = |parts: Vec<Part>| {
        let audit = audited(&Bundle { space, parts });
        let signers = audit.alone.iter().map(|one| one.signers[0].1);
        (
            audit.flaws.len(),
            audit.branches.len(),
            signers.collect::<Vec<_>>(),
        )
    };
    assert_eq!(fits(parts.clone()), (0, 2, vec![Some(true); 2]));
    // Without the other version of the keys nobody knows whose signature that is.
    let place = parts
        .iter()
        .position(|part| matches!(part, Part::Branch { .. }));
    let place = place.expect("the keys were forked");
    parts.drain(place..=place + 1);
    let (flaws, branches, mut signers) = fits(parts);
    signers.sort();
    assert_eq!((flaws, branches, signers), (0, 0, vec![None, Some(true)]));
}
