//! Epoch after epoch: every one of them is a log that all nodes go on looking at, so no keys open them without end. And
//! what a log of keys is not made of.

use net::wire::Batch;
use net::{Host, RefusalCode};
use record::cose::{self, Purpose};
use record::identity::KeySet;
use record::key::{Algorithm, SecretKey};
use record::leaf::{Leaf, Seen};
use record::seal::identity_entry;
use record::testing::{Player, Seat, seed};
use record::{Body, Checkpoint, Entry, Hash, Kind, Lane, LogKey, PartyId, SpaceId};

use crate::attack_keys::{read_key, sealed_as};
use crate::forks::{ASTERIA, BOREALIS, CORVUS};
use crate::heal::{all_talk, forked, is_stopped, is_unhealed};
use crate::hostile::Hostile;

/// How many epochs of a lane the same keys open.
const PER_KEYS: u32 = 16;

impl Hostile {
    /// Writes the first entry of an epoch, whatever it says, and hands it over. The refusal, if it is not taken.
    fn opens(&mut self, epoch: u32) -> Result<(), RefusalCode> {
        let log = LogKey::of(self.seat.player.party, Lane::Main, epoch);
        let body = self.seat.body(Kind::Suspend, &[]);
        let key = self.seat.player.node.clone();
        self.seat.seal_in(log, &body, Vec::new(), &key);
        self.hands_over(log)
    }

    fn hands_over(&self, log: LogKey) -> Result<(), RefusalCode> {
        let batch = self.batch(log).expect("something new");
        let done = self.host.store(self.seat.player.party, batch, None);
        let refused = |no: Option<Box<net::Refusal>>| no.expect("a signed refusal").code;
        done.map(drop).map_err(refused)
    }

    /// Other keys, signed by the root that was committed to.
    fn rotates(&mut self) {
        let entry = renewal(&self.seat.player);
        let log = LogKey::identity(self.seat.player.party);
        self.seat.take(log, &entry);
        self.hands_over(log).expect("the root is due");
    }

    /// As if what `work` does had not been tried.
    fn tries(&mut self, work: impl FnOnce(&mut Hostile)) {
        let before: Seat = self.seat.twin();
        work(self);
        self.seat = before;
    }
}

fn renewal(player: &Player) -> Entry {
    let root = SecretKey::new(Algorithm::Ed25519, &seed(&["borealis", "/", "next-root"]));
    let keys = KeySet {
        root: root.public().clone(),
        ..player.identity().latest().clone()
    };
    let body = keys.rotation(&player.identity(), [1; 16]);
    identity_entry(&body, Vec::new(), &[&root]).expect("a small entry")
}

#[test]
fn m105_the_same_keys_open_so_many_epochs_and_later_ones_more() {
    let folder = tempfile::tempdir().unwrap();
    let mut hostile = Hostile::new(folder.path());
    hostile.deliver();
    for epoch in 1..PER_KEYS {
        assert_eq!(hostile.opens(epoch), Ok(()), "{epoch}");
    }
    hostile.tries(|hostile| assert_eq!(hostile.opens(PER_KEYS), Err(RefusalCode::Quota)));
    hostile.rotates();
    for epoch in PER_KEYS..2 * PER_KEYS {
        assert_eq!(hostile.opens(epoch), Ok(()), "{epoch}");
    }
    hostile.tries(|hostile| assert_eq!(hostile.opens(2 * PER_KEYS), Err(RefusalCode::Quota)));
    // What was opened goes on.
    let log = LogKey::of(hostile.seat.player.party, Lane::Main, 1);
    let body = hostile.seat.body(Kind::Suspend, &[]);
    let key = hostile.seat.player.node.clone();
    hostile.seat.seal_in(log, &body, Vec::new(), &key);
    assert_eq!(hostile.hands_over(log), Ok(()));
}

/// Whoever has the node key can sign a head over anything: that puts nothing into a log of keys, and keeps nothing out.
#[test]
fn what_renews_no_keys_is_not_taken_into_an_identity_log() {
    let folder = tempfile::tempdir().unwrap();
    let mut hostile = Hostile::new(folder.path());
    hostile.deliver();
    let party = hostile.seat.player.party;
    let log = LogKey::identity(party);
    let unsound = hostile.seat.player.inception.clone();
    let size = |hostile: &Hostile| {
        let size = |state: &node::Space| (state.record.size(&log), state.is_forked(&log));
        hostile.node.read(&hostile.space, size).unwrap()
    };
    hostile.tries(|hostile| {
        hostile.seat.take(log, &unsound);
        assert_eq!(hostile.hands_over(log), Err(RefusalCode::Malformed));
        assert_eq!(size(hostile), (1, false));
    });
    // Behind a sound one, and the sound one alone.
    hostile.tries(|hostile| {
        let sound = renewal(&hostile.seat.player);
        hostile.seat.take(log, &sound);
        hostile.seat.take(log, &unsound);
        assert_eq!(hostile.hands_over(log), Err(RefusalCode::Malformed));
        assert_eq!(size(hostile), (1, false));
    });
    hostile.rotates();
    assert_eq!(size(&hostile), (2, false));
    // Instead of it, on a branch of its own.
    hostile.tries(|hostile| {
        let batch = beside(hostile, &unsound);
        let done = hostile.host.store(party, batch, None);
        assert_eq!(
            done.unwrap_err().map(|no| no.code),
            Some(RefusalCode::Malformed)
        );
        assert_eq!(size(hostile), (2, false));
    });
}

/// A version of the identity log that goes on after the first entry with this one.
fn beside(hostile: &Hostile, entry: &Entry) -> Batch {
    let (seat, log) = (&hostile.seat, LogKey::identity(hostile.seat.player.party));
    let history = seat.record.history(&log).expect("it is held");
    let head = Checkpoint {
        log: log.in_space(hostile.space),
        size: 2,
        root: history.prefix(1).root_with(&[entry.leaf_hash()]),
        previous: None,
        time_ms: 1_000,
    };
    Batch {
        from: 1,
        entries: vec![entry.encode()],
        checkpoint: head.sign(&seat.player.node),
    }
}

/// An entry of this party that is no heal, with what its author says to have seen.
fn no_heal(space: SpaceId, party: PartyId, seen: Vec<Seen>) -> Entry {
    let body = Body::new(space, party, Kind::Remark, [7; 16]).encode();
    let nobody = SecretKey::from_seed(&[7; 32]);
    let signature = cose::sign(Purpose::Statement, &nobody, party, space, &body, false);
    let leaf = Leaf {
        statement: Body::id_of(&body),
        signatures: vec![signature],
        identity_size: 1,
        seen,
    };
    Entry::new(leaf.encode(), body, Vec::new()).expect("it decodes")
}

/// Whoever stole the node key begins the next epochs: the one with what is void, the other with what waits for good.
#[test]
fn m026_epochs_that_a_thief_began_do_not_keep_the_party_from_healing() {
    let mut table = forked();
    let (space, party) = (table.space, table.chairs[CORVUS].party);
    let node_key = read_key(&table.chairs[CORVUS].folder.path().join("keys/node"));
    let nowhere = Seen {
        log: LogKey::main(table.chairs[ASTERIA].party),
        size: 1,
        root: Hash([9; 32]),
    };
    for (epoch, seen) in [(1, Vec::new()), (2, vec![nowhere])] {
        let log = LogKey::of(party, Lane::Main, epoch).in_space(space);
        let batch = sealed_as(log, &[no_heal(space, party, seen)], &node_key);
        let from = table.chairs[BOREALIS].party;
        table.host(ASTERIA).store(from, batch, None).unwrap();
    }
    let all = [ASTERIA, BOREALIS, CORVUS];
    all_talk(&mut table, &all);
    let healed = table.chairs[CORVUS].node.heal(space, party, 1_000).unwrap();
    let healed = healed.expect("it was forked");
    assert_eq!((healed.log.epoch, healed.heads), (3, 2));
    table.chairs[CORVUS].says_something(space).unwrap();
    all_talk(&mut table, &all);
    for at in all {
        assert!(!is_unhealed(&table, at) && !is_stopped(&table, at));
        assert_eq!(
            table.chairs[at].digest(space),
            table.chairs[CORVUS].digest(space)
        );
        let current = |state: &node::Space| (state.current(&party), state.record.size(&healed.log));
        let current = table.chairs[at].node.read(&space, current).unwrap();
        assert_eq!(
            current,
            (healed.log, 3),
            "the heal, the text and the assent to it"
        );
    }
}
