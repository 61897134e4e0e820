//! `user`: people who may log in at this node.

use anyhow::Result;
use node::clock::now_ms;
use node::people::{NewPerson, PersonView};
use record::ids::bytes_from_hex;
use record::key::PublicKey;
use serde_json::{Value, json};

use super::{How, by_language};
use crate::arguments::User;
use crate::say::{exit, usage};
use crate::seat::{Desk, ask_password, names_of};

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: User) -> Result<u8> {
    let desk = Desk::open(how)?;
    match verb {
        User::List => list(how, &desk),
        User::Add {
            without_powers,
            login,
            persons,
            offices,
            password,
            key,
        } => {
            let names = match persons.is_empty() {
                true => vec![node::Name {
                    lang: "en".into(),
                    text: login.clone(),
                }],
                false => names_of(desk.l, &persons)?,
            };
            let password = match password {
                Some(password) => password,
                None => {
                    let prompt = how.with("command-password-new", &[("login", &login)]);
                    ask_password(desk.l, &prompt)?
                }
            };
            let person = NewPerson {
                login,
                password,
                names,
                offices: names_of(desk.l, &offices)?,
                lang: how.lang.tag().into(),
            };
            add(how, &desk, &person, key.as_deref(), without_powers)
        }
    }
}

fn list(how: &How<'_>, desk: &Desk) -> Result<u8> {
    for person in desk.node.people()? {
        if how.json {
            how.out.json(&as_json(&person));
            continue;
        }
        let names: Vec<&str> = person.names.iter().map(|name| name.text.as_str()).collect();
        let (names, key) = (names.join(" / "), person.key.kid().short());
        how.say(
            "command-person",
            &[("login", &person.login), ("names", &names), ("key", &key)],
        );
    }
    Ok(exit::DONE)
}

fn as_json(person: &PersonView) -> Value {
    let names: Vec<(String, String)> = person
        .names
        .iter()
        .map(|name| (name.lang.clone(), name.text.clone()))
        .collect();
    json!({ "login": person.login, "names": by_language(&names), "key": person.key.kid().hex() })
}

fn add(
    how: &How<'_>,
    desk: &Desk,
    person: &NewPerson,
    key: Option<&str>,
    without_powers: bool,
) -> Result<u8> {
    let added = match key {
        Some(key) => {
            let key = public_key(desk, key)?;
            desk.node
                .add_person_with_device(desk.party, person, &key, now_ms())?
        }
        None if without_powers => desk.node.add_person_without_powers(desk.party, person)?.0,
        None => desk.node.add_person(desk.party, person, now_ms())?.0,
    };
    if how.json {
        how.out.json(&as_json(&added));
        return Ok(exit::DONE);
    }
    let key = match without_powers {
        true => "command-person-added-without",
        false => "command-person-added",
    };
    let args = [
        ("login", added.login.as_str()),
        ("key", &added.key.kid().short()),
    ];
    how.say(key, &args);
    Ok(exit::DONE)
}

fn public_key(desk: &Desk, hex: &str) -> Result<PublicKey> {
    bytes_from_hex(hex)
        .and_then(|bytes| PublicKey::from_bytes(&bytes).ok())
        .ok_or_else(|| usage(desk.l, "command-key-form", &[("key", hex)]))
}
