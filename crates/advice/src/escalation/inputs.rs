//! What went into an analysis, with its values.

use analysis::escalation::{Change, Conflict, Form, Preference, State};
use i18n::{Arg, Localizer};

use super::Input;
use super::names::Names;

/// Above so many, the first ones are given and the rest counted.
const LISTED_MAX: usize = 40;

/// What went in, with its values.
pub fn inputs(conflict: &Conflict, l: Localizer) -> Vec<Input> {
    let names = Names { conflict, l };
    let everybody: Vec<usize> = (0..conflict.parties()).collect();
    let mut inputs = vec![Input {
        label: l.t("advisor-escalation-input-parties"),
        value: names.parties(&everybody),
    }];
    if let Form::Options(form) = &conflict.model().form {
        for party in &everybody {
            let own = form
                .options
                .iter()
                .filter(|option| option.owner as usize == *party);
            let named = own.map(|option| match option.change {
                Change::EitherWay => option.name.clone(),
                Change::OnlyTaken => l.ta(
                    "advisor-escalation-only-taken",
                    &[("option", Arg::Str(&option.name))],
                ),
                Change::OnlyGivenUp => l.ta(
                    "advisor-escalation-only-given-up",
                    &[("option", Arg::Str(&option.name))],
                ),
            });
            let label = l.ta(
                "advisor-escalation-input-options",
                &[("party", Arg::Str(names.party(*party)))],
            );
            inputs.push(Input {
                label,
                value: names.l.list(&named.collect::<Vec<_>>()),
            });
        }
        let value = l.number(form.infeasible.len() as u64);
        inputs.push(Input {
            label: l.t("advisor-escalation-input-impossible"),
            value,
        });
    }
    let value = l.number(conflict.count().into());
    inputs.push(Input {
        label: l.t("advisor-escalation-input-possible"),
        value,
    });
    let now = conflict.status_quo().map(|state| names.state(state));
    let value = now.unwrap_or_else(|| l.t("advisor-escalation-input-now-unknown"));
    inputs.push(Input {
        label: l.t("advisor-escalation-input-now"),
        value,
    });
    inputs.extend(
        everybody
            .iter()
            .map(|party| preference(conflict, *party, l)),
    );
    inputs
}

/// What a party prefers, in the way in which it was given.
pub fn preference(conflict: &Conflict, party: usize, l: Localizer) -> Input {
    let names = Names { conflict, l };
    let label = |key: &str| l.ta(key, &[("party", Arg::Str(names.party(party)))]);
    match &names.conflict.model().parties[party].preference {
        Preference::Ranking(_) => {
            let groups = names.conflict.ranking(party);
            let tied = |group: &Vec<State>| {
                let states: Vec<String> = group.iter().map(|state| names.state(*state)).collect();
                states.join(" = ")
            };
            let shown: Vec<String> = groups.iter().take(LISTED_MAX).map(tied).collect();
            Input {
                label: label("advisor-escalation-input-ranking"),
                value: shortened(l, &shown.join(" > "), groups.len()),
            }
        }
        Preference::Weights(weights) => {
            let named = (0..).zip(weights).map(|(option, weight)| {
                let args = [
                    ("name", Arg::Str(names.option(option))),
                    ("value", Arg::Str(&format!("{weight:+}"))),
                ];
                l.ta("advisor-input", &args)
            });
            Input {
                label: label("advisor-escalation-input-weights"),
                value: names.l.list(&named.collect::<Vec<_>>()),
            }
        }
        Preference::Statements(texts) => {
            let shown = names.statements(&texts[..texts.len().min(LISTED_MAX)]);
            Input {
                label: label("advisor-escalation-input-statements"),
                value: shortened(l, &shown, texts.len()),
            }
        }
    }
}

fn shortened(l: Localizer, shown: &str, count: usize) -> String {
    match count {
        ..=LISTED_MAX => shown.to_owned(),
        _ => l.ta(
            "advisor-escalation-shortened",
            &[("shown", Arg::Str(shown)), ("count", count.into())],
        ),
    }
}
