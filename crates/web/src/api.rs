//! The HTTP API: the same acts as the pages, as JSON under `/api/v1`.
//!
//! A bearer token, never a cookie, says who asks, so no page can make a browser use this. Signing takes two
//! steps: `prepare` gives exactly what would be signed, `sign` signs that and nothing else. Errors are problem
//! details (RFC 9457) with a code; their text is in the language that the request accepts.

mod act;
mod advisor;
mod document;
mod etag;
mod idempotency;
mod page;
mod problem;
mod read;
mod session;
mod sign;
mod stream;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};

pub use self::idempotency::Answers;
pub use self::stream::Streams;
use crate::app::App;

/// The largest request: an entry holds no more.
const BYTES_MAX: usize = 1 << 20;

/// Every address of the API; `openapi.json` describes each.
pub fn router(app: &App) -> Router<App> {
    Router::new()
        .route("/api/v1/openapi.json", get(document::openapi))
        .route(
            "/api/v1/sessions",
            get(session::shown)
                .post(session::open)
                .delete(session::close),
        )
        .route("/api/v1/spaces", get(read::spaces))
        .route("/api/v1/spaces/{space}", get(read::space))
        .route("/api/v1/spaces/{space}/items", get(read::items))
        .route("/api/v1/spaces/{space}/items/{item}", get(read::item))
        .route("/api/v1/spaces/{space}/texts/{text}", get(read::text))
        .route("/api/v1/spaces/{space}/entries", get(read::entries))
        .route("/api/v1/spaces/{space}/prepare", post(sign::prepare))
        .route("/api/v1/spaces/{space}/sign", post(sign::sign))
        .route(
            "/api/v1/spaces/{space}/advisor/agendas",
            get(advisor::list).post(advisor::create),
        )
        .route(
            "/api/v1/spaces/{space}/advisor/agendas/{agenda}",
            get(advisor::read)
                .put(advisor::change)
                .delete(advisor::delete),
        )
        .route(
            "/api/v1/spaces/{space}/advisor/agendas/{agenda}/plan",
            get(advisor::planned),
        )
        .route("/api/v1/stream", get(stream::stream))
        .layer(from_fn(etag::tagged))
        .layer(from_fn_with_state(app.clone(), idempotency::once))
        .layer(DefaultBodyLimit::max(BYTES_MAX))
}
