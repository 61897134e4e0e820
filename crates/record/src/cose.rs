//! The signature envelope: COSE_Sign1 (RFC 9052) as a profile of RFC 9943.
//!
//! `coset` builds what we sign, here and nowhere else; what strangers signed is read with our own reader,
//! as everything else, and the two must agree for anything to verify. The profile knows exactly three
//! protected headers (algorithm, key id, claims) and no unprotected ones; whatever else stands there is
//! refused, so that two readers cannot see two things in one signature.

use coset::cbor::value::Value;
use coset::{CborSerializable, CoseSign1Builder, HeaderBuilder, iana};

use crate::body::BodyError;
use crate::cbor::{self, CborError, Reader, Writer};
use crate::ids::{Hash, Kid, PartyId, SpaceId};
use crate::key::{Algorithm, KeyError, PublicKey, SecretKey};

/// Algorithm and key id in a COSE header (RFC 9052, 3.1).
const ALGORITHM: u64 = 1;
const KEY_ID: u64 = 4;
/// CWT claims in a COSE header (RFC 9597).
const CLAIMS: u64 = 15;

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
    /// The protected headers, as signed.
    protected: Vec<u8>,
    content: Option<Vec<u8>>,
    signature: Vec<u8>,
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
    let builder = begin(key.public(), party, space);
    let sign1 = match attached {
        true => builder
            .payload(content.to_vec())
            .create_signature(purpose.label(), |tbs| key.sign(tbs)),
        false => builder.create_detached_signature(content, purpose.label(), |tbs| key.sign(tbs)),
    };
    finish(sign1)
}

/// What the holder of `key` signs elsewhere for a detached envelope over `content`: the Sig_structure of RFC 9052.
pub fn bytes_to_sign(
    purpose: Purpose,
    key: &PublicKey,
    party: PartyId,
    space: SpaceId,
    content: &[u8],
) -> Vec<u8> {
    let sign1 = begin(key, party, space).build();
    sign1.tbs_detached_data(content, purpose.label())
}

/// The detached envelope around a signature that was made elsewhere, over [`bytes_to_sign`]. Nothing is verified.
pub fn signed_elsewhere(
    key: &PublicKey,
    party: PartyId,
    space: SpaceId,
    signature: &[u8],
) -> Vec<u8> {
    finish(begin(key, party, space).signature(signature.to_vec()))
}

/// An envelope with the protected headers of the profile, and nothing else yet.
fn begin(key: &PublicKey, party: PartyId, space: SpaceId) -> CoseSign1Builder {
    let claims = Value::Map(vec![
        (Value::from(1), Value::Bytes(party.as_bytes().to_vec())),
        (Value::from(2), Value::Bytes(space.as_bytes().to_vec())),
    ]);
    let protected = HeaderBuilder::new()
        .algorithm(in_coset(key.algorithm()))
        .key_id(key.kid().0.to_vec())
        .value(CLAIMS as i64, claims)
        .build();
    CoseSign1Builder::new().protected(protected)
}

fn in_coset(algorithm: Algorithm) -> iana::Algorithm {
    match algorithm {
        Algorithm::Ed25519 => iana::Algorithm::Ed25519,
        Algorithm::MlDsa44 => iana::Algorithm::ML_DSA_44,
    }
}

fn finish(builder: CoseSign1Builder) -> Vec<u8> {
    let sign1 = builder.build();
    sign1
        .to_vec()
        .expect("an envelope of our own always encodes")
}

/// Reads one signature of our profile.
///
/// # Errors
/// Not deterministic, not COSE_Sign1, another algorithm, or headers outside the profile.
pub fn parse_signature(bytes: &[u8]) -> Result<Envelope, CoseError> {
    cbor::check(bytes).map_err(BodyError::from)?;
    let parts = read_parts(bytes).map_err(|_| CoseError::NotSign1)?;
    let (protected, unprotected, content, signature) = parts.ok_or(CoseError::NotSign1)?;
    cbor::check(protected).map_err(BodyError::from)?;
    let algorithm = algorithm_of(protected).ok_or(CoseError::Algorithm)?;
    let headers = read_headers(protected).map_err(|_| CoseError::Headers)?;
    let (kid, party, space) = headers.ok_or(CoseError::Headers)?;
    if unprotected != 0 {
        return Err(CoseError::Headers);
    }
    Ok(Envelope {
        kid,
        algorithm,
        party,
        space,
        protected: protected.to_vec(),
        content: content.map(<[u8]>::to_vec),
        signature: signature.to_vec(),
    })
}

/// Protected headers, the number of unprotected ones, content, signature.
type Parts<'a> = (&'a [u8], u64, Option<&'a [u8]>, &'a [u8]);

fn read_parts(bytes: &[u8]) -> Result<Option<Parts<'_>>, CborError> {
    let mut r = Reader::new(bytes);
    if r.array()? != 4 {
        return Ok(None);
    }
    let protected = r.bytes()?;
    let unprotected = r.clone().map()?;
    r.skip()?;
    let content = r.null_or(Reader::bytes)?;
    let signature = r.bytes()?;
    Ok(r.is_end()
        .then_some((protected, unprotected, content, signature)))
}

/// The algorithm, which is the first protected header if there is one.
fn algorithm_of(protected: &[u8]) -> Option<Algorithm> {
    let mut r = Reader::new(protected);
    r.map().ok()?;
    (r.u64().ok()? == ALGORITHM).then_some(())?;
    Algorithm::from_number(r.i64().ok()?)
}

/// The three protected headers, in the one order that deterministic CBOR has for them.
fn read_headers(protected: &[u8]) -> Result<Option<(Kid, PartyId, SpaceId)>, CborError> {
    let mut r = Reader::new(protected);
    if r.map()? != 3 || r.u64()? != ALGORITHM {
        return Ok(None);
    }
    r.skip()?;
    if r.u64()? != KEY_ID {
        return Ok(None);
    }
    let kid = Kid(r.bytes_n()?);
    if r.u64()? != CLAIMS || r.map()? != 2 || r.u64()? != 1 {
        return Ok(None);
    }
    let party = PartyId(Hash(r.bytes_n()?));
    if r.u64()? != 2 {
        return Ok(None);
    }
    let space = SpaceId(Hash(r.bytes_n()?));
    Ok(r.is_end().then_some((kid, party, space)))
}

impl Envelope {
    /// The attached content, if there is any.
    pub fn content(&self) -> Option<&[u8]> {
        self.content.as_deref()
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
        if self.content.is_some() || key.kid() != self.kid {
            return Err(CoseError::Headers);
        }
        self.verify(purpose, key, content)
    }

    /// Verifies the signature over the attached content.
    ///
    /// # Errors
    /// It does not fit, is by another key, or nothing is attached.
    pub fn verify_attached(&self, purpose: Purpose, key: &PublicKey) -> Result<(), CoseError> {
        match &self.content {
            Some(content) if key.kid() == self.kid => self.verify(purpose, key, content),
            _ => Err(CoseError::Headers),
        }
    }

    fn verify(&self, purpose: Purpose, key: &PublicKey, content: &[u8]) -> Result<(), CoseError> {
        if key.algorithm() != self.algorithm {
            return Err(CoseError::Headers); // the key id names one algorithm, the header another
        }
        let signed = self.signed_bytes(purpose, content);
        key.verify(&signed, &self.signature).map_err(CoseError::Key)
    }

    /// What was signed: the Sig_structure of RFC 9052, 4.4.
    fn signed_bytes(&self, purpose: Purpose, content: &[u8]) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(4).str("Signature1").bytes(&self.protected);
        w.bytes(purpose.label()).bytes(content);
        w.finish()
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

#[cfg(test)]
mod tests {
    use coset::{CoseSign1, Header, Label};

    use super::*;

    /// What `coset` finds in an envelope of the profile: kid, party, space, content, signature.
    type Found = (Kid, PartyId, SpaceId, Option<Vec<u8>>, Vec<u8>);

    fn as_coset_reads_it(bytes: &[u8]) -> Option<Found> {
        cbor::check(bytes).ok()?;
        let sign1 = CoseSign1::from_slice(bytes).ok()?;
        cbor::check(sign1.protected.original_data.as_deref()?).ok()?;
        let header = sign1.protected.header;
        let ours = coset::RegisteredLabelWithPrivate::Assigned(iana::Algorithm::Ed25519);
        let (party, space) = claims_of(&header)?;
        let rest = Header {
            alg: None,
            key_id: Vec::new(),
            rest: Vec::new(),
            ..header.clone()
        };
        let only_ours = header.alg == Some(ours) && rest.is_empty() && sign1.unprotected.is_empty();
        let kid = Kid(header.key_id.try_into().ok()?);
        only_ours.then_some((kid, party, space, sign1.payload, sign1.signature))
    }

    fn claims_of(header: &Header) -> Option<(PartyId, SpaceId)> {
        let [(Label::Int(15), Value::Map(claims))] = header.rest.as_slice() else {
            return None;
        };
        let [(first, Value::Bytes(party)), (second, Value::Bytes(space))] = claims.as_slice()
        else {
            return None;
        };
        let hash = |bytes: &[u8]| bytes.try_into().ok().map(Hash);
        let named = *first == Value::from(1) && *second == Value::from(2);
        named.then_some((PartyId(hash(party)?), SpaceId(hash(space)?)))
    }

    fn as_we_read_it(bytes: &[u8]) -> Option<Found> {
        let found = parse_signature(bytes).ok()?;
        let Envelope { kid, party, .. } = found;
        Some((kid, party, found.space, found.content, found.signature))
    }

    /// Every byte with every other value, every byte left out, and every byte given twice.
    #[test]
    fn our_reader_and_coset_find_the_same_in_every_altered_envelope() {
        let key = SecretKey::from_seed(&[7; 32]);
        let (party, space) = (PartyId(Hash([1; 32])), SpaceId(Hash([2; 32])));
        for attached in [false, true] {
            let bytes = sign(Purpose::Statement, &key, party, space, b"words", attached);
            assert!(as_we_read_it(&bytes).is_some());
            for at in 0..bytes.len() {
                let (before, after) = bytes.split_at(at);
                let same = |altered: &[u8]| {
                    let (ours, theirs) = (as_we_read_it(altered), as_coset_reads_it(altered));
                    assert_eq!(ours, theirs, "at byte {at}: {altered:02x?}");
                };
                for value in 0..=u8::MAX {
                    same(&[before, &[value], &after[1..]].concat());
                }
                same(&[before, &after[1..]].concat());
                same(&[before, &after[..1], after].concat());
            }
        }
    }
}
