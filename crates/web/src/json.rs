//! What programs are given in one shape, by the HTTP API and by the command line's `--json` alike.

use domain::{Item, Wording, Wordings};
use node::{Node, Space};
use record::rule::Acts;
use record::{ObjectId, PartyId, StatementId, TextStatus};
use serde_json::{Map, Value, json};

/// Words by language: `{ "en": { "title": …, "text": …, "courtesy": false } }`.
pub fn words(wordings: &Wordings) -> Value {
    let word = |w: &Wording| {
        let said = json!({ "title": w.title, "text": w.text, "courtesy": w.courtesy });
        (w.lang.clone(), said)
    };
    Value::Object(wordings.0.iter().map(word).collect::<Map<_, _>>())
}

/// A text, where it stands, and who of the required parties did what; none if it is not known.
pub fn text(node: &Node, space: &Space, id: &StatementId) -> Option<Value> {
    let text = space.relationship.text(id)?;
    let ledger = space.record.ledger();
    let kept = ledger.text(id)?;
    let required: Vec<PartyId> = ledger.required(kept).collect();
    let parties = |acts: &Acts| {
        let acted = required
            .iter()
            .filter(|party| acts.by(party).next().is_some());
        acted.map(PartyId::hex).collect::<Vec<_>>()
    };
    Some(json!({
        "id": id.hex(),
        "by": text.place.party().hex(),
        "status": space.record.status(id).map(TextStatus::word),
        "items": text.objects().iter().map(ObjectId::hex).collect::<Vec<_>>(),
        "words": words(&node.words(&space.record.space(), &text.at()).wordings),
        "required": required.iter().map(PartyId::hex).collect::<Vec<_>>(),
        "assented": parties(&kept.assents),
        "declined": parties(&kept.renounces),
    }))
}

/// The positions on an item, the parties in the agreed order.
pub fn positions(node: &Node, space: &Space, item: &Item) -> Value {
    let id = space.record.space();
    let stated = item.positions_in_order(&space.record);
    let all = stated
        .iter()
        .flat_map(|(party, positions)| positions.iter().map(move |one| (party, one)));
    all.map(|(party, one)| json!({ "party": party.hex(), "statement": one.statement.hex(), "words": words(&node.words(&id, &one.at()).wordings) })).collect()
}
