//! Proposals that cross, and the one press that ends them.

use domain::Command;
use record::{SpaceId, StatementId, TextStatus};

use crate::pair::{Side, met, rivals, start};

async fn both_in_effect(one: &Side, other: &Side, space: SpaceId, text: StatementId) {
    one.until_status(space, text, TextStatus::InEffect).await;
    other.until_status(space, text, TextStatus::InEffect).await;
    other
        .until("the same state", |node| {
            node.read(&space, |state| state.record.digest()) == Some(one.digest(space))
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn crossing_rivals_end_in_one_agreed_text_by_accepting_theirs() {
    let (_left, _right, asteria, borealis, space) = met().await;
    let (first, second) = rivals(&asteria, &borealis, space).await;
    assert!(
        asteria
            .submit(space, Command::Assent { text: second })
            .is_err(),
        "our own text is still alive"
    );

    let receipt = asteria
        .submit(space, Command::AcceptTheirs { text: second })
        .unwrap();
    assert_eq!(receipt.waiting.len(), 1);
    both_in_effect(&asteria, &borealis, space, second).await;
    assert_eq!(asteria.status(space, first), Some(TextStatus::Dead));
    assert!(
        asteria
            .node()
            .waiting(&space, &asteria.party)
            .unwrap()
            .is_empty()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_waiting_assent_survives_a_restart() {
    let (left, right, asteria, borealis, space) = met().await;
    let (first, second) = rivals(&asteria, &borealis, space).await;
    asteria
        .until("what Borealis did before", |node| {
            node.read(&space, |state| state.record.digest()) == Some(borealis.digest(space))
        })
        .await;

    // Borealis is away: the release waits for its renounce, and so does the assent.
    let addresses = (asteria.running.peer_address, borealis.running.peer_address);
    borealis.running.stop().await;
    asteria
        .submit(space, Command::AcceptTheirs { text: second })
        .unwrap();
    assert_eq!(
        asteria
            .node()
            .waiting(&space, &asteria.party)
            .unwrap()
            .len(),
        1
    );
    asteria.running.stop().await;

    let asteria = start(left.path(), "Asteria").await;
    let borealis = start(right.path(), "Borealis").await;
    assert_ne!(
        addresses,
        (asteria.running.peer_address, borealis.running.peer_address)
    );
    borealis.find(&asteria);
    both_in_effect(&asteria, &borealis, space, second).await;
    assert_eq!(borealis.status(space, first), Some(TextStatus::Dead));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn accepting_theirs_once_more_seals_nothing_and_waits_like_the_first() {
    let (_left, right, asteria, borealis, space) = met().await;
    let (_, second) = rivals(&asteria, &borealis, space).await;
    borealis.running.stop().await;
    let accepts = || asteria.submit(space, Command::AcceptTheirs { text: second });
    assert_eq!(accepts().unwrap().sealed.len(), 1, "the release");

    let again = accepts().unwrap();
    assert_eq!((again.sealed.len(), again.waiting.len()), (0, 1));

    let borealis = start(right.path(), "Borealis").await;
    borealis.find(&asteria);
    both_in_effect(&asteria, &borealis, space, second).await;
    let waiting = asteria.node().waiting(&space, &asteria.party).unwrap();
    assert_eq!(waiting, [], "one assent is enough");
}
