//! Keys: the algorithms a party can choose, strict verification, and signing.
//!
//! Ed25519 is verified by RFC 8032 with the strict rules of ed25519-dalek's `verify_strict`: small-order keys
//! and nonces and non-canonical encodings are refused. The plain `verify` is never called; a lint forbids it.
//!
//! ML-DSA-44 is FIPS 204 with an empty context, and signs deterministically, so that signing needs no randomness.
//! It has no weak keys and one encoding for each key and signature, so its verification has no strict variant.

use std::sync::{Arc, OnceLock};

use canary::Canary;
use ed25519_dalek::Signer;
use ml_dsa::{EncodedVerifyingKey, MlDsa44};
use zeroize::Zeroizing;

use crate::body::{BodyError, expect_array};
use crate::cbor::{Reader, Writer};
use crate::ids::{Hash, Kid};

/// A signature algorithm, by its COSE number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Algorithm {
    /// Ed25519, COSE -19 (RFC 9864).
    Ed25519,
    /// ML-DSA-44, COSE -48 (RFC 9964).
    MlDsa44,
}

impl Algorithm {
    /// Every algorithm of this version.
    pub const ALL: [Algorithm; 2] = [Algorithm::Ed25519, Algorithm::MlDsa44];

    /// The COSE algorithm number.
    pub fn number(self) -> i64 {
        match self {
            Algorithm::Ed25519 => -19,
            Algorithm::MlDsa44 => -48,
        }
    }

    /// The algorithm with this COSE number; none for the deprecated -8 and for everything unknown.
    pub fn from_number(number: i64) -> Option<Algorithm> {
        Self::ALL.into_iter().find(|one| one.number() == number)
    }

    /// What its standard calls it.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Ed25519 => "Ed25519",
            Algorithm::MlDsa44 => "ML-DSA-44",
        }
    }

    /// The length of a public key, in bytes. No two algorithms share one, so a key's length tells its algorithm.
    pub fn key_bytes(self) -> usize {
        match self {
            Algorithm::Ed25519 => 32,
            Algorithm::MlDsa44 => 1312,
        }
    }
}

/// A public key that passed the checks of its algorithm. Two are equal when their names are.
///
/// Somebody may accredit keys by the thousand and sign with each, so a key is kept as its bytes. What verification needs
/// of it is computed for each signature, or once for many: see [`PublicKey::for_many`].
#[derive(Clone)]
pub struct PublicKey {
    kid: Kid,
    bytes: Bytes,
    ready: Option<Arc<OnceLock<Ready>>>,
}

#[derive(Clone)]
enum Bytes {
    Ed25519([u8; 32]),
    MlDsa44(Arc<EncodedVerifyingKey<MlDsa44>>),
}

/// What verification needs of a key: a point takes a tenth of the time of a verification to compute and two hundred
/// bytes to keep, an ML-DSA key as long as a verification and some 20 KB.
enum Ready {
    Ed25519(Box<ed25519_dalek::VerifyingKey>),
    MlDsa44(Box<ml_dsa::VerifyingKey<MlDsa44>>),
}

impl Ready {
    fn new(bytes: &Bytes) -> Ready {
        match bytes {
            Bytes::Ed25519(bytes) => {
                let point = ed25519_dalek::VerifyingKey::from_bytes(bytes);
                Ready::Ed25519(Box::new(point.expect("it was a point when it was read")))
            }
            Bytes::MlDsa44(bytes) => Ready::MlDsa44(Box::new(ml_dsa::VerifyingKey::decode(bytes))),
        }
    }

    fn fits(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Ready::Ed25519(point) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| fits_strictly(point, message, &signature)),
            Ready::MlDsa44(key) => ml_dsa::Signature::try_from(signature)
                .is_ok_and(|signature| key.verify_with_context(message, &[], &signature)),
        }
    }
}

impl PublicKey {
    /// An Ed25519 key from its 32 bytes.
    ///
    /// # Errors
    /// Not a point of the curve or not its one encoding, or a point of small order (which would bind nothing).
    pub fn ed25519(bytes: &[u8; 32]) -> Result<PublicKey, KeyError> {
        if !is_reduced(bytes) {
            return Err(KeyError::Malformed);
        }
        let point =
            ed25519_dalek::VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::Malformed)?;
        if point.is_weak() {
            return Err(KeyError::SmallOrder);
        }
        Ok(PublicKey {
            kid: kid(Algorithm::Ed25519, bytes),
            bytes: Bytes::Ed25519(*bytes),
            ready: None,
        })
    }

    /// A key of this algorithm from its bytes.
    ///
    /// # Errors
    /// The length is another, or as [`PublicKey::ed25519`]. Any 1312 bytes are an ML-DSA-44 key.
    pub fn new(algorithm: Algorithm, bytes: &[u8]) -> Result<PublicKey, KeyError> {
        match algorithm {
            Algorithm::Ed25519 => {
                PublicKey::ed25519(bytes.try_into().map_err(|_| KeyError::Malformed)?)
            }
            Algorithm::MlDsa44 => {
                let bytes = EncodedVerifyingKey::<MlDsa44>::try_from(bytes)
                    .map_err(|_| KeyError::Malformed)?;
                Ok(PublicKey {
                    kid: kid(algorithm, &bytes),
                    bytes: Bytes::MlDsa44(Arc::new(bytes)),
                    ready: None,
                })
            }
        }
    }

    /// A key from its bytes alone: their number says of which algorithm it is.
    ///
    /// # Errors
    /// No algorithm has keys of this length, or as [`PublicKey::new`].
    pub fn from_bytes(bytes: &[u8]) -> Result<PublicKey, KeyError> {
        let of_this_length = |one: &Algorithm| one.key_bytes() == bytes.len();
        match Algorithm::ALL.into_iter().find(of_this_length) {
            Some(algorithm) => PublicKey::new(algorithm, bytes),
            None => Err(KeyError::Malformed),
        }
    }

    /// The same key for many signatures: what verification needs of it is kept from the first one on, as long as this
    /// copy or a copy of it is there.
    #[must_use]
    pub fn for_many(&self) -> PublicKey {
        PublicKey {
            ready: Some(Arc::default()),
            ..self.clone()
        }
    }

    /// The algorithm.
    pub fn algorithm(&self) -> Algorithm {
        match self.bytes {
            Bytes::Ed25519(_) => Algorithm::Ed25519,
            Bytes::MlDsa44(_) => Algorithm::MlDsa44,
        }
    }

    /// The raw key.
    pub fn as_bytes(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Ed25519(bytes) => bytes,
            Bytes::MlDsa44(bytes) => bytes,
        }
    }

    /// The key's name.
    pub fn kid(&self) -> Kid {
        self.kid
    }

    /// Verifies strictly.
    ///
    /// # Errors
    /// The signature is malformed or does not fit.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), KeyError> {
        let ready = || Ready::new(&self.bytes);
        let fits = match &self.ready {
            Some(kept) => kept.get_or_init(ready).fits(message, signature),
            None => ready().fits(message, signature),
        };
        fits.then_some(()).ok_or(KeyError::BadSignature)
    }

    /// Writes `[alg, key]`.
    pub fn write(&self, w: &mut Writer) {
        w.array(2)
            .i64(self.algorithm().number())
            .bytes(self.as_bytes());
    }

    /// Reads `[alg, key]`.
    ///
    /// # Errors
    /// Another shape or algorithm, or an unusable key.
    pub fn read(r: &mut Reader<'_>) -> Result<PublicKey, KeyError> {
        expect_array(r, 2)?;
        match Algorithm::from_number(r.i64().map_err(BodyError::from)?) {
            Some(algorithm) => PublicKey::new(algorithm, r.bytes().map_err(BodyError::from)?),
            None => Err(KeyError::UnknownAlgorithm),
        }
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &PublicKey) -> bool {
        self.kid == other.kid
    }
}

impl Eq for PublicKey {}

impl core::hash::Hash for PublicKey {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        self.kid.hash(state);
    }
}

impl core::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "PublicKey({:?})", self.kid)
    }
}

fn kid(algorithm: Algorithm, bytes: &[u8]) -> Kid {
    let number = algorithm.number().to_be_bytes();
    Kid(Hash::labelled("detente/1/key", &[&number, bytes]).0)
}

/// [`Canary::PlainVerify`] stands here and holds the lint, too: were its ban lifted, the expectation would be unfulfilled.
fn fits_strictly(
    point: &ed25519_dalek::VerifyingKey,
    message: &[u8],
    signature: &ed25519_dalek::Signature,
) -> bool {
    if canary::planted(Canary::PlainVerify) {
        #[expect(clippy::disallowed_methods, reason = "a bug, planted on purpose")]
        return ed25519_dalek::Verifier::verify(point, message, signature).is_ok();
    }
    point.verify_strict(message, signature).is_ok()
}

/// Whether the y coordinate, the sign bit aside, is below the field's prime 2^255 - 19. The curve's library
/// takes other encodings too and reduces them, so that a second verifier could judge the same key otherwise.
fn is_reduced(bytes: &[u8; 32]) -> bool {
    let [least, middle @ .., most] = bytes;
    most & 0x7f != 0x7f || middle.iter().any(|byte| *byte != 0xff) || *least < 0xed
}

/// A key that signs. The seed is wiped when it is dropped.
#[derive(Clone)]
pub struct SecretKey {
    key: Signing,
    public: PublicKey,
}

#[derive(Clone)]
enum Signing {
    Ed25519(ed25519_dalek::SigningKey),
    MlDsa44(ml_dsa::SigningKey<MlDsa44>),
}

impl SecretKey {
    /// The Ed25519 key of a 32-byte seed (RFC 8032, 5.1.5). The seed must come from a good random source.
    pub fn from_seed(seed: &[u8; 32]) -> SecretKey {
        SecretKey::new(Algorithm::Ed25519, seed)
    }

    /// The key of this algorithm and 32-byte seed (RFC 8032, 5.1.5; FIPS 204, algorithm 6). The seed must come from
    /// a good random source.
    pub fn new(algorithm: Algorithm, seed: &[u8; 32]) -> SecretKey {
        let (key, public) = match algorithm {
            Algorithm::Ed25519 => {
                let key = ed25519_dalek::SigningKey::from_bytes(seed);
                let public = PublicKey::ed25519(key.verifying_key().as_bytes());
                (Signing::Ed25519(key), public)
            }
            Algorithm::MlDsa44 => {
                let key = ml_dsa::SigningKey::from_seed(&(*seed).into());
                let public = PublicKey::new(algorithm, &key.as_ref().encode());
                (Signing::MlDsa44(key), public)
            }
        };
        SecretKey {
            key,
            public: public.expect("a derived key has full order"),
        }
    }

    /// The seed, for storing it under a wrapping key.
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(match &self.key {
            Signing::Ed25519(key) => key.to_bytes(),
            Signing::MlDsa44(key) => (*key.as_seed()).into(),
        })
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The key of this seed, of whichever algorithm has `is_it` say yes to its public half.
    pub fn of_seed(seed: &[u8; 32], is_it: impl Fn(&PublicKey) -> bool) -> Option<SecretKey> {
        let keys = Algorithm::ALL.map(|algorithm| SecretKey::new(algorithm, seed));
        keys.into_iter().find(|key| is_it(key.public()))
    }

    /// Signs `message`: 64 bytes with Ed25519, 2420 with ML-DSA-44.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.key {
            Signing::Ed25519(key) => key.sign(message).to_bytes().to_vec(),
            Signing::MlDsa44(key) => key.sign(message).encode().to_vec(),
        }
    }
}

impl core::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "SecretKey({:?})", self.public.kid)
    }
}

/// What is wrong with a key or a signature.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not the canonical encoding of a valid point.
    #[error("the key is not a valid point in its canonical encoding")]
    Malformed,
    /// A point of small order: one signature would fit many messages.
    #[error("the key is of small order")]
    SmallOrder,
    /// An algorithm that this program does not accept.
    #[error("unknown or refused signature algorithm")]
    UnknownAlgorithm,
    /// The signature does not fit message and key.
    #[error("the signature does not fit")]
    BadSignature,
    /// Not the expected structure.
    #[error(transparent)]
    Structure(#[from] BodyError),
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2^255 - 19 + 3 is on the curve and of full order; so is 3, which is the same point.
    #[test]
    fn a_point_has_one_encoding_only() {
        let mut other = [0xff; 32];
        (other[0], other[31]) = (0xed + 3, 0x7f);
        for sign in [0, 0x80] {
            let mut canonical = [0; 32];
            (canonical[0], canonical[31]) = (3, sign);
            other[31] = 0x7f | sign;
            assert!(PublicKey::ed25519(&canonical).is_ok());
            assert_eq!(PublicKey::ed25519(&other), Err(KeyError::Malformed));
        }
    }

    #[test]
    fn the_largest_coordinate_is_the_prime_less_one() {
        let mut bytes = [0xff; 32];
        (bytes[0], bytes[31]) = (0xec, 0x7f);
        assert!(is_reduced(&bytes));
        bytes[0] = 0xed;
        assert!(!is_reduced(&bytes));
    }
}
