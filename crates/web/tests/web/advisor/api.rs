//! The seat's agendas over the HTTP API: for its own delegates, and for nobody else.

use axum::http::StatusCode;
use serde_json::{Value, json};
use web::router;

use super::{nowhere_else, send, three, with};
use crate::pair::{Pair, Side};
use crate::program::Program;

fn written(title: &str, ids: &[String], trust: u8) -> Value {
    let item = |id: &String| json!({ "id": id, "sensitivity": [25, 50], "value": 50, "basket": "canary-basket-7740" });
    json!({
        "title": title,
        "case": { "items": ids.iter().map(item).collect::<Vec<_>>(), "progress": { "trust": trust } },
    })
}

async fn program(side: &Side, scope: &str) -> Program {
    let mut program = Program::new(router(side.app.clone()));
    program.log_in_for(&side.login(), scope).await;
    program
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_agenda_is_made_read_worked_out_changed_by_its_tag_and_deleted() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let agendas = format!("/api/v1/spaces/{}/advisor/agendas", pair.space.short());
    let program = program(&pair.asteria, "sign").await;
    let (status, none) = program.ask("GET", &agendas, None).await;
    assert_eq!((status, &none["agendas"]), (StatusCode::OK, &json!([])));
    let (status, headers, made) = program
        .ask_with("POST", &agendas, &[], Some(&written("Spring", &ids, 30)))
        .await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let one = format!("{agendas}/{}", made["id"].as_str().expect("an id"));
    let tag = headers["etag"].to_str().expect("a tag").to_owned();
    let (_, read_headers, read) = program.ask_with("GET", &one, &[], None).await;
    assert_eq!((&read, &read_headers["etag"]), (&made, &headers["etag"]));
    assert_eq!(read["case"]["progress"]["trust"], 30);
    let titles = read["titles"].as_object().expect("titles");
    assert!(
        titles
            .values()
            .any(|title| title.as_str().is_some_and(|t| t.ends_with("The dam")))
    );
    let (status, plan) = program.ask("GET", &format!("{one}/plan"), None).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(plan["rounds"][0]["trust"], 30);
    assert_eq!(plan["inputs"]["items"].as_array().expect("items").len(), 3);

    // A change without a tag, with a stale one, of nonsense: nothing is stored.
    let changed = written("Summer", &ids, 60);
    let (status, _) = program.ask("PUT", &one, Some(changed.clone())).await;
    assert_eq!(status, StatusCode::PRECONDITION_REQUIRED);
    let put = async |tag: &str, body: &Value| {
        let (status, headers, said) = program
            .ask_with("PUT", &one, &[("if-match", tag)], Some(body))
            .await;
        let tag = headers
            .get("etag")
            .map(|tag| tag.to_str().expect("a tag").to_owned());
        (status, said["code"].clone(), tag)
    };
    let nonsense = json!({ "title": "X", "case": { "items": [], "progress": { "trust": 200 } } });
    assert_eq!(
        put(&tag, &nonsense).await.0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let unknown = json!({ "title": "X", "mood": 1, "case": changed["case"] });
    assert_eq!(
        put(&tag, &unknown).await.0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let (status, _, newer) = put(&tag, &changed).await;
    assert_eq!(status, StatusCode::OK);
    assert_ne!(newer.as_deref(), Some(tag.as_str()));
    let (status, code, _) = put(&tag, &written("Autumn", &ids, 10)).await;
    assert_eq!(
        (status, code),
        (StatusCode::PRECONDITION_FAILED, json!("moved"))
    );
    let (_, read) = program.ask("GET", &one, None).await;
    assert_eq!(
        (&read["title"], &read["version"]),
        (&json!("Summer"), &json!(2))
    );

    // What the pages have no field for stays when the form is sent.
    let three_sides = json!({ "title": "Sides", "case": {
        "items": [{ "id": ids[0], "sensitivity": [25, 50, 75], "value": 50, "convergence": 50 }],
        "progress": { "trust": 30 }, "method": "headroom",
    } });
    let (_, sides) = program.ask("POST", &agendas, Some(three_sides)).await;
    let paper = sides["id"].as_str().expect("an id");
    let form = format!("{}/advisor/agenda/{paper}", pair.base);
    let usual = super::agenda("Sides", &[(&ids[0], ["1", "2", "2"])]);
    let usual = with(
        with(usual, &format!("theirs-{}", ids[0]), "2"),
        "version",
        "1",
    );
    let sent = send(
        &mut pair.asteria.browser,
        &form,
        &with(usual, "trust", "40"),
    )
    .await;
    assert_eq!(sent.location, form, "{}", sent.text());
    let (_, after) = program
        .ask("GET", &format!("{agendas}/{paper}"), None)
        .await;
    let case = &after["case"];
    assert_eq!(case["items"][0]["sensitivity"], json!([25, 50, 75]));
    assert_eq!(
        (&case["method"], &case["progress"]["trust"]),
        (&json!("headroom"), &json!(40))
    );

    // A token to read with reads, and changes nothing.
    let reader = self::program(&pair.asteria, "read").await;
    assert_eq!(reader.ask("GET", &one, None).await.1["title"], "Summer");
    for (method, path) in [("POST", &agendas), ("PUT", &one), ("DELETE", &one)] {
        let (status, _) = reader.ask(method, path, Some(changed.clone())).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{method}");
    }
    let (status, _) = program.ask("DELETE", &one, None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(
        program.ask("GET", &one, None).await.0,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m087_canary_an_agenda_of_the_api_is_answered_to_its_own_seat_alone() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let agendas = format!("/api/v1/spaces/{}/advisor/agendas", pair.space.short());
    let canaries = ["canary-title-5528", "canary-basket-7740"];
    let own = program(&pair.asteria, "sign").await;
    let (status, made) = own
        .ask("POST", &agendas, Some(written(canaries[0], &ids, 30)))
        .await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let id = made["id"].as_str().expect("an id");
    let other = program(&pair.borealis, "sign").await;
    let stranger = Program::new(router(pair.asteria.app.clone()));
    for path in ["", "/1", "/2", "/1/plan"] {
        let path = format!("{agendas}{path}");
        let (_, said) = other.ask("GET", &path, None).await;
        for canary in canaries {
            assert!(!said.to_string().contains(canary), "{canary} in {path}");
        }
        assert_eq!(
            stranger.ask("GET", &path, None).await.0,
            StatusCode::UNAUTHORIZED
        );
    }
    let one = format!("{agendas}/{id}");
    assert_eq!(other.ask("GET", &one, None).await.0, StatusCode::NOT_FOUND);
    assert_eq!(
        other.ask("DELETE", &one, None).await.0,
        StatusCode::NOT_FOUND
    );
    let (_, list) = other.ask("GET", &agendas, None).await;
    assert_eq!(list["agendas"], json!([]));
    // A token of one node is none on the other.
    let elsewhere = Program {
        token: own.token.clone(),
        router: router(pair.borealis.app.clone()),
    };
    assert_eq!(
        elsewhere.ask("GET", &agendas, None).await.0,
        StatusCode::UNAUTHORIZED
    );
    let paper = format!("{}/advisor/agenda/{id}", pair.base);
    assert!(
        pair.asteria
            .browser
            .page(&paper)
            .await
            .html
            .contains(canaries[0])
    );
    nowhere_else(&mut pair, &canaries, &paper, &[]).await;
}
