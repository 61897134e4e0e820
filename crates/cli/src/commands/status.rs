//! `status`: where the node stands, without changing anything.

use anyhow::Result;
use domain::relationship::letter_of;
use record::LogKey;
use serde_json::json;

use super::How;
use crate::seat::Desk;

/// Prints the seat, the relationships, and how far each party holds our entries.
pub fn run(how: &How<'_>) -> Result<u8> {
    let desk = Desk::open(&how.dir)?;
    let mut spaces = Vec::new();
    for id in desk.node.space_ids() {
        let waiting = desk.node.waiting(&id, &desk.party)?.len();
        let space = desk.node.read(&id, |space| {
            let own = LogKey::main(desk.party);
            let entries: u64 = space.record.known().sizes().map(|(_, size)| size).sum();
            let member = |party: &record::PartyId| {
                json!({
                    "party": party.hex(),
                    "name": space.relationship.party_name(party, how.lang.tag()),
                    "letter": letter_of(&space.record, party).to_string(),
                    "entries": space.record.size(&LogKey::main(*party)),
                    "holds_of_ours": space.held(&own, party),
                })
            };
            let members: Vec<_> = space
                .record
                .founding()
                .membership
                .members
                .iter()
                .map(|m| member(&m.party))
                .collect();
            json!({
                "space": id.hex(),
                "entered": space.record.size(&own) > 0,
                "entries": entries,
                "digest": space.record.digest().hex(),
                "waiting_for_us": space.relationship.waiting_for(&space.record, &desk.party).len(),
                "waiting_to_be_sealed": waiting,
                "forked": space.forked.len(),
                "members": members,
            })
        });
        spaces.extend(space);
    }
    let status = json!({ "party": desk.party.hex(), "dir": how.dir, "spaces": spaces });
    match how.json {
        true => how.out.json(&status),
        false => print(how, &status),
    }
    Ok(0)
}

fn print(how: &How<'_>, status: &serde_json::Value) {
    how.out.line(format!(
        "party {}",
        status["party"].as_str().unwrap_or_default()
    ));
    for space in status["spaces"].as_array().into_iter().flatten() {
        how.out.line(format!(
            "relationship {}: {} entries, digest {}",
            &space["space"].as_str().unwrap_or_default()[..8],
            space["entries"],
            &space["digest"].as_str().unwrap_or_default()[..16]
        ));
        how.out
            .line(format!("  {} texts wait for us", space["waiting_for_us"]));
        for member in space["members"].as_array().into_iter().flatten() {
            how.out.line(format!(
                "  {} {}: {} entries here; holds {} of ours",
                member["letter"].as_str().unwrap_or_default(),
                member["name"].as_str().unwrap_or("(name not known yet)"),
                member["entries"],
                member["holds_of_ours"]
            ));
        }
    }
}
