//! In words: which situations would hold and why, what could be done, and what all this rests on.
//!
//! Situations are named by what is done in them, never by a number. "Would hold", "would not hold" and "holds only out
//! of fear" stand where the literature has Nash, sequential and metarational; the technical name is beside it. Every
//! piece of advice lists its inputs with their values, its assumptions and its weakest point.
//!
//! No party has a place that another has not: they are named in the order of input.

mod further;
mod inputs;
mod names;
mod refusals;
mod ways;

pub use further::{change, coalitions, name, needed, reordered, short, steps};
pub use inputs::{inputs, preference};
pub use refusals::{file_refusal, model_refusal};
pub use ways::{gap, openness, ways};

use analysis::escalation::change::{Fewest, Shift, Sought};
use analysis::escalation::margin::margin;
use analysis::escalation::witness::{Answer, Comparison, Reply, Temptation, temptations};
use analysis::escalation::{Concept, Conflict, GRAPH_STATES_MAX, Solution, State, Verdict, Watch};
use i18n::{Arg, Localizer};

use names::Names;

/// Advice on a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What the conflict is called, as it was entered.
    pub title: String,
    /// The situations that would hold, the present one among them, in the order of their numbers.
    pub situations: Vec<Situation>,
    /// How many more would hold and are not shown, in a sentence.
    pub left_out: Option<String>,
    /// What went in.
    pub inputs: Vec<Input>,
    /// What is assumed whatever went in.
    pub assumptions: Vec<String>,
    /// That it is a model.
    pub caveat: String,
}

/// A situation and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    /// Which state.
    pub state: State,
    /// What is done in it.
    pub name: String,
    /// Whether it is the present one.
    pub is_now: bool,
    /// Whether it would hold.
    pub verdict: Verdict,
    /// The same in a sentence.
    pub says: String,
    /// The name in the literature of the strictest concept it satisfies; a dash for none.
    pub technical: &'static str,
    /// What tempts whom.
    pub tempting: Vec<Tempting>,
    /// The comparison on which it hangs by the least.
    pub weakest: Option<String>,
}

/// A tempting move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tempting {
    /// Who is tempted, what the others do then, and what comes of it.
    pub says: String,
    /// The preferences that carry this.
    pub rests_on: Vec<String>,
}

/// Something that went in, with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: String,
}

/// The most situations that are described; more are counted.
pub const SITUATIONS_MAX: usize = 12;

/// Advice on the situations that would hold and the present one.
///
/// `watch` can stop the search for weakest points; what is said then says so.
pub fn advice(conflict: &Conflict, solution: &Solution, l: Localizer, watch: Watch<'_>) -> Advice {
    let now = conflict.status_quo();
    let holding = solution.equilibria(Concept::Gmr);
    let holding = holding.states().filter(|state| Some(*state) != now);
    // The strongest first, so that those left out are the weakest; then in the order of their numbers.
    let mut all: Vec<State> = holding.collect();
    all.sort_by_key(|state| solution.verdict(*state));
    let left_out = all.len().saturating_sub(SITUATIONS_MAX);
    all.truncate(SITUATIONS_MAX);
    all.extend(now);
    all.sort_unstable();
    let left_out =
        (left_out > 0).then(|| l.ta("advisor-escalation-left-out", &[("count", left_out.into())]));
    Advice {
        title: conflict.model().title.clone(),
        situations: all
            .into_iter()
            .map(|state| situation(conflict, solution, state, l, watch))
            .collect(),
        left_out,
        inputs: inputs(conflict, l),
        assumptions: assumptions(l),
        caveat: l.t("advisor-escalation-caveat"),
    }
}

/// What is assumed whatever went in.
pub fn assumptions(l: Localizer) -> Vec<String> {
    let assumptions = [
        "advisor-escalation-assume-moves",
        "advisor-escalation-assume-preferences",
        "advisor-escalation-assume-options",
    ];
    assumptions.map(|key| l.t(key)).to_vec()
}

/// What is said of one situation.
pub fn situation(
    conflict: &Conflict,
    solution: &Solution,
    state: State,
    l: Localizer,
    watch: Watch<'_>,
) -> Situation {
    let names = Names { conflict, l };
    let verdict = solution.verdict(state);
    let tempting = temptations(conflict, state);
    let concept = match verdict {
        Verdict::Settled => Some(Concept::R),
        Verdict::Answered => Some(Concept::Seq),
        Verdict::Feared => Some(Concept::Smr),
        Verdict::Doubtful => Some(Concept::Gmr),
        Verdict::Falls => None,
    };
    // Among more states, looking for the weakest point takes longer than anybody waits for a page.
    let concept = concept.filter(|_| conflict.count() <= GRAPH_STATES_MAX / 4);
    let weakest = concept.map(|concept| weakest(&names, margin(conflict, state, concept, watch)));
    Situation {
        state,
        name: names.state(state),
        is_now: conflict.status_quo() == Some(state),
        verdict,
        says: verdict_says(&names, verdict, &tempting),
        technical: technical(solution, verdict, state),
        tempting: tempting.iter().map(|one| told(&names, one)).collect(),
        weakest,
    }
}

fn technical(solution: &Solution, verdict: Verdict, state: State) -> &'static str {
    match verdict {
        Verdict::Settled => Concept::R.name(),
        Verdict::Answered if solution.equilibria(Concept::Sseq).contains(state) => {
            Concept::Sseq.name()
        }
        Verdict::Answered => Concept::Seq.name(),
        Verdict::Feared => Concept::Smr.name(),
        Verdict::Doubtful => Concept::Gmr.name(),
        Verdict::Falls => "–",
    }
}

fn verdict_says(names: &Names<'_>, verdict: Verdict, tempting: &[Temptation]) -> String {
    let l = names.l;
    match verdict {
        Verdict::Settled => l.t("advisor-escalation-verdict-settled"),
        Verdict::Answered => l.t("advisor-escalation-verdict-answered"),
        Verdict::Feared | Verdict::Doubtful => {
            // What is feared is what nobody would do for its own gain.
            let feared = tempting.iter().filter_map(|one| match &one.answer {
                Answer::Could(reply) => Some(names.chain(&reply.steps)),
                Answer::Nothing | Answer::Would(_) => None,
            });
            let mut feared: Vec<String> = feared.collect();
            feared.sort();
            feared.dedup();
            let key = match verdict {
                Verdict::Feared => "advisor-escalation-verdict-feared",
                _ => "advisor-escalation-verdict-doubtful",
            };
            l.ta(key, &[("fear", Arg::Str(&names.l.list(&feared)))])
        }
        Verdict::Falls => {
            let free = tempting.iter().filter(|one| one.answer == Answer::Nothing);
            let mut parties: Vec<usize> = free.map(|one| one.party).collect();
            parties.dedup();
            l.ta(
                "advisor-escalation-verdict-falls",
                &[("parties", Arg::Str(&names.parties(&parties)))],
            )
        }
    }
}

fn told(names: &Names<'_>, temptation: &Temptation) -> Tempting {
    let l = names.l;
    let party = names.party(temptation.party);
    let change = names.change(temptation.from, temptation.to);
    let mut says = vec![l.ta(
        "advisor-escalation-tempting",
        &[("party", Arg::Str(party)), ("change", Arg::Str(&change))],
    )];
    match &temptation.answer {
        Answer::Nothing => says.push(l.t("advisor-escalation-answer-nothing")),
        Answer::Would(reply) => says.extend(answered(
            names,
            party,
            "advisor-escalation-answer-would",
            reply,
        )),
        Answer::Could(reply) => says.extend(answered(
            names,
            party,
            "advisor-escalation-answer-could",
            reply,
        )),
    }
    let rests_on = temptation.rests_on(names.conflict);
    Tempting {
        says: names.l.sentences(&says),
        rests_on: rests_on.iter().map(|one| compared(names, one)).collect(),
    }
}

fn answered(names: &Names<'_>, party: &str, key: &str, reply: &Reply) -> [String; 2] {
    let (l, party) = (names.l, ("party", Arg::Str(party)));
    let answer = l.ta(
        key,
        &[party, ("reply", Arg::Str(&names.chain(&reply.steps)))],
    );
    let then = match reply.escape {
        None => l.ta("advisor-escalation-no-escape", &[party]),
        Some(escape) => {
            let change = names.change(reply.end, escape);
            l.ta(
                "advisor-escalation-escape",
                &[party, ("change", Arg::Str(&change))],
            )
        }
    };
    [answer, then]
}

fn compared(names: &Names<'_>, comparison: &Comparison) -> String {
    let key = if comparison.tied {
        "advisor-escalation-as-good"
    } else {
        "advisor-escalation-prefers"
    };
    let (rather, than) = (names.state(comparison.rather), names.state(comparison.than));
    let args = [
        ("party", Arg::Str(names.party(comparison.party))),
        ("rather", Arg::Str(&rather)),
        ("than", Arg::Str(&than)),
    ];
    names.l.ta(key, &args)
}

/// The comparisons that would have to be otherwise, as they are now.
fn weakest(names: &Names<'_>, margin: Sought) -> String {
    let l = names.l;
    let margin = match margin {
        Sought::Found(fewest) => fewest,
        Sought::Impossible => return l.t("advisor-escalation-no-weak-point"),
        Sought::Open => return l.t("advisor-escalation-weak-point-not-found"),
    };
    let comparisons = comparisons(names, &margin);
    let together = names.l.sentences(&comparisons);
    let args = [
        ("comparisons", Arg::Str(&together)),
        ("count", comparisons.len().into()),
    ];
    let mut says = vec![l.ta("advisor-escalation-weakest", &args)];
    if !margin.is_exact() {
        says.push(l.t("advisor-escalation-weakest-at-most"));
    }
    names.l.sentences(&says)
}

/// What would have to be otherwise, as it is now.
fn comparisons(names: &Names<'_>, fewest: &Fewest) -> Vec<String> {
    let told = |shift: &Shift, other: State| {
        let (rather, than) = match shift.up {
            true => (other, shift.state),
            false => (shift.state, other),
        };
        let rank = |state| names.conflict.rank(shift.party, state);
        let comparison = Comparison {
            party: shift.party,
            rather,
            than,
            tied: rank(rather) == rank(than),
        };
        compared(names, &comparison)
    };
    let each = fewest.shifts.iter();
    each.flat_map(|shift| shift.past.iter().map(move |other| told(shift, *other)))
        .collect()
}

impl Advice {
    /// The advice as lines of text, for a terminal or a file.
    pub fn lines(&self, l: Localizer) -> Vec<String> {
        let mut lines = vec![self.title.clone()];
        for situation in &self.situations {
            lines.push(String::new());
            let now = if situation.is_now { "* " } else { "" };
            lines.push(format!("{now}{} [{}]", situation.name, situation.technical));
            lines.push(format!("  {}", situation.says));
            for tempting in &situation.tempting {
                lines.push(format!("  - {}", tempting.says));
                lines.extend(
                    tempting
                        .rests_on
                        .iter()
                        .map(|comparison| format!("      {comparison}")),
                );
            }
            lines.extend(
                situation
                    .weakest
                    .iter()
                    .map(|weakest| format!("  {weakest}")),
            );
        }
        lines.push(String::new());
        lines.extend(self.left_out.clone());
        lines.extend(self.inputs.iter().map(|input| {
            let args = [
                ("name", Arg::from(&input.label)),
                ("value", Arg::from(&input.value)),
            ];
            l.ta("advisor-input", &args)
        }));
        lines.extend(self.assumptions.iter().cloned());
        lines.push(self.caveat.clone());
        lines
    }
}
