//! Epoch after epoch: every one of them is a log that all nodes go on looking at, so no keys open them without end.

use net::{Host, RefusalCode};
use record::identity::KeySet;
use record::key::{Algorithm, SecretKey};
use record::seal::identity_entry;
use record::testing::{Seat, seed};
use record::{Kind, Lane, LogKey};

use crate::attack_peer::keys_of;
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
        let player = self.seat.player.clone();
        let root = SecretKey::new(Algorithm::Ed25519, &seed(&["borealis", "/", "next-root"]));
        let keys = KeySet {
            root: root.public().clone(),
            ..keys_of(&player)
        };
        let body = keys.rotation(player.party, [1; 16]);
        let entry = identity_entry(&body, Vec::new(), &[&root]).expect("a small entry");
        let log = LogKey::identity(player.party);
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
