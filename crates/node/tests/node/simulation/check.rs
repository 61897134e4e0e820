//! What must hold when everything has gone wrong that could, and nothing does any more.

use std::collections::BTreeMap;

use domain::decide::{Pending, pending};
use record::rule::held;
use record::{CosignatureKind, LogKey, Record, SpaceId, StatementId, TextStatus};

use super::station::Station;

/// Everybody holds the same, nothing waits, and everybody knows that the others hold it.
pub fn settled(stations: &[&Station], space: SpaceId) -> Result<(), String> {
    let (first, rest) = stations.split_first().expect("somebody is there");
    for other in rest {
        if first.sizes(space) != other.sizes(space) {
            return Err(format!(
                "{:?}\n{:?}",
                first.sizes(space),
                other.sizes(space)
            ));
        }
        if first.digest(space) != other.digest(space) {
            return Err("the same entries, and another state".to_owned());
        }
    }
    for station in stations {
        station.read(space, |state| {
            let is_honest = |log: &LogKey| stations.iter().any(|other| other.party == log.party);
            let mut waiting = state.record.waiting();
            waiting.retain(|(log, _)| is_honest(log));
            if !waiting.is_empty() {
                return Err(format!("entries wait: {waiting:?}"));
            }
            for (log, size) in station.sizes(space) {
                let others = stations.iter().map(|other| other.party);
                for party in others.filter(|party| *party != log.party) {
                    let held = state.held(&log, &party);
                    if held != size {
                        let (own, by) = (station.party, party);
                        return Err(format!(
                            "{own:?} has it from {by:?} that it holds {held} of {size} of {log:?}"
                        ));
                    }
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// What a node has signed to hold it holds.
pub fn vouched(station: &Station, space: SpaceId) -> Result<(), String> {
    for (log, size) in station.sizes(space) {
        let id = log.in_space(space);
        let vouched = station
            .node()
            .stored(|reader| reader.cosigned_size(&id, &station.party, CosignatureKind::Mirror));
        let vouched = vouched.map_err(|fault| fault.to_string())?;
        if vouched > size {
            return Err(format!("it vouched for {vouched} entries and holds {size}"));
        }
    }
    Ok(())
}

/// The record's promises, and the duties of this node.
pub fn sound(station: &Station, honest: &[&Station], space: SpaceId) -> Result<(), String> {
    vouched(station, space)?;
    station.read(space, |state| {
        let is_honest = |log: &LogKey| honest.iter().any(|other| other.party == log.party);
        if state.forks.keys().any(is_honest) {
            return Err("an honest party contradicted itself".to_owned());
        }
        let record = &state.record;
        // Only a party that contradicts itself can bring two rivals into effect.
        if state.forks.is_empty() {
            exclusive(record)?;
        }
        let view = record.view_of(&LogKey::main(station.party));
        let owed = record.ledger().owed_renounces(&station.party, &view);
        match owed.is_empty() {
            true => Ok(()),
            false => Err(format!("renounces are owed: {owed:?}")),
        }
    })?;
    let members = station.read(space, |state| state.record.membership().1.members.len());
    if honest.len() == members {
        waiting(station, space)?; // somebody who follows no rule may withhold what it waits for
    }
    let report = station.node().verify(&space).map_err(|f| f.to_string())?;
    match report.expect("the space is known").faults.as_slice() {
        [] => Ok(()),
        faults => Err(format!("verify: {faults:?}")),
    }
}

/// No two texts that share a slot are in effect, and none is contested.
fn exclusive(record: &Record) -> Result<(), String> {
    let mut claimed = BTreeMap::new();
    for (id, text) in record.ledger().texts() {
        match record.status(id) {
            Some(TextStatus::Contested) => return Err(format!("contested: {id:?}")),
            Some(TextStatus::InEffect) => {}
            _ => continue,
        }
        for slot in text.slots.iter() {
            if let Some(rival) = claimed.insert(slot, *id) {
                return Err(format!("rivals in effect: {id:?} and {rival:?}"));
            }
        }
    }
    Ok(())
}

/// A signed assent waits only while its party holds on to a rival by its own will.
fn waiting(station: &Station, space: SpaceId) -> Result<(), String> {
    let waiting = station.node().waiting(&space, &station.party);
    for (_, text) in waiting.map_err(|fault| fault.to_string())? {
        station.read(space, |state| {
            let held_on = holds_on(&state.record, station, &text);
            match pending(&state.record, station.party, &text) {
                Pending::Wait if held_on => Ok(()),
                verdict => Err(format!("an assent waits for nothing: {verdict:?}")),
            }
        })?;
    }
    Ok(())
}

fn holds_on(record: &Record, station: &Station, text: &StatementId) -> bool {
    let ledger = record.ledger();
    let is_ours = |rival: &StatementId| {
        let rival = ledger.text(rival).expect("a rival is a text");
        held(&rival.assents, &station.party, record.known())
            && !held(&rival.releases, &station.party, record.known())
    };
    ledger.rivals(text).iter().any(is_ours)
}
