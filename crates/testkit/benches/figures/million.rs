//! A record of a million entries: three members, of whom two speak and one has yet to hear of it.
//!
//! What is said is mixed as in a long relationship: for each new text there are an assent of its author and one of
//! the other party, and most entries are positions and remarks on what is there. Everything is signed and sealed as
//! a node does it, on all cores and straight through the store, and made once for each number of entries.

use std::fs;
use std::path::{Path, PathBuf};

use domain::fact::{self, Subject};
use domain::{About, List};
use node::Node;
use node::clock::now_ms;
use node::founding::parties;
use record::fold::{FIELD_MEMBERSHIP, Signatures};
use record::founding::Membership;
use record::key::SecretKey;
use record::powers::Powers;
use record::seal::{self, Statement, seal_all};
use record::testing::{Player, seed};
use record::{
    Body, Checkpoint, Entry, Founding, Kind, LogKey, ObjectId, PartyId, Payload, Record,
    SignedCheckpoint, Slot, SpaceId, StatementId,
};
use store::{Appended, Batch, NewEntry, Store};

use super::invented::{WORDS, accredit, name, wordings};

/// Of each round of a party: texts, and as many own assents and assents to the other's texts of the round before.
const TEXTS: usize = 40;
const POSITIONS: usize = 300;
const REMARKS: usize = 80;
/// Entries under one head.
pub const ROUND: usize = 3 * TEXTS + POSITIONS + REMARKS;

/// Folders of the two members with a node, and who they are.
pub struct Million {
    /// Holds everything.
    pub asteria: PathBuf,
    /// Knows of the founding and has entered.
    pub cantabria: PathBuf,
}

/// The folders of a record with about `entries` entries, made if they are not there.
pub fn folders(entries: usize) -> Million {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("figures-{entries}"));
    let done = folder.join("done");
    if !done.exists() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the target folder can be written");
        make(&folder, entries);
        fs::write(&done, "").expect("there is room");
    }
    Million {
        asteria: folder.join("asteria"),
        cantabria: fresh(&folder.join("cantabria"), &folder.join("fresh")),
    }
}

fn make(folder: &Path, entries: usize) {
    let open = |called: &str| {
        let folder = folder.join(called.to_lowercase());
        Node::init(&folder, &name(called)).expect("an empty folder")
    };
    let (asteria, cantabria) = (open("Asteria"), open("Cantabria"));
    let party = |node: &Node| node.seats().next().expect("one seat").party;
    let players = [
        party(&asteria),
        Player::new("borealis").party,
        party(&cantabria),
    ];
    let membership = Membership {
        members: parties(&players),
        threshold: 2,
    };
    let body = Founding::draft(players[0], &membership, &["en"], [7; 16]);
    let space = [&asteria, &cantabria].map(|node| {
        let space = node
            .keep_founding(&body.encode(), &[])
            .expect("it names us");
        node.enter(space, party(node), now_ms())
            .expect("it names us");
        space
    })[0];
    let delegate = SecretKey::from_seed(&seed(&["asteria", "/delegate"]));
    accredit(&asteria, space, players[0], &delegate);
    let node_key = asteria
        .seat(&players[0])
        .expect("its own")
        .keys
        .node
        .clone();
    introduce(&asteria, &cantabria);
    introduce(&cantabria, &asteria);
    drop((asteria, cantabria));
    fs::create_dir(folder.join("fresh")).expect("there is room");
    copy_record(&folder.join("cantabria"), &folder.join("fresh"));
    let mut hall = Hall::open(&folder.join("asteria"), space);
    let speakers = [
        Speaker::new(players[0], delegate, node_key),
        hall.seat_borealis(),
    ];
    hall.talk(speakers, entries);
}

/// The folder as it was before its node heard of anything. The file that says how far it has signed stays: a copy
/// of that would put everything in doubt.
fn fresh(folder: &Path, before: &Path) -> PathBuf {
    let _ = fs::remove_file(folder.join("record.db-shm"));
    copy_record(before, folder);
    folder.to_owned()
}

/// The record's database and what of it still stands in the write-ahead log.
fn copy_record(from: &Path, to: &Path) {
    for file in ["record.db", "record.db-wal"] {
        let _ = fs::remove_file(to.join(file));
        if from.join(file).exists() {
            fs::copy(from.join(file), to.join(file)).expect("there is room");
        }
    }
}

/// As if the two had met: each knows the other's keys. Where to dial is said when it is known.
fn introduce(node: &Node, other: &Node) {
    let other = other.seats().next().expect("one seat");
    node.introduce(other.party, &other.identity, Vec::new())
        .expect("it proves itself");
}

/// The record while it is made.
struct Hall {
    store: Store,
    record: Record,
}

/// A party that speaks.
struct Speaker {
    party: PartyId,
    delegate: SecretKey,
    node: SecretKey,
    said: u64,
    /// Its texts of the last round, and objects that it brought up.
    texts: Vec<StatementId>,
    objects: Vec<ObjectId>,
}

impl Speaker {
    fn new(party: PartyId, delegate: SecretKey, node: SecretKey) -> Speaker {
        let (said, texts, objects) = Default::default();
        Speaker {
            party,
            delegate,
            node,
            said,
            texts,
            objects,
        }
    }
}

impl Hall {
    fn open(folder: &Path, space: SpaceId) -> Hall {
        let store = Store::open(&folder.join("record.db")).expect("it is there");
        let founding = store.space(&space).expect("it can be read").expect("kept");
        let mut record = Record::new(founding.founding);
        for (_, log, stored) in store.replay(&space, 0, 1 << 20).expect("whole") {
            record.apply(log, &stored.entry, Signatures::Stored(true));
            record.note_head(log, record.size(&log));
        }
        Hall { store, record }
    }

    /// Borealis has no node here; what it signed is stored as if it had come.
    fn seat_borealis(&mut self) -> Speaker {
        let player = Player::new("borealis");
        let founding = self.record.founding().clone();
        self.keep(
            LogKey::identity(player.party),
            vec![player.inception.clone()],
            &player.node,
        );
        let powers = Powers::alone(player.delegate.public(), Powers::ALL_KINDS.to_vec(), 3);
        let bodies = [
            seal::enter(&founding, player.party, [1; 16]),
            powers.accreditation(founding.space, player.party, [2; 16]),
        ];
        let statements = bodies.map(|body| Statement::sign(&body, Vec::new(), &player.seal));
        self.seal(player.log(), statements.to_vec(), &player.node);
        Speaker::new(player.party, player.delegate, player.node)
    }

    fn talk(&mut self, mut speakers: [Speaker; 2], entries: usize) {
        for turn in 0..entries / ROUND {
            let (own, other) = speakers.split_at_mut(1);
            let (own, other) = match turn % 2 {
                0 => (&mut own[0], &other[0]),
                _ => (&mut other[0], &own[0]),
            };
            let bodies = self.round(own, other);
            let statements = signed(bodies, &own.delegate);
            self.seal(LogKey::main(own.party), statements, &own.node);
        }
    }

    fn round(&self, own: &mut Speaker, other: &Speaker) -> Vec<(Body, Vec<Payload>)> {
        let mut bodies = Vec::with_capacity(ROUND);
        own.texts.clear();
        for _ in 0..TEXTS {
            let proposal = self.proposal(own);
            let text = StatementId(Body::id_of(&proposal.0.encode()).0);
            own.texts.push(text);
            own.objects.push(proposal.0.slots[0].object);
            bodies.push(proposal);
            bodies.push(self.assent(own, text));
        }
        let answered = other.texts.iter();
        bodies.extend(
            answered
                .map(|text| self.assent(own, *text))
                .collect::<Vec<_>>(),
        );
        let known = own.objects.len();
        for number in 0..POSITIONS + REMARKS {
            let kind = if number < POSITIONS {
                Kind::Position
            } else {
                Kind::Remark
            };
            let object = own.objects[(own.said as usize * 7919) % known];
            bodies.push(self.saying(own, kind, object));
        }
        bodies
    }

    fn body(&self, own: &mut Speaker, kind: Kind) -> Body {
        own.said += 1;
        let random = seed(&[&own.party.hex(), &own.said.to_string()]);
        let nonce = random[..16].try_into().expect("16 of 32");
        Body::new(self.record.space(), own.party, kind, nonce)
    }

    fn proposal(&self, own: &mut Speaker) -> (Body, Vec<Payload>) {
        let mut body = self.body(own, Kind::Propose);
        let membership = self.record.membership().0;
        let object = ObjectId(body.nonce);
        body.slots = vec![Slot { object, base: None }];
        let list = List::ALL[own.said as usize % 3];
        body.fields = fact::describe(body.fields, Subject::Item, Some(list), &About::default())
            .with(FIELD_MEMBERSHIP, |w| {
                w.bytes(membership.as_bytes());
            });
        worded(body, own.said as usize)
    }

    fn assent(&self, own: &mut Speaker, text: StatementId) -> (Body, Vec<Payload>) {
        let mut body = self.body(own, Kind::Assent);
        body.refs = vec![text];
        (body, Vec::new())
    }

    fn saying(&self, own: &mut Speaker, kind: Kind, object: ObjectId) -> (Body, Vec<Payload>) {
        let mut body = self.body(own, kind);
        body.fields = body.fields.with(fact::field::OBJECT, |w| {
            w.bytes(&object.0);
        });
        worded(body, own.said as usize)
    }

    fn seal(&mut self, log: LogKey, statements: Vec<Statement>, node: &SecretKey) {
        let entries = seal_all(statements, &self.record, &log).expect("small entries");
        self.keep(log, entries, node);
    }

    /// Signs a head over the entries and stores them with it.
    fn keep(&mut self, log: LogKey, entries: Vec<Entry>, node: &SecretKey) {
        let size = self.record.size(&log);
        let leaves: Vec<_> = entries.iter().map(Entry::leaf_hash).collect();
        let id = log.in_space(self.record.space());
        let before = self.store.last_checkpoint(&id).expect("it can be read");
        let head = Checkpoint {
            log: id,
            size: size + entries.len() as u64,
            root: self.record.root_with(&log, &leaves),
            previous: before.map(|head| head.hash()),
            time_ms: now_ms(),
        };
        self.store_under(size, &entries, &head.sign(node));
        for entry in &entries {
            let folded = self.record.apply(log, entry, Signatures::Stored(true));
            let verdict = folded.first().map(|one| one.verdict);
            assert_eq!(verdict, Some(record::Verdict::Valid), "everything counts");
        }
        self.record.note_head(log, self.record.size(&log));
    }

    fn store_under(&mut self, size: u64, entries: &[Entry], head: &SignedCheckpoint) {
        let new = |entry| NewEntry {
            entry,
            fitted: true,
            received_ms: now_ms(),
        };
        let new: Vec<NewEntry<'_>> = entries.iter().map(new).collect();
        let batch = Batch {
            log: head.head.log,
            expected_size: size,
            entries: &new,
            checkpoint: Some(head),
        };
        let stored = self.store.append(&[batch]).expect("there is room");
        assert_eq!(stored, Appended::Stored);
    }
}

/// The words and their commitment.
fn worded(mut body: Body, number: usize) -> (Body, Vec<Payload>) {
    let words = wordings(number, WORDS);
    let content = words.contents().next().expect("one language");
    let payload = Payload {
        salt: seed(&["salt", &number.to_string()]),
        content: content.bytes,
    };
    body.payloads = vec![payload.commitment(content.media_type, content.lang.as_deref())];
    (body, vec![payload])
}

/// Signs on all cores, in order.
fn signed(bodies: Vec<(Body, Vec<Payload>)>, key: &SecretKey) -> Vec<Statement> {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    let sign = |part: &[(Body, Vec<Payload>)]| {
        let one =
            |(body, payloads): &(Body, Vec<Payload>)| Statement::sign(body, payloads.clone(), key);
        part.iter().map(one).collect::<Vec<_>>()
    };
    std::thread::scope(|scope| {
        let parts = bodies.chunks(bodies.len().div_ceil(cores));
        let threads: Vec<_> = parts.map(|part| scope.spawn(move || sign(part))).collect();
        let joined = threads
            .into_iter()
            .map(|thread| thread.join().expect("it signs"));
        joined.flatten().collect()
    })
}
