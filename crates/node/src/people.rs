//! People: who may log in at this node, and how their keys are opened.
//!
//! A delegate's key is wrapped by the person's password, or in the demo by the link's secret, and opened for
//! the signature that needs it. Powers are given in each space, under the party's seal.

mod sessions;
mod typed;

use private::{Person, Private, PrivateFault, Salts};
pub use private::{PersonId, Scope};
use record::key::{PublicKey, SecretKey};
use record::powers::{OfficeId, Powers, Tenure};
use record::{PartyId, SpaceId};

use crate::act::ActError;
use crate::clock::random;
use crate::fault::NodeFault;
use crate::founding::{Delegation, LEVEL_WORKING};
use crate::node::Node;
use crate::seat::Name;

pub use sessions::{SESSION_MS, SessionView, Token};

/// A person to be added.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// What is typed at the login.
    pub login: String,
    /// The password that wraps the person's key.
    pub password: String,
    /// Names, by language.
    pub names: Vec<Name>,
    /// Offices, by language.
    pub offices: Vec<Name>,
    /// Tag of the preferred language.
    pub lang: String,
}

/// A person as pages show them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonView {
    /// The number at this node.
    pub id: PersonId,
    /// The party the person acts for.
    pub party: PartyId,
    /// What is typed at the login.
    pub login: String,
    /// Names, by language.
    pub names: Vec<Name>,
    /// Offices, by language.
    pub offices: Vec<Name>,
    /// Tag of the preferred language.
    pub lang: String,
    /// The person's key.
    pub key: PublicKey,
    /// Whether the key is on the person's device: nothing at this node opens it.
    pub key_elsewhere: bool,
}

impl Node {
    /// Adds a person with a key of their own, and gives full powers in every space that the party entered.
    ///
    /// # Errors
    /// The login is taken, the node does not act for `party`, or a database fails.
    pub fn add_person(
        &self,
        party: PartyId,
        new: &NewPerson,
        now_ms: u64,
    ) -> Result<(PersonView, SecretKey), ActError> {
        self.check_doubts(&party)?;
        let (person, key) = self.add_person_without_powers(party, new)?;
        self.accredit_where_entered(&person, now_ms)?;
        Ok((person, key))
    }

    /// Adds a person with a key of their own, who may read and not sign until powers are given.
    ///
    /// # Errors
    /// As [`Node::add_person`].
    pub fn add_person_without_powers(
        &self,
        party: PartyId,
        new: &NewPerson,
    ) -> Result<(PersonView, SecretKey), ActError> {
        let seat = self.seat(&party).ok_or(ActError::NotSeated)?;
        let key = SecretKey::new(seat.algorithm(), &random());
        let person = self.keep_person(party, new, key.public(), |private, row| {
            private.add_person(row, &new.password, &key, &salts())
        })?;
        Ok((person, key))
    }

    /// Adds a person whose key stays on a device of their own, with powers as in [`Node::add_person`]. The password
    /// lets them in; what they sign, they sign elsewhere.
    ///
    /// # Errors
    /// As [`Node::add_person`]; or somebody has the key already.
    pub fn add_person_with_device(
        &self,
        party: PartyId,
        new: &NewPerson,
        key: &PublicKey,
        now_ms: u64,
    ) -> Result<PersonView, ActError> {
        self.check_doubts(&party)?;
        let person = self.keep_person(party, new, key, |private, row| {
            private.add_person_with_device(row, &new.password, key, &salts())
        })?;
        self.accredit_where_entered(&person, now_ms)?;
        Ok(person)
    }

    fn keep_person(
        &self,
        party: PartyId,
        new: &NewPerson,
        key: &PublicKey,
        add: impl FnOnce(&mut Private, &private::NewPerson<'_>) -> Result<PersonId, PrivateFault>,
    ) -> Result<PersonView, ActError> {
        self.seat(&party).ok_or(ActError::NotSeated)?;
        let pair = |name: &Name| (name.lang.clone(), name.text.clone());
        let names: Vec<(String, String)> = new.names.iter().map(pair).collect();
        let row = private::NewPerson {
            party,
            login: &new.login,
            names: &names,
            lang: &new.lang,
        };
        let id = add(&mut self.private(), &row).map_err(NodeFault::from)?;
        self.keep_offices(&key.kid().hex(), &new.offices)?;
        let person = self.person(id)?.ok_or_else(|| NodeFault::Damaged {
            what: "a person that was just added".into(),
        })?;
        Ok(person)
    }

    /// Before anything is done, so that nobody is added here and has no powers there.
    fn check_doubts(&self, party: &PartyId) -> Result<(), ActError> {
        let mut entered = self.space_ids();
        entered.retain(|space| self.entered(space, party));
        let writer = self.writer();
        entered
            .iter()
            .try_for_each(|space| Ok(writer.doubts.check(space)?))
    }

    fn accredit_where_entered(&self, person: &PersonView, now_ms: u64) -> Result<(), ActError> {
        for space in self.space_ids() {
            if self.entered(&space, &person.party) {
                self.accredit_person(space, person, now_ms)?;
            }
        }
        Ok(())
    }

    /// Gives every person of `party` full powers in a space that it just entered.
    ///
    /// # Errors
    /// A database fails.
    pub fn accredit_everybody(
        &self,
        space: SpaceId,
        party: PartyId,
        now_ms: u64,
    ) -> Result<(), ActError> {
        for person in self
            .people()?
            .into_iter()
            .filter(|person| person.party == party)
        {
            let kid = person.key.kid();
            let known = self.read(&space, |state| {
                state
                    .record
                    .register(&party)
                    .and_then(|register| register.key(&kid))
                    .is_some()
            });
            if known == Some(false) {
                self.accredit_person(space, &person, now_ms)?;
            }
        }
        Ok(())
    }

    fn accredit_person(
        &self,
        space: SpaceId,
        person: &PersonView,
        now_ms: u64,
    ) -> Result<(), ActError> {
        let powers = Powers::alone(&person.key, Powers::ALL_KINDS.to_vec(), LEVEL_WORKING);
        let delegation = delegation_of(person, powers);
        self.accredit(space, person.party, &delegation, now_ms)
    }

    /// Offices go on the record with the powers; they stand here so that powers can be given in a new space too.
    fn keep_offices(&self, kid: &str, offices: &[Name]) -> Result<(), NodeFault> {
        let lines: Vec<String> = offices
            .iter()
            .map(|office| format!("{}\t{}", office.lang, office.text.replace('\n', " ")))
            .collect();
        Ok(self
            .writer()
            .store
            .put_fact(&format!("offices/{kid}"), lines.join("\n").as_bytes())?)
    }

    fn view(&self, person: Person) -> Result<PersonView, NodeFault> {
        let fact = self
            .stored(|reader| reader.fact(&format!("offices/{}", person.key.kid().hex())))?
            .unwrap_or_default();
        let name = |(lang, text): (&str, &str)| Name {
            lang: lang.to_owned(),
            text: text.to_owned(),
        };
        let offices = String::from_utf8_lossy(&fact)
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .map(name)
            .collect();
        let names = person
            .names
            .into_iter()
            .map(|(lang, text)| Name { lang, text })
            .collect();
        Ok(PersonView {
            id: person.id,
            party: person.party,
            login: person.login,
            names,
            offices,
            lang: person.lang,
            key: person.key,
            key_elsewhere: person.key_elsewhere,
        })
    }

    fn person(&self, id: PersonId) -> Result<Option<PersonView>, NodeFault> {
        let person = self.private().person(id)?;
        person.map(|person| self.view(person)).transpose()
    }

    /// Everybody who may log in here.
    ///
    /// # Errors
    /// The private database fails.
    pub fn people(&self) -> Result<Vec<PersonView>, NodeFault> {
        let people = self.private().people()?;
        people.into_iter().map(|person| self.view(person)).collect()
    }
}

/// These powers for this person; one who has an office gets powers in it, so that it can be handed over.
pub fn delegation_of(person: &PersonView, powers: Powers) -> Delegation {
    let tenure = (!person.offices.is_empty()).then(|| Tenure {
        office: OfficeId(random()),
        takes_over: None,
    });
    Delegation {
        powers: Powers { tenure, ..powers },
        names: person.names.clone(),
        offices: person.offices.clone(),
    }
}

fn salts() -> Salts {
    Salts {
        password: random(),
        key: random(),
    }
}
