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

use std::collections::{BTreeMap, BTreeSet};

use canary::Canary;
use record::fold::Rung;
use record::fork::{ForkName, ForkProof};
use record::{Hash, Lane, LogId, LogKey, PartyId, SignedCheckpoint, SpaceId};

use crate::refusal::{Refusal, RefusalCode};
use crate::wire::{
    Batch, Branches, Draft, Extend, Heads, Hello, Message, Note, NoteId, Notes, Pull, Receipt,
    Receipts,
};

mod branches;
mod exchange;

use exchange::Exchange;

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

/// What the own node holds of a space that it shares with the peer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    /// Whose logs are taken.
    pub members: BTreeSet<PartyId>,
    /// The latest checkpoint of each log; all entries under it are stored, and none beyond.
    pub heads: BTreeMap<LogKey, SignedCheckpoint>,
    /// How many receipts are held, in the order in which they were stored here.
    pub receipts: u64,
    /// How many of the peer's receipts were taken, by the peer's count.
    pub taken: u64,
    /// The proofs of forks that are held, by [`ForkProof::name`].
    pub forks: BTreeMap<ForkName, LogKey>,
    /// Of each log that is known to be forked, the branches that are held: each one's [`record::Record::ladder`].
    pub branches: BTreeMap<LogKey, BTreeMap<u8, Vec<Rung>>>,
    /// Of each other identity log the same: the peer may know of a branch that only its own keys verify.
    pub keys: BTreeMap<LogKey, BTreeMap<u8, Vec<Rung>>>,
    /// What goes between the two nodes.
    pub sharing: Sharing,
    /// The witnesses among the members.
    pub witnesses: BTreeSet<PartyId>,
    /// Heads that a witness was shown and cannot compare, for whoever has a tree.
    pub questions: BTreeMap<Hash, SignedCheckpoint>,
    /// The logs of which something waits here for what its author had seen in others.
    pub waiting: BTreeSet<LogKey>,
    /// The working notes that are held; none where the space is on record or takes no more, and between witnesses.
    pub notes: Option<BTreeSet<NoteId>>,
}

/// What goes between two nodes in a space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sharing {
    /// Entries of every log.
    #[default]
    Entries,
    /// The peer is a witness: of the parties' logs it is given heads, with the proof that each extends the one before.
    ToWitness {
        /// Whether its entry into the space is held here. Before it entered it signs nothing, and lets what it is shown
        /// rest; it may hold the keys by then.
        entered: bool,
    },
    /// The own node is a witness: what it has of the parties' logs is heads.
    AsWitness,
}

impl Holding {
    /// Number of entries of `log` that are stored.
    pub fn size(&self, log: &LogKey) -> u64 {
        self.heads.get(log).map_or(0, |head| head.head.size)
    }

    /// Whether a log is known to be forked.
    pub fn is_forked(&self, log: &LogKey) -> bool {
        self.branches.contains_key(log)
    }

    /// Whether entries of `log` go between the two nodes. A witness is given none but keys; its own log says that it
    /// entered, and nothing else.
    pub fn passes(&self, log: &LogKey) -> bool {
        self.sharing == Sharing::Entries
            || log.lane == Lane::Identity
            || self.witnesses.contains(&log.party)
    }

    /// Whether a proof about `log` is new here, and there is room for one more.
    fn wants_fork(&self, log: &LogKey, name: &ForkName) -> bool {
        let held = self.forks.values().filter(|held| *held == log).count();
        self.members.contains(&log.party) && held < FORKS_MAX && !self.forks.contains_key(name)
    }
}

/// What is to be done for the replica, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Send this to the peer.
    Send(Message),
    /// Read the log from there and call [`Replica::serve`].
    Serve {
        /// The space.
        space: SpaceId,
        /// The log.
        log: LogKey,
        /// Number of entries that the peer holds.
        from: u64,
    },
    /// Send what a branch has after the last entry that one of these rungs shares with it.
    ServeBranch {
        /// The space.
        space: SpaceId,
        /// The branch, as it is numbered here.
        branch: LogKey,
        /// What the peer holds of the log.
        known: Vec<Rung>,
    },
    /// Read the receipts from there and call [`Replica::serve_receipts`].
    ServeReceipts {
        /// The space.
        space: SpaceId,
        /// By the own node's count.
        from: u64,
    },
    /// Verify and store, then call [`Replica::holding`] or [`Replica::refuse`].
    Store(Batch),
    /// Send the proof of a fork with this name.
    ServeFork {
        /// The space.
        space: SpaceId,
        /// The proof's name.
        name: ForkName,
    },
    /// Verify this proof and keep it, then call [`Replica::holding`] or, if it proves nothing, [`Replica::doubt`].
    TakeFork(Box<ForkProof>),
    /// Send the latest head of a log to a witness, with the proof that it extends the tree of this size.
    ServeExtend {
        /// The space.
        space: SpaceId,
        /// The log.
        log: LogKey,
        /// What the witness signed last.
        from: u64,
    },
    /// Verify and sign as a witness, then call [`Replica::holding`] or [`Replica::refuse`].
    Witness(Extend),
    /// Keep these receipts and that the peer's were taken up to `next`, then call [`Replica::holding`].
    TakeReceipts {
        /// The space.
        space: SpaceId,
        /// The new [`Holding::taken`].
        next: u64,
        /// The receipts; not verified yet.
        list: Vec<Receipt>,
        /// Whether to go on with [`Replica::ask_for_receipts`] if they were taken.
        more: bool,
    },
    /// The peer has told how far it holds these logs: compare that with what it acknowledged before.
    Shown {
        /// The space.
        space: SpaceId,
        /// Number of entries of each log that it named.
        sizes: Vec<(LogKey, u64)>,
    },
    /// Read these notes and send those that are still there.
    ServeNotes {
        /// The space.
        space: SpaceId,
        /// Which.
        ids: Vec<NoteId>,
    },
    /// Keep these notes, then call [`Replica::holding`].
    TakeNotes {
        /// The space.
        space: SpaceId,
        /// The notes; none of them was held.
        list: Vec<Note>,
    },
    /// Compare this head with the log at that size: a head that does not fit proves a fork.
    Examine(SignedCheckpoint),
    /// The peer has told how far it holds every log of a space; these are the logs in which it is ahead.
    Compare {
        /// The space.
        space: SpaceId,
        /// Where it is ahead; empty if nowhere.
        ahead: BTreeSet<LogKey>,
    },
    /// The peer would found a space.
    TakeDraft(Draft),
    /// The peer did not take our entries; evidence.
    TakeRefusal(Refusal),
    /// Where the peer can be reached, as it says.
    TakeAddresses(Vec<String>),
    /// Answer the peer's hello, and send drafts that wait for it.
    Greet,
    /// The peer asks for the founding of this space. If it is shared with the peer, send it; if not, say nothing.
    ServeFounding(SpaceId),
}

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

    fn hear(&mut self, heads: Heads, actions: &mut Vec<Action>) {
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

    fn answer(&mut self, pull: Pull, actions: &mut Vec<Action>) {
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

    fn take(&mut self, batch: Batch, actions: &mut Vec<Action>) {
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

    fn hear_branches(&mut self, branches: Branches) {
        if let Some(exchange) = self.spaces.get_mut(&branches.log.space) {
            exchange.hear_branches(branches);
        }
    }

    fn hear_fork(&mut self, proof: Box<ForkProof>, now_ms: u64, actions: &mut Vec<Action>) {
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
    fn compare(&mut self, head: SignedCheckpoint, actions: &mut Vec<Action>) {
        if let Some(exchange) = self.spaces.get_mut(&head.head.log.space) {
            exchange.compare_head(head, actions);
        }
    }

    /// A head for us as a witness. If we signed another size last, the peer is told which.
    fn extend(&mut self, extend: Extend, actions: &mut Vec<Action>) {
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

    fn take_receipts(&mut self, receipts: Receipts, actions: &mut Vec<Action>) {
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

    fn take_notes(&mut self, notes: Notes, actions: &mut Vec<Action>) {
        let space = notes.space;
        let exchange = self.spaces.get_mut(&space);
        if let Some(list) = exchange.and_then(|exchange| exchange.hear_notes(notes)) {
            actions.push(Action::TakeNotes { space, list });
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
