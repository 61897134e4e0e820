//! Taking a space, or some entries of it, out of the node as a bundle that anybody can check without this node.

use std::collections::BTreeSet;
use std::io::Write;

use record::bundle::{Part, Place, beginning, end};
use record::cose::parse_signature;
use record::fork::ForkProof;
use record::view::Position;
use record::{Entry, Hash, Kid, Lane, LogKey, Record, SignedCheckpoint, SpaceId, Stem};
use store::Reader;

use crate::fault::NodeFault;
use crate::node::Node;
use crate::proof::NoProof;

/// How many bytes of entries are read at a time.
const PAGE_BYTES: usize = 4 << 20;
/// In how many heads over an entry one is looked for that others signed.
const HEADS_LOOKED_AT: u64 = 64;

/// What goes into a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Every log from its first entry on, with every content that is here.
    Everything,
    /// Every log, with the contents of these entries only; who said what kind of thing when is in it all the same.
    ContentsOf(BTreeSet<Position>),
    /// These entries alone, the keys of their parties and their powers, and nothing else of the space.
    Alone(BTreeSet<Position>),
    /// The same, each with a receipt that this node signs for where it stands. Entries of own logs only.
    Receipts(BTreeSet<Position>),
    /// The largest head of an own log, as a note too if its key can sign one, and no entry but the keys of the members.
    Head {
        /// Which log.
        log: LogKey,
        /// With a receipt that it extends the head over so many entries.
        since: Option<u64>,
    },
    /// What proves that logs were forked, the keys of their parties, and nothing else of the space.
    Forks,
}

/// Why a bundle could not be written.
#[derive(Debug, thiserror::Error)]
pub enum BundleFault {
    /// What it was written to.
    #[error("it cannot be written: {0}")]
    Write(std::io::Error),
    /// Something that this node was to sign for it.
    #[error(transparent)]
    Proof(#[from] NoProof),
    /// The node.
    #[error(transparent)]
    Node(#[from] NodeFault),
}

impl From<store::StoreFault> for BundleFault {
    fn from(fault: store::StoreFault) -> BundleFault {
        NodeFault::from(fault).into()
    }
}

impl Node {
    /// Writes a bundle of a space to `out`; the number of its parts, or none if there is no such space here.
    ///
    /// What is in it is what was stored when it began; the node goes on working.
    ///
    /// # Errors
    /// The database cannot be read, an entry is damaged, or `out` fails.
    pub fn write_bundle(
        &self,
        space: &SpaceId,
        wanted: &Wanted,
        out: &mut dyn Write,
    ) -> Result<Option<u64>, BundleFault> {
        let reader = self.stored(Reader::reader)?;
        let held = |state: &crate::Space| {
            let logs = state.record.logs();
            logs.map(|log| Branch::held(&state.record, log))
                .collect::<Vec<_>>()
        };
        let Some(logs) = self.read(space, held) else {
            return Ok(None);
        };
        let mut bundle = Writing {
            node: self,
            reader: &reader,
            space: *space,
            out,
            parts: 0,
        };
        bundle.write(&beginning(space))?;
        match wanted {
            Wanted::Everything => bundle.logs(&logs, None)?,
            Wanted::ContentsOf(entries) => bundle.logs(&logs, Some(entries))?,
            Wanted::Alone(entries) => bundle.alone(&logs, entries, false)?,
            Wanted::Receipts(entries) => bundle.alone(&logs, entries, true)?,
            Wanted::Head { log, since } => {
                bundle.identities(&logs)?;
                bundle.head_alone(log, *since)?;
            }
            Wanted::Forks => bundle.earliest_forks()?,
        }
        let parts = bundle.parts;
        bundle.write(&end(parts))?;
        Ok(Some(parts))
    }
}

/// A branch of a log and how much of it was held when the writing began; for a log that was not forked, the log.
#[derive(Clone, Copy)]
struct Branch {
    log: LogKey,
    size: u64,
    /// How many entries it shares with a branch before it, and their root.
    shares: Option<(u64, Hash)>,
}

impl Branch {
    fn held(record: &Record, log: &LogKey) -> Branch {
        let root = |stem: Stem| Some((stem.at, record.root_at(log, stem.at)?));
        Branch {
            log: *log,
            size: record.size(log),
            shares: record.stem(log).and_then(root),
        }
    }
}

/// A bundle that is being written.
struct Writing<'a> {
    node: &'a Node,
    reader: &'a Reader,
    space: SpaceId,
    out: &'a mut dyn Write,
    parts: u64,
}

impl Writing<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), BundleFault> {
        self.out.write_all(bytes).map_err(BundleFault::Write)
    }

    fn part(&mut self, part: &Part) -> Result<(), BundleFault> {
        self.parts += 1;
        self.write(&part.encode())
    }

    /// Complete logs with their heads, and what proves a fork of one.
    fn logs(
        &mut self,
        logs: &[Branch],
        contents: Option<&BTreeSet<Position>>,
    ) -> Result<(), BundleFault> {
        for branch in logs {
            self.entries(branch, contents)?;
        }
        for branch in logs {
            let id = branch.log.in_space(self.space);
            for head in self.reader.checkpoints(&id, 0)? {
                if head.head.size <= branch.size {
                    self.head(head)?;
                }
            }
            for proof in self.forks(&branch.log) {
                self.part(&Part::Fork(proof))?;
            }
        }
        Ok(())
    }

    /// The entries of a branch that no branch before it has.
    fn entries(
        &mut self,
        branch: &Branch,
        contents: Option<&BTreeSet<Position>>,
    ) -> Result<(), BundleFault> {
        let Branch { log, size, shares } = *branch;
        let mut index = 0;
        if let Some((size, root)) = shares {
            self.part(&Part::Branch { log, size, root })?;
            index = size;
        }
        while index < size {
            let page = self
                .reader
                .entries(&log.in_space(self.space), index, PAGE_BYTES)?;
            if page.is_empty() {
                let what = format!("entry {} of a log is missing", index + 1);
                return Err(NodeFault::Damaged { what }.into());
            }
            for stored in page.into_iter().take((size - index) as usize) {
                let mut entry = stored.entry;
                if contents.is_some_and(|some| !some.contains(&Position { log, index })) {
                    without_contents(&mut entry);
                }
                self.part(&Part::Entry { log, entry })?;
                index += 1;
            }
        }
        Ok(())
    }

    fn head(&mut self, head: SignedCheckpoint) -> Result<(), BundleFault> {
        let mut receipts = self.reader.cosignatures(&head.hash())?;
        // A copy of the party's own node, which may sign one as well, is nobody else.
        receipts.retain(|receipt| receipt.receipt.by != head.head.log.key.party);
        self.part(&Part::Head { head, receipts })
    }

    /// What proves that a log was forked.
    fn forks(&self, log: &LogKey) -> Vec<ForkProof> {
        let proofs = |state: &crate::Space| state.forks.get(log).cloned();
        self.node
            .read(&self.space, proofs)
            .flatten()
            .unwrap_or_default()
    }

    /// For each log that was forked the keys of its party and one proof: that of the earliest place at which two
    /// versions are known to differ.
    fn earliest_forks(&mut self) -> Result<(), BundleFault> {
        let forks = self.node.read(&self.space, |state| state.forks.clone());
        let forks = forks.unwrap_or_default();
        let parties: BTreeSet<_> = forks.keys().map(|log| log.party).collect();
        let keys = |state: &crate::Space| {
            let logs = parties.iter().map(|party| LogKey::identity(*party));
            let branches = logs.flat_map(|log| state.record.branches(log));
            branches
                .map(|log| Branch::held(&state.record, &log))
                .collect::<Vec<_>>()
        };
        for branch in self.node.read(&self.space, keys).unwrap_or_default() {
            self.entries(&branch, Some(&BTreeSet::new()))?;
        }
        for proofs in forks.into_values() {
            let earliest = proofs.into_iter().min_by_key(|proof| proof.first.head.size);
            if let Some(proof) = earliest {
                self.part(&Part::Fork(proof))?;
            }
        }
        Ok(())
    }

    /// The keys of all members.
    fn identities(&mut self, logs: &[Branch]) -> Result<(), BundleFault> {
        let is_keys = |branch: &&Branch| branch.log.lane == Lane::Identity;
        for branch in logs.iter().filter(is_keys) {
            self.entries(branch, None)?;
        }
        Ok(())
    }

    /// Each entry by itself with the proof of where it stands, and what is needed to know whose it is.
    fn alone(
        &mut self,
        logs: &[Branch],
        wanted: &BTreeSet<Position>,
        by_receipt: bool,
    ) -> Result<(), BundleFault> {
        self.identities(logs)?;
        let mut heads = BTreeSet::new();
        for at in self.with_powers(wanted)? {
            let stored = self.reader.entry(&at.log.in_space(self.space), at.index)?;
            let mut entry = stored.ok_or_else(|| missing(&at))?.entry;
            let (place, head) = match by_receipt {
                true => self.receipt(&at)?,
                false => self.under_a_head(&at)?,
            };
            if !wanted.contains(&at) {
                without_contents(&mut entry);
            }
            let log = at.log;
            self.part(&Part::Alone { log, entry, place })?;
            if heads.insert(head.hash()) {
                self.head(head)?;
            }
        }
        Ok(())
    }

    /// A receipt, and the head whose tree it leads to.
    fn receipt(&self, at: &Position) -> Result<(Place, SignedCheckpoint), BundleFault> {
        let receipt = self.node.inclusion_receipt(&self.space, at)?;
        let head = self.node.latest_head(&self.space, &at.log)?;
        Ok((Place::Receipt(receipt), head))
    }

    /// The way to the smallest head over an entry that another party signed too, or to the smallest if none did: of the
    /// first [`HEADS_LOOKED_AT`].
    fn under_a_head(&self, at: &Position) -> Result<(Place, SignedCheckpoint), BundleFault> {
        let (id, index) = (at.log.in_space(self.space), at.index);
        // Every entry is stored with a head over it.
        let heads = self
            .reader
            .first_checkpoints(&id, index + 1, HEADS_LOOKED_AT)?;
        let mut smallest = None;
        let mut signed = None;
        for head in heads {
            let receipts = self.reader.cosignatures(&head.hash())?;
            if receipts.iter().any(|one| one.receipt.by != at.log.party) {
                signed = Some(head);
                break;
            }
            smallest = smallest.or(Some(head));
        }
        let head = signed.or(smallest).ok_or_else(|| missing(at))?;
        let size = head.head.size;
        let path = self.node.read(&self.space, |state| {
            let history = state.record.history(&at.log)?;
            Some(history.inclusion_proof(index, size))
        });
        let path = path.flatten().unwrap_or_default();
        Ok((Place::Under { index, size, path }, head))
    }

    /// The largest head of an own log with its receipts, as a note and with a proof that it extends an earlier one.
    fn head_alone(&mut self, log: &LogKey, since: Option<u64>) -> Result<(), BundleFault> {
        if let Some(old) = since {
            let receipt = self.node.consistency_receipt(&self.space, log, old)?;
            self.head(self.node.head_at(&self.space, log, old)?)?;
            self.part(&Part::Consistency(receipt))?;
        }
        match self.node.noted(&self.space, log) {
            Ok(noted) => self.part(&Part::Note(noted.note))?,
            Err(NoProof::Key(_)) => {}
            Err(why) => return Err(why.into()),
        }
        self.head(self.node.latest_head(&self.space, log)?)
    }

    /// These entries, and the accreditations of whoever signed them.
    fn with_powers(&self, wanted: &BTreeSet<Position>) -> Result<BTreeSet<Position>, BundleFault> {
        let mut all = wanted.clone();
        for at in wanted {
            let Some(stored) = self.reader.entry(&at.log.in_space(self.space), at.index)? else {
                continue;
            };
            let signatures = stored.entry.leaf.signatures.iter();
            let kids = signatures.filter_map(|bytes| Some(parse_signature(bytes).ok()?.kid));
            let kids: BTreeSet<Kid> = kids.collect();
            let powers = self.node.read(&self.space, |state| {
                let register = state.record.register(&at.log.party)?;
                let known = register.all().filter(|(kid, _)| kids.contains(kid));
                Some(
                    known
                        .map(|(_, accreditation)| accreditation.at)
                        .collect::<Vec<_>>(),
                )
            });
            all.extend(powers.flatten().unwrap_or_default());
        }
        Ok(all)
    }
}

fn missing(at: &Position) -> BundleFault {
    let what = format!(
        "entry {} of a log, or the head over it, is missing",
        at.index + 1
    );
    NodeFault::Damaged { what }.into()
}

fn without_contents(entry: &mut Entry) {
    entry
        .payloads
        .iter_mut()
        .for_each(|payload| *payload = None);
}
