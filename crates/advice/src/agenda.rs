//! Agendas in words: the order of talks with its reasons, what it rests on, and where that is weakest.
//!
//! Lines for a page or a terminal, in the language asked for. Nothing is computed here but rounding for the eye; names
//! of items and parties are given as their authors wrote them.

mod beyond;
mod inputs;
mod refused;
mod rounds;

use analysis::agenda::waits::Waits;
use analysis::agenda::{Agenda, Comparison, ONE, PlannedRound, Rule, Used};
use i18n::{Arg, Lang, Localizer};

pub use refused::refused;

/// An agenda in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What can be expected, in a sentence.
    pub headline: String,
    /// How it was found, and how far to read it.
    pub found: Vec<String>,
    /// The rounds.
    pub rounds: Vec<ToldRound>,
    /// What is put off, why, and until when.
    pub left: Vec<String>,
    /// Circles of waits, each followed by its way out.
    pub waits: Vec<String>,
    /// What simpler rules would come to.
    pub comparisons: Vec<String>,
    /// What it rests on, in words.
    pub assumptions: Vec<String>,
    /// Where that is weakest.
    pub weakest: String,
    /// Every input by name and value.
    pub inputs: Vec<(String, String)>,
}

/// A round in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldRound {
    /// Which, and where trust stands.
    pub heading: String,
    /// The items with their reasons.
    pub items: Vec<String>,
    /// What to know of the round as a whole.
    pub notes: Vec<String>,
}

/// Says an agenda in a language.
pub fn tell(agenda: &Agenda, lang: Lang) -> Told {
    let words = Words { l: lang.l() };
    Told {
        headline: words.headline(agenda),
        found: words.found(agenda),
        rounds: agenda
            .rounds
            .iter()
            .map(|round| words.round(round))
            .collect(),
        left: agenda.left.iter().map(|left| words.left(left)).collect(),
        waits: words.waits(&agenda.waits),
        comparisons: words.comparisons(agenda),
        assumptions: vec![words.say("assume-model", &[])],
        weakest: words.weakest(agenda),
        inputs: words.inputs(&agenda.inputs),
    }
}

/// Says things about agendas in one language.
struct Words {
    l: Localizer,
}

impl Words {
    fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        // i18n: advisor-agenda-
        self.l.ta(&format!("advisor-agenda-{key}"), args)
    }

    fn headline(&self, agenda: &Agenda) -> String {
        let args = [
            ("items", Arg::Str(&tenths(agenda.items as i64))),
            ("open", Arg::from(agenda.forecasts.len())),
            (
                "rounds",
                Arg::from(u64::from(agenda.inputs.parameters.rounds)),
            ),
            ("trust", Arg::Num(rounded(agenda.trust))),
        ];
        self.say("headline", &args)
    }

    fn found(&self, agenda: &Agenda) -> Vec<String> {
        let gap = percent_above(agenda.worth, agenda.bound);
        let gap = [("gap", Arg::Num(gap))];
        let mut lines = match agenda.used {
            Used::Exact { states } => {
                vec![self.say("found-exact", &[("states", Arg::from(states))])]
            }
            Used::Headroom { swapped: false, .. } => vec![self.say("found-rule", &gap)],
            Used::Headroom { swapped: true, .. } => vec![self.say("found-swapped", &gap)],
        };
        let drawn = agenda
            .comparisons
            .iter()
            .filter_map(|comparison| comparison.draws);
        let used = match agenda.used {
            Used::Headroom { draws, .. } => draws,
            Used::Exact { .. } => None,
        };
        if let Some(draws) = used.into_iter().chain(drawn).next() {
            let seed = agenda.inputs.parameters.seed.to_string();
            let args = [("draws", Arg::from(draws)), ("seed", Arg::from(&seed))];
            lines.push(self.say("drawn", &args));
        }
        lines.push(self.say("path-note", &[]));
        lines
    }

    fn waits(&self, waits: &Waits) -> Vec<String> {
        let mut lines = Vec::new();
        for circle in &waits.circles {
            let step = |wait: &analysis::agenda::waits::Wait| {
                let parties = self.l.list(&wait.by);
                let args = [
                    ("step", Arg::from(&wait.step)),
                    ("parties", Arg::from(&parties)),
                ];
                self.say("waits-step", &args)
            };
            let path: Vec<String> = circle.path.iter().map(step).collect();
            let path = path.join(" → ");
            lines.push(self.say("waits-circle", &[("path", Arg::from(&path))]));
            let steps = self.l.list(&circle.joint.steps);
            lines.push(self.say("waits-out", &[("steps", Arg::from(&steps))]));
        }
        if !waits.complete {
            lines.push(self.say("waits-more", &[]));
        }
        lines
    }

    fn comparisons(&self, agenda: &Agenda) -> Vec<String> {
        let line = |key: &str, worth: u64, items: u64, trust: u64| {
            let rule = self.say(key, &[]);
            let args = [
                ("rule", Arg::from(&rule)),
                ("items", Arg::Str(&tenths(items as i64))),
                ("points", Arg::Str(&tenths(worth as i64))),
                ("trust", Arg::Num(rounded(trust))),
            ];
            self.say("compare-line", &args)
        };
        let mut lines = vec![line("rule-plan", agenda.worth, agenda.items, agenda.trust)];
        lines.extend(agenda.comparisons.iter().map(
            |Comparison {
                 rule,
                 worth,
                 items,
                 trust,
                 ..
             }| {
                let key = match rule {
                    Rule::Headroom => "rule-headroom",
                    Rule::EasyFirst => "rule-easy-first",
                    Rule::HardFirst => "rule-hard-first",
                    Rule::BiggestFirst => "rule-biggest-first",
                };
                line(key, *worth, *items, *trust)
            },
        ));
        lines.push(self.say("compare-note", &[]));
        lines
    }
}

impl Told {
    /// All of it as lines, for a terminal.
    pub fn text(&self, lang: Lang) -> String {
        let heading = |key: &str| lang.l().t(&format!("advisor-agenda-{key}"));
        let mut lines = vec![heading("title"), String::new(), self.headline.clone()];
        lines.extend(self.found.clone());
        for round in &self.rounds {
            lines.extend([String::new(), round.heading.clone()]);
            lines.extend(
                round
                    .items
                    .iter()
                    .chain(&round.notes)
                    .map(|line| format!("  {line}")),
            );
        }
        let parts = [
            ("left-heading", &self.left),
            ("waits-heading", &self.waits),
            ("compare-heading", &self.comparisons),
            ("assume-heading", &self.assumptions),
        ];
        for (key, part) in parts.into_iter().filter(|(_, part)| !part.is_empty()) {
            lines.extend([String::new(), heading(key)]);
            lines.extend(part.iter().map(|line| format!("  {line}")));
        }
        lines.push(format!("  {}", self.weakest));
        lines.extend(self.inputs.iter().map(|(name, value)| {
            let args = [("name", Arg::from(name)), ("value", Arg::from(value))];
            format!("  {}", lang.l().ta("advisor-input", &args))
        }));
        lines.join("\n") + "\n"
    }
}

/// The last round that a planned round takes.
fn last(round: &PlannedRound) -> u32 {
    round.round + round.takes - 1
}

/// Millionths as a figure with one decimal, half away from zero.
fn tenths(millionths: i64) -> String {
    let tenths = (millionths.unsigned_abs() * 10 + ONE / 2) / ONE;
    let sign = if millionths < 0 && tenths > 0 {
        "\u{2212}"
    } else {
        ""
    };
    format!("{sign}{}.{}", tenths / 10, tenths % 10)
}

/// Millionths as a whole figure.
fn rounded(millionths: u64) -> i64 {
    ((millionths + ONE / 2) / ONE) as i64
}

/// By how many percent `bound` is above `worth`, rounded up.
fn percent_above(worth: u64, bound: u64) -> i64 {
    let above = bound.saturating_sub(worth);
    above.saturating_mul(100).div_ceil(worth.max(1)) as i64
}
