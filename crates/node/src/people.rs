//! People: who may log in at this node, and how their keys are opened.
//!
//! A delegate's key is wrapped by the person's password, or in the demo by the link's secret, and opened for
//! the signature that needs it. Powers are given in each space, under the party's seal.

use private::{Limits, Person, Private, PrivateFault, Salts, Unlocked};
pub use private::{PersonId, Scope};
use record::key::{PublicKey, SecretKey};
use record::powers::{OfficeId, Powers, Tenure};
use record::{Hash, PartyId, SpaceId};

use crate::act::ActError;
use crate::clock::random;
use crate::fault::NodeFault;
use crate::founding::{Delegation, LEVEL_WORKING};
use crate::node::Node;
use crate::seat::Name;

/// Names a session or a link; its hash is all that is stored.
pub type Token = [u8; 32];

/// How long a session lasts if it is used, in milliseconds: seven days.
pub const SESSION_MS: u64 = 7 * 86_400_000;

/// A session ends after 12 hours without a request, and after seven days in any case.
const LIMITS: Limits = Limits {
    idle_ms: 12 * 3_600_000,
    absolute_ms: SESSION_MS,
};

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

/// Who is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionView {
    /// The person.
    pub person: PersonView,
    /// The party the person acts for.
    pub party: PartyId,
    /// What the session may be used for.
    pub scope: Scope,
    /// Whether the session itself opens the key, as a demo link's does.
    pub signs_without_password: bool,
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

    /// Opens a person's key with the password. Slow on purpose; on a connection of its own, so that nobody waits for it.
    ///
    /// # Errors
    /// The private database fails.
    pub fn unlock(&self, login: &str, password: &str) -> Result<Option<Unlocked>, NodeFault> {
        Ok(self.logins().log_in(login, password)?)
    }

    /// Logs in by password. The password is asked again at each signature.
    ///
    /// # Errors
    /// The private database fails.
    pub fn log_in(
        &self,
        login: &str,
        password: &str,
        now_ms: u64,
    ) -> Result<Option<Token>, NodeFault> {
        self.log_in_for(Scope::All, login, password, now_ms)
    }

    /// Logs in by password, for a session that may be used for `scope` only.
    ///
    /// # Errors
    /// The private database fails.
    pub fn log_in_for(
        &self,
        scope: Scope,
        login: &str,
        password: &str,
        now_ms: u64,
    ) -> Result<Option<Token>, NodeFault> {
        let Some(person) = self.logins().recognise(login, password)? else {
            return Ok(None);
        };
        self.begin(person.id, scope, now_ms).map(Some)
    }

    fn begin(&self, person: PersonId, scope: Scope, now_ms: u64) -> Result<Token, NodeFault> {
        let token = random();
        let mut private = self.private();
        private.remove_ended_sessions(now_ms, &LIMITS)?;
        private.open_session(&token, person, scope, now_ms)?;
        Ok(token)
    }

    /// Makes a login link for a person whose key is at hand. A reusable one is the demo's.
    ///
    /// # Errors
    /// The private database fails.
    pub fn grant_link(
        &self,
        person: PersonId,
        key: &SecretKey,
        expires_ms: u64,
        reusable: bool,
    ) -> Result<Token, NodeFault> {
        let token = random();
        self.private()
            .grant_link(person, &token, key, expires_ms, reusable)?;
        Ok(token)
    }

    /// Whom a link would log in; it is not used up.
    ///
    /// # Errors
    /// The private database fails.
    pub fn look_at_link(
        &self,
        link: &Token,
        now_ms: u64,
    ) -> Result<Option<(PersonView, u64)>, NodeFault> {
        let Some(found) = self.private().look_at_link(link, now_ms)? else {
            return Ok(None);
        };
        let person = self.person(found.person)?;
        Ok(person.map(|person| (person, found.expires_ms)))
    }

    /// Whether a link logs in by being opened: the demo's do.
    ///
    /// # Errors
    /// The private database fails.
    pub fn is_demo_link(&self, link: &Token, now_ms: u64) -> Result<bool, NodeFault> {
        Ok(self
            .private()
            .look_at_link(link, now_ms)?
            .is_some_and(|link| link.reusable))
    }

    /// Opens a link. One that is not the demo's is used up. The key stays open in memory until the session ends.
    ///
    /// # Errors
    /// The private database fails.
    pub fn open_link(&self, link: &Token, now_ms: u64) -> Result<Option<Token>, NodeFault> {
        let Some(unlocked) = self.private().use_link(link, now_ms)? else {
            return Ok(None);
        };
        let token = self.begin(unlocked.person.id, Scope::All, now_ms)?;
        self.open_keys().insert(name_of(&token), unlocked.key);
        Ok(Some(token))
    }

    /// Who is logged in under `token`.
    ///
    /// # Errors
    /// The private database fails.
    pub fn session(&self, token: &Token, now_ms: u64) -> Result<Option<SessionView>, NodeFault> {
        let session = self.private().session(token, now_ms, &LIMITS)?;
        let Some((id, scope)) = session else {
            self.open_keys().remove(&name_of(token));
            return Ok(None);
        };
        let signs_without_password = self.open_keys().contains_key(&name_of(token));
        Ok(self.person(id)?.map(|person| SessionView {
            party: person.party,
            person,
            scope,
            signs_without_password,
        }))
    }

    /// Lets go of the keys that sessions opened which have ended since, or were ended elsewhere. Nobody need come back for
    /// it: who closes the browser does not.
    ///
    /// # Errors
    /// The private database fails.
    pub(crate) fn forget_ended_keys(&self, now_ms: u64) -> Result<(), NodeFault> {
        let names: Vec<Hash> = self.open_keys().keys().copied().collect();
        for name in names {
            if !self.private().session_lasts(&name.0, now_ms, &LIMITS)? {
                self.open_keys().remove(&name);
            }
        }
        Ok(())
    }

    /// Logs out.
    ///
    /// # Errors
    /// The private database fails.
    pub fn log_out(&self, token: &Token) -> Result<(), NodeFault> {
        self.open_keys().remove(&name_of(token));
        Ok(self.private().close_session(token)?)
    }

    /// Opens the key of who is logged in under `token`, for one signature: the link's, or by the password.
    ///
    /// # Errors
    /// The private database fails.
    pub fn open_key(
        &self,
        token: &Token,
        password: Option<&str>,
        now_ms: u64,
    ) -> Result<Option<SecretKey>, NodeFault> {
        let session = self.session(token, now_ms)?;
        let Some(session) = session.filter(|session| session.scope == Scope::All) else {
            return Ok(None);
        };
        if session.signs_without_password {
            return Ok(self.open_keys().get(&name_of(token)).cloned());
        }
        let Some(password) = password else {
            return Ok(None);
        };
        Ok(self
            .unlock(&session.person.login, password)?
            .map(|unlocked| unlocked.key))
    }

    /// Sets a new password; all sessions of the person end. False if the current one does not fit.
    ///
    /// Who came in by a link has the key open and may never have known a password: none is asked then.
    ///
    /// # Errors
    /// The private database fails.
    pub fn change_password(
        &self,
        token: &Token,
        current: &str,
        new: &str,
        now_ms: u64,
    ) -> Result<bool, NodeFault> {
        let Some(session) = self.session(token, now_ms)? else {
            return Ok(false);
        };
        if session.person.key_elsewhere {
            return self.change_login_password(&session.person, current, new);
        }
        let open = self.open_keys().get(&name_of(token)).cloned();
        let unlocked = match open {
            Some(key) => {
                let person = self.private().person(session.person.id)?;
                person.map(|person| Unlocked { person, key })
            }
            None => self.unlock(&session.person.login, current)?,
        };
        let Some(unlocked) = unlocked else {
            return Ok(false);
        };
        let mut private = self.private();
        private.change_password(&unlocked, new, &salts())?;
        private.close_sessions(unlocked.person.id)?;
        Ok(true)
    }

    fn change_login_password(
        &self,
        person: &PersonView,
        current: &str,
        new: &str,
    ) -> Result<bool, NodeFault> {
        let Some(known) = self.logins().recognise(&person.login, current)? else {
            return Ok(false);
        };
        let mut private = self.private();
        private.change_login_password(&known, new, &salts())?;
        private.close_sessions(known.id)?;
        Ok(true)
    }

    /// Keeps what a person typed into a form.
    ///
    /// # Errors
    /// The private database fails.
    pub fn keep_typed(
        &self,
        person: PersonId,
        form: &str,
        fields: &[(String, String)],
        now_ms: u64,
    ) -> Result<(), NodeFault> {
        Ok(self
            .private()
            .put_draft(person, form, "", &pack(fields), now_ms)?)
    }

    /// What a person typed into a form and did not send.
    ///
    /// # Errors
    /// The private database fails.
    pub fn typed(
        &self,
        person: PersonId,
        form: &str,
    ) -> Result<Option<Vec<(String, String)>>, NodeFault> {
        Ok(self
            .private()
            .draft(person, form, "")?
            .map(|bytes| unpack(&bytes)))
    }

    /// The forms into which a person typed and that were not sent, each with when (ms UTC), the last one first.
    ///
    /// # Errors
    /// The private database fails.
    pub fn typed_forms(&self, person: PersonId) -> Result<Vec<(String, u64)>, NodeFault> {
        let drafts = self.private().drafts(person)?;
        Ok(drafts
            .into_iter()
            .map(|draft| (draft.form, draft.saved_ms))
            .collect())
    }

    /// Forgets what was typed, once it was sent.
    ///
    /// # Errors
    /// The private database fails.
    pub fn forget_typed(&self, person: PersonId, form: &str) -> Result<(), NodeFault> {
        Ok(self.private().drop_draft(person, form, "")?)
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

/// The name of a session's open key in memory: that of the session.
fn name_of(token: &Token) -> Hash {
    Hash(private::session_name(token))
}

/// Names and values alternate, each ended by a zero byte, which no form sends.
fn pack(fields: &[(String, String)]) -> Vec<u8> {
    let part = |text: &str| format!("{}\0", text.replace('\0', ""));
    fields
        .iter()
        .map(|(name, value)| part(name) + &part(value))
        .collect::<String>()
        .into_bytes()
}

fn unpack(bytes: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(bytes);
    let parts: Vec<&str> = text.split('\0').collect();
    parts
        .chunks_exact(2)
        .map(|pair| (pair[0].to_owned(), pair[1].to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_session_that_ended_is_let_go_without_anybody_asking() {
        let folder = tempfile::tempdir().expect("a folder");
        let name = |text: &str| {
            vec![Name {
                lang: "en".into(),
                text: text.into(),
            }]
        };
        let node = Node::init(folder.path(), &name("Asteria")).expect("a party");
        let party = node.seats().next().expect("one seat").party;
        let new = NewPerson {
            login: "ada".into(),
            password: "a long password of four words".into(),
            names: name("Ada"),
            offices: Vec::new(),
            lang: "en".into(),
        };
        let (person, key) = node
            .add_person_without_powers(party, &new)
            .expect("a person");
        let begun_ms = 1_000_000_000_000;
        let link = |until: u64| {
            let link = node
                .grant_link(person.id, &key, until, true)
                .expect("a link");
            node.open_link(&link, begun_ms)
                .expect("it opens")
                .expect("a session")
        };
        let (one, other) = (link(begun_ms + 1), link(begun_ms + 1));
        let open = |now_ms: u64| {
            node.forget_ended_keys(now_ms).expect("it can be asked");
            node.open_keys().len()
        };
        assert_eq!(open(begun_ms + LIMITS.idle_ms - 1), 2);
        // One of them was used an hour before the other goes idle.
        let used_ms = begun_ms + LIMITS.idle_ms - 3_600_000;
        assert!(node.session(&one, used_ms).expect("it lasts").is_some());
        assert_eq!(open(begun_ms + LIMITS.idle_ms), 1);
        assert!(node.open_keys().contains_key(&name_of(&one)));
        assert_eq!(open(used_ms + LIMITS.idle_ms), 0);
        assert_eq!(
            node.session(&other, begun_ms)
                .expect("it can be asked")
                .map(|s| s.signs_without_password),
            Some(false)
        );
    }
}
