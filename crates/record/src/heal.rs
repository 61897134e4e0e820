//! Healing: how a party goes on after its log was forked, or after a restore that nobody can vouch for.
//!
//! A heal is the first entry of the log's next epoch, and names it. It names heads of the epochs before, and its author's
//! view is everything under them; so whoever knows the new epoch knows every branch that it names.

use crate::body::{Body, BodyError, Fields, expect_array};
use crate::cbor::{Reader, Writer};
use crate::ids::{Hash, LogKey, SpaceId};
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
/// The field that names the lane and the epoch which it opens. Without it, whoever has a node key could open one more epoch
/// with a heal that stands in another: its signature is there for all to read.
const FIELD_OPENS: u64 = 2;

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

/// The least identity size whose keys may open this epoch of a lane, and prove that it was forked; none if nodes take no
/// such epoch. No verdict depends on it.
pub fn opened_under(epoch: u32) -> Option<u64> {
    let epoch = u64::from(epoch);
    (epoch < EPOCHS_MAX).then_some(epoch / EPOCHS_PER_KEYS + 1)
}

/// The body of a heal that opens `log` and names these heads; to be signed by the seal key or the root.
pub fn body(space: SpaceId, log: &LogKey, mut heads: Vec<HealedHead>, nonce: [u8; 16]) -> Body {
    heads.sort();
    let mut body = Body::new(space, log.party, Kind::Heal, nonce);
    let fields = Fields::default().with(FIELD_HEADS, |w| {
        w.array(heads.len() as u64);
        heads.iter().for_each(|head| head.write(w));
    });
    body.fields = fields.with(FIELD_OPENS, |w| {
        w.array(2).u64(log.lane.number()).u64(log.epoch.into());
    });
    body
}

/// What a heal that opens `log` has seen of the epochs before; none if its fields are not those of one.
///
/// It names this lane and epoch. There is at least one head, they ascend, and none is of an empty log. An epoch may be left out: whoever stole a node key can
/// begin one with what waits for good, and a heal that had to name that would wait with it.
pub fn seen(log: &LogKey, fields: &Fields) -> Option<Vec<Seen>> {
    let heads = read(fields)?;
    let sound = opens(fields)? == (log.lane.number(), u64::from(log.epoch))
        && !heads.is_empty()
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

/// The lane and the epoch that it opens.
fn opens(fields: &Fields) -> Option<(u64, u64)> {
    let mut r = fields.get(FIELD_OPENS)?;
    expect_array(&mut r, 2).ok()?;
    Some((r.u64().ok()?, r.u64().ok()?))
}

fn read(fields: &Fields) -> Option<Vec<HealedHead>> {
    let mut r = fields.get(FIELD_HEADS)?;
    let count = r.array().ok().filter(|count| *count <= HEADS_MAX)?;
    (0..count).map(|_| HealedHead::read(&mut r).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `fault-last-epoch` tells people how often a log can be healed.
    #[test]
    fn the_same_keys_open_sixteen_epochs_and_all_of_them_two_hundred_and_fifty_six() {
        assert_eq!(opened_under(15), Some(1));
        assert_eq!(opened_under(16), Some(2));
        assert_eq!(opened_under(255), Some(16));
        assert_eq!(opened_under(256), None);
        assert_eq!(opened_under(u32::MAX), None);
    }
}
