//! The fields of an agenda's form, as a kept agenda or nobody filled them in.

use analysis::agenda::{Case, Parameters, Progress, Word};
use node::Paper;

use super::describe::{EFFECTS, as_points};
use super::kept::Kept;
use super::ties::{KINDS, TIE};
use crate::fields::Fields;

/// Where trust stands on a form that nobody has filled in.
const TRUST: u8 = 20;

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
