//! The API: the same journey as on the pages, by a program with a bearer token.

use axum::http::StatusCode;
use record::{StatementId, TextStatus};
use serde_json::json;
use web::router;

use crate::pair::{PASSWORD, Pair};
use crate::program::Program;

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
    let digest =
        async |program: &Program| program.ask("GET", &space, None).await.1["digest"].clone();
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
        let from = source.find(&format!("\"{path}\"")).unwrap();
        let route = source[from..].split(".route(").next().unwrap();
        for method in ["get", "post", "put", "delete"] {
            let is_routed = route.contains(&format!("{method}("));
            assert_eq!(
                is_routed,
                methods.get(method).is_some(),
                "{method} {path}: {route}"
            );
        }
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
            if path.ends_with("/stream") {
                let answer = program.send("GET", &path, &[], None).await;
                assert_eq!(answer.headers()["content-type"], "text/event-stream");
                continue; // never ends
            }
            let (status, said) = program
                .ask(&method.to_uppercase(), &path, body.clone())
                .await;
            match body {
                // What is not there cannot be changed, whatever is sent.
                Some(_) if method == "put" => assert_eq!(said["code"], "not-found"),
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
