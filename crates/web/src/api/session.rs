//! Who asks: a session opened by password, named by a bearer token.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequestParts, RawPathParams, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use i18n::Localizer;
use node::clock::now_ms;
use node::people::{SESSION_MS, Scope, SessionView, Token};
use record::SpaceId;
use record::ids::{array_from_hex, hex_of};
use serde::Deserialize;
use serde_json::json;

use super::problem::{Answer, Trouble, aside, language};
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

    /// The spaces that the caller's seat entered, by id.
    pub fn spaces(&self) -> Vec<SpaceId> {
        let mut spaces = self.app.node.space_ids();
        spaces.retain(|space| self.app.node.entered(space, &self.session.party));
        spaces
    }

    /// Refuses whoever came with a token to read with.
    pub fn may_sign(&self) -> Result<(), Trouble> {
        match self.session.scope {
            Scope::All => Ok(()),
            Scope::Read => Err(Trouble::scope(&self.l)),
        }
    }
}

/// Who comes with a token of this seat, if it is one.
pub fn session_of(app: &App, headers: &HeaderMap) -> Result<Option<(Token, SessionView)>, Trouble> {
    let Some(token) = bearer(headers) else {
        return Ok(None);
    };
    let session = app.node.session(&token, now_ms()).map_err(Trouble::fault)?;
    let of_this_seat = session.filter(|session| session.party == app.party);
    Ok(of_this_seat.map(|session| (token, session)))
}

impl FromRequestParts<App> for Caller {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Caller, Trouble> {
        let l = language(&parts.headers);
        let known = session_of(app, &parts.headers)?;
        let (token, session) = known.ok_or_else(|| Trouble::who(&l))?;
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
    array_from_hex(given.strip_prefix("Bearer ")?)
}

/// What opens a session.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Login {
    login: String,
    password: String,
    /// What the token may be used for; everything that the person may if left out.
    #[serde(default)]
    scope: Wanted,
}

/// A scope, as programs write it.
#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum Wanted {
    #[default]
    Sign,
    Read,
}

fn scope_word(scope: Scope) -> &'static str {
    match scope {
        Scope::All => "sign",
        Scope::Read => "read",
    }
}

/// A time as programs read it: RFC 3339, UTC.
fn time(ms: u64) -> String {
    let at = jiff::Timestamp::from_millisecond(i64::try_from(ms).unwrap_or(i64::MAX));
    at.unwrap_or(jiff::Timestamp::MAX).to_string()
}

/// GET `/api/v1/sessions`: who the token speaks for.
pub async fn shown(caller: Caller) -> Answer {
    let person = &caller.session.person;
    let kid = person.key.kid().hex();
    let answer = json!({ "login": person.login, "party": caller.session.party.hex(), "scope": scope_word(caller.session.scope), "key": kid, "key_elsewhere": person.key_elsewhere });
    Ok(Json(answer).into_response())
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
    let scope = match login.scope {
        Wanted::Sign => Scope::All,
        Wanted::Read => Scope::Read,
    };
    let opened = aside(move || node.log_in_for(scope, &name, &password, now)).await?;
    let token = opened.map_err(Trouble::fault)?;
    app.attempts.tried(&login.login, token.is_some(), now);
    match token {
        Some(token) => Ok((
            StatusCode::CREATED,
            Json(json!({ "token": hex_of(&token), "scope": scope_word(scope), "expires": time(now + SESSION_MS) })),
        )
            .into_response()),
        None => Err(Trouble::who(&l)),
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
