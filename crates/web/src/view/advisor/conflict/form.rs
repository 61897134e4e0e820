//! The form for a conflict, filled with what was typed.

use analysis::escalation::CASES;
use domain::List;
use i18n::{Arg, Localizer};

use super::ready::Ground;
use super::sheet::{OptionRow, PartyRow, Reversal, RuleKind, RuleRow, Sheet, Way, Wish, Word};
use super::wish::RANKED_MAX;
use crate::frame::Section;
use crate::pages::advisor::conflict::{
    CaseLink, ConflictForm, NumberPart, OptionPart, RulePart, Start, WishPart,
};
use crate::pages::parts::Choice;
use crate::view::advisor::{Shelf, new_href};
use crate::view::{Scene, lists};

/// Blank rows at the end of each list of rows.
const BLANK: usize = 2;

/// What the form is of.
pub struct Of<'a> {
    /// What its owner calls it.
    pub name: &'a str,
    /// The version it was made from; empty for a new one.
    pub version: &'a str,
    /// The address of the paper; none for a new one.
    pub paper: Option<String>,
}

/// The sheet that a new conflict begins with: the members of the space, and nothing else.
pub fn untouched(scene: &Scene<'_>) -> Sheet {
    let members = scene.own_first(scene.parties());
    let own = members.iter().position(|party| *party == scene.own);
    let row = |name: String| PartyRow {
        name,
        ..PartyRow::default()
    };
    Sheet {
        space: scene.record().space().hex(),
        parties: scene.names(&members).into_iter().map(row).collect(),
        own: own.map(|row| row.to_string()).unwrap_or_default(),
        ..Sheet::default()
    }
}

/// The form with this sheet.
pub fn form(scene: &Scene<'_>, of: &Of<'_>, sheet: &Sheet) -> ConflictForm {
    let l = scene.l;
    let new = new_href(scene, Shelf::Conflict);
    let title = match of.paper {
        Some(_) => of.name.to_owned(),
        None => l.t("advisor-shelf-new-conflict"),
    };
    let mut parties: Vec<String> = sheet.parties.iter().map(|row| row.name.clone()).collect();
    parties.extend(vec![String::new(); BLANK - 1]);
    let mut options = sheet.options.clone();
    options.resize(options.len().max(BLANK) + BLANK, OptionRow::default());
    let mut rules = sheet.rules.clone();
    rules.resize(rules.len() + BLANK, RuleRow::default());
    let mut same = sheet.same.clone();
    same.push(String::new());
    ConflictForm {
        frame: scene.frame(Section::Advisor, &title),
        name: of.name.to_owned(),
        note: sheet.note.clone(),
        seed: sheet.seed.clone(),
        version: of.version.to_owned(),
        action: of
            .paper
            .as_ref()
            .map_or_else(|| new.clone(), |paper| format!("{paper}/change")),
        back: of
            .paper
            .clone()
            .unwrap_or_else(|| format!("{}/advisor", scene.base)),
        own: party_choices(&l, &sheet.parties, &sheet.own),
        options: options
            .iter()
            .map(|row| option(&l, sheet, row, parties.len()))
            .collect(),
        parties,
        suggestions: suggestions(scene),
        now_unsaid: sheet.now_unsaid,
        // i18n: advisor-conflict-rule-kind-
        rules: rules
            .iter()
            .map(|row| RulePart {
                kinds: words::<RuleKind>(&l, "rule-kind", row.kind),
                of: row.of.clone(),
            })
            .collect(),
        same,
        wishes: wishes(&l, sheet),
        start: of.paper.is_none().then(|| start(&l, &new)),
        delete: of.paper.as_ref().map(|paper| format!("{paper}/delete")),
    }
}

fn words<T: Word>(l: &Localizer, what: &str, chosen: T) -> Vec<Choice> {
    let choice = |(word, slug): &(T, &str)| Choice {
        value: (*slug).to_owned(),
        words: l.t(&format!("advisor-conflict-{what}-{slug}")),
        chosen: *word == chosen,
    };
    T::ALL.iter().map(choice).collect()
}

fn party_choices(l: &Localizer, parties: &[PartyRow], chosen: &str) -> Vec<Choice> {
    let choice = |(row, party): (usize, &PartyRow)| Choice {
        value: row.to_string(),
        words: match party.name.trim() {
            "" => l.ta("advisor-conflict-row", &[("number", (row + 1).into())]),
            name => name.to_owned(),
        },
        chosen: chosen == row.to_string(),
    };
    parties.iter().enumerate().map(choice).collect()
}

fn option(l: &Localizer, sheet: &Sheet, row: &OptionRow, parties: usize) -> OptionPart {
    let mut rows = sheet.parties.clone();
    rows.resize(parties, PartyRow::default());
    OptionPart {
        name: row.name.clone(),
        owners: party_choices(l, &rows, &row.owner),
        // i18n: advisor-conflict-change-
        changes: words::<Reversal>(l, "change", row.change),
        now: row.now,
    }
}

/// The titles of the items on the lists.
fn suggestions(scene: &Scene<'_>) -> Vec<String> {
    let items = List::ALL
        .into_iter()
        .flat_map(|list| lists::on_list(scene, list));
    items
        .map(|item| scene.item_ref(item).title.main.text)
        .collect()
}

fn start(l: &Localizer, new: &str) -> Start {
    // i18n: advisor-conflict-case-
    let case = |(slug, _): &(&str, &str)| CaseLink {
        href: format!("{new}?from={slug}"),
        title: l.t(&format!("advisor-conflict-case-{slug}")),
        about: l.t(&format!("advisor-conflict-case-{slug}-about")),
    };
    Start {
        cases: CASES.iter().map(case).collect(),
        action: new.replace("/new", "/read"),
        pasted: String::new(),
    }
}

fn wishes(l: &Localizer, sheet: &Sheet) -> Vec<WishPart> {
    let situations = Ground::of(sheet, *l)
        .map(|ground| ground.situations(*l))
        .unwrap_or_default();
    let mut all = Vec::new();
    for (row, party) in sheet.parties.iter().enumerate() {
        if party.name.trim().is_empty() && party.wish.is_blank() {
            continue;
        }
        let own = sheet.own() == Some(row);
        let of = Asked {
            l,
            sheet,
            situations: &situations,
            row,
        };
        all.push(of.part(
            "wish",
            &party.wish,
            if own {
                "advisor-conflict-wish-own"
            } else {
                "advisor-conflict-wish-guess"
            },
        ));
        if !own {
            all.push(of.part("told", &party.told, "advisor-conflict-wish-told"));
        }
    }
    all
}

/// What is asked about one party.
struct Asked<'a> {
    l: &'a Localizer,
    sheet: &'a Sheet,
    situations: &'a [(String, String)],
    row: usize,
}

impl Asked<'_> {
    fn part(&self, prefix: &'static str, wish: &Wish, legend: &str) -> WishPart {
        let (row, l) = (self.row, self.l);
        let party = &self.sheet.parties[row].name;
        let (weights, places) = (self.weights(prefix, wish), self.places(prefix, wish));
        let kept = |parts: &[NumberPart]| {
            parts
                .iter()
                .map(|part| (part.id.clone(), part.value.clone()))
                .collect::<Vec<_>>()
        };
        let statements = (format!("{prefix}-{row}"), wish.statements.clone());
        let mut hidden = Vec::new();
        if wish.way != Way::Statements {
            hidden.push(statements);
        }
        if wish.way != Way::Weights {
            hidden.extend(kept(&weights));
        }
        let listed = wish.way == Way::Ranking && !places.is_empty();
        if !listed {
            let place = |(key, value): (&String, &String)| {
                (format!("{prefix}-place-{row}-{key}"), value.clone())
            };
            hidden.extend(wish.places.iter().map(place));
        }
        let too_long = self.situations.len() > RANKED_MAX as usize;
        let instead = (wish.way == Way::Ranking && !listed).then(|| match too_long {
            true => l.ta(
                "advisor-conflict-ranking-too-long",
                &[
                    ("given", self.situations.len().into()),
                    ("most", RANKED_MAX.into()),
                ],
            ),
            false => l.t("advisor-conflict-ranking-later"),
        });
        WishPart {
            prefix,
            row,
            legend: l.ta(legend, &[("party", Arg::from(party))]),
            folded: prefix == "told",
            typed: !wish.is_blank(),
            // i18n: advisor-conflict-way-
            ways: words::<Way>(l, "way", wish.way),
            statements: (wish.way == Way::Statements).then(|| wish.statements.clone()),
            numbers: match wish.way {
                Way::Statements => Vec::new(),
                Way::Weights => weights,
                Way::Ranking => places,
            },
            instead,
            unsure: (prefix == "wish").then(|| wish.unsure.clone()),
            hidden,
        }
    }

    fn weights(&self, prefix: &str, wish: &Wish) -> Vec<NumberPart> {
        let part = |(option, typed): (usize, &OptionRow)| NumberPart {
            id: format!("{prefix}-weight-{}-{option}", self.row),
            label: format!("{}. {}", option + 1, typed.name),
            value: wish.weights.get(option).cloned().unwrap_or_default(),
        };
        self.sheet.options.iter().enumerate().map(part).collect()
    }

    /// A place for each situation. One that came about because an option was added has the place it had before.
    fn places(&self, prefix: &str, wish: &Wish) -> Vec<NumberPart> {
        if self.situations.len() > RANKED_MAX as usize {
            return Vec::new();
        }
        let before = |key: &str| {
            (1..=key.len())
                .rev()
                .find_map(|end| wish.places.get(&key[..end]))
        };
        let part = |(key, name): &(String, String)| NumberPart {
            id: format!("{prefix}-place-{}-{key}", self.row),
            label: name.clone(),
            value: before(key).cloned().unwrap_or_default(),
        };
        self.situations.iter().map(part).collect()
    }
}
