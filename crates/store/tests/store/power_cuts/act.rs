//! What is done to the store: every kind of write that it has, drawn by chance.

use disk::Seeded;
use record::body::Body;
use record::founding::Founding;
use record::{
    Cosignature, CosignatureKind, Entry, Hash, Kind, LogId, Payload, SignedCheckpoint,
    SignedCosignature, SpaceId, StatementId, tree,
};
use store::{Appended, Batch, Content, Kept, NewEntry, SpaceRow, Store, StoreFault, Stored};

use super::world::{World, logs, title, witnessed_log};
use crate::invented::*;

/// One write.
#[derive(Debug)]
pub enum Act {
    /// A space, with its title or without.
    PutSpace(usize, bool),
    /// Entries of some logs at once.
    Append(Vec<New>),
    /// Entries for a log that is not of the size expected: nothing must come of it.
    AppendTooLate(New),
    Head(SignedCheckpoint),
    Conflict(SignedCheckpoint),
    Receipt(SignedCheckpoint, SignedCosignature),
    /// A head that a witness signs in the same breath; the last one of its log is the hash.
    Witnessed(Option<Hash>, SignedCheckpoint, SignedCosignature),
    /// The same, where another head came meanwhile: nothing must come of it.
    WitnessedTooLate(SignedCheckpoint, SignedCosignature),
    PutFact(String, Vec<u8>),
    DropFact(String),
    Erase(SpaceId, StatementId, usize),
    EmptyWriteAhead,
}

/// What is appended to one log.
#[derive(Debug)]
pub struct New {
    log: LogId,
    expected_size: u64,
    entries: Vec<Stored>,
    head: Option<SignedCheckpoint>,
}

impl Act {
    /// Draws what to do next in this world.
    pub fn draw(world: &World, chance: &mut Seeded) -> Act {
        let log = logs()[chance.below(3)];
        match chance.below(23) {
            0 => Act::PutSpace(chance.below(4), chance.one_in(2)),
            1 => Act::AppendTooLate(New {
                expected_size: world.size(&log) + 1,
                ..New::draw(log, world, chance)
            }),
            2 | 3 => Act::Head(head(&log, world)),
            4 => Act::Conflict(checkpoint_over(&log, chance.below(9) as u64, Hash([8; 32]))),
            5..8 => receipt(&log, world, chance).unwrap_or(Act::EmptyWriteAhead),
            8 | 9 => Act::PutFact(fact(chance), text(chance).into()),
            10 => Act::DropFact(fact(chance)),
            11 | 12 => erasure(world, chance),
            13 => Act::EmptyWriteAhead,
            20.. => witnessed(world, chance),
            _ => {
                let count = 1 + chance.below(2);
                let some = logs().into_iter().cycle().skip(chance.below(3)).take(count);
                Act::Append(some.map(|log| New::draw(log, world, chance)).collect())
            }
        }
    }

    /// Does it. What it answers must be what it has to answer.
    pub fn perform(&self, store: &mut Store) -> Result<(), StoreFault> {
        match self {
            Act::PutSpace(number, titled) => {
                let title = title(*number);
                store.put_space(&founding(&title), &[titled.then_some(title)])?;
            }
            Act::Append(new) => assert_eq!(append_all(store, new)?, Appended::Stored),
            Act::AppendTooLate(new) => {
                let answer = append_all(store, std::slice::from_ref(new))?;
                assert!(matches!(answer, Appended::HeadMoved { .. }));
            }
            Act::Head(head) => store.put_checkpoint(head)?,
            Act::Conflict(head) => store.put_conflict(head)?,
            Act::Receipt(head, receipt) => {
                let kept = store.put_cosignature(&head.head.log, receipt)?;
                assert_ne!(kept, Kept::NoCheckpoint);
            }
            Act::Witnessed(last, head, receipt) => {
                assert!(store.put_witnessed(last.as_ref(), head, receipt)?);
            }
            Act::WitnessedTooLate(head, receipt) => {
                let other = Hash([3; 32]);
                assert!(!store.put_witnessed(Some(&other), head, receipt)?);
            }
            Act::PutFact(name, value) => store.put_fact(name, value)?,
            Act::DropFact(name) => store.drop_fact(name)?,
            Act::Erase(space, statement, n) => {
                let _ = store.erase_payload(space, statement, *n)?;
            }
            Act::EmptyWriteAhead => assert!(store.empty_write_ahead()?),
        }
        Ok(())
    }

    /// What the world is after it.
    pub fn apply(&self, world: &mut World) {
        match self {
            Act::PutSpace(number, titled) => {
                let title = title(*number);
                let founding = Founding::read(&founding(&title)).unwrap();
                world.put_space(SpaceRow {
                    space: founding.space,
                    founding,
                    payloads: vec![match titled {
                        true => Content::Here(title),
                        false => Content::Never,
                    }],
                });
            }
            Act::Append(new) => {
                for New {
                    log, entries, head, ..
                } in new
                {
                    let entries = entries.iter().map(|stored| (log.key, stored.clone()));
                    world.entries.extend(entries);
                    head.iter().for_each(|head| world.put_head(head));
                }
            }
            Act::AppendTooLate(_) | Act::WitnessedTooLate(..) | Act::EmptyWriteAhead => {}
            Act::Head(head) => world.put_head(head),
            Act::Conflict(head) => world.put_conflict(head),
            Act::Receipt(head, receipt) => world.put_receipt(head, receipt),
            Act::Witnessed(_, head, receipt) => {
                world.put_head(head);
                world.put_receipt(head, receipt);
            }
            Act::PutFact(name, value) => {
                world.facts.insert(name.clone(), value.clone());
            }
            Act::DropFact(name) => {
                world.facts.remove(name);
            }
            Act::Erase(space, statement, n) => world.erase(space, statement, *n),
        }
    }
}

impl New {
    fn draw(log: LogId, world: &World, chance: &mut Seeded) -> New {
        let expected_size = world.size(&log);
        let count = 1 + chance.below(4) as u64;
        let entries = (expected_size..expected_size + count).map(|index| Stored {
            index,
            entry: remark(&log, chance),
            fitted: !chance.one_in(8),
            received_ms: 1_700_000_000_000 + index,
        });
        let entries: Vec<_> = entries.collect();
        let leaves = world.log(&log).chain(&entries);
        let leaves: Vec<_> = leaves.map(|stored| stored.entry.leaf_hash()).collect();
        let signed = || checkpoint_over(&log, leaves.len() as u64, tree::root_of(&leaves));
        let head = (!chance.one_in(4)).then(signed);
        New {
            log,
            expected_size,
            entries,
            head,
        }
    }
}

fn append_all(store: &mut Store, new: &[New]) -> Result<Appended, StoreFault> {
    let entries: Vec<Vec<NewEntry<'_>>> = new
        .iter()
        .map(|new| new.entries.iter().map(new_entry).collect())
        .collect();
    let batches = new.iter().zip(&entries).map(|(new, entries)| Batch {
        log: new.log,
        expected_size: new.expected_size,
        entries,
        checkpoint: new.head.as_ref(),
    });
    store.append(&batches.collect::<Vec<_>>())
}

fn new_entry(stored: &Stored) -> NewEntry<'_> {
    NewEntry {
        entry: &stored.entry,
        fitted: stored.fitted,
        received_ms: stored.received_ms,
    }
}

/// A head over all entries of a log.
fn head(log: &LogId, world: &World) -> SignedCheckpoint {
    let leaves: Vec<_> = world
        .log(log)
        .map(|stored| stored.entry.leaf_hash())
        .collect();
    checkpoint_over(log, leaves.len() as u64, tree::root_of(&leaves))
}

/// The next head of a log of which a witness holds no entries, with its signature.
fn witnessed(world: &World, chance: &mut Seeded) -> Act {
    let log = witnessed_log();
    let last = world.heads.get(&log.key).and_then(|heads| heads.last());
    let size = last.map_or(0, |last| last.head.size) + 1 + chance.below(9) as u64;
    let head = checkpoint_over(&log, size, Hash([5; 32]));
    let by = party(2);
    let receipt = Cosignature {
        by,
        space: SPACE,
        checkpoint: head.hash(),
        kind: CosignatureKind::Witness,
        time_ms: 1_700_000_000_000,
    };
    let receipt = receipt.sign(&key(&by));
    match chance.one_in(4) {
        true => Act::WitnessedTooLate(head, receipt),
        false => Act::Witnessed(last.map(SignedCheckpoint::hash), head, receipt),
    }
}

/// A receipt for a head of this log, if it has one.
fn receipt(log: &LogId, world: &World, chance: &mut Seeded) -> Option<Act> {
    let heads = world.heads.get(&log.key)?;
    let head = heads[chance.below(heads.len())].clone();
    let by = party(1 + chance.below(3) as u8);
    let receipt = Cosignature {
        by,
        space: SPACE,
        checkpoint: head.hash(),
        kind: [CosignatureKind::Mirror, CosignatureKind::Witness][chance.below(2)],
        time_ms: 1_700_000_000_000,
    };
    let receipt = receipt.sign(&key(&by));
    Some(Act::Receipt(head, receipt))
}

/// A payload of an entry, or the title of a space, to be erased; it may be gone already.
fn erasure(world: &World, chance: &mut Seeded) -> Act {
    let spaces = world.spaces.iter();
    let titles = spaces.map(|row| (row.space, StatementId(row.space.0), 0));
    let entries = world.entries.iter().flat_map(|(_, stored)| {
        let statement = stored.entry.leaf.statement;
        (0..stored.entry.payloads.len()).map(move |n| (SPACE, statement, n))
    });
    let all: Vec<_> = titles.chain(entries).collect();
    match all.is_empty() {
        true => Act::EmptyWriteAhead,
        false => {
            let (space, statement, n) = all[chance.below(all.len())];
            Act::Erase(space, statement, n)
        }
    }
}

/// A remark with up to two payloads, now and then one of many pages.
fn remark(log: &LogId, chance: &mut Seeded) -> Entry {
    let mut tag = [0; 16];
    tag[..8].copy_from_slice(&chance.number().to_be_bytes());
    let mut body = Body::new(log.space, log.key.party, Kind::Remark, tag);
    let count = chance.below(3);
    let payloads: Vec<Payload> = (0..count).map(|_| payload(&text(chance))).collect();
    let commitment = |payload: &Payload| payload.commitment("text/plain", Some("en"));
    body.payloads = payloads.iter().map(commitment).collect();
    seal(log, &body, payloads.into_iter().map(Some).collect())
}

fn fact(chance: &mut Seeded) -> String {
    format!("peer/{}", chance.below(6))
}

/// Mostly a sentence, now and then many pages.
fn text(chance: &mut Seeded) -> String {
    let words = match chance.one_in(10) {
        true => chance.below(1_500),
        false => chance.below(20),
    };
    (0..words)
        .map(|_| format!("{:x} ", chance.number()))
        .collect()
}
