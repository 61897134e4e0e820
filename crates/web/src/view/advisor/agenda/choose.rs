//! The first step of an agenda's form: which items. Nothing that is ticked is ever out of sight.

use domain::{List, area};
use node::Paper;
use record::ObjectId;

use super::describe::{Listed, chosen, listed, place};
use super::kept::Kept;
use crate::fields::Fields;
use crate::frame::Section;
use crate::pages::advisor::agenda::ChoosePage;
use crate::pages::parts::Choice;
use crate::view::{Scene, lists};

/// How many that fit are listed at once; how many there are beyond is said.
const LISTED_MAX: usize = 40;
/// The fields of this step, which are asked for anew.
const OWN: &[&str] = &["item", "q", "list", "area", "do"];

/// The items to choose from, as the fields filter them.
pub fn page(scene: &Scene<'_>, before: Option<(&Paper, &Kept)>, fields: &Fields) -> ChoosePage {
    let kept = before.map(|(_, kept)| kept);
    let (action, title) = place(scene, before);
    let choice = |(id, words): (String, String), chosen: bool| Choice {
        value: id,
        words,
        chosen,
    };
    let ticked = chosen(scene, kept, fields);
    let wanted = Wanted::of(fields);
    let mut room = LISTED_MAX;
    let (mut beyond, mut total) = (0, 0);
    let mut groups = Vec::new();
    for Listed { list, items } in listed(scene, kept) {
        total += items.len();
        let mut fitting: Vec<Choice> = items
            .into_iter()
            .filter(|item| !ticked.contains(item) && wanted.fits(scene, list, item))
            .map(|item| choice(item, false))
            .collect();
        beyond += fitting.len().saturating_sub(room);
        fitting.truncate(room);
        room -= fitting.len();
        if !fitting.is_empty() {
            groups.push((list_name(scene, list), fitting));
        }
    }
    ChoosePage {
        frame: scene.frame(Section::Advisor, &title),
        ticked: ticked.into_iter().map(|item| choice(item, true)).collect(),
        groups,
        beyond,
        total,
        lists: List::ALL
            .map(|list| Choice {
                value: list.word().to_owned(),
                words: list_name(scene, Some(list)),
                chosen: wanted.list == Some(list),
            })
            .to_vec(),
        areas: areas(scene, wanted.area),
        q: wanted.q,
        carried: fields.without(OWN),
        back: match before {
            Some(_) => action.clone(),
            None => format!("{}/advisor", scene.base),
        },
        action,
    }
}

/// What the items are filtered by.
struct Wanted {
    q: String,
    list: Option<List>,
    area: Option<ObjectId>,
}

impl Wanted {
    fn of(fields: &Fields) -> Wanted {
        Wanted {
            q: fields.trimmed("q").to_owned(),
            list: List::from_word(fields.get("list")),
            area: ObjectId::from_hex(fields.get("area")),
        }
    }

    /// Whether an item has all words in its number and its titles, and is on the list and of the area.
    fn fits(&self, scene: &Scene<'_>, list: Option<List>, (id, words): &(String, String)) -> bool {
        let item = ObjectId::from_hex(id).and_then(|id| scene.relationship().item(&id));
        let mut text = words.clone();
        let titles = item.and_then(|item| item.titles(scene.relationship(), scene.record()));
        for title in titles.iter().flat_map(|titles| titles.iter()) {
            text.push(' ');
            text.push_str(&title.title);
        }
        let text = text.to_lowercase();
        let areas = item.map(|item| item.areas(scene.relationship(), scene.record()));
        let of_area = |area: ObjectId| areas.as_ref().is_some_and(|areas| areas.contains(&area));
        self.list.is_none_or(|wanted| list == Some(wanted))
            && self.area.is_none_or(of_area)
            && self
                .q
                .to_lowercase()
                .split_whitespace()
                .all(|word| text.contains(word))
    }
}

fn list_name(scene: &Scene<'_>, list: Option<List>) -> String {
    match list {
        Some(list) => lists::list_ref(&scene.l, list).name,
        None => scene.l.t("advisor-pages-off-list"),
    }
}

fn areas(scene: &Scene<'_>, wanted: Option<ObjectId>) -> Vec<Choice> {
    let all = area::areas(scene.relationship(), scene.record()).into_iter();
    let choice = |(area, _): (&domain::Item, area::Standing)| Choice {
        value: area.object.hex(),
        words: scene.area_words(area),
        chosen: wanted == Some(area.object),
    };
    all.map(choice).collect()
}
