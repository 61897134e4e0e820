//! Healing: how a party goes on after its log was forked, or after a restore that nobody can vouch for.
//!
//! A heal is the first entry of the log's next epoch. It names heads of the epochs before, and its author's view is
//! everything under them; so whoever knows the new epoch knows every branch that it names.

use crate::body::{Body, BodyError, Fields, expect_array};
use crate::cbor::{Reader, Writer};
use crate::ids::{Hash, LogKey, PartyId, SpaceId};
use crate::kind::Kind;
use crate::leaf::Seen;

/// The most heads that one heal names.
pub const HEADS_MAX: u64 = 64;
/// The most epochs of a lane that a party opens with the same keys, and the most of all. Every epoch is a log that each
/// node goes on looking at. Honest parties heal once in years; whoever stole keys cannot use up what the keys after them
/// may open.
const EPOCHS_PER_KEYS: u64 = 16;
const EPOCHS_MAX: u64 = 256;
/// The field of a heal that names them.
const FIELD_HEADS: u64 = 1;

/// One head of an earlier epoch, as a heal names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HealedHead {
    /// The epoch.
    pub epoch: u32,
    /// How many entries are under the head; at least one.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

impl HealedHead {
    fn read(r: &mut Reader<'_>) -> Result<HealedHead, BodyError> {
        expect_array(r, 3)?;
        let epoch = u32::try_from(r.u64()?).map_err(|_| BodyError::Range)?;
        let (size, root) = (r.u64()?, Hash(r.bytes_n()?));
        Ok(HealedHead { epoch, size, root })
    }

    fn write(&self, w: &mut Writer) {
        w.array(3).u64(self.epoch.into()).u64(self.size);
        w.bytes(self.root.as_bytes());
    }
}

/// The least identity size whose keys may open this epoch of a lane; none if nodes take no such epoch. No verdict depends
/// on it.
pub fn opened_under(epoch: u32) -> Option<u64> {
    let epoch = u64::from(epoch);
    (epoch < EPOCHS_MAX).then_some(epoch / EPOCHS_PER_KEYS + 1)
}

/// The body of a heal that names these heads; to be signed by the seal key or the root.
pub fn body(space: SpaceId, party: PartyId, mut heads: Vec<HealedHead>, nonce: [u8; 16]) -> Body {
    heads.sort();
    let mut body = Body::new(space, party, Kind::Heal, nonce);
    body.fields = Fields::default().with(FIELD_HEADS, |w| {
        w.array(heads.len() as u64);
        heads.iter().for_each(|head| head.write(w));
    });
    body
}

/// What a heal that opens `log` has seen of the epochs before; none if its fields are not those of one.
///
/// There is at least one, they ascend, and none is of an empty log. An epoch may be left out: whoever stole a node key can
/// begin one with what waits for good, and a heal that had to name that would wait with it.
pub fn seen(log: &LogKey, fields: &Fields) -> Option<Vec<Seen>> {
    let heads = read(fields)?;
    let sound = !heads.is_empty()
        && heads
            .iter()
            .all(|head| head.epoch < log.epoch && head.size > 0)
        && heads.windows(2).all(|pair| pair[0] < pair[1]);
    let row = |head: HealedHead| Seen {
        log: LogKey::of(log.party, log.lane, head.epoch),
        size: head.size,
        root: head.root,
    };
    sound.then(|| heads.into_iter().map(row).collect())
}

fn read(fields: &Fields) -> Option<Vec<HealedHead>> {
    let mut r = fields.get(FIELD_HEADS)?;
    let count = r.array().ok().filter(|count| *count <= HEADS_MAX)?;
    (0..count).map(|_| HealedHead::read(&mut r).ok()).collect()
}
