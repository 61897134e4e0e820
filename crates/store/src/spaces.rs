//! The spaces of this node. A space exists here once its founding is known.

use record::founding::Founding;
use record::{Payload, SpaceId};

use crate::fault::StoreFault;
use crate::payloads::{Content, Holder, insert_payloads, read_payloads};
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
        let spaces = self.space_ids()?.into_iter().map(|id| self.space(&id));
        spaces.filter_map(Result::transpose).collect()
    }

    /// The ids under which spaces are stored, in the order in which they came; their foundings may be damaged.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn space_ids(&self) -> Result<Vec<SpaceId>, StoreFault> {
        let mut query = self
            .connection
            .prepare_cached("SELECT space FROM spaces WHERE founding IS NOT NULL ORDER BY id")?;
        let ids = query.query_map((), |row| Ok(SpaceId(record::Hash(row.get(0)?))))?;
        Ok(ids.collect::<Result<_, _>>()?)
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
        let payloads = read_payloads(&self.connection, Holder::Founding(id))?
            .filter(|payloads| fit(payloads, &founding))
            .ok_or_else(damaged)?;
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
        let here =
            |payload: &Option<Payload>| payload.clone().map_or(Content::Never, Content::Here);
        if !fit(&payloads.iter().map(here).collect::<Vec<_>>(), &founding) {
            return Err(StoreFault::NoFounding);
        }
        self.write(|tx| {
            let id = intern_space(tx, &founding.space)?;
            tx.execute(
                "UPDATE spaces SET founding = ?2 WHERE id = ?1",
                (id, founding_bytes),
            )?;
            insert_payloads(tx, Holder::Founding(id), payloads)?;
            Ok(founding.space)
        })
    }
}

/// Whether these are the payloads that the founding commits to, one place for each.
fn fit(payloads: &[Content], founding: &Founding) -> bool {
    let commitments = &founding.body.payloads;
    let mut pairs = payloads.iter().zip(commitments);
    payloads.len() == commitments.len() && pairs.all(|(content, to)| content.matches(to))
}
