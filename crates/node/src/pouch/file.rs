//! The file of a pouch: its bundles one after the other, and what stands in them.

use std::collections::BTreeMap;
use std::io::{BufReader, Read, Seek, Write};

use net::pouch::{EncryptionKey, Pouch, PouchError};
use net::wire::{Message, decode_bundle};
use net::{Peer, RefusalCode};
use record::{LogId, PartyId};

use super::PouchFault;

/// Opens the pouch from its beginning and gives each bundle to `take`; who wrote it.
pub fn each_bundle(
    input: &mut (impl Read + Seek),
    own: &EncryptionKey,
    peers: &[(PartyId, [u8; 32])],
    mut take: impl FnMut(PartyId, &[u8]) -> Result<(), PouchFault>,
) -> Result<PartyId, PouchFault> {
    input.rewind().map_err(|cause| unsound(0, cause.into()))?;
    let mut counted = Counted::new(BufReader::new(input));
    let opened = Pouch::open(&mut counted, own, peers);
    let mut pouch = match opened {
        Ok(pouch) => pouch,
        Err(cause) => return Err(unsound(counted.count, cause)),
    };
    let from = pouch.from();
    loop {
        match pouch.next_bundle() {
            Ok(Some(bundle)) => take(from, &bundle)?,
            Ok(None) => break,
            Err(cause) => {
                drop(pouch);
                return Err(unsound(counted.count, cause));
            }
        }
    }
    drop(pouch);
    let at = counted.count;
    match counted
        .read(&mut [0])
        .map_err(|cause| unsound(at, cause.into()))?
    {
        0 => Ok(from),
        _ => Err(PouchFault::Trailing { at }),
    }
}

/// What does not hold, and how far it was read.
pub fn unsound(at: u64, cause: PouchError) -> PouchFault {
    PouchFault::Unsound { at, cause }
}

/// How many entries a bundle has.
pub fn entries_in(bundle: &[u8]) -> u64 {
    let messages = decode_bundle(bundle).unwrap_or_default();
    let count = |message: &Message| match message {
        Message::Entries(batch) => batch.entries.len() as u64,
        _ => 0,
    };
    messages.iter().map(count).sum()
}

/// Notes where the pouch's part of each log begins and ends.
pub fn note(parts: &mut BTreeMap<LogId, (u64, u64)>, messages: &[Message]) {
    for message in messages {
        if let Message::Entries(batch) = message {
            let part = parts
                .entry(batch.log())
                .or_insert((batch.from, batch.end()));
            *part = (part.0.min(batch.from), part.1.max(batch.end()));
        }
    }
}

/// What would be answered goes nowhere, but our own refusals say what was not taken.
pub fn refusals(peer: &Peer, refused: &mut BTreeMap<LogId, RefusalCode>) {
    while let Some(bundle) = peer.drain() {
        for message in decode_bundle(&bundle).unwrap_or_default() {
            if let Message::Refused(refusal) = message {
                refused.insert(refusal.log, refusal.code);
            }
        }
    }
}

/// Counts what goes through.
pub struct Counted<T> {
    inner: T,
    /// How many bytes went through.
    pub count: u64,
}

impl<T> Counted<T> {
    /// Nothing went through yet.
    pub fn new(inner: T) -> Counted<T> {
        Counted { inner, count: 0 }
    }
}

impl<T: Read> Read for Counted<T> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(into)?;
        self.count += count as u64;
        Ok(count)
    }
}

impl<T: Write> Write for Counted<T> {
    fn write(&mut self, from: &[u8]) -> std::io::Result<usize> {
        let count = self.inner.write(from)?;
        self.count += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}
