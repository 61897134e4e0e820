//! The data folder: whose it is, who can read it, its keys, its databases, its people.

use std::fs;
use std::path::Path;

use node::{NodeFault, Seat};

use super::super::How;
use super::super::record::fault_words;
use super::{Finding, Level};
use crate::say;

/// What there is to say about the folder.
pub fn look(how: &How<'_>) -> Vec<Finding> {
    let dir = how.dir.display().to_string();
    let mut found = Vec::new();
    match Seat::open(&how.dir) {
        Ok(seat) => {
            let args = [("folder", dir.as_str()), ("party", &seat.party.short())];
            found.push(Finding::new(Level::Ok, "doctor-folder", &args));
        }
        Err(fault) => {
            let (words, _) = say::error(how.lang.l(), &fault.into());
            return vec![Finding::new(
                Level::Fault,
                "doctor-broken",
                &[("what", &words)],
            )];
        }
    }
    found.extend(readable_by_others(&how.dir));
    found.push(roots(&how.dir));
    let (record, sound) = record(how);
    found.extend(record);
    if sound {
        found.push(people(how));
    }
    found
}

/// Everything in the folder is its owner's alone.
fn readable_by_others(dir: &Path) -> Vec<Finding> {
    let keys = dir.join("keys");
    let inside = fs::read_dir(&keys).into_iter().flatten().flatten();
    let all = [dir.to_owned(), keys.clone()]
        .into_iter()
        .chain(inside.map(|file| file.path()));
    let open: Vec<String> = all
        .filter(|path| is_open(path))
        .map(|path| path.display().to_string())
        .collect();
    match open.is_empty() {
        true => vec![Finding::new(Level::Ok, "doctor-permissions", &[])],
        false => open
            .iter()
            .map(|path| Finding::new(Level::Fault, "doctor-permissions-open", &[("path", path)]))
            .collect(),
    }
}

#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|about| about.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open(_path: &Path) -> bool {
    false
}

/// The root keys belong off the machine.
fn roots(dir: &Path) -> Finding {
    let here = node::keys::roots_in(&dir.join("keys")).unwrap_or_default();
    let here: Vec<String> = here.iter().map(|path| path.display().to_string()).collect();
    match here.is_empty() {
        true => Finding::new(Level::Ok, "doctor-roots", &[]),
        false => {
            let files = here.join(", ");
            Finding::new(Level::Attention, "doctor-roots-here", &[("files", &files)])
        }
    }
}

/// The record verified from the bytes up, and whether it is sound enough to be opened.
fn record(how: &How<'_>) -> (Vec<Finding>, bool) {
    let reports = match node::verify::folder(&how.dir) {
        Ok(reports) => reports,
        Err(fault) => {
            let (words, _) = say::error(how.lang.l(), &fault.into());
            let broken = Finding::new(Level::Unsound, "doctor-broken", &[("what", &words)]);
            return (vec![broken], false);
        }
    };
    let damaged: Vec<Finding> = reports
        .iter()
        .flat_map(|(_, report)| &report.faults)
        .map(|fault| {
            let words = fault_words(how, fault);
            Finding::new(Level::Unsound, "doctor-record-damaged", &[("what", &words)])
        })
        .collect();
    if !damaged.is_empty() {
        return (damaged, false);
    }
    let entries: u64 = reports.iter().map(|(_, report)| report.entries).sum();
    let sound = Finding::new(
        Level::Ok,
        "doctor-record",
        &[("count", &entries.to_string())],
    );
    (vec![sound], true)
}

fn people(how: &How<'_>) -> Finding {
    let people = private::Private::open(&how.dir.join("private.db"))
        .and_then(|private| private.people())
        .map_err(NodeFault::from);
    match people {
        Err(fault) => {
            let (words, _) = say::error(how.lang.l(), &fault.into());
            Finding::new(Level::Fault, "doctor-broken", &[("what", &words)])
        }
        Ok(people) if people.is_empty() => {
            Finding::new(Level::Attention, "doctor-people-none", &[])
        }
        Ok(people) => {
            let count = people.len().to_string();
            Finding::new(Level::Ok, "doctor-people", &[("count", &count)])
        }
    }
}
