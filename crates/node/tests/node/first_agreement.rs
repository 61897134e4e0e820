//! From two empty folders to one agreed text, over the wire.

use domain::{Command, List};
use record::TextStatus;

use crate::pair::{meet, propose, start};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m031_proposed_on_one_node_and_agreed_on_the_other_is_in_effect_on_both() {
    for swapped in [false, true] {
        let (left, right) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let asteria = start(left.path(), "Asteria").await;
        let borealis = start(right.path(), "Borealis").await;
        let space = meet(&asteria, &borealis).await;
        let (first, second) = if swapped {
            (&borealis, &asteria)
        } else {
            (&asteria, &borealis)
        };
        let receipt = first
            .submit(space, propose(List::Cooperation, "Joint search and rescue"))
            .unwrap();
        let text = receipt.sealed[0].0;
        second.until_status(space, text, TextStatus::Open).await;
        second.submit(space, Command::Assent { text }).unwrap();
        assert_eq!(second.status(space, text), Some(TextStatus::InEffect));
        first.until_status(space, text, TextStatus::InEffect).await;
        assert_eq!(first.digest(space), second.digest(space));
        let report = first.node().verify(&space).unwrap().unwrap();
        assert_eq!(report.faults, []);
    }
}
