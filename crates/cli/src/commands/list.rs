//! `list`: what stands on a list.

use anyhow::Result;
use domain::{Item, List as Lists, Relationship, Subject};
use record::Record;
use serde_json::{Value, json};

use super::How;
use crate::arguments::{List, Which};
use crate::seat::Desk;

/// Prints the list.
pub fn run(how: &How<'_>, list: &List) -> Result<u8> {
    let desk = Desk::open(&how.dir)?;
    let rows = desk.read(|space| rows(&space.relationship, &space.record, list, how.lang.tag()))?;
    if how.json {
        how.out.json(&Value::Array(rows));
        return Ok(0);
    }
    let mut table = comfy_table::Table::new();
    table
        .load_style(comfy_table::presets::NOTHING)
        .set_header(["no.", "title", "status", "per", "id"]);
    for row in &rows {
        let word = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        table.add_row([
            word("number"),
            word("title"),
            word("status"),
            word("per"),
            word("id")[..8].to_owned(),
        ]);
    }
    how.out.line(table);
    Ok(0)
}

fn rows(relationship: &Relationship, record: &Record, list: &List, lang: &str) -> Vec<Value> {
    let stands = |item: &&&Item| {
        let subject = item.subject(relationship, record);
        match list_of(list.which) {
            Some(lists) => {
                subject == Some(Subject::Item) && item.list(relationship, record) == Some(lists)
            }
            None => subject == subject_of(list.which),
        }
    };
    let status_fits = |row: &Value| {
        list.status
            .as_ref()
            .is_none_or(|status| row["status"] == status.as_str())
    };
    let items = relationship.items(record);
    items
        .iter()
        .filter(stands)
        .map(|item| row(relationship, record, item, lang))
        .filter(status_fits)
        .collect()
}

/// One item as JSON: the same in lists and alone.
pub fn row(relationship: &Relationship, record: &Record, item: &Item, lang: &str) -> Value {
    let wordings = item.wordings(relationship, record);
    let current = item.current(relationship, record);
    let open = item.open(relationship, record);
    let per: Vec<&str> = item
        .brought_in
        .iter()
        .flat_map(|brought| &brought.sources)
        .map(|source| source.label.as_str())
        .collect();
    json!({
        "number": item.number(record),
        "id": item.object.hex(),
        "title": wordings.map_or("", |wordings| wordings.title(lang)),
        "status": item.status(relationship, record).word(),
        "list": item.list(relationship, record).map(Lists::word),
        "per": per.join("; "),
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
pub fn subject_of(which: Which) -> Option<Subject> {
    Some(match which {
        Which::Principles => Subject::Principle,
        Which::Areas => Subject::Area,
        Which::Notes => Subject::Note,
        Which::Dialogues | Which::Cooperation | Which::Differences => Subject::Item,
    })
}
