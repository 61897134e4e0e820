//! Issues from the lists: an item becomes an issue, and the texts on the table for it become its values.

use analysis::packages::model::{Issue, Kind};
use domain::{Item, List};
use node::Paper;
use record::ObjectId;

use super::change::with_issues;
use super::issues::{ISSUES_MAX, too_many};
use super::paper::{Kept, KeptIssue};
use super::{Tab, around, frame};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::pages::advisor::package::{ItemLine, ItemsPage};
use crate::pages::parts::Choice;
use crate::view::{Scene, lists, stand};

/// How many items one page offers.
const SHOWN: usize = 30;

/// The items that fit what is looked for.
pub fn page(scene: &Scene<'_>, paper: &Paper, kept: &Kept, wanted: &Fields) -> ItemsPage {
    let (relationship, record) = (scene.relationship(), scene.record());
    let area = ObjectId::from_hex(wanted.get("area"));
    let q = wanted.trimmed("q").to_lowercase();
    let chosen = List::from_word(wanted.get("list"));
    let listed = List::ALL
        .into_iter()
        .filter(|list| chosen.is_none_or(|one| one == *list));
    let items: Vec<&Item> = listed
        .flat_map(|list| lists::on_list(scene, list))
        .collect();
    let fits = |item: &&&Item| {
        let in_area = area.is_none_or(|area| item.areas(relationship, record).contains(&area));
        let words = called(scene, item).to_lowercase();
        in_area && q.split_whitespace().all(|word| words.contains(word))
    };
    let found: Vec<&Item> = items.iter().filter(fits).copied().collect();
    let line = |item: &&Item| ItemLine {
        id: item.object.hex(),
        words: called(scene, item),
        status: stand::status(scene, item),
        values: values(scene, item),
        there: is_there(kept, item),
        ticked: wanted.all("item").any(|ticked| ticked == item.object.hex()),
    };
    let list = |list: List| {
        let about = lists::list_ref(&scene.l, list);
        Choice {
            chosen: chosen == Some(list),
            value: about.slug,
            words: about.name,
        }
    };
    let areas = domain::area::areas(relationship, record).into_iter();
    ItemsPage {
        frame: frame(scene, paper),
        around: around(scene, paper, kept, Tab::Issues),
        q: wanted.get("q").to_owned(),
        lists: List::ALL.into_iter().map(list).collect(),
        areas: areas
            .map(|(one, _)| Choice {
                value: one.object.hex(),
                words: scene.area_words(one),
                chosen: area == Some(one.object),
            })
            .collect(),
        rows: found.iter().take(SHOWN).map(line).collect(),
        more: found.len().saturating_sub(SHOWN),
    }
}

fn called(scene: &Scene<'_>, item: &Item) -> String {
    let item = scene.item_ref(item);
    format!("{} {}", item.number, item.title.main.text)
}

fn is_there(kept: &Kept, item: &Item) -> bool {
    let id = Some(item.object.hex());
    kept.issues.iter().any(|issue| issue.item == id)
}

/// As it is, then every text that can still take effect, by its short name; where there is none, something new.
fn values(scene: &Scene<'_>, item: &Item) -> Vec<String> {
    let open = item.open(scene.relationship(), scene.record());
    let mut values = vec![scene.l.t("advisor-package-pages-as-is")];
    values.extend(open.iter().map(|text| scene.text_name(text)));
    if open.is_empty() {
        values.push(scene.l.t("advisor-package-pages-something-new"));
    }
    values
}

/// The paper with the ticked items as issues, each once.
///
/// # Errors
/// There would be more issues than these pages take.
pub fn with_ticked(scene: &Scene<'_>, kept: &Kept, fields: &Fields) -> Result<Kept, FieldError> {
    let known = kept.issues.iter().cloned().enumerate();
    let mut issues: Vec<(Option<usize>, KeptIssue)> =
        known.map(|(at, issue)| (Some(at), issue)).collect();
    let items = List::ALL
        .into_iter()
        .flat_map(|list| lists::on_list(scene, list));
    for item in items {
        let id = item.object.hex();
        let name = called(scene, item);
        let ticked = fields.all("item").any(|ticked| ticked == id);
        let named = issues.iter().any(|(_, known)| known.issue.name == name);
        if !ticked || named || is_there(kept, item) {
            continue;
        }
        let issue = Issue {
            name,
            kind: Kind::Text,
            values: values(scene, item),
            as_is: Some(0),
            ring_fenced: false,
        };
        let item = Some(id);
        issues.push((None, KeptIssue { issue, item }));
    }
    if issues.len() > ISSUES_MAX {
        return Err(too_many(
            scene,
            "",
            "advisor-package-pages-issues-many",
            ISSUES_MAX,
        ));
    }
    Ok(with_issues(kept, issues).expect("nothing is taken out"))
}
