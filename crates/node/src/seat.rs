//! A seat: a party that this node acts for, with its keys and its identity log.
//!
//! One is the rule. A node may carry several, so every call names the party and nothing here assumes
//! "the" party of a node.

use std::fs;
use std::path::{Path, PathBuf};

use domain::wording::{Content, NAME};
use record::identity::Identity;
use record::seal::identity_entry;
use record::{Entry, PartyId, Payload};

use crate::clock::random;
use crate::fault::NodeFault;
use crate::keys::{NewKeys, SeatKeys, make_private_folder};

/// A party that this node acts for.
pub struct Seat {
    /// The party.
    pub party: PartyId,
    /// Its working keys.
    pub keys: SeatKeys,
    /// Its identity log: the same entries in every space.
    pub identity: Vec<Entry>,
}

/// A name in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Language tag.
    pub lang: String,
    /// The name.
    pub text: String,
}

impl Seat {
    /// Makes a new party in `folder`: keys, and an inception that carries its names.
    ///
    /// # Errors
    /// The folder holds a party already or cannot be written.
    pub fn create(folder: &Path, names: &[Name]) -> Result<Seat, NodeFault> {
        let path = identity_path(folder);
        if path.exists() {
            return Err(NodeFault::AlreadyInitialised {
                path: folder.to_owned(),
            });
        }
        make_private_folder(folder)?;
        let keys = NewKeys::generate()?;
        let mut body = keys.public.inception(random());
        let mut payloads = Vec::new();
        for name in names {
            let content = Content::text(NAME, Some(&name.lang), &name.text);
            let payload = Payload {
                salt: random(),
                content: content.bytes,
            };
            body.payloads
                .push(payload.commitment(NAME, Some(&name.lang)));
            payloads.push(payload);
        }
        let inception = identity_entry(&body, payloads, &keys.root)?;
        keys.save(&folder.join("keys"))?;
        let at = |cause| NodeFault::File {
            path: path.clone(),
            cause,
        };
        fs::write(&path, inception.encode()).map_err(at)?;
        fs::File::open(&path)
            .and_then(|file| file.sync_all())
            .map_err(at)?;
        Ok(Seat {
            party: PartyId(inception.leaf.statement.0),
            keys: keys.seat,
            identity: vec![inception],
        })
    }

    /// Opens the party in `folder`.
    ///
    /// # Errors
    /// There is none, or a file is damaged.
    pub fn open(folder: &Path) -> Result<Seat, NodeFault> {
        let path = identity_path(folder);
        let bytes = fs::read(&path).map_err(|_| NodeFault::NotInitialised {
            path: folder.to_owned(),
        })?;
        let damaged = || NodeFault::Damaged {
            what: format!("{} is not an identity", path.display()),
        };
        let inception = Entry::decode(&bytes).map_err(|_| damaged())?;
        let party = PartyId(inception.leaf.statement.0);
        Identity::incept(
            party,
            &inception.leaf,
            &inception.body,
            &inception.body_bytes,
        )
        .ok_or_else(damaged)?;
        Ok(Seat {
            party,
            keys: SeatKeys::load(&folder.join("keys"))?,
            identity: vec![inception],
        })
    }
}

impl Seat {
    /// Whether the keys in `folder` are those of the identity.
    ///
    /// # Errors
    /// [`NodeFault::OtherKeys`].
    pub(crate) fn check_keys(&self, folder: &Path) -> Result<(), NodeFault> {
        let encoded: Vec<Vec<u8>> = self.identity.iter().map(Entry::encode).collect();
        let fit = crate::peers::self_proving(&encoded).is_some_and(|(_, identity, _)| {
            let latest = identity.latest();
            latest.node == *self.keys.node.public()
                && latest.seal == *self.keys.seal.public()
                && latest.tls == self.keys.tls_pin
        });
        match fit {
            true => Ok(()),
            false => Err(NodeFault::OtherKeys {
                path: folder.join("keys"),
            }),
        }
    }
}

fn identity_path(folder: &Path) -> PathBuf {
    folder.join("identity")
}
