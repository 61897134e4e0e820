//! Ways of de-escalation, open preferences and perception gaps, in words.

use analysis::escalation::deescalate::{Way, Ways};
use analysis::escalation::open::{Cases, Robustness};
use analysis::escalation::perception::Gap;
use analysis::escalation::{Concept, Conflict, State};
use i18n::{Arg, Localizer};

use super::further::short;
use super::names::Names;

/// Each of the equally good ways as its sentences, and what is to be said of them all.
pub fn ways(conflict: &Conflict, found: &Ways, l: Localizer) -> (Vec<Vec<String>>, Vec<String>) {
    let names = Names { conflict, l };
    let told = found.best.iter().map(|way| one_way(&names, way)).collect();
    let mut notes = Vec::new();
    match found.best.len() {
        0 => notes.push(l.t("advisor-escalation-way-none")),
        1 => {}
        count => notes.push(l.ta("advisor-escalation-way-equal", &[("count", count.into())])),
    }
    if !found.best.is_empty() {
        notes.push(l.t("advisor-escalation-way-proposal"));
        notes.push(l.t("advisor-escalation-caveat"));
    }
    (told, notes)
}

fn one_way(names: &Names<'_>, way: &Way) -> Vec<String> {
    let l = names.l;
    let mut says = Vec::new();
    for (number, (step, exposures)) in (1_usize..).zip(&way.steps) {
        let change = names.change(step.from, step.to);
        let parties = names.parties(&step.parties);
        let args = [("number", number.into()), ("change", Arg::Str(&change))];
        let alone = step.parties.len() == 1;
        let who = (if alone { "party" } else { "parties" }, Arg::Str(&parties));
        let key = if alone {
            "advisor-escalation-way-alone"
        } else {
            "advisor-escalation-way-together"
        };
        let mut sentences = vec![l.ta(key, &[args[0], args[1], who])];
        for exposure in exposures {
            let state = names.state(exposure.to);
            let party = Arg::Str(names.party(exposure.party));
            let args = [
                ("party", party),
                ("state", Arg::Str(&state)),
                ("count", i64::from(exposure.places).into()),
            ];
            sentences.push(l.ta("advisor-escalation-way-exposed", &args));
        }
        says.push(names.l.sentences(&sentences));
    }
    if way.cost.harm_places > 0 {
        says.push(l.ta(
            "advisor-escalation-way-harm",
            &[("count", i64::from(way.cost.harm_places).into())],
        ));
    }
    if way.cost.exposure_places == 0 {
        says.push(l.t("advisor-escalation-way-safe"));
    }
    says
}

/// In which cases a state holds, when preferences are only half known.
pub fn openness(found: &Robustness, concept: Concept, state: State, l: Localizer) -> String {
    let (held, of) = found.share(concept, state);
    let args = [("held", held.into()), ("of", of.into())];
    match (found.cases, held) {
        (Cases::Every(_), 0) => l.ta("advisor-escalation-open-never", &args[1..]),
        (Cases::Every(_), _) if held == of => l.ta("advisor-escalation-open-always", &args[1..]),
        (Cases::Every(_), _) => l.ta("advisor-escalation-open-some", &args),
        (Cases::First(_) | Cases::Drawn(_), _) => l.ta("advisor-escalation-open-drawn", &args),
    }
}

/// Where the guess of a party's preferences misleads, state by state, and over which comparisons.
pub fn gap(conflict: &Conflict, party: usize, found: &Gap, l: Localizer) -> Vec<String> {
    let names = Names { conflict, l };
    let party = ("party", Arg::Str(names.party(party)));
    if found.verdicts.is_empty() {
        return vec![l.ta("advisor-escalation-gap-none", &[party])];
    }
    let verdicts = found.verdicts.iter().map(|other| {
        let state = names.state(other.state);
        let (guessed, disclosed) = (short(other.guessed, l), short(other.disclosed, l));
        let args = [
            party,
            ("state", Arg::Str(&state)),
            ("guessed", Arg::Str(&guessed)),
            ("disclosed", Arg::Str(&disclosed)),
        ];
        l.ta("advisor-escalation-gap-state", &args)
    });
    let over = found.over.iter().map(|comparison| {
        let said = super::compared(&names, comparison);
        l.ta(
            "advisor-escalation-gap-over",
            &[("comparison", Arg::Str(&said))],
        )
    });
    verdicts.chain(over).collect()
}
