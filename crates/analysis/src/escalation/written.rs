//! A model written as a file in the project's own arrangement, which [`file::read`](super::file::read) reads.

use serde_json::{Map, Value, json};

use super::{Change, Form, Model, Party, Pattern, Preference};

/// Writes a model. What was given as "exactly one of" has become the combinations that it rules out.
pub fn write(model: &Model) -> Value {
    let own = |at: usize| -> Vec<String> {
        let Form::Options(form) = &model.form else {
            return Vec::new();
        };
        (0..form.options.len())
            .filter(|option| form.options[*option].owner as usize == at)
            .map(id)
            .collect()
    };
    let parties = model.parties.iter().enumerate();
    let parties: Vec<Value> = parties
        .map(|(at, party)| json!({ "name": party.name, "options": own(at) }))
        .collect();
    let mut root = json!({ "title": model.title, "parties": parties });
    match &model.form {
        Form::Options(form) => {
            let options = form.options.iter().enumerate();
            let options: Vec<Value> = options
                .map(|(at, option)| {
                    json!({ "id": id(at), "name": option.name, "may_change": may_change(option.change) })
                })
                .collect();
            root["form"] = "options".into();
            root["options"] = options.into();
            root["infeasible"] = form.infeasible.iter().map(pattern).collect();
            root["same"] = form.same.iter().map(pattern).collect();
        }
        Form::Graph(form) => {
            let states = form.states.iter().map(|label| json!({ "label": label }));
            let moves = (0..).zip(&model.parties).map(|(at, party)| {
                let own = form.moves.iter().filter(|step| step.party == at);
                let pairs: Vec<Value> = own.map(|step| json!([step.from, step.to])).collect();
                (party.name.clone(), pairs.into())
            });
            root["form"] = "graph".into();
            root["states"] = states.collect();
            root["moves"] = Value::Object(moves.collect());
        }
    }
    for (key, value) in model.parties.iter().map(preference) {
        let by_party = &mut root[key.0];
        if by_party.is_null() {
            *by_party = Value::Object(Map::new());
        }
        by_party[key.1] = value;
    }
    if let Some(status_quo) = model.status_quo {
        root["status_quo"] = status_quo.into();
    }
    root
}

fn id(option: usize) -> String {
    format!("o{}", option + 1)
}

fn may_change(change: Change) -> &'static str {
    match change {
        Change::EitherWay => "either way",
        Change::OnlyTaken => "only from not taken to taken",
        Change::OnlyGivenUp => "only from taken to not taken",
    }
}

fn pattern(conditions: &Pattern) -> Value {
    let conditions = conditions.iter();
    let object = conditions.map(|(option, taken)| (id(*option as usize), (*taken).into()));
    Value::Object(object.collect())
}

/// The key, the party, and what stands there.
fn preference(party: &Party) -> ((&'static str, &str), Value) {
    let (key, value) = match &party.preference {
        Preference::Ranking(groups) => ("preferences_most_to_least", json!(groups)),
        Preference::Weights(weights) => ("preference_weights", json!(weights)),
        Preference::Statements(texts) => ("preference_statements", json!(texts)),
    };
    ((key, &party.name), value)
}
