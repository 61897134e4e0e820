//! Sealing a person's key under another key: ChaCha20-Poly1305 (RFC 8439).
//!
//! The nonce is zero, and that is safe for one reason only: a wrapping key wraps one seed, once. It comes
//! from a password with a fresh salt or from a fresh token. The public key is bound as associated data, so
//! that a wrapped key moved to another person's row opens nothing.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use record::Hash;
use record::key::{PublicKey, SecretKey};
use zeroize::Zeroizing;

/// The seed of `key`, sealed under `wrapping` (48 bytes).
pub(crate) fn wrap(wrapping: &[u8; 32], key: &SecretKey) -> Vec<u8> {
    let seed = key.seed();
    let message = Payload {
        msg: seed.as_ref(),
        aad: key.public().as_bytes(),
    };
    ChaCha20Poly1305::new(wrapping.into())
        .encrypt(&Nonce::default(), message)
        .expect("32 bytes are never too long to seal")
}

/// The key with this public half that was sealed under `wrapping`; none if it was not.
pub(crate) fn unwrap(wrapping: &[u8; 32], wrapped: &[u8], public: &PublicKey) -> Option<SecretKey> {
    let message = Payload {
        msg: wrapped,
        aad: public.as_bytes(),
    };
    let seed = ChaCha20Poly1305::new(wrapping.into()).decrypt(&Nonce::default(), message);
    let seed = Zeroizing::new(seed.ok()?);
    let seed = Zeroizing::new(<[u8; 32]>::try_from(seed.as_slice()).ok()?);
    let key = SecretKey::new(public.algorithm(), &seed);
    (key.public() == public).then_some(key)
}

/// The wrapping key of a link. A token is random, so it need not be stretched like a password.
pub(crate) fn key_of_token(token: &[u8; 32]) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(Hash::labelled("detente/1/link-key", &[token]).0)
}

/// What is stored of a token: enough to recognise it, not to use it.
pub(crate) fn hash_of_token(label: &str, token: &[u8; 32]) -> [u8; 32] {
    Hash::labelled(label, &[token]).0
}
