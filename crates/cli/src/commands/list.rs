//! `list`: what stands on a list.

use anyhow::Result;
use domain::{Item, List as Lists, Subject};
use node::Space;
use serde_json::{Value, json};

use super::How;
use crate::arguments::{List, Which};
use crate::say::exit;
use crate::seat::Desk;

/// Prints the list.
pub fn run(how: &How<'_>, list: &List) -> Result<u8> {
    let desk = Desk::open(how)?;
    if how.json {
        let rows = desk.read(|space| {
            let items = standing(space, list).into_iter();
            items
                .map(|item| row(&desk, space, item))
                .collect::<Vec<_>>()
        })?;
        how.out.json(&Value::Array(rows));
        return Ok(exit::DONE);
    }
    let lines = desk.read(|space| {
        let items = standing(space, list).into_iter();
        items.map(|item| line(how, space, item)).collect::<Vec<_>>()
    })?;
    if lines.is_empty() {
        how.say("framework-list-empty", &[]);
        return Ok(exit::DONE);
    }
    let mut table = comfy_table::Table::new();
    let head = [
        "framework-column-number",
        "framework-column-title",
        "framework-column-status",
        "command-column-source",
        "command-column-id",
    ];
    table
        .load_style(comfy_table::presets::NOTHING)
        .set_header(head.map(|key| how.t(key)));
    lines.into_iter().for_each(|line| {
        table.add_row(line);
    });
    how.out.line(table);
    Ok(exit::DONE)
}

/// The items that were asked for.
fn standing<'a>(space: &'a Space, list: &List) -> Vec<&'a Item> {
    let (relationship, record) = (&space.relationship, &space.record);
    let stands = |item: &&Item| {
        let subject = item.subject(relationship, record);
        match list_of(list.which) {
            Some(lists) => {
                subject == Some(Subject::Item) && item.list(relationship, record) == Some(lists)
            }
            None => subject == Some(subject_of(list.which)),
        }
    };
    let status_fits = |item: &&Item| {
        let word = item.status(relationship, record).word();
        list.status.as_deref().is_none_or(|wanted| wanted == word)
    };
    let items = relationship.items().into_iter();
    items.filter(stands).filter(status_fits).collect()
}

fn line(how: &How<'_>, space: &Space, item: &Item) -> [String; 5] {
    let (relationship, record) = (&space.relationship, &space.record);
    let title = item
        .titles(relationship, record)
        .and_then(|titles| web::nearest(titles, how.lang));
    [
        item.number(record),
        title
            .map(|title| title.title.to_string())
            .unwrap_or_default(),
        status(how, space, item),
        sources(item).join("; "),
        item.object.hex()[..8].to_owned(),
    ]
}

/// Where an item stands, in the reader's language.
pub fn status(how: &How<'_>, space: &Space, item: &Item) -> String {
    let word = item.status(&space.relationship, &space.record).word();
    // i18n: framework-tag-
    how.t(&format!("framework-tag-{word}"))
}

fn sources(item: &Item) -> Vec<&str> {
    let sources = item
        .brought_in
        .iter()
        .flat_map(|brought| &brought.about.sources);
    sources.map(|source| source.label.as_str()).collect()
}

/// One item as JSON: the same in lists and alone.
pub fn row(desk: &Desk, space: &Space, item: &Item) -> Value {
    let (relationship, record) = (&space.relationship, &space.record);
    let current = item.current(relationship, record);
    let open = item.open(relationship, record);
    let words = |at| web::words_json(&desk.node.words(&record.space(), &at).wordings);
    json!({
        "number": item.number(record),
        "id": item.object.hex(),
        "words": item.words_at(relationship, record).map(words),
        "status": item.status(relationship, record).word(),
        "list": item.list(relationship, record).map(Lists::word),
        "per": sources(item),
        "text_in_effect": current.map(|id| id.hex()),
        "open_texts": open.iter().map(|id| id.hex()).collect::<Vec<_>>(),
    })
}

/// The list that a word names, if it is one of the three.
pub fn list_of(which: Which) -> Option<Lists> {
    match which {
        Which::Dialogues => Some(Lists::Dialogues),
        Which::Cooperation => Some(Lists::Cooperation),
        Which::Differences => Some(Lists::Differences),
        Which::Principles | Which::Areas | Which::Notes => None,
    }
}

/// What stands there.
pub fn subject_of(which: Which) -> Subject {
    match which {
        Which::Principles => Subject::Principle,
        Which::Areas => Subject::Area,
        Which::Notes => Subject::Note,
        Which::Dialogues | Which::Cooperation | Which::Differences => Subject::Item,
    }
}
