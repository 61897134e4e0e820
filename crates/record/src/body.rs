//! The body of a statement: what a person or a key says, free of position and time.
//!
//! Decoding keeps nothing of the input but its meaning; hashing and verifying always use the received
//! bytes. Names, titles and texts stand in payloads, which the body only commits to (salted, erasable).

use crate::cbor::{self, CborError, Reader, Writer};
use crate::ids::{Hash, ObjectId, PartyId, SpaceId, StatementId};
use crate::kind::Kind;
use crate::{ENTRY_BYTES_MAX, FORMAT_VERSION};

/// The most slots, references or payloads of one body.
pub const LIST_MAX: u64 = 1024;

/// What somebody says (`body` in the format's CDDL).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The space; zero in an inception and in every identity statement, and in a founding.
    pub space: SpaceId,
    /// The party in whose name this is said; zero in an inception.
    pub party: PartyId,
    /// What kind of statement this is.
    pub kind: Kind,
    /// Random, so that the same words can be said twice.
    pub nonce: [u8; 16],
    /// The slots that a proposal claims.
    pub slots: Vec<Slot>,
    /// The statements this one answers or acts on.
    pub refs: Vec<StatementId>,
    /// The kind's own fields: everything a rule may read.
    pub fields: Fields,
    /// Commitments to the payloads, in order.
    pub payloads: Vec<Commitment>,
}

/// An object and the version of it that a text builds on. Texts that share a slot are rivals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Slot {
    /// What the text is about.
    pub object: ObjectId,
    /// The text it builds on; none for the first version.
    pub base: Option<StatementId>,
}

/// A salted commitment to one payload.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Commitment {
    /// Hash over salt and content.
    pub hash: Hash,
    /// Size of the content in bytes.
    pub size: u64,
    /// Media type of the content.
    pub media_type: String,
    /// Language tag (BCP 47), where the content has one language.
    pub lang: Option<String>,
}

/// A payload: erasable content and the salt of its commitment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payload {
    /// 32 random bytes, so that a short content cannot be guessed from its commitment.
    pub salt: [u8; 32],
    /// The content.
    pub content: Vec<u8>,
}

impl Payload {
    /// The commitment to this payload.
    pub fn commitment(&self, media_type: &str, lang: Option<&str>) -> Commitment {
        Commitment {
            hash: self.hash(),
            size: self.content.len() as u64,
            media_type: media_type.to_owned(),
            lang: lang.map(str::to_owned),
        }
    }

    /// Whether `commitment` is to this payload.
    pub fn matches(&self, commitment: &Commitment) -> bool {
        commitment.size == self.content.len() as u64 && commitment.hash == self.hash()
    }

    fn hash(&self) -> Hash {
        Hash::labelled("detente/1/payload", &[&self.salt, &self.content])
    }
}

/// The kind's own fields: encoded values by number. A reader takes what it knows and leaves the rest.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fields(Vec<(u64, Vec<u8>)>);

impl Fields {
    /// Adds field `number`, whose value `write` encodes as exactly one item. Replaces an earlier value.
    #[must_use]
    pub fn with(mut self, number: u64, write: impl FnOnce(&mut Writer)) -> Fields {
        let mut writer = Writer::new();
        write(&mut writer);
        self.0.retain(|(key, _)| *key != number);
        self.0.push((number, writer.finish()));
        self.0.sort();
        self
    }

    /// A reader on the value of field `number`, if it is there.
    pub fn get(&self, number: u64) -> Option<Reader<'_>> {
        self.0
            .iter()
            .find(|(key, _)| *key == number)
            .map(|(_, value)| Reader::new(value))
    }

    /// An unsigned field.
    pub fn u64(&self, number: u64) -> Option<u64> {
        self.get(number)?.u64().ok()
    }

    /// A text field.
    pub fn text(&self, number: u64) -> Option<&str> {
        self.get(number)?.str().ok()
    }

    /// A byte string field.
    pub fn bytes(&self, number: u64) -> Option<&[u8]> {
        self.get(number)?.bytes().ok()
    }

    /// A byte string field of exactly `N` bytes.
    pub fn array<const N: usize>(&self, number: u64) -> Option<[u8; N]> {
        self.bytes(number)?.try_into().ok()
    }
}

impl Body {
    /// A body with neither slots, references, fields nor payloads.
    pub fn new(space: SpaceId, party: PartyId, kind: Kind, nonce: [u8; 16]) -> Body {
        Body {
            space,
            party,
            kind,
            nonce,
            slots: Vec::new(),
            refs: Vec::new(),
            fields: Fields::default(),
            payloads: Vec::new(),
        }
    }

    /// The deterministic bytes.
    pub fn encode(&self) -> Vec<u8> {
        let optional = [
            !self.slots.is_empty(),
            !self.refs.is_empty(),
            !self.fields.0.is_empty(),
            !self.payloads.is_empty(),
        ];
        let mut w = Writer::new();
        w.map(5 + optional.iter().filter(|present| **present).count() as u64);
        w.u64(1).u64(FORMAT_VERSION);
        w.u64(2).bytes(self.space.as_bytes());
        w.u64(3).bytes(self.party.as_bytes());
        w.u64(4).u64(self.kind.number());
        w.u64(5).bytes(&self.nonce);
        if !self.slots.is_empty() {
            w.u64(6).array(self.slots.len() as u64);
            self.slots.iter().for_each(|slot| slot.write(&mut w));
        }
        if !self.refs.is_empty() {
            w.u64(7).array(self.refs.len() as u64);
            self.refs.iter().for_each(|id| {
                w.bytes(id.as_bytes());
            });
        }
        if !self.fields.0.is_empty() {
            w.u64(8).map(self.fields.0.len() as u64);
            self.fields.0.iter().for_each(|(number, value)| {
                w.u64(*number).raw(value);
            });
        }
        if !self.payloads.is_empty() {
            w.u64(9).array(self.payloads.len() as u64);
            self.payloads
                .iter()
                .for_each(|commitment| commitment.write(&mut w));
        }
        w.finish()
    }

    /// Reads a body; refuses whatever is not the one deterministic encoding of a body of this version.
    ///
    /// # Errors
    /// The place and nature of the first fault.
    pub fn decode(bytes: &[u8]) -> Result<Body, BodyError> {
        if bytes.len() > ENTRY_BYTES_MAX {
            return Err(BodyError::TooLarge);
        }
        cbor::check(bytes)?;
        let mut r = Reader::new(bytes);
        let count = r.map()?;
        let mut body = Body::new(
            SpaceId::default(),
            PartyId::default(),
            Kind::Unknown(0),
            [0; 16],
        );
        let mut seen_keys = 0u16;
        for _ in 0..count {
            let key = r.u64()?;
            if !(1..=9).contains(&key) {
                return Err(BodyError::UnknownKey(key));
            }
            seen_keys |= 1 << key;
            body.read_field(key, &mut r)?;
        }
        r.end()?;
        if seen_keys & 0b11_1110 != 0b11_1110 {
            return Err(BodyError::Incomplete);
        }
        Ok(body)
    }

    fn read_field(&mut self, key: u64, r: &mut Reader<'_>) -> Result<(), BodyError> {
        match key {
            1 => match r.u64()? {
                FORMAT_VERSION => {}
                other => return Err(BodyError::Version(other)),
            },
            2 => self.space = SpaceId(Hash(r.bytes_n()?)),
            3 => self.party = PartyId(Hash(r.bytes_n()?)),
            4 => self.kind = Kind::from_number(r.u64()?),
            5 => self.nonce = r.bytes_n()?,
            6 => self.slots = read_list(r, Slot::read)?,
            7 => self.refs = read_list(r, |r| Ok(StatementId(Hash(r.bytes_n()?))))?,
            8 => {
                for _ in 0..r.map()? {
                    let number = r.u64()?;
                    self.fields.0.push((number, r.raw()?.to_vec()));
                }
                if self.fields.0.is_empty() {
                    return Err(BodyError::EmptyList);
                }
            }
            _ => self.payloads = read_list(r, Commitment::read)?,
        }
        Ok(())
    }

    /// The statement id of these body bytes. For an inception also the party, for a founding the space.
    pub fn id_of(body_bytes: &[u8]) -> StatementId {
        StatementId(Hash::labelled("detente/1/body", &[body_bytes]))
    }

    /// Two texts are rivals when they share a slot.
    pub fn rivals(&self, other: &Body) -> bool {
        self.slots.iter().any(|slot| other.slots.contains(slot))
    }
}

fn read_list<T>(
    r: &mut Reader<'_>,
    read: impl Fn(&mut Reader<'_>) -> Result<T, BodyError>,
) -> Result<Vec<T>, BodyError> {
    match r.array()? {
        0 => Err(BodyError::EmptyList),
        n if n > LIST_MAX => Err(BodyError::TooMany(n)),
        n => (0..n).map(|_| read(r)).collect(),
    }
}

impl Slot {
    fn write(&self, w: &mut Writer) {
        w.array(2).bytes(&self.object.0);
        match &self.base {
            Some(base) => w.bytes(base.as_bytes()),
            None => w.null(),
        };
    }

    fn read(r: &mut Reader<'_>) -> Result<Slot, BodyError> {
        expect_array(r, 2)?;
        let object = ObjectId(r.bytes_n()?);
        let base = r.null_or(|r| r.bytes_n().map(|bytes| StatementId(Hash(bytes))))?;
        Ok(Slot { object, base })
    }
}

impl Commitment {
    fn write(&self, w: &mut Writer) {
        w.array(3 + self.lang.is_some() as u64);
        w.bytes(self.hash.as_bytes())
            .u64(self.size)
            .str(&self.media_type);
        if let Some(lang) = &self.lang {
            w.str(lang);
        }
    }

    fn read(r: &mut Reader<'_>) -> Result<Commitment, BodyError> {
        let length = r.array()?;
        if !(3..=4).contains(&length) {
            return Err(BodyError::Shape);
        }
        Ok(Commitment {
            hash: Hash(r.bytes_n()?),
            size: r.u64()?,
            media_type: r.str()?.to_owned(),
            lang: if length == 4 {
                Some(r.str()?.to_owned())
            } else {
                None
            },
        })
    }
}

/// Reads an array head and refuses any other length than `length`.
pub(crate) fn expect_array(r: &mut Reader<'_>, length: u64) -> Result<(), BodyError> {
    match r.array()? {
        n if n == length => Ok(()),
        _ => Err(BodyError::Shape),
    }
}

/// Why bytes are not a body (or another structure of the format).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Not deterministic CBOR, or not the expected type.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// A format version this program does not know.
    #[error("format version {0}; this program reads version 1")]
    Version(u64),
    /// A key that the format does not have.
    #[error("unknown key {0}")]
    UnknownKey(u64),
    /// A required key is missing.
    #[error("a required key is missing")]
    Incomplete,
    /// An array of another length than the format says.
    #[error("an array has the wrong length")]
    Shape,
    /// An empty list where the key should be absent.
    #[error("an empty list where the key should be absent")]
    EmptyList,
    /// More elements than allowed.
    #[error("{0} elements; at most 1024 are allowed")]
    TooMany(u64),
    /// More bytes than an entry may have.
    #[error("larger than 1 MiB")]
    TooLarge,
    /// A number outside its range.
    #[error("a number is outside its range")]
    Range,
}
