//! The spaces of this node. A space exists here once its founding is known.

use record::founding::Founding;
use record::{Payload, SpaceId};
use rusqlite::Connection;

use crate::fault::StoreFault;
use crate::payloads::{Content, content};
use crate::reader::Reader;
use crate::writer::{Store, intern_space};

/// A space that exists here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpaceRow {
    /// The space.
    pub space: SpaceId,
    /// Its founding.
    pub founding: Founding,
    /// One for each commitment of the founding.
    pub payloads: Vec<Content>,
}

impl Reader {
    /// The spaces that exist here, in the order in which they came.
    ///
    /// # Errors
    /// [`StoreFault::DamagedFounding`] if a founding is not what was written.
    pub fn spaces(&self) -> Result<Vec<SpaceRow>, StoreFault> {
        let mut query = self
            .connection
            .prepare_cached("SELECT space FROM spaces WHERE founding IS NOT NULL ORDER BY id")?;
        let ids = query.query_map((), |row| row.get::<_, [u8; 32]>(0))?;
        let ids = ids.collect::<Result<Vec<_>, _>>()?;
        let spaces = ids
            .into_iter()
            .map(|id| self.space(&SpaceId(record::Hash(id))));
        spaces.filter_map(Result::transpose).collect()
    }

    /// One space, if it exists here.
    ///
    /// # Errors
    /// As [`Reader::spaces`].
    pub fn space(&self, space: &SpaceId) -> Result<Option<SpaceRow>, StoreFault> {
        let mut query = self.connection.prepare_cached(
            "SELECT id, founding FROM spaces WHERE space = ?1 AND founding IS NOT NULL",
        )?;
        let mut rows = query.query([space.as_bytes()])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let (id, bytes): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let damaged = || StoreFault::DamagedFounding { space: *space };
        let founding = Founding::read(&bytes)
            .filter(|founding| founding.space == *space)
            .ok_or_else(damaged)?;
        let payloads = founding_payloads(&self.connection, id, &founding)?.ok_or_else(damaged)?;
        Ok(Some(SpaceRow {
            space: *space,
            founding,
            payloads,
        }))
    }
}

impl Store {
    /// Makes a space exist here. Again for a known space it adds the payloads that had not come before.
    ///
    /// # Errors
    /// [`StoreFault::NoFounding`] if these are not the bytes of a founding with its payloads.
    pub fn put_space(
        &mut self,
        founding_bytes: &[u8],
        payloads: &[Option<Payload>],
    ) -> Result<SpaceId, StoreFault> {
        let founding = Founding::read(founding_bytes).ok_or(StoreFault::NoFounding)?;
        let commitments = &founding.body.payloads;
        let fit = |(payload, commitment): (&Option<Payload>, _)| {
            payload.as_ref().is_none_or(|p| p.matches(commitment))
        };
        if payloads.len() != commitments.len() || !payloads.iter().zip(commitments).all(fit) {
            return Err(StoreFault::NoFounding);
        }
        self.write(|tx| {
            let id = intern_space(tx, &founding.space)?;
            tx.execute(
                "UPDATE spaces SET founding = ?2 WHERE id = ?1",
                (id, founding_bytes),
            )?;
            for (n, payload) in payloads.iter().enumerate() {
                let state = if payload.is_some() { "here" } else { "never" };
                let salt = payload.as_ref().map(|payload| &payload.salt);
                let content = payload.as_ref().map(|payload| &payload.content);
                tx.execute(
                    "INSERT INTO founding_payloads (space, n, state, salt, content)
                     VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (space, n) DO UPDATE
                     SET state = excluded.state, salt = excluded.salt, content = excluded.content
                     WHERE state = 'never'",
                    (id, n as i64, state, salt, content),
                )?;
            }
            Ok(founding.space)
        })
    }
}

fn founding_payloads(
    connection: &Connection,
    space: i64,
    founding: &Founding,
) -> Result<Option<Vec<Content>>, StoreFault> {
    let mut query = connection.prepare_cached(
        "SELECT n, state, salt, content FROM founding_payloads WHERE space = ?1 ORDER BY n",
    )?;
    let mut rows = query.query([space])?;
    let mut payloads = Vec::new();
    while let Some(row) = rows.next()? {
        let commitment = founding.body.payloads.get(payloads.len());
        let (Some(content), Some(commitment)) = (content(row, 1), commitment) else {
            return Ok(None);
        };
        let fits = !matches!(&content, Content::Here(payload) if !payload.matches(commitment));
        if row.get::<_, i64>(0)? != payloads.len() as i64 || !fits {
            return Ok(None);
        }
        payloads.push(content);
    }
    Ok((payloads.len() == founding.body.payloads.len()).then_some(payloads))
}
