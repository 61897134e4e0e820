//! The accept path: what a core does for each entry that comes from a peer, up to the disk.

use std::time::Duration;

use record::cose;
use record::fold::Signatures;
use record::key::{Algorithm, SecretKey};
use record::testing::{Player, Seat, founding};
use record::{Entry, Hash, LogKey, Record, Verdict};

use super::append::say;
use super::report::{Spread, figure, on_one_core, per_second, thousands};

const ENTRIES: usize = 20_000;
const ROUNDS: usize = 7;
/// How many entries a head stands over.
const BATCH: usize = 100;
/// About how long the signed bytes of such an entry are: the body and the headers.
const SIGNED_BYTES: usize = 384;

/// Prints the whole path, then each of its steps.
///
/// All are measured in turn, several times, so that a disturbance meets each of them and none for good.
pub fn print() {
    let arrived = Arrived::new();
    let entries = arrived.decoded();
    let steps: [&dyn Fn() -> Duration; 8] = [
        &|| arrived.accept(),
        &|| alone(Algorithm::Ed25519),
        &|| on_one_core(|| arrived.decoded()).1,
        &|| arrived.hash(&entries),
        &|| read_signatures(&entries),
        &|| arrived.verify(&entries),
        &|| arrived.fold(&entries),
        &|| alone(Algorithm::MlDsa44),
    ];
    let rounds: Vec<_> = (0..ROUNDS).map(|_| steps.map(|step| step())).collect();
    let spread = |step: usize| Spread::of(rounds.iter().map(|round| round[step]).collect());
    let [whole, curve] = [0, 1].map(spread);
    let [decode, hash, read, verify, fold] = [2, 3, 4, 5, 6].map(|step| spread(step).at(50));
    let lattice = spread(7).at(50);

    let per_second = |time| per_second(ENTRIES, time);
    let value = format!(
        "{} / s of {} bytes ({} to {}), {} each",
        per_second(whole.at(50)),
        thousands(arrived.bytes[0].len() as u64),
        per_second(whole.at(100)),
        per_second(whole.at(0)),
        each(whole.at(50))
    );
    let limit = format!(
        "bar 25,000 / s; Ed25519 alone {} / s ({} to {})",
        per_second(curve.at(50)),
        per_second(curve.at(100)),
        per_second(curve.at(0))
    );
    figure("accept path on one core", value, limit, None);

    let step = |name: &str, time, limit: &str| figure(name, each(time), limit, None);
    step("- decode", decode, "-");
    step("- leaf hash and root", hash, "-");
    step("- read the signature", read, "-");
    let limit = format!("Ed25519 alone {}", each(curve.at(50)));
    step("- verify it", verify.saturating_sub(read), &limit);
    step("- fold", fold.saturating_sub(read), "-");
    let value = format!("{} / s, {} each", per_second(lattice), each(lattice));
    figure("ML-DSA-44 alone on one core", value, limit, None);
}

fn each(time: Duration) -> String {
    format!("{:.2} us", time.as_secs_f64() * 1e6 / ENTRIES as f64)
}

fn read_signatures(entries: &[Entry]) -> Duration {
    let signatures = || entries.iter().flat_map(|entry| &entry.leaf.signatures);
    on_one_core(|| assert!(signatures().all(|bytes| cose::parse_signature(bytes).is_ok()))).1
}

/// What verification takes on this machine with this load, for as many messages of the same length.
fn alone(algorithm: Algorithm) -> Duration {
    let key = SecretKey::new(algorithm, &[7; 32]);
    let message = [7; SIGNED_BYTES];
    let signature = key.sign(&message);
    let public = key.public().for_many();
    let verify = || (0..ENTRIES).all(|_| public.verify(&message, &signature).is_ok());
    let (fits, time) = on_one_core(verify);
    assert!(fits);
    time
}

/// A log as it arrives, and everything before it.
struct Arrived {
    before: Vec<(LogKey, Entry)>,
    founding: record::Founding,
    log: LogKey,
    bytes: Vec<Vec<u8>>,
}

impl Arrived {
    fn new() -> Arrived {
        let players = ["asteria", "borealis"].map(Player::new);
        let founding = founding(&players, 2);
        let mut seat = Seat::opened(&players[0], &founding);
        let before = seat.entries.clone();
        (0..ENTRIES).for_each(|number| say(&mut seat, number));
        let news = &seat.entries[before.len()..];
        Arrived {
            bytes: news.iter().map(|(_, entry)| entry.encode()).collect(),
            log: players[0].log(),
            before,
            founding,
        }
    }

    /// A record that holds what came before.
    fn record(&self) -> Record {
        let mut record = Record::new(self.founding.clone());
        for (log, entry) in &self.before {
            record.apply(*log, entry, Signatures::Verify);
        }
        record
    }

    /// What a node does, batch by batch, without the disk.
    fn accept(&self) -> Duration {
        let mut record = self.record();
        let (roots, time) = on_one_core(|| {
            let batches = self.bytes.chunks(BATCH);
            let roots = batches.map(|batch| {
                let entries: Vec<Entry> = batch.iter().map(|bytes| decode(bytes)).collect();
                let leaves: Vec<Hash> = entries.iter().map(Entry::leaf_hash).collect();
                let root = record.root_with(&self.log, &leaves);
                for entry in &entries {
                    let folded = record.apply(self.log, entry, Signatures::Verify);
                    assert_eq!(folded[0].verdict, Verdict::Valid);
                }
                root
            });
            roots.collect::<Vec<Hash>>()
        });
        assert_eq!(roots.len(), ENTRIES / BATCH);
        time
    }

    fn decoded(&self) -> Vec<Entry> {
        self.bytes.iter().map(|bytes| decode(bytes)).collect()
    }

    fn hash(&self, entries: &[Entry]) -> Duration {
        let record = self.record();
        let roots = || {
            let leaves = |batch: &[Entry]| batch.iter().map(Entry::leaf_hash).collect::<Vec<_>>();
            let root = |batch| record.root_with(&self.log, &leaves(batch));
            entries.chunks(BATCH).map(root).collect::<Vec<Hash>>()
        };
        on_one_core(roots).1
    }

    fn verify(&self, entries: &[Entry]) -> Duration {
        let record = self.record();
        let fits = |entry: &Entry| record.signatures_fit(&self.log.party, entry);
        let (fit, time) = on_one_core(|| entries.iter().all(fits));
        assert!(fit);
        time
    }

    /// With signatures that were verified before; they are read once more.
    fn fold(&self, entries: &[Entry]) -> Duration {
        let mut record = self.record();
        let fold = || {
            for entry in entries {
                let folded = record.apply(self.log, entry, Signatures::Stored(true));
                assert_eq!(folded[0].verdict, Verdict::Valid);
            }
        };
        on_one_core(fold).1
    }
}

fn decode(bytes: &[u8]) -> Entry {
    Entry::decode(bytes).expect("it was encoded here")
}
