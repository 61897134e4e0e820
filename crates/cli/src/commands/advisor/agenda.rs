//! `advisor agenda`: in which order to take items up, so that trust can grow.

use std::path::Path;

use analysis::agenda::{Case, plan};
use anyhow::Result;

use super::super::How;
use super::text_of;
use crate::say::{coded, exit, fault};

/// Carries it out.
pub fn run(how: &How<'_>, file: &Path) -> Result<u8> {
    let text = text_of(how, file)?;
    let case: Case = serde_json::from_str(&text).map_err(|cause| {
        let (path, cause) = (file.display().to_string(), cause.to_string());
        let args = [("path", path.as_str()), ("cause", &cause)];
        fault(how.lang.l(), "advisor-not-an-agenda", &args)
    })?;
    let agenda = plan(&case)
        .map_err(|refused| coded(exit::FAULT, advice::agenda::refused(&refused, how.lang)))?;
    match how.json {
        true => how.out.json(&serde_json::to_value(&agenda)?),
        false => how
            .out
            .line(advice::agenda::tell(&agenda, how.lang).text(how.lang)),
    }
    Ok(exit::DONE)
}
