//! Performs what the replica asks for, on the node and on what waits to be sent.

use std::collections::VecDeque;

use record::fold::Rung;
use record::{Lane, LogId, LogKey, SpaceId};

use super::{Peer, State};
use crate::host::{Examined, News, Stored};
use crate::lock::lock;
use crate::quota;
use crate::refusal::Refusal;
use crate::replica::Action;
use crate::wire::{Batch, Hello, Message, Notes};

impl Peer {
    /// Performs actions, and what follows from them, in order.
    pub(super) fn perform(&self, state: &mut State, actions: Vec<Action>, now_ms: u64) {
        let mut todo = VecDeque::from(actions);
        while let Some(action) = todo.pop_front() {
            todo.extend(self.perform_one(state, action, now_ms));
        }
    }

    fn perform_one(&self, state: &mut State, action: Action, now_ms: u64) -> Vec<Action> {
        let (host, peer) = (&self.host, self.party);
        match action {
            Action::Send(message) => self.send(&message),
            Action::Serve { space, log, from } => return self.serve(state, space, log, from),
            Action::ServeBranch {
                space,
                branch,
                known,
            } => self.serve_branch(state, (space, branch), &known, now_ms),
            Action::ServeReceipts { space, from } => {
                if let Some(receipts) = host.receipts(peer, space, from) {
                    return state.replica.serve_receipts(receipts);
                }
            }
            Action::Store(batch) => return self.store(state, batch, now_ms),
            Action::Witness(extend) => {
                let log = extend.checkpoint.head.log;
                let done = host.witness(peer, extend);
                return self.answered(state, log, done, now_ms);
            }
            Action::ServeFork { space, name } => {
                if let Some(proof) = host.fork(peer, space, name) {
                    self.send(&Message::Fork(Box::new(proof)));
                }
            }
            Action::TakeFork(proof) => {
                let space = proof.log().space;
                match host.take_fork(peer, *proof) {
                    true => return self.reread(state, space, now_ms),
                    false => state.replica.doubt(space, now_ms),
                }
            }
            Action::ServeExtend { space, log, from } => {
                if let Some(extend) = host.extension(peer, space, log, from) {
                    self.send(&Message::Extend(extend));
                }
            }
            Action::TakeReceipts {
                space,
                next,
                list,
                more,
            } => {
                host.take_receipts(peer, space, next, list);
                let mut actions = self.reread(state, space, now_ms);
                if more {
                    actions.extend(state.replica.ask_for_receipts(space, next));
                }
                return actions;
            }
            Action::ServeNotes { space, ids } => {
                let list = host.notes(peer, space, &ids);
                if !list.is_empty() {
                    let held = None;
                    self.send(&Message::Notes(Notes { space, held, list }));
                }
            }
            Action::TakeNotes { space, list } => {
                host.take_notes(peer, space, list);
                return self.reread(state, space, now_ms);
            }
            Action::Examine(head) => {
                let log = head.head.log;
                return match host.examine(peer, head) {
                    Examined::Nothing => Vec::new(),
                    Examined::News => self.reread(state, log.space, now_ms),
                    Examined::OtherKeys => state.replica.ask_for_keys(&log, now_ms),
                };
            }
            Action::Shown { space, sizes } => host.shown(peer, space, sizes),
            Action::Compare { space, ahead } => host.compared(peer, space, ahead),
            Action::TakeDraft(draft) => host.told(peer, News::Draft(draft)),
            Action::TakeRefusal(refusal) => host.told(peer, News::Refusal(refusal)),
            Action::TakeAddresses(list) => host.told(peer, News::Addresses(list)),
            Action::Greet => self.greet(state),
            Action::ServeFounding(space) => {
                if let Some(founding) = host.founding(peer, space) {
                    self.send_draft(state, founding);
                }
            }
        }
        Vec::new()
    }

    /// Entries that were asked for, unless too much waits to be sent.
    fn serve(&self, state: &mut State, space: SpaceId, log: LogKey, from: u64) -> Vec<Action> {
        if lock(&self.outbox).is_full() {
            return Vec::new();
        }
        let batch = self.host.batch(self.party, space, log, from);
        let is_it = |batch: &Batch| batch.is_sound() && batch.log() == log.in_space(space);
        let served = batch.filter(is_it).map(|batch| state.replica.serve(batch));
        served.unwrap_or_default()
    }

    fn serve_branch(
        &self,
        state: &mut State,
        (space, branch): (SpaceId, LogKey),
        known: &[Rung],
        now_ms: u64,
    ) {
        let is_full = lock(&self.outbox).is_full();
        if is_full || !lock(&self.serving).take(quota::SERVE_BRANCH, now_ms) {
            state.replica.branch_served(space, branch, None);
            return;
        }
        let batch = self.host.branch(self.party, space, branch, known);
        if let Some(batch) = batch.filter(|batch| batch.is_sound()) {
            let head = &batch.checkpoint.head;
            let end = (head.size, head.root);
            state.replica.branch_served(space, branch, Some(end));
            self.send(&Message::Entries(batch));
        }
    }

    /// Has a batch stored, if the peer has room left here.
    fn store(&self, state: &mut State, batch: Batch, now_ms: u64) -> Vec<Action> {
        let log = batch.log();
        if !state.storage.take(&batch, now_ms) {
            let done = Err(self.host.no_room(&batch));
            return self.answered(state, log, done, now_ms);
        }
        if let Some(pull) = state.replica.pull_ahead(&batch, now_ms) {
            self.perform(state, vec![pull], now_ms);
            self.wake();
        }
        let (effort, size) = (quota::effort_of_batch(&batch), quota::size_of(&batch));
        let head = batch.checkpoint.clone();
        let looked = state.looked_over(&head);
        let done = self.host.store(self.party, batch, looked);
        let is_new = done == Ok(Stored::New);
        if done == Ok(Stored::Known) {
            state.replica.known(&head);
        }
        if !is_new {
            state.storage.give_back(size);
        }
        // What came of a forked log, or of one of keys, may have been held before.
        let may_be_held =
            state.replica.is_forked(&log) || log.key.lane == Lane::Identity && !is_new;
        if done.is_ok() && !may_be_held {
            lock(&self.effort).give_back(effort);
        }
        let actions = self.answered(state, log, done.map(drop), now_ms);
        if is_new {
            state.note_stored(head);
        }
        actions
    }

    /// The answer to a hello: ours, and everything anew.
    fn greet(&self, state: &mut State) {
        state.drafts_sent.clear();
        state.replica.share(self.holdings());
        self.send(&Message::Hello(Hello {
            addresses: self.host.addresses(),
            answer: false,
        }));
        self.send_drafts(state);
    }

    /// What follows from entries or a head that the node took, or did not.
    fn answered(
        &self,
        state: &mut State,
        log: LogId,
        done: Result<(), Option<Box<Refusal>>>,
        now_ms: u64,
    ) -> Vec<Action> {
        match done {
            Ok(()) => self.reread(state, log.space, now_ms),
            Err(no) => {
                let no = no.map(|refusal| *refusal);
                state.replica.refuse(log.space, log.key, no, now_ms)
            }
        }
    }
}
