//! The net of one party: its server, its peers, and the links that dial them.
//!
//! A party that shares a machine with others has a net, a TLS key and a port of its own.
//!
//! Connections are bounded for each peer, and it is the oldest that gives way: after a cut, the dead ones
//! must not keep the living out. To a stranger everything but first contact is one and the same answer.

use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use record::{Hash, PartyId, SpaceId};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, oneshot};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{Instant, sleep_until, timeout};
use tokio_rustls::TlsAcceptor;

use crate::body::{self, BodyError, PATIENCE};
use crate::invitation::{FIRST_CONTACT_BYTES_MAX, FirstContact};
use crate::link::{self, Target};
use crate::peer::{Host, Peer};
use crate::pins::Pins;
use crate::tls::{TlsError, TlsIdentity, spki_hash};
use crate::wire::{BUNDLE_BYTES_MAX, encode_bundle};
use crate::{PATH_EXCHANGE, PATH_FIRST_CONTACT, PATH_WAIT, WAIT_MS};

/// The most connections of one peer: a link needs two.
const CONNECTIONS_PER_PEER_MAX: usize = 4;
/// The most connections of all strangers together.
const CONNECTIONS_OF_STRANGERS_MAX: usize = 8;
/// The most connections at all, handshakes under way included.
const CONNECTIONS_MAX: usize = 512;
const HANDSHAKE_PATIENCE: Duration = Duration::from_secs(10);

/// The network side of one party on this node.
pub struct Net {
    tls: TlsIdentity,
    pins: Pins,
    host: Arc<dyn Host>,
    begun: Instant,
    peers: Mutex<BTreeMap<PartyId, Arc<Peer>>>,
    links: Mutex<BTreeMap<PartyId, AbortHandle>>,
    connections: Connections,
}

impl Net {
    /// A net without peers. Call it within a tokio runtime whose time driver is enabled.
    pub fn new(tls: TlsIdentity, pins: Pins, host: Arc<dyn Host>) -> Arc<Net> {
        Arc::new(Net {
            tls,
            pins,
            host,
            begun: Instant::now(),
            peers: Mutex::default(),
            links: Mutex::default(),
            connections: Connections::default(),
        })
    }

    /// The own TLS key.
    pub fn tls(&self) -> &TlsIdentity {
        &self.tls
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

    /// Keeps a link to `party`, trying `addresses` in turn and accepting the key that hashes to `pin` only.
    /// Takes the place of an earlier link. The seed spreads the waiting times. Call it within a tokio runtime.
    pub fn link(self: &Arc<Net>, party: PartyId, pin: Hash, addresses: Vec<String>, seed: u64) {
        self.unlink(party);
        let target = Target { pin, addresses };
        let task = tokio::spawn(link::run(self.clone(), self.peer(party), target, seed));
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
        let acceptor = TlsAcceptor::from(Arc::new(self.tls.server(&self.pins)?));
        let room = Arc::new(Semaphore::new(CONNECTIONS_MAX));
        let mut tasks = JoinSet::new();
        tokio::pin!(shutdown);
        loop {
            let stream = tokio::select! {
                () = &mut shutdown => break,
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => stream,
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
            let (net, acceptor) = (self.clone(), acceptor.clone());
            tasks.spawn(async move {
                net.connection(stream, acceptor).await;
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

    async fn connection(self: &Arc<Net>, stream: TcpStream, acceptor: TlsAcceptor) {
        let _ = stream.set_nodelay(true);
        let Ok(Ok(stream)) = timeout(HANDSHAKE_PATIENCE, acceptor.accept(stream)).await else {
            return;
        };
        let certificates = stream.get_ref().1.peer_certificates().unwrap_or_default();
        let Some(Ok(caller)) = certificates.first().map(spki_hash) else {
            return;
        };
        let who = self.pins.party(&caller);
        let (id, given_up) = self.connections.enter(who);
        let service = service_fn(|request| {
            let net = self.clone();
            async move { net.request(caller, request).await }
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
        request: Request<Incoming>,
    ) -> Result<Response<Full<Bytes>>, BodyError> {
        let path = request.uri().path().to_owned();
        let post = request.method() == Method::POST;
        // Looked up each time: a key may have been revoked since the handshake.
        let answer = match (path.as_str(), self.pins.party(&caller)) {
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

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// An open connection: its number, and what ends it when dropped.
type Connection = (u64, oneshot::Sender<Infallible>);

/// Open connections by party; strangers stand together under `None`.
#[derive(Default)]
struct Connections {
    open: Mutex<BTreeMap<Option<PartyId>, VecDeque<Connection>>>,
    next: AtomicU64,
}

impl Connections {
    /// Enters a connection, at the cost of the oldest if there are too many. The receiver completes when
    /// this one has to give way.
    fn enter(&self, who: Option<PartyId>) -> (u64, oneshot::Receiver<Infallible>) {
        let most = match who {
            Some(_) => CONNECTIONS_PER_PEER_MAX,
            None => CONNECTIONS_OF_STRANGERS_MAX,
        };
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (keep, given_up) = oneshot::channel();
        let mut open = lock(&self.open);
        let queue = open.entry(who).or_default();
        queue.push_back((id, keep));
        if queue.len() > most {
            queue.pop_front();
        }
        (id, given_up)
    }

    fn leave(&self, who: Option<PartyId>, id: u64) {
        let mut open = lock(&self.open);
        if let Some(queue) = open.get_mut(&who) {
            queue.retain(|(other, _)| *other != id);
            if queue.is_empty() {
                open.remove(&who);
            }
        }
    }
}
