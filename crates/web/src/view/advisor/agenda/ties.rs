//! Who ties which step to which, on an agenda's form.

use analysis::agenda::waits::Tie as Kind;

use super::describe::choices;
use super::kept::{Kept, tied_by};
use crate::fields::Fields;
use crate::pages::advisor::agenda::{Asked, Tie};
use crate::pages::parts::Choice;
use crate::view::Scene;

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
/// How many empty ties a form has room for.
const MORE_TIES: usize = 2;

/// The ties that the fields have, empty ones among them.
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

/// The ties in the fields, in their places, and room for more.
pub fn ties(
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
