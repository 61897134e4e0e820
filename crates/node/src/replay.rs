//! Replaying: from the stored entries to the state.
//!
//! Reading, comparing and hashing what is stored takes about as long as folding it, so at start a thread of its
//! own reads ahead; the order of folding is the order of arrival all the same.

use std::sync::mpsc::sync_channel;

use record::{Lane, LogKey, SpaceId};
use store::{Reader, Store, StoreFault, Stored};

use crate::fault::NodeFault;
use crate::space::Space;
use crate::waiting::signatures;
use crate::writer::{Spaces, read, write};

/// Bytes read from the database at once.
const PAGE_BYTES: usize = 1 << 20;
/// How many pages are read ahead: enough that neither side waits for the other's hiccups.
const PAGES_AHEAD: usize = 4;

/// Entries in order of arrival: arrival number, log, entry.
type Page = Vec<(u64, LogKey, Stored)>;

/// Folds the entries of `space` that were stored and not applied yet. Whether there were any.
///
/// # Errors
/// The database is damaged or cannot be read.
pub fn replay(store: &Store, spaces: &Spaces, space: SpaceId) -> Result<bool, NodeFault> {
    let mut any = false;
    each_page(store, space, last_arrival(spaces, space), |page| {
        any |= apply(store, spaces, space, &page?)?;
        Ok::<(), NodeFault>(())
    })?;
    Ok(any)
}

/// As [`replay`], with a thread that reads ahead on a connection of its own.
///
/// # Errors
/// As [`replay`].
pub fn replay_ahead(store: &Store, spaces: &Spaces, space: SpaceId) -> Result<(), NodeFault> {
    let reader = store.reader()?;
    let after = last_arrival(spaces, space);
    let (send, pages) = sync_channel::<Result<Page, StoreFault>>(PAGES_AHEAD);
    std::thread::scope(|scope| {
        // Nobody takes a page any more if folding failed; that is what is told then.
        scope.spawn(move || each_page(&reader, space, after, |page| send.send(page).map_err(drop)));
        for page in pages {
            apply(store, spaces, space, &page?)?;
        }
        Ok(())
    })
}

/// Reads page after page until there is none, one cannot be read, or `take` fails.
fn each_page<E>(
    reader: &Reader,
    space: SpaceId,
    mut after: u64,
    mut take: impl FnMut(Result<Page, StoreFault>) -> Result<(), E>,
) -> Result<(), E> {
    loop {
        let page = reader.replay(&space, after, PAGE_BYTES);
        match page.as_ref().map(|page| page.last()) {
            Ok(None) => return Ok(()),
            Ok(Some((last, ..))) => after = *last,
            Err(_) => return take(page),
        }
        take(page)?;
    }
}

/// Folds a whole space anew, the keys first.
///
/// # Errors
/// As [`replay`].
pub fn fold_anew(store: &Store, anew: &mut Space) -> Result<(), NodeFault> {
    let space = anew.record.space();
    for keys_only in [true, false] {
        each_page(store, space, 0, |page| {
            for (arrival, log, stored) in page? {
                if !keys_only || log.lane == Lane::Identity {
                    apply_stored(store, anew, log, &stored)?;
                }
                anew.last_arrival = arrival;
            }
            Ok::<(), NodeFault>(())
        })?;
    }
    Ok(())
}

fn last_arrival(spaces: &Spaces, space: SpaceId) -> u64 {
    read(spaces)
        .get(&space)
        .map_or(0, |state| state.last_arrival)
}

/// Applies a page; whether anything in it was new.
fn apply(store: &Store, spaces: &Spaces, space: SpaceId, page: &Page) -> Result<bool, NodeFault> {
    let mut any = false;
    if let Some(state) = write(spaces).get_mut(&space) {
        for (arrival, log, stored) in page {
            any |= apply_stored(store, state, *log, stored)?;
            state.last_arrival = *arrival;
        }
    }
    Ok(any)
}

fn apply_stored(
    store: &Store,
    state: &mut Space,
    log: LogKey,
    stored: &Stored,
) -> Result<bool, NodeFault> {
    let stem = match log.branch > 0 && state.record.stem(&log).is_none() {
        true => store.stem(&log.in_space(state.record.space()))?,
        false => None,
    };
    if let Some(stem) = stem {
        state.record.open_branch(log, stem);
    }
    if stored.index < state.record.size(&log) {
        return Ok(false); // applied when it was written
    }
    let folded = state.apply(store, log, &stored.entry, signatures(stored))?;
    Ok(!folded.is_empty())
}
