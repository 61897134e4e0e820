//! The event stream: says only that something is new. The page itself is asked again.

use std::convert::Infallible;
use std::time::Duration;

use axum::Extension;
use axum::extract::Query;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch;

use crate::session::Member;

/// Tells open streams that the server stops.
#[derive(Clone)]
pub struct Stopping(pub watch::Receiver<bool>);

/// What the page that listens already shows.
#[derive(serde::Deserialize)]
pub struct Since {
    since: Option<u64>,
}

/// A line whenever something was applied at this node; one at once if that was so after the page was made.
pub async fn stream(
    member: Member,
    Query(Since { since }): Query<Since>,
    stopping: Option<Extension<Stopping>>,
) -> Response {
    let mut changes = member.person.visitor.app.node.changes();
    if since.is_some_and(|since| since != *changes.borrow_and_update()) {
        changes.mark_changed();
    }
    let stopping = stopping.map(|Extension(Stopping(stopping))| stopping);
    let events = stream::unfold(
        (changes, stopping),
        |(mut changes, mut stopping)| async move {
            let stopped = async {
                match &mut stopping {
                    Some(stopping) => stopping
                        .wait_for(|stop| *stop)
                        .await
                        .map(|_| ())
                        .unwrap_or(()),
                    None => std::future::pending().await,
                }
            };
            let version = tokio::select! {
                changed = changes.changed() => { changed.ok()?; *changes.borrow_and_update() }
                () = stopped => return None,
            };
            Some((
                Ok::<_, Infallible>(Event::default().data(version.to_string())),
                (changes, stopping),
            ))
        },
    );
    Sse::new(events)
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
        .into_response()
}
