//! Whether this node may go on from what it finds stored, or signed more before.
//!
//! `high-water.db` says what this machine has signed. If it is ahead of the record's database, or is missing, or is a copy,
//! a space is in doubt: nothing is sealed in it until the nodes of all other members have said how far they hold our
//! logs, and we hold as much. The surprising thing: a peer that lies about that is believed, and could so lead an honest
//! party to contradict itself; against it only a new epoch of the log would help, which is not there yet.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use record::{LogId, LogKey, PartyId, SpaceId};
use store::HighWater;

use crate::fault::NodeFault;
use crate::node::Node;
use crate::space::Space;
use crate::writer::{Spaces, read};

/// What was signed on this machine, and where that is in doubt.
pub struct Doubts {
    high_water: HighWater,
    /// Whose answer is still awaited, by space.
    awaited: BTreeMap<SpaceId, BTreeSet<PartyId>>,
}

impl Doubts {
    /// Opens the file. Nothing is compared yet.
    ///
    /// # Errors
    /// It cannot be read or written.
    pub fn open(folder: &Path) -> Result<Doubts, NodeFault> {
        Ok(Doubts {
            high_water: HighWater::open(&folder.join("high-water.db"))?,
            awaited: BTreeMap::new(),
        })
    }

    /// Compares what is stored with what was signed on this machine.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn compare(&mut self, own: &BTreeSet<PartyId>, spaces: &Spaces) -> Result<(), NodeFault> {
        let signed = self.high_water.signed()?;
        let is_witness = self.high_water.is_witness()?;
        for (space, state) in read(spaces).iter() {
            let mut of_space = signed.iter().filter(|(log, _)| log.space == *space);
            let is_behind = of_space.any(|(log, size)| state.record.size(&log.key) < *size);
            if !is_witness || is_behind {
                self.high_water.set_doubt(space, true)?;
            }
        }
        if !is_witness {
            self.high_water.begin()?;
        }
        self.await_answers(own, spaces)
    }

    fn await_answers(&mut self, own: &BTreeSet<PartyId>, spaces: &Spaces) -> Result<(), NodeFault> {
        for space in self.high_water.doubts()? {
            let others = read(spaces).get(&space).map(|state| others(state, own));
            self.awaited.insert(space, others.unwrap_or_default());
        }
        Ok(())
    }

    /// Nothing, if a space is free of doubt.
    ///
    /// # Errors
    /// [`NodeFault::InDoubt`]: nothing may be sealed there.
    pub fn check(&self, space: &SpaceId) -> Result<(), NodeFault> {
        match self.awaited.contains_key(space) {
            true => Err(NodeFault::InDoubt { space: *space }),
            false => Ok(()),
        }
    }

    /// Notes that a head of this size was signed.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn signed(&mut self, log: LogId, size: u64) -> Result<(), NodeFault> {
        Ok(self.high_water.raise(&[(log, size)])?)
    }

    /// A peer holds no more of our logs in this space than we do. True if that was the last answer awaited.
    fn answered(
        &mut self,
        space: &SpaceId,
        peer: &PartyId,
        own: &[(LogId, u64)],
    ) -> Result<bool, NodeFault> {
        let Some(awaited) = self.awaited.get_mut(space) else {
            return Ok(false);
        };
        awaited.remove(peer);
        if !awaited.is_empty() {
            return Ok(false);
        }
        self.high_water.raise(own)?;
        self.high_water.set_doubt(space, false)?;
        self.awaited.remove(space);
        Ok(true)
    }
}

/// The members whose nodes may hold what this one signed.
fn others(state: &Space, own: &BTreeSet<PartyId>) -> BTreeSet<PartyId> {
    let members = state.record.founding().membership.members.iter();
    let members = members.map(|member| member.party);
    members.filter(|party| !own.contains(party)).collect()
}

impl Node {
    /// Whose nodes must answer before anything is sealed in a space; none if nothing is in doubt there.
    pub fn awaited(&self, space: &SpaceId) -> Option<BTreeSet<PartyId>> {
        self.writer().doubts.awaited.get(space).cloned()
    }

    /// A peer has told how far it holds every log of a space; it is ahead of this node in `ahead`.
    pub(crate) fn compared(
        &self,
        space: &SpaceId,
        peer: &PartyId,
        ahead: &BTreeSet<LogKey>,
        now_ms: u64,
    ) -> Result<(), NodeFault> {
        let is_ours = |party: &PartyId| self.seat(party).is_some();
        if ahead.iter().any(|log| is_ours(&log.party)) {
            return Ok(());
        }
        let own = self.read(space, |state| {
            let own = state.record.logs().filter(|log| is_ours(&log.party));
            own.map(|log| (log.in_space(*space), state.record.size(log)))
                .collect::<Vec<_>>()
        });
        let free = self
            .writer()
            .doubts
            .answered(space, peer, &own.unwrap_or_default())?;
        if free {
            self.do_duties(*space, now_ms)?;
            self.announce();
        }
        Ok(())
    }
}
