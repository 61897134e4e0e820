//! The reading exercise: two demands that wait for one another, after one article, and an order of talks around them.
//!
//! Its numbers are illustrative and nobody's, its parties are invented. What the article says is told as what its authors
//! say.

use std::collections::BTreeMap;

use analysis::agenda::{Agenda, CASES, Case, plan};

use super::agenda::{Kept, told};
use crate::frame::Section;
use crate::pages::advisor::exercise::ExercisePage;
use crate::view::Scene;

/// The items of the case, each with its name in messages. In the order of the case's own names, which breaks ties.
const ITEMS: [(&str, &str); 9] = [
    ("climate", "climate"),
    ("core interests", "core"),
    ("military contacts", "military"),
    ("people-to-people exchange", "people"),
    ("precursor chemicals", "precursors"),
    ("public health", "public-health"),
    ("sanctions on institutes", "sanctions"),
    ("trade boundaries", "trade"),
    ("working group on technology", "working-group"),
];
/// The parties of the case, each with its name in messages.
const PARTIES: [(&str, &str); 2] = [("Asteria", "x"), ("Borealis", "y")];

/// The exercise as an agenda's paper, in the reader's language.
pub fn paper(scene: &Scene<'_>) -> Kept {
    let (_, text) = CASES[0];
    let mut case: Case = serde_json::from_str(text).expect("a case of the product is one");
    for name in names(&mut case) {
        let slug = ITEMS.iter().find(|(found, _)| found == name);
        *name = slug.map_or_else(|| name.clone(), |(_, slug)| id(slug));
    }
    for tie in &mut case.linkages {
        let party = PARTIES.iter().find(|(name, _)| *name == tie.by);
        // i18n: advisor-exercise-party-
        let name = |slug: &str| scene.l.t(&format!("advisor-exercise-party-{slug}"));
        tie.by = party.map_or_else(|| tie.by.clone(), |(_, slug)| name(slug));
    }
    for basket in case
        .items
        .iter_mut()
        .filter_map(|item| item.basket.as_mut())
    {
        *basket = scene.l.t("advisor-exercise-basket");
    }
    case.note = scene.l.t("advisor-exercise-note");
    // i18n: advisor-exercise-item-
    let title = |(_, slug): (&str, &str)| {
        (
            id(slug),
            scene.l.t(&format!("advisor-exercise-item-{slug}")),
        )
    };
    Kept {
        space: scene.record().space().hex(),
        case,
        titles: ITEMS.map(title).into_iter().collect::<BTreeMap<_, _>>(),
        closed: Vec::new(),
    }
}

/// What an item of the exercise goes by: no object of the record.
fn id(slug: &str) -> String {
    format!("reading-{slug}")
}

/// Every place of a case in which an item is named.
fn names(case: &mut Case) -> impl Iterator<Item = &mut String> {
    let items = case.items.iter_mut();
    let items = items.flat_map(|item| core::iter::once(&mut item.id).chain(&mut item.needs));
    let ties = case.linkages.iter_mut();
    items.chain(ties.flat_map(|tie| [&mut tie.step, &mut tie.after]))
}

/// The page.
pub fn page(scene: &Scene<'_>, kept: &Kept, agenda: &Agenda) -> ExercisePage {
    ExercisePage {
        frame: scene.frame(Section::Advisor, &scene.l.t("advisor-exercise-title")),
        told: told(scene, kept, agenda),
        note: kept.case.note.clone(),
    }
}

/// The plan of the exercise.
pub fn planned(kept: &Kept) -> Agenda {
    plan(&kept.case).expect("a case of the product has a plan")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_and_party_of_the_case_has_a_name_in_messages() {
        let mut case: Case = serde_json::from_str(CASES[0].1).expect("a case");
        assert_eq!(CASES[0].0, "reading");
        assert!(
            case.linkages
                .iter()
                .all(|tie| PARTIES.iter().any(|(name, _)| *name == tie.by))
        );
        assert_eq!(case.items.len(), ITEMS.len());
        for name in names(&mut case) {
            assert!(ITEMS.iter().any(|(found, _)| found == name), "{name}");
        }
        assert!(ITEMS.is_sorted() && ITEMS.is_sorted_by_key(|(_, slug)| *slug));
    }
}
