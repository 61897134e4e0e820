//! `record bundle`: a space, or some entries of it, as one file for whoever is to check it without a node.

use std::collections::BTreeSet;
use std::fs::{OpenOptions, remove_file};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Result, bail};
use domain::place::entry_number;
use i18n::Arg;
use node::bundle::{BundleFault, Wanted};
use node::clock::{day_of, now_ms};
use record::SpaceId;
use record::view::Position;
use serde_json::json;

use super::How;
use super::sign::ask;
use super::space::date;
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
    before_release(how, desk, &desk.space()?, asked.yes)?;
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
        Err(proof) => return Err(proof.into()),
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
        Wanted::Receipts(_) => "record-bundle-receipt",
        Wanted::Head { .. } => "record-bundle-head",
        Wanted::Forks => "record-bundle-forks",
    };
    how.say(shows, &[]);
    how.say("record-bundle-next", &[("file", &path)]);
    Ok(exit::DONE)
}

/// Before the day that the members agreed on, publishing is asked for twice. A sovereign may do as it likes.
pub fn before_release(how: &How<'_>, desk: &Desk, space: &SpaceId, yes: bool) -> Result<()> {
    let day = desk.read(|state| state.record.founding().terms.release_day)?;
    let Some(day) = day.filter(|day| *day > day_of(now_ms())) else {
        return Ok(());
    };
    let (title, date) = (desk.title(space), date(how, day));
    let args = [("title", title.as_str()), ("date", date.as_str())];
    how.out.remark(how.with("notes-publish-early", &args));
    ask(how, yes, "notes-publish-sure", "notes-publish-not")
}

/// Writes to a file that is not there yet. What is half written is no bundle, and does not stay.
fn written(desk: &Desk, space: &SpaceId, wanted: &Wanted, path: &Path) -> Result<u64, BundleFault> {
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
            let events = state.relationship.history();
            let mut places = events.map(|event| event.at);
            places.find(|at| entry_number(&state.record, at).eq_ignore_ascii_case(word))
        })?;
        found.ok_or_else(|| fault(desk.l, "command-entry-unknown", &[("word", word)]))
    };
    words.iter().map(of).collect()
}
