//! `advisor escalate`: which situations of a conflict would hold, and why.

use std::path::Path;

use advice::escalation as said;
use analysis::escalation::{Conflict, Watch, file, report, solve};
use anyhow::{Result, bail};

use super::super::How;
use super::text_of;
use super::watched::Watched;
use crate::say::{coded, exit, fault};

/// Carries it out.
pub fn run(how: &How<'_>, model: &Path) -> Result<u8> {
    let l = how.lang.l();
    let text = text_of(how, model)?;
    let read =
        file::read(&text).map_err(|error| coded(exit::FAULT, said::file_refusal(&error, l)))?;
    let conflict =
        Conflict::new(read).map_err(|error| coded(exit::FAULT, said::model_refusal(&error, l)))?;
    let watched = Watched::new();
    let listener = watched.listener();
    let watch = Watch::new(&listener);
    let Ok(solution) = solve(&conflict, watch) else {
        bail!(fault(l, "advisor-stopped", &[]));
    };
    if how.json {
        drop(watched);
        how.out.json(&report(&conflict, &solution));
        return Ok(exit::DONE);
    }
    let lines = said::advice(&conflict, &solution, l, watch).lines(l);
    let stopped = watched.stopped();
    drop(watched);
    if stopped {
        how.out.line(l.t("advisor-stopped-early"));
    }
    lines.iter().for_each(|line| how.out.line(line));
    Ok(exit::DONE)
}
