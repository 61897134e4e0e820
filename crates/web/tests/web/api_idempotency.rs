//! The same Idempotency-Key: the same answer, and one act, whatever happened in between.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use axum::http::StatusCode;
use node::Node;
use serde_json::{Value, json};
use web::{App, Options, router};

use crate::pair::{PASSWORD, Pair, entries};
use crate::program::{Program, proposal};

fn signature(prepared: &Value) -> Value {
    json!({ "ticket": prepared["ticket"], "digest": prepared["digest"], "password": PASSWORD })
}

/// Posts with a key; the status, whether it was answered before, and the answer.
async fn post(program: &Program, path: &str, key: &str, body: &Value) -> (StatusCode, bool, Value) {
    let headers = [("idempotency-key", key)];
    let (status, headers, said) = program.ask_with("POST", path, &headers, Some(body)).await;
    let replayed = headers.contains_key("idempotency-replayed");
    (status, replayed, said)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_key_acts_once_also_after_a_restart() {
    let pair = Pair::meet().await;
    let space = format!("/api/v1/spaces/{}", pair.space.short());
    let (prepare, sign) = (format!("{space}/prepare"), format!("{space}/sign"));
    for side in [&pair.asteria, &pair.borealis] {
        let program = Program::logged_in(side).await;
        let first = post(&program, &prepare, "p1", &proposal("Joint search")).await;
        assert_eq!((first.0, first.1), (StatusCode::OK, false), "{}", first.2);
        let again = post(&program, &prepare, "p1", &proposal("Joint search")).await;
        assert_eq!((again.1, &again.2["ticket"]), (true, &first.2["ticket"]));
        let other = post(&program, &prepare, "p1", &proposal("Joint rescue")).await;
        assert_eq!(other.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(other.2["code"], "idempotency-key-reused");
        let other = post(&program, &prepare, "p2", &proposal("Joint search")).await;
        assert_ne!(
            other.2["ticket"], first.2["ticket"],
            "another key is another request"
        );

        let before = entries(side.node(), &pair.space, side.party);
        let wrong = json!({ "ticket": first.2["ticket"], "digest": first.2["digest"], "password": "wrong" });
        let wrong = post(&program, &sign, "s1", &wrong).await;
        assert_eq!(wrong.0, StatusCode::UNAUTHORIZED);
        let done = post(&program, &sign, "s1", &signature(&first.2)).await;
        assert_eq!((done.0, done.1), (StatusCode::OK, false), "{}", done.2);
        let again = post(&program, &sign, "s1", &signature(&first.2)).await;
        assert_eq!((again.0, again.1, &again.2), (done.0, true, &done.2));
        let second = post(&program, &sign, "s1", &signature(&other.2)).await;
        assert_eq!(second.0, StatusCode::UNPROCESSABLE_ENTITY);
        let gone = post(&program, &sign, "s2", &signature(&first.2)).await;
        assert_eq!(gone.0, StatusCode::GONE);

        // Another process on the same folder remembers what a restarted one would: what is on the disk.
        let restarted = Arc::new(Node::open(side.node().folder()).unwrap());
        let app = App::new(restarted.clone(), side.party, None, Options::default());
        let program = Program {
            router: router(app),
            token: program.token,
        };
        let again = post(&program, &sign, "s1", &signature(&first.2)).await;
        assert_eq!((again.0, again.1, &again.2), (done.0, true, &done.2));
        let refused = post(&program, &sign, "s2", &signature(&first.2)).await;
        assert_eq!((refused.0, refused.1, &refused.2), (gone.0, true, &gone.2));
        // A proposal is two entries: the text, and its author's assent.
        assert_eq!(entries(&restarted, &pair.space, side.party), before + 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_persons_key_is_nothing_to_another_and_a_reader_is_answered_nothing() {
    let pair = Pair::meet().await;
    let space = format!("/api/v1/spaces/{}", pair.space.short());
    let prepare = format!("{space}/prepare");
    let program = Program::logged_in(&pair.asteria).await;
    let first = post(&program, &prepare, "k", &proposal("Joint search")).await;
    let mut reader = program.clone();
    reader.log_in_for(&pair.asteria.login(), "read").await;
    let refused = post(&reader, &prepare, "k", &proposal("Joint search")).await;
    assert_eq!((refused.0, refused.1), (StatusCode::FORBIDDEN, false));
    let nobody = Program::new(program.router.clone());
    let refused = post(&nobody, &prepare, "k", &proposal("Joint search")).await;
    assert_eq!((refused.0, refused.1), (StatusCode::UNAUTHORIZED, false));

    let new = node::people::NewPerson {
        login: "omar".into(),
        password: PASSWORD.into(),
        names: crate::pair::names("Omar", "奥马尔", "奧馬爾"),
        offices: Vec::new(),
        lang: "en".into(),
    };
    let (node, party) = (pair.asteria.node(), pair.asteria.party);
    node.add_person(party, &new, node::clock::now_ms()).unwrap();
    let mut omar = program.clone();
    omar.log_in("omar").await;
    let theirs = post(&omar, &prepare, "k", &proposal("Joint search")).await;
    assert_eq!((theirs.0, theirs.1), (StatusCode::OK, false));
    assert_ne!(theirs.2["ticket"], first.2["ticket"]);
    for key in ["", " ", &"k".repeat(256)] {
        let refused = post(&program, &prepare, key, &proposal("Joint search")).await;
        assert_eq!(refused.0, StatusCode::UNPROCESSABLE_ENTITY, "{key:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_is_opened_once_and_its_answer_helps_nobody_to_guess() {
    let pair = Pair::meet().await;
    let program = Program::new(router(pair.asteria.app.clone()));
    let login = |password: &str| json!({ "login": pair.asteria.login(), "password": password });
    let path = "/api/v1/sessions";
    let first = post(&program, path, "k", &login(PASSWORD)).await;
    let again = post(&program, path, "k", &login(PASSWORD)).await;
    assert_eq!(
        (again.0, again.1, &again.2),
        (StatusCode::CREATED, true, &first.2)
    );
    let guess = post(&program, path, "k", &login("wrong")).await;
    assert_eq!(guess.0, StatusCode::UNPROCESSABLE_ENTITY);
    let guess = post(&program, path, "k", &login("wrong")).await;
    assert_eq!(
        guess.0,
        StatusCode::UNAUTHORIZED,
        "from now on failures are counted"
    );
    let file = std::fs::read(pair.asteria.node().folder().join("private.db")).unwrap();
    let token = first.2["token"].as_str().unwrap().as_bytes();
    assert!(!file.windows(token.len()).any(|bytes| bytes == token));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_at_once_act_once_and_who_hung_up_finds_the_answer() {
    let pair = Pair::meet().await;
    let space = format!("/api/v1/spaces/{}", pair.space.short());
    let (prepare, sign) = (format!("{space}/prepare"), format!("{space}/sign"));
    let program = Program::logged_in(&pair.asteria).await;
    let before = entries(pair.asteria.node(), &pair.space, pair.asteria.party);
    let prepared = post(&program, &prepare, "p", &proposal("Joint search"))
        .await
        .2;
    let body = signature(&prepared);
    let (one, two) = tokio::join!(
        post(&program, &sign, "s", &body),
        post(&program, &sign, "s", &body)
    );
    let mut both = [one.0, two.0];
    both.sort();
    let busy = both == [StatusCode::OK, StatusCode::CONFLICT];
    assert!(busy || both == [StatusCode::OK; 2], "{both:?}");

    // Asked, and hung up before there can be an answer. On a busy machine nothing may have begun by then; then it begins
    // with the next one.
    let mut acts = 1;
    loop {
        acts += 1;
        let (first, second) = (format!("p {acts}"), format!("s {acts}"));
        let text = proposal(&format!("Joint rescue {acts}"));
        let prepared = post(&program, &prepare, &first, &text).await.2;
        let body = signature(&prepared);
        let mut asked = Box::pin(post(&program, &sign, &second, &body));
        let _ = poll_fn(|context| Poll::Ready(asked.as_mut().poll(context))).await;
        drop(asked);
        let answer = loop {
            let answer = post(&program, &sign, &second, &body).await;
            if answer.2["code"] != "in-progress" {
                break answer;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        };
        assert_eq!(answer.0, StatusCode::OK, "{}", answer.2);
        if answer.1 {
            break;
        }
        assert!(acts < 50, "whoever hung up never finds the answer");
    }
    let after = entries(pair.asteria.node(), &pair.space, pair.asteria.party);
    assert_eq!(after, before + 2 * acts, "a proposal is two entries");
}
