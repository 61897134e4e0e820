//! What a machine asks that keeps the node running: yes or no to anybody, counts to the operator only.

use axum::http::StatusCode;
use domain::List;
use http_body_util::BodyExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use web::router;

use crate::pair::{Pair, propose};
use crate::program::Program;

async fn said(program: &Program, path: &str) -> (StatusCode, String) {
    let answer = program.send("GET", path, &[], None).await;
    let status = answer.status();
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn anybody_learns_that_it_works_and_nothing_else() {
    let pair = Pair::meet().await;
    let anybody = Program::new(router(pair.asteria.app.clone()));
    assert_eq!(
        said(&anybody, "/healthz").await,
        (StatusCode::OK, "ok\n".into())
    );
    assert_eq!(
        said(&anybody, "/readyz").await,
        (StatusCode::OK, "ready\n".into())
    );
    assert_eq!(said(&anybody, "/metrics").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_cannot_be_read_is_not_ready() {
    let pair = Pair::meet().await;
    let anybody = Program::new(router(pair.asteria.app.clone()));
    let file = pair.asteria.node().folder().join("private.db");
    let other = rusqlite::Connection::open(file).unwrap();
    other.execute_batch("DROP TABLE sessions").unwrap();
    let broken = said(&anybody, "/readyz").await;
    assert_eq!(
        broken,
        (StatusCode::SERVICE_UNAVAILABLE, "not ready\n".into())
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_counts_stand_on_a_listener_of_their_own() {
    let pair = Pair::meet().await;
    let text = pair
        .asteria
        .submit(pair.space, propose(List::Cooperation, "Secret words"));
    pair.in_step().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(web::serve_metrics(pair.asteria.app.clone(), listener));
    let mut socket = tokio::net::TcpStream::connect(address).await.unwrap();
    let request = "GET /metrics HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n";
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut counts = String::new();
    socket.read_to_string(&mut counts).await.unwrap();
    let sizes = |state: &node::Space| {
        state
            .record
            .logs()
            .map(|log| state.record.size(log))
            .sum::<u64>()
    };
    let entries = pair.asteria.node().read(&pair.space, sizes).unwrap();
    for line in [
        "detente_spaces 1".to_owned(),
        format!("detente_entries {entries}"),
        "detente_peers 1".to_owned(),
        "detente_peers_in_touch 1".to_owned(),
        "detente_pending_acts 0".to_owned(),
    ] {
        assert!(
            counts.lines().any(|found| found == line),
            "{line} in {counts}"
        );
    }
    for secret in [
        "Secret",
        &text.hex(),
        &pair.space.short(),
        &pair.borealis.party.short(),
    ] {
        assert!(!counts.contains(secret));
    }
}
