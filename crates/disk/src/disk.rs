//! The disk: its files, its power and its faults.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::file::File;
use crate::seeded::Seeded;
use crate::vfs;

/// A disk with its power on. Its files are gone when it is dropped.
#[derive(Debug)]
pub struct Disk {
    number: u64,
    state: Shared,
}

/// The disk as the handles of its files share it.
pub(crate) type Shared = Arc<Mutex<State>>;

pub(crate) fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Disk {
    /// An empty disk. What happens on it follows from the seed and from what is asked of it.
    pub fn new(seed: u64) -> Disk {
        let state = Arc::new(Mutex::new(State {
            chance: Seeded::new(seed),
            files: BTreeMap::new(),
            deleted: BTreeMap::new(),
            open: BTreeSet::new(),
            life: 0,
            off: false,
            lies: false,
            cut_in: None,
            full_in: None,
            sync_fails_in: None,
        }));
        let number = vfs::attach(&state);
        Disk { number, state }
    }

    /// Where a file of this disk is, for a connection that is opened with the VFS named [`crate::VFS`].
    pub fn path(&self, name: &str) -> PathBuf {
        vfs::path(self.number, name).into()
    }

    /// Cuts the power during the operation after `operations` more that change something or sync.
    pub fn cut_after(&self, operations: usize) {
        lock(&self.state).cut_in = Some(operations);
    }

    /// Cuts the power now.
    pub fn cut(&self) {
        lock(&self.state).cut();
    }

    /// Whether the power is gone. Then every operation fails.
    pub fn is_off(&self) -> bool {
        lock(&self.state).off
    }

    /// Power comes back. Files that were open are to be opened anew.
    pub fn power_on(&self) {
        let mut state = lock(&self.state);
        state.off = false;
        state.begin_life();
    }

    /// The process dies and the power stays: everything that was written is there, synced or not. Files that
    /// were open are to be opened anew.
    pub fn kill(&self) {
        lock(&self.state).begin_life();
    }

    /// What a program does that writes a file once more under another name, syncs it, renames it into place and syncs
    /// the folder: afterwards the medium has what is read. The power may go before the new name is there, or after.
    /// Nothing, if there is no such file.
    pub fn write_anew(&self, name: &str) {
        lock(&self.state).write_anew(name);
    }

    /// After `writes` more, every write is refused for want of room, until [`Disk::make_room`].
    pub fn fill_after(&self, writes: usize) {
        lock(&self.state).full_in = Some(writes);
    }

    /// There is room again.
    pub fn make_room(&self) {
        lock(&self.state).full_in = None;
    }

    /// After `syncs` more, one sync fails. As on Linux, what it should have kept reads as if it were there, is
    /// on the medium or not, and no later sync makes up for it.
    pub fn fail_sync_after(&self, syncs: usize) {
        lock(&self.state).sync_fails_in = Some(syncs);
    }

    /// From now on syncs say that they succeeded, and do nothing.
    pub fn lie(&self) {
        lock(&self.state).lies = true;
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        vfs::detach(self.number);
    }
}

/// What became of an operation that did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The power is off, or the handle is of a life before.
    Dead,
    /// No room.
    Full,
    /// The sync failed.
    Unsynced,
    /// There is no such file.
    Missing,
    /// The file is open already.
    Open,
}

#[derive(Debug)]
pub(crate) struct State {
    chance: Seeded,
    files: BTreeMap<String, File>,
    /// Deleted, but the folder on the medium may still have them.
    deleted: BTreeMap<String, File>,
    open: BTreeSet<String>,
    life: u64,
    off: bool,
    lies: bool,
    cut_in: Option<usize>,
    full_in: Option<usize>,
    sync_fails_in: Option<usize>,
}

impl State {
    /// Opens a file and gives the life that its handle is of.
    pub(crate) fn open(&mut self, name: &str, create: bool) -> Result<u64, Refused> {
        self.alive(self.life)?;
        if !self.files.contains_key(name) {
            if !create {
                return Err(Refused::Missing);
            }
            self.files.insert(name.to_owned(), File::default());
        }
        match self.open.insert(name.to_owned()) {
            true => Ok(self.life),
            false => Err(Refused::Open),
        }
    }

    pub(crate) fn close(&mut self, name: &str, life: u64) {
        if life == self.life {
            self.open.remove(name);
        }
    }

    pub(crate) fn exists(&self, name: &str) -> Result<bool, Refused> {
        self.alive(self.life)?;
        Ok(self.files.contains_key(name))
    }

    pub(crate) fn file(&self, name: &str, life: u64) -> Result<&File, Refused> {
        self.alive(life)?;
        self.files.get(name).ok_or(Refused::Missing)
    }

    /// Changes a file. If the power goes in the middle of it, chance decides what of it is done.
    pub(crate) fn change(
        &mut self,
        name: &str,
        life: u64,
        change: impl FnOnce(&mut File),
    ) -> Result<(), Refused> {
        self.alive(life)?;
        if self.full_in == Some(0) {
            return Err(Refused::Full);
        }
        self.full_in = self.full_in.map(|left| left - 1);
        change(self.files.get_mut(name).ok_or(Refused::Missing)?);
        self.count()
    }

    pub(crate) fn sync(&mut self, name: &str, life: u64) -> Result<(), Refused> {
        self.alive(life)?;
        self.count()?;
        let file = self.files.get_mut(name).ok_or(Refused::Missing)?;
        if self.lies {
            return Ok(());
        }
        match self.sync_fails_in.take() {
            Some(0) => {
                file.settle(&mut self.chance);
                return Err(Refused::Unsynced);
            }
            left => self.sync_fails_in = left.map(|left| left - 1),
        }
        let new = !file.named;
        file.sync();
        if new {
            // With a new file SQLite syncs the folder: all names and deletions up to now.
            self.files.values_mut().for_each(|file| file.named = true);
            self.deleted.clear();
        }
        Ok(())
    }

    pub(crate) fn delete(&mut self, name: &str, for_good: bool) -> Result<(), Refused> {
        self.alive(self.life)?;
        let file = self.files.remove(name).ok_or(Refused::Missing)?;
        if file.named && !for_good {
            self.deleted.insert(name.to_owned(), file);
        }
        self.count()
    }

    fn write_anew(&mut self, name: &str) {
        let Some(file) = self.files.get(name).filter(|_| !self.off) else {
            return;
        };
        let new = file.written_anew();
        let went = self.count().is_err();
        if !went || self.chance.one_in(2) {
            self.files.insert(name.to_owned(), new);
        }
    }

    fn alive(&self, life: u64) -> Result<(), Refused> {
        match self.off || life != self.life {
            true => Err(Refused::Dead),
            false => Ok(()),
        }
    }

    /// Counts an operation down and cuts the power when it is the one.
    fn count(&mut self) -> Result<(), Refused> {
        match self.cut_in.take() {
            Some(0) => {
                self.cut();
                Err(Refused::Dead)
            }
            left => {
                self.cut_in = left.map(|left| left - 1);
                Ok(())
            }
        }
    }

    fn cut(&mut self) {
        self.off = true;
        let chance = &mut self.chance;
        self.files.retain(|_, file| file.named || chance.one_in(2));
        for (name, file) in std::mem::take(&mut self.deleted) {
            if chance.one_in(2) {
                self.files.entry(name).or_insert(file);
            }
        }
        for file in self.files.values_mut() {
            file.cut(chance);
        }
    }

    fn begin_life(&mut self) {
        self.life += 1;
        self.open.clear();
        self.cut_in = None;
    }
}
