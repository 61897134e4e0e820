//! Acts that need several signatures and lack some: what has been signed waits here until enough delegates signed the
//! same bytes, or somebody of the party cancels it. Powers are judged when it is sealed.

use record::seal::Statement;
use record::{SpaceId, StatementId};

use crate::fault::PrivateFault;
use crate::pending::{PendingStatement, pending_in, put};
use crate::private::Private;

/// One statement of an act that lacks signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedStatement {
    /// The act: the id of its first statement.
    pub act: StatementId,
    /// Whether it is sealed only when it can count, after the others of the act.
    pub later: bool,
    /// When the first delegate signed (ms UTC).
    pub since_ms: u64,
    /// The statement with the signatures that there are.
    pub waits: PendingStatement,
}

impl Private {
    /// Keeps the statements of an act, all or none.
    ///
    /// # Errors
    /// The database fails.
    pub fn put_shared(&mut self, act: &[SharedStatement]) -> Result<(), PrivateFault> {
        self.write(|tx| {
            for one in act {
                let Some(id) = put(tx, &one.waits)? else {
                    continue;
                };
                tx.execute(
                    "UPDATE pending SET act = ?2, later = ?3, since_ms = ?4 WHERE id = ?1",
                    (id, one.act.as_bytes(), one.later, one.since_ms as i64),
                )?;
            }
            Ok(())
        })
    }

    /// The statements that lack signatures in a space: act by act, in the order in which they are signed.
    ///
    /// # Errors
    /// The database cannot be read, or one of them is not what was written.
    pub fn shared(&self, space: &SpaceId) -> Result<Vec<SharedStatement>, PrivateFault> {
        let sql = "SELECT id, party, statement, body, act, later, since_ms FROM pending
             WHERE space = ?1 AND act IS NOT NULL ORDER BY id";
        let mut query = self.connection.prepare_cached(sql)?;
        let mut rows = query.query([space.as_bytes()])?;
        let mut shared = Vec::new();
        while let Some(row) = rows.next()? {
            let act: [u8; 32] = row.get(4)?;
            shared.push(SharedStatement {
                act: StatementId(record::Hash(act)),
                later: row.get(5)?,
                since_ms: row.get::<_, i64>(6)? as u64,
                waits: pending_in(&self.connection, *space, row)?,
            });
        }
        Ok(shared)
    }

    /// Puts the signatures of these statements in the place of those that are kept.
    ///
    /// # Errors
    /// The database fails.
    pub fn sign_shared(
        &mut self,
        space: &SpaceId,
        statements: &[(StatementId, Statement)],
    ) -> Result<(), PrivateFault> {
        self.write(|tx| {
            for (id, statement) in statements {
                let row: i64 = tx.query_row(
                    "SELECT id FROM pending WHERE space = ?1 AND statement = ?2",
                    (space.as_bytes(), id.as_bytes()),
                    |row| row.get(0),
                )?;
                tx.execute("DELETE FROM pending_signatures WHERE pending = ?1", [row])?;
                crate::pending::put_signatures(tx, row, &statement.signatures)?;
            }
            Ok(())
        })?;
        self.forget()
    }

    /// Forgets an act that was sealed; what of it is sealed later waits from now on.
    ///
    /// # Errors
    /// The database fails.
    pub fn finish_shared(
        &mut self,
        space: &SpaceId,
        act: &StatementId,
    ) -> Result<(), PrivateFault> {
        let (drop, wait) = (
            "DELETE FROM pending WHERE space = ?1 AND act = ?2 AND later = 0",
            "UPDATE pending SET act = NULL WHERE space = ?1 AND act = ?2",
        );
        self.write(|tx| {
            tx.execute(drop, (space.as_bytes(), act.as_bytes()))?;
            tx.execute(wait, (space.as_bytes(), act.as_bytes()))
        })?;
        self.forget()
    }

    /// Drops an act that lacks signatures: somebody cancelled it, or nobody who signed it has powers any more.
    ///
    /// # Errors
    /// The database fails.
    pub fn drop_shared(&mut self, space: &SpaceId, act: &StatementId) -> Result<(), PrivateFault> {
        let sql = "DELETE FROM pending WHERE space = ?1 AND act = ?2";
        self.write(|tx| tx.execute(sql, (space.as_bytes(), act.as_bytes())))?;
        self.forget()
    }
}
