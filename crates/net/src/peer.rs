//! One peer: its replica, what waits to be sent to it, and the node's side of the exchange.
//!
//! A [`Peer`] performs the replica's actions on a [`Host`]. Nothing here waits for a socket: bundles go in and come out,
//! whoever carries them.

mod perform;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use canary::Canary;
use record::{Hash, PartyId, SignedCheckpoint, SpaceId};
use tokio::sync::watch;

use crate::host::Host;
use crate::lock::{lock, try_lock};
use crate::looked::LookedOver;
use crate::outbox::Outbox;
use crate::quota::{self, Bucket, Storage};
use crate::replica::{Action, Holding, Replica};
use crate::wire::{Draft, Message, WireError, decode_bundle, encode_bundle};

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
