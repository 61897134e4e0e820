//! Drafts: what a person typed into a form and has not sent, so that nothing typed is lost.

use rusqlite::OptionalExtension;

use crate::fault::PrivateFault;
use crate::people::PersonId;
use crate::private::{Private, number};

/// Where a draft is; its content is read apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The form's name.
    pub form: String,
    /// What the form is about, in the form's own words; empty where there is only one.
    pub key: String,
    /// When it was saved (milliseconds since 1970, UTC).
    pub saved_ms: u64,
}

impl Private {
    /// Saves a draft; replaces what this person had typed there before.
    ///
    /// # Errors
    /// [`PrivateFault::NoSuchPerson`], or the database fails.
    pub fn put_draft(
        &mut self,
        person: PersonId,
        form: &str,
        key: &str,
        content: &[u8],
        now_ms: u64,
    ) -> Result<(), PrivateFault> {
        self.person(person)?.ok_or(PrivateFault::NoSuchPerson)?;
        let sql =
            "INSERT INTO drafts (person, form, key, content, saved_ms) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (person, form, key)
             DO UPDATE SET content = excluded.content, saved_ms = excluded.saved_ms";
        self.write(|tx| tx.execute(sql, (person.0, form, key, content, number(now_ms))))?;
        Ok(())
    }

    /// What this person had typed there.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn draft(
        &self,
        person: PersonId,
        form: &str,
        key: &str,
    ) -> Result<Option<Vec<u8>>, PrivateFault> {
        let sql = "SELECT content FROM drafts WHERE person = ?1 AND form = ?2 AND key = ?3";
        let mut query = self.connection.prepare_cached(sql)?;
        Ok(query
            .query_row((person.0, form, key), |row| row.get(0))
            .optional()?)
    }

    /// This person's drafts, the last saved first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn drafts(&self, person: PersonId) -> Result<Vec<Draft>, PrivateFault> {
        let sql = "SELECT form, key, saved_ms FROM drafts WHERE person = ?1
             ORDER BY saved_ms DESC, form, key";
        let mut query = self.connection.prepare_cached(sql)?;
        let drafts = query.query_map([person.0], |row| {
            Ok(Draft {
                form: row.get(0)?,
                key: row.get(1)?,
                saved_ms: row.get::<_, i64>(2)? as u64,
            })
        })?;
        Ok(drafts.collect::<Result<_, _>>()?)
    }

    /// Drops every draft, of whomever, that holds one of these words: they were erased, and nothing of them is to
    /// stay. How many there were.
    ///
    /// # Errors
    /// The database fails.
    pub fn drop_drafts_with(&mut self, words: &[&[u8]]) -> Result<usize, PrivateFault> {
        let dropped = self.write(|tx| {
            let mut dropped = 0;
            for word in words {
                dropped += tx.execute("DELETE FROM drafts WHERE instr(content, ?1) > 0", [word])?;
            }
            Ok(dropped)
        })?;
        self.forget()?;
        Ok(dropped)
    }

    /// Drops a draft, if there is one: it was sent or thrown away.
    ///
    /// # Errors
    /// The database fails.
    pub fn drop_draft(
        &mut self,
        person: PersonId,
        form: &str,
        key: &str,
    ) -> Result<(), PrivateFault> {
        let sql = "DELETE FROM drafts WHERE person = ?1 AND form = ?2 AND key = ?3";
        self.write(|tx| tx.execute(sql, (person.0, form, key)))?;
        Ok(())
    }
}
