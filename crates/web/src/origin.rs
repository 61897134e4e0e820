//! Forms come from pages of this node only. No tokens: browsers say where a request comes from.
//!
//! `Sec-Fetch-Site` decides where there is one; an older browser's `Origin` must name the host that was
//! asked. A request that proves neither is refused, so a program has to say which page it speaks for.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::pages::error::Trouble;
use crate::session::Visitor;

/// Refuses whatever would change something and does not come from a page of this node.
pub async fn own_pages_only(State(app): State<App>, request: Request, next: Next) -> Response {
    let reads = [Method::GET, Method::HEAD].contains(request.method());
    if reads || from_here(request.headers()) {
        return next.run(request).await;
    }
    let (parts, _) = request.into_parts();
    Visitor::of(&app, &parts)
        .problem(Trouble::Refused)
        .into_response()
}

fn from_here(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match text(header::HeaderName::from_static("sec-fetch-site")) {
        Some(site) => site == "same-origin",
        None => {
            let origin = text(header::ORIGIN).and_then(|origin| Some(origin.split_once("://")?.1));
            origin.is_some() && origin == text(header::HOST)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(&'static str, &'static str)]) -> HeaderMap {
        list.iter()
            .map(|(name, value)| {
                (
                    header::HeaderName::from_static(name),
                    value.parse().expect("a header"),
                )
            })
            .collect()
    }

    #[test]
    fn only_a_page_of_the_same_origin_may_send() {
        let table: [(&[(&str, &str)], bool); 7] = [
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "same-site")], false),
            (
                &[
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "http://here:1"),
                    ("host", "here:1"),
                ],
                false,
            ),
            (&[("sec-fetch-site", "none")], false),
            (&[("origin", "http://here:1"), ("host", "here:1")], true),
            (&[("origin", "http://here:2"), ("host", "here:1")], false),
            (&[("host", "here:1")], false),
        ];
        for (list, allowed) in table {
            assert_eq!(from_here(&headers(list)), allowed, "{list:?}");
        }
    }
}
