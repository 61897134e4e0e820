//! An entry: a leaf, the statement it seals, and the payloads that are still there.
//!
//! This is the unit that nodes store and exchange. The leaf is what the log's tree commits to; the body is
//! bound by the leaf's statement id, each payload by a commitment in the body.

use crate::ENTRY_BYTES_MAX;
use crate::body::{Body, BodyError, Payload, expect_array};
use crate::cbor::{self, Reader, Writer};
use crate::ids::Hash;
use crate::leaf::Leaf;
use crate::tree;

/// An entry with its bytes as received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The leaf's bytes, exactly as hashed.
    pub leaf_bytes: Vec<u8>,
    /// The body's bytes, exactly as signed.
    pub body_bytes: Vec<u8>,
    /// One place for each commitment of the body; empty where the payload was erased or not handed over.
    pub payloads: Vec<Option<Payload>>,
    /// What the leaf says.
    pub leaf: Leaf,
    /// What the body says.
    pub body: Body,
}

impl Entry {
    /// How many bytes of content are handed over with it.
    pub fn content_bytes(&self) -> usize {
        let here = self.payloads.iter().flatten();
        here.map(|payload| payload.content.len()).sum()
    }

    /// Puts an entry together from its parts and checks that they belong together.
    ///
    /// # Errors
    /// A part does not decode, the body is not the one that the leaf names, a payload does not match, or the
    /// entry would be larger on the wire than [`Entry::decode`] takes.
    pub fn new(
        leaf_bytes: Vec<u8>,
        body_bytes: Vec<u8>,
        payloads: Vec<Option<Payload>>,
    ) -> Result<Entry, EntryError> {
        let entry = Entry::of_parts(leaf_bytes, body_bytes, payloads)?;
        if entry.encode().len() > ENTRY_BYTES_MAX {
            return Err(BodyError::TooLarge.into());
        }
        Ok(entry)
    }

    fn of_parts(
        leaf_bytes: Vec<u8>,
        body_bytes: Vec<u8>,
        payloads: Vec<Option<Payload>>,
    ) -> Result<Entry, EntryError> {
        let leaf = Leaf::decode(&leaf_bytes)?;
        let body = Body::decode(&body_bytes)?;
        if Body::id_of(&body_bytes) != leaf.statement {
            return Err(EntryError::OtherBody);
        }
        let fits = |(payload, commitment): (&Option<Payload>, _)| {
            payload.as_ref().is_none_or(|p| p.matches(commitment))
        };
        if payloads.len() != body.payloads.len() || !payloads.iter().zip(&body.payloads).all(fits) {
            return Err(EntryError::OtherPayload);
        }
        Ok(Entry {
            leaf_bytes,
            body_bytes,
            payloads,
            leaf,
            body,
        })
    }

    /// The hash of this entry's leaf in the log's tree.
    pub fn leaf_hash(&self) -> Hash {
        tree::leaf_hash(&self.leaf_bytes)
    }

    /// The bytes on the wire: `[leaf, body, [* [salt, content] / null]]`.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(3)
            .bytes(&self.leaf_bytes)
            .bytes(&self.body_bytes)
            .array(self.payloads.len() as u64);
        for payload in &self.payloads {
            match payload {
                Some(payload) => w.array(2).bytes(&payload.salt).bytes(&payload.content),
                None => w.null(),
            };
        }
        w.finish()
    }

    /// Reads an entry.
    ///
    /// # Errors
    /// As [`Entry::new`].
    pub fn decode(bytes: &[u8]) -> Result<Entry, EntryError> {
        if bytes.len() > ENTRY_BYTES_MAX {
            return Err(BodyError::TooLarge.into());
        }
        cbor::check(bytes).map_err(BodyError::from)?;
        let (leaf, body, payloads) = read_parts(bytes)?;
        Entry::of_parts(leaf, body, payloads)
    }
}

type Parts = (Vec<u8>, Vec<u8>, Vec<Option<Payload>>);

fn read_parts(bytes: &[u8]) -> Result<Parts, BodyError> {
    let mut r = Reader::new(bytes);
    expect_array(&mut r, 3)?;
    let leaf = r.bytes()?.to_vec();
    let body = r.bytes()?.to_vec();
    let count = r.array()?;
    let payloads = (0..count)
        .map(|_| read_payload(&mut r))
        .collect::<Result<_, _>>()?;
    r.end()?;
    Ok((leaf, body, payloads))
}

fn read_payload(r: &mut Reader<'_>) -> Result<Option<Payload>, BodyError> {
    r.null_or(|r| {
        expect_array(r, 2)?;
        Ok(Payload {
            salt: r.bytes_n()?,
            content: r.bytes()?.to_vec(),
        })
    })
}

/// Why parts are no entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// A part does not decode.
    #[error(transparent)]
    Structure(#[from] BodyError),
    /// The body is not the statement that the leaf names.
    #[error("the body is not the statement that the leaf names")]
    OtherBody,
    /// A payload is not the one committed to, or there are more or fewer.
    #[error("a payload is not the one committed to")]
    OtherPayload,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{PartyId, SpaceId};
    use crate::key::SecretKey;
    use crate::kind::Kind;
    use crate::seal::identity_entry;

    fn entry_with(content: usize) -> Result<Entry, EntryError> {
        let mut body = Body::new(
            SpaceId::default(),
            PartyId::default(),
            Kind::Remark,
            [0; 16],
        );
        body.fields = body.fields.with(17, |w| {
            w.bytes(&vec![0; content]);
        });
        identity_entry(&body, Vec::new(), &[&SecretKey::from_seed(&[1; 32])])
    }

    /// Whoever seals an entry must be able to hand it over.
    #[test]
    fn the_largest_entry_that_can_be_sealed_can_be_read_and_one_byte_more_cannot_be_sealed() {
        let spare = ENTRY_BYTES_MAX - 4096;
        let frame = entry_with(spare).expect("it fits").encode().len() - spare;
        let largest = ENTRY_BYTES_MAX - frame;
        let bytes = entry_with(largest).expect("it just fits").encode();
        assert_eq!(bytes.len(), ENTRY_BYTES_MAX);
        assert!(Entry::decode(&bytes).is_ok());
        let refusal = entry_with(largest + 1).map(|_| ());
        assert_eq!(refusal, Err(BodyError::TooLarge.into()));
    }
}
