//! What is asked next about one situation, in words: who could do what, what would have to change, who would leave it
//! together.

use analysis::escalation::change::Sought;
use analysis::escalation::coalition::Temptation;
use analysis::escalation::inverse::Reordered;
use analysis::escalation::paths::Step;
use analysis::escalation::{Conflict, Preference, State, Verdict};
use i18n::{Arg, Localizer};

use super::names::Names;

/// What is done in a situation: its name.
pub fn name(conflict: &Conflict, state: State, l: Localizer) -> String {
    Names { conflict, l }.state(state)
}

/// What is done to come from one situation to another.
pub fn change(conflict: &Conflict, from: State, to: State, l: Localizer) -> String {
    Names { conflict, l }.change(from, to)
}

/// Each step of a way, by whom and what.
pub fn steps(conflict: &Conflict, way: &[Step], l: Localizer) -> Vec<String> {
    let names = Names { conflict, l };
    way.iter()
        .map(|step| names.chain(std::slice::from_ref(step)))
        .collect()
}

/// A verdict without its reasons.
pub fn short(verdict: Verdict, l: Localizer) -> String {
    l.t(match verdict {
        Verdict::Settled => "advisor-escalation-short-settled",
        Verdict::Answered => "advisor-escalation-short-answered",
        Verdict::Feared => "advisor-escalation-short-feared",
        Verdict::Doubtful => "advisor-escalation-short-doubtful",
        Verdict::Falls => "advisor-escalation-short-falls",
    })
}

/// Who would leave a situation together, and by what.
pub fn coalitions(conflict: &Conflict, found: &[Temptation], l: Localizer) -> Vec<String> {
    let names = Names { conflict, l };
    let told = |one: &Temptation| {
        let (parties, change) = (names.parties(&one.members), names.change(one.from, one.to));
        let args = [
            ("parties", Arg::Str(&parties)),
            ("change", Arg::Str(&change)),
        ];
        l.ta("advisor-escalation-coalition", &args)
    };
    found.iter().map(told).collect()
}

/// How many comparisons would have to be otherwise for a situation to hold, and which.
pub fn needed(conflict: &Conflict, sought: &Sought, l: Localizer) -> (String, Vec<String>) {
    let names = Names { conflict, l };
    // A state that everybody likes best holds: what was not found was not sought long enough.
    let Sought::Found(fewest) = sought else {
        return (l.t("advisor-escalation-needed-unknown"), Vec::new());
    };
    let comparisons = super::comparisons(&names, fewest);
    let count = ("count", comparisons.len().into());
    let mut says = vec![l.ta("advisor-escalation-needed", &[count])];
    if !fewest.is_exact() {
        says.push(l.t("advisor-escalation-weakest-at-most"));
    }
    (l.sentences(&says), comparisons)
}

/// The statements that would have to stand elsewhere among a party's priorities for a situation to hold; nothing if no
/// few of them would do.
pub fn reordered(conflict: &Conflict, found: &Reordered, l: Localizer) -> Vec<String> {
    let names = Names { conflict, l };
    let mut lists: Vec<Vec<String>> = conflict
        .model()
        .parties
        .iter()
        .map(|party| match &party.preference {
            Preference::Statements(texts) => texts.clone(),
            Preference::Ranking(_) | Preference::Weights(_) => Vec::new(),
        })
        .collect();
    let moves = found.reorders.iter().flatten();
    moves
        .map(|one| {
            let list = &mut lists[one.party];
            let text = list.remove(one.statement - 1);
            let said = names.statement(&text);
            list.insert(one.becomes - 1, text);
            let args = [
                ("party", Arg::Str(names.party(one.party))),
                ("statement", Arg::Str(&said)),
                ("place", one.becomes.into()),
            ];
            l.ta("advisor-escalation-reorder", &args)
        })
        .collect()
}
