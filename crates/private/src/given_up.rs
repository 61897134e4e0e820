//! Statements that waited and were given up, because they can no longer count. Their author was promised to be told,
//! so that they were is kept until somebody of the seat says that it was read. The statement itself is gone.

use record::{Hash, Kid, PartyId, SpaceId, StatementId};
use rusqlite::Row;

use crate::fault::PrivateFault;
use crate::private::{Private, number};

/// An assent that waited and will never be on the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenUp {
    /// In which space.
    pub space: SpaceId,
    /// Whose it was.
    pub party: PartyId,
    /// Its id.
    pub statement: StatementId,
    /// The text it would have assented to.
    pub text: StatementId,
    /// Who had signed it.
    pub signer: Kid,
    /// Why it can no longer count, by the number of the record's reason.
    pub reason: u8,
    /// When (milliseconds since 1970, UTC).
    pub at_ms: u64,
}

impl Private {
    /// Drops a statement that waits and keeps that it was, in one transaction.
    ///
    /// # Errors
    /// The database fails.
    pub fn give_up(&mut self, one: &GivenUp) -> Result<(), PrivateFault> {
        let (space, statement) = (one.space.as_bytes(), one.statement.as_bytes());
        self.write(|tx| {
            let sql = "DELETE FROM pending WHERE space = ?1 AND statement = ?2";
            tx.execute(sql, (space, statement))?;
            let sql = "INSERT INTO given_up (space, party, statement, text, signer, reason, at_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING";
            tx.execute(
                sql,
                (
                    space,
                    one.party.as_bytes(),
                    statement,
                    one.text.as_bytes(),
                    one.signer.0,
                    one.reason,
                    number(one.at_ms),
                ),
            )
        })?;
        self.forget()
    }

    /// What was given up for `party` in a space and was not read yet, the first to be given up first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn given_up(&self, space: &SpaceId, party: &PartyId) -> Result<Vec<GivenUp>, PrivateFault> {
        let sql = "SELECT statement, text, signer, reason, at_ms FROM given_up
             WHERE space = ?1 AND party = ?2 ORDER BY at_ms, statement";
        let mut query = self.connection.prepare_cached(sql)?;
        let read = |row: &Row<'_>| {
            Ok(GivenUp {
                space: *space,
                party: *party,
                statement: StatementId(Hash(row.get(0)?)),
                text: StatementId(Hash(row.get(1)?)),
                signer: Kid(row.get(2)?),
                reason: row.get(3)?,
                at_ms: row.get::<_, i64>(4)? as u64,
            })
        };
        let rows = query.query_map((space.as_bytes(), party.as_bytes()), read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Forgets one: it was read.
    ///
    /// # Errors
    /// The database fails.
    pub fn drop_given_up(
        &mut self,
        space: &SpaceId,
        party: &PartyId,
        statement: &StatementId,
    ) -> Result<(), PrivateFault> {
        let sql = "DELETE FROM given_up WHERE space = ?1 AND party = ?2 AND statement = ?3";
        let which = (space.as_bytes(), party.as_bytes(), statement.as_bytes());
        self.write(|tx| tx.execute(sql, which))?;
        self.forget()
    }
}
