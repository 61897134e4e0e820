//! `advisor package`: which packages of a folder's domain nobody can improve on without somebody losing.

use std::path::Path;

use advice::packages as said;
use analysis::packages::conflict::conflict;
use analysis::packages::genius::Note;
use analysis::packages::points::bargaining_points;
use analysis::packages::sheet::Case;
use analysis::packages::solve::{Limits, solve};
use analysis::packages::{genius, geniusweb, report};
use analysis::watch::Watch;
use anyhow::{Result, bail};

use super::super::How;
use super::text_of;
use super::watched::Watched;
use crate::say::{coded, exit, fault};

/// Carries it out.
pub fn run(how: &How<'_>, folder: &Path) -> Result<u8> {
    let (case, notes) = read(how, folder)?;
    let limits = Limits::default();
    let watched = Watched::new();
    let listener = watched.listener();
    let watch = Watch::new(&listener);
    if how.json {
        let json = report(&case, &notes, &limits, watch);
        drop(watched);
        how.out.json(&json);
        return Ok(exit::DONE);
    }
    let answer = solve(&case, &limits, watch);
    let infeasible = match answer.infeasible() {
        true => conflict(&case, &limits, watch),
        false => None,
    };
    drop(watched);
    let l = how.lang.l();
    let mut lines = said::summary(l, &answer);
    let points = bargaining_points(&case, &answer);
    let points = points.as_ref();
    lines.extend(said::bargaining_points(l, &case, &answer, points));
    if let Some(conflict) = &infeasible {
        lines.extend(said::conflict(l, &case, conflict));
    }
    let basis = said::basis(l, &case, &answer);
    let inputs = basis.inputs.into_iter();
    lines.extend(
        inputs
            .map(|(name, value)| how.with("advisor-input", &[("name", &name), ("value", &value)])),
    );
    lines.extend(basis.assumptions);
    lines.push(basis.weakest);
    lines.iter().for_each(|line| how.out.line(line));
    Ok(exit::DONE)
}

/// Genius XML where there is any, GeniusWeb JSON otherwise.
fn read(how: &How<'_>, folder: &Path) -> Result<(Case, Vec<Note>)> {
    let files = files_of(how, folder)?;
    let has = |ending: &str| {
        files
            .iter()
            .any(|(name, _)| name.to_lowercase().ends_with(ending))
    };
    let l = how.lang.l();
    let refused = |problem| coded(exit::FAULT, said::refused(l, &problem));
    if has(".xml") {
        let read = genius::read(&files).map_err(refused)?;
        return Ok((read.case, read.notes));
    }
    let profiles: Vec<(String, String)> = files
        .into_iter()
        .filter(|(name, _)| name.to_lowercase().ends_with(".json"))
        .collect();
    if profiles.is_empty() {
        let path = folder.display().to_string();
        bail!(fault(l, "advisor-no-domain", &[("path", &path)]));
    }
    let case = geniusweb::read(&profiles).map_err(refused)?;
    Ok((case, Vec::new()))
}

fn files_of(how: &How<'_>, folder: &Path) -> Result<Vec<(String, String)>> {
    let unreadable = |cause: std::io::Error| {
        let (path, cause) = (folder.display().to_string(), cause.to_string());
        let args = [("path", path.as_str()), ("cause", &cause)];
        fault(how.lang.l(), "fault-file", &args)
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let ending = name.to_lowercase();
        if path.is_file() && (ending.ends_with(".xml") || ending.ends_with(".json")) {
            files.push((name.into_owned(), text_of(how, &path)?));
        }
    }
    Ok(files)
}
