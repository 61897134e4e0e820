//! `status`: where the node stands, without changing anything.

use anyhow::Result;
use node::clock::now_ms;
use record::{LogKey, PartyId};
use serde_json::{Value, json};

use super::forks::less_line;
use super::space::{line, row};
use super::{How, by_language};
use crate::say::exit;
use crate::seat::Desk;

/// Prints the seat, the relationships, and how far each party holds our entries.
pub fn run(how: &How<'_>) -> Result<u8> {
    let desk = Desk::open(how)?;
    match how.json {
        true => how.out.json(&as_json(how, &desk)?),
        false => print(how, &desk)?,
    }
    Ok(exit::DONE)
}

fn as_json(how: &How<'_>, desk: &Desk) -> Result<Value> {
    let mut spaces = Vec::new();
    for id in desk.spaces()? {
        let waiting = desk.node.waiting(&id, &desk.party)?.len();
        let shared = desk.node.shared(&id, &desk.party, now_ms())?.len();
        let titles = desk.titles(&id);
        let awaited = desk.node.awaited(&id);
        let space = desk.node.read(&id, |space| {
            let entries: u64 = space.record.known().sizes().map(|(_, size)| size).sum();
            let members = space.record.membership().1.members.iter();
            json!({
                "space": id.hex(),
                "titles": by_language(&titles),
                "entered": space.record.size(&LogKey::main(desk.party)) > 0,
                "entries": entries,
                "digest": space.record.digest().hex(),
                "waiting_for_us": space.relationship.waiting_for(&space.record, &desk.party).len(),
                "waiting_to_be_sealed": waiting,
                "lacking_signatures": shared,
                "awaited": awaited.as_ref().map(|all| all.iter().map(PartyId::hex).collect::<Vec<_>>()),
                "forked": unhealed(space),
                "stopped": space.stop(&desk.party).is_some(),
                "keys_replaced": desk.node.is_replaced_in(space, &desk.party),
                "shows_less": space.shows_less.len(),
                "is_witness": space.is_witness(&desk.party),
                "members": members.map(|member| row(desk, space, member)).collect::<Vec<_>>(),
            })
        });
        spaces.extend(space);
    }
    Ok(json!({ "party": desk.party.hex(), "dir": how.dir, "spaces": spaces }))
}

/// How many logs are forked and not healed.
fn unhealed(space: &node::Space) -> usize {
    let forks = space.forks.keys();
    forks
        .filter(|log| space.is_unhealed(&log.party, log.lane))
        .count()
}

fn print(how: &How<'_>, desk: &Desk) -> Result<()> {
    how.say("command-status-party", &[("party", &desk.party.short())]);
    let spaces = desk.spaces()?;
    if spaces.is_empty() {
        how.say("command-no-space", &[]);
    }
    for id in spaces {
        let waiting = desk.node.waiting(&id, &desk.party)?.len();
        let shared = desk.node.shared(&id, &desk.party, now_ms())?.len();
        let title = desk.title(&id);
        let awaited = desk.node.awaited(&id);
        let lines = desk.node.read(&id, |space| {
            let entries: u64 = space.record.known().sizes().map(|(_, size)| size).sum();
            let digest = space.record.digest().hex();
            let ours = space.relationship.waiting_for(&space.record, &desk.party);
            let mut lines = vec![
                format!("{}  {title}", id.short()),
                how.ta(
                    "command-status-entries",
                    &[("count", entries.into()), ("digest", digest[..16].into())],
                ),
                how.ta("command-status-waiting", &[("count", ours.len().into())]),
            ];
            if waiting > 0 {
                lines.push(how.ta("command-status-pending", &[("count", waiting.into())]));
            }
            if let Some(awaited) = &awaited {
                let names: Vec<String> = awaited
                    .iter()
                    .map(|party| desk.name_in(space, party))
                    .collect();
                lines.push(how.with("backup-status-doubt", &[("parties", &names.join(", "))]));
            }
            if shared > 0 {
                lines.push(how.ta("command-status-shared", &[("count", shared.into())]));
            }
            if let Some(why) = space.stop(&desk.party) {
                lines.push(web::say_stop(&how.lang.l(), why));
            }
            if desk.node.is_replaced_in(space, &desk.party) {
                lines.push(how.t("refusals-replaced"));
            }
            if unhealed(space) > 0 {
                let count = unhealed(space).into();
                lines.push(how.ta("command-status-forked", &[("count", count)]));
            }
            if space.is_witness(&desk.party) {
                lines.push(how.t("command-status-witness"));
            }
            let less = space.shows_less.iter();
            lines.extend(
                less.map(|((log, party), less)| less_line(how, desk, space, log, party, less)),
            );
            let members = space.record.membership().1.members.iter();
            lines.extend(members.map(|member| line(how, desk, space, member)));
            lines
        });
        let lines = lines.into_iter().flatten().enumerate();
        for (place, line) in lines {
            let margin = if place == 0 { "" } else { "  " };
            how.out.line(format!("{margin}{line}"));
        }
    }
    Ok(())
}
