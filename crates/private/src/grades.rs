//! Grades of forecasts: how good the chances were that the advisor gave.
//!
//! Reckoned elsewhere (the Brier score), kept here beside the forecast, which itself stays as it was made.

use record::PartyId;
use rusqlite::OptionalExtension;

use crate::fault::PrivateFault;
use crate::papers::{PaperId, PaperKind, is};
use crate::private::{Private, number};

/// How good a forecast was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForecastGrade {
    /// How many of its chances were graded.
    pub graded: u64,
    /// How many wait for what happens.
    pub waiting: u64,
    /// The mean squared error in millionths; none if nothing was graded.
    pub brier: Option<u64>,
    /// When it was graded (milliseconds since 1970, UTC).
    pub graded_ms: u64,
}

impl Private {
    /// Grades a forecast, in place of an earlier grade: more may have happened since. False if there is no such
    /// forecast of this party.
    ///
    /// # Errors
    /// The database fails.
    pub fn grade_forecast(
        &mut self,
        party: &PartyId,
        forecast: PaperId,
        grade: &ForecastGrade,
    ) -> Result<bool, PrivateFault> {
        let (party, grade) = (*party, *grade);
        self.write(|tx| {
            if !is(tx, &party, forecast, PaperKind::Forecast)? {
                return Ok(false);
            }
            tx.execute(
                "INSERT OR REPLACE INTO grades (paper, graded, waiting, brier, graded_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                (
                    forecast.0,
                    number(grade.graded),
                    number(grade.waiting),
                    grade.brier.map(number),
                    number(grade.graded_ms),
                ),
            )?;
            Ok(true)
        })
    }

    /// The grade of a forecast of this party, if it has one.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn forecast_grade(
        &self,
        party: &PartyId,
        forecast: PaperId,
    ) -> Result<Option<ForecastGrade>, PrivateFault> {
        let sql = "SELECT g.graded, g.waiting, g.brier, g.graded_ms FROM grades g
             JOIN papers p ON p.id = g.paper WHERE g.paper = ?1 AND p.party = ?2";
        let mut query = self.connection.prepare_cached(sql)?;
        let grade = query.query_row((forecast.0, party.as_bytes()), |row| {
            Ok(ForecastGrade {
                graded: row.get::<_, i64>(0)? as u64,
                waiting: row.get::<_, i64>(1)? as u64,
                brier: row.get::<_, Option<i64>>(2)?.map(|brier| brier as u64),
                graded_ms: row.get::<_, i64>(3)? as u64,
            })
        });
        Ok(grade.optional()?)
    }
}
