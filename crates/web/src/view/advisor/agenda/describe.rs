//! The second step of an agenda's form: what each chosen item is like, who ties what to what, and the assumptions.

use analysis::agenda::{Effect, Word};
use domain::List;
use node::Paper;

use super::kept::{Kept, called};
use super::ties::ties;
use super::{Shelf, href, new_href};
use crate::fields::Fields;
use crate::frame::Section;
use crate::pages::advisor::agenda::{AgendaPage, Asked, Described, KeptParts, Number};
use crate::pages::parts::Choice;
use crate::view::{Scene, lists};

/// What is asked of every item in a word.
pub const ASKED: [&str; 3] = ["sensitivity", "value", "near"];
/// What else can be said of an item in a number or a few words.
pub const NUMBERS: [&str; 5] = ["effort", "deadline", "pinned", "price", "basket"];
/// When what is agreed takes effect, by its name on the form.
pub const EFFECTS: [(&str, Effect); 2] = [
    ("at-once", Effect::AtOnce),
    ("with-the-whole", Effect::WithTheWhole),
];
/// The numbers that a plan starts from.
const STARTS: [&str; 3] = ["trust", "rounds", "slots"];
/// The other assumptions.
const ASSUMPTIONS: [&str; 11] = [
    "band",
    "gain",
    "gain-base",
    "asymmetry",
    "kept",
    "discount",
    "floor",
    "sure",
    "core",
    "open-from",
    "seed",
];

/// The form with these fields, for a new agenda or for the one that is kept.
pub fn form(scene: &Scene<'_>, before: Option<(&Paper, &Kept)>, fields: &Fields) -> AgendaPage {
    let (action, title) = place(scene, before);
    let kept = before.map(|(_, kept)| kept);
    let chosen = chosen(scene, kept, fields);
    let numbers = |names: &[&str]| {
        let number = |name: &&str| number(scene, name, fields);
        names.iter().map(number).collect()
    };
    let item = |(id, words): &(String, String)| described(scene, kept, id, words, &chosen, fields);
    AgendaPage {
        frame: scene.frame(Section::Advisor, &title),
        name: fields.get("name").to_owned(),
        note: fields.get("note").to_owned(),
        items: chosen.iter().map(item).collect(),
        numbers: numbers(&STARTS),
        assumptions: numbers(&ASSUMPTIONS),
        ties: ties(scene, kept, &chosen, fields),
        version: fields.get("version").to_owned(),
        kept: before.map(|_| KeptParts {
            delete: format!("{action}/delete"),
            form_open: true,
            ..KeptParts::default()
        }),
        action,
    }
}

/// Where the form is sent, and how the page is called.
pub fn place(scene: &Scene<'_>, before: Option<(&Paper, &Kept)>) -> (String, String) {
    match before {
        Some((paper, _)) => (href(scene, Shelf::Agenda, paper), paper.title.clone()),
        None => (
            new_href(scene, Shelf::Agenda),
            scene.l.t("advisor-shelf-new-agenda"),
        ),
    }
}

/// Items of one list that can be chosen, each by its id and its name.
pub struct Listed {
    /// The list; none for what is on none.
    pub list: Option<List>,
    /// The items.
    pub items: Vec<(String, String)>,
}

/// All items that can be chosen; at the end what an agenda has that is on no list.
pub fn listed(scene: &Scene<'_>, kept: Option<&Kept>) -> Vec<Listed> {
    let name = |id: String| {
        let words = called(scene, kept, &id);
        (id, words)
    };
    let of = |list: List| {
        let items = lists::on_list(scene, list).into_iter();
        Listed {
            list: Some(list),
            items: items.map(|item| name(item.object.hex())).collect(),
        }
    };
    let mut groups = Vec::from(List::ALL.map(of));
    let known = |id: &String| {
        let mut all = groups.iter().flat_map(|group| &group.items);
        all.any(|(listed, _)| listed == id)
    };
    // What has left the lists since stays in sight until it is unticked.
    let gone = kept.into_iter().flat_map(|kept| kept.titles.keys());
    let items = gone.filter(|id| !known(id)).cloned().map(name).collect();
    groups.push(Listed { list: None, items });
    groups
}

/// The items that are ticked, in the order of the lists.
pub fn chosen(scene: &Scene<'_>, kept: Option<&Kept>, fields: &Fields) -> Vec<(String, String)> {
    let all = listed(scene, kept).into_iter();
    let all = all.flat_map(|group| group.items);
    all.filter(|(id, _)| fields.all("item").any(|ticked| ticked == id))
        .collect()
}

fn number(scene: &Scene<'_>, name: &str, fields: &Fields) -> Number {
    Number {
        id: name.to_owned(),
        // i18n: advisor-agenda-input-
        label: scene.l.t(&format!("advisor-agenda-input-{name}")),
        value: fields.get(name).to_owned(),
    }
}

fn described(
    scene: &Scene<'_>,
    kept: Option<&Kept>,
    id: &str,
    words: &str,
    chosen: &[(String, String)],
    fields: &Fields,
) -> Described {
    let standing = kept.and_then(|kept| kept.case.items.iter().find(|item| item.id == id));
    let points = |what: &str| match (what, standing) {
        (_, None) => None,
        ("sensitivity", Some(item)) => item.sensitivity.first().map(|points| u32::from(*points)),
        ("theirs", Some(item)) => item.sensitivity.get(1).map(|points| u32::from(*points)),
        ("value", Some(item)) => Some(item.value),
        (_, Some(item)) => Some(item.convergence.into()),
    };
    let asked = |what: &str, scale: &str, none: &str| Asked {
        // i18n: advisor-pages-ask-
        label: scene.l.t(&format!("advisor-pages-ask-{what}")),
        none: scene.l.t(none),
        options: words_of(
            scene,
            scale,
            fields.get(&format!("{what}-{id}")),
            points(what),
        ),
        id: format!("{what}-{id}"),
    };
    let effect = Asked {
        id: format!("effect-{id}"),
        label: scene.l.t("advisor-pages-ask-effect"),
        none: String::new(),
        // i18n: advisor-pages-effect-
        options: choices(
            scene,
            "effect",
            &EFFECTS,
            fields.get(&format!("effect-{id}")),
        ),
    };
    let number = |name: &&str| Number {
        id: format!("{name}-{id}"),
        label: scene.l.t(&format!("advisor-pages-ask-{name}")),
        value: fields.get(&format!("{name}-{id}")).to_owned(),
    };
    let needed = |other: &str| fields.all(&format!("needs-{id}")).any(|need| need == other);
    let others = chosen.iter().filter(|(other, _)| other != id);
    let needs: Vec<Choice> = others
        .map(|(other, words)| Choice {
            value: other.clone(),
            words: words.clone(),
            chosen: needed(other),
        })
        .collect();
    let beyond = ["theirs", "deadline", "pinned", "basket"];
    let beyond = beyond
        .iter()
        .filter(|name| fields.has(&format!("{name}-{id}")));
    let usual = [("effort", "1"), ("price", "0"), ("effect", EFFECTS[0].0)];
    let unusual = usual.iter().filter(|(name, usual)| {
        let typed = fields.trimmed(&format!("{name}-{id}"));
        !typed.is_empty() && typed != *usual
    });
    Described {
        asked: ASKED
            .map(|what| asked(what, what, "advisor-pages-choose"))
            .to_vec(),
        more: vec![
            asked("theirs", "sensitivity", "advisor-pages-not-said"),
            effect,
        ],
        numbers: NUMBERS.iter().map(number).collect(),
        said: beyond.count() + unusual.count() + needs.iter().filter(|need| need.chosen).count(),
        needs,
        words: words.to_owned(),
        id: id.to_owned(),
    }
}

/// The five words of a scale; points that are none of them, as they are kept.
fn words_of(scene: &Scene<'_>, scale: &str, typed: &str, kept: Option<u32>) -> Vec<Choice> {
    let option = |(at, _): (usize, &Word)| Choice {
        value: at.to_string(),
        // i18n: advisor-pages-sensitivity-
        // i18n: advisor-pages-value-
        // i18n: advisor-pages-near-
        words: scene.l.t(&format!("advisor-pages-{scale}-{at}")),
        chosen: typed == at.to_string(),
    };
    let mut options: Vec<Choice> = Word::ALL.iter().enumerate().map(option).collect();
    let is_word = |points: u32| {
        Word::ALL
            .iter()
            .any(|word| u32::from(word.points()) == points)
    };
    if let Some(points) = kept.filter(|points| !is_word(*points)) {
        let figure = points.to_string();
        options.push(Choice {
            value: as_points(points),
            words: scene
                .l
                .ta("advisor-pages-as-kept", &[("points", (&figure).into())]),
            chosen: typed == as_points(points),
        });
    }
    options
}

/// Points that no word stands for, as the form names them.
pub fn as_points(points: u32) -> String {
    format!("p{points}")
}

/// The named answers of a question.
pub fn choices<T>(scene: &Scene<'_>, what: &str, all: &[(&str, T)], typed: &str) -> Vec<Choice> {
    let option = |(name, _): &(&str, T)| Choice {
        value: (*name).to_owned(),
        words: scene.l.t(&format!("advisor-pages-{what}-{name}")),
        chosen: typed == *name,
    };
    all.iter().map(option).collect()
}
