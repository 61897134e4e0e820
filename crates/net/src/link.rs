//! A link: dials one peer, again and again, and carries bundles over two connections.
//!
//! On one it posts what there is to send and takes what comes back at once; on the other it waits for
//! whatever the peer has to say by itself. So either side may be the only one that can dial, and neither
//! direction stands behind the other.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::{JoinError, JoinSet};
use tokio::time::{sleep, timeout};

use crate::backoff::Backoff;
use crate::client::{Client, ClientError};
use crate::peer::Peer;
use crate::replica::HEADS_EVERY_MS;
use crate::server::{Net, blocking};
use crate::wire::{BUNDLE_BYTES_MAX, WireError, encode_bundle};
use crate::{PATH_EXCHANGE, PATH_WAIT, WAIT_MS};

/// However often something changes, a peer out of reach is not dialled more often than this.
const DIAL_EVERY_MIN: Duration = Duration::from_secs(1);
/// The most answers that are being taken while more is posted: one is stored and one is looked over meanwhile; what is
/// small waits beside them.
const TAKING_MAX: usize = 4;

pub(crate) async fn run(net: Arc<Net>, peer: Arc<Peer>, addresses: Vec<String>, seed: u64) {
    let mut backoff = Backoff::new(seed);
    let mut events = peer.events();
    loop {
        for address in &addresses {
            let end = session(&net, &peer, address, &mut backoff).await;
            if let Err(error) = end {
                tracing::debug!(party = %peer.party().short(), address, %error, "a link ended");
            }
            if peer.is_dialled() {
                peer.set_dialled(false);
                let cut = peer.clone();
                blocking(move || cut.lost()).await;
            }
        }
        events.borrow_and_update();
        let pause = Duration::from_millis(backoff.next_ms());
        sleep(pause.min(DIAL_EVERY_MIN)).await;
        // New entries, or a sign of life from the peer, cut the rest of the pause short.
        let rest = pause.saturating_sub(DIAL_EVERY_MIN);
        let _ = timeout(rest, events.changed()).await;
    }
}

/// One session; it ends with an error, since only a failure ends it.
async fn session(
    net: &Arc<Net>,
    peer: &Arc<Peer>,
    address: &str,
    backoff: &mut Backoff,
) -> Result<(), LinkError> {
    let (tls, pins) = (net.tls(), net.pins().of(&peer.party()));
    let own = Some(net.party());
    let mut posting = Client::connect_to(address, &tls, &pins, own).await?;
    let mut waiting = Client::connect_to(address, &tls, &pins, own).await?;
    net.shown(posting.server, Some(peer.party())).await;
    peer.set_dialled(true);
    let (began, now_ms) = (peer.clone(), net.now_ms());
    blocking(move || began.connected(now_ms)).await;
    while let Some(bundle) = peer.drain() {
        let answer = exchange(&mut posting, bundle).await?;
        take(net, peer, answer).await?;
    }
    backoff.reset();
    tokio::try_join!(post(net, peer, &mut posting), wait(net, peer, &mut waiting))?;
    Ok(())
}

/// Posts whatever there is to send, as soon as there is.
async fn post(net: &Arc<Net>, peer: &Arc<Peer>, client: &mut Client) -> Result<(), LinkError> {
    let mut events = peer.events();
    let mut taking = JoinSet::new();
    loop {
        events.borrow_and_update();
        let (pumped, now_ms) = (peer.clone(), net.now_ms());
        blocking(move || pumped.pump(now_ms)).await;
        while let Some(bundle) = peer.drain() {
            let answer = exchange(client, bundle).await?;
            if taking.len() == TAKING_MAX {
                ended(taking.join_next().await)?;
            }
            let (net, peer) = (net.clone(), peer.clone());
            taking.spawn(async move { take(&net, &peer, answer).await });
        }
        while let Some(one) = taking.try_join_next() {
            ended(Some(one))?;
        }
        // The heads that are told again after this time also keep the connection open.
        let _ = timeout(Duration::from_millis(HEADS_EVERY_MS), events.changed()).await;
    }
}

fn ended(one: Option<Result<Result<(), LinkError>, JoinError>>) -> Result<(), LinkError> {
    one.unwrap_or(Ok(Ok(()))).unwrap_or(Err(LinkError::Host))
}

async fn exchange(client: &mut Client, bundle: Vec<u8>) -> Result<Vec<u8>, LinkError> {
    let hold = Duration::ZERO;
    let answer = client.post(PATH_EXCHANGE, bundle, BUNDLE_BYTES_MAX, hold);
    Ok(answer.await?)
}

/// Asks again and again what the peer has to say.
async fn wait(net: &Arc<Net>, peer: &Arc<Peer>, client: &mut Client) -> Result<(), LinkError> {
    let hold = Duration::from_millis(WAIT_MS);
    loop {
        let nothing = encode_bundle(&[]);
        let answer = client
            .post(PATH_WAIT, nothing, BUNDLE_BYTES_MAX, hold)
            .await?;
        take(net, peer, answer).await?;
    }
}

async fn take(net: &Arc<Net>, peer: &Arc<Peer>, bundle: Vec<u8>) -> Result<(), LinkError> {
    let (taker, now_ms) = (peer.clone(), net.now_ms());
    match blocking(move || taker.handle(&bundle, now_ms)).await {
        Some(taken) => Ok(taken?),
        None => Err(LinkError::Host),
    }
}

/// Why a session ended.
#[derive(Debug, thiserror::Error)]
enum LinkError {
    #[error(transparent)]
    Client(#[from] ClientError),
    #[error("the answer is not a bundle")]
    Wire(#[from] WireError),
    #[error("the host failed")]
    Host,
}
