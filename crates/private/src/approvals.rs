//! Approval steps of a domestic constraint: a cabinet, a parliament, a ratification, each with a date and a status.
//!
//! The constraint itself never leaves. Of a step its **status and date** may be published, and only by a person's
//! choice for that step: [`Private::shown_steps`] gives what was chosen and nothing that says why, of which note,
//! or that there are other steps.

use record::PartyId;
use rusqlite::Row;

use crate::fault::PrivateFault;
use crate::papers::{PaperId, PaperKind, is};
use crate::private::Private;

/// Where an approval step stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum StepStatus {
    /// Not begun.
    Ahead,
    /// Under way.
    UnderWay,
    /// Given.
    Given,
    /// Refused.
    Refused,
}

impl StepStatus {
    /// All of them.
    pub const ALL: [StepStatus; 4] = [
        StepStatus::Ahead,
        StepStatus::UnderWay,
        StepStatus::Given,
        StepStatus::Refused,
    ];

    fn stored(self) -> i64 {
        match self {
            StepStatus::Ahead => 1,
            StepStatus::UnderWay => 2,
            StepStatus::Given => 3,
            StepStatus::Refused => 4,
        }
    }
}

/// A step of approval at home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovalStep {
    /// What it is called; this is what others read if the step is shown.
    pub name: String,
    /// When it is expected (days since 1970-01-01), if that is known.
    pub day: Option<i64>,
    /// Where it stands.
    pub status: StepStatus,
    /// Whether a person chose that others may be told name, day and status.
    pub shown: bool,
}

/// What others may be told of a step: all there is of it outside this crate's tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownStep {
    /// What it is called.
    pub name: String,
    /// When it is expected (days since 1970-01-01), if that is known.
    pub day: Option<i64>,
    /// Where it stands.
    pub status: StepStatus,
}

impl Private {
    /// Replaces the steps of a note. False if there is no such note of this party; nothing is changed then.
    ///
    /// # Errors
    /// The database fails.
    pub fn set_steps(
        &mut self,
        party: &PartyId,
        note: PaperId,
        steps: &[ApprovalStep],
    ) -> Result<bool, PrivateFault> {
        let party = *party;
        let done = self.write(|tx| {
            if !is(tx, &party, note, PaperKind::Note)? {
                return Ok(false);
            }
            tx.execute("DELETE FROM approval_steps WHERE paper = ?1", [note.0])?;
            let sql = "INSERT INTO approval_steps (paper, n, name, day, status, shown)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            for (n, step) in steps.iter().enumerate() {
                let status = step.status.stored();
                tx.execute(
                    sql,
                    (note.0, n as i64, &step.name, step.day, status, step.shown),
                )?;
            }
            Ok(true)
        })?;
        self.forget()?;
        Ok(done)
    }

    /// The steps of a note, in their order; none if there is no such note of this party.
    ///
    /// # Errors
    /// The database cannot be read, or a row is damaged.
    pub fn steps(&self, party: &PartyId, note: PaperId) -> Result<Vec<ApprovalStep>, PrivateFault> {
        let sql = "SELECT s.name, s.day, s.status, s.shown FROM approval_steps s
             JOIN papers p ON p.id = s.paper WHERE s.paper = ?1 AND p.party = ?2 ORDER BY s.n";
        let mut query = self.connection.prepare_cached(sql)?;
        let mut rows = query.query((note.0, party.as_bytes()))?;
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            steps.push(step_in(row)?);
        }
        Ok(steps)
    }

    /// Of a note's steps what a person chose to show. This is the only way to what may be published.
    ///
    /// # Errors
    /// The database cannot be read, or a row is damaged.
    pub fn shown_steps(
        &self,
        party: &PartyId,
        note: PaperId,
    ) -> Result<Vec<ShownStep>, PrivateFault> {
        let chosen = self
            .steps(party, note)?
            .into_iter()
            .filter(|step| step.shown);
        let shown = chosen.map(|step| ShownStep {
            name: step.name,
            day: step.day,
            status: step.status,
        });
        Ok(shown.collect())
    }
}

fn step_in(row: &Row<'_>) -> Result<ApprovalStep, PrivateFault> {
    let stored: i64 = row.get("status")?;
    let status = StepStatus::ALL
        .into_iter()
        .find(|status| status.stored() == stored);
    Ok(ApprovalStep {
        name: row.get("name")?,
        day: row.get("day")?,
        status: status.ok_or(PrivateFault::Damaged("the status of an approval step"))?,
        shown: row.get("shown")?,
    })
}
