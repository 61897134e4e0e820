//! What the store must hold: a plain model of everything that was acknowledged.

use std::collections::BTreeMap;

use record::{LogId, LogKey, Payload, SignedCheckpoint, SignedCosignature, SpaceId, StatementId};
use store::{Content, SpaceRow, Store, StoreFault, Stored};

use crate::invented::*;

/// Everything that can be read of a store, to be compared as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct World {
    /// In the order in which they came.
    pub spaces: Vec<SpaceRow>,
    /// In the order in which they came.
    pub entries: Vec<(LogKey, Stored)>,
    /// By size, and of one size in the order in which they came.
    pub heads: BTreeMap<LogKey, Vec<SignedCheckpoint>>,
    /// In the order in which they came.
    pub conflicts: BTreeMap<LogKey, Vec<SignedCheckpoint>>,
    /// In the order in which they came.
    pub receipts: Vec<(SignedCheckpoint, SignedCosignature)>,
    /// By name.
    pub facts: BTreeMap<String, Vec<u8>>,
}

/// The logs that are written to.
pub fn logs() -> [LogId; 3] {
    [1, 2, 3].map(log)
}

/// The log of which nothing is here but heads.
pub fn witnessed_log() -> LogId {
    log(4)
}

impl World {
    /// Reads all of it. The store compares every entry, head and receipt with what was written.
    pub fn read(store: &Store) -> Result<World, StoreFault> {
        let mut world = World {
            spaces: store.spaces()?,
            facts: store.facts("")?.into_iter().collect(),
            ..World::default()
        };
        for (_, key, stored) in store.replay(&SPACE, 0, ALL)? {
            world.entries.push((key, stored));
        }
        for log in logs().into_iter().chain([witnessed_log()]) {
            world.put_heads(&log, store.checkpoints(&log, 0)?, store.conflicts(&log)?);
        }
        for receipt in store.receipts(&SPACE, 0, ALL)? {
            world
                .receipts
                .push((receipt.checkpoint, receipt.cosignature));
        }
        Ok(world)
    }

    fn put_heads(
        &mut self,
        log: &LogId,
        heads: Vec<SignedCheckpoint>,
        conflicts: Vec<SignedCheckpoint>,
    ) {
        if !heads.is_empty() {
            self.heads.insert(log.key, heads);
        }
        if !conflicts.is_empty() {
            self.conflicts.insert(log.key, conflicts);
        }
    }

    /// The entries of a log, in order.
    pub fn log(&self, log: &LogId) -> impl Iterator<Item = &Stored> {
        let of_log = self.entries.iter().filter(move |(key, _)| *key == log.key);
        of_log.map(|(_, stored)| stored)
    }

    /// How many entries a log has.
    pub fn size(&self, log: &LogId) -> u64 {
        self.log(log).count() as u64
    }

    /// A head comes; nothing changes if it is known.
    pub fn put_head(&mut self, head: &SignedCheckpoint) {
        let heads = self.heads.entry(head.head.log.key).or_default();
        if !heads.contains(head) {
            heads.push(head.clone());
            heads.sort_by_key(|known| known.head.size);
        }
    }

    /// A head that contradicts comes; nothing changes if it is known.
    pub fn put_conflict(&mut self, head: &SignedCheckpoint) {
        let conflicts = self.conflicts.entry(head.head.log.key).or_default();
        if !conflicts.contains(head) {
            conflicts.push(head.clone());
        }
    }

    /// A receipt comes; the first one of a party for a head counts.
    pub fn put_receipt(&mut self, head: &SignedCheckpoint, receipt: &SignedCosignature) {
        let of = |receipt: &SignedCosignature| {
            let receipt = &receipt.receipt;
            (receipt.checkpoint, receipt.by, receipt.kind)
        };
        if !self
            .receipts
            .iter()
            .any(|(_, known)| of(known) == of(receipt))
        {
            self.receipts.push((head.clone(), receipt.clone()));
        }
    }

    /// A space comes, or the title that had not come with it.
    pub fn put_space(&mut self, row: SpaceRow) {
        match self
            .spaces
            .iter_mut()
            .find(|known| known.space == row.space)
        {
            None => self.spaces.push(row),
            Some(known) => {
                for (here, came) in known.payloads.iter_mut().zip(row.payloads) {
                    if *here == Content::Never {
                        *here = came;
                    }
                }
            }
        }
    }

    /// A payload goes, and with it the same salt and content wherever they stand in the space.
    pub fn erase(&mut self, space: &SpaceId, statement: &StatementId, n: usize) {
        let gone = self.standing(space, statement, n);
        let of_founding = self.spaces.iter_mut().filter(|row| row.space == *space);
        for content in of_founding.flat_map(|row| &mut row.payloads) {
            if matches!(content, Content::Here(payload) if gone.contains(payload)) {
                *content = Content::Erased;
            }
        }
        for payload in self
            .entries
            .iter_mut()
            .flat_map(|(_, stored)| &mut stored.entry.payloads)
        {
            if payload
                .as_ref()
                .is_some_and(|payload| gone.contains(payload))
            {
                *payload = None;
            }
        }
    }

    fn standing(&self, space: &SpaceId, statement: &StatementId, n: usize) -> Vec<Payload> {
        let named = self
            .spaces
            .iter()
            .filter(|row| row.space == *space && statement.0 == space.0);
        let of_founding = named.filter_map(|row| row.payloads.get(n)?.clone().here());
        let sealed = self
            .entries
            .iter()
            .filter(|(_, stored)| stored.entry.leaf.statement == *statement);
        let of_entries = sealed.filter_map(|(_, stored)| stored.entry.payloads[n].clone());
        of_founding.chain(of_entries).collect()
    }

    /// Where it differs from what is there, in few words.
    pub fn difference(&self, there: &World) -> String {
        let count = |world: &World| {
            let sum = |heads: &BTreeMap<LogKey, Vec<SignedCheckpoint>>| {
                heads.values().map(Vec::len).sum::<usize>()
            };
            let payloads = world
                .entries
                .iter()
                .flat_map(|(_, stored)| &stored.entry.payloads);
            [
                ("spaces", world.spaces.len()),
                ("entries", world.entries.len()),
                (
                    "payloads",
                    payloads.filter(|payload| payload.is_some()).count(),
                ),
                ("heads", sum(&world.heads)),
                ("conflicts", sum(&world.conflicts)),
                ("receipts", world.receipts.len()),
                ("facts", world.facts.len()),
            ]
        };
        let pairs = count(self).into_iter().zip(count(there));
        let lines = pairs.filter(|(ours, theirs)| ours != theirs);
        let lines: Vec<_> = lines
            .map(|((name, ours), (_, theirs))| format!("{name}: {theirs} instead of {ours}"))
            .collect();
        match lines.is_empty() {
            true => "as many of each, but not the same".to_owned(),
            false => lines.join(", "),
        }
    }
}

/// The title of an invented space.
pub fn title(number: usize) -> Payload {
    payload(&format!("Space {number}"))
}
