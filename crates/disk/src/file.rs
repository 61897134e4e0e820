//! One file: what is read from it, what the medium holds, and what of the first has not reached the second.

use std::collections::BTreeMap;

use crate::seeded::Seeded;

/// Bytes that the medium writes at once, or not.
pub(crate) const SECTOR: usize = 512;

/// A file and what is not synced of it.
#[derive(Debug, Default)]
pub(crate) struct File {
    /// What is read: everything that was written.
    now: Vec<u8>,
    /// What the medium holds for sure, save where a sector is unsynced.
    medium: Vec<u8>,
    unsynced: BTreeMap<usize, Unsynced>,
    /// The lengths since the last sync, if it changed.
    lengths: Vec<usize>,
    /// Whether the folder on the medium has the file's name.
    pub(crate) named: bool,
}

/// A sector that was written since the last sync.
#[derive(Debug)]
struct Unsynced {
    /// What it held after each write, the last at the end.
    versions: Vec<[u8; SECTOR]>,
    /// The bytes that were written.
    written: [bool; SECTOR],
}

impl File {
    /// A synced file with what is read from this one.
    pub(crate) fn written_anew(&self) -> File {
        File {
            now: self.now.clone(),
            medium: self.now.clone(),
            named: true,
            ..File::default()
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.now.len()
    }

    /// Reads what there is and says how much it was.
    pub(crate) fn read(&self, buffer: &mut [u8], offset: usize) -> usize {
        let there = self.now.get(offset..).unwrap_or_default();
        let count = there.len().min(buffer.len());
        buffer[..count].copy_from_slice(&there[..count]);
        count
    }

    pub(crate) fn write(&mut self, bytes: &[u8], offset: usize) {
        let end = offset + bytes.len();
        if end > self.now.len() {
            self.now.resize(end, 0);
            self.lengths.push(end);
        }
        self.now[offset..end].copy_from_slice(bytes);
        for sector in offset / SECTOR..end.div_ceil(SECTOR) {
            let from = sector * SECTOR;
            let unsynced = self.unsynced.entry(sector).or_insert(Unsynced {
                versions: Vec::new(),
                written: [false; SECTOR],
            });
            unsynced.versions.push(sector_of(&self.now, sector));
            let first = offset.max(from) - from;
            unsynced.written[first..(end - from).min(SECTOR)].fill(true);
        }
    }

    pub(crate) fn truncate(&mut self, length: usize) {
        self.now.resize(length, 0);
        self.lengths.push(length);
    }

    /// Everything that was written reaches the medium.
    pub(crate) fn sync(&mut self) {
        let shortest = self.lengths.drain(..).min().unwrap_or(self.medium.len());
        self.medium.truncate(shortest);
        self.medium.resize(self.now.len(), 0);
        for (sector, _) in std::mem::take(&mut self.unsynced) {
            let there = sector * SECTOR..self.now.len().min((sector + 1) * SECTOR);
            if !there.is_empty() {
                self.medium[there.clone()].copy_from_slice(&self.now[there]);
            }
        }
    }

    /// Chance decides of each unsynced sector what the medium holds, and nothing is unsynced any more. What is
    /// read stays as it is: so it is after a sync that failed.
    pub(crate) fn settle(&mut self, chance: &mut Seeded) {
        let lengths = std::mem::take(&mut self.lengths);
        let length = match chance.below(lengths.len() + 1) {
            0 => self.medium.len(),
            n => lengths[n - 1],
        };
        for (sector, unsynced) in std::mem::take(&mut self.unsynced) {
            let settled = unsynced.settled(&sector_of(&self.medium, sector), chance);
            let end = (sector + 1) * SECTOR;
            if self.medium.len() < end {
                self.medium.resize(end, 0);
            }
            self.medium[sector * SECTOR..end].copy_from_slice(&settled);
        }
        self.medium.resize(length, 0);
    }

    /// The power is gone: what was not on the medium by then is whatever chance made of it.
    pub(crate) fn cut(&mut self, chance: &mut Seeded) {
        self.settle(chance);
        self.now.clone_from(&self.medium);
        self.named = true;
    }
}

impl Unsynced {
    /// Kept, lost, left between two writes, torn, or garbage where it was written.
    fn settled(&self, before: &[u8; SECTOR], chance: &mut Seeded) -> [u8; SECTOR] {
        let last = *self.versions.last().unwrap_or(before);
        match chance.below(5) {
            0 => last,
            1 => *before,
            2 => self.versions[chance.below(self.versions.len())],
            3 => {
                let mut torn = *before;
                let end = chance.below(SECTOR);
                torn[..end].copy_from_slice(&last[..end]);
                torn
            }
            _ => std::array::from_fn(|at| match self.written[at] {
                true => chance.number() as u8,
                false => before[at],
            }),
        }
    }
}

/// A sector's bytes; what is behind the end is 0.
fn sector_of(bytes: &[u8], sector: usize) -> [u8; SECTOR] {
    let there = bytes.get(sector * SECTOR..).unwrap_or_default();
    let count = there.len().min(SECTOR);
    let mut found = [0; SECTOR];
    found[..count].copy_from_slice(&there[..count]);
    found
}
