//! Small public facts about this node, by name: peers' addresses, pauses. Never a secret.

use rusqlite::OptionalExtension;

use crate::fault::StoreFault;
use crate::reader::Reader;
use crate::writer::Store;

impl Store {
    /// Sets a fact; replaces what stood under this name.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed.
    pub fn put_fact(&mut self, name: &str, value: &[u8]) -> Result<(), StoreFault> {
        let sql = "INSERT INTO facts (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.write(|tx| tx.execute(sql, (name, value)))?;
        Ok(())
    }

    /// Forgets a fact, if it is there.
    ///
    /// # Errors
    /// [`StoreFault::Stop`] if the database failed.
    pub fn drop_fact(&mut self, name: &str) -> Result<(), StoreFault> {
        self.write(|tx| tx.execute("DELETE FROM facts WHERE name = ?1", [name]))?;
        Ok(())
    }
}

impl Reader {
    /// The fact with this name, if it is there.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn fact(&self, name: &str) -> Result<Option<Vec<u8>>, StoreFault> {
        let sql = "SELECT value FROM facts WHERE name = ?1";
        let mut query = self.connection.prepare_cached(sql)?;
        Ok(query.query_row([name], |row| row.get(0)).optional()?)
    }

    /// The facts whose names begin with `prefix`, ordered by name.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn facts(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreFault> {
        let sql =
            "SELECT name, value FROM facts WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name";
        let mut query = self.connection.prepare_cached(sql)?;
        let rows = query.query_map([prefix], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
