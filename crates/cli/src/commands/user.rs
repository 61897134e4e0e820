//! `user`: people who may log in at this node.

use anyhow::{Context, Result};
use node::clock::now_ms;
use node::people::NewPerson;
use record::ids::bytes_from_hex;
use record::key::PublicKey;
use serde_json::json;

use super::How;
use crate::arguments::User;
use crate::seat::{Desk, ask_password, names_of};

/// Carries out one verb.
pub fn run(how: &How<'_>, verb: User) -> Result<u8> {
    let desk = Desk::open(&how.dir)?;
    match verb {
        User::List => {
            for person in desk.node.people()? {
                let names: Vec<&str> = person.names.iter().map(|name| name.text.as_str()).collect();
                match how.json {
                    true => how.out.json(&json!({ "login": person.login, "names": names, "key": person.key.kid().hex() })),
                    false => how.out.line(format!("{}: {} (key {})", person.login, names.join(" / "), person.key.kid().short())),
                }
            }
        }
        User::Add {
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
                false => names_of(&persons)?,
            };
            let password = match password {
                Some(password) => password,
                None => ask_password(&format!("A password for {login}: "))?,
            };
            let person = NewPerson {
                login,
                password,
                names,
                offices: names_of(&offices)?,
                lang: how.lang.tag().into(),
            };
            let added = match key {
                Some(key) => {
                    let key = public_key(&key)?;
                    desk.node
                        .add_person_with_device(desk.party, &person, &key, now_ms())?
                }
                None => desk.node.add_person(desk.party, &person, now_ms())?.0,
            };
            how.out.line(format!(
                "{} may now sign with key {}",
                added.login,
                added.key.kid().short()
            ));
        }
    }
    Ok(0)
}

fn public_key(hex: &str) -> Result<PublicKey> {
    let bytes = bytes_from_hex(hex).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let bytes = bytes.context("--key: 64 hexadecimal digits")?;
    PublicKey::ed25519(&bytes).context("--key: not a public key of Ed25519")
}
