//! New keys: what was signed before stays, what is signed after is by the new ones, and no crash is in between.

use std::path::{Path, PathBuf};

use domain::List;
use net::wire::Batch;
use node::accept::{Checked, Objection, check_alone};
use node::clock::now_ms;
use node::keys::write_new;
use node::renew::sign_recovery;
use node::{ActError, Node, NodeFault, Plan, Setup};
use record::identity::next_root_commitment;
use record::key::{Algorithm, SecretKey};
use record::seal::Statement;
use record::{
    Body, Checkpoint, Entry, Kind, Leaf, LogKey, PartyId, SpaceId, StatementId, TextStatus,
};
use tempfile::tempdir;

use crate::pair::{Side, meet, met, name, propose, start};

const LARGE: Algorithm = Algorithm::MlDsa44;

fn keys(folder: &Path, name: &str) -> PathBuf {
    folder.join("keys").join(name)
}

/// Rotates with the root that `init` left in the folder.
pub fn rotate(node: &Node, party: PartyId, next: &str, plan: &Plan) -> Result<(), ActError> {
    let root = keys(node.folder(), "next-root");
    let next = keys(node.folder(), next);
    node.rotate(party, &root, &next, plan, now_ms()).map(drop)
}

/// One side puts a text forward and the other agrees to it.
async fn agree(one: &Side, other: &Side, space: SpaceId, title: &str) -> StatementId {
    let text = one.put_forward(space, propose(List::Dialogues, title));
    other.until_status(space, text, TextStatus::Open).await;
    let assent = domain::Command::Assent { text };
    other
        .submit(space, assent)
        .expect("open, and ours to agree to");
    one.until_status(space, text, TextStatus::InEffect).await;
    text
}

/// What becomes of one more entry of a party's log, sealed as under its first keys, with a head by this key.
fn a_head_by(node_key: &SecretKey, side: &Side, space: SpaceId) -> Checked {
    let log = LogKey::main(side.party);
    let body = Body::new(space, side.party, Kind::Remark, [7; 16]);
    let statement = Statement::sign(&body, Vec::new(), &side.delegate);
    let leaf = Leaf {
        statement: Body::id_of(&statement.body_bytes),
        signatures: statement.signatures,
        identity_size: 1,
        seen: Vec::new(),
    };
    let entry = Entry::new(leaf.encode(), statement.body_bytes, Vec::new()).unwrap();
    let checked = side.node().read(&space, |state| {
        let from = state.record.size(&log);
        let head = Checkpoint {
            log: log.in_space(space),
            size: from + 1,
            root: state.record.root_with(&log, &[entry.leaf_hash()]),
            previous: None,
            time_ms: 0,
        };
        let checkpoint = head.sign(node_key);
        check_alone(
            state,
            &Batch {
                from,
                entries: vec![entry.encode()],
                checkpoint,
            },
        )
    });
    checked.unwrap()
}

fn identity_size(node: &Node, space: SpaceId, party: PartyId) -> u64 {
    node.read(&space, |state| state.record.size(&LogKey::identity(party)))
        .unwrap_or(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn m012_after_a_rotation_both_go_on_and_what_was_agreed_stays() {
    let (left, _right, asteria, borealis, space) = met().await;
    let before = agree(&asteria, &borealis, space, "A hotline").await;
    let old = asteria.node().seat(&asteria.party).unwrap();
    rotate(
        asteria.node(),
        asteria.party,
        "root-after",
        &Plan::default(),
    )
    .unwrap();
    let new = asteria.node().seat(&asteria.party).unwrap();
    assert_ne!(old.keys.seal.public(), new.keys.seal.public());
    assert_ne!(old.keys.node.public(), new.keys.node.public());
    assert_eq!(old.keys.tls_pin, new.keys.tls_pin, "peers pin it");
    assert_eq!(old.keys.encryption, new.keys.encryption);
    for (file, there) in [
        ("seal", false),
        ("node", false),
        ("seal.2", true),
        ("node.2", true),
    ] {
        assert_eq!(keys(left.path(), file).exists(), there, "{file}");
    }
    let arrived = |node: &Node| identity_size(node, space, asteria.party) == 2;
    borealis.until("the new keys", arrived).await;
    let texts = [
        agree(&asteria, &borealis, space, "A dialogue on rescue").await,
        agree(&borealis, &asteria, space, "A dialogue on fisheries").await,
    ];
    asteria.accredit(space); // by the new seal
    let refused = a_head_by(&old.keys.node, &asteria, space);
    assert!(
        matches!(refused, Checked::Refused(Objection::Mismatch)),
        "{refused:?}"
    );
    let taken = a_head_by(&new.keys.node, &asteria, space);
    assert!(matches!(taken, Checked::New { .. }), "{taken:?}");
    let digest = asteria.digest(space);
    borealis
        .until("the same", |node| {
            node.read(&space, |state| state.record.digest()) == Some(digest)
        })
        .await;
    for text in texts.into_iter().chain([before]) {
        assert_eq!(borealis.status(space, text), Some(TextStatus::InEffect));
    }
    for side in [&asteria, &borealis] {
        let verified = node::verify::folder(side.node().folder()).expect("it can be read");
        let faults = verified.iter().flat_map(|(_, report)| &report.faults);
        assert_eq!(faults.count(), 0, "{verified:?}");
    }
    // The root that was used is no root any more; the one after it is.
    let again = rotate(
        asteria.node(),
        asteria.party,
        "root-later",
        &Plan::default(),
    );
    assert!(
        matches!(again, Err(ActError::Fault(NodeFault::Key { .. }))),
        "{again:?}"
    );
    let (root, next) = (
        keys(left.path(), "root-after"),
        keys(left.path(), "root-later"),
    );
    let plan = Plan {
        encryption: true,
        ..Plan::default()
    };
    asteria
        .node()
        .rotate(asteria.party, &root, &next, &plan, now_ms())
        .unwrap();
    let newest = asteria.node().seat(&asteria.party).unwrap();
    assert_ne!(newest.keys.encryption, new.keys.encryption);
    assert!(!keys(left.path(), "seal.2").exists());
    let arrived = |node: &Node| identity_size(node, space, asteria.party) == 3;
    borealis.until("the keys after them", arrived).await;
    agree(&borealis, &asteria, space, "A dialogue on climate").await;
}

#[test]
fn a_crash_before_the_change_changes_nothing_and_the_next_attempt_goes_through() {
    let root = tempdir().unwrap();
    let folder = root.path().join("asteria");
    let node = Node::init(&folder, &name("Asteria")).unwrap();
    let seat = node.seats().next().unwrap();
    let next = keys(&folder, "root-after");
    let due = keys(&folder, "next-root");
    let _ = node
        .prepare_rotation(seat.party, &due, &next, &Plan::default())
        .unwrap();
    drop(node);
    let node = Node::open(&folder).unwrap();
    let still = node.seats().next().unwrap();
    assert_eq!(still.keys.seal.public(), seat.keys.seal.public());
    rotate(&node, seat.party, "another-root-after", &Plan::default()).unwrap();
    drop(node);
    let renewed = Node::open(&folder).unwrap().seats().next().unwrap();
    assert_ne!(renewed.keys.seal.public(), seat.keys.seal.public());
    assert_eq!(renewed.history.size(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_after_the_change_is_made_good_at_the_next_start() {
    let (left, _right, asteria, borealis, space) = met().await;
    let party = asteria.party;
    asteria.running.stop().await;
    let node = Node::open(left.path()).unwrap();
    drop(node);
    let databases = || {
        let all = std::fs::read_dir(left.path())
            .unwrap()
            .map(|file| file.unwrap().path());
        all.filter(|file| {
            let name = file.file_name().unwrap().to_string_lossy();
            name.starts_with("record.db") || name.starts_with("high-water.db")
        })
    };
    let before: Vec<_> = databases()
        .map(|file| (std::fs::read(&file).unwrap(), file))
        .collect();
    let node = Node::open(left.path()).unwrap();
    rotate(&node, party, "root-after", &Plan::default()).unwrap();
    drop(node);
    // The identity log and the keys as after the change, the record as before it.
    let written_since = databases().filter(|file| before.iter().all(|(_, held)| held != file));
    written_since.for_each(|file| std::fs::remove_file(file).unwrap());
    for (bytes, file) in &before {
        std::fs::write(file, bytes).unwrap(); // the same file, for the high water
    }
    let asteria = start(left.path(), "Asteria").await;
    assert_eq!(identity_size(asteria.node(), space, party), 2);
    borealis
        .until("the new keys", |node| {
            identity_size(node, space, party) == 2
        })
        .await;
}

/// A server that runs on the folder goes on with the keys that a command changed.
#[tokio::test(flavor = "multi_thread")]
async fn a_running_node_takes_the_keys_that_another_process_changed() {
    let (left, _right, asteria, borealis, space) = met().await;
    let party = asteria.party;
    let other = Node::open(left.path()).unwrap();
    rotate(&other, party, "root-after", &Plan::default()).unwrap();
    let renewed = |node: &Node| {
        node.seat(&party)
            .is_some_and(|seat| seat.history.size() == 2)
    };
    asteria.until("the new keys", renewed).await;
    agree(&asteria, &borealis, space, "A hotline").await;
    let head = borealis
        .node()
        .stored(|reader| reader.last_checkpoint(&LogKey::main(party).in_space(space)));
    let head = head.unwrap().unwrap();
    let seat = other.seat(&party).unwrap();
    assert_eq!(
        head.verify(seat.keys.node.public()),
        Ok(()),
        "signed by the new key"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn parties_of_different_algorithms_agree() {
    for large in 0..2 {
        let folders = [tempdir().unwrap(), tempdir().unwrap()];
        let setup = Setup {
            algorithm: LARGE,
            recovery: None,
        };
        let names = ["Asteria", "Borealis"];
        let node = Node::init_with(folders[large].path(), &name(names[large]), &setup);
        drop(node.unwrap());
        let mut asteria = start(folders[0].path(), names[0]).await;
        let mut borealis = start(folders[1].path(), names[1]).await;
        let side = match large {
            0 => &mut asteria,
            _ => &mut borealis,
        };
        side.delegate = SecretKey::new(LARGE, &record::testing::seed(&["large", "delegate"]));
        let space = meet(&asteria, &borealis).await;
        agree(&asteria, &borealis, space, "A hotline").await;
        agree(&borealis, &asteria, space, "A dialogue on rescue").await;
        let held = |one: &Side, other: PartyId| {
            let log = LogKey::main(one.party);
            one.node().read(&space, |state| {
                state.held(&log, &other) == state.record.size(&log)
            })
        };
        let (a, b) = (asteria.party, borealis.party);
        asteria
            .until("Borealis' receipts", |_| held(&asteria, b) == Some(true))
            .await;
        borealis
            .until("Asteria's receipts", |_| held(&borealis, a) == Some(true))
            .await;
        assert_eq!(asteria.digest(space), borealis.digest(space));
        let all =
            [&asteria, &borealis].map(|side| side.node().seat(&side.party).unwrap().algorithm());
        assert_eq!(
            all.map(|algorithm| algorithm == LARGE),
            [large == 0, large == 1]
        );
    }
}

#[test]
fn m012_two_of_three_holders_replace_lost_keys_each_signing_apart() {
    for algorithm in Algorithm::ALL {
        let root = tempdir().unwrap();
        let folder = root.path().join("asteria");
        let holders = [1, 2, 3].map(|n| SecretKey::new(algorithm, &[n; 32]));
        let files = holders.each_ref().map(|key| {
            let file = root.path().join(key.public().kid().short());
            write_new(&file, &*key.seed()).unwrap();
            file
        });
        let commitments = holders
            .each_ref()
            .map(|key| next_root_commitment(key.public()));
        let setup = Setup {
            algorithm,
            recovery: Some((2, commitments.to_vec())),
        };
        let node = Node::init_with(&folder, &name("Asteria"), &setup).unwrap();
        let before = node.seats().next().unwrap();
        for root in ["root", "next-root"] {
            std::fs::remove_file(keys(&folder, root)).unwrap();
        }
        let next = keys(&folder, "root-after");
        let one = [holders[0].public().clone()];
        let few = node.prepare_recovery(before.party, &one, &next, &Plan::default());
        assert!(matches!(few, Err(ActError::Fault(NodeFault::NotDue))));
        let by = [holders[0].public().clone(), holders[2].public().clone()];
        let request = node
            .prepare_recovery(before.party, &by, &next, &Plan::default())
            .unwrap();
        let signed = |file: &PathBuf| sign_recovery(&request, file);
        assert!(signed(&files[1]).is_err(), "not named in it");
        let signatures = [signed(&files[2]).unwrap(), signed(&files[0]).unwrap()];
        let missing = node.recover(before.party, &request, &signatures[..1], now_ms());
        assert!(matches!(missing, Err(ActError::Fault(NodeFault::NotDue))));
        let keys = node
            .recover(before.party, &request, &signatures, now_ms())
            .unwrap();
        let after = node.seats().next().unwrap();
        assert_eq!(after.identity[1].body.kind, Kind::Recover);
        assert_eq!(after.party, before.party);
        assert_eq!(after.keys.seal.public(), &keys.seal);
        assert_ne!(after.keys.seal.public(), before.keys.seal.public());
        let again = node.recover(before.party, &request, &signatures, now_ms());
        assert!(again.is_err(), "once");
        // From here on the new roots rotate.
        let later = root.path().join("later");
        node.rotate(after.party, &next, &later, &Plan::default(), now_ms())
            .unwrap();
    }
}
