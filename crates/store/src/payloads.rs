//! Payloads: stored apart from the statements that commit to them, so that one can be erased alone.

use record::body::Body;
use record::{Payload, SpaceId, StatementId};
use rusqlite::{Connection, Row, Transaction};

use crate::fault::StoreFault;
use crate::reader::{Reader, log_key};
use crate::writer::Store;

/// What is here of a payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Content and salt.
    Here(Payload),
    /// It was here and was erased.
    Erased,
    /// It was never handed over to this node.
    Never,
}

/// What became of an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Erased {
    /// No byte of it is left in the database's files.
    Gone,
    /// It is out of the database, but a reader keeps the write-ahead log from being emptied: call
    /// [`Store::empty_write_ahead`] until it says so.
    Lingers,
    /// There is no such payload, or it was not here.
    Nothing,
}

impl Reader {
    /// Payload number `n` of a statement; none if the statement or the number is unknown.
    ///
    /// # Errors
    /// [`StoreFault::Damaged`] if it is not the payload that the statement commits to.
    pub fn payload(
        &self,
        space: &SpaceId,
        statement: &StatementId,
        n: usize,
    ) -> Result<Option<Content>, StoreFault> {
        if statement.0 == space.0 {
            let found = self.space(space)?;
            return Ok(found.and_then(|row| row.payloads.into_iter().nth(n)));
        }
        let mut query = self.connection.prepare_cached(
            "SELECT party, lane, epoch, idx, body, state, salt, content
             FROM entries JOIN logs ON logs.id = log JOIN payloads ON entry = seq
             WHERE statement = ?2 AND n = ?3
             AND entries.space = (SELECT id FROM spaces WHERE space = ?1)
             ORDER BY state = 'here' DESC, fitted DESC, seq LIMIT 1",
        )?;
        let mut rows = query.query((space.as_bytes(), statement.as_bytes(), n as i64))?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let (log, index) = (
            log_key(row, 0)?.in_space(*space),
            row.get::<_, i64>(3)? as u64,
        );
        let body: Vec<u8> = row.get(4)?;
        let commits = Body::id_of(&body) == *statement;
        let body = Body::decode(&body).ok().filter(|_| commits);
        let content = content(row, 5).filter(|content| match (content, &body) {
            (Content::Here(payload), Some(body)) => {
                body.payloads.get(n).is_some_and(|c| payload.matches(c))
            }
            (_, body) => body.is_some(),
        });
        content.map(Some).ok_or(StoreFault::Damaged { log, index })
    }
}

impl Store {
    /// Erases payload number `n` of a statement, wherever it was sealed in this space: content and salt are
    /// overwritten, and the row remembers that there was one. Every proof stays valid.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed.
    pub fn erase_payload(
        &mut self,
        space: &SpaceId,
        statement: &StatementId,
        n: usize,
    ) -> Result<Erased, StoreFault> {
        let of_entries = "UPDATE payloads SET state = 'erased', salt = NULL, content = NULL
             WHERE state = 'here' AND n = ?3 AND entry IN (
                 SELECT seq FROM entries WHERE statement = ?2
                 AND space = (SELECT id FROM spaces WHERE space = ?1))";
        let of_founding =
            "UPDATE founding_payloads SET state = 'erased', salt = NULL, content = NULL
             WHERE state = 'here' AND n = ?3 AND ?1 = ?2
             AND space = (SELECT id FROM spaces WHERE space = ?1)";
        let which = (space.as_bytes(), statement.as_bytes(), n as i64);
        let erased =
            self.write(|tx| Ok(tx.execute(of_entries, which)? + tx.execute(of_founding, which)?))?;
        Ok(match (erased, self.empty_write_ahead()?) {
            (0, _) => Erased::Nothing,
            (_, true) => Erased::Gone,
            (_, false) => Erased::Lingers,
        })
    }
}

/// The payloads of an entry, one place for each; none if a row is missing or contradicts itself.
pub(crate) fn read_payloads(
    connection: &Connection,
    entry: i64,
    count: usize,
) -> Result<Option<Vec<Option<Payload>>>, StoreFault> {
    let mut query = connection.prepare_cached(
        "SELECT n, state, salt, content FROM payloads WHERE entry = ?1 ORDER BY n",
    )?;
    let mut rows = query.query([entry])?;
    let mut payloads = Vec::with_capacity(count);
    while let Some(row) = rows.next()? {
        match (row.get::<_, i64>(0)?, content(row, 1)) {
            (n, Some(content)) if n == payloads.len() as i64 => payloads.push(match content {
                Content::Here(payload) => Some(payload),
                Content::Erased | Content::Never => None,
            }),
            _ => return Ok(None),
        }
    }
    Ok((payloads.len() == count).then_some(payloads))
}

/// One payload from three columns beginning with `first`: state, salt, content.
pub(crate) fn content(row: &Row<'_>, first: usize) -> Option<Content> {
    let state: String = row.get(first).ok()?;
    let salt: Option<[u8; 32]> = row.get(first + 1).ok()?;
    let content: Option<Vec<u8>> = row.get(first + 2).ok()?;
    match (state.as_str(), salt, content) {
        ("here", Some(salt), Some(content)) => Some(Content::Here(Payload { salt, content })),
        ("erased", None, None) => Some(Content::Erased),
        ("never", None, None) => Some(Content::Never),
        _ => None,
    }
}

pub(crate) fn insert_payloads(
    tx: &Transaction<'_>,
    entry: i64,
    payloads: &[Option<Payload>],
) -> rusqlite::Result<()> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO payloads (entry, n, state, salt, content) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (n, payload) in payloads.iter().enumerate() {
        let state = if payload.is_some() { "here" } else { "never" };
        let salt = payload.as_ref().map(|payload| &payload.salt);
        let content = payload.as_ref().map(|payload| &payload.content);
        insert.execute((entry, n as i64, state, salt, content))?;
    }
    Ok(())
}
