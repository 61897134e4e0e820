//! A model as a file: JSON in the project's own arrangement, or in that of GMCR+ ([`gmcr`]).
//!
//! The own arrangement says everything a [`Model`] can: both forms, same states, and each party's preferences as a
//! ranking, weights or statements. The conflicts in `fixtures/conflicts` are examples.

use serde_json::{Map, Value};
use thiserror::Error;

use super::json::{array, number, object, root, text, text_or};
use super::{
    Change, Choice, Form, GraphForm, Model, Move, OptionForm, Party, Pattern, Preference, gmcr,
};

/// Why a file is no model: what, and where.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages say what the fields are")]
pub enum FileError {
    #[error("line {line}, column {column}: not JSON")]
    NotJson { line: usize, column: usize },
    #[error("not a model: neither parties nor decision makers")]
    NotAModel,
    #[error("{place}: {key:?} is missing")]
    Missing { place: String, key: &'static str },
    #[error("{place}: {expected} belongs here, not {given}")]
    Wrong {
        place: String,
        expected: &'static str,
        given: String,
    },
    #[error("{place}: {given:?} is none of {allowed}")]
    NotOneOf {
        place: String,
        given: String,
        allowed: &'static str,
    },
    #[error("{place}: there is no option {given}; counted from 0 there are {count}")]
    NoSuchIndex {
        place: String,
        given: u32,
        count: u32,
    },
    #[error("{place}: there is no option {given:?}")]
    NoSuchOption { place: String, given: String },
    #[error("{place}: there is no party {given:?}")]
    NoSuchParty { place: String, given: String },
    #[error("{place}: option {option:?} belongs to two parties")]
    TwoOwners { place: String, option: String },
    #[error("{place}: option {option:?} belongs to nobody")]
    NoOwner { place: String, option: String },
    #[error("{place}: a statement without a condition")]
    Empty { place: String },
}

impl FileError {
    pub(crate) fn wrong(place: &str, expected: &'static str, given: &Value) -> FileError {
        let mut given = given.to_string();
        if let Some((end, _)) = given.char_indices().nth(40) {
            given.truncate(end);
            given.push('…');
        }
        FileError::Wrong {
            place: place.to_owned(),
            expected,
            given,
        }
    }
}

/// Reads a model in either arrangement.
///
/// # Errors
/// What could not be read, and where in the file.
pub fn read(text: &str) -> Result<Model, FileError> {
    let root = root(text)?;
    if gmcr::is_gmcr(&root) {
        gmcr::from_json(&root)
    } else if root.contains_key("parties") {
        from_json(&root)
    } else {
        Err(FileError::NotAModel)
    }
}

fn from_json(root: &Map<String, Value>) -> Result<Model, FileError> {
    let mut names = Vec::new();
    for (at, party) in array(root, "parties", "parties")?.iter().enumerate() {
        let place = format!("parties[{at}]");
        names.push(text(object(party, &place)?, "name", &place)?.to_owned());
    }
    let form = match text_or(root, "form", "options", "form")? {
        "options" => Form::Options(options(root)?),
        "graph" => Form::Graph(graph(root, &names)?),
        given => {
            return Err(FileError::NotOneOf {
                place: "form".to_owned(),
                given: given.to_owned(),
                allowed: "options, graph",
            });
        }
    };
    let parties = names.into_iter().map(|name| {
        let preference = preference(root, &name, &form)?;
        Ok(Party { name, preference })
    });
    let parties = parties.collect::<Result<_, _>>()?;
    let status_quo = match root.get("status_quo") {
        None | Some(Value::Null) => None,
        Some(value) => Some(number(value, "status_quo")?),
    };
    Ok(Model {
        title: text_or(root, "title", "", "title")?.to_owned(),
        parties,
        form,
        status_quo,
    })
}

fn options(root: &Map<String, Value>) -> Result<OptionForm, FileError> {
    let mut ids = Vec::new();
    let mut options = Vec::new();
    for (at, option) in array(root, "options", "options")?.iter().enumerate() {
        let place = format!("options[{at}]");
        let option = object(option, &place)?;
        ids.push(text(option, "id", &place)?);
        let change = match text_or(option, "may_change", "either way", &place)? {
            "either way" => Change::EitherWay,
            "only from not taken to taken" => Change::OnlyTaken,
            "only from taken to not taken" => Change::OnlyGivenUp,
            given => {
                return Err(FileError::NotOneOf {
                    place: format!("{place}.may_change"),
                    given: given.to_owned(),
                    allowed: "either way, only from not taken to taken, only from taken to not taken",
                });
            }
        };
        options.push(Choice {
            name: text(option, "name", &place)?.to_owned(),
            owner: u32::MAX,
            change,
        });
    }
    let index = |id: &str, place: &str| match ids.iter().position(|known| *known == id) {
        Some(index) => Ok(index as u32),
        None => Err(FileError::NoSuchOption {
            place: place.to_owned(),
            given: id.to_owned(),
        }),
    };
    for (at, party) in (0..).zip(array(root, "parties", "parties")?) {
        let place = format!("parties[{at}]");
        for (nth, id) in array(object(party, &place)?, "options", &place)?
            .iter()
            .enumerate()
        {
            let place = format!("{place}.options[{nth}]");
            let id = id
                .as_str()
                .ok_or_else(|| FileError::wrong(&place, "an option's id", id))?;
            let option = &mut options[index(id, &place)? as usize];
            if option.owner != u32::MAX {
                return Err(FileError::TwoOwners {
                    place,
                    option: option.name.clone(),
                });
            }
            option.owner = at;
        }
    }
    if let Some(at) = options.iter().position(|option| option.owner == u32::MAX) {
        return Err(FileError::NoOwner {
            place: format!("options[{at}]"),
            option: options[at].name.clone(),
        });
    }
    let patterns = |key: &'static str| -> Result<Vec<Pattern>, FileError> {
        if !root.contains_key(key) {
            return Ok(Vec::new());
        }
        let each = array(root, key, key)?.iter().enumerate();
        each.map(|(at, value)| pattern(value, &format!("{key}[{at}]"), &index))
            .collect()
    };
    Ok(OptionForm {
        infeasible: patterns("infeasible")?,
        same: patterns("same")?,
        options,
    })
}

fn pattern(
    value: &Value,
    place: &str,
    index: &impl Fn(&str, &str) -> Result<u32, FileError>,
) -> Result<Pattern, FileError> {
    let conditions = object(value, place)?.iter().map(|(id, taken)| {
        let place = format!("{place}.{id}");
        let taken = taken
            .as_bool()
            .ok_or_else(|| FileError::wrong(&place, "true or false", taken))?;
        Ok((index(id, &place)?, taken))
    });
    conditions.collect()
}

fn graph(root: &Map<String, Value>, parties: &[String]) -> Result<GraphForm, FileError> {
    let mut states = Vec::new();
    for (at, state) in array(root, "states", "states")?.iter().enumerate() {
        let place = format!("states[{at}]");
        states.push(text(object(state, &place)?, "label", &place)?.to_owned());
    }
    let listed = root.get("moves").ok_or(FileError::Missing {
        place: "moves".to_owned(),
        key: "moves",
    })?;
    let listed = object(listed, "moves")?;
    if let Some(given) = listed.keys().find(|name| !parties.contains(name)) {
        return Err(FileError::NoSuchParty {
            place: "moves".to_owned(),
            given: given.clone(),
        });
    }
    let mut moves = Vec::new();
    for (party, name) in (0..)
        .zip(parties)
        .filter(|(_, name)| listed.contains_key(*name))
    {
        let place = format!("moves.{name}");
        let pairs = listed[name]
            .as_array()
            .ok_or_else(|| FileError::wrong(&place, "a list", &listed[name]))?;
        for (at, pair) in pairs.iter().enumerate() {
            let place = format!("{place}[{at}]");
            let [from, to] = pair.as_array().map_or(&[][..], Vec::as_slice) else {
                return Err(FileError::wrong(&place, "two state numbers", pair));
            };
            moves.push(Move {
                party,
                from: number(from, &place)?,
                to: number(to, &place)?,
            });
        }
    }
    Ok(GraphForm { states, moves })
}

/// A party's preference under the first of three keys that has it; a party without any holds all states equal.
fn preference(
    root: &Map<String, Value>,
    party: &str,
    form: &Form,
) -> Result<Preference, FileError> {
    let given = |key: &str| root.get(key).and_then(|by_party| by_party.get(party));
    let listed = |key: &str, value| {
        let place = format!("{key}.{party}");
        let values =
            Value::as_array(value).ok_or_else(|| FileError::wrong(&place, "a list", value));
        values.map(|values| (place.clone(), values))
    };
    if let Some(value) = given("preferences_most_to_least") {
        let (place, groups) = listed("preferences_most_to_least", value)?;
        return Ok(Preference::Ranking(ranking(groups, &place)?));
    }
    if let (Some(value), Form::Options(_)) = (given("preference_weights"), form) {
        let (place, weights) = listed("preference_weights", value)?;
        let whole = |weight: &Value| {
            weight
                .as_i64()
                .and_then(|weight| i32::try_from(weight).ok())
        };
        let weights = weights.iter().map(|weight| {
            whole(weight).ok_or_else(|| {
                FileError::wrong(&place, "whole numbers below two thousand million", weight)
            })
        });
        return Ok(Preference::Weights(weights.collect::<Result<_, _>>()?));
    }
    let Some(value) = given("preference_statements") else {
        return Ok(Preference::Statements(Vec::new()));
    };
    let (place, statements) = listed("preference_statements", value)?;
    let texts = statements.iter().map(|statement| {
        statement
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| FileError::wrong(&place, "a text", statement))
    });
    Ok(Preference::Statements(texts.collect::<Result<_, _>>()?))
}

/// Groups of state numbers; a number by itself is a group of one.
pub(crate) fn ranking(values: &[Value], place: &str) -> Result<Vec<Vec<u32>>, FileError> {
    let groups = values.iter().enumerate().map(|(at, group)| {
        let place = format!("{place}[{at}]");
        match group.as_array() {
            None => Ok(vec![number(group, &place)?]),
            Some(states) => states.iter().map(|state| number(state, &place)).collect(),
        }
    });
    groups.collect()
}
