//! Invented logs and entries. Everything follows from small numbers, so two calls give the same bytes.

use std::path::PathBuf;

use record::body::Body;
use record::cose::{self, Purpose};
use record::founding::{Founding, Member, Membership, Role};
use record::key::SecretKey;
use record::{
    Checkpoint, Entry, Hash, Kind, Leaf, LogId, LogKey, PartyId, Payload, SignedCheckpoint, SpaceId,
};
use store::{Appended, Batch, NewEntry, Store};
use tempfile::TempDir;

pub const SPACE: SpaceId = SpaceId(Hash([0xA0; 32]));
pub const OTHER_SPACE: SpaceId = SpaceId(Hash([0xB0; 32]));

pub fn party(number: u8) -> PartyId {
    PartyId(Hash([number; 32]))
}

pub fn key(party: &PartyId) -> SecretKey {
    SecretKey::from_seed(party.as_bytes())
}

/// The main log of an invented party in [`SPACE`].
pub fn log(number: u8) -> LogId {
    LogKey::main(party(number)).in_space(SPACE)
}

pub fn payload(text: &str) -> Payload {
    let salt = Hash::labelled("test/salt", &[text.as_bytes()]).0;
    Payload {
        salt,
        content: text.into(),
    }
}

/// A remark in this log with these payloads; `number` makes it differ from others.
pub fn entry(log: &LogId, number: u8, texts: &[&str]) -> Entry {
    let mut body = Body::new(log.space, log.key.party, Kind::Remark, [number; 16]);
    let payloads: Vec<Payload> = texts.iter().map(|text| payload(text)).collect();
    let commitment = |payload: &Payload| payload.commitment("text/plain", Some("en"));
    body.payloads = payloads.iter().map(commitment).collect();
    seal(log, &body, payloads.into_iter().map(Some).collect())
}

/// The statement sealed in this log, as its party signs it.
pub fn seal(log: &LogId, body: &Body, payloads: Vec<Option<Payload>>) -> Entry {
    let (bytes, key, party) = (body.encode(), key(&log.key.party), log.key.party);
    let leaf = Leaf {
        statement: Body::id_of(&bytes),
        signatures: vec![cose::sign(
            Purpose::Statement,
            &key,
            party,
            log.space,
            &bytes,
            false,
        )],
        identity_size: 1,
        seen: Vec::new(),
    };
    Entry::new(leaf.encode(), bytes, payloads).unwrap()
}

/// A signed head; the store does not know whether the root is right.
pub fn checkpoint(log: &LogId, size: u64) -> SignedCheckpoint {
    checkpoint_over(log, size, Hash([7; 32]))
}

pub fn checkpoint_over(log: &LogId, size: u64, root: Hash) -> SignedCheckpoint {
    let head = Checkpoint {
        log: *log,
        size,
        root,
        previous: None,
        time_ms: 1_700_000_000_000,
    };
    head.sign(&key(&log.key.party))
}

/// The bytes of a founding with one payload, its title.
pub fn founding(title: &Payload) -> Vec<u8> {
    let members = [1, 2].map(|number| Member {
        party: party(number),
        role: Role::Party,
    });
    let membership = Membership::unanimous(members.to_vec());
    let mut body = Founding::draft(party(1), &membership, &["en", "zh-Hans"], [3; 16]);
    body.payloads = vec![title.commitment("text/plain", Some("en"))];
    body.encode()
}

/// Room for any test's entries.
pub const ALL: usize = usize::MAX;

/// Appends these entries to one log, with their signatures called fitting.
pub fn append(store: &mut Store, log: &LogId, expected_size: u64, entries: &[Entry]) -> Appended {
    let new: Vec<NewEntry<'_>> = entries.iter().map(fitting).collect();
    let batch = Batch {
        log: *log,
        expected_size,
        entries: &new,
        checkpoint: None,
    };
    store.append(&[batch]).unwrap()
}

pub fn fitting(entry: &Entry) -> NewEntry<'_> {
    NewEntry {
        entry,
        fitted: true,
        received_ms: 1_700_000_000_000,
    }
}

/// A store in a folder of its own, and the path of its file.
pub fn on_disk() -> (TempDir, PathBuf, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.db");
    let store = Store::open(&path).unwrap();
    (folder, path, store)
}
