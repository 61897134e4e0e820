//! Lists by cursor: `?after=` the last one that was given, at most `limit`.

use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Trouble;

/// The most rows in one answer, and how many if nothing is said.
const ROWS_MAX: usize = 500;
const ROWS: usize = 100;

/// What stands after `?` in the address of every list.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    /// The last row that the caller has.
    pub after: Option<String>,
    /// How many rows at most.
    pub limit: Option<usize>,
}

impl Cursor {
    /// How many rows to give.
    pub fn limit(&self) -> Result<usize, Trouble> {
        match self.limit.unwrap_or(ROWS) {
            limit @ 1..=ROWS_MAX => Ok(limit),
            _ => Err(Trouble::malformed("limit: from 1 to 500")),
        }
    }

    /// The cursor of a list that is numbered by the local sequence.
    pub fn sequence(&self) -> Result<u64, Trouble> {
        let after = self.after.as_deref().unwrap_or("0");
        after
            .parse()
            .map_err(|_| Trouble::malformed("after: a number of the local sequence"))
    }

    /// Where the rows behind the cursor begin; it names a row by its `id`.
    pub fn behind<T>(&self, rows: &[T], id: impl Fn(&T) -> String) -> Result<usize, Trouble> {
        let Some(after) = &self.after else {
            return Ok(0);
        };
        let at = rows.iter().position(|row| id(row) == *after);
        at.map(|at| at + 1)
            .ok_or_else(|| Trouble::malformed("after: no row of this list"))
    }

    /// The first of `rows`, and whether there are more.
    pub fn first<T>(&self, rows: impl Iterator<Item = T>) -> Result<(Vec<T>, bool), Trouble> {
        let limit = self.limit()?;
        let mut rows: Vec<T> = rows.take(limit + 1).collect();
        let more = rows.len() > limit;
        rows.truncate(limit);
        Ok((rows, more))
    }
}

/// A page of a list: its rows under `name`, the cursor that leads on, and whether there is more.
pub fn page(name: &str, rows: Vec<Value>, last: Option<Value>, more: bool) -> Value {
    json!({ name: rows, "after": last, "more": more })
}
