//! Conflicts from files and into files: worked examples, `.gmcr`, and the project's own arrangement.

use std::collections::BTreeMap;

use advice::escalation::file_refusal;
use analysis::escalation::{
    CASES, Change, Conflict, Form, Model, Party, Preference, file, gmcr, write,
};
use i18n::{Arg, Localizer};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ready::{OPTIONS_MAX, Ready, SITUATIONS_MAX, key};
use super::sheet::{OptionRow, PartyRow, ROWS_MAX, Reversal, RuleKind, RuleRow, Sheet, Way, Wish};
use super::wish::RANKED_MAX;

/// What a file of ours says beside the model. Programs that do not know it find the model.
const BESIDE: &str = "detente";

/// What a sheet says that a model does not.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Beside {
    note: String,
    own: String,
    seed: String,
    /// By party, in the order of the model.
    unsure: Vec<String>,
    told: Vec<Wish>,
}

/// The worked example of this name, in the reader's language.
pub fn case(wanted: &str, l: Localizer) -> Option<(String, Sheet)> {
    let (slug, text) = CASES.into_iter().find(|(slug, _)| *slug == wanted)?;
    let mut sheet = sheet(file::read(text).ok()?, l).ok()?;
    let said =
        |what: &str, row: usize| l.t(&format!("advisor-conflict-case-{slug}-{what}-{}", row + 1));
    for (row, party) in sheet.parties.iter_mut().enumerate() {
        party.name = said("party", row);
    }
    for (row, option) in sheet.options.iter_mut().enumerate() {
        option.name = said("option", row);
    }
    sheet.note = l.t("advisor-conflict-case-note");
    Some((l.t(&format!("advisor-conflict-case-{slug}")), sheet))
}

/// What a pasted file says: its title and a sheet.
///
/// # Errors
/// What could not be read, where, and what to do, in the reader's language.
pub fn read(text: &str, l: Localizer) -> Result<(String, Sheet), String> {
    if text.trim().is_empty() {
        return Err(l.t("advisor-conflict-file-missing"));
    }
    let model = file::read(text).map_err(|error| file_refusal(&error, l))?;
    let title = model.title.clone();
    let mut sheet = sheet(model, l)?;
    let root: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    if let Some(beside) = root.get(BESIDE) {
        let beside: Beside = serde_json::from_value(beside.clone()).map_err(|error| {
            let cause = error.to_string();
            l.ta(
                "advisor-conflict-file-beside",
                &[("cause", Arg::Str(&cause))],
            )
        })?;
        sheet.note = beside.note;
        sheet.own = beside.own;
        sheet.seed = beside.seed;
        for (party, unsure) in sheet.parties.iter_mut().zip(beside.unsure) {
            party.wish.unsure = unsure;
        }
        for (party, told) in sheet.parties.iter_mut().zip(beside.told) {
            party.told = told;
        }
    }
    Ok((title, sheet))
}

fn sheet(model: Model, l: Localizer) -> Result<Sheet, String> {
    let Form::Options(form) = &model.form else {
        return Err(l.t("advisor-conflict-file-graph"));
    };
    let within = |key: &str, given: usize, most: usize| match given > most {
        true => Err(l.ta(key, &[("given", given.into()), ("most", most.into())])),
        false => Ok(()),
    };
    let rules = form.infeasible.len().max(form.same.len());
    let options = form.options.len();
    within("advisor-conflict-too-many-options", options, OPTIONS_MAX)?;
    within("advisor-conflict-too-many-rules", rules, ROWS_MAX)?;
    let conflict = Conflict::new(model.clone())
        .map_err(|error| advice::escalation::model_refusal(&error, l))?;
    let (given, most) = (conflict.count() as usize, SITUATIONS_MAX as usize);
    within("advisor-conflict-too-many-situations", given, most)?;
    let now = conflict
        .status_quo()
        .map(|now| key(&conflict, now))
        .unwrap_or_default();
    let option = |(at, option): (usize, &analysis::escalation::Choice)| OptionRow {
        name: option.name.clone(),
        owner: option.owner.to_string(),
        change: match option.change {
            Change::EitherWay => Reversal::EitherWay,
            Change::OnlyTaken => Reversal::OnlyTaken,
            Change::OnlyGivenUp => Reversal::OnlyGivenUp,
        },
        now: now.as_bytes().get(at) == Some(&b'y'),
    };
    let rule = |pattern: &Vec<(u32, bool)>| RuleRow {
        kind: RuleKind::NotTogether,
        of: conditions(pattern),
    };
    let parties: Result<Vec<PartyRow>, String> = model
        .parties
        .iter()
        .map(|party| party_row(&conflict, party, l))
        .collect();
    Ok(Sheet {
        parties: parties?,
        options: form.options.iter().enumerate().map(option).collect(),
        rules: form.infeasible.iter().map(rule).collect(),
        same: form.same.iter().map(|same| conditions(same)).collect(),
        now_unsaid: model.status_quo.is_none(),
        ..Sheet::default()
    })
}

fn conditions(pattern: &[(u32, bool)]) -> String {
    let one =
        |(option, taken): &(u32, bool)| format!("{}{}", if *taken { "" } else { "-" }, option + 1);
    pattern.iter().map(one).collect::<Vec<String>>().join(", ")
}

fn party_row(conflict: &Conflict, party: &Party, l: Localizer) -> Result<PartyRow, String> {
    let mut wish = Wish::default();
    match &party.preference {
        Preference::Statements(texts) => wish.statements = texts.join("\n"),
        Preference::Weights(weights) => {
            wish.way = Way::Weights;
            wish.weights = weights.iter().map(i32::to_string).collect();
        }
        Preference::Ranking(_) if conflict.count() > RANKED_MAX => {
            let args = [
                ("given", conflict.count().into()),
                ("most", RANKED_MAX.into()),
            ];
            return Err(l.ta("advisor-conflict-ranking-too-long", &args));
        }
        Preference::Ranking(groups) => {
            wish.way = Way::Ranking;
            let place = |(place, group): (usize, &Vec<u32>)| {
                let states = group.iter().filter_map(|number| conflict.state(*number));
                states
                    .map(|state| (key(conflict, state), place.to_string()))
                    .collect::<Vec<_>>()
            };
            wish.places = (1..)
                .zip(groups)
                .flat_map(place)
                .collect::<BTreeMap<_, _>>();
        }
    }
    Ok(PartyRow {
        name: party.name.clone(),
        wish,
        told: Wish::default(),
    })
}

/// A conflict as a file in the project's own arrangement, marked as private.
pub fn own_file(ready: &Ready, sheet: &Sheet, title: &str, mark: String) -> String {
    let model = Model {
        title: title.to_owned(),
        ..ready.conflict.model().clone()
    };
    let rows = || ready.parties.iter().map(|row| &sheet.parties[*row]);
    let own = ready
        .parties
        .iter()
        .position(|row| sheet.own() == Some(*row));
    let beside = Beside {
        note: sheet.note.clone(),
        own: own.map(|own| own.to_string()).unwrap_or_default(),
        seed: sheet.seed.clone(),
        unsure: rows().map(|row| row.wish.unsure.clone()).collect(),
        told: rows().map(|row| row.told.clone()).collect(),
    };
    let mut root = write(&model);
    root["private"] = mark.into();
    root[BESIDE] = serde_json::to_value(beside).unwrap_or_default();
    format!("{root:#}\n")
}

/// A conflict as a `.gmcr` file, marked as private; none for what the format cannot say.
pub fn gmcr_file(ready: &Ready, title: &str, mark: String) -> Option<String> {
    let model = Model {
        title: title.to_owned(),
        ..ready.conflict.model().clone()
    };
    let written = gmcr::write(&Conflict::new(model).ok()?)?;
    let mut root: Value = serde_json::from_str(&written).ok()?;
    root["private"] = mark.into();
    Some(format!("{root:#}\n"))
}
