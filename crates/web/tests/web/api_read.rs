//! Reading over the API: by cursor, again only if it changed, and the stream that misses nothing.

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use domain::List;
use http_body_util::BodyExt;
use node::clock::now_ms;
use serde_json::Value;

use crate::pair::{Pair, propose};
use crate::program::Program;

/// Reads a list to its end, `limit` rows at a time; the rows' `id`, in order.
async fn read_all(program: &Program, path: &str, name: &str, id: &str, limit: usize) -> Vec<Value> {
    let (mut rows, mut after) = (Vec::new(), String::new());
    loop {
        let join = if path.contains('?') { '&' } else { '?' };
        let page = format!("{path}{join}limit={limit}{after}");
        let (status, said) = program.ask("GET", &page, None).await;
        assert_eq!(status, StatusCode::OK, "{page}: {said}");
        let part = said[name].as_array().unwrap();
        assert!(part.len() <= limit);
        rows.extend(part.iter().map(|row| row[id].clone()));
        if said["more"] == false {
            return rows;
        }
        let cursor = said["after"].to_string();
        after = format!("&after={}", cursor.trim_matches('"'));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_list_is_read_by_cursor_without_a_gap() {
    let pair = Pair::meet().await;
    for n in 0..7 {
        let list = [List::Cooperation, List::Dialogues][n % 2];
        let act = propose(list, &format!("Number {n}"));
        pair.asteria.submit(pair.space, act);
    }
    pair.in_step().await;
    let space = format!("/api/v1/spaces/{}", pair.space.short());
    for side in [&pair.asteria, &pair.borealis] {
        let program = Program::logged_in(side).await;
        for (path, name, id, count) in [
            ("/api/v1/spaces".to_owned(), "spaces", "id", 1),
            (format!("{space}/items"), "items", "id", 7),
            (format!("{space}/items?list=cooperation"), "items", "id", 4),
            (format!("{space}/entries"), "entries", "sequence", 20),
        ] {
            let whole = read_all(&program, &path, name, id, 500).await;
            assert_eq!(whole.len(), count, "{path}: {whole:?}");
            for limit in [1, 2, 3] {
                assert_eq!(
                    read_all(&program, &path, name, id, limit).await,
                    whole,
                    "{path}"
                );
            }
        }
        for wrong in ["limit=0", "limit=501", "after=nothing", "limit=x", "skip=1"] {
            for list in [
                "/api/v1/spaces",
                &format!("{space}/items"),
                &format!("{space}/entries"),
            ] {
                let (status, said) = program.ask("GET", &format!("{list}?{wrong}"), None).await;
                assert_eq!(
                    status,
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "{list} {wrong}: {said}"
                );
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_did_not_change_is_not_given_again() {
    let pair = Pair::meet().await;
    let program = Program::logged_in(&pair.asteria).await;
    let space = format!("/api/v1/spaces/{}", pair.space.short());
    for path in [&space, &format!("{space}/items"), "/api/v1/openapi.json"] {
        let (status, headers, _) = program.ask_with("GET", path, &[], None).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers["cache-control"], "private, no-cache");
        let tag = headers["etag"].to_str().unwrap();
        let several = format!("\"other\", W/{tag}");
        for held in [tag, &several, "*"] {
            let held = [("if-none-match", held)];
            let (status, headers, said) = program.ask_with("GET", path, &held, None).await;
            assert_eq!((status, said), (StatusCode::NOT_MODIFIED, Value::Null));
            assert_eq!(headers["etag"], tag);
        }
    }
    let (_, headers, _) = program.ask_with("GET", &space, &[], None).await;
    let held = [("if-none-match", headers["etag"].to_str().unwrap())];
    pair.asteria
        .submit(pair.space, propose(List::Cooperation, "New"));
    let (status, headers, _) = program.ask_with("GET", &space, &held, None).await;
    assert_eq!(status, StatusCode::OK);
    assert_ne!(headers["etag"], held[0].1);
    // Nobody learns by a tag what they may not read.
    let nobody = Program::new(program.router.clone());
    let held = [("if-none-match", "*")];
    let (status, ..) = nobody.ask_with("GET", &space, &held, None).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

/// The next event of a stream: its id and its name; none if the stream has ended.
async fn next(stream: &mut Body) -> Option<(u64, String)> {
    loop {
        let frame = tokio::time::timeout(Duration::from_secs(60), stream.frame());
        let frame = frame.await.expect("an event or an end")?.unwrap();
        let text = String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap();
        let field = |name: &str| {
            let mut lines = text.lines();
            lines.find_map(|line| line.strip_prefix(name).map(str::to_owned))
        };
        if let Some(id) = field("id: ") {
            return Some((id.parse().unwrap(), field("event: ").unwrap()));
        }
    }
}

async fn listen(program: &Program, after: Option<u64>) -> Body {
    let id = after.map(|id| id.to_string()).unwrap_or_default();
    let headers = [("last-event-id", id.as_str())];
    let headers = if after.is_some() { &headers[..] } else { &[] };
    let answer = program.send("GET", "/api/v1/stream", headers, None).await;
    assert_eq!(answer.status(), StatusCode::OK);
    answer.into_body()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_stream_goes_on_where_it_was_left_and_leaves_no_gap() {
    let pair = Pair::meet().await;
    for (side, other) in [
        (&pair.asteria, &pair.borealis),
        (&pair.borealis, &pair.asteria),
    ] {
        let program = Program::logged_in(side).await;
        let (_, spaces) = program.ask("GET", "/api/v1/spaces", None).await;
        let seen = spaces["sequence"].as_u64().unwrap();
        // Between the page and the stream.
        side.submit(pair.space, propose(List::Cooperation, "Between"));
        let mut stream = listen(&program, Some(seen)).await;
        let (first, kind) = next(&mut stream).await.unwrap();
        assert!(first > seen && kind == "entry");
        let (second, _) = next(&mut stream).await.unwrap();

        // While it is open, from the other side, too.
        let text = other.submit(pair.space, propose(List::Cooperation, "Theirs"));
        let (third, _) = next(&mut stream).await.unwrap();
        let (fourth, _) = next(&mut stream).await.unwrap();
        drop(stream);
        let mut again = listen(&program, Some(first)).await;
        for expected in [second, third, fourth] {
            assert_eq!(next(&mut again).await.unwrap().0, expected);
        }
        let open = record::TextStatus::Open;
        side.until_status(pair.space, text, open).await;
        let path = format!("/api/v1/spaces/{}/entries?after={seen}", pair.space.short());
        let listed = read_all(&program, &path, "entries", "sequence", 9).await;
        assert_eq!(
            listed,
            [first, second, third, fourth].map(Value::from),
            "one count for both"
        );

        let mut fresh = listen(&program, None).await;
        assert_eq!(
            next(&mut fresh).await.unwrap(),
            (fourth, "ready".to_owned())
        );
        pair.in_step().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_entry_of_another_process_is_streamed_once_it_is_applied_and_not_overtaken() {
    let pair = Pair::meet().await;
    let side = &pair.asteria;
    let program = Program::logged_in(side).await;
    let (_, spaces) = program.ask("GET", "/api/v1/spaces", None).await;
    let mut stream = listen(&program, spaces["sequence"].as_u64()).await;
    let other = node::Node::open(side.node().folder()).unwrap();
    let act = propose(List::Cooperation, "From the command line");
    let receipt = other.submit(pair.space, side.party, act, &side.key, now_ms());
    let (statement, _, index) = receipt.unwrap().sealed[0];
    next(&mut stream).await.unwrap();
    let applied = |state: &node::Space| state.record.size(&record::LogKey::main(side.party));
    assert!(side.node().read(&pair.space, applied).unwrap() > index);
    let known = |state: &node::Space| state.record.status(&statement).is_some();
    assert_eq!(side.node().read(&pair.space, known), Some(true));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_ends_with_its_session_and_with_the_server_and_a_token_has_four() {
    let pair = Pair::meet().await;
    let program = Program::logged_in(&pair.asteria).await;
    let mut streams = Vec::new();
    for _ in 0..4 {
        streams.push(listen(&program, None).await);
    }
    let fifth = program.send("GET", "/api/v1/stream", &[], None).await;
    assert_eq!(fifth.status(), StatusCode::TOO_MANY_REQUESTS);
    let other = Program::logged_in(&pair.asteria).await;
    assert_eq!(
        next(&mut listen(&other, None).await).await.unwrap().1,
        "ready"
    );
    streams.pop();
    let mut stream = listen(&program, None).await;
    assert_eq!(next(&mut stream).await.unwrap().1, "ready");

    let (stop, stopping) = tokio::sync::oneshot::channel::<()>();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(web::serve(pair.asteria.app.clone(), listener, async {
        let _ = stopping.await;
    }));
    let token = other.token.clone().unwrap();
    let mut socket = tokio::net::TcpStream::connect(address).await.unwrap();
    let request = format!(
        "GET /api/v1/stream HTTP/1.1\r\nhost: here\r\nauthorization: Bearer {token}\r\n\r\n"
    );
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut text = String::new();
    while !text.contains("event: ready") {
        let mut part = [0; 1024];
        let read = socket.read(&mut part).await.unwrap();
        text.push_str(&String::from_utf8_lossy(&part[..read]));
    }
    stop.send(()).unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(60), serving);
    ended
        .await
        .expect("an open stream does not hold the server")
        .unwrap()
        .unwrap();

    program.ask("DELETE", "/api/v1/sessions", None).await;
    pair.asteria
        .submit(pair.space, propose(List::Cooperation, "After the logout"));
    assert_eq!(next(&mut stream).await, None);
}
