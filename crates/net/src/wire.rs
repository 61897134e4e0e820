//! What two nodes say to one another, and its bytes.
//!
//! A *message* is a CBOR array that begins with its number; a *bundle* is an array of byte strings with a
//! message in each, so that a message nobody here understands is passed over and the next one is read.
//! A bundle is the body of a request or an answer over HTTPS, and the same messages stand in a pouch.
//!
//! Nothing is verified here: that is the node's work, with the record's rules. What is held to here are the
//! limits, before anything is kept.
//!
//! The surprising thing is what makes a batch checkable without a buffer: its entries end exactly where the
//! checkpoint that comes with it does. So whoever writes a log signs a checkpoint before more than
//! [`BATCH_BYTES_MAX`] bytes or [`BATCH_ENTRIES_MAX`] entries stand without one, and keeps them all; whoever
//! passes a log on serves up to the largest checkpoint that fits.

use record::cbor::{self, CborError, CborFault, Reader, Writer};
use record::{
    ENTRY_BYTES_MAX, Hash, Lane, LogId, LogKey, PartyId, Payload, SignedCheckpoint,
    SignedCosignature, SpaceId,
};

use crate::refusal::Refusal;

/// The most bytes of entries in one batch (4 MiB).
pub const BATCH_BYTES_MAX: usize = 4 << 20;
/// The most entries in one batch.
pub const BATCH_ENTRIES_MAX: usize = 4096;
/// The largest message: a full batch with its lengths and its checkpoint.
pub const MESSAGE_BYTES_MAX: usize = BATCH_BYTES_MAX + (64 << 10);
/// The largest bundle, and so the largest body of a request or an answer.
pub const BUNDLE_BYTES_MAX: usize = MESSAGE_BYTES_MAX + (64 << 10);
/// The most messages in one bundle.
pub const BUNDLE_MESSAGES_MAX: usize = 256;
/// The most heads in one message.
pub const HEADS_MAX: usize = 512;
/// The most receipts in one message.
pub const RECEIPTS_MAX: usize = 1024;
/// The most addresses of a node, and the most bytes of one.
pub const ADDRESSES_MAX: usize = 8;
/// The most bytes of one address.
pub const ADDRESS_BYTES_MAX: usize = 260;
/// The largest checkpoint, cosignature or refusal.
pub const SIGNED_BYTES_MAX: usize = 1024;

/// One thing that a node tells another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The sender begins anew and holds nothing against what it was told before.
    Hello(Hello),
    /// What the sender holds of a space.
    Heads(Heads),
    /// "Send me this log from here on."
    Pull(Pull),
    /// Entries of a log, asked for or not.
    Entries(Batch),
    /// Cosignatures, each with its checkpoint.
    Receipts(Receipts),
    /// The sender does not take what it was sent.
    Refused(Refusal),
    /// A space that the sender would found with the receiver.
    Draft(Draft),
}

/// The first message after connecting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hello {
    /// Where the sender can be reached (`host:port`); none if it can only dial.
    pub addresses: Vec<String>,
    /// Whether the receiver should answer with its own.
    pub answer: bool,
}

/// What a node holds of a space. A log that is not named was not told of; it need not be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heads {
    /// The space.
    pub space: SpaceId,
    /// The latest checkpoint of each log, all entries under it held.
    pub heads: Vec<SignedCheckpoint>,
    /// How many of the *receiver's* receipts the sender has taken, by the receiver's own count.
    pub receipts_from: u64,
}

/// A request for entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pull {
    /// The space.
    pub space: SpaceId,
    /// The log.
    pub log: LogKey,
    /// Number of entries that the sender already holds.
    pub from: u64,
}

/// Consecutive entries of one log with the checkpoint they end at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Index of the first entry.
    pub from: u64,
    /// The entries' bytes, each as [`record::Entry::encode`] gives them.
    pub entries: Vec<Vec<u8>>,
    /// The head after the last of them; it names space and log.
    pub checkpoint: SignedCheckpoint,
}

/// Receipts of one space, in the sender's own order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipts {
    /// The space.
    pub space: SpaceId,
    /// The sender's count before the first of them.
    pub from: u64,
    /// The sender's count after the last of them; it may have left some out.
    pub next: u64,
    /// The sender's count of all; if it is more than `next`, the receiver asks for the rest with its heads.
    pub of: u64,
    /// The receipts.
    pub list: Vec<Receipt>,
}

/// A cosignature with the checkpoint that it is for: evidence that stands by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The head.
    pub checkpoint: SignedCheckpoint,
    /// Who vouches for it.
    pub cosignature: SignedCosignature,
}

/// The draft of a founding, for a party that is named in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The founding body's bytes.
    pub founding: Vec<u8>,
    /// Its payloads, in the order of its commitments.
    pub payloads: Vec<Payload>,
}

impl Batch {
    /// The log, named in full.
    pub fn log(&self) -> LogId {
        self.checkpoint.head.log
    }

    /// The size of the log after this batch.
    pub fn end(&self) -> u64 {
        self.from + self.entries.len() as u64
    }

    /// Whether it keeps to the limits and ends at its checkpoint.
    pub fn is_sound(&self) -> bool {
        let bytes: usize = self.entries.iter().map(Vec::len).sum();
        (1..=BATCH_ENTRIES_MAX).contains(&self.entries.len())
            && bytes <= BATCH_BYTES_MAX
            && self.entries.iter().all(|e| e.len() <= ENTRY_BYTES_MAX)
            && self.from.checked_add(self.entries.len() as u64) == Some(self.checkpoint.head.size)
    }

    /// Leaves out the entries before `size`, which the receiver holds. `None` if none are left.
    #[must_use]
    pub fn after(mut self, size: u64) -> Option<Batch> {
        let held = size.saturating_sub(self.from);
        if held >= self.entries.len() as u64 {
            return None;
        }
        self.entries.drain(..held as usize);
        self.from += held;
        Some(self)
    }
}

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
    heads.retain(|head| head.head.log.space == space);
    Ok(Heads {
        space,
        heads,
        receipts_from: r.u64()?,
    })
}

fn read_pull(r: &mut Reader<'_>) -> Result<Option<Pull>, WireError> {
    let space = SpaceId(Hash(r.bytes_n()?));
    let Some(log) = read_log(r)? else {
        return Ok(None);
    };
    let from = r.u64()?;
    Ok(Some(Pull { space, log, from }))
}

fn read_batch(r: &mut Reader<'_>) -> Result<Batch, WireError> {
    let from = r.u64()?;
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
    let (from, next, of) = (r.u64()?, r.u64()?, r.u64()?);
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
    list.retain(|receipt| receipt.is_about(space));
    Ok(Receipts {
        space,
        from,
        next,
        of,
        list,
    })
}

impl Receipt {
    /// Whether both parts belong together and to `space`.
    pub fn is_about(&self, space: SpaceId) -> bool {
        self.checkpoint.head.log.space == space
            && self.cosignature.receipt.space == space
            && self.cosignature.receipt.checkpoint == self.checkpoint.hash()
    }
}

fn read_checkpoint(r: &mut Reader<'_>) -> Result<SignedCheckpoint, WireError> {
    SignedCheckpoint::decode(small(r)?).map_err(|_| WireError::Checkpoint)
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
    Ok(lane.map(|lane| LogKey { party, lane, epoch }))
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

/// Why bytes are no message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// Not deterministic CBOR, or not of the expected shape.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// More than is accepted.
    #[error("{what}: more than {most}")]
    TooMuch {
        /// Of what.
        what: &'static str,
        /// The limit.
        most: usize,
    },
    /// The entries do not end where their checkpoint does, or there are none.
    #[error("the entries do not end at their checkpoint")]
    Batch,
    /// Not a checkpoint.
    #[error("not a checkpoint")]
    Checkpoint,
    /// A refusal of a later version or none at all.
    #[error("not a refusal")]
    Refusal,
    /// The first bytes are not those of a pouch or invitation of this version.
    #[error("not of this kind or version")]
    Label,
}
