//! What a thief can do who has a node key and no other: put entries that count for nothing into its party's logs, and sign
//! heads over anything. The party heals, and goes on.

use net::Host;
use net::wire::Batch;
use node::{ActError, Stop};
use record::cose::{self, Purpose};
use record::fork::ForkProof;
use record::key::SecretKey;
use record::leaf::{Leaf, Seen};
use record::{Body, Checkpoint, Entry, Hash, Kind, Lane, LogId, LogKey, PartyId, SpaceId};

use crate::attack_keys::{read_key, sealed_as};
use crate::forks::{ASTERIA, BOREALIS, CORVUS};
use crate::heal::{all_talk, forked, is_stopped, is_unhealed};
use crate::renewed_apart::rotate_often;
use crate::table::{Chair, Table};

const ALL: [usize; 3] = [ASTERIA, BOREALIS, CORVUS];

/// An entry of this party that is no heal, sealed under so many of its keys, with what its author says to have seen.
fn no_heal(space: SpaceId, party: PartyId, identity_size: u64, seen: Vec<Seen>) -> Entry {
    let body = Body::new(space, party, Kind::Remark, [7; 16]).encode();
    let nobody = SecretKey::from_seed(&[7; 32]);
    let signature = cose::sign(Purpose::Statement, &nobody, party, space, &body, false);
    let leaf = Leaf {
        statement: Body::id_of(&body),
        signatures: vec![signature],
        identity_size,
        seen,
    };
    Entry::new(leaf.encode(), body, Vec::new()).expect("it decodes")
}

/// What nobody has.
fn nowhere(log: LogKey) -> Seen {
    Seen {
        log,
        size: 1,
        root: Hash([9; 32]),
    }
}

fn node_key(chair: &Chair) -> SecretKey {
    read_key(&chair.folder.path().join("keys/node"))
}

fn heals(table: &Table) -> (u32, usize) {
    let chair = &table.chairs[CORVUS];
    let healed = chair.node.heal(table.space, chair.party, 1_000).unwrap();
    let healed = healed.expect("there was something to heal");
    (healed.log.epoch, healed.heads)
}

/// What Corvus says counts with everybody, in this epoch.
fn goes_on_in(table: &mut Table, epoch: u32) {
    let (space, party) = (table.space, table.chairs[CORVUS].party);
    table.chairs[CORVUS].says_something(space).unwrap();
    all_talk(table, &ALL);
    let digest = table.chairs[CORVUS].digest(space);
    for at in ALL {
        assert!(!is_unhealed(table, at) && !is_stopped(table, at), "{at}");
        assert_eq!(table.chairs[at].digest(space), digest, "{at}");
        let current = |state: &node::Space| {
            let log = state.current(&party);
            (log.epoch, state.record.folded_size(&log))
        };
        let current = table.chairs[at].node.read(&space, current).unwrap();
        assert_eq!(current, (epoch, 3), "the heal, the text and the assent");
    }
}

/// The thief begins the next epochs: the one with what is void, the other with what waits for good.
#[test]
fn m026_epochs_that_a_thief_began_do_not_keep_the_party_from_healing() {
    let mut table = forked();
    let (space, party) = (table.space, table.chairs[CORVUS].party);
    let node_key = node_key(&table.chairs[CORVUS]);
    let waits = nowhere(LogKey::main(table.chairs[ASTERIA].party));
    for (epoch, seen) in [(1, Vec::new()), (2, vec![waits])] {
        let log = LogKey::of(party, Lane::Main, epoch).in_space(space);
        let batch = sealed_as(log, &[no_heal(space, party, 1, seen)], &node_key);
        let from = table.chairs[BOREALIS].party;
        table.host(ASTERIA).store(from, batch, None).unwrap();
    }
    all_talk(&mut table, &ALL);
    assert_eq!(heals(&table), (3, 2));
    goes_on_in(&mut table, 3);
}

/// The thief signs heads over nothing: a proof of a fork needs no entries.
#[test]
fn m026_proofs_about_epochs_that_hold_nothing_do_not_keep_the_party_from_healing() {
    let mut table = forked();
    let (space, party) = (table.space, table.chairs[CORVUS].party);
    let node_key = node_key(&table.chairs[CORVUS]);
    let from = table.chairs[BOREALIS].party;
    for epoch in [1, 2] {
        let log = LogKey::of(party, Lane::Main, epoch).in_space(space);
        let proof = of_nothing(log, &node_key);
        assert!(table.host(ASTERIA).take_fork(from, proof));
    }
    all_talk(&mut table, &ALL);
    assert_eq!(heals(&table), (3, 2));
    goes_on_in(&mut table, 3);
}

fn of_nothing(log: LogId, node_key: &SecretKey) -> ForkProof {
    let head = |root: u8| Checkpoint {
        log,
        size: 1,
        root: Hash([root; 32]),
        previous: None,
        time_ms: 1,
    };
    let (one, other) = (head(1).sign(node_key), head(2).sign(node_key));
    let history = record::history::History::default();
    ForkProof::of(&one, &other, &history).expect("two roots of one size")
}

/// What the thief began is with the party alone: whoever knows the party's next keys first takes nothing by the old one
/// that says to be sealed under them. The heal stands behind that, and comes to everybody.
#[test]
fn m026_a_heal_comes_to_those_who_cannot_take_the_epoch_before_it() {
    let mut table = forked();
    let (space, party) = (table.space, table.chairs[CORVUS].party);
    let log = LogKey::of(party, Lane::Main, 1);
    let waits = no_heal(space, party, 99, Vec::new());
    let batch = sealed_as(
        log.in_space(space),
        &[waits],
        &node_key(&table.chairs[CORVUS]),
    );
    let from = table.chairs[BOREALIS].party;
    table.host(CORVUS).store(from, batch, None).unwrap();
    rotate_often(&table.chairs[CORVUS].node, party, 1..=1);
    assert_eq!(heals(&table).0, 2);
    goes_on_in(&mut table, 2);
    let size = |state: &node::Space| state.record.size(&log);
    for (at, known) in [(ASTERIA, 0), (BOREALIS, 0), (CORVUS, 1)] {
        assert_eq!(table.chairs[at].node.read(&space, size), Some(known));
    }
}

/// The thief appends to the log in which the party goes on, what waits for good. No two heads show it, and whatever
/// followed would wait with it: nothing is called done then.
#[test]
fn m026_a_party_heals_what_waits_for_good_in_the_log_in_which_it_goes_on() {
    let mut table = Table::of(&["Asteria", "Borealis", "Corvus"]);
    let (space, party) = (table.space, table.chairs[CORVUS].party);
    let waits = no_heal(
        space,
        party,
        1,
        vec![nowhere(LogKey::main(table.chairs[ASTERIA].party))],
    );
    let batch = behind(&table, CORVUS, &waits);
    let from = table.chairs[BOREALIS].party;
    table.host(CORVUS).store(from, batch, None).unwrap();

    for again in [false, true] {
        let stop = |state: &node::Space| state.stop(&party);
        let stop = table.chairs[CORVUS].node.read(&space, stop);
        assert_eq!(stop, Some(Some(Stop::Waits)), "again: {again}");
        let size = table.chairs[CORVUS].size(space);
        let said = table.chairs[CORVUS].says_something(space);
        assert!(matches!(said, Err(ActError::Stopped(Stop::Waits))));
        assert_eq!(table.chairs[CORVUS].size(space), size, "nothing sealed");
        all_talk(&mut table, &ALL);
        // Of another party's log, everybody may lack something.
        assert!(!is_stopped(&table, ASTERIA));
        table.chairs[CORVUS].stopped(|_| ());
    }
    let (epoch, heads) = heals(&table);
    assert_eq!((epoch, heads), (1, 1));
    goes_on_in(&mut table, 1);
}

/// A batch of this entry alone, behind what the log at `at` holds.
fn behind(table: &Table, at: usize, entry: &Entry) -> Batch {
    let (chair, space) = (&table.chairs[at], table.space);
    let log = LogKey::main(chair.party);
    let head = |state: &node::Space| Checkpoint {
        log: log.in_space(space),
        size: state.record.size(&log) + 1,
        root: state.record.root_with(&log, &[entry.leaf_hash()]),
        previous: None,
        time_ms: 1,
    };
    let head = chair.node.read(&space, head).expect("it is known");
    Batch {
        from: head.size - 1,
        entries: vec![entry.encode()],
        checkpoint: head.sign(&node_key(chair)),
    }
}
