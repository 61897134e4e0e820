//! `note`: the working notes of a closed relationship.

use anyhow::{Result, bail};
use node::clock::{now_ms, random};
use node::notes::NewNote;
use serde_json::{Value, json};

use super::How;
use super::space::date;
use crate::arguments::Note;
use crate::say::{exit, fault};
use crate::seat::Desk;

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: Note) -> Result<u8> {
    let desk = Desk::open(how)?;
    let space = desk.space()?;
    let Some(day) = desk.node.notes_until_day(&space) else {
        bail!(fault(desk.l, "refusals-space-on-record", &[]));
    };
    match verb {
        Note::Write { words, name } => {
            let note = NewNote {
                id: random(),
                lang: how.lang.tag().to_owned(),
                words,
                name,
            };
            desk.node.write_note(space, desk.party, &note, now_ms())?;
            match how.json {
                true => how.out.json(&json!({ "left": true })),
                false => how.say("notes-left", &[]),
            }
        }
        Note::List => list(how, &desk, day)?,
    }
    Ok(exit::DONE)
}

fn list(how: &How<'_>, desk: &Desk, day: u64) -> Result<()> {
    let (space, now) = (desk.space()?, now_ms());
    let notes = desk.node.notes(&space, now)?;
    if how.json {
        let row = |note: &node::notes::Note| json!({ "words": note.words, "name": note.name });
        let rows: Vec<Value> = notes.iter().map(row).collect();
        how.out.json(&json!({ "until_day": day, "notes": rows }));
        return Ok(());
    }
    let takes = desk.node.takes_notes(&space, now);
    let key = if takes {
        "notes-banner"
    } else {
        "notes-banner-over"
    };
    how.say(key, &[("date", &date(how, day))]);
    match (takes, notes.is_empty()) {
        (false, _) => how.say("notes-over", &[]),
        (true, true) => how.say("notes-none", &[]),
        (true, false) => {}
    }
    for note in notes {
        let words = note.words.replace('\n', "\n  ");
        how.out.line(format!("\n  {words}"));
        if let Some(name) = note.name {
            how.out.line(format!("  — {name}"));
        }
    }
    Ok(())
}
