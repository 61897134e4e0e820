//! Keys: the algorithms a party can choose, strict verification, and signing.
//!
//! Verification is RFC 8032 with the strict rules of ed25519-dalek's `verify_strict`: small-order keys and
//! nonces and non-canonical encodings are refused. The plain `verify` is never called; a lint forbids it.

use ed25519_dalek::{Signature, Signer, VerifyingKey};
use zeroize::Zeroizing;

use crate::body::{BodyError, expect_array};
use crate::cbor::{Reader, Writer};
use crate::ids::{Hash, Kid};

/// A signature algorithm, by its COSE number (RFC 9864).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Algorithm {
    /// Ed25519, COSE -19.
    Ed25519,
}

impl Algorithm {
    /// The COSE algorithm number.
    pub fn number(self) -> i64 {
        match self {
            Algorithm::Ed25519 => -19,
        }
    }

    /// The algorithm with this COSE number; none for the deprecated -8 and for everything unknown.
    pub fn from_number(number: i64) -> Option<Algorithm> {
        (number == -19).then_some(Algorithm::Ed25519)
    }
}

/// A public key that passed the checks of its algorithm.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PublicKey {
    bytes: [u8; 32],
    point: VerifyingKey,
    kid: Kid,
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
        let point = VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::Malformed)?;
        if point.is_weak() {
            return Err(KeyError::SmallOrder);
        }
        let number = Algorithm::Ed25519.number().to_be_bytes();
        let kid = Kid(Hash::labelled("detente/1/key", &[&number, bytes]).0);
        Ok(PublicKey {
            bytes: *bytes,
            point,
            kid,
        })
    }

    /// The algorithm.
    pub fn algorithm(&self) -> Algorithm {
        Algorithm::Ed25519
    }

    /// The raw key.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.bytes
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
        let signature = Signature::from_slice(signature).map_err(|_| KeyError::BadSignature)?;
        self.point
            .verify_strict(message, &signature)
            .map_err(|_| KeyError::BadSignature)
    }

    /// Writes `[alg, key]`.
    pub fn write(&self, w: &mut Writer) {
        w.array(2).i64(self.algorithm().number()).bytes(&self.bytes);
    }

    /// Reads `[alg, key]`.
    ///
    /// # Errors
    /// Another shape or algorithm, or an unusable key.
    pub fn read(r: &mut Reader<'_>) -> Result<PublicKey, KeyError> {
        expect_array(r, 2)?;
        match Algorithm::from_number(r.i64().map_err(BodyError::from)?) {
            Some(Algorithm::Ed25519) => PublicKey::ed25519(&r.bytes_n().map_err(BodyError::from)?),
            None => Err(KeyError::UnknownAlgorithm),
        }
    }
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
    key: ed25519_dalek::SigningKey,
    public: PublicKey,
}

impl SecretKey {
    /// The Ed25519 key of a 32-byte seed (RFC 8032, 5.1.5). The seed must come from a good random source.
    pub fn from_seed(seed: &[u8; 32]) -> SecretKey {
        let key = ed25519_dalek::SigningKey::from_bytes(seed);
        let public = PublicKey::ed25519(&key.verifying_key().to_bytes())
            .expect("a derived key has full order");
        SecretKey { key, public }
    }

    /// The seed, for storing it under a wrapping key.
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.key.to_bytes())
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Signs `message` (64 bytes).
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.key.sign(message).to_bytes().to_vec()
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
