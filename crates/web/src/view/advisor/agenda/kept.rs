//! What an agenda's paper says, and its items and parties by their names.
//!
//! An item goes by its id in a case and a party by its id in a tie, so that a plan is the same whatever language it is
//! read in; their names take the place of the ids where they are read.

use std::collections::BTreeMap;

use analysis::agenda::{Case, Forecast, Item, Outcome, Progress, Result};
use record::{ObjectId, PartyId};
use serde::{Deserialize, Serialize};

use crate::view::Scene;

/// What an agenda's paper says. What it says and this version does not know is refused, not dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// The space that its items are of, in hex.
    pub space: String,
    /// What is computed, and how things stand.
    pub case: Case,
    /// The items as they were called when it was written, should they not be known any more.
    pub titles: BTreeMap<String, String>,
    /// The rounds that are over, the first first. Papers of before rounds were kept have none.
    #[serde(default)]
    pub closed: Vec<Closed>,
}

/// A round that is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// How things stood before it.
    pub before: Progress,
    /// Where trust stood after it, as the model says.
    pub trust_after: u8,
    /// What became of the items that were taken up.
    pub results: Vec<Result>,
    /// The paper that keeps the chances that were given before it.
    pub forecast: i64,
    /// When it was closed (milliseconds since 1970, UTC).
    pub closed_ms: u64,
}

/// What a forecast's paper says: the chances that a plan gave for one round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// The space, in hex.
    pub space: String,
    /// The chances.
    pub forecasts: Vec<Forecast>,
}

impl Closed {
    /// What happened, as forecasts are graded. Something agreed and not carried out was agreed; what left the table
    /// was not tried.
    pub fn happened(&self) -> impl Iterator<Item = analysis::agenda::Happened> + '_ {
        let tried = self.results.iter().filter_map(|result| {
            let agreed = match result.outcome {
                Outcome::Agreed | Outcome::Kept | Outcome::Breached => true,
                Outcome::Failed => false,
                Outcome::Lost => return None,
            };
            Some((&result.item, agreed))
        });
        tried.map(|(item, agreed)| analysis::agenda::Happened {
            item: item.clone(),
            round: self.before.round,
            agreed,
        })
    }
}

impl Kept {
    /// The items that are neither agreed nor off the table.
    pub fn open(&self) -> impl Iterator<Item = &Item> {
        let over = |item: &Item| {
            let progress = &self.case.progress;
            progress.agreed.contains(&item.id) || progress.lost.contains(&item.id)
        };
        self.case.items.iter().filter(move |item| !over(item))
    }
}

/// Takes out of how things stand what the agenda has no item for any more.
pub fn only_of(mut progress: Progress, items: &[Item]) -> Progress {
    let lists = [
        &mut progress.agreed,
        &mut progress.resting,
        &mut progress.lost,
    ];
    for list in lists {
        list.retain(|id| items.iter().any(|item| item.id == *id));
    }
    progress
}

/// An item's number and title for this reader.
pub fn called(scene: &Scene<'_>, kept: Option<&Kept>, id: &str) -> String {
    let known = ObjectId::from_hex(id).and_then(|object| scene.relationship().item(&object));
    match known {
        Some(item) => {
            let item = scene.item_ref(item);
            format!("{} {}", item.number, item.title.main.text)
        }
        None => kept
            .and_then(|kept| kept.titles.get(id))
            .cloned()
            .unwrap_or_default(),
    }
}

/// A party's name for this reader; who is no party of this space goes by what was written.
pub fn tied_by(scene: &Scene<'_>, by: &str) -> String {
    PartyId::from_hex(by).map_or_else(|| by.to_owned(), |party| scene.name(&party))
}

/// A line with items and parties by their names.
pub fn named(scene: &Scene<'_>, kept: &Kept, line: String) -> String {
    let items = kept.case.items.iter();
    let items = items.map(|item| (&item.id, called(scene, Some(kept), &item.id)));
    let ties = kept.case.linkages.iter();
    let parties = ties.map(|tie| (&tie.by, tied_by(scene, &tie.by)));
    items
        .chain(parties)
        .filter(|(id, _)| !id.is_empty())
        .fold(line, |line, (id, name)| line.replace(id, &name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As it was kept before there were sensitivities of each side, ties and rounds.
    const BEFORE: &str = r#"{"space":"00","case":{"note":"","items":[{"id":"aa","sensitivity":[25],"value":50,"convergence":75,"effort":1,"needs":[],"deadline":null,"basket":null,"effect":"at-once","pinned":null,"price_of_first":0}],"progress":{"trust":20,"round":1,"agreed":[],"resting":[],"lost":[]},"parameters":{"rounds":8,"slots":1,"band":30,"gain":10,"gain_base":30,"asymmetry":200,"kept":100,"discount":10,"floor":10,"sure":80,"core":90,"open_from":50,"seed":1},"method":"auto","linkages":[]},"titles":{"aa":"A1 Gauges"}}"#;

    #[test]
    fn a_paper_of_before_ties_and_rounds_is_read() {
        let kept: Kept = serde_json::from_str(BEFORE).expect("a paper of before");
        assert_eq!(kept.case.items[0].sensitivity, [25]);
        assert!(kept.case.linkages.is_empty() && kept.closed.is_empty());
        let again = serde_json::to_string(&kept).expect("JSON");
        assert_eq!(serde_json::from_str::<Kept>(&again).expect("itself"), kept);
    }

    #[test]
    fn a_paper_of_a_later_version_is_refused_and_not_shortened() {
        let later = BEFORE.replacen("\"space\"", "\"mood\":1,\"space\"", 1);
        assert!(serde_json::from_str::<Kept>(&later).is_err());
    }
}
