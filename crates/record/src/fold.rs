//! The fold: entries in, verdicts and state out.
//!
//! `Record` takes the stored entries of one space, log by log in order, and folds each one as soon as
//! everything its author had seen is folded: no clock, no order of arrival. It reads bodies, never
//! payloads. An entry that waits for something unknown holds up its own log and what has seen it, and takes no memory
//! beyond a bounded room: see [`Record::with_room`].

mod judge;
mod log;
mod said;
mod tree;
mod views;
mod waiting;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::body::Body;
use crate::entry::Entry;
use crate::founding::{Founding, Member, Membership};
use crate::history::History;
use crate::identity::Identity;
use crate::ids::{Hash, Kid, Lane, LogKey, PartyId, SpaceId, StatementId};
use crate::key::PublicKey;
use crate::kind::Kind;
use crate::register::Register;
use crate::rule::{Act, Ledger, TextStatus, Verdict};
use crate::verifier::{Verifier, signers};
use crate::view::{Position, View};

pub use log::Stem;
pub use tree::{BRANCHES_MAX, Fit, Rung};

use log::{Held, Log};
use waiting::Waits;

/// The record of one space, as far as it is known here.
pub struct Record {
    founding: Founding,
    logs: BTreeMap<LogKey, Log>,
    identities: BTreeMap<PartyId, Identity>,
    registers: BTreeMap<PartyId, Register>,
    ledger: Ledger,
    known: View,
    /// For each party the largest identity size by which something of it was judged.
    judged: BTreeMap<PartyId, u64>,
    is_stale: bool,
    waits: Waits,
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
        let (logs, identities, registers, known, judged) = Default::default();
        Record {
            founding,
            logs,
            identities,
            registers,
            ledger,
            known,
            judged,
            is_stale: false,
            waits: Waits::default(),
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

    /// Whether a branch of a forked identity log came after something had been judged without its keys. Then everything
    /// has to be folded anew, the identity logs first; a forked identity log is the only thing that asks for that.
    pub fn is_stale(&self) -> bool {
        self.is_stale
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

    /// In how many logs this was said, with whatever verdict. A statement counts once in a log; its author may say
    /// it on two lanes.
    pub fn times_said(&self, statement: &StatementId) -> usize {
        let says = |log: &&Log| log.said.first(statement).is_some();
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
        let held = Held::new(entry, signatures);
        stored.sealed_under = held.leaf.named_keys(log.lane).max(stored.sealed_under);
        if stored.waiting() == 1 {
            return self.settle(log, held);
        }
        self.hold_behind(&log, held);
        Vec::new()
    }

    fn fold(&mut self, key: LogKey, held: Held, seen: Vec<(LogKey, u64)>) -> Folded {
        let at = Position {
            log: key,
            index: self.folded_size(&key),
        };
        let view = self.extend_view(&key, &held, seen, at.index);
        let (verdict, signers) = self.judge(&key, &held, &view, at);
        let before = self.digest_at(&key, at.index);
        let log = self.logs.get_mut(&key).expect("a held entry has a log");
        let leaf = log
            .history
            .leaf(at.index)
            .expect("a folded entry is stored");
        log.digest = Log::chain(&before, &leaf, verdict.code());
        log.verdicts.push(verdict.code());
        log.said.push(held.leaf.statement);
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

    /// Whether every signature of `entry` fits, as far as its keys are known here already: see [`Verifier::fits`].
    pub fn signatures_fit(&self, party: &PartyId, entry: &Entry) -> bool {
        self.verifier(party, signers(entry)).fits(entry)
    }

    /// What verifies entries of `party` away from this record, by the keys that they name, as far as these are known
    /// here already. What verification computes of a key is kept for one that is named more than once: a batch can
    /// be signed by thousands of keys, each of them once.
    pub fn verifier(&self, party: &PartyId, named: impl IntoIterator<Item = Kid>) -> Verifier {
        let mut times: BTreeMap<Kid, u32> = BTreeMap::new();
        for kid in named {
            *times.entry(kid).or_default() += 1;
        }
        let keys = times.iter().filter_map(|(kid, times)| {
            let key = self.key_named(party, kid)?;
            Some(if *times > 1 {
                key.for_many()
            } else {
                key.clone()
            })
        });
        Verifier::new(keys)
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

    /// Everybody who is or was a member, in the agreed order.
    pub fn roster(&self) -> Vec<Member> {
        self.ledger.roster(&self.known)
    }

    /// Whether a party is or was a member: its log belongs to the space.
    pub fn was_member(&self, party: &PartyId) -> bool {
        let founded = self.founding.membership.role(party).is_some();
        founded || self.roster().iter().any(|member| member.party == *party)
    }

    /// For a party that left, how many entries of each log it is served: up to and including its removal, and the keys
    /// that these entries are verified with. None for everybody else.
    pub fn limits_of(&self, party: &PartyId) -> Option<BTreeMap<LogKey, u64>> {
        let removal = self.ledger.removal_of(party, &self.known)?;
        let (mut limits, mut keys) = (BTreeMap::new(), BTreeMap::new());
        for key in self.logs.keys().filter(|key| key.lane != Lane::Identity) {
            let size = self.first_that_knows(key, &removal);
            limits.insert(*key, size);
            let last = size.checked_sub(1).and_then(|last| self.seen_at(key, last));
            let sizes = last.into_iter().flat_map(|seen| seen.sizes());
            for (identity, size) in sizes.filter(|(log, _)| log.lane == Lane::Identity) {
                let limit = keys.entry(identity.whole()).or_insert(0);
                *limit = size.max(*limit);
            }
        }
        // The keys of every branch of that size count: who holds another one than was named verifies nothing without this.
        let branches = |(log, size)| self.branches(log).map(move |branch| (branch, size));
        limits.extend(keys.into_iter().flat_map(branches));
        Some(limits)
    }

    /// How many entries there are of a log before the first one whose author knew that this change is in effect.
    fn first_that_knows(&self, key: &LogKey, change: &StatementId) -> u64 {
        let (mut from, mut to) = (0, self.folded_size(key));
        while from < to {
            let middle = from.midpoint(to);
            let mut view = self
                .seen_at(key, middle)
                .map_or_else(View::default, |seen| View::clone(seen));
            self.raise(&mut view, *key, middle);
            match self.ledger.in_effect(change, &view) {
                true => to = middle,
                false => from = middle + 1,
            }
        }
        from
    }

    /// The membership in effect with everything that is folded here.
    pub fn membership(&self) -> (StatementId, &Membership) {
        self.ledger.membership(&self.known)
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
        for (key, size, of_log) in self.ends() {
            add(&[
                key.party.as_bytes(),
                &[key.lane.number() as u8],
                &key.epoch.to_be_bytes(),
                &size.to_be_bytes(),
                of_log.as_bytes(),
            ]);
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

/// Field of a proposal that names the membership version deciding it.
pub const FIELD_MEMBERSHIP: u64 = 16;

/// Field of a change of members that names the party whose keys are all lost, and in whose place another is put.
pub const FIELD_LOST: u64 = 3;

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
        let lost = match (&brings, body.fields.get(FIELD_LOST)) {
            (Some(_), Some(_)) => Some(PartyId(Hash(body.fields.array(FIELD_LOST)?))),
            _ => None,
        };
        return Some(Act::Propose {
            slots: body.slots.clone(),
            membership,
            brings,
            lost,
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
