//! One item: where it stands, its texts and positions, what this person can do, and what was done.

use domain::relationship::Event;
use domain::{Item, Mark};
use i18n::Arg;
use record::{Kind, PartyId, Role, StatementId, TextStatus};

use crate::frame::Section;
use crate::pages::act::Act;
use crate::pages::item::{ActOffer, Hold, ItemPage, Link, Position, PositionColumn};
use crate::pages::parts::{Choice, Status, Turn};
use crate::pages::text::Text;
use crate::view::{Scene, erasure, history, lists, stand, texts, waiting, words};

/// Texts with the reader's own first, as everywhere where parties stand side by side.
fn own_first(scene: &Scene<'_>, texts: &[StatementId]) -> Vec<StatementId> {
    let mut texts = texts.to_vec();
    let by = |id: &StatementId| Some(scene.relationship().text(id)?.place.party());
    texts.sort_by_key(|id| by(id) != Some(scene.own));
    texts
}

/// The page of an item. `pending` are the texts that wait for an assent of the reader's party that is signed.
pub fn page(scene: &Scene<'_>, item: &Item, pending: &[StatementId]) -> ItemPage {
    let (relationship, record) = (scene.relationship(), scene.record());
    let current = item.current(relationship, record);
    let open = item.open(relationship, record);
    let text = |id: &StatementId| texts::text(scene, &item.object, id, pending);
    let past: Vec<Text> = item
        .texts
        .iter()
        .rev()
        .filter(|id| current != Some(**id) && !open.contains(id))
        .filter_map(text)
        .collect();
    let reference = scene.item_ref(item);
    let turn = stand::turn(scene, item);
    let mut frame = scene.frame(Section::Framework, &reference.title.main.text);
    if let (Some(notice), Turn::Others(parties)) = (&mut frame.notice, &turn) {
        let parties = scene.l.list(parties);
        notice.next = Some(
            scene
                .l
                .ta("check-done-waiting", &[("party", Arg::from(&parties))]),
        );
    }
    let events = relationship.history_of(&item.object);
    ItemPage {
        frame,
        list: lists::list_of(scene, item),
        status: stand::status(scene, item),
        turn,
        since: stand::since(scene, item),
        origin: stand::origin(scene, item),
        sources: stand::sources(scene, item)
            .iter()
            .map(words::source)
            .collect(),
        marks: marks(scene, item),
        area: areas(scene, item),
        standing: current.as_ref().and_then(text),
        proposed: own_first(scene, &open).iter().filter_map(text).collect(),
        past,
        brought_in: item
            .brought_in
            .iter()
            .rev()
            .map(|brought| texts::brought_in(scene, brought))
            .collect(),
        gave_way: stand::status(scene, item) == Status::Declined
            && waiting::both_gave_way(scene, item),
        answerable: answerable(scene, ""),
        positions: positions(scene, item),
        acts: offers(scene, item, pending),
        holds: holds(scene, item),
        history: events
            .iter()
            .rev()
            .map(|event| history::line(scene, event))
            .collect(),
        kept: None,
        links: links(scene, item),
        item: reference,
    }
}

fn marks(scene: &Scene<'_>, item: &Item) -> Vec<String> {
    let marks = item.marks(scene.relationship(), scene.record());
    let said = |mark: &Mark| match mark {
        Mark::InventedForTheDemo => scene.l.t("framework-mark-invented"),
    };
    marks.iter().map(said).collect()
}

fn areas(scene: &Scene<'_>, item: &Item) -> String {
    let areas = item.areas(scene.relationship(), scene.record());
    scene.l.list(&scene.areas_words(&areas))
}

/// What it cites, and what cites it; said by whoever brought the citing words in.
fn links(scene: &Scene<'_>, item: &Item) -> Vec<Link> {
    let (relationship, record) = (scene.relationship(), scene.record());
    let link = |key: &str, citing: &Item, other: &Item| Link {
        kind: scene.l.t(key),
        by: stand::by(scene, citing),
        item: scene.item_ref(other),
    };
    let cites = item.cites(relationship, record);
    let cited = cites.iter().filter_map(|object| relationship.item(object));
    let citing = relationship.cited_by(record, &item.object);
    cited
        .map(|other| link("framework-link-cites", item, other))
        .chain(
            citing
                .iter()
                .map(|other| link("framework-link-cited-by", other, other)),
        )
        .collect()
}

fn positions(scene: &Scene<'_>, item: &Item) -> Vec<PositionColumn> {
    let speakers = scene
        .members()
        .into_iter()
        .filter(|(party, role)| *role == Role::Party || item.positions.contains_key(party));
    let column = |party: PartyId| {
        let stated = item
            .positions
            .get(&party)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let positions = stated
            .iter()
            .rev()
            .enumerate()
            .map(|(age, position)| Position {
                versions: words::versions(&scene.words(&position.at()).wordings, scene.l.lang),
                erased: erasure::of_statement(scene, &position.statement),
                at: scene.at(&position.at()),
                person: scene.person(&position.at()),
                entry: scene.entry(&position.at()),
                href: scene.entry_href(&position.at()),
                replaced: age > 0,
            });
        PositionColumn {
            party: scene.party(&party),
            positions: positions.collect(),
        }
    };
    speakers.map(|(party, _)| column(party)).collect()
}

/// What this person can do now, what is waited for first.
pub fn offers(scene: &Scene<'_>, item: &Item, pending: &[StatementId]) -> Vec<ActOffer> {
    let (relationship, record) = (scene.relationship(), scene.record());
    let open = item.open(relationship, record);
    let mut offers: Vec<ActOffer> = Vec::new();
    for id in &open {
        offers.extend(on_text(scene, id, open.len() > 1, pending));
    }
    let required = record
        .membership()
        .1
        .required()
        .any(|party| party == scene.own);
    let answers = open
        .iter()
        .any(|id| texts::waits_for(scene, id, &scene.own));
    if required && answers {
        offers.push(ActOffer::new(Act::Defer, "", ""));
    }
    offers.extend(on_current(scene, item, required));
    offers.extend(new_texts(scene, item));
    // Where nothing is proposed, a text comes first: it is what would lead on.
    if required && item.texts.is_empty() {
        offers.push(ActOffer::new(Act::Defer, "", ""));
    }
    offers.push(ActOffer::new(Act::Position, "", ""));
    if scene.record().founding().terms.notes_until_day.is_some() {
        // What one party only says is not signed in a closed space.
        offers.retain(|offer| !matches!(offer.act, Act::Position | Act::Defer));
    }
    offers.retain(|offer| texts::kind_of(offer.act).is_some_and(|kind| scene.may(kind)));
    offers.sort_by_key(|offer| !offer.main);
    offers
}

fn on_text(
    scene: &Scene<'_>,
    id: &StatementId,
    several: bool,
    pending: &[StatementId],
) -> Vec<ActOffer> {
    let hex = id.hex();
    let offer = |act, main| ActOffer {
        main,
        target: if several {
            scene.text_name(id)
        } else {
            String::new()
        },
        ..ActOffer::new(act, &hex, &hex)
    };
    if texts::releasable(scene, id, &scene.own) {
        return vec![offer(Act::Release, false)];
    }
    if !texts::waits_for(scene, id, &scene.own) || pending.contains(id) {
        return Vec::new();
    }
    let agree = match waiting::own_rivals(scene, id, &scene.own).next() {
        Some(_) => Act::AcceptTheirs,
        None => Act::Agree,
    };
    vec![offer(agree, true), offer(Act::Decline, false)]
}

/// What one party can do about what is in effect.
fn on_current(scene: &Scene<'_>, item: &Item, required: bool) -> Vec<ActOffer> {
    let Some(current) = item.current(scene.relationship(), scene.record()) else {
        return Vec::new();
    };
    let hex = current.hex();
    let offer = |act| ActOffer::new(act, &hex, &hex);
    let standing = scene.relationship().standing(&current);
    let concluded = stand::status(scene, item) == Status::Concluded;
    if standing.withdrawn.contains(&scene.own) || concluded {
        return Vec::new();
    }
    let mut offers = Vec::new();
    if required {
        let suspended = standing.suspended.contains(&scene.own);
        offers.push(offer(if suspended { Act::Resume } else { Act::Suspend }));
        offers.push(offer(Act::Withdraw));
    }
    if !locked(scene, item) {
        offers.extend([Act::Amend, Act::Move, Act::Conclude].map(offer));
        offers.retain(|offer| {
            offer.act != Act::Move || item.list(scene.relationship(), scene.record()).is_some()
        });
    }
    offers
}

/// Whether our party assented to a living text on this item: another one of ours would be void.
fn locked(scene: &Scene<'_>, item: &Item) -> bool {
    item.open(scene.relationship(), scene.record())
        .iter()
        .any(|id| texts::releasable(scene, id, &scene.own))
}

/// Texts that could be put forward where nothing is in effect.
fn new_texts(scene: &Scene<'_>, item: &Item) -> Vec<ActOffer> {
    let (relationship, record) = (scene.relationship(), scene.record());
    let rests = item.rests_for(relationship, record).is_some();
    if rests || item.current(relationship, record).is_some() || locked(scene, item) {
        return Vec::new();
    }
    if !item.open(relationship, record).is_empty() {
        return vec![ActOffer::new(Act::Amend, "", "")];
    }
    let dead = item
        .texts
        .iter()
        .filter(|id| record.status(id) == Some(TextStatus::Dead));
    let again = dead.map(|id| {
        let target = if item.texts.len() > 1 {
            scene.text_name(id)
        } else {
            String::new()
        };
        ActOffer {
            target,
            main: waiting::both_gave_way(scene, item),
            ..ActOffer::new(Act::ProposeAgain, &id.hex(), &id.hex())
        }
    });
    again.chain([ActOffer::new(Act::Propose, "", "")]).collect()
}

fn holds(scene: &Scene<'_>, item: &Item) -> Vec<Hold> {
    let mut holds = Vec::new();
    if let Some(current) = item.current(scene.relationship(), scene.record()) {
        let standing = scene.relationship().standing(&current);
        let acts = scene.relationship().standing_acts();
        for (kind, parties, key) in [
            (
                Kind::Suspend,
                &standing.suspended,
                "framework-hold-suspended",
            ),
            (
                Kind::Withdraw,
                &standing.withdrawn,
                "framework-hold-withdrawn",
            ),
        ] {
            for party in scene.own_first(parties.clone()) {
                let last = acts.iter().rev().find(|act| {
                    act.kind == kind && act.at.log.party == party && act.concerns(&current)
                });
                let Some(act) = last else { continue };
                holds.push(Hold {
                    party: scene.party(&party),
                    what: dated(scene, key, &party, scene.at(&act.at)),
                    reason: scene.reason(&act.at),
                    answers: act
                        .answers
                        .and_then(|statement| answered(scene, &statement)),
                    also: act.texts.len().saturating_sub(1),
                });
            }
        }
    }
    if stand::status(scene, item) == Status::Declined {
        let endings = stand::endings(scene, item).into_iter();
        holds.extend(endings.filter_map(|(event, what)| declined(scene, event, what)));
    }
    holds.extend(
        stand::deferrals(scene, item)
            .into_iter()
            .map(|(party, until, event)| Hold {
                party: scene.party(&party),
                what: dated(
                    scene,
                    "framework-hold-deferred",
                    &party,
                    texts::day_ms(until),
                ),
                reason: scene.reason(&event.at),
                answers: None,
                also: 0,
            }),
    );
    holds
}

/// Why a text was declined, at the head: below, it stands with a text that is folded away.
fn declined(scene: &Scene<'_>, event: Event<'_>, what: String) -> Option<Hold> {
    Some(Hold {
        party: scene.party(&event.at.log.party),
        what,
        reason: Some(scene.reason(&event.at)?),
        answers: None,
        also: 0,
    })
}

fn dated(scene: &Scene<'_>, key: &str, party: &PartyId, at: i64) -> String {
    let (party, date) = (scene.name(party), scene.l.date(at));
    scene.l.ta(
        key,
        &[("party", Arg::from(&party)), ("date", Arg::from(&date))],
    )
}

/// The entry that an act answers: in words, and where it is shown.
pub fn answered(scene: &Scene<'_>, statement: &StatementId) -> Option<(String, String)> {
    let event = scene
        .relationship()
        .history()
        .rev()
        .find(|event| event.statement == *statement)?;
    Some((
        format!(
            "{}: {}",
            history::entry_words(scene, &event),
            history::did(scene, &event)
        ),
        scene.entry_href(&event.at),
    ))
}

/// How many acts of the others are offered as what an act may answer.
const ANSWERABLE_MAX: usize = 20;

/// What a suspension may be in answer to: what the others did last.
pub fn answerable(scene: &Scene<'_>, chosen: &str) -> Vec<Choice> {
    const KINDS: [Kind; 5] = [
        Kind::Suspend,
        Kind::Withdraw,
        Kind::Position,
        Kind::Propose,
        Kind::BringIn,
    ];
    let events = scene.relationship().history().rev();
    let theirs =
        events.filter(|event| event.at.log.party != scene.own && KINDS.contains(&event.kind));
    let choice = |event: Event<'_>| {
        let value = event.statement.hex();
        let title = event
            .objects
            .first()
            .and_then(|object| scene.relationship().item(object))
            .map(|item| scene.item_ref(item).title.main.text);
        let words = format!(
            "{}: {} {}",
            history::entry_words(scene, &event),
            history::did(scene, &event),
            title.unwrap_or_default()
        );
        Choice {
            chosen: value == chosen,
            words: words.trim_end().to_owned(),
            value,
        }
    };
    theirs.take(ANSWERABLE_MAX).map(choice).collect()
}
