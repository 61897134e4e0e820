//! `record bundle`: a space, or some entries of it, as one file for whoever is to check it without a node.

use std::collections::BTreeSet;
use std::fs::{OpenOptions, remove_file};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Result, bail};
use i18n::Arg;
use node::bundle::{BundleFault, Wanted};
use record::view::Position;
use serde_json::json;

use super::How;
use super::record::entry_number;
use crate::arguments::Bundle;
use crate::say::{exit, fault};
use crate::seat::Desk;

/// Carries it out.
pub fn run(how: &How<'_>, desk: &Desk, asked: &Bundle) -> Result<u8> {
    let wanted = match (
        asked.no_content,
        asked.content.as_slice(),
        asked.alone.as_slice(),
    ) {
        (true, ..) => Wanted::ContentsOf(BTreeSet::new()),
        (_, [], []) => Wanted::Everything,
        (_, [], alone) => Wanted::Alone(places(desk, alone)?),
        (_, some, _) => Wanted::ContentsOf(places(desk, some)?),
    };
    hand_over(how, desk, &wanted, &asked.file)
}

/// Writes what is wanted to a new file and says what is in it.
pub fn hand_over(how: &How<'_>, desk: &Desk, wanted: &Wanted, file: &Path) -> Result<u8> {
    let space = desk.space()?;
    let path = file.display().to_string();
    let parts = match written(desk, &space, wanted, file) {
        Ok(parts) => parts,
        Err(BundleFault::Write(cause)) => {
            let args = [("file", path.as_str()), ("cause", &cause.to_string())];
            bail!(fault(desk.l, "pouch-not-written", &args));
        }
        Err(BundleFault::Node(fault)) => return Err(fault.into()),
    };
    if how.json {
        how.out
            .json(&json!({ "file": file, "space": space.hex(), "parts": parts }));
        return Ok(exit::DONE);
    }
    let arguments = [("file", Arg::from(&path)), ("count", parts.into())];
    how.out.line(how.ta("record-bundle-written", &arguments));
    let shows = match wanted {
        Wanted::Everything => "record-bundle-everything",
        Wanted::ContentsOf(_) => "record-bundle-contents",
        Wanted::Alone(_) => "record-bundle-alone",
        Wanted::Forks => "record-bundle-forks",
    };
    how.say(shows, &[]);
    how.say("record-bundle-next", &[("file", &path)]);
    Ok(exit::DONE)
}

/// Writes to a file that is not there yet. What is half written is no bundle, and does not stay.
fn written(
    desk: &Desk,
    space: &record::SpaceId,
    wanted: &Wanted,
    path: &Path,
) -> Result<u64, BundleFault> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let mut out = BufWriter::new(file.map_err(BundleFault::Write)?);
    let parts = desk
        .node
        .write_bundle(space, wanted, &mut out)
        .and_then(|parts| {
            out.flush().map_err(BundleFault::Write)?;
            out.get_ref().sync_all().map_err(BundleFault::Write)?;
            Ok(parts.unwrap_or_default())
        });
    if parts.is_err() {
        let _ = remove_file(path);
    }
    parts
}

fn places(desk: &Desk, words: &[String]) -> Result<BTreeSet<Position>> {
    let of = |word: &String| {
        let found = desk.read(|state| {
            let events = state.relationship.history().into_iter();
            let mut places = events.map(|event| event.at);
            places.find(|at| entry_number(state, &at.log, at.index).eq_ignore_ascii_case(word))
        })?;
        found.ok_or_else(|| fault(desk.l, "command-entry-unknown", &[("word", word)]))
    };
    words.iter().map(of).collect()
}
