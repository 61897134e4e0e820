//! `backup`, `restore`, and `record repair`: for the day a disk fails.

use anyhow::Result;
use i18n::Arg;
use node::backup::{Extent, Held};
use node::{backup, repair};
use record::SpaceId;
use serde_json::{Value, json};

use super::record::{fault_json, fault_words};
use super::{How, shown};
use crate::arguments::{Backup, Restore};
use crate::say::exit;

/// `backup`.
pub fn write(how: &How<'_>, asked: &Backup) -> Result<u8> {
    let extent = Extent {
        keys: asked.keys,
        private: asked.private,
    };
    let held = backup::write(&how.dir, &asked.to, extent)?;
    if how.json {
        how.out.json(&as_json(&asked.to, &held));
        return Ok(code(&held));
    }
    let folder = shown(&asked.to);
    say_held(how, "backup-written", &folder, &held);
    if !held.extent.keys {
        how.say("backup-without-keys", &[]);
    }
    if !held.extent.private {
        how.say("backup-without-private", &[]);
    }
    if how.dir.join("notes").exists() {
        how.say("notes-in-no-backup", &[]);
    }
    if held.extent.keys || held.extent.private {
        how.say("backup-keep-safe", &[("folder", &folder)]);
    }
    Ok(code(&held))
}

/// `restore`.
pub fn restore(how: &How<'_>, asked: &Restore) -> Result<u8> {
    let held = backup::restore(&asked.from, asked.keys.as_deref(), &how.dir)?;
    if how.json {
        how.out.json(&as_json(&how.dir, &held));
        return Ok(code(&held));
    }
    say_held(how, "backup-restored", &shown(&how.dir), &held);
    how.say("backup-restored-doubt", &[]);
    if held.spaces.is_empty() {
        how.say("backup-restored-empty", &[]);
    }
    if !held.extent.private {
        how.say("backup-restored-nobody", &[]);
    }
    Ok(code(&held))
}

fn say_held(how: &How<'_>, key: &str, folder: &str, held: &Held) {
    let entries: u64 = held.spaces.iter().map(|(_, report)| report.entries).sum();
    let args = [
        ("folder", Arg::from(folder)),
        ("entries", entries.into()),
        ("spaces", (held.spaces.len() as u64).into()),
    ];
    how.out.line(how.ta(key, &args));
    for (space, report) in &held.spaces {
        for fault in &report.faults {
            let words = fault_words(how, fault);
            how.out.line(format!("{}: {words}", space.short()));
        }
    }
    if !held.is_sound() {
        how.say("backup-unsound", &[]);
    }
}

fn code(held: &Held) -> u8 {
    match held.is_sound() {
        true => exit::DONE,
        false => exit::UNSOUND,
    }
}

fn as_json(folder: &std::path::Path, held: &Held) -> Value {
    let space = |(space, report): &(SpaceId, node::verify::Report)| {
        json!({
            "space": space.hex(), "entries": report.entries, "digest": report.digest.hex(),
            "faults": report.faults.iter().map(fault_json).collect::<Vec<_>>(),
        })
    };
    json!({
        "folder": folder, "keys": held.extent.keys, "private": held.extent.private,
        "sound": held.is_sound(), "spaces": held.spaces.iter().map(space).collect::<Vec<_>>(),
    })
}

/// `record repair`.
pub fn repair(how: &How<'_>) -> Result<u8> {
    let repaired = repair::folder(&how.dir)?;
    if how.json {
        let lost: Vec<String> = repaired.spaces_lost.iter().map(SpaceId::hex).collect();
        how.out.json(&json!({
            "aside": repaired.aside, "kept": repaired.kept, "missing": repaired.missing,
            "spaces_lost": lost, "peers_lost": repaired.peers_lost,
        }));
        return Ok(exit::DONE);
    }
    let args = [
        ("kept", Arg::from(repaired.kept)),
        ("missing", repaired.missing.into()),
    ];
    how.out.line(how.ta("backup-repaired", &args));
    how.say(
        "backup-repaired-aside",
        &[("file", &shown(&repaired.aside))],
    );
    if repaired.missing > 0 || !repaired.spaces_lost.is_empty() {
        how.say("backup-repaired-next", &[]);
    }
    if repaired.peers_lost > 0 {
        how.say("backup-repaired-peers", &[]);
    }
    Ok(exit::DONE)
}
