//! The save format of GMCR+ (`.gmcr`): read and written, so that existing models can be brought along.
//!
//! It is JSON: options with `permittedDirection`, decision makers with the options they own and either statements
//! (`preferences`: patterns, or lists of patterns of which one must hold) or a `preferenceRanking` of state numbers,
//! which files before version 0.4 call `preferenceVector`. What is written has one key more: `statements`, with the
//! statements as text, for the format itself cannot say `2 IF 3 | 4`. Readers that do not know it find the ranking.

use serde_json::{Map, Value, json};

use super::file::FileError;
use super::json::{array, number, object, root, text, text_or};
use super::{
    Change, Choice, Conflict, Form, Model, OptionForm, Party, Pattern, Preference, Statement,
};

/// Whether a JSON object looks like this format.
pub(crate) fn is_gmcr(root: &Map<String, Value>) -> bool {
    root.contains_key("decisionMakers")
}

/// Reads a model.
///
/// # Errors
/// What could not be read and where, as a path such as `decisionMakers[1].options[0]`.
pub fn read(text: &str) -> Result<Model, FileError> {
    from_json(&root(text)?)
}

pub(crate) fn from_json(root: &Map<String, Value>) -> Result<Model, FileError> {
    let mut options = Vec::new();
    for (at, option) in array(root, "options", "options")?.iter().enumerate() {
        let place = format!("options[{at}]");
        let option = object(option, &place)?;
        let change = match text_or(option, "permittedDirection", "both", &place)? {
            "both" => Change::EitherWay,
            "fwd" => Change::OnlyTaken,
            "back" => Change::OnlyGivenUp,
            given => {
                return Err(FileError::NotOneOf {
                    place: format!("{place}.permittedDirection"),
                    given: given.to_owned(),
                    allowed: "both, fwd, back",
                });
            }
        };
        let name = text(option, "name", &place)?.to_owned();
        options.push(Choice {
            name,
            owner: u32::MAX,
            change,
        });
    }
    let manual = ["useManualPreferenceRanking", "useManualPreferenceVectors"];
    let manual = manual
        .iter()
        .any(|key| root.get(*key).and_then(Value::as_bool).unwrap_or(false));
    let mut parties = Vec::new();
    for (at, party) in array(root, "decisionMakers", "decisionMakers")?
        .iter()
        .enumerate()
    {
        let place = format!("decisionMakers[{at}]");
        let party = object(party, &place)?;
        for (index, option) in array(party, "options", &place)?.iter().enumerate() {
            let place = format!("{place}.options[{index}]");
            own(&mut options, number(option, &place)?, at as u32, place)?;
        }
        let name = text(party, "name", &place)?.to_owned();
        parties.push(Party {
            name,
            preference: preference(party, manual, &place)?,
        });
    }
    if let Some(at) = options.iter().position(|option| option.owner == u32::MAX) {
        return Err(FileError::NoOwner {
            place: format!("options[{at}]"),
            option: options[at].name.clone(),
        });
    }
    let infeasible = match root.get("infeasibles") {
        None => Vec::new(),
        Some(_) => patterns(array(root, "infeasibles", "infeasibles")?, "infeasibles")?,
    };
    let title = text_or(root, "title", "", "title")?.to_owned();
    let status_quo = root
        .get("statusQuo")
        .map(|value| number(value, "statusQuo"))
        .transpose()?;
    let form = Form::Options(OptionForm {
        options,
        infeasible,
        same: Vec::new(),
    });
    Ok(Model {
        title,
        parties,
        form,
        status_quo,
    })
}

fn own(options: &mut [Choice], option: u32, party: u32, place: String) -> Result<(), FileError> {
    let count = options.len() as u32;
    let Some(option) = options.get_mut(option as usize) else {
        return Err(FileError::NoSuchIndex {
            place,
            given: option,
            count,
        });
    };
    if option.owner != u32::MAX {
        return Err(FileError::TwoOwners {
            place,
            option: option.name.clone(),
        });
    }
    option.owner = party;
    Ok(())
}

fn preference(
    party: &Map<String, Value>,
    manual: bool,
    place: &str,
) -> Result<Preference, FileError> {
    if party.contains_key("statements") {
        let place = format!("{place}.statements");
        let texts = array(party, "statements", &place)?.iter().enumerate();
        let texts = texts.map(|(at, value)| {
            let text = value.as_str().map(str::to_owned);
            text.ok_or_else(|| FileError::wrong(&format!("{place}[{at}]"), "a text", value))
        });
        return Ok(Preference::Statements(texts.collect::<Result<_, _>>()?));
    }
    if manual {
        let key = if party.contains_key("preferenceVector") {
            "preferenceVector"
        } else {
            "preferenceRanking"
        };
        return Ok(Preference::Ranking(super::file::ranking(
            array(party, key, place)?,
            &format!("{place}.{key}"),
        )?));
    }
    let place = format!("{place}.preferences");
    let written = array(party, "preferences", &place)?.iter().enumerate();
    let statements = written.map(|(at, value)| statement(value, &format!("{place}[{at}]")));
    Ok(Preference::Statements(
        statements.collect::<Result<_, _>>()?,
    ))
}

/// A pattern, or a list of patterns of which one must hold, as the text of a statement.
fn statement(value: &Value, place: &str) -> Result<String, FileError> {
    let parts = value
        .as_array()
        .ok_or_else(|| FileError::wrong(place, "a pattern", value))?;
    let is_list_of_patterns = parts
        .first()
        .and_then(|part| part.get(0))
        .is_some_and(Value::is_array);
    let alternatives = if is_list_of_patterns {
        patterns(parts, place)?
    } else {
        vec![pattern(value, place)?]
    };
    let said = alternatives
        .into_iter()
        .map(|pattern| Statement::all(pattern).ok_or(place));
    let said: Vec<String> = said
        .map(|said| said.map(|said| said.to_string()))
        .collect::<Result<_, _>>()
        .map_err(|place| FileError::Empty {
            place: place.to_owned(),
        })?;
    Ok(match said.as_slice() {
        [one] => one.clone(),
        several => format!("({})", several.join(") | (")),
    })
}

fn patterns(values: &[Value], place: &str) -> Result<Vec<Pattern>, FileError> {
    let each = values.iter().enumerate();
    each.map(|(at, value)| pattern(value, &format!("{place}[{at}]")))
        .collect()
}

fn pattern(value: &Value, place: &str) -> Result<Pattern, FileError> {
    let conditions = value
        .as_array()
        .ok_or_else(|| FileError::wrong(place, "a list of conditions", value))?;
    let each = conditions.iter().enumerate().map(|(at, condition)| {
        let place = format!("{place}[{at}]");
        let [option, setting] = condition.as_array().map_or(&[][..], Vec::as_slice) else {
            return Err(FileError::wrong(
                &place,
                "an option's index and \"Y\" or \"N\"",
                condition,
            ));
        };
        let taken = match setting.as_str() {
            Some("Y") => true,
            Some("N") => false,
            _ => {
                return Err(FileError::wrong(
                    &format!("{place}[1]"),
                    "\"Y\" or \"N\"",
                    setting,
                ));
            }
        };
        Ok((number(option, &format!("{place}[0]"))?, taken))
    });
    each.collect()
}

/// Writes a conflict; `None` for a graph form and for same states, which the format cannot say.
///
/// Every party's ranking is written out, so that other readers get the same order whatever it was given as; above 4096
/// states only the statements are.
pub fn write(conflict: &Conflict) -> Option<String> {
    let model = conflict.model();
    let Form::Options(form) = &model.form else {
        return None;
    };
    if !form.same.is_empty() {
        return None;
    }
    let ranked = conflict.count() <= super::GRAPH_STATES_MAX;
    let setting = |(option, taken): &(u32, bool)| json!([option, if *taken { "Y" } else { "N" }]);
    let infeasibles: Vec<Vec<Value>> = form
        .infeasible
        .iter()
        .map(|pattern| pattern.iter().map(setting).collect())
        .collect();
    let options: Vec<Value> = form
        .options
        .iter()
        .map(|option| {
            let direction = match option.change {
                Change::EitherWay => "both",
                Change::OnlyTaken => "fwd",
                Change::OnlyGivenUp => "back",
            };
            json!({ "name": option.name, "permittedDirection": direction })
        })
        .collect();
    let parties: Option<Vec<Value>> = (0..model.parties.len())
        .map(|party| written_party(conflict, form, party, ranked))
        .collect();
    let mut root = json!({
        "program": "detente",
        "title": model.title,
        "useManualPreferenceRanking": ranked,
        "infeasibles": infeasibles,
        "options": options,
        "decisionMakers": parties?,
    });
    if let Some(status_quo) = model.status_quo {
        root["statusQuo"] = status_quo.into();
    }
    Some(format!("{root:#}\n"))
}

fn written_party(
    conflict: &Conflict,
    form: &OptionForm,
    party: usize,
    ranked: bool,
) -> Option<Value> {
    let Party { name, preference } = &conflict.model().parties[party];
    let options: Vec<usize> = (0..form.options.len())
        .filter(|option| form.options[*option].owner as usize == party)
        .collect();
    let mut written = json!({ "name": name, "options": options, "preferences": [] });
    if ranked {
        let groups = conflict.ranking(party).into_iter().map(|group| {
            let numbers: Vec<u32> = group
                .into_iter()
                .map(|state| conflict.number(state))
                .collect();
            if let [one] = numbers[..] {
                json!(one)
            } else {
                json!(numbers)
            }
        });
        written["preferenceRanking"] = groups.collect();
    }
    match preference {
        Preference::Statements(texts) => written["statements"] = json!(texts),
        _ if ranked => {}
        _ => return None,
    }
    Some(written)
}
