//! Payloads: stored apart from the statements that commit to them, so that one can be erased alone.

use record::body::Body;
use record::{Commitment, Payload, SpaceId, StatementId};
use rusqlite::{Connection, Row, Transaction};

use crate::fault::StoreFault;
use crate::reader::{Reader, log_key};
use crate::schema::SAME_STATEMENT;
use crate::writer::Store;

/// Salt and content as they stand in a row, sound or not.
type Raw = (Vec<u8>, Vec<u8>);

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

impl Content {
    /// The payload, if it is here.
    pub fn here(self) -> Option<Payload> {
        match self {
            Content::Here(payload) => Some(payload),
            Content::Erased | Content::Never => None,
        }
    }

    /// Whether this can stand for what `commitment` commits to; what is not here always can.
    pub(crate) fn matches(&self, commitment: &Commitment) -> bool {
        match self {
            Content::Here(payload) => payload.matches(commitment),
            Content::Erased | Content::Never => true,
        }
    }
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
    /// There is no such payload here, and no trace of one.
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
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT party, lane, epoch, branch, idx, body, state, salt, content
             FROM entries JOIN logs ON logs.id = log JOIN payloads ON entry = seq
             WHERE {SAME_STATEMENT} AND n = ?3
             AND entries.space = (SELECT id FROM spaces WHERE space = ?1)
             ORDER BY state = 'here' DESC, fitted DESC, seq LIMIT 1"
        ))?;
        let mut rows = query.query((space.as_bytes(), statement.as_bytes(), n as i64))?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let (log, index) = (
            log_key(row, 0)?.in_space(*space),
            row.get::<_, i64>(4)? as u64,
        );
        let body: Vec<u8> = row.get(5)?;
        // The statement's id binds the body, and the body the payload: nothing else need be read.
        let commitment = (Body::id_of(&body) == *statement)
            .then(|| Body::decode(&body).ok()?.payloads.into_iter().nth(n))
            .flatten();
        match (content(row, 6), commitment) {
            (Some(content), Some(commitment)) if content.matches(&commitment) => Ok(Some(content)),
            _ => Err(StoreFault::Damaged { log, index }),
        }
    }
}

impl Store {
    /// Erases payload number `n` of a statement, wherever it stands in this space: content and salt are overwritten,
    /// and the row remembers that there was one. Every proof stays valid. The founding's payloads stand in the
    /// founding and in each party's first entry, and go everywhere at once.
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
             WHERE salt = ?2 AND content = ?3 AND entry IN (
                 SELECT seq FROM entries WHERE space = (SELECT id FROM spaces WHERE space = ?1))";
        let of_founding =
            "UPDATE founding_payloads SET state = 'erased', salt = NULL, content = NULL
             WHERE salt = ?2 AND content = ?3
             AND space = (SELECT id FROM spaces WHERE space = ?1)";
        let here = self.here(space, statement, n)?;
        let erased = self.write(|tx| {
            let mut erased = 0;
            for (salt, content) in &here {
                let which = (space.as_bytes(), salt, content);
                erased += tx.execute(of_entries, which)? + tx.execute(of_founding, which)?;
            }
            Ok(erased)
        })?;
        // Also if it was erased before: then the write-ahead log may still hold it.
        Ok(match (erased, self.empty_write_ahead()?) {
            (_, false) => Erased::Lingers,
            (0, true) => Erased::Nothing,
            (_, true) => Erased::Gone,
        })
    }
}

impl Store {
    /// Remembers of payload number `n` of a statement that it was erased here, if it is not here: when entries are put
    /// into another database, what was erased must not look as if it had never come.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed.
    pub fn note_erased(
        &mut self,
        space: &SpaceId,
        statement: &StatementId,
        n: usize,
    ) -> Result<(), StoreFault> {
        let sql = format!(
            "UPDATE payloads SET state = 'erased' WHERE state = 'never' AND n = ?3 AND entry IN (
             SELECT seq FROM entries
             WHERE {SAME_STATEMENT} AND space = (SELECT id FROM spaces WHERE space = ?1))"
        );
        self.write(|tx| tx.execute(&sql, (space.as_bytes(), statement.as_bytes(), n as i64)))?;
        Ok(())
    }
}

impl Reader {
    /// The salts and contents that stand here for payload number `n` of a statement, damaged ones included.
    fn here(
        &self,
        space: &SpaceId,
        statement: &StatementId,
        n: usize,
    ) -> Result<Vec<Raw>, StoreFault> {
        let sql = format!(
            "SELECT salt, content FROM payloads JOIN entries ON entry = seq
             WHERE {SAME_STATEMENT} AND n = ?3 AND state = 'here'
             AND space = (SELECT id FROM spaces WHERE space = ?1)
             UNION SELECT salt, content FROM founding_payloads
             WHERE ?1 = ?2 AND n = ?3 AND state = 'here'
             AND space = (SELECT id FROM spaces WHERE space = ?1)"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let which = (space.as_bytes(), statement.as_bytes(), n as i64);
        let rows = query.query_map(which, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Whose payloads: the same rows in two tables, because a founding is no entry.
#[derive(Clone, Copy)]
pub(crate) enum Holder {
    /// The entry with this arrival number.
    Entry(i64),
    /// The founding of the space in this row.
    Founding(i64),
}

/// The payloads of `holder`, one place for each; none if a row contradicts itself or an earlier one is
/// missing. Whether they are those that the body commits to is for the caller to check.
pub(crate) fn read_payloads(
    connection: &Connection,
    holder: Holder,
) -> Result<Option<Vec<Content>>, StoreFault> {
    let (sql, id) = match holder {
        Holder::Entry(id) => (
            "SELECT n, state, salt, content FROM payloads WHERE entry = ?1 ORDER BY n",
            id,
        ),
        Holder::Founding(id) => (
            "SELECT n, state, salt, content FROM founding_payloads WHERE space = ?1 ORDER BY n",
            id,
        ),
    };
    let mut query = connection.prepare_cached(sql)?;
    let mut rows = query.query([id])?;
    let mut payloads = Vec::new();
    while let Some(row) = rows.next()? {
        match (row.get::<_, i64>(0)?, content(row, 1)) {
            (n, Some(content)) if n == payloads.len() as i64 => payloads.push(content),
            _ => return Ok(None),
        }
    }
    Ok(Some(payloads))
}

/// Writes the payloads of `holder`. Where a row is there already it only adds what had never come.
pub(crate) fn insert_payloads(
    tx: &Transaction<'_>,
    holder: Holder,
    payloads: &[Option<Payload>],
) -> rusqlite::Result<()> {
    let (sql, id) = match holder {
        Holder::Entry(id) => (
            "INSERT INTO payloads (entry, n, state, salt, content) VALUES (?1, ?2, ?3, ?4, ?5)",
            id,
        ),
        Holder::Founding(id) => (
            "INSERT INTO founding_payloads (space, n, state, salt, content)
             VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (space, n) DO UPDATE
             SET state = excluded.state, salt = excluded.salt, content = excluded.content
             WHERE state = 'never'",
            id,
        ),
    };
    let mut insert = tx.prepare_cached(sql)?;
    for (n, payload) in payloads.iter().enumerate() {
        let state = if payload.is_some() { "here" } else { "never" };
        let salt = payload.as_ref().map(|payload| &payload.salt);
        let content = payload.as_ref().map(|payload| &payload.content);
        insert.execute((id, n as i64, state, salt, content))?;
    }
    Ok(())
}

/// One payload from three columns beginning with `first`: state, salt, content.
fn content(row: &Row<'_>, first: usize) -> Option<Content> {
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
