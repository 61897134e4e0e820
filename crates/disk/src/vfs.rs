//! The disk as SQLite sees it: one VFS for all disks of the process, each a folder of it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use rsqlite_vfs::{
    AccessMode, DeviceCharacteristics, LockLevel, OpenOptions, OpenRequest, OpenedFile, OsCallback,
    SQLiteIoMethods, SQLiteVfs, SyncOptions, VfsError, VfsErrorCode, VfsFile, VfsResult, VfsStore,
    register_vfs,
};
// SQLite itself, which the functions of `rsqlite_vfs` are linked against.
use rusqlite as _;

use crate::disk::{Refused, Shared, lock};

/// The name of the VFS under which SQLite finds the disks.
pub const VFS: &str = "detente-disk";

static DISKS: Mutex<BTreeMap<u64, Shared>> = Mutex::new(BTreeMap::new());

static REGISTERED: LazyLock<()> = LazyLock::new(register);

/// Makes SQLite see the disk, and gives its number.
pub(crate) fn attach(disk: &Shared) -> u64 {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    LazyLock::force(&REGISTERED);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    lock(&DISKS).insert(number, Arc::clone(disk));
    number
}

pub(crate) fn detach(number: u64) {
    lock(&DISKS).remove(&number);
}

pub(crate) fn path(number: u64, name: &str) -> String {
    format!("/{number}/{name}")
}

#[expect(unsafe_code, reason = "SQLite takes the VFS by pointer")]
fn register() {
    // SAFETY: layout and callbacks are those that rsqlite_vfs provides, none is replaced. There is no app data;
    // what the callbacks share is behind locks, and a handle is only used by its connection. The registration is
    // never taken back, and `REGISTERED` runs this once.
    let registered = unsafe { register_vfs::<Methods, Vfs>(VFS, (), false) };
    registered.expect("nobody else has this name").into_raw();
}

struct Methods;
impl SQLiteIoMethods for Methods {
    type Store = Disks;
}

struct Vfs;
impl SQLiteVfs<Methods> for Vfs {
    type Os = NoClock;

    fn os((): &()) -> &NoClock {
        &NoClock
    }
}

/// What else SQLite could ask for. Its random numbers come from the default VFS, and our statements ask for no
/// time.
struct NoClock;
impl OsCallback for NoClock {
    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }

    fn random(&self, _buffer: &mut [u8]) -> usize {
        0
    }

    fn epoch_timestamp_in_ms(&self) -> VfsResult<i64> {
        Err(VfsError::new(VfsErrorCode::Error, "no clock here".into()))
    }
}

struct Disks;
impl VfsStore for Disks {
    type File = Handle;
    type AppData = ();

    fn open_file((): &(), request: OpenRequest<'_>) -> VfsResult<OpenedFile<Handle>> {
        let path = request.filename.map_or("", |name| name.path());
        let (disk, name) = find(path)?;
        let opened = lock(&disk).open(name, request.options.create());
        let life = opened.map_err(fault(VfsErrorCode::CantOpen))?;
        let name = name.to_owned();
        Ok(OpenedFile {
            file: Handle { disk, name, life },
            access: request.options.access(),
        })
    }

    fn close_file((): &(), _: Option<&str>, file: Handle, _: OpenOptions) -> VfsResult<()> {
        lock(&file.disk).close(&file.name, file.life);
        Ok(())
    }

    fn access((): &(), path: &str, _: AccessMode) -> VfsResult<bool> {
        let (disk, name) = find(path)?;
        lock(&disk)
            .exists(name)
            .map_err(fault(VfsErrorCode::IoAccess))
    }

    fn full_pathname((): &(), path: &str) -> VfsResult<String> {
        Ok(path.to_owned())
    }

    fn delete_file((): &(), path: &str, sync_dir: bool) -> VfsResult<()> {
        let (disk, name) = find(path)?;
        lock(&disk)
            .delete(name, sync_dir)
            .map_err(fault(VfsErrorCode::IoDelete))
    }
}

/// The disk and the file's name on it. There are no files without a name: temporary ones are kept in memory.
fn find(path: &str) -> VfsResult<(Shared, &str)> {
    let parts = path.strip_prefix('/').and_then(|path| path.split_once('/'));
    let found = parts.and_then(|(number, name)| {
        let disks = lock(&DISKS);
        Some((Arc::clone(disks.get(&number.parse().ok()?)?), name))
    });
    found.ok_or_else(|| VfsError::new(VfsErrorCode::CantOpen, "no such disk".into()))
}

/// What SQLite is told: the usual code of the operation, unless the disk is full or has no such file.
fn fault(usual: VfsErrorCode) -> impl Fn(Refused) -> VfsError {
    move |refused| {
        let (code, words) = match refused {
            Refused::Dead => (usual, "the power is off"),
            Refused::Full => (VfsErrorCode::Full, "no room"),
            Refused::Unsynced => (VfsErrorCode::IoSync, "the sync failed"),
            Refused::Missing if usual == VfsErrorCode::IoDelete => {
                (VfsErrorCode::IoDeleteNoEntry, "no such file")
            }
            Refused::Missing => (usual, "no such file"),
            Refused::Open => (usual, "one connection at a time"),
        };
        VfsError::new(code, words.into())
    }
}

/// An open file.
struct Handle {
    disk: Shared,
    name: String,
    life: u64,
}

impl VfsFile for Handle {
    /// As SQLite takes for granted of every file of Unix and Windows: a write harms no byte beside it.
    fn device_characteristics(&self) -> DeviceCharacteristics {
        DeviceCharacteristics::POWERSAFE_OVERWRITE
    }

    fn read(&mut self, buffer: &mut [u8], offset: u64) -> VfsResult<usize> {
        let disk = lock(&self.disk);
        let file = disk.file(&self.name, self.life);
        let file = file.map_err(fault(VfsErrorCode::IoRead))?;
        Ok(file.read(buffer, offset as usize))
    }

    fn write(&mut self, bytes: &[u8], offset: u64) -> VfsResult<()> {
        lock(&self.disk)
            .change(&self.name, self.life, |file| {
                file.write(bytes, offset as usize);
            })
            .map_err(fault(VfsErrorCode::IoWrite))
    }

    fn truncate(&mut self, size: u64) -> VfsResult<()> {
        lock(&self.disk)
            .change(&self.name, self.life, |file| file.truncate(size as usize))
            .map_err(fault(VfsErrorCode::IoTruncate))
    }

    fn sync(&mut self, _: SyncOptions) -> VfsResult<()> {
        lock(&self.disk)
            .sync(&self.name, self.life)
            .map_err(fault(VfsErrorCode::IoSync))
    }

    fn size(&self) -> VfsResult<u64> {
        let disk = lock(&self.disk);
        let file = disk.file(&self.name, self.life);
        Ok(file.map_err(fault(VfsErrorCode::IoStat))?.len() as u64)
    }

    // One connection at a time: a file that is open cannot be opened again, so there is nobody to lock out.
    fn lock(&mut self, _: LockLevel) -> VfsResult<()> {
        Ok(())
    }

    fn unlock(&mut self, _: LockLevel) -> VfsResult<()> {
        Ok(())
    }

    fn check_reserved_lock(&self) -> VfsResult<bool> {
        Ok(false)
    }
}
