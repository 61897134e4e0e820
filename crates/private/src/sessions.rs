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
        let Some(found) = self.found(&hash)? else {
            return Ok(None);
        };
        if found.has_ended(now_ms, limits) {
            self.close_session(token)?;
            return Ok(None);
        }
        if since(found.seen_ms, now_ms) >= limits.idle_ms / 20 {
            let sql = "UPDATE sessions SET seen_ms = ?2 WHERE token_hash = ?1";
            self.write(|tx| tx.execute(sql, (hash, number(now_ms))))?;
        }
        let scope = match found.reads_only {
            true => Scope::Read,
            false => Scope::All,
        };
        Ok(Some((found.person, scope)))
    }

    /// Whether the session of this name ([`session_name`]) is there and has not ended. To ask is no use of it: it goes idle
    /// all the same.
    ///
    /// # Errors
    /// The database fails.
    pub fn session_lasts(
        &self,
        name: &[u8; 32],
        now_ms: u64,
        limits: &Limits,
    ) -> Result<bool, PrivateFault> {
        let found = self.found(name)?;
        Ok(found.is_some_and(|found| !found.has_ended(now_ms, limits)))
    }

    fn found(&self, hash: &[u8; 32]) -> Result<Option<Found>, PrivateFault> {
        let sql =
            "SELECT person, created_ms, seen_ms, reads_only FROM sessions WHERE token_hash = ?1";
        let mut query = self.connection.prepare_cached(sql)?;
        let found = query.query_row([hash], |row| {
            Ok(Found {
                person: PersonId(row.get(0)?),
                created_ms: row.get(1)?,
                seen_ms: row.get(2)?,
                reads_only: row.get(3)?,
            })
        });
        Ok(found.optional()?)
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

/// What the session of `token` is called here; the token itself is kept by the browser only.
pub fn session_name(token: &[u8; 32]) -> [u8; 32] {
    hash_of_token(LABEL, token)
}

/// A session as it is stored.
struct Found {
    person: PersonId,
    created_ms: i64,
    seen_ms: i64,
    reads_only: bool,
}

impl Found {
    fn has_ended(&self, now_ms: u64, limits: &Limits) -> bool {
        since(self.created_ms, now_ms) >= limits.absolute_ms
            || since(self.seen_ms, now_ms) >= limits.idle_ms
    }
}

/// Milliseconds since `then`. A clock that was put back makes nothing older.
fn since(then: i64, now_ms: u64) -> u64 {
    number(now_ms).saturating_sub(then).max(0) as u64
}
