//! A forked identity log: the keys of every branch count.

use record::identity::KeySet;
use record::key::SecretKey;
use record::leaf::Leaf;
use record::seal::Statement;
use record::testing::{Seat, nonce, seed};
use record::{Body, Entry, Hash, Kind, LogKey, Seen, StatementId, Verdict, Void, seal};

use crate::orders::{deliver, every_order, streams};
use crate::table::{A, B, Table, X};

/// The party changes its seal key; gives the new one.
pub fn rotate(table: &mut Table, seat: usize, word: &str) -> SecretKey {
    let seat = &mut table.seats[seat];
    let (entry, new) = renewal(seat, word);
    let folded = seat.take(LogKey::identity(seat.player.party), &entry);
    assert_eq!(folded[0].verdict, Verdict::Valid);
    new
}

/// The entry that does it, and the new key.
fn renewal(seat: &Seat, word: &str) -> (Entry, SecretKey) {
    let key = |role: &str| SecretKey::from_seed(&seed(&[&seat.player.name, "/", role]));
    let (root, new) = (key("next-root"), key(word));
    let identity = seat.record.identity(&seat.player.party);
    let identity = identity.expect("it entered");
    let keys = KeySet {
        root: root.public().clone(),
        seal: new.public().clone(),
        ..identity.latest().clone()
    };
    let body = keys.rotation(identity, nonce(&[word]));
    let entry = seal::identity_entry(&body, Vec::new(), &[&root]);
    (entry.expect("small"), new)
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

/// Whoever stole a node key can sign a version of the identity log that goes on with anything at all. It gives the keys of
/// before a renewal no place beside those of after it, and takes none from these.
#[test]
fn keys_that_were_replaced_sign_no_more_beside_an_entry_that_renews_nothing() {
    let mut table = Table::forked(2, |_| {});
    let party = table.seats[A].player.party;
    let old = table.seats[X].player.seal.clone();
    let new = rotate(&mut table, A, "seal-1");
    assert_eq!(revoke(&mut table, A, &new), Verdict::Valid);
    let unsound = table.seats[X].player.inception.clone();
    for _ in 0..3 {
        let folded = table.seats[X].take(LogKey::identity(party), &unsound);
        assert!(folded.is_empty(), "it is no entry of an identity log");
    }
    let late = under(2, &table.seats[X], &old);
    assert!(table.seats[X].take(LogKey::main(party), &late).is_empty());
    let mut digests = Vec::new();
    for order in [[A, X], [X, A]] {
        let mut b = table.seats[B].twin();
        let told = order.iter().flat_map(|from| table.seats[*from].handed());
        let folded: Vec<_> = told.flat_map(|told| b.take_at(&told)).collect();
        let late = folded
            .iter()
            .find(|one| one.statement == late.leaf.statement);
        let verdict = late.map(|one| one.verdict);
        assert_eq!(verdict, Some(Verdict::Void(Void::NotEntitled)));
        let identity = b.record.identity(&party).expect("it entered");
        let seals: Vec<_> = identity.at(2).map(|keys| &keys.seal).collect();
        assert_eq!(seals, [new.public()]);
        assert_eq!(identity.size(), 2);
        digests.push(b.record.digest());
        // What others say to have seen locks nobody out.
        b.act(Kind::Remark, StatementId::default());
        table.seats.push(b);
    }
    assert_eq!(digests[0], digests[1]);
    table.tell(4, A);
    assert_eq!(revoke(&mut table, A, &new), Verdict::Valid);
}

/// Ends the powers of a key that never had any, by an author that names this size of its identity log.
fn under(identity_size: u64, seat: &Seat, key: &SecretKey) -> Entry {
    let (space, party) = (seat.record.space(), seat.player.party);
    let body = record::powers::revocation(space, party, key.public().kid(), nonce(&["late"]));
    let statement = Statement::sign(&body, Vec::new(), key);
    let leaf = Leaf {
        statement: Body::id_of(&statement.body_bytes),
        signatures: statement.signatures,
        identity_size,
        seen: Vec::new(),
    };
    Entry::new(leaf.encode(), statement.body_bytes, Vec::new()).expect("small")
}

/// Otherwise what such an entry says that it had seen would reach whoever relies on the keys, by whichever branch of them
/// came first.
#[test]
fn an_identity_log_has_no_entry_with_rows_in_it() {
    let table = Table::forked(2, |_| {});
    let [own, other] = [A, B].map(|seat| table.seats[seat].player.party);
    let (log, other) = (LogKey::identity(own), LogKey::main(other));
    let held = table.seats[A].record.root_at(&other, 1);
    for root in [held.expect("it is here"), Hash([7; 32])] {
        let mut seat = table.seats[A].twin();
        let sound = renewal(&seat, "seal-1").0;
        let (mut leaf, body) = (sound.leaf.clone(), sound.body_bytes.clone());
        leaf.seen = vec![Seen {
            log: other,
            size: 1,
            root,
        }];
        let entry = Entry::new(leaf.encode(), body, Vec::new()).expect("small");
        assert!(seat.take(log, &entry).is_empty());
        let folded = table.seats[A].twin().take(log, &sound);
        assert_eq!(folded[0].verdict, Verdict::Valid, "without them it is one");
    }
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
