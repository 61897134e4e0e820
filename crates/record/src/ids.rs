//! Names of things in the record: hashes, parties, spaces, logs and positions.
//!
//! Every id is either a SHA-256 hash with a domain label of its own or random bytes chosen by a node;
//! none carries a name, a country or a host.

use core::fmt;
use core::ops::RangeInclusive;

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// All zero: stands where there is no space or no party yet (inception, founding).
    pub const ZERO: Hash = Hash([0; 32]);

    /// The hash of `parts` under a domain label such as `detente/1/statement`.
    ///
    /// The label is followed by one zero byte, so that no label can be a prefix of another's input.
    pub fn labelled(label: &str, parts: &[&[u8]]) -> Hash {
        let mut hasher = Sha256::new();
        hasher.update(label.as_bytes());
        hasher.update([0]);
        for part in parts {
            hasher.update(part);
        }
        Hash(hasher.finalize().into())
    }

    /// The plain hash of `bytes`, as any other tool computes it. Names nothing in the record: names have labels.
    pub fn plain(bytes: &[u8]) -> Hash {
        Hash(Sha256::digest(bytes).into())
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The hash in lower-case hexadecimal.
    pub fn hex(&self) -> String {
        hex_of(&self.0)
    }

    /// Reads 64 hexadecimal digits; `None` if there are fewer, more or others.
    pub fn from_hex(text: &str) -> Option<Hash> {
        array_from_hex(text).map(Hash)
    }
}

/// Lower-case hexadecimal digits of `bytes`.
pub fn hex_of(bytes: &[u8]) -> String {
    use fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Bytes from hexadecimal digits of either case; `None` on an odd number of digits or a foreign character.
pub fn bytes_from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .chars()
        .map(|c| c.to_digit(16).map(|d| d as u8))
        .collect::<Option<_>>()?;
    (digits.len().is_multiple_of(2)).then(|| {
        digits
            .chunks(2)
            .map(|pair| pair[0] << 4 | pair[1])
            .collect()
    })
}

/// Exactly `N` bytes from hexadecimal digits of either case; `None` if there are fewer, more or others.
pub fn array_from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    bytes_from_hex(text)?.try_into().ok()
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex_of(&self.0[..6]))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

macro_rules! hash_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub Hash);

        impl $name {
            /// The 32 bytes.
            pub fn as_bytes(&self) -> &[u8; 32] {
                &self.0.0
            }
            /// Lower-case hexadecimal digits.
            pub fn hex(&self) -> String {
                self.0.hex()
            }
            /// The first eight hexadecimal digits, for addresses and screens; never for a decision.
            pub fn short(&self) -> String {
                hex_of(&self.0.0[..4])
            }
            /// Reads 64 hexadecimal digits.
            pub fn from_hex(text: &str) -> Option<$name> {
                Hash::from_hex(text).map($name)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:?})"), self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.hex())
            }
        }
    };
}

hash_id!(
    /// A party: the hash of its inception body. Never a DNS name, never a key.
    PartyId
);
hash_id!(
    /// A space, the unit of replication and visibility: the hash of its founding body.
    SpaceId
);
hash_id!(
    /// What somebody said: the hash of its body bytes. A text is named by its proposal's statement id.
    StatementId
);

/// A thing that texts are about (a list entry, a principle): random, chosen by its first proposer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(pub [u8; 16]);

impl ObjectId {
    /// Lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        hex_of(&self.0)
    }
    /// Reads 32 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<ObjectId> {
        array_from_hex(text).map(ObjectId)
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ObjectId({})", hex_of(&self.0[..4]))
    }
}

/// A key's name: the hash of algorithm and public key. Names nobody, and no second key fits it: whoever
/// could make one would make two nodes judge the same signature differently.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kid(pub [u8; 32]);

impl Kid {
    /// Lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        hex_of(&self.0)
    }

    /// The first eight hexadecimal digits, for screens.
    pub fn short(&self) -> String {
        hex_of(&self.0[..4])
    }
}

impl fmt::Debug for Kid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kid({})", self.short())
    }
}

/// Which of a party's logs in a space.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Lane {
    /// Everything but flash traffic.
    Main,
    /// The crisis line's urgent lane, so that flash overtakes.
    Urgent,
    /// The party's own keys. The same leaves stand in every space; their heads are signed per space.
    Identity,
}

impl Lane {
    /// The number on the wire.
    pub fn number(self) -> u64 {
        match self {
            Lane::Main => 0,
            Lane::Urgent => 1,
            Lane::Identity => 2,
        }
    }

    /// The lane with this number on the wire, if there is one.
    pub fn from_number(number: u64) -> Option<Lane> {
        [Lane::Main, Lane::Urgent, Lane::Identity]
            .into_iter()
            .find(|lane| lane.number() == number)
    }
}

/// One log inside a known space.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LogKey {
    /// Whose log.
    pub party: PartyId,
    /// Which of its logs.
    pub lane: Lane,
    /// 0, and one more at each heal or doubtful restore.
    pub epoch: u32,
    /// Which branch of a forked log, in the order in which they came to this node; 0 for the first, and so for every
    /// log that was not forked. It has no encoding, and no rule reads it: see [`crate::fold::Record::open_branch`].
    pub branch: u8,
}

impl LogKey {
    /// The log with these three names: as heads, rows of `seen` and files name it.
    pub fn of(party: PartyId, lane: Lane, epoch: u32) -> LogKey {
        LogKey {
            party,
            lane,
            epoch,
            branch: 0,
        }
    }
    /// The party's main log in its first epoch.
    pub fn main(party: PartyId) -> LogKey {
        LogKey::of(party, Lane::Main, 0)
    }
    /// The party's identity log.
    pub fn identity(party: PartyId) -> LogKey {
        LogKey::of(party, Lane::Identity, 0)
    }
    /// The log that this is a branch of.
    pub fn whole(self) -> LogKey {
        LogKey { branch: 0, ..self }
    }
    /// From the first branch of this log to the last that there could be.
    pub(crate) fn all_branches(self) -> RangeInclusive<LogKey> {
        let last = LogKey {
            branch: u8::MAX,
            ..self
        };
        self.whole()..=last
    }

    /// The full name of this log in `space`.
    pub fn in_space(self, space: SpaceId) -> LogId {
        LogId { space, key: self }
    }
}

/// One log, named in full as in a checkpoint.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LogId {
    /// The space. An identity log's heads name the space they were signed for.
    pub space: SpaceId,
    /// The log in that space.
    pub key: LogKey,
}
