//! First contact: an invitation to hand over, what the two nodes then tell each other, and the words that
//! the two people compare.
//!
//! The secret opens exactly one thing, once: the exchange of identity logs and of the draft of a founding.
//! Everything after that is ordinary replication, since an invitee is served before the space exists.
//!
//! The words are drawn from both parties' ids and the secret. A party's id is bound to its keys, TLS key
//! included, so equal words mean that nobody stands between the two nodes.

use record::cbor::{self, Reader, Writer};
use record::{ENTRY_BYTES_MAX, Hash, PartyId};

use crate::wire::{
    Draft, WireError, at_most, expect_array, read_addresses, read_bytes, read_count,
    write_addresses,
};

/// How the text of an invitation begins.
pub const INVITATION_PREFIX: &str = "detente:1:";
/// The most bytes of an invitation before it is written as text.
pub const INVITATION_BYTES_MAX: usize = 4096;
/// The most identity entries of one party, and the most bytes of them all.
pub const IDENTITY_ENTRIES_MAX: usize = 256;
/// The largest request or answer of first contact.
pub const FIRST_CONTACT_BYTES_MAX: usize = 2 << 20;

/// What the inviter hands over, as a link or a QR code, by a way that both trust.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Who invites.
    pub inviter: PartyId,
    /// Where its node can be reached (`host:port`).
    pub addresses: Vec<String>,
    /// The hash of its TLS key.
    pub spki_hash: Hash,
    /// Opens first contact once.
    pub secret: [u8; 32],
}

impl Invitation {
    /// The text: `detente:1:` and the bytes in URL-safe base64 without padding.
    pub fn to_text(&self) -> String {
        let mut w = Writer::new();
        w.array(4).bytes(self.inviter.as_bytes());
        write_addresses(&mut w, &self.addresses);
        w.bytes(self.spki_hash.as_bytes()).bytes(&self.secret);
        let mut text = INVITATION_PREFIX.to_owned();
        data_encoding::BASE64URL_NOPAD.encode_append(&w.finish(), &mut text);
        text
    }

    /// Reads the text of an invitation; white space around and within it does not matter.
    ///
    /// # Errors
    /// Another text, another version, or one that was cut or altered on the way.
    pub fn from_text(text: &str) -> Result<Invitation, InvitationError> {
        let text: String = text
            .chars()
            .take(2 * INVITATION_BYTES_MAX)
            .filter(|c| !c.is_whitespace())
            .collect();
        let Some(encoded) = text.strip_prefix(INVITATION_PREFIX) else {
            return Err(match text.starts_with("detente:") {
                true => InvitationError::OtherVersion,
                false => InvitationError::NotOne,
            });
        };
        let bytes = data_encoding::BASE64URL_NOPAD
            .decode(encoded.as_bytes())
            .map_err(|_| InvitationError::Damaged)?;
        Invitation::read(&bytes).map_err(|_| InvitationError::Damaged)
    }

    fn read(bytes: &[u8]) -> Result<Invitation, WireError> {
        at_most("invitation", bytes.len(), INVITATION_BYTES_MAX)?;
        cbor::check(bytes)?;
        let mut r = Reader::new(bytes);
        expect_array(&mut r, 4)?;
        let inviter = PartyId(Hash(r.bytes_n()?));
        let addresses = read_addresses(&mut r)?;
        let invitation = Invitation {
            inviter,
            addresses,
            spki_hash: Hash(r.bytes_n()?),
            secret: r.bytes_n()?,
        };
        r.end()?;
        Ok(invitation)
    }
}

impl core::fmt::Debug for Invitation {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Invitation({:?}, {:?})", self.inviter, self.addresses)
    }
}

/// What the inviter keeps instead of the secret: looking it up takes no time that depends on the secret.
pub fn secret_hash(secret: &[u8; 32]) -> Hash {
    Hash::labelled("detente/1/invitation-secret", &[secret])
}

/// The numbers of the six words that both people see: who invited comes first on both sides.
pub fn six_word_indices(inviter: &PartyId, invitee: &PartyId, secret: &[u8; 32]) -> [u8; 6] {
    let parts: [&[u8]; 3] = [inviter.as_bytes(), invitee.as_bytes(), secret];
    let hash = Hash::labelled("detente/1/words", &parts);
    let mut indices = [0; 6];
    indices.copy_from_slice(&hash.0[..6]);
    indices
}

/// The invitee's request. Its TLS key is the one that it connects with.
#[derive(Clone, PartialEq, Eq)]
pub struct FirstContact {
    /// From the invitation.
    pub secret: [u8; 32],
    /// The invitee's identity log, entry by entry.
    pub identity: Vec<Vec<u8>>,
    /// Where the invitee's node can be reached; none if it can only dial.
    pub addresses: Vec<String>,
}

/// The inviter's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Welcome {
    /// The inviter's identity log, entry by entry.
    pub identity: Vec<Vec<u8>>,
    /// The founding that the inviter drafts, if it is ready.
    pub draft: Option<Draft>,
}

impl FirstContact {
    /// The deterministic bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(3).bytes(&self.secret);
        write_identity(&mut w, &self.identity);
        write_addresses(&mut w, &self.addresses);
        w.finish()
    }

    /// Reads a request.
    ///
    /// # Errors
    /// Not one, or beyond a limit.
    pub fn decode(bytes: &[u8]) -> Result<FirstContact, WireError> {
        at_most("first contact", bytes.len(), FIRST_CONTACT_BYTES_MAX)?;
        cbor::check(bytes)?;
        let mut r = Reader::new(bytes);
        expect_array(&mut r, 3)?;
        let contact = FirstContact {
            secret: r.bytes_n()?,
            identity: read_identity(&mut r)?,
            addresses: read_addresses(&mut r)?,
        };
        r.end()?;
        Ok(contact)
    }
}

impl core::fmt::Debug for FirstContact {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "FirstContact({:?})", self.addresses)
    }
}

impl Welcome {
    /// The deterministic bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(2);
        write_identity(&mut w, &self.identity);
        match &self.draft {
            Some(draft) => draft.write(&mut w),
            None => {
                w.null();
            }
        }
        w.finish()
    }

    /// Reads an answer.
    ///
    /// # Errors
    /// Not one, or beyond a limit.
    pub fn decode(bytes: &[u8]) -> Result<Welcome, WireError> {
        at_most("welcome", bytes.len(), FIRST_CONTACT_BYTES_MAX)?;
        cbor::check(bytes)?;
        let mut r = Reader::new(bytes);
        expect_array(&mut r, 2)?;
        let welcome = Welcome {
            identity: read_identity(&mut r)?,
            draft: r.null_or(Draft::read)?,
        };
        r.end()?;
        Ok(welcome)
    }
}

fn write_identity(w: &mut Writer, entries: &[Vec<u8>]) {
    w.array(entries.len() as u64);
    entries.iter().for_each(|entry| {
        w.bytes(entry);
    });
}

fn read_identity(r: &mut Reader<'_>) -> Result<Vec<Vec<u8>>, WireError> {
    let count = read_count(r, "identity entries", IDENTITY_ENTRIES_MAX)?;
    let mut entries = Vec::new();
    for _ in 0..count {
        entries.push(read_bytes(r, "entry", ENTRY_BYTES_MAX)?);
    }
    Ok(entries)
}

/// Why a text is no invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvitationError {
    /// It does not begin as invitations do.
    #[error("this is not an invitation: it should begin with {INVITATION_PREFIX}")]
    NotOne,
    /// It was made by another version.
    #[error("this invitation was made by another version of Détente")]
    OtherVersion,
    /// A part is missing or altered.
    #[error("this invitation is damaged: copy it again, whole")]
    Damaged,
}
