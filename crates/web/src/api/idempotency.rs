//! `Idempotency-Key`: a request that is sent again is answered again, and acts once.
//!
//! What a signature was answered is kept in the private database, so that it outlives the node. Everything else
//! is kept in memory, because what it names lives there, too: a ticket goes with the process, and a token is a
//! secret that no file holds. Kept is what was done or refused for good; a wrong password, a malformed request
//! or a fault can be sent again with the same key.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use node::Acknowledged;
use node::clock::now_ms;
use node::people::Scope;
use record::Hash;

use super::BYTES_MAX;
use super::problem::{Answer, Trouble, aside, language};
use super::session::session_of;
use crate::app::App;

/// How long an answer is kept.
const KEPT_MS: u64 = 86_400_000;
/// The most answers kept in memory, and their bytes; the oldest are forgotten first.
const ANSWERS_MAX: usize = 256;
const ANSWER_BYTES_MAX: usize = 16 << 20;
/// The longest key.
const KEY_CHARS_MAX: usize = 255;
const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Says of an answer that it was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Requests under way, and answers that live as long as the process.
#[derive(Default)]
pub struct Answers(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    under_way: HashSet<Hash>,
    given: VecDeque<(Hash, u64, Acknowledged)>,
    bytes: usize,
}

impl Answers {
    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().expect("a table of answers is always whole")
    }

    fn given(&self, name: &Hash, now_ms: u64) -> Option<Acknowledged> {
        let kept = self.lock();
        let mut live = kept.given.iter().filter(|(_, until, _)| *until > now_ms);
        live.find(|(other, ..)| other == name)
            .map(|(.., given)| given.clone())
    }

    fn keep(&self, name: Hash, given: Acknowledged, now_ms: u64) {
        let mut kept = self.lock();
        kept.bytes += given.answer.len();
        kept.given.push_back((name, now_ms + KEPT_MS, given));
        while kept.given.len() > ANSWERS_MAX || kept.bytes > ANSWER_BYTES_MAX {
            let Some((.., oldest)) = kept.given.pop_front() else {
                return;
            };
            kept.bytes -= oldest.answer.len();
        }
    }

    fn forget(&self, name: &Hash) {
        let mut kept = self.lock();
        kept.given.retain(|(other, ..)| other != name);
        kept.bytes = kept.given.iter().map(|(.., one)| one.answer.len()).sum();
    }
}

/// A request under way; dropping it lets the next one in.
struct UnderWay {
    app: App,
    name: Hash,
}

impl UnderWay {
    fn begin(app: &App, name: Hash) -> Option<UnderWay> {
        let first = app.answers.lock().under_way.insert(name);
        first.then(|| UnderWay {
            app: app.clone(),
            name,
        })
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.app.answers.lock().under_way.remove(&self.name);
    }
}

/// Whose request it is, and where its answer is kept.
struct Asked {
    name: Hash,
    /// Hash of what is asked.
    request: [u8; 32],
    /// Who signs, for the answer to a signature; nobody if it is kept in memory.
    signer: Option<node::people::PersonView>,
    anybody: bool,
}

/// Answers a POST that has a key once, however often it is sent.
pub async fn once(State(app): State<App>, request: Request, next: Next) -> Response {
    let key = request.headers().get(KEY).cloned();
    let Some(key) = key.filter(|_| request.method() == Method::POST) else {
        return next.run(request).await;
    };
    // A task of its own: a caller who hangs up must find the answer when it asks again.
    let answered = tokio::spawn(async move { answer(app, &key, request, next).await }).await;
    match answered {
        Ok(Ok(answer)) => answer,
        Ok(Err(trouble)) => trouble.into_response(),
        Err(panicked) => Trouble::fault(panicked).into_response(),
    }
}

async fn answer(app: App, key: &HeaderValue, request: Request, next: Next) -> Answer {
    let key = key.to_str().ok().filter(|key| key.len() <= KEY_CHARS_MAX);
    let key = key
        .filter(|key| !key.trim().is_empty())
        .ok_or_else(|| Trouble::malformed("Idempotency-Key: 1 to 255 visible characters"))?
        .to_owned();
    let l = language(request.headers());
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, BYTES_MAX)
        .await
        .map_err(Trouble::malformed)?;
    let again = |body: Bytes| Request::from_parts(parts.clone(), Body::from(body));
    let Some(asked) = asked(&app, &parts.headers, parts.uri.path(), &key, &body)? else {
        return Ok(next.run(again(body)).await); // whom the handler refuses
    };
    let _under_way = UnderWay::begin(&app, asked.name).ok_or_else(|| Trouble::in_progress(&l))?;
    if let Some(given) = given(&app, &asked).await? {
        if given.request == asked.request {
            return Ok(replayed(given));
        }
        if asked.anybody {
            // Or passwords could be tried against the answer, where no failure is counted.
            app.answers.forget(&asked.name);
        }
        return Err(Trouble::other_request(&l));
    }
    let answer = next.run(again(body)).await;
    keep(app, asked, answer).await
}

/// What is asked, by whom; none if the handler will refuse whoever asks.
fn asked(
    app: &App,
    headers: &HeaderMap,
    path: &str,
    key: &str,
    body: &[u8],
) -> Result<Option<Asked>, Trouble> {
    let anybody = path == "/api/v1/sessions";
    let person = match anybody {
        true => None,
        false => {
            let session = session_of(app, headers)?.map(|(_, session)| session);
            match session.filter(|session| session.scope == Scope::All) {
                Some(session) => Some(session.person),
                None => return Ok(None),
            }
        }
    };
    let id = person.as_ref().map_or(0, |person| person.id.0);
    let parts = [&id.to_be_bytes()[..], path.as_bytes(), &[0], key.as_bytes()];
    let signer = person.filter(|_| path.ends_with("/sign"));
    let request = match signer {
        Some(_) => Hash::labelled("detente/1/request", &[&without_password(body)]),
        None => Hash::labelled("detente/1/request", &[body]),
    };
    Ok(Some(Asked {
        name: Hash::labelled("detente/1/idempotency", &parts),
        request: request.0,
        signer,
        anybody,
    }))
}

/// No hash of a password reaches the disk: whoever had the file could try passwords quickly.
fn without_password(body: &[u8]) -> Vec<u8> {
    match serde_json::from_slice::<serde_json::Value>(body) {
        Ok(serde_json::Value::Object(mut fields)) => {
            fields.remove("password");
            serde_json::Value::Object(fields).to_string().into_bytes()
        }
        _ => Vec::new(), // malformed: refused, and not kept
    }
}

async fn given(app: &App, asked: &Asked) -> Result<Option<Acknowledged>, Trouble> {
    if asked.signer.is_none() {
        return Ok(app.answers.given(&asked.name, now_ms()));
    }
    let (node, name) = (app.node.clone(), asked.name);
    aside(move || node.private().acknowledged(&name.0, now_ms()))
        .await?
        .map_err(Trouble::fault)
}

async fn keep(app: App, asked: Asked, answer: Response) -> Answer {
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, usize::MAX).await.map_err(Trouble::fault)?;
    if is_kept(parts.status) {
        let given = Acknowledged {
            request: asked.request,
            status: parts.status.as_u16(),
            answer: body.to_vec(),
        };
        match asked.signer {
            None => app.answers.keep(asked.name, given, now_ms()),
            Some(person) => keep_for_good(app, asked.name, person.id, given).await,
        }
    }
    Ok(Response::from_parts(parts, Body::from(body)))
}

/// The act stands even if its answer cannot be kept, so it is answered in any case.
async fn keep_for_good(app: App, name: Hash, person: node::people::PersonId, given: Acknowledged) {
    let node: Arc<node::Node> = app.node;
    let kept = tokio::task::spawn_blocking(move || {
        let now = now_ms();
        node.private()
            .put_acknowledged(&name.0, person, &given, now, now + KEPT_MS)
    });
    match kept.await {
        Ok(Ok(())) => {}
        Ok(Err(fault)) => tracing::error!(%fault, "an answer cannot be kept for its key"),
        Err(panicked) => tracing::error!(%panicked, "an answer cannot be kept for its key"),
    }
}

/// Whether an answer stays the same when it is asked for again.
fn is_kept(status: StatusCode) -> bool {
    let refused = [
        StatusCode::FORBIDDEN,
        StatusCode::NOT_FOUND,
        StatusCode::CONFLICT,
        StatusCode::GONE,
    ];
    status.is_success() || refused.contains(&status)
}

fn replayed(given: Acknowledged) -> Response {
    let status = StatusCode::from_u16(given.status).unwrap_or(StatusCode::OK);
    let kind = match status.is_success() {
        true => "application/json",
        false => "application/problem+json",
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (REPLAYED, HeaderValue::from_static("true")),
    ];
    (status, headers, given.answer).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(bytes: usize) -> Acknowledged {
        Acknowledged {
            request: [0; 32],
            status: 200,
            answer: vec![0; bytes],
        }
    }

    #[test]
    fn memory_is_bounded_by_answers_and_by_bytes() {
        let answers = Answers::default();
        let name = |n: u64| Hash::labelled("test", &[&n.to_be_bytes()]);
        for n in 0..300 {
            answers.keep(name(n), given(1), 0);
        }
        assert!(answers.given(&name(43), 0).is_none() && answers.given(&name(44), 0).is_some());
        assert!(answers.given(&name(299), KEPT_MS).is_none(), "expired");
        answers.keep(name(1000), given(ANSWER_BYTES_MAX - 10), 0);
        assert!(answers.given(&name(1000), 0).is_some());
        assert_eq!(answers.lock().given.len(), 11);
        answers.keep(name(1001), given(ANSWER_BYTES_MAX + 1), 0);
        let kept = answers.lock();
        assert_eq!((kept.given.len(), kept.bytes), (0, 0));
    }

    #[test]
    fn the_password_is_no_part_of_what_is_kept() {
        let asked = |body: &str| without_password(body.as_bytes());
        let one = asked(r#"{"ticket":"1","password":"a"}"#);
        assert_eq!(one, asked(r#"{ "password": "b", "ticket": "1" }"#));
        assert_ne!(one, asked(r#"{"ticket":"2","password":"a"}"#));
    }
}
