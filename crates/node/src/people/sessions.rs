//! Who is logged in, and how the key of a session is opened and let go of.

use private::{Limits, Scope, Unlocked};
use record::key::SecretKey;
use record::{Hash, PartyId};

use super::{PersonId, PersonView, salts};
use crate::clock::random;
use crate::fault::NodeFault;
use crate::node::Node;

/// Names a session or a link; its hash is all that is stored.
pub type Token = [u8; 32];

/// How long a session lasts if it is used, in milliseconds: seven days.
pub const SESSION_MS: u64 = 7 * 86_400_000;

/// A session ends after 12 hours without a request, and after seven days in any case.
const LIMITS: Limits = Limits {
    idle_ms: 12 * 3_600_000,
    absolute_ms: SESSION_MS,
};

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
}

/// The name of a session's open key in memory: that of the session.
fn name_of(token: &Token) -> Hash {
    Hash(private::session_name(token))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::NewPerson;
    use crate::seat::Name;

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
