//! Another key of the connection: nobody is locked out, and whoever has the earlier one is, as soon as the new one was seen.

use std::sync::Arc;

use domain::List;
use net::{Client, TlsIdentity};
use node::clock::now_ms;
use node::peers::{INVITATION_MS, Offer};
use node::{Node, Plan};
use record::Hash;

use crate::pair::{Side, met, name, propose, start};

/// Rotates with the root that is due, and gives the connection key that is to go, as a thief would have it.
fn change_connection_key(side: &Side, root: &str, next: &str) -> (Vec<u8>, Hash) {
    let (node, folder) = (side.node(), side.node().folder().join("keys"));
    let stolen = std::fs::read(folder.join("tls")).expect("the first key");
    let plan = Plan {
        connection: true,
        ..Plan::default()
    };
    let (root, next) = (folder.join(root), folder.join(next));
    let keys = node.rotate(side.party, &root, &next, &plan, now_ms());
    (stolen, keys.expect("the root is due").tls)
}

fn shown(node: &Node) -> Hash {
    let seat = node.seats().next().expect("one seat");
    seat.keys.tls().expect("a key").spki_hash()
}

fn pinned(side: &Side, peer: &Side) -> Vec<Hash> {
    side.node().peers().pins().of(&peer.party)
}

async fn until_pinned(side: &Side, peer: &Side, keys: &[Hash]) {
    let is_it = |node: &Node| node.peers().pins().of(&peer.party) == keys;
    side.until("the other connection key", is_it).await;
}

/// Whether a node with this key of ours is let in by `side`: also whether it hears an answer.
async fn is_let_in(side: &Side, key: &[u8]) -> bool {
    let tls = TlsIdentity::from_pkcs8(key).expect("a key");
    let address = side.running.peer_address.to_string();
    let Ok(mut client) = Client::connect(&address, &tls, shown(side.node())).await else {
        return false;
    };
    let nothing = net::wire::encode_bundle(&[]);
    let patience = std::time::Duration::ZERO;
    client
        .post(net::PATH_EXCHANGE, nothing, 1 << 20, patience)
        .await
        .is_ok()
}

/// The other hears of a text of each.
async fn both_hear(one: &Side, other: &Side, space: record::SpaceId, title: &str) {
    for (from, to) in [(one, other), (other, one)] {
        let text = from.put_forward(space, propose(List::Dialogues, title));
        to.until_status(space, text, record::TextStatus::Open).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn m012_the_earlier_connection_key_is_refused_once_the_new_one_was_seen() {
    let (_left, _right, asteria, borealis, space) = met().await;
    both_hear(&asteria, &borealis, space, "before").await;
    let (stolen, new) = change_connection_key(&asteria, "next-root", "root-after");
    until_pinned(&borealis, &asteria, &[new]).await;
    assert_eq!(shown(asteria.node()), new);
    assert!(!is_let_in(&borealis, &stolen).await, "the earlier key");
    both_hear(&asteria, &borealis, space, "after").await;
    assert!(!asteria.node().folder().join("keys/tls").exists());
    // Borealis' key stayed, and nobody else's changed.
    assert_eq!(pinned(&asteria, &borealis), [shown(borealis.node())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn m012_a_peer_that_was_away_is_not_locked_out_and_both_restart_in_between() {
    let (left, right, asteria, borealis, space) = met().await;
    both_hear(&asteria, &borealis, space, "before").await;
    let before = shown(asteria.node());
    borealis.running.stop().await;
    let (stolen, new) = change_connection_key(&asteria, "next-root", "root-after");
    // Whatever else happens meanwhile, and through a restart, the earlier key is shown.
    asteria.running.stop().await;
    let asteria = start(left.path(), "Asteria").await;
    assert_eq!(shown(asteria.node()), before);
    let borealis = start(right.path(), "Borealis").await;
    borealis.find(&asteria);
    until_pinned(&borealis, &asteria, &[new]).await;
    assert!(!is_let_in(&borealis, &stolen).await);
    both_hear(&asteria, &borealis, space, "after").await;
    borealis.running.stop().await;
    let borealis = start(right.path(), "Borealis").await;
    assert_eq!(pinned(&borealis, &asteria), [new], "also after a restart");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_names_the_key_that_is_shown_while_another_is_named() {
    let (_left, _right, asteria, borealis, space) = met().await;
    both_hear(&asteria, &borealis, space, "before").await;
    borealis.running.stop().await;
    change_connection_key(&asteria, "next-root", "root-after");
    let folder = tempfile::tempdir().unwrap();
    let cimmeria = start(folder.path(), "Cimmeria").await;
    let offer = Offer {
        titles: name("Another relationship"),
        languages: vec!["en".into()],
        expires_ms: now_ms() + INVITATION_MS,
    };
    let address = asteria.running.peer_address.to_string();
    let invitation = asteria
        .node()
        .invite(asteria.party, &offer, vec![address])
        .unwrap();
    assert_eq!(invitation.spki_hash, shown(asteria.node()));
    let node: Arc<Node> = cimmeria.running.node.clone();
    let met = node.accept(cimmeria.party, &invitation, Vec::new()).await;
    assert_eq!(met.unwrap(), asteria.party);
}
