//! The API: the same journey as on the pages, by a program with a bearer token.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use record::{StatementId, TextStatus};
use serde_json::{Value, json};
use tower::ServiceExt;
use web::router;

use crate::pair::{PASSWORD, Pair};

/// A program that talks to one node.
struct Program {
    router: Router,
    token: Option<String>,
}

impl Program {
    fn new(router: Router) -> Program {
        Program {
            router,
            token: None,
        }
    }

    async fn ask(&self, method: &str, path: &str, body: Option<Value>) -> (StatusCode, Value) {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = match body {
            Some(body) => request
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(body.to_string())),
            None => request.body(Body::empty()),
        };
        let answer = self
            .router
            .clone()
            .oneshot(request.expect("a request"))
            .await
            .expect("an answer");
        let status = answer.status();
        let bytes = answer
            .into_body()
            .collect()
            .await
            .expect("a body")
            .to_bytes();
        (
            status,
            serde_json::from_slice(&bytes).unwrap_or(Value::Null),
        )
    }

    async fn log_in(&mut self, login: &str) {
        let login = json!({ "login": login, "password": PASSWORD });
        let (status, said) = self.ask("POST", "/api/v1/sessions", Some(login)).await;
        assert_eq!(status, StatusCode::CREATED, "{said}");
        self.token = Some(said["token"].as_str().expect("a token").to_owned());
    }

    /// Prepares an act and signs exactly what was prepared.
    async fn act(&self, space: &str, act: Value) -> (StatusCode, Value) {
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m031_the_api_proposes_and_agrees_like_the_pages() {
    let pair = Pair::meet().await;
    let mut asteria = Program::new(router(pair.asteria.app.clone()));
    let mut borealis = Program::new(router(pair.borealis.app.clone()));
    let nobody = asteria.ask("GET", "/api/v1/spaces", None).await;
    assert_eq!(nobody.0, StatusCode::UNAUTHORIZED);
    asteria.log_in(&pair.asteria.login()).await;
    borealis.log_in(&pair.borealis.login()).await;
    let (_, spaces) = asteria.ask("GET", "/api/v1/spaces", None).await;
    let space = format!(
        "/api/v1/spaces/{}",
        spaces["spaces"][0]["short"].as_str().unwrap()
    );

    let words = json!([
        { "lang": "en", "title": "Joint search and rescue" },
        { "lang": "zh-Hans", "title": "联合搜救", "text": "每年演练一次。" },
    ]);
    let propose = json!({ "act": "propose", "list": "cooperation", "words": words });
    let (status, proposed) = asteria.act(&space, propose).await;
    assert_eq!(status, StatusCode::OK, "{proposed}");
    let text = proposed["texts"][0]["id"].as_str().unwrap().to_owned();
    let id = StatementId::from_hex(&text).unwrap();
    pair.borealis
        .until_status(pair.space, id, TextStatus::Open)
        .await;

    let (_, shown) = borealis
        .ask("GET", &format!("{space}/texts/{text}"), None)
        .await;
    assert_eq!(shown["words"]["zh-Hans"]["text"], "每年演练一次。");
    assert_eq!(shown["status"], "open");
    let (_, prepared) = borealis
        .ask(
            "POST",
            &format!("{space}/prepare"),
            Some(json!({ "act": "assent", "text": text })),
        )
        .await;
    let other =
        json!({ "ticket": prepared["ticket"], "digest": "00".repeat(32), "password": PASSWORD });
    assert_eq!(
        borealis
            .ask("POST", &format!("{space}/sign"), Some(other))
            .await
            .0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let unsigned =
        json!({ "ticket": prepared["ticket"], "digest": prepared["digest"], "password": "wrong" });
    assert_eq!(
        borealis
            .ask("POST", &format!("{space}/sign"), Some(unsigned))
            .await
            .0,
        StatusCode::UNAUTHORIZED
    );
    let (status, agreed) = borealis
        .act(&space, json!({ "act": "assent", "text": text }))
        .await;
    assert_eq!(status, StatusCode::OK, "{agreed}");
    assert_eq!(agreed["texts"][0]["status"], "in-effect");
    pair.asteria
        .until_status(pair.space, id, TextStatus::InEffect)
        .await;
    let digest = |program: &Program| {
        let (path, router) = (space.clone(), program.router.clone());
        let program = Program {
            router,
            token: program.token.clone(),
        };
        async move { program.ask("GET", &path, None).await.1["digest"].clone() }
    };
    assert_eq!(digest(&asteria).await, digest(&borealis).await);

    let (status, refused) = borealis
        .act(&space, json!({ "act": "assent", "text": text }))
        .await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert_eq!(refused["code"], "already-assented");
    let unknown = json!({ "act": "assent", "text": text, "force": true });
    assert_eq!(
        borealis.act(&space, unknown).await.0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let (_, items) = asteria
        .ask(
            "GET",
            &format!("{space}/items?list=cooperation&status=in-effect"),
            None,
        )
        .await;
    assert_eq!(items["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_document_names_every_address_and_each_answers() {
    let pair = Pair::meet().await;
    let mut program = Program::new(router(pair.asteria.app.clone()));
    let (status, document) = program.ask("GET", "/api/v1/openapi.json", None).await;
    assert_eq!(status, StatusCode::OK);
    program.log_in(&pair.asteria.login()).await;
    let source = include_str!("../../src/api.rs");
    let paths = document["paths"].as_object().unwrap();
    assert_eq!(
        source.matches("\"/api/v1/").count(),
        paths.len(),
        "each address stands in the document"
    );
    for (path, methods) in paths {
        assert!(
            source.contains(&format!("\"{path}\"")),
            "{path} is no address"
        );
        for (method, operation) in methods.as_object().unwrap() {
            if method == "delete" {
                continue; // ends the session that the others need
            }
            let space = pair.space.short();
            let path = path
                .replace("{space}", &space)
                .replace("{item}", &"0".repeat(32))
                .replace("{text}", &"0".repeat(64));
            let body = operation
                .get("requestBody")
                .map(|_| json!({ "nothing": true }));
            let (status, said) = program
                .ask(&method.to_uppercase(), &path, body.clone())
                .await;
            match body {
                Some(_) => assert_eq!(
                    status,
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "{method} {path}: {said}"
                ),
                None => assert!(
                    status == StatusCode::OK || said["code"] == "not-found",
                    "{method} {path}: {said}"
                ),
            }
        }
    }
    let stranger = program
        .ask("GET", "/api/v1/spaces/00000000/items", None)
        .await;
    assert_eq!(stranger.0, StatusCode::NOT_FOUND);
    assert_eq!(
        program.ask("DELETE", "/api/v1/sessions", None).await.0,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        program.ask("GET", "/api/v1/spaces", None).await.0,
        StatusCode::UNAUTHORIZED
    );
}
