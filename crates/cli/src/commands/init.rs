//! `init`: a party, its keys, and the first delegate.

use anyhow::Result;
use node::clock::now_ms;
use node::people::NewPerson;
use node::{Node, Setup};
use serde_json::json;

use super::{How, key};
use crate::arguments::Init;
use crate::say::exit;
use crate::seat::{ask_password, names_of};

/// Makes the data folder.
pub fn run(how: &How<'_>, init: &Init) -> Result<u8> {
    let l = how.lang.l();
    let names = names_of(l, &init.names)?;
    let persons = match init.persons.is_empty() {
        true => vec![node::Name {
            lang: "en".into(),
            text: init.login.clone(),
        }],
        false => names_of(l, &init.persons)?,
    };
    let offices = names_of(l, &init.offices)?;
    let password = match &init.password {
        Some(password) => password.clone(),
        None => {
            let prompt = how.with("command-password-new", &[("login", &init.login)]);
            ask_password(l, &prompt)?
        }
    };
    let recovery = init
        .recovery
        .as_deref()
        .map(|file| key::commitments_in(how, file));
    let setup = Setup {
        algorithm: init.algorithm.into(),
        recovery: recovery.transpose()?,
    };
    let node = Node::init_with(&how.dir, &names, &setup)?;
    let party = node.seats().next().expect("init makes a seat").party;
    let person = NewPerson {
        login: init.login.clone(),
        password,
        names: persons,
        offices,
        lang: how.lang.tag().into(),
    };
    node.add_person(party, &person, now_ms())?;
    if how.json {
        how.out
            .json(&json!({ "party": party.hex(), "dir": how.dir }));
        return Ok(exit::DONE);
    }
    let (folder, keys) = (how.dir.display().to_string(), how.dir.join("keys"));
    how.say(
        "command-init-done",
        &[("party", &party.short()), ("folder", &folder)],
    );
    how.say(
        "command-init-keys",
        &[("folder", &keys.display().to_string())],
    );
    how.say("command-init-next", &[]);
    Ok(exit::DONE)
}
