//! One peer: its replica, what waits to be sent to it, and the node's side of the exchange.
//!
//! [`Host`] is what the net wants of the node, and all that it wants; there are two real ones, the node and
//! the doubles in tests and simulation. A [`Peer`] performs the replica's actions on it. Nothing here waits
//! for a socket: bundles go in and come out, whoever carries them.
//!
//! The methods of a host may block until a disk has written; the driver calls them on a thread for that.

use std::collections::{BTreeSet, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use canary::Canary;
use record::fold::Rung;
use record::fork::{ForkName, ForkProof};
use record::{Hash, Lane, LogId, LogKey, PartyId, SignedCheckpoint, SpaceId};
use tokio::sync::watch;

use crate::invitation::{FirstContact, Welcome};
use crate::lock::{lock, try_lock};
use crate::looked::LookedOver;
use crate::outbox::Outbox;
use crate::quota::{self, Bucket, Storage};
use crate::refusal::Refusal;
use crate::replica::{Action, Holding, Replica};
use crate::wire::{
    Batch, Draft, Extend, Hello, Message, Note, NoteId, Notes, Receipt, Receipts, WireError,
    decode_bundle, encode_bundle,
};

/// The node, as the net sees it. One host speaks for one party.
pub trait Host: Send + Sync + 'static {
    /// The spaces shared with `peer`: it is a member, or it is named in a founding that stands here.
    fn spaces(&self, peer: PartyId) -> Vec<SpaceId>;
    /// What is held of `space`. `None` if it is unknown or not shared with `peer`: the same answer.
    fn holding(&self, peer: PartyId, space: SpaceId) -> Option<Holding>;
    /// Entries of `log` from `from` up to the largest checkpoint that the limits of a batch allow.
    fn batch(&self, peer: PartyId, space: SpaceId, log: LogKey, from: u64) -> Option<Batch>;
    /// Entries of a branch of a forked log after the last one that `known` shares with it, as [`Host::batch`] gives them.
    fn branch(
        &self,
        peer: PartyId,
        space: SpaceId,
        branch: LogKey,
        known: &[Rung],
    ) -> Option<Batch>;
    /// Decodes and verifies a batch whose turn has not come, as far as that depends on nothing that may change until
    /// then. None if there is nothing in it for this host.
    fn look_over(&self, peer: PartyId, batch: &Batch) -> Option<LookedOver>;
    /// Verifies a batch against its checkpoint and stores it durably. The batch begins where the own copy of the log
    /// ends; of an identity log, or one that is known to be forked, there or before. False if nothing of it was new. `looked` is what was found in it before.
    ///
    /// # Errors
    /// It was not taken; the refusal, if there is one, is sent to the peer.
    fn store(
        &self,
        peer: PartyId,
        batch: Batch,
        looked: Option<LookedOver>,
    ) -> Result<Stored, Option<Box<Refusal>>>;
    /// Signs that everything under this head is on the disk here. It came with a batch that was stored.
    fn acknowledge(&self, peer: PartyId, head: SignedCheckpoint);
    /// The signed answer to a batch for which the peer has no room left here.
    fn no_room(&self, batch: &Batch) -> Option<Box<Refusal>>;
    /// At most [`crate::wire::RECEIPTS_MAX`] receipts from `from` on, no more than fit a message; such as came from
    /// `peer` may be left out.
    fn receipts(&self, peer: PartyId, space: SpaceId, from: u64) -> Option<Receipts>;
    /// Verifies and keeps receipts, and that those of `peer` are taken up to `next`; not so if some are for what has
    /// still to come.
    fn take_receipts(&self, peer: PartyId, space: SpaceId, next: u64, list: Vec<Receipt>);
    /// These working notes of `space`, as far as they are still there and shared with `peer`.
    fn notes(&self, peer: PartyId, space: SpaceId, ids: &[NoteId]) -> Vec<Note>;
    /// Keeps notes from `peer`, as far as there is room for them.
    fn take_notes(&self, peer: PartyId, space: SpaceId, list: Vec<Note>);
    /// Compares a head that `peer` holds with the own copy of the log; keeps the proof if they contradict.
    fn examine(&self, peer: PartyId, head: SignedCheckpoint) -> Examined;
    /// The proof of a fork with this name, if it is held.
    fn fork(&self, peer: PartyId, space: SpaceId, name: ForkName) -> Option<ForkProof>;
    /// Verifies a proof of a fork and keeps it. False if it proves nothing.
    fn take_fork(&self, peer: PartyId, proof: ForkProof) -> bool;
    /// The latest head of `log` with the proof that it extends the tree of the first `from` entries.
    fn extension(&self, peer: PartyId, space: SpaceId, log: LogKey, from: u64) -> Option<Extend>;
    /// Signs a head as a witness, if it extends the one that was signed last; durable before it is answered.
    ///
    /// # Errors
    /// It was not signed; the refusal, if there is one, is sent to the peer.
    fn witness(&self, peer: PartyId, extend: Extend) -> Result<(), Option<Box<Refusal>>>;
    /// `peer` has told how far it holds these logs of `space`.
    fn shown(&self, peer: PartyId, space: SpaceId, sizes: Vec<(LogKey, u64)>);
    /// `peer` has told how far it holds every log of `space`; it is ahead of us in these.
    fn compared(&self, peer: PartyId, space: SpaceId, ahead: BTreeSet<LogKey>);
    /// The peer refused our entries, or would found a space, or says where it can be reached.
    fn told(&self, peer: PartyId, news: News);
    /// Drafts of spaces that wait for `peer`.
    fn drafts(&self, peer: PartyId) -> Vec<Draft>;
    /// The founding of `space`. `None` if it is unknown or not shared with `peer`: the same answer.
    fn founding(&self, peer: PartyId, space: SpaceId) -> Option<Draft>;
    /// Where this node can be reached (`host:port`).
    fn addresses(&self) -> Vec<String>;
    /// Somebody with the TLS key `caller` shows the secret of an invitation. `None` if it opens nothing.
    fn first_contact(&self, caller: Hash, contact: FirstContact) -> Option<Welcome>;
}

/// What became of a batch that was not refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// What was new of it is durable.
    New,
    /// All of it was held before.
    Known,
    /// It begins after what is held here.
    Gap,
}

/// What a head shows that a peer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Examined {
    /// That it fits, or nothing.
    Nothing,
    /// Something new that is kept: a proof of a fork, or what may lead to one.
    News,
    /// It is over an identity log, with other entries than are held here: those may bring the key that signed it.
    OtherKeys,
}

/// What a peer tells besides entries and receipts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// A space that it would found.
    Draft(Draft),
    /// It did not take our entries.
    Refusal(Refusal),
    /// Where it can be reached.
    Addresses(Vec<String>),
    /// It showed the connection key that its identity log names, in place of an earlier one.
    Key(Hash),
}

/// The exchange with one peer, without a socket.
pub struct Peer {
    party: PartyId,
    host: Arc<dyn Host>,
    state: Mutex<State>,
    /// Whether [`Peer::pump`] found the state in use; whoever lets go of it wakes those who pump.
    pump_again: AtomicBool,
    /// Held by whoever looks a bundle over, until its turn has come.
    looking: Mutex<()>,
    /// What the peer may still ask for. Apart from the state, so that a bundle is weighed while another is being stored.
    effort: Mutex<Bucket>,
    /// What is left for reading branches for the peer, however much it has to say itself.
    serving: Mutex<Bucket>,
    /// Apart from the state, so that what waits is sent while a batch is being stored.
    outbox: Mutex<Outbox>,
    dirty: Mutex<Dirty>,
    /// Counts the events after which there may be something to send.
    events: watch::Sender<u64>,
    /// When the peer was last heard of, by the net's own clock; 0 for never.
    heard_ms: AtomicU64,
    /// Whether a link of our own is up.
    dialled: AtomicBool,
    /// The turn of the latest request that waits for events.
    wait: AtomicU64,
}

struct State {
    replica: Replica,
    /// What was found out about the bundle before its turn came.
    looked: Vec<LookedOver>,
    /// What the peer may still have stored.
    storage: Storage,
    /// The heads that were stored and are not acknowledged, the last one of each log: one receipt a bundle, however it is
    /// cut. Of a forked log all of them, since they may be of several branches.
    stored: Vec<SignedCheckpoint>,
    /// Foundings whose drafts were sent since the beginning: sent with every change they would tell the peer of
    /// changes that are none of its business.
    drafts_sent: BTreeSet<Hash>,
}

#[derive(Default)]
struct Dirty {
    spaces: BTreeSet<SpaceId>,
    drafts: bool,
}

impl Peer {
    /// A peer that is out of touch.
    pub fn new(party: PartyId, host: Arc<dyn Host>) -> Peer {
        Peer::with_storage(party, host, Storage::default())
    }

    /// A peer that may have so much stored here.
    pub fn with_storage(party: PartyId, host: Arc<dyn Host>, storage: Storage) -> Peer {
        Peer {
            party,
            host,
            state: Mutex::new(State::new(storage)),
            pump_again: AtomicBool::new(false),
            looking: Mutex::new(()),
            effort: Mutex::new(quota::effort()),
            serving: Mutex::new(quota::effort()),
            outbox: Mutex::default(),
            dirty: Mutex::default(),
            events: watch::Sender::new(0),
            heard_ms: AtomicU64::new(0),
            dialled: AtomicBool::new(false),
            wait: AtomicU64::new(0),
        }
    }

    /// Who.
    pub fn party(&self) -> PartyId {
        self.party
    }

    /// When the peer was last heard of (the time given to [`Peer::handle`]).
    pub fn heard_ms(&self) -> Option<u64> {
        Some(self.heard_ms.load(Ordering::Relaxed)).filter(|ms| *ms > 0)
    }

    /// Something changed in `space`. Cheap, and it never calls the host: the writer may call it.
    pub fn changed(&self, space: SpaceId) {
        if !canary::planted(Canary::LostAnnouncement) {
            lock(&self.dirty).spaces.insert(space);
        }
        self.wake();
    }

    /// There is a new draft for this peer.
    pub fn drafted(&self) {
        lock(&self.dirty).drafts = true;
        self.wake();
    }

    /// A receiver that learns when [`Peer::pump`] and [`Peer::drain`] may have something to do.
    pub fn events(&self) -> watch::Receiver<u64> {
        self.events.subscribe()
    }

    /// We reached the peer: what waited is dropped, since the heads tell it all.
    pub fn connected(&self, now_ms: u64) {
        let mut state = lock(&self.state);
        self.clear(&mut state);
        lock(&self.dirty).spaces.clear();
        let actions = state
            .replica
            .connected(self.host.addresses(), self.holdings(), now_ms);
        self.perform(&mut state, actions, now_ms);
        self.send_drafts(&mut state);
        self.let_go(state);
    }

    /// The peer is out of touch.
    pub fn lost(&self) {
        let mut state = lock(&self.state);
        self.clear(&mut state);
        state.replica.lost();
        self.let_go(state);
    }

    /// Takes a bundle from the peer. While another one is being stored, the entries of this one are looked over.
    ///
    /// # Errors
    /// It is not a bundle, or the peer asks for too much; nothing of it was taken.
    pub fn handle(&self, bundle: &[u8], now_ms: u64) -> Result<(), WireError> {
        let mut messages = decode_bundle(bundle)?;
        // Everything begins anew once, however often a bundle asks for it.
        let mut greeted = false;
        messages.retain(|message| {
            !matches!(message, Message::Hello(_)) || !std::mem::replace(&mut greeted, true)
        });
        let effort: u64 = messages.iter().map(quota::effort_of).sum();
        if !lock(&self.effort).take(effort, now_ms) {
            return Err(WireError::Quota);
        }
        self.heard_ms.store(now_ms.max(1), Ordering::Relaxed);
        if messages.is_empty() {
            return Ok(()); // a sign of life need not wait for what is being stored
        }
        match try_lock(&self.state) {
            Some(state) => self.take(state, messages, now_ms),
            None => self.take_after_looking(messages, now_ms),
        }
        Ok(())
    }

    fn take_after_looking(&self, messages: Vec<Message>, now_ms: u64) {
        let batches = messages.iter().filter_map(|message| match message {
            Message::Entries(batch) => Some(batch),
            _ => None,
        });
        let mut batches = batches.peekable();
        // Until its turn comes: what was looked over stands in memory, so one bundle waits with that and no more.
        let one = batches.peek().map(|_| lock(&self.looking));
        let looked = batches.filter_map(|batch| self.host.look_over(self.party, batch));
        let looked = looked.collect();
        let mut state = lock(&self.state);
        drop(one);
        state.looked = looked;
        self.take(state, messages, now_ms);
    }

    fn take(&self, mut state: MutexGuard<'_, State>, messages: Vec<Message>, now_ms: u64) {
        if !state.replica.is_open() {
            state.replica.share(self.holdings());
        }
        for message in messages {
            let actions = state.replica.received(message, now_ms);
            self.perform(&mut state, actions, now_ms);
        }
        self.acknowledge(&mut state, now_ms);
        self.catch_up(&mut state, now_ms);
        state.looked.clear();
        drop(state);
        self.wake();
    }

    /// Does what changes and time require; if something is being stored, whoever pumps is woken after that.
    pub fn pump(&self, now_ms: u64) {
        let free = try_lock(&self.state).or_else(|| {
            self.pump_again.store(true, Ordering::SeqCst);
            // It may have been let go of just before that was noted.
            try_lock(&self.state)
        });
        if let Some(mut state) = free {
            self.catch_up(&mut state, now_ms);
            self.let_go(state);
        }
    }

    /// The next bundle for the peer, if anything waits for it. Does not wait for what is being stored.
    pub fn drain(&self) -> Option<Vec<u8>> {
        let bundle = lock(&self.outbox).take_bundle();
        (!bundle.is_empty()).then(|| encode_bundle(&bundle))
    }

    pub(crate) fn set_dialled(&self, up: bool) {
        self.dialled.store(up, Ordering::SeqCst);
        self.wake();
    }

    pub(crate) fn is_dialled(&self) -> bool {
        self.dialled.load(Ordering::SeqCst)
    }

    /// Begins a wait, which ends the one before.
    pub(crate) fn next_wait(&self) -> u64 {
        let turn = self.wait.fetch_add(1, Ordering::SeqCst) + 1;
        self.wake();
        turn
    }

    pub(crate) fn is_waited_for_by(&self, turn: u64) -> bool {
        self.wait.load(Ordering::SeqCst) == turn
    }

    fn let_go(&self, state: MutexGuard<'_, State>) {
        drop(state);
        if self.pump_again.swap(false, Ordering::SeqCst) {
            self.wake();
        }
    }

    fn acknowledge(&self, state: &mut State, now_ms: u64) {
        let stored = std::mem::take(&mut state.stored);
        let spaces: BTreeSet<SpaceId> = stored.iter().map(|head| head.head.log.space).collect();
        for head in stored {
            self.host.acknowledge(self.party, head);
        }
        for space in spaces {
            self.refresh(state, space, now_ms);
        }
    }

    fn catch_up(&self, state: &mut State, now_ms: u64) {
        let dirty = std::mem::take(&mut *lock(&self.dirty));
        for space in dirty.spaces {
            self.refresh(state, space, now_ms);
        }
        if dirty.drafts {
            self.send_drafts(state);
        }
        let actions = state.replica.tick(now_ms);
        self.perform(state, actions, now_ms);
    }

    fn refresh(&self, state: &mut State, space: SpaceId, now_ms: u64) {
        let actions = self.reread(state, space, now_ms);
        self.perform(state, actions, now_ms);
    }

    fn reread(&self, state: &mut State, space: SpaceId, now_ms: u64) -> Vec<Action> {
        let holding = self.host.holding(self.party, space);
        state.replica.holding(space, holding, now_ms)
    }

    fn perform(&self, state: &mut State, actions: Vec<Action>, now_ms: u64) {
        let mut todo = VecDeque::from(actions);
        while let Some(action) = todo.pop_front() {
            todo.extend(self.perform_one(state, action, now_ms));
        }
    }

    fn perform_one(&self, state: &mut State, action: Action, now_ms: u64) -> Vec<Action> {
        let (host, peer) = (&self.host, self.party);
        match action {
            Action::Send(message) => self.send(&message),
            Action::Serve { space, log, from } => {
                if lock(&self.outbox).is_full() {
                    return Vec::new();
                }
                let batch = host.batch(peer, space, log, from);
                if let Some(batch) =
                    batch.filter(|b| b.is_sound() && b.log() == log.in_space(space))
                {
                    return state.replica.serve(batch);
                }
            }
            Action::ServeBranch {
                space,
                branch,
                known,
            } => {
                let is_full = lock(&self.outbox).is_full();
                if is_full || !lock(&self.serving).take(quota::SERVE_BRANCH, now_ms) {
                    state.replica.branch_served(space, branch, None);
                    return Vec::new();
                }
                let batch = host.branch(peer, space, branch, &known);
                if let Some(batch) = batch.filter(|batch| batch.is_sound()) {
                    let head = &batch.checkpoint.head;
                    let end = (head.size, head.root);
                    state.replica.branch_served(space, branch, Some(end));
                    self.send(&Message::Entries(batch));
                }
            }
            Action::ServeReceipts { space, from } => {
                if let Some(receipts) = host.receipts(peer, space, from) {
                    return state.replica.serve_receipts(receipts);
                }
            }
            Action::Store(batch) => {
                let log = batch.log();
                if !state.storage.take(&batch, now_ms) {
                    let done = Err(host.no_room(&batch));
                    return self.answered(state, log, done, now_ms);
                }
                if let Some(pull) = state.replica.pull_ahead(&batch, now_ms) {
                    self.perform(state, vec![pull], now_ms);
                    self.wake();
                }
                let (effort, size) = (quota::effort_of_batch(&batch), quota::size_of(&batch));
                let head = batch.checkpoint.clone();
                let looked = state.looked_over(&head);
                let done = host.store(peer, batch, looked);
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
                return actions;
            }
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
            Action::Greet => {
                state.drafts_sent.clear();
                state.replica.share(self.holdings());
                self.send(&Message::Hello(Hello {
                    addresses: host.addresses(),
                    answer: false,
                }));
                self.send_drafts(state);
            }
            Action::ServeFounding(space) => {
                if let Some(founding) = host.founding(peer, space) {
                    self.send_draft(state, founding);
                }
            }
        }
        Vec::new()
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

    fn send_drafts(&self, state: &mut State) {
        for draft in self.host.drafts(self.party) {
            self.send_draft(state, draft);
        }
    }

    /// Once between two hellos, or whoever asks again and again would be sent a founding each time.
    fn send_draft(&self, state: &mut State, draft: Draft) {
        let name = Hash::labelled("detente/1/draft-sent", &[&draft.founding]);
        let mut outbox = lock(&self.outbox);
        if !outbox.is_full() && state.drafts_sent.insert(name) {
            outbox.put(&Message::Draft(draft));
        }
    }

    fn send(&self, message: &Message) {
        lock(&self.outbox).put(message);
    }

    /// Forgets what waits to be sent, and which drafts were.
    fn clear(&self, state: &mut State) {
        *lock(&self.outbox) = Outbox::default();
        state.drafts_sent.clear();
    }

    fn holdings(&self) -> Vec<(SpaceId, Holding)> {
        let spaces = self.host.spaces(self.party).into_iter();
        spaces
            .filter_map(|space| Some((space, self.host.holding(self.party, space)?)))
            .collect()
    }

    fn wake(&self) {
        self.events
            .send_modify(|count| *count = count.wrapping_add(1));
    }
}

impl State {
    fn new(storage: Storage) -> State {
        State {
            replica: Replica::new(),
            looked: Vec::new(),
            storage,
            stored: Vec::new(),
            drafts_sent: BTreeSet::new(),
        }
    }

    /// What was found before its turn in the batch with this head.
    fn looked_over(&mut self, head: &SignedCheckpoint) -> Option<LookedOver> {
        let of_it = self.looked.iter().position(|looked| looked.head == *head)?;
        Some(self.looked.swap_remove(of_it))
    }

    fn note_stored(&mut self, head: SignedCheckpoint) {
        let log = head.head.log;
        if !self.replica.is_forked(&log) {
            self.stored.retain(|known| known.head.log != log);
        }
        self.stored.push(head);
    }
}
