//! The local sequence: what another process wrote is not given out before it is applied, nor what is behind it.

use domain::List;
use node::Node;
use record::LogKey;

use crate::pair::{meet, propose, start};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_stored_and_not_applied_is_not_given_out() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let asteria = start(folders[0].path(), "Asteria").await;
    let borealis = start(folders[1].path(), "Borealis").await;
    let space = meet(&asteria, &borealis).await;
    for side in [&asteria, &borealis] {
        // A node of its own on the same folder, which looks when it is told to.
        let other = Node::open(side.node().folder()).unwrap();
        let before = other.sequence(&[space]).unwrap();
        assert_eq!(other.arrivals(&[space], before, 9).unwrap(), []);
        let act = propose(List::Cooperation, "Joint search");
        let receipt = side.submit(space, act).unwrap();
        assert_eq!(other.arrivals(&[space], before, 9).unwrap(), []);
        assert_eq!(other.sequence(&[space]).unwrap(), before);

        other.notice_others().unwrap();
        let came = other.arrivals(&[space], before, 9).unwrap();
        let own = came
            .iter()
            .filter(|one| one.log == LogKey::main(side.party));
        let places: Vec<u64> = own.map(|one| one.index).collect();
        let sealed: Vec<u64> = receipt.sealed.iter().map(|(.., index)| *index).collect();
        assert_eq!(places, sealed);
        assert!(came.is_sorted_by_key(|one| one.sequence) && came[0].sequence > before);
        assert_eq!(other.arrivals(&[space], before, 1).unwrap(), came[..1]);
        assert_eq!(
            other.sequence(&[space]).unwrap(),
            came.last().unwrap().sequence
        );
    }
}
