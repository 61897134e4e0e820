//! The net of one party: its server, its peers, and the links that dial them.
//!
//! A party that shares a machine with others has a net, a TLS key and a port of its own.
//!
//! Connections are bounded for each peer, for each address of strangers, and for each address while the handshake is under
//! way, and it is the oldest that gives way: after a cut, the dead ones must not keep the living out. To a stranger
//! everything but first contact is one and the same answer.

mod connections;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use record::{Hash, PartyId, SpaceId};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{Instant, sleep_until, timeout};
use tokio_rustls::TlsAcceptor;

use crate::body::{self, BodyError, PATIENCE};
use crate::host::{Host, News};
use crate::invitation::{FIRST_CONTACT_BYTES_MAX, FirstContact};
use crate::link;
use crate::lock::lock;
use crate::peer::Peer;
use crate::pins::Pins;
use crate::quota::Bucket;
use crate::tls::{TlsError, TlsIdentity, spki_hash};
use crate::wire::{BUNDLE_BYTES_MAX, encode_bundle};
use crate::{HEADER_PARTY, PATH_EXCHANGE, PATH_FIRST_CONTACT, PATH_WAIT, WAIT_MS};
use connections::{Connections, Who, place_of};

/// The most connections of one peer: a link needs two.
const CONNECTIONS_PER_PEER_MAX: usize = 4;
/// The most connections of strangers from one address ...
const CONNECTIONS_OF_STRANGERS_MAX: usize = 4;
/// ... and of all strangers together; then the address that has most gives one up.
const CONNECTIONS_OF_ALL_STRANGERS_MAX: usize = 64;
/// The most handshakes under way from one address.
const HANDSHAKES_PER_ADDRESS_MAX: usize = 16;
/// How often an address may show a secret at once, and how often again each second.
const CONTACTS_MAX: u64 = 20;
const CONTACTS_PER_SECOND: u64 = 1;
/// Of so many addresses it is known how often they came; then all begin anew.
const CONTACTS_KNOWN_MAX: usize = 1024;
/// The most connections at all, handshakes under way included.
const CONNECTIONS_MAX: usize = 512;
const HANDSHAKE_PATIENCE: Duration = Duration::from_secs(10);

/// The network side of one party on this node.
pub struct Net {
    party: PartyId,
    tls: Mutex<Arc<TlsIdentity>>,
    pins: Pins,
    host: Arc<dyn Host>,
    begun: Instant,
    peers: Mutex<BTreeMap<PartyId, Arc<Peer>>>,
    links: Mutex<BTreeMap<PartyId, AbortHandle>>,
    handshakes: Connections,
    connections: Connections,
    /// How often each address may still show a secret.
    contacts: Mutex<BTreeMap<IpAddr, Bucket>>,
}

impl Net {
    /// A net without peers. Call it within a tokio runtime whose time driver is enabled.
    pub fn new(party: PartyId, tls: TlsIdentity, pins: Pins, host: Arc<dyn Host>) -> Arc<Net> {
        Arc::new(Net {
            party,
            tls: Mutex::new(Arc::new(tls)),
            pins,
            host,
            begun: Instant::now(),
            peers: Mutex::default(),
            links: Mutex::default(),
            handshakes: Connections::default(),
            connections: Connections::default(),
            contacts: Mutex::default(),
        })
    }

    /// For whom it speaks.
    pub fn party(&self) -> PartyId {
        self.party
    }

    /// The own TLS key.
    pub fn tls(&self) -> Arc<TlsIdentity> {
        lock(&self.tls).clone()
    }

    /// Shows another TLS key from now on. Every connection that others made to this node ends, so that they come again;
    /// links of our own go on until they are made anew.
    pub fn show(&self, tls: TlsIdentity) {
        *lock(&self.tls) = Arc::new(tls);
        self.connections.end_all();
    }

    /// Notes that somebody proved to hold this key, and says who they are: the host is told if it replaces another one.
    pub(crate) async fn shown(&self, key: Hash, says: Option<PartyId>) {
        if let Some(party) = self.pins.shown(&key, says) {
            let host = self.host.clone();
            blocking(move || host.told(party, News::Key(key))).await;
        }
    }

    /// The pinned keys; the node keeps them up to date.
    pub fn pins(&self) -> &Pins {
        &self.pins
    }

    /// Something changed in `space`: entries, receipts or members. Cheap; the writer may call it.
    pub fn changed(&self, space: SpaceId) {
        lock(&self.peers).values().for_each(|p| p.changed(space));
    }

    /// There is a new draft for `party`.
    pub fn drafted(&self, party: PartyId) {
        self.peer(party).drafted();
    }

    /// Milliseconds since `party` was last heard of; none if it was not since the start.
    pub fn silence_ms(&self, party: PartyId) -> Option<u64> {
        let heard = lock(&self.peers).get(&party)?.heard_ms()?;
        Some(self.now_ms().saturating_sub(heard))
    }

    /// Keeps a link to `party`, trying `addresses` in turn and accepting the keys that are pinned for it only.
    /// Takes the place of an earlier link. The seed spreads the waiting times. Call it within a tokio runtime.
    pub fn link(self: &Arc<Net>, party: PartyId, addresses: Vec<String>, seed: u64) {
        self.unlink(party);
        let task = tokio::spawn(link::run(self.clone(), self.peer(party), addresses, seed));
        lock(&self.links).insert(party, task.abort_handle());
    }

    /// Gives up the link to `party`; it may still come to us.
    pub fn unlink(&self, party: PartyId) {
        if let Some(task) = lock(&self.links).remove(&party) {
            task.abort();
        }
        let peer = self.peer(party);
        peer.set_dialled(false);
        peer.lost();
    }

    /// Answers on `listener` until `shutdown` completes; then open connections and links are closed.
    ///
    /// # Errors
    /// The own TLS key cannot be used.
    pub async fn serve(
        self: Arc<Net>,
        listener: TcpListener,
        shutdown: impl Future<Output = ()>,
    ) -> Result<(), TlsError> {
        let mut shown = self.tls();
        let mut acceptor = TlsAcceptor::from(Arc::new(shown.server(&self.pins)?));
        let room = Arc::new(Semaphore::new(CONNECTIONS_MAX));
        let mut tasks = JoinSet::new();
        tokio::pin!(shutdown);
        loop {
            let (stream, from) = tokio::select! {
                () = &mut shutdown => break,
                accepted = listener.accept() => match accepted {
                    Ok((stream, from)) => (stream, place_of(from.ip())),
                    Err(error) => {
                        tracing::warn!(%error, "cannot accept a connection");
                        tokio::time::sleep(Duration::from_millis(100)).await;
                        continue;
                    }
                },
            };
            while tasks.try_join_next().is_some() {}
            let Ok(place) = room.clone().try_acquire_owned() else {
                continue;
            };
            let tls = self.tls();
            if !Arc::ptr_eq(&tls, &shown) {
                acceptor = TlsAcceptor::from(Arc::new(tls.server(&self.pins)?));
                shown = tls;
            }
            let (net, acceptor) = (self.clone(), acceptor.clone());
            tasks.spawn(async move {
                net.connection(stream, from, acceptor).await;
                drop(place);
            });
        }
        let links = std::mem::take(&mut *lock(&self.links));
        links.values().for_each(AbortHandle::abort);
        Ok(())
    }

    pub(crate) fn now_ms(&self) -> u64 {
        self.begun.elapsed().as_millis() as u64 + 1
    }

    /// The peer, made when it is first asked for. Only pinned parties and those we dial are.
    pub fn peer(&self, party: PartyId) -> Arc<Peer> {
        let make = || Arc::new(Peer::new(party, self.host.clone()));
        lock(&self.peers).entry(party).or_insert_with(make).clone()
    }

    async fn connection(self: &Arc<Net>, stream: TcpStream, from: IpAddr, acceptor: TlsAcceptor) {
        let _ = stream.set_nodelay(true);
        let shaking = Who::Stranger(from);
        let (id, given_up) = self.handshakes.enter(shaking, HANDSHAKES_PER_ADDRESS_MAX);
        let shaken = tokio::select! {
            done = timeout(HANDSHAKE_PATIENCE, acceptor.accept(stream)) => done,
            _ = given_up => return,
        };
        self.handshakes.leave(shaking, id);
        let Ok(Ok(stream)) = shaken else {
            return;
        };
        let certificates = stream.get_ref().1.peer_certificates().unwrap_or_default();
        let Some(Ok(caller)) = certificates.first().map(spki_hash) else {
            return;
        };
        let (who, most) = match self.pins.party(&caller) {
            Some(party) => (Who::Peer(party), CONNECTIONS_PER_PEER_MAX),
            None => (Who::Stranger(from), CONNECTIONS_OF_STRANGERS_MAX),
        };
        let (id, given_up) = self.connections.enter(who, most);
        self.connections
            .bound_strangers(CONNECTIONS_OF_ALL_STRANGERS_MAX);
        let service = service_fn(|request| {
            let net = self.clone();
            async move { net.request(caller, from, request).await }
        });
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .max_buf_size(64 << 10)
            .auto_date_header(false)
            .serve_connection(TokioIo::new(stream), service);
        tokio::select! {
            result = connection => if let Err(error) = result {
                tracing::debug!(%error, "a connection ended");
            },
            _ = given_up => {}
        }
        self.connections.leave(who, id);
    }

    /// One request. An error closes the connection without an answer.
    async fn request(
        self: Arc<Net>,
        caller: Hash,
        from: IpAddr,
        request: Request<Incoming>,
    ) -> Result<Response<Full<Bytes>>, BodyError> {
        let path = request.uri().path().to_owned();
        let post = request.method() == Method::POST;
        let says = request.headers().get(HEADER_PARTY);
        let says = says.and_then(|party| PartyId::from_hex(party.to_str().ok()?));
        self.shown(caller, says).await;
        // Looked up each time: a key may have been revoked since the handshake.
        let party = self.pins.party_that_says(&caller, says);
        let answer = match (path.as_str(), party) {
            (PATH_FIRST_CONTACT, _) if post && !self.may_show_a_secret(from) => {
                return Ok(response(StatusCode::TOO_MANY_REQUESTS, Vec::new()));
            }
            (PATH_FIRST_CONTACT, _) if post => self.first_contact(caller, request).await,
            (PATH_EXCHANGE, Some(party)) if post => self.exchange(party, request, false).await,
            (PATH_WAIT, Some(party)) if post => self.exchange(party, request, true).await,
            _ => Ok(None),
        };
        match answer {
            Ok(Some(bytes)) => Ok(response(StatusCode::OK, bytes)),
            Ok(None) => Ok(response(StatusCode::NOT_FOUND, Vec::new())),
            Err(BodyError::TooLarge) => Ok(response(StatusCode::PAYLOAD_TOO_LARGE, Vec::new())),
            Err(error) => Err(error),
        }
    }

    fn may_show_a_secret(&self, from: IpAddr) -> bool {
        let mut contacts = lock(&self.contacts);
        if contacts.len() >= CONTACTS_KNOWN_MAX && !contacts.contains_key(&from) {
            contacts.clear();
        }
        let full = || Bucket::new(CONTACTS_MAX, CONTACTS_PER_SECOND);
        let bucket = contacts.entry(from).or_insert_with(full);
        bucket.take(1, self.now_ms())
    }

    async fn first_contact(
        &self,
        caller: Hash,
        request: Request<Incoming>,
    ) -> Result<Option<Vec<u8>>, BodyError> {
        let bytes = body::read(request.into_body(), FIRST_CONTACT_BYTES_MAX).await?;
        let Ok(contact) = FirstContact::decode(&bytes) else {
            return Ok(None);
        };
        let host = self.host.clone();
        let welcome = blocking(move || host.first_contact(caller, contact)).await;
        Ok(welcome.flatten().map(|welcome| welcome.encode()))
    }

    async fn exchange(
        &self,
        party: PartyId,
        request: Request<Incoming>,
        hold: bool,
    ) -> Result<Option<Vec<u8>>, BodyError> {
        let bytes = body::read(request.into_body(), BUNDLE_BYTES_MAX).await?;
        let (peer, now_ms) = (self.peer(party), self.now_ms());
        let handled = {
            let peer = peer.clone();
            blocking(move || peer.handle(&bytes, now_ms)).await
        };
        let Some(Ok(())) = handled else {
            return Ok(None);
        };
        let answer = match peer.drain() {
            None if hold => self.wait(peer).await,
            answer => answer,
        };
        Ok(Some(answer.unwrap_or_else(|| encode_bundle(&[]))))
    }

    /// Waits until there is something to send, a newer wait takes over, or the time is up.
    async fn wait(&self, peer: Arc<Peer>) -> Option<Vec<u8>> {
        let until = Instant::now() + Duration::from_millis(WAIT_MS);
        let turn = peer.next_wait();
        let mut events = peer.events();
        loop {
            events.borrow_and_update();
            if !peer.is_waited_for_by(turn) {
                return None;
            }
            // A link of our own knows whether what it sent arrived, so it goes first.
            if !peer.is_dialled() {
                let (pumped, now_ms) = (peer.clone(), self.now_ms());
                blocking(move || pumped.pump(now_ms)).await;
                if let Some(bundle) = peer.drain() {
                    return Some(bundle);
                }
            }
            tokio::select! {
                () = sleep_until(until) => return None,
                changed = events.changed() => changed.ok()?,
            }
        }
    }
}

/// Runs what may wait for a disk on a thread for that. `None` if it panicked.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.inspect_err(|error| tracing::error!(%error, "the host failed"))
        .ok()
}

fn response(status: StatusCode, bytes: Vec<u8>) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(bytes)));
    *response.status_mut() = status;
    response
}
