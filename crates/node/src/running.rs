//! A running node: its net, and the threads that keep it in step with its peers and with other processes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use net::Net;
use record::PartyId;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clock::random;
use crate::fault::NodeFault;
use crate::host::Seated;
use crate::node::Node;

/// How often a folder is looked at for entries of another process.
const NOTICE_EVERY: Duration = Duration::from_millis(250);

/// A node that answers its peers.
pub struct Running {
    /// The node.
    pub node: Arc<Node>,
    /// The party it answers for.
    pub party: PartyId,
    /// Where it listens for peers.
    pub peer_address: SocketAddr,
    net: Arc<Net>,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Running {
    /// Answers on `listener`, dials every peer that is not paused, and follows what changes.
    /// `addresses` is what peers are told; the listener's own address if it is empty.
    ///
    /// # Errors
    /// The listener has no address, or the node has no seat for `party`.
    pub fn start(
        node: Arc<Node>,
        party: PartyId,
        listener: TcpListener,
        mut addresses: Vec<String>,
    ) -> Result<Running, NodeFault> {
        let peer_address = listener.local_addr().map_err(NodeFault::Listener)?;
        // "Every address of this machine" is nothing that a peer could dial.
        if addresses.is_empty() && !peer_address.ip().is_unspecified() {
            addresses.push(peer_address.to_string());
        }
        node.show_connection_key(&party)?;
        let seat = node
            .seat(&party)
            .expect("a node is started for a seat of its own");
        let host = Arc::new(Seated {
            node: node.clone(),
            party,
            addresses,
        });
        let net = Net::new(party, seat.keys.tls()?, node.peers().pins().clone(), host);
        let stop = watch::Sender::new(false);
        let tasks = vec![
            tokio::spawn(answer(net.clone(), listener, stop.subscribe())),
            tokio::spawn(follow(node.clone(), party, net.clone(), stop.subscribe())),
            tokio::spawn(notice(node.clone(), stop.subscribe())),
        ];
        Ok(Running {
            node,
            party,
            peer_address,
            net,
            stop,
            tasks,
        })
    }

    /// Milliseconds since a peer was last heard of; none if it was not since the start.
    pub fn silence_ms(&self, peer: &PartyId) -> Option<u64> {
        self.net.silence_ms(*peer)
    }

    /// The network side, for whoever shows it.
    pub fn net(&self) -> &Arc<Net> {
        &self.net
    }

    /// Stops answering and waits for the tasks to end.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        for task in self.tasks {
            let _ = task.await;
        }
    }
}

async fn answer(net: Arc<Net>, listener: TcpListener, mut stop: watch::Receiver<bool>) {
    let stopped = async move {
        let _ = stop.wait_for(|stop| *stop).await;
    };
    if let Err(error) = net.serve(listener, stopped).await {
        tracing::error!(%error, "the node does not answer its peers");
    }
}

/// Tells the net what changed, and keeps a link to every peer that can be dialled.
async fn follow(node: Arc<Node>, party: PartyId, net: Arc<Net>, mut stop: watch::Receiver<bool>) {
    let mut changes = node.changes();
    let mut linked = std::collections::BTreeMap::new();
    loop {
        match node.show_connection_key(&party) {
            Ok(true) => {
                // Every connection is made anew, with the other key.
                let seat = node.seat(&party).expect("a seat of this node");
                match seat.keys.tls() {
                    Ok(tls) => net.show(tls),
                    Err(fault) => tracing::error!(%fault, "the new connection key cannot be used"),
                }
                linked.clear();
            }
            Ok(false) => {}
            Err(fault) => tracing::error!(%fault, "an earlier connection key stays in use"),
        }
        for (peer_id, peer) in node.peers().all() {
            let wanted =
                (!peer.paused && !peer.addresses.is_empty()).then(|| peer.addresses.clone());
            if linked.get(&peer_id) != Some(&wanted) {
                match &wanted {
                    Some(addresses) => {
                        net.link(peer_id, addresses.clone(), u64::from_be_bytes(random()));
                    }
                    None => net.unlink(peer_id),
                }
                linked.insert(peer_id, wanted);
            }
            net.drafted(peer_id);
        }
        for space in node.space_ids() {
            net.changed(space);
        }
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

/// Another process (the command line) may write to the same folder.
async fn notice(node: Arc<Node>, mut stop: watch::Receiver<bool>) {
    loop {
        let looking = node.clone();
        let noticed = tokio::task::spawn_blocking(move || looking.notice_others()).await;
        if let Ok(Err(fault)) = noticed {
            tracing::error!(%fault, "cannot look for entries of other processes");
        }
        tokio::select! {
            () = tokio::time::sleep(NOTICE_EVERY) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}
