//! A batch that is looked over before its turn: nothing is decided by that.

use net::wire::Batch;
use net::{Host, LookedOver, Stored};
use record::key::SecretKey;
use record::testing::{seed, slot};
use record::{Kind, LogKey};
use tempfile::TempDir;

use crate::hostile::Hostile;

impl Hostile {
    /// Everything of the main log that our node does not hold, up to now.
    fn rest(&self) -> Batch {
        let rest = self.batch(self.seat.player.log());
        rest.expect("something is new")
    }

    fn looked(&self, batch: &Batch) -> Option<LookedOver> {
        self.host.look_over(self.seat.player.party, batch)
    }

    fn takes(&self, batch: Batch, looked: Option<LookedOver>) {
        let done = self.host.store(self.seat.player.party, batch, looked);
        assert_eq!(done, Ok(Stored::New));
    }

    /// Of each entry of the main log that our node holds, whether its signatures fitted when it was stored.
    fn fitted(&self) -> Vec<bool> {
        let log = self.seat.player.log().in_space(self.space);
        let stored = self.node.stored(|reader| reader.entries(&log, 0, 1 << 20));
        let stored = stored.expect("it can be read");
        stored.iter().map(|one| one.fitted).collect()
    }

    fn agrees(&self) {
        let digest = self.node.read(&self.space, |state| state.record.digest());
        assert_eq!(digest, Some(self.seat.record.digest()));
    }
}

/// A hostile party whose keys our node knows; and its opening, which brings the keys of its delegate, not handed over.
fn opened() -> (TempDir, Hostile, Batch) {
    let folder = tempfile::tempdir().unwrap();
    let hostile = Hostile::new(folder.path());
    let keys = hostile.batch(LogKey::identity(hostile.seat.player.party));
    hostile.takes(keys.expect("an identity"), None);
    let opening = hostile.rest();
    (folder, hostile, opening)
}

#[test]
fn keys_that_come_between_the_look_and_the_turn_count() {
    let (_folder, mut hostile, opening) = opened();
    let from = opening.entries.len() as u64;
    hostile.seat.propose(&[slot("a")]);
    hostile.seat.propose(&[slot("b")]);
    let news = hostile.rest().after(from).expect("two proposals");
    let early = hostile.looked(&news).expect("it follows");
    assert!(
        early.entries.iter().all(|one| !one.fits),
        "by an unknown key"
    );
    hostile.takes(opening, None);
    let late = hostile.looked(&news).expect("it follows");
    assert!(late.entries.iter().all(|one| one.fits));
    hostile.takes(news, Some(early));
    assert!(hostile.fitted().iter().all(|fitted| *fitted));
    hostile.agrees();
}

#[test]
fn what_came_meanwhile_is_not_taken_twice() {
    let (_folder, mut hostile, opening) = opened();
    hostile.takes(opening, None);
    hostile.seat.propose(&[slot("a")]);
    hostile.seat.propose(&[slot("b")]);
    let half = hostile.rest();
    hostile.seat.propose(&[slot("c")]);
    let all = hostile.rest();
    let looked = hostile.looked(&all);
    assert_eq!(looked.as_ref().map(|looked| looked.entries.len()), Some(3));
    hostile.takes(half, None);
    assert!(
        hostile.looked(&all).is_none(),
        "others brought a part of it"
    );
    let rest = all.after(hostile.fitted().len() as u64);
    hostile.takes(rest.expect("the third"), looked);
    hostile.agrees();
}

#[test]
fn a_look_makes_nothing_fit_that_does_not() {
    let (_folder, mut hostile, opening) = opened();
    hostile.takes(opening, None);
    let stranger = SecretKey::from_seed(&seed(&["a stranger"]));
    let body = hostile.seat.body(Kind::Suspend, &[]);
    hostile.seat.seal(&body, &stranger);
    let forged = hostile.rest();
    let looked = hostile.looked(&forged);
    hostile.takes(forged, looked);
    assert_eq!(hostile.fitted().last(), Some(&false));
    hostile.agrees();
}

#[test]
fn a_look_at_other_entries_under_the_same_head_changes_nothing() {
    let (_folder, mut hostile, opening) = opened();
    hostile.takes(opening, None);
    hostile.seat.propose(&[slot("a")]);
    let good = hostile.rest();
    let foreign = Batch {
        entries: vec![hostile.rest().entries[0].clone(); 2],
        ..good.clone()
    };
    let looked = hostile.looked(&foreign);
    let done = hostile
        .host
        .store(hostile.seat.player.party, foreign, looked);
    assert!(done.is_err(), "it does not lead to the head");
    let looked = hostile.looked(&good);
    hostile.takes(good, looked);
    hostile.agrees();
}
