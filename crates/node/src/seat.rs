//! A seat: a party that this node acts for, with its keys and its identity log.
//!
//! One is the rule. A node may carry several, so every call names the party and nothing here assumes
//! "the" party of a node.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use domain::wording::{Content, NAME};
use record::cbor::Reader;
use record::identity::Identity;
use record::key::Algorithm;
use record::seal::identity_entry;
use record::{Entry, Hash, PartyId, Payload};

use crate::clock::random;
use crate::fault::NodeFault;
use crate::keys::{NewKeys, SeatKeys, Setup, make_private_folder, write_new};

/// A party that this node acts for.
pub struct Seat {
    /// The party.
    pub party: PartyId,
    /// Its working keys.
    pub keys: SeatKeys,
    /// Its identity log: the same entries in every space.
    pub identity: Vec<Entry>,
    /// The keys that these entries give it, from the first on.
    pub history: Identity,
    /// How the file with the identity log stood, by which another one is noticed.
    stored: Stored,
}

/// A name in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Language tag.
    pub lang: String,
    /// The name.
    pub text: String,
}

impl Seat {
    /// Makes a new party in `folder`: keys, and an inception that carries its names.
    ///
    /// # Errors
    /// The folder holds a party already or cannot be written.
    pub fn create(folder: &Path, names: &[Name], setup: &Setup) -> Result<(), NodeFault> {
        let path = identity_path(folder);
        if path.exists() {
            return Err(NodeFault::AlreadyInitialised {
                path: folder.to_owned(),
            });
        }
        make_private_folder(folder)?;
        let keys = NewKeys::generate(setup)?;
        let mut body = keys.public.inception(random());
        let mut payloads = Vec::new();
        for name in names {
            let content = Content::text(NAME, Some(&name.lang), &name.text);
            let payload = Payload {
                salt: random(),
                content: content.bytes,
            };
            body.payloads
                .push(payload.commitment(NAME, Some(&name.lang)));
            payloads.push(payload);
        }
        let inception = identity_entry(&body, payloads, &[&keys.root])?;
        keys.save(&folder.join("keys"))?;
        write_identity(folder, &[inception])
    }

    /// Opens the party in `folder`.
    ///
    /// # Errors
    /// There is none, or a file is damaged.
    pub fn open(folder: &Path) -> Result<Seat, NodeFault> {
        let path = identity_path(folder);
        // Before it is read: whatever comes after that is noticed.
        let stored = Stored::of(folder);
        let bytes = fs::read(&path).map_err(|_| NodeFault::NotInitialised {
            path: folder.to_owned(),
        })?;
        let (history, identity) = read_identity(&bytes).ok_or_else(|| NodeFault::Damaged {
            what: format!("{} is not an identity", path.display()),
        })?;
        let keys_folder = folder.join("keys");
        let keys = SeatKeys::load(&keys_folder, &history)?;
        SeatKeys::forget_replaced(&keys_folder, history.size());
        Ok(Seat {
            party: history.party,
            keys,
            identity,
            history,
            stored,
        })
    }

    /// The algorithm of the keys that this party makes.
    pub fn algorithm(&self) -> Algorithm {
        self.history.latest().seal.algorithm()
    }

    /// The leaves of its identity log, as the tree of the log has them.
    pub(crate) fn leaf_hashes(&self) -> Vec<Hash> {
        self.identity.iter().map(Entry::leaf_hash).collect()
    }

    /// Whether the file with the identity log was replaced since this one was read, by another process or by hand.
    pub(crate) fn is_outdated(&self, folder: &Path) -> bool {
        let now = Stored::of(folder);
        now.bytes.is_some() && now != self.stored
    }
}

/// How a file stands: its length, and when it was written; none where there is no such file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stored {
    bytes: Option<u64>,
    written: Option<SystemTime>,
}

impl Stored {
    fn of(folder: &Path) -> Stored {
        let file = fs::metadata(identity_path(folder)).ok();
        Stored {
            bytes: file.as_ref().map(fs::Metadata::len),
            written: file.and_then(|file| file.modified().ok()),
        }
    }
}

/// The leaves of the identity log in this folder as it stands now; none if it cannot be read.
pub(crate) fn stored_leaves(folder: &Path) -> Option<Vec<Hash>> {
    let (_, entries) = read_identity(&fs::read(identity_path(folder)).ok()?)?;
    Some(entries.iter().map(Entry::leaf_hash).collect())
}

/// Writes the identity log in place of a shorter one: at any moment the file holds one or the other.
pub(crate) fn write_identity(folder: &Path, entries: &[Entry]) -> Result<(), NodeFault> {
    let (path, new) = (identity_path(folder), folder.join("identity.new"));
    let at = |cause| NodeFault::File {
        path: path.clone(),
        cause,
    };
    let bytes: Vec<u8> = entries.iter().flat_map(Entry::encode).collect();
    let _ = fs::remove_file(&new); // left by a crash
    write_new(&new, &bytes)?;
    fs::rename(&new, &path).map_err(at)?;
    fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(at)
}

/// Entries one after another, the first of which founds the party and each later one of which changes its keys.
fn read_identity(bytes: &[u8]) -> Option<(Identity, Vec<Entry>)> {
    let mut entries = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let mut r = Reader::new(rest);
        r.skip().ok()?;
        let (entry, after) = rest.split_at(r.position());
        entries.push(Entry::decode(entry).ok()?);
        rest = after;
    }
    let (first, later) = entries.split_first()?;
    let party = PartyId(first.leaf.statement.0);
    let mut history = Identity::incept(party, &first.leaf, &first.body, &first.body_bytes)?;
    for entry in later {
        let renewed = history.extend(&entry.leaf, &entry.body, &entry.body_bytes);
        renewed.then_some(())?;
    }
    Some((history, entries))
}

/// Where the identity log is.
fn identity_path(folder: &Path) -> PathBuf {
    folder.join("identity")
}
