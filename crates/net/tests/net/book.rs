//! A node's stand-in: logs in memory, verified against their checkpoints as a node does. What its entries
//! say is no matter to the net, so they are plain bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

use net::wire::{BATCH_BYTES_MAX, BATCH_ENTRIES_MAX, RECEIPTS_MAX};
use net::{
    Batch, Draft, Examined, Extend, FirstContact, Holding, Host, LookedOver, News, Note, NoteId,
    Receipt, Receipts, Refusal, RefusalCode, Sharing, Stored, Welcome,
};
use record::fold::Rung;
use record::fork::{ForkName, ForkProof};
use record::history::History;
use record::key::SecretKey;
use record::tree::{leaf_hash, root_of, verify_consistency};
use record::{
    Checkpoint, Cosignature, CosignatureKind, Hash, Lane, LogKey, PartyId, SignedCheckpoint,
    SpaceId,
};

pub const SPACE: SpaceId = SpaceId(Hash([7; 32]));

pub fn party(number: u8) -> PartyId {
    PartyId(Hash([number; 32]))
}

pub fn node_key(party: PartyId) -> SecretKey {
    SecretKey::from_seed(party.as_bytes())
}

/// What is called once, before something is done.
type Wait = Mutex<Option<Box<dyn FnOnce() + Send>>>;

fn wait(before: &Wait) {
    let before = before.lock().unwrap().take();
    before.into_iter().for_each(|before| before());
}

/// All that one party's node holds of one space.
pub struct Book {
    pub party: PartyId,
    inner: Mutex<Inner>,
    before_store: Wait,
    before_holding: Wait,
    looked_over: AtomicUsize,
}

#[derive(Default)]
struct Inner {
    members: BTreeSet<PartyId>,
    logs: BTreeMap<LogKey, Log>,
    receipts: Vec<Receipt>,
    taken: BTreeMap<PartyId, u64>,
    /// In which logs each peer was ahead when it was last compared.
    pub compared: BTreeMap<PartyId, BTreeSet<LogKey>>,
    /// Whom to tell when something changed.
    listeners: Vec<Arc<dyn Fn(SpaceId) + Send + Sync>>,
    pub examined: Vec<SignedCheckpoint>,
    forks: BTreeMap<ForkName, ForkProof>,
    proofs_verified: usize,
    /// The heads that were signed as a witness.
    witnessed: BTreeMap<LogKey, SignedCheckpoint>,
    witnesses: BTreeSet<PartyId>,
    pub news: Vec<News>,
    pub stored_batches: usize,
    secret: Option<Hash>,
    callers: Vec<Hash>,
    drafts: Vec<Draft>,
}

#[derive(Default)]
struct Log {
    entries: Vec<Vec<u8>>,
    history: History,
    heads: BTreeMap<u64, SignedCheckpoint>,
}

impl Log {
    fn take(&mut self, entries: Vec<Vec<u8>>, head: SignedCheckpoint) {
        for entry in &entries {
            self.history.push(record::tree::leaf_hash(entry));
        }
        self.entries.extend(entries);
        self.heads.insert(head.head.size, head);
    }
}

impl Book {
    pub fn new(party: PartyId, members: &[PartyId]) -> Arc<Book> {
        let inner = Inner {
            members: members.iter().copied().collect(),
            ..Inner::default()
        };
        Arc::new(Book {
            party,
            inner: Mutex::new(inner),
            before_store: Mutex::default(),
            before_holding: Mutex::default(),
            looked_over: AtomicUsize::new(0),
        })
    }

    /// Seals entries in an own log under one checkpoint.
    pub fn write(&self, log: LogKey, entries: &[&[u8]]) {
        let mut inner = self.inner.lock().unwrap();
        let own = inner.logs.entry(log).or_default();
        let entries: Vec<Vec<u8>> = entries.iter().map(|e| e.to_vec()).collect();
        let leaves: Vec<Hash> = entries.iter().map(|e| leaf_hash(e)).collect();
        let head = Checkpoint {
            log: log.in_space(SPACE),
            size: own.history.size() + leaves.len() as u64,
            root: own.history.root_with(&leaves),
            previous: None,
            time_ms: 0,
        };
        own.take(entries, head.sign(&node_key(self.party)));
        let listeners = inner.listeners.clone();
        drop(inner);
        listeners.iter().for_each(|listener| listener(SPACE));
    }

    pub fn say(&self, text: &str) {
        self.write(LogKey::main(self.party), &[text.as_bytes()]);
    }

    pub fn on_change(&self, listener: impl Fn(SpaceId) + Send + Sync + 'static) {
        let mut inner = self.inner.lock().unwrap();
        inner.listeners.push(Arc::new(listener));
    }

    /// Whoever calls [`Host::store`] next waits for this to return.
    pub fn before_the_next_store(&self, wait: impl FnOnce() + Send + 'static) {
        *self.before_store.lock().unwrap() = Some(Box::new(wait));
    }

    /// Whoever calls [`Host::holding`] next waits for this to return.
    pub fn before_the_next_holding(&self, wait: impl FnOnce() + Send + 'static) {
        *self.before_holding.lock().unwrap() = Some(Box::new(wait));
    }

    /// How often a batch was looked over before its turn.
    pub fn looked_over(&self) -> usize {
        self.looked_over.load(SeqCst)
    }

    pub fn invite(&self, secret: &[u8; 32]) {
        self.inner.lock().unwrap().secret = Some(net::invitation::secret_hash(secret));
    }

    pub fn draft(&self, draft: Draft) {
        self.inner.lock().unwrap().drafts.push(draft);
    }

    pub fn sizes(&self) -> BTreeMap<LogKey, u64> {
        let inner = self.inner.lock().unwrap();
        let sizes = inner.logs.iter();
        sizes
            .map(|(log, held)| (*log, held.history.size()))
            .collect()
    }

    pub fn entries(&self, log: LogKey) -> Vec<Vec<u8>> {
        let inner = self.inner.lock().unwrap();
        inner
            .logs
            .get(&log)
            .map(|log| log.entries.clone())
            .unwrap_or_default()
    }

    /// For each log and cosigner the largest size that is vouched for, as far as it is known here.
    pub fn vouched(&self) -> BTreeMap<(LogKey, PartyId), u64> {
        let mut vouched = BTreeMap::new();
        for receipt in &self.inner.lock().unwrap().receipts {
            let head = receipt.checkpoint.head;
            let key = (head.log.key, receipt.cosignature.receipt.by);
            let size = vouched.entry(key).or_default();
            *size = head.size.max(*size);
        }
        vouched
    }

    pub fn examined(&self) -> usize {
        self.inner.lock().unwrap().examined.len()
    }

    /// How many receipts are here.
    pub fn receipts(&self) -> usize {
        self.inner.lock().unwrap().receipts.len()
    }

    pub fn proofs_verified(&self) -> usize {
        self.inner.lock().unwrap().proofs_verified
    }

    pub fn stored_batches(&self) -> usize {
        self.inner.lock().unwrap().stored_batches
    }

    pub fn news(&self) -> Vec<News> {
        self.inner.lock().unwrap().news.clone()
    }

    pub fn callers(&self) -> Vec<Hash> {
        self.inner.lock().unwrap().callers.clone()
    }

    fn cosign(&self, inner: &mut Inner, head: SignedCheckpoint) {
        let receipt = Cosignature {
            by: self.party,
            space: SPACE,
            checkpoint: head.hash(),
            kind: CosignatureKind::Mirror,
            time_ms: 0,
        };
        inner.receipts.push(Receipt {
            checkpoint: head,
            cosignature: receipt.sign(&node_key(self.party)),
        });
    }

    fn no(&self, batch: &Batch, size: u64, code: RefusalCode) -> Option<Box<Refusal>> {
        let refusal = Refusal {
            by: self.party,
            code,
            log: batch.log(),
            size,
            checkpoint: batch.checkpoint.hash(),
            time_ms: 0,
            signature: Vec::new(),
        };
        Some(Box::new(refusal.sign(&node_key(self.party))))
    }
}

impl Host for Book {
    fn spaces(&self, peer: PartyId) -> Vec<SpaceId> {
        let shared = self.inner.lock().unwrap().members.contains(&peer);
        shared.then_some(SPACE).into_iter().collect()
    }

    fn holding(&self, peer: PartyId, space: SpaceId) -> Option<Holding> {
        wait(&self.before_holding);
        let inner = self.inner.lock().unwrap();
        let latest =
            |(log, held): (&LogKey, &Log)| Some((*log, held.heads.values().last()?.clone()));
        (space == SPACE && inner.members.contains(&peer)).then(|| Holding {
            members: inner.members.clone(),
            heads: inner
                .logs
                .iter()
                .filter_map(latest)
                .chain(inner.witnessed.clone())
                .collect(),
            receipts: inner.receipts.len() as u64,
            taken: inner.taken.get(&peer).copied().unwrap_or(0),
            waiting: BTreeSet::new(),
            notes: None,
            forks: inner
                .forks
                .iter()
                .map(|(name, proof)| (*name, proof.log().key))
                .collect(),
            sharing: match (
                inner.witnesses.contains(&self.party),
                inner.witnesses.contains(&peer),
            ) {
                (true, _) => Sharing::AsWitness,
                (_, true) => Sharing::ToWitness { entered: true },
                _ => Sharing::Entries,
            },
            witnesses: inner.witnesses.clone(),
            branches: BTreeMap::new(),
            keys: BTreeMap::new(),
            questions: BTreeMap::new(),
        })
    }

    fn shown(&self, _peer: PartyId, _space: SpaceId, _sizes: Vec<(LogKey, u64)>) {}

    fn compared(&self, peer: PartyId, _space: SpaceId, ahead: BTreeSet<LogKey>) {
        self.inner.lock().unwrap().compared.insert(peer, ahead);
    }

    fn batch(&self, _peer: PartyId, _space: SpaceId, log: LogKey, from: u64) -> Option<Batch> {
        let inner = self.inner.lock().unwrap();
        let log = inner.logs.get(&log)?;
        let fits = |size: u64| {
            let part = &log.entries[from as usize..size as usize];
            let bytes: usize = part.iter().map(Vec::len).sum();
            part.len() <= BATCH_ENTRIES_MAX && bytes <= BATCH_BYTES_MAX
        };
        let beyond = log.heads.range(from + 1..);
        let (size, head) = beyond.take_while(|(size, _)| fits(**size)).last()?;
        Some(Batch {
            from,
            entries: log.entries[from as usize..*size as usize].to_vec(),
            checkpoint: head.clone(),
        })
    }

    /// The book keeps one branch of each log.
    fn branch(&self, _: PartyId, _: SpaceId, _: LogKey, _: &[Rung]) -> Option<Batch> {
        None
    }

    /// The book verifies nothing but heads.
    fn look_over(&self, _: PartyId, _: &Batch) -> Option<LookedOver> {
        self.looked_over.fetch_add(1, SeqCst);
        None
    }

    fn store(
        &self,
        _peer: PartyId,
        batch: Batch,
        _looked: Option<LookedOver>,
    ) -> Result<Stored, Option<Box<Refusal>>> {
        wait(&self.before_store);
        let mut inner = self.inner.lock().unwrap();
        let key = batch.log().key;
        let log = inner.logs.entry(key).or_default();
        // Of an identity log it may be a branch; the book keeps none.
        let batch = match key.lane {
            Lane::Identity => batch.after(log.history.size()),
            _ => Some(batch),
        };
        let Some(batch) = batch else {
            return Ok(Stored::Known);
        };
        assert_eq!(
            log.history.size(),
            batch.from,
            "a batch begins where the log ends"
        );
        let leaves: Vec<Hash> = batch.entries.iter().map(|e| leaf_hash(e)).collect();
        let fits = log.history.root_with(&leaves) == batch.checkpoint.head.root;
        let signed = batch
            .checkpoint
            .verify(node_key(key.party).public())
            .is_ok();
        if !fits || !signed {
            return Err(self.no(&batch, log.history.size(), RefusalCode::Mismatch));
        }
        log.take(batch.entries, batch.checkpoint.clone());
        inner.stored_batches += 1;
        let listeners = inner.listeners.clone();
        drop(inner);
        listeners.iter().for_each(|listener| listener(SPACE));
        Ok(Stored::New)
    }

    fn acknowledge(&self, _peer: PartyId, head: SignedCheckpoint) {
        let mut inner = self.inner.lock().unwrap();
        self.cosign(&mut inner, head);
        let listeners = inner.listeners.clone();
        drop(inner);
        listeners.iter().for_each(|listener| listener(SPACE));
    }

    fn no_room(&self, batch: &Batch) -> Option<Box<Refusal>> {
        self.no(batch, 0, RefusalCode::Quota)
    }

    fn receipts(&self, peer: PartyId, space: SpaceId, from: u64) -> Option<Receipts> {
        let inner = self.inner.lock().unwrap();
        let list: Vec<Receipt> = inner
            .receipts
            .iter()
            .skip(from as usize)
            .take(RECEIPTS_MAX)
            .cloned()
            .collect();
        Some(Receipts {
            space,
            from,
            next: from + list.len() as u64,
            of: inner.receipts.len() as u64,
            list: list
                .into_iter()
                .filter(|receipt| receipt.cosignature.receipt.by != peer)
                .collect(),
        })
    }

    fn take_receipts(&self, peer: PartyId, space: SpaceId, next: u64, list: Vec<Receipt>) {
        let mut inner = self.inner.lock().unwrap();
        inner.taken.insert(peer, next);
        let mut new = false;
        for receipt in list {
            if inner.receipts.contains(&receipt) {
                continue;
            }
            let by = receipt.cosignature.receipt.by;
            let author = receipt.checkpoint.head.log.key.party;
            let sound = receipt.cosignature.verify(node_key(by).public()).is_ok()
                && receipt.checkpoint.verify(node_key(author).public()).is_ok();
            if sound {
                inner.receipts.push(receipt);
                new = true;
            }
        }
        let listeners = inner.listeners.clone();
        drop(inner);
        if new {
            listeners.iter().for_each(|listener| listener(space));
        }
    }

    fn notes(&self, _peer: PartyId, _space: SpaceId, _ids: &[NoteId]) -> Vec<Note> {
        Vec::new()
    }

    fn take_notes(&self, _peer: PartyId, _space: SpaceId, _list: Vec<Note>) {}

    fn examine(&self, _peer: PartyId, head: SignedCheckpoint) -> Examined {
        self.inner.lock().unwrap().examined.push(head);
        Examined::Nothing
    }

    fn fork(&self, _peer: PartyId, _space: SpaceId, name: ForkName) -> Option<ForkProof> {
        let inner = self.inner.lock().unwrap();
        inner.forks.get(&name).cloned()
    }

    /// The book knows no identity logs; here a party's node key follows from its id.
    fn take_fork(&self, _peer: PartyId, proof: ForkProof) -> bool {
        let key = node_key(proof.log().key.party);
        let signed = |head: &SignedCheckpoint| head.verify(key.public()).is_ok();
        let mut inner = self.inner.lock().unwrap();
        inner.proofs_verified += 1;
        let holds = signed(&proof.first) && signed(&proof.second);
        if holds {
            inner.forks.insert(proof.name(), proof);
        }
        holds
    }

    fn extension(&self, _: PartyId, _: SpaceId, log: LogKey, from: u64) -> Option<Extend> {
        let inner = self.inner.lock().unwrap();
        let log = inner.logs.get(&log)?;
        let (size, head) = log.heads.last_key_value()?;
        Some(Extend {
            checkpoint: head.clone(),
            from,
            path: log.history.consistency_proof(from, *size),
        })
    }

    fn witness(&self, _peer: PartyId, extend: Extend) -> Result<(), Option<Box<Refusal>>> {
        let mut inner = self.inner.lock().unwrap();
        let checkpoint = extend.checkpoint;
        let head = checkpoint.head;
        let last = inner.witnessed.get(&head.log.key);
        let last = last.map_or((0, root_of(&[])), |last| (last.head.size, last.head.root));
        let extends = verify_consistency(last.0, &last.1, head.size, &head.root, &extend.path);
        let signed = checkpoint.verify(node_key(head.log.key.party).public());
        if !extends || signed.is_err() {
            return Err(None);
        }
        inner.witnessed.insert(head.log.key, checkpoint);
        Ok(())
    }

    fn told(&self, _peer: PartyId, news: News) {
        self.inner.lock().unwrap().news.push(news);
    }

    fn drafts(&self, _peer: PartyId) -> Vec<Draft> {
        self.inner.lock().unwrap().drafts.clone()
    }

    fn founding(&self, _peer: PartyId, _space: SpaceId) -> Option<Draft> {
        None
    }

    fn addresses(&self) -> Vec<String> {
        vec!["node.example:443".to_owned()]
    }

    fn first_contact(&self, caller: Hash, contact: FirstContact) -> Option<Welcome> {
        let mut inner = self.inner.lock().unwrap();
        let opens = inner.secret == Some(net::invitation::secret_hash(&contact.secret));
        opens.then(|| {
            inner.secret = None;
            inner.callers.push(caller);
            Welcome {
                identity: vec![b"identity".to_vec()],
                draft: None,
            }
        })
    }
}
