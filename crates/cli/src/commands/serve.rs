//! `serve`: the node with its pages and its port for peers.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Result, bail};
use node::{Node, Running};
use serde_json::json;
use tokio::net::TcpListener;
use web::{App, Options};

use super::How;
use crate::arguments::Serve;
use crate::ready::stopped;
use crate::say::{exit, fault};

/// Serves until it is told to stop.
pub fn run(how: &How<'_>, serve: &Serve) -> Result<u8> {
    let node = Arc::new(Node::open(&how.dir)?);
    let Some(seat) = node.seats().next() else {
        bail!(fault(how.lang.l(), "fault-not-seated", &[]));
    };
    let party = seat.party;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let pages = listen(how, serve.listen, "--listen").await?;
        let peers = listen(how, serve.peer_listen, "--peer-listen").await?;
        let running = Arc::new(Running::start(
            node.clone(),
            party,
            peers,
            serve.addresses.clone(),
        )?);
        let (pages_at, peers_at) = (pages.local_addr()?, running.peer_address);
        match how.json {
            true => how.out.json(
                &json!({ "pages": format!("http://{pages_at}"), "peers": peers_at.to_string() }),
            ),
            false => how.say(
                "command-ready",
                &[
                    ("pages", &format!("http://{pages_at}")),
                    ("peers", &peers_at.to_string()),
                ],
            ),
        }
        let options = Options {
            demo: false,
            secure_cookies: serve.secure_cookies,
            peer_addresses: serve.addresses.clone(),
        };
        let app = App::new(node, party, Some(running.clone()), options);
        if let Some(listen) = serve.metrics_listen {
            let metrics = self::listen(how, listen, "--metrics-listen").await?;
            tokio::spawn(web::serve_metrics(app.clone(), metrics));
        }
        web::serve(app, pages, stopped()).await?;
        if let Ok(running) = Arc::try_unwrap(running) {
            running.stop().await;
        }
        anyhow::Ok(exit::DONE)
    })
}

async fn listen(how: &How<'_>, at: SocketAddr, option: &str) -> Result<TcpListener> {
    TcpListener::bind(at).await.map_err(|cause| {
        let (at, cause) = (at.to_string(), cause.to_string());
        let args = [
            ("address", at.as_str()),
            ("cause", &cause),
            ("option", option),
        ];
        fault(how.lang.l(), "command-cannot-listen", &args)
    })
}
