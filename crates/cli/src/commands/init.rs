//! `init`: a party, its keys, and the first delegate.

use anyhow::Result;
use node::Node;
use node::clock::now_ms;
use node::people::NewPerson;
use serde_json::json;

use super::How;
use crate::arguments::Init;
use crate::seat::{ask_password, names_of};

/// Makes the data folder.
pub fn run(how: &How<'_>, init: &Init) -> Result<u8> {
    let names = names_of(&init.names)?;
    let persons = match init.persons.is_empty() {
        true => vec![node::Name {
            lang: "en".into(),
            text: init.login.clone(),
        }],
        false => names_of(&init.persons)?,
    };
    let offices = names_of(&init.offices)?;
    let password = match &init.password {
        Some(password) => password.clone(),
        None => ask_password(&format!("A password for {}: ", init.login))?,
    };
    let node = Node::init(&how.dir, &names)?;
    let party = node.seats().next().expect("init makes a seat").party;
    let person = NewPerson {
        login: init.login.clone(),
        password,
        names: persons,
        offices,
        lang: how.lang.tag().into(),
    };
    node.add_person(party, &person, now_ms())?;
    let keys = how.dir.join("keys");
    match how.json {
        true => how
            .out
            .json(&json!({ "party": party.hex(), "dir": how.dir })),
        false => {
            how.out.line(format!(
                "Party {} is in {}.",
                party.short(),
                how.dir.display()
            ));
            how.out.line(format!("Move {0}/root and {0}/next-root to a safe place off this machine: whoever has them can replace every other key.", keys.display()));
            how.out
                .line("Next: `detente serve`, and `detente peer invite` or `detente peer accept`.");
        }
    }
    Ok(0)
}
