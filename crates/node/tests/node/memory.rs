//! Folders of which nothing reaches a disk.

use std::path::Path;

use tempfile::TempDir;

/// A folder on a file system in memory where there is one: a disk would take its time for each of thousands of syncs.
pub fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    match memory.is_dir() {
        true => tempfile::tempdir_in(memory),
        false => tempfile::tempdir(),
    }
    .expect("a folder")
}
