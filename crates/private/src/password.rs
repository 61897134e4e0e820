//! From a password to a hash and to a key, both with Argon2id and each with a salt of its own.
//!
//! Passwords are bytes here. Whoever reads them from a form normalises them (NFC), so that the same
//! characters typed on two keyboards are the same password.

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::fault::PrivateFault;

/// Random bytes for a password, from a good random source; never the same twice.
#[derive(Clone, Copy)]
pub struct Salts {
    /// For the hash by which the password is recognised.
    pub password: [u8; 16],
    /// For the key that wraps the person's key.
    pub key: [u8; 16],
}

/// How a password is hashed. The number stands beside each hash, so that a stronger method can be added and
/// old hashes stay readable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Method {
    /// Argon2id 1.3 with 19 MiB, 2 passes, 1 lane (the first recommendation of OWASP for servers).
    Argon2id19,
}

impl Method {
    /// The method for new passwords.
    pub(crate) const NOW: Method = Method::Argon2id19;

    pub(crate) fn number(self) -> i64 {
        match self {
            Method::Argon2id19 => 1,
        }
    }

    pub(crate) fn from_number(number: i64) -> Option<Method> {
        (number == 1).then_some(Method::Argon2id19)
    }

    /// 32 bytes from a password: slow and hungry for memory on purpose.
    pub(crate) fn stretch(
        self,
        password: &str,
        salt: &[u8; 16],
    ) -> Result<Zeroizing<[u8; 32]>, PrivateFault> {
        let params = match self {
            Method::Argon2id19 => Params::new(19 * 1024, 2, 1, Some(32)),
        };
        let params = params.map_err(PrivateFault::Password)?;
        let mut out = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(password.as_bytes(), salt, &mut *out)
            .map_err(PrivateFault::Password)?;
        Ok(out)
    }
}

/// Compares without stopping at the first difference.
pub(crate) fn equal(one: &[u8; 32], other: &[u8; 32]) -> bool {
    let difference = one.iter().zip(other).fold(0, |seen, (a, b)| seen | (a ^ b));
    core::hint::black_box(difference) == 0
}
