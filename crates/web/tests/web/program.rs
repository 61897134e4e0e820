//! A program that talks to one node over the HTTP API.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;
use web::router;

use crate::pair::{PASSWORD, Side};

/// A program with a token, or without.
#[derive(Clone)]
pub struct Program {
    /// What it talks to.
    pub router: Router,
    /// What it shows.
    pub token: Option<String>,
}

impl Program {
    pub fn new(router: Router) -> Program {
        Program {
            router,
            token: None,
        }
    }

    /// A program of the delegate of one side, with a token to sign.
    pub async fn logged_in(side: &Side) -> Program {
        let mut program = Program::new(router(side.app.clone()));
        program.log_in(&side.login()).await;
        program
    }

    /// Asks, with more headers.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Response<Body> {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = match body {
            Some(body) => request
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(body.to_string())),
            None => request.body(Body::empty()),
        };
        let request = request.expect("a request");
        self.router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer")
    }

    /// Asks with more headers, and reads the whole answer.
    pub async fn ask_with(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> (StatusCode, HeaderMap, Value) {
        let answer = self.send(method, path, headers, body).await;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = answer.into_body().collect().await.expect("a body");
        let said = serde_json::from_slice(&bytes.to_bytes()).unwrap_or(Value::Null);
        (status, headers, said)
    }

    pub async fn ask(&self, method: &str, path: &str, body: Option<Value>) -> (StatusCode, Value) {
        let (status, _, said) = self.ask_with(method, path, &[], body.as_ref()).await;
        (status, said)
    }

    pub async fn log_in(&mut self, login: &str) {
        self.log_in_for(login, "sign").await;
    }

    pub async fn log_in_for(&mut self, login: &str, scope: &str) {
        let login = json!({ "login": login, "password": PASSWORD, "scope": scope });
        let (status, said) = self.ask("POST", "/api/v1/sessions", Some(login)).await;
        assert_eq!(status, StatusCode::CREATED, "{said}");
        self.token = Some(said["token"].as_str().expect("a token").to_owned());
    }

    /// Prepares an act and signs exactly what was prepared, with the password.
    pub async fn act(&self, space: &str, act: Value) -> (StatusCode, Value) {
        let (status, prepared) = self
            .ask("POST", &format!("{space}/prepare"), Some(act))
            .await;
        if status != StatusCode::OK {
            return (status, prepared);
        }
        let signature = json!({ "ticket": prepared["ticket"], "digest": prepared["digest"], "password": PASSWORD });
        self.ask("POST", &format!("{space}/sign"), Some(signature))
            .await
    }
}

/// A proposal of an item for cooperation, in English.
pub fn proposal(title: &str) -> Value {
    json!({ "act": "propose", "list": "cooperation", "words": [{ "lang": "en", "title": title }] })
}
