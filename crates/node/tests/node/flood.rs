//! A member whose node signs heads over whatever it likes: entries of every shape that costs, by the thousand.
//!
//! Whatever it sends, the next good entry of everybody gets in; its own too, save in a log in which it says that it has
//! seen what nobody has. Memory is measured in a process of its own.

pub mod shape;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use disk::Seeded;
use domain::List;
use net::Host;
use net::wire::{BATCH_BYTES_MAX, Batch};
use node::clock::now_ms;
use node::founding::Delegation;
use node::host::Seated;
use node::{Node, Space};
use record::founding::Membership;
use record::heal;
use record::key::SecretKey;
use record::powers::Powers;
use record::testing::{Player, Seat, seed, slot};
use record::{
    Checkpoint, Entry, Founding, Hash, Lane, LogKey, PartyId, SpaceId, StatementId, TextStatus,
};

use crate::pair::{name, propose};
use shape::{Garbage, Mix, Shape};

/// How many entries the usual run has, and the long one.
const USUAL: usize = 3_000;
const LONG: usize = 100_000;
/// The most that memory may grow, in KiB.
const GROWTH_KIB_MAX: u64 = 64 << 10;
/// Texts that count, their slots, and ML-DSA keys stand in the state: where nothing else comes, the long run takes more.
const KEPT_GROWTH_KIB_MAX: u64 = 144 << 10;
/// The same for the usual run of what counts for nothing: its batches and its fixed cost for each entry.
const EMPTY_GROWTH_KIB_MAX: u64 = 12 << 10;
/// So often everybody goes on with good entries before memory is measured.
const DAILY: usize = 20;
/// In a usual run of what waits: so many that holding them would take more than that.
const WAITING: usize = 24_000;
/// In a usual run of ML-DSA keys, and the most that it may take: eight MiB as it is, and twenty-one if what verification
/// needs of each key were kept.
const KEYS: usize = 1_000;
const KEYS_GROWTH_KIB_MAX: u64 = 14 << 10;

/// A log of somebody who is no node of ours. What is in it, our node knows: its memory is measured, and not that of the
/// author.
struct Log {
    key: LogKey,
    author: Player,
}

impl Log {
    fn of(author: &Player, lane: Lane) -> Log {
        let key = LogKey {
            lane,
            ..LogKey::main(author.party)
        };
        Log {
            key,
            author: author.clone(),
        }
    }
}

/// A sealed entry as it goes over the wire. What it took to make it is its author's, and is not measured.
struct Sent {
    leaf: Hash,
    bytes: Vec<u8>,
}

impl Sent {
    fn new(entry: &Entry) -> Sent {
        Sent {
            leaf: entry.leaf_hash(),
            bytes: entry.encode(),
        }
    }
}

/// Our node, and a delegate of ours.
struct Ours {
    host: Seated,
    space: SpaceId,
    party: PartyId,
    delegate: SecretKey,
}

impl Ours {
    fn new(folder: &Path, others: [&Player; 2]) -> (Ours, Founding) {
        let node = Arc::new(Node::init(folder, &name("Asteria")).expect("a party"));
        let party = node.seats().next().expect("one seat").party;
        let members = node::founding::parties(&[others[0].party, party, others[1].party]);
        let membership = Membership::unanimous(members);
        let body = Founding::draft(party, &membership, &["en"], [1; 16]);
        let founding = Founding::read(&body.encode()).expect("a sound founding");
        let kept = node.keep_founding(&founding.bytes, &[]);
        let space = kept.expect("it names us");
        node.enter(space, party, now_ms()).expect("it names us");
        let delegate = SecretKey::from_seed(&seed(&["our delegate"]));
        let delegation = Delegation {
            powers: Powers::alone(delegate.public(), Powers::ALL_KINDS.to_vec(), 3),
            names: name("A. Delegate"),
            offices: name("Director"),
        };
        let accredited = node.accredit(space, party, &delegation, now_ms());
        accredited.expect("the seal key accredits");
        let host = Seated {
            node,
            party,
            addresses: Vec::new(),
        };
        let ours = Ours {
            host,
            space,
            party,
            delegate,
        };
        (ours, founding)
    }

    fn node(&self) -> &Node {
        &self.host.node
    }

    /// Takes entries as one batch from their author's node, which is not here: what it keeps of them counts for nothing.
    /// False if our node refuses.
    fn take(&self, log: &Log, sent: Vec<Sent>) -> bool {
        let leaves: Vec<_> = sent.iter().map(|one| one.leaf).collect();
        let known = |state: &Space| {
            let record = &state.record;
            (record.size(&log.key), record.root_with(&log.key, &leaves))
        };
        let known = self.node().read(&self.space, known);
        let (from, root) = known.expect("the space is known");
        let head = Checkpoint {
            log: log.key.in_space(self.space),
            size: from + sent.len() as u64,
            root,
            previous: None,
            time_ms: 0,
        };
        let batch = Batch {
            from,
            entries: sent.into_iter().map(|one| one.bytes).collect(),
            checkpoint: head.sign(&log.author.node),
        };
        assert!(batch.is_sound());
        self.host.store(log.author.party, batch, None).is_ok()
    }

    /// As the party's own people see it: a text that anybody may assent to.
    fn is_open(&self, text: StatementId) -> bool {
        let status = self
            .node()
            .read(&self.space, |state| state.record.status(&text));
        status.expect("the space is known") == Some(TextStatus::Open)
    }

    /// Puts a text of its own forward.
    fn propose(&self, title: &str) -> StatementId {
        let command = propose(List::Dialogues, title);
        let done = self
            .node()
            .submit(self.space, self.party, command, &self.delegate, now_ms());
        done.expect("our own text").sealed[0].0
    }
}

/// Our node, an honest third one, and the flood.
struct Flood {
    ours: Ours,
    garbage: Garbage,
    main: Log,
    poisoned: Log,
    third: Seat,
    thirds: Log,
}

impl Flood {
    fn new(folder: &Path) -> Flood {
        let [hostile, third] = ["borealis", "cassia"].map(Player::new);
        let (ours, founding) = Ours::new(folder, [&hostile, &third]);
        let [main, thirds] = [&hostile, &third].map(|player| {
            let seat = Seat::opened(player, &founding);
            let mut sent: Vec<Sent> = seat.entries.iter().map(|(_, one)| Sent::new(one)).collect();
            let opening = sent.split_off(1);
            let main = Log::of(player, Lane::Main);
            assert!(ours.take(&Log::of(player, Lane::Identity), sent));
            assert!(ours.take(&main, opening));
            main
        });
        Flood {
            garbage: Garbage::of(&hostile, ours.space),
            poisoned: Log::of(&hostile, Lane::Urgent),
            third: Seat::opened(&third, &founding),
            ours,
            main,
            thirds,
        }
    }

    /// The log after this one for entries that wait: the other lane, or the next epoch, as long as its keys may open one.
    fn next_log(&mut self) {
        let key = self.poisoned.key;
        self.poisoned.key = match key.lane {
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

    /// So many hostile entries, and after each batch a good one of everybody.
    fn run(&mut self, count: usize, mix: Mix) {
        let mut dice = Seeded::new(1);
        let mut left = count;
        while left > 0 {
            let (mut batch, mut poison, mut bytes) = (Vec::new(), Vec::new(), 0);
            while left > 0 && batch.len() + poison.len() < 500 && bytes < BATCH_BYTES_MAX * 2 / 3 {
                let shape = mix.draw(&mut dice);
                let sent = Sent::new(&self.garbage.entry(shape, self.thirds.key));
                bytes += sent.bytes.len();
                match shape {
                    Shape::Poisoned | Shape::Misled => poison.push(sent),
                    _ => batch.push(sent),
                }
                left -= 1;
            }
            if !batch.is_empty() {
                assert!(self.ours.take(&self.main, batch), "it hashes to its head");
            }
            if !poison.is_empty() {
                // That log alone stands still.
                assert!(self.ours.take(&self.poisoned, poison), "and so does it");
            }
            if mix == Mix::Waiting {
                self.next_log();
            }
            self.good_entries(left);
        }
    }

    /// The traffic of any day. With it the allocator gives back what was freed more than some milliseconds ago.
    fn go_on(&mut self) {
        for number in 1..=DAILY {
            std::thread::sleep(Duration::from_millis(20));
            self.good_entries(usize::MAX - number);
        }
    }

    fn good_entries(&mut self, number: usize) {
        let own = self.ours.propose(&format!("Number {number}"));
        assert!(self.ours.is_open(own));
        let thirds = self
            .third
            .propose(&[slot(&format!("third {number}"))])
            .statement;
        let entry = &self.third.entries.last().expect("just sealed").1;
        assert!(self.ours.take(&self.thirds, vec![Sent::new(entry)]));
        assert!(self.ours.is_open(thirds), "the third party is heard");
        let entry = self.garbage.good();
        let text = entry.leaf.statement;
        assert!(self.ours.take(&self.main, vec![Sent::new(&entry)]));
        assert!(self.ours.is_open(text), "even its own");
    }
}

/// The memory that this process holds, in KiB.
fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number
        .and_then(|n| n.parse().ok())
        .expect("a number of KiB")
}

/// How many entries of which mix.
const FLOOD: &str = "DETENTE_FLOOD";

/// What [`flooded`] starts.
#[test]
#[ignore = "the other half of a test, in a process of its own"]
#[expect(clippy::print_stdout, reason = "its answer to the other half")]
fn in_a_process_of_its_own() {
    let asked = std::env::var(FLOOD).unwrap_or_default();
    let Some((count, word)) = asked.split_once(' ') else {
        return;
    };
    let count = count.parse().expect("a number");
    let mix = Mix::ALL.into_iter().find(|mix| mix.word() == word);
    let mix = mix.expect("one of them");
    let folder = crate::memory::folder();
    let mut flood = Flood::new(folder.path());
    let before = resident_kib();
    flood.run(count, mix);
    flood.go_on();
    println!("grew by {} KiB", resident_kib().saturating_sub(before));
}

/// By how much memory grew under so many entries, in KiB.
fn flooded(count: usize, mix: Mix) -> u64 {
    let test = "flood::in_a_process_of_its_own";
    let child = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", test, "--ignored", "--nocapture"])
        .env(FLOOD, format!("{count} {}", mix.word()))
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(
        child.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&child.stderr)
    );
    let grew = said.lines().find_map(|line| line.strip_prefix("grew by "));
    let kib = grew
        .and_then(|line| line.strip_suffix(" KiB"))
        .and_then(|n| n.parse().ok());
    kib.expect("it says by how much")
}

#[test]
fn thousands_of_hostile_entries_block_nothing_and_take_little_memory() {
    let grew = flooded(USUAL, Mix::All);
    assert!(grew < GROWTH_KIB_MAX, "{grew} KiB");
    let grew = flooded(USUAL, Mix::Empty);
    assert!(grew < EMPTY_GROWTH_KIB_MAX, "{grew} KiB of nothing");
    let grew = flooded(WAITING, Mix::Waiting);
    assert!(grew < GROWTH_KIB_MAX, "{grew} KiB of what waits");
    let grew = flooded(KEYS, Mix::Keys);
    assert!(grew < KEYS_GROWTH_KIB_MAX, "{grew} KiB of keys");
}

#[test]
#[ignore = "minutes: a hundred thousand hostile entries, of each mix"]
#[expect(clippy::print_stdout, reason = "figures for the report")]
fn a_hundred_thousand_hostile_entries_block_nothing_and_take_little_memory() {
    let grew = Mix::ALL.map(|mix| (mix, flooded(LONG, mix)));
    for (mix, grew) in grew {
        println!(
            "{LONG} hostile entries ({}): memory grew by {grew} KiB",
            mix.word()
        );
    }
    for (mix, grew) in grew {
        let most = match mix {
            Mix::All | Mix::Empty | Mix::Waiting => GROWTH_KIB_MAX,
            Mix::Texts | Mix::Keys => KEPT_GROWTH_KIB_MAX,
        };
        assert!(grew < most, "{grew} KiB ({})", mix.word());
    }
}
