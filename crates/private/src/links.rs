//! Login links: a token that logs one person in, once, until it expires.
//!
//! The token itself opens a second wrapping of the person's key, so a link is as good as the password: hand it
//! over as carefully. Links that can be used again exist for the demo only.

use record::key::SecretKey;
use rusqlite::OptionalExtension;

use crate::fault::PrivateFault;
use crate::people::{PersonId, Unlocked};
use crate::private::{Private, number};
use crate::wrap::{hash_of_token, key_of_token, unwrap, wrap};

const LABEL: &str = "detente/1/link";

/// A link, looked at without using it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Whom it logs in.
    pub person: PersonId,
    /// When it expires (milliseconds since 1970, UTC).
    pub expires_ms: u64,
    /// Whether it can be used more than once.
    pub reusable: bool,
}

impl Private {
    /// Grants a link: `token` (32 random bytes, never used before) will log this person in until `expires_ms`
    /// (milliseconds since 1970, UTC). `key` is the person's key.
    ///
    /// # Errors
    /// [`PrivateFault::NoSuchPerson`], also if the key is not this person's; or the database fails.
    pub fn grant_link(
        &mut self,
        person: PersonId,
        token: &[u8; 32],
        key: &SecretKey,
        expires_ms: u64,
        reusable: bool,
    ) -> Result<(), PrivateFault> {
        self.person(person)?
            .filter(|person| person.key == *key.public())
            .ok_or(PrivateFault::NoSuchPerson)?;
        let wrapped = wrap(&key_of_token(token), key);
        let sql =
            "INSERT OR REPLACE INTO links (token_hash, person, wrapped_key, expires_ms, reusable)
             VALUES (?1, ?2, ?3, ?4, ?5)";
        let hash = hash_of_token(LABEL, token);
        let expires_ms = number(expires_ms);
        self.write(|tx| tx.execute(sql, (hash, person.0, &wrapped, expires_ms, reusable)))?;
        Ok(())
    }

    /// Uses a link: the person and the open key, or none if the token is unknown, expired or used up. A link
    /// for one use is gone when this returns.
    ///
    /// # Errors
    /// The database fails, or the key was damaged.
    pub fn use_link(
        &mut self,
        token: &[u8; 32],
        now_ms: u64,
    ) -> Result<Option<Unlocked>, PrivateFault> {
        let hash = hash_of_token(LABEL, token);
        // Read and deleted under one lock: of two who come at once, one gets in.
        let found: Option<(i64, Vec<u8>, i64)> = self.write(|tx| {
            let found: Option<(i64, Vec<u8>, i64, bool)> = tx
                .query_row(
                    "SELECT person, wrapped_key, expires_ms, reusable FROM links WHERE token_hash = ?1",
                    [hash],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
                )
                .optional()?;
            if !matches!(found, Some((.., reusable)) if reusable) {
                tx.execute("DELETE FROM links WHERE token_hash = ?1", [hash])?;
            }
            Ok(found.map(|(person, wrapped, expires_ms, _)| (person, wrapped, expires_ms)))
        })?;
        let Some((person, wrapped, expires_ms)) = found else {
            return Ok(None);
        };
        let person = self.person(PersonId(person))?;
        let Some(person) = person.filter(|_| number(now_ms) < expires_ms) else {
            return Ok(None);
        };
        let key = unwrap(&key_of_token(token), &wrapped, &person.key)
            .ok_or(PrivateFault::Damaged("the key of a link"))?;
        Ok(Some(Unlocked { person, key }))
    }

    /// What a link would open, without using it up; none if the token is unknown or expired.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn look_at_link(
        &self,
        token: &[u8; 32],
        now_ms: u64,
    ) -> Result<Option<Link>, PrivateFault> {
        let sql = "SELECT person, expires_ms, reusable FROM links
             WHERE token_hash = ?1 AND expires_ms > ?2";
        let hash = hash_of_token(LABEL, token);
        let mut query = self.connection.prepare_cached(sql)?;
        let link = query.query_row((hash, number(now_ms)), |row| {
            Ok(Link {
                person: PersonId(row.get(0)?),
                expires_ms: row.get::<_, i64>(1)? as u64,
                reusable: row.get(2)?,
            })
        });
        Ok(link.optional()?)
    }

    /// Takes back every link of a person.
    ///
    /// # Errors
    /// The database fails.
    pub fn revoke_links(&mut self, person: PersonId) -> Result<(), PrivateFault> {
        self.write(|tx| tx.execute("DELETE FROM links WHERE person = ?1", [person.0]))?;
        self.forget()
    }

    /// Removes the links that have expired.
    ///
    /// # Errors
    /// The database fails.
    pub fn remove_expired_links(&mut self, now_ms: u64) -> Result<(), PrivateFault> {
        let sql = "DELETE FROM links WHERE expires_ms <= ?1";
        self.write(|tx| tx.execute(sql, [number(now_ms)]))?;
        Ok(())
    }
}
