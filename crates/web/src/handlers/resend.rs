//! A form that comes after its session has ended. What was typed into it is given back in the answer, to be sent again
//! after logging in: going back would ask the node for an empty form.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::{App, FORM_BYTES_MAX};
use crate::errors::page;
use crate::fields::Fields;
use crate::pages::error::{Again, ErrorPage, Trouble};
use crate::session::Visitor;
use crate::view::frame;

/// What is never given back.
const SECRET: &[&str] = &["passphrase", "password", "current", "new", "again"];
/// The fields that hold a person's words begin so.
const WORDS: [&str; 9] = [
    "title-", "text-", "reason", "citation", "source", "office", "note", "issue-", "values-",
];

/// Answers a form of somebody who is not logged in any more with what they typed; lets everything else pass.
pub async fn give_back(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = Visitor::of(&app, &parts);
    if parts.method != Method::POST || visitor.session.is_some() {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let Ok(bytes) = to_bytes(body, FORM_BYTES_MAX).await else {
        return visitor.problem(Trouble::TooLarge).into_response();
    };
    let whole = Request::from_parts(parts, Body::from(bytes));
    let fields = match Fields::from_request(whole, &app).await {
        Ok(fields) => fields.without(SECRET),
        Err(problem) => return problem.into_response(),
    };
    let words = fields
        .iter()
        .filter(|(name, value)| {
            !value.trim().is_empty() && WORDS.iter().any(|start| name.starts_with(start))
        })
        .filter(|(name, _)| name != "reason_lang")
        .map(|(_, value)| value.clone())
        .collect();
    let trouble = Trouble::Refused;
    let answer = ErrorPage {
        frame: frame::outside(&visitor, &visitor.l().t("refusals-error-logged-out")),
        trouble,
        reference: String::new(),
        detail: String::new(),
        back: "/".to_owned(),
        again: Some(Again {
            action: visitor.here.clone(),
            fields,
            words,
        }),
    };
    page(
        StatusCode::from_u16(trouble.code()).unwrap_or(StatusCode::FORBIDDEN),
        &answer,
    )
}
