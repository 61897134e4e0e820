//! One text: what it says in every language, who brought it in, and how each party stands to it.

use domain::Subject;
use domain::item::{BroughtIn, Proposal};
use record::rule::{Acts, held};
use record::{Kind, ObjectId, PartyId, StatementId, TextStatus, rule};

use crate::pages::act::Act;
use crate::pages::item::BroughtIn as BroughtInShown;
use crate::pages::parts::Status;
use crate::pages::text::{Stance, StanceLine, Text, TextKind};
use crate::view::{Scene, erasure, lists, members, stand, words};

/// A proposed text.
pub fn text(
    scene: &Scene<'_>,
    object: &ObjectId,
    id: &StatementId,
    pending: &[StatementId],
) -> Option<Text> {
    let proposal = scene.relationship().text(id)?;
    let acts = scene.record().ledger().text(id)?;
    let required = scene.own_first(scene.record().ledger().required(acts).collect());
    let stance = |party: &PartyId| StanceLine {
        party: scene.party(party),
        stance: stance(scene, object, id, acts, party, pending),
    };
    Some(Text {
        id: id.hex(),
        shown: id.hex(),
        kind: kind(scene, object, proposal),
        status: status(scene, object, id),
        by: scene.party(&proposal.place.party()),
        at: scene.at(&proposal.at()),
        entry: scene.entry(&proposal.at()),
        href: scene.entry_href(&proposal.at()),
        versions: words::versions(&scene.words(&proposal.at()).wordings, scene.l.lang),
        changes: members::changes(scene, id),
        erased: erasure::of_statement(scene, id),
        stances: required.iter().map(stance).collect(),
    })
}

/// Words brought in for discussion: nobody has to answer them.
pub fn brought_in(scene: &Scene<'_>, brought: &BroughtIn) -> BroughtInShown {
    let said = scene.words(&brought.at);
    BroughtInShown {
        by: scene.party(&brought.at.log.party),
        at: scene.at(&brought.at),
        sources: said.sources.iter().map(words::source).collect(),
        versions: words::versions(&said.wordings, scene.l.lang),
        erased: erasure::of_statement(scene, &brought.statement),
        entry: scene.entry(&brought.at),
        href: scene.entry_href(&brought.at),
    }
}

fn kind(scene: &Scene<'_>, object: &ObjectId, proposal: &Proposal) -> TextKind {
    let base = proposal
        .slots
        .iter()
        .find(|slot| slot.object == *object)
        .and_then(|slot| slot.base);
    let before = base.and_then(|base| scene.relationship().text(&base));
    match (proposal.subject, before, proposal.list) {
        (Some(Subject::Conclusion), ..) => TextKind::Conclude,
        (_, None, _) => TextKind::New,
        (_, Some(before), Some(list)) if before.list != Some(list) => {
            TextKind::Move(lists::list_ref(&scene.l, list).name)
        }
        _ => TextKind::Amend,
    }
}

fn status(scene: &Scene<'_>, object: &ObjectId, id: &StatementId) -> Status {
    let (relationship, record) = (scene.relationship(), scene.record());
    let item = relationship.item(object);
    let current = item.and_then(|item| item.current(relationship, record));
    match record.status(id) {
        Some(TextStatus::InEffect) if current == Some(*id) => {
            item.map_or(Status::InEffect, |item| stand::status(scene, item))
        }
        Some(TextStatus::InEffect | TextStatus::Overtaken) => Status::Overtaken,
        Some(TextStatus::Dead) => Status::Declined,
        Some(TextStatus::Contested) => Status::Contested,
        Some(TextStatus::Open)
            if item.is_some_and(|item| item.open(relationship, record).len() > 1) =>
        {
            Status::Rivals
        }
        Some(TextStatus::Open) => Status::Proposed,
        None => Status::NotUnderstood,
    }
}

fn stance(
    scene: &Scene<'_>,
    object: &ObjectId,
    id: &StatementId,
    acts: &rule::Text,
    party: &PartyId,
    pending: &[StatementId],
) -> Stance {
    let known = scene.record().known();
    let last = |of: &Acts| of.by(party).next_back();
    let settled = matches!(scene.record().status(id), Some(TextStatus::InEffect));
    if let Some(at) = last(&acts.renounces).filter(|_| held(&acts.renounces, party, known)) {
        return Stance::Declined(scene.signed(&at), scene.reason(&at));
    }
    if let Some(at) = last(&acts.releases).filter(|_| !settled) {
        return Stance::TookBack(scene.signed(&at));
    }
    if let Some(at) = last(&acts.assents) {
        return Stance::Agreed(scene.signed(&at));
    }
    if *party == scene.own && pending.contains(id) {
        return Stance::Pending;
    }
    match scene.relationship().put_off(object, party) {
        Some((until, event)) if until > scene.today() => {
            Stance::Deferred(scene.signed(&event.at), day_ms(until))
        }
        _ => Stance::Silent,
    }
}

/// The start of a day, ms UTC.
pub fn day_ms(day: u64) -> i64 {
    i64::try_from(day)
        .ok()
        .and_then(|day| day.checked_mul(86_400_000))
        .unwrap_or(i64::MAX)
}

/// Whether `party` may still answer this text: it is required, and has neither agreed nor declined.
pub fn waits_for(scene: &Scene<'_>, id: &StatementId, party: &PartyId) -> bool {
    scene
        .relationship()
        .waiting_for(scene.record(), party)
        .contains(id)
}

/// Whether `party` agreed to this text and could take that back.
pub fn releasable(scene: &Scene<'_>, id: &StatementId, party: &PartyId) -> bool {
    let Some(text) = scene.record().ledger().text(id) else {
        return false;
    };
    let known = scene.record().known();
    scene.record().status(id) == Some(TextStatus::Open)
        && held(&text.assents, party, known)
        && !held(&text.releases, party, known)
}

/// What a delegate signs for each act; none for what the party's seal signs.
pub fn kind_of(act: Act) -> Option<Kind> {
    Some(match act {
        Act::Propose | Act::Amend | Act::Move | Act::Conclude | Act::ProposeAgain => Kind::Propose,
        Act::BringIn => Kind::BringIn,
        Act::Agree | Act::AcceptTheirs => Kind::Assent,
        Act::Decline => Kind::Renounce,
        Act::Defer => Kind::Defer,
        Act::Release => Kind::Release,
        Act::Suspend => Kind::Suspend,
        Act::Resume => Kind::Resume,
        Act::Withdraw => Kind::Withdraw,
        Act::Position => Kind::Position,
        Act::AskErasure => Kind::Erase,
        Act::EraseHere | Act::KeepWords => Kind::EraseAnswer,
        Act::Accredit | Act::Revoke | Act::HandOver => return None,
    })
}
