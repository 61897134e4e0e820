//! Repair: from a damaged database what is sound, and the rest from the peers.
//!
//! Of each log everything before the first entry that is damaged is put into a new database, checked in the same way as
//! what a peer sends, with the heads, receipts and erasures that go with it. The damaged file is set aside and kept. What is
//! missing then comes back by ordinary replication; since this machine has signed more than it holds, nothing is sealed
//! before it has.

use std::fs;
use std::path::{Path, PathBuf};

use net::wire::Batch as Sent;
use record::fold::Signatures;
use record::{Founding, Kind, Lane, LogId, Payload, SignedCheckpoint, SpaceId};
use store::{Appended, Batch, Content, NewEntry, Reader, Store, StoreFault, Stored};

use crate::accept::{self, Checked};
use crate::fault::NodeFault;
use crate::peers;
use crate::seat::Seat;
use crate::space::Space;

/// Bytes of entries read at once.
const PAGE_BYTES: usize = 4 << 20;

/// What became of a damaged database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repaired {
    /// Where the damaged file is now.
    pub aside: PathBuf,
    /// Entries that were sound and are kept.
    pub kept: u64,
    /// Entries that the peers must bring again, as far as can be seen.
    pub missing: u64,
    /// Spaces whose founding was damaged in every copy; the peers bring them again.
    pub spaces_lost: Vec<SpaceId>,
    /// What was known of so many peers was damaged: meet them again by an invitation.
    pub peers_lost: usize,
}

/// Repairs the record's database in `folder`.
///
/// # Errors
/// There is no party in the folder, another process has its database open, or a file cannot be read, written or renamed. The damaged database stays where it is
/// then.
pub fn folder(folder: &Path) -> Result<Repaired, NodeFault> {
    Seat::open(folder)?;
    let (path, fresh) = (folder.join("record.db"), folder.join("record.db.new"));
    remove_database(&fresh)?;
    let mut repaired = Repaired::default();
    {
        let mut new = Store::open(&fresh)?;
        match Store::open_exclusively(&path) {
            Ok(old) => salvage(&old, &mut new, &mut repaired)?,
            Err(StoreFault::Busy) => {
                return Err(NodeFault::InUse {
                    path: folder.to_owned(),
                });
            }
            Err(_) => {} // what cannot even be opened is set aside whole
        }
        while !new.empty_write_ahead()? {}
    }
    repaired.aside = set_aside(&path)?;
    fs::rename(&fresh, &path).map_err(|cause| at(&path, cause))?;
    Ok(repaired)
}

fn salvage(old: &Reader, new: &mut Store, repaired: &mut Repaired) -> Result<(), NodeFault> {
    for space in old.space_ids().unwrap_or_default() {
        match founding_of(old, &space) {
            Some((founding, payloads)) => {
                new.put_space(&founding.bytes, &payloads)?;
                salvage_space(old, new, founding, repaired)?;
            }
            None => repaired.spaces_lost.push(space),
        }
    }
    for (name, value) in old.facts("").unwrap_or_default() {
        if name.starts_with("taken/") {
            continue; // so that the peers tell all their receipts again
        }
        match peers::is_sound(&name, &value) {
            true => new.put_fact(&name, &value)?,
            false => repaired.peers_lost += 1,
        }
    }
    Ok(())
}

/// The founding as it is stored, or from the first entry of any party, which has a copy.
fn founding_of(old: &Reader, space: &SpaceId) -> Option<(Founding, Vec<Option<Payload>>)> {
    if let Ok(Some(row)) = old.space(space) {
        let payloads = row.payloads.into_iter().map(Content::here).collect();
        return Some((row.founding, payloads));
    }
    let logs = old.heads(space).ok()?.into_iter();
    logs.filter(|(log, _)| log.lane == Lane::Main)
        .find_map(|(log, _)| {
            let entry = old.entry(&log.in_space(*space), 0).ok()??.entry;
            let bytes = entry.body.fields.bytes(1)?;
            let founding = Founding::read(bytes).filter(|founding| founding.space == *space)?;
            (entry.body.kind == Kind::Enter).then_some((founding, entry.payloads))
        })
}

fn salvage_space(
    old: &Reader,
    new: &mut Store,
    founding: Founding,
    repaired: &mut Repaired,
) -> Result<(), NodeFault> {
    let id = founding.space;
    let mut space = Space::new(founding);
    let mut logs = old.heads(&id).unwrap_or_default();
    // Further branches of a forked log come back from whoever else holds them.
    logs.retain(|(log, _)| log.branch == 0);
    // The keys first: with them the heads of the other logs are verified.
    logs.sort_by_key(|(log, _)| log.lane != Lane::Identity);
    for (log, size) in logs {
        let kept = salvage_log(old, new, &mut space, log.in_space(id))?;
        repaired.kept += kept;
        repaired.missing += size.saturating_sub(kept);
    }
    Ok(())
}

/// Head by head, until entries are damaged or no head covers them; how many entries that were.
fn salvage_log(
    old: &Reader,
    new: &mut Store,
    space: &mut Space,
    log: LogId,
) -> Result<u64, NodeFault> {
    for head in old.sound_checkpoints(&log).unwrap_or_default() {
        let from = space.record.size(&log.key);
        let Some(stored) = entries(old, &log, from, head.head.size) else {
            break;
        };
        let sent = Sent {
            from,
            entries: stored.iter().map(|stored| stored.entry.encode()).collect(),
            checkpoint: head.clone(),
        };
        match accept::check_alone(space, &sent) {
            Checked::New { .. } => keep(new, space, &log, &stored, &head)?,
            Checked::Known => new.put_checkpoint(&head)?,
            Checked::Gap | Checked::Refused(_) => continue,
        }
        note_erased(old, new, &log, &stored)?;
        for receipt in old.cosignatures(&head.hash()).unwrap_or_default() {
            let _ = new.put_cosignature(&log, &receipt)?;
        }
    }
    for head in old.conflicts(&log).unwrap_or_default() {
        new.put_conflict(&head)?;
    }
    Ok(space.record.size(&log.key))
}

/// The entries from `from` to before `to`; none if one of them is damaged.
fn entries(old: &Reader, log: &LogId, from: u64, to: u64) -> Option<Vec<Stored>> {
    let mut found: Vec<Stored> = Vec::new();
    while from + (found.len() as u64) < to {
        let page = old.entries(log, from + found.len() as u64, PAGE_BYTES).ok();
        // A page may be spoilt by an entry beyond: then one at a time.
        let page = match page {
            Some(page) => page,
            None => vec![old.entry(log, from + found.len() as u64).ok()??],
        };
        (!page.is_empty()).then_some(())?;
        found.extend(page);
    }
    found.truncate(to.saturating_sub(from) as usize);
    Some(found)
}

fn keep(
    new: &mut Store,
    space: &mut Space,
    log: &LogId,
    stored: &[Stored],
    head: &SignedCheckpoint,
) -> Result<(), NodeFault> {
    let rows = stored.iter().map(|one| NewEntry {
        entry: &one.entry,
        fitted: one.fitted,
        received_ms: one.received_ms,
    });
    let rows: Vec<NewEntry<'_>> = rows.collect();
    let batch = Batch {
        log: *log,
        expected_size: space.record.size(&log.key),
        entries: &rows,
        checkpoint: Some(head),
    };
    match new.append(&[batch])? {
        Appended::Stored => {}
        Appended::HeadMoved { .. } => return Err(NodeFault::Busy),
    }
    for one in stored {
        // Only the tree and the keys matter here, so nobody looks at what was folded.
        let _ = space
            .record
            .apply(log.key, &one.entry, Signatures::Stored(one.fitted));
    }
    Ok(())
}

fn note_erased(
    old: &Reader,
    new: &mut Store,
    log: &LogId,
    stored: &[Stored],
) -> Result<(), NodeFault> {
    for one in stored {
        let missing = one
            .entry
            .payloads
            .iter()
            .enumerate()
            .filter(|(_, payload)| payload.is_none());
        for (n, _) in missing {
            let statement = one.entry.leaf.statement;
            if let Ok(Some(Content::Erased)) = old.payload(&log.space, &statement, n) {
                new.note_erased(&log.space, &statement, n)?;
            }
        }
    }
    Ok(())
}

/// Renames the database with whatever belongs to it, under the first name that is free.
fn set_aside(path: &Path) -> Result<PathBuf, NodeFault> {
    let free = (1..).map(|n| PathBuf::from(format!("{}.damaged-{n}", path.display())));
    let aside = free
        .into_iter()
        .find(|aside| !aside.exists())
        .expect("some number is free");
    for end in ["", "-wal", "-shm"] {
        let (from, to) = (with_end(path, end), with_end(&aside, end));
        if from.exists() {
            fs::rename(&from, &to).map_err(|cause| at(&from, cause))?;
        }
    }
    Ok(aside)
}

fn remove_database(path: &Path) -> Result<(), NodeFault> {
    for end in ["", "-wal", "-shm"] {
        let file = with_end(path, end);
        if file.exists() {
            fs::remove_file(&file).map_err(|cause| at(&file, cause))?;
        }
    }
    Ok(())
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

fn at(path: &Path, cause: std::io::Error) -> NodeFault {
    NodeFault::File {
        path: path.to_owned(),
        cause,
    }
}
