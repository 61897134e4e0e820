//! `serve`: the node with its pages and its port for peers.

use std::sync::Arc;

use anyhow::{Context, Result};
use node::{Node, Running};
use tokio::net::TcpListener;
use web::{App, Options};

use super::How;
use crate::arguments::Serve;
use crate::ready::stopped;

/// Serves until it is told to stop.
pub fn run(how: &How<'_>, serve: &Serve) -> Result<u8> {
    let node = Arc::new(Node::open(&how.dir)?);
    let party = node.seats().next().context("the node has no seat")?.party;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let pages = TcpListener::bind(serve.listen)
            .await
            .with_context(|| format!("cannot listen on {}", serve.listen))?;
        let peers = TcpListener::bind(serve.peer_listen)
            .await
            .with_context(|| format!("cannot listen on {}", serve.peer_listen))?;
        let running = Arc::new(Running::start(
            node.clone(),
            party,
            peers,
            serve.addresses.clone(),
        )?);
        how.out.line(format!(
            "ready: http://{} (peers on {})",
            pages.local_addr()?,
            running.peer_address
        ));
        let options = Options {
            demo: false,
            secure_cookies: serve.secure_cookies,
            peer_addresses: serve.addresses.clone(),
        };
        let app = App::new(node, party, Some(running.clone()), options);
        if let Some(listen) = serve.metrics_listen {
            let metrics = TcpListener::bind(listen)
                .await
                .with_context(|| format!("cannot listen on {listen}"))?;
            tokio::spawn(web::serve_metrics(app.clone(), metrics));
        }
        web::serve(app, pages, stopped()).await?;
        if let Ok(running) = Arc::try_unwrap(running) {
            running.stop().await;
        }
        anyhow::Ok(0)
    })
}
