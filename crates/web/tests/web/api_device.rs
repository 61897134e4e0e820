//! Signing over the API with a key that no node has: it is made here, and stays here.

use axum::http::StatusCode;
use domain::List;
use node::clock::now_ms;
use node::people::NewPerson;
use record::ids::{bytes_from_hex, hex_of};
use record::key::SecretKey;
use record::{Hash, StatementId, TextStatus};
use serde_json::{Value, json};
use web::router;

use crate::pair::{PASSWORD, Pair, Side, entries, names};
use crate::program::{Program, proposal};

/// A delegate's program and the device beside it.
struct Delegate {
    program: Program,
    key: SecretKey,
}

impl Delegate {
    /// The operator is given a public key, and nothing else; powers follow.
    async fn of(side: &Side, login: &str) -> Delegate {
        let key = SecretKey::from_seed(&Hash::plain(login.as_bytes()).0);
        let new = NewPerson {
            login: login.into(),
            password: PASSWORD.into(),
            names: names(login, login, login),
            offices: Vec::new(),
            lang: "en".into(),
        };
        side.node()
            .add_person_with_device(side.party, &new, key.public(), now_ms())
            .expect("a new person");
        let mut program = Program::new(router(side.app.clone()));
        program.log_in(login).await;
        Delegate { program, key }
    }

    async fn prepare(&self, space: &str, act: Value) -> Value {
        let path = format!("{space}/prepare");
        let (status, prepared) = self.program.ask("POST", &path, Some(act)).await;
        assert_eq!(status, StatusCode::OK, "{prepared}");
        prepared
    }

    async fn sign(&self, space: &str, signature: Value) -> (StatusCode, Value) {
        let path = format!("{space}/sign");
        self.program.ask("POST", &path, Some(signature)).await
    }

    async fn act(&self, space: &str, act: Value) -> Value {
        let prepared = self.prepare(space, act).await;
        let (status, done) = self.sign(space, by(&self.key, &prepared)).await;
        assert_eq!(status, StatusCode::OK, "{done}");
        done
    }
}

/// What the device sends back: each statement's bytes as given, signed with `key`.
fn by(key: &SecretKey, prepared: &Value) -> Value {
    let statements = prepared["statements"].as_array().expect("statements");
    let signature = |statement: &Value| {
        let bytes = bytes_from_hex(statement["to_sign"].as_str().unwrap()).unwrap();
        assert_eq!(
            statement["to_sign_sha256"],
            Hash::plain(&bytes).hex().as_str()
        );
        json!({ "bytes": hex_of(&bytes), "signature": hex_of(&key.sign(&bytes)) })
    };
    let signatures: Vec<Value> = statements.iter().map(signature).collect();
    json!({ "ticket": prepared["ticket"], "digest": prepared["digest"], "signatures": signatures })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m031_a_delegate_whose_key_is_on_a_device_proposes_and_agrees() {
    let pair = Pair::meet().await;
    let space = format!("/api/v1/spaces/{}", pair.space.short());
    let sides = [&pair.asteria, &pair.borealis];
    let delegates = [
        Delegate::of(sides[0], "dara").await,
        Delegate::of(sides[1], "devi").await,
    ];
    for (from, to) in [(0, 1), (1, 0)] {
        let proposed = delegates[from]
            .act(&space, proposal(&format!("From {from}")))
            .await;
        let text = proposed["texts"][0]["id"].as_str().unwrap();
        let id = StatementId::from_hex(text).unwrap();
        sides[to]
            .until_status(pair.space, id, TextStatus::Open)
            .await;
        let assent = json!({ "act": "assent", "text": text });
        let agreed = delegates[to].act(&space, assent).await;
        assert_eq!(agreed["texts"][0]["status"], "in-effect");
        sides[from]
            .until_status(pair.space, id, TextStatus::InEffect)
            .await;
    }
    // What was put on the record verifies from the bytes up, by the other side too.
    for side in sides {
        let report = side.node().verify(&pair.space).unwrap().unwrap();
        assert!(report.faults.is_empty(), "{:?}", report.faults);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_device_did_not_sign_is_refused_and_nothing_is_sealed() {
    let pair = Pair::meet().await;
    let space = format!("/api/v1/spaces/{}", pair.space.short());
    for side in [&pair.asteria, &pair.borealis] {
        let name = side.party.short();
        let dara = Delegate::of(side, &format!("dara-{name}")).await;
        let omar = Delegate::of(side, &format!("omar-{name}")).await;
        let before = entries(side.node(), &pair.space, side.party);
        let prepared = dara.prepare(&space, proposal("Joint search")).await;

        let refused = |expected: StatusCode, code: &'static str, said: (StatusCode, Value)| {
            assert_eq!(said.0, expected, "{}", said.1);
            assert_eq!(said.1["code"], code, "{}", said.1);
            assert_eq!(
                entries(side.node(), &pair.space, side.party),
                before,
                "{code}: nothing is sealed"
            );
        };
        let unfit = StatusCode::UNPROCESSABLE_ENTITY;
        let wrong_key = by(&omar.key, &prepared);
        refused(unfit, "does-not-fit", dara.sign(&space, wrong_key).await);

        let other = dara.prepare(&space, proposal("Joint rescue")).await;
        let mut other_bytes = by(&dara.key, &other);
        other_bytes["ticket"] = prepared["ticket"].clone();
        other_bytes["digest"] = prepared["digest"].clone();
        refused(unfit, "other-bytes", dara.sign(&space, other_bytes).await);
        let mut nothing = by(&dara.key, &prepared);
        nothing["signatures"] = json!([]);
        refused(unfit, "other-bytes", dara.sign(&space, nothing).await);
        let mut unseen = by(&dara.key, &prepared);
        unseen["digest"] = other["digest"].clone();
        refused(unfit, "other-bytes", dara.sign(&space, unseen).await);

        let others = by(&omar.key, &prepared);
        refused(
            StatusCode::FORBIDDEN,
            "other-person",
            omar.sign(&space, others).await,
        );
        let by_password = json!({ "ticket": prepared["ticket"], "digest": prepared["digest"], "password": PASSWORD });
        refused(
            StatusCode::CONFLICT,
            "key-elsewhere",
            dara.sign(&space, by_password).await,
        );

        let good = by(&dara.key, &prepared);
        let (status, said) = dara.sign(&space, good.clone()).await;
        assert_eq!(status, StatusCode::OK, "{said}");
        let after = entries(side.node(), &pair.space, side.party);
        let again = dara.sign(&space, good).await;
        assert_eq!(
            (again.0, entries(side.node(), &pair.space, side.party)),
            (StatusCode::GONE, after)
        );
        assert_eq!(again.1["code"], "forgotten");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_preparation_that_grew_stale_is_refused_in_the_readers_language() {
    let pair = Pair::meet().await;
    let space = format!("/api/v1/spaces/{}", pair.space.short());
    let dara = Delegate::of(&pair.borealis, "dara").await;
    let text = pair.proposed(List::Cooperation, "Joint search").await;
    let act = json!({ "act": "assent", "text": text.hex() });
    let prepared = dara.prepare(&space, act.clone()).await;
    let second = dara.prepare(&space, act).await;
    let (status, said) = dara.sign(&space, by(&dara.key, &prepared)).await;
    assert_eq!(status, StatusCode::OK, "{said}");
    let stale = by(&dara.key, &second);
    let path = format!("{space}/sign");
    let mut said = Vec::new();
    for lang in ["en", "zh-Hans", "zh-Hant"] {
        let headers = [("accept-language", lang)];
        let (status, headers, problem) = dara
            .program
            .ask_with("POST", &path, &headers, Some(&stale))
            .await;
        assert_eq!(status, StatusCode::CONFLICT, "{problem}");
        assert_eq!(headers["content-type"], "application/problem+json");
        said.push(problem["detail"].as_str().unwrap().to_owned());
    }
    said.dedup();
    assert_eq!(said.len(), 3, "{said:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn powers_that_ended_and_a_key_that_is_taken_open_nothing() {
    let pair = Pair::meet().await;
    let space = format!("/api/v1/spaces/{}", pair.space.short());
    let dara = Delegate::of(&pair.asteria, "dara").await;
    let prepared = dara.prepare(&space, proposal("Joint search")).await;
    let kid = dara.key.public().kid();
    let (node, party) = (pair.asteria.node(), pair.asteria.party);
    node.revoke(pair.space, party, kid, now_ms()).unwrap();
    let (status, said) = dara.sign(&space, by(&dara.key, &prepared)).await;
    assert_eq!(
        (status, &said["code"]),
        (StatusCode::FORBIDDEN, &json!("powers-missing"))
    );

    let new = NewPerson {
        login: "second".into(),
        password: PASSWORD.into(),
        names: names("Second", "二", "二"),
        offices: Vec::new(),
        lang: "en".into(),
    };
    let taken = node.add_person_with_device(party, &new, dara.key.public(), now_ms());
    assert!(taken.is_err(), "one key is one person's");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_to_read_with_neither_prepares_nor_signs_nor_opens_pages() {
    let pair = Pair::meet().await;
    let space = format!("/api/v1/spaces/{}", pair.space.short());
    let dara = Delegate::of(&pair.asteria, "dara").await;
    let mut reader = dara.program.clone();
    reader.log_in_for("dara", "read").await;
    let (status, who) = reader.ask("GET", "/api/v1/sessions", None).await;
    assert_eq!((status, &who["scope"]), (StatusCode::OK, &json!("read")));
    assert_eq!(who["key"], dara.key.public().kid().hex());
    assert_eq!(reader.ask("GET", &space, None).await.0, StatusCode::OK);

    let prepared = dara.prepare(&space, proposal("Joint search")).await;
    for (path, body) in [
        ("prepare", proposal("Joint search")),
        ("sign", by(&dara.key, &prepared)),
    ] {
        let path = format!("{space}/{path}");
        let (status, said) = reader.ask("POST", &path, Some(body)).await;
        assert_eq!(
            (status, &said["code"]),
            (StatusCode::FORBIDDEN, &json!("scope"))
        );
    }
    // As a cookie the token is nobody: pages have buttons that ask for no password.
    for (program, seen) in [
        (&reader, StatusCode::SEE_OTHER),
        (&dara.program, StatusCode::OK),
    ] {
        let token = program.token.clone().unwrap();
        let cookie = format!("detente_{}={token}", pair.asteria.party.short());
        let page = Program::new(program.router.clone());
        let (path, headers) = (pair.base.clone(), [("cookie", &*cookie)]);
        let answer = page.send("GET", &path, &headers, None).await;
        assert_eq!(answer.status(), seen);
    }
}
