//! What waits for whom: from the entries alone, so that both sides see the same columns.

use domain::item::ItemStatus;
use record::rule::held;
use record::{ObjectId, PartyId, StatementId, TextStatus};

use crate::frame::Section;
use crate::pages::relationship::{WaitingColumn, WaitingItem};
use crate::pages::waiting::{
    SharedLine, WaitingFor, WaitingGroup, WaitingLine, WaitingPage, WithOther,
};
use crate::view::{Scene, aside, check, lists, stand};

/// Something that waits for a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// For what.
    pub kind: WaitingFor,
    /// The item.
    pub object: ObjectId,
    /// Who brought in what waits.
    pub by: PartyId,
    /// Since when, ms UTC.
    pub since: i64,
    /// The statement that is signed and waits, for `Pending`.
    pub signed: Option<StatementId>,
}

/// What waits for `party`, the longest waiting first; each item once.
pub fn waits(scene: &Scene<'_>, party: &PartyId) -> Vec<Wait> {
    let (relationship, record) = (scene.relationship(), scene.record());
    let mut waits: Vec<Wait> = Vec::new();
    for text in relationship.waiting_for(record, party) {
        let Some(proposal) = relationship.text(&text) else {
            continue;
        };
        for object in &proposal.objects() {
            let wait = |kind| Wait {
                kind,
                object: *object,
                by: proposal.place.party(),
                since: scene.at(&proposal.at()),
                signed: None,
            };
            match scene.relationship().put_off(object, party) {
                Some((until, _)) if until > scene.today() => {}
                Some(_) => waits.push(wait(WaitingFor::Due)),
                None if has_living_rival(scene, &text, party) => {
                    waits.push(wait(WaitingFor::Rival))
                }
                None => waits.push(wait(WaitingFor::Answer)),
            }
        }
    }
    if record
        .membership()
        .1
        .required()
        .any(|required| required == *party)
    {
        waits.extend(
            relationship
                .items()
                .into_iter()
                .filter_map(|item| unsettled(scene, item, party)),
        );
    }
    waits.sort_by_key(|wait| wait.since);
    let mut seen = Vec::new();
    waits.retain(|wait| {
        !seen.contains(&wait.object) && {
            seen.push(wait.object);
            true
        }
    });
    waits
}

/// An item that rests until somebody does something about it: contested, or both sides gave way.
fn unsettled(scene: &Scene<'_>, item: &domain::Item, party: &PartyId) -> Option<Wait> {
    let (relationship, record) = (scene.relationship(), scene.record());
    let kind = match item.status(relationship, record) {
        ItemStatus::Contested => match item.rests_for(relationship, record) {
            Some(healer) if healer != *party => return None,
            _ => WaitingFor::Contested,
        },
        ItemStatus::Declined if both_gave_way(scene, item) => WaitingFor::Again,
        _ => return None,
    };
    if scene
        .relationship()
        .put_off(&item.object, party)
        .is_some_and(|(until, _)| until > scene.today())
    {
        return None;
    }
    let last = *item.texts.last()?;
    let by = scene.relationship().text(&last)?.at();
    Some(Wait {
        kind,
        object: item.object,
        by: by.log.party,
        since: scene.at(&by),
        signed: None,
    })
}

/// Whether rivals of different authors died because each was taken back.
pub fn both_gave_way(scene: &Scene<'_>, item: &domain::Item) -> bool {
    let ledger = scene.record().ledger();
    let released = |id: &&StatementId| {
        let author = scene.relationship().text(id).map(|text| text.place.party());
        let text = ledger.text(id);
        text.zip(author)
            .is_some_and(|(text, author)| held(&text.releases, &author, scene.record().known()))
    };
    let given: Vec<&StatementId> = item.texts.iter().filter(released).collect();
    given.iter().any(|one| {
        ledger
            .rivals(one)
            .iter()
            .any(|rival| given.contains(&rival))
    })
}

fn has_living_rival(scene: &Scene<'_>, text: &StatementId, party: &PartyId) -> bool {
    own_rivals(scene, text, party).next().is_some()
}

/// The living rivals of a text to which `party` assented.
pub fn own_rivals<'a>(
    scene: &'a Scene<'_>,
    text: &StatementId,
    party: &'a PartyId,
) -> impl Iterator<Item = StatementId> + 'a {
    let ledger = scene.record().ledger();
    ledger.rivals(text).into_iter().filter(move |rival| {
        let assented = ledger
            .text(rival)
            .is_some_and(|rival| held(&rival.assents, party, scene.record().known()));
        assented && scene.record().status(rival) == Some(TextStatus::Open)
    })
}

/// What waits for each party, in columns of equal width.
pub fn columns(scene: &Scene<'_>, lines_max: usize) -> Vec<WaitingColumn> {
    let column = |party: &PartyId| {
        let waits = waits(scene, party);
        let line = |wait: &Wait| {
            let item = scene.relationship().item(&wait.object)?;
            Some(WaitingItem {
                item: scene.item_ref(item),
                since: wait.since,
            })
        };
        WaitingColumn {
            party: scene.party(party),
            n: waits.len(),
            lines: waits.iter().filter_map(line).take(lines_max).collect(),
        }
    };
    scene.parties().iter().map(column).collect()
}

/// What the seat has in private, which nobody else sees.
pub struct Private {
    /// Assents that are signed and wait, each with its text.
    pub pending: Vec<(StatementId, StatementId)>,
    /// Assents that waited and were given up.
    pub given_up: Vec<node::GivenUp>,
    /// Forms into which the reader typed, with when.
    pub drafts: Vec<(String, i64)>,
    /// Acts that lack signatures.
    pub shared: Vec<node::Shared>,
}

/// Everything that needs an act of the reader's party, and what its node has to tell it.
pub fn page(scene: &Scene<'_>, private: &Private) -> WaitingPage {
    let mut own = waits(scene, &scene.own);
    for (statement, text) in &private.pending {
        let Some(proposal) = scene.relationship().text(text) else {
            continue;
        };
        let objects = proposal.objects();
        let of_text = |wait: &Wait| objects.contains(&wait.object);
        own.retain(|wait| !of_text(wait));
        let wait = |object: &ObjectId| Wait {
            kind: WaitingFor::Pending,
            object: *object,
            by: proposal.place.party(),
            since: scene.at(&proposal.at()),
            signed: Some(*statement),
        };
        own.extend(objects.iter().map(wait));
    }
    const ORDER: [WaitingFor; 6] = [
        WaitingFor::Answer,
        WaitingFor::Rival,
        WaitingFor::Due,
        WaitingFor::Again,
        WaitingFor::Contested,
        WaitingFor::Pending,
    ];
    let group = |kind: WaitingFor| {
        let lines: Vec<WaitingLine> = own
            .iter()
            .filter(|wait| wait.kind == kind)
            .filter_map(|wait| line(scene, wait))
            .collect();
        (!lines.is_empty()).then_some(WaitingGroup { kind, lines })
    };
    WaitingPage {
        frame: scene.frame(Section::Waiting, &scene.l.t("waiting-title")),
        groups: ORDER.into_iter().filter_map(group).collect(),
        given_up: private
            .given_up
            .iter()
            .filter_map(|one| aside::given_up(scene, one))
            .collect(),
        shared: private
            .shared
            .iter()
            .map(|one| shared(scene, one))
            .collect(),
        drafts: private
            .drafts
            .iter()
            .filter_map(|(form, at)| aside::draft(scene, form, *at))
            .collect(),
        with_others: scene
            .parties()
            .iter()
            .filter(|party| **party != scene.own)
            .filter_map(|party| with_other(scene, party))
            .collect(),
    }
}

fn shared(scene: &Scene<'_>, one: &node::Shared) -> SharedLine {
    let object = one.decision.now.iter().find_map(|draft| {
        let text = draft.body.refs.first();
        let through = || scene.relationship().object_of(text?);
        domain::fact::object(&draft.body).or_else(through)
    });
    let item = object.and_then(|object| scene.relationship().item(&object));
    let own = scene.member.person.session.person.key.kid();
    let address = |verb: &str| format!("{}/waiting/{}/{verb}", scene.base, one.act.hex());
    let by = one.by.iter().map(|kid| scene.signer(&scene.own, kid).name);
    SharedLine {
        what: check::act_of(&one.command)
            .map(|act| scene.l.t(&act.key()))
            .unwrap_or_default(),
        item: item.map(|item| scene.item_ref(item)),
        by: by.collect(),
        lacks: one.lacks() as usize,
        since: one.since_ms as i64,
        sign: (one.lacks() == 0 || !one.by.contains(&own)).then(|| address("countersign")),
        take_back: address("take-back"),
    }
}

fn line(scene: &Scene<'_>, wait: &Wait) -> Option<WaitingLine> {
    let item = scene.relationship().item(&wait.object)?;
    Some(WaitingLine {
        item: scene.item_ref(item),
        list: lists::list_of(scene, item),
        by: scene.party(&wait.by),
        status: stand::status(scene, item),
        since: wait.since,
        cancel: wait
            .signed
            .map(|statement| format!("{}/waiting/{}/cancel", scene.base, statement.hex())),
    })
}

fn with_other(scene: &Scene<'_>, party: &PartyId) -> Option<WithOther> {
    let ours: Vec<Wait> = waits(scene, party)
        .into_iter()
        .filter(|wait| wait.by == scene.own)
        .collect();
    let since = ours.first()?.since;
    Some(WithOther {
        party: scene.name(party),
        n: ours.len(),
        since,
    })
}
