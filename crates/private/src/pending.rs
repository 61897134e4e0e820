//! Statements that were signed and wait: an assent that counts only when a rival is dead. Durable, seen by
//! nobody else, and cancelled by dropping it. Powers are judged when it is sealed.

use record::seal::Statement;
use record::{Body, Hash, PartyId, Payload, SpaceId, StatementId};
use rusqlite::{Connection, Row, Transaction};

use crate::fault::PrivateFault;
use crate::private::Private;

/// A signed statement that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingStatement {
    /// In which space.
    pub space: SpaceId,
    /// Into whose log it will be sealed.
    pub party: PartyId,
    /// Its id.
    pub statement: StatementId,
    /// The statement with its signatures and payloads.
    pub body: Statement,
}

impl Private {
    /// Keeps a statement until it is dropped; nothing changes if it is kept already.
    ///
    /// # Errors
    /// The database fails.
    pub fn put_pending(&mut self, pending: &PendingStatement) -> Result<(), PrivateFault> {
        self.write(|tx| put(tx, pending).map(|_| ()))
    }

    /// The statements that wait in a space, in the order in which they were put.
    ///
    /// # Errors
    /// The database cannot be read, or one of them is not what was written.
    pub fn pending(&self, space: &SpaceId) -> Result<Vec<PendingStatement>, PrivateFault> {
        let sql = "SELECT id, party, statement, body FROM pending
             WHERE space = ?1 AND act IS NULL ORDER BY id";
        let mut query = self.connection.prepare_cached(sql)?;
        let mut rows = query.query([space.as_bytes()])?;
        let mut pending = Vec::new();
        while let Some(row) = rows.next()? {
            pending.push(pending_in(&self.connection, *space, row)?);
        }
        Ok(pending)
    }

    /// The spaces in which anything waits.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn spaces_with_pending(&self) -> Result<Vec<SpaceId>, PrivateFault> {
        let sql = "SELECT DISTINCT space FROM pending";
        let mut query = self.connection.prepare_cached(sql)?;
        let spaces = query.query_map((), |row| Ok(SpaceId(Hash(row.get(0)?))))?;
        Ok(spaces.collect::<Result<_, _>>()?)
    }

    /// Drops a statement that waits: it was sealed, or its author cancelled it.
    ///
    /// # Errors
    /// The database fails.
    pub fn drop_pending(
        &mut self,
        space: &SpaceId,
        statement: &StatementId,
    ) -> Result<(), PrivateFault> {
        let sql = "DELETE FROM pending WHERE space = ?1 AND statement = ?2";
        self.write(|tx| tx.execute(sql, (space.as_bytes(), statement.as_bytes())))?;
        self.forget()
    }
}

/// Puts a statement in; none if it was there already.
pub(crate) fn put(
    tx: &Transaction<'_>,
    pending: &PendingStatement,
) -> rusqlite::Result<Option<i64>> {
    let new = tx.execute(
        "INSERT INTO pending (space, party, statement, body) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO NOTHING",
        (
            pending.space.as_bytes(),
            pending.party.as_bytes(),
            pending.statement.as_bytes(),
            &pending.body.body_bytes,
        ),
    )?;
    if new == 0 {
        return Ok(None);
    }
    let id = tx.last_insert_rowid();
    put_signatures(tx, id, &pending.body.signatures)?;
    let sql = "INSERT INTO pending_payloads (pending, n, salt, content) VALUES (?1, ?2, ?3, ?4)";
    for (n, payload) in pending.body.payloads.iter().enumerate() {
        tx.execute(sql, (id, n as i64, payload.salt, &payload.content))?;
    }
    Ok(Some(id))
}

pub(crate) fn put_signatures(
    tx: &Transaction<'_>,
    pending: i64,
    signatures: &[Vec<u8>],
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO pending_signatures (pending, n, signature) VALUES (?1, ?2, ?3)";
    for (n, signature) in signatures.iter().enumerate() {
        tx.execute(sql, (pending, n as i64, signature))?;
    }
    Ok(())
}

pub(crate) fn pending_in(
    connection: &Connection,
    space: SpaceId,
    row: &Row<'_>,
) -> Result<PendingStatement, PrivateFault> {
    let id: i64 = row.get(0)?;
    let body_bytes: Vec<u8> = row.get(3)?;
    let mut signatures = connection
        .prepare_cached("SELECT signature FROM pending_signatures WHERE pending = ?1 ORDER BY n")?;
    let signatures = signatures.query_map([id], |row| row.get(0))?;
    let mut payloads = connection.prepare_cached(
        "SELECT salt, content FROM pending_payloads WHERE pending = ?1 ORDER BY n",
    )?;
    let payloads = payloads.query_map([id], |row| {
        Ok(Payload {
            salt: row.get(0)?,
            content: row.get(1)?,
        })
    })?;
    let pending = PendingStatement {
        space,
        party: PartyId(Hash(row.get(1)?)),
        statement: StatementId(Hash(row.get(2)?)),
        body: Statement {
            signatures: signatures.collect::<Result<_, _>>()?,
            payloads: payloads.collect::<Result<_, _>>()?,
            body_bytes,
        },
    };
    // What is sealed from here goes on the record: never something else than was signed.
    match Body::id_of(&pending.body.body_bytes) == pending.statement {
        true => Ok(pending),
        false => Err(PrivateFault::Damaged("a statement that waits")),
    }
}
