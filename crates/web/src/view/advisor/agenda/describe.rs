//! The second step of an agenda's form: what each chosen item is like, who ties what to what, and the assumptions.

use analysis::agenda::waits::Tie as Kind;
use analysis::agenda::{Case, Effect, Parameters, Progress, Word};
use domain::List;
use node::Paper;

use super::kept::{Kept, called, tied_by};
use super::{Shelf, href, new_href};
use crate::fields::Fields;
use crate::frame::Section;
use crate::pages::advisor::agenda::{AgendaPage, Asked, Described, KeptParts, Number, Tie};
use crate::pages::parts::Choice;
use crate::view::{Scene, lists};

/// What is asked of every item in a word.
pub const ASKED: [&str; 3] = ["sensitivity", "value", "near"];
/// What else can be said of an item in a number or a few words.
pub const NUMBERS: [&str; 5] = ["effort", "deadline", "pinned", "price", "basket"];
/// The four parts of a tie.
pub const TIE: [&str; 4] = ["by", "step", "after", "kind"];
/// All kinds of ties, by their names on the form.
pub const KINDS: [(&str, Kind); 6] = [
    ("demand", Kind::Demand),
    ("precondition", Kind::Precondition),
    ("causes", Kind::Causes),
    ("signal", Kind::Signal),
    ("window", Kind::Window),
    ("action-reaction", Kind::ActionReaction),
];
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
/// Where trust stands on a form that nobody has filled in.
const TRUST: u8 = 20;
/// How many empty ties a form has room for.
const MORE_TIES: usize = 2;

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

fn choices<T>(scene: &Scene<'_>, what: &str, all: &[(&str, T)], typed: &str) -> Vec<Choice> {
    let option = |(name, _): &(&str, T)| Choice {
        value: (*name).to_owned(),
        words: scene.l.t(&format!("advisor-pages-{what}-{name}")),
        chosen: typed == *name,
    };
    all.iter().map(option).collect()
}

/// How many ties the fields have, empty ones among them.
pub fn ties_typed(fields: &Fields) -> Vec<[&str; 4]> {
    let tie = |n: usize| TIE.map(|part| fields.get(&format!("tie-{part}-{n}")));
    let has = |n: &usize| {
        fields
            .0
            .iter()
            .any(|(name, _)| *name == format!("tie-step-{n}"))
    };
    (0..).take_while(has).map(tie).collect()
}

fn ties(
    scene: &Scene<'_>,
    kept: Option<&Kept>,
    chosen: &[(String, String)],
    fields: &Fields,
) -> Vec<Tie> {
    // In their places, so that what is wrong with one stands at it; room for more behind the last that says something.
    let mut typed = ties_typed(fields);
    let says = |tie: &[&str; 4]| tie.iter().any(|part| !part.is_empty());
    typed.truncate(typed.iter().rposition(says).map_or(0, |last| last + 1));
    typed.extend([[""; 4]; MORE_TIES]);
    let mut parties: Vec<String> = scene.parties().iter().map(|party| party.hex()).collect();
    let ties = kept.into_iter().flat_map(|kept| &kept.case.linkages);
    for by in ties.map(|tie| &tie.by) {
        if !parties.contains(by) {
            parties.push(by.clone());
        }
    }
    let tie = |(n, [by, step, after, kind]): (usize, [&str; 4])| {
        let item = |typed: &str| {
            let option = |(id, words): &(String, String)| Choice {
                value: id.clone(),
                words: words.clone(),
                chosen: typed == id,
            };
            chosen.iter().map(option).collect::<Vec<Choice>>()
        };
        let party = |id: &String| Choice {
            value: id.clone(),
            words: tied_by(scene, id),
            chosen: by == id,
        };
        let options = [
            parties.iter().map(party).collect(),
            item(step),
            item(after),
            // i18n: advisor-pages-tie-
            choices(scene, "tie", &KINDS, kind),
        ];
        let asked = TIE.iter().zip(options).map(|(part, options)| Asked {
            id: format!("tie-{part}-{n}"),
            label: scene.l.t(&format!("advisor-pages-ask-tie-{part}")),
            none: scene.l.t("advisor-pages-choose"),
            options,
        });
        Tie {
            says: says(&[by, step, after, kind]),
            asked: asked.collect(),
        }
    };
    typed.into_iter().enumerate().map(tie).collect()
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
        let mut say =
            |what: &str, value: String| fields.push((format!("{what}-{}", item.id), value));
        let ours = item.sensitivity.first().copied().unwrap_or_default();
        say("sensitivity", word_of(ours.into()));
        if let Some(theirs) = item.sensitivity.get(1) {
            say("theirs", word_of((*theirs).into()));
        }
        say("value", word_of(item.value));
        say("near", word_of(item.convergence.into()));
        say("effort", item.effort.to_string());
        say("price", item.price_of_first.to_string());
        let round = |round: Option<u32>| round.map(|round| round.to_string()).unwrap_or_default();
        say("deadline", round(item.deadline));
        say("pinned", round(item.pinned));
        say("basket", item.basket.clone().unwrap_or_default());
        say("effect", name_in(&EFFECTS, item.effect));
        item.needs
            .iter()
            .for_each(|need| say("needs", need.clone()));
        fields.push(("item".to_owned(), item.id.clone()));
    }
    for (n, tie) in case.linkages.iter().enumerate() {
        let parts = [&tie.by, &tie.step, &tie.after, &name_in(&KINDS, tie.kind)];
        let field = |(name, value): (&str, &String)| (format!("tie-{name}-{n}"), value.clone());
        fields.extend(TIE.into_iter().zip(parts).map(field));
    }
    fields
}

fn word_of(points: u32) -> String {
    let mut words = Word::ALL.iter();
    let word = words.position(|word| u32::from(word.points()) == points);
    word.map_or_else(|| as_points(points), |at| at.to_string())
}

fn name_in<T: PartialEq>(all: &[(&str, T)], wanted: T) -> String {
    let found = all.iter().find(|(_, found)| *found == wanted);
    found
        .map(|(name, _)| (*name).to_owned())
        .unwrap_or_default()
}
