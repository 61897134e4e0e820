//! Sessions: that a browser is logged in as somebody, and until when.
//!
//! The open key is not here: the node keeps it in memory, so a session that outlives a restart shows pages but
//! signs nothing until the person logs in again.

use rusqlite::OptionalExtension;

use crate::fault::PrivateFault;
use crate::people::PersonId;
use crate::private::{Private, number};
use crate::wrap::hash_of_token;

const LABEL: &str = "detente/1/session";

/// What a session may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything that the person may.
    All,
    /// To read, and nothing else.
    Read,
}

/// How long a session lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Without use, in milliseconds.
    pub idle_ms: u64,
    /// From the login on, used or not, in milliseconds.
    pub absolute_ms: u64,
}

impl Private {
    /// Ends every session and every link: they stand in an old copy, and may have been ended since.
    ///
    /// # Errors
    /// The database fails.
    pub fn end_all_sessions(&mut self) -> Result<(), PrivateFault> {
        self.write(|tx| tx.execute_batch("DELETE FROM sessions; DELETE FROM links;"))?;
        self.forget()
    }

    /// Opens a session with `token` (32 random bytes, never used before).
    ///
    /// # Errors
    /// [`PrivateFault::NoSuchPerson`], or the database fails.
    pub fn open_session(
        &mut self,
        token: &[u8; 32],
        person: PersonId,
        scope: Scope,
        now_ms: u64,
    ) -> Result<(), PrivateFault> {
        self.person(person)?.ok_or(PrivateFault::NoSuchPerson)?;
        let sql =
            "INSERT OR REPLACE INTO sessions (token_hash, person, reads_only, created_ms, seen_ms)
             VALUES (?1, ?2, ?3, ?4, ?4)";
        let (hash, reads_only) = (hash_of_token(LABEL, token), scope == Scope::Read);
        self.write(|tx| tx.execute(sql, (hash, person.0, reads_only, number(now_ms))))?;
        Ok(())
    }

    /// Whose session this is, and what for; none if there is none or it has ended. Using it keeps it from going idle.
    ///
    /// The last use is written when a twentieth of the idle limit has passed, not for every page: a session can
    /// end that much early.
    ///
    /// # Errors
    /// The database fails.
    pub fn session(
        &mut self,
        token: &[u8; 32],
        now_ms: u64,
        limits: &Limits,
    ) -> Result<Option<(PersonId, Scope)>, PrivateFault> {
        let hash = hash_of_token(LABEL, token);
        let sql =
            "SELECT person, created_ms, seen_ms, reads_only FROM sessions WHERE token_hash = ?1";
        let found: Option<(i64, i64, i64, bool)> = self
            .connection
            .prepare_cached(sql)?
            .query_row([hash], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        let Some((person, created_ms, seen_ms, reads_only)) = found else {
            return Ok(None);
        };
        // A clock that was put back makes nothing older.
        let since = |then: i64| number(now_ms).saturating_sub(then).max(0) as u64;
        if since(created_ms) >= limits.absolute_ms || since(seen_ms) >= limits.idle_ms {
            self.close_session(token)?;
            return Ok(None);
        }
        if since(seen_ms) >= limits.idle_ms / 20 {
            let sql = "UPDATE sessions SET seen_ms = ?2 WHERE token_hash = ?1";
            self.write(|tx| tx.execute(sql, (hash, number(now_ms))))?;
        }
        let scope = match reads_only {
            true => Scope::Read,
            false => Scope::All,
        };
        Ok(Some((PersonId(person), scope)))
    }

    /// Ends a session, if there is one.
    ///
    /// # Errors
    /// The database fails.
    pub fn close_session(&mut self, token: &[u8; 32]) -> Result<(), PrivateFault> {
        let hash = hash_of_token(LABEL, token);
        self.write(|tx| tx.execute("DELETE FROM sessions WHERE token_hash = ?1", [hash]))?;
        Ok(())
    }

    /// Ends every session of a person.
    ///
    /// # Errors
    /// The database fails.
    pub fn close_sessions(&mut self, person: PersonId) -> Result<(), PrivateFault> {
        self.write(|tx| tx.execute("DELETE FROM sessions WHERE person = ?1", [person.0]))?;
        Ok(())
    }

    /// Removes the sessions that have ended.
    ///
    /// # Errors
    /// The database fails.
    pub fn remove_ended_sessions(
        &mut self,
        now_ms: u64,
        limits: &Limits,
    ) -> Result<(), PrivateFault> {
        let before = |span: u64| number(now_ms).saturating_sub(number(span));
        let sql = "DELETE FROM sessions WHERE created_ms <= ?1 OR seen_ms <= ?2";
        let ended = (before(limits.absolute_ms), before(limits.idle_ms));
        self.write(|tx| tx.execute(sql, ended))?;
        Ok(())
    }
}
