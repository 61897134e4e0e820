//! A disk for tests. SQLite keeps its files on it, in memory, and it does what disks do: at a power cut each
//! sector that was not synced is there, is lost, is torn or is garbage; a full disk refuses; a sync fails and
//! what it should have kept may be gone for good.
//!
//! Everything follows from a seed and from the operations asked for, so a seed is a bug report.
//!
//! What it promises is what SQLite takes for granted of every file of Unix and Windows: what was synced stays, a
//! write harms no byte beside it, and a new file that is synced takes the folder with it.
//!
//! One connection at a time, and no shared memory: a database in write-ahead mode needs
//! `PRAGMA locking_mode = EXCLUSIVE` before anything is read. Nothing of the product depends on this crate.

mod disk;
mod file;
mod seeded;
pub mod seeds;
mod vfs;

pub use disk::Disk;
pub use seeded::Seeded;
pub use vfs::VFS;
