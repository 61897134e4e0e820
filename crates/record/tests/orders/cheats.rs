//! What a cheating author leaves out or adds does not make two nodes differ.

use record::identity::KeySet;
use record::key::SecretKey;
use record::testing::{nonce, seed};
use record::{Body, Entry, Kind, Leaf, LogKey, Verdict, seal};

use crate::delivery::deliver;
use crate::play::{Play, Sealed};

#[test]
fn whoever_names_an_entry_knows_what_its_author_knew() {
    let mut play = Play::cast(&[0, 1, 2], 2, |play| {
        play.put_forward(0, "x");
        play.tell_all();
        play.act(1, Kind::Assent, 0);
        play.tell_all();
    });
    let (text, unnamed) = (play.texts[0], play.seats[0].player.log());
    let seat = &mut play.seats[2];
    let (body, log) = (seat.body(Kind::Assent, &[text]), seat.player.log());
    let statement = seal::Statement::sign(&body, Vec::new(), &seat.player.delegate);
    let mut leaf = Leaf {
        statement: Body::id_of(&statement.body_bytes),
        signatures: statement.signatures,
        identity_size: 1,
        seen: seat.record.seen_by(&log),
    };
    let rows = leaf.seen.len();
    leaf.seen.retain(|row| row.log != unnamed);
    assert_eq!(
        leaf.seen.len(),
        rows - 1,
        "the log of the proposal is left out"
    );
    let entry = Entry::new(leaf.encode(), statement.body_bytes, Vec::new()).expect("small");
    let folded = seat.take(log, &entry).pop().expect("ready");
    assert_eq!(folded.verdict, Verdict::Valid, "the proposal is in view");
    assert_eq!(deliver(&play, false), 12);
}

#[test]
fn an_identity_log_of_a_later_epoch_changes_no_keys() {
    let play = Play::cast(&[0, 1], 2, |_| {});
    let player = &play.seats[0].player;
    let next_root = SecretKey::from_seed(&seed(&[&player.name, "/", "next-root"]));
    let rotation = |epoch: u32| {
        let known = play.seats[0].record.identity(&player.party);
        let known = known.expect("it entered");
        let keys = KeySet {
            root: next_root.public().clone(),
            encryption: [epoch as u8; 32],
            ..known.latest().clone()
        };
        let body = keys.rotation(known, nonce(&["rotation"]));
        let log = LogKey {
            epoch,
            ..LogKey::identity(player.party)
        };
        Sealed {
            log,
            first: usize::from(epoch == 0), // after the inception
            entries: vec![seal::identity_entry(&body, Vec::new(), &[&next_root]).expect("small")],
        }
    };
    let logs = [rotation(0), rotation(1)];
    let digests = [[0, 1], [1, 0]].map(|order| {
        let mut node = play.node(true);
        node.take_all(&logs, &order);
        let keys = node.record.identity(&player.party).expect("it entered");
        assert_eq!(keys.latest().encryption, [0; 32]);
        node.record.digest()
    });
    assert_eq!(digests[0], digests[1]);
}
