//! `powers`: who may sign for whom.

use anyhow::{Result, bail};
use node::clock::now_ms;
use record::{Kid, LogKey, PartyId};
use serde_json::{Value, json};

use super::How;
use crate::arguments::Powers;
use crate::seat::Desk;

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: &Powers) -> Result<u8> {
    let desk = Desk::open(&how.dir)?;
    match verb {
        Powers::List => {
            for row in desk.read(|space| rows(space, how.lang.tag()))? {
                match how.json {
                    true => how.out.json(&row),
                    false => how.out.line(format!(
                        "{} {} ({}): {}",
                        row["key"].as_str().unwrap_or_default()[..8].to_owned(),
                        row["name"].as_str().unwrap_or("?"),
                        row["party"].as_str().unwrap_or("?"),
                        if row["ended"] == true {
                            "ended"
                        } else {
                            "may sign"
                        }
                    )),
                }
            }
            Ok(0)
        }
        Powers::Revoke { key } => {
            let space = desk.space()?;
            let own = |space: &node::Space| {
                space
                    .record
                    .register(&desk.party)
                    .map(|register| register.all().map(|(kid, _)| *kid).collect::<Vec<Kid>>())
                    .unwrap_or_default()
            };
            let found: Vec<Kid> = desk
                .read(own)?
                .into_iter()
                .filter(|kid| kid.hex().starts_with(key))
                .collect();
            let [kid] = found.as_slice() else {
                bail!(
                    "{key} does not name one of our delegates' keys; `detente powers list` shows them"
                )
            };
            desk.node.revoke(space, desk.party, *kid, now_ms())?;
            how.out.remark(
                "revoked: nothing this key signs from now on counts; what it signed before stays",
            );
            Ok(0)
        }
    }
}

fn rows(space: &node::Space, lang: &str) -> Vec<Value> {
    let parties: Vec<PartyId> = space
        .record
        .founding()
        .membership
        .members
        .iter()
        .map(|member| member.party)
        .collect();
    let row = |party: &PartyId, kid: &Kid, accreditation: &record::powers::Accreditation| {
        let names = space.relationship.delegate(&accreditation.at);
        let name = names.and_then(|names| domain::relationship::best_of(&names.names, lang));
        let view = space.record.view_of(&LogKey::main(*party));
        let ended = space
            .record
            .register(party)
            .is_none_or(|register| register.powers(kid, &view).is_none());
        let kinds: Vec<&str> = accreditation
            .powers
            .kinds
            .iter()
            .map(|kind| kind.name())
            .collect();
        json!({ "key": kid.hex(), "name": name, "party": space.relationship.party_name(party, lang), "kinds": kinds, "level": accreditation.powers.level, "expires_ms": accreditation.powers.expires_ms, "ended": ended })
    };
    let of = |party: &PartyId| {
        space
            .record
            .register(party)
            .map(|register| {
                register
                    .all()
                    .map(|(kid, a)| row(party, kid, a))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
    };
    parties.iter().flat_map(of).collect()
}
