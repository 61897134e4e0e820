//! Whoever sends the flood, in a process of its own: what it takes to make an entry is not what our node holds of it.
//!
//! It sends bundles as on the wire, each with hostile entries and then a good one of everybody.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::process::{Child, Command};
use std::time::Duration;

use disk::Seeded;

use net::wire::{BATCH_BYTES_MAX, Batch, Message, decode_bundle, encode_bundle};
use record::heal;
use record::history::History;
use record::testing::{Player, Seat, slot};
use record::{Checkpoint, Entry, Founding, Lane, LogKey, SpaceId};

use super::shape::{Garbage, Mix, Shape};

/// The two others of the space: one whose keys sign anything, and an honest one.
pub const NAMES: [&str; 2] = ["borealis", "cassia"];
/// So often everybody goes on with good entries in the end, at least, and once more for so many hostile ones.
const DAILY_MIN: usize = 20;
const DAILY_ONE_IN: usize = 300;
/// The most hostile entries in one bundle.
const BUNDLE_ENTRIES: usize = 500;

/// Where the flood comes in.
pub struct Inlet {
    stream: UnixStream,
    author: Child,
}

impl Inlet {
    /// Starts the author of so many hostile entries, in this test of this program.
    pub fn open(folder: &Path, founding: &Founding, asked: &str, test: &str) -> Inlet {
        let (place, file) = (folder.join("flood"), folder.join("flood.founding"));
        std::fs::write(&file, &founding.bytes).expect("a file");
        let listener = UnixListener::bind(&place).expect("a socket");
        let mut author = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", test, "--ignored"])
            .env(super::FLOOD, asked)
            .env(super::FOLDER, folder)
            .spawn()
            .expect("it runs");
        listener.set_nonblocking(true).expect("a listener");
        loop {
            match listener.accept() {
                Ok((stream, _)) => return Inlet { stream, author },
                Err(fault) => assert_eq!(fault.kind(), ErrorKind::WouldBlock, "{fault}"),
            }
            let ended = author.try_wait().expect("a child");
            assert_eq!(ended, None, "it came to an end and never connected");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The next batches; none in the end.
    pub fn next(&mut self) -> Option<Vec<Batch>> {
        let mut length = [0; 4];
        match self.stream.read_exact(&mut length) {
            Err(fault) if fault.kind() == ErrorKind::UnexpectedEof => {
                assert!(self.author.wait().expect("it ran").success());
                return None;
            }
            read => read.expect("a length"),
        }
        let mut bundle = vec![0; u32::from_le_bytes(length) as usize];
        self.stream.read_exact(&mut bundle).expect("a bundle");
        let messages = decode_bundle(&bundle).expect("a sound bundle");
        let batch = |message| match message {
            Message::Entries(batch) => batch,
            other => panic!("{other:?}"),
        };
        Some(messages.into_iter().map(batch).collect())
    }
}

/// A log of somebody who is no node of ours.
#[derive(Default)]
struct Log {
    history: History,
    /// Sealed since the last batch.
    entries: Vec<Vec<u8>>,
}

/// A hostile party and an honest one.
pub struct Author {
    stream: UnixStream,
    space: SpaceId,
    players: [Player; 2],
    garbage: Garbage,
    third: Seat,
    logs: BTreeMap<LogKey, Log>,
    /// Where entries go that wait.
    poisoned: LogKey,
}

impl Author {
    /// Connects to the [`Inlet`] of this folder.
    pub fn connect(folder: &Path) -> Author {
        let stream = UnixStream::connect(folder.join("flood")).expect("somebody listens");
        let bytes = std::fs::read(folder.join("flood.founding")).expect("a founding");
        let founding = Founding::read(&bytes).expect("a sound one");
        let players = NAMES.map(Player::new);
        let mut author = Author {
            stream,
            space: founding.space,
            garbage: Garbage::of(&players[0], founding.space),
            third: Seat::opened(&players[1], &founding),
            logs: BTreeMap::new(),
            poisoned: LogKey {
                lane: Lane::Urgent,
                ..LogKey::main(players[0].party)
            },
            players,
        };
        let hostile = Seat::opened(&author.players[0], &founding);
        for (log, entry) in hostile.entries.iter().chain(&author.third.entries.clone()) {
            author.seal(*log, entry);
        }
        author
    }

    /// Sends that many hostile entries, a good one of everybody after each bundle, and in the end good ones alone.
    pub fn flood(mut self, count: usize, mix: Mix) {
        let opening = self.batches(|_| true);
        self.send(&opening);
        let mut dice = Seeded::new(1);
        let mut left = count;
        while left > 0 {
            let (mut sealed, mut bytes) = (0, 0);
            while left > 0 && sealed < BUNDLE_ENTRIES && bytes < BATCH_BYTES_MAX * 2 / 3 {
                bytes += self.hostile(mix.draw(&mut dice));
                (sealed, left) = (sealed + 1, left - 1);
            }
            if mix == Mix::Waiting {
                self.next_log();
            }
            let hostile = self.batches(|_| true);
            self.good_entries(hostile);
        }
        let daily = DAILY_MIN.max(count / DAILY_ONE_IN);
        (0..daily).for_each(|_| self.good_entries(Vec::new()));
    }

    fn hostile(&mut self, shape: Shape) -> usize {
        let [hostile, third] = [0, 1].map(|at: usize| LogKey::main(self.players[at].party));
        let entry = self.garbage.entry(shape, third);
        let log = match shape {
            // That log alone stands still.
            Shape::Poisoned | Shape::Misled => self.poisoned,
            _ => hostile,
        };
        self.seal(log, &entry)
    }

    /// The bytes of an entry, which is the next one of its log.
    fn seal(&mut self, log: LogKey, entry: &Entry) -> usize {
        let log = self.logs.entry(log).or_default();
        log.history.push(entry.leaf_hash());
        log.entries.push(entry.encode());
        log.entries.last().map_or(0, Vec::len)
    }

    fn good_entries(&mut self, mut batches: Vec<Batch>) {
        let [hostile, third] = [0, 1].map(|at: usize| LogKey::main(self.players[at].party));
        let word = format!("third {}", self.third.entries.len());
        self.third.propose(&[slot(&word)]);
        let thirds = self.third.entries.last().expect("just sealed").1.clone();
        self.seal(third, &thirds);
        batches.extend(self.batches(|log| *log == third));
        let own = self.garbage.good();
        self.seal(hostile, &own);
        batches.extend(self.batches(|log| *log == hostile));
        self.send(&batches);
    }

    /// What was sealed since the last batches in these logs.
    fn batches(&mut self, of: impl Fn(&LogKey) -> bool) -> Vec<Batch> {
        let mut batches = Vec::new();
        // The lane of identities first: nobody takes what stands under keys that nobody knows.
        let order = |log: &LogKey| log.lane != Lane::Identity;
        let logs = self
            .logs
            .iter_mut()
            .filter(|(key, log)| of(key) && !log.entries.is_empty());
        let mut logs: Vec<_> = logs.collect();
        logs.sort_by_key(|(key, _)| order(key));
        for (key, log) in logs {
            let entries = std::mem::take(&mut log.entries);
            let size = log.history.size();
            let head = Checkpoint {
                log: key.in_space(self.space),
                size,
                root: log.history.root_at(size).expect("its own size"),
                previous: None,
                time_ms: 0,
            };
            let author = self.players.iter().find(|player| player.party == key.party);
            let batch = Batch {
                from: size - entries.len() as u64,
                entries,
                checkpoint: head.sign(&author.expect("one of them").node),
            };
            assert!(batch.is_sound());
            batches.push(batch);
        }
        batches
    }

    fn send(&mut self, batches: &[Batch]) {
        let batches = batches.iter().cloned();
        let messages: Vec<_> = batches.map(|one| Message::Entries(one).encode()).collect();
        let bundle = encode_bundle(&messages);
        let length = u32::try_from(bundle.len()).expect("a few MiB");
        let sent = self.stream.write_all(&length.to_le_bytes());
        sent.and_then(|()| self.stream.write_all(&bundle))
            .expect("our node reads");
    }

    /// The log after this one for entries that wait: the other lane, or the next epoch, as long as its keys may open one.
    fn next_log(&mut self) {
        let key = self.poisoned;
        self.poisoned = match key.lane {
            Lane::Urgent if heal::opened_under(key.epoch + 1) > Some(1) => key,
            Lane::Main => LogKey {
                lane: Lane::Urgent,
                ..key
            },
            _ => LogKey {
                lane: Lane::Main,
                epoch: key.epoch + 1,
                ..key
            },
        };
    }
}
