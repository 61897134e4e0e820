//! One entry, down to its bytes: what was signed, by which keys, and who holds it.

use std::collections::BTreeMap;

use domain::wording::{COURTESY, NAME, OFFICE, REASON, SOURCE, WORDING};
use i18n::Arg;
use node::Node;
use record::ids::hex_of;
use record::view::Position;
use record::{
    CosignatureKind, Entry, Kind, Lane, PartyId, Role, SpaceId, StatementId, Verdict, cose,
};

use crate::fields::Fields;
use crate::frame::Section;
use crate::pages::parts::Words;
use crate::pages::record::{EntryPage, HeldLine, Payload, SeenLine, SignatureLine};
use crate::view::{Scene, erasure, record as record_view, words};

/// How many heads are searched for the first receipt of an entry.
const HEADS_MAX: u64 = 64;

/// What the database has about one entry, beside the entry.
pub struct Stored {
    /// The entry.
    pub entry: Entry,
    /// When each party first confirmed to hold it, ms UTC.
    pub receipts: BTreeMap<PartyId, u64>,
    /// When each witness first signed a head over it, ms UTC.
    pub witnessed: BTreeMap<PartyId, u64>,
    /// Where the statements stand that it answers or acts on.
    pub refs: Vec<(StatementId, Position)>,
}

/// Reads what the database has about the entry at `at`.
pub fn stored(node: &Node, space: SpaceId, at: &Position) -> Option<Stored> {
    let log = at.log.in_space(space);
    node.stored(|reader| {
        let entry = reader.entry(&log, at.index).ok()??.entry;
        let (mut receipts, mut witnessed) = (BTreeMap::new(), BTreeMap::new());
        let heads = reader.first_checkpoints(&log, at.index + 1, HEADS_MAX);
        for head in heads.unwrap_or_default() {
            for receipt in reader.cosignatures(&head.hash()).unwrap_or_default() {
                let of_kind = match receipt.receipt.kind {
                    CosignatureKind::Mirror => &mut receipts,
                    CosignatureKind::Witness => &mut witnessed,
                };
                of_kind
                    .entry(receipt.receipt.by)
                    .or_insert(receipt.receipt.time_ms);
            }
        }
        let place = |statement: &StatementId| {
            let (log, index) = reader.find(&space, statement).ok()??;
            Some((*statement, Position { log, index }))
        };
        let refs = entry
            .body
            .refs
            .iter()
            .chain(domain::fact::answers(&entry.body).as_ref())
            .filter_map(place)
            .collect();
        Some(Stored {
            entry,
            receipts,
            witnessed,
            refs,
        })
    })
}

/// The page of an entry.
pub fn page(
    scene: &Scene<'_>,
    at: &Position,
    stored: &Stored,
    typed: &Fields,
) -> Option<EntryPage> {
    let event = scene.relationship().event(at)?;
    let row = record_view::row(scene, &event);
    let (leaf, body) = (&stored.entry.leaf, &stored.entry.body);
    let neighbour = |index: Option<u64>| {
        let index = index.filter(|index| *index < scene.record().size(&at.log))?;
        Some(scene.entry_href(&Position { log: at.log, index }))
    };
    let title = scene.l.ta(
        "record-entry-title",
        &[
            ("number", Arg::from(&row.number)),
            ("party", Arg::from(&row.party.name)),
        ],
    );
    let seen = leaf.seen.iter().filter(|seen| seen.log.lane == Lane::Main);
    Some(EntryPage {
        frame: scene.frame(Section::Record, &title),
        item: event
            .objects
            .first()
            .and_then(|object| scene.relationship().item(object))
            .map(|item| scene.item_ref(item)),
        verdict: words::verdict(&scene.l, event.verdict),
        statement: leaf.statement.hex(),
        bytes: hex_of(&stored.entry.body_bytes),
        fields: fields(scene, stored),
        signatures: leaf
            .signatures
            .iter()
            .filter_map(|bytes| signature(scene, at, event.verdict, bytes))
            .collect(),
        seen: seen
            .map(|seen| SeenLine {
                party: scene.party(&seen.log.party),
                size: seen.size,
                root: seen.root.hex(),
            })
            .collect(),
        held_by: held_by(scene, at, stored),
        payloads: body
            .payloads
            .iter()
            .zip(&stored.entry.payloads)
            .zip(0..)
            .map(|((to, payload), n)| Payload {
                erased: erasure::in_place(scene, &leaf.statement, n),
                ticked: typed.all("words").any(|ticked| ticked == n.to_string()),
                ..said(to, payload.as_ref())
            })
            .collect(),
        may_ask: scene.may(Kind::Erase) && at.log.lane != Lane::Identity,
        basis: typed.get("reason").to_owned(),
        basis_lang: typed.get("reason_lang").to_owned(),
        answers: stored
            .refs
            .iter()
            .map(|(_, at)| (scene.entry(at), scene.entry_href(at)))
            .collect(),
        previous: neighbour(at.index.checked_sub(1)),
        next: neighbour(Some(at.index + 1)),
        row,
    })
}

/// The fields of the statement, for reading.
fn fields(scene: &Scene<'_>, stored: &Stored) -> Vec<(String, String)> {
    let body = &stored.entry.body;
    let name = |key| scene.l.t(key);
    let mut fields = vec![
        (
            name("record-field-kind"),
            format!("{} ({})", body.kind.number(), body.kind.name()),
        ),
        (name("record-field-nonce"), hex_of(&body.nonce)),
        (
            name("record-field-identity"),
            stored.entry.leaf.identity_size.to_string(),
        ),
    ];
    for slot in &body.slots {
        let base = slot
            .base
            .map(|base| format!(" / {}", base.hex()))
            .unwrap_or_default();
        fields.push((
            name("record-field-slot"),
            format!("{}{base}", slot.object.hex()),
        ));
    }
    fields
}

fn signature(
    scene: &Scene<'_>,
    at: &Position,
    verdict: Verdict,
    bytes: &[u8],
) -> Option<SignatureLine> {
    let envelope = cose::parse_signature(bytes).ok()?;
    Some(SignatureLine {
        person: scene.signer_of(at, &envelope.kid),
        algorithm: format!("{:?}", envelope.algorithm),
        key: envelope.kid.hex(),
        bytes: hex_of(bytes),
        good: verdict != Verdict::Void(record::Void::BadSignature),
    })
}

fn held_by(scene: &Scene<'_>, at: &Position, stored: &Stored) -> Vec<HeldLine> {
    let others = scene
        .members()
        .into_iter()
        .filter(|(party, _)| *party != at.log.party);
    let line = |(party, role): (PartyId, Role)| {
        let witness = role == Role::Witness;
        let signed = match witness {
            true => &stored.witnessed,
            false => &stored.receipts,
        };
        HeldLine {
            party: scene.party(&party),
            at: signed.get(&party).map(|ms| *ms as i64),
            witness,
        }
    };
    others.map(line).collect()
}

fn said(to: &record::Commitment, payload: Option<&record::Payload>) -> Payload {
    const TEXTS: [&str; 6] = [WORDING, COURTESY, SOURCE, REASON, NAME, OFFICE];
    let text = payload
        .filter(|_| TEXTS.contains(&to.media_type.as_str()))
        .and_then(|payload| core::str::from_utf8(&payload.content).ok());
    Payload {
        media_type: to.media_type.clone(),
        size: to.size,
        commitment: to.hash.hex(),
        erased: None,
        ticked: false,
        words: text.map(|text| Words::new(to.lang.as_deref().unwrap_or_default(), text)),
    }
}
