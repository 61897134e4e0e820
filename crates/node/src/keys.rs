//! The party's own keys on disk: one file for each, readable by the owner only.
//!
//! The root and its successor belong on paper or in a safe; `init` says so. The seal and node keys stay on
//! the machine. Delegates' keys are not here: they are wrapped by the person's password (`private`).
//!
//! A file holds a seed of 32 bytes, whatever the algorithm: the identity log says what key it has to be. The files
//! of the first keys have the role as their name; later ones have the number of the identity entry behind it
//! (`seal.2`), so that new keys stand on the disk before anything names them and the old ones stay until then.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use net::pouch::EncryptionKey;
use net::tls::TlsIdentity;
use record::Hash;
use record::identity::{Identity, KeySet, next_root_commitment};
use record::key::{Algorithm, PublicKey, SecretKey};

use crate::clock::random;
use crate::fault::NodeFault;

/// The keys that a seat works with.
pub struct SeatKeys {
    /// Founds, joins, accredits and revokes.
    pub seal: SecretKey,
    /// Seals leaves, signs heads, cosigns.
    pub node: SecretKey,
    /// The hash of the TLS key, as it is pinned.
    pub tls_pin: Hash,
    tls_pkcs8: Vec<u8>,
    /// The TLS key before, as long as some peer has not heard of the new one: it is shown until then.
    earlier_tls: Option<Vec<u8>>,
    /// The X25519 secret for sealed pouches.
    pub encryption: [u8; 32],
}

/// What a new party chooses for its keys.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The algorithm of its root, seal, node and delegates' keys.
    pub algorithm: Algorithm,
    /// How many of these recovery keys, by their commitments, can replace everything.
    pub recovery: Option<(u64, Vec<Hash>)>,
}

impl Default for Setup {
    fn default() -> Setup {
        Setup {
            algorithm: Algorithm::Ed25519,
            recovery: None,
        }
    }
}

/// The names of the files.
pub(crate) const ROOT: &str = "root";
pub(crate) const NEXT_ROOT: &str = "next-root";
pub(crate) const SEAL: &str = "seal";
pub(crate) const NODE: &str = "node";
pub(crate) const TLS: &str = "tls";
pub(crate) const ENCRYPTION: &str = "encryption";

/// The file of the key that the identity entry with this number (from 1 on) brings.
pub(crate) fn file_of(folder: &Path, role: &str, entry: u64) -> PathBuf {
    match entry {
        1 => folder.join(role),
        entry => folder.join(format!("{role}.{entry}")),
    }
}

/// The file of the key in use when the identity log has `size` entries: an entry may keep a key.
fn current_file(folder: &Path, role: &str, size: u64) -> PathBuf {
    let newest_first = (1..=size).rev().map(|entry| file_of(folder, role, entry));
    let mut there = newest_first.filter(|file| file.exists());
    there.next().unwrap_or_else(|| folder.join(role))
}

/// The file of an earlier key that is still there: the oldest one, which everybody knows.
fn earlier_file(folder: &Path, role: &str, size: u64) -> Option<PathBuf> {
    let current = current_file(folder, role, size);
    let mut earlier = (1..size).map(|entry| file_of(folder, role, entry));
    earlier.find(|file| *file != current && file.exists())
}

/// Whether this is the file of a root, by its name.
pub(crate) fn is_root(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let role = name.and_then(|name| name.split('.').next());
    role.is_some_and(|role| [ROOT, NEXT_ROOT].contains(&role))
}

/// The files of roots in `folder`, which belong on paper or in a safe.
///
/// # Errors
/// The folder cannot be read.
pub fn roots_in(folder: &Path) -> Result<Vec<PathBuf>, NodeFault> {
    let at = |cause| NodeFault::File {
        path: folder.to_owned(),
        cause,
    };
    let mut found = Vec::new();
    for file in fs::read_dir(folder).map_err(at)? {
        found.extend(Some(file.map_err(at)?.path()).filter(|path| is_root(path)));
    }
    found.sort();
    Ok(found)
}

/// A party's first keys: what stays on the machine, and the roots that should not.
pub struct NewKeys {
    /// What stays.
    pub seat: SeatKeys,
    /// Signs the inception.
    pub root: SecretKey,
    /// Pre-committed in the inception.
    pub next_root: SecretKey,
    /// The public side of everything, as it goes into the inception.
    pub public: KeySet,
}

impl NewKeys {
    /// Makes all keys of a new party.
    ///
    /// # Errors
    /// The TLS library refuses to make a key.
    pub fn generate(setup: &Setup) -> Result<NewKeys, NodeFault> {
        let key = || SecretKey::new(setup.algorithm, &random());
        let (root, next_root, seal, node) = (key(), key(), key(), key());
        let tls_pkcs8 = TlsIdentity::from_seed(&random());
        let tls_pin = TlsIdentity::from_pkcs8(&tls_pkcs8)?.spki_hash();
        let encryption = random();
        let public = KeySet {
            root: root.public().clone(),
            next_root: next_root_commitment(next_root.public()),
            seal: seal.public().clone(),
            node: node.public().clone(),
            tls: tls_pin,
            encryption: EncryptionKey::from_seed(&encryption).public(),
            recovery: setup.recovery.clone(),
        };
        Ok(NewKeys {
            seat: SeatKeys {
                seal,
                node,
                tls_pin,
                tls_pkcs8,
                earlier_tls: None,
                encryption,
            },
            root,
            next_root,
            public,
        })
    }

    /// Writes every key to `folder`, which must not hold keys yet.
    ///
    /// # Errors
    /// The folder holds keys, or cannot be written.
    pub fn save(&self, folder: &Path) -> Result<(), NodeFault> {
        make_private_folder(folder)?;
        write_new(&folder.join(ROOT), &*self.root.seed())?;
        write_new(&folder.join(NEXT_ROOT), &*self.next_root.seed())?;
        write_new(&folder.join(SEAL), &*self.seat.seal.seed())?;
        write_new(&folder.join(NODE), &*self.seat.node.seed())?;
        write_new(&folder.join(TLS), &self.seat.tls_pkcs8)?;
        write_new(&folder.join(ENCRYPTION), &self.seat.encryption)
    }
}

impl SeatKeys {
    /// Reads the working keys from `folder`: those that the identity log names last.
    ///
    /// # Errors
    /// A file is missing or does not hold the key that the log names.
    pub fn load(folder: &Path, identity: &Identity) -> Result<SeatKeys, NodeFault> {
        let (keys, size) = (identity.latest(), identity.size());
        let file = |role| current_file(folder, role, size);
        let named = |role, public: &PublicKey| {
            let seed = read_seed(&file(role))?;
            Ok::<_, NodeFault>(SecretKey::new(public.algorithm(), &seed))
        };
        let tls_pkcs8 = read(&file(TLS))?;
        let found = SeatKeys {
            tls_pin: TlsIdentity::from_pkcs8(&tls_pkcs8)?.spki_hash(),
            tls_pkcs8,
            earlier_tls: earlier_file(folder, TLS, size)
                .map(|file| read(&file))
                .transpose()?,
            seal: named(SEAL, &keys.seal)?,
            node: named(NODE, &keys.node)?,
            encryption: read_seed(&file(ENCRYPTION))?,
        };
        let theirs = *found.seal.public() == keys.seal
            && *found.node.public() == keys.node
            && found.tls_pin == keys.tls;
        theirs.then_some(found).ok_or_else(|| NodeFault::OtherKeys {
            path: folder.to_owned(),
        })
    }

    /// Removes the files of working keys that later ones replaced: whoever steals the folder should not find them.
    pub fn forget_replaced(folder: &Path, size: u64) {
        for role in [SEAL, NODE, ENCRYPTION] {
            let current = current_file(folder, role, size);
            let earlier = (1..size).map(|entry| file_of(folder, role, entry));
            for file in earlier.filter(|file| *file != current && file.exists()) {
                if let Err(cause) = fs::remove_file(&file) {
                    tracing::warn!(file = %file.display(), %cause, "an old key stays on the disk");
                }
            }
        }
    }

    /// The TLS key to show, with its certificate: the earlier one as long as some peer may not know the one that the
    /// identity log names.
    ///
    /// # Errors
    /// The stored key is not one.
    pub fn tls(&self) -> Result<TlsIdentity, NodeFault> {
        let shown = self.earlier_tls.as_ref().unwrap_or(&self.tls_pkcs8);
        Ok(TlsIdentity::from_pkcs8(shown)?)
    }

    /// Whether an earlier TLS key is still shown.
    pub fn shows_earlier_tls(&self) -> bool {
        self.earlier_tls.is_some()
    }

    /// Removes the files of earlier TLS keys: from here on the one is shown that the identity log names.
    pub(crate) fn forget_earlier_tls(folder: &Path, size: u64) -> Result<(), NodeFault> {
        while let Some(file) = earlier_file(folder, TLS, size) {
            fs::remove_file(&file).map_err(|cause| NodeFault::File { path: file, cause })?;
        }
        Ok(())
    }
}

/// Makes a folder that only its owner can enter (0700), with its parents.
///
/// # Errors
/// It cannot be made.
pub fn make_private_folder(folder: &Path) -> Result<(), NodeFault> {
    let at = |cause| NodeFault::File {
        path: folder.to_owned(),
        cause,
    };
    fs::create_dir_all(folder).map_err(at)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(at)?;
    }
    Ok(())
}

/// Writes a new file for its owner only, durable on return; one that is there already is not touched.
///
/// # Errors
/// There is one, or it cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), NodeFault> {
    let at = |cause| NodeFault::File {
        path: path.to_owned(),
        cause,
    };
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(at)?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(at)
}

fn read(path: &Path) -> Result<Vec<u8>, NodeFault> {
    fs::read(path).map_err(|cause| NodeFault::File {
        path: PathBuf::from(path),
        cause,
    })
}

pub(crate) fn read_seed(path: &Path) -> Result<[u8; 32], NodeFault> {
    read(path)?.try_into().map_err(|_| NodeFault::Key {
        path: PathBuf::from(path),
    })
}

/// Reads the key that `is_it` recognises by its public half.
///
/// # Errors
/// The file cannot be read, or holds another key or none.
pub fn read_key(path: &Path, is_it: impl Fn(&PublicKey) -> bool) -> Result<SecretKey, NodeFault> {
    SecretKey::of_seed(&read_seed(path)?, is_it).ok_or_else(|| NodeFault::Key {
        path: PathBuf::from(path),
    })
}
