//! When a witness is shown that a log grew.

use std::collections::BTreeMap;

use net::replica::{Action, Holding, Replica, Sharing};
use net::wire::{Heads, Message};
use record::{Checkpoint, Hash, LogKey, SignedCheckpoint};

use crate::book::{SPACE, node_key, party};

fn head(log: LogKey, size: u64) -> SignedCheckpoint {
    let head = Checkpoint {
        log: log.in_space(SPACE),
        size,
        root: Hash([1; 32]),
        previous: None,
        time_ms: 0,
    };
    head.sign(&node_key(log.party))
}

/// It may hold the keys before it enters, and would let a head that it is shown then rest for minutes.
#[test]
fn a_witness_is_shown_nothing_before_its_entry_is_held() {
    let (keys, log) = (LogKey::identity(party(1)), LogKey::main(party(1)));
    let ours = |entered| Holding {
        members: [1, 2].map(party).into(),
        witnesses: [party(2)].into(),
        heads: BTreeMap::from([(keys, head(keys, 1)), (log, head(log, 2))]),
        sharing: Sharing::ToWitness { entered },
        ..Holding::default()
    };
    let shown = |actions: Vec<Action>| {
        let extend = |action: Action| match action {
            Action::ServeExtend { log, from, .. } => Some((log, from)),
            _ => None,
        };
        actions.into_iter().filter_map(extend).collect::<Vec<_>>()
    };
    let mut replica = Replica::new();
    replica.connected(Vec::new(), vec![(SPACE, ours(false))], 1);
    let holds_keys = Message::Heads(Heads {
        space: SPACE,
        heads: vec![head(keys, 1)],
        receipts_from: 0,
    });
    assert_eq!(shown(replica.received(holds_keys, 2)), []);
    let entered = replica.holding(SPACE, Some(ours(true)), 3);
    assert_eq!(shown(entered), [(log, 0)]);
    let again = replica.holding(SPACE, Some(ours(true)), 4);
    assert_eq!(shown(again), []);
}
