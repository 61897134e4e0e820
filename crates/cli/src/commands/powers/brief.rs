//! `powers brief`: what whoever takes an office over has to know.

use anyhow::Result;
use domain::brief::{Brief, OpenItem, brief};
use domain::place::entry_number;
use domain::{ItemStatus, List as Lists};
use node::Space;
use record::view::Position;
use record::{Kid, ObjectId};
use serde_json::{Value, json};

use super::own_delegate;
use crate::commands::How;
use crate::commands::list::{row, status};
use crate::say::exit;
use crate::seat::Desk;

/// How many of the predecessor's last entries are shown.
const SIGNED_MAX: usize = 10;

/// Prints the brief.
pub fn run(how: &How<'_>, desk: &Desk, from: Option<&str>) -> Result<u8> {
    let space = desk.space()?;
    let from = from.map(|key| own_delegate(how, desk, key)).transpose()?;
    let signed = match &from {
        Some((kid, ..)) => desk
            .node
            .signed_last(&space, &desk.party, kid, SIGNED_MAX)?,
        None => Vec::new(),
    };
    let waiting = desk.node.waiting(&space, &desk.party)?.len();
    let lines = desk.read(|state| {
        let brief = brief(&state.relationship, &state.record);
        match how.json {
            true => {
                let from = from.as_ref().map(|(kid, ..)| kid);
                vec![as_json(desk, state, &brief, from, &signed, waiting).to_string()]
            }
            false => {
                let mut lines = open_lines(how, desk, state, &brief);
                lines.extend(beside_lines(how, state, &brief, waiting));
                if let Some((_, name, _)) = &from {
                    lines.push(how.with("settings-brief-predecessor", &[("person", name)]));
                    lines.extend(signed.iter().map(|at| signed_line(how, state, at)));
                }
                lines
            }
        }
    })?;
    lines.iter().for_each(|line| how.out.line(line));
    Ok(exit::DONE)
}

fn open_lines(how: &How<'_>, desk: &Desk, state: &Space, brief: &Brief) -> Vec<String> {
    let mut lines = Vec::new();
    let mut last = None;
    for open in &brief.open {
        let name = list_name(how, open.list);
        if last.as_ref() != Some(&name) {
            lines.push(name.clone());
            last = Some(name);
        }
        lines.push(format!("  {}", open_line(how, desk, state, open)));
    }
    if lines.is_empty() {
        lines.push(how.t("settings-brief-nothing-open"));
    }
    if !brief.for_discussion.is_empty() {
        lines.push(how.t("settings-brief-for-discussion"));
    }
    for (list, count) in &brief.for_discussion {
        lines.push(format!("  {}  {count}", list_name(how, *list)));
    }
    lines
}

/// What a list is called; the principles, where there is none.
fn list_name(how: &How<'_>, list: Option<Lists>) -> String {
    match list {
        // i18n: framework-list-
        Some(list) => how.t(&format!("framework-list-{}", list.word())),
        None => how.t("framework-principles"),
    }
}

fn open_line(how: &How<'_>, desk: &Desk, state: &Space, open: &OpenItem) -> String {
    let mut parts = vec![titled(how, state, &open.object)];
    let item = state.relationship.item(&open.object);
    parts.extend(item.map(|item| status(how, state, item)));
    if let ItemStatus::Proposed { waiting_for } = &open.status {
        let names: Vec<String> = waiting_for
            .iter()
            .map(|party| desk.name_in(state, party))
            .collect();
        let parties = how.lang.l().list(&names);
        parts.push(how.with("framework-status-waiting", &[("party", &parties)]));
    }
    for (party, day) in &open.put_off {
        let date = how.lang.l().date(*day as i64 * 86_400_000);
        let party = desk.name_in(state, party);
        let words = [("party", &*party), ("date", &*date)];
        parts.push(how.with("settings-brief-put-off", &words));
    }
    parts.join(" · ")
}

/// The number and title of an item.
fn titled(how: &How<'_>, state: &Space, object: &ObjectId) -> String {
    let Some(item) = state.relationship.item(object) else {
        return String::new();
    };
    let titles = item.titles(&state.relationship, &state.record);
    let title = titles.and_then(|titles| web::nearest(titles, how.lang));
    let title = title.map(|title| &*title.title);
    format!(
        "{} {}",
        item.number(&state.record),
        title.unwrap_or_default()
    )
}

fn beside_lines(how: &How<'_>, state: &Space, brief: &Brief, waiting: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if waiting > 0 {
        lines.push(how.ta("command-status-pending", &[("count", waiting.into())]));
    }
    if !brief.dialogues.is_empty() {
        lines.push(how.t("settings-brief-dialogues"));
    }
    let of = |(object, _): &(ObjectId, Position)| format!("  {}", titled(how, state, object));
    lines.extend(brief.dialogues.iter().map(of));
    lines
}

fn signed_line(how: &How<'_>, state: &Space, at: &Position) -> String {
    let event = state.relationship.event(at);
    let kind = event.map(|event| web::say_kind(&how.lang.l(), event.kind));
    let object = event.and_then(|event| event.objects.first());
    let title = object.map(|object| titled(how, state, object));
    let number = entry_number(&state.record, at);
    let parts = [Some(number), kind, title];
    format!(
        "  {}",
        parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
    )
}

fn as_json(
    desk: &Desk,
    state: &Space,
    brief: &Brief,
    from: Option<&Kid>,
    signed: &[Position],
    waiting: usize,
) -> Value {
    let item = |object: &ObjectId| {
        let item = state.relationship.item(object);
        item.map(|item| row(desk, state, item))
    };
    let open = brief.open.iter().map(|open| {
        let turn: Vec<String> = match &open.status {
            ItemStatus::Proposed { waiting_for } => waiting_for.iter().map(|p| p.hex()).collect(),
            _ => Vec::new(),
        };
        let put_off = open.put_off.iter();
        json!({
            "item": item(&open.object), "list": open.list.map(Lists::word), "status": open.status.word(), "turn": turn,
            "put_off": put_off.map(|(party, day)| json!({ "party": party.hex(), "until_day": day })).collect::<Vec<_>>(),
        })
    });
    let for_discussion = brief.for_discussion.iter();
    let for_discussion = for_discussion
        .map(|(list, count)| json!({ "list": list.map(Lists::word), "count": count }));
    let dialogues = brief
        .dialogues
        .iter()
        .filter_map(|(object, _)| item(object));
    let entry = |at: &Position| entry_number(&state.record, at);
    json!({
        "open": open.collect::<Vec<_>>(), "for_discussion": for_discussion.collect::<Vec<_>>(),
        "dialogues": dialogues.collect::<Vec<_>>(), "waiting_to_be_sealed": waiting,
        "from": from.map(|kid| kid.hex()), "signed_last": signed.iter().map(entry).collect::<Vec<_>>(),
    })
}
