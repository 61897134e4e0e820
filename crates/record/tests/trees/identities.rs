//! A forked identity log: the keys of every branch count.

use record::identity::KeySet;
use record::key::SecretKey;
use record::testing::{nonce, seed};
use record::{Entry, Hash, Kind, LogKey, Seen, StatementId, Verdict, Void, seal};

use crate::orders::{deliver, every_order, streams};
use crate::table::{A, B, Table, X};

/// The party changes its seal key; gives the new one.
pub fn rotate(table: &mut Table, seat: usize, word: &str) -> SecretKey {
    let seat = &mut table.seats[seat];
    let key = |role: &str| SecretKey::from_seed(&seed(&[&seat.player.name, "/", role]));
    let (root, new) = (key("next-root"), key(word));
    let party = seat.player.party;
    let keys = KeySet {
        root: root.public().clone(),
        seal: new.public().clone(),
        ..seat
            .record
            .identity(&party)
            .expect("it entered")
            .latest()
            .clone()
    };
    let body = keys.rotation(party, nonce(&[word]));
    let entry = seal::identity_entry(&body, Vec::new(), &[&root]).expect("small");
    let folded = seat.take(LogKey::identity(party), &entry);
    assert_eq!(folded[0].verdict, Verdict::Valid);
    new
}

/// Ends the powers of a key that never had any: only the seal key can.
pub fn revoke(table: &mut Table, seat: usize, key: &SecretKey) -> Verdict {
    let (space, party) = (
        table.seats[seat].record.space(),
        table.seats[seat].player.party,
    );
    let mut body = table.seats[seat].body(Kind::Revoke, &[]);
    body.fields = record::powers::revocation(space, party, key.public().kid(), body.nonce).fields;
    table.seats[seat].seal(&body, key).verdict
}

#[test]
fn m026_the_keys_of_every_branch_of_an_identity_log_count_in_every_order() {
    let table = Table::forked(2, |table| {
        let keys = [(A, "seal-1"), (X, "seal-2")].map(|(seat, word)| rotate(table, seat, word));
        assert_eq!(revoke(table, A, &keys[0]), Verdict::Valid);
        assert_eq!(revoke(table, X, &keys[1]), Verdict::Valid);
    });
    every_order(&table, 6);
    // Whatever came first, nothing that one of the two keys signed is void.
    let streams = streams(&table);
    for order in [[0, 0, 1, 1], [1, 1, 0, 0]] {
        let record = deliver(&table, &streams, &order, usize::MAX);
        let party = table.seats[A].player.party;
        let keys = record.identity(&party).expect("it entered");
        assert_eq!(keys.at(2).count(), 2);
        assert_eq!(keys.at(1).count(), 2);
        assert_eq!(keys.at(3).count(), 0);
    }
}

/// Otherwise what a void entry says that it had seen would reach whoever relies on the keys, by whichever branch of them
/// came first.
#[test]
fn rows_in_an_identity_log_are_an_error_and_hold_up_nothing() {
    let mut table = Table::forked(2, |_| {});
    let [own, other] = [A, B].map(|seat| table.seats[seat].player.party);
    let (log, other) = (LogKey::identity(own), LogKey::main(other));
    let held = table.seats[A]
        .record
        .root_at(&other, 1)
        .expect("it is here");
    for root in [held, Hash([7; 32])] {
        let first = &table.seats[A].player.inception;
        let (mut leaf, body) = (first.leaf.clone(), first.body_bytes.clone());
        leaf.seen = vec![Seen {
            log: other,
            size: 1,
            root,
        }];
        let entry = Entry::new(leaf.encode(), body, Vec::new()).expect("small");
        let folded = table.seats[A].take(log, &entry);
        assert_eq!(folded[0].verdict, Verdict::Void(Void::BadSignature));
        assert_eq!(folded[0].view.size(&other), 0);
    }
    rotate(&mut table, A, "seal-1");
}

#[test]
fn an_identity_log_that_was_not_forked_never_asks_to_fold_anew() {
    let mut table = Table::forked(2, |_| {});
    let key = rotate(&mut table, A, "seal-1");
    assert_eq!(revoke(&mut table, A, &key), Verdict::Valid);
    table.tell(A, B);
    assert!(!table.seats[B].record.is_stale());
    let verdict = table.act(B, Kind::Remark, StatementId::default());
    assert_eq!(verdict, Verdict::Valid);
}
