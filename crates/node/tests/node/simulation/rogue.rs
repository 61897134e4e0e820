//! A party whose node follows no rule: it has the keys of its party, and signs what it likes.

use disk::Seeded;
use net::wire::{Batch, Heads, Hello, Message, Pull, decode_bundle, encode_bundle};
use record::history::History;
use record::testing::Player;
use record::{Checkpoint, Entry, Hash, LogKey, SignedCheckpoint, SpaceId};

use crate::flood::shape::{Garbage, Shape};

use super::station::Station;

/// How it goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vice {
    /// Its node runs, and what it sends is held back, altered and repeated.
    Lies,
    /// Its node is silent; somebody sends, with its keys, entries that nobody should sign.
    Forges,
}

pub struct Rogue {
    pub vice: Vice,
    pub station: usize,
    player: Player,
    space: SpaceId,
    garbage: Garbage,
    /// Its main log with what was forged, from the size at which that began.
    history: History,
    base: u64,
    forged: Vec<Entry>,
}

impl Rogue {
    pub fn new(vice: Vice, station: usize, of: &Station, space: SpaceId) -> Rogue {
        let player = of.keys();
        let log = player.log();
        let history = of.read(space, |state| state.record.history(&log).cloned());
        let history = history.expect("it entered");
        Rogue {
            vice,
            station,
            garbage: Garbage::of(&player, space),
            base: history.size(),
            history,
            forged: Vec::new(),
            player,
            space,
        }
    }

    /// Whether its node takes part.
    pub fn is_silent(&self) -> bool {
        self.vice == Vice::Forges
    }

    fn head(&self, log: LogKey, size: u64, root: Hash) -> SignedCheckpoint {
        let head = Checkpoint {
            log: log.in_space(self.space),
            size,
            root,
            previous: None,
            time_ms: 0,
        };
        head.sign(&self.player.node)
    }

    /// A bundle that it sends of its own accord to `victim`.
    pub fn send(&mut self, dice: &mut Seeded, victim: &Station) -> Vec<u8> {
        let known = LogKey::main(victim.party);
        let own = self.player.log();
        let held = victim.read(self.space, |state| state.record.size(&own));
        let message = match dice.below(8) {
            0 => return (0..dice.below(200)).map(|_| dice.number() as u8).collect(),
            1 => self.lie(dice),
            2 => self.pull(dice),
            3 => Message::Hello(Hello {
                addresses: Vec::new(),
                answer: true,
            }),
            4 => Message::Entries(self.torn(held + dice.below(2) as u64, dice)),
            _ if self.vice == Vice::Lies => self.lie(dice),
            _ => Message::Entries(self.forge(dice, known)),
        };
        let times = [1, 1, 1, 200][dice.below(4)];
        encode_bundle(&vec![message.encode(); times])
    }

    /// Its log grows by an entry that nobody should sign.
    fn forge(&mut self, dice: &mut Seeded, known: LogKey) -> Batch {
        const SHAPES: [Shape; 8] = [
            Shape::Unknown,
            Shape::OtherParty,
            Shape::Void,
            Shape::Rival,
            Shape::Circle,
            Shape::Powers,
            Shape::Unsigned,
            Shape::Poisoned,
        ];
        for _ in 0..=dice.below(3) {
            let entry = match dice.one_in(3) {
                true => self.garbage.good(),
                false => self.garbage.entry(SHAPES[dice.below(SHAPES.len())], known),
            };
            self.history.push(entry.leaf_hash());
            self.forged.push(entry);
        }
        let size = self.history.size();
        let root = self.history.root_at(size).expect("of this size");
        Batch {
            from: self.base,
            entries: self.forged.iter().map(Entry::encode).collect(),
            checkpoint: self.head(self.player.log(), size, root),
        }
    }

    /// A batch that does not fit its head, or leaves a gap.
    fn torn(&mut self, from: u64, dice: &mut Seeded) -> Batch {
        let entries = vec![self.garbage.good().encode()];
        let root = Hash(record::testing::seed(&[&dice.number().to_string()]));
        Batch {
            from,
            checkpoint: self.head(self.player.log(), from + 1, root),
            entries,
        }
    }

    /// A head over what nobody has.
    fn lie(&mut self, dice: &mut Seeded) -> Message {
        let size = [u64::MAX, 1 << 40, self.base + 1 + dice.below(9) as u64][dice.below(3)];
        let root = Hash(record::testing::seed(&[&dice.number().to_string()]));
        Message::Heads(Heads {
            space: self.space,
            heads: vec![self.head(self.player.log(), size, root)],
            receipts_from: [0, u64::MAX][dice.below(2)],
        })
    }

    fn pull(&mut self, dice: &mut Seeded) -> Message {
        Message::Pull(Pull {
            space: self.space,
            log: self.player.log(),
            from: [0, 1, 1 << 63, u64::MAX][dice.below(4)],
        })
    }

    /// What its node would send, with some of it held back.
    pub fn tamper(&self, dice: &mut Seeded, bundle: Vec<u8>) -> Option<Vec<u8>> {
        if self.vice != Vice::Lies {
            return Some(bundle);
        }
        let messages = decode_bundle(&bundle).expect("our own node's bundle");
        let mut kept = messages;
        kept.retain(|message| !matches!(message, Message::Entries(_)) || dice.one_in(2));
        let encoded: Vec<Vec<u8>> = kept.iter().map(Message::encode).collect();
        (!encoded.is_empty()).then(|| encode_bundle(&encoded))
    }
}
