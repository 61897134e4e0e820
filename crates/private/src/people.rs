//! People: the delegates who can log in at this node, each for one party.
//!
//! Logging in opens the person's signing key with the password; the node itself cannot. A lost password is a
//! lost key: the person gets a new key, and the party new full powers for it.
//!
//! A person can also keep the key on a device of their own. Then this database has its public half only, an
//! empty wrapping, and the password lets the person in and opens nothing.

use core::fmt;

use record::key::{PublicKey, SecretKey};
use record::{Hash, PartyId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use zeroize::Zeroizing;

use crate::fault::PrivateFault;
use crate::password::{Method, Salts, equal};
use crate::private::Private;
use crate::wrap::{unwrap, wrap};

/// A person of this node; a number that means nothing anywhere else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PersonId(pub i64);

/// Somebody who can log in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// The party (seat) that this person acts for.
    pub party: PartyId,
    /// What is typed at the login.
    pub login: String,
    /// Names to show, by language tag, in the order in which they were given.
    pub names: Vec<(String, String)>,
    /// Tag of the preferred language.
    pub lang: String,
    /// The public half of the person's key.
    pub key: PublicKey,
    /// Whether the key is on the person's device: nothing here opens it.
    pub key_elsewhere: bool,
}

/// A person to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewPerson<'a> {
    /// The party (seat) that this person acts for.
    pub party: PartyId,
    /// What is typed at the login; nobody else's here.
    pub login: &'a str,
    /// Names to show, by language tag.
    pub names: &'a [(String, String)],
    /// Tag of the preferred language.
    pub lang: &'a str,
}

/// A person whose key is open. It is nowhere but here; drop it and it is wiped.
#[derive(Clone)]
pub struct Unlocked {
    /// Who.
    pub person: Person,
    /// The key.
    pub key: SecretKey,
}

impl fmt::Debug for Unlocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unlocked({:?})", self.person.id)
    }
}

const COLUMNS: &str = "id, party, login, lang, public_key, length(wrapped_key)";

impl Private {
    /// Adds a person whose `key` the password will open.
    ///
    /// # Errors
    /// [`PrivateFault::LoginTaken`], or the database fails.
    pub fn add_person(
        &mut self,
        new: &NewPerson<'_>,
        password: &str,
        key: &SecretKey,
        salts: &Salts,
    ) -> Result<PersonId, PrivateFault> {
        let secrets = Secrets::new(password, key, salts)?;
        self.insert_person(new, key.public(), &secrets, salts)
    }

    /// Adds a person whose key stays on a device; the password only lets the person in.
    ///
    /// # Errors
    /// As [`Private::add_person`].
    pub fn add_person_with_device(
        &mut self,
        new: &NewPerson<'_>,
        password: &str,
        key: &PublicKey,
        salts: &Salts,
    ) -> Result<PersonId, PrivateFault> {
        let secrets = Secrets::without_key(password, salts)?;
        self.insert_person(new, key, &secrets, salts)
    }

    fn insert_person(
        &mut self,
        new: &NewPerson<'_>,
        key: &PublicKey,
        secrets: &Secrets,
        salts: &Salts,
    ) -> Result<PersonId, PrivateFault> {
        // Looked up first, because a write that fails on a constraint would stop all writing.
        if person_by(&self.connection, "login = ?1", new.login)?.is_some() {
            return Err(PrivateFault::LoginTaken);
        }
        if person_by(&self.connection, "public_key = ?1", key.as_bytes())?.is_some() {
            return Err(PrivateFault::KeyTaken);
        }
        self.write(|tx| {
            let id = tx
                .prepare_cached(
                    "INSERT INTO people (party, login, lang, public_key, method, password_salt,
                     password_hash, key_salt, wrapped_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                )?
                .insert((
                    new.party.as_bytes(),
                    new.login,
                    new.lang,
                    key.as_bytes(),
                    Method::NOW.number(),
                    salts.password,
                    *secrets.hash,
                    salts.key,
                    &secrets.wrapped,
                ))?;
            set_names(tx, id, new.names)?;
            Ok(PersonId(id))
        })
    }

    /// Whose login and password these are; none if there is no such person or the password is wrong. Both take
    /// the same time, so that nobody can ask who has an account.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn recognise(&self, login: &str, password: &str) -> Result<Option<Person>, PrivateFault> {
        let Some(person) = person_by(&self.connection, "login = ?1", login)? else {
            Method::NOW.stretch(password, &[0; 16])?;
            return Ok(None);
        };
        let stored = self.stored_secrets(person.id)?;
        let method = Method::from_number(stored.method)
            .ok_or(PrivateFault::Damaged("how a password is hashed"))?;
        let found = method.stretch(password, &stored.password_salt)?;
        Ok(equal(&found, &stored.password_hash).then_some(person))
    }

    /// Opens a person's key with the password; none if they are not recognised, or the key is on their device.
    ///
    /// # Errors
    /// The database cannot be read, or the key was damaged.
    pub fn log_in(&self, login: &str, password: &str) -> Result<Option<Unlocked>, PrivateFault> {
        let known = self.recognise(login, password)?;
        let Some(person) = known.filter(|person| !person.key_elsewhere) else {
            return Ok(None);
        };
        let stored = self.stored_secrets(person.id)?;
        let method = Method::from_number(stored.method)
            .ok_or(PrivateFault::Damaged("how a password is hashed"))?;
        let wrapping = method.stretch(password, &stored.key_salt)?;
        let key = unwrap(&wrapping, &stored.wrapped_key, &person.key)
            .ok_or(PrivateFault::Damaged("a person's key"))?;
        Ok(Some(Unlocked { person, key }))
    }

    /// Gives a person who is logged in another password. The old one opens nothing any more; links granted
    /// before still do.
    ///
    /// # Errors
    /// [`PrivateFault::NoSuchPerson`], or the database fails.
    pub fn change_password(
        &mut self,
        unlocked: &Unlocked,
        password: &str,
        salts: &Salts,
    ) -> Result<(), PrivateFault> {
        let secrets = Secrets::new(password, &unlocked.key, salts)?;
        self.set_secrets(&unlocked.person, &secrets, salts)
    }

    /// Gives a person whose key is on a device another password.
    ///
    /// # Errors
    /// [`PrivateFault::NoSuchPerson`], also if the key is here; or the database fails.
    pub fn change_login_password(
        &mut self,
        person: &Person,
        password: &str,
        salts: &Salts,
    ) -> Result<(), PrivateFault> {
        let known = self.person(person.id)?;
        // An empty wrapping over a key that is here would lose it.
        known
            .filter(|person| person.key_elsewhere)
            .ok_or(PrivateFault::NoSuchPerson)?;
        let secrets = Secrets::without_key(password, salts)?;
        self.set_secrets(person, &secrets, salts)
    }

    fn set_secrets(
        &mut self,
        person: &Person,
        secrets: &Secrets,
        salts: &Salts,
    ) -> Result<(), PrivateFault> {
        let sql =
            "UPDATE people SET method = ?2, password_salt = ?3, password_hash = ?4, key_salt = ?5,
             wrapped_key = ?6 WHERE id = ?1 AND public_key = ?7";
        let changed = self.write(|tx| {
            tx.execute(
                sql,
                (
                    person.id.0,
                    Method::NOW.number(),
                    salts.password,
                    *secrets.hash,
                    salts.key,
                    &secrets.wrapped,
                    person.key.as_bytes(),
                ),
            )
        })?;
        self.forget()?;
        found(changed)
    }

    /// Gives a person other names to show.
    ///
    /// # Errors
    /// [`PrivateFault::NoSuchPerson`], or the database fails.
    pub fn rename_person(
        &mut self,
        id: PersonId,
        names: &[(String, String)],
    ) -> Result<(), PrivateFault> {
        self.person(id)?.ok_or(PrivateFault::NoSuchPerson)?;
        self.write(|tx| set_names(tx, id.0, names))
    }

    /// Sets a person's preferred language.
    ///
    /// # Errors
    /// [`PrivateFault::NoSuchPerson`], or the database fails.
    pub fn set_language(&mut self, id: PersonId, lang: &str) -> Result<(), PrivateFault> {
        let sql = "UPDATE people SET lang = ?2 WHERE id = ?1";
        found(self.write(|tx| tx.execute(sql, (id.0, lang)))?)
    }

    /// Removes a person with the wrapped key, links, sessions and drafts. What they signed stays signed.
    ///
    /// # Errors
    /// [`PrivateFault::NoSuchPerson`], or the database fails.
    pub fn remove_person(&mut self, id: PersonId) -> Result<(), PrivateFault> {
        let removed = self.write(|tx| tx.execute("DELETE FROM people WHERE id = ?1", [id.0]))?;
        self.forget()?;
        found(removed)
    }

    /// The person with this number.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn person(&self, id: PersonId) -> Result<Option<Person>, PrivateFault> {
        person_by(&self.connection, "id = ?1", id.0)
    }

    /// Everybody who can log in here, in the order in which they were added.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn people(&self) -> Result<Vec<Person>, PrivateFault> {
        let sql = format!("SELECT {COLUMNS} FROM people ORDER BY id");
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query(())?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            people.push(person_in(&self.connection, row)?);
        }
        Ok(people)
    }

    fn stored_secrets(&self, id: PersonId) -> Result<StoredSecrets, PrivateFault> {
        let sql = "SELECT method, password_salt, password_hash, key_salt, wrapped_key
             FROM people WHERE id = ?1";
        let read = |row: &Row<'_>| {
            Ok(StoredSecrets {
                method: row.get(0)?,
                password_salt: row.get(1)?,
                password_hash: row.get(2)?,
                key_salt: row.get(3)?,
                wrapped_key: row.get(4)?,
            })
        };
        Ok(self.connection.query_row(sql, [id.0], read)?)
    }
}

/// What is made from a password and a key, to be stored.
struct Secrets {
    hash: Zeroizing<[u8; 32]>,
    wrapped: Vec<u8>,
}

impl Secrets {
    fn new(password: &str, key: &SecretKey, salts: &Salts) -> Result<Secrets, PrivateFault> {
        let hash = Method::NOW.stretch(password, &salts.password)?;
        let wrapping = Method::NOW.stretch(password, &salts.key)?;
        let wrapped = wrap(&wrapping, key);
        Ok(Secrets { hash, wrapped })
    }

    /// For a person whose key is on a device.
    fn without_key(password: &str, salts: &Salts) -> Result<Secrets, PrivateFault> {
        Ok(Secrets {
            hash: Method::NOW.stretch(password, &salts.password)?,
            wrapped: Vec::new(),
        })
    }
}

struct StoredSecrets {
    method: i64,
    password_salt: [u8; 16],
    password_hash: [u8; 32],
    key_salt: [u8; 16],
    wrapped_key: Vec<u8>,
}

fn set_names(tx: &Transaction<'_>, id: i64, names: &[(String, String)]) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM names WHERE person = ?1", [id])?;
    let sql = "INSERT OR REPLACE INTO names (person, n, lang, name) VALUES (?1, ?2, ?3, ?4)";
    for (n, (lang, name)) in names.iter().enumerate() {
        tx.execute(sql, (id, n as i64, lang, name))?;
    }
    Ok(())
}

fn person_by(
    connection: &Connection,
    which: &str,
    value: impl rusqlite::ToSql,
) -> Result<Option<Person>, PrivateFault> {
    let sql = format!("SELECT {COLUMNS} FROM people WHERE {which}");
    let mut query = connection.prepare_cached(&sql)?;
    let found = query.query_row([value], |row| Ok(person_in(connection, row)));
    found.optional()?.transpose()
}

fn person_in(connection: &Connection, row: &Row<'_>) -> Result<Person, PrivateFault> {
    let id: i64 = row.get(0)?;
    let mut query =
        connection.prepare_cached("SELECT lang, name FROM names WHERE person = ?1 ORDER BY n")?;
    let names = query.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let names = names.collect::<Result<_, _>>()?;
    let key = PublicKey::from_bytes(&row.get::<_, Vec<u8>>(4)?);
    Ok(Person {
        id: PersonId(id),
        party: PartyId(Hash(row.get(1)?)),
        login: row.get(2)?,
        names,
        lang: row.get(3)?,
        key: key.map_err(|_| PrivateFault::Damaged("a person's public key"))?,
        key_elsewhere: row.get::<_, i64>(5)? == 0,
    })
}

fn found(rows: usize) -> Result<(), PrivateFault> {
    match rows {
        0 => Err(PrivateFault::NoSuchPerson),
        _ => Ok(()),
    }
}
