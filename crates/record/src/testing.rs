//! Invented parties for tests: Asteria, Borealis and others, with keys from their names.
//!
//! Pure like the rest: seeds come from names and counters, so a test prints the same ids every time. Never
//! use a key from here for anything real.

use std::collections::BTreeMap;

use crate::body::{Body, Payload, Slot};
use crate::entry::Entry;
use crate::fold::{FIELD_MEMBERSHIP, Fit, Folded, Record, Signatures};
use crate::founding::{Founding, Member, Membership, Role};
use crate::heal::{self, HealedHead};
use crate::identity::{Identity, KeySet, next_root_commitment};
use crate::ids::{Hash, Lane, LogKey, ObjectId, PartyId, StatementId};
use crate::key::{Algorithm, SecretKey};
use crate::kind::Kind;
use crate::powers::Powers;
use crate::seal::{self, Statement};
use crate::view::Position;

/// An invented party with all its keys and one delegate.
#[derive(Clone, Debug)]
pub struct Player {
    /// Its name, in lower case.
    pub name: String,
    /// The party.
    pub party: PartyId,
    /// Root key.
    pub root: SecretKey,
    /// Seal key.
    pub seal: SecretKey,
    /// Node key.
    pub node: SecretKey,
    /// The delegate's key.
    pub delegate: SecretKey,
    /// The first entry of the identity log.
    pub inception: Entry,
}

/// A seed from words; for tests only.
pub fn seed(words: &[&str]) -> [u8; 32] {
    let parts: Vec<&[u8]> = words.iter().map(|word| word.as_bytes()).collect();
    Hash::labelled("detente/testing", &parts).0
}

impl Player {
    /// The party with this name.
    pub fn new(name: &str) -> Player {
        Player::with(name, Algorithm::Ed25519)
    }

    /// The party with this name, all its keys of this algorithm.
    pub fn with(name: &str, algorithm: Algorithm) -> Player {
        let key = |role: &str| SecretKey::new(algorithm, &seed(&[name, "/", role]));
        let (root, seal, node, delegate) = (key("root"), key("seal"), key("node"), key("delegate"));
        let keys = KeySet {
            root: root.public().clone(),
            next_root: next_root_commitment(key("next-root").public()),
            seal: seal.public().clone(),
            node: node.public().clone(),
            tls: Hash(seed(&[name, "/tls"])),
            encryption: seed(&[name, "/encryption"]),
            recovery: None,
        };
        let body = keys.inception(nonce(&[name, "inception"]));
        let inception = seal::identity_entry(&body, Vec::new(), &[&root]).expect("a small entry");
        let party = PartyId(inception.leaf.statement.0);
        Player {
            name: name.to_owned(),
            party,
            root,
            seal,
            node,
            delegate,
            inception,
        }
    }

    /// The keys that the first entry of its identity log names.
    pub fn identity(&self) -> Identity {
        let first = &self.inception;
        let found = Identity::incept(self.party, &first.leaf, &first.body, &first.body_bytes);
        found.expect("a sound first entry")
    }

    /// The party's main log.
    pub fn log(&self) -> LogKey {
        LogKey::main(self.party)
    }
}

/// A nonce from words.
pub fn nonce(words: &[&str]) -> [u8; 16] {
    seed(words)[..16].try_into().expect("16 of 32 bytes")
}

/// The founding of a space with these players as parties, in this order, and `threshold` of them deciding.
pub fn founding(players: &[Player], threshold: u64) -> Founding {
    let members = players
        .iter()
        .map(|player| Member {
            party: player.party,
            role: Role::Party,
        })
        .collect();
    let body = Founding::draft(
        players[0].party,
        &Membership { members, threshold },
        &["en", "zh-Hans"],
        nonce(&["founding"]),
    );
    Founding::read(&body.encode()).expect("a sound founding")
}

/// The kinds of the accreditations in the golden files, which never change: a later kind would change their bytes.
pub const GOLDEN_KINDS: [Kind; 11] = [
    Kind::Propose,
    Kind::Assent,
    Kind::Release,
    Kind::Renounce,
    Kind::Suspend,
    Kind::Withdraw,
    Kind::Resume,
    Kind::Position,
    Kind::BringIn,
    Kind::Defer,
    Kind::Remark,
];

/// An entry with where it stands.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its log.
    pub log: LogKey,
    /// Its place in it.
    pub index: u64,
    /// The root after it.
    pub root: Hash,
    /// The entry.
    pub entry: Entry,
}

/// One party's node, reduced to its record: it seals for its own party and takes what others sealed.
pub struct Seat {
    /// Who sits here.
    pub player: Player,
    /// What it holds.
    pub record: Record,
    /// Everything it sealed or took, in order of arrival.
    pub entries: Vec<(LogKey, Entry)>,
    counter: u64,
}

impl Seat {
    /// A seat that knows the founding and nothing else.
    pub fn new(player: &Player, founding: &Founding) -> Seat {
        Seat {
            player: player.clone(),
            record: Record::new(founding.clone()),
            entries: Vec::new(),
            counter: 0,
        }
    }

    /// A seat that has published its identity, entered the space and accredited its delegate with the powers that
    /// there were when the golden files were written.
    pub fn opened(player: &Player, founding: &Founding) -> Seat {
        Seat::opened_for(player, founding, &GOLDEN_KINDS)
    }

    /// As [`Seat::opened`], with powers for these kinds.
    pub fn opened_for(player: &Player, founding: &Founding, kinds: &[Kind]) -> Seat {
        let mut seat = Seat::new(player, founding);
        seat.take(LogKey::identity(player.party), &player.inception.clone());
        let (enter, nonce) = (
            seal::enter(founding, player.party, seat.nonce()),
            seat.nonce(),
        );
        seat.seal(&enter, &player.seal.clone());
        let powers = Powers::alone(player.delegate.public(), kinds.to_vec(), 1);
        seat.seal(
            &powers.accreditation(founding.space, player.party, nonce),
            &player.seal.clone(),
        );
        seat
    }

    fn nonce(&mut self) -> [u8; 16] {
        self.counter += 1;
        nonce(&[&self.player.name, &self.counter.to_string()])
    }

    /// Takes an entry of `log` as a node does after checking it against a head.
    pub fn take(&mut self, log: LogKey, entry: &Entry) -> Vec<Folded> {
        self.entries.push((log, entry.clone()));
        self.record.note_head(log, self.record.size(&log) + 1);
        self.record.apply(log, entry, Signatures::Verify)
    }

    /// The same party's node once more, as somebody has it who copied its folder: it holds the same, and seals apart
    /// from now on.
    pub fn twin(&self) -> Seat {
        let mut twin = Seat::new(&self.player, self.record.founding());
        twin.counter = self.counter;
        twin.skip_nonces(1_000);
        self.handed()
            .iter()
            .for_each(|told| drop(twin.take_at(told)));
        twin
    }

    /// Lets its next nonces be others: what it would say in the same place, a copy of it says otherwise.
    pub fn skip_nonces(&mut self, count: u64) {
        self.counter += count;
    }

    /// Everything that it holds, in order of arrival, as it would be handed to somebody who knows nothing.
    pub fn handed(&self) -> Vec<Told> {
        let mut sizes = BTreeMap::new();
        let told = |(log, entry): &(LogKey, Entry)| {
            let start = || self.record.stem(log).map_or(0, |stem| stem.at);
            let size = sizes.entry(*log).or_insert_with(start);
            *size += 1;
            let root = self.record.root_at(log, *size).expect("it is held");
            Told {
                log: log.whole(),
                index: *size - 1,
                root,
                entry: entry.clone(),
            }
        };
        self.entries.iter().map(told).collect()
    }

    /// Takes an entry on whichever branch it stands; nothing if it is known, too early, or of one branch too many.
    pub fn take_at(&mut self, told: &Told) -> Vec<Folded> {
        let index = told.index;
        let Some((branch, folded)) = place(&mut self.record, told, Signatures::Verify) else {
            return Vec::new();
        };
        self.entries.push((branch, told.entry.clone()));
        self.record.note_head(branch, index + 1);
        folded
    }

    /// Takes whatever `other` holds and this seat does not, of all logs and branches.
    pub fn take_everything(&mut self, other: &Seat) {
        other
            .handed()
            .iter()
            .for_each(|told| drop(self.take_at(told)));
    }

    /// Opens the next epoch of the main log with a heal that names these heads.
    pub fn heal(&mut self, heads: Vec<HealedHead>) -> Folded {
        let nonce = self.nonce();
        let (space, party) = (self.record.space(), self.player.party);
        let next = self.record.empty_epochs(&party, Lane::Main).next();
        let next = next.expect("nobody holds all epochs");
        let body = heal::body(space, &next, heads, nonce);
        self.seal_in(next, &body, Vec::new(), &self.player.seal.clone())
    }

    /// Takes whatever `other` holds of its own logs and this seat does not.
    pub fn take_from(&mut self, other: &Seat) -> Vec<Folded> {
        let mut folded = Vec::new();
        for log in [LogKey::identity(other.player.party), other.player.log()] {
            let known = self.record.size(&log) as usize;
            let news: Vec<Entry> = other
                .entries
                .iter()
                .filter(|(key, _)| *key == log)
                .skip(known)
                .map(|(_, e)| e.clone())
                .collect();
            news.iter()
                .for_each(|entry| folded.extend(self.take(log, entry)));
        }
        folded
    }

    /// Signs `body` with `key`, seals it, takes it. The own entry is always ready to fold.
    pub fn seal(&mut self, body: &Body, key: &SecretKey) -> Folded {
        self.seal_with(body, Vec::new(), key)
    }

    /// As [`Seat::seal`], with payloads.
    pub fn seal_with(&mut self, body: &Body, payloads: Vec<Payload>, key: &SecretKey) -> Folded {
        let log = self.record.current(&self.player.party, Lane::Main);
        self.seal_in(log, body, payloads, key)
    }

    /// As [`Seat::seal_with`], in this log of its party.
    pub fn seal_in(
        &mut self,
        log: LogKey,
        body: &Body,
        payloads: Vec<Payload>,
        key: &SecretKey,
    ) -> Folded {
        self.seal_statement(log, Statement::sign(body, payloads, key))
    }

    /// As [`Seat::seal`], signed by several keys.
    pub fn seal_together(&mut self, body: &Body, keys: &[SecretKey]) -> Folded {
        let mut all = keys
            .iter()
            .map(|key| Statement::sign(body, Vec::new(), key));
        let mut statement = all.next().expect("somebody signs");
        statement
            .signatures
            .extend(all.flat_map(|other| other.signatures));
        let log = self.record.current(&self.player.party, Lane::Main);
        self.seal_statement(log, statement)
    }

    fn seal_statement(&mut self, log: LogKey, statement: Statement) -> Folded {
        let sealed = statement.seal(&self.record, &log);
        self.take(log, &sealed.expect("a small entry"))
            .pop()
            .expect("an own entry folds at once")
    }

    /// A body of `kind` that acts on `refs`.
    pub fn body(&mut self, kind: Kind, refs: &[StatementId]) -> Body {
        let nonce = self.nonce();
        let mut body = Body::new(self.record.space(), self.player.party, kind, nonce);
        body.refs = refs.to_vec();
        body
    }

    /// The delegate proposes a text for `slots` under the membership in effect.
    pub fn propose(&mut self, slots: &[Slot]) -> Folded {
        let mut body = self.body(Kind::Propose, &[]);
        let membership = self.record.membership().0;
        body.slots = slots.to_vec();
        body.fields = body.fields.with(FIELD_MEMBERSHIP, |w| {
            w.bytes(membership.as_bytes());
        });
        self.seal(&body, &self.player.delegate.clone())
    }

    /// The delegate acts on one text.
    pub fn act(&mut self, kind: Kind, text: StatementId) -> Folded {
        let body = self.body(kind, &[text]);
        self.seal(&body, &self.player.delegate.clone())
    }

    /// The node renounces by itself.
    pub fn renounce_by_node(&mut self, text: StatementId) -> Folded {
        let body = self.body(Kind::Renounce, &[text]);
        self.seal(&body, &self.player.node.clone())
    }
}

/// A slot on a new object named by `word`.
pub fn slot(word: &str) -> Slot {
    Slot {
        object: ObjectId(nonce(&["object", word])),
        base: None,
    }
}

/// Lets a record take an entry on whichever branch it stands, and gives that branch and what was folded. None if it is
/// known, nothing leads to it, or there are too many branches.
pub fn place(
    record: &mut Record,
    told: &Told,
    signatures: Signatures,
) -> Option<(LogKey, Vec<Folded>)> {
    let branch = branch_for(record, told)?;
    Some((branch, record.apply(branch, &told.entry, signatures)))
}

/// The branch on which an entry stands that is new, opened if it is a new one.
fn branch_for(record: &mut Record, told: &Told) -> Option<LogKey> {
    let leaf = [told.entry.leaf_hash()];
    match record.fit(&told.log, told.index, &leaf, &told.root) {
        Fit::Follows { log, .. } => Some(log),
        Fit::Leaves { stem, .. } => {
            let branch = record.next_branch(&told.log)?;
            record.open_branch(branch, stem);
            Some(branch)
        }
        Fit::Known | Fit::Gap | Fit::Mismatch => None,
    }
}

/// A record beside what was stored of it, as at a node: what it has no room for it is given once more when it asks.
pub struct Shelf {
    /// The record.
    pub record: Record,
    /// How often it asked for an entry.
    pub asked: usize,
    stored: BTreeMap<Position, Entry>,
}

impl Shelf {
    /// An empty record that holds so many bytes of entries that wait.
    pub fn new(founding: &Founding, room: usize) -> Shelf {
        Shelf::with_chance(founding, room, seed(&["chance"]))
    }

    /// As [`Shelf::new`], with what chance the record has.
    pub fn with_chance(founding: &Founding, room: usize, chance: [u8; 32]) -> Shelf {
        Shelf {
            record: Record::new(founding.clone()).with_room(room, chance),
            asked: 0,
            stored: BTreeMap::new(),
        }
    }

    /// As [`place`].
    pub fn place(&mut self, told: &Told, signatures: Signatures) -> Option<Vec<Folded>> {
        let branch = branch_for(&mut self.record, told)?;
        Some(self.apply(branch, &told.entry, signatures))
    }

    /// As [`Record::apply`], and gives it whatever it wants then.
    pub fn apply(&mut self, log: LogKey, entry: &Entry, signatures: Signatures) -> Vec<Folded> {
        let index = self.record.size(&log);
        self.stored.insert(Position { log, index }, entry.clone());
        let mut folded = self.record.apply(log, entry, signatures);
        while let Some(at) = self.record.wanted() {
            self.asked += 1;
            folded.extend(self.record.resume(&self.stored[&at], signatures));
        }
        folded
    }
}
