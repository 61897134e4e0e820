//! Who asks: a session opened by password, named by a bearer token.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequestParts, RawPathParams, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use i18n::Localizer;
use node::clock::now_ms;
use node::people::{SessionView, Token};
use record::SpaceId;
use record::ids::{bytes_from_hex, hex_of};
use serde::Deserialize;
use serde_json::json;

use super::problem::{Answer, Trouble, language};
use crate::app::App;
use crate::session::space_of;

/// Somebody with a session, in a space if the address names one.
pub struct Caller {
    /// What is served.
    pub app: App,
    /// The language of what is said.
    pub l: Localizer,
    /// The token.
    pub token: Token,
    /// The session.
    pub session: SessionView,
    space: Option<SpaceId>,
}

impl Caller {
    /// The space that the address names.
    pub fn space(&self) -> Result<SpaceId, Trouble> {
        self.space.ok_or_else(|| Trouble::not_found(&self.l))
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Caller, Trouble> {
        let l = language(&parts.headers);
        let token = bearer(&parts.headers).ok_or_else(|| Trouble::who(&l))?;
        let session = app.node.session(&token, now_ms()).map_err(Trouble::fault)?;
        let session = session
            .filter(|session| session.party == app.party)
            .ok_or_else(|| Trouble::who(&l))?;
        let named = RawPathParams::from_request_parts(parts, app).await.ok();
        let named = named
            .as_ref()
            .and_then(|params| params.iter().find(|(name, _)| *name == "space"));
        let space = match named {
            None => None,
            Some((_, short)) => {
                Some(space_of(app, &session.party, short).ok_or_else(|| Trouble::not_found(&l))?)
            }
        };
        Ok(Caller {
            app: app.clone(),
            l,
            token,
            session,
            space,
        })
    }
}

fn bearer(headers: &HeaderMap) -> Option<Token> {
    let given = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    bytes_from_hex(given.strip_prefix("Bearer ")?)?
        .try_into()
        .ok()
}

/// What opens a session.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Login {
    login: String,
    password: String,
}

/// POST `/api/v1/sessions`.
pub async fn open(
    State(app): State<App>,
    headers: HeaderMap,
    login: Result<Json<Login>, JsonRejection>,
) -> Answer {
    let l = language(&headers);
    let Json(login) = login.map_err(Trouble::malformed)?;
    let now = now_ms();
    if app.attempts.wait_seconds(&login.login, now) > 0 {
        return Err(Trouble::too_many(&l));
    }
    let (node, name, password) = (app.node.clone(), login.login.clone(), login.password);
    let opened = tokio::task::spawn_blocking(move || node.log_in(&name, &password, now))
        .await
        .map_err(Trouble::fault)?;
    match opened.map_err(Trouble::fault)? {
        Some(token) => Ok((
            StatusCode::CREATED,
            Json(json!({ "token": hex_of(&token) })),
        )
            .into_response()),
        None => {
            app.attempts.failed(&login.login, now);
            Err(Trouble::who(&l))
        }
    }
}

/// DELETE `/api/v1/sessions`.
pub async fn close(caller: Caller) -> Answer {
    caller
        .app
        .node
        .log_out(&caller.token)
        .map_err(Trouble::fault)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
