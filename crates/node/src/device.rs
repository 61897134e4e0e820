//! Signing with a key that is not on this node: its holder is given the exact bytes, and brings back signatures.
//!
//! Nothing that comes back is trusted. The bytes that the device says it signed are compared with what was
//! prepared, and each signature is verified over what this node encodes itself, before anything is sealed.

use record::key::PublicKey;
use record::seal::Statement;

use crate::act::{ActError, Prepared, Receipt, Ticket};
use crate::node::Node;

/// What a device signed, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The bytes that were given to it.
    pub bytes: Vec<u8>,
    /// The signature over them.
    pub signature: Vec<u8>,
}

/// Why a signature does not sign what was prepared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsigned {
    /// Somebody else prepared it, for a key of their own.
    #[error("somebody else prepared this")]
    OtherPerson,
    /// What was signed is not what was prepared.
    #[error("these are not the bytes that were prepared")]
    OtherBytes,
    /// A signature does not fit the bytes and the person's key.
    #[error("the signature does not fit")]
    DoesNotFit,
    /// The key is not on this node, so no password opens it.
    #[error("the key is on the person's device")]
    KeyElsewhere,
}

impl Unsigned {
    /// Every code there is.
    pub const CODES: [&'static str; 4] = [
        "other-person",
        "other-bytes",
        "does-not-fit",
        "key-elsewhere",
    ];

    /// The name of this refusal, for translations and for programs.
    pub fn code(self) -> &'static str {
        Self::CODES[self as usize]
    }
}

impl Prepared {
    /// The exact bytes that the holder of `key` has to sign, one for each statement, in order.
    pub fn bytes_to_sign(&self, key: &PublicKey) -> Vec<Vec<u8>> {
        self.drafts()
            .map(|draft| Statement::bytes_to_sign(&draft.body, key))
            .collect()
    }

    fn signed_elsewhere(
        &self,
        key: &PublicKey,
        signed: &[Signed],
    ) -> Result<Vec<Statement>, Unsigned> {
        let bytes: Vec<&[u8]> = signed.iter().map(|one| &one.bytes[..]).collect();
        if self.bytes_to_sign(key) != bytes {
            return Err(Unsigned::OtherBytes);
        }
        let statements = self.drafts().zip(signed).map(|(draft, one)| {
            let payloads = draft.payloads.clone();
            Statement::signed_elsewhere(&draft.body, payloads, key, &one.signature)
        });
        statements
            .collect::<Result<_, _>>()
            .map_err(|_| Unsigned::DoesNotFit)
    }
}

impl Node {
    /// Seals what was prepared with signatures that the holder of `key` made elsewhere.
    ///
    /// # Errors
    /// As [`Node::sign`]; and the signatures are not over the very bytes that were prepared, or not by `key`.
    pub fn sign_elsewhere(
        &self,
        ticket: &Ticket,
        key: &PublicKey,
        signed: &[Signed],
        now_ms: u64,
    ) -> Result<Receipt, ActError> {
        self.sign_prepared(ticket, key, now_ms, |prepared| {
            prepared.signed_elsewhere(key, signed)
        })
    }
}
