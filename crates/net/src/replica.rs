//! What one node and one peer have to tell each other: a state machine without sockets, clock or disk.
//!
//! Inputs are method calls, outputs are [`Action`]s that somebody else performs. Both sides run the same
//! machine, whoever dialled. All that is remembered about a peer are tables of sizes, which it corrects
//! with its next heads; so whatever is lost, doubled or out of order costs time and nothing else, and after
//! a cut both begin again with a hello.
//!
//! Three rules make up the whole: a log that the peer is ahead in is pulled (identity logs first, since
//! their keys verify the rest); a log that the peer has little to catch up with is pushed; everything else
//! is told with heads, and told again every [`HEADS_EVERY_MS`].
//!
//! A log that is known to be forked is another matter: see `branches`.
//!
//! Two things go beside the entries. Whoever holds a proof that a log was forked hands it to each peer once. And where
//! one of the two nodes is a witness, no entries go between them but its own and the identity logs: of the other logs
//! it is given heads, each with the proof that it extends the one which the witness signed last.

mod action;
mod branches;
mod exchange;
mod hear;
mod holding;

use std::collections::{BTreeMap, BTreeSet};

use record::fold::Rung;
use record::{Lane, LogId, LogKey, SignedCheckpoint, SpaceId};

use crate::refusal::{Refusal, RefusalCode};
use crate::wire::{Batch, Hello, Message, Receipts};
pub use action::Action;
use exchange::Exchange;
pub use holding::{Holding, Sharing};

/// All heads are told again after so long, whatever was told before.
pub const HEADS_EVERY_MS: u64 = 20_000;
/// A pull that was not answered is sent again after so long.
pub const PULL_PATIENCE_MS: u64 = 300_000;
/// A log whose entries we refused is left alone for so long.
pub const REST_MS: u64 = 60_000;
/// The most proofs of forks of one log that are taken: one proves it, further ones say where else it was forked.
pub const FORKS_MAX: usize = 8;
/// The most pulls under way at a time.
pub const PULLS_MAX: usize = 4;
/// The most logs of which a batch is on its way when the next one is asked for before its turn.
const PULLS_AHEAD_MAX: usize = 2;
/// A peer that lacks more entries of a log than this is told, and pulls at its own pace.
pub const PUSH_ENTRIES_MAX: u64 = 64;
/// The most foundings that are asked for between two hellos.
pub const ASKS_MAX: usize = 64;
/// The most logs pushed at a time.
const PUSHES_MAX: usize = 8;

/// The exchange between the own node and one peer.
#[derive(Clone, Debug, Default)]
pub struct Replica {
    /// See [`Replica::is_open`].
    open: bool,
    spaces: BTreeMap<SpaceId, Exchange>,
    /// Foundings that were asked for since the last hello.
    asked: BTreeSet<SpaceId>,
    heads_due_ms: u64,
}

impl Replica {
    /// A replica that is not connected and shares nothing.
    pub fn new() -> Replica {
        Replica::default()
    }

    /// We reached the peer. Says hello and tells everything held.
    pub fn connected(
        &mut self,
        addresses: Vec<String>,
        holdings: Vec<(SpaceId, Holding)>,
        now_ms: u64,
    ) -> Vec<Action> {
        self.share(holdings);
        self.restart(now_ms);
        let hello = Hello {
            addresses,
            answer: true,
        };
        let mut actions = vec![Action::Send(Message::Hello(hello))];
        self.tell_all(now_ms, &mut actions);
        actions
    }

    /// The peer is out of touch: what it was told counts for nothing any more.
    pub fn lost(&mut self) {
        self.restart(0);
        self.open = false;
    }

    /// Whether there is anybody to talk to: we reached the peer, or it said something since it was lost.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Sets all spaces that are shared with the peer.
    pub fn share(&mut self, holdings: Vec<(SpaceId, Holding)>) {
        let mut before = std::mem::take(&mut self.spaces);
        for (space, ours) in holdings {
            let mut exchange = before.remove(&space).unwrap_or_default();
            exchange.hold(ours);
            self.spaces.insert(space, exchange);
        }
    }

    /// What is held of a space has changed; `None` if it is not shared with the peer (any more).
    pub fn holding(&mut self, space: SpaceId, ours: Option<Holding>, now_ms: u64) -> Vec<Action> {
        let mut actions = Vec::new();
        match (ours, self.spaces.get_mut(&space)) {
            (None, _) => {
                self.spaces.remove(&space);
            }
            (Some(ours), Some(exchange)) => exchange.hold(ours),
            (Some(ours), None) => {
                let mut exchange = Exchange {
                    ours,
                    ..Exchange::default()
                };
                if self.open {
                    exchange.tell_all(space, &mut actions);
                }
                self.spaces.insert(space, exchange);
            }
        }
        self.settle(now_ms, &mut actions);
        actions
    }

    /// A message came. Whatever concerns a space that is not shared is passed over.
    pub fn received(&mut self, message: Message, now_ms: u64) -> Vec<Action> {
        let mut actions = Vec::new();
        if !self.open {
            self.restart(now_ms);
        }
        match message {
            Message::Hello(hello) => {
                actions.push(Action::TakeAddresses(hello.addresses));
                if hello.answer {
                    self.restart(now_ms);
                    actions.push(Action::Greet);
                }
            }
            Message::Heads(heads) => self.hear(heads, &mut actions),
            Message::Pull(pull) => self.answer(pull, &mut actions),
            Message::Entries(batch) => self.take(batch, &mut actions),
            Message::Receipts(receipts) => self.take_receipts(receipts, &mut actions),
            Message::Refused(refusal) => actions.push(Action::TakeRefusal(refusal)),
            Message::Draft(draft) => actions.push(Action::TakeDraft(draft)),
            Message::Ask(space) => actions.push(Action::ServeFounding(space)),
            Message::Fork(proof) => self.hear_fork(proof, now_ms, &mut actions),
            Message::Extend(extend) => self.extend(extend, &mut actions),
            Message::Branches(branches) => self.hear_branches(branches),
            Message::Notes(notes) => self.take_notes(notes, &mut actions),
            Message::Compare(head) => self.compare(head, &mut actions),
        }
        self.settle(now_ms, &mut actions);
        actions
    }

    /// Time has passed.
    pub fn tick(&mut self, now_ms: u64) -> Vec<Action> {
        let mut actions = Vec::new();
        if self.open && now_ms >= self.heads_due_ms {
            self.tell_all(now_ms, &mut actions);
        }
        self.settle(now_ms, &mut actions);
        actions
    }

    /// When [`tick`](Replica::tick) has something to do next.
    pub fn wake_at_ms(&self) -> Option<u64> {
        self.open.then_some(self.heads_due_ms)
    }

    /// The answer to [`Action::Serve`].
    pub fn serve(&mut self, batch: Batch) -> Vec<Action> {
        let log = batch.log();
        let Some(exchange) = self.spaces.get_mut(&log.space) else {
            return Vec::new();
        };
        let end = batch.end();
        exchange.theirs.insert(log.key, end);
        let mut actions = vec![Action::Send(Message::Entries(batch))];
        // The peer learns that there is more, and pulls it when this much is stored.
        if let Some(head) = exchange.ours.heads.get(&log.key)
            && head.head.size > end
        {
            let head = head.clone();
            actions.push(exchange.heads(log.space, vec![head]));
        }
        actions
    }

    /// What to do before a batch is stored: the next one of the log is asked for, so that it comes and is looked over while
    /// this one is written. No more than those of two logs are on their way, so memory stays flat.
    pub fn pull_ahead(&mut self, batch: &Batch, now_ms: u64) -> Option<Action> {
        let log = batch.log();
        let exchange = self.spaces.get_mut(&log.space)?;
        exchange.pull_ahead(log, batch.end(), now_ms)
    }

    /// The answer to [`Action::ServeReceipts`].
    pub fn serve_receipts(&mut self, receipts: Receipts) -> Vec<Action> {
        let Some(exchange) = self.spaces.get_mut(&receipts.space) else {
            return Vec::new();
        };
        // If that was not all, the peer asks for the rest when it has stored these.
        exchange.their_taken = (receipts.next >= receipts.of).then_some(receipts.next);
        vec![Action::Send(Message::Receipts(receipts))]
    }

    /// Whether a log is known here to be forked.
    pub fn is_forked(&self, log: &LogId) -> bool {
        let exchange = self.spaces.get(&log.space);
        exchange.is_some_and(|exchange| exchange.ours.is_forked(&log.key))
    }

    /// The answer to [`Action::TakeFork`] when it proves nothing: for a while no other one is taken from this peer.
    pub fn doubt(&mut self, space: SpaceId, now_ms: u64) {
        if let Some(exchange) = self.spaces.get_mut(&space) {
            exchange.deaf_until_ms = now_ms + REST_MS;
        }
    }

    /// The answer to [`Action::Store`] when the entries could not be taken, and to [`Action::Witness`] when the head
    /// could not be signed.
    ///
    /// Entries that are signed and do not follow ours are another branch. The peer, which holds it, learns how far we
    /// hold ours: it can prove the contradiction.
    pub fn refuse(
        &mut self,
        space: SpaceId,
        log: LogKey,
        refusal: Option<Refusal>,
        now_ms: u64,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        if let Some(exchange) = self.spaces.get_mut(&space) {
            exchange.pulls.remove(&log);
            exchange.resting.insert(log, now_ms + REST_MS);
            let is_other = |refusal: &Refusal| refusal.code == RefusalCode::Mismatch;
            if let Some(ours) = exchange.ours.heads.get(&log)
                && refusal.as_ref().is_some_and(is_other)
            {
                actions.push(exchange.heads(space, vec![ours.clone()]));
                if log.lane == Lane::Identity {
                    exchange.other_keys.insert(log);
                }
            }
        }
        let refused = refusal.map(|refusal| Action::Send(Message::Refused(refusal)));
        actions.extend(refused);
        self.settle(now_ms, &mut actions);
        actions
    }

    /// The answer to [`Action::Examine`] when the peer holds other keys of a party than we do, and nothing that is held
    /// here shows whose the head is: it is told what we hold until it has sent what we lack.
    pub fn ask_for_keys(&mut self, log: &LogId, now_ms: u64) -> Vec<Action> {
        let mut actions = Vec::new();
        if let Some(exchange) = self.spaces.get_mut(&log.space) {
            exchange.other_keys.insert(log.key);
        }
        self.settle(now_ms, &mut actions);
        actions
    }

    /// The answer to [`Action::Store`] when all of the batch is held here: its head is a further place up to which the peer
    /// need send nothing.
    pub fn known(&mut self, head: &SignedCheckpoint) {
        let log = head.head.log;
        if let Some(exchange) = self.spaces.get_mut(&log.space) {
            exchange.note_shared(log.key, (head.head.size, head.head.root));
        }
    }

    /// After [`Action::ServeBranch`]: up to where the branch went out; none if nothing can go out now.
    pub fn branch_served(&mut self, space: SpaceId, branch: LogKey, end: Option<Rung>) {
        if let Some(exchange) = self.spaces.get_mut(&space) {
            exchange.note_served(branch, end);
        }
    }

    /// After [`Action::TakeReceipts`]: asks for those that follow. Receipts that came before the entries they are for
    /// were not taken; they come again with the next heads, and not at once, or the two would go in circles.
    pub fn ask_for_receipts(&mut self, space: SpaceId, next: u64) -> Vec<Action> {
        let exchange = self.spaces.get(&space);
        let taken = exchange.filter(|exchange| exchange.ours.taken == next);
        taken
            .map(|exchange| exchange.heads(space, Vec::new()))
            .into_iter()
            .collect()
    }

    fn restart(&mut self, now_ms: u64) {
        self.open = true;
        self.heads_due_ms = now_ms;
        self.asked.clear();
        for exchange in self.spaces.values_mut() {
            *exchange = Exchange {
                ours: std::mem::take(&mut exchange.ours),
                resting: std::mem::take(&mut exchange.resting),
                deaf_until_ms: exchange.deaf_until_ms,
                examined: std::mem::take(&mut exchange.examined),
                other_keys: std::mem::take(&mut exchange.other_keys),
                forked: std::mem::take(&mut exchange.forked).after_cut(),
                ..Exchange::default()
            };
        }
    }

    fn tell_all(&mut self, now_ms: u64, actions: &mut Vec<Action>) {
        self.heads_due_ms = now_ms + HEADS_EVERY_MS;
        for (space, exchange) in &mut self.spaces {
            exchange.tell_all(*space, actions);
        }
    }

    fn settle(&mut self, now_ms: u64, actions: &mut Vec<Action>) {
        if !self.open {
            return;
        }
        for exchange in self.spaces.values_mut() {
            exchange.forget_done(now_ms);
        }
        let under_way: usize = self.spaces.values().map(|e| e.pulls.len()).sum();
        let mut room = PULLS_MAX.saturating_sub(under_way);
        for (space, exchange) in &mut self.spaces {
            exchange.pull(*space, now_ms, &mut room, actions);
            if exchange.introduced {
                exchange.compare(*space, actions);
                exchange.push(*space, actions);
                exchange.push_proofs(*space, actions);
                exchange.push_branches(*space, now_ms, actions);
                exchange.push_receipts(*space, actions);
                exchange.push_notes(*space, actions);
            }
        }
    }
}
