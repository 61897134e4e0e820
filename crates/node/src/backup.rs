//! Backups of a data folder, and a folder made from one.
//!
//! A backup is a folder: the record and the identity, and the keys and the private papers if they were asked for. What this
//! machine signed (`high-water.db`) is never in it: a copy of that would be no witness. So a restored node is in doubt
//! until its peers have answered, and signs nothing before.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use private::Private;
use record::SpaceId;
use store::Store;

use crate::fault::NodeFault;
use crate::keys::{is_root, make_private_folder};
use crate::seat::Seat;
use crate::verify::{self, Report};

const RECORD: &str = "record.db";
const PRIVATE: &str = "private.db";
const IDENTITY: &str = "identity";
const KEYS: &str = "keys";

/// What goes into a backup beside the record and the identity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// The keys that the node works with. Whoever has them can speak as this node.
    pub keys: bool,
    /// People, their wrapped keys, drafts, and the advisor's papers.
    pub private: bool,
}

/// What a backup or a restored folder holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What was found by verifying every entry in it, by space; empty if there is no record in it.
    pub spaces: Vec<(SpaceId, Report)>,
    /// Which of the rest is in it.
    pub extent: Extent,
}

impl Held {
    /// Whether everything in it is what was signed.
    pub fn is_sound(&self) -> bool {
        self.spaces
            .iter()
            .all(|(_, report)| report.faults.is_empty())
    }
}

/// Writes a backup of `folder` to `to`, which must not be there. The node may run meanwhile; what is in the backup is one
/// moment of the record, verified from the bytes up after it was written. A damaged record is copied as it is, and the
/// report says so.
///
/// # Errors
/// There is no party in `folder`, `to` is there, or a file cannot be read or written.
pub fn write(folder: &Path, to: &Path, extent: Extent) -> Result<Held, NodeFault> {
    Seat::open(folder)?;
    if to.exists() {
        return Err(at(to, io::ErrorKind::AlreadyExists.into()));
    }
    // Under another name until all of it is on the medium, so that half a backup is never taken for one.
    let part = part_of(to);
    if part.exists() {
        fs::remove_dir_all(&part).map_err(|cause| at(&part, cause))?;
    }
    make_private_folder(&part)?;
    Store::open(&folder.join(RECORD))?.copy_to(&part.join(RECORD))?;
    if extent.private {
        Private::open(&folder.join(PRIVATE))?.copy_to(&part.join(PRIVATE))?;
    }
    if extent.keys {
        copy_keys(&folder.join(KEYS), &part.join(KEYS))?;
    }
    copy(&folder.join(IDENTITY), &part.join(IDENTITY))?;
    let held = look(&part)?;
    sync_all(&part)?;
    fs::rename(&part, to).map_err(|cause| at(to, cause))?;
    sync(
        to.parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new(".")),
    )?;
    Ok(held)
}

/// Makes the folder `into` from a backup, with the keys of `keys` if the backup has none. The record in it may be missing:
/// then the peers bring it all.
///
/// # Errors
/// `into` holds a party, the backup has no identity, the keys are missing or not those of this identity, or a file cannot
/// be read or written. Nothing that could be taken for a party is left in `into` then.
pub fn restore(from: &Path, keys: Option<&Path>, into: &Path) -> Result<Held, NodeFault> {
    if into.join(IDENTITY).exists() {
        return Err(NodeFault::AlreadyInitialised {
            path: into.to_owned(),
        });
    }
    if !from.join(IDENTITY).exists() {
        return Err(NodeFault::NotABackup {
            path: from.to_owned(),
        });
    }
    make_private_folder(into)?;
    for database in [RECORD, PRIVATE] {
        if from.join(database).exists() {
            copy(&from.join(database), &into.join(database))?;
        }
    }
    copy_keys(keys.unwrap_or(&from.join(KEYS)), &into.join(KEYS))?;
    let held = look(into)?;
    // The identity last: before it is there, nobody takes the folder for a party's.
    copy(&from.join(IDENTITY), &into.join(IDENTITY))?;
    sync_all(into)?;
    if let Err(fault) = Seat::open(into) {
        fs::remove_file(into.join(IDENTITY)).map_err(|cause| at(into, cause))?;
        return Err(fault);
    }
    Ok(held)
}

fn look(folder: &Path) -> Result<Held, NodeFault> {
    let spaces = match folder.join(RECORD).exists() {
        true => verify::folder(folder)?,
        false => Vec::new(),
    };
    let extent = Extent {
        keys: folder.join(KEYS).exists(),
        private: folder.join(PRIVATE).exists(),
    };
    Ok(Held { spaces, extent })
}

fn copy_keys(from: &Path, to: &Path) -> Result<(), NodeFault> {
    make_private_folder(to)?;
    for file in fs::read_dir(from).map_err(|cause| at(from, cause))? {
        let path = file.map_err(|cause| at(from, cause))?.path();
        // Roots belong off the machine, and so into no backup of it.
        if let Some(name) = path.file_name().filter(|_| !is_root(&path)) {
            copy(&path, &to.join(name))?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), NodeFault> {
    fs::copy(from, to)
        .map(|_| ())
        .map_err(|cause| at(from, cause))
}

/// Every file and folder in `folder`, and `folder` itself, on the medium.
fn sync_all(folder: &Path) -> Result<(), NodeFault> {
    for file in fs::read_dir(folder).map_err(|cause| at(folder, cause))? {
        let path = file.map_err(|cause| at(folder, cause))?.path();
        match path.is_dir() {
            true => sync_all(&path)?,
            false => sync(&path)?,
        }
    }
    sync(folder)
}

fn sync(path: &Path) -> Result<(), NodeFault> {
    let synced = File::open(path).and_then(|file| file.sync_all());
    synced.map_err(|cause| at(path, cause))
}

fn part_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn at(path: &Path, cause: io::Error) -> NodeFault {
    NodeFault::File {
        path: path.to_owned(),
        cause,
    }
}
