//! The signature envelope: COSE_Sign1 (RFC 9052) as a profile of RFC 9943.
//!
//! `coset` is used here and nowhere else, and only after the strict pass over the bytes. The profile knows
//! exactly three protected headers (algorithm, key id, claims) and no unprotected ones; whatever else
//! stands there is refused, so that two readers cannot see two things in one signature.

use coset::cbor::value::Value;
use coset::{CborSerializable, CoseSign1, CoseSign1Builder, Header, HeaderBuilder, Label, iana};

use crate::body::BodyError;
use crate::cbor;
use crate::ids::{Hash, Kid, PartyId, SpaceId};
use crate::key::{Algorithm, KeyError, PublicKey, SecretKey};

/// CWT claims in a COSE header (RFC 9597).
const CLAIMS: i64 = 15;

/// What a signature is over; part of what is signed, so that none can be used for another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// A person's or key's statement.
    Statement,
    /// A node's signed head.
    Checkpoint,
    /// A counterpart's receipt.
    Cosignature,
    /// An invitation to first contact.
    Invitation,
}

impl Purpose {
    fn label(self) -> &'static [u8] {
        match self {
            Purpose::Statement => b"detente/1/statement",
            Purpose::Checkpoint => b"detente/1/checkpoint",
            Purpose::Cosignature => b"detente/1/cosignature",
            Purpose::Invitation => b"detente/1/invitation",
        }
    }
}

/// One COSE_Sign1 of our profile, decoded but not verified.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// Who signs: the name of the key.
    pub kid: Kid,
    /// The algorithm.
    pub algorithm: Algorithm,
    /// The party in whose name.
    pub party: PartyId,
    /// The space in which.
    pub space: SpaceId,
    inner: CoseSign1,
}

/// Signs `content`. With `attached` the content stands inside the envelope, otherwise beside it.
pub fn sign(
    purpose: Purpose,
    key: &SecretKey,
    party: PartyId,
    space: SpaceId,
    content: &[u8],
    attached: bool,
) -> Vec<u8> {
    let claims = Value::Map(vec![
        (Value::from(1), Value::Bytes(party.as_bytes().to_vec())),
        (Value::from(2), Value::Bytes(space.as_bytes().to_vec())),
    ]);
    let protected = HeaderBuilder::new()
        .algorithm(iana::Algorithm::Ed25519)
        .key_id(key.public().kid().0.to_vec())
        .value(CLAIMS, claims)
        .build();
    let builder = CoseSign1Builder::new().protected(protected);
    let sign1 = match attached {
        true => builder
            .payload(content.to_vec())
            .create_signature(purpose.label(), |tbs| key.sign(tbs)),
        false => builder.create_detached_signature(content, purpose.label(), |tbs| key.sign(tbs)),
    };
    sign1
        .build()
        .to_vec()
        .expect("an envelope of our own always encodes")
}

/// Reads one signature of our profile.
///
/// # Errors
/// Not deterministic, not COSE_Sign1, another algorithm, or headers outside the profile.
pub fn parse_signature(bytes: &[u8]) -> Result<Envelope, CoseError> {
    cbor::check(bytes).map_err(BodyError::from)?;
    let inner = CoseSign1::from_slice(bytes).map_err(|_| CoseError::NotSign1)?;
    let protected_bytes = inner.protected.original_data.as_deref().unwrap_or_default();
    cbor::check(protected_bytes).map_err(BodyError::from)?;
    let header = &inner.protected.header;
    let algorithm = match &header.alg {
        Some(coset::RegisteredLabelWithPrivate::Assigned(iana::Algorithm::Ed25519)) => {
            Algorithm::Ed25519
        }
        _ => return Err(CoseError::Algorithm),
    };
    let kid = Kid(header
        .key_id
        .as_slice()
        .try_into()
        .map_err(|_| CoseError::Headers)?);
    let (party, space) = claims_of(header).ok_or(CoseError::Headers)?;
    let extra = !header.crit.is_empty()
        || header.content_type.is_some()
        || !header.iv.is_empty()
        || !header.partial_iv.is_empty()
        || !header.counter_signatures.is_empty()
        || header.rest.len() != 1;
    if extra || !inner.unprotected.is_empty() {
        return Err(CoseError::Headers);
    }
    Ok(Envelope {
        kid,
        algorithm,
        party,
        space,
        inner,
    })
}

fn claims_of(header: &Header) -> Option<(PartyId, SpaceId)> {
    let [(Label::Int(CLAIMS), Value::Map(claims))] = header.rest.as_slice() else {
        return None;
    };
    let [(first, Value::Bytes(party)), (second, Value::Bytes(space))] = claims.as_slice() else {
        return None;
    };
    if *first != Value::from(1) || *second != Value::from(2) {
        return None;
    }
    let hash = |bytes: &[u8]| bytes.try_into().ok().map(Hash);
    Some((PartyId(hash(party)?), SpaceId(hash(space)?)))
}

impl Envelope {
    /// The attached content, if there is any.
    pub fn content(&self) -> Option<&[u8]> {
        self.inner.payload.as_deref()
    }

    /// Verifies the signature over detached `content`.
    ///
    /// # Errors
    /// It does not fit, is by another key, or the envelope carries content of its own.
    pub fn verify_detached(
        &self,
        purpose: Purpose,
        key: &PublicKey,
        content: &[u8],
    ) -> Result<(), CoseError> {
        if self.inner.payload.is_some() || key.kid() != self.kid {
            return Err(CoseError::Headers);
        }
        let verified =
            self.inner
                .verify_detached_signature(content, purpose.label(), |sig, tbs| {
                    key.verify(tbs, sig)
                });
        verified.map_err(CoseError::Key)
    }

    /// Verifies the signature over the attached content.
    ///
    /// # Errors
    /// It does not fit, is by another key, or nothing is attached.
    pub fn verify_attached(&self, purpose: Purpose, key: &PublicKey) -> Result<(), CoseError> {
        if self.inner.payload.is_none() || key.kid() != self.kid {
            return Err(CoseError::Headers);
        }
        let verified = self
            .inner
            .verify_signature(purpose.label(), |sig, tbs| key.verify(tbs, sig));
        verified.map_err(CoseError::Key)
    }
}

/// Why bytes are no signature of our profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CoseError {
    /// Not deterministic CBOR.
    #[error(transparent)]
    Structure(#[from] BodyError),
    /// Not an untagged COSE_Sign1.
    #[error("not a COSE_Sign1")]
    NotSign1,
    /// An algorithm outside the profile.
    #[error("signature algorithm outside the profile")]
    Algorithm,
    /// Headers outside the profile, or another key than the one named.
    #[error("headers outside the profile")]
    Headers,
    /// The signature does not fit.
    #[error(transparent)]
    Key(KeyError),
}
