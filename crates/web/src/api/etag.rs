//! `ETag` and `If-None-Match`: who has an answer already is told so instead of being given it again.
//!
//! The tag is a hash of the answer itself, so it is right by construction, in every language and for every
//! caller. It saves the way, not the making.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use record::Hash;
use record::ids::hex_of;

use super::problem::Trouble;

/// Tags every JSON answer to a GET, and answers 304 to who has it.
pub async fn tagged(request: Request, next: Next) -> Response {
    let reads = request.method() == Method::GET;
    let held = request.headers().clone();
    let answer = next.run(request).await;
    let json = HeaderValue::from_static("application/json");
    let is_json = answer.headers().get(header::CONTENT_TYPE) == Some(&json);
    if !reads || !is_json || answer.status() != StatusCode::OK {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let body = match to_bytes(body, usize::MAX).await {
        Ok(body) => body,
        Err(error) => return Trouble::fault(error).into_response(),
    };
    let tag = of(&body);
    let is_held = holds(&held, &header::IF_NONE_MATCH, &tag);
    let value = HeaderValue::from_str(&tag).expect("hexadecimal digits in quotes");
    parts.headers.insert(header::ETAG, value);
    // To be kept by who asked, and asked about each time; by nobody in between.
    let private = HeaderValue::from_static("private, no-cache");
    parts.headers.insert(header::CACHE_CONTROL, private);
    let varies = HeaderValue::from_static("authorization, accept-language");
    parts.headers.insert(header::VARY, varies);
    if is_held {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(body))
}

/// The tag of an answer with this body.
pub fn of(body: &[u8]) -> String {
    format!("\"{}\"", hex_of(&Hash::plain(body).as_bytes()[..16]))
}

/// Whether a header of tags names this one, or any.
pub fn holds(headers: &HeaderMap, name: &HeaderName, tag: &str) -> bool {
    let lines = headers.get_all(name).iter();
    let mut tags = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(|one| one.trim().trim_start_matches("W/"));
    tags.any(|one| one == tag || one == "*")
}
