//! A change of members as the signed entry has it, in words: the text says what its proposer calls it.

use i18n::Arg;
use record::founding::Membership;
use record::{PartyId, Role, StatementId, TextStatus};

use crate::view::{Scene, settings};

/// The message for a role.
pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::Party => "relationship-member-party",
        Role::Facilitator => "relationship-member-facilitator",
        Role::Witness => "relationship-member-witness",
    }
}

/// A party's name for this reader, also while it is no member yet.
pub fn name(scene: &Scene<'_>, party: &PartyId) -> String {
    match scene.record().was_member(party) {
        true => scene.name(party),
        false => settings::peer_name(&scene.member.person, party),
    }
}

/// What an open text changes among the members, a sentence for each; none if it changes none.
pub fn changes(scene: &Scene<'_>, text: &StatementId) -> Vec<String> {
    let (record, before) = (scene.record(), scene.record().membership().1);
    let ledger = record.ledger();
    let is_open = record.status(text) == Some(TextStatus::Open);
    let Some(after) = ledger.brings(text).filter(|_| is_open) else {
        return Vec::new();
    };
    let lost = ledger.text(text).and_then(|text| text.lost());
    let mut said = Vec::new();
    for member in &after.members {
        let (now, was) = (member.role, before.role(&member.party));
        match (was, lost) {
            (None, Some(lost)) => said.push(succeeds(scene, &lost, &member.party, now)),
            (None, None) => said.push(becomes(scene, "check-members-joins", &member.party, now)),
            (Some(was), _) if was != now => {
                said.push(becomes(scene, "check-members-becomes", &member.party, now));
            }
            _ => {}
        }
    }
    let gone = before.members.iter().map(|member| member.party);
    let gone = gone.filter(|party| after.role(party).is_none() && lost != Some(*party));
    let leaves = |party| {
        let name = scene.name(&party);
        let args = [("party", Arg::from(&name))];
        scene.l.ta("check-members-leaves", &args)
    };
    said.extend(gone.map(leaves));
    said.extend(decides(scene, before, after));
    said.extend(unmet(scene, before, after));
    said
}

fn becomes(scene: &Scene<'_>, key: &str, party: &PartyId, role: Role) -> String {
    let (party, role) = (name(scene, party), scene.l.t(role_key(role)));
    let args = [("party", Arg::from(&party)), ("role", Arg::from(&role))];
    scene.l.ta(key, &args)
}

fn succeeds(scene: &Scene<'_>, lost: &PartyId, party: &PartyId, role: Role) -> String {
    let (lost, party) = (scene.name(lost), name(scene, party));
    let role = scene.l.t(role_key(role));
    let args = [
        ("lost", Arg::from(&lost)),
        ("party", Arg::from(&party)),
        ("role", Arg::from(&role)),
    ];
    scene.l.ta("check-members-lost", &args)
}

/// How many parties must agree from then on, if that is another number.
fn decides(scene: &Scene<'_>, before: &Membership, after: &Membership) -> Option<String> {
    let numbers = |of: &Membership| (of.threshold as usize, of.required().count());
    let (needed, count) = numbers(after);
    let args = [("needed", needed.into()), ("count", count.into())];
    let key = match needed == count {
        true => "check-members-all",
        false => "check-members-some",
    };
    (numbers(before) != (needed, count)).then(|| scene.l.ta(key, &args))
}

/// Of newcomers whom this node never met, the number is all that it knows.
fn unmet(scene: &Scene<'_>, before: &Membership, after: &Membership) -> Vec<String> {
    let peers = scene.member.person.visitor.app.node.peers().all();
    let is_known = |party: &PartyId| {
        before.role(party).is_some()
            || scene.record().was_member(party)
            || peers.contains_key(party)
    };
    let parties = after.members.iter().map(|member| member.party);
    let said = |party: PartyId| {
        let id = party.hex();
        let args = [("id", Arg::from(&id))];
        scene.l.ta("check-members-unmet", &args)
    };
    parties.filter(|party| !is_known(party)).map(said).collect()
}
