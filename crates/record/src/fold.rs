//! The fold: entries in, verdicts and state out.
//!
//! `Record` takes the stored entries of one space, log by log in order, and folds each one as soon as
//! everything its author had seen is folded: no clock, no order of arrival. It reads bodies, never
//! payloads. An entry that waits for something unknown holds up its own log and no other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use crate::body::Body;
use crate::cose::{self, Purpose};
use crate::entry::Entry;
use crate::founding::{Founding, Membership, Role};
use crate::history::History;
use crate::identity::Identity;
use crate::ids::{Hash, Kid, Lane, LogKey, PartyId, SpaceId, StatementId};
use crate::key::PublicKey;
use crate::kind::Kind;
use crate::leaf::{Leaf, Seen};
use crate::powers::{Powers, Register};
use crate::rule::{Act, Ledger, TextStatus, Verdict, Void};
use crate::view::{Position, View};

/// The record of one space, as far as it is known here.
pub struct Record {
    founding: Founding,
    logs: BTreeMap<LogKey, Log>,
    identities: BTreeMap<PartyId, Identity>,
    registers: BTreeMap<PartyId, Register>,
    ledger: Ledger,
    known: View,
}

/// One log: everything stored, and how much of it is folded.
#[derive(Default)]
struct Log {
    history: History,
    held: VecDeque<Held>,
    /// For each folded entry, what its author knew of the other logs; shared while nothing new was seen.
    seen: Vec<Arc<View>>,
    said: BTreeSet<StatementId>,
    /// Sizes at which the party signed a head that is held here: the last folded one and all later ones.
    heads: BTreeSet<u64>,
    /// Running hash over leaves and verdicts, for the state digest.
    digest: Hash,
    /// Size of the own identity log named by the last folded entry, as a running maximum.
    identity_size: u64,
}

/// A stored entry that waits for what its author had seen.
struct Held {
    leaf: Leaf,
    body: Body,
    body_bytes: Vec<u8>,
    signatures: Signatures,
}

/// Whether the signatures still have to be verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signatures {
    /// Fresh from a peer or from our own seal.
    Verify,
    /// Read back from the own database, where the verdict stands beside the entry: `true` if they fitted.
    Stored(bool),
}

/// An entry that was folded, with its verdict.
#[derive(Clone, Debug)]
pub struct Folded {
    /// Where it stands.
    pub at: Position,
    /// The statement.
    pub statement: StatementId,
    /// What it says.
    pub body: Body,
    /// The keys that signed it.
    pub signers: Vec<Kid>,
    /// Whether it counts.
    pub verdict: Verdict,
    /// What its author knew; the own log up to before this entry.
    pub view: Arc<View>,
}

impl Record {
    /// An empty record of the space that `founding` founds.
    pub fn new(founding: Founding) -> Record {
        let ledger = Ledger::new(StatementId(founding.space.0), founding.membership.clone());
        let (logs, identities, registers, known) = Default::default();
        Record {
            founding,
            logs,
            identities,
            registers,
            ledger,
            known,
        }
    }

    /// The founding.
    pub fn founding(&self) -> &Founding {
        &self.founding
    }

    /// The space.
    pub fn space(&self) -> SpaceId {
        self.founding.space
    }

    /// The acts that count.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Everything that is folded.
    pub fn known(&self) -> &View {
        &self.known
    }

    /// How many entries of `log` are stored (folded or held).
    pub fn size(&self, log: &LogKey) -> u64 {
        self.logs.get(log).map_or(0, |log| log.history.size())
    }

    /// The logs of which anything is stored.
    pub fn logs(&self) -> impl Iterator<Item = &LogKey> {
        self.logs.keys()
    }

    /// The tree of `log`, for roots and proofs.
    pub fn history(&self, log: &LogKey) -> Option<&History> {
        self.logs.get(log).map(|log| &log.history)
    }

    /// The keys of a party, as far as its identity log is known.
    pub fn identity(&self, party: &PartyId) -> Option<&Identity> {
        self.identities.get(party)
    }

    /// The accreditations of a party in this space.
    pub fn register(&self, party: &PartyId) -> Option<&Register> {
        self.registers.get(party)
    }

    /// Notes that a head of `log` at `size`, signed by its party, is held here and can be handed over.
    pub fn note_head(&mut self, log: LogKey, size: u64) {
        self.logs.entry(log).or_default().heads.insert(size);
    }

    /// How far an entry sealed now may say that it knows `log`: folded, and at a size with a signed head.
    fn provable(&self, log: &LogKey) -> u64 {
        let known = self.known.size(log);
        self.logs
            .get(log)
            .and_then(|state| state.heads.range(..=known).next_back().copied())
            .unwrap_or(0)
    }

    /// The view that an entry of `log` sealed now would carry.
    pub fn view_of(&self, log: &LogKey) -> View {
        let own = self.logs.get(log);
        let mut view = own
            .and_then(|own| own.seen.last())
            .map(|seen| View::clone(seen))
            .unwrap_or_default();
        for seen in self.seen_by(log) {
            view.raise(seen.log, seen.size);
            view.join(&self.logs[&seen.log].seen[seen.size as usize - 1]);
        }
        let identity = LogKey::identity(log.party);
        view.raise(identity, self.known.size(&identity));
        view.raise(*log, self.size(log));
        view
    }

    /// The rows of `seen` for an entry of `log` sealed now: what its author did not name before.
    pub fn seen_by(&self, log: &LogKey) -> Vec<Seen> {
        let named = self
            .logs
            .get(log)
            .and_then(|own| own.seen.last().cloned())
            .unwrap_or_default();
        let own_identity = LogKey::identity(log.party);
        let others = self
            .logs
            .keys()
            .filter(|other| **other != *log && **other != own_identity);
        let row = |other: &LogKey| {
            let size = self.provable(other);
            let root = self.root_at(other, size)?;
            (size > named.size(other)).then_some(Seen {
                log: *other,
                size,
                root,
            })
        };
        others.filter_map(row).collect()
    }

    /// In how many logs this was said, with whatever verdict. A statement counts once in a log; its author may say
    /// it on two lanes.
    pub fn times_said(&self, statement: &StatementId) -> usize {
        let says = |log: &&Log| log.said.contains(statement);
        self.logs.values().filter(says).count()
    }

    /// The root of `log` at `size`, if that much is stored.
    pub fn root_at(&self, log: &LogKey, size: u64) -> Option<Hash> {
        self.logs.get(log)?.history.root_at(size)
    }

    /// The root that `log` would have with `more` leaves after what is stored.
    pub fn root_with(&self, log: &LogKey, more: &[Hash]) -> Hash {
        self.logs.get(log).map_or_else(
            || History::default().root_with(more),
            |log| log.history.root_with(more),
        )
    }

    /// Takes the next stored entry of `log` and folds whatever became ready, in an order that respects `seen`.
    pub fn apply(&mut self, log: LogKey, entry: &Entry, signatures: Signatures) -> Vec<Folded> {
        let stored = self.logs.entry(log).or_default();
        stored.history.push(entry.leaf_hash());
        let (leaf, body, body_bytes) = (
            entry.leaf.clone(),
            entry.body.clone(),
            entry.body_bytes.clone(),
        );
        stored.held.push_back(Held {
            leaf,
            body,
            body_bytes,
            signatures,
        });
        self.settle(log)
    }

    /// Folds what is ready, beginning with `first`; whatever that makes ready follows.
    fn settle(&mut self, first: LogKey) -> Vec<Folded> {
        let mut folded = Vec::new();
        let mut ready = vec![first];
        while let Some(log) = ready.pop() {
            let before = folded.len();
            while let Some(held) = self.take_ready(&log) {
                folded.push(self.fold(log, held));
            }
            if folded.len() > before {
                let waiting = self
                    .logs
                    .iter()
                    .filter(|(other, state)| **other != log && !state.held.is_empty());
                ready.extend(waiting.map(|(other, _)| *other));
            }
        }
        folded
    }

    fn take_ready(&mut self, key: &LogKey) -> Option<Held> {
        let held = self.logs.get(key)?.held.front()?;
        let identity = LogKey::identity(key.party);
        let identity_known =
            key.lane == Lane::Identity || self.known.size(&identity) >= held.leaf.identity_size;
        let seen_known = |seen: &Seen| {
            self.known.size(&seen.log) >= seen.size
                && self.root_at(&seen.log, seen.size) == Some(seen.root)
        };
        if !identity_known || !held.leaf.seen.iter().all(seen_known) {
            return None;
        }
        self.logs.get_mut(key)?.held.pop_front()
    }

    fn fold(&mut self, key: LogKey, held: Held) -> Folded {
        let at = Position {
            log: key,
            index: self.known.size(&key),
        };
        let view = self.extend_view(&key, &held, at.index);
        let (verdict, signers) = self.judge(&key, &held, &view, at);
        let log = self.logs.get_mut(&key).expect("a held entry has a log");
        let leaf = log
            .history
            .leaf(at.index)
            .expect("a folded entry is stored");
        log.digest = Hash::labelled(
            "detente/1/digest",
            &[log.digest.as_bytes(), leaf.as_bytes(), &[verdict.code()]],
        );
        log.said.insert(held.leaf.statement);
        // Heads below the last folded one are never named again.
        let last = log
            .heads
            .range(..=at.index + 1)
            .next_back()
            .copied()
            .unwrap_or(0);
        log.heads = log.heads.split_off(&last);
        self.known.raise(key, at.index + 1);
        Folded {
            at,
            statement: held.leaf.statement,
            body: held.body,
            signers,
            verdict,
            view,
        }
    }

    /// The view of the entry: the own log before it, what it says it has seen, and what those authors had seen.
    ///
    /// Honest authors name causally complete prefixes, so the join adds nothing to them; it makes the views
    /// of dishonest ones complete too, and so the same on every node.
    fn extend_view(&mut self, key: &LogKey, held: &Held, index: u64) -> Arc<View> {
        let log = &self.logs[key];
        let last = log.seen.last().cloned().unwrap_or_default();
        // An identity leaf that names a size is void; it must not carry that size into a view either.
        let named = match key.lane {
            Lane::Identity => 0,
            _ => held.leaf.identity_size,
        };
        let identity_size = log.identity_size.max(named);
        let identity = LogKey::identity(key.party);
        let news: Vec<&Seen> = held
            .leaf
            .seen
            .iter()
            .filter(|row| row.log != *key && row.size > last.size(&row.log))
            .collect();
        let seen = if news.is_empty() && last.size(&identity) >= identity_size {
            last
        } else {
            let mut seen = View::clone(&last);
            seen.raise(identity, identity_size);
            for row in news {
                seen.raise(row.log, row.size);
                seen.join(&self.logs[&row.log].seen[row.size as usize - 1]);
            }
            Arc::new(seen)
        };
        let mut view = View::clone(&seen);
        view.raise(*key, index);
        let log = self.logs.get_mut(key).expect("a held entry has a log");
        log.identity_size = identity_size;
        log.seen.push(seen);
        Arc::new(view)
    }

    fn judge(
        &mut self,
        key: &LogKey,
        held: &Held,
        view: &View,
        at: Position,
    ) -> (Verdict, Vec<Kid>) {
        // Later epochs begin with a heal, which comes with the record's hardening. Until then an identity log
        // in one must not change keys either: which of two rotations counts would depend on the order of arrival.
        if key.epoch != 0 {
            return (Verdict::NotUnderstood, Vec::new());
        }
        if key.lane == Lane::Identity {
            return (self.judge_identity(key, held, at), Vec::new());
        }
        if let Kind::Unknown(_) = held.body.kind {
            return (Verdict::NotUnderstood, Vec::new());
        }
        let signers = match self.signers(key, held, view) {
            Ok(signers) => signers,
            Err(reason) => return (Verdict::Void(reason), Vec::new()),
        };
        let kids = signers.iter().map(|signer| signer.kid).collect();
        let by_node = signers.iter().all(|signer| signer.power == Power::Node);
        let verdict = self.judge_act(key, held, view, at, by_node);
        (verdict, kids)
    }

    fn judge_identity(&mut self, key: &LogKey, held: &Held, at: Position) -> Verdict {
        let sound = match self.identities.get_mut(&key.party) {
            None if at.index == 0 => {
                let identity =
                    Identity::incept(key.party, &held.leaf, &held.body, &held.body_bytes);
                identity
                    .map(|identity| self.identities.insert(key.party, identity))
                    .is_some()
            }
            Some(identity) => identity.extend(&held.leaf, &held.body, &held.body_bytes),
            None => false,
        };
        if sound {
            Verdict::Valid
        } else {
            Verdict::Void(Void::BadSignature)
        }
    }

    fn judge_act(
        &mut self,
        key: &LogKey,
        held: &Held,
        view: &View,
        at: Position,
        by_node: bool,
    ) -> Verdict {
        let body = &held.body;
        if self.logs[key].said.contains(&held.leaf.statement) {
            return Verdict::Void(Void::Repeated);
        }
        // What fixes who may sign and what is in effect stands in one lane, so that it has one order.
        if key.lane != Lane::Main && body.kind.is_the_records() {
            return Verdict::Void(Void::NotAllowed);
        }
        let starts = matches!(body.kind, Kind::Enter | Kind::Join);
        if starts != (at.index == 0 && key.lane == Lane::Main) {
            return Verdict::Void(Void::NotAtStart);
        }
        match body.kind {
            Kind::Enter => self.judge_enter(&key.party, body),
            Kind::Accredit => match Powers::read(&body.fields) {
                None => Verdict::Void(Void::Malformed),
                Some(powers) => {
                    self.registers
                        .entry(key.party)
                        .or_default()
                        .accredit(powers, at);
                    Verdict::Valid
                }
            },
            Kind::Revoke => match body.fields.array(1) {
                None => Verdict::Void(Void::Malformed),
                Some(kid) => {
                    self.registers
                        .entry(key.party)
                        .or_default()
                        .revoke(Kid(kid), at);
                    Verdict::Valid
                }
            },
            Kind::Propose | Kind::Assent | Kind::Release | Kind::Renounce => {
                match act_of(body, by_node) {
                    None => Verdict::Void(Void::Malformed),
                    Some(act) => {
                        let verdict = self.ledger.judge(&key.party, view, &act);
                        if verdict == Verdict::Valid {
                            self.ledger.keep(held.leaf.statement, key.party, at, &act);
                        }
                        verdict
                    }
                }
            }
            // Newcomers and healing come with the issue on the record's hardening: known kinds, no effect yet.
            Kind::Join | Kind::Heal => Verdict::NotUnderstood,
            Kind::Inception | Kind::Rotate | Kind::Found => Verdict::Void(Void::NotAllowed),
            _ => match self.ledger.membership(view).1.role(&key.party) {
                Some(Role::Party | Role::Facilitator) => Verdict::Valid,
                _ => Verdict::Void(Void::NotAllowed),
            },
        }
    }

    fn judge_enter(&self, party: &PartyId, body: &Body) -> Verdict {
        if body.fields.bytes(1) != Some(self.founding.bytes.as_slice())
            || body.payloads != self.founding.body.payloads
        {
            return Verdict::Void(Void::Malformed);
        }
        match self.founding.membership.role(party) {
            Some(_) => Verdict::Valid,
            None => Verdict::Void(Void::NotAllowed),
        }
    }

    /// The keys that signed, each with the power it had in `view`.
    fn signers(&self, key: &LogKey, held: &Held, view: &View) -> Result<Vec<Signer>, Void> {
        let body = &held.body;
        if body.party != key.party || body.space != self.founding.space {
            return Err(Void::NotAllowed);
        }
        let mut signers = Vec::with_capacity(held.leaf.signatures.len());
        for bytes in &held.leaf.signatures {
            let envelope = cose::parse_signature(bytes).map_err(|_| Void::BadSignature)?;
            let (signer, public) = self
                .entitled(&key.party, &envelope.kid, body.kind, view)
                .ok_or(Void::NotEntitled)?;
            let fits = match held.signatures {
                Signatures::Stored(fitted) => fitted,
                Signatures::Verify => {
                    envelope.party == body.party
                        && envelope.space == body.space
                        && envelope
                            .verify_detached(Purpose::Statement, public, &held.body_bytes)
                            .is_ok()
                }
            };
            if !fits {
                return Err(Void::BadSignature);
            }
            if signers.iter().any(|other: &Signer| other.kid == signer.kid) {
                return Err(Void::Malformed);
            }
            signers.push(signer);
        }
        Ok(signers)
    }

    fn entitled(
        &self,
        party: &PartyId,
        kid: &Kid,
        kind: Kind,
        view: &View,
    ) -> Option<(Signer, &PublicKey)> {
        let keys = self
            .identities
            .get(party)?
            .at(view.size(&LogKey::identity(*party)))?;
        let signer = |power| Signer { kid: *kid, power };
        match kind {
            Kind::Enter | Kind::Join | Kind::Accredit | Kind::Revoke => {
                (keys.seal.kid() == *kid).then_some((signer(Power::Seal), &keys.seal))
            }
            Kind::Heal => [&keys.root, &keys.seal]
                .into_iter()
                .find(|key| key.kid() == *kid)
                .map(|key| (signer(Power::Seal), key)),
            Kind::Renounce if keys.node.kid() == *kid => Some((signer(Power::Node), &keys.node)),
            _ => {
                let powers = &self.registers.get(party)?.powers(kid, view)?.powers;
                powers
                    .kinds
                    .contains(&kind)
                    .then_some((signer(Power::Delegate), &powers.key))
            }
        }
    }

    /// Whether every signature of `entry` fits, as far as its keys are known here already.
    ///
    /// `false` may also mean that a key is not known yet; then the fold verifies once more. A kid names one
    /// key for good, so a signature that fits here fits in every later view.
    pub fn signatures_fit(&self, party: &PartyId, entry: &Entry) -> bool {
        entry.leaf.signatures.iter().all(|bytes| {
            let Ok(envelope) = cose::parse_signature(bytes) else {
                return false;
            };
            envelope.party == entry.body.party
                && envelope.space == entry.body.space
                && self.key_named(party, &envelope.kid).is_some_and(|key| {
                    envelope
                        .verify_detached(Purpose::Statement, key, &entry.body_bytes)
                        .is_ok()
                })
        })
    }

    fn key_named(&self, party: &PartyId, kid: &Kid) -> Option<&PublicKey> {
        let delegate = self
            .registers
            .get(party)
            .and_then(|register| register.key(kid));
        delegate.or_else(|| self.identities.get(party)?.key(kid))
    }

    /// Where a text stands with everything that is folded here.
    pub fn status(&self, text: &StatementId) -> Option<TextStatus> {
        self.ledger.status(text, &self.known)
    }

    /// The membership in effect with everything that is folded here.
    pub fn membership(&self) -> (StatementId, &Membership) {
        self.ledger.membership(&self.known)
    }

    /// Entries that are stored and wait for something that is not: log and number waiting.
    pub fn waiting(&self) -> Vec<(LogKey, usize)> {
        self.logs
            .iter()
            .filter(|(_, log)| !log.held.is_empty())
            .map(|(key, log)| (*key, log.held.len()))
            .collect()
    }

    /// The digest of the state: positions and verdicts of everything folded, and where each text stands.
    ///
    /// Cosignatures, times and payloads are not in it. Two nodes with the same entries have the same digest.
    pub fn digest(&self) -> Hash {
        let mut digest = Hash::labelled("detente/1/state", &[self.founding.space.as_bytes()]);
        let mut add = |parts: &[&[u8]]| {
            let mut all = vec![&digest.0[..]];
            all.extend_from_slice(parts);
            digest = Hash::labelled("detente/1/state", &all);
        };
        for (key, log) in &self.logs {
            let size = self.known.size(key);
            if size > 0 {
                add(&[
                    key.party.as_bytes(),
                    &[key.lane.number() as u8],
                    &key.epoch.to_be_bytes(),
                    &size.to_be_bytes(),
                    log.digest.as_bytes(),
                ]);
            }
        }
        for (id, _) in self.ledger.texts() {
            add(&[
                id.as_bytes(),
                &[self.status(id).map_or(0, |status| status as u8 + 1)],
            ]);
        }
        digest
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Power {
    Seal,
    Node,
    Delegate,
}

struct Signer {
    kid: Kid,
    power: Power,
}

/// Field of a proposal that names the membership version deciding it.
pub const FIELD_MEMBERSHIP: u64 = 16;

/// The act that a body of one of the record's kinds is; none if it lacks what the kind needs.
///
/// Proposals: slots, field 16 the membership version; a change of members also has fields 1 and 2.
/// Assent, release and renounce name exactly one text.
pub fn act_of(body: &Body, by_node: bool) -> Option<Act> {
    if body.kind == Kind::Propose {
        let membership = StatementId(Hash(body.fields.array(FIELD_MEMBERSHIP)?));
        let brings = match body.fields.get(1) {
            Some(_) => Some(Membership::read(&body.fields)?),
            None => None,
        };
        return Some(Act::Propose {
            slots: body.slots.clone(),
            membership,
            brings,
        });
    }
    let [text] = body.refs.as_slice() else {
        return None;
    };
    match body.kind {
        Kind::Assent => Some(Act::Assent(*text)),
        Kind::Release => Some(Act::Release(*text)),
        Kind::Renounce => Some(Act::Renounce {
            text: *text,
            by_node,
        }),
        _ => None,
    }
}
