//! A pouch: bundles in a sealed file, for a peer that no network reaches.
//!
//! The file is a label, the key it was sealed with (HPKE, RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305)
//! and parts, each a length and a sealed bundle. The mode is the authenticated one: only the two parties can
//! have written it, and who wrote it is not readable from outside. Nothing signs it, and whoever can open it could
//! have made it: it proves nothing to a third, which the notes of a closed space rely on. The last part is marked as such, so that
//! a pouch that was cut short is noticed, after everything before the cut was taken.

use std::convert::Infallible;
use std::io::{self, Read, Write};

use hpke::aead::{AeadCtxR, AeadCtxS, ChaCha20Poly1305};
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, HpkeError, Kem, OpModeR, OpModeS, Serializable};
use record::{Hash, Lane, LogKey, PartyId, SpaceId};

use crate::host::Host;
use crate::wire::{
    BUNDLE_BYTES_MAX, Heads, Message, NOTES_MAX, NoteId, Notes, WireError, encode_bundle,
};

type Suite = X25519HkdfSha256;
type Sealer = AeadCtxS<ChaCha20Poly1305, HkdfSha256, Suite>;
type Opener = AeadCtxR<ChaCha20Poly1305, HkdfSha256, Suite>;

const LABEL: &[u8; 16] = b"detente-pouch/1\n";
const INFO: &[u8] = b"detente/1/pouch";
const SEAL_BYTES: usize = 16;
/// Before the parts: the label and the key.
const HEAD_BYTES: u64 = 16 + 32;
/// Around a bundle: whether it is the last, its length, and its seal.
const PART_BYTES: u64 = 1 + 4 + SEAL_BYTES as u64;

/// A party's key for sealed pouches (X25519).
#[derive(Clone)]
pub struct EncryptionKey {
    secret: <Suite as Kem>::PrivateKey,
}

impl EncryptionKey {
    /// The key of these 32 random bytes. Whoever stores them stores the key.
    pub fn from_seed(seed: &[u8; 32]) -> EncryptionKey {
        let (secret, _) = Suite::derive_keypair(seed);
        EncryptionKey { secret }
    }

    /// The public half: what stands in the identity log.
    pub fn public(&self) -> [u8; 32] {
        Suite::sk_to_pk(&self.secret).to_bytes().into()
    }
}

impl core::fmt::Debug for EncryptionKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("EncryptionKey")
    }
}

/// Writes a pouch.
pub struct PouchWriter<W> {
    out: W,
    sealer: Sealer,
    bytes: u64,
}

impl<W: Write> PouchWriter<W> {
    /// Begins a pouch from the owner of `own` to the owner of `theirs`. The 32 random bytes must be fresh.
    ///
    /// # Errors
    /// The other key is unusable, or writing fails.
    pub fn new(
        mut out: W,
        own: &EncryptionKey,
        theirs: &[u8; 32],
        random: [u8; 32],
    ) -> Result<PouchWriter<W>, PouchError> {
        let mode = OpModeS::Auth((own.secret.clone(), Suite::sk_to_pk(&own.secret)));
        let theirs = <Suite as Kem>::PublicKey::from_bytes(theirs)?;
        let mut source = Given {
            seed: random,
            used: 0,
        };
        let (key, sealer) = hpke::setup_sender_with_rng::<ChaCha20Poly1305, HkdfSha256, Suite>(
            &mode,
            &theirs,
            INFO,
            &mut source,
        )?;
        out.write_all(LABEL)?;
        out.write_all(&key.to_bytes())?;
        Ok(PouchWriter {
            out,
            sealer,
            bytes: HEAD_BYTES,
        })
    }

    /// How long the pouch is if `bundle` is added and it ends there.
    pub fn length_with(&self, bundle: &[u8]) -> u64 {
        let end = encode_bundle(&[]).len() as u64;
        self.bytes + bundle.len() as u64 + end + 2 * PART_BYTES
    }

    /// Adds a bundle.
    ///
    /// # Errors
    /// It is too large, or writing fails.
    pub fn add(&mut self, bundle: &[u8]) -> Result<(), PouchError> {
        crate::wire::at_most("bundle", bundle.len(), BUNDLE_BYTES_MAX)?;
        self.part(bundle, false)
    }

    /// Ends the pouch and gives back what it was written to, for the caller to make durable.
    ///
    /// # Errors
    /// Writing fails.
    pub fn finish(mut self) -> Result<W, PouchError> {
        self.part(&encode_bundle(&[]), true)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn part(&mut self, bundle: &[u8], last: bool) -> Result<(), PouchError> {
        let sealed = self.sealer.seal(bundle, &[u8::from(last)])?;
        let length = u32::try_from(sealed.len()).expect("a part is at most a bundle and its seal");
        self.out.write_all(&[u8::from(last)])?;
        self.out.write_all(&length.to_be_bytes())?;
        self.out.write_all(&sealed)?;
        self.bytes += bundle.len() as u64 + PART_BYTES;
        Ok(())
    }
}

/// A pouch that was opened: gives its bundles one after the other.
pub struct Pouch<R> {
    from: PartyId,
    input: R,
    opener: Opener,
    /// The part that showed whose pouch it is.
    first: Option<Vec<u8>>,
    ended: bool,
}

impl<R: Read> Pouch<R> {
    /// Opens a pouch to the owner of `own` from one of `peers` (with their keys in the identity log).
    ///
    /// # Errors
    /// Not a pouch, not for this key, or from somebody else.
    pub fn open(
        mut input: R,
        own: &EncryptionKey,
        peers: &[(PartyId, [u8; 32])],
    ) -> Result<Pouch<R>, PouchError> {
        let (mut label, mut key) = ([0; 16], [0; 32]);
        input.read_exact(&mut label)?;
        if label != *LABEL {
            return Err(WireError::Label.into());
        }
        input.read_exact(&mut key)?;
        let key = <Suite as Kem>::EncappedKey::from_bytes(&key)?;
        let (last, sealed) = read_part(&mut input)?;
        for (from, theirs) in peers {
            let Ok(theirs) = <Suite as Kem>::PublicKey::from_bytes(theirs) else {
                continue;
            };
            let mode = OpModeR::Auth(theirs);
            let mut opener = hpke::setup_receiver(&mode, &own.secret, &key, INFO)?;
            if let Ok(bundle) = Opener::open(&mut opener, &sealed, &[u8::from(last)]) {
                return Ok(Pouch {
                    from: *from,
                    input,
                    opener,
                    first: Some(bundle),
                    ended: last,
                });
            }
        }
        Err(PouchError::NotForUs)
    }

    /// Who wrote it.
    pub fn from(&self) -> PartyId {
        self.from
    }

    /// The next bundle; `None` after the last one. Stop at the first error.
    ///
    /// # Errors
    /// The pouch was cut short or altered.
    pub fn next_bundle(&mut self) -> Result<Option<Vec<u8>>, PouchError> {
        if let Some(first) = self.first.take() {
            return Ok(Some(first));
        }
        if self.ended {
            return Ok(None);
        }
        let (last, sealed) = read_part(&mut self.input)?;
        self.ended = last;
        Ok(Some(self.opener.open(&sealed, &[u8::from(last)])?))
    }
}

fn read_part(input: &mut impl Read) -> Result<(bool, Vec<u8>), PouchError> {
    let mut head = [0; 5];
    input.read_exact(&mut head)?;
    let [last, length @ ..] = head;
    let last = match last {
        0 => false,
        1 => true,
        _ => return Err(HpkeError::OpenError.into()),
    };
    let length = u32::from_be_bytes(length) as usize;
    crate::wire::at_most("part", length, BUNDLE_BYTES_MAX + SEAL_BYTES)?;
    let mut sealed = Vec::new();
    input.take(length as u64).read_to_end(&mut sealed)?;
    if sealed.len() < length {
        return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
    }
    Ok((last, sealed))
}

/// Bundles with everything of the shared spaces that `peer` is not known to hold: `held` gives the size that
/// it last vouched for, of each branch of a forked log. Give each to [`PouchWriter::add`]; the reader gives each to
/// [`crate::Peer::handle`].
pub fn contents<'a>(
    host: &'a dyn Host,
    peer: PartyId,
    held: impl Fn(SpaceId, &LogKey) -> u64 + 'a,
) -> impl Iterator<Item = Vec<u8>> + 'a {
    // Whoever holds nothing of a space needs its founding before anything else of it.
    let mut new = host.spaces(peer);
    new.retain(|space| held(*space, &LogKey::main(peer)) == 0);
    let foundings = new
        .into_iter()
        .filter_map(move |space| Some(Message::Draft(host.founding(peer, space)?)));
    let shared = host.spaces(peer).into_iter();
    let entries = shared.flat_map(move |space| {
        let holding = host.holding(peer, space).unwrap_or_default();
        let heads = Message::Heads(Heads {
            space,
            heads: holding.heads.values().cloned().collect(),
            receipts_from: holding.taken,
        });
        let mut rest: Vec<NoteId> = holding.notes.iter().flatten().copied().collect();
        let notes = std::iter::from_fn(move || {
            let part: Vec<NoteId> = rest.drain(..rest.len().min(NOTES_MAX)).collect();
            let list = host.notes(peer, space, &part);
            let held = None;
            (!list.is_empty()).then_some(Message::Notes(Notes { space, held, list }))
        });
        let branches = holding.branches.iter().flat_map(|(log, branches)| {
            let further = branches.keys().filter(|branch| **branch > 0);
            further.map(|branch| LogKey {
                branch: *branch,
                ..*log
            })
        });
        let mut logs: Vec<LogKey> = holding.heads.keys().copied().chain(branches).collect();
        logs.sort_by_key(|log| (log.branch > 0, log.lane != Lane::Identity));
        let starts = logs.iter().map(|log| (*log, held(space, log)));
        let (open, closed): (Vec<_>, Vec<_>) = starts.partition(|(log, _)| holding.passes(log));
        let proofs = closed
            .into_iter()
            .filter_map(move |(log, from)| host.extension(peer, space, log, from))
            .map(Message::Extend);
        let forks = holding
            .forks
            .into_keys()
            .filter_map(move |name| host.fork(peer, space, name))
            .map(|proof| Message::Fork(Box::new(proof)));
        // Keys first, since they verify the rest; then what says that a log has branches, before they come.
        let is_key = |(log, _): &(LogKey, u64)| log.lane == Lane::Identity && log.branch == 0;
        let (keys, open): (Vec<_>, Vec<_>) = open.into_iter().partition(is_key);
        let batches = move |(log, from): (LogKey, u64)| {
            let mut from = from;
            std::iter::from_fn(move || {
                let batch = host.batch(peer, space, log, from)?;
                (batch.end() > from).then_some(())?;
                from = batch.end();
                Some(Message::Entries(batch))
            })
        };
        let mut from = 0;
        let receipts = std::iter::from_fn(move || {
            let receipts = host.receipts(peer, space, from)?;
            (receipts.next > from).then_some(())?;
            from = receipts.next;
            Some(Message::Receipts(receipts))
        });
        let keys = keys.into_iter().flat_map(batches);
        let entries = open.into_iter().flat_map(batches);
        keys.chain(forks)
            .chain(entries)
            .chain(proofs)
            .chain(receipts)
            .chain([heads])
            .chain(notes)
    });
    foundings
        .chain(entries)
        .map(|message| encode_bundle(&[message.encode()]))
}

/// Randomness that was passed in, stretched over as many bytes as are asked for.
struct Given {
    seed: [u8; 32],
    used: u64,
}

impl TryRng for Given {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> Result<(), Infallible> {
        for chunk in dst.chunks_mut(32) {
            let parts: [&[u8]; 2] = [&self.seed, &self.used.to_be_bytes()];
            let block = Hash::labelled("detente/1/pouch-randomness", &parts);
            chunk.copy_from_slice(&block.0[..chunk.len()]);
            self.used += 1;
        }
        Ok(())
    }
}

impl TryCryptoRng for Given {}

/// Why a pouch was not written or read.
#[derive(Debug, thiserror::Error)]
pub enum PouchError {
    /// Reading or writing failed; an unexpected end means that the pouch was cut short.
    #[error("the pouch cannot be read or written")]
    Io(#[from] io::Error),
    /// Not a pouch of this version, or beyond a limit.
    #[error("not a pouch")]
    Wire(#[from] WireError),
    /// A key or a part does not fit.
    #[error("the pouch is damaged")]
    Sealed(HpkeError),
    /// For another party, or from one that is not a peer.
    #[error("the pouch is not for this party, or not from a known peer")]
    NotForUs,
}

impl From<HpkeError> for PouchError {
    fn from(error: HpkeError) -> PouchError {
        PouchError::Sealed(error)
    }
}
