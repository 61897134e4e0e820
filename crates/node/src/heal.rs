//! Healing: how a party goes on after its log was forked.
//!
//! A node that finds out that its own log has two versions adds nothing to it: whatever it signed there would be on one
//! of them only. Its operator sees to it that one node is left, and heals. The heal is the first entry of the next
//! epoch; it names every branch that is held here, and from then on the node writes in that epoch. A branch that comes
//! later counts as well, and asks for another heal, but stops nobody: the log in which the party goes on is whole.
//!
//! Whoever stole the node key can also append to the log what waits for good, and what followed would wait with it. So the
//! node adds nothing behind what waits either, and a heal goes on from before that.

use record::identity::Identity;
use record::seal::Statement;
use record::{Checkpoint, Lane, LogKey, PartyId, SpaceId, heal};

use crate::clock::random;
use crate::fault::NodeFault;
use crate::node::Node;
use crate::space::Space;

/// How often a heal is put together anew while another process writes.
const TRIES: usize = 8;

/// What a heal came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Healed {
    /// The log in which the party goes on.
    pub log: LogKey,
    /// How many heads of earlier epochs it names.
    pub heads: usize,
}

/// Why a node adds nothing to its own log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Two versions of it are signed.
    Forked,
    /// Something in it names what is not here: what followed could not count before that comes.
    Waits,
}

impl Space {
    /// The main log in which a party goes on.
    pub fn current(&self, party: &PartyId) -> LogKey {
        self.record.current(party, Lane::Main)
    }

    /// Why the node of a party adds nothing to the log in which that goes on, if it does not.
    pub fn stop(&self, party: &PartyId) -> Option<Stop> {
        self.stop_of(&self.current(party))
    }

    /// As [`Space::stop`], of one own log. What is not here in doubt is said to be awaited, and nothing more.
    pub(crate) fn stop_of(&self, log: &LogKey) -> Option<Stop> {
        let waits = self.record.size(log) > self.record.folded_size(log);
        match self.is_forked(log) {
            true => Some(Stop::Forked),
            false => (waits && self.answered.is_none()).then_some(Stop::Waits),
        }
    }

    /// The log that the next heal of a party opens: nobody said two things about it yet. A proof needs no entries.
    fn next_epoch(&self, party: &PartyId) -> Option<LogKey> {
        let mut empty = self.record.empty_epochs(party, Lane::Main);
        empty.find(|log| !self.is_forked(log))
    }

    /// Whether a party contradicted itself in a lane and has not healed all of that, as far as is known here.
    ///
    /// An identity log has no epoch to go on in. A head of it over no version that renews the keys shows a misused node
    /// key, and is done with when that key is replaced.
    pub fn is_unhealed(&self, party: &PartyId, lane: Lane) -> bool {
        let current = self.record.current(party, lane);
        let is_forked = match (lane, self.record.identity(party)) {
            (Lane::Identity, Some(identity)) => {
                let node = &identity.latest().node;
                let is_held = |head: &Checkpoint| {
                    let branch = self.record.branch_with(&current, head.size, &head.root);
                    branch.is_some()
                };
                let proofs = self.forks.get(&current).into_iter().flatten();
                let mut heads = proofs.flat_map(|proof| [&proof.first, &proof.second]);
                heads.any(|one| !is_held(&one.head) && one.verify(node).is_ok())
            }
            _ => self.is_forked(&current),
        };
        self.record.is_unhealed(party, lane) || is_forked
    }
}

impl Node {
    /// As [`Space::current`].
    pub(crate) fn current(&self, space: &SpaceId, party: &PartyId) -> LogKey {
        let current = self.read(space, |state| state.current(party));
        current.unwrap_or(LogKey::main(*party))
    }

    /// Heals what `party` contradicted in `space`, or what waits in its log, under its seal. None if there is nothing to
    /// heal, or this node does not act for the party there.
    ///
    /// # Errors
    /// [`NodeFault::InDoubt`] after a restore, as for every entry; [`NodeFault::Epochs`] if the present keys healed too
    /// often, [`NodeFault::LastEpoch`] if no keys may heal once more; [`NodeFault::Replaced`]; [`NodeFault::Void`]; or the database
    /// fails.
    pub fn heal(
        &self,
        space: SpaceId,
        party: PartyId,
        now_ms: u64,
    ) -> Result<Option<Healed>, NodeFault> {
        for _ in 0..TRIES {
            let mut writer = self.writer();
            let unhealed = self.read(&space, |state| {
                let log = state.next_epoch(&party)?;
                let heads = state.record.heads_to_heal(&party, Lane::Main);
                let keys = state.record.identity(&party).map_or(0, Identity::size);
                let is_whole =
                    !state.is_unhealed(&party, Lane::Main) && state.stop(&party).is_none();
                (!is_whole && !heads.is_empty()).then_some((log, heads, keys))
            });
            let (Some(seat), Some((log, heads, keys))) = (self.seat(&party), unhealed.flatten())
            else {
                return Ok(None);
            };
            self.check_keys(space, party)?;
            match heal::opened_under(log.epoch) {
                None => return Err(NodeFault::LastEpoch { space }),
                Some(least) if keys < least => return Err(NodeFault::Epochs { space }),
                Some(_) => {}
            }
            let healed = Healed {
                log,
                heads: heads.len(),
            };
            // Another copy of this folder may have handed out receipts by the same numbers.
            writer.store.renumber_receipts(&space, log.epoch)?;
            let body = heal::body(space, &log, heads, random());
            let statements = vec![Statement::sign(&body, Vec::new(), &seat.keys.seal)];
            let node_key = &seat.keys.node;
            let outcome =
                writer.append_own(&self.spaces, space, log, statements, node_key, now_ms)?;
            drop(writer);
            if outcome.counted(&log.in_space(space), 1)?.is_some() {
                self.do_duties(space, now_ms)?;
                self.announce();
                return Ok(Some(healed));
            }
        }
        Err(NodeFault::Busy)
    }
}
