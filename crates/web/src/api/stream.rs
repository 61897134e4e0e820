//! The event stream for programs: one event for each entry that came, numbered by the local sequence.
//!
//! Whoever was cut off goes on with `Last-Event-ID` and misses nothing. Without it the first event is `ready`:
//! its id is where the stream begins, so that what is read after it and what is streamed leave no gap.

use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::sync::Mutex;
use std::time::Duration;

use axum::Extension;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream;
use node::Arrival;
use node::people::Token;
use record::Hash;
use serde_json::json;
use tokio::sync::watch;

use super::problem::{Answer, Trouble};
use super::session::Caller;
use crate::app::App;
use crate::events::Stopping;

/// The most streams of one token.
const STREAMS_MAX: usize = 4;
/// Read from the database at once.
const PAGE: usize = 200;
/// How often it is asked whether the session has ended, at least.
const LOOK_EVERY: Duration = Duration::from_secs(15);

/// How many streams each token has open.
#[derive(Default)]
pub struct Streams(Mutex<HashMap<Hash, usize>>);

/// One of a token's streams; dropping it makes room for another.
struct Place {
    app: App,
    name: Hash,
}

impl Place {
    fn take(app: &App, token: &Token) -> Option<Place> {
        let name = Hash::plain(token);
        let mut open = app.streams.0.lock().expect("a table is always whole");
        let count = open.entry(name).or_default();
        if *count == STREAMS_MAX {
            return None;
        }
        *count += 1;
        Some(Place {
            app: app.clone(),
            name,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.app.streams.0.lock().expect("a table is always whole");
        if let Some(count) = open.get_mut(&self.name) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.name);
            }
        }
    }
}

/// Where one stream is.
struct Following {
    caller: Caller,
    changes: watch::Receiver<u64>,
    stopping: Option<watch::Receiver<bool>>,
    after: u64,
    read: VecDeque<Event>,
    _place: Place,
}

/// GET `/api/v1/stream`.
pub async fn stream(
    caller: Caller,
    headers: HeaderMap,
    stopping: Option<Extension<Stopping>>,
) -> Answer {
    let place = Place::take(&caller.app, &caller.token);
    let place = place.ok_or_else(|| Trouble::too_many_streams(&caller.l))?;
    // Before anything is read: what comes from now on wakes us.
    let mut changes = caller.app.node.changes();
    changes.mark_changed();
    let mut read = VecDeque::new();
    let after = match headers.get("last-event-id") {
        Some(id) => {
            let id = id.to_str().ok().and_then(|id| id.parse().ok());
            id.ok_or_else(|| Trouble::malformed("Last-Event-ID: a number of the local sequence"))?
        }
        None => {
            let now = caller.app.node.sequence(&caller.spaces());
            let now = now.map_err(Trouble::fault)?;
            let ready = Event::default().id(now.to_string()).event("ready");
            read.push_back(ready.data("{}"));
            now
        }
    };
    let following = Following {
        caller,
        changes,
        stopping: stopping.map(|Extension(Stopping(stopping))| stopping),
        after,
        read,
        _place: place,
    };
    let events = stream::unfold(following, |mut following| async move {
        let event = following.next().await?;
        Some((Ok::<_, Infallible>(event), following))
    });
    let answer = Sse::new(events).keep_alive(KeepAlive::new().interval(LOOK_EVERY));
    Ok(answer.into_response())
}

impl Following {
    /// The next event; none when the server stops, the session ends or the database fails.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.read.pop_front() {
                return Some(event);
            }
            if self.is_over() {
                return None;
            }
            self.changes.borrow_and_update();
            if self.read_on()? {
                continue;
            }
            self.wait().await;
        }
    }

    fn is_over(&self) -> bool {
        let node = &self.caller.app.node;
        let session = node.session(&self.caller.token, node::clock::now_ms());
        let stops = self.stopping.as_ref().is_some_and(|stop| *stop.borrow());
        stops || !matches!(session, Ok(Some(_)))
    }

    /// Reads what came since, if anything did.
    fn read_on(&mut self) -> Option<bool> {
        let spaces = self.caller.spaces();
        let came = self.caller.app.node.arrivals(&spaces, self.after, PAGE);
        let came = came
            .inspect_err(|fault| tracing::error!(%fault, "a stream cannot go on"))
            .ok()?;
        self.after = came.last().map_or(self.after, |one| one.sequence);
        self.read.extend(came.iter().map(event));
        Some(!came.is_empty())
    }

    async fn wait(&mut self) {
        let stopped = async {
            match &mut self.stopping {
                Some(stopping) => drop(stopping.wait_for(|stop| *stop).await),
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = self.changes.changed() => {}
            () = stopped => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

fn event(one: &Arrival) -> Event {
    let place = json!({ "space": one.space.hex(), "party": one.log.party.hex(), "lane": one.log.lane.number(), "index": one.index });
    Event::default()
        .id(one.sequence.to_string())
        .event("entry")
        .data(place.to_string())
}
