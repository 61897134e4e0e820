//! `record forks`: which logs have two signed versions, who shows less than it signed, and the file that proves the first.

use std::path::Path;

use anyhow::{Result, bail};
use domain::place::entry_number;
use i18n::Arg;
use node::bundle::Wanted;
use node::clock::now_ms;
use node::{ShowsLess, Space};
use record::view::Position;
use record::{LogKey, PartyId};
use serde_json::{Value, json};

use super::record::log_json;
use super::{How, bundle};
use crate::say::{exit, fault};
use crate::seat::Desk;

/// A log of which two versions are signed.
struct Fork {
    log: LogKey,
    party: String,
    /// The entry at which they differ at the latest.
    latest: String,
    /// When this node first held the proof (ms UTC).
    found_ms: Option<u64>,
    proofs: usize,
    /// Whether its party has healed it.
    healed: bool,
}

/// Prints what is known, or writes the proofs to a file.
pub fn run(how: &How<'_>, desk: &Desk, export: Option<&Path>) -> Result<u8> {
    let forks = forks(desk)?;
    match export {
        Some(_) if forks.is_empty() => bail!(fault(desk.l, "record-differs-none", &[])),
        Some(file) => return bundle::hand_over(how, desk, &Wanted::Forks, file),
        None => {}
    }
    let less = desk.read(|state| {
        let less = state.shows_less.iter();
        less.map(|((log, party), less)| (*log, *party, *less))
            .collect::<Vec<_>>()
    })?;
    if how.json {
        let forks: Vec<Value> = forks.iter().map(fork_json).collect();
        let less: Vec<Value> = less.iter().map(less_json).collect();
        how.out.json(&json!({ "forks": forks, "shows_less": less }));
        return Ok(exit::DONE);
    }
    if forks.is_empty() {
        how.say("record-differs-none", &[]);
    }
    for fork in &forks {
        how.say("command-fork-signed", &[("party", &fork.party)]);
        if let Some(ms) = fork.found_ms {
            let time = how.lang.l().time_utc(ms as i64);
            how.say("record-differs-found", &[("time", &time)]);
        }
        how.say("record-differs-latest", &[("number", &fork.latest)]);
        if fork.healed {
            how.say("record-differs-healed", &[("party", &fork.party)]);
        }
    }
    if forks.iter().any(|fork| !fork.healed) {
        how.say("command-fork-next", &[]);
    }
    if let Some(why) = desk.read(|state| state.stop(&desk.party))? {
        how.out.line(web::say_stop(&how.lang.l(), why));
    }
    for (log, party, less) in &less {
        let line = desk.read(|state| less_line(how, desk, state, log, party, less))?;
        how.out.line(line);
    }
    Ok(exit::DONE)
}

/// Heals the log of the desk's party.
pub fn heal(how: &How<'_>, desk: &Desk) -> Result<u8> {
    let healed = desk.node.heal(desk.space()?, desk.party, now_ms())?;
    let Some(healed) = healed else {
        bail!(fault(desk.l, "command-heal-none", &[]));
    };
    let (epoch, heads) = (healed.log.epoch, healed.heads as u64);
    match how.json {
        true => how.out.json(&json!({ "epoch": epoch, "heads": heads })),
        false => {
            let line = how.ta("command-healed", &[("count", heads.into())]);
            how.out.line(line);
        }
    }
    Ok(exit::DONE)
}

fn forks(desk: &Desk) -> Result<Vec<Fork>> {
    let space = desk.space()?;
    let mut forks = desk.read(|state| {
        let one = |(log, proofs): (&LogKey, &Vec<record::fork::ForkProof>)| {
            let sizes = proofs.iter().map(|proof| proof.first.head.size);
            let latest = Position {
                log: *log,
                index: sizes.min().unwrap_or(1) - 1,
            };
            Fork {
                log: *log,
                party: desk.name_in(state, &log.party),
                latest: entry_number(&state.record, &latest),
                found_ms: None,
                proofs: proofs.len(),
                healed: !state.is_unhealed(&log.party, log.lane),
            }
        };
        state.forks.iter().map(one).collect::<Vec<_>>()
    })?;
    for fork in &mut forks {
        fork.found_ms = desk.node.fork_found_ms(&fork.log.in_space(space))?;
    }
    Ok(forks)
}

fn fork_json(fork: &Fork) -> Value {
    json!({
        "log": log_json(&fork.log), "differs_at": fork.latest, "found_ms": fork.found_ms, "proofs": fork.proofs, "healed": fork.healed,
    })
}

fn less_json((log, party, less): &(LogKey, PartyId, ShowsLess)) -> Value {
    json!({
        "log": log_json(log), "by": party.hex(), "signed": less.signed, "shown": less.shown,
    })
}

/// Somebody shows less of a log than its node signed to hold, in a sentence. The same here and in `status`.
pub fn less_line(
    how: &How<'_>,
    desk: &Desk,
    state: &Space,
    log: &LogKey,
    party: &PartyId,
    less: &ShowsLess,
) -> String {
    let (party, of) = (desk.name_in(state, party), desk.name_in(state, &log.party));
    how.ta(
        "command-shows-less",
        &[
            ("party", Arg::from(&party)),
            ("of", Arg::from(&of)),
            ("signed", less.signed.into()),
            ("shown", less.shown.into()),
        ],
    )
}
