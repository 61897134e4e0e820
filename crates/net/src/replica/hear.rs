//! What each message of the peer changes, and asks for.

use canary::Canary;
use record::fork::ForkProof;
use record::{Lane, SignedCheckpoint, SpaceId};

use super::{ASKS_MAX, Action, Replica, Sharing};
use crate::wire::{Batch, Branches, Extend, Heads, Message, Notes, Pull, Receipts};

impl Replica {
    pub(super) fn hear(&mut self, heads: Heads, actions: &mut Vec<Action>) {
        let Some(exchange) = self.spaces.get_mut(&heads.space) else {
            self.ask(heads.space, actions);
            return;
        };
        let first = !exchange.introduced;
        exchange.introduced = true;
        exchange.their_taken = Some(heads.receipts_from);
        let sizes = heads.heads.iter();
        let sizes = sizes
            .map(|head| (head.head.log.key, head.head.size))
            .collect();
        let space = heads.space;
        actions.push(Action::Shown { space, sizes });
        for head in heads.heads {
            exchange.hear(head, actions);
        }
        if first {
            // It may not have shared the space when it was told before.
            exchange.tell_all(heads.space, actions);
        }
    }

    /// A node that lost a space learns of it here. One that knows the space and does not share it with this peer asks
    /// in the same way, so that the question tells nothing.
    fn ask(&mut self, space: SpaceId, actions: &mut Vec<Action>) {
        if self.asked.len() < ASKS_MAX && self.asked.insert(space) {
            actions.push(Action::Send(Message::Ask(space)));
        }
    }

    pub(super) fn answer(&mut self, pull: Pull, actions: &mut Vec<Action>) {
        let Some(exchange) = self.spaces.get_mut(&pull.space) else {
            return;
        };
        match exchange.ours.heads.get(&pull.log) {
            Some(head) if head.head.size > pull.from => actions.push(Action::Serve {
                space: pull.space,
                log: pull.log,
                from: pull.from,
            }),
            Some(head) => {
                let head = head.clone();
                actions.push(exchange.heads(pull.space, vec![head]));
            }
            None => {}
        }
    }

    pub(super) fn take(&mut self, batch: Batch, actions: &mut Vec<Action>) {
        let log = batch.log();
        let Some(exchange) = self.spaces.get_mut(&log.space) else {
            return;
        };
        let held = exchange.ours.size(&log.key);
        exchange.hear_of(log.key, batch.end());
        let ours = &exchange.ours;
        let gap = batch.from > held && !canary::planted(Canary::AcceptGap);
        let gap = gap && !ours.is_forked(&log.key);
        if gap || !ours.members.contains(&log.key.party) || !ours.passes(&log.key) {
            return;
        }
        if ours.is_forked(&log.key) || log.key.lane == Lane::Identity {
            // Where it fits, the tree says. What renews keys may be another branch, with the keys that show it.
            actions.push(Action::Store(batch));
            return;
        }
        let checkpoint = batch.checkpoint.clone();
        match batch.after(held) {
            Some(batch) => actions.push(Action::Store(batch)),
            None => exchange.examine(checkpoint, actions),
        }
    }

    pub(super) fn hear_branches(&mut self, branches: Branches) {
        if let Some(exchange) = self.spaces.get_mut(&branches.log.space) {
            exchange.hear_branches(branches);
        }
    }

    pub(super) fn hear_fork(
        &mut self,
        proof: Box<ForkProof>,
        now_ms: u64,
        actions: &mut Vec<Action>,
    ) {
        let log = proof.log();
        let Some(exchange) = self.spaces.get_mut(&log.space) else {
            return;
        };
        let name = proof.name();
        let is_held = exchange.ours.forks.contains_key(&name);
        let is_taken =
            now_ms >= exchange.deaf_until_ms && exchange.ours.wants_fork(&log.key, &name);
        if is_held || is_taken {
            exchange.forks_told.insert(name);
        }
        if is_taken {
            actions.push(Action::TakeFork(proof));
        }
    }

    /// A head that a witness passes on: the peer holds nothing under it, so nothing else follows from it.
    pub(super) fn compare(&mut self, head: SignedCheckpoint, actions: &mut Vec<Action>) {
        if let Some(exchange) = self.spaces.get_mut(&head.head.log.space) {
            exchange.compare_head(head, actions);
        }
    }

    /// A head for us as a witness. If we signed another size last, the peer is told which.
    pub(super) fn extend(&mut self, extend: Extend, actions: &mut Vec<Action>) {
        let log = extend.checkpoint.head.log;
        let Some(exchange) = self.spaces.get_mut(&log.space) else {
            return;
        };
        let ours = &exchange.ours;
        let concerns_us = ours.sharing == Sharing::AsWitness
            && ours.members.contains(&log.key.party)
            && !ours.passes(&log.key)
            && !exchange.resting.contains_key(&log.key);
        if !concerns_us {
            return;
        }
        exchange.hear_of(log.key, extend.checkpoint.head.size);
        if exchange.ours.size(&log.key) == extend.from {
            actions.push(Action::Witness(extend));
        } else if let Some(last) = exchange.ours.heads.get(&log.key) {
            let last = last.clone();
            actions.push(exchange.heads(log.space, vec![last]));
        }
    }

    pub(super) fn take_receipts(&mut self, receipts: Receipts, actions: &mut Vec<Action>) {
        let space = receipts.space;
        let Some(exchange) = self.spaces.get_mut(&space) else {
            return;
        };
        let gap = receipts.from > exchange.ours.taken;
        let next = if gap {
            exchange.ours.taken
        } else {
            receipts.next
        };
        let more = gap || receipts.next < receipts.of;
        let list = receipts.list;
        actions.push(Action::TakeReceipts {
            space,
            next,
            list,
            more,
        });
    }

    pub(super) fn take_notes(&mut self, notes: Notes, actions: &mut Vec<Action>) {
        let space = notes.space;
        let exchange = self.spaces.get_mut(&space);
        if let Some(list) = exchange.and_then(|exchange| exchange.hear_notes(notes)) {
            actions.push(Action::TakeNotes { space, list });
        }
    }
}
