//! A party that tells two others different things: proven as soon as those two exchange a word.

use std::sync::Arc;

use disk::seeds;
use net::Peer;
use net::wire::{Heads, Message, encode_bundle};
use node::ShowsLess;
use node::bundle::Wanted;
use node::host::Seated;
use record::audit::Audit;
use record::bundle::Bundle;
use record::{LogKey, SignedCheckpoint};

use crate::table::{Chair, Table};

pub const ASTERIA: usize = 0;
pub const BOREALIS: usize = 1;
pub const CORVUS: usize = 2;
/// The copy of Corvus' node that says something else.
pub const TWIN: usize = 3;

/// Numbers from a seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
}

/// Three parties, of which the third has two nodes that are about to contradict one another.
pub fn with_a_twin(before: u64) -> Table {
    let mut table = Table::of(&["Asteria", "Borealis", "Corvus"]);
    for _ in 0..before {
        table.chairs[CORVUS].says_something(table.space).unwrap();
    }
    table.everybody_talks();
    twin_of(&mut table, CORVUS);
    table
}

/// A second node of one of three parties, at the same place in its log.
pub fn twin_of(table: &mut Table, at: usize) {
    let twin = table.chairs[at].twin();
    table.chairs.push(twin);
    // The copy asks what it has signed before, as every copy does, and goes on from there.
    table.talk(TWIN, ASTERIA);
    table.talk(TWIN, BOREALIS);
}

/// The file that this node hands to somebody outside, as the verifier reads it where there is nothing else.
fn handed_over(chair: &Chair, table: &Table) -> (u64, Audit) {
    let empty = tempfile::tempdir().unwrap();
    let path = empty.path().join("forks.bundle");
    let mut file = std::fs::File::create(&path).unwrap();
    let written = chair
        .node
        .write_bundle(&table.space, &Wanted::Forks, &mut file);
    written.unwrap().expect("the space is known");
    let bytes = std::fs::read(&path).unwrap();
    let bundle = Bundle::decode(&bytes).unwrap();
    (bytes.len() as u64, Audit::of(&bundle))
}

pub fn assert_proven(chair: &Chair, table: &Table) {
    let log = LogKey::main(table.chairs[CORVUS].party);
    let (bytes, audit) = handed_over(chair, table);
    assert_eq!(audit.flaws, []);
    let logs: Vec<LogKey> = audit.forks.iter().map(|proof| proof.log().key).collect();
    assert_eq!(logs, [log]);
    assert!(bytes < 4096, "{bytes} bytes");
    let found = chair.node.fork_found_ms(&log.in_space(table.space));
    assert!(found.unwrap().is_some(), "since when is noted");
}

/// Corvus forks at a random entry; each of the others is shown one version, and then those two talk once.
fn forks_once(seed: u64) -> Result<usize, String> {
    let mut dice = Dice(seed);
    let mut table = with_a_twin(dice.below(3));
    let space = table.space;
    for (node, victim) in [(CORVUS, ASTERIA), (TWIN, BOREALIS)] {
        for _ in 0..=dice.below(3) {
            table.chairs[node].says_something(space).unwrap();
            if dice.below(2) == 0 {
                table.talk(node, victim);
            }
        }
        table.talk(node, victim);
    }
    let honest = [ASTERIA, BOREALIS];
    for one in honest {
        assert!(!table.chairs[one].holds_a_fork(space), "nobody knows yet");
    }
    let (one, other) = match dice.below(2) {
        0 => (ASTERIA, BOREALIS),
        _ => (BOREALIS, ASTERIA),
    };
    table.talk(one, other);
    let log = LogKey::main(table.chairs[CORVUS].party);
    for one in honest {
        assert_proven(&table.chairs[one], &table);
        let branches = |state: &node::Space| state.record.branches(log).count();
        assert_eq!(table.chairs[one].node.read(&space, branches), Some(2));
    }
    let [a, b] = honest.map(|one| table.chairs[one].digest(space));
    assert_eq!(a, b, "each was handed the branch that it lacked");
    Ok(1)
}

const AGAIN: &str = "-p detente-node --test node forks::t1_a_fork";

#[test]
fn t1_a_fork_at_a_random_entry_is_proven_and_fetched_at_the_first_exchange() {
    seeds::hold(AGAIN, 0, 30, forks_once);
}

#[test]
#[ignore = "long: a thousand forks"]
fn t1_a_thousand_forks_are_all_proven_and_fetched() {
    let what = "logs forked under whole nodes, proven and fetched";
    seeds::hold_long(AGAIN, what, 1_000, forks_once);
}

/// A peer that signed to hold so much and shows less is named, whichever head it goes back to, and only for so long.
#[test]
fn t2_whoever_shows_less_than_it_acknowledged_is_named() {
    let mut table = Table::of(&["Asteria", "Borealis"]);
    for chair in [ASTERIA, BOREALIS, ASTERIA, BOREALIS] {
        table.chairs[chair].says_something(table.space).unwrap();
        table.everybody_talks();
    }
    let (space, peer) = (table.space, table.chairs[BOREALIS].party);
    let node = &table.chairs[ASTERIA].node;
    let host = Seated {
        node: node.clone(),
        party: table.chairs[ASTERIA].party,
        addresses: Vec::new(),
    };
    let end = Peer::new(peer, Arc::new(host));
    let shows = |head: &SignedCheckpoint| {
        let heads = Message::Heads(Heads {
            space,
            heads: vec![head.clone()],
            receipts_from: 0,
        });
        end.handle(&encode_bundle(&[heads.encode()]), 1).unwrap();
        let less = node.read(&space, |state| state.shows_less.clone());
        less.expect("the space is known")
    };
    let mut named = 0;
    for log in [
        LogKey::main(table.chairs[ASTERIA].party),
        LogKey::main(peer),
    ] {
        let heads = node.stored(|reader| reader.checkpoints(&log.in_space(space), 0));
        let mut heads = heads.unwrap();
        let last = heads.pop().expect("it has a head");
        for head in heads {
            let less = ShowsLess {
                signed: last.head.size,
                shown: head.head.size,
            };
            assert_eq!(shows(&head), [((log, peer), less)].into());
            named += 1;
            assert_eq!(shows(&last), [].into(), "it caught up");
        }
    }
    assert!(named >= 5, "{named} heads were gone back to");
}
