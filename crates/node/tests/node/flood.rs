//! A member whose node signs heads over whatever it likes: entries of every shape that costs, by the thousand.
//!
//! Whatever it sends, the next good entry of everybody gets in; its own too, save in a log in which it says that it has
//! seen what nobody has. Memory is measured in a process of its own, and the flood comes from another one.

mod author;
pub mod shape;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use domain::List;
use net::wire::Batch;
use net::{Host, Stored};
use node::Node;
use node::clock::now_ms;
use node::founding::Delegation;
use node::host::Seated;
use record::founding::Membership;
use record::key::SecretKey;
use record::powers::Powers;
use record::testing::{Player, seed};
use record::{Entry, Founding, PartyId, SpaceId, StatementId, TextStatus};

use crate::pair::{name, propose};
use author::{Author, Inlet, NAMES};
use shape::Mix;

/// How many entries the usual run has, and the long one.
const USUAL: usize = 3_000;
const LONG: usize = 100_000;
/// The most that memory may grow, in KiB.
const GROWTH_KIB_MAX: u64 = 64 << 10;
/// Texts that count, their slots, and ML-DSA keys stand in the state: where nothing else comes, the long run takes more.
const KEPT_GROWTH_KIB_MAX: u64 = 144 << 10;
/// The same for the usual run of every shape: seventeen to nineteen MiB as it is.
const USUAL_GROWTH_KIB_MAX: u64 = 26 << 10;
/// The same for the usual run of what counts for nothing: its batches and its fixed cost for each entry.
const EMPTY_GROWTH_KIB_MAX: u64 = 12 << 10;
/// In a usual run of what waits: so many that holding them would take more than that.
const WAITING: usize = 24_000;
/// In a usual run of ML-DSA keys, and the most that it may take: eight MiB as it is, and twenty-one if what verification
/// needs of each key were kept.
const KEYS: usize = 1_000;
const KEYS_GROWTH_KIB_MAX: u64 = 14 << 10;

/// Our node, and a delegate of ours.
struct Ours {
    host: Seated,
    space: SpaceId,
    party: PartyId,
    delegate: SecretKey,
}

impl Ours {
    fn new(folder: &Path, others: [PartyId; 2]) -> (Ours, Founding) {
        let node = Arc::new(Node::init(folder, &name("Asteria")).expect("a party"));
        let party = node.seats().next().expect("one seat").party;
        let members = node::founding::parties(&[others[0], party, others[1]]);
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

    /// Takes a batch from its author's node, which is not here: what it keeps of us counts for nothing.
    fn take(&self, batch: Batch) {
        let from = batch.log().key.party;
        let taken = self.host.store(from, batch, None).map_err(drop);
        assert_eq!(taken, Ok(Stored::New), "it hashes to its head");
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

    /// Takes hostile batches, and then a good one of everybody: each gets in.
    fn go_on(&self, number: usize, mut batches: Vec<Batch>) {
        let good = batches.split_off(batches.len() - NAMES.len());
        batches.into_iter().for_each(|batch| self.take(batch));
        let own = self.propose(&format!("Number {number}"));
        assert!(self.is_open(own));
        for batch in good {
            let entry = Entry::decode(&batch.entries[0]).expect("a good one");
            self.take(batch);
            assert!(self.is_open(entry.leaf.statement), "even the hostile one's");
        }
    }

    /// Takes everything that comes in. The memory in KiB that is held when the last hostile entry is taken, and after
    /// some work of every day: with that the allocator gives back what was freed before, which is the bytes of some
    /// batches, however many there were.
    fn take_all(&self, mut inlet: Inlet, hostile: usize) -> [u64; 2] {
        let (mut number, mut left, mut at_once) = (0, hostile, None);
        while let Some(batches) = inlet.next() {
            let sealed: usize = batches.iter().map(|batch| batch.entries.len()).sum();
            if left == 0 {
                at_once = at_once.or_else(|| Some(resident_kib()));
                std::thread::sleep(Duration::from_millis(20));
            }
            left -= sealed - NAMES.len();
            self.go_on(number, batches);
            number += 1;
        }
        [at_once.expect("all were taken"), resident_kib()]
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

/// How many entries of which mix, and the folder in which the one half finds the other.
const FLOOD: &str = "DETENTE_FLOOD";
const FOLDER: &str = "DETENTE_FLOOD_FOLDER";

/// What was asked for, if this is one of the processes that [`flooded`] starts.
fn asked() -> Option<(String, usize, Mix)> {
    let asked = std::env::var(FLOOD).ok()?;
    let (count, word) = asked.split_once(' ')?;
    let count = count.parse().expect("a number");
    let mix = Mix::ALL.into_iter().find(|mix| mix.word() == word);
    Some((asked, count, mix.expect("one of them")))
}

/// What [`in_a_process_of_its_own`] starts.
#[test]
#[ignore = "a part of a test, in a process of its own"]
fn the_author() {
    if let (Some((_, count, mix)), Some(folder)) = (asked(), std::env::var_os(FOLDER)) {
        Author::connect(Path::new(&folder)).flood(count, mix);
    }
}

/// What [`flooded`] starts.
#[test]
#[ignore = "a part of a test, in a process of its own"]
#[expect(clippy::print_stdout, reason = "its answer to the rest")]
fn in_a_process_of_its_own() {
    let Some((asked, count, _)) = asked() else {
        return;
    };
    let folder = crate::memory::folder();
    let (ours, founding) = Ours::new(folder.path(), NAMES.map(|name| Player::new(name).party));
    let mut inlet = Inlet::open(folder.path(), &founding, &asked, "flood::the_author");
    let opening = inlet.next().expect("their keys, and that they enter");
    opening.into_iter().for_each(|batch| ours.take(batch));
    let before = resident_kib();
    let [at_once, after] = ours
        .take_all(inlet, count)
        .map(|held| held.saturating_sub(before));
    println!("grew by {at_once} {after} KiB");
}

/// By how much memory grew under so many entries, in KiB: when the last one was taken, and after some work of every day.
fn flooded(count: usize, mix: Mix) -> [u64; 2] {
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
    let grew = grew.and_then(|line| line.strip_suffix(" KiB")?.split_once(' '));
    let (at_once, after) = grew.expect("it says by how much");
    [at_once, after].map(|kib| kib.parse().expect("a number"))
}

#[test]
fn thousands_of_hostile_entries_block_nothing_and_take_little_memory() {
    for (count, mix, most) in [
        (USUAL, Mix::All, USUAL_GROWTH_KIB_MAX),
        (USUAL, Mix::Empty, EMPTY_GROWTH_KIB_MAX),
        (WAITING, Mix::Waiting, GROWTH_KIB_MAX),
        (KEYS, Mix::Keys, KEYS_GROWTH_KIB_MAX),
    ] {
        let [_, grew] = flooded(count, mix);
        assert!(grew < most, "{grew} KiB ({})", mix.word());
    }
}

#[test]
#[ignore = "minutes: a hundred thousand hostile entries, of each mix"]
#[expect(clippy::print_stdout, reason = "figures for the report")]
fn a_hundred_thousand_hostile_entries_block_nothing_and_take_little_memory() {
    let grew = Mix::ALL.map(|mix| (mix, flooded(LONG, mix)));
    for (mix, [at_once, after]) in grew {
        println!(
            "{LONG} hostile entries ({}): memory grew by {at_once} KiB, and {after} KiB were kept",
            mix.word()
        );
    }
    for (mix, [_, grew]) in grew {
        let most = match mix {
            Mix::All | Mix::Empty | Mix::Waiting => GROWTH_KIB_MAX,
            Mix::Texts | Mix::Keys => KEPT_GROWTH_KIB_MAX,
        };
        assert!(grew < most, "{grew} KiB ({})", mix.word());
    }
}
