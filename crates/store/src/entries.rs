//! Entries read back, each compared with what was written.

use std::collections::BTreeMap;

use record::{Entry, Hash, LogId, LogKey, SpaceId, StatementId, tree};
use rusqlite::{OptionalExtension, Row};

use crate::fault::StoreFault;
use crate::payloads::{Content, Holder, read_payloads};
use crate::reader::{Reader, log_key, number};
use crate::schema::SAME_STATEMENT;

/// An entry as it stands in its log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its place in the log, counted from 0.
    pub index: u64,
    /// The entry, without the payloads that were erased or never came.
    pub entry: Entry,
    /// Whether its signatures fitted when it was stored.
    pub fitted: bool,
    /// When it came or was sealed, by this node's clock (milliseconds since 1970, UTC).
    pub received_ms: u64,
}

/// What [`stored`] reads, in its order.
const COLUMNS: &str = "seq, idx, fitted, received_ms, mark, leaf, body, statement, bytes";

impl Reader {
    /// The entries of `log` from index `from` on: as many as fit into `bytes_max` bytes of leaves, bodies and
    /// payloads, but at least one if there is one.
    ///
    /// # Errors
    /// [`StoreFault::Damaged`] names the first entry that is missing or not what was written.
    pub fn entries(
        &self,
        log: &LogId,
        from: u64,
        bytes_max: usize,
    ) -> Result<Vec<Stored>, StoreFault> {
        let mut page = Page::new(bytes_max);
        loop {
            // What a branch shares with others stands in theirs.
            let index = from + page.found.len() as u64;
            let (part, end) = self.part(log, index)?;
            let is_full = self.fill(&mut page, &part, index, end)?;
            if is_full || end == u64::MAX {
                return Ok(page.found);
            }
        }
    }

    /// Adds the entries of one branch from `index` to before `end`. True if the page is full, or one is missing.
    fn fill(&self, page: &mut Page, log: &LogId, index: u64, end: u64) -> Result<bool, StoreFault> {
        let (Some(log_row), Ok(first)) = (self.log_row(log)?, i64::try_from(index)) else {
            return Ok(true);
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM entries WHERE log = ?1 AND idx >= ?2 AND idx < ?3 ORDER BY idx"
        ))?;
        let mut rows = statement.query((log_row, first, number(end)))?;
        let mut index = index;
        while let Some(row) = rows.next()? {
            if !page.has_room(row)? {
                return Ok(true);
            }
            page.found.push(self.stored(log, index, row)?);
            index += 1;
        }
        Ok(index < end)
    }

    /// The entry of `log` at `index`, if it is stored.
    ///
    /// # Errors
    /// As [`Reader::entries`].
    pub fn entry(&self, log: &LogId, index: u64) -> Result<Option<Stored>, StoreFault> {
        Ok(self.entries(log, index, 0)?.pop())
    }

    /// Where a statement was sealed. Of several places the one where its signatures fitted: anybody can
    /// seal the words of others, and those do not fit there.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn find(
        &self,
        space: &SpaceId,
        statement: &StatementId,
    ) -> Result<Option<(LogKey, u64)>, StoreFault> {
        let sql = format!(
            "SELECT party, lane, epoch, branch, idx FROM entries JOIN logs ON logs.id = log
             WHERE {SAME_STATEMENT} AND entries.space = (SELECT id FROM spaces WHERE space = ?1)
             ORDER BY fitted DESC, seq LIMIT 1"
        );
        let place = |row: &Row<'_>| Ok((log_key(row, 0), row.get::<_, i64>(4)? as u64));
        let found = self
            .connection
            .prepare_cached(&sql)?
            .query_row((space.as_bytes(), statement.as_bytes()), place)
            .optional()?;
        found.map(|(key, index)| Ok((key?, index))).transpose()
    }

    /// The places of a space's entries in the order in which they came to this node, after arrival number
    /// `after` (0 for all), at most `limit`: arrival number, log, index. Arrival numbers grow, with gaps.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn order(
        &self,
        space: &SpaceId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<(u64, LogKey, u64)>, StoreFault> {
        let mut statement = self.connection.prepare_cached(
            "SELECT party, lane, epoch, branch, seq, idx FROM entries JOIN logs ON logs.id = log
             WHERE entries.space = (SELECT id FROM spaces WHERE space = ?1) AND seq > ?2
             ORDER BY seq LIMIT ?3",
        )?;
        let mut rows = statement.query((space.as_bytes(), number(after), number(limit as u64)))?;
        let mut order = Vec::new();
        while let Some(row) = rows.next()? {
            let (seq, index): (i64, i64) = (row.get(4)?, row.get(5)?);
            order.push((seq as u64, log_key(row, 0)?, index as u64));
        }
        Ok(order)
    }

    /// The arrival number of the newest entry of any space; 0 if there is none.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn newest(&self) -> Result<u64, StoreFault> {
        let sql = "SELECT coalesce(max(seq), 0) FROM entries";
        let mut query = self.connection.prepare_cached(sql)?;
        Ok(query.query_row((), |row| row.get::<_, i64>(0))? as u64)
    }

    /// The entries themselves in the order in which they came, after arrival number `after` (0 for all), as
    /// many as fit into `bytes_max` but at least one: arrival number, log, entry. This is how start replays.
    ///
    /// # Errors
    /// As [`Reader::entries`]; an entry whose predecessor is missing counts as the predecessor's damage.
    pub fn replay(
        &self,
        space: &SpaceId,
        after: u64,
        bytes_max: usize,
    ) -> Result<Vec<(u64, LogKey, Stored)>, StoreFault> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS}, party, lane, epoch, branch, log FROM entries JOIN logs ON logs.id = log
             WHERE entries.space = (SELECT id FROM spaces WHERE space = ?1) AND seq > ?2
             ORDER BY seq"
        ))?;
        let mut rows = statement.query((space.as_bytes(), number(after)))?;
        let mut page = Page::new(bytes_max);
        let mut places = Vec::new();
        let mut sizes = BTreeMap::new();
        while let Some(row) = rows.next()? {
            if !page.has_room(row)? {
                break;
            }
            let key = log_key(row, 9)?;
            let index = match sizes.get(&key) {
                Some(size) => *size,
                None => self.first_in_page(&key.in_space(*space), row)?,
            };
            page.found
                .push(self.stored(&key.in_space(*space), index, row)?);
            sizes.insert(key, index + 1);
            places.push((row.get::<_, i64>(0)? as u64, key));
        }
        let entries = places.into_iter().zip(page.found);
        Ok(entries
            .map(|((seq, key), stored)| (seq, key, stored))
            .collect())
    }

    /// Which entry of its log the first one in a page of the replay must be: the row's own place if the
    /// entry before it came earlier in the same space, otherwise the one that is missing.
    fn first_in_page(&self, log: &LogId, row: &Row<'_>) -> Result<u64, StoreFault> {
        let (seq, index): (i64, i64) = (row.get(0)?, row.get(1)?);
        let before = (index as u64).saturating_sub(1);
        let log = self.log_row(&self.part(log, before)?.0)?;
        let before: i64 = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM entries WHERE log = ?1 AND idx = ?2 AND seq < ?3
                 AND space = (SELECT space FROM logs WHERE id = ?1)",
            )?
            .query_row((log, index - 1, seq), |row| row.get(0))?;
        Ok(if index == 0 || before == 1 {
            index
        } else {
            index - 1
        } as u64)
    }

    /// The entry in `row`, which must be the one at `index` of `log`.
    fn stored(&self, log: &LogId, index: u64, row: &Row<'_>) -> Result<Stored, StoreFault> {
        let damaged = || StoreFault::Damaged { log: *log, index };
        let seq: i64 = row.get(0)?;
        let found = fits(log, index, row).ok_or_else(damaged)?;
        let payloads = read_payloads(&self.connection, Holder::Entry(seq))?.ok_or_else(damaged)?;
        let payloads = payloads.into_iter().map(Content::here).collect();
        let entry = Entry::new(found.leaf, found.body, payloads).map_err(|_| damaged())?;
        if entry.leaf.statement.as_bytes() != &found.statement {
            return Err(damaged());
        }
        Ok(Stored {
            index,
            entry,
            fitted: found.fitted,
            received_ms: found.received_ms as u64,
        })
    }
}

/// The columns of one row whose mark fits.
struct Fitting {
    fitted: bool,
    received_ms: i64,
    leaf: Vec<u8>,
    body: Vec<u8>,
    statement: [u8; 32],
}

fn fits(log: &LogId, index: u64, row: &Row<'_>) -> Option<Fitting> {
    let place: i64 = row.get(1).ok()?;
    let fitted: bool = match row.get(2).ok()? {
        0 => false,
        1 => true,
        _ => return None,
    };
    let received_ms: i64 = row.get(3).ok()?;
    let written: [u8; 32] = row.get(4).ok()?;
    let leaf: Vec<u8> = row.get(5).ok()?;
    let found = mark(log, index, &tree::leaf_hash(&leaf), fitted, received_ms);
    (place == number(index) && written == found.0).then_some(())?;
    Some(Fitting {
        fitted,
        received_ms,
        leaf,
        body: row.get(6).ok()?,
        statement: row.get(7).ok()?,
    })
}

/// Size of leaf, body and payloads in bytes.
pub(crate) fn bytes_of(entry: &Entry) -> usize {
    entry.leaf_bytes.len() + entry.body_bytes.len() + entry.content_bytes()
}

/// Binds what no hash of the record binds here: where the entry stands, that its signatures fitted, and when
/// it came. A flipped verdict would change the state without a trace.
pub(crate) fn mark(
    log: &LogId,
    index: u64,
    leaf_hash: &Hash,
    fitted: bool,
    received_ms: i64,
) -> Hash {
    // The mark of an entry on the first branch is as it was before there were others.
    let branch = [log.key.branch];
    Hash::labelled(
        "detente/1/stored",
        &[
            log.space.as_bytes(),
            log.key.party.as_bytes(),
            &log.key.lane.number().to_be_bytes(),
            &log.key.epoch.to_be_bytes(),
            &index.to_be_bytes(),
            leaf_hash.as_bytes(),
            &[fitted.into()],
            &received_ms.to_be_bytes(),
            &branch[..usize::from(log.key.branch > 0)],
        ],
    )
}

/// Entries up to a number of bytes.
struct Page {
    found: Vec<Stored>,
    bytes_left: usize,
}

impl Page {
    fn new(bytes_max: usize) -> Page {
        Page {
            found: Vec::new(),
            bytes_left: bytes_max,
        }
    }

    /// Whether the entry in `row` fits, before it is read: a damaged one must not spoil the page before it.
    /// The first one always fits.
    fn has_room(&mut self, row: &Row<'_>) -> Result<bool, StoreFault> {
        let bytes = row.get::<_, i64>(8)? as usize;
        let room = self.found.is_empty() || bytes <= self.bytes_left;
        self.bytes_left = self.bytes_left.saturating_sub(bytes);
        Ok(room)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    /// The index is over expressions: a search by other words, or for the whole id alone, would read everything.
    #[test]
    fn a_statement_is_looked_up_by_its_index() {
        let store = Store::in_memory().unwrap();
        let plan = |condition: &str| -> String {
            let sql = format!("EXPLAIN QUERY PLAN SELECT seq FROM entries WHERE {condition}");
            let id = [1_u8; 32];
            let mut query = store.connection.prepare(&sql).unwrap();
            query.query_row((0, id), |row| row.get(3)).unwrap()
        };
        let whole = plan(SAME_STATEMENT);
        assert!(
            whole.contains("entries_by_statement (<expr>=? AND <expr>=?)"),
            "{whole}"
        );
        assert!(!plan("?1 = ?1 AND statement = ?2").contains("entries_by_statement"));
    }

    /// Of any number that a row can have, without a step for each number in between.
    #[test]
    fn a_statement_is_found_in_every_part_of_the_index() {
        let store = Store::in_memory().unwrap();
        let numbers = [i64::MIN, -1, 0, 1, 65_535, 65_536, 200_000, i64::MAX];
        let statement = |number: i64| Hash::labelled("test", &[&number.to_be_bytes()]);
        let row = "INSERT INTO spaces (id, space) VALUES (1, x'00');
             INSERT INTO logs (id, space, party, lane, epoch, branch, of, start)
             VALUES (1, 1, x'00', 0, 0, 0, 0, 0);";
        store.connection.execute_batch(row).unwrap();
        for (index, number) in numbers.iter().enumerate() {
            let id = statement(*number);
            let row = "INSERT INTO entries (seq, space, log, idx, statement, fitted, received_ms, bytes, mark, leaf, body)
                 VALUES (?1, 1, 1, ?2, ?3, 1, 0, 0, x'', x'', x'')";
            let values = (number, index as i64, id.as_bytes());
            store.connection.execute(row, values).unwrap();
        }
        let sql = format!("SELECT seq FROM entries WHERE {SAME_STATEMENT} AND ?1 = 0");
        for number in numbers {
            let mut query = store.connection.prepare_cached(&sql).unwrap();
            let found: i64 = query
                .query_row((0, statement(number).as_bytes()), |row| row.get(0))
                .unwrap();
            assert_eq!(found, number);
        }
    }
}
