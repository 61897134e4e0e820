//! Taking a space, or some entries of it, out of the node as a bundle that anybody can check without this node.

use std::collections::BTreeSet;
use std::io::Write;

use record::bundle::{Part, Place, beginning, end};
use record::cose::parse_signature;
use record::fork::ForkProof;
use record::view::Position;
use record::{Entry, Kid, Lane, LogKey, SignedCheckpoint, SpaceId};
use store::Reader;

use crate::fault::NodeFault;
use crate::node::Node;
use crate::proof::NoProof;

/// How many bytes of entries are read at a time.
const PAGE_BYTES: usize = 4 << 20;

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
            // Of a forked log the branch that came first, and the proof that there are others.
            let logs = state.record.logs().copied().filter(|log| log.branch == 0);
            logs.map(|log| (log, state.record.size(&log)))
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
        logs: &[(LogKey, u64)],
        contents: Option<&BTreeSet<Position>>,
    ) -> Result<(), BundleFault> {
        for (log, size) in logs {
            self.entries(*log, *size, contents)?;
        }
        for (log, size) in logs {
            let id = log.in_space(self.space);
            for head in self.reader.checkpoints(&id, 0)? {
                if head.head.size <= *size {
                    self.head(head)?;
                }
            }
            for proof in self.forks(log) {
                self.part(&Part::Fork(proof))?;
            }
        }
        Ok(())
    }

    fn entries(
        &mut self,
        log: LogKey,
        size: u64,
        contents: Option<&BTreeSet<Position>>,
    ) -> Result<(), BundleFault> {
        let mut index = 0;
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
        let receipts = self.reader.cosignatures(&head.hash())?;
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
        for party in parties {
            let log = LogKey::identity(party);
            let size = self.node.read(&self.space, |state| state.record.size(&log));
            self.entries(log, size.unwrap_or_default(), Some(&BTreeSet::new()))?;
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
    fn identities(&mut self, logs: &[(LogKey, u64)]) -> Result<(), BundleFault> {
        for (log, size) in logs.iter().filter(|(log, _)| log.lane == Lane::Identity) {
            self.entries(*log, *size, None)?;
        }
        Ok(())
    }

    /// Each entry by itself with the proof of where it stands, and what is needed to know whose it is.
    fn alone(
        &mut self,
        logs: &[(LogKey, u64)],
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
                false => self.under_smallest_head(&at)?,
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

    fn under_smallest_head(&self, at: &Position) -> Result<(Place, SignedCheckpoint), BundleFault> {
        let (id, index) = (at.log.in_space(self.space), at.index);
        let over = self.reader.first_checkpoints(&id, index + 1, 1)?.pop();
        // Every entry is stored with a head over it.
        let head = over.ok_or_else(|| missing(at))?;
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
