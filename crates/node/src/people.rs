//! People: who may log in at this node, and how their keys are opened.
//!
//! A delegate's key is wrapped by the person's password, or in the demo by the link's secret, and opened for
//! the signature that needs it. Powers are given in each space, under the party's seal.

use private::{Person, PersonId};
use record::key::SecretKey;
use record::powers::Powers;
use record::{PartyId, SpaceId};

use crate::act::ActError;
use crate::clock::random;
use crate::fault::NodeFault;
use crate::founding::Delegation;
use crate::node::Node;
use crate::seat::Name;

/// A person to be added.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// What is typed at the login.
    pub login: String,
    /// The password; it wraps the person's key.
    pub password: String,
    /// Names, by language.
    pub names: Vec<Name>,
    /// Offices, by language.
    pub offices: Vec<Name>,
    /// Tag of the preferred language.
    pub lang: String,
}
