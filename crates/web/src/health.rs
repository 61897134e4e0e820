//! For whoever keeps the node running: that it answers, that it can do its work, and a few counts.
//!
//! The first two say yes or no to anybody. The counts say how much two parties talk, so they stand on a listener
//! of their own, which is there only if the operator asks for it.

use std::fmt::Write;

use axum::Extension;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use node::{Node, NodeFault};
use tokio::net::TcpListener;

use crate::app::App;
use crate::events::Stopping;

/// A peer that was heard of within this time is in touch.
const IN_TOUCH_MS: u64 = 60_000;

/// GET `/healthz`: the process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// GET `/readyz`: both databases can be used, and the server is not about to stop.
pub async fn ready(State(app): State<App>, stopping: Option<Extension<Stopping>>) -> Response {
    let stops = stopping.is_some_and(|Extension(Stopping(stopping))| *stopping.borrow());
    let usable = tokio::task::spawn_blocking(move || app.node.usable()).await;
    match usable {
        Ok(Ok(())) if !stops => "ready\n".into_response(),
        Ok(Ok(())) => (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response(),
        Ok(Err(fault)) => not_ready(fault),
        Err(panicked) => not_ready(panicked),
    }
}

/// The cause is the operator's: it stands in the log.
fn not_ready(fault: impl std::fmt::Display) -> Response {
    tracing::error!(%fault, "the node is not ready");
    (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
}

/// Serves `/metrics`, and nothing else, until the listener fails.
///
/// # Errors
/// The listener fails.
pub async fn serve_metrics(app: App, listener: TcpListener) -> std::io::Result<()> {
    let router = Router::new()
        .route("/metrics", get(metrics))
        .with_state(app);
    axum::serve(listener, router).await
}

async fn metrics(State(app): State<App>) -> Response {
    let counted = tokio::task::spawn_blocking(move || text(&app)).await;
    match counted {
        Ok(Ok(text)) => {
            ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
        }
        Ok(Err(fault)) => not_ready(fault),
        Err(panicked) => not_ready(panicked),
    }
}

/// The counts, in the text format of Prometheus. No name, no id, no word of what was said.
fn text(app: &App) -> Result<String, NodeFault> {
    let node: &Node = &app.node;
    let (mut entries, mut waiting) = (0, 0);
    let spaces = node.space_ids();
    for space in &spaces {
        let sizes = |state: &node::Space| {
            let logs = state.record.logs();
            logs.map(|log| state.record.size(log)).sum::<u64>()
        };
        entries += node.read(space, sizes).unwrap_or(0);
        waiting += node.waiting(space, &app.party)?.len() as u64;
    }
    let peers = node.peers().all();
    let heard = |party| app.running.as_ref()?.silence_ms(party);
    let in_touch = peers.keys().filter_map(heard);
    let in_touch = in_touch.filter(|silence_ms| *silence_ms < IN_TOUCH_MS);
    let mut text = String::new();
    for (name, what, value) in [
        ("spaces", "Spaces known here.", spaces.len() as u64),
        ("entries", "Entries held, of all logs.", entries),
        ("peers", "Peers known here.", peers.len() as u64),
        (
            "peers_in_touch",
            "Peers heard of within a minute.",
            in_touch.count() as u64,
        ),
        (
            "pending_acts",
            "Signed statements that wait until they can count.",
            waiting,
        ),
    ] {
        let _ = writeln!(
            text,
            "# HELP detente_{name} {what}\n# TYPE detente_{name} gauge\ndetente_{name} {value}"
        );
    }
    Ok(text)
}
