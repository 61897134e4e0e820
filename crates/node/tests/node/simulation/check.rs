//! What must hold when everything has gone wrong that could, and nothing does any more.

use std::collections::{BTreeMap, BTreeSet};

use domain::decide::{Pending, pending};
use node::Space;
use record::fork::ForkProof;
use record::rule::held;
use record::{
    CosignatureKind, Lane, LogKey, ObjectId, PartyId, Record, SpaceId, StatementId, TextStatus,
};

use super::station::Station;

/// Everybody holds the same, nothing waits, and everybody knows that the others hold it.
pub fn settled(stations: &[&Station], space: SpaceId) -> Result<(), String> {
    let (first, rest) = stations.split_first().expect("somebody is there");
    for other in rest {
        agree(first, other, space)?;
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
                    let held = state.held_with_shared(&log, &party);
                    if held != size {
                        let (own, by) = (station.party, party);
                        let said = match held > size {
                            true => "vouched for",
                            false => "holds",
                        };
                        return Err(format!(
                            "{own:?} has it from {by:?} that it {said} {held} of {size} of {log:?}"
                        ));
                    }
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Two nodes hold the same and come to the same.
pub fn agree(one: &Station, other: &Station, space: SpaceId) -> Result<(), String> {
    if one.ends(space) != other.ends(space) {
        return Err(format!("{:?}\n{:?}", one.ends(space), other.ends(space)));
    }
    match one.digest(space) == other.digest(space) {
        true => Ok(()),
        false => Err("the same entries, and another state".to_owned()),
    }
}

/// If two of these hold different versions of a log, or one of them does, all of them hold what proves that.
pub fn proven(stations: &[&Station], log: LogKey, space: SpaceId) -> Result<(), String> {
    let ends = |station: &&Station| station.ends(space).remove(&log).unwrap_or_default();
    let ends: BTreeSet<_> = stations.iter().flat_map(ends).collect();
    let contradicts = |state: &Space| {
        let longest = state
            .record
            .branches(log)
            .map(|one| state.record.size(&one));
        let longest = longest.max().unwrap_or(0);
        let follows = |(size, root)| state.record.branch_with(&log, size, &root).is_some();
        let mut ends = ends.iter().copied();
        ends.any(|end| end.0 <= longest && !follows(end)) || state.record.is_forked(&log)
    };
    let is_forked = stations.iter().any(|one| one.read(space, contradicts));
    for station in stations.iter().filter(|_| is_forked) {
        let holds = |state: &Space| {
            let identity = state.record.identity(&log.party);
            let holds = |proof: &ForkProof| identity.is_some_and(|keys| proof.holds(keys));
            state
                .forks
                .get(&log)
                .is_some_and(|proofs| proofs.iter().all(holds))
        };
        if !station.read(space, holds) {
            return Err("somebody holds no proof of the fork".to_owned());
        }
    }
    Ok(())
}

/// None of these is said to contradict itself, or to show less than it signed to hold.
pub fn accused(stations: &[&Station], space: SpaceId) -> Result<(), String> {
    let is_one = |party: &PartyId| stations.iter().any(|one| one.party == *party);
    for station in stations {
        let accused = station.read(space, |state| {
            let forks = state.forks.keys().map(|log| log.party);
            let less = state.shows_less.keys().map(|(_, peer)| *peer);
            forks.chain(less).find(is_one)
        });
        if let Some(party) = accused {
            return Err(format!("{party:?} keeps to the rules and is accused"));
        }
    }
    Ok(())
}

/// The first item of which two texts that exclude one another are in effect.
pub fn first_contested(state: &Space) -> Option<ObjectId> {
    let items = state.relationship.items().into_iter();
    let mut contested = items.filter(|item| {
        !item
            .contested(&state.relationship, &state.record)
            .is_empty()
    });
    contested.next().map(|item| item.object)
}

/// What is contested is so by the word of the party that forked, and rests until that has healed.
pub fn contested(stations: &[&Station], log: LogKey, space: SpaceId) -> Result<(), String> {
    for station in stations {
        station.read(space, |state| {
            let is_unhealed = state.is_unhealed(&log.party, Lane::Main);
            for item in state.relationship.items() {
                let contested = item.contested(&state.relationship, &state.record);
                let rests_for = item.rests_for(&state.relationship, &state.record);
                let expected = (is_unhealed && !contested.is_empty()).then_some(log.party);
                if rests_for != expected {
                    return Err(format!("{contested:?} rests for {rests_for:?}"));
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// These texts count for everybody.
pub fn stand(stations: &[&Station], texts: &[StatementId], space: SpaceId) -> Result<(), String> {
    for (station, text) in stations
        .iter()
        .flat_map(|one| texts.iter().map(move |text| (one, text)))
    {
        let status = station.read(space, |state| state.record.status(text));
        if !matches!(status, Some(TextStatus::Open | TextStatus::InEffect)) {
            return Err(format!("what was said afterwards is {status:?}"));
        }
    }
    Ok(())
}

/// What a node has signed to hold it holds.
pub fn vouched(station: &Station, space: SpaceId) -> Result<(), String> {
    for (log, ends) in station.ends(space) {
        let size = ends.last().map_or(0, |(size, _)| *size);
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
        exclusive(record, state.forks.is_empty())?;
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

/// No two texts that share a slot are in effect. Only a party that contradicts itself can bring that about, and then both
/// are shown as contested.
fn exclusive(record: &Record, nobody_forks: bool) -> Result<(), String> {
    let mut claimed = BTreeMap::new();
    for (id, text) in record.ledger().texts() {
        match record.status(id) {
            Some(TextStatus::Contested) if nobody_forks => {
                return Err(format!("contested: {id:?}"));
            }
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
