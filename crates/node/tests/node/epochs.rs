//! Epoch after epoch: every one of them is a log that all nodes go on looking at, so no keys open them without end. And
//! what a log of keys is not made of.

use net::wire::Batch;
use net::{Host, RefusalCode};
use record::identity::KeySet;
use record::key::{Algorithm, SecretKey};
use record::seal::identity_entry;
use record::testing::{Player, Seat, seed};
use record::{Checkpoint, Entry, Kind, Lane, LogKey};

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
