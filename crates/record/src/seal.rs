//! Signing and sealing: from a body to the next entry of a log.

use crate::body::{Body, Payload};
use crate::cose::{self, Purpose};
use crate::entry::{Entry, EntryError};
use crate::fold::Record;
use crate::founding::Founding;
use crate::identity::seal_identity;
use crate::ids::{LogKey, PartyId};
use crate::key::SecretKey;
use crate::kind::Kind;
use crate::leaf::Leaf;

/// A statement with its signatures, ready to be sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The body's bytes, exactly as signed.
    pub body_bytes: Vec<u8>,
    /// One COSE_Sign1 for each signer.
    pub signatures: Vec<Vec<u8>>,
    /// The payloads, in the order of the body's commitments.
    pub payloads: Vec<Payload>,
}

impl Statement {
    /// Signs `body` with `key`. The body's commitments must be to `payloads`, in order.
    pub fn sign(body: &Body, payloads: Vec<Payload>, key: &SecretKey) -> Statement {
        let body_bytes = body.encode();
        let signature = cose::sign(
            Purpose::Statement,
            key,
            body.party,
            body.space,
            &body_bytes,
            false,
        );
        Statement {
            body_bytes,
            signatures: vec![signature],
            payloads,
        }
    }

    /// Seals this statement as the next entry of `log`, with what is known now as `seen`.
    ///
    /// # Errors
    /// The parts do not belong together or exceed the limits.
    pub fn seal(self, record: &Record, log: &LogKey) -> Result<Entry, EntryError> {
        let identity_size = record.known().size(&LogKey::identity(log.party));
        let statement = Body::id_of(&self.body_bytes);
        let leaf = Leaf {
            statement,
            signatures: self.signatures,
            identity_size,
            seen: record.seen_by(log),
        };
        Entry::new(
            leaf.encode(),
            self.body_bytes,
            self.payloads.into_iter().map(Some).collect(),
        )
    }
}

/// An identity entry: `body` signed by `root`. `party` is zero in an inception.
///
/// # Errors
/// The parts exceed the limits.
pub fn identity_entry(
    body: &Body,
    payloads: Vec<Payload>,
    root: &SecretKey,
) -> Result<Entry, EntryError> {
    let body_bytes = body.encode();
    let leaf = seal_identity(&body_bytes, body.party, root);
    Entry::new(
        leaf.encode(),
        body_bytes,
        payloads.into_iter().map(Some).collect(),
    )
}

/// The body of a founding member's entry 0: assent to the founding, carrying its bytes.
pub fn enter(founding: &Founding, party: PartyId, nonce: [u8; 16]) -> Body {
    let mut body = Body::new(founding.space, party, Kind::Enter, nonce);
    body.fields = crate::body::Fields::default().with(1, |w| {
        w.bytes(&founding.bytes);
    });
    body.payloads = founding.body.payloads.clone();
    body
}

/// Seals several statements as the next entries of `log`, in order; only the first needs to say what is seen.
///
/// # Errors
/// As [`Statement::seal`].
pub fn seal_all(
    statements: Vec<Statement>,
    record: &Record,
    log: &LogKey,
) -> Result<Vec<Entry>, EntryError> {
    let identity_size = record.known().size(&LogKey::identity(log.party));
    let mut seen = record.seen_by(log);
    let seal = |statement: Statement| {
        let id = Body::id_of(&statement.body_bytes);
        let leaf = Leaf {
            statement: id,
            signatures: statement.signatures,
            identity_size,
            seen: std::mem::take(&mut seen),
        };
        let payloads = statement.payloads.into_iter().map(Some).collect();
        Entry::new(leaf.encode(), statement.body_bytes, payloads)
    };
    statements.into_iter().map(seal).collect()
}
