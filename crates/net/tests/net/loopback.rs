//! Real TLS over real sockets.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use net::client::ClientError;
use net::wire::{BUNDLE_BYTES_MAX, encode_bundle};
use net::{
    Client, FirstContact, Invitation, Net, PATH_EXCHANGE, PATH_FIRST_CONTACT, PATH_WAIT, Pins,
    TlsIdentity,
};
use record::{Hash, PartyId};
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, timeout};

use crate::book::{Book, party};

pub struct Node {
    pub book: Arc<Book>,
    pub net: Arc<Net>,
    pub address: String,
    pub pin: Hash,
    stop: Option<oneshot::Sender<()>>,
}

/// Another one each time.
pub fn identity() -> TlsIdentity {
    static COUNT: AtomicU8 = AtomicU8::new(0);
    let seed = [COUNT.fetch_add(1, Ordering::Relaxed); 32];
    TlsIdentity::from_pkcs8(&TlsIdentity::from_seed(&seed)).unwrap()
}

async fn node(own: PartyId) -> Node {
    let book = Book::new(own, &[party(1), party(2)]);
    let tls = identity();
    let pin = tls.spki_hash();
    let net = Net::new(own, tls, Pins::new(), book.clone());
    let told = net.clone();
    book.on_change(move |space| told.changed(space));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async move {
        let _ = stopped.await;
    };
    tokio::spawn(net.clone().serve(listener, shutdown));
    Node {
        book,
        net,
        address,
        pin,
        stop: Some(stop),
    }
}

pub async fn two_nodes() -> (Node, Node) {
    let (one, two) = (node(party(1)).await, node(party(2)).await);
    one.net.pins().follow(party(2), two.pin, two.pin);
    two.net.pins().follow(party(1), one.pin, one.pin);
    (one, two)
}

async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "waited in vain: {what}"
        );
        sleep(Duration::from_millis(5)).await;
    }
}

pub async fn post(client: &mut Client, path: &str, body: Vec<u8>) -> Result<Vec<u8>, ClientError> {
    client
        .post(path, body, BUNDLE_BYTES_MAX, Duration::ZERO)
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_side_dials_and_both_directions_flow() {
    let (one, two) = two_nodes().await;
    one.book.say("written before they met");
    two.net.link(party(1), vec![one.address.clone()], 1);
    until("the first entry", || two.book.sizes().len() == 1).await;
    two.book.say("from the one that dials");
    until("their entry", || one.book.sizes().len() == 2).await;
    one.book.say("from the one that only answers");
    until("both hold all", || one.book.sizes() == two.book.sizes()).await;
    until("both hold all receipts", || {
        one.book.vouched() == two.book.vouched() && one.book.vouched().len() == 2
    })
    .await;
    assert!(one.net.silence_ms(party(2)).is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_comes_back_after_the_other_side_was_away() {
    let (mut one, two) = two_nodes().await;
    two.net.link(party(1), vec![one.address.clone()], 1);
    one.book.say("before");
    until("the first entry", || two.book.sizes() == one.book.sizes()).await;
    drop(one.stop.take());
    sleep(Duration::from_millis(100)).await;
    two.book.say("while it was away");
    one.book.say("meanwhile there");
    let listener = TcpListener::bind(&one.address).await.unwrap();
    tokio::spawn(one.net.clone().serve(listener, std::future::pending()));
    until("both hold all", || {
        one.book.sizes() == two.book.sizes() && one.book.sizes().values().sum::<u64>() == 3
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_both_dial_nothing_is_stored_twice() {
    let (one, two) = two_nodes().await;
    two.net.link(party(1), vec![one.address.clone()], 1);
    one.net.link(party(2), vec![two.address.clone()], 2);
    for i in 0..20 {
        one.book.say(&format!("one says {i}"));
        two.book.say(&format!("two says {i}"));
        sleep(Duration::from_millis(3)).await;
    }
    until("both hold all", || {
        one.book.sizes() == two.book.sizes() && one.book.sizes().values().sum::<u64>() == 40
    })
    .await;
}

#[tokio::test]
async fn another_servers_key_is_refused_at_the_handshake() {
    let (one, _two) = two_nodes().await;
    let tls = identity();
    let result = Client::connect(&one.address, &tls, Hash([3; 32])).await;
    assert!(matches!(result, Err(ClientError::Connect(_))));
}

#[tokio::test]
async fn an_unknown_client_is_refused_at_the_handshake_while_no_invitation_is_open() {
    let (one, _two) = two_nodes().await;
    let tls = identity();
    // In TLS 1.3 the client learns of it with the first answer.
    if let Ok(mut client) = Client::connect(&one.address, &tls, one.pin).await {
        let result = post(&mut client, PATH_FIRST_CONTACT, Vec::new()).await;
        assert!(matches!(result, Err(ClientError::Broken(_))), "{result:?}");
    }
}

#[tokio::test]
async fn a_stranger_with_the_secret_gets_first_contact_once_and_nothing_else() {
    let (one, _two) = two_nodes().await;
    let (tls, secret) = (identity(), [5; 32]);
    one.book.invite(&secret);
    one.net.pins().admit_strangers(true);
    let mut client = Client::connect(&one.address, &tls, one.pin).await.unwrap();
    for path in [PATH_EXCHANGE, PATH_WAIT, "/", "/detente/1/anything"] {
        let answer = post(&mut client, path, encode_bundle(&[])).await;
        assert!(matches!(answer, Err(ClientError::Status(404))), "{path}");
    }
    let invitation = Invitation {
        inviter: party(1),
        addresses: vec!["127.0.0.1:1".to_owned(), one.address.clone()],
        spki_hash: one.pin,
        secret,
    };
    let invitation = Invitation::from_text(&invitation.to_text()).unwrap();
    let contact = |secret| FirstContact {
        secret,
        identity: vec![b"identity".to_vec()],
        addresses: Vec::new(),
    };
    let guess = Invitation {
        secret: [6; 32],
        ..invitation.clone()
    };
    let wrong = net::client::first_contact(&tls, &guess, &contact([6; 32])).await;
    assert!(matches!(wrong, Err(ClientError::Status(404))));
    let welcome = net::client::first_contact(&tls, &invitation, &contact(secret))
        .await
        .unwrap();
    assert_eq!(welcome.identity, [b"identity"]);
    assert_eq!(one.book.callers(), [tls.spki_hash()]);
    let again = net::client::first_contact(&tls, &invitation, &contact(secret)).await;
    assert!(matches!(again, Err(ClientError::Status(404))));
}

#[tokio::test]
async fn a_key_that_is_no_longer_pinned_is_refused_from_the_next_request_on() {
    let (one, two) = two_nodes().await;
    let mut client = Client::connect(&one.address, &two.net.tls(), one.pin)
        .await
        .unwrap();
    assert!(
        post(&mut client, PATH_EXCHANGE, encode_bundle(&[]))
            .await
            .is_ok()
    );
    let other = identity().spki_hash();
    one.net.pins().follow(party(2), other, other);
    let refused = post(&mut client, PATH_EXCHANGE, encode_bundle(&[])).await;
    assert!(matches!(refused, Err(ClientError::Status(404))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m012_a_new_connection_key_that_somebody_else_names_too_locks_nobody_out() {
    let (one, two) = two_nodes().await;
    let (earlier, theirs) = (identity().spki_hash(), identity().spki_hash());
    one.net.pins().follow(party(2), earlier, two.pin);
    one.net.pins().follow(party(9), theirs, two.pin);
    // Whoever does not say who they are cannot be told from the other.
    let mut silent = Client::connect(&one.address, &two.net.tls(), one.pin)
        .await
        .unwrap();
    let refused = post(&mut silent, PATH_EXCHANGE, encode_bundle(&[])).await;
    assert!(matches!(refused, Err(ClientError::Status(404))));
    two.net.link(party(1), vec![one.address.clone()], 1);
    two.book.say("with the new key");
    until("the entry", || one.book.sizes() == two.book.sizes()).await;
    assert_eq!(one.net.pins().of(&party(2)), [two.pin]);
    assert_eq!(one.net.pins().of(&party(9)), [theirs]);
    let news = [net::News::Key(two.pin)];
    assert_eq!(one.book.news()[..1], news, "before anything else is told");
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused() {
    let (one, two) = two_nodes().await;
    let mut client = Client::connect(&one.address, &two.net.tls(), one.pin)
        .await
        .unwrap();
    let result = post(&mut client, PATH_EXCHANGE, vec![0; BUNDLE_BYTES_MAX + 1]).await;
    // The answer may be lost, since the server does not read on.
    assert!(
        matches!(
            result,
            Err(ClientError::Status(413) | ClientError::Broken(_))
        ),
        "{result:?}"
    );
    let stream = announce(&one, &two, u64::MAX / 2).await;
    assert!(closes_within(stream, Duration::from_secs(5), false).await);
}

/// A connection with a handshake and nothing else.
pub async fn shaken(to: &Node, by: &Node) -> tokio_rustls::client::TlsStream<TcpStream> {
    let config = Arc::new(by.net.tls().client(&[to.pin]).unwrap());
    let stream = TcpStream::connect(&to.address).await.unwrap();
    let name = ServerName::try_from("detente").unwrap();
    tokio_rustls::TlsConnector::from(config)
        .connect(name, stream)
        .await
        .unwrap()
}

/// A request whose head announces a body of so many bytes.
async fn announce(to: &Node, by: &Node, bytes: u64) -> tokio_rustls::client::TlsStream<TcpStream> {
    let mut stream = shaken(to, by).await;
    let head =
        format!("POST {PATH_EXCHANGE} HTTP/1.1\r\nhost: x\r\ncontent-length: {bytes}\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

/// Lets the server read what is under way, then stops the clock: from now on it goes only when all wait.
pub async fn pause() -> Instant {
    sleep(Duration::from_millis(200)).await;
    tokio::time::pause();
    Instant::now()
}

/// Whether the server closes the connection; meanwhile one byte a second is sent, if so wished.
pub async fn closes_within<S>(stream: S, time: Duration, drip: bool) -> bool
where
    S: AsyncRead + AsyncWrite + Send + 'static,
{
    let (mut reading, mut writing) = tokio::io::split(stream);
    let dripping = tokio::spawn(async move {
        while drip && writing.write_all(b"x").await.is_ok() && writing.flush().await.is_ok() {
            sleep(Duration::from_secs(1)).await;
        }
        writing
    });
    let mut answer = Vec::new();
    let closed = timeout(time, reading.read_to_end(&mut answer))
        .await
        .is_ok();
    dripping.abort();
    closed
}

#[tokio::test]
async fn a_sender_of_one_byte_a_second_is_closed_after_half_a_minute() {
    let (one, two) = two_nodes().await;
    let stream = announce(&one, &two, 100_000).await;
    let begun = pause().await;
    assert!(closes_within(stream, Duration::from_secs(120), true).await);
    assert!(
        begun.elapsed() <= Duration::from_secs(31),
        "{:?}",
        begun.elapsed()
    );
}

#[tokio::test]
async fn a_peers_oldest_connection_gives_way() {
    let (one, two) = two_nodes().await;
    let mut clients = Vec::new();
    for _ in 0..6 {
        let mut client = Client::connect(&one.address, &two.net.tls(), one.pin)
            .await
            .unwrap();
        post(&mut client, PATH_EXCHANGE, encode_bundle(&[]))
            .await
            .unwrap();
        clients.push(client);
    }
    assert!(
        post(&mut clients[0], PATH_EXCHANGE, encode_bundle(&[]))
            .await
            .is_err()
    );
    assert!(
        post(&mut clients[5], PATH_EXCHANGE, encode_bundle(&[]))
            .await
            .is_ok()
    );
}

#[test]
fn a_stored_key_keeps_its_hash() {
    // The first folders have keys of another kind; they stay good.
    let first = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).unwrap();
    let hash = |der: &[u8]| TlsIdentity::from_pkcs8(der).unwrap().spki_hash();
    for stored in [first.serialize_der(), TlsIdentity::from_seed(&[7; 32])] {
        assert_eq!(hash(&stored), hash(&stored));
    }
    assert!(TlsIdentity::from_pkcs8(b"no key").is_err());
}

#[test]
fn an_invitation_survives_the_way_and_damage_is_named() {
    use net::invitation::{InvitationError, six_word_indices};
    let invitation = Invitation {
        inviter: party(1),
        addresses: vec!["node.example:443".to_owned()],
        spki_hash: Hash([2; 32]),
        secret: [3; 32],
    };
    let text = invitation.to_text();
    let broken: String = text.chars().flat_map(|c| [c, '\n']).collect();
    assert_eq!(Invitation::from_text(&broken), Ok(invitation));
    assert_eq!(
        Invitation::from_text(&text[..text.len() - 4]),
        Err(InvitationError::Damaged)
    );
    assert_eq!(Invitation::from_text("hello"), Err(InvitationError::NotOne));
    assert_eq!(
        Invitation::from_text("detente:2:AAAA"),
        Err(InvitationError::OtherVersion)
    );
    let words = |inviter, invitee, secret| {
        six_word_indices(&party(inviter), &party(invitee), &[secret; 32])
    };
    assert_eq!(words(1, 2, 3), words(1, 2, 3));
    assert_ne!(words(1, 2, 3), words(2, 1, 3));
    assert_ne!(words(1, 2, 3), words(1, 2, 4));
}
