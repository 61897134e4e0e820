//! Checkpoints, cosignatures, spaces and facts.

use record::founding::Founding;
use record::{Cosignature, CosignatureKind, Hash, LogId, SignedCheckpoint, SignedCosignature};
use rusqlite::Connection;
use store::{Content, Kept, Store, StoreFault};

use crate::invented::*;

fn receipt(by: u8, checkpoint: &SignedCheckpoint, kind: CosignatureKind) -> SignedCosignature {
    let receipt = Cosignature {
        by: party(by),
        space: SPACE,
        checkpoint: checkpoint.hash(),
        kind,
        time_ms: 1_700_000_000_000,
    };
    receipt.sign(&key(&party(by)))
}

#[test]
fn checkpoints_are_kept_and_ordered_by_size() {
    let mut store = Store::in_memory().unwrap();
    let log = log(1);
    assert_eq!(store.last_checkpoint(&log).unwrap(), None);
    for size in [1, 7, 3, 7, 3] {
        store.put_checkpoint(&checkpoint(&log, size)).unwrap();
    }
    let sizes = |from| {
        let heads = store.checkpoints(&log, from).unwrap();
        heads
            .iter()
            .map(|signed| signed.head.size)
            .collect::<Vec<_>>()
    };
    assert_eq!(sizes(0), [1, 3, 7]);
    assert_eq!(sizes(3), [3, 7]);
    assert_eq!(store.last_checkpoint(&log).unwrap().unwrap().head.size, 7);
    let within = |size| {
        store
            .checkpoint_within(&log, size)
            .unwrap()
            .map(|signed| signed.head.size)
    };
    assert_eq!(
        [0, 1, 2, 6, 99].map(within),
        [None, Some(1), Some(1), Some(3), Some(7)]
    );
    let hash = checkpoint(&log, 3).hash();
    assert_eq!(store.checkpoint(&hash).unwrap(), Some(checkpoint(&log, 3)));
    assert_eq!(
        store.heads(&SPACE).unwrap(),
        [],
        "a head without entries is no log yet"
    );
}

#[test]
fn a_contradiction_is_kept_as_evidence_and_never_as_the_head() {
    let mut store = Store::in_memory().unwrap();
    let log = log(1);
    let (head, fork) = (checkpoint(&log, 3), checkpoint_over(&log, 5, Hash([8; 32])));
    store.put_checkpoint(&head).unwrap();
    store.put_checkpoint(&fork).unwrap();
    store.put_conflict(&fork).unwrap();
    store.put_checkpoint(&fork).unwrap();
    assert_eq!(store.last_checkpoint(&log).unwrap(), Some(head.clone()));
    assert_eq!(store.checkpoints(&log, 0).unwrap(), [head]);
    assert_eq!(store.conflicts(&log).unwrap(), [fork]);
}

#[test]
fn a_head_larger_than_the_database_can_count_reads_back() {
    let mut store = Store::in_memory().unwrap();
    let head = checkpoint(&log(1), u64::MAX);
    store.put_checkpoint(&head).unwrap();
    assert_eq!(store.checkpoints(&log(1), u64::MAX).unwrap(), [head]);
}

#[test]
fn the_cosigned_size_is_that_of_the_largest_mirrored_head() {
    let mut store = Store::in_memory().unwrap();
    let log = log(1);
    let heads = [2, 4, 6, 8].map(|size| checkpoint(&log, size));
    let mirror = receipt(2, &heads[0], CosignatureKind::Mirror);
    assert_eq!(
        store.put_cosignature(&log, &mirror).unwrap(),
        Kept::NoCheckpoint
    );
    for head in &heads {
        store.put_checkpoint(head).unwrap();
    }
    assert_eq!(
        store
            .cosigned_size(&log, &party(2), CosignatureKind::Mirror)
            .unwrap(),
        0
    );
    for (head, kind) in [
        (&heads[1], CosignatureKind::Mirror),
        (&heads[0], CosignatureKind::Mirror),
        (&heads[2], CosignatureKind::Witness),
        (&heads[3], CosignatureKind::Mirror),
    ] {
        let receipt = receipt(2, head, kind);
        assert_eq!(store.put_cosignature(&log, &receipt).unwrap(), Kept::New);
        assert_eq!(store.put_cosignature(&log, &receipt).unwrap(), Kept::Known);
    }
    assert_eq!(
        store
            .cosigned_size(&log, &party(2), CosignatureKind::Mirror)
            .unwrap(),
        8
    );
    assert_eq!(
        store
            .cosigned_size(&log, &party(3), CosignatureKind::Mirror)
            .unwrap(),
        0
    );
    let found = store.cosignatures(&heads[0].hash()).unwrap();
    assert_eq!(found, [mirror]);

    // What was mirrored of another branch is not on record as delivered.
    store.put_conflict(&heads[3]).unwrap();
    assert_eq!(
        store
            .cosigned_size(&log, &party(2), CosignatureKind::Mirror)
            .unwrap(),
        4
    );
    assert_eq!(store.cosignatures(&Hash([9; 32])).unwrap(), []);
}

#[test]
fn receipts_are_counted_in_the_order_in_which_they_came() {
    let (_folder, path, mut store) = on_disk();
    assert_eq!(store.last_receipt(&SPACE).unwrap(), 0);
    let head = checkpoint(&log(1), 2);
    store.put_checkpoint(&head).unwrap();
    let given = [5, 3, 4].map(|by| receipt(by, &head, CosignatureKind::Mirror));
    for receipt in &given {
        assert_eq!(store.put_cosignature(&log(1), receipt).unwrap(), Kept::New);
    }
    let all = store.receipts(&SPACE, 0, 9).unwrap();
    let found: Vec<_> = all.iter().map(|one| one.cosignature.clone()).collect();
    assert_eq!(found, given);
    assert_eq!(all[2].arrival, store.last_receipt(&SPACE).unwrap());
    assert_eq!(
        store.receipts(&SPACE, all[0].arrival, 1).unwrap(),
        all[1..2]
    );
    assert_eq!(store.receipts(&OTHER_SPACE, 0, 9).unwrap(), []);

    let raw = Connection::open(&path).unwrap();
    raw.execute(
        "UPDATE cosignatures SET kind = 1 WHERE id = ?1",
        [all[1].arrival as i64],
    )
    .unwrap();
    let left = store.receipts(&SPACE, 0, 9).unwrap();
    assert_eq!(
        left,
        [all[0].clone(), all[2].clone()],
        "a damaged one holds nothing up"
    );
}

/// Two copies of a folder give out the same numbers for what is not the same, until the party heals.
#[test]
fn receipts_get_new_numbers_above_all_earlier_ones_and_in_the_same_order() {
    let mut store = Store::in_memory().unwrap();
    let elsewhere = LogId {
        space: OTHER_SPACE,
        ..log(1)
    };
    for log in [log(1), elsewhere] {
        let head = checkpoint(&log, 2);
        store.put_checkpoint(&head).unwrap();
        for by in [5, 3, 4] {
            let receipt = receipt(by, &head, CosignatureKind::Mirror);
            assert_eq!(store.put_cosignature(&log, &receipt).unwrap(), Kept::New);
        }
    }
    let listed = |store: &Store, space| store.receipts(&space, 0, 9).unwrap();
    let given = |store: &Store, space| {
        let all = listed(store, space).into_iter();
        all.map(|one| one.cosignature).collect::<Vec<_>>()
    };
    let before = [SPACE, OTHER_SPACE].map(|space| given(&store, space));
    assert_eq!(before[0].len(), 3);
    for epoch in 1..=600_u16 {
        let space = [SPACE, OTHER_SPACE][usize::from(epoch % 3 == 0)];
        let last = store.last_receipt(&space).unwrap();
        store.renumber_receipts(&space, epoch.into()).unwrap();
        assert!(listed(&store, space)[0].arrival > last.max(u64::from(epoch) << 32));
    }
    assert_eq!(
        before,
        [SPACE, OTHER_SPACE].map(|space| given(&store, space))
    );
    assert!(store.last_receipt(&SPACE).unwrap() < 1 << 43);
}

#[test]
fn a_space_exists_once_its_founding_is_known() {
    let mut store = Store::in_memory().unwrap();
    let title = payload("Lake dialogue");
    let founding = founding(&title);
    let space = Founding::read(&founding).unwrap().space;
    assert_eq!(store.spaces().unwrap(), []);
    assert_eq!(store.put_space(&founding, &[None]).unwrap(), space);
    assert_eq!(store.spaces().unwrap()[0].payloads, [Content::Never]);
    store.put_space(&founding, &[Some(title.clone())]).unwrap();
    store.put_space(&founding, &[None]).unwrap();
    let row = &store.spaces().unwrap()[0];
    assert_eq!((row.space, &row.founding.bytes), (space, &founding));
    assert_eq!(row.payloads, [Content::Here(title)]);

    for (bytes, payloads) in [
        (&b"nothing"[..], vec![]),
        (&founding, vec![]),
        (&founding, vec![Some(payload("another title"))]),
    ] {
        let refused = store.put_space(bytes, &payloads);
        assert!(matches!(refused, Err(StoreFault::NoFounding)));
    }
    assert_eq!(store.spaces().unwrap().len(), 1);
}

#[test]
fn facts_are_set_replaced_and_forgotten() {
    let mut store = Store::in_memory().unwrap();
    assert_eq!(store.fact("pause").unwrap(), None);
    for (name, value) in [
        ("pause", "a"),
        ("peer/b", "2"),
        ("peer/a", "1"),
        ("pause", "b"),
    ] {
        store.put_fact(name, value.as_bytes()).unwrap();
    }
    assert_eq!(store.fact("pause").unwrap().unwrap(), b"b");
    let peers = [
        ("peer/a".to_owned(), b"1".to_vec()),
        ("peer/b".to_owned(), b"2".to_vec()),
    ];
    assert_eq!(store.facts("peer/").unwrap(), peers);
    store.drop_fact("peer/a").unwrap();
    assert_eq!(store.fact("peer/a").unwrap(), None);
}
