//! Who asks: the session behind the cookie, the language, and what was just done.
//!
//! Every answer is made for a [`Visitor`]; a [`Person`] is logged in, a [`Member`] asks within a space that
//! this seat belongs to. A space that is unknown and one that is not theirs are the same answer.

use axum::extract::{FromRequestParts, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use i18n::{Lang, Localizer};
use node::clock::now_ms;
use node::people::{Scope, SessionView, Token};
use record::ids::{array_from_hex, hex_of};
use record::{ObjectId, PartyId, SpaceId};

use crate::app::App;
use crate::errors::Problem;
use crate::pages::error::Trouble;

/// Whoever asks.
#[derive(Clone)]
pub struct Visitor {
    /// What is served.
    pub app: App,
    /// The session's token, as the browser sent it.
    pub token: Option<Token>,
    /// The session, if there is one.
    pub session: Option<SessionView>,
    /// The reader's language.
    pub lang: Lang,
    /// Whether keyboard shortcuts are on.
    pub shortcuts: bool,
    /// What was just done, as a key of a message.
    pub done: Option<String>,
    /// The address that shows this page again.
    pub here: String,
    /// The node's count of changes before anything was read: what the page shows is at least as new.
    pub version: u64,
    /// The time of the answer, ms UTC.
    pub now: u64,
}

/// Somebody who is logged in.
#[derive(Clone)]
pub struct Person {
    /// Who asks.
    pub visitor: Visitor,
    /// The session.
    pub session: SessionView,
    /// The session's token.
    pub token: Token,
    /// The seat.
    pub party: PartyId,
    /// The space, where the address names one.
    pub space: Option<SpaceId>,
}

/// Somebody who is logged in to a seat that is a member of the space.
#[derive(Clone)]
pub struct Member {
    /// The person.
    pub person: Person,
    /// The space.
    pub space: SpaceId,
    /// How much the node has to tell this seat that nobody has read yet.
    pub unread: usize,
}

impl Visitor {
    /// Reads who asks from the head of a request.
    pub fn of(app: &App, parts: &Parts) -> Visitor {
        let cookie = |name: &str| cookie(&parts.headers, &cookie_name(app, name));
        let token: Option<Token> = cookie("").and_then(|hex| array_from_hex(&hex));
        let now = now_ms();
        let session = token.and_then(|token| {
            app.node.session(&token, now).unwrap_or_else(|fault| {
                tracing::error!(%fault, "a session cannot be read");
                None
            })
        });
        // A token that may only read is a program's: pages have things to press that ask for no password.
        let fits =
            |session: &SessionView| session.party == app.party && session.scope == Scope::All;
        let session = session.filter(fits);
        let accepted = parts
            .headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok());
        let of_person = || Lang::from_tag(&session.as_ref()?.person.lang);
        let lang = cookie("-lang")
            .and_then(|tag| Lang::from_tag(&tag))
            .or_else(of_person);
        let here = parts
            .extensions
            .get::<axum::extract::OriginalUri>()
            .map_or(&parts.uri, |original| &original.0);
        Visitor {
            app: app.clone(),
            version: *app.node.changes().borrow(),
            token,
            lang: lang.unwrap_or_else(|| Lang::negotiate(accepted.unwrap_or_default())),
            shortcuts: cookie("-keys").as_deref() != Some("0"),
            done: cookie("-done")
                .filter(|done| done.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')),
            here: here
                .path_and_query()
                .map_or("/", |path| path.as_str())
                .to_owned(),
            session,
            now,
        }
    }

    /// The member that this visitor is in the space that the address names; none if they are none, or there is none.
    pub fn member(&self) -> Option<Member> {
        let rest = self.here.strip_prefix("/s/")?;
        let short = rest.split(['/', '?']).next()?;
        let (session, token) = (self.session.clone()?, self.token?);
        let party = session.party;
        let space = space_of(&self.app, &party, short)
            .filter(|space| self.app.node.entered(space, &party))?;
        let visitor = self.clone();
        let person = Person {
            visitor,
            session,
            token,
            party,
            space: Some(space),
        };
        Some(Member::of(person, space))
    }

    /// What speaks the reader's language.
    pub fn l(&self) -> Localizer {
        self.lang.l()
    }

    /// The cookie of this seat with this ending, for as many seconds as given; until the browser ends if none.
    pub fn cookie(&self, ending: &str, value: &str, seconds: Option<u64>) -> HeaderValue {
        let (name, secure) = (
            cookie_name(&self.app, ending),
            if self.app.options.secure_cookies {
                "; Secure"
            } else {
                ""
            },
        );
        let age = seconds
            .map(|seconds| format!("; Max-Age={seconds}"))
            .unwrap_or_default();
        HeaderValue::from_str(&format!(
            "{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}"
        ))
        .expect("names and values are plain")
    }

    /// Logs in: the answer that sets the cookie and goes on to `to`.
    pub fn enter(&self, token: &Token, to: &str) -> Response {
        let mut answer = Redirect::to(to).into_response();
        answer
            .headers_mut()
            .append(header::SET_COOKIE, self.cookie("", &hex_of(token), None));
        answer
    }

    /// Goes on to `to`, where the message with this key says what was done.
    pub fn done(&self, to: &str, key: &str) -> Response {
        let mut answer = Redirect::to(to).into_response();
        answer
            .headers_mut()
            .append(header::SET_COOKIE, self.cookie("-done", key, Some(60)));
        answer
    }
}

/// Two nodes in one browser are told apart by their ports only, which cookies do not see: so the name says whose it is.
fn cookie_name(app: &App, ending: &str) -> String {
    format!("detente_{}{ending}", app.party.short())
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok());
    let mut pairs = lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value.to_owned())
}

impl Person {
    /// Where the space's pages begin; empty outside a space.
    pub fn base(&self) -> String {
        self.space.map(|space| base(&space)).unwrap_or_default()
    }
}

impl Member {
    /// Somebody who is known to be one.
    pub fn of(person: Person, space: SpaceId) -> Member {
        let app = &person.visitor.app;
        let given_up = app.node.given_up(&space, &person.party);
        let unread = given_up.map_or(0, |all| all.len());
        Member {
            person,
            space,
            unread,
        }
    }

    /// Where the space's pages begin.
    pub fn base(&self) -> String {
        base(&self.space)
    }

    /// Where an item is shown.
    pub fn item_href(&self, object: &ObjectId) -> String {
        format!("{}/item/{}", self.base(), object.hex())
    }
}

/// Where the pages of a space begin.
pub fn base(space: &SpaceId) -> String {
    format!("/s/{}", space.short())
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Visitor, Problem> {
        Ok(Visitor::of(app, parts))
    }
}

impl FromRequestParts<App> for Person {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Person, Problem> {
        let visitor = Visitor::of(app, parts);
        let (Some(session), Some(token)) = (visitor.session.clone(), visitor.token) else {
            return Err(log_in_first(&visitor, &parts.method));
        };
        let named = RawPathParams::from_request_parts(parts, app).await.ok();
        let named = named
            .as_ref()
            .and_then(|params| params.iter().find(|(name, _)| *name == "space"));
        let party = session.party;
        let space = match named {
            None => None,
            Some((_, short)) => Some(
                space_of(app, &party, short).ok_or_else(|| visitor.problem(Trouble::NotFound))?,
            ),
        };
        Ok(Person {
            visitor,
            session,
            token,
            party,
            space,
        })
    }
}

impl FromRequestParts<App> for Member {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Member, Problem> {
        let person = Person::from_request_parts(parts, app).await?;
        match person.space {
            Some(space) if app.node.entered(&space, &person.party) => Ok(Member::of(person, space)),
            _ => Err(person.visitor.problem(Trouble::NotFound)),
        }
    }
}

/// The space of this seat that an address names; none if it is unknown or not this seat's.
pub(crate) fn space_of(app: &App, party: &PartyId, short: &str) -> Option<SpaceId> {
    let named = |space: &SpaceId| space.short() == short;
    // Who left reads what it held.
    let ours = |space: &SpaceId| app.node.read(space, |state| state.record.was_member(party));
    app.node
        .space_ids()
        .into_iter()
        .filter(named)
        .find(|space| ours(space) == Some(true))
}

fn log_in_first(visitor: &Visitor, method: &Method) -> Problem {
    if method != Method::GET {
        return visitor.problem(Trouble::Refused);
    }
    let to: String = visitor
        .here
        .bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b == b'/' {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect();
    Problem::answer(Redirect::to(&format!("/login?to={to}")).into_response())
}

/// `?lang=zh-Hans` on any page chooses the language and shows the page again without it.
pub async fn choose_language(
    State(app): State<App>,
    uri: Uri,
    request: Request,
    next: Next,
) -> Response {
    let pairs = || {
        uri.query()
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !pair.is_empty())
    };
    let chosen = pairs().find_map(|pair| Lang::from_tag(pair.strip_prefix("lang=")?));
    let (Some(lang), &Method::GET) = (chosen, request.method()) else {
        return next.run(request).await;
    };
    let (parts, _) = request.into_parts();
    let visitor = Visitor::of(&app, &parts);
    let mut answer = Redirect::to(&without_language(&uri)).into_response();
    answer.headers_mut().append(
        header::SET_COOKIE,
        visitor.cookie("-lang", lang.tag(), Some(365 * 86_400)),
    );
    answer
}

fn without_language(uri: &Uri) -> String {
    let rest: Vec<&str> = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="))
        .collect();
    // Two slashes at the start would lead to another host.
    let path = format!("/{}", uri.path().trim_start_matches('/'));
    match rest.is_empty() {
        true => path,
        false => format!("{path}?{}", rest.join("&")),
    }
}

/// The address that shows this page in another language.
pub fn in_language(here: &str, lang: Lang) -> String {
    let (path, query) = here.split_once('?').unwrap_or((here, ""));
    let rest = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let all: Vec<String> = rest
        .map(str::to_owned)
        .chain([format!("lang={}", lang.tag())])
        .collect();
    format!("{path}?{}", all.join("&"))
}

/// Pages hold what only members may read: no cache keeps them. Static files say for themselves.
pub async fn never_cached(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    answer
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    answer
}
