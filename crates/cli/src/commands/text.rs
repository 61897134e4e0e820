//! `text`: one text, whole, in every language, and who has agreed to it.

use anyhow::Result;

use super::How;
use super::item::text_lines;
use crate::arguments::Text;
use crate::say::exit;
use crate::seat::{Desk, text_named};

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: &Text) -> Result<u8> {
    let Text::Show { text } = verb;
    let desk = Desk::open(how)?;
    let lines = desk.read(|space| {
        let id = text_named(desk.l, &space.relationship, &space.record, text)?;
        anyhow::Ok(match how.json {
            true => web::text_json(&desk.node, space, &id)
                .iter()
                .map(ToString::to_string)
                .collect(),
            false => text_lines(how, &desk, space, &id),
        })
    })??;
    lines.iter().for_each(|line| how.out.line(line));
    Ok(exit::DONE)
}
