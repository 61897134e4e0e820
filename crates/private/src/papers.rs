//! Private papers: preference sheets, models, agendas, notes of domestic constraints, forecasts.
//!
//! What a paper says is opaque here, a text that the engines write and read. It belongs to one party of the node and
//! is answered to that party only. Two tabs do not overwrite each other silently: a change names the version it was
//! made from. A forecast is fixed when it is kept, so that what is graded later is what was said before.

use record::{Hash, PartyId};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::fault::PrivateFault;
use crate::private::{Private, number};

/// A paper of this node; a number that means nothing anywhere else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PaperId(pub i64);

/// What a paper is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PaperKind {
    /// What issues and values are worth to the party, and where its red lines are.
    Sheet,
    /// A conflict with its options and preferences.
    Model,
    /// Items and assumptions for the order of talks.
    Agenda,
    /// A domestic constraint, with its approval steps.
    Note,
    /// Chances that were given, to be graded by what happens.
    Forecast,
}

impl PaperKind {
    /// All kinds.
    pub const ALL: [PaperKind; 5] = [
        PaperKind::Sheet,
        PaperKind::Model,
        PaperKind::Agenda,
        PaperKind::Note,
        PaperKind::Forecast,
    ];

    /// As it is stored; never changed once given.
    fn stored(self) -> i64 {
        match self {
            PaperKind::Sheet => 1,
            PaperKind::Model => 2,
            PaperKind::Agenda => 3,
            PaperKind::Note => 4,
            PaperKind::Forecast => 5,
        }
    }
}

/// A paper without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Which.
    pub id: PaperId,
    /// The party (seat) it belongs to.
    pub party: PartyId,
    /// What it is.
    pub kind: PaperKind,
    /// What its owner calls it.
    pub title: String,
    /// When it was made (milliseconds since 1970, UTC).
    pub created_ms: u64,
    /// When it was last changed (milliseconds since 1970, UTC).
    pub changed_ms: u64,
    /// From 1; one more with each change.
    pub version: u64,
}

/// A paper to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewPaper<'a> {
    /// The party (seat) it belongs to.
    pub party: PartyId,
    /// What it is.
    pub kind: PaperKind,
    /// What its owner calls it.
    pub title: &'a str,
    /// What it says: JSON, not looked into.
    pub content: &'a str,
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is stored, as this version.
    Stored(u64),
    /// Somebody changed it meanwhile; this is its version now. Nothing was changed.
    Moved(u64),
    /// It is a forecast, and those stay as they were made.
    Fixed,
    /// There is no such paper of this party.
    Gone,
}

const COLUMNS: &str = "id, party, kind, title, created_ms, changed_ms, version";

impl Private {
    /// Keeps a new paper.
    ///
    /// # Errors
    /// The database fails.
    pub fn put_paper(&mut self, new: &NewPaper<'_>, now_ms: u64) -> Result<PaperId, PrivateFault> {
        let sql =
            "INSERT INTO papers (party, kind, title, content, created_ms, changed_ms, version)
             VALUES (?1, ?2, ?3, ?4, ?5, ?5, 1)";
        let kind = new.kind.stored();
        let row = (
            new.party.as_bytes(),
            kind,
            new.title,
            new.content,
            number(now_ms),
        );
        self.write(|tx| Ok(PaperId(tx.prepare_cached(sql)?.insert(row)?)))
    }

    /// The papers of a party, the last changed first; of one kind, or of all.
    ///
    /// # Errors
    /// The database cannot be read, or a row is damaged.
    pub fn papers(
        &self,
        party: &PartyId,
        kind: Option<PaperKind>,
    ) -> Result<Vec<Paper>, PrivateFault> {
        let sql = format!(
            "SELECT {COLUMNS} FROM papers WHERE party = ?1 AND (?2 IS NULL OR kind = ?2)
             ORDER BY changed_ms DESC, id DESC"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query((party.as_bytes(), kind.map(PaperKind::stored)))?;
        let mut papers = Vec::new();
        while let Some(row) = rows.next()? {
            papers.push(paper_in(row)?);
        }
        Ok(papers)
    }

    /// A paper and what it says; none if there is no such paper of this party.
    ///
    /// # Errors
    /// The database cannot be read, or the row is damaged.
    pub fn paper(
        &self,
        party: &PartyId,
        id: PaperId,
    ) -> Result<Option<(Paper, String)>, PrivateFault> {
        let sql = format!("SELECT {COLUMNS}, content FROM papers WHERE id = ?1 AND party = ?2");
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query((id.0, party.as_bytes()))?;
        match rows.next()? {
            None => Ok(None),
            Some(row) => Ok(Some((paper_in(row)?, row.get("content")?))),
        }
    }

    /// Changes a paper that was read as `version`.
    ///
    /// # Errors
    /// The database fails.
    pub fn change_paper(
        &mut self,
        party: &PartyId,
        id: PaperId,
        version: u64,
        title: &str,
        content: &str,
        now_ms: u64,
    ) -> Result<Change, PrivateFault> {
        let party = *party;
        let change = self.write(|tx| {
            // Read and written under one lock: of two tabs one is told that it has moved.
            let Some((kind, found)) = head(tx, &party, id)? else {
                return Ok(Change::Gone);
            };
            if kind == PaperKind::Forecast.stored() {
                return Ok(Change::Fixed);
            }
            if found != number(version) {
                return Ok(Change::Moved(found as u64));
            }
            tx.execute(
                "UPDATE papers SET title = ?2, content = ?3, changed_ms = ?4, version = version + 1
                 WHERE id = ?1",
                (id.0, title, content, number(now_ms)),
            )?;
            Ok(Change::Stored(version + 1))
        })?;
        if matches!(change, Change::Stored(_)) {
            self.forget()?;
        }
        Ok(change)
    }

    /// Drops a paper of this party, with its approval steps and its grade: what it said is overwritten in the
    /// file, not only unlinked. Whether there was one.
    ///
    /// # Errors
    /// The database fails.
    pub fn drop_paper(&mut self, party: &PartyId, id: PaperId) -> Result<bool, PrivateFault> {
        let sql = "DELETE FROM papers WHERE id = ?1 AND party = ?2";
        let gone = self.write(|tx| tx.execute(sql, (id.0, party.as_bytes())))?;
        self.forget()?;
        Ok(gone > 0)
    }
}

/// Kind and version of a paper, as they are stored.
pub(crate) fn head(
    connection: &Connection,
    party: &PartyId,
    id: PaperId,
) -> rusqlite::Result<Option<(i64, i64)>> {
    let sql = "SELECT kind, version FROM papers WHERE id = ?1 AND party = ?2";
    let mut query = connection.prepare_cached(sql)?;
    query
        .query_row((id.0, party.as_bytes()), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()
}

/// Whether there is such a paper, of this kind.
pub(crate) fn is(
    connection: &Connection,
    party: &PartyId,
    id: PaperId,
    kind: PaperKind,
) -> rusqlite::Result<bool> {
    Ok(head(connection, party, id)?.is_some_and(|(found, _)| found == kind.stored()))
}

fn paper_in(row: &Row<'_>) -> Result<Paper, PrivateFault> {
    let stored: i64 = row.get("kind")?;
    let kind = PaperKind::ALL
        .into_iter()
        .find(|kind| kind.stored() == stored);
    Ok(Paper {
        id: PaperId(row.get("id")?),
        party: PartyId(Hash(row.get("party")?)),
        kind: kind.ok_or(PrivateFault::Damaged("the kind of a paper"))?,
        title: row.get("title")?,
        created_ms: row.get::<_, i64>("created_ms")? as u64,
        changed_ms: row.get::<_, i64>("changed_ms")? as u64,
        version: row.get::<_, i64>("version")? as u64,
    })
}
