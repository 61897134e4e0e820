//! Acts that two delegates of a party sign together: what the first one signed waits, unseen by anybody outside.

use domain::{Command, List, Refusal};
use node::clock::now_ms;
use node::{ActError, Delegation, Receipt};
use record::key::SecretKey;
use record::powers::Powers;
use record::{StatementId, TextStatus};

use crate::pair::{counter, name, propose};
use crate::table::Table;

/// Two delegates of one chair, each of whom needs the other.
struct Two {
    table: Table,
    of: usize,
    keys: [SecretKey; 2],
}

impl Two {
    fn sit(of: usize) -> Two {
        let table = Table::of(&["Asteria", "Borealis"]);
        let keys = ["one", "two"].map(|word| SecretKey::from_seed(&record::testing::seed(&[word])));
        for key in &keys {
            let powers = Powers {
                together: 2,
                ..Powers::alone(key.public(), Powers::ALL_KINDS.to_vec(), 3)
            };
            let delegation = Delegation {
                powers,
                names: name("A. Delegate"),
                offices: Vec::new(),
            };
            let chair = &table.chairs[of];
            let given = chair
                .node
                .accredit(table.space, chair.party, &delegation, now_ms());
            given.expect("the seal key accredits");
        }
        Two { table, of, keys }
    }

    fn chair(&self) -> &crate::table::Chair {
        &self.table.chairs[self.of]
    }

    fn submit(&self, command: Command, key: usize) -> Result<Receipt, ActError> {
        let chair = self.chair();
        let space = self.table.space;
        chair
            .node
            .submit(space, chair.party, command, &self.keys[key], now_ms())
    }

    fn countersign(&self, act: &StatementId, key: usize) -> Result<Receipt, ActError> {
        let (chair, space) = (self.chair(), self.table.space);
        let key = &self.keys[key];
        let prepared =
            chair
                .node
                .prepare_shared(space, chair.party, act, key.public(), now_ms())?;
        chair.node.sign(&prepared.ticket, key, now_ms())
    }

    fn waiting(&self) -> Vec<node::Shared> {
        let chair = self.chair();
        chair
            .node
            .shared(&self.table.space, &chair.party, now_ms())
            .expect("readable")
    }

    fn status(&self, chair: usize, text: &StatementId) -> Option<TextStatus> {
        let read = self.table.chairs[chair]
            .node
            .read(&self.table.space, |state| state.record.status(text));
        read.flatten()
    }
}

#[test]
fn m012_what_binds_waits_for_the_second_delegate_and_nobody_outside_sees_it() {
    for of in [0, 1] {
        let mut two = Two::sit(of);
        let before = two.chair().size(two.table.space);
        let first = two.submit(propose(List::Dialogues, "A hotline"), 0);
        let first = first.expect("the first signs");
        let act = first.shared.expect("it takes two");
        assert!(first.sealed.is_empty() && first.waiting.is_empty());
        let [waits] = &two.waiting()[..] else {
            panic!("one act waits")
        };
        assert_eq!((waits.act, waits.lacks()), (act, 1));
        assert_eq!(waits.by, [two.keys[0].public().kid()]);
        let again = two.countersign(&act, 0);
        assert!(
            matches!(again, Err(ActError::Refused(Refusal::SignedBefore))),
            "{again:?}"
        );
        two.table.everybody_talks();
        assert_eq!(
            two.chair().size(two.table.space),
            before,
            "nothing is sealed"
        );

        // It outlives the node, and is whole with the second signature.
        two.table.chairs[of].stopped(|_| {});
        let second = two.countersign(&act, 1).expect("the second signs");
        assert_eq!(second.sealed.len(), 2, "the proposal and the assent");
        assert_eq!(second.sealed[0].0, act);
        assert!(two.waiting().is_empty());
        two.table.everybody_talks();
        assert_eq!(two.status(1 - of, &act), Some(TextStatus::Open));
        let gone = two.countersign(&act, 1);
        assert!(
            matches!(gone, Err(ActError::Refused(Refusal::TextMoved))),
            "{gone:?}"
        );

        // What is merely said needs one.
        let object = two.chair().node.read(&two.table.space, |state| {
            state.relationship.object_of(&act).expect("known")
        });
        let said = two.submit(
            Command::Defer {
                object: object.expect("known"),
                until_day: u64::MAX >> 20,
                reason: None,
            },
            0,
        );
        assert_eq!(said.expect("one is enough").sealed.len(), 1);
    }
}

#[test]
fn theirs_is_accepted_by_two_and_waits_as_one_act() {
    let mut two = Two::sit(0);
    let (space, own) = (two.table.space, two.chair().party);
    let ours = two.submit(propose(List::Dialogues, "A hotline"), 0);
    let ours = ours.expect("signed").shared.expect("it takes two");
    two.countersign(&ours, 1).expect("whole");
    let object = two.chair().node.read(&space, |state| {
        state.relationship.object_of(&ours).expect("known")
    });
    two.table.everybody_talks();
    let other = &two.table.chairs[1];
    let theirs = other
        .submit(space, counter(object.expect("known"), "A direct line"))
        .expect("a rival")
        .sealed[0]
        .0;
    two.table.everybody_talks();
    let accept = Command::AcceptTheirs { text: theirs };
    let act = two.submit(accept, 1).expect("signed").shared.expect("two");
    let receipt = two.countersign(&act, 0).expect("whole");
    assert_eq!((receipt.sealed.len(), receipt.waiting.len()), (1, 1));
    let waiting = two.chair().node.waiting(&space, &own).expect("readable");
    assert_eq!(waiting.len(), 1, "the assent waits for the renounce");
    two.table.everybody_talks();
    assert_eq!(two.status(0, &ours), Some(TextStatus::Dead));
    assert_eq!(two.status(1, &theirs), Some(TextStatus::InEffect));
}

#[test]
fn an_act_that_lacks_a_signature_is_cancelled_or_ends_with_the_powers_of_its_signer() {
    let two = Two::sit(0);
    let (space, party) = (two.table.space, two.chair().party);
    let node = &two.chair().node;
    let act = |title| {
        let signed = two.submit(propose(List::Dialogues, title), 0);
        signed.expect("signed").shared.expect("it takes two")
    };
    let cancelled = act("Cancelled");
    node.cancel_shared(&space, &cancelled).expect("writable");
    assert!(two.waiting().is_empty());
    assert!(two.countersign(&cancelled, 1).is_err());

    let lost = act("Lost");
    let kid = two.keys[0].public().kid();
    node.revoke(space, party, kid, now_ms())
        .expect("the seal key revokes");
    let refused = two.countersign(&lost, 1);
    // The second signs, and is alone: the first one's signature counts no more.
    assert_eq!(refused.expect("signed").shared, Some(lost));
    let [waits] = &two.waiting()[..] else {
        panic!("it waits for another one")
    };
    assert_eq!(waits.by, [two.keys[1].public().kid()]);
}
