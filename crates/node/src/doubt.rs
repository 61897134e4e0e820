//! Whether this node may go on from what it finds stored, or signed more before.
//!
//! `high-water.db` says what this machine has signed. If it is ahead of the record's database, or is missing, or is a copy,
//! a space is in doubt: nothing is sealed in it until the nodes of all other members have said how far they hold our
//! logs, and we hold as much. So is every space that a restored node hears of later: it may have been there before. The
//! surprising thing: a peer that lies about that is believed, and could so lead an honest
//! party to contradict itself; against it only a new epoch of the log would help, which is not there yet.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use canary::Canary;
use record::{LogId, LogKey, PartyId, SpaceId};
use store::HighWater;

use crate::fault::NodeFault;
use crate::node::Node;
use crate::space::Space;
use crate::writer::{Spaces, read, write};

/// What was signed on this machine, and where that is in doubt.
pub struct Doubts {
    high_water: HighWater,
    /// The spaces in doubt, known here or not, each with whose node has answered since the start.
    answered: BTreeMap<SpaceId, BTreeSet<PartyId>>,
}

impl Doubts {
    /// Opens the file. Nothing is compared yet.
    ///
    /// # Errors
    /// It cannot be read or written.
    pub fn open(folder: &Path) -> Result<Doubts, NodeFault> {
        Ok(Doubts {
            high_water: HighWater::open(&folder.join("high-water.db"))?,
            answered: BTreeMap::new(),
        })
    }

    /// Compares what is stored with what was signed on this machine. `is_new`: the party was made just now. True if this
    /// folder was restored or copied since the last start.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn compare(&mut self, spaces: &Spaces, is_new: bool) -> Result<bool, NodeFault> {
        let stored = |log: &LogId| {
            let spaces = read(spaces);
            let state = spaces.get(&log.space);
            let sizes = state.into_iter().flat_map(|state| {
                let branches = state.record.branches(log.key);
                branches.map(|branch| state.record.size(&branch))
            });
            sizes.max().unwrap_or(0)
        };
        let signed = self.high_water.signed()?;
        let behind = signed.iter().filter(|(log, size)| stored(log) < **size);
        let behind = behind.filter(|_| !canary::planted(Canary::RestoreUnchecked));
        let mut doubtful: BTreeSet<SpaceId> = behind.map(|(log, _)| log.space).collect();
        let is_witness = self.high_water.is_witness()?;
        if !is_witness {
            doubtful.extend(read(spaces).keys());
        }
        for space in &doubtful {
            self.high_water.set_doubt(space, true)?;
        }
        if !is_witness {
            self.high_water.begin(!is_new)?;
        }
        let doubts = self.high_water.doubts()?.into_iter();
        self.answered = doubts.map(|space| (space, BTreeSet::new())).collect();
        Ok(!is_witness && !is_new)
    }

    /// A peer brings a space that is not known here: on a restored machine it may have been before.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn heard_of(&mut self, space: &SpaceId) -> Result<(), NodeFault> {
        if self.high_water.is_restored()? {
            self.high_water.set_doubt(space, true)?;
            self.answered.entry(*space).or_default();
        }
        Ok(())
    }

    /// Nothing, if a space is free of doubt.
    ///
    /// # Errors
    /// [`NodeFault::InDoubt`]: nothing may be sealed there.
    pub fn check(&self, space: &SpaceId) -> Result<(), NodeFault> {
        match self.answered.contains_key(space) {
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
    fn answer(
        &mut self,
        space: &SpaceId,
        peer: &PartyId,
        others: &BTreeSet<PartyId>,
        own: &[(LogId, u64)],
    ) -> Result<bool, NodeFault> {
        let Some(answered) = self.answered.get_mut(space) else {
            return Ok(false);
        };
        answered.insert(*peer);
        if !others.is_subset(answered) {
            return Ok(false);
        }
        self.high_water.raise(own)?;
        self.high_water.set_doubt(space, false)?;
        self.answered.remove(space);
        Ok(true)
    }
}

impl Node {
    /// Whose nodes must answer before anything is sealed in a space; none if nothing is in doubt there.
    pub fn awaited(&self, space: &SpaceId) -> Option<BTreeSet<PartyId>> {
        let answered = self.read(space, |state| state.answered.clone())??;
        let others = self.others(space);
        Some(others.difference(&answered).copied().collect())
    }

    /// Notes beside the state whether a space is in doubt: whoever shows a page must not wait for the writer.
    pub(crate) fn show_doubt(&self, space: &SpaceId) {
        let answered = self.writer().doubts.answered.get(space).cloned();
        if let Some(state) = write(&self.spaces).get_mut(space) {
            state.answered = answered;
        }
    }

    /// The members whose nodes may hold what this one signed.
    fn others(&self, space: &SpaceId) -> BTreeSet<PartyId> {
        let others = |state: &Space| {
            let members = state.record.membership().1.members.iter();
            let members = members.map(|member| member.party);
            members.filter(|party| self.seat(party).is_none()).collect()
        };
        self.read(space, others).unwrap_or_default()
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
            let own = state
                .record
                .logs()
                .filter(|log| is_ours(&log.party) && log.branch == 0);
            own.map(|log| (log.in_space(*space), state.record.size(log)))
                .collect::<Vec<_>>()
        });
        let Some(own) = own else { return Ok(()) };
        let others = self.others(space);
        let free = self.writer().doubts.answer(space, peer, &others, &own)?;
        self.show_doubt(space);
        if free {
            self.do_duties(*space, now_ms)?;
            self.announce();
        }
        Ok(())
    }
}
