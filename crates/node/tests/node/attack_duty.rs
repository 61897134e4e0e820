//! What a node seals by itself, provoked by a peer.

use std::sync::mpsc;
use std::time::Duration;

use record::testing::slot;
use record::{Kind, LogKey, TextStatus};

use crate::hostile::Hostile;

/// A text taken back before we entered the space obliges us to renounce it, but entry 0 is the entering.
#[test]
fn a_release_before_we_entered_is_answered_when_we_enter() {
    let folder = tempfile::tempdir().unwrap();
    let mut hostile = Hostile::new(folder.path());
    let text = hostile.seat.propose(&[slot("x")]).statement;
    hostile.seat.act(Kind::Assent, text);
    hostile.seat.act(Kind::Release, text);

    let (node, party, space) = (hostile.node.clone(), hostile.party, hostile.space);
    let (done, wait) = mpsc::channel();
    std::thread::spawn(move || {
        hostile.deliver();
        done.send(()).unwrap();
    });
    wait.recv_timeout(Duration::from_secs(60))
        .expect("our node does its duties and comes to an end");
    let own = LogKey::main(party);
    let size = || node.read(&space, |state| state.record.size(&own)).unwrap();
    assert_eq!(size(), 0, "nothing stands before the entering");

    node.enter(space, party, node::clock::now_ms()).unwrap();
    assert_eq!(size(), 2, "the entering and the owed renounce");
    let status = node
        .read(&space, |state| state.record.status(&text))
        .unwrap();
    assert_eq!(status, Some(TextStatus::Dead));
}
