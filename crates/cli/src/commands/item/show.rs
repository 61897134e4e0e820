//! `item show`: everything said and agreed about an item, with its whole history.

use anyhow::Result;
use domain::item::BroughtIn;
use domain::place::entry_number;
use domain::relationship::Event;
use domain::{Item, Source, Wordings, Words};
use node::Space;
use record::StatementId;
use record::view::Position;
use serde_json::{Value, json};
use web::Evidence;

use super::super::How;
use super::super::list::{row, status};
use super::super::sign::status_key;
use crate::say::exit;
use crate::seat::{Desk, item_named};

/// Prints one item.
pub fn show(how: &How<'_>, desk: &Desk, word: &str) -> Result<u8> {
    let shown = desk.read(|space| {
        let item = item_named(desk.l, &space.relationship, &space.record, word)?;
        anyhow::Ok(match how.json {
            true => vec![as_json(desk, space, item).to_string()],
            false => lines(how, desk, space, item),
        })
    })??;
    shown.iter().for_each(|line| how.out.line(line));
    Ok(exit::DONE)
}

fn as_json(desk: &Desk, space: &Space, item: &Item) -> Value {
    let relationship = &space.relationship;
    let mut value = row(desk, space, item);
    value["texts"] = item
        .texts
        .iter()
        .filter_map(|id| web::text_json(&desk.node, space, id))
        .collect();
    value["positions"] = web::positions_json(&desk.node, space, item);
    value["brought_in"] = item
        .brought_in
        .iter()
        .map(|one| brought_in_json(&desk.node.words(&space.record.space(), &one.at), one))
        .collect();
    let events = relationship.history_of(&item.object);
    let shown = shown(desk, space);
    let events = events.into_iter();
    value["history"] = events.map(|event| event_json(&shown, &event)).collect();
    value
}

fn brought_in_json(words: &Words, one: &BroughtIn) -> Value {
    let source = |source: &Source| json!({ "label": source.label, "citation": source.citation });
    json!({
        "statement": one.statement.hex(),
        "party": one.at.log.party.hex(),
        "words": web::words_json(&words.wordings),
        "per": words.sources.iter().map(source).collect::<Vec<_>>(),
    })
}

fn event_json(shown: &Shown<'_>, event: &Event<'_>) -> Value {
    let space = shown.space;
    let reason = shown.reason(event);
    json!({
        "entry": entry_number(&space.record, &event.at),
        "party": event.at.log.party.hex(),
        "time_ms": shown.sealed(&event.at).at_ms,
        "kind": event.kind.name(),
        "verdict": event.verdict.word(),
        "statement": event.statement.hex(),
        "refs": event.refs.iter().map(|id| id.hex()).collect::<Vec<_>>(),
        "reason": reason.map(|(lang, text)| json!({ "lang": lang, "text": text })),
        "until_day": event.until_day,
    })
}

fn lines(how: &How<'_>, desk: &Desk, space: &Space, item: &Item) -> Vec<String> {
    let (relationship, record) = (&space.relationship, &space.record);
    let mut lines = vec![format!(
        "{}  {}  ({})",
        item.number(record),
        item.titles(relationship, record)
            .and_then(|titles| web::nearest(titles, how.lang))
            .map_or("", |title| &title.title),
        status(how, space, item)
    )];
    for one in &item.brought_in {
        lines.push(String::new());
        let party = desk.name_in(space, &one.at.log.party);
        lines.push(how.with("framework-item-brought-in", &[("party", &party)]));
        let words = desk.node.words(&record.space(), &one.at);
        for source in &words.sources {
            let source = format!("{} {}", source.label, source.citation);
            lines.push(format!(
                "  {}",
                how.with("framework-item-per", &[("source", source.trim())])
            ));
        }
        lines.extend(worded(how, &words.wordings));
    }
    for id in &item.texts {
        lines.push(String::new());
        lines.extend(text_lines(how, desk, space, id));
    }
    for (party, positions) in item.positions_in_order(record) {
        for position in positions {
            lines.push(String::new());
            let party = desk.name_in(space, party);
            lines.push(how.with("framework-item-position-of", &[("party", &party)]));
            let words = desk.node.words(&record.space(), &position.at());
            lines.extend(worded(how, &words.wordings));
        }
    }
    lines.push(String::new());
    lines.push(how.t("framework-item-history"));
    let events = relationship.history_of(&item.object);
    let shown = shown(desk, space);
    let events = events.into_iter();
    lines.extend(events.map(|event| history_line(how, &shown, &event)));
    lines
}

/// One text, whole: the same here and in `text show`.
pub fn text_lines(how: &How<'_>, desk: &Desk, space: &Space, id: &StatementId) -> Vec<String> {
    let ledger = space.record.ledger();
    let (Some(proposal), Some(kept)) = (space.relationship.text(id), ledger.text(id)) else {
        return Vec::new();
    };
    let status = space.record.status(id).map(status_key);
    let by = desk.name_in(space, &proposal.place.party());
    let mut lines = vec![how.with(
        "command-text-head",
        &[
            ("id", &id.hex()),
            ("party", &by),
            ("status", &status.map(|key| how.t(key)).unwrap_or_default()),
        ],
    )];
    let words = desk.node.words(&space.record.space(), &proposal.at());
    lines.extend(worded(how, &words.wordings));
    for party in ledger.required(kept) {
        let stance = match (
            kept.assents.by(&party).next().is_some(),
            kept.renounces.by(&party).next().is_some(),
        ) {
            (_, true) => "framework-stance-declined",
            (true, false) => "framework-stance-agreed",
            (false, false) => "framework-stance-silent",
        };
        let name = desk.name_in(space, &party);
        let stance = how.t(stance);
        lines.push(format!(
            "  {}",
            how.with("command-stance", &[("party", &name), ("stance", &stance)])
        ));
    }
    lines
}

fn worded(how: &How<'_>, wordings: &Wordings) -> Vec<String> {
    let mut lines = Vec::new();
    for wording in &wordings.0 {
        let kind = how.t(match wording.courtesy {
            true => "framework-text-courtesy",
            false => "framework-text-authentic",
        });
        lines.push(format!("  [{}] {}  ({kind})", wording.lang, wording.title));
        lines.extend(wording.text.lines().map(|line| format!("      {line}")));
    }
    lines
}

fn history_line(how: &How<'_>, shown: &Shown<'_>, event: &Event<'_>) -> String {
    let entry = entry_number(&shown.space.record, &event.at);
    let l = how.lang.l();
    let sealed = shown.sealed(&event.at);
    let party = shown.desk.name_in(shown.space, &event.at.log.party);
    let node = shown.space.record.identity(&event.at.log.party);
    let node = node.map(|identity| identity.latest().node.kid());
    let by_node = node.is_some_and(|kid| sealed.kids.contains(&kid));
    let text = web::one_of_several(&shown.space.relationship, event).map(|text| text.short());
    let did = web::say_event(&l, event, &party, by_node, text.as_deref());
    let reason = shown
        .reason(event)
        .map(|(lang, text)| format!(" [{lang}] {text}"));
    let time = l.time_utc(sealed.at_ms);
    format!("  {entry:>5}  {time}  {did}{}", reason.unwrap_or_default())
}

impl Shown<'_> {
    /// The reason that an entry gives, with its language.
    fn reason(&self, event: &Event<'_>) -> Option<(String, String)> {
        let words = || self.desk.node.words(&self.space.record.space(), &event.at);
        event.gives_reason.then(words)?.reason
    }
}

fn shown<'a>(desk: &'a Desk, space: &'a Space) -> Shown<'a> {
    Shown {
        desk,
        space,
        evidence: Evidence::default(),
    }
}

/// An item's space, and what stands beside it in the database.
struct Shown<'a> {
    desk: &'a Desk,
    space: &'a Space,
    evidence: Evidence,
}

impl Shown<'_> {
    /// When an entry came here or was sealed, and by whom.
    fn sealed(&self, at: &Position) -> web::Sealed {
        self.evidence
            .of(&self.desk.node, self.space.record.space(), at)
    }
}
