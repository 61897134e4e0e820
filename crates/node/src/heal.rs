//! Healing: how a party goes on after its log was forked.
//!
//! A node that finds out that its own log has two versions adds nothing to it: whatever it signed there would be on one
//! of them only. Its operator sees to it that one node is left, and heals. The heal is the first entry of the next
//! epoch; it names every branch that is held here, and from then on the node writes in that epoch. A branch that comes
//! later counts as well, and asks for another heal, but stops nobody: the log in which the party goes on is whole.

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

impl Space {
    /// The main log in which a party goes on.
    pub fn current(&self, party: &PartyId) -> LogKey {
        self.record.current(party, Lane::Main)
    }

    /// Whether the log in which a party goes on is forked: its node adds nothing to that.
    pub fn is_stopped(&self, party: &PartyId) -> bool {
        self.is_forked(&self.current(party))
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

    /// Heals what `party` contradicted in `space`, under its seal. None if there is nothing to heal, or this node does
    /// not act for the party there.
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
                let log = state.record.next_epoch(&party, Lane::Main);
                let heads = state.record.heads_to_heal(&party, Lane::Main);
                let keys = state.record.identity(&party).map_or(0, Identity::size);
                state
                    .is_unhealed(&party, Lane::Main)
                    .then_some((log, heads, keys))
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
            let body = heal::body(space, party, heads, random());
            let statements = vec![Statement::sign(&body, Vec::new(), &seat.keys.seal)];
            let node_key = &seat.keys.node;
            let outcome =
                writer.append_own(&self.spaces, space, log, statements, node_key, now_ms)?;
            drop(writer);
            if outcome.counted(&log.in_space(space))?.is_some() {
                self.do_duties(space, now_ms)?;
                self.announce();
                return Ok(Some(healed));
            }
        }
        Err(NodeFault::Busy)
    }
}
