//! Checking a bundle from its bytes alone: who said what, under which full powers, sealed and witnessed between when and
//! when, in effect or not, and everything that does not fit.
//!
//! Nothing in the file is believed: keys come from the identity logs, whose first entry is the party; powers from the
//! accreditations; verdicts from the rule. Times are the claims of the nodes that signed them, and are given with
//! whose they are.

mod alone;
mod heads;
mod keys;
mod logs;
mod proofs;

use std::collections::{BTreeMap, BTreeSet};

use crate::body::Payload;
use crate::bundle::{Bundle, Part};
use crate::entry::Entry;
use crate::fold::{Folded, Record, Signatures, Stem};
use crate::fork::ForkProof;
use crate::founding::Founding;
use crate::identity::Identity;
use crate::ids::{Hash, Kid, Lane, LogKey, PartyId, SpaceId, StatementId};
use crate::kind::Kind;
use crate::rule::{Text, TextStatus};
use crate::view::Position;

use heads::Heads;
use keys::Keys;
use logs::Logs;

/// What a bundle shows.
pub struct Audit {
    /// The space that it is about.
    pub space: SpaceId,
    /// The parties whose identity logs are here and begin with them, in the order of their ids.
    pub parties: Vec<PartyId>,
    /// What its complete logs show; none if it has none.
    pub record: Option<Record>,
    /// Every entry of those logs, by position. Branches are numbered in an order that does not depend on who wrote the
    /// bundle.
    pub entries: Vec<Shown>,
    /// The branches of those logs that were forked, each after the one that it left.
    pub branches: Vec<BranchShown>,
    /// Entries that are shown alone.
    pub alone: Vec<Alone>,
    /// Heads of logs whose entries are not here, by log and ascending by size.
    pub heads: Vec<HeadShown>,
    /// Forks that are proven.
    pub forks: Vec<ForkProof>,
    /// What does not fit, first found first.
    pub flaws: Vec<Flaw>,
}

/// A branch of a log that was forked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BranchShown {
    /// The branch, as the positions of its entries name it.
    pub log: LogKey,
    /// Where it left another one; none for the first.
    pub stem: Option<Stem>,
    /// How many entries it has, those that it shares with others among them.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// Whether a head of the party is here over all of it. Without one, somebody else may have put entries of an identity
    /// log into another order, which say nothing of their places; of a log of a space it is a flaw besides.
    pub is_signed: bool,
}

/// An entry with everything that follows from it and from what is beside it.
pub struct Shown {
    /// What it says, who signed, whether it counts.
    pub folded: Folded,
    /// Its payloads, one place for each commitment; none where the bundle has no content for it.
    pub payloads: Vec<Option<Payload>>,
    /// It was sealed after this: the latest head of another party that its author had seen.
    pub after: Option<Claim>,
    /// It was sealed before this: the earliest receipt of another party that covers it.
    pub before: Option<Claim>,
    /// The parties whose receipts say that they hold it.
    pub held_by: BTreeSet<PartyId>,
    /// The members that, as witnesses, signed a head over it and vouch that they saw no other one; each with the earliest
    /// time at which it did.
    pub witnessed_by: BTreeMap<PartyId, u64>,
}

/// An entry without the rest of its log.
pub struct Alone {
    /// Where its party's node says that it stands.
    pub at: Position,
    /// What it says.
    pub entry: Entry,
    /// Who signed it, and whether the signature fits; none where the bundle does not show that key.
    pub signers: Vec<(Kid, Option<bool>)>,
    /// It was sealed before this: the earliest receipt of another party for a head that the proof leads to.
    pub before: Option<Claim>,
    /// The parties whose receipts say that they hold it.
    pub held_by: BTreeSet<PartyId>,
    /// The members that, as witnesses, signed a head over it and vouch that they saw no other one; each with the earliest
    /// time at which it did.
    pub witnessed_by: BTreeMap<PartyId, u64>,
}

/// A head without the entries under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadShown {
    /// Which log.
    pub log: LogKey,
    /// Number of entries under it.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// When it was signed, by the clock of its party (ms UTC).
    pub time_ms: u64,
    /// It was signed before this: the earliest receipt of another party for it.
    pub before: Option<Claim>,
    /// The parties whose receipts say that they hold what is under it.
    pub held_by: BTreeSet<PartyId>,
    /// The members that signed it as witnesses; each with the earliest time at which it did.
    pub witnessed_by: BTreeMap<PartyId, u64>,
    /// Whether it is given as a signed note, too.
    pub is_noted: bool,
    /// The sizes of smaller heads in the bundle that a receipt of consistency shows it to extend.
    pub extends: BTreeSet<u64>,
}

/// A time, and whose clock it is by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// Milliseconds since 1970, UTC.
    pub time_ms: u64,
    /// The party whose node says so.
    pub by: PartyId,
}

/// Something in a bundle that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A branch of this log that leaves it after so many entries, and these are not here with the root that it names; or
    /// nothing else follows them; or it is one too many.
    Branch(LogKey, u64),
    /// There are entries, and no party's first entry carries the founding of the space.
    NoFounding,
    /// A head or receipt names another space.
    OtherSpace(SpaceId),
    /// There is no identity log for a party, or it does not begin with that party.
    NoIdentity(PartyId),
    /// From this entry on what its author had seen is not in the bundle, or is something else.
    Unsupported(Position),
    /// From this entry on no signed head covers the log.
    Uncovered(Position),
    /// A head that does not fit the entries under it, or is signed by no key that its party had since they were sealed.
    Head(LogKey, u64),
    /// A receipt of this party that fits no key of it, or is for another head.
    Receipt(LogKey, u64, PartyId),
    /// What stands here in an identity log renews no keys, and so is no entry of one; nor is what follows.
    Identity(Position),
    /// An entry shown alone whose receipt does not fit.
    Place(Position),
    /// An entry shown alone that was signed by none of the keys it names.
    Signature(Position),
    /// What is called a fork, and is none.
    NoFork(LogKey),
    /// A signed note that fits no head of the bundle.
    Note,
    /// A receipt of consistency of these two sizes that does not fit, or not two heads of the bundle.
    Consistency(LogKey, u64, u64),
}

/// Where a text stands by a bundle, and by whose acts.
pub struct TextShown {
    /// The text.
    pub text: StatementId,
    /// Where it stands.
    pub status: TextStatus,
    /// Who assented, and where.
    pub assents: Vec<Position>,
    /// Who renounced, and where.
    pub renounces: Vec<Position>,
}

impl Audit {
    /// Checks everything in a bundle.
    pub fn of(bundle: &Bundle) -> Audit {
        let mut audit = Audit {
            space: bundle.space,
            parties: Vec::new(),
            record: None,
            entries: Vec::new(),
            branches: Vec::new(),
            alone: Vec::new(),
            heads: Vec::new(),
            forks: Vec::new(),
            flaws: Vec::new(),
        };
        let logs = Logs::of(bundle, &mut audit.flaws);
        audit.branches = logs.forked();
        let identities = audit.identities(&logs);
        audit.parties = identities.keys().copied().collect();
        audit.fold(&logs);
        let keys = Keys::of(bundle, &identities, &logs);
        let heads = Heads::check(bundle, &logs, &keys, &mut audit.flaws);
        for branch in &mut audit.branches {
            let mut roots = heads.roots(&branch.log, branch.size);
            branch.is_signed = roots.any(|root| *root == branch.root);
        }
        audit.bracket(&heads);
        audit.check_alone(bundle, &keys, &heads);
        audit.heads = heads.without();
        for part in &bundle.parts {
            match part {
                Part::Fork(proof) => audit.check_fork(proof, &identities),
                Part::Note(note) => audit.check_note(note, &keys, &heads),
                Part::Consistency(receipt) => audit.check_extends(receipt, &keys, &heads),
                Part::Entry { .. }
                | Part::Branch { .. }
                | Part::Head { .. }
                | Part::Alone { .. } => {}
            }
        }
        audit
    }

    /// The logs of which two branches or more are here that their party signed for.
    pub fn forked(&self) -> BTreeSet<LogKey> {
        let signed = self.branches.iter().filter(|one| one.is_signed);
        let (mut once, mut forked) = (BTreeSet::new(), BTreeSet::new());
        for log in signed.map(|one| one.log.whole()) {
            if !once.insert(log) {
                forked.insert(log);
            }
        }
        forked
    }

    /// The texts that the complete logs put forward, in the order of their ids.
    pub fn texts(&self) -> Vec<TextShown> {
        let Some(record) = &self.record else {
            return Vec::new();
        };
        let shown = |(id, text): (&StatementId, &Text)| TextShown {
            text: *id,
            status: record.status(id).unwrap_or(TextStatus::Open),
            assents: text.assents.iter().collect(),
            renounces: text.renounces.iter().collect(),
        };
        record.ledger().texts().map(shown).collect()
    }

    /// The keys of every party whose identity log is here.
    fn identities(&mut self, logs: &Logs<'_>) -> Identities {
        let mut found = Identities::new();
        for (log, branch) in logs.keys_first() {
            if log.lane != Lane::Identity {
                continue;
            }
            // The keys go on in one epoch: a party that forked them goes on with all of them.
            if log.epoch != 0 {
                let first = logs.entries(log).next();
                self.flaws.extend(first.map(|(at, _)| Flaw::Identity(at)));
                continue;
            }
            let unknown = || Identity::unknown(log.party);
            let identity = found.entry(log.party).or_insert_with(unknown);
            let unsound = logs.entries(log).find(|(at, entry)| {
                let (leaf, body, bytes) = (&entry.leaf, &entry.body, &entry.body_bytes);
                !identity.take(at, branch.stem, leaf, body, bytes)
            });
            self.flaws.extend(unsound.map(|(at, _)| match at.index {
                0 => Flaw::NoIdentity(log.party),
                _ => Flaw::Identity(at),
            }));
        }
        found.retain(|_, identity| identity.size() > 0);
        found
    }

    /// Folds the complete logs, identity logs first.
    fn fold(&mut self, logs: &Logs<'_>) {
        if !logs.say_something() {
            return;
        }
        let mut entries = logs.keys_first().flat_map(|(log, _)| logs.entries(log));
        let founding = entries.find_map(|(_, entry)| founding_in(entry, &self.space));
        let Some(founding) = founding else {
            self.flaws.push(Flaw::NoFounding);
            return;
        };
        let mut record = Record::new(founding);
        let mut folded = Vec::new();
        let mut payloads = BTreeMap::new();
        for (log, branch) in logs.keys_first() {
            if let Some(stem) = branch.stem {
                record.open_branch(*log, stem);
            }
            for (at, entry) in logs.entries(log) {
                payloads.insert(at, entry.payloads.clone());
                folded.extend(record.apply(*log, entry, Signatures::Verify));
            }
        }
        let waiting = record.waiting().into_iter();
        // What waits in an identity log is not sound, and named already.
        for (log, waiting) in waiting.filter(|(log, _)| log.lane != Lane::Identity) {
            let index = record.size(&log) - waiting;
            self.flaws.push(Flaw::Unsupported(Position { log, index }));
        }
        folded.sort_by_key(|one| one.at);
        let shown = folded.into_iter().map(|folded| Shown {
            payloads: payloads.remove(&folded.at).unwrap_or_default(),
            folded,
            after: None,
            before: None,
            held_by: BTreeSet::new(),
            witnessed_by: BTreeMap::new(),
        });
        self.entries = shown.collect();
        self.record = Some(record);
    }

    /// Puts every entry between the times that others signed, and says from where on no head covers a log.
    fn bracket(&mut self, heads: &Heads<'_>) {
        let mut uncovered = BTreeMap::new();
        for shown in &mut self.entries {
            let at = shown.folded.at;
            match heads.over(&at) {
                None => {
                    uncovered.entry(at.log).or_insert(at);
                }
                Some(said) => {
                    shown.before = said.before;
                    shown.held_by = said.held_by;
                    shown.witnessed_by = said.witnessed_by;
                }
            }
            shown.after = heads.seen_by(&shown.folded);
        }
        self.flaws
            .extend(uncovered.into_values().map(Flaw::Uncovered));
    }

    fn check_fork(&mut self, proof: &ForkProof, identities: &Identities) {
        let log = proof.first.head.log;
        let identity = identities.get(&log.key.party);
        match log.space == self.space && identity.is_some_and(|identity| proof.holds(identity)) {
            true => self.forks.push(proof.clone()),
            false => self.flaws.push(Flaw::NoFork(log.key)),
        }
    }
}

type Identities = BTreeMap<PartyId, Identity>;

fn founding_in(entry: &Entry, space: &SpaceId) -> Option<Founding> {
    let founding = (entry.body.kind == Kind::Enter).then(|| entry.body.fields.bytes(1))??;
    Founding::read(founding).filter(|found| found.space == *space)
}
