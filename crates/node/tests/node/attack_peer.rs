//! What a peer may learn and leave here.

use std::time::Duration;

use domain::List;
use net::wire::Draft;
use net::{Host, News};
use node::clock::now_ms;
use node::host::Seated;
use node::peers::{INVITATION_MS, Offer};
use node::{Node, founding};
use record::founding::Membership;
use record::identity::KeySet;
use record::key::{Algorithm, SecretKey};
use record::seal::identity_entry;
use record::testing::{Player, seed};
use record::{Founding, LogKey, PartyId, TextStatus};

use crate::hostile::Hostile;
use crate::pair::{meet, met, name, propose, start};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paused_peer_is_told_nothing_even_if_it_dials() {
    let (_left, _right, asteria, borealis, space) = met().await;
    let before = asteria.put_forward(space, propose(List::Dialogues, "A hotline"));
    borealis.until_status(space, before, TextStatus::Open).await;
    asteria.node().pause(&borealis.party, true).unwrap();
    let during = asteria.put_forward(space, propose(List::Dialogues, "A visit"));
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(borealis.status(space, during), None);
    asteria.node().pause(&borealis.party, false).unwrap();
    borealis.until_status(space, during, TextStatus::Open).await;
}

/// The command line paused a peer; a moment later the peer says that it has moved.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_peer_does_not_undo_what_another_process_noted_about_it() {
    let (left, right) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let asteria = start(left.path(), "Asteria").await;
    let borealis = start(right.path(), "Borealis").await;
    meet(&asteria, &borealis).await;
    asteria.running.stop().await;
    let (server, console) = (
        Node::open(left.path()).unwrap(),
        Node::open(left.path()).unwrap(),
    );
    console.pause(&borealis.party, true).unwrap();
    server
        .note_addresses(&borealis.party, vec!["127.0.0.1:9".into()])
        .unwrap();
    let known = &Node::open(left.path()).unwrap().peers().all()[&borealis.party];
    assert!(known.paused);
    assert_eq!(known.addresses, ["127.0.0.1:9"]);
}

fn draft(members: &[record::PartyId], number: u8) -> Draft {
    let body = Founding::draft(
        members[0],
        &Membership::unanimous(founding::parties(members)),
        &["en"],
        [number; 16],
    );
    Draft {
        founding: body.encode(),
        payloads: Vec::new(),
    }
}

#[test]
fn a_peer_hands_over_drafts_that_name_it_and_only_so_many() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = Hostile::new(folder.path());
    let (peer, ours) = (hostile.seat.player.party, hostile.party);
    let other = Player::new("cassia").party;
    let known = || hostile.node.space_ids().len();
    hostile
        .host
        .told(peer, News::Draft(draft(&[other, ours], 7)));
    assert_eq!(known(), 1, "it is none of its business");
    for number in 100..200 {
        hostile
            .host
            .told(peer, News::Draft(draft(&[peer, ours], number)));
    }
    assert!(known() <= 40, "{} drafts are kept", known());
}

fn offer() -> Offer {
    Offer {
        titles: name("A relationship"),
        languages: vec!["en".into()],
        expires_ms: now_ms() + INVITATION_MS,
    }
}

/// One secret, two callers at the same moment.
#[test]
fn an_invitation_opens_once() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = Hostile::new(folder.path());
    let invitation = hostile
        .node
        .invite(hostile.party, &offer(), vec!["127.0.0.1:9".into()])
        .unwrap();
    let callers = [Player::new("cassia"), Player::new("doria")];
    let barrier = std::sync::Barrier::new(2);
    let host: &Seated = &hostile.host;
    let opened = std::thread::scope(|scope| {
        let call = |caller: &Player| {
            let contact = net::FirstContact {
                secret: invitation.secret,
                identity: vec![caller.inception.encode()],
                addresses: Vec::new(),
            };
            let tls = record::Hash(record::testing::seed(&[&caller.name, "/tls"]));
            barrier.wait();
            host.first_contact(tls, contact).is_some()
        };
        let calls = callers
            .each_ref()
            .map(|caller| scope.spawn(move || call(caller)));
        calls.map(|call| call.join().unwrap())
    });
    assert_eq!(opened.iter().filter(|opened| **opened).count(), 1);
}

/// The answer was lost on the way: whoever was let in asks again, and nothing is founded twice.
#[test]
fn first_contact_is_repeated_for_whom_it_let_in_and_for_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = Hostile::new(folder.path());
    let invited = hostile.node.invite(hostile.party, &offer(), Vec::new());
    let secret = invited.unwrap().secret;
    let call = |caller: &Player, secret: [u8; 32]| {
        let contact = net::FirstContact {
            secret,
            identity: vec![caller.inception.encode()],
            addresses: Vec::new(),
        };
        let tls = record::Hash(record::testing::seed(&[&caller.name, "/tls"]));
        let welcome = hostile.host.first_contact(tls, contact);
        welcome.map(|welcome| welcome.encode())
    };
    let [cassia, doria] = [Player::new("cassia"), Player::new("doria")];
    let first = call(&cassia, secret);
    assert!(first.is_some());
    let spaces = hostile.node.space_ids();
    assert_eq!(call(&cassia, secret), first);
    assert_eq!(hostile.node.space_ids(), spaces);
    assert_eq!(call(&doria, secret), None);
    assert_eq!(call(&cassia, [7; 32]), None, "a peer with another secret");
}

/// Whoever was invited to one space must not be able to count what happens in another.
#[test]
fn a_draft_is_sent_once_and_not_again_with_every_change_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = Hostile::new(folder.path());
    let host = Seated {
        node: hostile.node.clone(),
        party: hostile.party,
        addresses: Vec::new(),
    };
    let peer = net::Peer::new(hostile.seat.player.party, std::sync::Arc::new(host));
    peer.connected(1);
    assert!(peer.drain().is_some(), "a hello with the draft");
    for now_ms in 2..5 {
        peer.drafted();
        peer.pump(now_ms);
        assert_eq!(peer.drain(), None);
    }
    peer.lost();
    peer.connected(9);
    assert!(
        peer.drain().is_some_and(|bundle| bundle.len() > 100),
        "again"
    );
}

/// The member as this node sees it, and a greeting that asks for everything anew.
fn greeted(hostile: &Hostile) -> (net::Peer, Vec<u8>) {
    use net::wire::{Hello, Message};
    let host = Seated {
        node: hostile.node.clone(),
        party: hostile.party,
        addresses: Vec::new(),
    };
    let peer = net::Peer::new(hostile.seat.player.party, std::sync::Arc::new(host));
    let hello = Hello {
        addresses: Vec::new(),
        answer: true,
    };
    (peer, Message::Hello(hello).encode())
}

/// A member that asks for everything anew without end.
fn greets_for_ever(hostile: &Hostile) -> usize {
    use net::wire::encode_bundle;
    let (peer, hello) = greeted(hostile);
    let bundle = encode_bundle(&[hello]);
    let answered = |_: &usize| peer.handle(&bundle, 1).is_ok();
    let count = (0..2_000).take_while(answered).count();
    if count < 2_000 {
        assert!(
            peer.handle(&bundle, 60_000).is_ok(),
            "a minute later it is heard again"
        );
    }
    count
}

#[test]
fn a_peer_that_asks_for_everything_without_end_is_not_heard_for_a_while() {
    let folder = crate::memory::folder();
    let hostile = Hostile::new(folder.path());
    hostile.deliver();
    let count = greets_for_ever(&hostile);
    assert!((100..1_000).contains(&count), "{count} times");
}

#[test]
#[cfg(debug_assertions)]
fn a_quota_that_is_off_is_noticed() {
    let folder = crate::memory::folder();
    let hostile = Hostile::new(folder.path());
    let count = canary::with(canary::Canary::QuotaOff, || greets_for_ever(&hostile));
    assert_eq!(count, 2_000, "nothing stops it");
}

#[test]
fn a_bundle_of_greetings_makes_everything_begin_anew_once() {
    use net::wire::{Message, decode_bundle, encode_bundle};
    let folder = crate::memory::folder();
    let hostile = Hostile::new(folder.path());
    let (peer, hello) = greeted(&hostile);
    peer.handle(&encode_bundle(&vec![hello; 256]), 1).unwrap();
    let answers = std::iter::from_fn(|| peer.drain());
    let messages = answers.flat_map(|bundle| decode_bundle(&bundle).unwrap());
    let greetings = messages.filter(|message| matches!(message, Message::Hello(_)));
    assert_eq!(greetings.count(), 1);
}

#[test]
fn a_refusal_is_kept_only_if_the_peer_signed_it_and_once_for_each_log() {
    let folder = crate::memory::folder();
    let hostile = Hostile::new(folder.path());
    hostile.deliver();
    let player = &hostile.seat.player;
    let log = player.log().in_space(hostile.space);
    let refusal = |by, time_ms| net::Refusal {
        by,
        code: net::RefusalCode::Full,
        log,
        size: 0,
        checkpoint: record::Hash([1; 32]),
        time_ms,
        signature: vec![0; 64],
    };
    let kept = || {
        let facts = hostile.node.stored(|reader| reader.facts("refusal/"));
        facts.unwrap().len()
    };
    let tell = |refusal| hostile.host.told(player.party, News::Refusal(refusal));
    tell(refusal(player.party, 1));
    tell(refusal(player.party, 1).sign(&player.delegate));
    tell(refusal(hostile.party, 1).sign(&player.node));
    let mut elsewhere = refusal(player.party, 1);
    elsewhere.log.key.epoch = 7;
    tell(elsewhere.sign(&player.node));
    assert_eq!(kept(), 0, "nobody said this, or it is about nothing");
    for time_ms in 0..9 {
        tell(refusal(player.party, time_ms).sign(&player.node));
    }
    assert_eq!(kept(), 1);
}

/// A member names another one's key of the connection as its next one: that one is neither taken for it nor locked out.
#[test]
fn whoever_names_the_connection_key_of_another_takes_it_from_nobody() {
    // One that comes before the hostile party by its id, and one that comes after it.
    let hostile = Player::new("borealis").party;
    let victims = [true, false].map(|is_before| {
        let mut players = (0..).map(|number| Player::new(&format!("victim {number}")));
        let victim = players.find(|player| (player.party < hostile) == is_before);
        victim.expect("ids are spread")
    });
    for victim in &victims {
        let folder = crate::memory::folder();
        let mut hostile = Hostile::new(folder.path());
        let (node, player) = (hostile.node.clone(), hostile.seat.player.clone());
        for known in [victim, &player] {
            let met = node.introduce(known.party, std::slice::from_ref(&known.inception), vec![]);
            met.expect("each has a key of its own");
        }
        hostile.deliver();

        let root = SecretKey::new(Algorithm::Ed25519, &seed(&["borealis", "/", "next-root"]));
        let stolen = victim.identity().latest().tls;
        let keys = KeySet {
            root: root.public().clone(),
            tls: stolen,
            ..player.identity().latest().clone()
        };
        let body = keys.rotation(&player.identity(), [1; 16]);
        let entry = identity_entry(&body, Vec::new(), &[&root]).expect("a small entry");
        let log = LogKey::identity(player.party);
        hostile.seat.take(log, &entry);
        hostile.deliver();
        let size = node.read(&hostile.space, |state| {
            state.record.identity(&player.party).expect("known").size()
        });
        assert_eq!(size, Some(2), "the entry is in order");
        let pins = node.peers().pins();
        assert_eq!(pins.party(&stolen), Some(victim.party));
        assert_eq!(pins.of(&victim.party), [stolen]);
        assert_eq!(pins.of(&player.party), [player.identity().latest().tls]);

        // Nor as a new party, which somebody is handed in a file.
        let twin = Player::new("twin");
        let body = KeySet {
            root: twin.root.public().clone(),
            tls: stolen,
            ..twin.identity().latest().clone()
        };
        let body = body.inception([2; 16]);
        let entry = identity_entry(&body, Vec::new(), &[&twin.root]).expect("a small entry");
        let party = PartyId(entry.leaf.statement.0);
        assert!(node.introduce(party, &[entry], vec![]).is_err());
        assert_eq!(pins.party(&stolen), Some(victim.party));
    }
}
