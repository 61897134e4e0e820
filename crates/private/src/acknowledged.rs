//! Answers that programs were given to an act, so that asking the same again acts once.
//!
//! Kept until they expire and bounded for each person, the oldest forgotten first. No answer kept here holds a
//! secret: tokens are not acts, and what was asked is a hash that no password went into.

use rusqlite::OptionalExtension;

use crate::fault::PrivateFault;
use crate::people::PersonId;
use crate::private::{Private, number};

/// The most answers kept for one person.
const ANSWERS_MAX: u64 = 256;

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledged {
    /// Hash of what was asked.
    pub request: [u8; 32],
    /// The status.
    pub status: u16,
    /// The body.
    pub answer: Vec<u8>,
}

impl Private {
    /// Keeps an answer under `name` until `expires_ms`; what has expired goes.
    ///
    /// # Errors
    /// [`PrivateFault::NoSuchPerson`], or the database fails.
    pub fn put_acknowledged(
        &mut self,
        name: &[u8; 32],
        person: PersonId,
        given: &Acknowledged,
        now_ms: u64,
        expires_ms: u64,
    ) -> Result<(), PrivateFault> {
        self.person(person)?.ok_or(PrivateFault::NoSuchPerson)?;
        self.write(|tx| {
            tx.execute(
                "DELETE FROM acknowledged WHERE expires_ms <= ?1",
                [number(now_ms)],
            )?;
            tx.execute(
                "INSERT OR REPLACE INTO acknowledged (name, person, request, status, answer, expires_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                (
                    name,
                    person.0,
                    given.request,
                    given.status,
                    &given.answer,
                    number(expires_ms),
                ),
            )?;
            tx.execute(
                "DELETE FROM acknowledged WHERE person = ?1 AND rowid NOT IN (SELECT rowid FROM acknowledged
                 WHERE person = ?1 ORDER BY expires_ms DESC, rowid DESC LIMIT ?2)",
                (person.0, number(ANSWERS_MAX)),
            )
        })?;
        Ok(())
    }

    /// The answer kept under `name`; none if there is none or it has expired.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn acknowledged(
        &self,
        name: &[u8; 32],
        now_ms: u64,
    ) -> Result<Option<Acknowledged>, PrivateFault> {
        let sql =
            "SELECT request, status, answer FROM acknowledged WHERE name = ?1 AND expires_ms > ?2";
        let mut query = self.connection.prepare_cached(sql)?;
        let found = query.query_row((name, number(now_ms)), |row| {
            Ok(Acknowledged {
                request: row.get(0)?,
                status: row.get(1)?,
                answer: row.get(2)?,
            })
        });
        Ok(found.optional()?)
    }
}
