//! The seat's private agendas: a form from the items of the lists, a case from the form, a plan in words from the case.
//!
//! An item goes by its id in a case, so that a plan is the same whatever language it is read in; its number and its
//! title take the place of the id where it is read.

use std::collections::BTreeMap;

use advice::agenda::{Told, ToldRound, refused, tell};
use analysis::agenda::{Agenda, Case, Item, Parameters, Progress, Refused, Word};
use domain::List;
use i18n::Arg;
use node::Paper;
use record::ObjectId;
use serde::{Deserialize, Serialize};

use crate::fields::Fields;
use crate::frame::{FieldError, Section};
use crate::pages::advisor::agenda::{AgendaPage, Asked, Group, Number, Weighed};
use crate::pages::parts::{Choice, ListRef};
use crate::view::advisor::{Shelf, href, new_href};
use crate::view::{Scene, lists};

/// What an agenda's paper says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// The space that its items are of, in hex.
    pub space: String,
    /// What is computed.
    pub case: Case,
    /// The items as they were called when it was written, should they not be known any more.
    pub titles: BTreeMap<String, String>,
}

/// What is asked about each item: the name of the field.
const ASKED: [&str; 3] = ["sensitivity", "value", "near"];
/// The numbers that a plan starts from.
const NUMBERS: [&str; 3] = ["trust", "rounds", "slots"];
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
/// Where trust stands on a form that nobody has filled in.
const TRUST: u8 = 20;

/// The form with these fields, for a new agenda or for the one that is kept.
pub fn form(scene: &Scene<'_>, kept: Option<(&Paper, &Kept)>, fields: &Fields) -> AgendaPage {
    let action = kept.map_or_else(
        || new_href(scene, Shelf::Agenda),
        |(paper, _)| href(scene, Shelf::Agenda, paper),
    );
    let title = kept.map_or_else(
        || scene.l.t("advisor-shelf-new-agenda"),
        |(paper, _)| paper.title.clone(),
    );
    let numbers = |names: &[&'static str]| {
        names
            .iter()
            .map(|name| number(scene, name, fields))
            .collect()
    };
    AgendaPage {
        frame: scene.frame(Section::Advisor, &title),
        plan: None,
        name: fields.get("name").to_owned(),
        note: fields.get("note").to_owned(),
        groups: groups(scene, kept.map(|(_, kept)| kept), fields),
        numbers: numbers(&NUMBERS),
        assumptions: numbers(&ASSUMPTIONS),
        version: fields.get("version").to_owned(),
        delete: kept.map(|_| format!("{action}/delete")),
        action,
    }
}

fn number(scene: &Scene<'_>, name: &'static str, fields: &Fields) -> Number {
    Number {
        id: name,
        // i18n: advisor-agenda-input-
        label: scene.l.t(&format!("advisor-agenda-input-{name}")),
        value: fields.get(name).to_owned(),
    }
}

fn groups(scene: &Scene<'_>, kept: Option<&Kept>, fields: &Fields) -> Vec<Group> {
    let mut listed = Vec::new();
    let mut groups = Vec::new();
    for list in List::ALL {
        let items = lists::on_list(scene, list);
        let ids: Vec<String> = items.iter().map(|item| item.object.hex()).collect();
        groups.push((lists::list_ref(&scene.l, list), ids.clone()));
        listed.extend(ids);
    }
    // What has left the lists since stays in sight until it is unticked.
    let gone = kept.map(|kept| kept.titles.keys().filter(|id| !listed.contains(id)));
    let gone: Vec<String> = gone.into_iter().flatten().cloned().collect();
    let off = ListRef {
        slug: String::new(),
        name: scene.l.t("advisor-pages-off-list"),
        purpose: String::new(),
    };
    groups.push((off, gone));
    groups.retain(|(_, ids)| !ids.is_empty());
    groups
        .into_iter()
        .map(|(list, ids)| Group {
            list,
            items: ids
                .into_iter()
                .map(|id| weighed(scene, kept, id, fields))
                .collect(),
        })
        .collect()
}

fn weighed(scene: &Scene<'_>, kept: Option<&Kept>, id: String, fields: &Fields) -> Weighed {
    let asked = |what: &&str| {
        let field = format!("{what}-{id}");
        let chosen = fields.get(&field);
        let option = |(at, _): (usize, &Word)| Choice {
            value: at.to_string(),
            // i18n: advisor-pages-sensitivity-
            // i18n: advisor-pages-value-
            // i18n: advisor-pages-near-
            words: scene.l.t(&format!("advisor-pages-{what}-{at}")),
            chosen: chosen == at.to_string(),
        };
        Asked {
            label: scene.l.t(&format!("advisor-pages-ask-{what}")),
            options: Word::ALL.iter().enumerate().map(option).collect(),
            id: field,
        }
    };
    Weighed {
        words: called(scene, kept, &id),
        ticked: fields.all("item").any(|ticked| ticked == id),
        // i18n: advisor-pages-ask-
        asked: ASKED.iter().map(asked).collect(),
        id,
    }
}

/// An item's number and title for this reader.
fn called(scene: &Scene<'_>, kept: Option<&Kept>, id: &str) -> String {
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

/// The fields of a form that nobody has filled in.
pub fn untouched() -> Fields {
    let case = Case {
        note: String::new(),
        items: Vec::new(),
        progress: Progress::at_trust(TRUST),
        parameters: Parameters::default(),
        method: Default::default(),
        linkages: Vec::new(),
    };
    Fields(of_case(&case))
}

/// The fields that a kept agenda was made from.
pub fn as_kept(paper: &Paper, kept: &Kept) -> Fields {
    let mut fields = of_case(&kept.case);
    fields.push(("name".to_owned(), paper.title.clone()));
    fields.push(("version".to_owned(), paper.version.to_string()));
    Fields(fields)
}

fn of_case(case: &Case) -> Vec<(String, String)> {
    let p = &case.parameters;
    let numbers = [
        ("trust", u64::from(case.progress.trust)),
        ("rounds", u64::from(p.rounds)),
        ("slots", u64::from(p.slots)),
        ("band", u64::from(p.band)),
        ("gain", u64::from(p.gain)),
        ("gain-base", u64::from(p.gain_base)),
        ("asymmetry", u64::from(p.asymmetry)),
        ("kept", u64::from(p.kept)),
        ("discount", u64::from(p.discount)),
        ("floor", u64::from(p.floor)),
        ("sure", u64::from(p.sure)),
        ("core", u64::from(p.core)),
        ("open-from", u64::from(p.open_from)),
        ("seed", p.seed),
    ];
    let mut fields: Vec<(String, String)> = numbers
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_string()))
        .collect();
    fields.push(("note".to_owned(), case.note.clone()));
    for item in &case.items {
        let sensitivity = item.sensitivity.iter().copied().max().unwrap_or(0);
        let given = [u32::from(sensitivity), item.value, item.convergence.into()];
        fields.push(("item".to_owned(), item.id.clone()));
        for (what, points) in ASKED.into_iter().zip(given) {
            let word = Word::ALL
                .iter()
                .position(|word| u32::from(word.points()) == points);
            let word = word.map(|at| at.to_string()).unwrap_or_default();
            fields.push((format!("{what}-{}", item.id), word));
        }
    }
    fields
}

/// The agenda that was typed, or all that is wrong with it, in the order of the form.
pub fn typed(
    scene: &Scene<'_>,
    kept: Option<&Kept>,
    fields: &Fields,
) -> Result<Kept, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut say = |field: &str, what: String| {
        wrong.push(FieldError {
            field: field.to_owned(),
            what,
        })
    };
    if fields.trimmed("name").is_empty() {
        say("name", scene.l.t("advisor-pages-name-missing"));
    }
    let (mut items, mut titles) = (Vec::new(), BTreeMap::new());
    for group in groups(scene, kept, fields) {
        for item in group.items.into_iter().filter(|item| item.ticked) {
            let mut given = [0; 3];
            for (asked, given) in item.asked.iter().zip(&mut given) {
                let word = asked.options.iter().position(|option| option.chosen);
                match word {
                    Some(at) => *given = Word::ALL[at].points(),
                    None => say(
                        &asked.id,
                        scene.l.ta(
                            "advisor-pages-word-missing",
                            &[
                                ("item", Arg::from(&item.words)),
                                ("what", Arg::from(&asked.label)),
                            ],
                        ),
                    ),
                }
            }
            let [sensitivity, value, convergence] = given;
            items.push(Item {
                id: item.id.clone(),
                sensitivity: vec![sensitivity],
                value: value.into(),
                convergence,
                effort: 1,
                needs: Vec::new(),
                deadline: None,
                basket: None,
                effect: Default::default(),
                pinned: None,
                price_of_first: 0,
            });
            titles.insert(item.id, item.words);
        }
    }
    if items.is_empty() {
        say("items", scene.l.t("advisor-pages-items-missing"));
    }
    let mut read = |name: &'static str, least: u64, most: u64| {
        let number = fields.trimmed(name).parse().ok();
        let number = number.filter(|number| (least..=most).contains(number));
        number.unwrap_or_else(|| {
            let label = scene.l.t(&format!("advisor-agenda-input-{name}"));
            let args = [
                ("what", Arg::from(&label)),
                ("least", Arg::from(least)),
                ("most", Arg::from(most)),
            ];
            say(name, scene.l.ta("advisor-pages-number-wrong", &args));
            least
        })
    };
    let trust = read("trust", 0, 100) as u8;
    let parameters = Parameters {
        rounds: read("rounds", 1, 60) as u32,
        slots: read("slots", 1, 6) as u32,
        band: read("band", 1, 100) as u8,
        gain: read("gain", 0, 100) as u8,
        gain_base: read("gain-base", 0, 100) as u8,
        asymmetry: read("asymmetry", 0, 1_000) as u32,
        kept: read("kept", 0, 100) as u8,
        discount: read("discount", 0, 1_000) as u32,
        floor: read("floor", 0, 100) as u8,
        sure: read("sure", 0, 100) as u8,
        core: read("core", 0, 100) as u8,
        open_from: read("open-from", 0, 1_000) as u32,
        seed: read("seed", 0, 1_000_000),
    };
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(Kept {
        space: scene.record().space().hex(),
        case: Case {
            note: fields.get("note").to_owned(),
            items,
            progress: Progress::at_trust(trust),
            parameters,
            method: Default::default(),
            linkages: Vec::new(),
        },
        titles,
    })
}

/// Why an agenda was refused, with its items by their names.
pub fn why_refused(scene: &Scene<'_>, kept: &Kept, why: &Refused) -> FieldError {
    FieldError {
        field: "items".to_owned(),
        what: named(scene, kept, refused(why, scene.l.lang)),
    }
}

/// A plan in words, with its items by their names.
pub fn told(scene: &Scene<'_>, kept: &Kept, agenda: &Agenda) -> Told {
    let line = |line: String| named(scene, kept, line);
    let lines = |all: Vec<String>| all.into_iter().map(line).collect::<Vec<String>>();
    let told = tell(agenda, scene.l.lang);
    let round = |round: ToldRound| ToldRound {
        heading: round.heading,
        items: lines(round.items),
        notes: lines(round.notes),
    };
    Told {
        rounds: told.rounds.into_iter().map(round).collect(),
        left: lines(told.left),
        inputs: told
            .inputs
            .into_iter()
            .map(|(name, value)| (line(name), line(value)))
            .collect(),
        ..told
    }
}

fn named(scene: &Scene<'_>, kept: &Kept, line: String) -> String {
    let named = |line: String, item: &Item| match line.contains(&item.id) {
        true => line.replace(&item.id, &called(scene, Some(kept), &item.id)),
        false => line,
    };
    kept.case.items.iter().fold(line, named)
}
