//! What a person was told, held against what stands on the record.

use domain::{Command, List};
use node::clock::now_ms;
use node::{ActError, Node};
use record::{Kind, LogKey, TextStatus};

use crate::pair::{met, propose, rivals, start};

/// The command line took the own text back while the check page was open: what was refused must not be sealed later.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_signature_leaves_no_waiting_assent_behind() {
    let (left, _right, asteria, borealis, space) = met().await;
    let (first, second) = rivals(&asteria, &borealis, space).await;
    borealis.running.stop().await;
    asteria.running.stop().await;

    let (server, console) = (
        Node::open(left.path()).unwrap(),
        Node::open(left.path()).unwrap(),
    );
    let prepared = server
        .prepare(
            space,
            asteria.party,
            Command::AcceptTheirs { text: second },
            now_ms(),
        )
        .unwrap();
    assert_eq!(prepared.decision.pending.len(), 1);
    console
        .submit(
            space,
            asteria.party,
            Command::Release { text: first },
            &asteria.delegate,
            now_ms(),
        )
        .unwrap();
    let refused = server.sign(&prepared.ticket, &asteria.delegate, now_ms());
    assert!(matches!(refused, Err(ActError::Refused(_))), "{refused:?}");
    assert_eq!(server.waiting(&space, &asteria.party).unwrap(), []);
}

/// The command line ended the powers while the check page was open: nothing void is sealed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn powers_that_another_process_ended_are_not_used() {
    let (left, _right, asteria, borealis, space) = met().await;
    borealis.running.stop().await;
    asteria.running.stop().await;
    let (server, console) = (
        Node::open(left.path()).unwrap(),
        Node::open(left.path()).unwrap(),
    );
    let command = propose(List::Dialogues, "A hotline");
    let kid = asteria.delegate.public().kid();
    let log = LogKey::main(asteria.party);
    console.revoke(space, asteria.party, kid, now_ms()).unwrap();
    let size = console
        .read(&space, |state| state.record.size(&log))
        .unwrap();
    let all = server.submit_all(
        space,
        asteria.party,
        std::slice::from_ref(&command),
        &asteria.delegate,
        now_ms(),
    );
    assert!(all.is_err());
    let one = server.submit(space, asteria.party, command, &asteria.delegate, now_ms());
    assert!(matches!(one, Err(ActError::Refused(_))), "{one:?}");
    assert_eq!(
        server.read(&space, |state| state.record.size(&log)),
        Some(size)
    );
}

/// As above, for a statement that waits: powers are judged when it is sealed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_waiting_assent_whose_delegate_lost_the_powers_is_not_sealed() {
    let (_left, right, asteria, borealis, space) = met().await;
    let (first, second) = rivals(&asteria, &borealis, space).await;
    borealis.running.stop().await;
    asteria
        .submit(space, Command::AcceptTheirs { text: second })
        .unwrap();
    let kid = asteria.delegate.public().kid();
    asteria
        .node()
        .revoke(space, asteria.party, kid, now_ms())
        .unwrap();
    let borealis = start(right.path(), "Borealis").await;
    borealis.find(&asteria);
    asteria.until_status(space, first, TextStatus::Dead).await;
    asteria
        .until("the waiting assent to be dropped", |node| {
            node.waiting(&space, &asteria.party).unwrap().is_empty()
        })
        .await;
    let log = LogKey::main(asteria.party);
    let store = store::Store::open(&asteria.node().folder().join("record.db")).unwrap();
    let last = store
        .entries(&log.in_space(space), 0, usize::MAX)
        .unwrap()
        .pop()
        .unwrap();
    assert_eq!(
        last.entry.body.kind,
        Kind::Revoke,
        "nothing after the revocation"
    );
}

/// Two presses on the button, or two tabs: one act.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_check_page_is_signed_once() {
    let (_left, _right, asteria, _borealis, space) = met().await;
    let log = LogKey::main(asteria.party);
    for number in 0..10 {
        let command = propose(List::Dialogues, &format!("Number {number}"));
        let node = &asteria.running.node;
        let size = || node.read(&space, |state| state.record.size(&log)).unwrap();
        let before = size();
        let prepared = node
            .prepare(space, asteria.party, command, now_ms())
            .unwrap();
        let barrier = std::sync::Barrier::new(2);
        let press = || {
            barrier.wait();
            node.sign(&prepared.ticket, &asteria.delegate, now_ms())
                .is_ok()
        };
        let signed = std::thread::scope(|scope| {
            let presses = [scope.spawn(press), scope.spawn(press)];
            presses.map(|press| press.join().unwrap())
        });
        assert_eq!(signed.iter().filter(|signed| **signed).count(), 1);
        assert_eq!(size() - before, prepared.decision.now.len() as u64);
    }
}
