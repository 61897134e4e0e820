//! A preference that was typed, in one of its three ways, and what is not sure about it.

use std::collections::BTreeMap;

use analysis::escalation::Preference;
use analysis::escalation::open::Open;
use i18n::{Arg, Localizer};

use super::ready::{Ground, wrong};
use super::rules::half_width;
use super::sheet::{Way, Wish};
use crate::frame::FieldError;

/// The most situations that are ranked one by one.
pub const RANKED_MAX: u32 = 64;
/// The most pairs of one party whose order is not sure: each doubles the cases.
const UNSURE_MAX: usize = 6;

/// The preference of the party in this row.
pub fn preference(
    ground: &Ground,
    wish: &Wish,
    prefix: &str,
    row: usize,
    l: Localizer,
) -> Result<Preference, FieldError> {
    let name = &ground.conflict.model().parties[ground
        .parties
        .iter()
        .position(|party| *party == row)
        .unwrap_or_default()]
    .name;
    let party = ("party", Arg::Str(name));
    let field = format!("{prefix}-{row}");
    match wish.way {
        Way::Ranking if ground.conflict.count() > RANKED_MAX => {
            let args = [
                ("given", ground.conflict.count().into()),
                ("most", RANKED_MAX.into()),
            ];
            Err(wrong(
                field,
                l.ta("advisor-conflict-ranking-too-long", &args),
            ))
        }
        Way::Ranking => ranking(ground, wish, prefix, row, l),
        _ if wish.is_blank() => Err(wrong(
            field,
            l.ta("advisor-conflict-wish-missing", &[party]),
        )),
        Way::Statements => statements(ground, wish)
            .map(Preference::Statements)
            .map_err(|number| {
                let args = [party, ("number", Arg::Str(&number))];
                wrong(field, l.ta("advisor-conflict-statement-blank-row", &args))
            }),
        Way::Weights => weights(ground, wish, prefix, row, l),
    }
}

/// The statements with the numbers of options in place of those of rows; the number of a blank row that one speaks of.
fn statements(ground: &Ground, wish: &Wish) -> Result<Vec<String>, String> {
    let lines = wish.statements.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty());
    lines
        .map(|line| renumbered(ground, &half_width(line)))
        .collect()
}

fn renumbered(ground: &Ground, line: &str) -> Result<String, String> {
    let mut said = String::new();
    let mut rest = line;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(from.len());
        let (number, after) = from.split_at(end);
        let row = number
            .parse::<usize>()
            .ok()
            .and_then(|row| row.checked_sub(1));
        said.push_str(before);
        match row.and_then(|row| ground.options.get(row)) {
            Some(Some(option)) => said.push_str(&(option + 1).to_string()),
            Some(None) => return Err(number.to_owned()),
            // No row at all: the engine says so.
            None => said.push_str(number),
        }
        rest = after;
    }
    Ok(said + rest)
}

fn weights(
    ground: &Ground,
    wish: &Wish,
    prefix: &str,
    row: usize,
    l: Localizer,
) -> Result<Preference, FieldError> {
    let rows = ground
        .options
        .iter()
        .enumerate()
        .filter(|(_, option)| option.is_some());
    let weight = |(option, _): (usize, &Option<u32>)| {
        let typed = wish.weights.get(option).map(|typed| half_width(typed));
        let typed = typed.as_deref().map(str::trim).unwrap_or_default();
        match typed {
            "" => Ok(0),
            typed => typed.trim_start_matches('+').parse::<i32>().map_err(|_| {
                let args = [("given", Arg::Str(typed)), ("number", (option + 1).into())];
                wrong(
                    format!("{prefix}-weight-{row}-{option}"),
                    l.ta("advisor-conflict-weight-wrong", &args),
                )
            }),
        }
    };
    rows.map(weight)
        .collect::<Result<_, _>>()
        .map(Preference::Weights)
}

fn ranking(
    ground: &Ground,
    wish: &Wish,
    prefix: &str,
    row: usize,
    l: Localizer,
) -> Result<Preference, FieldError> {
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for state in ground.conflict.states() {
        let key = ground.key(state);
        let typed = wish
            .places
            .get(&key)
            .map(|typed| half_width(typed))
            .unwrap_or_default();
        match typed.trim().parse::<u32>() {
            Ok(place) if place > 0 => groups
                .entry(place)
                .or_default()
                .push(ground.conflict.number(state)),
            _ => {
                let situation = advice::escalation::name(&ground.conflict, state, l);
                let args = [
                    ("situation", Arg::Str(&situation)),
                    ("given", Arg::Str(typed.trim())),
                ];
                let key_of = if typed.trim().is_empty() {
                    "advisor-conflict-place-missing"
                } else {
                    "advisor-conflict-place-wrong"
                };
                return Err(wrong(
                    format!("{prefix}-place-{row}-{key}"),
                    l.ta(key_of, &args),
                ));
            }
        }
    }
    Ok(Preference::Ranking(groups.into_values().collect()))
}

/// What is not sure about a preference: each of the pairs either way round.
pub fn alternatives(
    ground: &Ground,
    wish: &Wish,
    preference: &Preference,
    row: usize,
    l: Localizer,
) -> Result<Open, FieldError> {
    let text = half_width(&wish.unsure);
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '、');
    let field = format!("wish-unsure-{row}");
    let mut all = vec![preference.clone()];
    for (at, pair) in text
        .split(separates)
        .filter(|pair| !pair.is_empty())
        .enumerate()
    {
        let numbers = pair.split_once('-');
        let numbers =
            numbers.and_then(|(a, b)| Some((a.parse::<usize>().ok()?, b.parse::<usize>().ok()?)));
        let turned = numbers.filter(|_| at < UNSURE_MAX).and_then(|(a, b)| {
            let each = all
                .iter()
                .map(|one| turned(ground, one, a.checked_sub(1)?, b.checked_sub(1)?));
            each.collect::<Option<Vec<Preference>>>()
        });
        let Some(turned) = turned else {
            let args = [("given", Arg::Str(pair)), ("most", UNSURE_MAX.into())];
            return Err(wrong(field, l.ta("advisor-conflict-unsure-wrong", &args)));
        };
        all.extend(turned);
    }
    let sound = |one: &Preference| {
        let at = ground.parties.iter().position(|party| *party == row)?;
        ground.conflict.with_preference(at, one.clone()).err()
    };
    match all.iter().find_map(sound) {
        Some(error) => Err(wrong(field, advice::escalation::model_refusal(&error, l))),
        None if all.len() == 1 => Ok(Open::Known),
        None => Ok(Open::OneOf(all)),
    }
}

/// A preference with two of its parts in each other's place: statements by their order, weights by the rows of their
/// options, situations by their places. None if there is nothing to turn round.
fn turned(ground: &Ground, preference: &Preference, a: usize, b: usize) -> Option<Preference> {
    if a == b {
        return None;
    }
    match preference {
        Preference::Statements(texts) => {
            let mut texts = texts.clone();
            (a.max(b) < texts.len()).then(|| texts.swap(a, b))?;
            Some(Preference::Statements(texts))
        }
        Preference::Weights(weights) => {
            let mut weights = weights.clone();
            let option = |row: usize| Some((*ground.options.get(row)?)? as usize);
            weights.swap(option(a)?, option(b)?);
            Some(Preference::Weights(weights))
        }
        Preference::Ranking(groups) => {
            let mut groups = groups.clone();
            (a.max(b) < groups.len()).then(|| groups.swap(a, b))?;
            Some(Preference::Ranking(groups))
        }
    }
}
