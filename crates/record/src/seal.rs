//! Signing and sealing: from a body to the next entry of a log.

use crate::body::{Body, Payload};
use crate::cose::{self, CoseError, Purpose};
use crate::entry::{Entry, EntryError};
use crate::fold::Record;
use crate::founding::Founding;
use crate::identity::{seal_identity, sign_identity};
use crate::ids::{LogKey, PartyId, StatementId};
use crate::key::{PublicKey, SecretKey};
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

    /// The exact bytes that the holder of `key` signs elsewhere for `body`.
    pub fn bytes_to_sign(body: &Body, key: &PublicKey) -> Vec<u8> {
        let content = body.encode();
        cose::bytes_to_sign(Purpose::Statement, key, body.party, body.space, &content)
    }

    /// `body` with a signature by `key` that was made elsewhere. The body's commitments must be to `payloads`, in order.
    ///
    /// # Errors
    /// The signature does not fit: it is over other bytes, or by another key.
    pub fn signed_elsewhere(
        body: &Body,
        payloads: Vec<Payload>,
        key: &PublicKey,
        signature: &[u8],
    ) -> Result<Statement, CoseError> {
        let body_bytes = body.encode();
        let envelope = cose::signed_elsewhere(key, body.party, body.space, signature);
        // As a peer will: what cannot be verified from the envelope's own bytes is never sealed.
        cose::parse_signature(&envelope)?.verify_detached(Purpose::Statement, key, &body_bytes)?;
        Ok(Statement {
            body_bytes,
            signatures: vec![envelope],
            payloads,
        })
    }

    /// Seals this statement as the next entry of `log`, with what is known now as `seen`.
    ///
    /// # Errors
    /// The parts do not belong together or exceed the limits.
    pub fn seal(self, record: &Record, log: &LogKey) -> Result<Entry, EntryError> {
        let payloads = self.payloads.iter().cloned().map(Some).collect();
        self.sealed_with(payloads, record, log)
    }

    /// Seals this statement without the contents that its body commits to: for whoever says it and must not hold them.
    ///
    /// # Errors
    /// As [`Statement::seal`].
    pub fn seal_without_contents(self, record: &Record, log: &LogKey) -> Result<Entry, EntryError> {
        let count = Body::decode(&self.body_bytes)?.payloads.len();
        self.sealed_with(vec![None; count], record, log)
    }

    fn sealed_with(
        self,
        payloads: Vec<Option<Payload>>,
        record: &Record,
        log: &LogKey,
    ) -> Result<Entry, EntryError> {
        let identity_size = record.identity_folded(&log.party);
        let statement = Body::id_of(&self.body_bytes);
        let leaf = Leaf {
            statement,
            signatures: self.signatures,
            identity_size,
            seen: record.seen_by(log),
        };
        Entry::new(leaf.encode(), self.body_bytes, payloads)
    }
}

/// An identity entry: `body` signed by these keys, in this order: the root, and in a recovery the recovery keys.
///
/// # Errors
/// The parts exceed the limits.
pub fn identity_entry(
    body: &Body,
    payloads: Vec<Payload>,
    keys: &[&SecretKey],
) -> Result<Entry, EntryError> {
    let body_bytes = body.encode();
    let sign = |key: &&SecretKey| sign_identity(&body_bytes, body.party, key);
    let leaf = seal_identity(&body_bytes, keys.iter().map(sign).collect());
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

/// The body of a newcomer's entry 0: the founding's bytes, and the change of members that lets it in.
pub fn join(founding: &Founding, party: PartyId, change: &StatementId, nonce: [u8; 16]) -> Body {
    let mut body = enter(founding, party, nonce);
    body.kind = Kind::Join;
    body.fields = body.fields.with(2, |w| {
        w.bytes(change.as_bytes());
    });
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
    let identity_size = record.identity_folded(&log.party);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{Hash, SpaceId};

    #[test]
    fn a_signature_made_elsewhere_gives_the_same_statement_as_the_key_itself() {
        let key = SecretKey::from_seed(&[7; 32]);
        let (space, party) = (SpaceId(Hash([2; 32])), PartyId(Hash([1; 32])));
        let body = Body::new(space, party, Kind::Assent, [3; 16]);
        let signature = key.sign(&Statement::bytes_to_sign(&body, key.public()));
        let elsewhere =
            Statement::signed_elsewhere(&body, Vec::new(), key.public(), &signature).unwrap();
        assert_eq!(elsewhere, Statement::sign(&body, Vec::new(), &key));

        let other_body = Body::new(space, party, Kind::Assent, [4; 16]);
        let other_key = SecretKey::from_seed(&[8; 32]);
        let other_party = Body::new(space, PartyId(Hash([9; 32])), Kind::Assent, [3; 16]);
        for (body, key, signature) in [
            (&other_body, key.public(), &signature[..]),
            (&body, other_key.public(), &signature[..]),
            (&other_party, key.public(), &signature[..]),
            (&body, key.public(), &signature[..63]),
            (&body, key.public(), &[]),
        ] {
            let made = Statement::signed_elsewhere(body, Vec::new(), key, signature);
            assert!(made.is_err());
        }
    }
}
