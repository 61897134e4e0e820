//! Rounds: what became of the items of the next one, those that are over, and how good the chances were.

use analysis::agenda::{
    Agenda, Forecast, Grade, Happened, ONE, Outcome, PlannedRound, Progress, Refused,
    Result as Became, grade,
};
use i18n::Arg;

use super::kept::{Closed, Kept, called};
use super::typed::number;
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::pages::advisor::agenda::{Asked, ClosedRound, Number, RoundForm};
use crate::pages::parts::Choice;
use crate::view::Scene;

/// What can become of an item, by its name on the form.
const OUTCOMES: [(&str, Outcome); 5] = [
    ("agreed", Outcome::Agreed),
    ("kept", Outcome::Kept),
    ("breached", Outcome::Breached),
    ("failed", Outcome::Failed),
    ("lost", Outcome::Lost),
];
/// What is chosen for an item that was not taken up.
const NOT_TAKEN_UP: &str = "none";
/// Below this many graded chances a score says nothing: chance moves it more than knowledge. Illustrative.
pub const GRADED_MIN: u64 = 20;

/// What is asked after the next round; none if there is none.
pub fn form(
    scene: &Scene<'_>,
    kept: &Kept,
    agenda: &Agenda,
    action: &str,
    fields: &Fields,
) -> Option<RoundForm> {
    let planned = next(kept, agenda);
    let (parameters, progress) = (&kept.case.parameters, &kept.case.progress);
    let over = progress.round > parameters.rounds || kept.open().next().is_none();
    let takes = planned.map_or(1, |round| round.takes);
    let is_planned = |id: &str| {
        let mut items = planned.iter().flat_map(|round| &round.items);
        items.any(|item| item.item == id)
    };
    let asked = |id: &String| asked(scene, kept, id, !is_planned(id), fields);
    let (taken, others): (Vec<_>, Vec<_>) = kept
        .open()
        .map(|item| &item.id)
        .partition(|id| is_planned(id));
    let typed = fields.get("takes");
    (!over).then(|| RoundForm {
        round: progress.round as usize,
        planned: taken.into_iter().map(asked).collect(),
        others: others.into_iter().map(asked).collect(),
        takes: Number {
            id: "takes".to_owned(),
            label: scene.l.t("advisor-pages-round-takes"),
            value: match typed.is_empty() {
                true => takes.to_string(),
                false => typed.to_owned(),
            },
        },
        action: format!("{action}/round"),
    })
}

/// The round that the plan begins with, if it is the next one.
fn next<'a>(kept: &Kept, agenda: &'a Agenda) -> Option<&'a PlannedRound> {
    let first = agenda.rounds.first();
    first.filter(|round| round.round == kept.case.progress.round)
}

fn asked(scene: &Scene<'_>, kept: &Kept, id: &str, may_rest: bool, fields: &Fields) -> Asked {
    let field = format!("result-{id}");
    let typed = fields.get(&field);
    let option = |name: &str| Choice {
        value: name.to_owned(),
        // i18n: advisor-pages-result-
        words: scene.l.t(&format!("advisor-pages-result-{name}")),
        chosen: typed == name || (may_rest && typed.is_empty() && name == NOT_TAKEN_UP),
    };
    let names = OUTCOMES.iter().map(|(name, _)| *name);
    Asked {
        id: field,
        label: called(scene, Some(kept), id),
        none: match may_rest {
            true => String::new(),
            false => scene.l.t("advisor-pages-choose"),
        },
        options: names.chain([NOT_TAKEN_UP]).map(option).collect(),
    }
}

/// A round that a person says is over: the agenda after it, and the chances that the plan had given.
pub struct Over {
    /// The agenda; the paper of its forecast is not known yet.
    pub kept: Kept,
    /// The chances.
    pub given: Vec<Forecast>,
}

/// What was typed about a round, or what is wrong with it.
pub fn typed(
    scene: &Scene<'_>,
    kept: &Kept,
    agenda: &Agenda,
    fields: &Fields,
) -> Result<Over, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let Some(form) = form(scene, kept, agenda, "", fields) else {
        return Err(vec![FieldError {
            field: "round".to_owned(),
            what: scene.l.t("advisor-pages-round-none"),
        }]);
    };
    let mut results = Vec::new();
    for asked in form.planned.iter().chain(&form.others) {
        let chosen = asked.options.iter().find(|option| option.chosen);
        let item = asked.id.trim_start_matches("result-").to_owned();
        match chosen.map(|chosen| chosen.value.as_str()) {
            None => wrong.push(FieldError {
                field: asked.id.clone(),
                what: scene.l.ta(
                    "advisor-pages-result-missing",
                    &[("item", Arg::from(&asked.label))],
                ),
            }),
            Some(name) => {
                let outcome = OUTCOMES.iter().find(|(found, _)| *found == name);
                results.extend(outcome.map(|(_, outcome)| Became {
                    item,
                    outcome: *outcome,
                }));
            }
        }
    }
    let takes = number(scene, fields, "takes", &form.takes.label, 1, 60);
    let takes = takes.unwrap_or_else(|error| {
        wrong.push(error);
        1
    });
    if !wrong.is_empty() {
        return Err(wrong);
    }
    over(kept, agenda, takes as u32, results)
        .map_err(|refused| vec![super::why_refused(scene, kept, &refused)])
}

fn over(kept: &Kept, agenda: &Agenda, takes: u32, results: Vec<Became>) -> Result<Over, Refused> {
    let after = Progress::after(&kept.case, takes, &results)?;
    let planned = next(kept, agenda).into_iter();
    let given = planned.flat_map(|round| {
        round.items.iter().map(|item| Forecast {
            item: item.item.clone(),
            round: round.round,
            chance: item.chance,
        })
    });
    let given = given.collect();
    let mut next = kept.clone();
    next.closed.push(Closed {
        before: kept.case.progress.clone(),
        trust_after: after.trust,
        results,
        forecast: 0,
        closed_ms: 0,
    });
    next.case.progress = after;
    Ok(Over { kept: next, given })
}

/// The rounds that are over, the last first.
pub fn closed(
    scene: &Scene<'_>,
    kept: &Kept,
    given: &[Forecast],
    action: &str,
) -> Vec<ClosedRound> {
    let last = kept.closed.len();
    let round = |(n, closed): (usize, &Closed)| {
        let heading = [
            ("round", Arg::from(u64::from(closed.before.round))),
            ("before", Arg::from(u64::from(closed.before.trust))),
            ("after", Arg::from(u64::from(closed.trust_after))),
        ];
        let line = |result: &Became| line(scene, kept, closed.before.round, result, given);
        let lines: Vec<String> = closed.results.iter().map(line).collect();
        ClosedRound {
            heading: scene.l.ta("advisor-pages-closed-round", &heading),
            lines: match lines.is_empty() {
                true => vec![scene.l.t("advisor-pages-closed-nothing")],
                false => lines,
            },
            reopen: (n + 1 == last).then(|| format!("{action}/reopen")),
        }
    };
    kept.closed.iter().enumerate().map(round).rev().collect()
}

fn line(scene: &Scene<'_>, kept: &Kept, round: u32, result: &Became, given: &[Forecast]) -> String {
    let name = OUTCOMES
        .iter()
        .find(|(_, outcome)| *outcome == result.outcome);
    let outcome = name.map_or("", |(name, _)| *name);
    let item = called(scene, Some(kept), &result.item);
    let outcome = scene.l.t(&format!("advisor-pages-result-{outcome}"));
    let about = |chance: &&Forecast| chance.item == result.item && chance.round == round;
    let chance = given
        .iter()
        .find(about)
        .map(|given| given.chance * 100 / ONE);
    let mut args = vec![("item", Arg::from(&item)), ("outcome", Arg::from(&outcome))];
    match chance {
        None => scene.l.ta("advisor-pages-closed-item", &args),
        Some(chance) => {
            args.push(("chance", Arg::from(chance)));
            scene.l.ta("advisor-pages-closed-item-chance", &args)
        }
    }
}

/// How good the chances of a round were.
pub fn graded(closed: &Closed, given: &[Forecast]) -> Grade {
    grade(given, &closed.happened().collect::<Vec<Happened>>())
}

/// How good all chances were that the agenda's plans gave, in words; nothing before the first round is over.
pub fn grades(scene: &Scene<'_>, kept: &Kept, given: &[Forecast]) -> Vec<String> {
    if kept.closed.is_empty() {
        return Vec::new();
    }
    let happened: Vec<Happened> = kept.closed.iter().flat_map(Closed::happened).collect();
    let found = grade(given, &happened);
    let mut lines = Vec::new();
    if let (Some(brier), Some(share)) = (found.brier, found.brier_of_share) {
        let (brier, share) = (hundredths(brier), hundredths(share));
        let args = [
            ("graded", Arg::from(found.graded)),
            ("brier", Arg::from(&brier)),
            ("share", Arg::from(&share)),
        ];
        lines.push(scene.l.ta("advisor-pages-grade", &args));
    }
    if found.graded < GRADED_MIN {
        let args = [
            ("graded", Arg::from(found.graded)),
            ("least", Arg::from(GRADED_MIN)),
        ];
        lines.push(scene.l.ta("advisor-pages-grade-few", &args));
    }
    if found.waiting > 0 {
        let args = [("waiting", Arg::from(found.waiting))];
        lines.push(scene.l.ta("advisor-pages-grade-waiting", &args));
    }
    lines
}

/// Millionths with two decimals, half up.
fn hundredths(millionths: u64) -> String {
    let hundredths = (millionths * 100 + ONE / 2) / ONE;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
