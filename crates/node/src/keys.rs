//! The party's own keys on disk: one file for each, readable by the owner only.
//!
//! The root and its successor belong on paper or in a safe; `init` says so. The seal and node keys stay on
//! the machine. Delegates' keys are not here: they are wrapped by the person's password (`private`).

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use net::pouch::EncryptionKey;
use net::tls::TlsIdentity;
use record::Hash;
use record::identity::{KeySet, next_root_commitment};
use record::key::SecretKey;

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
    /// The X25519 secret for sealed pouches.
    pub encryption: [u8; 32],
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
    pub fn generate() -> Result<NewKeys, NodeFault> {
        let key = || SecretKey::from_seed(&random());
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
            recovery: None,
        };
        Ok(NewKeys {
            seat: SeatKeys {
                seal,
                node,
                tls_pin,
                tls_pkcs8,
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
        write_new(&folder.join("root"), &*self.root.seed())?;
        write_new(&folder.join("next-root"), &*self.next_root.seed())?;
        write_new(&folder.join("seal"), &*self.seat.seal.seed())?;
        write_new(&folder.join("node"), &*self.seat.node.seed())?;
        write_new(&folder.join("tls"), &self.seat.tls_pkcs8)?;
        write_new(&folder.join("encryption"), &self.seat.encryption)
    }
}

impl SeatKeys {
    /// Reads the working keys from `folder`.
    ///
    /// # Errors
    /// A file is missing or is not a key.
    pub fn load(folder: &Path) -> Result<SeatKeys, NodeFault> {
        let tls_pkcs8 = read(&folder.join("tls"))?;
        Ok(SeatKeys {
            tls_pin: TlsIdentity::from_pkcs8(&tls_pkcs8)?.spki_hash(),
            tls_pkcs8,
            seal: SecretKey::from_seed(&read_seed(&folder.join("seal"))?),
            node: SecretKey::from_seed(&read_seed(&folder.join("node"))?),
            encryption: read_seed(&folder.join("encryption"))?,
        })
    }
}

impl SeatKeys {
    /// The TLS key with its certificate.
    ///
    /// # Errors
    /// The stored key is not one.
    pub fn tls(&self) -> Result<TlsIdentity, NodeFault> {
        Ok(TlsIdentity::from_pkcs8(&self.tls_pkcs8)?)
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

fn write_new(path: &Path, bytes: &[u8]) -> Result<(), NodeFault> {
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

fn read_seed(path: &Path) -> Result<[u8; 32], NodeFault> {
    read(path)?.try_into().map_err(|_| NodeFault::Key {
        path: PathBuf::from(path),
    })
}
