//! Pouches: the exchange with a peer that no network reaches, as a sealed file carried by hand.
//!
//! A pouch is read twice. The first time to its end without taking anything, so that one that was cut short or
//! altered leaves no trace; the second time each bundle goes the way of every bundle from the network. What may
//! surprise: a whole pouch can still leave a log where it was, if an earlier pouch is missing or the entries do
//! not fit what is held. That is said log by log, and the other logs are taken.

mod file;

use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::Arc;

use net::pouch::{EncryptionKey, PouchError, PouchWriter, contents};
use net::wire::decode_bundle;
use net::{Peer, RefusalCode};
use record::{LogId, LogKey, PartyId};

use crate::clock::{now_ms, random};
use crate::host::Seated;
use crate::node::Node;
use crate::space::Space;

use file::{Counted, each_bundle, entries_in, note, refusals, unsound};

/// The largest pouch that is written or read (2 GiB): more than that some sticks cannot hold as one file.
pub const POUCH_BYTES_MAX: u64 = 2 << 30;

/// How a pouch is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packing {
    /// From the beginning, for a peer that lost what it held.
    pub all: bool,
    /// How long the pouch may become.
    pub bytes_max: u64,
}

impl Default for Packing {
    fn default() -> Packing {
        Packing {
            all: false,
            bytes_max: POUCH_BYTES_MAX,
        }
    }
}

/// What was put into a pouch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    /// Its length.
    pub bytes: u64,
    /// How many entries are in it.
    pub entries: u64,
    /// Whether there is more than fitted; it goes into the next one.
    pub more: bool,
}

/// What a pouch brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpacked {
    /// Who wrote it.
    pub from: PartyId,
    /// How far each log of the pouch came.
    pub logs: Vec<Brought>,
}

/// What a pouch brought of one log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// The log.
    pub log: LogId,
    /// How many entries of it were held before.
    pub before: u64,
    /// How many are held now.
    pub now: u64,
    /// Where the pouch's part of it begins and ends.
    pub from: u64,
    /// See `from`.
    pub end: u64,
    /// Why it was refused, if it was.
    pub refused: Option<RefusalCode>,
}

impl Brought {
    /// Whether entries between those held and those in the pouch are missing: they were in an earlier one.
    pub fn is_gap(&self) -> bool {
        self.now < self.end && self.from > self.now && self.refused.is_none()
    }

    /// Whether everything of it is held now.
    pub fn is_whole(&self) -> bool {
        self.now >= self.end
    }
}

/// Why there is no pouch, or why one was not taken. Nothing was taken then.
#[derive(Debug, thiserror::Error)]
pub enum PouchFault {
    /// This node does not act for that party.
    #[error("this node does not act for that party")]
    NotSeated,
    /// The party is no peer here, so its key is not known.
    #[error("that party is no peer of this node")]
    NotAPeer,
    /// The exchange with this peer is paused.
    #[error("the exchange with this peer is paused")]
    Paused {
        /// Which.
        peer: PartyId,
    },
    /// No space is shared with this peer.
    #[error("no space is shared with this peer")]
    NothingShared,
    /// Longer than [`POUCH_BYTES_MAX`].
    #[error("the file has {bytes} bytes; a pouch has at most {bytes_max}")]
    TooLarge {
        /// How long it is.
        bytes: u64,
        /// How long it may be.
        bytes_max: u64,
    },
    /// It cannot be opened, or does not hold.
    #[error("at byte {at}: {cause}")]
    Unsound {
        /// How far it was read.
        at: u64,
        /// What is wrong.
        cause: PouchError,
    },
    /// Something stands after its end.
    #[error("something stands after the end of the pouch, at byte {at}")]
    Trailing {
        /// Where it should have ended.
        at: u64,
    },
    /// It cannot be written.
    #[error("the pouch cannot be written: {0}")]
    Write(PouchError),
}

impl Node {
    /// Writes a pouch for `peer` with everything shared that it has not vouched to hold.
    ///
    /// # Errors
    /// Not a peer, paused, nothing shared, or writing fails; what was written then is no pouch.
    pub fn write_pouch(
        self: &Arc<Self>,
        party: PartyId,
        peer: PartyId,
        packing: Packing,
        out: impl Write,
    ) -> Result<Packed, PouchFault> {
        let own = self.encryption_key(&party)?;
        let theirs = self.their_key(&peer)?;
        self.not_paused(peer)?;
        let host = self.seated(party);
        if net::Host::spaces(&host, peer).is_empty() {
            return Err(PouchFault::NothingShared);
        }
        // What the peer wrote itself it holds; of the other logs, what it signed to hold.
        let held = |space, log: &LogKey| {
            let vouched = |state: &Space| match log.party == peer && !state.is_forked(log) {
                true => state.record.size(log),
                false => state.held_with_shared(log, &peer),
            };
            match packing.all {
                true => 0,
                false => self.read(&space, vouched).unwrap_or(0),
            }
        };
        let mut out = Counted::new(out);
        let mut packed = Packed::default();
        let mut pouch =
            PouchWriter::new(&mut out, &own, &theirs, random()).map_err(PouchFault::Write)?;
        for bundle in contents(&host, peer, held) {
            if pouch.length_with(&bundle) > packing.bytes_max {
                packed.more = true;
                break;
            }
            packed.entries += entries_in(&bundle);
            pouch.add(&bundle).map_err(PouchFault::Write)?;
        }
        pouch.finish().map_err(PouchFault::Write)?;
        packed.bytes = out.count;
        Ok(packed)
    }

    /// Takes a pouch from one of our peers. Reading it again does no harm.
    ///
    /// # Errors
    /// Not a whole pouch for us from a peer: nothing of it was taken.
    pub fn read_pouch(
        self: &Arc<Self>,
        party: PartyId,
        mut input: impl Read + Seek,
    ) -> Result<Unpacked, PouchFault> {
        let own = self.encryption_key(&party)?;
        let peers = self.peer_keys();
        let bytes = input
            .seek(SeekFrom::End(0))
            .map_err(|cause| unsound(0, cause.into()))?;
        if bytes > POUCH_BYTES_MAX {
            return Err(PouchFault::TooLarge {
                bytes,
                bytes_max: POUCH_BYTES_MAX,
            });
        }
        let mut parts: BTreeMap<LogId, (u64, u64)> = BTreeMap::new();
        let from = each_bundle(&mut input, &own, &peers, |from, bundle| {
            self.not_paused(from)?;
            decode_bundle(bundle)
                .map(|messages| note(&mut parts, &messages))
                .map_err(|cause| unsound(0, cause.into()))
        })?;
        let size = |log: &LogId| {
            self.read(&log.space, |state| state.record.size(&log.key))
                .unwrap_or(0)
        };
        let before: BTreeMap<LogId, u64> = parts.keys().map(|log| (*log, size(log))).collect();
        let peer = Peer::new(from, Arc::new(self.seated(party)));
        let mut refused = BTreeMap::new();
        each_bundle(&mut input, &own, &peers, |_, bundle| {
            let known = self.space_ids();
            peer.handle(bundle, now_ms())
                .map_err(|cause| unsound(0, cause.into()))?;
            // A draft may have brought a space that the entries after it stand in.
            self.space_ids()
                .iter()
                .filter(|space| !known.contains(space))
                .for_each(|space| peer.changed(*space));
            refusals(&peer, &mut refused);
            Ok(())
        })?;
        self.announce();
        let brought = |(log, (from, end)): (&LogId, &(u64, u64))| Brought {
            log: *log,
            before: before.get(log).copied().unwrap_or(0),
            now: size(log),
            from: *from,
            end: *end,
            refused: refused.get(log).copied(),
        };
        Ok(Unpacked {
            from,
            logs: parts.iter().map(brought).collect(),
        })
    }

    fn seated(self: &Arc<Self>, party: PartyId) -> Seated {
        Seated {
            node: self.clone(),
            party,
            addresses: Vec::new(),
        }
    }

    fn encryption_key(&self, party: &PartyId) -> Result<EncryptionKey, PouchFault> {
        let seat = self.seat(party).ok_or(PouchFault::NotSeated)?;
        Ok(EncryptionKey::from_seed(&seat.keys.encryption))
    }

    fn peer_keys(&self) -> Vec<(PartyId, [u8; 32])> {
        let peers = self.peers().all().into_keys();
        peers
            .filter_map(|peer| Some((peer, self.their_key(&peer).ok()?)))
            .collect()
    }

    /// The key in the peer's identity log, as it was first kept or as a space has it since.
    fn their_key(&self, peer: &PartyId) -> Result<[u8; 32], PouchFault> {
        let peers = self.peers().all();
        let kept = &peers.get(peer).ok_or(PouchFault::NotAPeer)?.identity;
        let latest = self.identity_of(peer, kept);
        Ok(latest.ok_or(PouchFault::NotAPeer)?.latest().encryption)
    }

    fn not_paused(&self, peer: PartyId) -> Result<(), PouchFault> {
        match self.peers().is_paused(&peer) {
            true => Err(PouchFault::Paused { peer }),
            false => Ok(()),
        }
    }
}
