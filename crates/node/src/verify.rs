//! Verifying everything that is stored, from the bytes up: nothing is taken from memory or from flags.
//!
//! Each entry is read and hashed again, each signature verified again, each head compared with the root of
//! the entries under it, and the state derived anew and compared with the running one.

use std::collections::BTreeSet;
use std::path::Path;

use record::fold::Signatures;
use record::{Founding, Hash, Lane, LogKey, Record, SpaceId, Verdict};
use store::{Reader, Store, StoreFault};

use crate::fault::NodeFault;
use crate::node::Node;

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Entries read and verified.
    pub entries: u64,
    /// Signed heads that fit the entries under them.
    pub heads: u64,
    /// Receipts whose signature fits.
    pub receipts: u64,
    /// The digest of the state that follows from the entries.
    pub digest: Hash,
    /// What does not fit, first found first.
    pub faults: Vec<Fault>,
}

/// One thing that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This entry is not what was signed, or is missing.
    Entry {
        /// Its log.
        log: LogKey,
        /// Its place, counted from 0.
        index: u64,
    },
    /// A head does not fit the entries under it, or its signature does not fit.
    Head {
        /// Its log.
        log: LogKey,
        /// The size it names.
        size: u64,
    },
    /// A receipt's signature does not fit.
    Receipt {
        /// The log it is for.
        log: LogKey,
        /// The size it is for.
        size: u64,
    },
    /// What is known of a peer is not what its identity log proves.
    Peer {
        /// Which peer, as it was named.
        name: String,
    },
    /// The founding beside the entries is not the one that names the space; each party's first entry has another copy.
    Founding,
    /// The running state is not the one that follows from the entries.
    State,
    /// The database file itself is damaged.
    Database {
        /// What SQLite says.
        what: String,
    },
}

impl Node {
    /// Verifies one space as it is stored. Reads on a connection of its own, so the node goes on working.
    ///
    /// # Errors
    /// The database cannot be opened at all.
    pub fn verify(&self, space: &SpaceId) -> Result<Option<Report>, NodeFault> {
        let reader = self.stored(Reader::reader)?;
        let Some(founding) = self.read(space, |state| state.record.founding().clone()) else {
            return Ok(None);
        };
        let (mut report, record) = examine(&reader, founding)?;
        let same = self.read(space, |state| {
            let as_far = record
                .logs()
                .all(|log| state.record.size(log) == record.size(log));
            !as_far || state.record.digest() == report.digest
        });
        if report.faults.is_empty() && same == Some(false) {
            report.faults.push(Fault::State);
        }
        Ok(Some(report))
    }
}

/// Verifies everything in a data folder without running it, so that damage is named even where it would keep a
/// node from opening.
///
/// # Errors
/// There is no database, or it cannot be opened at all.
pub fn folder(folder: &Path) -> Result<Vec<(SpaceId, Report)>, NodeFault> {
    let path = folder.join("record.db");
    if !path.exists() {
        return Err(NodeFault::NotInitialised {
            path: folder.to_owned(),
        });
    }
    let store = Store::open(&path)?;
    let spaces = match store.spaces() {
        Err(StoreFault::DamagedFounding { space }) => {
            let faults = vec![Fault::Founding];
            return Ok(vec![(
                space,
                Report {
                    faults,
                    ..Report::default()
                },
            )]);
        }
        spaces => spaces?,
    };
    let mut reports: Vec<(SpaceId, Report)> = spaces
        .into_iter()
        .map(|row| Ok((row.space, examine(&store, row.founding)?.0)))
        .collect::<Result<_, NodeFault>>()?;
    if let Some((_, report)) = reports.first_mut() {
        report.faults.extend(crate::peers::damaged(&store)?);
    }
    Ok(reports)
}

/// Reads and verifies one space, and gives the record that follows from it.
fn examine(reader: &Reader, founding: Founding) -> Result<(Report, Record), NodeFault> {
    let space = founding.space;
    let mut report = Report::default();
    match reader.verify_pages() {
        Ok(problems) => report
            .faults
            .extend(problems.into_iter().map(|what| Fault::Database { what })),
        Err(fault) => report.faults.push(Fault::Database {
            what: fault.to_string(),
        }),
    }
    let mut record = Record::new(founding);
    replay(reader, &space, &mut record, &mut report);
    for log in record.logs().copied().collect::<Vec<_>>() {
        check_heads(reader, &record, log, &mut report)?;
    }
    report.digest = record.digest();
    Ok((report, record))
}

/// Applies every entry with its signatures verified anew; a damaged entry ends its own log only.
fn replay(reader: &Reader, space: &SpaceId, record: &mut Record, report: &mut Report) {
    let heads = match reader.heads(space) {
        // The keys of every branch of an identity log count, whichever came first.
        Ok(mut heads) => {
            heads.sort_by_key(|(log, _)| log.lane != Lane::Identity);
            heads
        }
        Err(fault) => {
            let what = fault.to_string();
            report.faults.push(Fault::Database { what });
            return;
        }
    };
    // Whoever seals what no key signed makes it void; that is not damage here. Only what fitted can be damaged.
    let mut never_fitted = BTreeSet::new();
    for (log, size) in heads {
        let mut at = match reader.stem(&log.in_space(*space)) {
            Ok(stem) => stem.map_or(0, |stem| {
                record.open_branch(log, stem);
                stem.at
            }),
            Err(fault) => {
                report.faults.push(named(fault, log, 0));
                continue;
            }
        };
        while at < size {
            let page = match reader.entries(&log.in_space(*space), at, 4 << 20) {
                Ok(page) if !page.is_empty() => page,
                Ok(_) => {
                    report.faults.push(Fault::Entry { log, index: at });
                    break;
                }
                Err(fault) => {
                    report.faults.push(named(fault, log, at));
                    break;
                }
            };
            for stored in page {
                if !stored.fitted {
                    never_fitted.insert((log, at));
                }
                let folded = record.apply(log, &stored.entry, Signatures::Verify);
                let broken = |one: &&record::Folded| {
                    one.verdict == Verdict::Void(record::Void::BadSignature)
                        && !never_fitted.contains(&(one.at.log, one.at.index))
                };
                report
                    .faults
                    .extend(folded.iter().filter(broken).map(|one| Fault::Entry {
                        log: one.at.log,
                        index: one.at.index,
                    }));
                report.entries += 1;
                at += 1;
            }
        }
    }
    // What renews no keys was not taken into an identity log: it has become something else since.
    let waiting = record.waiting().into_iter();
    let keys = waiting.filter(|(log, _)| log.lane == Lane::Identity);
    report
        .faults
        .extend(keys.map(|(log, waiting)| Fault::Entry {
            log,
            index: record.size(&log) - waiting,
        }));
}

fn named(fault: StoreFault, log: LogKey, at: u64) -> Fault {
    match fault {
        StoreFault::Damaged { log, index } => Fault::Entry {
            log: log.key,
            index,
        },
        _ => Fault::Entry { log, index: at },
    }
}

fn check_heads(
    reader: &Reader,
    record: &Record,
    log: LogKey,
    report: &mut Report,
) -> Result<(), NodeFault> {
    let id = log.in_space(record.space());
    let keys = |party: &record::PartyId, from| {
        let identity = record.identity(party).into_iter();
        identity.flat_map(move |identity| identity.node_keys_from(from))
    };
    let heads = match reader.checkpoints(&id, 0) {
        Ok(heads) => heads,
        Err(_) => {
            report.faults.push(Fault::Head {
                log,
                size: record.size(&log),
            });
            return Ok(());
        }
    };
    let top = heads.last().map_or(0, |head| head.head.size);
    if top != record.size(&log) {
        report.faults.push(Fault::Head { log, size: top });
    }
    for head in heads {
        let fits = record.root_at(&log, head.head.size) == Some(head.head.root);
        let from = match log.lane {
            Lane::Identity => head.head.size,
            _ => 1,
        };
        match fits && keys(&log.party, from).any(|key| head.verify(key).is_ok()) {
            true => report.heads += 1,
            false => report.faults.push(Fault::Head {
                log,
                size: head.head.size,
            }),
        }
        let Ok(receipts) = reader.cosignatures(&head.hash()) else {
            report.faults.push(Fault::Receipt {
                log,
                size: head.head.size,
            });
            continue;
        };
        for receipt in receipts {
            match keys(&receipt.receipt.by, 1).any(|key| receipt.verify(key).is_ok()) {
                true => report.receipts += 1,
                false => report.faults.push(Fault::Receipt {
                    log,
                    size: head.head.size,
                }),
            }
        }
    }
    Ok(())
}
