//! The bytes of messages and bundles. Reading checks every limit before it keeps anything.

use record::cbor::{self, CborError, CborFault, Reader, Writer};
use record::fork::ForkProof;
use record::tree::PROOF_MAX;
use record::{
    ENTRY_BYTES_MAX, Hash, Lane, LogKey, PartyId, Payload, SignedCheckpoint, SignedCosignature,
    SpaceId,
};

use super::{
    ADDRESS_BYTES_MAX, ADDRESSES_MAX, BATCH_ENTRIES_MAX, BUNDLE_BYTES_MAX, BUNDLE_MESSAGES_MAX,
    Batch, Branches, Draft, Extend, HEADS_MAX, Heads, Hello, MESSAGE_BYTES_MAX, Message, Notes,
    PROOF_BYTES_MAX, Pull, RECEIPTS_MAX, Receipt, Receipts, SIGNED_BYTES_MAX, WireError,
};
use crate::refusal::Refusal;

/// The number of [`Message::Notes`], apart from those of the record.
const NOTES: u64 = 32;

impl Message {
    /// The deterministic bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::new();
        match self {
            Message::Hello(hello) => {
                w.array(3).u64(0);
                write_addresses(&mut w, &hello.addresses);
                w.bool(hello.answer);
            }
            Message::Heads(heads) => {
                w.array(4).u64(1).bytes(heads.space.as_bytes());
                w.array(heads.heads.len() as u64);
                heads.heads.iter().for_each(|head| {
                    w.bytes(&head.bytes);
                });
                w.u64(heads.receipts_from);
            }
            Message::Pull(pull) => {
                w.array(6).u64(2).bytes(pull.space.as_bytes());
                write_log(&mut w, &pull.log);
                w.u64(pull.from);
            }
            Message::Entries(batch) => {
                w.array(4).u64(3).u64(batch.from);
                w.array(batch.entries.len() as u64);
                batch.entries.iter().for_each(|entry| {
                    w.bytes(entry);
                });
                w.bytes(&batch.checkpoint.bytes);
            }
            Message::Receipts(receipts) => {
                w.array(6).u64(4).bytes(receipts.space.as_bytes());
                w.u64(receipts.from).u64(receipts.next).u64(receipts.of);
                w.array(receipts.list.len() as u64);
                for receipt in &receipts.list {
                    w.array(2).bytes(&receipt.checkpoint.bytes);
                    w.bytes(&receipt.cosignature.bytes);
                }
            }
            Message::Refused(refusal) => {
                w.array(2).u64(5).bytes(&refusal.encode());
            }
            Message::Draft(draft) => {
                w.array(2).u64(6);
                draft.write(&mut w);
            }
            Message::Notes(notes) => {
                w.array(4).u64(NOTES);
                notes.write(&mut w);
            }
            Message::Ask(space) => {
                w.array(2).u64(7).bytes(space.as_bytes());
            }
            Message::Fork(proof) => {
                w.array(5).u64(8);
                proof.write(&mut w);
            }
            Message::Branches(branches) => {
                w.array(6).u64(10);
                branches.write(&mut w);
            }
            Message::Extend(extend) => {
                w.array(4).u64(9).bytes(&extend.checkpoint.bytes);
                w.u64(extend.from).array(extend.path.len() as u64);
                extend.path.iter().for_each(|hash| {
                    w.bytes(hash.as_bytes());
                });
            }
            Message::Compare(head) => {
                w.array(2).u64(11).bytes(&head.bytes);
            }
        }
        w.finish()
    }

    /// Reads a message. `Ok(None)` for one of a later version, which is passed over.
    ///
    /// # Errors
    /// Not deterministic CBOR, beyond a limit, or not what its number says.
    pub fn decode(bytes: &[u8]) -> Result<Option<Message>, WireError> {
        at_most("message", bytes.len(), MESSAGE_BYTES_MAX)?;
        cbor::check(bytes)?;
        let mut r = Reader::new(bytes);
        r.array()?;
        let message = match r.u64()? {
            0 => Message::Hello(Hello {
                addresses: read_addresses(&mut r)?,
                answer: r.bool()?,
            }),
            1 => Message::Heads(read_heads(&mut r)?),
            2 => match read_pull(&mut r)? {
                Some(pull) => Message::Pull(pull),
                None => return Ok(None),
            },
            3 => Message::Entries(read_batch(&mut r)?),
            4 => Message::Receipts(read_receipts(&mut r)?),
            5 => Message::Refused(Refusal::decode(r.bytes()?)?),
            6 => Message::Draft(Draft::read(&mut r)?),
            NOTES => Message::Notes(Notes::read(&mut r)?),
            7 => Message::Ask(SpaceId(Hash(r.bytes_n()?))),
            8 => {
                at_most("proof", bytes.len(), PROOF_BYTES_MAX)?;
                let proof = ForkProof::read(&mut r).map_err(|_| WireError::Proof)?;
                Message::Fork(Box::new(proof))
            }
            9 => {
                at_most("proof", bytes.len(), PROOF_BYTES_MAX)?;
                Message::Extend(read_extend(&mut r)?)
            }
            10 => match Branches::read(&mut r)? {
                Some(branches) => Message::Branches(branches),
                None => return Ok(None),
            },
            11 => Message::Compare(read_checkpoint(&mut r)?),
            _ => return Ok(None),
        };
        r.end()?;
        Ok(Some(message))
    }
}

/// Puts messages, each encoded, into one bundle.
pub fn encode_bundle(messages: &[Vec<u8>]) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(messages.len() as u64);
    messages.iter().for_each(|message| {
        w.bytes(message);
    });
    w.finish()
}

/// Reads a bundle and gives the messages in it that are understood, in order. The others are passed over.
///
/// # Errors
/// Not a bundle at all, or beyond a limit.
pub fn decode_bundle(bytes: &[u8]) -> Result<Vec<Message>, WireError> {
    at_most("bundle", bytes.len(), BUNDLE_BYTES_MAX)?;
    cbor::check(bytes)?;
    let mut r = Reader::new(bytes);
    let count = read_count(&mut r, "bundle", BUNDLE_MESSAGES_MAX)?;
    let mut messages = Vec::new();
    for _ in 0..count {
        match Message::decode(r.bytes()?) {
            Ok(Some(message)) => messages.push(message),
            Ok(None) => {}
            Err(error) => tracing::debug!(%error, "passed over a message"),
        }
    }
    r.end()?;
    Ok(messages)
}

impl Draft {
    pub(crate) fn write(&self, w: &mut Writer) {
        w.array(2).bytes(&self.founding);
        w.array(self.payloads.len() as u64);
        for payload in &self.payloads {
            w.array(2).bytes(&payload.salt).bytes(&payload.content);
        }
    }

    pub(crate) fn read(r: &mut Reader<'_>) -> Result<Draft, WireError> {
        expect_array(r, 2)?;
        let founding = read_bytes(r, "founding", ENTRY_BYTES_MAX)?;
        let count = read_count(r, "payloads", 1024)?;
        let mut room = ENTRY_BYTES_MAX;
        let mut payloads = Vec::new();
        for _ in 0..count {
            expect_array(r, 2)?;
            let salt = r.bytes_n()?;
            let content = read_bytes(r, "payload", room)?;
            room -= content.len();
            payloads.push(Payload { salt, content });
        }
        Ok(Draft { founding, payloads })
    }
}

/// Heads of logs that this version cannot name are left out; so are such as belong to another space.
fn read_heads(r: &mut Reader<'_>) -> Result<Heads, WireError> {
    let space = SpaceId(Hash(r.bytes_n()?));
    let count = read_count(r, "heads", HEADS_MAX)?;
    let mut heads = Vec::new();
    for _ in 0..count {
        let bytes = r.bytes()?;
        at_most("head", bytes.len(), SIGNED_BYTES_MAX)?;
        heads.extend(SignedCheckpoint::decode(bytes).ok());
    }
    heads.retain(|head| head.head.log.space == space && can_be_counted(head.head.size).is_ok());
    Ok(Heads {
        space,
        heads,
        receipts_from: read_number(r)?,
    })
}

fn read_pull(r: &mut Reader<'_>) -> Result<Option<Pull>, WireError> {
    let space = SpaceId(Hash(r.bytes_n()?));
    let Some(log) = read_log(r)? else {
        return Ok(None);
    };
    let from = read_number(r)?;
    Ok(Some(Pull { space, log, from }))
}

fn read_batch(r: &mut Reader<'_>) -> Result<Batch, WireError> {
    let from = read_number(r)?;
    let count = read_count(r, "entries", BATCH_ENTRIES_MAX)?;
    let mut entries = Vec::new();
    for _ in 0..count {
        entries.push(read_bytes(r, "entry", ENTRY_BYTES_MAX)?);
    }
    let batch = Batch {
        from,
        entries,
        checkpoint: read_checkpoint(r)?,
    };
    if !batch.is_sound() {
        return Err(WireError::Batch);
    }
    Ok(batch)
}

fn read_receipts(r: &mut Reader<'_>) -> Result<Receipts, WireError> {
    let space = SpaceId(Hash(r.bytes_n()?));
    let (from, next, of) = (read_number(r)?, read_number(r)?, read_number(r)?);
    let count = read_count(r, "receipts", RECEIPTS_MAX)?;
    let mut list = Vec::new();
    for _ in 0..count {
        expect_array(r, 2)?;
        let checkpoint = SignedCheckpoint::decode(small(r)?);
        let cosignature = SignedCosignature::decode(small(r)?);
        if let (Ok(checkpoint), Ok(cosignature)) = (checkpoint, cosignature) {
            list.push(Receipt {
                checkpoint,
                cosignature,
            });
        }
    }
    list.retain(|one| one.is_about(space) && can_be_counted(one.checkpoint.head.size).is_ok());
    Ok(Receipts {
        space,
        from,
        next,
        of,
        list,
    })
}

fn read_extend(r: &mut Reader<'_>) -> Result<Extend, WireError> {
    let (checkpoint, from) = (read_checkpoint(r)?, read_number(r)?);
    let count = read_count(r, "hashes", PROOF_MAX)?;
    let mut path = Vec::new();
    for _ in 0..count {
        path.push(Hash(r.bytes_n()?));
    }
    Ok(Extend {
        checkpoint,
        from,
        path,
    })
}

fn read_checkpoint(r: &mut Reader<'_>) -> Result<SignedCheckpoint, WireError> {
    let head = SignedCheckpoint::decode(small(r)?).map_err(|_| WireError::Checkpoint)?;
    can_be_counted(head.head.size)?;
    Ok(head)
}

/// A number of entries or receipts.
pub(super) fn read_number(r: &mut Reader<'_>) -> Result<u64, WireError> {
    let number = r.u64()?;
    can_be_counted(number)?;
    Ok(number)
}

/// The database counts to 2^63 - 1, and what is larger would be written down as something else.
fn can_be_counted(number: u64) -> Result<(), WireError> {
    i64::try_from(number).map_or(Err(WireError::Number), |_| Ok(()))
}

fn small<'a>(r: &mut Reader<'a>) -> Result<&'a [u8], WireError> {
    let bytes = r.bytes()?;
    at_most("signature", bytes.len(), SIGNED_BYTES_MAX)?;
    Ok(bytes)
}

pub(crate) fn write_addresses(w: &mut Writer, addresses: &[String]) {
    w.array(addresses.len() as u64);
    addresses.iter().for_each(|address| {
        w.str(address);
    });
}

pub(crate) fn read_addresses(r: &mut Reader<'_>) -> Result<Vec<String>, WireError> {
    let count = read_count(r, "addresses", ADDRESSES_MAX)?;
    let mut addresses = Vec::new();
    for _ in 0..count {
        let address = r.str()?;
        at_most("address", address.len(), ADDRESS_BYTES_MAX)?;
        addresses.push(address.to_owned());
    }
    Ok(addresses)
}

pub(crate) fn write_log(w: &mut Writer, log: &LogKey) {
    w.bytes(log.party.as_bytes())
        .u64(log.lane.number())
        .u64(log.epoch.into());
}

/// `None` for a lane that a later version may know.
pub(crate) fn read_log(r: &mut Reader<'_>) -> Result<Option<LogKey>, WireError> {
    let party = PartyId(Hash(r.bytes_n()?));
    let (lane, epoch) = (Lane::from_number(r.u64()?), r.u32()?);
    Ok(lane.map(|lane| LogKey::of(party, lane, epoch)))
}

pub(crate) fn read_bytes(
    r: &mut Reader<'_>,
    what: &'static str,
    most: usize,
) -> Result<Vec<u8>, WireError> {
    let bytes = r.bytes()?;
    at_most(what, bytes.len(), most)?;
    Ok(bytes.to_vec())
}

pub(crate) fn read_count(
    r: &mut Reader<'_>,
    what: &'static str,
    most: usize,
) -> Result<usize, WireError> {
    let count = usize::try_from(r.array()?).unwrap_or(usize::MAX);
    at_most(what, count, most)?;
    Ok(count)
}

pub(crate) fn at_most(what: &'static str, found: usize, most: usize) -> Result<(), WireError> {
    if found > most {
        return Err(WireError::TooMuch { what, most });
    }
    Ok(())
}

pub(crate) fn expect_array(r: &mut Reader<'_>, items: u64) -> Result<(), WireError> {
    let offset = r.position();
    match r.array()? {
        found if found == items => Ok(()),
        _ => Err(WireError::Cbor(CborError {
            offset,
            what: CborFault::Expected("an array of another length"),
        })),
    }
}
