//! `item countersign`: what takes the signatures of several delegates and lacks some.

use anyhow::{Result, bail};
use node::Shared;
use node::clock::now_ms;
use serde_json::{Value, json};

use crate::arguments::Signer;
use crate::commands::How;
use crate::commands::sign::{carry_out, refused};
use crate::say::{exit, fault};
use crate::seat::{Desk, nearest};

/// Lists what lacks signatures, signs one of it, or takes it back.
pub fn run(
    how: &How<'_>,
    desk: &Desk,
    act: Option<&str>,
    cancel: bool,
    signer: &Signer,
) -> Result<u8> {
    let space = desk.space()?;
    let all = desk.node.shared(&space, &desk.party, now_ms())?;
    let Some(act) = act else {
        return list(how, desk, &all);
    };
    let digits = act.to_lowercase();
    let mut fitting = all
        .iter()
        .filter(|one| digits.len() >= 4 && one.act.hex().starts_with(&digits));
    let (Some(shared), None) = (fitting.next(), fitting.next()) else {
        bail!(fault(desk.l, "command-shared-unknown", &[("act", act)]));
    };
    if cancel {
        desk.node.cancel_shared(&space, &shared.act)?;
        match how.json {
            true => how
                .out
                .json(&json!({ "act": shared.act.hex(), "cancelled": true })),
            false => how.say("command-shared-cancelled", &[]),
        }
        return Ok(exit::DONE);
    }
    let person = desk.person(signer)?;
    let node = &desk.node;
    match node.prepare_shared(space, desk.party, &shared.act, &person.key, now_ms()) {
        Ok(prepared) => carry_out(how, desk, &prepared, signer),
        Err(error) => refused(how, error),
    }
}

fn list(how: &How<'_>, desk: &Desk, all: &[Shared]) -> Result<u8> {
    if how.json {
        how.out.json(&Value::Array(all.iter().map(row).collect()));
        return Ok(exit::DONE);
    }
    for one in all {
        let names = desk.read(|state| {
            let register = state.record.register(&desk.party);
            let name = |kid: &record::Kid| {
                let (_, given) = register?.all().find(|(known, _)| *known == kid)?;
                let names = &state.relationship.delegate(&given.at)?.names;
                nearest(names, how.lang).map(str::to_owned)
            };
            let named = one
                .by
                .iter()
                .map(|kid| name(kid).unwrap_or_else(|| kid.short()));
            named.collect::<Vec<_>>()
        })?;
        let kinds = one.decision.now.iter();
        let kinds: Vec<String> = kinds
            .map(|draft| web::say_kind(&how.lang.l(), draft.body.kind))
            .collect();
        how.out.line(how.ta(
            "command-shared",
            &[
                ("act", one.act.short().as_str().into()),
                ("kind", how.lang.l().list(&kinds).as_str().into()),
                ("names", how.lang.l().list(&names).as_str().into()),
                ("count", one.lacks().into()),
            ],
        ));
    }
    if all.is_empty() {
        how.say("command-shared-none", &[]);
    }
    Ok(exit::DONE)
}

fn row(one: &Shared) -> Value {
    let kinds = one.decision.now.iter().map(|draft| draft.body.kind.name());
    json!({
        "act": one.act.hex(), "kinds": kinds.collect::<Vec<_>>(), "needed": one.needed, "since_ms": one.since_ms,
        "signed_by": one.by.iter().map(|kid| kid.hex()).collect::<Vec<_>>(),
    })
}
